"""What the sound thread hears, for the engine thread to read."""

import threading
from collections import deque
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.devices.protocols import SourceBlock

_MOST_AT_ONCE: Final = SOURCE_RATE_HZ // 2


class LiveFeed:
    """An AudioSource that one thread fills and another reads; a full one loses what is newest.

    Args:
        most_samples: how much may wait.
    """

    def __init__(self, *, most_samples: int) -> None:
        self._most_samples = most_samples
        self._arrived = threading.Condition()
        self._blocks: deque[SourceBlock] = deque()
        self._waiting = 0
        self._fed: SampleIndex = 0
        self._lost_samples = 0
        self._is_finished = False

    @property
    def fed(self) -> SampleIndex:
        """How much came in, lost samples included: the clock of the source."""
        return self._fed

    @property
    def lost_samples(self) -> int:
        """How much came while the feed was full."""
        return self._lost_samples

    @property
    def backlog_samples(self) -> int:
        """How much waits."""
        return self._waiting

    @property
    def ended(self) -> bool:
        """Whether nothing more will come and all was read."""
        return self._is_finished and not self._blocks

    def feed(self, samples: Float32) -> None:
        """Add [n] samples at SOURCE_RATE_HZ; nothing after it was stopped."""
        with self._arrived:
            if self._is_finished or samples.size == 0:
                return
            if self._waiting + samples.size > self._most_samples:
                self._lost_samples += samples.size
            else:
                self._blocks.append(SourceBlock(samples=samples, start=self._fed))
                self._waiting += samples.size
                self._arrived.notify()
            self._fed += samples.size

    def start(self) -> None:
        """Nothing is to be opened."""

    def read(self, *, timeout_s: float) -> SourceBlock | None:
        """Give what waits, at most half a second and nothing across a loss."""
        with self._arrived:
            if not self._blocks and not self._is_finished:
                self._arrived.wait(timeout_s)
            if not self._blocks:
                return None
            first = self._blocks.popleft()
            parts, size = [first.samples], first.samples.size
            while (
                self._blocks
                and self._blocks[0].start == first.start + size
                and size + self._blocks[0].samples.size <= _MOST_AT_ONCE
            ):
                part = self._blocks.popleft().samples
                parts.append(part)
                size += part.size
            self._waiting -= size
        return SourceBlock(samples=np.concatenate(parts), start=first.start)

    def stop(self) -> None:
        """Take no more in; what waits can be read."""
        with self._arrived:
            self._is_finished = True
            self._arrived.notify()

    def close(self) -> None:
        """Take no more in."""
        self.stop()
