"""How English is read aloud."""

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    Currency,
    Lexicon,
    Recogniser,
    point_at_end,
    word_before,
    word_list,
    word_set,
)

_ONES: Final = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _cardinal(number: int, gender: str = "") -> str:
    del gender
    for value, name in _SCALES:
        if number >= value:
            count, rest = divmod(number, value)
            joint = " and " if 0 < rest < 100 else " "
            return f"{_cardinal(count)} {name}" + (f"{joint}{_cardinal(rest)}" if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {_cardinal(rest)}" if rest else "")
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def ordinal_words(number: int) -> str:
    """Return "twenty-first" for 21."""
    start, sign, last = re.fullmatch(r"(.*?)([ -]?)(\w+)", _cardinal(number)).groups()  # type: ignore[union-attr]
    last = last[:-1] + "ieth" if last.endswith("y") else _ORDINALS.get(last, last + "th")
    return start + sign + last


def _read_time(hour: int, minute: int) -> str:
    if minute == 0:
        hours = _cardinal(hour)
        return f"{hours} o'clock" if 1 <= hour <= 12 else f"{hours} hundred hours"
    if hour == 0:
        return f"twelve {_minute(minute)} {_LETTER_A} M"
    return f"{_cardinal(hour)} {_minute(minute)}"


def _minute(minute: int) -> str:
    return f"oh {_cardinal(minute)}" if minute < 10 else _cardinal(minute)


def _read_date(match: re.Match[str], day: int, month: str, year: str | None) -> str:
    del match
    date = f"{month} {ordinal_words(day)}"
    return f"{date}, {year}" if year else date


def _read_year(year: int) -> str:
    century, rest = divmod(year, 100)
    if year % 1000 < 10:
        return _cardinal(year)
    if rest == 0:
        return f"{_cardinal(century)} hundred"
    return f"{_cardinal(century)} {_minute(rest)}"


def _read_ordinal(match: re.Match[str], number: int, suffix: str) -> str | None:
    del match, suffix
    return ordinal_words(number)


def _read_ruler(match: re.Match[str], number: int, is_queen: bool) -> str:
    del match, is_queen
    return f"the {ordinal_words(number)}"


def _read_numeral(number: int, noun: str) -> str:
    del noun
    return _cardinal(number)


def _fraction(top: int, bottom: int) -> str | None:
    if not 2 <= bottom <= 20:
        return None
    names = {2: ("half", "halves"), 4: ("quarter", "quarters")}
    ordinal = ordinal_words(bottom)
    name = names.get(bottom, (ordinal, ordinal + "s"))[top != 1]
    return f"{_cardinal(top)} {name}"


def _mixed(whole: int, top: int, bottom: int) -> str:
    part = _fraction(top, bottom) or f"{_cardinal(top)} over {_cardinal(bottom)}"
    if top == 1:
        part = part.replace("one ", "a ", 1)
    return f"{_cardinal(whole)} and {part}"


def _power(words: str, value: int | None) -> str:
    return {2: "squared", 3: "cubed"}.get(value or 0, f"to the power of {words}")


def _gender(noun: str) -> str:
    del noun
    return ""


def _is_count(before: str, after: str) -> bool:
    """Take what ends like a plural for what is counted, unless it is "the 2019 elections"."""
    is_plural = re.fullmatch(r"[a-z]{3,}[^su\W]s", after) is not None
    return is_plural and before not in _ARTICLES


def _phone_groups(digits: str) -> list[str]:
    if len(digits) in (7, 10, 11):
        groups = [digits[-4:]]
        rest = digits[:-4]
        while rest:
            groups.insert(0, rest[-3:])
            rest = rest[:-3]
        return groups
    return re.findall(r"\d{3}(?!\d$)|\d+", digits)


_ARTICLES: Final = word_set("the a an")
_MONTHS: Final = word_list(
    "January February March April May June July August September October November December"
)
_MONTH: Final = (
    rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY: Final = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s(?P<year>[12]\d{3})\b)?"
_TO: Final = r"(?:\s?[-–—]\s?(?P<to>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)?"
_DECADES: Final = {
    "00": "hundreds",
    "10": "tens",
    **{f"{tens}0": f"{_TENS[tens - 2][:-1]}ies" for tens in range(2, 10)},
}
_LETTER_A: Final = "eh"  # what the phonemiser says as the letter


def _day_of_month(match: re.Match[str]) -> str | None:
    month = next(name for name in _MONTHS if name.startswith(match["month"][:3]))
    day = ordinal_words(int(match["day"]))
    if match["to"]:
        day = f"{day} to {ordinal_words(int(match['to']))}"
    if match.start("month") < match.start("day"):
        date = f"{month} {day}"
    else:
        the = "" if word_before(match).casefold() in ("the", "this", "every") else "the "
        date = f"{the}{day} of {month}"
    if not match["year"]:
        return date
    year = int(match["year"])
    return f"{date}, {_read_year(year) if year > 1099 else _cardinal(year)}"


def _month_and_day(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{_MONTHS[month - 1]} {ordinal_words(day)}"


def _decade(match: re.Match[str]) -> str | None:
    century, decade = match["century"], match["decade"]
    if not century:
        return _DECADES[decade] if decade not in ("00", "10") else None
    if decade == "00" and century.endswith("0"):
        return f"{_cardinal(int(century) * 100)}s"
    return f"{_cardinal(int(century))} {_DECADES[decade]}"


def _hours(match: re.Match[str]) -> str:
    return f"{_cardinal(int(match['from']))} to "


def _house(match: re.Match[str]) -> str | None:
    """Read the four digits of a house in pairs."""
    return _read_year(int(match[0])) if match[0][0] != "0" else None


def _hour(match: re.Match[str]) -> str:
    return _cardinal(int(match[0]))


def _half_of_day(match: re.Match[str]) -> str:
    letter = _LETTER_A if match["half"] in "aA" else "P"
    return f" {letter} M{point_at_end(match)}"


def _street_or_title(match: re.Match[str]) -> str | None:
    """Tell "Main St." from "St. Louis" and "Oak Dr." from "Dr. Oak"."""
    after = re.match(r"\s+([A-Z][a-z]+)", match.string[match.end() :])
    before = word_before(match)
    street, title = {"st": ("street", "saint"), "dr": ("drive", "doctor")}[match[1].casefold()]
    has_house = re.search(r"\d\w* (?:[A-Z][\w.]* ){1,3}$", match.string[: match.start()])
    is_street = before[:1].isupper() and (after is None or has_house is not None)
    if not is_street:
        return title if after or match[0].endswith(".") else None
    return street + point_at_end(match)


_GRAMMAR: Final = (
    Recogniser(re.compile(rf"\b{_MONTH} {_DAY}{_TO}(?![\d:%]|[.,]\d| \d){_YEAR}"), _day_of_month),
    Recogniser(
        re.compile(rf"(?<![\w.,]){_DAY}{_TO} (?:of )?{_MONTH}(?![^\W_]){_YEAR}"), _day_of_month
    ),
    Recogniser(
        re.compile(r"(?<=\bon )(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\w/])"), _month_and_day
    ),
    Recogniser(re.compile(r"(?<![\w.,])(?P<century>\d\d)?['’]?(?P<decade>\d0)['’]?s\b"), _decade),
    Recogniser(
        re.compile(
            r"(?<![\w.,:])(?P<from>1[0-2]|[1-9])\s?[-–]\s?(?=(?:1[0-2]|[1-9])(?::\d\d)?\s?[ap]\.?m\b)"
        ),
        _hours,
    ),
    Recogniser(re.compile(r"(?<![\w:.,])(?:1[0-2]|0?[1-9])(?=\s?[aApP]\.?[mM]\b)"), _hour),
    Recogniser(
        re.compile(
            r"(?<![\w.,])\d{4}(?= (?:[^\W\d_]+\.? ){1,3}"
            r"(?i:street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|way|place|square)\b)"
        ),
        _house,
    ),
    Recogniser(re.compile(r"(?<![\w.])(St|Dr)\b\.?"), _street_or_title),
    Recogniser(re.compile(r"(?<=\d)\s?(?P<half>[aApP])\.?\s?[mM]\b\.?"), _half_of_day),
)

_CENTS: Final = ("cent", "cents")

ENGLISH: Final = Lexicon(
    language="en",
    decimal_sign=".",
    decimal_word="point",
    decimals_by_digit=True,
    groups_by_space=False,
    minus="minus",
    range_word="to",
    score_word="to",
    over_word="over",
    out_of="out of",
    by_word="by",
    times_word="times",
    per="per",
    of_unit="of a {}".format,
    and_part="and",
    has_unit_adjectives=True,
    before_one_unit=word_set("a"),
    scales={
        "hundred": ("hundred", "hundred"),
        "thousand": ("thousand", "thousand"),
        "million": ("million", "million"),
        "billion": ("billion", "billion"),
        "trillion": ("trillion", "trillion"),
        "k": ("thousand", "thousand"),
        "m": ("million", "million"),
        "mn": ("million", "million"),
        "b": ("billion", "billion"),
        "bn": ("billion", "billion"),
        "tn": ("trillion", "trillion"),
    },
    currencies={
        "USD": Currency(unit=("dollar", "dollars"), part=_CENTS),
        "EUR": Currency(unit=("euro", "euros"), part=_CENTS),
        "GBP": Currency(unit=("pound", "pounds"), part=("penny", "pence")),
        "JPY": Currency(unit=("yen", "yen"), part=("sen", "sen")),
        "BRL": Currency(unit=("real", "reais"), part=("centavo", "centavos")),
        "CHF": Currency(unit=("Swiss franc", "Swiss francs"), part=("centime", "centimes")),
        "INR": Currency(unit=("rupee", "rupees"), part=("paisa", "paise")),
        "RUB": Currency(unit=("ruble", "rubles"), part=("kopeck", "kopecks")),
        "KRW": Currency(unit=("won", "won"), part=("jeon", "jeon")),
        "TRY": Currency(unit=("lira", "lira"), part=("kurus", "kurus")),
        "PLN": Currency(unit=("zloty", "zlotys"), part=("grosz", "groszy")),
        "CAD": Currency(unit=("Canadian dollar", "Canadian dollars"), part=_CENTS),
        "AUD": Currency(unit=("Australian dollar", "Australian dollars"), part=_CENTS),
        "CNY": Currency(unit=("yuan", "yuan"), part=("fen", "fen")),
        "MXN": Currency(unit=("Mexican peso", "Mexican pesos"), part=("centavo", "centavos")),
        "SEK": Currency(unit=("krona", "kronor"), part=("öre", "öre")),
    },
    units={
        "%": ("percent", "percent"),
        "‰": ("per mille", "per mille"),
        "¢": ("cent", "cents"),
        "nm": ("nanometer", "nanometers"),
        "μm": ("micrometer", "micrometers"),
        "mm": ("millimeter", "millimeters"),
        "cm": ("centimeter", "centimeters"),
        "m": ("meter", "meters"),
        "km": ("kilometer", "kilometers"),
        "m²": ("square meter", "square meters"),
        "km²": ("square kilometer", "square kilometers"),
        "cm²": ("square centimeter", "square centimeters"),
        "m³": ("cubic meter", "cubic meters"),
        "cm³": ("cubic centimeter", "cubic centimeters"),
        "μg": ("microgram", "micrograms"),
        "mg": ("milligram", "milligrams"),
        "g": ("gram", "grams"),
        "kg": ("kilogram", "kilograms"),
        "t": ("ton", "tons"),
        "ml": ("milliliter", "milliliters"),
        "mL": ("milliliter", "milliliters"),
        "cl": ("centiliter", "centiliters"),
        "dl": ("deciliter", "deciliters"),
        "dL": ("deciliter", "deciliters"),
        "l": ("liter", "liters"),
        "L": ("liter", "liters"),
        "ha": ("hectare", "hectares"),
        "mi": ("mile", "miles"),
        "mph": ("mile per hour", "miles per hour"),
        "mpg": ("mile per gallon", "miles per gallon"),
        "ft": ("foot", "feet"),
        "in.": ("inch", "inches"),
        "″": ("inch", "inches"),
        "sq ft": ("square foot", "square feet"),
        "ft²": ("square foot", "square feet"),
        "yd": ("yard", "yards"),
        "lb": ("pound", "pounds"),
        "lbs": ("pound", "pounds"),
        "oz": ("ounce", "ounces"),
        "ms": ("millisecond", "milliseconds"),
        "s": ("second", "seconds"),
        "min": ("minute", "minutes"),
        "h": ("hour", "hours"),
        "hr": ("hour", "hours"),
        "hrs": ("hour", "hours"),
        "mins": ("minute", "minutes"),
        "secs": ("second", "seconds"),
        "km/h": ("kilometer per hour", "kilometers per hour"),
        "m/s": ("meter per second", "meters per second"),
        "m/s²": ("meter per second squared", "meters per second squared"),
        "Mbit/s": ("megabit per second", "megabits per second"),
        "Mbps": ("megabit per second", "megabits per second"),
        "rpm": ("revolution per minute", "revolutions per minute"),
        "dB": ("decibel", "decibels"),
        "hPa": ("hectopascal", "hectopascals"),
        "kcal": ("kilocalorie", "kilocalories"),
        "kJ": ("kilojoule", "kilojoules"),
        "hp": ("horsepower", "horsepower"),
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
        "GW": ("gigawatt", "gigawatts"),
        "kWh": ("kilowatt hour", "kilowatt hours"),
        "mAh": ("milliampere hour", "milliampere hours"),
        "Ω": ("ohm", "ohms"),
        "V": ("volt", "volts"),
        "kB": ("kilobyte", "kilobytes"),
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
        "st.": "saint",
        "prof.": "professor",
        "w/": "with",
        "w/o": "without",
        "c/o": "care of",
        "a.k.a.": "also known as",
        "apt.": "apartment",
        "ext.": "extension",
        "est.": "established",
        "min.": "minimum",
        "max.": "maximum",
        "tel.": "telephone",
        "mar.": "March",
        "apr.": "April",
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
        "a.m.": f"{_LETTER_A} M",
        "p.m.": "P M",
        "u.s.": "U S",
        "u.s.a.": f"U S {_LETTER_A}",
        "u.k.": "U K",
        "u.n.": "U N",
        "e.u.": "E U",
        "d.c.": "D C",
        "ph.d.": "P H D",
    },
    numbered={
        "c.": "circa",
        "no.": "number",
        "nos.": "numbers",
        "n°": "number",
        "nº": "number",
        "№": "number",
        "#": "number",
        "§": "section",
        "§§": "sections",
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
        "==": "equals",
        "!=": "is not equal to",
        "≠": "is not equal to",
        "±": "plus or minus",
        "×": "times",
        "*": "times",
        "÷": "divided by",
        "√": "the square root of",
        "∞": "infinity",
        "→": "to",
        "->": "to",
        "=>": "to",
        "§": "section",
        "§§": "sections",
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
        "<": "less than",
        ">": "greater than",
        "≤": "less than or equal to",
        "<=": "less than or equal to",
        "≥": "greater than or equal to",
        ">=": "greater than or equal to",
        "≈": "approximately",
        "~": "about",
        "№": "number",
    },
    phrases={
        "24/7": "twenty-four seven",
        "50/50": "fifty-fifty",
        "9/11": "nine eleven",
        "C#": "C sharp",
        "F#": "F sharp",
    },
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
    hashtag="hashtag",
    directions={"N": "north", "S": "south", "E": "east", "W": "west"},
    letters={"A": _LETTER_A},
    acronyms=word_set(
        "NASA NATO UNESCO UNICEF OPEC AIDS COVID LASER RADAR SARS FIFA UEFA ASCII PIN SIM RAM "
        "NAFTA ASEAN OSHA NAACP"
    ),
    emphasised=word_set(
        "A I AN AND ARE AS AT BE BUT BY DO FOR GO HE HER HIS IF IN IS IT ME MY NO NOT NOW OF ON OR "
        "OUT SHE SO STOP THE TO UP WE WHO WHY YES YOU ALL ANY CAN GET HAS HAD NEW OLD ONE OUR TWO "
        "WAS HI OH MAN WAY LET OFF SAY SEE TRY WIN"
    ),
    initialisms=word_set("WHO IT US OR AS ME IS"),
    articles=_ARTICLES,
    months=_MONTHS,
    month_first=True,
    numeral_nouns=word_set(
        "war wars chapter chapters part parts volume volumes section book books act scene phase "
        "type title article articles stage bowl apollo saturn level grade class appendix figure "
        "table"
    ),
    ordinal_nouns=word_set("century centuries"),
    numeral_words={"I": r"\s+(?:am|have|think|know|do|don|can|will|would|want|love|need)\b|['’]"},
    between_numerals=word_set("and to"),
    cardinal=_cardinal,
    gender=_gender,
    fraction=_fraction,
    half={"": "half a {}"},
    mixed=_mixed,
    power=_power,
    read_time=_read_time,
    full_hour=(" o'clock", " hundred hours"),
    read_date=_read_date,
    read_year=_read_year,
    read_ordinal=_read_ordinal,
    ordinal_suffixes=r"(?:st|nd|rd|th)",
    read_ruler=_read_ruler,
    read_numeral=_read_numeral,
    time_patterns=(r"(?P<hour>1[0-2]|0?[1-9])\.(?P<minute>[0-5]\d)(?=\s[ap]\.?m\b)",),
    time_cues=word_set("at by from until till since before after around about to"),
    score_cues=word_set("won win wins beat lost defeated score scored odds ratio scale"),
    phone_patterns=(
        r"\d{3} \d{3} \d{4}",
        r"\d{3} \d{3} \d{3}",
        r"\d{3}-\d{4}",
        r"\d{5}-\d{4}",
        r"(?<=[A-Z]{2} )\d{5}",
    ),
    phone_cues=word_set("zip call dial phone telephone tel fax mobile cell text ring"),
    phone_groups=_phone_groups,
    year_cues=word_set(
        "in since until till by from before after during around circa year early late mid summer "
        "spring autumn fall winter of christmas ad "
        + " ".join(month.casefold() for month in _MONTHS)
    )
    - word_set("by"),
    count_cues=word_set(
        "about over under nearly almost only some than least most approximately roughly exactly "
        "all these those another up to costs cost paid with total"
    ),
    count_nouns=word_set(
        "people men women children fish sheep times years days hours minutes weeks months miles "
        "dollars euros pounds meters metres percent more other of different new jobs units copies"
    ),
    is_count=_is_count,
    grammar=_GRAMMAR,
)
