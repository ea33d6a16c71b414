"""Dates, times of day, years and telephone numbers."""

import re
from typing import Final

from engine.spoken.lexicon import CURRENCY_SIGNS, Lexicon, word_set
from engine.spoken.numbers import any_of, spaced

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_TIME: Final = r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])"
_ISO_DATE: Final = r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"
_SHORT_DATE: Final = (
    r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)"
    r"(?![\d/-]|\.\d)"
)
_PHONE: Final = r"(?<![\w.,/-])(?:\+|\(?0|\d{2,4}[ -]\d{2,4}[ -])[\d ()-]{4,}\d(?![\w,]|\.\d)"
_YEARS: Final = re.compile(r"(?<![\w.,/-])([12]\d{3})\s?[-–—]\s?([12]\d{3})(?![\w/-]|[.,]\d)")
_DECADE_NAMES: Final = {
    "20": "twenties",
    "30": "thirties",
    "40": "forties",
    "50": "fifties",
    "60": "sixties",
    "70": "seventies",
    "80": "eighties",
    "90": "nineties",
}
# What a German day before its month takes where it is not "der dritte".
_GERMAN_WEAK: Final = word_set(
    "am dem den vom zum im beim des einem einer eines jedem jeden seit bis ab diesem diesen dieses "
    "meinem seinem ihrem unserem"
)
_GERMAN_ARTICLES: Final = word_set("der die das diese jede eine")


class DateReader:
    """Reads one language's dates and times."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        months = "|".join(lexicon.months)
        self._times = [
            re.compile(rf"(?<![\w:.,])(?:{p})(?!\w)") for p in (*lexicon.time_patterns, _TIME)
        ]
        self._iso_date = re.compile(_ISO_DATE)
        self._short_date = re.compile(_SHORT_DATE)
        self._phone = re.compile(_PHONE)
        counted = any_of([*CURRENCY_SIGNS, *lexicon.units, *lexicon.scales, "%"])
        self._year = re.compile(
            rf"(?<![\w.,/$€£¥-])(?<![$€£¥]\s)(\d{{4}})(?![\w/]|[.,-]\d|\s?(?:{counted})(?!\w))"
        )
        self._english_days = re.compile(
            rf"\b(?P<month>{months}) (?P<day>[0-3]?\d)(?!\d|:|[.,]\d| \d)"
            rf"(?:,? (?P<year>\d{{4}})\b)?"
            rf"|(?<![\d.,])(?P<day2>[0-3]?\d) (?P<month2>{months})\b"
        )
        self._first_of_month = re.compile(rf"(?<![\d.,])1 (?=(?:de )?(?:{months})\b)")
        self._german_ordinal = re.compile(
            rf"(?:(?P<before>\b\w+) )?(?<![\w.,])(?P<day>\d{{1,2}})\. "
            rf"(?=(?P<month>{months})\b|(?P<noun>\w))"
        )
        self._decade = re.compile(r"(?<![\w.,])(?P<century>\d\d)?['’]?(?P<decade>[2-9]0)s\b")

    def read(self, text: str) -> str:
        """Read everything about time, and telephone numbers, in a text."""
        text = self._iso_date.sub(self._iso, text)
        text = self._short_date.sub(self._short, text)
        for pattern in self._times:
            text = pattern.sub(self._time, text)
        text = self._phone.sub(self._telephone, text)
        if self._lexicon.language == "en":
            text = self._english_days.sub(self._english_day, text)
            text = self._decade.sub(self._decade_words, text)
        if self._lexicon.language == "de":
            text = self._german_ordinal.sub(self._german_day, text)
        if self._lexicon.language in ("fr", "es", "pt"):
            first = self._lexicon.read_date(1, "", None).split()[0]
            text = self._first_of_month.sub(f"{first} ", text)
        return text

    def read_years(self, text: str) -> str:
        """Read numbers of four digits as years where the language says these differently."""
        text = _YEARS.sub(rf"\1 {self._lexicon.range_word} \2", text)
        return self._year.sub(self._year_words, text)

    def _year_words(self, match: re.Match[str]) -> str:
        year = int(match[1])
        return self._lexicon.read_year(year) if 1100 <= year <= 2099 else match[1]

    def _date(self, day: int, month: int, year: str) -> str | None:
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        said = year
        if len(year) == 2:
            said = f"20{year}" if int(year) < 50 else f"19{year}"
        return self._lexicon.read_date(day, self._lexicon.months[month - 1], said)

    def _iso(self, match: re.Match[str]) -> str:
        return self._date(int(match["day"]), int(match["month"]), match["year"]) or match[0]

    def _short(self, match: re.Match[str]) -> str:
        one, two = int(match["one"]), int(match["two"])
        month_first = self._lexicon.month_first and match["sign"] == "/"
        day, month = (two, one) if month_first else (one, two)
        return (
            self._date(day, month, match["year"])
            or self._date(month, day, match["year"])
            or match[0]
        )

    def _time(self, match: re.Match[str]) -> str:
        minute = int(match["minute"] or 0)
        if match["hour"] == "0" and not match["minute"]:
            return match[0]
        said = self._lexicon.read_time(int(match["hour"]), minute)
        if self._lexicon.language == "en" and re.match(
            r"\s?[ap]\.?m\b", match.string[match.end() :]
        ):
            said = said.removesuffix(" o'clock").removesuffix(" hundred hours")
        return said

    def _telephone(self, match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        groups = [group for group in re.split(r"[ ()-]+", match[0].lstrip("+")) if group]
        is_grouped_number = all(len(group) == 3 for group in groups[1:]) and "-" not in match[0]
        plausible = 7 <= len(digits) <= 15 and len(groups) > 1
        if not plausible or (is_grouped_number and match[0][0] not in "+0("):
            return match[0]
        plus = f"{self._lexicon.symbols['+']} " if match[0].startswith("+") else ""
        return plus + ", ".join(spaced(group) for group in groups)

    def _english_day(self, match: re.Match[str]) -> str:
        day = int(match["day"] or match["day2"])
        if not 1 <= day <= 31:
            return match[0]
        if match["day2"]:
            return f"{self._lexicon.read_ordinal(day, 'th')} {match['month2']}"
        return self._lexicon.read_date(day, match["month"], match["year"])

    def _german_day(self, match: re.Match[str]) -> str:
        before = match["before"] or ""
        word = before.casefold()
        known = word in _GERMAN_WEAK or word in _GERMAN_ARTICLES
        noun = match["noun"] or ""
        if not (match["month"] or known or noun.islower()):
            return match[0]
        weak = word in _GERMAN_WEAK or (match["month"] and word not in _GERMAN_ARTICLES)
        said = self._lexicon.read_ordinal(int(match["day"]), "ten" if weak else "te")
        return f"{before} {said} " if before else f"{said} "

    def _decade_words(self, match: re.Match[str]) -> str:
        name = _DECADE_NAMES[match["decade"]]
        return f"{match['century']} {name}" if match["century"] else name
