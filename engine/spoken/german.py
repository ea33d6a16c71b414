"""How German is read aloud."""

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    Currency,
    Lexicon,
    Recogniser,
    point_at_end,
    word_after,
    word_before,
    word_list,
    word_set,
)
from engine.spoken.roman import KINGS, QUEENS

_ONES: Final = word_list(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_TENS: Final = word_list("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_SCALES: Final = (
    (10**12, "Billion", "Billionen"),
    (10**9, "Milliarde", "Milliarden"),
    (10**6, "Million", "Millionen"),
)
_IRREGULAR: Final = {"eins": "erste", "drei": "dritte", "sieben": "siebte", "acht": "achte"}
_FEMININE: Final = word_set(
    "Stunde Stunden Woche Wochen Person Personen Frau Frauen Stadt Städte Nacht Nächte Tonne "
    "Tonnen Sekunde Sekunden Minute Minuten Meile Meilen Hälfte Million Milliarde Billion Liga "
    "Bundesliga "
    "Etage Klasse Runde Halbzeit Hand Mark Zahl Uhr Wahl Tür Tochter Mutter Schwester Kraft Macht "
    "Republik Art Form Firma Partei Prozedur Welt Bank Kalorie Kilokalorie"
)
_NEUTER: Final = word_set(
    "Jahr Jahrhundert Jahrtausend Kapitel Mal Jh Kind Haus Buch Land Tor Spiel Quartal Semester "
    "Stockwerk Wochenende Lebensjahr Auto Bild Bundesland Reich Konzil Zeitalter Drittel Viertel "
    "Obergeschoss Halbjahr Finale Team Album Gebot Gleis Zimmer Bier Pfund Gramm Kilogramm"
)
# "die Liebe", "die Meile": most nouns in -e are, but not these.
_MASCULINE_IN_E: Final = word_set("Name Kunde Junge Kollege Gedanke Buchstabe Käse Deutsche Tage")
_FEMININE_ENDS: Final = ("ung", "heit", "keit", "schaft", "ion", "tät", "enz", "anz", "ik", "liga")
# What a weak ending in -en follows.
_OBLIQUE: Final = word_set(
    "am dem den des vom zum im beim zur einem einer eines einen jedem jeden jedes diesem diesen "
    "dieses meinem seinem ihrem unserem meiner seiner ihrer unserer seit bis ab kein keinem welchem"
)
_DIRECT: Final = word_set(
    "der die das diese dieser jede jeder eine meine seine ihre unsere keine ins"
)
_ENDINGS: Final = {
    **dict.fromkeys(_OBLIQUE, "n"),
    **dict.fromkeys(_DIRECT, ""),
    "als": "r",
}
_ENDLESS: Final = word_set("ein mein dein sein ihr unser euer kein")
_DATIVE: Final = word_set(
    "in aus mit von bei zu nach seit unter auf an vor hinter neben zwischen ab"
)
_RULERS_DATIVE: Final = word_set(
    "unter von mit bei nach zu seit gegenüber außer vor neben dem vom zum beim"
)
_RULERS_ACCUSATIVE: Final = word_set("gegen für durch ohne um den an auf über")
_AM_WEEKDAY: Final = re.compile(r"\bam \w+\.?,$", re.IGNORECASE)
_TITLES: Final = word_set(
    "könig königin kaiser kaiserin papst zar zarin kurfürst herzog fürst prinz"
)
# Nouns before which a number with a point is an ordinal even without an article.
_ORDERED: Final = word_set(
    "Bundesliga Liga Weltkrieg Stock Etage Klasse Platz Runde Halbzeit Tag Mal Jahrhundert Kapitel "
    "Auflage Mannschaft Spieltag Stunde Quartal Semester Teil Akt Band Preis Advent Obergeschoss "
    "Bundestag Geburtstag FC SC OG UG Jahrestag Sinfonie Symphonie Ausgabe Sitzung Generation "
    "Kongress "
    "Parteitag Armee Division Legislaturperiode Bezirk Gebot Stockwerk Gang Rang Etappe Lesung "
    "Staffel Folge Minute Jh"
)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    stem = _TENS[tens - 2]
    return f"{'ein' if ones == 1 else _ONES[ones]}und{stem}" if ones else stem


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    count = "ein" if hundreds == 1 else _ONES[hundreds]
    return f"{count}hundert{_below_hundred(rest) if rest else ''}"


def _cardinal(number: int, gender: str = "") -> str:
    """Return words; long numbers have a space behind the thousands, to be read well."""
    words = []
    for value, one, several in _SCALES:
        if number >= value:
            count, number = divmod(number, value)
            words.append(f"eine {one}" if count == 1 else f"{_below_thousand(count)} {several}")
    if number >= 1000:
        count, number = divmod(number, 1000)
        stem = _below_thousand(count)
        words.append(f"{stem.removesuffix('s') if stem.endswith('eins') else stem}tausend")
    if number or not words:
        last = _below_thousand(number)
        if last.endswith("eins") and gender:
            last = last.removesuffix("s") + ("e" if gender == "f" else "")
        words.append(last)
    return " ".join(words)


def ordinal_words(number: int) -> str:
    """Return "einundzwanzigste" for 21."""
    words = _cardinal(number)
    if words.startswith(("einhundert", "eintausend")):
        words = words.removeprefix("ein")
    start, space, last = words.rpartition(" ")
    below = number % 100
    if 0 < below < 20:
        stem = last.removesuffix(_ONES[below])
        return start + space + stem + _IRREGULAR.get(_ONES[below], _ONES[below] + "te")
    return words + "ste"


def _read_time(hour: int, minute: int) -> str:
    hours = f"{_cardinal(hour, 'n')} Uhr"
    return f"{hours} {_cardinal(minute)}" if minute else hours


def _read_date(match: re.Match[str], day: int, month: str, year: str | None) -> str:
    article = word_before(match).casefold()
    before = match.string[: match.start()].rstrip()
    ending = "n"
    if article in ("der", "das", "ein"):
        ending = ""
    elif (not before or before.endswith((",", ":", "("))) and not _AM_WEEKDAY.search(before):
        ending = "r"
    date = f"{ordinal_words(day)}{ending} {month}"
    return f"{date} {year}" if year else date


def _read_year(year: int) -> str:
    century, rest = divmod(year, 100)
    if not 11 <= century <= 19:
        return _cardinal(year)
    return f"{_below_hundred(century)}hundert{_below_hundred(rest) if rest else ''}"


def _gender(noun: str) -> str:
    noun = next((word for word in noun.split() if word[0].isupper()), "")
    if not noun:
        return ""
    if noun in _NEUTER:
        return "n"
    is_in_e = noun.endswith("e") and noun not in _MASCULINE_IN_E and not noun.startswith("Ge")
    if noun in _FEMININE or noun.endswith(_FEMININE_ENDS) or is_in_e:
        return "f"
    return "m"


def _read_ordinal(match: re.Match[str], number: int, suffix: str) -> str | None:
    if suffix == "":
        return None
    words = ordinal_words(number)
    if suffix != ".":
        return words + suffix.removeprefix("s").removeprefix("te")
    noun = word_after(match)
    ending = _ending(match, noun)
    if ending is None and not match[0][0].isdigit():
        # A numeral with a point is no item of a list: "II. Vatikanisches Konzil".
        ending = {"es": "s", "er": "r"}.get(noun[-2:], "")
    return None if ending is None else words + ending


def _ending(match: re.Match[str], noun: str) -> str | None:
    """Return what an ordinal with a point ends in, or None where the point ends a sentence."""
    # "im 1. und 2. Weltkrieg": both have the article of the first.
    before = re.sub(
        r"(?:(?:\d+|[IVX]+)\.\s?(?:und|oder|bis|,|/|–|-)\s?)+$", "", match.string[: match.start()]
    )
    words = re.search(r"(?:(\w+)\s+)?(\w+)\s+$", before)
    article = words[2].casefold() if words else ""
    earlier = (words[1] or "").casefold() if words else ""
    gender = _gender(noun)
    strong = {"m": "r", "n": "s"}.get(gender, "")
    is_first = not before.strip() or before.rstrip().endswith((",", ":", "(", "–"))
    # "in der", "der Bundesliga": the article of a man or of a woman.
    is_oblique = article == "der" and (gender == "f" or earlier in _DATIVE)
    if is_oblique or article in _ENDINGS:
        return "n" if is_oblique else _ENDINGS[article]
    if noun in _MONTHS and article not in _ENDLESS:
        return "r" if is_first and not _AM_WEEKDAY.search(before.rstrip()) else "n"
    if noun in _ORDERED or article in _ENDLESS:
        return ("r" if gender == "f" else "m") if article in _DATIVE else strong
    if noun in ("und", "oder", "bis"):
        return "" if is_first else "n"
    return "" if noun.islower() and not is_first else None


def _read_day(match: re.Match[str]) -> str | None:
    """Read "12.03.", which has no year."""
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return _read_date(match, day, _MONTHS[month - 1], None) + point_at_end(match)


def _read_ruler(match: re.Match[str], number: int, is_queen: bool) -> str:
    before = match.string[: match.start()].split()
    name = before[-1] if before else ""
    words = [word.casefold() for word in before[:-1]]
    is_genitive = bool(words) and words[-1] in ("des", "der") and is_queen
    while words and (words[-1] in _TITLES or before[len(words) - 1] in KINGS | QUEENS):
        words.pop()
    governor = words[-1] if words else ""
    ordinal = ordinal_words(number).capitalize()
    if is_queen:
        oblique = governor in _RULERS_DATIVE or name.endswith("s") or is_genitive
        return f"der {ordinal}n" if oblique else f"die {ordinal}"
    if name.endswith("s") and name not in KINGS:
        return f"des {ordinal}n"
    if governor in _RULERS_DATIVE:
        return f"dem {ordinal}n"
    if governor in _RULERS_ACCUSATIVE:
        return f"den {ordinal}n"
    return f"der {ordinal}"


def _read_numeral(number: int, noun: str) -> str:
    del noun
    return _cardinal(number)


def _fraction(top: int, bottom: int) -> str | None:
    if not 2 <= bottom <= 20:
        return None
    if bottom == 2:
        return "einhalb" if top == 1 else f"{_cardinal(top)} Halbe"
    return f"{_cardinal(top, 'n')} {ordinal_words(bottom).removesuffix('te').capitalize()}tel"


def _mixed(whole: int, top: int, bottom: int) -> str:
    part = _fraction(top, bottom) or f"{_cardinal(top)} durch {_cardinal(bottom)}"
    if bottom == 2 and top == 1:
        return f"{_cardinal(whole, 'm')}einhalb"
    return f"{_cardinal(whole)} {part}"


def _power(words: str, value: int | None) -> str:
    return "Quadrat" if value == 2 else f"hoch {words}"


def _is_count(before: str, after: str) -> bool:
    """Take a noun behind a number for what is counted."""
    del before
    return after[:1].isupper()


def _phone_groups(digits: str) -> list[str]:
    if len(digits) > 9 and digits.startswith("01"):
        return [digits[:4], *re.findall(r"\d{2}(?!\d$)|\d+", digits[4:])]
    return re.findall(r"\d{2}(?!\d$)|\d+", digits)


_MONTHS: Final = word_list(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)


def _dotted(match: re.Match[str]) -> str | None:
    return _read_ordinal(match, int(match["number"]), ".")


def _days(match: re.Match[str]) -> str | None:
    first, last = int(match["from"]), int(match["to"])
    if not (1 <= first <= 31 and 1 <= last <= 31):
        return None
    joint = "bis" if match["sign"] in "-–" else "und"
    return f"{ordinal_words(first)}n {joint} {ordinal_words(last)}n"


def _century(match: re.Match[str]) -> str:
    is_genitive = re.search(r"\bdes \S+ $", match.string[: match.start()]) is not None
    return f"Jahrhundert{'s' if is_genitive else ''}{point_at_end(match)}"


def _half(match: re.Match[str]) -> str:
    if word_before(match).casefold().startswith("ein"):
        return "halbe" if _gender(word_after(match)) == "f" else "halber"
    return GERMAN.half[_gender(word_after(match))].format("").rstrip()


def _weekdays(match: re.Match[str]) -> str:
    first, last = _WEEKDAYS[match["first"]], match["last"]
    return f"{first} bis {_WEEKDAYS[last]}" if last else first


def _following(match: re.Match[str]) -> str:
    return "folgende" + point_at_end(match)


def _suffixed(match: re.Match[str]) -> str:
    number = int(match["number"])
    is_year = 1100 <= number <= 1999 and number % 10 == 0
    words = _read_year(number) if is_year else _cardinal(number)
    suffix = match["suffix"].lstrip("- ").replace("%", "prozent")
    if words.endswith("eins") and not suffix.startswith("er"):
        words = words.removesuffix("s")
    return f"{words}{suffix}"


def _street(match: re.Match[str]) -> str:
    word = "Straße" if match["str"][0] == "S" else "straße"
    return match["name"] + word + point_at_end(match)


_WEEKDAYS: Final = {
    day[:2]: day for day in word_list("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag")
}
_DAY_NAME: Final = "|".join(_WEEKDAYS)
_GRAMMAR: Final = (
    Recogniser(
        re.compile(
            rf"(?<!\w)(?P<first>{_DAY_NAME})\.?(?:\s?[-–]\s?(?P<last>{_DAY_NAME})(?!\w)\.?"
            r"|(?<=\.)(?=,?\s\d))"
        ),
        _weekdays,
    ),
    Recogniser(re.compile(r"(?<![\w/])1/2(?=\s[A-ZÄÖÜ])"), _half),
    Recogniser(re.compile(r"(?<=\d\s)f\."), _following),
    Recogniser(re.compile(r"(?<!\w)Jhd?t?\."), _century),
    Recogniser(
        re.compile(r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?!\w|\s?\d)"),
        _read_day,
    ),
    Recogniser(
        re.compile(
            rf"(?<![\w.,])(?P<from>\d{{1,2}})\.\s?(?P<sign>[-–/])\s?(?P<to>\d{{1,2}})\."
            rf"(?=\s(?:{'|'.join(_MONTHS)})\b)"
        ),
        _days,
    ),
    Recogniser(
        re.compile(r"(?<![\w.,])(?P<number>\d{1,3})\.(?=\s+[^\W\d_]{2}|,\s\d{1,3}\.\s)"), _dotted
    ),
    Recogniser(
        re.compile(
            r"(?<![\w.,])(?P<number>\d{1,4})(?P<suffix>ern?(?!\w)|\s?%ig\w*|-?(?:mal|fache?[nmrs]?|"
            r"jährig\w*|Jährig\w*|köpfig\w*|seitig\w*|stellig\w*|prozentig\w*|tägig\w*|"
            r"stündig\w*|minütig\w*|teilig\w*|stöckig\w*)(?!\w))"
        ),
        _suffixed,
    ),
    Recogniser(
        re.compile(r"(?<!\w)(?P<name>[^\W\d_]*)(?P<str>(?:(?<=\w)s|(?<!\w)S)tr\.)(?!\w)"), _street
    ),
    Recogniser(
        re.compile(r"(?:(?<=, )|(?<=D-))\d{5}(?<!000)(?=\s[A-ZÄÖÜ][a-zäöü]+)"),
        lambda match: " ".join(_cardinal(int(digit)) for digit in match[0]),
    ),
)

_CENT: Final = ("Cent", "Cent")

GERMAN: Final = Lexicon(
    language="de",
    decimal_sign=",",
    decimal_word="Komma",
    decimals_by_digit=True,
    minus="minus",
    range_word="bis",
    score_word="zu",
    over_word="zu",
    out_of="von",
    by_word="mal",
    times_word="mal",
    per="pro",
    and_part="",
    scales={
        "hundert": ("hundert", "hundert"),
        "tausend": ("tausend", "tausend"),
        "tsd.": ("tausend", "tausend"),
        **{
            form: forms
            for written, forms in {
                "million millionen mio. mio": ("Million", "Millionen"),
                "milliarde milliarden mrd. mrd": ("Milliarde", "Milliarden"),
                "billion billionen bio.": ("Billion", "Billionen"),
            }.items()
            for form in written.split()
        },
    },
    currencies={
        "USD": Currency(unit=("Dollar", "Dollar"), part=_CENT),
        "EUR": Currency(unit=("Euro", "Euro"), part=_CENT),
        "GBP": Currency(unit=("Pfund", "Pfund"), part=("Penny", "Pence")),
        "JPY": Currency(unit=("Yen", "Yen"), part=("Sen", "Sen")),
        "BRL": Currency(unit=("Real", "Reais"), part=("Centavo", "Centavos")),
        "CHF": Currency(unit=("Schweizer Franken", "Schweizer Franken"), part=("Rappen", "Rappen")),
        "INR": Currency(unit=("Rupie", "Rupien"), part=("Paisa", "Paise")),
        "RUB": Currency(unit=("Rubel", "Rubel"), part=("Kopeke", "Kopeken")),
        "KRW": Currency(unit=("Won", "Won"), part=("Jeon", "Jeon")),
        "TRY": Currency(unit=("Lira", "Lira"), part=("Kuruş", "Kuruş")),
        "PLN": Currency(unit=("Zloty", "Zloty"), part=("Groschen", "Groschen")),
        "CAD": Currency(unit=("kanadischer Dollar", "kanadische Dollar"), part=_CENT),
        "AUD": Currency(unit=("australischer Dollar", "australische Dollar"), part=_CENT),
        "CNY": Currency(unit=("Yuan", "Yuan"), part=("Fen", "Fen")),
        "MXN": Currency(
            unit=("mexikanischer Peso", "mexikanische Peso"), part=("Centavo", "Centavos")
        ),
        "SEK": Currency(unit=("schwedische Krone", "schwedische Kronen"), part=("Öre", "Öre")),
    },
    units={
        "%": ("Prozent", "Prozent"),
        "‰": ("Promille", "Promille"),
        "¢": ("Cent", "Cent"),
        "nm": ("Nanometer", "Nanometer"),
        "μm": ("Mikrometer", "Mikrometer"),
        "mm": ("Millimeter", "Millimeter"),
        "cm": ("Zentimeter", "Zentimeter"),
        "m": ("Meter", "Meter"),
        "km": ("Kilometer", "Kilometer"),
        "m²": ("Quadratmeter", "Quadratmeter"),
        "km²": ("Quadratkilometer", "Quadratkilometer"),
        "cm²": ("Quadratzentimeter", "Quadratzentimeter"),
        "qm": ("Quadratmeter", "Quadratmeter"),
        "m³": ("Kubikmeter", "Kubikmeter"),
        "cm³": ("Kubikzentimeter", "Kubikzentimeter"),
        "μg": ("Mikrogramm", "Mikrogramm"),
        "mg": ("Milligramm", "Milligramm"),
        "g": ("Gramm", "Gramm"),
        "kg": ("Kilogramm", "Kilogramm"),
        "t": ("Tonne", "Tonnen"),
        "ml": ("Milliliter", "Milliliter"),
        "cl": ("Zentiliter", "Zentiliter"),
        "dl": ("Deziliter", "Deziliter"),
        "hl": ("Hektoliter", "Hektoliter"),
        "ft": ("Fuß", "Fuß"),
        "″": ("Zoll", "Zoll"),
        "mph": ("Meile pro Stunde", "Meilen pro Stunde"),
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
        "m/s²": ("Meter pro Sekunde hoch zwei", "Meter pro Sekunde hoch zwei"),
        "Mbit/s": ("Megabit pro Sekunde", "Megabit pro Sekunde"),
        "dB": ("Dezibel", "Dezibel"),
        "hPa": ("Hektopascal", "Hektopascal"),
        "kcal": ("Kilokalorie", "Kilokalorien"),
        "kJ": ("Kilojoule", "Kilojoule"),
        "PS": ("P S", "P S"),
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
        "GW": ("Gigawatt", "Gigawatt"),
        "kWh": ("Kilowattstunde", "Kilowattstunden"),
        "mAh": ("Milliamperestunde", "Milliamperestunden"),
        "Ω": ("Ohm", "Ohm"),
        "V": ("Volt", "Volt"),
        "kB": ("Kilobyte", "Kilobyte"),
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
        "z. zt.": "zurzeit",
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
        "min.": "mindestens",
        "nr.": "Nummer",
        "str.": "Straße",
        "hbf.": "Hauptbahnhof",
        "ggü.": "gegenüber",
        "zzgl.": "zuzüglich",
        "ff.": "fortfolgende",
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
        "nr.": "Nummer",
        "nr": "Nummer",
        "n°": "Nummer",
        "nº": "Nummer",
        "№": "Nummer",
        "no.": "Nummer",
        "#": "Nummer",
        "§": "Paragraf",
        "§§": "Paragrafen",
        "abb.": "Abbildung",
        "bd.": "Band",
    },
    symbols={
        "&": "und",
        "+": "plus",
        "=": "gleich",
        "==": "gleich",
        "!=": "ungleich",
        "≠": "ungleich",
        "±": "plus minus",
        "×": "mal",
        "*": "mal",
        "÷": "geteilt durch",
        "√": "Wurzel aus",
        "∞": "unendlich",
        "→": "nach",
        "->": "nach",
        "=>": "nach",
        "§": "Paragraf",
        "§§": "Paragrafen",
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
        "<": "kleiner als",
        ">": "größer als",
        "≤": "kleiner oder gleich",
        "<=": "kleiner oder gleich",
        "≥": "größer oder gleich",
        ">=": "größer oder gleich",
        "≈": "ungefähr",
        "~": "ungefähr",
        "№": "Nummer",
    },
    phrases={
        "24/7": "vierundzwanzig sieben",
        "50/50": "fünfzig fünfzig",
        "9/11": "nine eleven",
        "C#": "C sharp",
        "F#": "F sharp",
    },
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
    hashtag="Hashtag",
    directions={"N": "Nord", "S": "Süd", "E": "Ost", "O": "Ost", "W": "West"},
    acronyms=word_set("UNO NATO NASA UNESCO UNICEF AIDS COVID FIFA UEFA OPEC BAFÖG TÜV DAX DIN"),
    emphasised=word_set(
        "ICH DU ER SIE ES WIR IHR DER DIE DAS DEN DEM UND ODER ABER NEIN JA NICHT IST SIND WAR EIN "
        "EINE IN IM AN AM AUF ZU ZUM ZUR VON VOM MIT BEI AUS NACH UM SO WIE WER WAS WO HALT STOPP "
        "NUR NOCH"
    ),
    articles=word_set("der die das dem den des ein eine einer eines einem einen"),
    months=_MONTHS,
    numeral_nouns=word_set(
        "kapitel teil band akt buch artikel phase typ weltkrieg apollo bowl klasse stufe szene "
        "anhang anlage tabelle abbildung"
    ),
    has_ordinal_points=True,
    between_numerals=word_set("und bis"),
    genitive="s",
    cardinal=_cardinal,
    gender=_gender,
    fraction=_fraction,
    half={"m": "ein halber {}", "f": "eine halbe {}", "n": "ein halbes {}", "": "einhalb {}"},
    mixed=_mixed,
    power=_power,
    read_time=_read_time,
    clock_words=("Uhr", "h"),
    read_date=_read_date,
    read_year=_read_year,
    read_ordinal=_read_ordinal,
    ordinal_suffixes=r"(?:s?te[nmrs]?)",
    read_ruler=_read_ruler,
    read_numeral=_read_numeral,
    time_patterns=(
        r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d) Uhr",
        r"(?:(?<=um )|(?<=gegen ))(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?!\.?\d)",
        r"(?P<hour>[01]?\d|2[0-4]) Uhr(?: (?P<minute>[0-5]?\d)(?![\d.,]))?\b",
    ),
    time_cues=word_set("um gegen ab bis seit von nach vor"),
    score_cues=word_set(
        "gewann gewonnen gewinnt verlor verloren siegte sieg niederlage "
        "schlug geschlagen endete verhältnis maßstab führt führte satz sätzen"
    ),
    phone_patterns=(r"\(?0\d{1,5}\)?\s?[/ -]\s?\d{3,}(?:[ -]\d{2,})*",),
    phone_cues=word_set("plz ruf rufen wähle wählen tel telefon telefonnummer fax mobil handy"),
    phone_groups=_phone_groups,
    year_cues=word_set(
        "jahr jahre jahres anno seit um sommer winter herbst frühjahr frühling "
        + " ".join(month.casefold() for month in _MONTHS)
    ),
    count_cues=word_set("etwa rund über fast nur circa ca knapp mindestens höchstens genau"),
    count_nouns=word_set("menschen jahre jahren stunden tage tagen euro dollar prozent"),
    is_count=_is_count,
    grammar=_GRAMMAR,
)
