import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.live.sound import SpeechQueue
from tests.helpers.live import clause


@given(
    lengths=st.lists(st.integers(1, 400), min_size=1, max_size=6),
    sizes=st.lists(st.integers(1, 300), min_size=1, max_size=6),
)
def test_clauses_come_out_whole_one_after_the_other(lengths: list[int], sizes: list[int]) -> None:
    queue = SpeechQueue()
    said = [np.full(length, number + 1, np.float32) for number, length in enumerate(lengths)]
    for number, samples in enumerate(said):
        queue.push(clause(samples, source_start=number))
    taken = [np.zeros(0, np.float32)]
    begun: list[tuple[int, int]] = []
    position = 0
    while queue.waiting_samples:
        samples, is_spoken, begins = queue.take(sizes[len(taken) % len(sizes)])
        begun += [(begin.source_start, position + begin.offset_samples) for begin in begins]
        position += samples.size
        taken.append(samples[is_spoken])
        assert not samples[~is_spoken].any()
    np.testing.assert_array_equal(np.concatenate(taken), np.concatenate(said))
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    assert begun == list(enumerate(starts))


def test_an_empty_queue_gives_silence() -> None:
    samples, is_spoken, begun = SpeechQueue().take(5)
    assert not samples.any()
    assert not is_spoken.any()
    assert begun == []


def test_a_closed_queue_takes_nothing_more() -> None:
    queue = SpeechQueue()
    queue.push(clause(np.ones(10, np.float32)))
    queue.close()
    queue.push(clause(np.ones(10, np.float32)))
    assert queue.waiting_samples == 0
    assert not queue.take(10)[0].any()
