"""Where sentences begin and, in growing text, end."""

from typing import Final

from engine.languages import LANGUAGES, is_abbreviation, is_numbering

_MARKS: Final = (*".?!", "\N{HORIZONTAL ELLIPSIS}")
_WIDE_MARKS: Final = (
    "\N{IDEOGRAPHIC FULL STOP}",
    "\N{FULLWIDTH QUESTION MARK}",
    "\N{FULLWIDTH EXCLAMATION MARK}",
)
_LONGEST_ABBREVIATION_LETTERS: Final = 2
_ENDS: Final = (*_MARKS, *_WIDE_MARKS)
_NUMERAL_LETTERS: Final = frozenset("IVXLC")
_CLOSERS: Final = (
    "\"')]}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
_OPENERS: Final = (
    "\"'([{\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{INVERTED QUESTION MARK}"
    "\N{INVERTED EXCLAMATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
)

_BEFORE_WORD: Final = " \"'\u00ab\u00bb\u201e\u201c\u201d\u00bf\u00a1(-\u2013\u2014"


def starts_sentence(text: str, position: int) -> bool:
    """Whether a word at a position is the first of its sentence."""
    before = text[:position].rstrip(_BEFORE_WORD)
    return not before or before[-1] in ".!?:\u2026"


def ends_sentence(text: str, *, language: str = "", after: str = "") -> bool:
    """Whether `text` ends in a mark that ends a sentence, not an abbreviation or an ordinal.

    Args:
        text: a word or more, the mark included.
        language: of the text; where it is not known, short words count as abbreviations.
        after: the word that follows; empty where it is not known. Without it the point behind a
            number is taken for that of an ordinal.
    """
    words = text.split()
    word = words[-1].rstrip(_CLOSERS).lstrip(_OPENERS) if words else ""
    if not word.endswith(_ENDS):
        return False
    stem = word.rstrip(".")
    if stem == word or word.endswith("...") or stem == "":
        return True
    known = LANGUAGES.get(language)
    follows = after.lstrip(_OPENERS)[:1]
    is_number_next = follows.isdigit() and is_numbering(word, language)
    if is_number_next or is_abbreviation(word, language):
        return False
    if known is not None and known.has_ordinal_points and set(stem) <= _NUMERAL_LETTERS:
        # "Ludwig XIV. war", "im XIX. Jahrhundert"; only behind a name may it be the end.
        return follows.isupper() and len(words) > 1 and words[-2][:1].isupper()
    if stem.isdigit():
        is_ordinal = known is not None and known.has_ordinal_points and len(stem) < 3
        return follows != "" and not follows.islower() and not is_ordinal
    # A lone letter is an initial, but for a pronoun.
    longest = 1 if language else _LONGEST_ABBREVIATION_LETTERS
    return len(stem) > longest or (known is not None and stem in known.one_letter_words)
