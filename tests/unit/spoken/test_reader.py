"""What is read aloud is what was written: tables to check by eye, and numbers read back."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.languages import LANGUAGES, spoken_reader
from engine.spoken.lexicon import word_list
from tests.helpers.number_words import (
    MINUS_WORDS,
    decimal_of,
    digits_of,
    number_of,
    year_of,
)

_LEXICONS = {
    code: language.lexicon for code, language in LANGUAGES.items() if language.lexicon is not None
}
_READERS = {language: spoken_reader(language) for language in _LEXICONS}
_TABLES = Path(__file__).parents[2] / "data" / "spoken"
_MARKS = frozenset(" ,.;:!?…'-—")


def _rows(language: str) -> list[tuple[str, str]]:
    lines = (_TABLES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines]
    return [(written, spoken) for written, spoken in rows]


_ALL_ROWS = [(language, *row) for language in _LEXICONS for row in _rows(language)]
_languages = st.sampled_from(sorted(_LEXICONS))


def _grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


def _is_sayable(text: str) -> bool:
    return all(c.isalpha() or unicodedata.combining(c) or c in _MARKS for c in text)


@pytest.mark.parametrize(("language", "written", "spoken"), _ALL_ROWS)
def test_the_tables_hold(language: str, written: str, spoken: str) -> None:
    assert _READERS[language].read(written) == spoken


@pytest.mark.parametrize("language", _LEXICONS)
def test_the_tables_are_long_enough_to_judge_by(language: str) -> None:
    written = [row[0] for row in _rows(language)]
    assert len(set(written)) == len(written) >= 100


@pytest.mark.parametrize(("language", "spoken"), [(row[0], row[2]) for row in _ALL_ROWS])
def test_what_was_read_stays_as_it_is(language: str, spoken: str) -> None:
    assert _is_sayable(spoken)
    assert _READERS[language].read(spoken) == spoken


@settings(deadline=None, max_examples=400)
@given(language=_languages, number=st.integers(0, 10**15 - 1) | st.integers(0, 3000))
def test_whole_numbers_are_read_back(language: str, number: int) -> None:
    read = _READERS[language].read
    # Nine digits are a telephone number in Spain and Portugal.
    assume(not (language in ("es", "pt") and len(str(number)) == 9))
    # A year is a number too, but is said as one.
    if language in ("en", "de") and 1100 <= number <= 2099:
        assert year_of(read(str(number)), language) == number
    else:
        assert number_of(read(str(number)), language) == number


@settings(deadline=None, max_examples=300)
@given(
    language=_languages,
    number=st.integers(1_000_000, 10**15 - 1),
    sign=st.sampled_from([",", ".", "\u202f", "\u00a0", "’", " "]),
)
def test_groups_of_thousands_are_one_number(language: str, number: int, sign: str) -> None:
    written = _grouped(number, sign)
    spoken = _READERS[language].read(f"{written}!").removesuffix("!")
    # Nine digits with plain spaces are a telephone number in Spain and Portugal.
    assume(not (sign == " " and "," in spoken))
    assert number_of(spoken, language) == number


@settings(deadline=None, max_examples=300)
@given(
    language=_languages,
    whole=st.integers(0, 10**7),
    broken=st.text("0123456789", min_size=1, max_size=6),
    is_negative=st.booleans(),
)
def test_decimals_are_read_back(language: str, whole: int, broken: str, is_negative: bool) -> None:
    written = f"{whole}{_LEXICONS[language].decimal_sign}{broken}"
    spoken = _READERS[language].read(("-" if is_negative else "") + written)
    assert spoken.startswith(MINUS_WORDS[language] + " ") == is_negative
    assert decimal_of(spoken.removeprefix(MINUS_WORDS[language] + " "), language) == (whole, broken)


_CURRENCY_WORDS = {
    "en": ("euro", "euros", "cent", "cents", "and"),
    "fr": ("euro", "euros", "centime", "centimes", ""),
    "de": ("Euro", "Euro", "Cent", "Cent", ""),
    "es": ("euro", "euros", "céntimo", "céntimos", "con"),
    "pt": ("euro", "euros", "centavo", "centavos", "e"),
}


@settings(deadline=None, max_examples=400)
@given(
    language=_languages,
    euros=st.integers(0, 999_999),
    cents=st.integers(0, 99),
    signs=st.sampled_from([".", ",", ",.", ".,"]),
    form=st.sampled_from(["€{}", "€ {}", "{} €", "{}€", "EUR {}", "{} EUR"]),
)
def test_prices_are_read_back_whatever_the_sign(
    language: str, euros: int, cents: int, signs: str, form: str
) -> None:
    written = f"{_grouped(euros, signs[:-1])}{signs[-1]}{cents:02}"
    spoken = _READERS[language].read(form.format(written))
    one, several, part, parts, _ = _CURRENCY_WORDS[language]
    if euros == 0 and cents:
        match = re.fullmatch(rf"(.+) (?:{part}|{parts})", spoken)
        assert match is not None
        assert number_of(match[1], language) == cents
        return
    match = re.fullmatch(rf"(.+?) (?:de )?(?:{several}|{one})(?: (?:and |con |e )?(.+))?", spoken)
    assert match is not None, spoken
    assert number_of(match[1], language) == euros
    if cents == 0:
        assert match[2] is None
    else:
        assert match[2].split()[-1] in (part, parts)
        assert number_of(" ".join(match[2].split()[:-1]), language) == cents


@settings(deadline=None, max_examples=400)
@given(data=st.data(), language=_languages, number=st.integers(0, 10**6))
def test_units_are_read_with_their_numbers(data: st.DataObject, language: str, number: int) -> None:
    units = _LEXICONS[language].units
    unit = data.draw(st.sampled_from(sorted(set(units) - {"″"})))
    space = data.draw(st.sampled_from(["", " ", "\u00a0"]))
    # In English, "1460s" is a decade.
    assume(not (language == "en" and unit == "s" and not space and number % 10 == 0))
    spoken = _READERS[language].read(f"{number}{space}{unit}").replace(" d'", " de ")
    noun = next((form for form in reversed(units[unit]) if spoken.endswith(" " + form)), None)
    noun = noun or units[unit][0]
    assert spoken.endswith(" " + noun)
    words = spoken.removesuffix(" " + noun).removesuffix(" de")
    assert number_of(words, language) == number


_MONTHS = {language: _LEXICONS[language].months for language in _LEXICONS}


@settings(deadline=None, max_examples=300)
@given(language=_languages, day=st.dates())
def test_dates_keep_their_month_and_year(language: str, day: object) -> None:
    year, month = int(str(day)[:4]), int(str(day)[5:7])
    assume(year >= 1000)
    for written in (str(day), f"{str(day)[8:]}.{month:02}.{year}"):
        spoken = _READERS[language].read(written)
        name = _MONTHS[language][month - 1]
        assert len(re.findall("|".join(_MONTHS[language]), spoken)) == 1
        assert name in spoken
        words = spoken.rpartition(", " if language == "en" else " de " if "de " in spoken else name)
        if year >= 1100:
            assert year_of(words[2].strip(), language) == year


@settings(deadline=None, max_examples=300)
@given(language=_languages, time=st.times())
def test_times_are_read_back(language: str, time: object) -> None:
    hour, minute = int(str(time)[:2]), int(str(time)[3:5])
    spoken = _READERS[language].read(f"{hour}:{minute:02}")
    patterns = {
        "en": r"(?P<hour>\S+) (?P<minute>.+)",
        "fr": r"(?P<hour>.+) heures?(?: (?P<minute>.+))?",
        "de": r"(?P<hour>.+) Uhr(?: (?P<minute>.+))?",
        "es": r"(?P<hour>\S+)(?: y (?P<minute>.+)| horas| en punto)",
        "pt": r"(?P<hour>.+) horas?(?: e (?P<minute>.+))?",
    }
    match = re.fullmatch(patterns[language], spoken)
    assert match is not None
    if language == "en" and minute == 0:
        assert match["minute"] in ("o'clock", "hundred hours")
        assert number_of(match["hour"], language) == hour
        return
    words = (match["minute"] or "").removesuffix(" eh M")
    expected_hour = 12 if language == "en" and hour == 0 else hour
    assert number_of(match["hour"], language) == expected_hour
    assert (number_of(words, language) if words else 0) == minute


_PHONES = {
    "en": ["({}{}{}) {}{}{}-{}{}{}{}", "1-{}{}{}-{}{}{}-{}{}{}{}", "{}{}{}.{}{}{}.{}{}{}{}"],
    "fr": ["0{}.{}{}.{}{}.{}{}.{}{}", "0{} {}{} {}{} {}{} {}{}", "+33 {} {}{} {}{} {}{} {}{}"],
    "de": ["0{}{}/{}{}{}{}{}{}", "0{}{}{} {}{}{}{}{}{}{}", "+49 {}{}{} {}{}{}{}{}{}{}"],
    "es": ["9{}{} {}{}{} {}{}{}", "6{}{}{}{}{}{}{}{}", "+34 9{}{} {}{}{} {}{}{}"],
    "pt": ["({}{}) 9{}{}{}{}-{}{}{}{}", "+55 {}{} 9{}{}{}{}-{}{}{}{}", "9{}{} {}{}{} {}{}{}"],
}
_CARDS = ["{}{}{}{} {}{}{}{} {}{}{}{} {}{}{}{}", "{}{}{}{}-{}{}{}{}-{}{}{}{}-{}{}{}{}"]


@settings(deadline=None, max_examples=400)
@given(data=st.data(), language=_languages)
def test_telephone_and_card_numbers_are_digits_in_order(data: st.DataObject, language: str) -> None:
    form = data.draw(st.sampled_from(_PHONES[language] + _CARDS))
    digits = data.draw(st.lists(st.integers(1, 9), min_size=16, max_size=16))
    written = form.format(*digits)
    spoken = _READERS[language].read(written)
    if written.startswith("+"):
        spoken = spoken.removeprefix(_LEXICONS[language].symbols["+"] + " ")
    assert digits_of(spoken, language) == re.sub(r"\D", "", written)
    assert spoken.count(",") >= 1


@settings(deadline=None, max_examples=200)
@given(
    language=_languages,
    user=st.from_regex(r"[a-z]{2,8}([._][a-z]{2,8})?", fullmatch=True),
    host=st.from_regex(r"[a-z]{2,8}(-[a-z]{2,6})?", fullmatch=True),
    number=st.integers(0, 99),
)
def test_addresses_are_read_to_their_last_sign(
    language: str, user: str, host: str, number: int
) -> None:
    web = _LEXICONS[language].web
    spoken = _READERS[language].read(f"{user}{number}@{host}.com")
    for sign in "._-@":
        spoken = spoken.replace(f" {web[sign]} ", f" {sign} ")
    parts = re.fullmatch(r"(\S.*?) (\D+?) @ (.+)", spoken)
    assert parts is not None
    assert spoken.endswith(f"@ {host.replace('-', ' - ')} . com")
    words = spoken.partition(" @ ")[0].removeprefix(re.sub(r"([._])", r" \1 ", user)).strip()
    assert number_of(words, language) == number


_SIGNS = st.text(
    alphabet="0123456789.,:;/-–+*=<>≤≥≈±×÷^²³½¼€$£¥%‰°§#&@№\"'’()[]~_|\\ IVXLCDMaehmsx"
)
_PIECES = st.lists(
    st.sampled_from(
        word_list(
            "1.000 3,5 1st 2e 3. 1.º XXe XIV km/h € R$ 5 -2 10:30 2024-13-45 99/99/9999 p. ex. "
            "U.S. http://x.y/z a@b.de M. EE. UU. ½ № ² 🙂 1/0 +49 0 007 z. B. I 5'9\" 24/7 10^6 "
            "x^2 #MeToo §§ ٣٤ Ⅷ ① ℃ 5‰ 1e9 1,2,3 1.2.3 12:30:45 3:2 2x x³ 5€50 $5-10 4x4 D. St. "
            "Dr. V. II. 90er 18-jährige 5,5,5 .5 ,5 5. 1°2'3\"N 0/0 00 1''2 --"
        )
    ),
    max_size=8,
).map(" ".join)


@settings(deadline=None, max_examples=600)
@given(language=_languages, text=st.text(max_size=60) | _SIGNS | _PIECES)
def test_nothing_is_left_unread_in_any_text(language: str, text: str) -> None:
    spoken = _READERS[language].read(text)
    assert _is_sayable(spoken)
    assert spoken == spoken.strip()
    assert "  " not in spoken
    assert _READERS[language].read(text) == spoken


@settings(deadline=None, max_examples=200)
@given(
    language=_languages,
    words=st.lists(st.from_regex(r"[a-zäöüéèñãõç]{3,9}", fullmatch=True), min_size=1, max_size=8),
    mark=st.sampled_from(["", ".", "!", "?", "…"]),
)
def test_plain_words_stay_as_they_are(language: str, words: list[str], mark: str) -> None:
    text = " ".join(words) + mark
    assert _READERS[language].read(text) == text
