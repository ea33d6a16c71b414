"""Numbers and what they count: money, units, ranges, fractions, ratios, powers."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    CURRENCY_SIGNS,
    Currency,
    Lexicon,
    Recogniser,
    any_of,
    point_at_end,
    word_after,
    word_before,
)
from engine.spoken.numbers import MINUS, NumberReader

_DASH: Final = "[-–—−]"
_FEET: Final = "(?:['’′]|ft\\b)"
_INCHES: Final = "(?:[\"”″]|''|’’|′′|in\\b)"
_MOST_IN_SCORE: Final = 200
_AGREED_NOUN_LENGTH: Final = 3


class QuantityReader:
    """Reads one language's numbers and what is counted by them."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._lexicon = lexicon
        self._numbers = numbers
        self._units = {
            symbol.replace("²", "^2").replace("³", "^3"): forms
            for symbol, forms in lexicon.units.items()
        }
        self._currencies = {
            form: currency
            for currency in reversed(list(lexicon.currencies.values()))
            for form in currency.unit
        }
        # The unit's case tells milli from mega; that of words such as "Million" tells nothing.
        self._scales = {scale.casefold(): forms for scale, forms in lexicon.scales.items()}

    def recognisers(self) -> list[Recogniser]:
        """Return what finds quantities, the most specific first."""
        number = self._numbers.pattern
        first, second = rf"(?<!\w)(?P<first>{number})", rf"(?P<second>{number})"
        minus = rf"(?:(?<![\w)\]])(?P<minus>[{MINUS}])\s?)?"
        minus2 = rf"(?P<minus2>[{MINUS}])?"
        money = rf"(?i:{any_of(CURRENCY_SIGNS)})"
        units = any_of(self._units)
        unit = rf"(?:{units})(?![\w^])"
        scale = rf"(?i:{any_of(self._scales)})(?!\w)"
        per = rf"(?:\s?/\s?(?P<per_number>\d+\s?)?(?P<per>{units}|[^\W\d_]+)(?![\w^]))?(?!\w)"
        to = rf"(?:\s?{_DASH}\s?(?:{money}\s?)?{minus2}{second})?"
        scaled = rf"(?:\s?(?P<scale>{scale}))?"
        currency = any_of(self._currencies)
        times = r"\s?[x×]\s?"
        length = rf"(?<!\w){number}(?:\s?{unit})?"
        patterns = (
            (
                rf"(?<!\w)(?:(?P<minus>[{MINUS}])\s?)?(?P<money>{money})\s?(?P<minus1>[{MINUS}])?"
                rf"(?P<first>{number}){to}{scaled}{per}"
            ),
            (
                rf"{minus}{first}(?:\s?{money})?{to}{scaled}[\s-]?(?P<money>{money})"
                rf"(?P<part>\s?\d\d(?!\d))?{per}"
            ),
            rf"{minus}{first}(?<=[.,]\d\d)\s(?P<currency>{currency})(?!\w)",
            rf"(?<![\w/])(?P<feet>\d+)\s?{_FEET}\s?(?P<inches>1[01]|\d)\s?{_INCHES}",
            rf"(?<![\w/])(?P<inches>{number})\s?[\"”″](?!\w)",
            r"(?<![\w/])(?P<feet>\d+)\s?[′](?!\w)",
            (
                rf"{minus}{first}°\s?(?:(?P<minutes>\d+(?:[.,]\d+)?)\s?['’′]\s?)?"
                rf"(?:(?P<seconds>\d+(?:[.,]\d+)?)\s?{_INCHES}\s?)?"
                r"(?P<direction>[NSEWOL])?(?!\w)"
            ),
            rf"{first}(?:\s?{unit})?{times}(?={length}{times}{number})",
            rf"{first}(?:\s?{unit})?{times}{second}(?:\s?(?P<unit>{unit}))?(?!\w|\^)",
            (
                rf"{minus}{first}(?:\s?(?P<unit1>{unit}))?{to}(?:\s|-(?!\d))?"
                rf"(?P<unit>{units}){per}(?:\.(?=\s[a-z]))?"
            ),
            rf"(?<![^\s(])(?P<unit>(?:{units})(?:(?<=\^[23])|(?<=[^\W\d_]/[hsm])))(?![\w^])",
            rf"{minus}{first}\s?(?P<scale>{scale})",
            (
                rf"(?<!\w)(?P<base>{number}|[^\W\d_]{{1,2}})\s?\^\s?[({{]?(?P<minus>[-−])?"
                r"(?P<exponent>\d+|[^\W\d_](?!\w))[)}]?"
            ),
            rf"{minus}(?<!\w)(?P<base>{number})[eE](?P<exponent>[-+−]?\d{{1,3}})(?!\w)",
            rf"(?<![\w/])1/2\s*(?P<unit>{units})(?![\w^])",
            (
                rf"(?<![\w/]){minus}(?:(?P<whole>\d+)[ \u00a0])?(?P<top>\d+)\s?[/⁄]\s?"
                r"(?P<bottom>\d+)(?![\w/⁄])"
            ),
            rf"(?<=\d/\d)\s*(?P<unit>{units})(?![\w^])",
            r"(?<![\w:])(?P<first>\d+)\s?:\s?(?P<second>\d+)(?![\w:])",
            rf"{first}(?P<dash>\s?{_DASH}\s?){minus2}{second}(?![\w/]|{_DASH}\w)",
            rf"{first}\s?[x×](?!\w|\s?\d)",
            rf"{minus}{first}\s(?P<noun>[^\W\d_]{{3,}})",
            rf"{minus}{first}(?!\w)",
            r"(?<=[\w.])\s?–\s?(?=\d)",
        )
        readings = (
            self._money,
            self._money,
            self._named_money,
            self._feet,
            self._inches,
            self._feet,
            self._coordinate,
            self._further_dimension,
            self._dimensions,
            self._unit,
            self._lone_unit,
            self._scale,
            self._power,
            self._scientific,
            self._half,
            self._fraction,
            self._unit_of_fraction,
            self._ratio,
            self._range,
            self._times,
            self._millions,
            self._number,
            lambda _: f" {self._lexicon.range_word} ",
        )
        return [
            Recogniser(re.compile(pattern), read)
            for pattern, read in zip(patterns, readings, strict=True)
        ]

    # Money and units

    def _money(self, match: re.Match[str]) -> str | None:
        lexicon = self._lexicon
        # "cad" and "real" are words, and codes are written in capitals.
        written = match["money"]
        if written.isalpha() and written != written.upper() and written != "zł":
            return None
        currency = lexicon.currencies[
            CURRENCY_SIGNS[written.upper() if written != "zł" else written]
        ]
        groups = match.groupdict()
        first, second = match["first"], match["second"]
        if groups.get("part"):
            first = f"{first}{lexicon.decimal_sign}{groups['part'].strip()}"
        minus = match["minus"] or groups.get("minus1")
        if match["scale"]:
            number = second or first
            noun = self._numbers.noun(number, self._scales[match["scale"].casefold()])
            said = self._one(first, minus, noun)
            if second:
                said = f"{said} {lexicon.range_word} {self._one(second, match['minus2'], noun)}"
            said = self._numbers.joined(f"{said} {noun}", currency.unit[1])
        elif second:
            noun = self._numbers.noun(second, currency.unit)
            if self._has_cents(first) or self._has_cents(second):
                said = (
                    f"{self._signed(minus)}{self._amount(first, currency)} {lexicon.range_word} "
                    f"{self._amount(second, currency)}"
                )
            else:
                said = (
                    f"{self._one(first, minus, noun)} {lexicon.range_word} "
                    f"{self._one(second, match['minus2'], noun)} {noun}"
                )
        else:
            said = self._signed(minus) + self._amount(first, currency)
        return said + self._per(match)

    def _named_money(self, match: re.Match[str]) -> str | None:
        currency = self._currencies[match["currency"]]
        if not self._has_cents(match["first"]):
            return None
        return self._signed(match["minus"]) + self._amount(match["first"], currency)

    def _has_cents(self, written: str) -> bool:
        return len(self._numbers.split(written)[2]) == 2

    def _amount(self, written: str, currency: Currency) -> str:
        if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", written):
            # No price has three decimals: whatever the sign, it stands for thousands.
            return self._numbers.counted(re.sub(r"\D", "", written), currency.unit)
        whole, _, broken = self._numbers.split(written)
        if len(broken) != 2:
            return self._numbers.counted(written, currency.unit)
        said = self._numbers.counted(whole, currency.unit)
        cents = broken.lstrip("0")
        if not cents:
            return said
        parts = self._numbers.counted(cents, currency.part)
        if not whole.strip("0"):
            return parts
        joint = f" {self._lexicon.and_part} " if self._lexicon.and_part else " "
        return f"{said}{joint}{parts}"

    def _signed(self, minus: str | None) -> str:
        return f"{self._lexicon.minus} " if minus else ""

    def _one(self, written: str, minus: str | None, noun: str) -> str:
        return self._signed(minus) + self._numbers.say(written, self._lexicon.gender(noun))

    def _per(self, match: re.Match[str]) -> str:
        per = match["per"]
        if not per:
            return ""
        unit = self._units.get(per)
        if match["per_number"]:
            number = match["per_number"].strip()
            noun = self._numbers.noun(number, unit) if unit else per
            return f" {self._lexicon.per} {self._one(number, None, noun)} {noun}"
        return f" {self._lexicon.per} {unit[0] if unit else per}"

    def _unit(self, match: re.Match[str]) -> str | None:
        forms = self._units[match["unit"]]
        first, second = match["first"], match["second"]
        unit1 = match["unit1"]
        if unit1 and not second:
            return None
        if not second:
            compound = match.string[match.start("unit") - 1] == "-"
            if compound:
                return self._one(first, match["minus"], forms[0]) + f" {forms[0]}{self._per(match)}"
            return (
                self._signed(match["minus"])
                + self._numbers.counted(first, forms)
                + self._per(match)
            )
        noun = self._numbers.noun(second, forms)
        said = self._one(first, match["minus"], noun)
        if unit1 and unit1 != match["unit"]:
            said = self._signed(match["minus"]) + self._numbers.counted(first, self._units[unit1])
        return (
            f"{said} {self._lexicon.range_word} {self._one(second, match['minus2'], noun)} {noun}"
            f"{self._per(match)}"
        )

    def _lone_unit(self, match: re.Match[str]) -> str:
        before = word_before(match).casefold()
        is_one = before == self._lexicon.per or before in self._lexicon.before_one_unit
        return self._units[match["unit"]][0 if is_one else 1]

    def _scale(self, match: re.Match[str]) -> str | None:
        scale = match["scale"]
        # A lone letter is a unit or a code unless there is money.
        if len(scale) < 2:
            return None
        noun = self._numbers.noun(match["first"], self._scales[scale.casefold()])
        if noun == "mil":  # "duzentas mil pessoas": what is counted is behind it
            return self._agreed(match, match["first"]) + f" {noun}"
        point = point_at_end(match)
        return f"{self._one(match['first'], match['minus'], noun)} {noun}{point}"

    def _feet(self, match: re.Match[str]) -> str | None:
        groups = match.groupdict()
        feet, inches = match["feet"], groups.get("inches")
        units = self._lexicon.units
        if inches is None:
            return self._numbers.counted(feet, units["ft"])
        return self._lexicon.feet_and_inches.format(
            self._numbers.counted(feet, units["ft"]), self._numbers.counted(inches, units["″"])
        )

    def _inches(self, match: re.Match[str]) -> str | None:
        # What closes a quotation is no sign of inches.
        before = match.string[: match.start()]
        if before.count('"') % 2 or before.count("“") + before.count("„") > before.count("”"):
            return None
        inch = self._lexicon.units["″"]
        if self._lexicon.has_unit_adjectives and word_after(match).islower():
            return f"{self._numbers.say(match['inches'])} {inch[0]}"
        return self._numbers.counted(match["inches"], inch)

    def _coordinate(self, match: re.Match[str]) -> str | None:
        if not (match["minutes"] or match["seconds"] or match["direction"]):
            return None
        direction = self._lexicon.directions.get(match["direction"] or "")
        if direction is None and match["direction"]:
            return None
        units = self._lexicon.units
        said = [self._signed(match["minus"]) + self._numbers.counted(match["first"], units["°"])]
        if match["minutes"]:
            said.append(self._numbers.counted(match["minutes"], units["min"]))
        if match["seconds"]:
            said.append(self._numbers.counted(match["seconds"], units["s"]))
        return " ".join([*said, direction] if direction else said)

    def _further_dimension(self, match: re.Match[str]) -> str:
        return f"{self._numbers.say(match['first'])} {self._lexicon.by_word} "

    def _dimensions(self, match: re.Match[str]) -> str:
        first, second = match["first"], match["second"]
        if match["unit"]:
            said = self._numbers.counted(second, self._units[match["unit"]])
            return f"{self._numbers.say(first)} {self._lexicon.by_word} {said}"
        rest, before = match.string[match.end() :], match.string[: match.start()]
        is_product = "×" in match[0] and not before.endswith(("x ", "× "))
        is_product = is_product or re.match(r"\s?=", rest) is not None
        word = self._lexicon.symbols["×"] if is_product else self._lexicon.by_word
        return f"{self._numbers.say(first)} {word} {self._numbers.say(second)}"

    def _times(self, match: re.Match[str]) -> str:
        noun = self._lexicon.times_word
        return f"{self._one(match['first'], None, noun)} {noun}"

    # Signs between numbers

    def _power(self, match: re.Match[str]) -> str:
        exponent, base = match["exponent"], match["base"]
        minus = self._signed(match["minus"])
        value = int(exponent) if exponent.isdigit() and not minus else None
        words = minus + (self._numbers.whole(exponent) if exponent.isdigit() else exponent)
        said = " ".join(base) if base.isalpha() else self._numbers.say(base)
        return f"{said} {self._lexicon.power(words, value)}"

    def _scientific(self, match: re.Match[str]) -> str:
        exponent = match["exponent"].lstrip("+")
        minus = self._signed(exponent[0] if exponent[0] in MINUS else None)
        ten = self._lexicon.power(minus + self._numbers.whole(exponent.lstrip(MINUS)), None)
        base = self._signed(match["minus"]) + self._numbers.say(match["base"])
        return f"{base} {self._lexicon.symbols['×']} {self._lexicon.cardinal(10, '')} {ten}"

    def _fraction_words(self, match: re.Match[str], top: int, bottom: int) -> str | None:
        if match["whole"]:
            said: str | None = self._lexicon.mixed(int(match["whole"]), top, bottom)
        else:
            said = self._lexicon.fraction(top, bottom)
        return None if said is None else self._signed(match["minus"]) + said

    def _fraction(self, match: re.Match[str]) -> str | None:
        top, bottom = int(match["top"]), int(match["bottom"])
        is_plain = not match["top"].startswith("0") and not match["bottom"].startswith("0")
        if is_plain and top < bottom and bottom not in (10, 20, 100):
            said = self._fraction_words(match, top, bottom)
            if said is not None:
                return said
        if match["whole"]:
            return None if int(match["whole"]) > 0 and not is_plain else self._over_after(match)
        return self._signed(match["minus"]) + self._over(match["top"], match["bottom"])

    def _half(self, match: re.Match[str]) -> str:
        unit = self._units[match["unit"]][0]
        return self._lexicon.half[self._lexicon.gender(unit)].format(unit)

    def _unit_of_fraction(self, match: re.Match[str]) -> str:
        one, several = self._units[match["unit"]]
        if re.search(r"\d[ \u00a0]\d+/\d$", match.string[: match.start()]):
            return f" {several}"
        return f" {self._lexicon.of_unit(one)}"

    def _over_after(self, match: re.Match[str]) -> str:
        whole = self._signed(match["minus"]) + self._numbers.whole(match["whole"])
        return f"{whole}, {self._over(match['top'], match['bottom'])}"

    def _over(self, top: str, bottom: str) -> str:
        is_mark = bottom in ("10", "20", "100") and int(top) <= int(bottom)
        word = self._lexicon.out_of if is_mark else self._lexicon.over_word
        return f"{self._numbers.whole(top)} {word} {self._numbers.whole(bottom)}"

    def _ratio(self, match: re.Match[str]) -> str:
        return (
            f"{self._numbers.whole(match['first'])} {self._lexicon.score_word} "
            f"{self._numbers.whole(match['second'])}"
        )

    def _range(self, match: re.Match[str]) -> str | None:
        first, second, dash = match["first"], match["second"], match["dash"]
        lexicon = self._lexicon
        ends = [self._numbers.say(first, counts=False), self._numbers.say(second, counts=False)]
        low, high = (self._worth(number) for number in (first, second))
        if match["minus2"]:
            return f"{ends[0]} {lexicon.range_word} {lexicon.minus} {ends[1]}"
        if re.match(r"\s?=", match.string[match.end() :]):
            return f"{ends[0]} {lexicon.minus} {ends[1]}"
        if low < high:
            ends = [self._agreed(match, first), self._agreed(match, second)]
            return f"{ends[0]} {lexicon.range_word} {ends[1]}"
        if dash.strip() != dash:
            return f"{ends[0]} {lexicon.minus} {ends[1]}"
        if low < _MOST_IN_SCORE:
            return f"{ends[0]} {lexicon.score_word} {ends[1]}"
        return " ".join(ends)

    def _worth(self, written: str) -> float:
        whole, _, broken = self._numbers.split(written)
        return float(f"{whole}.{broken or 0}")

    def _millions(self, match: re.Match[str]) -> str | None:
        """Say "un million d'habitants" where a round number and its noun are joined."""
        said = self._numbers.say(match["first"])
        noun = match["noun"]
        if not self._lexicon.gender(noun) or not noun.islower():
            return None
        joined = self._numbers.joined(said, noun)
        return self._signed(match["minus"]) + joined if joined != f"{said} {noun}" else None

    def _number(self, match: re.Match[str]) -> str:
        return self._signed(match["minus"]) + self._agreed(match, match["first"])

    def _agreed(self, match: re.Match[str], written: str) -> str:
        """Say a number as the noun behind it demands."""
        noun = word_after(match)
        gender = self._lexicon.gender(noun) if len(noun) >= _AGREED_NOUN_LENGTH else ""
        return self._numbers.say(written, gender, counts=False)
