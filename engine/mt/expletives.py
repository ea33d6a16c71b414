"""Swear words, which small models garble: each gives its place to a word that they know.

What stands for one in the source is replaced by the swear word of the target language where it
comes out of the model.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from engine.spoken.lexicon import word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Expletives:
    """The swear words of a language.

    Attributes:
        outcries: regular expression of what a sentence begins with, as in "Holy shit, look!".
        curses: regular expression of whole sentences, as in "Fuck you!".
        questions: regular expression of a question word, `asked`, and what makes it stronger, as in
            "what the fuck".
        insults: regular expression of nouns for a person.
        adverbs: regular expression of what makes a noun or an adjective stronger.
        outcry: to write.
        curse: to write.
        insult: the mild noun for a person, that every model knows.
        adjective: the mild adjective.
        adverb: the mild adverb.
        idioms: plain words for what is said with a swear word, by regular expression.
        written: what to write where a mild word comes out, by that word.
    """

    outcries: str
    curses: str
    questions: str = r"(?P<asked>(?!))"
    insults: str
    adverbs: str = r"(?!)"
    outcry: str
    curse: str
    insult: str
    adjective: str
    adverb: str
    idioms: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)


EXPLETIVES: Final[Mapping[str, Expletives]] = MappingProxyType(
    {
        "en": Expletives(
            outcries=r"(?:holy |oh,? )?shit|(?:oh )?fuck(?: it|ing hell)?|(?:god)?damn(?: it)?"
            r"|bloody hell",
            curses=r"(?:go )?fuck (?:you|off|yourself)",
            questions=r"(?P<asked>what|who|where|why|how|when) the fuck",
            insults=r"assholes?|arseholes?|dickheads?|motherfuckers?|bastards?|sons? of a bitch",
            adverbs=r"fucking|goddamn|damn(?:ed)?|bloody",
            outcry="shit",
            curse="fuck you",
            insult="idiot",
            adjective="stupid",
            adverb="really",
            idioms={
                r"give a (?:fuck|shit|damn)": "care",
                r"gives a (?:fuck|shit|damn)": "cares",
                r"the hell(?= (?:am|are|is|was|were|do|does|did|have|has|had)\b)": "exactly",
                r"bullshit": "nonsense",
                r"shitty": "very bad",
                r"fucked up": "ruined",
            },
            written={"idiots": "bastards", "idiot": "asshole", "stupid": "fucking"},
        ),
        "fr": Expletives(
            outcries=r"putain|merde|bordel|nom de dieu",
            curses=r"va te faire (?:foutre|enculer)|allez vous faire foutre",
            insults=r"connards?|salauds?|enculés?|fils de pute",
            outcry="putain",
            curse="va te faire foutre",
            insult="idiot",
            adjective="stupide",
            adverb="vraiment",
            written={
                "idiots": "connards",
                "idiote": "connasse",
                "idiot": "connard",
                "stupides": "de merde",
                "stupide": "de merde",
            },
        ),
        "de": Expletives(
            outcries=r"(?:ach du |heilige )?scheiße|verdammt(?: noch mal)?|verflucht",
            curses=r"fick dich|leck mich(?: am arsch)?|verpiss dich",
            insults=r"arschl(?:och|öcher)|mistkerle?|wichser|hurensohn",
            outcry="scheiße",
            curse="fick dich",
            insult="Idiot",
            adjective="dumm",
            adverb="wirklich",
            written={
                "Idioten": "Mistkerle",
                "Idiot": "Mistkerl",
                "dumm": "verdammt",
                "blöd": "verdammt",
            },
        ),
        "es": Expletives(
            outcries=r"mierda|joder|coño|hostia|carajo",
            curses=r"que te jodan|jódete|vete a la mierda",
            insults=r"gilipollas|cabr(?:ón|ones)|hijos? de puta|pendejos?",
            outcry="mierda",
            curse="que te jodan",
            insult="idiota",
            adjective="estúpido",
            adverb="realmente",
            written={
                "idiotas": "cabrones",
                "idiota": "cabrón",
                "estúpida": "puta",
                "estúpido": "puto",
            },
        ),
        "pt": Expletives(
            outcries=r"(?:puta )?merda|porra|caralho|puta que pariu",
            curses=r"vai se (?:foder|ferrar)|foda-se|vai tomar no cu",
            insults=r"babacas?|cuz(?:ão|ões)|filhos? da puta|desgraçados?",
            outcry="merda",
            curse="vai se foder",
            insult="idiota",
            adjective="estúpido",
            adverb="realmente",
            written={
                "idiotas": "babacas",
                "idiota": "babaca",
                "estúpida": "maldita",
                "estúpido": "maldito",
            },
        ),
    }
)
"""By language."""


_DETERMINERS: Final = word_set(
    "the this that these those my your his her its our their every some any"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swearing:
    """A swear word of a source text.

    Attributes:
        start: where it stands.
        end: where it ends.
        written: what to write in the target language where a placeholder of a name comes out;
            empty where a mild word takes its place.
        mild: that word; behind a placeholder what follows it.
    """

    start: int
    end: int
    written: str = ""
    mild: str = ""


def find_swearing(text: str, source: str, target: str) -> list[Swearing]:
    """The swear words of a text, in order; none in languages whose words are not listed."""
    if source not in EXPLETIVES or target not in EXPLETIVES:
        return []
    own, other = EXPLETIVES[source], EXPLETIVES[target]
    opening = r"(?:^|(?<=[.!?] )|(?<=[.!?] [\"\u201c]))"
    outcry, curse = (word[:1].upper() + word[1:] for word in (other.outcry, other.curse))
    patterns: list[tuple[str, str, Callable[[re.Match[str]], str]]] = [
        (rf"{opening}(?:{own.curses})(?=\s?[.!?,]|$)", curse, lambda _: ""),
        (rf"{opening}(?:{own.outcries})(?=\s?[.!?,]|$)", outcry, lambda _: ""),
        (rf"{opening}(?:{own.questions})(?!\w)", outcry, lambda m: f", {m['asked'].lower()}"),
        (rf"(?<!\w)(?:{own.insults})(?!\w)", "", lambda m: own.insult + "s" * _is_plural(m[0])),
        *(
            (rf"(?<!\w)(?:{idiom})(?!\w)", "", lambda _, plain=plain: plain)
            for idiom, plain in own.idioms.items()
        ),
        (rf"(?<=\w )(?:{own.adverbs})(?= \w)", "", lambda m: _adverb(m, own)),
    ]
    found: list[Swearing] = []
    for pattern, written, mild in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            start, end = match.span()
            if all(end <= one.start or start >= one.end for one in found):
                found.append(Swearing(start=start, end=end, written=written, mild=mild(match)))
    return sorted(found, key=lambda one: one.start)


def _adverb(match: re.Match[str], own: Expletives) -> str:
    """The mild word before a noun or before an adjective."""
    before = match.string[: match.start()].split()[-1].casefold()
    return own.adjective if before in _DETERMINERS else own.adverb


def _is_plural(word: str) -> bool:
    return re.search(r"(?i)s$|^sons|^filhos|^hijos|öcher$", word) is not None
