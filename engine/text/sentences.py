"""Where a sentence of growing text ends."""

from typing import Final

from engine.text.spoken.lexicons import is_abbreviation

_ENDS: Final = (".", "?", "!", "…")
_CLOSERS: Final = "\"'»)]\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_OPENERS: Final = "\"'«([¿¡\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"


def ends_sentence(text: str, *, language: str) -> bool:
    """Whether `text` ends in a mark that ends a sentence, not an abbreviation or an ordinal."""
    words = text.split()
    if not words:
        return False
    word = words[-1].rstrip(_CLOSERS).lstrip(_OPENERS)
    if not word.endswith(_ENDS):
        return False
    stem = word.rstrip(".")
    if stem == word or word.endswith("..."):
        return True
    return len(stem) > 1 and not stem.isdigit() and not is_abbreviation(word, language)
