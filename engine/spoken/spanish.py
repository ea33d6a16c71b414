"""How Spanish is read aloud."""

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    Currency,
    Lexicon,
    Recogniser,
    word_after,
    word_list,
    word_set,
)

_ONES: Final = word_list(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_TENS: Final = word_list("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS: Final = word_list(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)
_ORDINALS: Final = word_list(
    "cero primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo "
    "duodécimo decimotercero decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo "
    "decimonoveno"
)
_ORDINAL_TENS: Final = word_list(
    "vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"
)
_MASCULINE_IN_A: Final = word_set(
    "día días problema problemas mapa mapas tema temas sistema sistemas programa programas idioma "
    "idiomas planeta planetas kilogramo futbolista"
)
_FEMININE: Final = word_set(
    "veces vez mujeres mujer noches noche tardes tarde clases clase calles calle partes parte "
    "sedes series serie llaves llave leyes ley naves nave flores flor fuentes fuente manos mano "
    "fotos foto"
)
_FEMININE_ENDS: Final = ("ión", "iones", "dad", "dades", "tad", "tades", "tud", "tudes", "umbre")
_NO_NOUNS: Final = word_set(
    "para hasta contra era esta ella ellas una unas las nada ahora antes además desde entre sobre "
    "como cuando donde que del con por sin los hay son fue está están más menos mas pero "
    "eran sus este esto hacia según durante cada otra ya así jamás tras mil y o u "
    "e punto coma hoy ayer muy también tampoco era es se lo le"
)


def _below_hundred(number: int) -> str:
    if number < 30:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 3] + (f" y {_ONES[ones]}" if ones else "")


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    if not hundreds:
        return _below_hundred(rest)
    return _HUNDREDS[hundreds - 1] + (f" {_below_hundred(rest)}" if rest else "")


def _agreed(words: str, gender: str) -> str:
    if gender == "f":
        words = re.sub("cientos\\b", "cientas", words).replace("quinientos", "quinientas")
        return words[:-1] + "a" if words.endswith("uno") else words
    if words.endswith("veintiuno"):
        return words[:-3] + "ún"
    return words[:-1] if words.endswith("uno") else words


def _below_million(number: int, gender: str) -> str:
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands:
        count = [] if thousands == 1 else [_agreed(_below_thousand(thousands), gender or "m")]
        words += [*count, "mil"]
    if rest or not thousands:
        last = _below_thousand(rest)
        words.append(_agreed(last, gender) if gender else last)
    return " ".join(words)


def _cardinal(number: int, gender: str = "") -> str:
    words = []
    for value, one, several in ((10**12, "billón", "billones"), (10**6, "millón", "millones")):
        if number >= value:
            count, number = divmod(number, value)
            words += [_below_million(count, "m"), one if count == 1 else several]
    if number or not words:
        words.append(_below_million(number, gender))
    return " ".join(words)


def ordinal_words(number: int) -> str | None:
    """Return "vigésimo primero" for 21; None above 99, where Spanish says cardinals."""
    if number >= 100:
        return "centésimo" if number == 100 else None
    if number < 20:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    stem = _ORDINAL_TENS[tens - 2]
    return f"{stem} {_ORDINALS[ones]}" if ones else stem


def _gender(noun: str) -> str:
    noun = noun.split(" ", maxsplit=1)[0]  # "metros cuadrados", and "por ciento", which is no noun
    if not noun.islower() or len(noun) < 3 or noun in _NO_NOUNS:
        return ""
    is_feminine = noun in _FEMININE or noun.endswith(_FEMININE_ENDS)
    in_a = noun.rstrip("s").endswith("a") and noun not in _MASCULINE_IN_A
    return "f" if is_feminine or in_a else "m"


def _read_time(hour: int, minute: int) -> str:
    hours = _cardinal(hour, "f")
    if minute:
        return f"{hours} y {_cardinal(minute)}"
    return "una en punto" if hour == 1 else f"{hours} horas"


def _read_date(match: re.Match[str], day: int, month: str, year: str | None) -> str:
    del match
    date = f"{'primero' if day == 1 else _cardinal(day)} de {month}"
    return f"{date} de {year}" if year else date


def _read_ordinal(match: re.Match[str], number: int, suffix: str) -> str | None:
    words = ordinal_words(number)
    if words is None:
        return _cardinal(number)
    suffix = suffix.lstrip(".")
    noun = word_after(match).casefold()
    several = "s" if suffix == "" and noun.endswith("s") else ""
    if suffix in ("ª", "ᵃ", "a", "da", "ra", "ta", "va", "na", "ma") or (
        suffix == "" and _gender(noun) == "f"
    ):
        return " ".join(word[:-1] + "a" + several for word in words.split())
    is_apocope = suffix in ("er", "ᵉʳ") or (suffix != "o" and _gender(noun) == "m")
    if several:
        return " ".join(word + several for word in words.split())
    if is_apocope and words.endswith(("primero", "tercero")):
        return words[:-1]
    return words


def _read_ruler(match: re.Match[str], number: int, is_queen: bool) -> str:
    del match
    words = ordinal_words(number) if number <= 10 else None
    if words is None:
        return _cardinal(number)
    return words[:-1] + "a" if is_queen else words


def _read_numeral(number: int, noun: str) -> str:
    is_century = noun.casefold() in ("siglo", "siglos", "s.")
    return (ordinal_words(number) or "") if is_century and number <= 10 else _cardinal(number)


def _fraction(top: int, bottom: int) -> str | None:
    if not 2 <= bottom <= 20:
        return None
    names = {2: "medio", 3: "tercio"}
    if bottom <= 10:
        name = names.get(bottom) or ordinal_words(bottom) or ""
    else:
        name = _ONES[bottom].replace("é", "e").removesuffix("e") + (
            "avo" if not _ONES[bottom].endswith("a") else "vo"
        )
    return f"{_cardinal(top, 'm')} {name}{'s' if top != 1 else ''}"


def _mixed(whole: int, top: int, bottom: int) -> str:
    if (top, bottom) == (1, 2):
        return f"{_cardinal(whole)} y medio"
    part = _fraction(top, bottom) or f"{_cardinal(top)} sobre {_cardinal(bottom)}"
    return f"{_cardinal(whole)} y {part}"


def _power(words: str, value: int | None) -> str:
    return {2: "al cuadrado", 3: "al cubo"}.get(value or 0, f"elevado a {words}")


def _of_noun(noun: str) -> str:
    return noun if noun.startswith("por ") else f"de {noun}"  # "por ciento" is no noun


def _phone_groups(digits: str) -> list[str]:
    return re.findall(r"\d{3}(?!\d$)|\d+", digits)


_MONTHS: Final = word_list(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)


def _first_of_month(match: re.Match[str]) -> str:
    del match
    return "primero"


def _century(match: re.Match[str]) -> str:
    del match
    return "siglo"


def _don(match: re.Match[str]) -> str:
    del match
    return "don"


_GRAMMAR: Final = (
    Recogniser(re.compile(r"(?<![\w.])[sS]\.(?=\s?[IVX]+(?!\w))"), _century),
    Recogniser(re.compile(rf"(?<![\w.,])1(?= de (?:{'|'.join(_MONTHS)})\b)"), _first_of_month),
    Recogniser(re.compile(r"(?<![\w.])D\.(?=\s[A-ZÁÉÍÓÚÑ](?!\S* [IVX]))"), _don),
)

_CENTAVO: Final = ("centavo", "centavos")
_CENTIMO: Final = ("céntimo", "céntimos")

SPANISH: Final = Lexicon(
    language="es",
    decimal_sign=",",
    decimal_word="coma",
    decimals_by_digit=False,
    minus="menos",
    range_word="a",
    score_word="a",
    over_word="sobre",
    out_of="sobre",
    by_word="por",
    times_word="veces",
    per="por",
    of_noun=_of_noun,
    of_after=word_list("millón millones billón billones"),
    of_unit=_of_noun,
    and_part="con",
    before_one_unit=word_set("un el al del"),
    scales={
        "mil": ("mil", "mil"),
        **{
            form: forms
            for written, forms in {
                "millón millones mill. mm m": ("millón", "millones"),
                "billón billones": ("billón", "billones"),
                "k": ("mil", "mil"),
            }.items()
            for form in written.split()
        },
    },
    currencies={
        "USD": Currency(unit=("dólar", "dólares"), part=_CENTAVO),
        "EUR": Currency(unit=("euro", "euros"), part=_CENTIMO),
        "GBP": Currency(unit=("libra", "libras"), part=("penique", "peniques")),
        "JPY": Currency(unit=("yen", "yenes"), part=("sen", "senes")),
        "BRL": Currency(unit=("real", "reales"), part=_CENTAVO),
        "CHF": Currency(unit=("franco suizo", "francos suizos"), part=_CENTIMO),
        "INR": Currency(unit=("rupia", "rupias"), part=("paisa", "paisas")),
        "RUB": Currency(unit=("rublo", "rublos"), part=("kopek", "kopeks")),
        "KRW": Currency(unit=("won", "wones"), part=("jeon", "jeones")),
        "TRY": Currency(unit=("lira turca", "liras turcas"), part=("kurus", "kurus")),
        "PLN": Currency(unit=("esloti", "eslotis"), part=("grosz", "groszy")),
        "CAD": Currency(unit=("dólar canadiense", "dólares canadienses"), part=_CENTAVO),
        "AUD": Currency(unit=("dólar australiano", "dólares australianos"), part=_CENTAVO),
        "CNY": Currency(unit=("yuan", "yuanes"), part=("fen", "fenes")),
        "MXN": Currency(unit=("peso mexicano", "pesos mexicanos"), part=_CENTAVO),
        "SEK": Currency(unit=("corona sueca", "coronas suecas"), part=("öre", "öre")),
    },
    units={
        "%": ("por ciento", "por ciento"),
        "‰": ("por mil", "por mil"),
        "¢": ("centavo", "centavos"),
        "nm": ("nanómetro", "nanómetros"),
        "μm": ("micrómetro", "micrómetros"),
        "mm": ("milímetro", "milímetros"),
        "cm": ("centímetro", "centímetros"),
        "m": ("metro", "metros"),
        "km": ("kilómetro", "kilómetros"),
        "m²": ("metro cuadrado", "metros cuadrados"),
        "km²": ("kilómetro cuadrado", "kilómetros cuadrados"),
        "cm²": ("centímetro cuadrado", "centímetros cuadrados"),
        "m³": ("metro cúbico", "metros cúbicos"),
        "cm³": ("centímetro cúbico", "centímetros cúbicos"),
        "μg": ("microgramo", "microgramos"),
        "mg": ("miligramo", "miligramos"),
        "g": ("gramo", "gramos"),
        "kg": ("kilogramo", "kilogramos"),
        "t": ("tonelada", "toneladas"),
        "ml": ("mililitro", "mililitros"),
        "cl": ("centilitro", "centilitros"),
        "dl": ("decilitro", "decilitros"),
        "ft": ("pie", "pies"),
        "″": ("pulgada", "pulgadas"),
        "mph": ("milla por hora", "millas por hora"),
        "l": ("litro", "litros"),
        "L": ("litro", "litros"),
        "ha": ("hectárea", "hectáreas"),
        "ms": ("milisegundo", "milisegundos"),
        "s": ("segundo", "segundos"),
        "min": ("minuto", "minutos"),
        "h": ("hora", "horas"),
        "km/h": ("kilómetro por hora", "kilómetros por hora"),
        "m/s": ("metro por segundo", "metros por segundo"),
        "m/s²": ("metro por segundo al cuadrado", "metros por segundo al cuadrado"),
        "Mbit/s": ("megabit por segundo", "megabits por segundo"),
        "dB": ("decibelio", "decibelios"),
        "hPa": ("hectopascal", "hectopascales"),
        "kcal": ("kilocaloría", "kilocalorías"),
        "kJ": ("kilojulio", "kilojulios"),
        "CV": ("caballo", "caballos"),
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
        "GW": ("gigavatio", "gigavatios"),
        "kWh": ("kilovatio hora", "kilovatios hora"),
        "mAh": ("miliamperio hora", "miliamperios hora"),
        "Ω": ("ohmio", "ohmios"),
        "V": ("voltio", "voltios"),
        "kB": ("kilobyte", "kilobytes"),
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
        "d.ª": "doña",
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
        "c/": "calle",
        "s/n": "sin número",
        "c/u": "cada uno",
        "pza.": "plaza",
        "izda.": "izquierda",
        "dcha.": "derecha",
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
        "n.º": "número",
        "n.°": "número",
        "nº": "número",
        "n°": "número",
        "no.": "número",
        "nro.": "número",
        "num.": "número",
        "№": "número",
        "#": "número",
        "§": "sección",
        "§§": "secciones",
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
        "==": "igual a",
        "!=": "distinto de",
        "≠": "distinto de",
        "±": "más menos",
        "×": "por",
        "*": "por",
        "÷": "dividido por",
        "√": "raíz de",
        "∞": "infinito",
        "→": "a",
        "->": "a",
        "=>": "a",
        "§": "sección",
        "§§": "secciones",
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
        "<": "menor que",
        ">": "mayor que",
        "≤": "menor o igual que",
        "<=": "menor o igual que",
        "≥": "mayor o igual que",
        ">=": "mayor o igual que",
        "≈": "aproximadamente",
        "~": "aproximadamente",
        "№": "número",
    },
    phrases={
        "24/7": "veinticuatro siete",
        "50/50": "cincuenta cincuenta",
        "C#": "C sharp",
        "F#": "F sharp",
    },
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
    hashtag="hashtag",
    directions={"N": "norte", "S": "sur", "E": "este", "O": "oeste", "W": "oeste"},
    letters={"Y": "i griega", "W": "uve doble"},
    acronyms=word_set(
        "ONU OTAN NASA UNESCO UNICEF OPEP SIDA OVNI COVID FIFA UEFA OEA IVA ETA CIA PYME RAE RENFE"
    ),
    emphasised=word_set(
        "EL LA LOS LAS UN UNA DE DEL AL EN A Y E O U QUE NO SÍ SI ES SON CON POR SIN MI TU SU ME "
        "TE SE YO ÉL NI MÁS MUY YA HOY AQUÍ ALTO FIN VER DOS PARA ERA FUE HAY"
    ),
    articles=word_set("el la los las un una"),
    don=("don", "doña"),
    months=_MONTHS,
    month_and_year="{} de {}",
    numeral_nouns=word_set(
        "siglo siglos s capítulo capítulos tomo parte volumen acto libro título fase tipo apollo "
        "apolo bowl escena anexo figura tabla artículo clase"
    ),
    between_numerals=word_set("y e a al"),
    cardinal=_cardinal,
    gender=_gender,
    fraction=_fraction,
    half={"m": "medio {}", "f": "media {}", "": "medio {}"},
    mixed=_mixed,
    power=_power,
    read_time=_read_time,
    read_date=_read_date,
    read_ordinal=_read_ordinal,
    ordinal_suffixes=r"\.?(?:(?:[ºªᵒᵃ]|°(?=\s[^\W\d_]{3}))|er|ᵉʳ|[dr]o|[dr]a|t[oa]|v[oa]|n[oa]|m[oa])",
    read_ruler=_read_ruler,
    read_numeral=_read_numeral,
    time_patterns=(
        r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)\s?(?:h\b\.?|hs\b|horas?\b)",
        r"(?P<hour>[01]?\d|2[0-4])\s?h\b\.?(?P<minute>)",
    ),
    time_cues=word_set("las la"),
    score_cues=word_set("ganó perdió venció derrotó marcador escala razón proporción goles"),
    phone_patterns=(
        r"[6-9]\d{2}(?P<sep>[ -]?)\d{3}(?P=sep)\d{3}",
        r"[6-9]\d{2}(?P<sep>[ .-])\d{2}(?P=sep)\d{2}(?P=sep)\d{2}",
        r"9\d(?P<sep>[ .-])\d{3}(?P=sep)\d{2}(?P=sep)\d{2}",
        r"\d{2} \d{4} \d{4}",
        r"\d{3}-\d{4}",
    ),
    phone_cues=word_set("tel teléfono móvil fax llame llama llamar marque marca"),
    phone_groups=_phone_groups,
    grammar=_GRAMMAR,
)
