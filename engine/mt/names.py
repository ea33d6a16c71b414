"""Capitalised words: names that stay as they are, names that languages have of their own.

The words were counted in public sentence pairs; the names of places are those of the atlases.
"""

from collections.abc import Mapping
from typing import Final

from engine.languages import LANGUAGES
from engine.spoken.lexicon import word_set

GIVEN_NAMES: Final = word_set(
    """
    aaron adam adrian alan albert alex alexander alfred alice amanda amy andrea andrew angela anna
    anne anthony arthur ashley barbara benjamin bernard betty bill bob boris brandon brenda brian
    bruce carl carlos carol caroline catherine charles charlie charlotte chloe chris christian
    christine claire clara claude daniel david deborah denise dennis diana diego dmitri donald
    dorothy douglas dylan edward eleanor elena elizabeth ellen emily emma eric ethan eva fernando
    francis frank fred gareth gary george gerald grace greg hannah harold harry heather helen henry
    hugo igor ingrid isaac isabella ivan jack jacob james jane janet jason jean jeffrey jennifer
    jeremy jerry jessica jim joan joe john jonathan joseph josh joshua joyce judith julia julie
    justin karen katherine kathleen keith kelly kenneth kevin kim kyle larry laura lauren leo
    leonard liam linda lindsey lisa louis louise lucas lucy luis marco margaret maria marie mark
    martha martin megan melissa michael michelle miguel mike nadia nancy natasha nathan nicholas
    nick nicole noah olaf oliver olivia oscar pablo pamela patricia patrick paul pedro peter philip
    rachel ralph raymond rebecca richard robert roger ronald rosa roy russell ruth ryan sally sam
    samuel sandra sarah scott sean sharon simon sophie stephanie stephen steve steven stuart susan
    teresa theresa thomas tim timothy tina tom tony tyler vanessa victor victoria vincent virginia
    vladimir walter wendy william zoe
    """
)
"""In lower case; what is one at the beginning of a sentence is a name, other words may not be."""


def names_of_places(source: str, target: str) -> Mapping[str, str]:
    """What the target language calls what has a name of its own in the source language."""
    own, other = LANGUAGES[source].places, LANGUAGES[target].places
    return {own[english]: other[english] for english in own.keys() & other.keys()}


def is_common(word: str, language: str) -> bool:
    """Whether a capitalised word is translated like any other: "Monday", "Swedish", "Queen"."""
    return word.casefold() in LANGUAGES[language].capitalised
