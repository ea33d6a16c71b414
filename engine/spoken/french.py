"""How French is read aloud."""

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    Currency,
    Lexicon,
    Recogniser,
    point_at_end,
    word_after,
    word_list,
    word_set,
)

_ONES: Final = word_list(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_TENS: Final = word_list(
    "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
)
_SCALES: Final = ((10**12, "billion"), (10**9, "milliard"), (10**6, "million"))
_FEMININE: Final = word_set(
    "heure heures minute minutes seconde secondes semaine semaines année années fois personne "
    "personnes femme femmes fille filles livre livres tonne tonnes page pages voiture voitures "
    "place places pièce pièces maison maisons voix étoile étoiles chambre chambres table tables "
    "ville villes équipe équipes étape étapes classe classes ligne lignes milliseconde "
    "millisecondes calorie calories kilocalorie kilocalories journée journées couronne couronnes "
    "guerre république"
)
_FEMININE_ENDS: Final = ("tion", "sion", "té", "ée", "ette", "ance", "ence", "esse", "tude", "lle")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens = number // 10
    rest = number - 10 * tens + (10 if tens in (7, 9) else 0)
    stem = _TENS[tens - 2]
    if rest == 0:
        return stem
    joint = " et " if rest in (1, 11) and tens < 8 else "-"
    return stem + joint + _ONES[rest]


def _below_thousand(number: int, *, is_last: bool) -> str:
    """Return words; "vingt" and "cent" have their s where nothing follows."""
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        count = [] if hundreds == 1 else [_ONES[hundreds]]
        words += [*count, "cents" if hundreds > 1 and not rest and is_last else "cent"]
    if rest or not hundreds:
        words.append(_below_hundred(rest) + ("s" if rest == 80 and is_last else ""))
    return " ".join(words)


def _cardinal(number: int, gender: str = "") -> str:
    words = []
    for value, name in _SCALES:
        if number >= value:
            count, number = divmod(number, value)
            words += [_below_thousand(count, is_last=True), name + ("s" if count > 1 else "")]
    if number >= 1000:
        count, number = divmod(number, 1000)
        words += [] if count == 1 else [_below_thousand(count, is_last=False)]
        words.append("mille")
    if number or not words:
        words.append(_below_thousand(number, is_last=True))
    said = " ".join(words)
    is_one = said == "un" or said.endswith((" un", "-un"))
    return said + "e" if gender == "f" and is_one else said


def ordinal_words(number: int) -> str:
    """Return "vingt et unième" for 21."""
    if number == 1:
        return "premier"
    words = _cardinal(number)
    if words.endswith("cinq"):
        return words + "uième"
    if words.endswith("neuf"):
        return words[:-1] + "vième"
    if words.endswith(("vingts", "cents", "millions", "milliards")):
        words = words[:-1]
    return words.removesuffix("e") + "ième"


def _read_time(hour: int, minute: int) -> str:
    hours = f"{_cardinal(hour, 'f')} heure{'s' if hour > 1 else ''}"
    return f"{hours} {_cardinal(minute)}" if minute else hours


def _read_date(match: re.Match[str], day: int, month: str, year: str | None) -> str:
    del match
    date = f"{'premier' if day == 1 else _cardinal(day)} {month}"
    return f"{date} {year}" if year else date


def _gender(noun: str) -> str:
    if not noun.islower():
        return ""
    singular = noun.removesuffix("s")
    return "f" if noun in _FEMININE or singular.endswith(_FEMININE_ENDS) else "m"


def _read_ordinal(match: re.Match[str], number: int, suffix: str) -> str | None:
    several = "s" if suffix.endswith("s") else ""
    if number == 1:
        is_feminine = suffix.startswith(("r", "è")) or (
            suffix == "" and _gender(word_after(match).casefold()) == "f"
        )
        return ("première" if is_feminine else "premier") + several
    if suffix in ("nd", "nde", "nds", "ndes", "d", "de") and number == 2:
        return f"second{'e' if 'e' in suffix else ''}{several}"
    return ordinal_words(number) + several


def _read_ruler(match: re.Match[str], number: int, is_queen: bool) -> str:
    del match
    if number == 1:
        return "première" if is_queen else "premier"
    return _cardinal(number)


def _read_numeral(number: int, noun: str) -> str:
    del noun
    return _cardinal(number)


def _fraction(top: int, bottom: int) -> str | None:
    if not 2 <= bottom <= 20:
        return None
    names = {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")}
    ordinal = ordinal_words(bottom)
    return f"{_cardinal(top)} {names.get(bottom, (ordinal, ordinal + 's'))[top != 1]}"


def _mixed(whole: int, top: int, bottom: int) -> str:
    if (top, bottom) == (1, 2):
        return f"{_cardinal(whole)} et demi"
    part = _fraction(top, bottom) or f"{_cardinal(top)} sur {_cardinal(bottom)}"
    return f"{_cardinal(whole)} et {part}"


def _power(words: str, value: int | None) -> str:
    return {2: "au carré", 3: "au cube"}.get(value or 0, f"puissance {words}")


def _of_noun(noun: str) -> str:
    if noun.startswith("pour "):  # "pour cent" is no noun
        return noun
    return f"d'{noun}" if noun[0] in "aeéèêiouh" else f"de {noun}"


def _phone_groups(digits: str) -> list[str]:
    start = [digits[0]] if len(digits) % 2 else []
    return [*start, *re.findall(r"\d\d", digits[len(start) :])]


_MONTHS: Final = word_list(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)


def _first_of_month(match: re.Match[str]) -> str:
    del match
    return "premier"


def _height(match: re.Match[str]) -> str:
    metres = int(match["metres"])
    return f"{_cardinal(metres)} mètre{'s' if metres > 1 else ''} {_cardinal(int(match['rest']))}"


def _century(match: re.Match[str]) -> str:
    return "siècle" + point_at_end(match)


def _round_the_clock(match: re.Match[str]) -> str:
    unit = "heures" if match["unit"] == "h" else "jours"
    first, last = _cardinal(int(match["first"])), _cardinal(int(match["last"]))
    return f"{first} {unit} sur {last}"


_GRAMMAR: Final = (
    Recogniser(re.compile(r"(?<=[IVX][eᵉ] )s\.(?!\w)"), _century),
    Recogniser(re.compile(r"(?<![\w.,])(?P<metres>\d)m(?P<rest>[1-9]\d)(?!\w)"), _height),
    Recogniser(re.compile(rf"(?<![\w.,])1(?= (?:{'|'.join(_MONTHS)})\b)"), _first_of_month),
    Recogniser(
        re.compile(
            r"(?<![\w.,])(?P<first>\d+)\s?(?P<unit>[hj])\s?(?:/|sur)\s?(?P<last>24|7)(?!\d)[hj]?"
        ),
        _round_the_clock,
    ),
)

_CENTIME: Final = ("centime", "centimes")

FRENCH: Final = Lexicon(
    language="fr",
    decimal_sign=",",
    decimal_word="virgule",
    decimals_by_digit=False,
    one_below_two=True,
    minus="moins",
    range_word="à",
    score_word="à",
    over_word="sur",
    out_of="sur",
    by_word="sur",
    times_word="fois",
    per="par",
    of_noun=_of_noun,
    of_after=word_list("million millions milliard milliards billion billions"),
    of_unit=_of_noun,
    and_part="",
    before_one_unit=word_set("au du le un"),
    scales={
        "cent": ("cent", "cents"),
        "mille": ("mille", "mille"),
        **{
            form: forms
            for written, forms in {
                "million millions m": ("million", "millions"),
                "milliard milliards md mds mrd": ("milliard", "milliards"),
                "billion billions": ("billion", "billions"),
                "k": ("mille", "mille"),
            }.items()
            for form in written.split()
        },
    },
    currencies={
        "USD": Currency(unit=("dollar", "dollars"), part=("cent", "cents")),
        "EUR": Currency(unit=("euro", "euros"), part=_CENTIME),
        "GBP": Currency(unit=("livre", "livres"), part=("penny", "pence")),
        "JPY": Currency(unit=("yen", "yens"), part=("sen", "sens")),
        "BRL": Currency(unit=("réal", "réals"), part=("centavo", "centavos")),
        "CHF": Currency(unit=("franc suisse", "francs suisses"), part=_CENTIME),
        "INR": Currency(unit=("roupie", "roupies"), part=("paisa", "paisas")),
        "RUB": Currency(unit=("rouble", "roubles"), part=("kopeck", "kopecks")),
        "KRW": Currency(unit=("won", "wons"), part=("jeon", "jeons")),
        "TRY": Currency(unit=("livre turque", "livres turques"), part=("kuruş", "kuruş")),
        "PLN": Currency(unit=("zloty", "zlotys"), part=("grosz", "groszy")),
        "CAD": Currency(unit=("dollar canadien", "dollars canadiens"), part=("cent", "cents")),
        "AUD": Currency(unit=("dollar australien", "dollars australiens"), part=("cent", "cents")),
        "CNY": Currency(unit=("yuan", "yuans"), part=("fen", "fens")),
        "MXN": Currency(unit=("peso mexicain", "pesos mexicains"), part=("centavo", "centavos")),
        "SEK": Currency(unit=("couronne suédoise", "couronnes suédoises"), part=("öre", "öre")),
    },
    units={
        "%": ("pour cent", "pour cent"),
        "‰": ("pour mille", "pour mille"),
        "¢": ("cent", "cents"),
        "nm": ("nanomètre", "nanomètres"),
        "μm": ("micromètre", "micromètres"),
        "mm": ("millimètre", "millimètres"),
        "cm": ("centimètre", "centimètres"),
        "m": ("mètre", "mètres"),
        "km": ("kilomètre", "kilomètres"),
        "m²": ("mètre carré", "mètres carrés"),
        "km²": ("kilomètre carré", "kilomètres carrés"),
        "cm²": ("centimètre carré", "centimètres carrés"),
        "m³": ("mètre cube", "mètres cubes"),
        "cm³": ("centimètre cube", "centimètres cubes"),
        "μg": ("microgramme", "microgrammes"),
        "mg": ("milligramme", "milligrammes"),
        "g": ("gramme", "grammes"),
        "kg": ("kilogramme", "kilogrammes"),
        "t": ("tonne", "tonnes"),
        "ml": ("millilitre", "millilitres"),
        "cl": ("centilitre", "centilitres"),
        "dl": ("décilitre", "décilitres"),
        "hl": ("hectolitre", "hectolitres"),
        "ft": ("pied", "pieds"),
        "″": ("pouce", "pouces"),
        "mph": ("mile par heure", "miles par heure"),
        "l": ("litre", "litres"),
        "L": ("litre", "litres"),
        "ha": ("hectare", "hectares"),
        "ms": ("milliseconde", "millisecondes"),
        "s": ("seconde", "secondes"),
        "min": ("minute", "minutes"),
        "mn": ("minute", "minutes"),
        "km/h": ("kilomètre heure", "kilomètres heure"),
        "h": ("heure", "heures"),
        "m/s": ("mètre par seconde", "mètres par seconde"),
        "m/s²": ("mètre par seconde au carré", "mètres par seconde au carré"),
        "Mbit/s": ("mégabit par seconde", "mégabits par seconde"),
        "dB": ("décibel", "décibels"),
        "hPa": ("hectopascal", "hectopascals"),
        "kcal": ("kilocalorie", "kilocalories"),
        "kJ": ("kilojoule", "kilojoules"),
        "ch": ("cheval", "chevaux"),
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
        "GW": ("gigawatt", "gigawatts"),
        "kWh": ("kilowattheure", "kilowattheures"),
        "mAh": ("milliampère-heure", "milliampères-heures"),
        "Ω": ("ohm", "ohms"),
        "V": ("volt", "volts"),
        "ko": ("kilooctet", "kilooctets"),
        "Ko": ("kilooctet", "kilooctets"),
        "GB": ("gigaoctet", "gigaoctets"),
        "MB": ("mégaoctet", "mégaoctets"),
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
        "bd": "boulevard",
        "n°": "numéro",
        "nº": "numéro",
        "r.-v.": "rendez-vous",
        "s.v.p.": "s'il vous plaît",
        "min.": "minimum",
        "max.": "maximum",
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
        "n°": "numéro",
        "nº": "numéro",
        "no": "numéro",
        "n.": "numéro",
        "no.": "numéro",
        "n°s": "numéros",
        "nos": "numéros",
        "№": "numéro",
        "#": "numéro",
        "§": "paragraphe",
        "§§": "paragraphes",
        "art.": "article",
        "chap.": "chapitre",
        "fig.": "figure",
        "vol.": "volume",
    },
    symbols={
        "&": "et",
        "+": "plus",
        "=": "égale",
        "==": "égale",
        "!=": "différent de",
        "≠": "différent de",
        "±": "plus ou moins",
        "×": "fois",
        "*": "fois",
        "÷": "divisé par",
        "√": "racine de",
        "∞": "l'infini",
        "→": "vers",
        "->": "vers",
        "=>": "vers",
        "§": "paragraphe",
        "§§": "paragraphes",
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
        "<": "inférieur à",
        ">": "supérieur à",
        "≤": "inférieur ou égal à",
        "<=": "inférieur ou égal à",
        "≥": "supérieur ou égal à",
        ">=": "supérieur ou égal à",
        "≈": "environ",
        "~": "environ",
        "№": "numéro",
    },
    phrases={
        "24/7": "vingt-quatre heures sur vingt-quatre et sept jours sur sept",
        "50/50": "cinquante-cinquante",
        "C#": "C sharp",
        "F#": "F sharp",
    },
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
    hashtag="hashtag",
    directions={"N": "nord", "S": "sud", "E": "est", "O": "ouest", "W": "ouest"},
    letters={"Y": "i grec", "W": "double vé"},
    acronyms=word_set(
        "ONU OTAN NASA UNESCO UNICEF OPEP SIDA OVNI COVID FIFA UEFA INSEE CNIL SMIC SAMU ENA FNAC "
        "INED CAF PACS RER"
    ),
    emphasised=word_set(
        "A À Y LE LA LES UN UNE DES DU DE ET EN AU AUX IL ELLE ON NOUS VOUS JE TU CE SE NE PAS NON "
        "OUI OU OÙ QUI QUE SI MA TA SA MON TON SON MES SES SUR PAR TOUT BON STOP EST SONT VA VU"
    ),
    articles=word_set("le la les un une des du"),
    months=_MONTHS,
    numeral_nouns=word_set(
        "chapitre chapitres tome partie volume acte livre titre article phase type apollo bowl "
        "scène annexe figure tableau classe"
    ),
    numeral_suffixes=r"(?:ers?|res?|[eᵉ]s?|(?:iè|è)mes?|ᵉʳ|ʳᵉ)",
    between_numerals=word_set("et à au"),
    cardinal=_cardinal,
    gender=_gender,
    fraction=_fraction,
    half={"m": "un demi {}", "f": "une demi {}", "": "un demi {}"},
    mixed=_mixed,
    power=_power,
    read_time=_read_time,
    read_date=_read_date,
    read_ordinal=_read_ordinal,
    ordinal_suffixes=r"(?:ers?|res?|ères?|èmes?|emes?|ièmes?|es?|ndes?|nds?|de?|ᵉ|ᵉʳ)",
    read_ruler=_read_ruler,
    read_numeral=_read_numeral,
    time_patterns=(r"(?P<hour>[01]?\d|2[0-4])\s?[hH](?:\s?(?P<minute>[0-5]\d))?(?:\s?min)?(?!/)",),
    time_cues=word_set("à vers de dès avant après"),
    score_cues=word_set("gagné battu perdu score victoire défaite rapport échelle ratio"),
    phone_patterns=(r"0\s?\d{3}(?: \d{3}){2}", r"0\s?\d{3}(?: \d{2}){3}"),
    phone_cues=word_set("tél tel téléphone portable fax mobile appelez appeler composez"),
    phone_groups=_phone_groups,
    grammar=_GRAMMAR,
)
