"""Sound from one thread to another."""

import threading
from collections import deque

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex


class MemoryInput:
    """An InputStream that another thread fills; a full one loses what is newest.

    Args:
        most_samples: how much may wait.
        rate_hz: samples a second.
    """

    def __init__(self, *, most_samples: int, rate_hz: int = SOURCE_RATE_HZ) -> None:
        self.rate_hz = rate_hz
        self._most_samples = most_samples
        self._arrived = threading.Condition()
        self._blocks: deque[tuple[SampleIndex, Float32]] = deque()
        self._waiting = 0
        self._fed: SampleIndex = 0
        self._taken: SampleIndex = 0
        self._dropped = 0
        self._losses = 0
        self._lost_samples = 0
        self._is_finished = False

    @property
    def latency_s(self) -> float:
        """Always 0: what is in memory has arrived."""
        return 0.0

    @property
    def fed(self) -> SampleIndex:
        """How much came in, lost samples included: the clock of the source."""
        return self._fed

    @property
    def dropped_samples(self) -> int:
        """How much came while it was full; `lost_samples` says so once what waits was taken."""
        return self._dropped

    @property
    def xruns(self) -> int:
        """How often it was full."""
        return self._losses

    @property
    def lost_samples(self) -> int:
        """How much is missing before what was taken last."""
        return self._lost_samples

    @property
    def ended(self) -> bool:
        """Whether it was finished and all was taken."""
        return self._is_finished and not self._blocks

    def waiting_samples(self) -> int:
        """How much waits."""
        return self._waiting

    def feed(self, samples: Float32) -> None:
        """Add [n] samples; nothing after `finish`."""
        with self._arrived:
            if self._is_finished or samples.size == 0:
                return
            if self._waiting + samples.size > self._most_samples:
                self._losses += 1
                self._dropped += samples.size
            else:
                self._blocks.append((self._fed, samples))
                self._waiting += samples.size
                self._arrived.notify()
            self._fed += samples.size

    def finish(self) -> None:
        """Take no more in; what waits can be taken."""
        with self._arrived:
            self._is_finished = True
            self._arrived.notify()

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        """Give what waits, and nothing across a loss."""
        with self._arrived:
            if not self._blocks and not self._is_finished and timeout_s > 0:
                self._arrived.wait(timeout_s)
            if not self._blocks:
                return np.zeros(0, np.float32)
            start = self._blocks[0][0]
            self._lost_samples += start - self._taken
            self._taken = start
            parts: list[Float32] = []
            while self._blocks and self._blocks[0][0] == self._taken:
                begins, samples = self._blocks.popleft()
                room = samples.size if most is None else most - (self._taken - start)
                if room < samples.size:
                    self._blocks.appendleft((begins + room, samples[room:]))
                    samples = samples[:room]
                parts.append(samples)
                self._taken += samples.size
                if most is not None and self._taken - start == most:
                    break
            self._waiting -= self._taken - start
        return np.concatenate(parts)

    def return_to_device(self) -> None:
        """There is no device."""

    def close(self) -> None:
        """Take no more in."""
        self.finish()
