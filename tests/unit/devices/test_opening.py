import pytest

from engine.devices.opening import start


class Stream:
    def __init__(self, *, starts: bool) -> None:
        self._starts = starts
        self.is_running = False
        self.is_closed = False

    def start(self) -> None:
        self.is_running = True
        if not self._starts:
            raise OSError("the device does not answer")

    def close(self, *, ignore_errors: bool) -> None:
        self.is_closed = ignore_errors


def test_a_stream_that_does_not_start_is_closed() -> None:
    stream = Stream(starts=False)
    with pytest.raises(OSError, match="does not answer"):
        start(stream)
    assert stream.is_closed


def test_a_stream_that_starts_stays_open() -> None:
    stream = Stream(starts=True)
    start(stream)
    assert stream.is_running
    assert not stream.is_closed
