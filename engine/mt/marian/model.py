"""Marian/Bergamot translation students: text in one language to text in another.

`engine.packs.convert.marian` writes the graphs that this module runs.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

import numpy as np

from engine.arrays import Float32
from engine.errors import ModelError
from engine.mt.marian.decoding import Found, MarianSearch, SearchLimits
from engine.mt.marian.marks import MARKS, Marking, restored
from engine.mt.marian.vocabulary import SourcePiece, SourceVocabulary, TargetVocabulary
from engine.onnx import OnnxGraph, Runtime

__all__ = ["MarianHypothesis", "MarianModel", "MarianOptions", "SourcePiece"]

_FORMAT: Final = 1

# Attention takes memory in the square of the length; a sentence of this many tokens is a page.
_MAX_SOURCE_TOKENS: Final = 1024

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

# A short source may well double: "Hi" becomes a greeting of several tokens.
_SPARE_TOKENS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianOptions:
    """How to search.

    Attributes:
        beams: hypotheses kept at each step; 1 is greedy, as Bergamot does.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianHypothesis:
    """One translation.

    Attributes:
        tokens: target ids without the end token, the forced prefix included.
        text: the tokens as text.
        log_probabilities: [n_tokens], of each token given those before it.
        alignment: [n_tokens, n_source_tokens], attention of the alignment head; rows sum to 1.
        source_tokens: source ids, the last is the end token; it alone for an empty source.
        source_pieces: for each source token the characters of the given text it stands for.
        is_finished: whether the model ended the sentence; False where the length limit did.
        carried: what the marks among the tokens stand for, see `marian_marks`.
    """

    tokens: tuple[int, ...]
    text: str
    log_probabilities: Float32
    alignment: Float32
    source_tokens: tuple[int, ...]
    source_pieces: tuple[SourcePiece, ...]
    is_finished: bool
    carried: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianConfig:
    """marian.json: what an exported model says of itself."""

    format: int
    n_encoder_layers: int
    n_decoder_layers: int
    d_model: int
    n_heads: int
    source_vocabulary_size: int
    target_vocabulary_size: int
    end_id: int
    unknown_id: int
    start_id: int
    int8: bool

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read marian.json.

        Raises:
            ModelError: the file is missing or does not have exactly these fields.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(content, dict) or content.keys() != {f.name for f in fields(cls)}:
                raise ValueError("its fields are not those of this version")  # noqa: TRY301
            config = cls(**content)
            if config.format != _FORMAT:
                raise ValueError(f"its format is {config.format}")  # noqa: TRY301
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{path.name} cannot be used ({error}); install its pack again."
            ) from error
        return config


@dataclass(frozen=True, slots=True)
class _Source:
    """A text as the model reads it.

    Attributes:
        tokens: ending in the end token.
        pieces: where each token stands in the text as given.
        carried: what the marks among them stand for.
        allowance: how often each mark's target token may be written.
    """

    tokens: tuple[int, ...]
    pieces: tuple[SourcePiece, ...]
    carried: Mapping[str, str]
    allowance: Mapping[int, int]


class MarianModel:
    """One direction of translation: immutable, shared by all streams, safe from any thread.

    Args:
        folder: encoder.onnx, decoder.onnx, source.spm, target.spm and marian.json; marks.json
            where the model was trained with marks.
        runtime: how to run the graphs.

    Raises:
        ModelError: a file is missing, damaged, or does not fit the others.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.config = MarianConfig.load(folder / "marian.json")
        self._source = SourceVocabulary(folder / "source.spm")
        self._target = TargetVocabulary(folder / "target.spm")
        if len(self._target) != self.config.target_vocabulary_size:
            raise ModelError("target.spm is of another model; install its pack again.")
        if len(self._source) != self.config.source_vocabulary_size:
            raise ModelError("source.spm is of another model; install its pack again.")
        self._marking = Marking.load(folder)
        marks = MARKS if self._marking is not None else ()
        self._marks = {mark: self._target.token(mark) for mark in marks}
        self._search = MarianSearch(
            OnnxGraph(folder / "encoder.onnx", runtime),
            OnnxGraph(folder / "decoder.onnx", runtime),
            start_id=self.config.start_id,
            end_id=self.config.end_id,
        )

    def translate(
        self,
        text: str,
        *,
        options: MarianOptions = MarianOptions(),
        prefix: Sequence[int] = (),
    ) -> MarianHypothesis:
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
        return self._translate([text], options, prefix)[0]

    def translate_batch(
        self,
        texts: Sequence[str],
        *,
        options: MarianOptions = MarianOptions(),
    ) -> list[MarianHypothesis]:
        """Translate several sentences at once, best of similar length.

        An 8-bit model rounds all sentences of a batch on one scale, so that near-ties may fall
        otherwise than in `translate`.

        Raises:
            ValueError: a text is far longer than a sentence.
        """
        return self._translate(texts, options, ())

    def text(self, tokens: Sequence[int], carried: Mapping[str, str] = _NOTHING) -> str:
        """The text of target tokens; that of a prefix is a prefix of the whole.

        Args:
            tokens: target ids.
            carried: that of the hypothesis that they are from.
        """
        return restored(self._target.decode(tokens), carried)

    def starts_word(self, token: int) -> bool:
        """Whether a target token begins a new word."""
        return self._target.starts_word(token)

    def _translate(
        self, texts: Sequence[str], options: MarianOptions, prefix: Sequence[int]
    ) -> list[MarianHypothesis]:
        if any(not 0 <= token < self.config.target_vocabulary_size for token in prefix):
            raise ValueError(f"the prefix {list(prefix)} has ids outside the target vocabulary")
        sources = [self._encode(text) for text in texts]
        for source in sources:
            if len(source.tokens) > _MAX_SOURCE_TOKENS:
                raise ValueError(
                    f"a text of {len(source.tokens)} tokens is no sentence (at most "
                    f"{_MAX_SOURCE_TOKENS}); translate it sentence by sentence"
                )
        spoken = [source for source in sources if len(source.tokens) > 1]
        found = iter(self._find(spoken, options, prefix) if spoken else [])
        nothing = Found(
            tokens=tuple(prefix),
            log_probabilities=np.zeros(len(prefix), np.float32),
            attention=np.ones((len(prefix), 1), np.float32),
            is_finished=True,
        )
        return [
            self._hypothesis(next(found) if len(source.tokens) > 1 else nothing, source)
            for source in sources
        ]

    def _encode(self, text: str) -> _Source:
        if self._marking is None:
            return _Source(*self._source.encode(text), _NOTHING, {})
        marked = self._marking.mark(text, self._source.n_pieces)
        tokens, pieces = self._source.encode(marked.text)
        starts = (*marked.starts, len(text))
        placed = tuple(
            SourcePiece(
                piece.piece,
                starts[piece.start],
                marked.ends[piece.end - 1] if piece.end > piece.start else starts[piece.start],
            )
            for piece in pieces
        )
        # A mark too many is a word that is not there, and one that stands for nothing is a gap.
        allowance = {token: marked.text.count(mark) for mark, token in self._marks.items()}
        return _Source(tokens, placed, marked.carried, allowance)

    def _find(
        self, sources: Sequence[_Source], options: MarianOptions, prefix: Sequence[int]
    ) -> list[Found]:
        limits = SearchLimits(
            beams=options.beams,
            length_penalty=options.length_penalty,
            max_tokens=[
                min(
                    options.max_target_tokens,
                    math.ceil(options.max_length_factor * len(source.tokens)) + _SPARE_TOKENS,
                )
                for source in sources
            ],
            allowances=[source.allowance for source in sources],
        )
        encoded = self._search.encode([source.tokens for source in sources])
        return self._search.search(encoded, prefix, limits)

    def _hypothesis(self, found: Found, source: _Source) -> MarianHypothesis:
        return MarianHypothesis(
            tokens=found.tokens,
            text=self.text(found.tokens, source.carried),
            log_probabilities=found.log_probabilities,
            alignment=found.attention,
            source_tokens=source.tokens,
            source_pieces=source.pieces,
            is_finished=found.is_finished,
            carried=source.carried,
        )
