"""How Spanish is read aloud."""

from typing import Final

from engine.spoken.lexicon import Currency, Lexicon, word_list, word_set

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_ORDINALS: Final = word_list(
    "cero primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo "
    "duodécimo decimotercero decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo "
    "decimonoveno"
)
_ORDINAL_TENS: Final = word_list(
    "vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"
)
_TENS: Final = word_list("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_MASCULINE_IN_A: Final = word_set("día días problema problemas mapa mapas tema temas")


def ordinal_words(number: int) -> str | None:
    """Return "vigésimo primero" for 21; None above 99, where Spanish says cardinals."""
    if number >= 100:
        return None
    if number < 20:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    stem = _ORDINAL_TENS[tens - 2]
    return f"{stem} {_ORDINALS[ones]}" if ones else stem


def _is_feminine(noun: str) -> bool:
    return noun.rstrip("s").endswith("a") and noun not in _MASCULINE_IN_A


def _read_time(hour: int, minute: int) -> str:
    hours = "una" if hour == 1 else str(hour)
    return f"{hours} y {minute}" if minute else ("una en punto" if hour == 1 else f"{hour} horas")


def _read_date(day: int, month: str, year: str | None) -> str:
    date = f"{'primero' if day == 1 else day} de {month}"
    return f"{date} de {year}" if year else date


def _read_ordinal(number: int, suffix: str) -> str | None:
    words = ordinal_words(number)
    if words is None:
        return str(number)
    suffix = suffix.lstrip(".")
    if suffix in ("ª", "ᵃ"):
        return " ".join(word[:-1] + "a" for word in words.split())
    if suffix in ("er", "ᵉʳ") and words.endswith(("primero", "tercero")):
        return words[:-1]
    return words


def _read_monarch(number: int) -> str:
    return (ordinal_words(number) or str(number)) if number <= 10 else str(number)


def _agree(number: int, noun: str) -> str | None:
    if number % 10 != 1 or number % 100 == 11 or number > 99:
        return None
    feminine = _is_feminine(noun)
    if number == 1:
        return "una" if feminine else "un"
    if number == 21:
        return "veintiuna" if feminine else "veintiún"
    return f"{_TENS[number // 10 - 3]} y {'una' if feminine else 'un'}"


_CENTAVO: Final = ("centavo", "centavos")
_CENTIMO: Final = ("céntimo", "céntimos")

SPANISH: Final = Lexicon(
    language="es",
    decimal_sign=",",
    decimal_word="coma",
    decimals_by_digit=False,
    minus="menos",
    range_word="a",
    percent="por ciento",
    per="por",
    of_money="de",
    and_part="con",
    scales={
        "mil": "mil",
        "millón": "millón",
        "millones": "millones",
        "billón": "billón",
        "billones": "billones",
        "mill.": "millones",
        "m": "millones",
    },
    currencies={
        "USD": Currency(unit=("dólar", "dólares"), part=_CENTAVO),
        "EUR": Currency(unit=("euro", "euros"), part=_CENTIMO),
        "GBP": Currency(unit=("libra", "libras"), part=("penique", "peniques")),
        "JPY": Currency(unit=("yen", "yenes"), part=("sen", "senes")),
        "BRL": Currency(unit=("real", "reales"), part=_CENTAVO),
        "CHF": Currency(unit=("franco suizo", "francos suizos"), part=_CENTIMO),
    },
    units={
        "mm": ("milímetro", "milímetros"),
        "cm": ("centímetro", "centímetros"),
        "m": ("metro", "metros"),
        "km": ("kilómetro", "kilómetros"),
        "m²": ("metro cuadrado", "metros cuadrados"),
        "km²": ("kilómetro cuadrado", "kilómetros cuadrados"),
        "m³": ("metro cúbico", "metros cúbicos"),
        "mg": ("miligramo", "miligramos"),
        "g": ("gramo", "gramos"),
        "kg": ("kilogramo", "kilogramos"),
        "t": ("tonelada", "toneladas"),
        "ml": ("mililitro", "mililitros"),
        "l": ("litro", "litros"),
        "L": ("litro", "litros"),
        "ha": ("hectárea", "hectáreas"),
        "ms": ("milisegundo", "milisegundos"),
        "s": ("segundo", "segundos"),
        "min": ("minuto", "minutos"),
        "h": ("hora", "horas"),
        "km/h": ("kilómetro por hora", "kilómetros por hora"),
        "m/s": ("metro por segundo", "metros por segundo"),
        "°C": ("grado", "grados"),
        "°F": ("grado Fahrenheit", "grados Fahrenheit"),
        "°": ("grado", "grados"),
        "Hz": ("hercio", "hercios"),
        "kHz": ("kilohercio", "kilohercios"),
        "MHz": ("megahercio", "megahercios"),
        "GHz": ("gigahercio", "gigahercios"),
        "W": ("vatio", "vatios"),
        "kW": ("kilovatio", "kilovatios"),
        "MW": ("megavatio", "megavatios"),
        "kWh": ("kilovatio hora", "kilovatios hora"),
        "V": ("voltio", "voltios"),
        "KB": ("kilobyte", "kilobytes"),
        "MB": ("megabyte", "megabytes"),
        "GB": ("gigabyte", "gigabytes"),
        "TB": ("terabyte", "terabytes"),
    },
    abbreviations={
        "sr.": "señor",
        "sra.": "señora",
        "srta.": "señorita",
        "sres.": "señores",
        "dr.": "doctor",
        "dra.": "doctora",
        "prof.": "profesor",
        "d.": "don",
        "dña.": "doña",
        "ud.": "usted",
        "uds.": "ustedes",
        "vd.": "usted",
        "vds.": "ustedes",
        "sto.": "santo",
        "sta.": "santa",
        "p. ej.": "por ejemplo",
        "p.ej.": "por ejemplo",
        "etc.": "etcétera",
        "ee. uu.": "Estados Unidos",
        "ee.uu.": "Estados Unidos",
        "a. c.": "antes de Cristo",
        "a.c.": "antes de Cristo",
        "d. c.": "después de Cristo",
        "d.c.": "después de Cristo",
        "a. m.": "de la mañana",
        "a.m.": "de la mañana",
        "p. m.": "de la tarde",
        "p.m.": "de la tarde",
        "aprox.": "aproximadamente",
        "núm.": "número",
        "n.º": "número",
        "nº": "número",
        "pág.": "página",
        "págs.": "páginas",
        "vol.": "volumen",
        "cap.": "capítulo",
        "fig.": "figura",
        "art.": "artículo",
        "av.": "avenida",
        "avda.": "avenida",
        "tel.": "teléfono",
        "gral.": "general",
        "ene.": "enero",
        "feb.": "febrero",
        "sept.": "septiembre",
        "oct.": "octubre",
        "nov.": "noviembre",
        "dic.": "diciembre",
    },
    numbered={
        "p.": "página",
        "pp.": "páginas",
        "cap.": "capítulo",
        "fig.": "figura",
        "vol.": "volumen",
    },
    symbols={
        "&": "y",
        "+": "más",
        "=": "igual a",
        "±": "más menos",
        "×": "por",
        "÷": "dividido por",
        "§": "sección",
        "©": "copyright",
        "@": "arroba",
        "#": "número",
        "%": "por ciento",
        "‰": "por mil",
        "°": "grados",
        "€": "euros",
        "$": "dólares",
        "£": "libras",
        "¥": "yenes",
        "½": "medio",
        "¼": "un cuarto",
        "¾": "tres cuartos",
        "<": "menor que",
        ">": "mayor que",
        "№": "número",
    },
    joined_half="y medio",
    web={
        ".": "punto",
        "/": "barra",
        "@": "arroba",
        "-": "guion",
        "_": "guion bajo",
        ":": "dos puntos",
        "?": "signo de interrogación",
        "&": "y",
        "=": "igual",
        "#": "almohadilla",
        "%": "por ciento",
        "+": "más",
        "~": "tilde",
    },
    words_in_capitals=word_set(
        "ONU OTAN NASA UNESCO UNICEF OPEP SIDA OVNI COVID FIFA UEFA OEA IVA ETA CIA PYME RAE "
        "RENFE EL LA LOS LAS UN UNA DE DEL AL EN A Y E O U QUE NO SÍ SI ES SON CON POR SIN MI TU "
        "SU ME TE SE YO ÉL NI MÁS MUY YA HOY AQUÍ ALTO FIN VER DOS PARA ERA FUE HAY"
    ),
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    month_first=False,
    counted=word_set("siglo capítulo tomo parte volumen acto libro título fase tipo"),
    ordinal_suffixes=r"\.?(?:[ºªᵒᵃ°]|er|ᵉʳ)",
    read_time=_read_time,
    read_date=_read_date,
    read_year=str,
    read_ordinal=_read_ordinal,
    read_monarch=_read_monarch,
    agree=_agree,
    letters={"Y": "i griega", "W": "uve doble"},
    time_patterns=(
        r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d) (?:h\b\.?|horas?\b)",
        r"(?P<hour>[01]?\d|2[0-4]) h\b\.?(?P<minute>)",
    ),
)
