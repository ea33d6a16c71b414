import numpy as np

from engine.devices.memory import MemoryInput


def test_what_was_fed_is_taken_in_order_and_no_more_than_is_asked_for() -> None:
    source = MemoryInput(most_samples=100_000)
    said = np.arange(40_000, dtype=np.float32)
    for part in np.array_split(said, 100):
        source.feed(part)
    source.finish()
    source.feed(np.ones(10, np.float32))
    heard = []
    while not source.ended:
        samples = source.take(most=7_777)
        assert 0 < samples.size <= 7_777
        heard.append(samples)
        assert source.waiting_samples() == said.size - sum(part.size for part in heard)
    np.testing.assert_array_equal(np.concatenate(heard), said)
    assert source.take().size == 0
    assert source.lost_samples == 0


def test_a_full_one_loses_what_is_newest_and_the_clock_stays_right() -> None:
    source = MemoryInput(most_samples=1_000)
    source.feed(np.ones(900, np.float32))
    source.feed(np.ones(400, np.float32))
    assert source.dropped_samples == 400
    assert source.take().size == 900
    assert source.lost_samples == 0
    source.feed(np.full(10, 2, np.float32))
    assert source.take().size == 10
    assert source.lost_samples == 400
    assert source.xruns == 1
    assert source.fed == 1_310


def test_nothing_is_given_across_a_loss() -> None:
    source = MemoryInput(most_samples=1_000)
    source.feed(np.ones(600, np.float32))
    source.feed(np.ones(600, np.float32))
    source.feed(np.full(300, 2, np.float32))
    assert source.take().size == 600
    assert source.take().size == 300
    assert source.lost_samples == 600


def test_a_take_that_gets_nothing_returns() -> None:
    source = MemoryInput(most_samples=1_000)
    assert source.take(timeout_s=0.001).size == 0
    assert not source.ended
