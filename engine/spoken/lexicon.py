"""What a language's module says about reading its written forms aloud."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

Forms: TypeAlias = tuple[str, str]
"""A noun for one and for several."""


class Recogniser(NamedTuple):
    """A kind of written form.

    Attributes:
        pattern: where such a form may stand.
        read: returns what is said, or None where the match is no such form after all. It may look
            at what stands before and after the match in `match.string`, which is as written.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], str | None]


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a text, which is how a long table is easiest to read."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the set of the words of a text."""
    return frozenset(text.split())


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def word_before(match: re.Match[str]) -> str:
    """Return the word that ends before the match with nothing but a space between, or ""."""
    found = re.search(r"([^\W\d_][^\W\d_.'’]*\.?)[\s\u00a0]+$", match.string[: match.start()])
    return found[1] if found else ""


def word_after(match: re.Match[str]) -> str:
    """Return the word that begins after the match with nothing but a space between, or ""."""
    found = re.match(r"[\s\u00a0]+([^\W\d_]+)", match.string[match.end() :])
    return found[1] if found else ""


def point_at_end(match: re.Match[str]) -> str:
    """Return "." where nothing follows a match whose point is that of its sentence, too."""
    ends = match[0].endswith(".") and not match.string[match.end() :].strip(" \"'”’»)")
    return "." if ends else ""


CURRENCY_SIGNS: Final = MappingProxyType(
    {
        "$": "USD",
        "US$": "USD",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "R$": "BRL",
        "₹": "INR",
        "₽": "RUB",
        "₩": "KRW",
        "₺": "TRY",
        "zł": "PLN",
        "C$": "CAD",
        "A$": "AUD",
        **{
            code: code
            for code in word_list("USD EUR GBP JPY BRL CHF INR RUB KRW TRY PLN CAD AUD CNY MXN SEK")
        },
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
    """One language's words and forms.

    Attributes:
        language: ISO 639-1.
        decimal_sign: between whole and broken part of a number; the other of `.` and `,` groups.
        decimal_word: how it is said.
        decimals_by_digit: whether the digits after it are read one by one.
        groups_by_space: whether a plain space may stand between the thousands.
        one_below_two: whether a noun after 0 or 1.5 is in the singular.
        minus: the word before a number below zero.
        range_word: between the ends of a range.
        score_word: between the two sides of a score or ratio.
        over_word: for the slash between two numbers that are no fraction, as in 120/80.
        out_of: for the slash in a mark such as 8/10.
        by_word: between two lengths.
        times_word: after a number, as in "2x".
        per: between two units, as in metres per second.
        of_noun: a noun to what is said of it behind a number in `of_after`: "d'euros".
        of_after: words of round numbers that are nouns themselves, such as "million".
        of_unit: a unit to what is said of it behind a fraction: "three quarters of a mile".
        and_part: between the unit and the hundredths of money.
        feet_and_inches: both amounts with their units, with two {}.
        has_unit_adjectives: whether a unit before its noun is in the singular: a 27-inch screen.
        before_one_unit: lower-case words before a unit without a number that is in the singular.
        scales: words that may stand between a number and its currency, abbreviated or not, and
            how they are read.
        currencies: by ISO 4217 code, those of CURRENCY_SIGNS.
        units: by symbol.
        abbreviations: by lower-case form with its points; matched without regard to case.
        numbered: abbreviations that are such before a number alone, by lower-case form.
        symbols: signs of one or more characters that are read as words.
        phrases: set forms with digits that are read in a way of their own, such as 24/7.
        web: how the marks of an address are read.
        hashtag: the word before a word with `#`.
        directions: the points of the compass behind a coordinate.
        letters: letters whose name the phonemiser misses when they stand alone.
        acronyms: words in capitals that are read as words.
        emphasised: common short words that are no initialisms when somebody writes them in
            capitals.
        initialisms: those of them that are initialisms behind an article, as in "the WHO".
        articles: lower-case words before a noun.
        don: what "D." before a king's name and before a queen's stands for.
        months: the twelve names, in order.
        month_first: whether 3/4/2025 is in March.
        month_and_year: both without a day, with two {}.
        numeral_nouns: lower-case nouns before a Roman numeral that is read as a cardinal number.
        ordinal_nouns: lower-case nouns behind one that is read as an ordinal number, which `gender`
            does not know.
        numeral_words: Roman numerals that are words, too, to a regular expression of what then
            follows them.
        numeral_suffixes: regular expression of what marks a Roman numeral as an ordinal.
        has_ordinal_points: whether a point makes a number an ordinal.
        between_numerals: words between two Roman numerals of one name.
        genitive: ending of a ruler's name that is not part of it.
        cardinal: a number below 10**15 and the gender of what is counted ("m", "f", "n", or ""
            where it stands alone) to words.
        gender: the gender of a noun, or "" where the word is no noun.
        fraction: numerator and denominator to words, or None where nobody says it as a fraction.
        half: by the gender of a unit, what half of it is called, with {} for the unit.
        mixed: whole part, numerator and denominator to words.
        power: the words of an exponent, and its value where it is a number, to what follows the
            base.
        read_time: hour and minute to words.
        full_hour: what `read_time` ends in that is not said before "a.m.".
        clock_words: words behind two times of day that `read_time` has said with them.
        read_date: the match of a date, day, month and year in words, to the date's words; no year
            is None.
        read_year: a year from 1100 on to words, or None where years are said as other numbers.
        read_ordinal: the match of an ordinal, its value and its suffix as written ("" behind a
            Roman numeral), to words, or None where it is none.
        ordinal_suffixes: regular expression of what marks a number as an ordinal.
        read_ruler: the match of the numeral behind a ruler's name, its value, and whether the ruler
            is a woman, to words.
        read_numeral: value of a Roman numeral and the noun before it, to words.
        time_patterns: regular expressions with groups `hour` and `minute` beside h:mm.
        time_cues: lower-case words before a time of day.
        score_cues: lower-case words of a text in which 21:15 is a score or a ratio.
        phone_patterns: regular expressions of telephone numbers and codes of the language's
            countries that are read digit by digit.
        phone_cues: lower-case words before any digits that are a telephone number.
        phone_groups: digits without a space to the groups in which they are said.
        year_cues: lower-case words before a year.
        count_cues: lower-case words before a number that counts, so is no year.
        count_nouns: lower-case words after a number that counts.
        is_count: the words before and after a number that may be a year, where none of these is
            among them, to whether it counts.
        grammar: recognisers that no other language needs.
    """

    language: str
    decimal_sign: str
    decimal_word: str
    decimals_by_digit: bool
    groups_by_space: bool = True
    one_below_two: bool = False
    minus: str
    range_word: str
    score_word: str
    over_word: str
    out_of: str
    by_word: str
    times_word: str
    per: str
    of_noun: Callable[[str], str] = str
    of_after: tuple[str, ...] = ()
    of_unit: Callable[[str], str] = str
    and_part: str
    feet_and_inches: str = "{} {}"
    has_unit_adjectives: bool = False
    before_one_unit: frozenset[str] = frozenset()
    scales: Mapping[str, Forms]
    currencies: Mapping[str, Currency]
    units: Mapping[str, Forms]
    abbreviations: Mapping[str, str]
    numbered: Mapping[str, str]
    symbols: Mapping[str, str]
    phrases: Mapping[str, str]
    web: Mapping[str, str]
    hashtag: str
    directions: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    acronyms: frozenset[str]
    emphasised: frozenset[str]
    initialisms: frozenset[str] = frozenset()
    articles: frozenset[str]
    don: Forms = ("Dom", "Dona")
    months: tuple[str, ...]
    month_first: bool = False
    month_and_year: str = "{} {}"
    numeral_nouns: frozenset[str]
    ordinal_nouns: frozenset[str] = frozenset()
    numeral_words: Mapping[str, str] = field(default_factory=dict)
    numeral_suffixes: str = ""
    has_ordinal_points: bool = False
    between_numerals: frozenset[str] = frozenset()
    genitive: str = ""
    cardinal: Callable[[int, str], str]
    gender: Callable[[str], str]
    fraction: Callable[[int, int], str | None]
    half: Mapping[str, str]
    mixed: Callable[[int, int, int], str]
    power: Callable[[str, int | None], str]
    read_time: Callable[[int, int], str]
    full_hour: tuple[str, ...] = ()
    clock_words: tuple[str, ...] = ("h",)
    read_date: Callable[[re.Match[str], int, str, str | None], str]
    read_year: Callable[[int], str] | None = None
    read_ordinal: Callable[[re.Match[str], int, str], str | None]
    ordinal_suffixes: str
    read_ruler: Callable[[re.Match[str], int, bool], str]
    read_numeral: Callable[[int, str], str]
    time_patterns: tuple[str, ...] = ()
    time_cues: frozenset[str]
    score_cues: frozenset[str]
    phone_patterns: tuple[str, ...] = ()
    phone_cues: frozenset[str]
    phone_groups: Callable[[str], list[str]]
    year_cues: frozenset[str] = frozenset()
    count_cues: frozenset[str] = frozenset()
    count_nouns: frozenset[str] = frozenset()
    is_count: Callable[[str, str], bool] = lambda _before, _after: False
    grammar: tuple[Recogniser, ...] = ()
