"""Searches for translations with a Marian decoder graph: forced prefixes, greedy and beam search.

Greedy search is beam search with one beam. Scores follow Marian (translator/beam_search.cpp and
history.h of browsermt/marian-dev): the sum of log probabilities divided by the length, counting
the end token, to the power of the length penalty; a sentence's beam narrows as hypotheses end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from engine.arrays import Float32, Int64
from engine.onnx import OnnxGraph

_PREFILL_POSITIONS: Final = 32
"""Forced tokens per run: the recurrence over T positions takes memory in T squared."""

_ENCODER_OUTPUTS: Final = ("cross_keys", "cross_values")
_STEP_OUTPUTS: Final = ("best_log_probabilities", "best_tokens", "next_cells", "attention")


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder made of N sentences.

    Attributes:
        mask: [N, S], 1 for tokens.
        cross_keys: [L, N, H, D/H, S].
        cross_values: [L, N, H, S, D/H].
    """

    mask: Float32
    cross_keys: Float32
    cross_values: Float32

    def select(self, sentences: Sequence[int]) -> "Encoded":
        """Only some of the sentences."""
        if len(sentences) == len(self.mask):
            return self
        chosen = list(sentences)
        return Encoded(self.mask[chosen], self.cross_keys[:, chosen], self.cross_values[:, chosen])

    @property
    def n_layers(self) -> int:
        """Decoder layers."""
        n_layers: int = self.cross_keys.shape[0]
        return n_layers

    @property
    def d_model(self) -> int:
        """Size of the decoder's state in each layer."""
        n_heads, d_head = self.cross_keys.shape[2:4]
        return int(n_heads * d_head)


@dataclass(frozen=True, slots=True)
class SearchLimits:
    """How far a search goes.

    Attributes:
        beams: hypotheses kept for each sentence.
        length_penalty: power of the length by which scores are divided.
        max_tokens: of each sentence, the forced prefix included.
        allowances: of each sentence, how often some tokens may be written; empty for no limit.
    """

    beams: int
    length_penalty: float
    max_tokens: Sequence[int]
    allowances: Sequence[Mapping[int, int]] = ()

    @property
    def n_best(self) -> int:
        """How many tokens the decoder has to name so that enough remain that may be written."""
        return self.beams + max(map(len, self.allowances), default=0)


@dataclass(frozen=True, slots=True)
class Found:
    """The best hypothesis of one sentence.

    Attributes:
        tokens: without the end token.
        log_probabilities: [n_tokens].
        attention: [n_tokens, S].
        is_finished: whether the model ended it; False where the length limit did.
    """

    tokens: tuple[int, ...]
    log_probabilities: Float32
    attention: Float32
    is_finished: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """One token of a hypothesis, linked to the one before it."""

    previous: "_Node | None"
    token: int
    log_probability: float
    attention: Float32  # [S]


@dataclass(frozen=True, slots=True)
class _Live:
    """A hypothesis that is still growing.

    Attributes:
        node: its last token; None before the first.
        score: sum of the log probabilities of its free tokens.
        row: its row among its sentence's rows in the last run of the decoder.
    """

    node: _Node | None
    score: float
    row: int

    @property
    def last_token(self) -> int:
        if self.node is None:
            raise AssertionError("a hypothesis takes a token before it is continued")
        return self.node.token


class _SentenceSearch:
    """The beam of one sentence."""

    def __init__(self, limits: SearchLimits, sentence: int, *, end_id: int) -> None:
        self._limits = limits
        self._max_tokens = limits.max_tokens[sentence]
        self._allowance = limits.allowances[sentence] if limits.allowances else {}
        self._end_id = end_id
        self._finished: list[tuple[float, _Node | None]] = []
        self._unfinished: _Node | None = None
        self._n_tokens = 0
        self._n_free_tokens = 0
        self.live: list[_Live] = [_Live(None, 0.0, 0)]

    def force(self, tokens: Sequence[int], log_probabilities: Float32, attention: Float32) -> None:
        """Continue the only hypothesis with given tokens, [n] and [n, S]."""
        node = self.live[0].node
        for token, probability, shares in zip(tokens, log_probabilities, attention, strict=True):
            node = _Node(node, token, float(probability), shares)
        self._n_tokens += len(tokens)
        self.live = [_Live(node, 0.0, 0)]

    def advance(self, best: Float32, tokens: Int64, attention: Float32) -> None:
        """Take one more token.

        Args:
            best: [W, k] log probabilities, best first, for the rows of this sentence.
            tokens: [W, k] their tokens.
            attention: [W, S].
        """
        width = self._limits.beams - len(self._finished)
        candidates = [
            (parent.score + float(best[row, rank]), row, rank)
            for row, parent in enumerate(self.live)
            for rank in self._ranks(parent.node, tokens[row], width)
        ]
        candidates.sort(key=lambda candidate: -candidate[0])
        self._n_free_tokens += 1
        has_room = self._n_tokens < self._max_tokens
        live: list[_Live] = []
        for score, row, rank in candidates[:width]:
            parent = self.live[row].node
            token = int(tokens[row, rank])
            if token == self._end_id:
                length = self._n_free_tokens**self._limits.length_penalty
                self._finished.append((score / length, parent))
            elif has_room:
                node = _Node(parent, token, float(best[row, rank]), attention[row])
                live.append(_Live(node, score, row))
        if not has_room:
            self._unfinished = self.live[0].node
        self._n_tokens += 1
        self.live = live

    def _ranks(self, node: _Node | None, tokens: Int64, width: int) -> Sequence[int]:
        """The ranks of the best tokens that may follow a node; [k] tokens are best first."""
        if not self._allowance:
            return range(width)
        left = dict(self._allowance)
        while node is not None:
            if node.token in left:
                left[node.token] -= 1
            node = node.previous
        allowed = [rank for rank, token in enumerate(tokens) if left.get(int(token), 1) > 0]
        return allowed[:width]

    def found(self, n_source_tokens: int) -> Found:
        """The best hypothesis; one that the model ended if there is any."""
        node = self._unfinished
        if self._finished:
            _, node = max(self._finished, key=lambda scored: scored[0])
        nodes: list[_Node] = []
        while node is not None:
            nodes.append(node)
            node = node.previous
        nodes.reverse()
        attention = np.zeros((len(nodes), n_source_tokens), np.float32)
        for row, step in enumerate(nodes):
            attention[row] = step.attention[:n_source_tokens]
        return Found(
            tuple(step.token for step in nodes),
            np.array([step.log_probability for step in nodes], np.float32),
            attention,
            bool(self._finished),
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which sentences the rows of a run belong to: `width` rows each, in this order."""

    sentences: list[int]
    width: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One run's outputs for B rows and T positions."""

    best: Float32  # [B, T, k]
    tokens: Int64  # [B, T, k]
    cells: Float32  # [L, B, D]
    attention: Float32  # [B, T, S]
    all_log_probabilities: Float32 | None  # [B, T, V] where asked for


class MarianSearch:
    """Runs the two graphs of a model; immutable, so that any number of threads may share it.

    Args:
        encoder: encoder.onnx.
        decoder: decoder.onnx.
        start_id: what stands before the first token.
        end_id: the token that ends a sentence.
    """

    def __init__(
        self, encoder: OnnxGraph, decoder: OnnxGraph, *, start_id: int, end_id: int
    ) -> None:
        self._encoder = encoder
        self._decoder = decoder
        self._start_id = start_id
        self._end_id = end_id

    def encode(self, sentences: Sequence[Sequence[int]]) -> Encoded:
        """Encode sentences of tokens, each ending in the end token."""
        longest = max(len(tokens) for tokens in sentences)
        tokens = np.full((len(sentences), longest), self._end_id, np.int64)
        mask = np.zeros(tokens.shape, np.float32)
        for row, sentence in enumerate(sentences):
            tokens[row, : len(sentence)] = sentence
            mask[row, : len(sentence)] = 1
        keys, values = self._encoder.run(_ENCODER_OUTPUTS, {"tokens": tokens, "mask": mask})
        return Encoded(mask, cast("Float32", keys), cast("Float32", values))

    def search(self, encoded: Encoded, prefix: Sequence[int], limits: SearchLimits) -> list[Found]:
        """Find the best hypothesis of each sentence that begins with the prefix."""
        searches = [
            _SentenceSearch(limits, sentence, end_id=self._end_id)
            for sentence in range(len(limits.max_tokens))
        ]
        step = self._prefill(encoded, prefix, searches, n_best=limits.n_best)
        rows = _Rows(sentences=list(range(len(searches))), width=1)
        remaining = encoded
        position = len(prefix) + 1
        while True:
            for slot, sentence in enumerate(rows.sentences):
                own = slice(slot * rows.width, (slot + 1) * rows.width)
                searches[sentence].advance(
                    step.best[own, -1], step.tokens[own, -1], step.attention[own, -1]
                )
            slots = [slot for slot, s in enumerate(rows.sentences) if searches[s].live]
            if not slots:
                break
            remaining = remaining.select(slots)
            rows, previous, origins = _next_rows(rows, slots, searches)
            step = self._run(
                remaining,
                np.array(previous, np.int64)[:, None],
                position=position,
                cells=step.cells,
                origins=np.array(origins, np.int64),
                n_best=limits.n_best,
            )
            position += 1
        lengths = encoded.mask.sum(axis=1).astype(int)
        return [search.found(int(length)) for search, length in zip(searches, lengths, strict=True)]

    def _prefill(
        self,
        encoded: Encoded,
        prefix: Sequence[int],
        searches: Sequence[_SentenceSearch],
        *,
        n_best: int,
    ) -> _Step:
        """Run over the start and the forced tokens; the last position predicts the first free."""
        n_sentences = len(encoded.mask)
        inputs = np.array([self._start_id, *prefix], np.int64)
        cells = np.zeros((encoded.n_layers, n_sentences, encoded.d_model), np.float32)
        first = 0
        while True:
            chunk = inputs[first : first + _PREFILL_POSITIONS]
            step = self._run(
                encoded,
                np.tile(chunk, (n_sentences, 1)),
                position=first,
                cells=cells,
                origins=np.arange(n_sentences),
                n_best=n_best,
                wants_all=bool(prefix),
            )
            cells = step.cells
            forced = list(prefix[first : first + len(chunk)])
            if step.all_log_probabilities is not None:
                for row, search in enumerate(searches):
                    search.force(
                        forced,
                        step.all_log_probabilities[row, np.arange(len(forced)), forced],
                        step.attention[row, : len(forced)],
                    )
            first += len(chunk)
            if first >= len(inputs):
                return step

    def _run(
        self,
        encoded: Encoded,
        previous_tokens: Int64,
        *,
        position: int,
        cells: Float32,
        origins: Int64,
        n_best: int,
        wants_all: bool = False,
    ) -> _Step:
        names = (*_STEP_OUTPUTS, "log_probabilities") if wants_all else _STEP_OUTPUTS
        best, tokens, next_cells, attention, *rest = self._decoder.run(
            names,
            {
                "previous_tokens": previous_tokens,
                "position": np.array([position], np.int64),
                "cells": cells,
                "origins": origins,
                "mask": encoded.mask,
                "cross_keys": encoded.cross_keys,
                "cross_values": encoded.cross_values,
                "n_best": np.array([n_best], np.int64),
            },
        )
        return _Step(
            cast("Float32", best),
            cast("Int64", tokens),
            cast("Float32", next_cells),
            cast("Float32", attention),
            cast("Float32", rest[0]) if rest else None,
        )


def _next_rows(
    rows: _Rows, slots: Sequence[int], searches: Sequence[_SentenceSearch]
) -> tuple[_Rows, list[int], list[int]]:
    """The rows of the next run, the last token of each, and the row that each continues."""
    sentences = [rows.sentences[slot] for slot in slots]
    width = max(len(searches[sentence].live) for sentence in sentences)
    previous: list[int] = []
    origins: list[int] = []
    for slot, sentence in zip(slots, sentences, strict=True):
        live = searches[sentence].live
        # Every sentence has as many rows; a narrower beam repeats its best, which is ignored.
        for hypothesis in (*live, *[live[0]] * (width - len(live))):
            previous.append(hypothesis.last_token)
            origins.append(slot * rows.width + hypothesis.row)
    return _Rows(sentences, width), previous, origins
