"""What sound comes from and goes to: one contract for inputs and one for outputs.

Nothing in either waits unless it is asked to.
"""

import time
from collections.abc import Callable, Iterable
from typing import Final, Protocol

import numpy as np

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.audio.resample import Resampler

_POLL_S: Final = 0.01
_TAIL_S: Final = 0.25
"""Silence behind speech: a device that is closed drops what it still holds, and may hold more than
it says."""


class InputStream(Protocol):
    """Something that is heard; one thread takes from it."""

    @property
    def rate_hz(self) -> int:
        """Samples a second."""
        ...

    @property
    def latency_s(self) -> float:
        """From sound at the device until `take` can give it."""
        ...

    @property
    def xruns(self) -> int:
        """How often sound was lost before it was taken."""
        ...

    @property
    def lost_samples(self) -> int:
        """How many samples are missing before those that `take` gave last, since the beginning.

        Where a stream puts silence in the place of what it lost, none is missing.
        """
        ...

    @property
    def ended(self) -> bool:
        """Whether everything was taken and nothing will come any more, as at the end of a file."""
        ...

    def waiting_samples(self) -> int:
        """How much has come and was not taken; 0 where the stream has no pace of its own."""
        ...

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        """Give [n] mono samples, what has come since the last call.

        Args:
            most: not more than so many; the rest waits.
            timeout_s: how long to wait where nothing has come.

        Raises:
            AudioError: a recording is damaged.
            DeviceError: the device was lost.
        """
        ...

    def return_to_device(self) -> None:
        """Move back to the device, if a sound server moved the stream; may wait, on any thread."""
        ...

    def close(self) -> None:
        """Release the device; twice is harmless."""
        ...


class OutputStream(Protocol):
    """Something that plays, silence where nothing is given; one thread writes to it."""

    @property
    def rate_hz(self) -> int:
        """Samples a second."""
        ...

    @property
    def latency_s(self) -> float:
        """From the end of what waits until the sound is heard."""
        ...

    @property
    def xruns(self) -> int:
        """How often there was nothing to play."""
        ...

    def waiting_samples(self) -> int:
        """How much was written and not handed to the device yet.

        Raises:
            DeviceError: the device was lost.
        """
        ...

    def write(self, samples: Float32) -> int:
        """Play [n] mono samples after those that wait.

        Returns:
            How many of them fitted; the others are not played.
        """
        ...

    def return_to_device(self) -> None:
        """Move back to the device, if a sound server moved the stream; may wait, on any thread."""
        ...

    def close(self) -> None:
        """Release the device at once; twice is harmless."""
        ...


def wait_for_samples(
    count: Callable[[], int],
    *,
    timeout_s: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Ask a stream that cannot wake anybody until it has samples or the time is over.

    Returns:
        What `count` gave last.
    """
    until_s = clock() + timeout_s
    while True:
        waiting = count()
        left_s = until_s - clock()
        if waiting or left_s <= 0:
            return waiting
        sleep(min(_POLL_S, left_s))


def play(
    output: OutputStream,
    pieces: Iterable[Float32],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Play pieces one after the other, return when they have been heard, and close the output.

    Args:
        output: is closed, whatever happens.
        pieces: each [n] mono at TARGET_RATE_HZ, made while those before it are heard.
        sleep: waits for seconds.

    Raises:
        DeviceError: the output was lost. What making a piece raises ends the sound at once.
    """
    resampler = Resampler(from_hz=TARGET_RATE_HZ, to_hz=output.rate_hz)
    try:
        for piece in pieces:
            _write_all(output, resampler.push(piece), sleep)
        _write_all(output, resampler.flush(), sleep)
        _write_all(output, np.zeros(round(_TAIL_S * output.rate_hz), np.float32), sleep)
        while output.waiting_samples():
            sleep(_POLL_S)
        # What was handed over is still in the device's own buffer.
        sleep(output.latency_s)
    finally:
        output.close()


def _write_all(output: OutputStream, samples: Float32, sleep: Callable[[float], None]) -> None:
    left = np.clip(samples, -1.0, 1.0)
    while True:
        # Raises where the device takes nothing any more.
        output.waiting_samples()
        left = left[output.write(left) :]
        if not left.size:
            return
        sleep(_POLL_S)
