"""Swear words, which small models garble: each gives its place to a word that they know.

What stands for one in the source is replaced by the swear word of the target language where it
comes out of the model.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.languages import LANGUAGES, Expletives
from engine.spoken.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Callable

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
    own, other = LANGUAGES[source].expletives, LANGUAGES[target].expletives
    if own is None or other is None:
        return []
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
