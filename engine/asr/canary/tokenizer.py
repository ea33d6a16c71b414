"""Canary's vocabulary: ids to text, special ids by name, and which ids belong to which language.

`vocab.txt` holds one "piece id" a line. The flash models have an aggregate tokenizer: a vocabulary
of special tokens and then one for each language, each beginning with its own "<unk>", so that the
same piece has several ids. The other models have one vocabulary, special tokens included.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.errors import ModelError
from engine.messages import Code

SPACE: Final = "▁"
"""The piece of a space, alone or in front of a word."""

_UNKNOWN: Final = "<unk>"
_BLANK: Final = "<blk>"
"""Not a token of the model: the runner that the files are published for wants it."""

_SPECIAL: Final = re.compile(r"<\|.*\|>|<unk>|<pad>|<s>|</s>")
_BYTE: Final = re.compile(r"<0x([0-9A-F]{2})>")

_FREQUENT_PIECES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("▁the", "▁and", "▁with", "▁this"),
    "de": ("▁und", "▁der", "▁nicht", "▁eine"),
    "es": ("▁los", "▁una", "▁pero", "▁el"),
    "fr": ("▁les", "▁est", "▁dans", "▁une"),
}
"""Pieces that a vocabulary learnt from a language has. The order of the vocabularies is not in the
file."""


class CanaryTokenizer:
    """The vocabulary of one Canary model; immutable, safe to use from any thread.

    Args:
        path: vocab.txt of the pack.

    Attributes:
        is_aggregate: whether each language has a vocabulary of its own.

    Raises:
        ModelError: the file is missing, damaged, or lacks a token that every Canary model has.
    """

    def __init__(self, path: Path) -> None:
        self._pieces = _read_pieces(path)
        # Special tokens come first; text pieces further on may look the same.
        self._ids: dict[str, int] = {}
        for number, piece in enumerate(self._pieces):
            self._ids.setdefault(piece, number)
        starts = [n for n, piece in enumerate(self._pieces) if piece == _UNKNOWN]
        self.is_aggregate: bool = len(starts) > 1
        self._is_text = np.array(
            [
                not _SPECIAL.fullmatch(piece) and not (self.is_aggregate and number < starts[1])
                for number, piece in enumerate(self._pieces)
            ]
        )
        self._vocabularies = (
            _vocabularies_by_language(self._pieces, starts[1:]) if self.is_aggregate else {}
        )

    @property
    def size(self) -> int:
        """How many ids there are."""
        return len(self._pieces)

    def special(self, token: str) -> int:
        """The id of a special token.

        Raises:
            ModelError: the vocabulary has no such token.
        """
        if token not in self._ids:
            raise ModelError(
                Code.MODEL_FILE_INVALID, file="vocab.txt", detail=f"it has no token {token}"
            )
        return self._ids[token]

    def knows_language(self, code: str) -> bool:
        """Whether there is a token that names a language."""
        return f"<|{code}|>" in self._ids

    def writable(self, language: str) -> npt.NDArray[np.bool_]:
        """Which ids text of a language may consist of: [size].

        Where languages have vocabularies of their own, a model that drifts into the language that
        it hears is held to the one that it was asked for.
        """
        if language not in self._vocabularies:
            return self._is_text
        ids = self._vocabularies[language]
        allowed = np.zeros_like(self._is_text)
        allowed[ids.start : ids.stop] = self._is_text[ids.start : ids.stop]
        return allowed

    def decode(self, ids: Sequence[int]) -> str:
        """Text of token ids, with the spaces that words begin with; special ids are left out."""
        raw = bytearray()
        for number in ids:
            if not self._is_text[number]:
                continue
            piece = self._pieces[number]
            if byte := _BYTE.fullmatch(piece):
                raw.append(int(byte[1], 16))
            else:
                raw += piece.replace(SPACE, " ").encode()
        return raw.decode("utf-8", errors="replace")

    def encode(self, text: str, language: str) -> list[int]:
        """Token ids of text; empty where a character has none.

        Byte-pair encoding as SentencePiece does it: of all neighbours that make a piece the one
        with the lowest id is joined first, since pieces are numbered as they were learnt.

        Args:
            text: a leading space is a piece's.
            language: whose vocabulary to take, where each has its own.
        """
        ids = self._ids_of(language)
        pieces = list(text.replace(" ", SPACE))
        while True:
            joined = [
                (ids[a + b], place) for place, (a, b) in enumerate(pairwise(pieces)) if a + b in ids
            ]
            if not joined:
                break
            _, place = min(joined)
            pieces[place : place + 2] = [pieces[place] + pieces[place + 1]]
        return [ids[piece] for piece in pieces] if all(p in ids for p in pieces) else []

    def _ids_of(self, language: str) -> dict[str, int]:
        whole = range(len(self._pieces))
        return {
            self._pieces[number]: number
            for number in reversed(self._vocabularies.get(language, whole))
            if self._is_text[number]
        }

    def starts_word(self, token: int) -> bool:
        """Whether a token begins with a space."""
        return self._pieces[token].startswith(SPACE)


def _read_pieces(path: Path) -> list[str]:
    pieces: list[str] = []
    try:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            piece, number = line.rsplit(" ", 1)
            if int(number) != len(pieces):
                raise ValueError(f"id {number} stands where {len(pieces)} should")  # noqa: TRY301
            pieces.append(piece)
    except (OSError, ValueError) as error:
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
    if pieces and pieces[-1] == _BLANK:
        pieces.pop()
    if not pieces:
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail="it is empty")
    return pieces


def _vocabularies_by_language(pieces: Sequence[str], starts: Sequence[int]) -> dict[str, range]:
    """The range of ids of each language whose vocabulary can be told from all others."""
    ranges = [range(a, b) for a, b in zip(starts, [*starts[1:], len(pieces)], strict=True)]
    found: dict[str, range] = {}
    for language, frequent in _FREQUENT_PIECES.items():
        counts = [len({*frequent} & {*pieces[ids.start : ids.stop]}) for ids in ranges]
        best = max(counts)
        if best == len(frequent) and counts.count(best) == 1:
            found[language] = ranges[counts.index(best)]
    # One range under two names says that the pieces do not tell these languages apart.
    return found if len(set(found.values())) == len(found) else {}
