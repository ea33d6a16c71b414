"""How Brazilian Portuguese is read aloud."""

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
from engine.spoken.roman import QUEENS

_ONES: Final = word_list(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove"
)
_TENS: Final = word_list("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_HUNDREDS: Final = word_list(
    "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)
_SCALES: Final = (
    (10**12, "trilhão", "trilhões"),
    (10**9, "bilhão", "bilhões"),
    (10**6, "milhão", "milhões"),
)
_ORDINALS: Final = word_list(
    "zero primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo"
)
_ORDINAL_TENS: Final = word_list(
    "décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo "
    "nonagésimo"
)
_MASCULINE_IN_A: Final = word_set(
    "dia dias problema problemas mapa mapas tema temas sistema sistemas programa programas "
    "quilograma quilogramas grama gramas miligrama miligramas micrograma microgramas idioma "
    "idiomas planeta planetas"
)
_FEMININE: Final = word_set(
    "vezes vez mulheres mulher noites noite tardes tarde classes classe partes parte mãos mão "
    "fotos foto cidades cidade flores flor chaves chave milhas"
)
_FEMININE_ENDS: Final = (
    "ção",
    "ções",
    "são",
    "sões",
    "dade",
    "dades",
    "tude",
    "tudes",
    "gem",
    "gens",
)
_NO_NOUNS: Final = word_set(
    "para até contra era esta ela elas uma umas nada agora antes desde entre sobre como quando "
    "onde que com por sem foi está estão mais menos mas eram seus este isto cada outra assim mil "
    "fora ainda e ou de do da dos das em no na nos nas se não já a o as os ao à "
    "ponto vírgula hoje ontem muito também"
)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f" e {_ONES[ones]}" if ones else "")


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cem"
    if not hundreds:
        return _below_hundred(rest)
    return _HUNDREDS[hundreds - 1] + (f" e {_below_hundred(rest)}" if rest else "")


def _agreed(words: str, gender: str) -> str:
    if gender != "f":
        return words
    words = re.sub(r"(entos|inhentos)\\b", lambda match: match[0][:-2] + "as", words)
    words = words.replace("duzentos", "duzentas").replace("trezentos", "trezentas")
    if words.endswith("um"):
        return words + "a"
    return words[: -len("dois")] + "duas" if words.endswith("dois") else words


def _cardinal(number: int, gender: str = "") -> str:
    parts = []
    for value, one, several in _SCALES:
        if number >= value:
            count, number = divmod(number, value)
            parts.append(f"{_below_thousand(count)} {one if count == 1 else several}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        many = "" if thousands == 1 else _agreed(_below_thousand(thousands), gender) + " "
        parts.append(f"{many}mil")
    if rest or not parts:
        parts.append(_agreed(_below_thousand(rest), gender))
    if len(parts) == 1:
        return parts[0]
    # The last part is joined with "e" where it is below a hundred or a round hundred.
    last = rest or thousands
    joint = " e " if last < 100 or last % 100 == 0 else " "
    return " ".join(parts[:-1]) + joint + parts[-1]


def ordinal_words(number: int) -> str | None:
    """Return "vigésimo primeiro" for 21; None above 100, where cardinals are said."""
    if number >= 100:
        return "centésimo" if number == 100 else None
    if number <= 10:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    stem = _ORDINAL_TENS[tens - 1]
    return f"{stem} {_ORDINALS[ones]}" if ones else stem


def _gender(noun: str) -> str:
    noun = noun.split(" ", maxsplit=1)[0]  # "metros cuadrados", and "por ciento", which is no noun
    if not noun.islower() or len(noun) < 3 or noun in _NO_NOUNS:
        return ""
    is_feminine = noun in _FEMININE or noun.endswith(_FEMININE_ENDS)
    in_a = noun.rstrip("s").endswith("a") and noun not in _MASCULINE_IN_A
    return "f" if is_feminine or in_a else "m"


def _read_time(hour: int, minute: int) -> str:
    hours = f"{_cardinal(hour, 'f')} {'hora' if hour == 1 else 'horas'}"
    return f"{hours} e {_cardinal(minute)}" if minute else hours


def _read_date(match: re.Match[str], day: int, month: str, year: str | None) -> str:
    del match
    date = f"{'primeiro' if day == 1 else _cardinal(day)} de {month}"
    return f"{date} de {year}" if year else date


def _read_ordinal(match: re.Match[str], number: int, suffix: str) -> str | None:
    words = ordinal_words(number)
    if words is None:
        return _cardinal(number)
    noun = word_after(match).casefold()
    several = "s" if suffix.endswith("s") or (suffix == "" and noun.endswith("s")) else ""
    suffix = suffix.removesuffix("s")
    if suffix.endswith(("ª", "ᵃ", "a")) or (suffix == "" and _gender(noun) == "f"):
        return " ".join(word[:-1] + "a" + several for word in words.split())
    return " ".join(word + several for word in words.split())


def _read_ruler(match: re.Match[str], number: int, is_queen: bool) -> str:
    del match
    words = ordinal_words(number) if number <= 10 else None
    if words is None:
        return _cardinal(number)
    return words[:-1] + "a" if is_queen else words


def _read_numeral(number: int, noun: str) -> str:
    is_century = noun.casefold() in ("século", "séculos", "séc.")
    return (ordinal_words(number) or "") if is_century and number <= 10 else _cardinal(number)


def _fraction(top: int, bottom: int) -> str | None:
    if not 2 <= bottom <= 20:
        return None
    if (top, bottom) == (1, 2):
        return "meio"
    names = {2: "meio", 3: "terço"}
    if bottom <= 10:
        name = names.get(bottom) or ordinal_words(bottom) or ""
        return f"{_cardinal(top)} {name}{'s' if top != 1 else ''}"
    return f"{_cardinal(top)} {_cardinal(bottom)} avos"


def _mixed(whole: int, top: int, bottom: int) -> str:
    part = _fraction(top, bottom) or f"{_cardinal(top)} sobre {_cardinal(bottom)}"
    return f"{_cardinal(whole)} e {part}"


def _power(words: str, value: int | None) -> str:
    return {2: "ao quadrado", 3: "ao cubo"}.get(value or 0, f"elevado a {words}")


def _of_noun(noun: str) -> str:
    return noun if noun.startswith("por ") else f"de {noun}"  # "por cento" is no noun


def _phone_groups(digits: str) -> list[str]:
    if len(digits) in (8, 9):
        return [digits[:-4], digits[-4:]]
    if len(digits) in (10, 11):
        return [digits[:2], digits[2:-4], digits[-4:]]
    return re.findall(r"\d{3}(?!\d$)|\d+", digits)


_MONTHS: Final = word_list(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
)


def _first_of_month(match: re.Match[str]) -> str:
    del match
    return "primeiro"


def _dom(match: re.Match[str]) -> str:
    return "dona" if match["name"] in QUEENS else "dom"


_GRAMMAR: Final = (
    Recogniser(re.compile(rf"(?<![\w.,])1(?= de (?:{'|'.join(_MONTHS)})\b)"), _first_of_month),
    Recogniser(re.compile(r"(?<![\w.])D\.(?=\s(?P<name>[A-ZÁÂÉÍÓÚ]\w+))"), _dom),
)

_CENTAVO: Final = ("centavo", "centavos")

PORTUGUESE: Final = Lexicon(
    language="pt",
    decimal_sign=",",
    decimal_word="vírgula",
    decimals_by_digit=False,
    one_below_two=True,
    minus="menos",
    range_word="a",
    score_word="a",
    over_word="por",
    out_of="de",
    by_word="por",
    times_word="vezes",
    per="por",
    of_noun=_of_noun,
    of_after=word_list("milhão milhões bilhão bilhões trilhão trilhões"),
    of_unit=_of_noun,
    and_part="e",
    feet_and_inches="{} e {}",
    before_one_unit=word_set("um o ao do"),
    scales={
        "mil": ("mil", "mil"),
        **{
            form: forms
            for written, forms in {
                "milhão milhões mi": ("milhão", "milhões"),
                "bilhão bilhões bi": ("bilhão", "bilhões"),
                "trilhão trilhões tri": ("trilhão", "trilhões"),
                "k": ("mil", "mil"),
            }.items()
            for form in written.split()
        },
    },
    currencies={
        "USD": Currency(unit=("dólar", "dólares"), part=("centavo", "centavos")),
        "EUR": Currency(unit=("euro", "euros"), part=("centavo", "centavos")),
        "GBP": Currency(unit=("libra", "libras"), part=("pêni", "pence")),
        "JPY": Currency(unit=("iene", "ienes"), part=("sen", "sens")),
        "BRL": Currency(unit=("real", "reais"), part=_CENTAVO),
        "CHF": Currency(unit=("franco suíço", "francos suíços"), part=("cêntimo", "cêntimos")),
        "INR": Currency(unit=("rupia", "rupias"), part=("paisa", "paisas")),
        "RUB": Currency(unit=("rublo", "rublos"), part=("copeque", "copeques")),
        "KRW": Currency(unit=("won", "wons"), part=("jeon", "jeons")),
        "TRY": Currency(unit=("lira turca", "liras turcas"), part=("kurus", "kurus")),
        "PLN": Currency(unit=("zloty", "zlotys"), part=("grosz", "groszy")),
        "CAD": Currency(unit=("dólar canadense", "dólares canadenses"), part=_CENTAVO),
        "AUD": Currency(unit=("dólar australiano", "dólares australianos"), part=_CENTAVO),
        "CNY": Currency(unit=("yuan", "yuans"), part=("fen", "fens")),
        "MXN": Currency(unit=("peso mexicano", "pesos mexicanos"), part=_CENTAVO),
        "SEK": Currency(unit=("coroa sueca", "coroas suecas"), part=("öre", "öre")),
    },
    units={
        "%": ("por cento", "por cento"),
        "‰": ("por mil", "por mil"),
        "¢": ("centavo", "centavos"),
        "nm": ("nanômetro", "nanômetros"),
        "μm": ("micrômetro", "micrômetros"),
        "mm": ("milímetro", "milímetros"),
        "cm": ("centímetro", "centímetros"),
        "m": ("metro", "metros"),
        "km": ("quilômetro", "quilômetros"),
        "m²": ("metro quadrado", "metros quadrados"),
        "km²": ("quilômetro quadrado", "quilômetros quadrados"),
        "cm²": ("centímetro quadrado", "centímetros quadrados"),
        "m³": ("metro cúbico", "metros cúbicos"),
        "cm³": ("centímetro cúbico", "centímetros cúbicos"),
        "μg": ("micrograma", "microgramas"),
        "mg": ("miligrama", "miligramas"),
        "g": ("grama", "gramas"),
        "kg": ("quilo", "quilos"),
        "t": ("tonelada", "toneladas"),
        "ml": ("mililitro", "mililitros"),
        "cl": ("centilitro", "centilitros"),
        "dl": ("decilitro", "decilitros"),
        "ft": ("pé", "pés"),
        "″": ("polegada", "polegadas"),
        "mph": ("milha por hora", "milhas por hora"),
        "l": ("litro", "litros"),
        "L": ("litro", "litros"),
        "ha": ("hectare", "hectares"),
        "ms": ("milissegundo", "milissegundos"),
        "s": ("segundo", "segundos"),
        "min": ("minuto", "minutos"),
        "km/h": ("quilômetro por hora", "quilômetros por hora"),
        "h": ("hora", "horas"),
        "m/s": ("metro por segundo", "metros por segundo"),
        "m/s²": ("metro por segundo ao quadrado", "metros por segundo ao quadrado"),
        "Mbit/s": ("megabit por segundo", "megabits por segundo"),
        "dB": ("decibel", "decibéis"),
        "hPa": ("hectopascal", "hectopascais"),
        "kcal": ("quilocaloria", "quilocalorias"),
        "kJ": ("quilojoule", "quilojoules"),
        "cv": ("cavalo", "cavalos"),
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
        "GW": ("gigawatt", "gigawatts"),
        "kWh": ("quilowatt-hora", "quilowatts-hora"),
        "mAh": ("miliampere-hora", "miliamperes-hora"),
        "Ω": ("ohm", "ohms"),
        "V": ("volt", "volts"),
        "kB": ("quilobyte", "quilobytes"),
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
        "apto.": "apartamento",
        "s/n": "sem número",
        "núm.": "número",
        "n.º": "número",
        "nº": "número",
        "séc.": "século",
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
        "n.º": "número",
        "n.°": "número",
        "nº": "número",
        "n°": "número",
        "no.": "número",
        "№": "número",
        "#": "número",
        "§": "parágrafo",
        "§§": "parágrafos",
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
        "==": "igual a",
        "!=": "diferente de",
        "≠": "diferente de",
        "±": "mais ou menos",
        "×": "vezes",
        "*": "vezes",
        "÷": "dividido por",
        "√": "raiz de",
        "∞": "infinito",
        "→": "para",
        "->": "para",
        "=>": "para",
        "§": "parágrafo",
        "§§": "parágrafos",
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
        "<": "menor que",
        ">": "maior que",
        "≤": "menor ou igual a",
        "<=": "menor ou igual a",
        "≥": "maior ou igual a",
        ">=": "maior ou igual a",
        "≈": "aproximadamente",
        "~": "aproximadamente",
        "№": "número",
    },
    phrases={
        "24/7": "vinte e quatro por sete",
        "50/50": "cinquenta por cinquenta",
        "C#": "C sharp",
        "F#": "F sharp",
    },
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
    hashtag="hashtag",
    directions={"N": "norte", "S": "sul", "E": "leste", "L": "leste", "O": "oeste", "W": "oeste"},
    letters={"A": "á", "E": "é", "O": "ó", "Y": "ípsilon", "W": "dáblio"},
    acronyms=word_set(
        "ONU OTAN NASA UNESCO UNICEF OPEP AIDS OVNI COVID FIFA UEFA OEA CIA SUS INSS PETROBRAS"
    ),
    emphasised=word_set(
        "O A OS AS UM UMA DE DO DA DOS DAS EM NO NA NOS NAS E OU QUE NÃO SIM SE É SÃO COM POR SEM "
        "MEU TEU SEU EU TU ELE ELA NÓS JÁ SÓ LÁ AQUI MAIS BEM FIM VER DOIS PARA ERA FOI PARE AO"
    ),
    articles=word_set("o a os as um uma"),
    don=("dom", "dona"),
    months=_MONTHS,
    month_and_year="{} de {}",
    numeral_nouns=word_set(
        "século séculos séc capítulo capítulos tomo parte volume ato livro título fase tipo apollo "
        "bowl cena anexo figura tabela artigo classe"
    ),
    between_numerals=word_set("e a ao"),
    cardinal=_cardinal,
    gender=_gender,
    fraction=_fraction,
    half={"m": "meio {}", "f": "meia {}", "": "meio {}"},
    mixed=_mixed,
    power=_power,
    read_time=_read_time,
    read_date=_read_date,
    read_ordinal=_read_ordinal,
    ordinal_suffixes=r"\.?(?:(?:[ºªᵒᵃ]|°(?=\s[^\W\d_]{3}))s?)|[oa]s?",
    read_ruler=_read_ruler,
    read_numeral=_read_numeral,
    time_patterns=(
        r"(?P<hour>[01]?\d|2[0-4])\s?[hH](?:oras)?(?:\s?(?:e )?(?P<minute>[0-5]\d))?(?:\s?min)?\b",
    ),
    time_cues=word_set("às à as das até"),
    score_cues=word_set("ganhou venceu perdeu derrotou placar escala razão proporção gols"),
    phone_patterns=(
        r"\(\d{2}\)\s?9?\d{4}[- ]?\d{4}",
        r"\d{2} 9?\d{4}[- ]\d{4}",
        r"9?\d{4}-\d{4}",
        r"[29]\d{2} \d{3} \d{3}",
        r"2[12] \d{3} (?:\d{4}|\d{2} \d{2})",
        r"[29]\d{8}",
        r"\d{5}-\d{3}",
        r"\d{3}\.\d{3}\.\d{3}-\d{2}",
        r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}",
    ),
    phone_cues=word_set("tel telefone celular telemóvel fax ligue ligar disque"),
    phone_groups=_phone_groups,
    grammar=_GRAMMAR,
)
