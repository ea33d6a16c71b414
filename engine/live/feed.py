"""What the sound thread hears, for the engine thread to read.

Translated speech between the engine thread, which makes it, and the sound thread.
"""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.mixing import Bools
from engine.devices.protocols import SourceBlock
from engine.events import AudioProduced

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


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause whose first sample was just taken.

    Attributes:
        source_start: of the words that it translates.
        offset_samples: how many samples of the same `take` came before it.
    """

    source_start: SampleIndex
    offset_samples: int


class SpeechQueue:
    """Clauses one after the other; each begins when it is there and the one before it is over."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clauses: deque[AudioProduced] = deque()
        self._place = 0
        self._waiting = 0
        self._is_closed = False

    @property
    def waiting_samples(self) -> int:
        """How much waits, at TARGET_RATE_HZ."""
        return self._waiting

    def push(self, clause: AudioProduced) -> None:
        """Add a clause."""
        with self._lock:
            if clause.samples.size and not self._is_closed:
                self._clauses.append(clause)
                self._waiting += clause.samples.size

    def take(self, count: int) -> tuple[Float32, Bools, list[Clause]]:
        """Give [count] samples, silence behind the last clause.

        Returns:
            The samples, where they are speech rather than silence for want of it, and the clauses
            that begin in them.
        """
        samples = np.zeros(count, np.float32)
        begun: list[Clause] = []
        done = 0
        with self._lock:
            while self._clauses and done < count:
                clause = self._clauses[0]
                if self._place == 0 and clause.begins_clause:
                    begun.append(Clause(clause.source_start, done))
                part = clause.samples[self._place : self._place + count - done]
                samples[done : done + part.size] = part
                done += part.size
                self._place += part.size
                if self._place == clause.samples.size:
                    self._clauses.popleft()
                    self._place = 0
            self._waiting -= done
        return samples, np.arange(count) < done, begun

    def close(self) -> None:
        """Drop all that waits, and what is still to come."""
        with self._lock:
            self._is_closed = True
            self._clauses.clear()
            self._place = self._waiting = 0
