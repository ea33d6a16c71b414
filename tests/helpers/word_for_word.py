"""A text model that needs no weights: every word becomes itself in capitals, or what it is told."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from engine.mt.marian.model import MarianModel
from engine.mt.model import SourcePiece, TextHypothesis, TextOptions


class WordForWord(MarianModel):
    def __init__(self, spell: Callable[[str], str] = str.upper) -> None:
        self._spell = spell
        self._ids: dict[str, int] = {}

    def translate(
        self, text: str, *, options: TextOptions | None = None, prefix: Sequence[int] = ()
    ) -> TextHypothesis:
        del options
        pieces: list[SourcePiece] = []
        position = 0
        for word in text.split():
            start = text.index(word, position)
            position = start + len(word)
            pieces.append(SourcePiece(word, start, position))
        fresh = [self._id(self._spell(piece.piece)) for piece in pieces[len(prefix) :]]
        tokens = (*prefix, *fresh)
        pieces.append(SourcePiece("</s>", len(text), len(text)))
        alignment = np.zeros((len(tokens), len(pieces)), np.float32)
        for row in range(len(tokens)):
            alignment[row, min(row, len(pieces) - 1)] = 1.0
        return TextHypothesis(
            tokens=tokens,
            text=self.text(tokens),
            log_probabilities=np.zeros(len(tokens), np.float32),
            alignment=alignment,
            source_pieces=tuple(pieces),
            is_finished=True,
        )

    def text(self, tokens: Sequence[int], carried: Mapping[str, str] = MappingProxyType({})) -> str:
        del carried
        words = list(self._ids)
        return " ".join(words[token] for token in tokens if words[token])

    def starts_word(self, token: int) -> bool:
        del token
        return True

    def _id(self, word: str) -> int:
        return self._ids.setdefault(word, len(self._ids))
