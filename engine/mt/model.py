"""What a text model is: the contract between the streaming translator and the model families.

A family fulfils it in a folder of its own (engine/mt/marian, for one) and has a row in
engine/loading.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Protocol, runtime_checkable

from engine.arrays import Float32

NOTHING_CARRIED: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions:
    """How to search.

    Attributes:
        beams: hypotheses kept at each step; 1 is greedy.
        length_penalty: scores are divided by the length to this power (Marian's `normalize`).
        max_length_factor: target tokens at most, as a multiple of the source tokens; a few more
            are always allowed.
        max_target_tokens: target tokens at most, whatever the source.
    """

    beams: int = 1
    length_penalty: float = 1.0
    max_length_factor: float = 2.5
    max_target_tokens: int = 512

    def __post_init__(self) -> None:
        if self.beams < 1 or self.max_target_tokens < 1 or self.max_length_factor <= 0:
            raise ValueError(
                "beams, max_target_tokens and max_length_factor must be positive, not "
                f"{self.beams}, {self.max_target_tokens}, {self.max_length_factor}"
            )


PLAIN_SEARCH: Final = TextOptions()


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """One source token and the characters that it stands for.

    Attributes:
        piece: as the vocabulary spells it; "▁" is a space.
        start: index of its first character in the text that was given.
        end: index after its last; the end-of-sentence token stands at the text's end, empty.
    """

    piece: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHypothesis:
    """One translation.

    Attributes:
        tokens: target ids without the end token, the forced prefix included.
        text: the tokens as text.
        log_probabilities: [n_tokens], of each token given those before it.
        alignment: [n_tokens, n_source_tokens], how much each token comes from each source token;
            rows sum to 1.
        source_pieces: for each source token the characters of the given text it stands for; the
            last is that of the end token, which an empty source has alone.
        is_finished: whether the model ended the sentence; False where the length limit did.
        carried: what placeholders among the tokens stand for, of a model that copies names.
    """

    tokens: tuple[int, ...]
    text: str
    log_probabilities: Float32
    alignment: Float32
    source_pieces: tuple[SourcePiece, ...]
    is_finished: bool
    carried: Mapping[str, str] = field(default_factory=lambda: NOTHING_CARRIED)


@runtime_checkable
class TextModel(Protocol):
    """A loaded text model of one direction: weights only, shared by all streams and threads."""

    def translate(
        self, text: str, *, options: TextOptions = PLAIN_SEARCH, prefix: Sequence[int] = ()
    ) -> TextHypothesis:
        """Translate one sentence.

        Args:
            text: a sentence; longer texts must be cut into sentences by the caller. Empty or
                blank text gives a finished hypothesis of the prefix alone.
            options: how to search.
            prefix: target tokens that the translation must begin with.

        Raises:
            ValueError: the text is far longer than a sentence, or the prefix has ids that the
                target vocabulary does not.
        """
        ...

    def text(self, tokens: Sequence[int], carried: Mapping[str, str] = NOTHING_CARRIED) -> str:
        """The text of target tokens; that of a prefix is a prefix of the whole.

        Args:
            tokens: target ids.
            carried: that of the hypothesis that they are from.
        """
        ...

    def starts_word(self, token: int) -> bool:
        """Whether a target token begins a new word."""
        ...
