"""Reads number words back to numbers, without anything of the product."""

import re
from collections.abc import Mapping
from typing import Final

_SMALL: Final[Mapping[str, str]] = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze "
    "dezesseis dezessete dezoito dezenove vinte",
}
_MORE: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {"oh": 0, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
    | {"eighty": 80, "ninety": 90},
    "fr": {"une": 1, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "de": {"ein": 1, "eine": 1, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60}
    | {"siebzig": 70, "achtzig": 80, "neunzig": 90},
    "es": {"un": 1, "una": 1, "veintiuno": 21, "veintiún": 21, "veintiuna": 21, "veintidós": 22}
    | {"veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26}
    | {"veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40}
    | {"cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100}
    | {"ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400}
    | {"quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800}
    | {"novecientos": 900},
    "pt": {
        "uma": 1,
        "duas": 2,
        "catorze": 14,
        "trinta": 30,
        "quarenta": 40,
        "cinquenta": 50,
        "sessenta": 60,
    }
    | {"setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100, "duzentos": 200}
    | {"trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600}
    | {"setecentos": 700, "oitocentos": 800, "novecentos": 900},
}
_HUNDRED: Final = frozenset({"hundred", "hundert", "cent", "cents"})
_SCALES: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "fr": {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9}
    | {"milliards": 10**9, "billion": 10**12, "billions": 10**12},
    "de": {"tausend": 10**3, "Million": 10**6, "Millionen": 10**6, "Milliarde": 10**9}
    | {"Milliarden": 10**9, "Billion": 10**12, "Billionen": 10**12},
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12}
    | {"billones": 10**12},
    "pt": {"mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9}
    | {"trilhão": 10**12, "trilhões": 10**12},
}
_JOINTS: Final = frozenset({"and", "et", "y", "e", "und", "de", "d"})
DECIMAL_WORDS: Final[Mapping[str, str]] = {
    "en": "point",
    "fr": "virgule",
    "de": "Komma",
    "es": "coma",
    "pt": "vírgula",
}
MINUS_WORDS: Final[Mapping[str, str]] = {
    "en": "minus",
    "fr": "moins",
    "de": "minus",
    "es": "menos",
    "pt": "menos",
}


def _values(language: str) -> dict[str, int]:
    values = {word: value for value, word in enumerate(_SMALL[language].split())}
    values |= _MORE[language]
    if language in ("es", "pt"):
        values |= {word[:-2] + "as": v for word, v in values.items() if word.endswith("tos")}
    return values


_VALUES: Final = {language: _values(language) for language in _SMALL}
_GERMAN_PARTS: Final = re.compile(
    "|".join(sorted([*_VALUES["de"], "hundert", "tausend", "und"], key=len, reverse=True))
)


def _tokens(words: str, language: str) -> list[str]:
    tokens: list[str] = []
    for word in re.split(r"[\s,]+", words.strip()):
        if language == "de" and word.islower():
            parts = _GERMAN_PARTS.findall(word)
            if "".join(parts) != word:
                raise ValueError(f"{word!r} is no number")
            tokens += parts
        elif language == "fr" and word in _VALUES["fr"]:
            tokens.append(word)
        else:
            tokens += re.split("[-']", word)
    return [token for token in tokens if token not in _JOINTS]


def number_of(words: str, language: str) -> int:
    """Return the number that words say.

    Raises:
        ValueError: a word is no part of a number.
    """
    values, scales = _VALUES[language], _SCALES[language]
    total = below_million = group = 0
    for token in _tokens(words, language):
        if token in _HUNDRED:
            group = max(group, 1) * 100
        elif token in ("vingt", "vingts") and language == "fr" and group % 10 == 4:
            group += 76  # four twenties
        elif token in values:
            group += values[token]
        elif token in scales and scales[token] == 1000:
            below_million += max(group, 1) * 1000
            group = 0
        elif token in scales:
            total += max(below_million + group, 1) * scales[token]
            below_million = group = 0
        else:
            raise ValueError(f"{token!r} in {words!r} is no part of a number")
    return total + below_million + group


def digits_of(words: str, language: str) -> str:
    """Return the digits whose names are said one by one.

    Raises:
        ValueError: a word is no digit.
    """
    digits = [_VALUES[language].get(word) for word in words.replace(",", "").split()]
    if any(digit is None or digit > 9 for digit in digits):
        raise ValueError(f"{words!r} are no digits")
    return "".join(map(str, digits))


def decimal_of(words: str, language: str) -> tuple[int, str]:
    """Return the whole part of a number with its sign, and the digits behind the decimal sign."""
    minus = MINUS_WORDS[language] + " "
    sign = -1 if words.startswith(minus) else 1
    whole, _, broken = words.removeprefix(minus).partition(f" {DECIMAL_WORDS[language]} ")
    if not broken:
        return sign * number_of(whole, language), ""
    try:
        digits = digits_of(broken, language)
    except ValueError:
        zero = _SMALL[language].split()[0]
        rest = broken.split()
        zeros = 0
        while rest[zeros] == zero:
            zeros += 1
        digits = "0" * zeros + str(number_of(" ".join(rest[zeros:]), language))
    return sign * number_of(whole, language), digits


def year_of(words: str, language: str) -> int:
    """Return the year that words say, in pairs or as a number."""
    if language == "en" and "thousand" not in words:
        century, _, rest = words.partition(" ")
        if rest == "hundred":
            return number_of(century, language) * 100
        return number_of(century, language) * 100 + number_of(rest, language)
    return number_of(words, language)
