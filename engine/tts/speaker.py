"""The speaking stage: committed text in, target speech out, piece by piece, clause after clause."""

import math
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.errors import VoiceError
from engine.events import TextCommitted
from engine.glossary import NO_GLOSSARY, Glossary
from engine.languages import language_name, spoken_reader
from engine.messages import Code
from engine.tts.clauses import Clause, ClauseConfig, ClauseCutter
from engine.tts.model import Synthesiser, Voice
from engine.tts.shaping import Finisher

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


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
class Delivery:
    """How a person wants a voice to speak.

    Attributes:
        speed: 1.0 is the voice's own; 0.5 to 2.
        pitch_semitones: how much higher than by itself; -6 to 6.
    """

    speed: float = 1.0
    pitch_semitones: float = 0.0

    def __post_init__(self) -> None:
        if not 0.5 <= self.speed <= 2:
            raise VoiceError(
                Code.VOICE_SPEED_UNSUPPORTED, speed=self.speed, lowest=0.5, highest=2.0
            )
        if not -6 <= self.pitch_semitones <= 6:
            raise VoiceError(
                Code.VOICE_PITCH_UNSUPPORTED,
                semitones=self.pitch_semitones,
                lowest=-6.0,
                highest=6.0,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPiece:
    """A stretch of a clause that was spoken; it joins the one before it without a gap.

    Attributes:
        samples: [n] float32 mono at TARGET_RATE_HZ; a clause's last piece includes the pause.
        tempo: of the whole clause; 1.0 as the voice would speak, larger is faster.
    """

    clause: Clause
    samples: Float32
    tempo: float
    begins_clause: bool
    ends_clause: bool


class _SpokenClause:
    """A clause that is being spoken.

    Attributes:
        n_samples: how much speech of it has been made.
        tempo: beyond what the person asked for.
        whole_tempo: beyond the voice's own.
    """

    def __init__(
        self,
        clause: Clause,
        said: str,
        synthesiser: Synthesiser,
        *,
        tempo: float,
        delivery: Delivery,
    ) -> None:
        self.clause = clause
        self.tempo = tempo
        self.n_samples = 0
        self.whole_tempo = tempo * delivery.speed
        own_tempo = synthesiser.own_tempo(self.whole_tempo)
        self._pieces = synthesiser.speak(said, tempo=own_tempo)
        self._finisher = Finisher(
            synthesiser.rate_hz,
            gain_db=synthesiser.voice.gain_db,
            tempo=self.whole_tempo / own_tempo,
            pitch_semitones=delivery.pitch_semitones,
        )

    def next_piece(self) -> tuple[Float32, bool]:
        """Return the next speech that there is, and whether it is the last; only that may be empty.

        Raises:
            PhonemeError: the clause cannot be read.
        """
        for piece in self._pieces:
            finished = self._finisher.push(piece.samples)
            if piece.is_last:
                finished = np.concatenate([finished, self._finisher.flush()])
            self.n_samples += len(finished)
            if len(finished) or piece.is_last:
                return finished, piece.is_last
        raise AssertionError("a voice engine says which piece is its last")


class Speaker:
    """VoiceControl the committed text of one stream; an object belongs to one thread.

    Text is given with `push`, and spoken one piece at a time with `speak_next`, so that whoever
    owns the speaker decides when to spend the time and how fast to speak. Only `change_voice` and
    `change_delivery` may be called from any thread.
    """

    def __init__(
        self,
        synthesiser: Synthesiser,
        *,
        language: str,
        config: SpeakerConfig,
        glossary: Glossary = NO_GLOSSARY,
        delivery: Delivery | None = None,
    ) -> None:
        self._language = language
        self._config = config
        self._glossary = glossary
        # Both are replaced whole and read once a clause, so that they need no lock.
        self._synthesiser = self._checked(synthesiser)
        self._delivery = delivery or Delivery()
        self._reader = spoken_reader(language)
        self.reset()

    def reset(self) -> None:
        """Forget everything but the voice and its delivery, as a new object would."""
        clauses = self._config.clauses
        least = max(clauses.sentence_words, self._synthesiser.least_words)
        self._cutter = ClauseCutter(
            language=self._language, config=replace(clauses, sentence_words=least)
        )
        self._waiting: deque[Clause] = deque()
        self._utterance: _SpokenClause | None = None
        self._samples_per_character = TARGET_RATE_HZ / self._config.characters_per_s

    @property
    def voice(self) -> Voice:
        """The voice of the next clause."""
        return self._synthesiser.voice

    @property
    def is_mid_clause(self) -> bool:
        """Whether the next piece goes on with a clause that was begun."""
        return self._utterance is not None

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

    def hasten(self) -> None:
        """Let a part of an incomplete clause be spoken, if one makes sense by itself."""
        clause = self._cutter.hasten()
        if clause is not None:
            self._waiting.append(clause)

    def pending(self) -> tuple[PendingClause, ...]:
        """Return the clauses that wait to be begun, first one first."""
        return tuple(
            PendingClause(clause=clause, estimated_samples=self._estimate(clause))
            for clause in self._waiting
        )

    def drop_next(self) -> Clause | None:
        """Give up the clause that is first in line and not begun, and return it."""
        return self._waiting.popleft() if self._waiting else None

    def change_voice(self, synthesiser: Synthesiser) -> None:
        """Speak with another voice from the next clause on; from any thread.

        Raises:
            VoiceError: the voice speaks another language.
        """
        self._synthesiser = self._checked(synthesiser)

    def change_delivery(self, delivery: Delivery) -> None:
        """Speak in another way from the next clause on; from any thread."""
        self._delivery = delivery

    def speak_next(self, *, tempo: float) -> SpokenPiece | None:
        """Synthesise the next piece of the clause that was begun, or of the one first in line.

        Args:
            tempo: 1.0 as the voice would speak; larger is faster. Counts where a clause begins.

        Returns:
            Speech, with the pause after it where it ends a clause; None if nothing that can be
            said is waiting.

        Raises:
            PhonemeError: the phoneme program failed; the clause stays first in line.
            ValueError: the tempo is not a positive number.
        """
        if not (math.isfinite(tempo) and tempo > 0):
            raise ValueError(f"the tempo must be a positive number, not {tempo}")
        while self._utterance is not None or self._waiting:
            begins = self._utterance is None
            utterance = self._utterance or self._begin(tempo=tempo)
            samples, is_last = utterance.next_piece()
            if begins:
                self._waiting.popleft()
            self._utterance = None if is_last else utterance
            if is_last and utterance.n_samples:
                samples = np.concatenate([samples, self._end(utterance)])
            if len(samples):
                return SpokenPiece(
                    clause=utterance.clause,
                    samples=samples,
                    tempo=utterance.tempo,
                    begins_clause=begins,
                    ends_clause=is_last,
                )
        return None

    def _checked(self, synthesiser: Synthesiser) -> Synthesiser:
        if synthesiser.voice.language != self._language:
            raise VoiceError(
                Code.VOICE_OTHER_LANGUAGE,
                voice=synthesiser.voice.name,
                language=language_name(self._language),
            )
        return synthesiser

    def _begin(self, *, tempo: float) -> _SpokenClause:
        """Begin the clause that is first in line, which stays there."""
        synthesiser = self._synthesiser
        while (
            len(self._waiting) > 1 and len(self._waiting[0].text.split()) < synthesiser.least_words
        ):
            first, second = self._waiting.popleft(), self._waiting.popleft()
            joined = replace(
                second,
                text=f"{first.text} {second.text}",
                source_start=min(first.source_start, second.source_start),
            )
            self._waiting.appendleft(joined)
        clause = self._waiting[0]
        said = self._reader.read(self._glossary.said(clause.text, language=self._language))
        return _SpokenClause(clause, said, synthesiser, tempo=tempo, delivery=self._delivery)

    def _end(self, utterance: _SpokenClause) -> Float32:
        """Learn from a clause how fast the voice is, and return the pause after it."""
        measured = utterance.n_samples * utterance.tempo / max(1, len(utterance.clause.text))
        step = (1 - _ESTIMATE_MEMORY) * (measured - self._samples_per_character)
        self._samples_per_character += step
        pause_ms = self._pause_ms(utterance.clause.text) / utterance.whole_tempo
        return np.zeros(round(TARGET_RATE_HZ * pause_ms / 1000), dtype=np.float32)

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
