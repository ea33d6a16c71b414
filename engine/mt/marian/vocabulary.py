"""SentencePiece vocabularies of a Marian model; each source piece knows its place in the text."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sentencepiece

from engine.errors import ModelError
from engine.messages import Code
from engine.mt.model import SourcePiece

_SPACE: Final = "▁"

# What to write for characters that small vocabularies lack. Accented letters need no entry:
# Unicode's compatibility decomposition parts the accents from them.
_DOUBLE_QUOTES: Final = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_SINGLE_QUOTES: Final = "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u0060\u00b4"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7"
_SUBSTITUTES: Final = {
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("{[", "("),
    **dict.fromkeys("}]", ")"),
    "\N{INVERTED QUESTION MARK}": "",
    "\N{INVERTED EXCLAMATION MARK}": "",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{DIVISION SIGN}": "/",
    "\N{EURO SIGN}": "EUR ",
    "\N{POUND SIGN}": "GBP ",
    "\N{LATIN SMALL LETTER SHARP S}": "ss",
    "\N{LATIN SMALL LIGATURE OE}": "oe",
    "\N{LATIN CAPITAL LIGATURE OE}": "OE",
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN CAPITAL LETTER AE}": "AE",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": "O",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN CAPITAL LETTER L WITH STROKE}": "L",
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
}


class SourceVocabulary:
    """Text to source tokens; immutable and shared.

    Args:
        path: SentencePiece model.

    Raises:
        ModelError: the file is missing or not a SentencePiece model with an end token.
    """

    def __init__(self, path: Path) -> None:
        self._pieces = load_pieces(path)
        self._end_id: int = self._pieces.eos_id()
        self._unknown_id: int = self._pieces.unk_id()

    def encode(self, text: str) -> tuple[tuple[int, ...], tuple[SourcePiece, ...]]:
        """Tokens of a text, ending in the end token, and where each stands in the text.

        Characters that the vocabulary lacks are spelt in ones that it has where there is a usual
        way (a curly quote as a straight one, an accented letter as the plain one); others become
        the unknown token. A text in which nothing can be spelt has the end token alone.
        """
        spelt, origins = text, list(range(len(text)))
        tokens, pieces = self._split(spelt)
        if self._unknown_id in tokens:
            unknown = {
                index
                for token, piece in zip(tokens, pieces, strict=True)
                if token == self._unknown_id
                for index in range(piece.start, piece.end)
            }
            spelt, origins = _respell(text, unknown)
            tokens, pieces = self._split(spelt)
        if not any(
            token != self._unknown_id and piece.piece != _SPACE
            for token, piece in zip(tokens, pieces, strict=True)
        ):
            tokens, pieces = [], []
        origins.append(len(text))
        placed = [
            SourcePiece(
                piece.piece,
                origins[piece.start],
                origins[piece.end - 1] + 1 if piece.end > piece.start else origins[piece.start],
            )
            for piece in pieces
        ]
        end = SourcePiece(self._pieces.id_to_piece(self._end_id), len(text), len(text))
        return (*tokens, self._end_id), (*placed, end)

    def n_pieces(self, word: str) -> int:
        """Into how many pieces a word is cut."""
        return len(self._pieces.encode(word))

    def __len__(self) -> int:
        size: int = self._pieces.get_piece_size()
        return size

    def _split(self, text: str) -> tuple[list[int], list[SourcePiece]]:
        tokens: list[int] = self._pieces.encode(text)
        spellings: list[str] = self._pieces.encode(text, out_type=str)
        # Pieces are cut from the normalised text, whose characters know where they come from.
        _, offsets = self._pieces.normalize(text, with_offsets=True)
        pieces: list[SourcePiece] = []
        position = 0
        for token, spelling in zip(tokens, spellings, strict=True):
            start = position
            if self._pieces.is_byte(token):
                # "<0xE2>": the bytes after the first of a character take no place of their own.
                is_first = int(spelling[3:5], 16) & 0xC0 != 0x80
                position += is_first
                start = position - 1
            else:
                position += len(spelling)
            pieces.append(SourcePiece(spelling, offsets[start], offsets[position]))
        return tokens, pieces


class TargetVocabulary:
    """Target tokens to text; immutable and shared."""

    def __init__(self, path: Path) -> None:
        self._pieces = load_pieces(path)
        self.end_id: int = self._pieces.eos_id()
        self.unknown_id: int = self._pieces.unk_id()

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of target tokens."""
        text: str = self._pieces.decode(list(tokens))
        return text

    def token(self, piece: str) -> int:
        """The token of a piece, that of unknown text where the vocabulary lacks it."""
        token: int = self._pieces.piece_to_id(piece)
        return token

    def starts_word(self, token: int) -> bool:
        """Whether a token begins with a space, so that it starts a new word."""
        piece: str = self._pieces.id_to_piece(token)
        return piece.startswith(_SPACE)

    def __len__(self) -> int:
        size: int = self._pieces.get_piece_size()
        return size


def load_pieces(path: Path) -> sentencepiece.SentencePieceProcessor:
    """Load a SentencePiece model.

    Raises:
        ModelError: the file is missing or not a SentencePiece model with an end token.
    """
    try:
        pieces = sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
    except (OSError, RuntimeError) as error:
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file=path.name,
            detail=f"it is not a SentencePiece vocabulary: {error}",
        ) from error
    if pieces.eos_id() < 0:
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file=path.name,
            detail="it has no token for the end of a sentence",
        )
    return pieces


def _respell(text: str, unknown: set[int]) -> tuple[str, list[int]]:
    """Replace the characters at `unknown`; also says which character each new one came from."""
    spelt: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        replacement = character
        if index in unknown:
            plain = unicodedata.normalize("NFKD", character)
            without_accents = "".join(c for c in plain if not unicodedata.combining(c))
            replacement = _SUBSTITUTES.get(character, without_accents)
        spelt.append(replacement)
        origins.extend([index] * len(replacement))
    return "".join(spelt), origins
