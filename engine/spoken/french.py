"""How French is read aloud."""

from typing import Final

from engine.spoken.lexicon import Currency, Lexicon, word_list, word_set

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_ONES: Final = word_list(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_TENS: Final = word_list(
    "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
)


def _cardinal(number: int) -> str:
    """Return the words of 0 to 99."""
    if number < 20:
        return _ONES[number]
    tens = number // 10
    rest = number - 10 * tens + (10 if tens in (7, 9) else 0)
    stem = _TENS[tens - 2]
    if rest == 0:
        return stem
    joint = " et " if rest in (1, 11) and tens < 8 else "-"
    return stem + joint + _ONES[rest]


def ordinal_words(number: int) -> str:
    """Return "vingt et unième" for 21; above 99 the hundreds stay in digits."""
    if number == 1:
        return "premier"
    if number >= 100:
        rest = number % 100
        return f"{number - rest} {_ordinal_end(_cardinal(rest))}" if rest else f"{number}ième"
    return _ordinal_end(_cardinal(number))


def _ordinal_end(cardinal: str) -> str:
    if cardinal.endswith("cinq"):
        return cardinal + "uième"
    if cardinal.endswith("neuf"):
        return cardinal[:-1] + "vième"
    return cardinal.removesuffix("e") + "ième"


def _read_time(hour: int, minute: int) -> str:
    hours = "une heure" if hour == 1 else f"{hour} heure{'s' if hour > 1 else ''}"
    return f"{hours} {minute}" if minute else hours


def _read_date(day: int, month: str, year: str | None) -> str:
    date = f"{'premier' if day == 1 else day} {month}"
    return f"{date} {year}" if year else date


def _read_ordinal(number: int, suffix: str) -> str | None:
    if number == 1:
        return "première" if suffix.startswith("r") else "premier"
    words = ordinal_words(number)
    return words + "s" if suffix.endswith("s") else words


def _read_monarch(number: int) -> str:
    return "premier" if number == 1 else str(number)


def _agree(number: int, noun: str) -> str | None:
    feminine = ("heure", "minute", "seconde", "semaine", "année", "fois", "personne", "femme")
    return "une" if number == 1 and noun.startswith(feminine) else None


_CENTIME: Final = ("centime", "centimes")

FRENCH: Final = Lexicon(
    language="fr",
    decimal_sign=",",
    decimal_word="virgule",
    decimals_by_digit=False,
    minus="moins",
    range_word="à",
    percent="pour cent",
    per="par",
    of_money="de",
    and_part="",
    scales={
        "cent": "cent",
        "mille": "mille",
        "million": "million",
        "millions": "millions",
        "milliard": "milliard",
        "milliards": "milliards",
        "billion": "billion",
        "billions": "billions",
        "k": "mille",
        "m": "millions",
        "mds": "milliards",
        "md": "milliards",
    },
    currencies={
        "USD": Currency(unit=("dollar", "dollars"), part=("cent", "cents")),
        "EUR": Currency(unit=("euro", "euros"), part=_CENTIME),
        "GBP": Currency(unit=("livre", "livres"), part=("penny", "pence")),
        "JPY": Currency(unit=("yen", "yens"), part=("sen", "sens")),
        "BRL": Currency(unit=("réal", "réals"), part=("centavo", "centavos")),
        "CHF": Currency(unit=("franc suisse", "francs suisses"), part=_CENTIME),
    },
    units={
        "mm": ("millimètre", "millimètres"),
        "cm": ("centimètre", "centimètres"),
        "m": ("mètre", "mètres"),
        "km": ("kilomètre", "kilomètres"),
        "m²": ("mètre carré", "mètres carrés"),
        "km²": ("kilomètre carré", "kilomètres carrés"),
        "m³": ("mètre cube", "mètres cubes"),
        "mg": ("milligramme", "milligrammes"),
        "g": ("gramme", "grammes"),
        "kg": ("kilogramme", "kilogrammes"),
        "t": ("tonne", "tonnes"),
        "ml": ("millilitre", "millilitres"),
        "cl": ("centilitre", "centilitres"),
        "l": ("litre", "litres"),
        "L": ("litre", "litres"),
        "ha": ("hectare", "hectares"),
        "ms": ("milliseconde", "millisecondes"),
        "s": ("seconde", "secondes"),
        "min": ("minute", "minutes"),
        "km/h": ("kilomètre heure", "kilomètres heure"),
        "m/s": ("mètre par seconde", "mètres par seconde"),
        "°C": ("degré", "degrés"),
        "°F": ("degré Fahrenheit", "degrés Fahrenheit"),
        "°": ("degré", "degrés"),
        "Hz": ("hertz", "hertz"),
        "kHz": ("kilohertz", "kilohertz"),
        "MHz": ("mégahertz", "mégahertz"),
        "GHz": ("gigahertz", "gigahertz"),
        "W": ("watt", "watts"),
        "kW": ("kilowatt", "kilowatts"),
        "MW": ("mégawatt", "mégawatts"),
        "kWh": ("kilowattheure", "kilowattheures"),
        "V": ("volt", "volts"),
        "Ko": ("kilooctet", "kilooctets"),
        "Mo": ("mégaoctet", "mégaoctets"),
        "Go": ("gigaoctet", "gigaoctets"),
        "To": ("téraoctet", "téraoctets"),
    },
    abbreviations={
        "m.": "monsieur",
        "mm.": "messieurs",
        "mme": "madame",
        "mme.": "madame",
        "mmes": "mesdames",
        "mlle": "mademoiselle",
        "mlle.": "mademoiselle",
        "dr": "docteur",
        "dr.": "docteur",
        "pr.": "professeur",
        "me.": "maître",
        "st": "saint",
        "ste": "sainte",
        "p. ex.": "par exemple",
        "p.ex.": "par exemple",
        "ex.": "exemple",
        "etc.": "et cetera",
        "c.-à-d.": "c'est-à-dire",
        "c.à.d.": "c'est-à-dire",
        "cf.": "voir",
        "env.": "environ",
        "av. j.-c.": "avant Jésus-Christ",
        "apr. j.-c.": "après Jésus-Christ",
        "j.-c.": "Jésus-Christ",
        "tél.": "téléphone",
        "bd.": "boulevard",
        "av.": "avenue",
        "vol.": "volume",
        "fig.": "figure",
        "n°": "numéro",
        "nº": "numéro",
        "ier": "premier",
        "ire": "première",
        "janv.": "janvier",
        "févr.": "février",
        "juil.": "juillet",
        "sept.": "septembre",
        "oct.": "octobre",
        "nov.": "novembre",
        "déc.": "décembre",
        "o.n.u.": "ONU",
        "u.e.": "U E",
        "s.n.c.f.": "S N C F",
    },
    numbered={
        "p.": "page",
        "pp.": "pages",
        "chap.": "chapitre",
        "fig.": "figure",
        "vol.": "volume",
    },
    symbols={
        "&": "et",
        "+": "plus",
        "=": "égale",
        "±": "plus ou moins",
        "×": "fois",
        "÷": "divisé par",
        "§": "paragraphe",
        "©": "copyright",
        "@": "arobase",
        "#": "dièse",
        "%": "pour cent",
        "‰": "pour mille",
        "°": "degrés",
        "€": "euros",
        "$": "dollars",
        "£": "livres",
        "¥": "yens",
        "½": "un demi",
        "¼": "un quart",
        "¾": "trois quarts",
        "<": "inférieur à",
        ">": "supérieur à",
        "№": "numéro",
    },
    joined_half="et demi",
    web={
        ".": "point",
        "/": "slash",
        "@": "arobase",
        "-": "tiret",
        "_": "tiret bas",
        ":": "deux points",
        "?": "point d'interrogation",
        "&": "et",
        "=": "égale",
        "#": "dièse",
        "%": "pour cent",
        "+": "plus",
        "~": "tilde",
    },
    words_in_capitals=word_set(
        "ONU OTAN NASA UNESCO UNICEF OPEP SIDA OVNI COVID FIFA UEFA INSEE CNIL SMIC SAMU ENA FNAC "
        "INED CAF PACS RER A À Y LE LA LES UN UNE DES DU DE ET EN AU AUX IL ELLE ON NOUS VOUS JE "
        "TU CE SE NE PAS NON OUI OU OÙ QUI QUE SI MA TA SA MON TON SON MES SES SUR PAR TOUT BON "
        "STOP EST SONT VA VU"
    ),
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    month_first=False,
    counted=word_set("chapitre tome partie volume acte livre titre article phase type"),
    ordinal_suffixes=r"(?:ers?|res?|ères?|èmes?|emes?|ièmes?|es?|nde?|d)",
    read_time=_read_time,
    read_date=_read_date,
    read_year=str,
    read_ordinal=_read_ordinal,
    read_monarch=_read_monarch,
    agree=_agree,
    letters={"Y": "i grec", "W": "double vé"},
    time_patterns=(r"(?P<hour>[01]?\d|2[0-4]) ?h(?: ?(?P<minute>[0-5]\d))?(?: ?min)?",),
)
