"""Whether names and numbers survive translation.

Names change between languages now and then (London, Londres), and small numbers turn into words.
So only what the reference carries over unchanged is asked of the output. A capitalised word is no
name where English writes it small at least as often: a reference that leaves the "Calendar" of a
program in English does not make "Calendario" an invention.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from engine.workshop.training.augment import WORD, capitalised, shared_names
from engine.workshop.training.corpus import Pair

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


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Words, folded, that stand small at least as often as capitalised inside a sentence.

    Args:
        texts: much English.
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        small.update(word for word in WORD.findall(text) if word.islower())
        large.update(word.casefold() for word, inside in capitalised(text).items() if inside)
    return frozenset(word for word, count in small.items() if count >= large[word])


def to_keep(pair: Pair, ordinary: Collection[str] = ()) -> set[str]:
    """Names and numbers that stand in both sides of a pair.

    Args:
        pair: the sentences.
        ordinary: words, folded, that are no names.
    """
    numbers = set(_DIGITS.findall(pair.english)) & set(_DIGITS.findall(pair.foreign))
    names = {name for name in shared_names(pair) if name.casefold() not in ordinary}
    return names | numbers


def fidelity(
    pairs: Iterable[Pair], outputs: Iterable[str], *, ordinary: Collection[str] = ()
) -> Fidelity:
    """Count the outputs that have every name and number of their pair.

    Args:
        pairs: source and reference of each sentence, whichever side is which.
        outputs: the translations.
        ordinary: as in `to_keep`.
    """
    n_sentences = n_kept = 0
    for pair, output in zip(pairs, outputs, strict=True):
        kept = to_keep(pair, ordinary)
        if kept:
            n_sentences += 1
            words = set(WORD.findall(output))
            # German builds words with names: the Linux family is a Linux-Familie.
            words.update(part for word in tuple(words) for part in word.split("-"))
            words.update(_DIGITS.findall(output))
            n_kept += kept <= words
    return Fidelity(n_sentences=n_sentences, n_kept=n_kept)
