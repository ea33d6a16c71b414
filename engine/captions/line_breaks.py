"""Where a line of a caption may end, and what it costs the reader.

The rules are Netflix's "Timed Text Style Guide: General Requirements", section on line treatment:
break after punctuation, before conjunctions and prepositions; keep an article with its noun, a
first name with the last, a verb with its pronoun or auxiliary.
"""

import unicodedata
from typing import Final

from engine.languages import LANGUAGES, SmallWords
from engine.sentences import ends_sentence

# ruff: noqa: RUF001 - typographic punctuation is what this file is about


AFTER_SENTENCE: Final = 0
AFTER_CLAUSE: Final = 1
BEFORE_CONJUNCTION: Final = 2
BEFORE_PREPOSITION: Final = 3
BETWEEN_WORDS: Final = 5
WITHIN_NAME_OR_NUMBER: Final = 8
AFTER_LEANING_WORD: Final = 9
WITHIN_PUNCTUATION: Final = 20
"""Costs of breaking between two words, in the order that a reader minds them."""

_CLAUSE_ENDS: Final = frozenset(",;:—–、，；：")


_NO_WORDS: Final = SmallWords()


def break_cost(left: str, right: str, language: str) -> int:
    """Say how much a break between two neighbouring words hurts; 0 is best.

    Args:
        left: the word that would end the line, with its punctuation.
        right: the word that would begin the next one.
        language: ISO 639-1; a language that Dragoman does not know is judged by punctuation alone.
    """
    if not _has_letters(right) or _opens(left):
        return WITHIN_PUNCTUATION
    if ends_sentence(left, language=language, after=right):
        return AFTER_SENTENCE
    if _last_mark(left) in _CLAUSE_ENDS:
        return AFTER_CLAUSE
    return _cost_between_words(left, right, language)


def _cost_between_words(left: str, right: str, language: str) -> int:
    known = LANGUAGES.get(language)
    words = _NO_WORDS if known is None else known.small_words
    before, after = _bare(left), _bare(right)
    if before in words.leaning or before in words.prepositions or before in words.conjunctions:
        return AFTER_LEANING_WORD
    is_name = (
        not (known is not None and known.capitalises_nouns)
        and left[:1].isupper()
        and right[:1].isupper()
    )
    if is_name or left[-1:].isnumeric():
        return WITHIN_NAME_OR_NUMBER
    if after in words.conjunctions:
        return BEFORE_CONJUNCTION
    if after in words.prepositions:
        return BEFORE_PREPOSITION
    return BETWEEN_WORDS


def _last_mark(word: str) -> str:
    """The last character, not counting closing quotes and brackets."""
    for character in reversed(word):
        if unicodedata.category(character) not in ("Pe", "Pf") and character not in "\"'»”’":
            return character
    return ""


def _bare(word: str) -> str:
    return word.strip(".,;:!?…\"'«»“”‘’()[]—–").lower()


def _opens(word: str) -> bool:
    """Whether a word is only an opening quote or bracket, as French writes them."""
    return all(unicodedata.category(character) in ("Pi", "Ps") for character in word)


def _has_letters(word: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in word)
