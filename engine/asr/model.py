"""What a speech model is: the contract between the streaming decoder and the model families.

The streaming decoder, the guards and the policies know this contract alone. A family fulfils it in
a folder of its own (engine/asr/whisper, for one) and has a row in engine/loading.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from engine.arrays import SOURCE_RATE_HZ, Float32, Int64
from engine.asr.bias import SpeechBias

ShouldStop: TypeAlias = Callable[[tuple[int, ...], int], bool]
"""Given the best running hypothesis, forced tokens included, and the source frame that its newest
token attends to most: whether to end the search here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechTraits:
    """What the streaming decoder has to know of a model.

    Attributes:
        frame_samples: samples of one source frame, at SOURCE_RATE_HZ.
        max_samples: the longest audio that `encode` takes.
        keep_ms: above it the audio before the last committed sentence is dropped.
        limit_ms: above it audio is dropped at any committed word; less than the longest audio by
            at least the longest step of the decoder.
        context_tokens: committed tokens of dropped audio that are shown to the model as context;
            0 for a model that takes none.
        tokens_per_s: the most text that a second of speech can hold.

    Raises:
        ValueError: the lengths contradict each other.
    """

    frame_samples: int
    max_samples: int
    keep_ms: int
    limit_ms: int
    context_tokens: int
    tokens_per_s: float

    def __post_init__(self) -> None:
        if self.frame_samples < 1 or self.context_tokens < 0 or self.tokens_per_s <= 0:
            raise ValueError(f"these traits cannot be: {self}")
        if not 0 < self.keep_ms < self.limit_ms < self.max_ms:
            raise ValueError("0 < keep_ms < limit_ms < the longest audio must hold")

    @property
    def max_ms(self) -> int:
        """The longest audio that `encode` takes."""
        return self.max_samples * 1000 // SOURCE_RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechOptions:
    """How to search.

    Attributes:
        beams: hypotheses kept side by side; 1 is greedy. A family that only searches greedily
            ignores it.
        max_new_tokens: limit on the tokens after the forced prefix.
        bias: words to listen for, made by the same model; None for none.
        no_repeat_tokens: no run of so many tokens comes twice, the forced prefix included; 0
            allows all.
        not_first: a token that the text behind the forced prefix does not begin with.
    """

    beams: int = 1
    max_new_tokens: int = 224
    bias: SpeechBias | None = None
    no_repeat_tokens: int = 0
    not_first: int | None = None

    def __post_init__(self) -> None:
        if self.beams < 1 or self.max_new_tokens < 1 or self.no_repeat_tokens < 0:
            raise ValueError(f"these search options cannot be: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechHypothesis:
    """What a model understood.

    Attributes:
        tokens: text tokens, the forced prefix included, no special ones.
        log_probabilities: [n_tokens], natural logarithms; 0 for forced tokens.
        frames: [n_tokens], the source frame that each token comes from, forced ones included.
            Frame 0 begins with the first sample that was given to `encode`. A frame behind the
            audio says that the token has no sound of its own.
        is_finished: whether the model ended the text itself; False where a limit or `should_stop`
            ended it.
        no_speech_probability: that nobody speaks; None from a model that does not say.
    """

    tokens: tuple[int, ...]
    log_probabilities: Float32
    frames: Int64
    is_finished: bool
    no_speech_probability: float | None


class EncodedSpeech(Protocol):
    """Speech that a model has encoded; immutable, may be decoded more than once."""

    def decode(
        self,
        *,
        source: str,
        target: str,
        prefix: Sequence[int] = (),
        context: Sequence[int] = (),
        options: SpeechOptions,
        should_stop: ShouldStop | None = None,
    ) -> SpeechHypothesis:
        """Find what was said.

        Args:
            source: language that is spoken, ISO 639-1.
            target: language to write; the same one for a transcript.
            prefix: text tokens of this audio that are already decided: the text begins with them.
            context: text tokens that went before this audio, at most `context_tokens` of them.
            options: how to search.
            should_stop: asked after each new token.

        Raises:
            ValueError: the model does not write `target` from `source`, or the prefix is too long.
        """
        ...

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        """How likely a text is if this is what was heard.

        Args:
            tokens: of the text, from its beginning.
            n_known: how many of them are not asked about.
            source: language that is spoken.
            target: language that is written.

        Returns:
            [n_tokens - n_known] natural logarithms: of each other token behind those before it.

        Raises:
            ValueError: the model does not write `target` from `source`, or the text is too long.
        """
        ...


@runtime_checkable
class SpeechModel(Protocol):
    """A loaded speech model: weights only, shared by all streams and threads."""

    @property
    def traits(self) -> SpeechTraits:
        """What the streaming decoder has to know of it."""
        ...

    def writes(self, *, source: str, target: str) -> bool:
        """Whether it writes `target` while `source` is spoken, in one pass; or a transcript."""
        ...

    def encode(self, samples: Float32, *, is_last: bool) -> EncodedSpeech:
        """Listen to speech.

        Args:
            samples: [n] mono at SOURCE_RATE_HZ, 0 < n <= max_samples.
            is_last: whether the utterance ends with these samples. While it goes on, the newest
                sound may be half a word, and the end of the text need not be one.

        Raises:
            AudioError: the audio is empty, too long, or has values that are not numbers.
        """
        ...

    def text(self, tokens: Sequence[int]) -> str:
        """The text of tokens.

        Each word carries the space before it, so that the texts of stretches, joined, are the text
        of the whole.
        """
        ...

    def starts_word(self, token: int) -> bool:
        """Whether a token begins a new word."""
        ...

    def bias(self, words: Sequence[str], *, target: str) -> SpeechBias:
        """Words to listen for, such as names and terms, for `SpeechOptions.bias`.

        Args:
            words: as they are to be written, the most important first.
            target: language that is written.
        """
        ...


@runtime_checkable
class LanguageDetector(Protocol):
    """Tells which language is spoken; shared, no state.

    Some speech models are detectors, too. Sessions of those that are not borrow another one's.
    """

    def detect_language(self, samples: Float32, *, among: Sequence[str]) -> list[tuple[str, float]]:
        """Which language is spoken.

        Args:
            samples: [n] mono at SOURCE_RATE_HZ, a few seconds.
            among: ISO 639-1 codes to choose from.

        Returns:
            (code, probability), best first; the probabilities sum to 1.

        Raises:
            ValueError: `among` is empty, or has a language that the model does not know.
        """
        ...
