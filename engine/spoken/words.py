"""Abbreviations, initials, ordinals, Roman numerals, web addresses and symbols."""

import re
import unicodedata
from typing import Final

from engine.spoken.lexicon import Lexicon

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_ADDRESS: Final = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"”»]*[\w/]"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|eu|de|fr|es|pt|br|uk|io|dev|gov|edu|info)\b(?:/[\w./-]*\w)?",
    re.IGNORECASE,
)
_DOTTED_INITIALS: Final = re.compile(r"\b(?:[^\W\d_a-z]\.){2,}(?!\w)")
_NAME_INITIAL: Final = re.compile(r"\b([^\W\d_a-z])\. (?=[^\W\d_a-z])")
_CAPITALS: Final = re.compile(r"(?<![\w-])([^\W\d_]{2,6}?)(s|['’]s)?(?![\w]|[-][^\W\d_])")
_ROMAN: Final = re.compile(
    r"(?<!\w)(?P<before>[^\W\d_]+) (?P<roman>[IVX]{1,6})(?P<point>\.)?(?!\w)"
)
_CENTURY: Final = re.compile(r"(?<!\w)(?P<roman>[IVX]+)(?P<suffix>er|e|ème) (?=siècles?\b)")
_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_VOWELS: Final = frozenset("AEIOUYÀÂÄÁÃÉÈÊËÍÎÏÓÔÖÕÚÙÛÜ")
_KEPT: Final = frozenset(",.;:!?…'-—")
_TIDY: Final = (
    (re.compile(r"\s+"), " "),
    # No mark moves to where it would stand between two digits.
    (re.compile(r"\s+([,.;:!?…])(?!\d)"), r"\1"),
    (re.compile(r",\s*(?=[,.;:!?…](?!\d))"), ""),
    (re.compile(r"([.;:!?…])\s*,(?!\d)"), r"\1"),
    (re.compile(r"^[\s,.;:…—-]+"), ""),
)


class WordReader:
    """Reads what is not a number in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        forms = sorted(lexicon.abbreviations, key=len, reverse=True)
        spaces = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in forms)
        self._abbreviation = re.compile(rf"(?<![\w.])(?:{spaces})(?!\w)", re.IGNORECASE)
        numbered = "|".join(re.escape(form) for form in lexicon.numbered)
        self._numbered = re.compile(rf"(?<![\w.])({numbered})\s?(?=\d)", re.IGNORECASE)
        self._readings = {form.replace(" ", ""): r for form, r in lexicon.abbreviations.items()}
        self._ordinal = re.compile(rf"(?<![\w.,])(\d{{1,4}})({lexicon.ordinal_suffixes})(?!\w)")

    def read_numbered(self, text: str) -> str:
        """Read abbreviations that are such before a number alone, as in "No. 5"."""
        return self._numbered.sub(lambda m: f"{self._lexicon.numbered[m[1].casefold()]} ", text)

    def read_addresses(self, text: str) -> str:
        """Read web and mail addresses as words."""
        return _ADDRESS.sub(self._address, text)

    def read_abbreviations(self, text: str) -> str:
        """Read abbreviations in full and initials as letters."""
        text = self._abbreviation.sub(self._in_full, text)
        text = _DOTTED_INITIALS.sub(lambda m: self._spelled(m[0].replace(".", "")), text)
        text = _NAME_INITIAL.sub(r"\1 ", text)
        if _is_shouted(text):
            return text
        return _CAPITALS.sub(self._capitals, text)

    def read_ordinals(self, text: str) -> str:
        """Read ordinal numbers and Roman numerals."""
        text = self._ordinal.sub(
            lambda m: self._lexicon.read_ordinal(int(m[1]), m[2]) or m[0], text
        )
        text = _CENTURY.sub(self._century, text)
        return _ROMAN.sub(self._roman, text)

    def read_symbols(self, text: str) -> str:
        """Read single signs, and drop what has no sound."""
        said = []
        for index, character in enumerate(text):
            if character in self._lexicon.symbols:
                said.append(f" {self._lexicon.symbols[character]} ")
            elif character in _KEPT or character.isspace() or character.isalnum():
                said.append(character)
            elif character in "([{":
                said.append(", " if index else "")
            elif character in ")]}–":
                said.append(", ")
            elif unicodedata.combining(character):
                said.append(character)
            elif character == "’":
                said.append("'")
            elif character not in '"“”„«»‹›‘‚¿¡':
                said.append(" ")
        result = "".join(said)
        for pattern, replacement in _TIDY:
            result = pattern.sub(replacement, result)
        return result.strip()

    def _address(self, match: re.Match[str]) -> str:
        address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE).rstrip(
            "/"
        )
        words = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", address)
        return " ".join(self._lexicon.web.get(word, word) for word in words)

    def _in_full(self, match: re.Match[str]) -> str:
        reading = self._readings["".join(match[0].split()).casefold()]
        # The point of an abbreviation at the end of a sentence is the sentence's point, too.
        ends = match[0].endswith(".") and not match.string[match.end() :].strip(" \"'”’»)")
        return reading + ("." if ends else "")

    def _spelled(self, letters: str) -> str:
        return " ".join(self._lexicon.letters.get(letter, letter) for letter in letters)

    def _capitals(self, match: re.Match[str]) -> str:
        word = match[1]
        if not word.isupper() or word in self._lexicon.words_in_capitals:
            return match[0]
        if len(word) > 3 and _can_be_said(word):
            return match[0]
        return self._spelled(word) + ("'s" if match[2] else "")

    def _century(self, match: re.Match[str]) -> str:
        value = _roman_value(match["roman"])
        return match[0] if value is None else f"{self._lexicon.read_ordinal(value, 'e')} "

    def _roman(self, match: re.Match[str]) -> str:
        before, roman = match["before"], match["roman"]
        value = _roman_value(roman)
        if value is None:
            return match[0]
        if before.casefold() in self._lexicon.counted:
            said = str(value)
        elif before[0].isupper() and not before.isupper() and len(roman) > 1:
            said = self._lexicon.read_monarch(value)
        else:
            return match[0]
        point = match["point"] or ""
        if point and self._lexicon.language == "de" and match.string[match.end() :].strip():
            point = ""
        return f"{before} {said}{point}"


def _can_be_said(word: str) -> bool:
    """Tell whether letters in capitals look like a word: vowels, and no long run without one."""
    if not any(letter in _VOWELS for letter in word):
        return False
    runs = re.split(f"[{''.join(sorted(_VOWELS))}]+", word)
    return len(runs[0]) <= 2 and len(runs[-1]) <= 2 and all(len(run) <= 3 for run in runs)


def _is_shouted(text: str) -> bool:
    """Tell whether all is in capitals, and not only because it is made of initials."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    return all(word.isupper() for word in words) and any(
        len(word) > 4 and _can_be_said(word) for word in words
    )


def _roman_value(numeral: str) -> int | None:
    """Return the value of a well-formed numeral of 1 to 39."""
    total = 0
    for index, letter in enumerate(numeral):
        value = _VALUES[letter]
        smaller = index + 1 < len(numeral) and value < _VALUES[numeral[index + 1]]
        total += -value if smaller else value
    tens = "X" * (total // 10)
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[total % 10]
    return total if 1 <= total <= 39 and numeral == tens + ones else None
