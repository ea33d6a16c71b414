import numpy as np

from engine.events import AudioProduced
from engine.live.speech_queue import Clause, SpeechQueue


def _piece(value: float, *, begins: bool, source_start: int) -> AudioProduced:
    return AudioProduced(
        samples=np.full(100, value, np.float32),
        target_start=0,
        text="words" if begins else "",
        language="en",
        tempo=1.0,
        source_start=source_start,
        source_end=source_start + 1,
        heard=source_start + 2,
        begins_clause=begins,
        ends_clause=False,
    )


def test_a_clause_in_pieces_begins_once() -> None:
    queue = SpeechQueue()
    for value, begins, source_start in ((1.0, True, 5), (2.0, False, 5), (3.0, True, 9)):
        queue.push(_piece(value, begins=begins, source_start=source_start))
    samples, is_speech, begun = queue.take(350)
    assert begun == [Clause(5, 0), Clause(9, 200)]
    assert is_speech.sum() == 300
    np.testing.assert_array_equal(samples[:300:100], [1, 2, 3])
