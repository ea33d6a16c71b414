"""A file in the place of a microphone, as fast as it is read or at the pace of its recording.

A recording as an input that delivers at the recording's own pace.
"""

import time
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.files import AudioFile
from engine.devices.protocols import SourceBlock

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 50
"""What a file at its own pace delivers at once: 20 ms, as a microphone does."""


class FileSource:
    """An AudioSource over an open file, which it closes.

    Args:
        file: an open file.
        realtime: deliver each block when a microphone would have.
        ring_samples: how much a microphone's buffer would hold before it loses audio; only at
            the file's own pace. None never loses any.
        clock: seconds, monotonic.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        file: AudioFile,
        *,
        realtime: bool = False,
        ring_samples: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._file = file
        self._blocks: Iterator[Float32] = iter(file)
        self._realtime = realtime
        self._ring_samples = ring_samples
        self._clock = clock
        self._sleep = sleep
        self._began_s: float | None = None
        self._waiting: Float32 = np.zeros(0, dtype=np.float32)
        self._position: SampleIndex = 0
        self._stopped_at: SampleIndex | None = None
        self._file_ended = False
        self._lost_samples = 0
        self._overflow_at: SampleIndex = 0
        self._overflow_samples = 0

    @property
    def lost_samples(self) -> int:
        """How much audio a microphone's buffer would have lost."""
        return self._lost_samples

    @property
    def backlog_samples(self) -> int:
        """How much audio is due and was not read; 0 where the file has no pace."""
        return max(0, self._due() - self._position) if self._realtime else 0

    @property
    def ended(self) -> bool:
        """Whether the file is at its end, or all is read that was due when it was stopped."""
        if self._stopped_at is not None and self._position >= self._stopped_at:
            return True
        return self._file_ended and self._waiting.size == 0

    def start(self) -> None:
        """Begin the clock."""
        self._began_s = self._clock()

    def read(self, *, timeout_s: float) -> SourceBlock | None:
        """Give the next block; at the file's own pace, wait until it is due."""
        if self.ended:
            return None
        if not self._realtime:
            return self._take(None)
        self._note_overflow()
        self._skip_overflow()
        due_in_s = (self._position + _BLOCK_SAMPLES - self._due()) / SOURCE_RATE_HZ
        if due_in_s > 0:
            self._sleep(min(due_in_s, timeout_s))
            if due_in_s > timeout_s:
                return None
        return self._take(_BLOCK_SAMPLES)

    def stop(self) -> None:
        """End the file where it is due now."""
        self._stopped_at = self._due() if self._realtime else self._position

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _due(self) -> SampleIndex:
        if self._began_s is None:
            return 0
        return int((self._clock() - self._began_s) * SOURCE_RATE_HZ)

    def _note_overflow(self) -> None:
        """A full ring keeps its oldest audio and loses what arrives until it is read."""
        if self._ring_samples is None or self._overflow_samples:
            return
        overflow = self.backlog_samples - self._ring_samples
        if overflow > 0:
            self._overflow_at = self._position + self._ring_samples
            self._overflow_samples = overflow

    def _skip_overflow(self) -> None:
        if self._overflow_samples and self._position >= self._overflow_at:
            waiting = self._fill(self._overflow_samples)
            skipped = min(self._overflow_samples, waiting.size)
            self._waiting = waiting[skipped:]
            self._position += skipped
            self._lost_samples += skipped
            self._overflow_samples = 0

    def _fill(self, count: int) -> Float32:
        """Read on until `count` samples are waiting or the file ends."""
        while self._waiting.size < count and not self._file_ended:
            block = next(self._blocks, None)
            if block is None:
                self._file_ended = True
            else:
                self._waiting = np.concatenate([self._waiting, block])
        return self._waiting

    def _take(self, count: int | None) -> SourceBlock | None:
        waiting = self._fill(count or 1)
        samples = waiting if count is None else waiting[:count]
        if samples.size == 0:
            return None
        self._waiting = waiting[samples.size :]
        block = SourceBlock(samples=samples, start=self._position)
        self._position += samples.size
        return block


class FileInput:
    """An InputStream over an open file, which it closes; its clock begins at the first `take`."""

    def __init__(self, file: AudioFile, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = FileSource(file, realtime=True, clock=clock, sleep=lambda _: None)
        self._is_started = False

    @property
    def rate_hz(self) -> int:
        """What files are read at."""
        return SOURCE_RATE_HZ

    @property
    def latency_s(self) -> float:
        """None."""
        return 0.0

    @property
    def xruns(self) -> int:
        """None: a file waits."""
        return 0

    @property
    def ended(self) -> bool:
        """Whether it is at its end."""
        return self._source.ended

    def take(self) -> Float32:
        """Give what is due."""
        if not self._is_started:
            self._is_started = True
            self._source.start()
        parts = [np.zeros(0, np.float32)]
        while (block := self._source.read(timeout_s=0.0)) is not None:
            parts.append(block.samples)
        return np.concatenate(parts)

    def keep(self) -> None:
        """Nothing is moved."""

    def close(self) -> None:
        """Close the file."""
        self._source.close()
