"""Carries names and long numbers through a translation unread.

A student of eight thousand pieces spells a name that it never met, and spells it wrong. A pack with
`marks.json` was trained to copy reserved pieces, the marks, from source to target: here an
unfamiliar name or a long number of the source gives its place to a mark, and takes it back where
the mark stands in the translation (the placeholders of Luong et al. 2015, "Addressing the Rare Word
Problem in Neural Machine Translation", P15-1002).

Which word gets a mark depends on that word and the text before it alone, so that in a source that
grows the marks of its certain part never change.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from engine.errors import ModelError
from engine.messages import Code
from engine.mt.rewriting import Rewritten, rewrite
from engine.sentences import starts_sentence

FILE_NAME: Final = "marks.json"

NAME_MARKS: Final = tuple(chr(0xE000 + n) for n in range(12))
"""Characters of Unicode's private use, which no text has, that stand for names."""

NUMBER_MARKS: Final = tuple(chr(0xE010 + n) for n in range(6))
"""The same for numbers."""

MARKS: Final = (*NAME_MARKS, *NUMBER_MARKS)

NAME: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""What may be a name, when it is capitalised."""

LONG_NUMBER: Final = re.compile(r"(?<![^\W_])\d{3,}(?![^\W_])")
"""Digits in a row that are no part of a word; shorter ones may turn into words."""

_CANDIDATE: Final = re.compile(f"{NAME.pattern}|{LONG_NUMBER.pattern}")
_ENDS_WORD: Final = re.compile(r"[\w,;:.!?)]\Z")
_FORMATS: Final = (1, 2)
"""The first has `known` alone."""

_MIN_HEAD_CHARS: Final = 4
_MIN_NAME_CHARS: Final = 3
_MIN_FIRST_PIECES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked(Rewritten):
    """A text with a mark in place of each word that is carried.

    Attributes:
        carried: what each mark stands for.
    """

    carried: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What a pack says of its marks.

    Attributes:
        known: words, folded, that the student has met often enough to do without.
        heads: whether a word that ends in a known one is a compound of it, and so no name; for
            languages whose nouns have capitals too.
        carried: words, folded, that are names though they end in a known word.
    """

    known: frozenset[str]
    heads: bool = False
    carried: frozenset[str] = frozenset()

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """Read the pack's file; None for a pack without marks.

        Raises:
            ModelError: the file is not what this version writes.
        """
        path = folder / FILE_NAME
        if not path.exists():
            return None
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] not in _FORMATS:
                raise ValueError(f"its format is {content['format']}")  # noqa: TRY301
            return cls(
                known=frozenset(content["known"]),
                heads=bool(content.get("heads", False)),
                carried=frozenset(content.get("carried", ())),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error

    def save(self, folder: Path) -> None:
        """Write the pack's file."""
        content = {
            "format": _FORMATS[-1],
            "known": sorted(self.known),
            "heads": self.heads,
            "carried": sorted(self.carried),
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8")

    def words(self, text: str, n_pieces: Callable[[str], int]) -> Iterator[re.Match[str]]:
        """The words of a text that are to be carried, in order.

        Args:
            text: of the source language.
            n_pieces: into how many pieces the source vocabulary cuts a word.
        """
        for match in _CANDIDATE.finditer(text):
            word = match.group()
            if word[0].isdigit() or self._is_name(text, match, n_pieces):
                yield match

    def _is_name(self, text: str, match: re.Match[str], n_pieces: Callable[[str], int]) -> bool:
        word = match.group()
        if len(word) < _MIN_NAME_CHARS or not all(part[0].isupper() for part in word.split("-")):
            return False
        if text[: match.end()].isupper():  # shouted
            return False
        if self._knows(word.casefold()):
            return False
        # A sentence's first word is capitalised anyway; an ordinary one is easier to spell small.
        return not starts_sentence(text, match.start()) or (
            _MIN_FIRST_PIECES <= n_pieces(word) <= n_pieces(word.lower())
        )

    def _knows(self, word: str) -> bool:
        if self.heads and word not in self.carried:
            return ends_in_one_of(word, self.known)
        return word in self.known

    def mark(self, text: str, n_pieces: Callable[[str], int]) -> Marked:
        """Put marks into a text; words beyond the number of marks stay.

        Args:
            text: of the source language.
            n_pieces: as in `words`.
        """
        marks: dict[str, str] = {}
        unused = {True: iter(NUMBER_MARKS), False: iter(NAME_MARKS)}
        replacements: list[tuple[int, int, str]] = []
        for match in self.words(text, n_pieces):
            word = match.group()
            mark = marks.get(word) or next(unused[word[0].isdigit()], None)
            if mark is None:
                continue
            marks[word] = mark
            replacements.append((match.start(), match.end(), mark))
        marked = rewrite(text, replacements)
        return Marked(
            text=marked.text,
            starts=marked.starts,
            ends=marked.ends,
            length=marked.length,
            carried=MappingProxyType({mark: word for word, mark in marks.items()}),
        )


def ends_in_one_of(word: str, heads: Collection[str]) -> bool:
    """Whether a word is one of `heads` or a compound that ends in one of four letters or more."""
    n_starts = max(1, len(word) - _MIN_HEAD_CHARS + 1)
    return any(word[start:] in heads for start in range(n_starts))


def restored(text: str, carried: Mapping[str, str]) -> str:
    """Put what the marks stand for in their places; a mark that stands for nothing goes.

    What follows a letter, a digit or a closing sign gets the space that the student forgot.
    """
    parts: list[str] = []
    for character in text:
        part = carried.get(character, "") if character in _ALL_MARKS else character
        is_joined = part and character in NAME_MARKS and parts and _ENDS_WORD.search(parts[-1])
        parts.append(f" {part}" if is_joined else part)
    return "".join(parts)


_ALL_MARKS: Final = frozenset(MARKS)
