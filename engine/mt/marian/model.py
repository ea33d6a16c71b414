"""Marian/Bergamot translation students: text in one language to text in another.

`engine.packs.convert.marian` writes the graphs that this module runs.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Self

import numpy as np

from engine.errors import ModelError
from engine.messages import Code
from engine.mt.marian.decoding import Found, MarianSearch, SearchLimits
from engine.mt.marian.marks import MARKS, Marking, restored
from engine.mt.marian.vocabulary import SourceVocabulary, TargetVocabulary
from engine.mt.model import NOTHING_CARRIED, PLAIN_SEARCH, SourcePiece, TextHypothesis, TextOptions
from engine.onnx import OnnxGraph, Runtime

_FORMAT: Final = 1

# Attention takes memory in the square of the length; a sentence of this many tokens is a page.
_MAX_SOURCE_TOKENS: Final = 1024

# A short source may well double: "Hi" becomes a greeting of several tokens.
_SPARE_TOKENS: Final = 8


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
            raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
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
    """One direction of translation; a TextModel.

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
            raise ModelError(
                Code.MODEL_FILE_INVALID, file="target.spm", detail="it belongs to another model"
            )
        if len(self._source) != self.config.source_vocabulary_size:
            raise ModelError(
                Code.MODEL_FILE_INVALID, file="source.spm", detail="it belongs to another model"
            )
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
        options: TextOptions = PLAIN_SEARCH,
        prefix: Sequence[int] = (),
    ) -> TextHypothesis:
        """See TextModel."""
        if any(not 0 <= token < self.config.target_vocabulary_size for token in prefix):
            raise ValueError(f"the prefix {list(prefix)} has ids outside the target vocabulary")
        source = self._encode(text)
        if len(source.tokens) > _MAX_SOURCE_TOKENS:
            raise ValueError(
                f"a text of {len(source.tokens)} tokens is no sentence (at most "
                f"{_MAX_SOURCE_TOKENS}); translate it sentence by sentence"
            )
        if len(source.tokens) > 1:
            found = self._find(source, options, prefix)
        else:
            found = Found(
                tokens=tuple(prefix),
                log_probabilities=np.zeros(len(prefix), np.float32),
                attention=np.ones((len(prefix), 1), np.float32),
                is_finished=True,
            )
        return TextHypothesis(
            tokens=found.tokens,
            text=self.text(found.tokens, source.carried),
            log_probabilities=found.log_probabilities,
            alignment=found.attention,
            source_pieces=source.pieces,
            is_finished=found.is_finished,
            carried=source.carried,
        )

    def text(self, tokens: Sequence[int], carried: Mapping[str, str] = NOTHING_CARRIED) -> str:
        """See TextModel."""
        return restored(self._target.decode(tokens), carried)

    def starts_word(self, token: int) -> bool:
        """See TextModel."""
        return self._target.starts_word(token)

    def _encode(self, text: str) -> _Source:
        if self._marking is None:
            return _Source(*self._source.encode(text), NOTHING_CARRIED, {})
        marked = self._marking.mark(text, self._source.n_pieces)
        tokens, pieces = self._source.encode(marked.text)
        # A mark too many is a word that is not there, and one that stands for nothing is a gap.
        allowance = {token: marked.text.count(mark) for mark, token in self._marks.items()}
        return _Source(tokens, marked.place(pieces), marked.carried, allowance)

    def _find(self, source: _Source, options: TextOptions, prefix: Sequence[int]) -> Found:
        length = math.ceil(options.max_length_factor * len(source.tokens)) + _SPARE_TOKENS
        limits = SearchLimits(
            beams=options.beams,
            length_penalty=options.length_penalty,
            max_tokens=[min(options.max_target_tokens, length)],
            allowances=[source.allowance],
        )
        (found,) = self._search.search(self._search.encode([source.tokens]), prefix, limits)
        return found


def load_marian(folder: Path, runtime: Runtime) -> MarianModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = MarianModel(folder, runtime=runtime)
    model.translate("a")
    return model
