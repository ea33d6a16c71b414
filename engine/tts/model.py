"""What a voice is, and what speaks with it: the seam between the speaking stage and voice models.

A new family of voice models is a module here with a VoiceModel, and a row in
engine/tts/families.py; the speaking stage needs no change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from engine.arrays import Float32
from engine.tts.phonemes import Phonemiser


class Sex(StrEnum):
    """How a voice sounds."""

    FEMALE = "female"
    MALE = "male"


class VoiceSound(Protocol):
    """What a voice model needs to know in order to sound like a voice; each has its own kind."""

    @property
    def family(self) -> str:
        """The kind of network that it is for, a key of FAMILIES in engine/loading.py."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """That a person agreed to be cloned.

    Attributes:
        person: whose voice it is.
        statement: what the person agreed to, as it was shown.
        given_at: when, ISO 8601 with its time zone.
        recording_sha256: of the samples that the voice was taken from, which are not kept; "" where
            it is not known.
        words: what the person wrote to agree; "" where it was said on their behalf that they do.
        spoken: what was heard of the sentence of consent in the recording, in small letters; ""
            where it was not heard, or nobody listened.
    """

    person: str
    statement: str
    given_at: str
    recording_sha256: str = ""
    words: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How a voice speaks by itself.

    Attributes:
        pitch_hz: median fundamental frequency.
        characters_per_s: of text, pauses inside a clause included.
    """

    pitch_hz: float
    characters_per_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voice:
    """One voice speaking one language.

    Attributes:
        id: never changes, unique over all languages.
        name: what a person chooses by; unique within its language.
        language: ISO 639-1.
        accent: what a listener will notice, in English, such as "British".
        gain_db: brings the voice to the level that all voices share.
        sound: what its model needs.
        consent: of the person whose voice was cloned; None where it is no clone.
        measured: None where nobody has measured it.
    """

    id: str
    name: str
    language: str
    accent: str
    sex: Sex
    gain_db: float
    sound: VoiceSound
    consent: Consent | None = None
    measured: Measured | None = None

    @property
    def is_clone(self) -> bool:
        """Whether it was made from a person's own speech."""
        return self.consent is not None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpeechPiece:
    """A stretch of speech as a model made it.

    Attributes:
        samples: [n] mono at the engine's rate; may be empty.
        is_last: whether it ends the text.
    """

    samples: Float32
    is_last: bool


class Synthesiser(Protocol):
    """A voice ready to speak; holds shared weights and no state of any stream.

    An object may be used from several threads, and by several streams, at once.
    """

    @property
    def voice(self) -> Voice:
        """What it speaks with."""
        ...

    @property
    def rate_hz(self) -> int:
        """The rate of its pieces."""
        ...

    @property
    def least_words(self) -> int:
        """Shorter clauses are joined with the next where there is one, since it garbles them."""
        ...

    def prepare(self) -> None:
        """Do what the first word would have to wait for.

        Raises:
            EngineError: it cannot speak.
        """
        ...

    def own_tempo(self, tempo: float) -> float:
        """How much of a tempo the model can take without speaking worse.

        The signal is made faster by the rest. 1.0 is the voice's own tempo; larger is faster.
        """
        ...

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        """Speak a clause, piece by piece as the sound is made.

        The pieces join without a gap; the last one says so. There is no silence before the first
        sound or after the last one beyond what a soft beginning or ending needs. A text that has
        no sound gives one empty piece.

        Args:
            text: words and punctuation as they are to be read, with numbers in words.
            tempo: what `own_tempo` answered.

        Raises:
            PhonemeError: the text cannot be read; before the first piece.
        """
        ...


@runtime_checkable
class VoiceModel(Protocol):
    """A loaded voice model: weights only, shared by all streams and threads."""

    def synthesiser_for(self, voice: Voice, *, phonemiser: Phonemiser) -> Synthesiser:
        """Make what speaks with a voice.

        Args:
            voice: whom it speaks as.
            phonemiser: for models that are given phonemes; takes any number of threads.

        Raises:
            VoiceError: the voice is for another family.
        """
        ...
