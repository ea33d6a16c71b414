"""What has to arrive unchanged in a translation: amounts, dates, codes, addresses and names.

Each is found in the source and written in the target's form. What the engine reads aloud is found
by the same patterns (engine/spoken).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from engine.languages import LANGUAGES, Language, is_abbreviation
from engine.mt.names import GIVEN_NAMES, is_common, names_of_places
from engine.sentences import starts_sentence
from engine.spoken.codes import CodeReader
from engine.spoken.dates import DateReader
from engine.spoken.lexicon import CURRENCY_SIGNS, Lexicon, any_of
from engine.spoken.numbers import MINUS, NumberReader

_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_NOT_BEFORE: Final = r"(?<![\w.,])(?<!\d[.,:/])"
_GROUP_DIGITS: Final = 3
_SHORT_DIGITS: Final = 4
_NOON: Final = 12
_MOST_SPELT: Final = 100
_MIN_NAME_CHARS: Final = 3
_CODE: Final = re.compile(
    r"(?<![\w-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w]|-\w)"
)
_NAME: Final = re.compile(
    r"(?<!['\u2019])\b[^\W\d_]+(?:-[^\W\d_]+)*(?![^\W\d_]|['\u2019](?:t|m|ve|ll|re|d)\b)"
)
_TIME: Final = re.compile(
    r"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4])(?P<sign>[:hH])(?P<minute>[0-5]\d)(?![\w:])"
    r"(?:\s?(?P<half>[apAP])\.?[mM]\b\.?)?"
)
_HOUR_SIGN: Final = r"\s?(?:[:.]|[hH]|Uhr)\s?"
_HALF_DAY: Final = re.compile(
    r"\s?([ap]\.?m\b|h\b|horas?\b|heures?\b|Uhr\b|o['\u2019]clock)", re.IGNORECASE
)
_UNSAFE_UNITS: Final = frozenset({"in.", "t", "s", "m", "h", "ch", "mn", "mi", "\u2033"})
"""Symbols that may be something else behind a number, such as millions or minutes."""


_QUOTES: Final = "\"'\u201c\u201e\u00ab"


class Kind(StrEnum):
    """What is carried."""

    NUMBER = "number"
    AMOUNT = "amount"
    CODE = "code"
    NAME = "name"
    SWEARING = "swearing"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that has to arrive.

    Attributes:
        start: where it stands in the source.
        end: where it ends.
        kind: what it is.
        form: how the target language writes it.
        is_hard: whether it is never left to the model.
        value: a number's, without grouping, "." for decimals; a name or a term as the source writes
            it; empty for what is none of them.
        others: other values that are as good.
        seen: regular expression of what shows that it arrived, where values do not.
        behind: what has to stand behind its placeholder in the source.
        mild: the word that the model translates in its place; a placeholder where empty.
        is_certain: whether a name is one; the first word of a sentence has a capital anyway.
    """

    start: int
    end: int
    kind: Kind
    form: str
    is_hard: bool = True
    value: str = ""
    others: frozenset[str] = frozenset()
    seen: str = ""
    behind: str = ""
    mild: str = ""
    is_certain: bool = True

    @property
    def looks_like_number(self) -> bool:
        """Whether a number stands best for it."""
        is_amount = self.kind in (Kind.NUMBER, Kind.AMOUNT)
        return is_amount or not any(map(str.isalpha, self.form))


class EntityFinder:
    """Finds what has to arrive in texts of one language, for one target language.

    Args:
        source: ISO 639-1; a language with a lexicon.
        target: the same.
    """

    def __init__(self, source: str, target: str) -> None:
        self._source, self._target = LANGUAGES[source], LANGUAGES[target]
        self._own, self._other = _lexicon(self._source), _lexicon(self._target)
        self._numbers = NumberReader(self._own)
        self._written = NumberReader(self._other)
        self._places = names_of_places(source, target)
        codes = CodeReader(self._own, self._numbers)
        self._addresses = codes.addresses()
        self._codes = codes.recognisers()
        self._dates = DateReader(self._own, self._numbers).recognisers()
        number = self._numbers.pattern
        minus = (
            rf"(?:(?P<minus>(?<![\w)\]])[{MINUS}](?=\S)|(?<!\bo )(?<!\bou )(?<!\bor )"
            rf"\b(?i:{self._own.minus}|minus)\s(?=[{_first_signs()}\d]))\s?)?"
        )
        signs = any_of(CURRENCY_SIGNS)
        units = any_of(
            unit
            for unit in self._own.units
            if unit in self._other.units and unit not in _UNSAFE_UNITS
        )
        scales = any_of(self._own.scales)
        self._scaled = re.compile(rf"\s?(?i:{scales})(?!\w)")
        self._amount = re.compile(
            rf"{minus}(?:(?<!\w)(?P<before>{signs})\s?(?P<after_minus>[{MINUS}])?)?"
            rf"{_NOT_BEFORE}(?P<number>{number})"
            rf"(?:(?P<gap>[\s\u00a0\u202f]?)(?P<unit>{signs}|{units})(?![\w^]))?"
        )
        self._token = re.compile(rf"(?<!\d[.,])(?<!\d){self._written.pattern}")

    def find(self, text: str) -> list[Entity]:
        """What has to arrive, in order, without overlap."""
        found: list[Entity] = []
        for entity in (*self._codes_in(text), *self._amounts_in(text), *self._names(text)):
            if all(entity.end <= one.start or entity.start >= one.end for one in found):
                found.append(entity)
        return sorted(found, key=lambda entity: entity.start)

    def _codes_in(self, text: str) -> Iterator[Entity]:
        """Addresses, times, dates, telephone numbers, codes: what is most particular first."""
        for recogniser in self._addresses:
            yield from map(_verbatim, recogniser.pattern.finditer(text))
        for match in _TIME.finditer(text):
            if match["sign"] == ":" or self._source.numbers.has_hour_letter:
                yield self._time(match)
        for recogniser in self._dates:
            for match in recogniser.pattern.finditer(text):
                if "year" in match.groupdict() and recogniser.read(match) is not None:
                    yield self._date(match)
        for recogniser in self._codes:
            for match in recogniser.pattern.finditer(text):
                if sum(map(str.isdigit, match[0])) > 1 and recogniser.read(match) is not None:
                    yield _verbatim(match)
        yield from map(_verbatim, _CODE.finditer(text))

    def _amounts_in(self, text: str) -> Iterator[Entity]:
        for match in self._amount.finditer(text):
            entity = self._quantity(match)
            if entity is not None:
                yield entity

    def values(self, text: str) -> list[str]:
        """The numbers of a text of the target language, without grouping, "." for decimals."""
        return [self._value(self._written, match[0]) for match in self._token.finditer(text)]

    def spelt(self, value: str) -> str:
        """A number in the target's words; empty where it is too large to be written so."""
        if not value.isdigit() or int(value) > _MOST_SPELT:
            return ""
        return self._other.cardinal(int(value), "")

    def _names(self, text: str) -> Iterator[Entity]:
        if self._source.capitalises_nouns:
            return
        found = [match for match in _NAME.finditer(text) if self._may_be_name(match[0])]
        surnames = {match.start() for match in found if match[0].casefold() not in GIVEN_NAMES}
        for match in found:
            word = match[0]
            is_first = self._is_first(match)
            yield Entity(
                start=match.start(),
                end=match.end(),
                kind=Kind.NAME,
                form=self._places.get(word, word),
                value=word,
                is_hard=False,
                is_certain=not is_first
                or match.end() + 1 in surnames
                or word in self._places
                or word.casefold() in GIVEN_NAMES,
            )

    def _is_first(self, match: re.Match[str]) -> bool:
        """Whether a word would have a capital whatever it is."""
        before = match.string[: match.start()]
        if before.endswith(tuple(_QUOTES)):
            return True
        return starts_sentence(match.string, match.start()) and not self._follows_title(match)

    def _may_be_name(self, word: str) -> bool:
        """Whether a word has a name's capital and is none that languages translate."""
        code = self._source.code
        return (
            len(word) >= _MIN_NAME_CHARS
            and all(part[:1].isupper() and not part.isupper() for part in word.split("-"))
            and word.casefold() not in self._source.small_words.all
            and not is_common(word, code)
        )

    def _follows_title(self, match: re.Match[str]) -> bool:
        before = match.string[: match.start()].split()
        return bool(before) and is_abbreviation(before[-1], self._source.code)

    def _value(self, reader: NumberReader, written: str) -> str:
        whole, _, broken = reader.split(written)
        return f"{whole}.{broken}" if broken else whole

    def _form(self, written: str) -> str:
        """A number as the target language writes it."""
        whole, sign, broken = self._numbers.split(written)
        is_grouped = len(re.sub(r"\D", "", written)) - len(broken) > _GROUP_DIGITS and (
            re.search(r"\d\D\d{3}", written[: len(written) - len(broken) - len(sign)]) is not None
        )
        if is_grouped:
            first = len(whole) % _GROUP_DIGITS or _GROUP_DIGITS
            groups = [whole[:first], *re.findall(r"\d{3}", whole[first:])]
            whole = self._target.numbers.group_sign.join(groups)
        if not broken:
            return whole
        return f"{whole}{self._other.decimal_sign}{broken}"

    def _quantity(self, match: re.Match[str]) -> Entity | None:
        written, unit = match["number"], match["unit"]
        following = match.string[match.end("number") :]
        if re.match(r"[^\W\d_]|[\u00ba\u00aa\u00b0]\w", following) and not unit:
            return None  # an ordinal or a decade
        minus = self._minus(match)
        form = self._form(written)
        value = self._value(self._numbers, written)
        start = match.start("minus") if match["minus"] else match.start("number")
        money = match["before"] or (unit if unit in CURRENCY_SIGNS else None)
        if money:
            start = match.start()
            if self._scaled.match(following):
                return self._scaled_money(match, minus + form)
            shown = self._money(minus, form, money)
            return _amount(start, match.end(), shown, value)
        if unit:
            gap = match["gap"] and _NO_BREAK_SPACE
            if unit == "%":
                gap = _NO_BREAK_SPACE if self._target.numbers.percent_space else ""
            return _amount(start, match.end(), f"{minus}{form}{gap}{unit}", value)
        end = match.end("number")
        if minus:
            return _amount(start, end, minus + form, value)
        is_plain = written.isdigit()
        return Entity(
            start=start,
            end=end,
            kind=Kind.NUMBER,
            form=form,
            is_hard=not is_plain or len(written) > _SHORT_DIGITS,
            value=value,
            others=self._others(value, following) if is_plain else frozenset(),
        )

    def _minus(self, match: re.Match[str]) -> str:
        written = match["minus"] or match["after_minus"]
        if not written:
            return ""
        return written if written.strip() in MINUS else f"{self._other.minus} "

    def _money(self, minus: str, form: str, sign: str) -> str:
        is_first = self._target.numbers.money_sign_first and not sign.isalpha()
        if sign in self._target.numbers.leading_signs:
            return f"{minus}{sign}{_NO_BREAK_SPACE}{form}"
        return f"{minus}{sign}{form}" if is_first else f"{minus}{form}{_NO_BREAK_SPACE}{sign}"

    def _scaled_money(self, match: re.Match[str], form: str) -> Entity:
        """Leave "million" to the model, which takes the currency as a word behind it."""
        sign = match["before"] or match["unit"]
        scale = self._scaled.match(match.string, match.end("number"))
        if scale is None:
            raise AssertionError("the amount has a scale")
        currency = self._own.currencies[CURRENCY_SIGNS[sign]].unit[1]
        return Entity(
            start=match.start(),
            end=scale.end(),
            kind=Kind.AMOUNT,
            form=form,
            value=self._value(self._numbers, match["number"]),
            behind=f"{scale[0]} {self._own.of_noun(currency)}",
        )

    def _others(self, value: str, following: str) -> frozenset[str]:
        half = _HALF_DAY.match(following)
        hour = int(value)
        if half is None or hour > 2 * _NOON:
            return frozenset()
        return frozenset({str((hour + _NOON) % (2 * _NOON)), str(hour)})

    def _time(self, match: re.Match[str]) -> Entity:
        hour, half = int(match["hour"]), (match["half"] or "").casefold()
        numbers, minute = self._target.numbers, match["minute"]
        later = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
        shown = f"{later}" if half and numbers.is_24_hours else match["hour"]
        form = f"{shown}{numbers.hour_sign}{minute}"
        if half and not numbers.is_24_hours:
            form += f" {half}m"
        behind = r"(?!\d)" if minute == "00" else rf"{_HOUR_SIGN}{minute}(?!\d)"
        return Entity(
            start=match.start(),
            end=match.end(),
            kind=Kind.NUMBER,
            form=form,
            is_hard=False,
            value=shown,
            others=frozenset({minute, f"{shown}.{minute}", str(int(minute)), str(later)}),
            seen=rf"(?<!\d)0?{int(shown)}{behind}",
        )

    def _date(self, match: re.Match[str]) -> Entity:
        groups = match.groupdict()
        form = match[0]
        if groups.get("one") and groups.get("sign") == "/":
            one, two = groups["one"], groups["two"]
            own, other = self._own.month_first, self._other.month_first
            can_swap = int(two if other else one) > 0
            if own != other and can_swap and max(int(one), int(two)) <= 31:
                is_first = (int(one) <= _NOON) if own else (int(two) <= _NOON)
                if is_first:
                    form = f"{two}/{one}/{groups['year']}"
        form = form.replace("/", self._target.numbers.date_sign)
        return Entity(start=match.start(), end=match.end(), kind=Kind.CODE, form=form)


def _amount(start: int, end: int, form: str, value: str) -> Entity:
    return Entity(start=start, end=end, kind=Kind.AMOUNT, form=form, value=value)


def _first_signs() -> str:
    """The first characters of currency signs, for a class of characters."""
    return "".join(sorted({re.escape(sign[0]) for sign in CURRENCY_SIGNS}))


def _verbatim(match: re.Match[str]) -> Entity:
    return Entity(start=match.start(), end=match.end(), kind=Kind.CODE, form=match[0])


def _lexicon(language: Language) -> Lexicon:
    if language.lexicon is None:
        raise ValueError(f"the written forms of {language.name} are not known")
    return language.lexicon
