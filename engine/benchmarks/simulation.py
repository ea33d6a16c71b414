"""A live stream without waiting for it.

The clock is simulated: it advances with the audio and, where the machine is slower, with the
computing. A block is worked on when it has arrived and the work before it is done, and the session
is told how much audio waits behind it, as a runner would tell it.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.benchmarks.observation import Clause, Look, Observation, Word, add_text
from engine.events import AudioProduced, Event, TextCommitted, TextTentative
from engine.runner import StreamSession

BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 10


def simulate(
    session: StreamSession,
    samples: Float32,
    *,
    passage: str,
    clock: Callable[[], float] = time.perf_counter,
    recognise: Callable[[Float32], str] | None = None,
) -> Observation:
    """Play [n] float32 samples at SOURCE_RATE_HZ to a session.

    Args:
        session: is reset first.
        samples: the passage.
        passage: its name.
        clock: measures computing, in seconds.
        recognise: writes down target speech, [n] at TARGET_RATE_HZ, as it sounded; takes no time.
    """
    session.reset()
    log = _Log()
    now_s = 0.0
    for start in range(0, len(samples), BLOCK_SAMPLES):
        block = samples[start : start + BLOCK_SAMPLES]
        end = start + len(block)
        now_s = max(now_s, end / SOURCE_RATE_HZ)
        arrived = min(int(now_s * SOURCE_RATE_HZ), len(samples))
        began_s = clock()
        events = session.push(block, backlog_samples=arrived - end)
        took_s = clock() - began_s
        now_s += took_s
        log.take(events, ideal_s=end / SOURCE_RATE_HZ, aware_s=now_s, took_s=took_s)
    began_s = clock()
    events = session.flush()
    took_s = clock() - began_s
    now_s += took_s
    duration_s = len(samples) / SOURCE_RATE_HZ
    log.take(events, ideal_s=duration_s, aware_s=now_s, took_s=took_s)
    return Observation(
        passage=passage,
        duration_s=duration_s,
        words=tuple(log.words),
        clauses=tuple(log.clauses),
        looks=tuple(log.looks),
        busy_s=log.busy_s,
        heard_back=recognise(log.sound()) if recognise is not None and log.clauses else "",
    )


class _Log:
    """Gathers an observation."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.clauses: list[Clause] = []
        self.looks: list[Look] = []
        self.busy_s = 0.0
        self._unlogged_s = 0.0
        self._tentative = ""
        self._ends_in_space = True
        self._audio_end_s = 0.0
        self._pieces: list[tuple[float, Float32]] = []

    def take(self, events: list[Event], *, ideal_s: float, aware_s: float, took_s: float) -> None:
        self.busy_s += took_s
        self._unlogged_s += took_s
        for event in events:
            if isinstance(event, TextCommitted):
                self._commit(event, aware_s)
            elif isinstance(event, TextTentative):
                self._tentative = event.text
            elif isinstance(event, AudioProduced):
                self._speak(event, aware_s)
        if any(isinstance(event, TextCommitted | TextTentative) for event in events):
            self.looks.append(
                Look(
                    ideal_s=ideal_s,
                    aware_s=aware_s,
                    took_s=self._unlogged_s,
                    n_words=len(self.words),
                    tentative=self._tentative,
                )
            )
            self._unlogged_s = 0.0

    def sound(self) -> Float32:
        """[n] at TARGET_RATE_HZ: the target speech with its pauses, from when it began."""
        first_s = self._pieces[0][0]
        sound = np.zeros(round((self._audio_end_s - first_s) * TARGET_RATE_HZ) + 1, np.float32)
        for begins_s, samples in self._pieces:
            start = round((begins_s - first_s) * TARGET_RATE_HZ)
            room = len(sound) - start
            sound[start : start + len(samples)] += samples[:room]
        return sound

    def _commit(self, event: TextCommitted, aware_s: float) -> None:
        if not event.text:
            return
        addition = Word(
            text=event.text,
            source_start_s=event.source_start / SOURCE_RATE_HZ,
            source_end_s=event.source_end / SOURCE_RATE_HZ,
            ideal_s=event.heard / SOURCE_RATE_HZ,
            aware_s=aware_s,
        )
        joins = not self._ends_in_space and not event.text[0].isspace()
        add_text(self.words, addition, joins=joins)
        self._ends_in_space = event.text[-1].isspace()

    def _speak(self, event: AudioProduced, aware_s: float) -> None:
        """A clause sounds when it is there and the clause before it has ended."""
        begins_s = max(aware_s, self._audio_end_s, event.target_start / TARGET_RATE_HZ)
        duration_s = len(event.samples) / TARGET_RATE_HZ
        self._pieces.append((begins_s, event.samples))
        self._audio_end_s = begins_s + duration_s
        if not event.begins_clause and self.clauses:
            begun = self.clauses[-1]
            # A piece that comes late leaves a gap in the clause.
            self.clauses[-1] = replace(begun, duration_s=self._audio_end_s - begun.aware_s)
            return
        self.clauses.append(
            Clause(
                text=event.text.strip(),
                source_start_s=event.source_start / SOURCE_RATE_HZ,
                source_end_s=event.source_end / SOURCE_RATE_HZ,
                ideal_s=event.target_start / TARGET_RATE_HZ,
                aware_s=begins_s,
                duration_s=duration_s,
            )
        )
