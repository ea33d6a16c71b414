"""Reads one language's written text as it is said."""

import re
import unicodedata
from typing import Final

from engine.spoken.dates import DateReader
from engine.spoken.lexicon import Lexicon
from engine.spoken.numbers import NumberReader
from engine.spoken.words import WordReader

_UNSEEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})
_KEPT_SIGNS: Final = frozenset("°©\n\t\r")


class SpokenReader:
    """Turns text into words and plain whole numbers; never fails, whatever the text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numbers = NumberReader(lexicon)
        self._dates = DateReader(lexicon)
        self._words = WordReader(lexicon)

    def read(self, text: str) -> str:
        """Return the text as it is said, with the punctuation that shapes its melody."""
        text = _visible(text)
        text = self._words.read_addresses(text)
        text = self._words.read_numbered(text)
        text = self._dates.read(text)
        text = self._dates.read_years(text)
        text = self._numbers.read_money(text)
        text = self._numbers.read_units(text)
        text = self._numbers.read_ranges(text)
        text = self._words.read_ordinals(text)
        text = self._numbers.read_numbers(text)
        text = self._words.read_abbreviations(text)
        return self._words.read_symbols(text)


def _visible(text: str) -> str:
    """Return composed text without emoji, control and private characters."""
    text = unicodedata.normalize("NFC", text)
    shown = (
        c if c in _KEPT_SIGNS or unicodedata.category(c) not in _UNSEEN_CATEGORIES else " "
        for c in text
    )
    return re.sub(r"\s*\n\s*", ", ", "".join(shown).strip())
