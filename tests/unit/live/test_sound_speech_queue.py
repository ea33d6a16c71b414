import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.events import TextWithdrawn
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


def test_who_leaves_what_waits_hears_it_fade_out_and_gets_what_comes_next() -> None:
    queue = SpeechQueue()
    for number in range(3):
        queue.push(clause(np.ones(2_000, np.float32), source_start=number))
    queue.take(500)
    dropped = queue.leave()
    assert [one.source_start for one in dropped] == [1, 2]
    samples, is_spoken, begun = queue.take(2_000)
    assert is_spoken.sum() == 480
    assert begun == []
    assert (np.diff(samples[:480]) < 0).all()
    assert samples[479] == 0
    queue.push(clause(np.ones(10, np.float32), source_start=9))
    _, _, begun = queue.take(10)
    assert [begin.source_start for begin in begun] == [9]


def test_a_clause_that_did_not_begin_is_among_those_that_nobody_hears() -> None:
    queue = SpeechQueue()
    assert queue.leave() == []
    queue.push(clause(np.ones(10, np.float32), source_start=4))
    assert [one.source_start for one in queue.leave()] == [4]


def test_what_is_withdrawn_fades_out_and_what_was_said_before_is_heard() -> None:
    queue = SpeechQueue()
    for number in range(3):
        queue.push(clause(np.full(2_000, number + 1, np.float32), source_start=number))
    queue.take(1_000)
    queue.withdraw(TextWithdrawn(source_start=1, source_end=3, heard=9))
    assert queue.waiting_samples == 1_000
    samples, is_spoken, _ = queue.take(5_000)
    assert set(samples[is_spoken]) == {1.0}
    for number in (4, 5):
        queue.push(clause(np.ones(2_000, np.float32), source_start=number))
    queue.take(1_000)
    queue.withdraw(TextWithdrawn(source_start=4, source_end=5, heard=9))
    # What was said or typed later is heard.
    assert queue.waiting_samples == 480 + 2_000
    faded = queue.take(1_000)[0][:480]
    assert faded[0] == 1.0
    assert faded[-1] == 0.0
