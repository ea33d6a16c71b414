"""A recording in the place of a microphone, as fast as it is read or at its own pace."""

import time
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.files import AudioFile
from engine.devices.streams import wait_for_samples
from engine.errors import EngineError

_STEP_SAMPLES: Final = SOURCE_RATE_HZ // 50
"""A file at its own pace comes in steps of 20 ms, as from a microphone."""


class FileInput:
    """An InputStream over an open file, which it closes.

    Args:
        file: an open file.
        realtime: give each sample when a microphone would have; the clock begins at the first
            `take`. Otherwise the file is given as fast as it is taken.
        clock: seconds, monotonic.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        file: AudioFile,
        *,
        realtime: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._file = file
        self._blocks: Iterator[Float32] = iter(file)
        self._realtime = realtime
        self._clock = clock
        self._sleep = sleep
        self._began_s: float | None = None
        self._read: Float32 = np.zeros(0, dtype=np.float32)
        self._position: SampleIndex = 0
        self._is_read = False
        self._paused_at_s: float | None = None
        self._failure: EngineError | None = None

    @property
    def rate_hz(self) -> int:
        """What files are read at."""
        return SOURCE_RATE_HZ

    @property
    def latency_s(self) -> float:
        """Always 0: a file has no driver."""
        return 0.0

    @property
    def xruns(self) -> int:
        """None: a file waits."""
        return 0

    @property
    def lost_samples(self) -> int:
        """None: a file waits."""
        return 0

    @property
    def ended(self) -> bool:
        """Whether the file is at its end."""
        return self._is_read and self._read.size == 0 and self._failure is None

    @property
    def position_s(self) -> float:
        """How much of the recording was taken."""
        return self._position / SOURCE_RATE_HZ

    @property
    def length_s(self) -> float | None:
        """How long the recording is, as its header promises; None where that does not say."""
        return self._file.duration_s

    @property
    def is_paused(self) -> bool:
        """Whether nothing is given for now."""
        return self._paused_at_s is not None

    def set_paused(self, *, is_paused: bool) -> None:
        """Give nothing for now, or go on where it was paused; from any thread."""
        paused_at_s = self._paused_at_s
        if is_paused and paused_at_s is None:
            self._paused_at_s = self._clock()
        elif not is_paused and paused_at_s is not None:
            # First the clock: what was not due during the pause is not due after it either.
            if self._began_s is not None:
                self._began_s += self._clock() - max(paused_at_s, self._began_s)
            self._paused_at_s = None

    def waiting_samples(self) -> int:
        """How much is due and was not taken; 0 for a file without a pace and after its end."""
        if not self._realtime or self._began_s is None or self.ended or self.is_paused:
            return 0
        due = int((self._clock() - self._began_s) * SOURCE_RATE_HZ)
        return max(0, due - self._position) // _STEP_SAMPLES * _STEP_SAMPLES

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        """Give what is due, or what is read at once where there is no pace; nothing in a pause."""
        if self.is_paused:
            self._sleep(timeout_s)
            return self._read[:0]
        if not self._realtime:
            return self._take(1, most)
        if self._began_s is None:
            self._began_s = self._clock()
        due = 0
        if not self.ended:
            due = wait_for_samples(
                self.waiting_samples, timeout_s=timeout_s, clock=self._clock, sleep=self._sleep
            )
        if due == 0:
            return self._read[:0]
        wanted = due if most is None else min(due, most)
        return self._take(wanted, wanted)

    def return_to_device(self) -> None:
        """Nothing moves a file."""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _take(self, least: int, most: int | None) -> Float32:
        self._read_on(least)
        if self._read.size == 0 and self._failure is not None:
            raise self._failure
        count = self._read.size if most is None else most
        taken, self._read = self._read[:count], self._read[count:]
        self._position += taken.size
        return taken

    def _read_on(self, count: int) -> None:
        """Read until `count` samples are there, the file ends or turns out to be damaged."""
        while self._read.size < count and not self._is_read:
            try:
                block = next(self._blocks, None)
            except EngineError as error:
                # What was read before it is given first.
                self._failure, block = error, None
            if block is None:
                self._is_read = True
            else:
                self._read = np.concatenate([self._read, block])
