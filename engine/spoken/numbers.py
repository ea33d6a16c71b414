"""Numbers, percentages, units and money."""

import re
from collections.abc import Iterable
from typing import Final

from engine.spoken.lexicon import CURRENCY_SIGNS, Currency, Forms, Lexicon

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_NARROW_SPACES: Final = "\u00a0\u2007\u2009\u202f"
_MINUS: Final = "-−–"
_MOST_DIGITS: Final = 15  # beyond the quadrillions a number is a code


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


class NumberReader:
    """Reads one language's numbers and what is counted by them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        decimal = re.escape(lexicon.decimal_sign)
        group = re.escape("," if lexicon.decimal_sign == "." else ".")
        # English texts do not group with plain spaces; elsewhere "1 000" is one number.
        space = _NARROW_SPACES + ("" if lexicon.language == "en" else " ")
        whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d{{1,3}}(?:[{space}]\d{{3}})+|\d+)(?!\d)"
        # The sign after the last digit ends a clause, unless digits go on: those are no decimals.
        self._number = rf"{whole}(?:{decimal}\d+(?!\d|{decimal}\d))?"
        before = rf"(?<![\w.,])(?P<minus>[{_MINUS}])?"
        scale = rf"(?:\s?(?P<scale>{any_of(lexicon.scales)})(?![\w]))?"
        money = any_of(CURRENCY_SIGNS)
        flags = re.IGNORECASE
        self._patterns = {
            "money_first": re.compile(
                rf"(?<![\w.,])(?P<minus>[{_MINUS}])?(?P<money>{money})\s?(?P<number>{self._number})"
                rf"{scale}",
                flags,
            ),
            "money_last": re.compile(
                rf"{before}(?P<number>{self._number}){scale}\s?(?P<money>{money})(?!\w)", flags
            ),
            # The unit's case tells milli from mega.
            "unit": re.compile(
                rf"{before}(?P<number>{self._number})\s?(?P<unit>{any_of(lexicon.units)})(?!\w)"
            ),
            "percent": re.compile(rf"{before}(?P<number>{self._number})\s?%"),
            "range": re.compile(
                rf"(?<![\w.,-])(?P<first>{self._number})\s?[-–—]\s?(?=[-−]?{self._number}(?![\w-]))"
            ),
            "number": re.compile(rf"{before}(?P<number>{self._number})(?!\w)"),
            "odd_point": re.compile(r"(?<=\d)([.,])(?=\d)"),
            "fraction": re.compile(r"(?<![\w/])(\d+)/(\d+)(?![\w/])"),
            "half": re.compile(r"(?<=\d)\s?(?:½|1/2(?![\d/]))"),
            "agreement": re.compile(
                rf"(?<![\w.,-])(\d{{1,2}})(?= (?!{lexicon.decimal_word}\b)([^\W\d_]{{2,}}))"
            ),
        }

    def read_money(self, text: str) -> str:
        """Read amounts with a currency before or after them."""
        text = self._patterns["money_first"].sub(self._money, text)
        return self._patterns["money_last"].sub(self._money, text)

    def read_units(self, text: str) -> str:
        """Read percentages and amounts with a unit's symbol."""
        text = self._patterns["percent"].sub(
            lambda m: f"{self._signed(m)} {self._lexicon.percent}", text
        )
        return self._patterns["unit"].sub(self._unit, text)

    def read_ranges(self, text: str) -> str:
        """Read the dash between two numbers."""
        return self._patterns["range"].sub(rf"\g<first> {self._lexicon.range_word} ", text)

    def read_numbers(self, text: str) -> str:
        """Read the numbers that are left; whole ones become plain digits."""
        text = self._patterns["half"].sub(f" {self._lexicon.joined_half}", text)
        text = self._patterns["fraction"].sub(self._fraction, text)
        text = self._patterns["number"].sub(self._signed, text)
        text = self._patterns["odd_point"].sub(self._odd_point, text)
        return self._patterns["agreement"].sub(self._agreed, text)

    def value(self, number: str) -> str:
        """Return how a number is said, for example "3 point 1 4"."""
        whole, _, broken = number.partition(self._lexicon.decimal_sign)
        said = plain_digits(re.sub(r"\D", "", whole))
        if not broken:
            return said
        digits = spaced(broken) if self._lexicon.decimals_by_digit else plain_digits(broken)
        return f"{said} {self._lexicon.decimal_word} {digits}"

    def counted(self, number: str, forms: Forms) -> str:
        """Return a number and its noun, which agree."""
        said = self.value(number)
        singular = said == "1" or (self._lexicon.language in ("fr", "pt") and said == "0")
        noun = forms[0] if singular else forms[1]
        if said.isdigit():
            said = self._lexicon.agree(int(said), noun) or said
        return f"{said} {noun}"

    def _signed(self, match: re.Match[str]) -> str:
        return self._sign(match) + self.value(match["number"])

    def _sign(self, match: re.Match[str]) -> str:
        return f"{self._lexicon.minus} " if match["minus"] else ""

    def _unit(self, match: re.Match[str]) -> str:
        return self._sign(match) + self.counted(match["number"], self._lexicon.units[match["unit"]])

    def _money(self, match: re.Match[str]) -> str:
        currency = self._lexicon.currencies[CURRENCY_SIGNS[match["money"].upper()]]
        number = match["number"]
        if match["scale"]:
            scale = self._lexicon.scales[match["scale"].casefold()]
            # "mil euros", but "5 millones de euros" and "5 millions d'euros".
            of = f"{self._lexicon.of_money} " if len(scale) > 5 and self._lexicon.of_money else ""
            if self._lexicon.language == "fr" and currency.unit[1][0] in "aeiouy":
                of = of.replace("e ", "'")
            said = f"{self.value(number)} {scale} {of}{currency.unit[1]}"
        else:
            said = self._small_money(number, currency)
        return self._sign(match) + said

    def _small_money(self, number: str, currency: Currency) -> str:
        whole, _, broken = number.partition(self._lexicon.decimal_sign)
        if len(broken) != 2:
            return self.counted(number, currency.unit)
        said = self.counted(whole, currency.unit)
        cents = broken.lstrip("0")
        if not cents:
            return said
        parts = self.counted(cents, currency.part)
        if not whole.strip("0"):
            return parts
        joint = f" {self._lexicon.and_part} " if self._lexicon.and_part else " "
        return f"{said}{joint}{parts}"

    def _fraction(self, match: re.Match[str]) -> str:
        sign = {"1/2": "½", "1/4": "¼", "3/4": "¾"}.get(match[0])
        if sign is not None:
            return self._lexicon.symbols[sign]
        return f"{match[1]} {self._lexicon.web['/']} {match[2]}"

    def _odd_point(self, match: re.Match[str]) -> str:
        return f" {self._lexicon.web['.']} " if match[1] == "." else ", "

    def _agreed(self, match: re.Match[str]) -> str:
        return self._lexicon.agree(int(match[1]), match[2]) or match[1]


def plain_digits(digits: str) -> str:
    """Return digits as they are read best: as one number, or one by one if they are a code."""
    if (digits.startswith("0") and len(digits) > 1) or len(digits) > _MOST_DIGITS:
        return spaced(digits)
    return digits


def spaced(digits: str) -> str:
    """Return digits with spaces between them, to be read one by one."""
    return " ".join(digits)
