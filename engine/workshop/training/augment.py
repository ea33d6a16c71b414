"""Makes sentence pairs look like what an interpreter hears: runs of speech, not single sentences.

Every change keeps the two sides translations of each other. Names and numbers are swapped on both
sides at once, so that a student learns to copy what it never saw instead of inventing.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.mt.marian.marks import Marking
from engine.workshop.training.corpus import Pair
from engine.workshop.training.marking import PieceCounter, with_marks

FILLERS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("um", "uh", "er", "you know", "well", "I mean", "so"),
    "fr": ("euh", "ben", "alors", "tu vois", "enfin"),
    "de": ("äh", "ähm", "also", "na ja", "halt"),
    "es": ("eh", "este", "pues", "o sea", "bueno"),
    "pt": ("é", "hum", "então", "tipo", "bem"),
}
"""What speakers say while they think; translated by nothing."""

_CONSONANTS: Final = "bcdfghjklmnprstvz"
_ONSETS: Final = (*_CONSONANTS, "br", "ch", "dr", "gr", "kr", "sh", "st", "th", "tr", "w", "y")
_VOWELS: Final = ("a", "e", "i", "o", "u", "a", "e", "i", "o", "ia", "ei", "au", "oo")
WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
"""A word, with inner apostrophes and hyphens."""

_NUMBER: Final = re.compile(r"(?<![\w.,:/])\d{1,6}(?![\w/:]|[.,]\d)")
_PARTED_NUMBER: Final = re.compile(
    r"(?<![\w.,:/])\d{1,3}(?:[.,:\u202f\u00a0 ]\d{2,3})+(?![\w/:]|[.,]\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseRates:
    """How often each change happens.

    Attributes:
        swap: share of pairs with a name or number on both sides that get other ones.
        mark: share of unfamiliar names and long numbers that become marks.
        mark_common: share of pairs whose familiar names become marks too.
        join: share of short pairs that start a run of two to five.
        filler: share of sources with a hesitation.
        repeat: share of sources with a repeated word.
        lower: share of sources without capitals and punctuation.
        bare: share of sources without their last punctuation mark.
    """

    swap: float = 0.3
    mark: float = 0.85
    mark_common: float = 0.25
    join: float = 0.15
    filler: float = 0.06
    repeat: float = 0.04
    lower: float = 0.08
    bare: float = 0.04


class NamePool:
    """Names to swap in: those that the pairs themselves carry over unchanged, and made-up ones.

    Args:
        pairs: where to look for names.
        made_up_share: how often a name is made up from syllables, so that copying is the only way.
    """

    def __init__(self, pairs: Sequence[Pair], *, made_up_share: float = 0.4) -> None:
        counts: dict[str, int] = {}
        for pair in pairs:
            for name in shared_names(pair):
                counts[name] = counts.get(name, 0) + 1
        self._names = sorted(counts)
        self._is_name = frozenset(name for name, count in counts.items() if count > 1)
        self._made_up_share = made_up_share

    def draw(self, chooser: random.Random) -> str:
        """One name, each of the known ones equally likely whatever its frequency."""
        if not self._names or chooser.random() < self._made_up_share:
            return _made_up_name(chooser)
        return chooser.choice(self._names)

    def swap_names(self, pair: Pair, chooser: random.Random) -> Pair:
        """Put other names in place of those that both sides share."""
        english, foreign = pair.english, pair.foreign
        for name in sorted(shared_names(pair)):
            if name not in self._is_name:
                continue
            other = self.draw(chooser)
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            if len(pattern.findall(english)) == len(pattern.findall(foreign)):
                english = pattern.sub(other, english)
                foreign = pattern.sub(other, foreign)
        return Pair(english, foreign, pair.origin)


def shared_names(pair: Pair) -> set[str]:
    """Capitalised words, not all capitals, that stand inside both sides unchanged.

    The first word of a side does not count, as it is capitalised anyway, unless the other side
    has it further in.
    """
    english, foreign = capitalised(pair.english), capitalised(pair.foreign)
    shared = english.keys() & foreign.keys()
    return {name for name in shared if english[name] or foreign[name]}


def capitalised(text: str) -> dict[str, bool]:
    """Capitalised words, each with whether it stands anywhere but at a sentence's start."""
    found: dict[str, bool] = {}
    for match in WORD.finditer(text):
        word = match.group()
        if len(word) > 2 and word[0].isupper() and word[1:].islower():
            before = text[: match.start()].rstrip(" \"'«»„“”¿¡(-\u2013\u2014")
            is_inside = bool(before) and before[-1] not in ".!?:…"
            found[word] = found.get(word, False) or is_inside
    return found


def swap_numbers(pair: Pair, chooser: random.Random) -> Pair:
    """Put other digits in place of the whole numbers that both sides share."""
    english, foreign = _NUMBER.findall(pair.english), _NUMBER.findall(pair.foreign)
    if not english or sorted(english) != sorted(foreign):
        return pair
    # One stays one: "1 hora", "2 horas".
    swaps = {number: _other_number(number, chooser) for number in english if number != "1"}

    def replaced(text: str) -> str:
        return _NUMBER.sub(lambda match: swaps.get(match.group(), match.group()), text)

    return Pair(replaced(pair.english), replaced(pair.foreign), pair.origin)


def swap_parted_numbers(pair: Pair, chooser: random.Random) -> Pair:
    """Put other digits in place of numbers with separators, which each side keeps as its own.

    "5,500" and "5.500" correspond, as do "2:30" and "2.30".
    """
    english = [_digits(number) for number in _PARTED_NUMBER.findall(pair.english)]
    foreign = [_digits(number) for number in _PARTED_NUMBER.findall(pair.foreign)]
    if not english or sorted(english) != sorted(foreign):
        return pair
    swaps = {
        digits: "".join(
            str(chooser.randint(1, 9 if place else int(digits[0]) or 9))
            for place in range(len(digits))
        )
        for digits in english
        if not digits.endswith("000")
    }

    def other(match: re.Match[str]) -> str:
        digits = iter(swaps.get(_digits(match.group()), _digits(match.group())))
        return "".join(next(digits) if c.isdigit() else c for c in match.group())

    return Pair(
        _PARTED_NUMBER.sub(other, pair.english),
        _PARTED_NUMBER.sub(other, pair.foreign),
        pair.origin,
    )


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _other_number(number: str, chooser: random.Random) -> str:
    if len(number) == 4 and number[0] in "12":
        return str(chooser.randint(1500, 2099))
    if len(number) <= 2:
        return str(chooser.randint(2, 9) if len(number) == 1 else chooser.randint(10, 99))
    return str(chooser.randint(10 ** (len(number) - 1), 10 ** len(number) - 1))


def _made_up_name(chooser: random.Random) -> str:
    syllables = chooser.choice((1, 2, 2, 2, 3))
    name = "".join(chooser.choice(_ONSETS) + chooser.choice(_VOWELS) for _ in range(syllables))
    if syllables == 1 or chooser.random() < 0.5:
        name += chooser.choice("nrlmst")
    return name.capitalize()


def joined(pairs: Sequence[Pair], chooser: random.Random, *, rate: float) -> Iterator[Pair]:
    """Join some neighbours of a shuffled list into runs of two to five sentences."""
    waiting = iter(pairs)
    for pair in waiting:
        run = [pair]
        if _is_short(pair) and chooser.random() < rate:
            n_wanted = chooser.choice((2, 2, 3, 3, 4, 5))
            for other in waiting:
                run.append(other)
                n_words = sum(len(p.english.split()) for p in run)
                if len(run) >= n_wanted or n_words > 45 or not _is_short(other):
                    break
        yield Pair(
            " ".join(p.english for p in run), " ".join(p.foreign for p in run), run[0].origin
        )


def _is_short(pair: Pair) -> bool:
    return len(pair.english.split()) <= 16 and pair.english.endswith((".", "!", "?"))


def as_heard(text: str, language: str, chooser: random.Random, *, rates: NoiseRates) -> str:
    """Disturb a source sentence the way speech and its recognition do."""
    words = text.split(" ")
    if chooser.random() < rates.repeat:
        place = chooser.randrange(len(words))
        run = words[place : place + chooser.choice((1, 1, 2))]
        if all(word.isalpha() for word in run):
            words[place:place] = run
    if chooser.random() < rates.filler:
        place = chooser.randrange(len(words))
        filler = chooser.choice(FILLERS[language])
        comma = chooser.choice(("", ","))
        if place == 0:
            words[0] = _lower_first(words[0])
            filler = filler[0].upper() + filler[1:]
        words.insert(place, filler + comma)
    heard = " ".join(words)
    style = chooser.random()
    if style < rates.lower:
        heard = " ".join(_bare_words(heard.lower()))
    elif style < rates.lower + rates.bare:
        heard = heard.rstrip(".!?")
    return heard or text


def _lower_first(word: str) -> str:
    is_kept = word == "I" or word.startswith("I'") or word[1:] != word[1:].lower()
    return word if is_kept else word[0].lower() + word[1:]


def _bare_words(text: str) -> Iterator[str]:
    for word in text.split():
        bare = word.strip('.,;:!?¿¡"«»„“”()…')
        if bare:
            yield bare


def augmented_epoch(
    pairs: Sequence[Pair],
    names: NamePool,
    *,
    source: str,
    seed: int,
    rates: NoiseRates,
    marking: Marking,
    n_pieces: PieceCounter,
) -> Iterator[tuple[str, str]]:
    """One pass over the pairs in an order and with changes of its own.

    Args:
        pairs: all training pairs, weighted by repetition.
        names: to swap in.
        source: the language that is read; noise goes to that side only.
        seed: of this pass; the same seed gives the same pass.
        rates: how often each change happens.
        marking: which words become marks.
        n_pieces: into how many pieces the source vocabulary cuts a word.

    Yields:
        Source and target texts.
    """
    chooser = random.Random(seed)  # noqa: S311
    order = list(pairs)
    chooser.shuffle(order)
    changed = [
        swap_parted_numbers(swap_numbers(names.swap_names(pair, chooser), chooser), chooser)
        if chooser.random() < rates.swap
        else pair
        for pair in order
    ]
    for pair in joined(changed, chooser, rate=rates.join):
        english_first = source == "en"
        read = pair.english if english_first else pair.foreign
        written = pair.foreign if english_first else pair.english
        is_common = chooser.random() < rates.mark_common
        read, written = with_marks(
            read,
            written,
            marking,
            chooser,
            n_pieces=n_pieces,
            common_names=sorted(shared_names(pair)) if is_common else (),
            rate=rates.mark,
        )
        yield as_heard(read, source, chooser, rates=rates), written
