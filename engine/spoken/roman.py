"""Roman numerals: rulers, popes, centuries, events, chapters."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import Lexicon, Recogniser, point_at_end, word_after, word_set

_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SIGNS: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
# Given names that rulers and popes have numbers behind, in the five languages.
KINGS: Final = word_set(
    "Adolf Adrian Adriano Adrien Alberto Albert Albrecht Alejandro Alexander Alexandre Alexandro "
    "Alfonso Alfons Alphonse Afonso Amadeo Amedeo André Andreas Antiochus Augusto August Bonifacio "
    "Bonifatius Boniface Balduin Baldwin Baudouin Benedict Benedikt Benedicto Benedetto Bento "
    "Benoît Carl Carlos Charles Christian Clemens Clement Clément Clemente Constantin Constantine "
    "Constantino Cristián Dagobert Darius Darío Dario Diego Dinis Duarte Eduard Eduardo Edward "
    "Édouard Enrique Erich Erik Eric Ernst Eugen Eugenio Eugène Felipe Ferdinand Fernando "
    "Ferdinando Filipe Francis Francisco Franz François Franco Frederick Frederico Frederik "
    "Frédéric Federico Friedrich Georg George Georges Jorge Giovanni Gregor Gregorio Gregory "
    "Grégoire Gregório Guillermo Guilherme Guillaume Gustav Gustave Gustavo Haakon Hadrian Harald "
    "Heinrich Henri Henry Henrique Hugo Innocent Innozenz Inocencio Inocêncio Ivan Iván Iwan Jacob "
    "Jacques Jaime Jakob James Jean Joao João Johan Johann Johannes John Joseph Josef José Juan "
    "Jules Julio Júlio Julius Karl Konrad Konstantin Kasimir Leo Leão León Léon Leopold Leopoldo "
    "Léopold Lothar Lotario Louis Lucius Luis Luís Luitpold Ludwig Magnus Manuel Martin Martín "
    "Maurice Max Maximilian Maximilien Maximiliano Mehmed Mehmet Mohammed Mohamed Michael Miguel "
    "Michel Moritz Napoleon Napoleón Napoléon Napoleão Nicholas Nicolas Nicolás Nicolau Nikolaus "
    "Olaf Olav Oskar Oscar Otto Ottone Othon Otón Pablo Paul Paulo Paulus Pedro Peter Philip "
    "Philipp Philippe Phillip Pie Pierre Pío Pio Pius Ptolemy Ptolemäus Ptolemeo Rainier Ramiro "
    "Ramsés Ramses Richard Ricardo Robert Roberto Rodolfo Rudolf Rudolph Ruprecht Sancho Selim "
    "Sebastian Sebastião Sigismund Vaticano Silvester Sixtus Sixto Sixte Stephan Stephen "
    "Suleiman Süleyman "
    "Tutmosis Thutmose Theodor Theodore Umberto Urban Urbano Urbain Vasco Victor Víctor Viktor "
    "Vítor Vittorio Vladimir Waldemar Wenzel Wilhelm Willem William Władysław Zar Xerxes Jerjes"
)
QUEENS: Final = word_set(
    "Alexandra Amalia Ana Anna Anne Beatrice Beatrix Beatriz Blanca Caroline Catalina Catarina "
    "Catherine Charlotte Christina Christine Cleopatra Kleopatra Cléopâtre Cristina Elisabeth "
    "Elizabeth Élisabeth Elisabete Isabel Isabelle Isabella Jane Joana Johanna Juana Jeanne "
    "Katharina Katherine Leonor Maria María Marie Mary Margaret Margarete Margarethe Margarida "
    "Margarita Margrethe Marguerite Matilda Petronila Sancha Sofía Theodora Urraca Victoria "
    "Viktoria Vitória Wilhelmina Wilhelmine Zita"
)
_NUMERAL: Final = r"(?<![\w.@#&'’])(?P<roman>[IVXLCDM]{1,15})"
_SHORTEST_YEAR: Final = 4
_LONGEST_ABBREVIATION: Final = 3  # "CD", "DC" and "MI" are no numerals


def roman_value(numeral: str) -> int | None:
    """Return the value of a well-formed numeral, 1 to 3999, or None."""
    total = 0
    for index, letter in enumerate(numeral):
        value = _VALUES[letter]
        smaller = index + 1 < len(numeral) and value < _VALUES[numeral[index + 1]]
        total += -value if smaller else value
    rest, expected = total, ""
    for value, signs in _SIGNS:
        expected += signs * (rest // value)
        rest %= value
    return total if 0 < total < 4000 and expected == numeral else None


class RomanReader:
    """Reads one language's Roman numerals where they are such."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        joints = "".join(rf"| {word}" for word in sorted(lexicon.between_numerals))
        self._before = re.compile(
            rf"(?P<word>[^\W\d_][\w.'’]*)(?: [IVXLCDM]+\.?(?:,{joints}|\s?[-–]))*[\s\u00a0]?$"
        )

    def recognisers(self) -> list[Recogniser]:
        """Return what finds numerals."""
        patterns = [
            (
                r"(?<![\w.])D\.(?=\s(?P<name>[^\W\d_]+)(?: [^\W\d_]+)? [IVX]+(?!\w))",
                lambda match: self._lexicon.don[match["name"] in QUEENS],
            ),
            (rf"{_NUMERAL}(?![\w&]|['’](?!s\b)|\.\w|-[^\W\d])(?P<point>\.)?", self._numeral),
        ]
        if self._lexicon.has_ordinal_points:
            pattern = rf"{_NUMERAL}(?P<point>\.(?=\s+[A-ZÄÖÜ]))(?!\w)"
            patterns.insert(1, (pattern, self._pointed))
        if suffixes := self._lexicon.numeral_suffixes:
            pattern = rf"(?<!\w)(?P<roman>[IVX]|[IVXLCDM]{{2,}})(?P<suffix>{suffixes})(?!\w)"
            patterns.insert(0, (pattern, self._suffixed))
        return [Recogniser(re.compile(pattern), read) for pattern, read in patterns]

    def _suffixed(self, match: re.Match[str]) -> str | None:
        value = roman_value(match["roman"])
        if value is None:
            return None
        suffix = match["suffix"].translate(str.maketrans("ᵉʳ", "er"))
        return self._lexicon.read_ordinal(match, value, suffix)

    def _pointed(self, match: re.Match[str]) -> str | None:
        """Read "im XIX. Jahrhundert" as if it were written with digits."""
        value = roman_value(match["roman"])
        before = self._word_before(match)
        is_name = before[:1].isupper() and before.casefold() not in self._lexicon.articles
        if value is None or is_name:
            return None
        return self._lexicon.read_ordinal(match, value, ".")

    def _word_before(self, match: re.Match[str]) -> str:
        found = self._before.search(match.string[: match.start()])
        return found["word"] if found else ""

    def _numeral(self, match: re.Match[str]) -> str | None:
        said = self._said(match, match["roman"])
        if said is None:
            return None
        # The point of an ordinal is its own, but at the end of a text it is both.
        if self._lexicon.has_ordinal_points:
            return said + point_at_end(match)
        return said + (match["point"] or "")

    def _said(self, match: re.Match[str], roman: str) -> str | None:
        value = roman_value(roman)
        if value is None:
            return None
        before = self._word_before(match)
        name = before.removesuffix(self._lexicon.genitive)
        if before.casefold().rstrip(".") in self._lexicon.numeral_nouns:
            return self._lexicon.read_numeral(value, before)
        if {before, name} & (KINGS | QUEENS):
            if self._is_letter(match, roman):
                return None
            return self._lexicon.read_ruler(match, value, bool({before, name} & QUEENS))
        if len(roman) >= _SHORTEST_YEAR and roman.startswith(("MCM", "MM", "MDC")):
            year = self._lexicon.read_year
            return year(value) if year else self._lexicon.cardinal(value, "")
        return self._without_name(match, roman, value, before)

    def _is_letter(self, match: re.Match[str], roman: str) -> bool:
        """Tell whether what stands behind a given name is a pronoun or an initial."""
        behind = self._lexicon.numeral_words.get(roman)
        if behind is not None and re.match(behind, match.string[match.end() :]):
            return True
        has_point = match["point"] and not self._lexicon.has_ordinal_points
        is_initial = len(roman) == 1 and has_point and word_after(match)[:1].isupper()
        return roman in {"C", "D", "L", "M"} or bool(is_initial)

    def _without_name(
        self, match: re.Match[str], roman: str, value: int, before: str
    ) -> str | None:
        """Read numerals of two letters or more beside any other noun."""
        is_plain = set(roman) <= set("IVX")
        if len(roman) == 1 or not (is_plain or len(roman) > _LONGEST_ABBREVIATION):
            return None
        if before[:1].isupper() and not before.isupper():
            return self._lexicon.cardinal(value, "")
        after = word_after(match)
        is_ordinal_noun = after in self._lexicon.ordinal_nouns
        is_noun = is_ordinal_noun or after[:1].isupper() or self._lexicon.gender(after) != ""
        if is_plain and after and is_noun and not after.isupper():
            return self._lexicon.read_ordinal(match, value, "")
        return None
