"""How English is read aloud."""

from typing import Final

from engine.spoken.lexicon import Currency, Lexicon, word_list, word_set

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_ONES: Final = word_list(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS: Final = word_list("twenty thirty forty fifty sixty seventy eighty ninety")


def ordinal_words(number: int) -> str:
    """Return "twenty-first" for 21; above 99 the hundreds stay in digits."""
    if number >= 100:
        rest = number % 100
        return f"{number - rest} {ordinal_words(rest)}" if rest else f"{number}th"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    stem = _TENS[tens - 2]
    return f"{stem}-{_ONES[ones]}" if ones else stem[:-1] + "ieth"


def _read_time(hour: int, minute: int) -> str:
    if minute == 0:
        return f"{hour} o'clock" if 1 <= hour <= 12 else f"{hour} hundred hours"
    if hour == 0:
        return f"12 {minute} ay M"
    return f"{hour} oh {minute}" if minute < 10 else f"{hour} {minute}"


def _read_date(day: int, month: str, year: str | None) -> str:
    date = f"{month} {ordinal_words(day)}"
    return f"{date}, {year}" if year else date


def _read_year(year: int) -> str:
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return str(year)
    if rest == 0:
        return f"{century} hundred" if century % 10 else str(year)
    return f"{century} oh {rest}" if rest < 10 else f"{century} {rest}"


def _read_ordinal(number: int, suffix: str) -> str | None:
    del suffix
    return ordinal_words(number)


def _read_monarch(number: int) -> str:
    return f"the {ordinal_words(number)}"


def _agree(number: int, noun: str) -> str | None:
    del number, noun
    return None


_CENTS: Final = ("cent", "cents")

ENGLISH: Final = Lexicon(
    language="en",
    decimal_sign=".",
    decimal_word="point",
    decimals_by_digit=True,
    minus="minus",
    range_word="to",
    percent="percent",
    per="per",
    of_money="",
    and_part="and",
    scales={
        "hundred": "hundred",
        "thousand": "thousand",
        "million": "million",
        "billion": "billion",
        "trillion": "trillion",
        "k": "thousand",
        "m": "million",
        "mn": "million",
        "bn": "billion",
    },
    currencies={
        "USD": Currency(unit=("dollar", "dollars"), part=_CENTS),
        "EUR": Currency(unit=("euro", "euros"), part=_CENTS),
        "GBP": Currency(unit=("pound", "pounds"), part=("penny", "pence")),
        "JPY": Currency(unit=("yen", "yen"), part=("sen", "sen")),
        "BRL": Currency(unit=("real", "reais"), part=("centavo", "centavos")),
        "CHF": Currency(unit=("Swiss franc", "Swiss francs"), part=("centime", "centimes")),
    },
    units={
        "mm": ("millimeter", "millimeters"),
        "cm": ("centimeter", "centimeters"),
        "m": ("meter", "meters"),
        "km": ("kilometer", "kilometers"),
        "m²": ("square meter", "square meters"),
        "km²": ("square kilometer", "square kilometers"),
        "m³": ("cubic meter", "cubic meters"),
        "mg": ("milligram", "milligrams"),
        "g": ("gram", "grams"),
        "kg": ("kilogram", "kilograms"),
        "t": ("ton", "tons"),
        "ml": ("milliliter", "milliliters"),
        "l": ("liter", "liters"),
        "L": ("liter", "liters"),
        "ha": ("hectare", "hectares"),
        "mi": ("mile", "miles"),
        "mph": ("mile per hour", "miles per hour"),
        "ft": ("foot", "feet"),
        "yd": ("yard", "yards"),
        "lb": ("pound", "pounds"),
        "lbs": ("pound", "pounds"),
        "oz": ("ounce", "ounces"),
        "ms": ("millisecond", "milliseconds"),
        "s": ("second", "seconds"),
        "min": ("minute", "minutes"),
        "h": ("hour", "hours"),
        "km/h": ("kilometer per hour", "kilometers per hour"),
        "m/s": ("meter per second", "meters per second"),
        "°C": ("degree Celsius", "degrees Celsius"),
        "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
        "°": ("degree", "degrees"),
        "Hz": ("hertz", "hertz"),
        "kHz": ("kilohertz", "kilohertz"),
        "MHz": ("megahertz", "megahertz"),
        "GHz": ("gigahertz", "gigahertz"),
        "W": ("watt", "watts"),
        "kW": ("kilowatt", "kilowatts"),
        "MW": ("megawatt", "megawatts"),
        "kWh": ("kilowatt hour", "kilowatt hours"),
        "V": ("volt", "volts"),
        "KB": ("kilobyte", "kilobytes"),
        "MB": ("megabyte", "megabytes"),
        "GB": ("gigabyte", "gigabytes"),
        "TB": ("terabyte", "terabytes"),
    },
    abbreviations={
        "mr.": "mister",
        "mrs.": "missus",
        "ms.": "miz",
        "dr.": "doctor",
        "prof.": "professor",
        "st.": "saint",
        "mt.": "mount",
        "jr.": "junior",
        "sr.": "senior",
        "gen.": "general",
        "col.": "colonel",
        "lt.": "lieutenant",
        "sgt.": "sergeant",
        "capt.": "captain",
        "rev.": "reverend",
        "hon.": "honorable",
        "gov.": "governor",
        "sen.": "senator",
        "rep.": "representative",
        "vs.": "versus",
        "etc.": "et cetera",
        "e.g.": "for example",
        "i.e.": "that is",
        "cf.": "compare",
        "approx.": "approximately",
        "ca.": "circa",
        "inc.": "incorporated",
        "ltd.": "limited",
        "corp.": "corporation",
        "co.": "company",
        "dept.": "department",
        "ave.": "avenue",
        "blvd.": "boulevard",
        "rd.": "road",
        "vol.": "volume",
        "fig.": "figure",
        "jan.": "January",
        "feb.": "February",
        "aug.": "August",
        "sept.": "September",
        "oct.": "October",
        "nov.": "November",
        "dec.": "December",
        "a.m.": "ay M",
        "p.m.": "P M",
        "u.s.": "U S",
        "u.s.a.": "U S ay",
        "u.k.": "U K",
        "u.n.": "U N",
        "e.u.": "E U",
        "d.c.": "D C",
        "ph.d.": "P H D",
    },
    numbered={
        "no.": "number",
        "nos.": "numbers",
        "p.": "page",
        "pp.": "pages",
        "ch.": "chapter",
        "fig.": "figure",
        "vol.": "volume",
    },
    symbols={
        "&": "and",
        "+": "plus",
        "=": "equals",
        "±": "plus or minus",
        "×": "times",
        "÷": "divided by",
        "§": "section",
        "©": "copyright",
        "@": "at",
        "#": "number",
        "%": "percent",
        "‰": "per mille",
        "°": "degrees",
        "€": "euros",
        "$": "dollars",
        "£": "pounds",
        "¥": "yen",
        "½": "a half",
        "¼": "a quarter",
        "¾": "three quarters",
        "<": "less than",
        ">": "greater than",
        "№": "number",
    },
    joined_half="and a half",
    web={
        ".": "dot",
        "/": "slash",
        "@": "at",
        "-": "dash",
        "_": "underscore",
        ":": "colon",
        "?": "question mark",
        "&": "and",
        "=": "equals",
        "#": "hash",
        "%": "percent",
        "+": "plus",
        "~": "tilde",
    },
    words_in_capitals=word_set(
        "NASA NATO UNESCO UNICEF OPEC AIDS COVID LASER RADAR SARS FIFA UEFA ASCII PIN SIM RAM "
        "NAFTA ASEAN OSHA NAACP A I AN AND ARE AS AT BE BUT BY DO FOR GO HE HER HIS IF IN IS IT "
        "ME MY NO NOT NOW OF ON OR OUT SHE SO STOP THE TO UP WE WHO WHY YES YOU ALL ANY CAN GET "
        "HAS HAD NEW OLD ONE OUR TWO WAS HI OH MAN WAY LET OFF SAY SEE TRY WIN"
    ),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    month_first=True,
    counted=word_set("war chapter part volume section book act phase type title article stage"),
    ordinal_suffixes=r"(?:st|nd|rd|th)",
    read_time=_read_time,
    read_date=_read_date,
    read_year=_read_year,
    read_ordinal=_read_ordinal,
    read_monarch=_read_monarch,
    agree=_agree,
    time_patterns=(r"(?P<hour>1[0-2]|0?[1-9])\.(?P<minute>[0-5]\d)(?=\s?[ap]\.?m\b)",),
    letters={"A": "ay"},
)
