import numpy as np

from engine.live.feed import LiveFeed


def test_what_was_fed_is_read_in_order_in_blocks_of_at_most_half_a_second() -> None:
    feed = LiveFeed(most_samples=100_000)
    said = np.arange(40_000, dtype=np.float32)
    for part in np.array_split(said, 100):
        feed.feed(part)
    feed.stop()
    feed.feed(np.ones(10, np.float32))
    heard = []
    position = 0
    while not feed.ended:
        block = feed.read(timeout_s=0.0)
        assert block is not None
        assert block.start == position
        assert block.samples.size <= 8_000
        heard.append(block.samples)
        position += block.samples.size
    np.testing.assert_array_equal(np.concatenate(heard), said)
    assert feed.read(timeout_s=0.0) is None


def test_a_full_feed_loses_what_is_newest_and_the_clock_stays_right() -> None:
    feed = LiveFeed(most_samples=1_000)
    feed.feed(np.ones(900, np.float32))
    feed.feed(np.ones(400, np.float32))
    assert feed.lost_samples == 400
    first = feed.read(timeout_s=0.0)
    feed.feed(np.full(10, 2, np.float32))
    second = feed.read(timeout_s=0.0)
    assert first is not None
    assert second is not None
    assert (first.start, first.samples.size) == (0, 900)
    assert (second.start, second.samples.size) == (1_300, 10)
    assert feed.fed == 1_310


def test_a_read_that_gets_nothing_returns() -> None:
    feed = LiveFeed(most_samples=1_000)
    assert feed.read(timeout_s=0.001) is None
    assert not feed.ended
