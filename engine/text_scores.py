"""How far a transcript is from what was said, and how close a translation is to its reference."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

_CHRF_ORDER: Final = 6
_CHRF_BETA: Final = 2


def plain_words(text: str) -> list[str]:
    """Return lower-case words without punctuation."""
    text = unicodedata.normalize("NFC", text.casefold())
    return re.findall(r"\w+", text)


def count_edits(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return the least number of insertions, deletions and substitutions of words, or letters."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(said, start=1):
        previous, row[0] = row[0], index
        for position, other in enumerate(heard, start=1):
            best = min(row[position] + 1, row[position - 1] + 1, previous + (word != other))
            previous, row[position] = row[position], best
    return row[-1]


def count_word_errors(said: str, heard: str) -> int:
    """Return the least number of insertions, deletions and substitutions of words."""
    return count_edits(plain_words(said), plain_words(heard))


def word_error_rate(said: str, heard: str) -> float:
    """Return insertions, deletions and substitutions per word that was said."""
    return count_word_errors(said, heard) / max(1, len(plain_words(said)))


def chrf(hypothesis: str, reference: str) -> float:
    """Return chrF2 of a sentence, 0 to 100: F-score of its character n-grams, spaces left out.

    Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation", as sacrebleu
    computes it: orders that neither text is long enough for do not count.
    """
    found, wanted = "".join(hypothesis.split()), "".join(reference.split())
    precisions: list[float] = []
    recalls: list[float] = []
    for order in range(1, min(_CHRF_ORDER, len(found), len(wanted)) + 1):
        ours, theirs = _ngrams(found, order), _ngrams(wanted, order)
        common = (ours & theirs).total()
        precisions.append(common / ours.total())
        recalls.append(common / theirs.total())
    if not any(precisions):
        return 0.0
    precision = sum(precisions) / len(precisions)
    recall = sum(recalls) / len(recalls)
    weight = _CHRF_BETA**2
    return 100 * (1 + weight) * precision * recall / (weight * precision + recall)


def _ngrams(text: str, order: int) -> Counter[str]:
    return Counter(text[start : start + order] for start in range(len(text) - order + 1))
