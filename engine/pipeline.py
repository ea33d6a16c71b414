"""s2s: source speech in, committed text and target speech out, in one object.

Speech is planned on the source's clock: a clause begins when it is synthesised or when the clause
before it ends, whichever is later. A clause is synthesised only when what was planned before it is
about to run out, so that its tempo can answer to how much is waiting by then.

Falling behind: with more than `calm_ms` of speech waiting the tempo rises in a straight line, up to
`fastest_tempo` at `hurried_ms`. With more than `drop_ms` waiting the oldest clauses that were not
begun are dropped until `hurried_ms` are left; SpeechDropped names each, and its text stays in the
captions.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.errors import PhonemeError
from engine.events import (
    AudioProduced,
    DropReason,
    Event,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    TextCommitted,
)
from engine.speech.speaker import PendingClause, Speaker
from engine.translate.translator import SpeechTranslator

_log = logging.getLogger(__name__)

_TICK_SAMPLES = SOURCE_RATE_HZ // 10
_CLOCK_RATIO = TARGET_RATE_HZ // SOURCE_RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class PacingConfig:
    """How speech keeps up with the source.

    Attributes:
        ahead_ms: speech that is planned ahead before the next clause waits.
        calm_ms: up to so much waiting speech, the voice keeps its own tempo.
        hurried_ms: from so much on, it speaks at `fastest_tempo`.
        fastest_tempo: 1.0 is the voice's own tempo.
        drop_ms: above it, clauses are dropped until `hurried_ms` are left.
    """

    ahead_ms: float = 1_500
    calm_ms: float = 3_500
    hurried_ms: float = 9_000
    fastest_tempo: float = 1.35
    drop_ms: float = 20_000

    def __post_init__(self) -> None:
        if not 0 < self.ahead_ms <= self.calm_ms < self.hurried_ms < self.drop_ms:
            raise ValueError("0 < ahead_ms <= calm_ms < hurried_ms < drop_ms must hold")
        if self.fastest_tempo < 1:
            raise ValueError(f"fastest_tempo must be at least 1, not {self.fastest_tempo}")

    def tempo(self, backlog_ms: float) -> float:
        """The tempo to speak at with so much speech waiting."""
        share = (backlog_ms - self.calm_ms) / (self.hurried_ms - self.calm_ms)
        return 1.0 + (self.fastest_tempo - 1.0) * min(max(share, 0.0), 1.0)


class Session:
    """One stream: push samples, get text and audio events.

    Args:
        translator: this stream's own.
        speaker: this stream's own; None for captions only.
        pacing: see PacingConfig.
    """

    def __init__(
        self,
        translator: SpeechTranslator,
        speaker: Speaker | None,
        *,
        pacing: PacingConfig | None = None,
    ) -> None:
        self._translator = translator
        self._speaker = speaker
        self._pacing = pacing or PacingConfig()
        self.reset()

    def reset(self) -> None:
        """Forget everything, as a new object would."""
        self._translator.reset()
        if self._speaker is not None:
            self._speaker.reset()
        self._rest: Float32 = np.zeros(0, np.float32)
        self._heard: SampleIndex = 0
        self._now: SampleIndex = 0
        self._planned_end: SampleIndex = 0
        self._is_hurried = False

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, queued_samples: int | None = None
    ) -> list[Event]:
        """Hear [n] float32 samples at 16 kHz, of any n; n does not change what comes out.

        Args:
            samples: mono, -1 to 1.
            backlog_samples: audio that waits behind these samples because the machine is slow.
            queued_samples: speech of before that is still to be heard, at TARGET_RATE_HZ, where
                something plays it; speech is then planned on the clock of what is heard, and not
                as if it were played when it was planned.

        Raises:
            AudioError: a sample is not a finite number.
            ValueError: the samples are not float32 in one dimension.
        """
        if samples.dtype != np.float32 or samples.ndim != 1:
            raise ValueError(f"a session hears float32 [n], not {samples.dtype} {samples.shape}")
        heard = np.concatenate([self._rest, samples])
        if queued_samples is not None:
            self._now = (self._heard + len(heard) + backlog_samples) * _CLOCK_RATIO
            self._planned_end = max(self._planned_end, self._now + queued_samples)
        whole = len(heard) // _TICK_SAMPLES * _TICK_SAMPLES
        self._rest = heard[whole:].copy()
        events: list[Event] = []
        for tick in heard[:whole].reshape(-1, _TICK_SAMPLES):
            self._heard += _TICK_SAMPLES
            events += self._say(self._translator.push(tick, backlog_samples=backlog_samples))
            events += self._speak()
        return events

    def flush(self) -> list[Event]:
        """Commit and speak all that is left; the stream may go on after it."""
        rest, self._rest = self._rest, np.zeros(0, np.float32)
        self._heard += len(rest)
        events = self._say([*self._translator.push(rest), *self._translator.flush()])
        if self._speaker is not None:
            self._speaker.flush()
            events += self._speak(to_the_end=True)
        return events

    def _say(self, events: list[Event]) -> list[Event]:
        """Hand committed text to the speaker."""
        if self._speaker is not None:
            for event in events:
                if isinstance(event, TextCommitted):
                    self._speaker.push(event)
                elif isinstance(event, SpeechEnded):
                    self._speaker.flush()
        return events

    def _speak(self, *, to_the_end: bool = False) -> list[Event]:
        """Synthesise clauses until enough is planned ahead, or all of them."""
        if self._speaker is None:
            return []
        events: list[Event] = []
        # Later than what was heard by what waits, where it is known when speech is heard.
        now = self._now = max(self._now, self._heard * _CLOCK_RATIO)
        while pending := self._speaker.pending():
            ahead_samples = max(self._planned_end - now, 0)
            if not to_the_end:
                if _ms(ahead_samples) > self._pacing.ahead_ms:
                    break
                n_dropped = self._surplus(ahead_samples, pending)
                events += [self._drop(DropReason.BEHIND) for _ in range(n_dropped)]
                pending = pending[n_dropped:]
            waiting_samples = sum(clause.estimated_samples for clause in pending)
            events += self._speak_one(_ms(ahead_samples + waiting_samples), now)
        return events

    def _speak_one(self, backlog_ms: float, now: SampleIndex) -> list[Event]:
        """Synthesise the clause that is first in line."""
        if self._speaker is None:
            raise AssertionError("only a session with a speaker speaks")
        tempo = self._pacing.tempo(backlog_ms)
        events = self._note_tempo(tempo, backlog_ms)
        try:
            spoken = self._speaker.speak_next(tempo=tempo)
        except PhonemeError:
            # One clause that cannot be read must not end the interpretation.
            _log.warning("a clause could not be read", exc_info=True)
            return [*events, self._drop(DropReason.UNSPEAKABLE)]
        if spoken is not None:
            start = max(self._planned_end, now)
            self._planned_end = start + len(spoken.samples)
            events.append(
                AudioProduced(
                    samples=spoken.samples,
                    target_start=start,
                    text=spoken.clause.text,
                    language=spoken.clause.language,
                    tempo=spoken.tempo,
                    source_start=spoken.clause.source_start,
                    source_end=spoken.clause.source_end,
                    heard=self._heard,
                )
            )
        return events

    def _surplus(self, ahead_samples: int, pending: Sequence[PendingClause]) -> int:
        """How many of the oldest waiting clauses are too many."""
        waiting = [clause.estimated_samples for clause in pending]
        if _ms(ahead_samples + sum(waiting)) <= self._pacing.drop_ms:
            return 0
        n_dropped = 0
        # The newest clause always stays: something must be said.
        while (
            n_dropped < len(waiting) - 1
            and _ms(ahead_samples + sum(waiting[n_dropped:])) > self._pacing.hurried_ms
        ):
            n_dropped += 1
        return n_dropped

    def _drop(self, reason: DropReason) -> SpeechDropped:
        """Give up the clause that is first in line."""
        clause = self._speaker.drop_next() if self._speaker is not None else None
        if clause is None:
            raise AssertionError("a clause is waiting where one is dropped")
        return SpeechDropped(
            text=clause.text,
            language=clause.language,
            reason=reason,
            source_start=clause.source_start,
            source_end=clause.source_end,
            heard=self._heard,
        )

    def _note_tempo(self, tempo: float, backlog_ms: float) -> list[Event]:
        is_hurried = tempo > 1
        if is_hurried == self._is_hurried:
            return []
        self._is_hurried = is_hurried
        return [SpeakingTempoChanged(tempo=tempo, backlog_ms=backlog_ms, heard=self._heard)]


def _ms(target_samples: int) -> float:
    return target_samples * 1000 / TARGET_RATE_HZ
