"""Teaches a student to carry names and long numbers from source to target as marks."""

import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from engine.mt.marian.marks import (
    NAME,
    NAME_MARKS,
    NUMBER_MARKS,
    Marking,
    ends_in_one_of,
)
from engine.sentences import starts_sentence

_MIN_KEPT_SHARE: Final = 0.15
"""Four German sentences of five make a Maria of Mary; she is to stay who she is all the same."""

_FAMILIAR: Final = 30
_SURELY_KEPT_SHARE: Final = 0.9
"""A name that the pairs carry over this often, and nearly always, is learnt like any other word."""

_CAPITALISED_NOUNS: Final = frozenset({"de"})

PieceCounter = Callable[[str], int]


def learn_marking(texts: Iterable[tuple[str, str]], *, source: str) -> Marking:
    """Tell names, which pairs carry over unchanged, from words that they translate.

    Args:
        texts: source and target of every training pair.
        source: language of the sources.
    """
    small: set[str] = set()
    seen: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for read, written in texts:
        written_words = set(NAME.findall(written))
        for match in NAME.finditer(read):
            word = match.group()
            if word.islower():
                small.add(word)
            elif not starts_sentence(read, match.start()):
                seen[word] += 1
                kept[word] += word in written_words
    known: set[str] = set(small)
    for word, count in seen.items():
        is_name = kept[word] >= _MIN_KEPT_SHARE * count
        is_sure = kept[word] >= max(_FAMILIAR, _SURELY_KEPT_SHARE * count)
        if not is_name or is_sure:
            known.add(word.casefold())
        elif kept[word] > 1:
            known.discard(word.casefold())
    if source in _CAPITALISED_NOUNS:
        return _with_heads(known, {word.casefold() for word in seen} - known)
    return Marking(known=frozenset(known))


def _with_heads(known: Collection[str], names: Iterable[str]) -> Marking:
    """Leave out what a shorter known word stands for: "wörterbuch" goes without saying by "buch".

    New compounds are met in every text, and new names too; what ends in a known noun is taken for
    the former.
    """
    heads: set[str] = set()
    for word in sorted(known, key=len):
        if not ends_in_one_of(word, heads):
            heads.add(word)
    carried = frozenset(name for name in names if ends_in_one_of(name, heads))
    return Marking(known=frozenset(heads), heads=True, carried=carried)


def with_marks(
    read: str,
    written: str,
    marking: Marking,
    chooser: random.Random,
    *,
    n_pieces: PieceCounter,
    common_names: Sequence[str],
    rate: float,
) -> tuple[str, str]:
    """Put the same marks into both sides for words that both have equally often.

    Args:
        read: source text.
        written: target text.
        marking: which words would get a mark at translation.
        chooser: draws which of them do here, and the marks.
        n_pieces: into how many pieces the source vocabulary cuts a word.
        common_names: names that need no mark but may get one, so that marks are met often.
        rate: share of the words that get one.

    Returns:
        Both texts.
    """
    wanted = [match.group() for match in marking.words(read, n_pieces)] + [*common_names]
    unused = {
        True: chooser.sample(NUMBER_MARKS, len(NUMBER_MARKS)),
        False: chooser.sample(NAME_MARKS, len(NAME_MARKS)),
    }
    for word in dict.fromkeys(wanted):
        marks = unused[word[0].isdigit()]
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        count = len(pattern.findall(read))
        is_shared = count > 0 and count == len(pattern.findall(written))
        if marks and is_shared and chooser.random() < rate:
            mark = marks.pop()
            read, written = pattern.sub(mark, read), pattern.sub(mark, written)
    return read, written
