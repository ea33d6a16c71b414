"""Whether names and numbers survive translation.

Names change between languages now and then (London, Londres), and small numbers turn into words.
So only what the reference carries over unchanged is asked of the output.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.training.augment import WORD, shared_names
from engine.training.corpus import Pair

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """How many sentences keep all that they should.

    Attributes:
        n_sentences: sentences with something to keep.
        n_kept: those whose output has all of it.
    """

    n_sentences: int
    n_kept: int

    @property
    def share(self) -> float:
        """Share kept, 0 to 1; 1 when nothing had to be."""
        return self.n_kept / self.n_sentences if self.n_sentences else 1.0


def to_keep(pair: Pair) -> set[str]:
    """Names and numbers that stand in both sides of a pair."""
    numbers = set(_DIGITS.findall(pair.english)) & set(_DIGITS.findall(pair.foreign))
    return shared_names(pair) | numbers


def fidelity(pairs: Iterable[Pair], outputs: Iterable[str]) -> Fidelity:
    """Count the outputs that have every name and number of their pair.

    Args:
        pairs: source and reference of each sentence, whichever side is which.
        outputs: the translations.
    """
    n_sentences = n_kept = 0
    for pair, output in zip(pairs, outputs, strict=True):
        kept = to_keep(pair)
        if kept:
            n_sentences += 1
            words = set(WORD.findall(output))
            words.update(_DIGITS.findall(output))
            n_kept += kept <= words
    return Fidelity(n_sentences=n_sentences, n_kept=n_kept)
