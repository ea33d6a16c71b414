"""What a contestant did with one passage: plain numbers in seconds, as JSON keeps them.

Every moment has two readings. `ideal_s` counts the source that had been heard: computing takes no
time. `aware_s` is the simulated clock: computing takes the time that it took on this machine.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A committed word; its moment is that of its last letter or mark.

    Attributes:
        source_start_s: where the speech begins that the contestant aligns it to.
        source_end_s: where that speech ends.
    """

    text: str
    source_start_s: float
    source_end_s: float
    ideal_s: float
    aware_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of target speech; `ideal_s` and `aware_s` are when it begins to sound."""

    text: str
    source_start_s: float
    source_end_s: float
    ideal_s: float
    aware_s: float
    duration_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A step after which something else is shown.

    Attributes:
        took_s: computing since the look before.
        n_words: committed words by now.
        tentative: what is shown behind them.
    """

    ideal_s: float
    aware_s: float
    took_s: float
    n_words: int
    tentative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One passage.

    Attributes:
        passage: its name.
        duration_s: its length.
        busy_s: all computing.
        heard_back: what a speech recogniser hears in the target speech; empty where there is none.
    """

    passage: str
    duration_s: float
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    looks: tuple[Look, ...]
    busy_s: float
    heard_back: str = ""

    @property
    def text(self) -> str:
        """All that was committed."""
        return " ".join(word.text for word in self.words)

    def shown(self, look: Look) -> list[str]:
        """The words on the screen at a look: committed ones, then tentative ones."""
        committed = [word.text for word in self.words[: look.n_words]]
        return [*committed, *look.tentative.split()]

    def erasures(self) -> list[int]:
        """For each look, how many words on the screen before it were taken back or changed."""
        erased: list[int] = []
        before: list[str] = []
        for look in self.looks:
            now = self.shown(look)
            erased.append(len(before) - common_prefix(before, now))
            before = now
        return erased

    def spoken_words(self) -> list[Word]:
        """The committed words that were spoken; their moments are when each has been heard.

        A clause's sound is shared out among its letters.
        """
        spoken: list[Word] = []
        unspoken = list(self.words)
        for clause in self.clauses:
            texts = clause.text.split()
            # Clauses that were dropped leave words that nobody hears.
            while unspoken and [word.text for word in unspoken[: len(texts)]] != texts:
                unspoken.pop(0)
            words, unspoken = unspoken[: len(texts)], unspoken[len(texts) :]
            said = 0
            for word in words:
                said += len(word.text) + 1
                after_s = clause.duration_s * said / (len(clause.text) + 1)
                spoken.append(
                    replace(
                        word, ideal_s=clause.ideal_s + after_s, aware_s=clause.aware_s + after_s
                    )
                )
        return spoken

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Take back what `dataclasses.asdict` and `json.dumps` gave."""
        record = json.loads(text)
        parts = {"words": Word, "clauses": Clause, "looks": Look}
        lists = {name: tuple(kind(**item) for item in record[name]) for name, kind in parts.items()}
        return cls(**{**record, **lists})


def common_prefix(before: Sequence[str], now: Sequence[str]) -> int:
    """How many leading items two lists share."""
    pairs = zip(before, now, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def add_text(words: list[Word], addition: Word, *, joins: bool) -> None:
    """Add committed text to a list of words.

    Words that were committed in one piece share its source evenly: a sentence that is committed
    at its end did not wait for its first word as short a time as for its last.

    Args:
        words: grows; its last word is replaced where the text goes on with it.
        addition: text of any number of words.
        joins: whether its first word goes on with the last word of the list.
    """
    texts = addition.text.split()
    step_s = (addition.source_end_s - addition.source_start_s) / max(len(texts), 1)
    for number, text in enumerate(texts):
        start_s = addition.source_start_s + number * step_s
        word = replace(addition, text=text, source_start_s=start_s, source_end_s=start_s + step_s)
        if joins and number == 0 and words:
            before = words.pop()
            word = replace(
                word,
                text=before.text + text,
                source_start_s=min(before.source_start_s, word.source_start_s),
                source_end_s=max(before.source_end_s, word.source_end_s),
            )
        words.append(word)
