"""Abbreviations, initials, ordinals and signs."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
import unicodedata
from typing import Final

from engine.spoken.codes import CodeReader, can_be_said
from engine.spoken.lexicon import (
    Lexicon,
    Recogniser,
    any_of,
    point_at_end,
    word_after,
    word_before,
)

_DOTTED_INITIALS: Final = r"\b(?:[^\W\d_a-z]\.){2,}(?!\w)"
_NAME_INITIAL: Final = r"\b(?P<initial>[^\W\d_a-z])\. (?=[^\W\d_a-z])"
_CAPITALS: Final = r"(?<![\w-])(?P<letters>[^\W\d_]{2,6}?)(?P<plural>s|['’]s)?(?![\w]|-\w)"
_KEPT: Final = frozenset(",.;:!?…'-—")


class WordReader:
    """Reads what is not a number in one language."""

    def __init__(self, lexicon: Lexicon, codes: CodeReader) -> None:
        self._lexicon = lexicon
        self._codes = codes
        self._readings = {form.replace(" ", ""): r for form, r in lexicon.abbreviations.items()}
        self._symbol = re.compile(any_of(lexicon.symbols))

    def recognisers(self) -> list[Recogniser]:
        """Return what finds abbreviations and initials."""
        lexicon = self._lexicon
        forms = sorted(lexicon.abbreviations, key=len, reverse=True)
        spaced = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in forms)
        patterns = (
            (
                rf"(?<![\w.])(?i:{any_of(lexicon.numbered)})\s?(?=\d|[IVXLC]+\b)",
                self._numbered,
            ),
            (rf"(?<![\w.])(?i:{spaced})(?:(?<=\.)(?![a-zà-ÿ0-9])|(?<!\.)(?!\w))", self._in_full),
            (_DOTTED_INITIALS, self._initials),
            (_NAME_INITIAL, self._name_initial),
            (_CAPITALS, self._capitals),
        )
        return [Recogniser(re.compile(pattern), read) for pattern, read in patterns]

    def phrases(self) -> Recogniser:
        """Return what finds set forms, which are read before anything that they look like."""
        pattern = rf"(?<![\w/.,])(?:{any_of(self._lexicon.phrases)})(?![\w/]|[.,]\d)"
        return Recogniser(re.compile(pattern), lambda match: self._lexicon.phrases[match[0]])

    def ordinals(self) -> Recogniser:
        """Return what finds ordinal numbers by what is written behind their digits."""
        suffixes = self._lexicon.ordinal_suffixes
        pattern = rf"(?<!\w)(?P<number>\d{{1,4}})(?P<suffix>{suffixes})(?!\w)"
        return Recogniser(
            re.compile(pattern),
            lambda match: self._lexicon.read_ordinal(match, int(match["number"]), match["suffix"]),
        )

    def signs(self, text: str) -> str:
        """Read the signs of a text in which nothing else is left to read, and drop the silent."""
        said = []
        text = self._symbol.sub(lambda m: f" {self._lexicon.symbols[m[0]]} ", text)
        for index, character in enumerate(text):
            if character in _KEPT or character.isspace() or character.isalpha():
                said.append(character)
            elif character in "([{":
                said.append(", " if index else " ")
            elif character in ")]}–":
                said.append(", ")
            elif unicodedata.combining(character):
                said.append(character)
            elif character == "’":
                said.append("'")
            elif character not in '"“”„«»‹›‘‚¿¡':
                said.append(" ")
        return "".join(said)

    def _numbered(self, match: re.Match[str]) -> str:
        return f"{self._lexicon.numbered[match[0].strip().casefold()]} "

    def _in_full(self, match: re.Match[str]) -> str:
        reading = self._readings["".join(match[0].split()).casefold()]
        return reading + point_at_end(match)

    def _initials(self, match: re.Match[str]) -> str:
        return self._codes.spelled(match[0].replace(".", "")) + point_at_end(match)

    def _name_initial(self, match: re.Match[str]) -> str:
        return f"{match['initial']} "

    def _capitals(self, match: re.Match[str]) -> str | None:
        word = match["letters"]
        lexicon = self._lexicon
        if not word.isupper() or word in lexicon.acronyms or _is_shouted(match.string):
            return None
        if word in lexicon.emphasised and not self._follows_article(match):
            return None
        if len(word) > 3 and can_be_said(word):
            return None
        return self._codes.spelled(word) + ("'s" if match["plural"] else "")

    def _follows_article(self, match: re.Match[str]) -> bool:
        """Tell whether an article shows that letters are no word, as in "the WHO"."""
        if match["letters"] not in self._lexicon.initialisms:
            return False
        before = word_before(match)
        after = word_after(match)
        in_capitals = (len(before) > 1 and before.isupper()) or (len(after) > 1 and after.isupper())
        return before.casefold() in self._lexicon.articles and not in_capitals


def _is_shouted(text: str) -> bool:
    """Tell whether all is in capitals, and not only because it is made of initials."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    return all(word.isupper() for word in words) and any(
        len(word) > 4 and can_be_said(word) for word in words
    )
