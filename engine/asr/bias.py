"""Makes a speech model hear a glossary's terms: a bias on the tokens that spell them.

Shallow fusion with a prefix tree, as in contextual biasing of end-to-end recognisers (Zhao et al.
2019, "Shallow-Fusion End-to-End Contextual Biasing", Interspeech): a token that begins a term or
goes on with one gets a bonus on its log probability, and what a hypothesis has earned by the
beginning of a term is taken back where it goes on otherwise. Nothing is made of nothing: a token
that the model finds far less likely than its best gets no bonus.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.glossary import TermFinder

_START_BONUS: Final = 0.7
_STEP_BONUS: Final = 1.5
_START_GAP: Final = 4.0
_STEP_GAP: Final = 6.0
"""In nats: so much less likely than the model's best may a token be that still gets a bonus."""


@dataclass(slots=True)
class _Node:
    """A token of terms, and what follows it."""

    following: dict[int, "_Node"]
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """How far a text has come within terms.

    Attributes:
        nodes: the terms' tokens that it may stand at.
        earned: bonus so far, which is lost if no term comes of it.
    """

    nodes: tuple[_Node, ...] = ()
    earned: float = 0.0


NO_MATCH: Final = Match()


class TokenBias:
    """Terms as tokens of one model; immutable, shared by all streams that hear the same glossary.

    Args:
        terms: the tokens of each, at least one.
    """

    def __init__(self, terms: Iterable[Sequence[int]]) -> None:
        self._root = _Node({})
        for tokens in terms:
            node = self._root
            for token in tokens:
                node = node.following.setdefault(token, _Node({}))
            node.is_end = node is not self._root

    def apply(self, row: Float32, match: Match) -> None:
        """Add the bonuses of what may follow to log probabilities.

        Args:
            row: [vocab_size], changed in place.
            match: of the text before.
        """
        best = float(row.max())
        bonuses: dict[int, float] = {}
        for token in self._root.following:
            if row[token] > best - _START_GAP:
                bonuses[token] = _START_BONUS
        for node in match.nodes:
            for token in node.following:
                if row[token] > best - _STEP_GAP:
                    bonuses[token] = match.earned + _STEP_BONUS
        if match.earned:
            row -= np.float32(match.earned)
        for token, bonus in bonuses.items():
            row[token] += np.float32(bonus)

    def advance(self, match: Match, token: int) -> Match:
        """How far the text has come with one token more."""
        nodes = [node.following[token] for node in match.nodes if token in node.following]
        earned = match.earned + _STEP_BONUS if nodes else _START_BONUS
        if token in self._root.following:
            nodes.append(self._root.following[token])
        if not nodes:
            return NO_MATCH
        # A term that was said has earned its bonus for good.
        return Match(tuple(nodes), 0.0 if any(node.is_end for node in nodes) else earned)

    def match(self, tokens: Sequence[int]) -> Match:
        """How far a text has come that was not searched for; it has earned nothing."""
        found = NO_MATCH
        for token in tokens:
            found = self.advance(found, token)
        return Match(found.nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechBias:
    """Words to listen for, as one model takes them.

    Attributes:
        tokens: their spellings.
        shown: the first of them, of a model that can be shown what it may hear: as many as there
            is room for.
        unshown: spellings of the others; None where there are none.
        finder: of those that are shown, in texts.
    """

    tokens: TokenBias
    shown: tuple[str, ...] = ()
    unshown: TokenBias | None = None
    finder: TermFinder | None = None

    def places(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Where the words that are shown stand in a text, with whatever endings they take.

        Returns:
            For each that does, in order, the index of its first character and that behind its last.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        for hit in () if self.finder is None else self.finder.find(text):
            found.setdefault(hit.form.written, []).append((hit.start, hit.end))
        return found


def beginnings(words: Iterable[str]) -> Iterator[str]:
    """The words with the space that they begin with, also as they begin a sentence."""
    for word in words:
        yield f" {word}"
        if word[:1].islower():
            yield f" {word[:1].upper()}{word[1:]}"
