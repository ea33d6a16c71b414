"""Dates, times of day and years."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    CURRENCY_SIGNS,
    Lexicon,
    Recogniser,
    any_of,
    word_after,
    word_before,
)
from engine.spoken.numbers import NumberReader

_CLOCK: Final = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_HALF_DAY: Final = re.compile(r"\s?[ap]\.?m\b", re.IGNORECASE)
_FIRST_YEAR: Final = 1100
_LAST_YEAR: Final = 2099


class DateReader:
    """Reads one language's dates and times."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._lexicon = lexicon
        self._numbers = numbers

    def recognisers(self) -> list[Recogniser]:
        """Return what finds dates and times, the most specific first."""
        iso = r"(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
        clock = r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
        patterns = [
            (
                (
                    rf"(?<![\w-]){iso}(?:T|\s)(?=\d){clock}(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
                    r"(?:(?P<zone>Z)|(?P<offset>[+−-]\d\d):?(?P<offset_minute>\d\d)?)?(?![\w:])"
                ),
                self._timestamp,
            ),
            (rf"(?<![\w-]){iso}(?![\w-]|[/.]\d)", self._iso),
            (
                (
                    r"(?<![\w/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)"
                    r"(?P<year>\d{4}|\d\d)(?![\w/-]|\.\d)"
                ),
                self._short,
            ),
            (
                r"(?<![\w/.-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/])",
                self._month,
            ),
            (
                rf"(?<![\w:.,]){clock}:(?P<second>[0-5]\d)(?:[.,](?P<part>\d+))?(?![\w:])",
                self._duration,
            ),
            *(
                (rf"(?<![\w:.,])(?:{pattern})(?!\w)", self._time)
                for pattern in self._lexicon.time_patterns
            ),
            (
                (
                    rf"(?<![\w:.,])(?P<from>{_CLOCK})\s?[-–—]\s?(?P<to>{_CLOCK})(?![\w:])"
                    rf"(?:\s(?:{any_of(self._lexicon.clock_words)})\b)?"
                ),
                self._times,
            ),
            (rf"(?<![\w:.,]){clock}(?!\d|:\d)", self._time_or_score),
            (
                r"(?<=\d[hH])\s?[-–]\s?(?=\d{1,2}\s?[hH])",
                lambda _: f" {self._lexicon.range_word} ",
            ),
            (
                (
                    r"(?<![\w.,/-])(?P<from>(?:1[1-9]|20)\d\d)\s?(?P<sign>[-–—/])\s?"
                    r"(?P<to>(?:1[1-9]|20)?\d\d)(?![\w/-]|[.,]\d)"
                ),
                self._years,
            ),
        ]
        return [Recogniser(re.compile(pattern), read) for pattern, read in patterns]

    def years(self) -> list[Recogniser]:
        """Return what finds years that stand alone, where these are said as no other number is."""
        if self._lexicon.read_year is None:
            return []
        counted = any_of([*CURRENCY_SIGNS, *self._lexicon.units, *self._lexicon.scales])
        pattern = (
            rf"(?<![\w.,/$€£¥-])(?<![$€£¥]\s)(?P<year>\d{{4}})"
            rf"(?![\w/^]|[.,:]\d|-\d|\s?(?:{counted})(?!\w))"
        )
        return [Recogniser(re.compile(pattern), self._lone_year)]

    def year(self, year: int) -> str:
        """Return the words of a year."""
        if self._lexicon.read_year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
            return self._lexicon.cardinal(year, "")
        return self._lexicon.read_year(year)

    def _date(self, match: re.Match[str], day: int, month: int, year: str) -> str | None:
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        if len(year) == 2:
            year = f"20{year}" if int(year) < 50 else f"19{year}"
        return self._lexicon.read_date(
            match, day, self._lexicon.months[month - 1], self.year(int(year))
        )

    def _iso(self, match: re.Match[str]) -> str | None:
        return self._date(match, int(match["day"]), int(match["month"]), match["year"])

    def _timestamp(self, match: re.Match[str]) -> str | None:
        date = self._iso(match)
        if date is None:
            return None
        said = f"{date}, {self._lexicon.read_time(int(match['hour']), int(match['minute']))}"
        if match["second"] and match["second"] != "00":
            said += f" {self._numbers.counted(str(int(match['second'])), self._lexicon.units['s'])}"
        if match["zone"]:
            return f"{said} U T C"
        if match["offset"]:
            hours = int(match["offset"][1:])
            sign = self._lexicon.symbols["+"] if match["offset"][0] == "+" else self._lexicon.minus
            said = f"{said} U T C {sign} {self._lexicon.cardinal(hours, '')}"
            if int(match["offset_minute"] or 0):
                said += f" {self._lexicon.cardinal(int(match['offset_minute']), '')}"
        return said

    def _short(self, match: re.Match[str]) -> str | None:
        one, two = int(match["one"]), int(match["two"])
        month_first = self._lexicon.month_first and match["sign"] == "/"
        day, month = (two, one) if month_first else (one, two)
        year = match["year"]
        return self._date(match, day, month, year) or self._date(match, month, day, year)

    def _month(self, match: re.Match[str]) -> str:
        month = self._lexicon.months[int(match["month"]) - 1]
        return self._lexicon.month_and_year.format(month, self.year(int(match["year"])))

    def _duration(self, match: re.Match[str]) -> str:
        said = [self._lexicon.read_time(int(match["hour"]), int(match["minute"]))]
        seconds = str(int(match["second"]))
        if match["part"]:
            seconds += f"{self._lexicon.decimal_sign}{match['part']}"
        if seconds != "0":
            said.append(self._numbers.counted(seconds, self._lexicon.units["s"]))
        return " ".join(said)

    def _time(self, match: re.Match[str]) -> str | None:
        minute = int(match["minute"] or 0)
        if match["hour"] == "0" and not match["minute"]:
            return None
        said = self._lexicon.read_time(int(match["hour"]), minute)
        if _HALF_DAY.match(match.string, match.end()):
            for ending in self._lexicon.full_hour:
                said = said.removesuffix(ending)
        return said

    def _time_or_score(self, match: re.Match[str]) -> str | None:
        words = set(re.findall(r"[^\W\d_]+", match.string.casefold()))
        is_time = word_before(match).casefold() in self._lexicon.time_cues
        if not is_time and words & self._lexicon.score_cues:
            return None
        return self._time(match)

    def _times(self, match: re.Match[str]) -> str:
        ends = (self._lexicon.read_time(*map(int, match[end].split(":"))) for end in ("from", "to"))
        return f" {self._lexicon.range_word} ".join(ends)

    def _years(self, match: re.Match[str]) -> str | None:
        first, last = int(match["from"]), match["to"]
        full = int(last if len(last) == 4 else f"{first // 100}{last}")
        if full <= first or (match["sign"] == "/" and full != first + 1):
            return None
        said = self.year(full) if len(last) == 4 else self._numbers.whole(last)
        joint = " " if match["sign"] == "/" else f" {self._lexicon.range_word} "
        return f"{self.year(first)}{joint}{said}"

    def _lone_year(self, match: re.Match[str]) -> str | None:
        year = int(match["year"])
        if not _FIRST_YEAR <= year <= _LAST_YEAR or self._counts(match):
            return None
        return self.year(year)

    def _counts(self, match: re.Match[str]) -> bool:
        """Tell whether a number that could be a year is one of people or things."""
        lexicon = self._lexicon
        before, after = word_before(match).casefold().rstrip("."), word_after(match)
        if before in lexicon.year_cues:
            return False
        if before in lexicon.count_cues or after.casefold() in lexicon.count_nouns:
            return True
        return lexicon.is_count(before, after)
