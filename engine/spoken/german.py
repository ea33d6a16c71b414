"""How German is read aloud."""

from typing import Final

from engine.spoken.lexicon import Currency, Lexicon, word_list, word_set

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_ONES: Final = word_list(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_TENS: Final = word_list("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_IRREGULAR: Final = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}
_FEMININE: Final = word_list(
    "Million Milliarde Billion Stunde Minute Sekunde Woche Person Frau Stadt Seite Nacht Tonne "
    "Meile Hälfte Frage Sache"
)


def _cardinal(number: int) -> str:
    """Return the words of 0 to 99."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    stem = _TENS[tens - 2]
    return (
        f"{_ONES[ones].removesuffix('s') if ones == 1 else _ONES[ones]}und{stem}" if ones else stem
    )


def ordinal_words(number: int) -> str:
    """Return "einundzwanzigste" for 21; above 99 the hundreds stay in digits."""
    if number >= 100:
        rest = number % 100
        return f"{number - rest} {ordinal_words(rest)}" if rest else f"{number}ste"
    if number in _IRREGULAR:
        return _IRREGULAR[number]
    return _cardinal(number) + ("te" if number < 20 else "ste")


def _read_time(hour: int, minute: int) -> str:
    hours = f"{'ein' if hour == 1 else hour} Uhr"
    return f"{hours} {minute}" if minute else hours


def _read_date(day: int, month: str, year: str | None) -> str:
    date = f"{ordinal_words(day)}n {month}"
    return f"{date} {year}" if year else date


def _read_year(year: int) -> str:
    century, rest = divmod(year, 100)
    if not 11 <= century <= 19:
        return str(year)
    return f"{_cardinal(century)}hundert{_cardinal(rest) if rest else ''}"


def _read_ordinal(number: int, suffix: str) -> str | None:
    ending = suffix.removeprefix("s").removeprefix("te") if suffix != "." else ""
    return ordinal_words(number) + ending


def _read_monarch(number: int) -> str:
    return f"der {ordinal_words(number)}"


def _agree(number: int, noun: str) -> str | None:
    if number != 1 or not noun[:1].isupper():
        return None
    return "eine" if noun in _FEMININE else "ein"


_CENT: Final = ("Cent", "Cent")

GERMAN: Final = Lexicon(
    language="de",
    decimal_sign=",",
    decimal_word="Komma",
    decimals_by_digit=True,
    minus="minus",
    range_word="bis",
    percent="Prozent",
    per="pro",
    of_money="",
    and_part="",
    scales={
        "hundert": "hundert",
        "tausend": "tausend",
        "million": "Million",
        "millionen": "Millionen",
        "milliarde": "Milliarde",
        "milliarden": "Milliarden",
        "billion": "Billion",
        "billionen": "Billionen",
        "tsd.": "tausend",
        "mio.": "Millionen",
        "mio": "Millionen",
        "mrd.": "Milliarden",
        "mrd": "Milliarden",
    },
    currencies={
        "USD": Currency(unit=("Dollar", "Dollar"), part=_CENT),
        "EUR": Currency(unit=("Euro", "Euro"), part=_CENT),
        "GBP": Currency(unit=("Pfund", "Pfund"), part=("Penny", "Pence")),
        "JPY": Currency(unit=("Yen", "Yen"), part=("Sen", "Sen")),
        "BRL": Currency(unit=("Real", "Reais"), part=("Centavo", "Centavos")),
        "CHF": Currency(unit=("Schweizer Franken", "Schweizer Franken"), part=("Rappen", "Rappen")),
    },
    units={
        "mm": ("Millimeter", "Millimeter"),
        "cm": ("Zentimeter", "Zentimeter"),
        "m": ("Meter", "Meter"),
        "km": ("Kilometer", "Kilometer"),
        "m²": ("Quadratmeter", "Quadratmeter"),
        "km²": ("Quadratkilometer", "Quadratkilometer"),
        "m³": ("Kubikmeter", "Kubikmeter"),
        "mg": ("Milligramm", "Milligramm"),
        "g": ("Gramm", "Gramm"),
        "kg": ("Kilogramm", "Kilogramm"),
        "t": ("Tonne", "Tonnen"),
        "ml": ("Milliliter", "Milliliter"),
        "l": ("Liter", "Liter"),
        "L": ("Liter", "Liter"),
        "ha": ("Hektar", "Hektar"),
        "ms": ("Millisekunde", "Millisekunden"),
        "s": ("Sekunde", "Sekunden"),
        "min": ("Minute", "Minuten"),
        "Min.": ("Minute", "Minuten"),
        "h": ("Stunde", "Stunden"),
        "Std.": ("Stunde", "Stunden"),
        "km/h": ("Kilometer pro Stunde", "Kilometer pro Stunde"),
        "m/s": ("Meter pro Sekunde", "Meter pro Sekunde"),
        "°C": ("Grad", "Grad"),
        "°F": ("Grad Fahrenheit", "Grad Fahrenheit"),
        "°": ("Grad", "Grad"),
        "Hz": ("Hertz", "Hertz"),
        "kHz": ("Kilohertz", "Kilohertz"),
        "MHz": ("Megahertz", "Megahertz"),
        "GHz": ("Gigahertz", "Gigahertz"),
        "W": ("Watt", "Watt"),
        "kW": ("Kilowatt", "Kilowatt"),
        "MW": ("Megawatt", "Megawatt"),
        "kWh": ("Kilowattstunde", "Kilowattstunden"),
        "V": ("Volt", "Volt"),
        "KB": ("Kilobyte", "Kilobyte"),
        "MB": ("Megabyte", "Megabyte"),
        "GB": ("Gigabyte", "Gigabyte"),
        "TB": ("Terabyte", "Terabyte"),
    },
    abbreviations={
        "hr.": "Herr",
        "hrn.": "Herrn",
        "fr.": "Frau",
        "dr.": "Doktor",
        "prof.": "Professor",
        "st.": "Sankt",
        "z. b.": "zum Beispiel",
        "z.b.": "zum Beispiel",
        "d. h.": "das heißt",
        "d.h.": "das heißt",
        "u. a.": "unter anderem",
        "u.a.": "unter anderem",
        "u. ä.": "und Ähnliches",
        "i. d. r.": "in der Regel",
        "v. a.": "vor allem",
        "v.a.": "vor allem",
        "o. ä.": "oder Ähnliches",
        "z. t.": "zum Teil",
        "z.t.": "zum Teil",
        "s. o.": "siehe oben",
        "s. u.": "siehe unten",
        "n. chr.": "nach Christus",
        "v. chr.": "vor Christus",
        "usw.": "und so weiter",
        "etc.": "et cetera",
        "bzw.": "beziehungsweise",
        "ca.": "circa",
        "vgl.": "vergleiche",
        "evtl.": "eventuell",
        "ggf.": "gegebenenfalls",
        "inkl.": "inklusive",
        "bspw.": "beispielsweise",
        "sog.": "sogenannte",
        "max.": "maximal",
        "mind.": "mindestens",
        "nr.": "Nummer",
        "str.": "Straße",
        "abs.": "Absatz",
        "art.": "Artikel",
        "bd.": "Band",
        "kap.": "Kapitel",
        "tel.": "Telefon",
        "geb.": "geboren",
        "gest.": "gestorben",
        "jh.": "Jahrhundert",
        "tsd.": "tausend",
        "mio.": "Millionen",
        "mrd.": "Milliarden",
        "jan.": "Januar",
        "feb.": "Februar",
        "aug.": "August",
        "sept.": "September",
        "okt.": "Oktober",
        "nov.": "November",
        "dez.": "Dezember",
    },
    numbered={
        "s.": "Seite",
        "nr": "Nummer",
        "abb.": "Abbildung",
        "bd.": "Band",
    },
    symbols={
        "&": "und",
        "+": "plus",
        "=": "gleich",
        "±": "plus minus",
        "×": "mal",
        "÷": "geteilt durch",
        "§": "Paragraf",
        "©": "Copyright",
        "@": "ät",
        "#": "Nummer",
        "%": "Prozent",
        "‰": "Promille",
        "°": "Grad",
        "€": "Euro",
        "$": "Dollar",
        "£": "Pfund",
        "¥": "Yen",
        "½": "einhalb",
        "¼": "ein Viertel",
        "¾": "drei Viertel",
        "<": "kleiner als",
        ">": "größer als",
        "№": "Nummer",
    },
    joined_half="einhalb",
    web={
        ".": "Punkt",
        "/": "Schrägstrich",
        "@": "ät",
        "-": "Bindestrich",
        "_": "Unterstrich",
        ":": "Doppelpunkt",
        "?": "Fragezeichen",
        "&": "und",
        "=": "gleich",
        "#": "Raute",
        "%": "Prozent",
        "+": "plus",
        "~": "Tilde",
    },
    words_in_capitals=word_set(
        "UNO NATO NASA UNESCO UNICEF AIDS COVID FIFA UEFA OPEC BAFÖG TÜV DAX DIN ICH DU ER SIE ES "
        "WIR IHR DER DIE DAS DEN DEM UND ODER ABER NEIN JA NICHT IST SIND WAR EIN EINE IN IM AN AM "
        "AUF ZU ZUM ZUR VON VOM MIT BEI AUS NACH UM SO WIE WER WAS WO HALT STOPP NUR NOCH"
    ),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    month_first=False,
    counted=word_set("kapitel teil band akt buch artikel phase typ weltkrieg"),
    ordinal_suffixes=r"(?:s?te[nmrs]?)",
    read_time=_read_time,
    read_date=_read_date,
    read_year=_read_year,
    read_ordinal=_read_ordinal,
    read_monarch=_read_monarch,
    agree=_agree,
    time_patterns=(
        r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d) Uhr",
        r"(?P<hour>[01]?\d|2[0-4]) Uhr(?: (?P<minute>[0-5]?\d))?\b",
    ),
)
