"""How far a transcript is from what was said."""

import re
import unicodedata


def plain_words(text: str) -> list[str]:
    """Return lower-case words without punctuation."""
    text = unicodedata.normalize("NFC", text.casefold())
    return re.findall(r"\w+", text)


def count_word_errors(said: str, heard: str) -> int:
    """Return the least number of insertions, deletions and substitutions of words."""
    reference, hypothesis = plain_words(said), plain_words(heard)
    row = list(range(len(hypothesis) + 1))
    for index, word in enumerate(reference, start=1):
        previous, row[0] = row[0], index
        for position, other in enumerate(hypothesis, start=1):
            best = min(row[position] + 1, row[position - 1] + 1, previous + (word != other))
            previous, row[position] = row[position], best
    return row[-1]


def word_error_rate(said: str, heard: str) -> float:
    """Return insertions, deletions and substitutions per word that was said."""
    return count_word_errors(said, heard) / max(1, len(plain_words(said)))
