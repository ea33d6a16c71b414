"""Tells a computer that is behind from a speaker who is fast, of one direction."""

import re
import unicodedata
from collections import deque
from dataclasses import dataclass
from typing import Final

from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.effort import Effort
from engine.events import (
    EffortChanged,
    Event,
    LanguagesChanged,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TranscriptCommitted,
)

_LATE_S: Final = (4.5, 5.5)
"""With more lag than the second it counts as late, with less than the first as in time again:
human interpreters work 2 to 4 seconds behind the speaker."""

_FAST_PER_S: Final = (5.5, 6.0)
"""Syllables a second of speech that is fast, to leave and to enter; in 91 recordings of five
languages nine in ten speakers stay below, at a median of 3.8."""

_WINDOW_SAMPLES: Final = 15 * SOURCE_RATE_HZ
_LEAST_SAMPLES: Final = 5 * SOURCE_RATE_HZ
_VOWELS: Final = re.compile(r"[aeiouyæœ]+")


def syllables(text: str) -> int:
    """About how many syllables a text has: runs of vowels, accents left out."""
    letters = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return len(_VOWELS.findall(plain))


class SpeechRate:
    """How fast somebody speaks, from what was written of it and when speech was heard.

    The translation stands for the speech where there is no transcript: it says the same.
    """

    def __init__(self) -> None:
        self._utterances: deque[tuple[SampleIndex, SampleIndex | None]] = deque()
        self._texts: deque[tuple[SampleIndex, int]] = deque()
        self._has_transcript = False

    def push(self, event: Event) -> None:
        """Take the next event of a session."""
        match event:
            case SpeechStarted():
                self._utterances.append((event.source_start, None))
            case SpeechEnded() if self._utterances:
                self._utterances[-1] = (self._utterances[-1][0], event.source_end)
            case TranscriptCommitted():
                if not self._has_transcript:
                    self._has_transcript = True
                    self._texts.clear()
                self._texts.append((event.source_end, syllables(event.text)))
            case TextCommitted() if not self._has_transcript:
                self._texts.append((event.source_end, syllables(event.text)))
            case _:
                return
        self._forget()

    @property
    def per_s(self) -> float | None:
        """Syllables a second, of the last 15 s; None where too little was said in them."""
        if not self._texts:
            return None
        end = self._texts[-1][0]
        begin = end - _WINDOW_SAMPLES
        spoken = sum(
            max(0, min(end, stop or end) - max(begin, start)) for start, stop in self._utterances
        )
        if spoken < _LEAST_SAMPLES:
            return None
        return sum(n for _, n in self._texts) * SOURCE_RATE_HZ / spoken

    def _forget(self) -> None:
        end = self._texts[-1][0] if self._texts else 0
        while self._texts and self._texts[0][0] <= end - _WINDOW_SAMPLES:
            self._texts.popleft()
        while len(self._utterances) > 1 and (self._utterances[0][1] or end) < end - _WINDOW_SAMPLES:
            self._utterances.popleft()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """Why a translation comes late; all False where it does not, or where nobody can help it.

    Attributes:
        is_computer_behind: the computer gives something up to keep up, or sound waits for it.
        is_speaker_fast: it keeps up, but what is said takes longer to say in the other language
            than the speaker leaves time for.
    """

    is_computer_behind: bool = False
    is_speaker_fast: bool = False


class LatenessJudge:
    """Judges one direction, from what its session emits and how far it lags.

    Args:
        is_live: whether somebody could do anything about it; False for a recording.
    """

    def __init__(self, *, is_live: bool) -> None:
        self._is_live = is_live
        self._rate = SpeechRate()
        self._effort = Effort.FULL
        self._is_waiting = self._is_late = self._is_fast = False

    @property
    def syllables_per_s(self) -> float | None:
        """How fast the speaker is; None before enough was said."""
        return self._rate.per_s

    @property
    def effort(self) -> Effort:
        """What the session spends."""
        return self._effort

    def push(self, event: Event) -> None:
        """Take the next event of the session."""
        if isinstance(event, EffortChanged):
            self._effort = event.effort
        elif isinstance(event, LanguagesChanged):
            # Another session begins, with all that it can.
            self._effort = Effort.FULL
        self._rate.push(event)

    def judge(self, *, lag_s: float, backlog_s: float) -> Lateness:
        """Judge again.

        Args:
            lag_s: of what is heard or read just now; 0 where nothing is said.
            backlog_s: sound that waits for the session.
        """
        self._is_waiting = _switch(backlog_s, _LATE_S, was=self._is_waiting)
        self._is_late = _switch(lag_s, _LATE_S, was=self._is_late)
        self._is_fast = _switch(self._rate.per_s or 0.0, _FAST_PER_S, was=self._is_fast)
        is_behind = self._effort is not Effort.FULL or self._is_waiting
        if not self._is_live:
            return Lateness()
        return Lateness(
            is_computer_behind=is_behind,
            is_speaker_fast=self._is_late and self._is_fast and not is_behind,
        )


def _switch(value: float, limits: tuple[float, float], *, was: bool) -> bool:
    """Whether a value is high; between the limits it is what it was."""
    low, high = limits
    return value >= (low if was else high)
