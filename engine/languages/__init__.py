"""The languages that Dragoman is built for: one record each.

To add a language, add a module with a record. To have it spoken as well, give it a lexicon (a
module beside engine/spoken/french.py), an eSpeak tag and sentences to say; CONTRIBUTING.md lists
what else there is.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.errors import VoiceError
from engine.languages import english, french, german, portuguese, spanish
from engine.languages.record import CloningTexts, Expletives, Language, SmallWords
from engine.messages import Code
from engine.spoken.reader import SpokenReader

__all__ = [
    "CLONING_LANGUAGES",
    "LANGUAGES",
    "CloningTexts",
    "Expletives",
    "Language",
    "SmallWords",
    "cloning_texts",
    "find_language",
    "is_abbreviation",
    "is_numbering",
    "language_name",
    "spoken_reader",
]

_RECORDS: Final = tuple(module.RECORD for module in (english, french, german, spanish, portuguese))

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType({one.code: one for one in _RECORDS})
"""By code; every ordered pair of two is a direction."""

CLONING_LANGUAGES: Final = tuple(one.code for one in _RECORDS if one.cloning is not None)
"""Codes of the languages into which a voice can be cloned."""


def is_abbreviation(word: str, code: str) -> bool:
    """Whether a word that ends in a point is an abbreviation of a language, or a part of one."""
    lexicon = LANGUAGES[code].lexicon if code in LANGUAGES else None
    wanted = word.casefold()
    return lexicon is not None and (
        wanted in lexicon.abbreviations
        or any(wanted in form.split() for form in lexicon.abbreviations if " " in form)
    )


def is_numbering(word: str, code: str) -> bool:
    """Whether a word that ends in a point is an abbreviation where a number follows, as "No."."""
    lexicon = LANGUAGES[code].lexicon if code in LANGUAGES else None
    return lexicon is not None and word.casefold() in lexicon.numbered


def spoken_reader(code: str) -> SpokenReader:
    """What turns text of a language into the words that are said.

    Raises:
        ValueError: it cannot be read aloud.
    """
    lexicon = LANGUAGES[code].lexicon if code in LANGUAGES else None
    if lexicon is None:
        known = ", ".join(one.code for one in _RECORDS if one.lexicon is not None)
        raise ValueError(f"{code!r} cannot be read aloud; only {known} can")
    return SpokenReader(lexicon)


def cloning_texts(code: str) -> CloningTexts:
    """What is said while a voice is cloned.

    Raises:
        VoiceError: nobody can be cloned into that language.
    """
    language = LANGUAGES.get(code)
    if language is None or language.cloning is None:
        raise VoiceError(
            Code.CONSENT_TEXT_UNKNOWN,
            language=language_name(code),
            languages=tuple(map(language_name, CLONING_LANGUAGES)),
        )
    return language.cloning


def find_language(text: str) -> Language | None:
    """The language that a code stands for: "en", "EN", "eng", "en-US", "en_GB.UTF-8".

    Returns:
        None where Dragoman is not built for it.
    """
    primary = text.strip().lower().replace("_", "-").partition("-")[0].partition(".")[0]
    if primary in LANGUAGES:
        return LANGUAGES[primary]
    return next((one for one in LANGUAGES.values() if primary in one.iso_639_2), None)


def language_name(code: str) -> str:
    """English name of a language, or its code where Dragoman has no name for it."""
    language = LANGUAGES.get(code)
    return code if language is None else language.name
