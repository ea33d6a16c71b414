"""A recording as an input that delivers at the recording's own pace."""

import time
from collections.abc import Callable

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import AudioFile
from engine.devices.file_source import FileSource


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
