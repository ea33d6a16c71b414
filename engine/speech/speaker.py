"""The speaking stage: committed text in, target speech out, a clause at a time."""

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import soxr

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.errors import VoiceError
from engine.events import TextCommitted
from engine.models.kokoro import KOKORO_RATE_HZ, MAX_TOKENS, KokoroModel
from engine.speech.smoothing import faded, levelled, trimmed
from engine.speech.stretching import quickened
from engine.speech.voices import Voice
from engine.text.clauses import Clause, ClauseConfig, ClauseCutter
from engine.text.glossary import NO_GLOSSARY, Glossary
from engine.text.phonemes import Phonemiser, phonemes_of_clause, split_phonemes
from engine.text.spoken.reader import SpokenReader

_CLOSERS: Final = "\"'”’»)]} "
_ESTIMATE_MEMORY: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerConfig:
    """How the speaking stage behaves.

    Attributes:
        clauses: where text is cut.
        sentence_pause_ms: silence after . ! ? and … at tempo 1.
        comma_pause_ms: silence after , ; and : at tempo 1.
        join_pause_ms: silence after a clause that ends without a mark.
        characters_per_s: how fast a voice is taken to speak until it was heard.
    """

    clauses: ClauseConfig = field(default_factory=ClauseConfig)
    sentence_pause_ms: int = 280
    comma_pause_ms: int = 140
    join_pause_ms: int = 40
    characters_per_s: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingClause:
    """A clause that waits to be spoken.

    Attributes:
        estimated_samples: how long it will take at tempo 1, at TARGET_RATE_HZ.
    """

    clause: Clause
    estimated_samples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenClause:
    """A clause that was spoken.

    Attributes:
        samples: [n] float32 mono at TARGET_RATE_HZ, the pause after it included.
        tempo: 1.0 as the voice would speak; larger is faster.
    """

    clause: Clause
    samples: Float32
    tempo: float


class Speaker:
    """Speaks the committed text of one stream; an object belongs to one thread.

    Text is given with `push`, and spoken one clause at a time with `speak_next`, so that whoever
    owns the speaker decides when to spend the time and how fast to speak.
    """

    def __init__(
        self,
        model: KokoroModel,
        phonemiser: Phonemiser,
        voice: Voice,
        *,
        language: str,
        config: SpeakerConfig,
        glossary: Glossary = NO_GLOSSARY,
    ) -> None:
        self._model = model
        self._phonemiser = phonemiser
        self._language = language
        self._config = config
        self._glossary = glossary
        self._voice = self._checked(voice)
        self._reader = SpokenReader(language)
        self.reset()

    def reset(self) -> None:
        """Forget everything but the voice, as a new object would."""
        self._cutter = ClauseCutter(language=self._language, config=self._config.clauses)
        self._waiting: deque[Clause] = deque()
        self._samples_per_character = TARGET_RATE_HZ / self._config.characters_per_s

    @property
    def voice(self) -> Voice:
        """The voice of the next clause."""
        return self._voice

    def push(self, committed: TextCommitted) -> None:
        """Add committed text.

        Raises:
            ValueError: it is not in the speaker's language.
        """
        if committed.language != self._language:
            raise ValueError(f"the speaker speaks {self._language}, not {committed.language}")
        self._waiting.extend(
            self._cutter.push(
                committed.text,
                source_start=committed.source_start,
                source_end=committed.source_end,
            )
        )

    def flush(self) -> None:
        """Let everything that was pushed be spoken, complete clause or not."""
        self._waiting.extend(self._cutter.flush())

    def pending(self) -> tuple[PendingClause, ...]:
        """Return the clauses that `speak_next` would speak, first one first."""
        return tuple(
            PendingClause(clause=clause, estimated_samples=self._estimate(clause))
            for clause in self._waiting
        )

    def drop_next(self) -> Clause | None:
        """Give up speaking the clause that is first in line, and return it."""
        return self._waiting.popleft() if self._waiting else None

    def change_voice(self, voice: Voice) -> None:
        """Speak with another voice from the next clause on.

        Raises:
            VoiceError: the voice speaks another language.
        """
        self._voice = self._checked(voice)

    def speak_next(self, *, tempo: float) -> SpokenClause | None:
        """Synthesise the clause that is first in line.

        Args:
            tempo: 1.0 as the voice would speak; larger is faster.

        Returns:
            Its speech and the pause after it, or None if nothing that can be said is waiting.

        Raises:
            PhonemeError: the phoneme program failed; the clause stays first in line.
            ValueError: the tempo is not a positive number.
        """
        if not (math.isfinite(tempo) and tempo > 0):
            raise ValueError(f"the tempo must be a positive number, not {tempo}")
        while self._waiting:
            clause = self._waiting[0]
            speech = self._synthesise(clause.text, tempo=tempo)
            self._waiting.popleft()
            if len(speech) == 0:
                continue
            self._learn_pace(clause, n_samples=len(speech), tempo=tempo)
            pause_ms = self._pause_ms(clause.text) / tempo
            pause = np.zeros(round(TARGET_RATE_HZ * pause_ms / 1000), dtype=np.float32)
            return SpokenClause(clause=clause, samples=np.concatenate([speech, pause]), tempo=tempo)
        return None

    def _checked(self, voice: Voice) -> Voice:
        if voice.language != self._language:
            raise VoiceError(
                f"The voice {voice.name} does not speak {self._language!r}; choose one that does."
            )
        return voice

    def _synthesise(self, text: str, *, tempo: float) -> Float32:
        """Return [n] the speech of a clause at TARGET_RATE_HZ, silent at both ends."""
        said = self._reader.read(self._glossary.said(text))
        phonemes = phonemes_of_clause(said, self._voice.tag, phonemiser=self._phonemiser)
        parts = []
        for part in split_phonemes(phonemes, most=MAX_TOKENS - 1):
            if not any(sign.isalpha() for sign in part):
                continue  # marks without words have no sound
            # Without the space the model swallows a short first sound: "agree" for "I agree".
            token_ids = self._model.tokenise(f" {part}")
            if not token_ids:
                continue
            style = self._voice.style(len(token_ids))
            # Half the haste for the model, half for the signal: the model alone drops sounds. With
            # a tempo of 1.35 the word error rate of a transcript of ten French sentences rises
            # from 4 to 19 % when the model does it all, and to 6 % this way.
            speed = math.sqrt(tempo)
            speech = self._model.synthesise(token_ids, style, speed=speed)
            speech = trimmed(speech, KOKORO_RATE_HZ)
            speech = quickened(speech, KOKORO_RATE_HZ, factor=tempo / speed)
            if len(speech):
                speech = faded(levelled(speech, self._voice.gain_db), KOKORO_RATE_HZ)
                # Each clause begins and ends in silence, so resampling it alone is resampling
                # the stream, without the samples that a streaming resampler holds back.
                parts.append(soxr.resample(speech, KOKORO_RATE_HZ, TARGET_RATE_HZ))
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _pause_ms(self, text: str) -> int:
        last = text.rstrip(_CLOSERS)[-1:]
        if last in ".!?…":
            return self._config.sentence_pause_ms
        if last in ",;:—–":
            return self._config.comma_pause_ms
        return self._config.join_pause_ms

    def _estimate(self, clause: Clause) -> int:
        pause_samples = TARGET_RATE_HZ * self._pause_ms(clause.text) // 1000
        return round(len(clause.text) * self._samples_per_character) + pause_samples

    def _learn_pace(self, clause: Clause, *, n_samples: int, tempo: float) -> None:
        measured = n_samples * tempo / max(1, len(clause.text))
        step = (1 - _ESTIMATE_MEMORY) * (measured - self._samples_per_character)
        self._samples_per_character += step
