"""The languages that can be read aloud."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.spoken.english import ENGLISH
from engine.spoken.french import FRENCH
from engine.spoken.german import GERMAN
from engine.spoken.lexicon import Lexicon
from engine.spoken.portuguese import PORTUGUESE
from engine.spoken.spanish import SPANISH

LEXICONS: Final[Mapping[str, Lexicon]] = MappingProxyType(
    {lexicon.language: lexicon for lexicon in (ENGLISH, FRENCH, GERMAN, SPANISH, PORTUGUESE)}
)
"""Each lexicon by its ISO 639-1 code."""


def is_abbreviation(word: str, language: str) -> bool:
    """Tell whether a word that ends in a point is an abbreviation, or a part of one."""
    lexicon = LEXICONS.get(language)
    wanted = word.casefold()
    return lexicon is not None and (
        wanted in lexicon.abbreviations
        or any(wanted in form.split() for form in lexicon.abbreviations if " " in form)
    )
