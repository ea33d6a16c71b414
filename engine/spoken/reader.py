"""Reads one language's written text as it is said."""

import re
import unicodedata
from typing import Final

from engine.spoken.codes import CodeReader
from engine.spoken.dates import DateReader
from engine.spoken.lexicon import Lexicon, Recogniser
from engine.spoken.numbers import NumberReader
from engine.spoken.quantities import QuantityReader
from engine.spoken.roman import RomanReader
from engine.spoken.words import WordReader

_UNSEEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})
_KEPT_SIGNS: Final = frozenset("°©№→^~`\n\t\r")
_RAISED: Final = re.compile(r"([^\W\d_⁰¹²³⁴-⁹]*)(⁻?)([⁰¹²³⁴-⁹]+)")
_LONGEST_BASE: Final = 2  # "mc²"; behind longer words stands the mark of a footnote
_VULGAR: Final = re.compile(r"([0-9]?)\s?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")
# A space that keeps a line together also stands between the thousands of a number.
_NO_GROUP_SPACE: Final = re.compile(
    r"(?<![0-9])[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?![0-9]{3}(?![0-9]))"
)
_TIDY: Final = (
    (re.compile(r"(?<![^\W\d_])'+(?![^\W\d_])"), ""),
    (re.compile(r"(?<=\s)-+(?=\s)|--+"), "—"),
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:!?…])"), r"\1"),
    (re.compile(r",\s*(?=[,.;:!?…])"), ""),
    (re.compile(r"([.;:!?…])\s*,"), r"\1"),
    (re.compile(r"(?<=[^\W\d_])([,;:])(?=[^\W\d_])"), r"\1 "),
    (re.compile(r"(?<=[^\W\d_])([.!?…])(?=[^\W\d_])"), r"\1 "),
    (re.compile(r"^[\s,.;:…—-]+"), ""),
)


class SpokenReader:
    """Turns text into words; never fails, whatever the text.

    What is found first in the text is read first, and what has been read is not read again, so
    that no reading can be taken for a written form.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        numbers = NumberReader(lexicon)
        dates = DateReader(lexicon, numbers)
        codes = CodeReader(lexicon, numbers)
        self._units = lexicon.units
        self._words = WordReader(lexicon, codes)
        # Of two forms that begin at the same place, the one that stands first here is read.
        self._recognisers: list[Recogniser] = [
            self._words.phrases(),
            *codes.addresses(),
            *lexicon.grammar,
            *dates.recognisers(),
            *codes.recognisers(),
            *dates.years(),
            *RomanReader(lexicon).recognisers(),
            self._words.ordinals(),
            *QuantityReader(lexicon, numbers).recognisers(),
            *self._words.recognisers(),
            codes.mixed(),
            Recogniser(re.compile(r"\d+"), lambda match: numbers.whole(match[0])),
        ]

    def read(self, text: str) -> str:
        """Return the text as it is said: letters, and the punctuation that shapes its melody."""
        text = _visible(_VULGAR.sub(_vulgar, _RAISED.sub(self._raised, text)))
        said: list[str] = []
        position = 0
        ahead = [recogniser.pattern.search(text) for recogniser in self._recognisers]
        while True:
            first = self._first(text, position, ahead)
            if first is None:
                said.append(self._words.signs(text[position:]))
                return _tidy("".join(said))
            match, reading = first
            said.append(self._words.signs(text[position : match.start()]))
            is_joined = text[match.start() - 1 : match.start()].isalnum()
            said.append(f" {reading}" if is_joined else reading)
            position = match.end()
            if text[position : position + 1].isalnum():
                said.append(" ")

    def _raised(self, match: re.Match[str]) -> str:
        """Write an exponent as "x^2", and drop the mark of a footnote."""
        word, minus, digits = match.groups()
        if len(word) > _LONGEST_BASE and word + digits not in self._units:
            return word
        digits = unicodedata.normalize("NFKC", digits)
        is_exponent = word or match.string[: match.start()][-1:].isdigit()
        return f"{word}^{'-' if minus else ''}{digits}" if is_exponent else digits

    def _first(
        self, text: str, position: int, ahead: list[re.Match[str] | None]
    ) -> tuple[re.Match[str], str] | None:
        """Return the first form from a position on, and what is said; `ahead` is brought on."""
        while True:
            best: tuple[int, re.Match[str]] | None = None
            for index, match in enumerate(ahead):
                if match is not None and match.start() < position:
                    match = ahead[index] = self._recognisers[index].pattern.search(text, position)  # noqa: PLW2901
                if match is not None and (best is None or match.start() < best[1].start()):
                    best = (index, match)
            if best is None:
                return None
            index, match = best
            reading = self._recognisers[index].read(match)
            if reading is not None:
                return match, reading
            ahead[index] = self._recognisers[index].pattern.search(text, match.start() + 1)


def _vulgar(match: re.Match[str]) -> str:
    """Write a fraction of one character as "1/2"."""
    plain = unicodedata.normalize("NFKC", match[2]).replace("\N{FRACTION SLASH}", "/")
    return f"{match[1]} {plain} "


def _visible(text: str) -> str:
    """Return composed text in plain digits, without emoji, control and private characters."""
    shown = "".join(map(_plain, unicodedata.normalize("NFC", text)))
    shown = re.sub(r"°\s(?=[CF]\b)", "°", shown)
    return re.sub(r"\s*\n\s*", ", ", _NO_GROUP_SPACE.sub(" ", shown.strip()))


def _plain(character: str) -> str:
    """Return a character as it is read, " " for one that is not."""
    if character in _KEPT_SIGNS:
        return character
    if unicodedata.decimal(character, None) is not None:
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category in _UNSEEN_CATEGORIES:
        return " "
    if category in ("No", "Nl") or "\uff01" <= character <= "\uff5e":
        plain = unicodedata.normalize("NFKC", character)
        return plain if (plain.isascii() and plain.isalnum()) or category == "Po" else " "
    return character


def _tidy(text: str) -> str:
    """Return text with one space between words and one mark where several met."""
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    return text.strip()
