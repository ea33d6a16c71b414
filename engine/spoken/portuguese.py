"""How Brazilian Portuguese is read aloud."""

from typing import Final

from engine.spoken.lexicon import Currency, Lexicon, word_list, word_set

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_ORDINALS: Final = word_list(
    "zero primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo"
)
_ORDINAL_TENS: Final = word_list(
    "décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo "
    "nonagésimo"
)
_TENS: Final = word_list("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_MASCULINE_IN_A: Final = word_set(
    "dia dias problema problemas mapa mapas tema temas sistema sistemas programa programas "
    "quilograma quilogramas grama gramas"
)


def ordinal_words(number: int) -> str | None:
    """Return "vigésimo primeiro" for 21; None above 99, where cardinals are said."""
    if number >= 100:
        return None
    if number <= 10:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    stem = _ORDINAL_TENS[tens - 1]
    return f"{stem} {_ORDINALS[ones]}" if ones else stem


def _is_feminine(noun: str) -> bool:
    return noun.rstrip("s").endswith("a") and noun not in _MASCULINE_IN_A


def _read_time(hour: int, minute: int) -> str:
    hours = f"{_agree(hour, 'horas') or hour} {'hora' if hour == 1 else 'horas'}"
    return f"{hours} e {minute}" if minute else hours


def _read_date(day: int, month: str, year: str | None) -> str:
    date = f"{'primeiro' if day == 1 else day} de {month}"
    return f"{date} de {year}" if year else date


def _read_ordinal(number: int, suffix: str) -> str | None:
    words = ordinal_words(number)
    if words is None:
        return str(number)
    if suffix.endswith(("ª", "ᵃ")):
        return " ".join(word[:-1] + "a" for word in words.split())
    return words


def _read_monarch(number: int) -> str:
    return (ordinal_words(number) or str(number)) if number <= 10 else str(number)


def _agree(number: int, noun: str) -> str | None:
    ones = number % 10
    if ones not in (1, 2) or number % 100 in (11, 12) or number > 99:
        return None
    if not _is_feminine(noun):
        return "um" if number == 1 else None
    word = "uma" if ones == 1 else "duas"
    return word if number < 10 else f"{_TENS[number // 10 - 2]} e {word}"


_CENTAVO: Final = ("centavo", "centavos")

PORTUGUESE: Final = Lexicon(
    language="pt",
    decimal_sign=",",
    decimal_word="vírgula",
    decimals_by_digit=False,
    minus="menos",
    range_word="a",
    percent="por cento",
    per="por",
    of_money="de",
    and_part="e",
    scales={
        "mil": "mil",
        "milhão": "milhão",
        "milhões": "milhões",
        "bilhão": "bilhão",
        "bilhões": "bilhões",
        "trilhão": "trilhão",
        "trilhões": "trilhões",
        "mi": "milhões",
        "bi": "bilhões",
    },
    currencies={
        "USD": Currency(unit=("dólar", "dólares"), part=("centavo", "centavos")),
        "EUR": Currency(unit=("euro", "euros"), part=("centavo", "centavos")),
        "GBP": Currency(unit=("libra", "libras"), part=("pêni", "pence")),
        "JPY": Currency(unit=("iene", "ienes"), part=("sen", "sens")),
        "BRL": Currency(unit=("real", "reais"), part=_CENTAVO),
        "CHF": Currency(unit=("franco suíço", "francos suíços"), part=("cêntimo", "cêntimos")),
    },
    units={
        "mm": ("milímetro", "milímetros"),
        "cm": ("centímetro", "centímetros"),
        "m": ("metro", "metros"),
        "km": ("quilômetro", "quilômetros"),
        "m²": ("metro quadrado", "metros quadrados"),
        "km²": ("quilômetro quadrado", "quilômetros quadrados"),
        "m³": ("metro cúbico", "metros cúbicos"),
        "mg": ("miligrama", "miligramas"),
        "g": ("grama", "gramas"),
        "kg": ("quilo", "quilos"),
        "t": ("tonelada", "toneladas"),
        "ml": ("mililitro", "mililitros"),
        "l": ("litro", "litros"),
        "L": ("litro", "litros"),
        "ha": ("hectare", "hectares"),
        "ms": ("milissegundo", "milissegundos"),
        "s": ("segundo", "segundos"),
        "min": ("minuto", "minutos"),
        "km/h": ("quilômetro por hora", "quilômetros por hora"),
        "m/s": ("metro por segundo", "metros por segundo"),
        "°C": ("grau", "graus"),
        "°F": ("grau Fahrenheit", "graus Fahrenheit"),
        "°": ("grau", "graus"),
        "Hz": ("hertz", "hertz"),
        "kHz": ("quilohertz", "quilohertz"),
        "MHz": ("mega-hertz", "mega-hertz"),
        "GHz": ("giga-hertz", "giga-hertz"),
        "W": ("watt", "watts"),
        "kW": ("quilowatt", "quilowatts"),
        "MW": ("megawatt", "megawatts"),
        "kWh": ("quilowatt-hora", "quilowatts-hora"),
        "V": ("volt", "volts"),
        "KB": ("quilobyte", "quilobytes"),
        "MB": ("megabyte", "megabytes"),
        "GB": ("gigabyte", "gigabytes"),
        "TB": ("terabyte", "terabytes"),
    },
    abbreviations={
        "sr.": "senhor",
        "sra.": "senhora",
        "srta.": "senhorita",
        "srs.": "senhores",
        "dr.": "doutor",
        "dra.": "doutora",
        "prof.": "professor",
        "profa.": "professora",
        "d.": "dom",
        "sto.": "santo",
        "sta.": "santa",
        "p. ex.": "por exemplo",
        "p.ex.": "por exemplo",
        "ex.": "exemplo",
        "etc.": "et cétera",
        "a. c.": "antes de Cristo",
        "a.c.": "antes de Cristo",
        "d. c.": "depois de Cristo",
        "d.c.": "depois de Cristo",
        "aprox.": "aproximadamente",
        "núm.": "número",
        "n.º": "número",
        "nº": "número",
        "pág.": "página",
        "págs.": "páginas",
        "vol.": "volume",
        "cap.": "capítulo",
        "fig.": "figura",
        "art.": "artigo",
        "av.": "avenida",
        "r.": "rua",
        "tel.": "telefone",
        "gen.": "general",
        "ltda.": "limitada",
        "cia.": "companhia",
        "jan.": "janeiro",
        "fev.": "fevereiro",
        "set.": "setembro",
        "out.": "outubro",
        "nov.": "novembro",
        "dez.": "dezembro",
    },
    numbered={
        "p.": "página",
        "pp.": "páginas",
        "cap.": "capítulo",
        "fig.": "figura",
        "vol.": "volume",
    },
    symbols={
        "&": "e",
        "+": "mais",
        "=": "igual a",
        "±": "mais ou menos",
        "×": "vezes",
        "÷": "dividido por",
        "§": "parágrafo",
        "©": "copyright",
        "@": "arroba",
        "#": "número",
        "%": "por cento",
        "‰": "por mil",
        "°": "graus",
        "€": "euros",
        "$": "dólares",
        "£": "libras",
        "¥": "ienes",
        "½": "meio",
        "¼": "um quarto",
        "¾": "três quartos",
        "<": "menor que",
        ">": "maior que",
        "№": "número",
    },
    joined_half="e meio",
    web={
        ".": "ponto",
        "/": "barra",
        "@": "arroba",
        "-": "hífen",
        "_": "sublinhado",
        ":": "dois pontos",
        "?": "interrogação",
        "&": "e",
        "=": "igual",
        "#": "cerquilha",
        "%": "por cento",
        "+": "mais",
        "~": "til",
    },
    words_in_capitals=word_set(
        "ONU OTAN NASA UNESCO UNICEF OPEP AIDS OVNI COVID FIFA UEFA OEA CIA SUS INSS PETROBRAS O A "
        "OS AS UM UMA DE DO DA DOS DAS EM NO NA NOS NAS E OU QUE NÃO SIM SE É SÃO COM POR SEM MEU "
        "TEU SEU EU TU ELE ELA NÓS JÁ SÓ LÁ AQUI MAIS BEM FIM VER DOIS PARA ERA FOI PARE AO"
    ),
    months=(
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
    month_first=False,
    counted=word_set("século capítulo tomo parte volume ato livro título fase tipo"),
    ordinal_suffixes=r"\.?(?:[ºªᵒᵃ°])",
    read_time=_read_time,
    read_date=_read_date,
    read_year=str,
    read_ordinal=_read_ordinal,
    read_monarch=_read_monarch,
    agree=_agree,
    letters={"A": "á", "E": "é", "O": "ó", "Y": "ípsilon", "W": "dáblio"},
    time_patterns=(
        r"(?P<hour>[01]?\d|2[0-4]) ?h(?:oras)?(?: ?(?:e )?(?P<minute>[0-5]\d))?(?: ?min)?\b",
    ),
)
