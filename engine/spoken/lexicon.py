"""What a language's module says about reading its written forms aloud."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeAlias

Forms: TypeAlias = tuple[str, str]
"""A noun for one and for several."""


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a text, which is how a long table is easiest to read."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the set of the words of a text."""
    return frozenset(text.split())


CURRENCY_SIGNS: Final = MappingProxyType(
    {
        "$": "USD",
        "US$": "USD",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "R$": "BRL",
        **{code: code for code in ("USD", "EUR", "GBP", "JPY", "BRL", "CHF")},
    }
)
"""What amounts are written with: ISO 4217 codes by sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """How an amount of money is named.

    Attributes:
        unit: such as ("dollar", "dollars").
        part: the hundredth, such as ("cent", "cents").
    """

    unit: Forms
    part: Forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's words and forms; plain whole numbers stay in digits for the phonemiser.

    Attributes:
        language: ISO 639-1.
        decimal_sign: between whole and broken part of a number; the other of `.` and `,` groups.
        decimal_word: how it is said.
        decimals_by_digit: whether the digits after it are read one by one.
        minus: the word before a number below zero.
        range_word: between the ends of a range.
        percent: the word after the number.
        per: between two units, as in metres per second.
        of_money: between "million" and the currency.
        and_part: between the unit and the hundredths of money.
        scales: words that may stand between a number and its currency, abbreviated or not, and
            how they are read.
        currencies: by ISO 4217 code, those of CURRENCY_SIGNS; the codes stand for themselves, too.
        units: by symbol.
        abbreviations: by lower-case form with its points; matched without regard to case.
        numbered: abbreviations that are such before a number alone, by lower-case form.
        symbols: single characters that are read as words.
        web: how the marks of an address are read.
        joined_half: how ½ is said after a whole number.
        letters: letters whose name the phonemiser misses when they stand alone.
        words_in_capitals: acronyms that are read as words, and common short words that are no
            initialisms when somebody writes them in capitals.
        months: the twelve names, in order.
        month_first: whether 3/4/2025 is in March.
        counted: nouns before a Roman numeral that is read as a cardinal number.
        read_time: hour and minute to words.
        read_date: day, month and year to words; no year is None.
        read_year: a year from 1100 on to what the phonemiser reads as a year.
        read_ordinal: number and the suffix as written, to words, or None to leave it alone.
        read_monarch: the number after a name to words.
        agree: number and following word to the number's form before it, or None.
        ordinal_suffixes: regular expression of what marks a number as an ordinal.
        time_patterns: regular expressions with groups `hour` and `minute` beside h:mm.
    """

    language: str
    decimal_sign: str
    decimal_word: str
    decimals_by_digit: bool
    minus: str
    range_word: str
    percent: str
    per: str
    of_money: str
    and_part: str
    scales: Mapping[str, str]
    currencies: Mapping[str, Currency]
    units: Mapping[str, Forms]
    abbreviations: Mapping[str, str]
    numbered: Mapping[str, str]
    symbols: Mapping[str, str]
    joined_half: str
    web: Mapping[str, str]
    words_in_capitals: frozenset[str]
    months: tuple[str, ...]
    month_first: bool
    counted: frozenset[str]
    ordinal_suffixes: str
    read_time: Callable[[int, int], str]
    read_date: Callable[[int, str, str | None], str]
    read_year: Callable[[int], str]
    read_ordinal: Callable[[int, str], str | None]
    read_monarch: Callable[[int], str]
    agree: Callable[[int, str], str | None]
    letters: Mapping[str, str] = field(default_factory=dict)
    time_patterns: tuple[str, ...] = ()
