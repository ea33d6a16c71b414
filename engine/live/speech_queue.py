"""Translated speech between the engine thread, which makes it, and the sound thread."""

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np

from engine.arrays import Float32, SampleIndex
from engine.audio.mixing import Bools
from engine.events import AudioProduced


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
