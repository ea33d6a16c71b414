"""The speaking stage: committed text in, target speech out, piece by piece, clause after clause."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from engine.arrays import TARGET_RATE_HZ, Float32, SampleIndex
from engine.errors import VoiceError
from engine.events import TextWithdrawn
from engine.glossary import NO_GLOSSARY, Glossary
from engine.languages import language_name, spoken_reader
from engine.messages import Code
from engine.tts.clauses import Clause, ClauseConfig, ClauseCutter, part_clause, split_clause
from engine.tts.model import Synthesiser, Voice
from engine.tts.shaping import Finisher

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_CLOSERS: Final = "\"'”’»)]} "
_ESTIMATE_MEMORY: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceStageConfig:
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


class SpokenClause:
    """A clause that is being spoken, piece by piece; used by one thread at a time.

    Attributes:
        manner: with which voice, and how.
        tempo: beyond what the person asked for.
        n_samples: how much speech of it has been made, the pause behind it left out.
        processor_s: what that took of the processor, in seconds of the thread that makes it; 0
            where it is made at once.
    """

    def __init__(
        self,
        clause: Clause,
        said: str,
        synthesiser: Synthesiser,
        *,
        tempo: float,
        delivery: Delivery,
        pause_ms: float,
    ) -> None:
        self.clause = clause
        self.manner = (synthesiser, delivery)
        self.tempo = tempo
        self.n_samples = 0
        self.processor_s = 0.0
        whole_tempo = tempo * delivery.speed
        own_tempo = synthesiser.own_tempo(whole_tempo)
        self._pieces = synthesiser.speak(said, tempo=own_tempo)
        self._finisher = Finisher(
            synthesiser.rate_hz,
            gain_db=synthesiser.voice.gain_db,
            tempo=whole_tempo / own_tempo,
            pitch_semitones=delivery.pitch_semitones,
        )
        # Who is late leaves out pauses before sounds.
        self._n_pause = round(TARGET_RATE_HZ * pause_ms / whole_tempo / tempo / 1000)

    def next_piece(self) -> SpokenPiece:
        """Make the next speech; only what ends a clause without any sound is empty.

        Raises:
            PhonemeError: the clause cannot be read; before the first piece.
        """
        for piece in self._pieces:
            made = self._finisher.push(piece.samples)
            if piece.is_last:
                made = np.concatenate([made, self._finisher.flush()])
            begins = self.n_samples == 0
            self.n_samples += len(made)
            if piece.is_last and self.n_samples:
                made = np.concatenate([made, np.zeros(self._n_pause, np.float32)])
            if len(made) or piece.is_last:
                return SpokenPiece(
                    clause=self.clause,
                    samples=made,
                    tempo=self.tempo,
                    begins_clause=begins,
                    ends_clause=piece.is_last,
                )
        raise AssertionError("a synthesiser says which piece is its last")


class _Tongue:
    """What one language is spoken with.

    Attributes:
        synthesiser: the voice of the next clause.
        reader: reads figures and the like out.
        cutter: has text that is no clause yet.
        samples_per_character: how fast the voice is taken to be.
    """

    def __init__(self, language: str, synthesiser: Synthesiser) -> None:
        self._language = language
        self.synthesiser = synthesiser
        self.reader = spoken_reader(language)

    def reset(self, config: VoiceStageConfig) -> None:
        least = max(config.clauses.sentence_words, self.synthesiser.least_words)
        self.cutter = ClauseCutter(
            language=self._language, config=replace(config.clauses, sentence_words=least)
        )
        self.samples_per_character = TARGET_RATE_HZ / config.characters_per_s

    def change_voice(self, synthesiser: Synthesiser) -> None:
        if synthesiser.voice.language != self._language:
            raise VoiceError(
                Code.VOICE_OTHER_LANGUAGE,
                voice=synthesiser.voice.name,
                language=language_name(self._language),
            )
        self.synthesiser = synthesiser


class VoiceStage:
    """Speaks the text of one stream; an object belongs to one thread.

    Text is given with `push`, and spoken one piece at a time with `speak_next`, so that whoever
    owns the stage decides when to spend the time and how fast to speak. A clause that `begin`
    gives may be spoken in another thread. Only `change_voice` and `change_delivery` may be called
    from any thread.

    Args:
        synthesiser: the voice.
        language: that it speaks.
        config: see VoiceStageConfig.
        glossary: how words of one's own are said.
        delivery: how fast and how high.
        others: voices of further languages, which text may be in, too.

    Raises:
        VoiceError: the voice speaks another language.
    """

    def __init__(
        self,
        synthesiser: Synthesiser,
        *,
        language: str,
        config: VoiceStageConfig,
        glossary: Glossary = NO_GLOSSARY,
        delivery: Delivery | None = None,
        others: Sequence[Synthesiser] = (),
    ) -> None:
        self._config = config
        self._glossary = glossary
        # It and the voices are replaced whole and read once a clause, so that they need no lock.
        self._delivery = delivery or Delivery()
        self._tongues = {language: _Tongue(language, synthesiser)}
        for other in others:
            self._tongues[other.voice.language] = _Tongue(other.voice.language, other)
        self._language = language
        self._tongues[language].change_voice(synthesiser)
        self.reset()

    def reset(self) -> None:
        """Forget everything but the voice and its delivery, as a new object would."""
        for tongue in self._tongues.values():
            tongue.reset(self._config)
        self._waiting: deque[Clause] = deque()
        self._utterance: SpokenClause | None = None
        self._expected = ""
        self._expected_start: SampleIndex = 0

    @property
    def voice(self) -> Voice:
        """The voice of the next clause, of the language that was spoken last."""
        return self._tongues[self._language].synthesiser.voice

    @property
    def is_mid_clause(self) -> bool:
        """Whether the next piece goes on with a clause that was begun."""
        return self._utterance is not None

    def push(
        self,
        text: str,
        *,
        source_start: SampleIndex = 0,
        source_end: SampleIndex = 0,
        heard: SampleIndex = 0,
        language: str | None = None,
    ) -> None:
        """Add text, with its own leading space.

        Args:
            text: what is to be spoken.
            source_start: where the source speech begins that it came from, if it came from any.
            source_end: where that ends.
            heard: how much source had been heard when the text was committed.
            language: of the text; None for the one before it, at first that of the first voice.

        Raises:
            ValueError: it is in no language of the stage's.
        """
        if language not in (None, *self._tongues):
            raise ValueError(f"the voices speak {' and '.join(self._tongues)}, not {language}")
        if language not in (None, self._language):
            self.flush()
            self._language = str(language)
        cutter = self._tongues[self._language].cutter
        self._waiting.extend(
            cutter.push(text, source_start=source_start, source_end=source_end, heard=heard)
        )

    def flush(self) -> None:
        """Let everything that was pushed be spoken, complete clause or not."""
        self._waiting.extend(self._tongues[self._language].cutter.flush())

    def withdraw(self, turn: TextWithdrawn) -> None:
        """Say nothing more of a turn."""
        self.flush()
        self._waiting = deque(clause for clause in self._waiting if not turn.takes_back(clause))
        if self._utterance is not None and turn.takes_back(self._utterance.clause):
            self._utterance = None

    def expect(self, text: str, *, source_start: SampleIndex = 0) -> None:
        """Note what will probably follow; it replaces what was expected before.

        Args:
            text: with its own leading space.
            source_start: where the source speech begins that it came from.
        """
        self._expected = text
        self._expected_start = source_start

    def hasten(self) -> None:
        """Let a part of an incomplete clause be spoken, if one makes sense by itself."""
        clause = self._tongues[self._language].cutter.hasten(expected=self._expected)
        if clause is not None:
            self._waiting.append(clause)

    def guess(self) -> Clause | None:
        """What will be said next if what is expected is pushed."""
        phrase = self._phrase()
        least = self._tongues[self._language].synthesiser.least_words
        if self._waiting or len(phrase.split()) < least:
            return None
        start = self._expected_start
        return Clause(text=phrase, language=self._language, source_start=start, source_end=start)

    def take_guess(self, guess: SpokenClause) -> bool:
        """Take from what waits a clause that was guessed and prepared; whether it comes next."""
        tongue = self._tongues[self._language]
        if guess.manner != (tongue.synthesiser, self._delivery):
            return False
        phrase, clause = guess.clause.text, None
        if not self._waiting:
            clause = tongue.cutter.take(phrase)
        elif f"{self._waiting[0].text} ".startswith(f"{phrase} "):
            clause, *rest = part_clause(self._waiting.popleft(), len(phrase))
            self._waiting.extendleft(rest)
        if clause is not None:
            guess.clause = clause
        return clause is not None

    def _phrase(self) -> str:
        return self._tongues[self._language].cutter.guess(expected=self._expected)

    def part_first(self, *, least_share: float) -> None:
        """Let the clause that is first in line be spoken in two parts, where that makes sense.

        Args:
            least_share: of the clause, which the first part is at least.
        """
        if self._waiting:
            first = self._waiting.popleft()
            synthesiser = self._tongues[first.language].synthesiser
            least = max(self._config.clauses.haste_words, synthesiser.least_words)
            parts = split_clause(first, least_share=least_share, least_words=least)
            self._waiting.extendleft(reversed(parts))

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
        first = next(iter(self._tongues.values()))
        self._tongues.get(synthesiser.voice.language, first).change_voice(synthesiser)

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
        while self._utterance is not None or self._waiting:
            utterance = self._utterance or self.begin(tempo=tempo)
            try:
                piece = utterance.next_piece()
            except Exception:
                if self._utterance is None:
                    self._waiting.appendleft(utterance.clause)
                raise
            self._utterance = None if piece.ends_clause else utterance
            if piece.ends_clause:
                self.learn(utterance)
            if len(piece.samples):
                return piece
        return None

    def begin(self, *, tempo: float) -> SpokenClause:
        """Take the clause that is first in line, to be spoken.

        Raises:
            IndexError: none waits.
            ValueError: the tempo is not a positive number.
        """
        if not (math.isfinite(tempo) and tempo > 0):
            raise ValueError(f"the tempo must be a positive number, not {tempo}")
        clause = self._waiting.popleft()
        tongue = self._tongues[clause.language]
        synthesiser = tongue.synthesiser
        while (
            self._waiting
            and len(clause.text.split()) < synthesiser.least_words
            and self._waiting[0].language == clause.language
        ):
            second = self._waiting.popleft()
            clause = replace(
                second,
                text=f"{clause.text} {second.text}",
                source_start=min(clause.source_start, second.source_start),
            )
        return self.prepare(clause, tempo=tempo)

    def prepare(self, clause: Clause, *, tempo: float) -> SpokenClause:
        """Make a clause ready to be spoken, whether or not it will be."""
        tongue = self._tongues[clause.language]
        synthesiser = tongue.synthesiser
        said = tongue.reader.read(self._glossary.said(clause.text, language=clause.language))
        return SpokenClause(
            clause,
            said,
            synthesiser,
            tempo=tempo,
            delivery=self._delivery,
            pause_ms=self._pause_ms(clause.text),
        )

    def learn(self, spoken: SpokenClause) -> None:
        """Learn from a clause that was spoken to its end how fast the voice is."""
        if spoken.n_samples:
            measured = spoken.n_samples * spoken.tempo / max(1, len(spoken.clause.text))
            tongue = self._tongues[spoken.clause.language]
            step = (1 - _ESTIMATE_MEMORY) * (measured - tongue.samples_per_character)
            tongue.samples_per_character += step

    def _pause_ms(self, text: str) -> int:
        last = text.rstrip(_CLOSERS)[-1:]
        if last in ".!?…":
            return self._config.sentence_pause_ms
        if last in ",;:—–":
            return self._config.comma_pause_ms
        return self._config.join_pause_ms

    def _estimate(self, clause: Clause) -> int:
        pause_samples = TARGET_RATE_HZ * self._pause_ms(clause.text) // 1000
        return (
            round(len(clause.text) * self._tongues[clause.language].samples_per_character)
            + pause_samples
        )
