"""Beam search over Whisper's decoder.

The rules of the search are those of CTranslate2 (src/decoding.cc, BeamSearch): of the 2 * beams
best continuations of a step, those among the first `beams` that end are set aside and the best
others go on in their place; the search is over when `beams` hypotheses have ended.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from engine.arrays import Float32, Int64
from engine.models.whisper import DecoderState, WhisperModel
from engine.models.whisper_rules import TokenRules

ShouldStop: TypeAlias = Callable[[tuple[int, ...], Float32], bool]
"""Given the best running beam's tokens, forced ones included, and the alignment row
[n_alignment_heads, n_frames] of the last of them: whether to end here."""

_BLOCK_TOKENS: Final = 64


@dataclass(frozen=True, slots=True)
class Node:
    """The last token of a hypothesis, linked to those before it.

    Attributes:
        alignment: [n_alignment_heads, n_frames] of the step that produced it.
        score: sum of log probabilities of the tokens so far that were not forced.
        n_new: how many were not forced.
    """

    parent: "Node | None"
    token: int
    log_probability: float
    alignment: Float32
    score: float
    n_new: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A hypothesis that goes on no further.

    Attributes:
        last: its last token; None if it has none.
        end_alignment: of the step that ended the text; zeros where a limit or stop did.
        is_finished: whether the model ended it.
        score: as in Node, the end of the text included.
    """

    last: Node | None
    end_alignment: Float32
    is_finished: bool
    score: float
    n_new: int

    def normalised_score(self, length_penalty: float) -> float:
        """Score by which hypotheses of different lengths are compared."""
        return self.score / math.pow(max(1, self.n_new), length_penalty)


def tokens_of(last: Node | None) -> tuple[int, ...]:
    """All tokens up to a node."""
    tokens = []
    while last is not None:
        tokens.append(last.token)
        last = last.parent
    return tuple(reversed(tokens))


class BeamSearch:
    """One search; used once.

    Args:
        model: to search with.
        rules: on the tokens.
        beams: hypotheses kept side by side.
        length_penalty: see Ended.normalised_score.
        n_steps: how many tokens there may be, at least 1.
        should_stop: asked after each step.
    """

    def __init__(
        self,
        model: WhisperModel,
        *,
        rules: TokenRules,
        beams: int,
        length_penalty: float,
        n_steps: int,
        should_stop: ShouldStop | None,
    ) -> None:
        self._model = model
        self._rules = rules
        self._beams = beams
        self._length_penalty = length_penalty
        self._n_steps = n_steps
        self._should_stop = should_stop
        self._ended: list[Ended] = []

    def run(
        self, forced: Node | None, state: DecoderState, logits: Float32, alignment: Float32
    ) -> Ended:
        """Search on from one beginning.

        Args:
            forced: its last token.
            state: of one beam that was given it.
            logits: [1, vocab_size] of the last step; changed.
            alignment: [1, n_alignment_heads, n_frames] of the last step.
        """
        running: Sequence[Node | None] = [forced]
        for n_done in range(self._n_steps):
            sequences = (
                [tokens_of(last) for last in running] if self._rules.need_sequences else None
            )
            self._rules.apply(logits, sequences, is_first=n_done == 0 and forced is None)
            nodes, origins = self._expand(running, logits, alignment)
            if n_done + 1 == self._n_steps:
                for node in nodes:
                    self._end_at(node)
                break
            if not nodes or len(self._ended) >= self._beams:
                break
            if self._should_stop is not None:
                best = max(nodes, key=lambda node: node.score)
                if self._should_stop(tokens_of(best), best.alignment):
                    self._end_at(best)
                    break
            running = nodes
            step = self._model.step(
                np.array([[node.token] for node in nodes], np.int64),
                state,
                beams=np.array(origins, np.int64),
            )
            state, logits, alignment = step.state, step.logits[:, -1], step.alignment[:, :, -1]
        return max(self._ended, key=lambda ended: ended.normalised_score(self._length_penalty))

    def _expand(
        self, running: Sequence[Node | None], logits: Float32, alignment: Float32
    ) -> tuple[list[Node], list[int]]:
        """What goes on after a step, and from which beam each goes on."""
        log_probabilities = logits - log_sum_exp(logits)[:, None]
        before = np.array([0.0 if last is None else last.score for last in running], np.float32)
        n_candidates = 2 * self._beams
        tokens = best_tokens(log_probabilities, n_candidates)  # [n_beams, <= n_candidates]
        gains = np.take_along_axis(log_probabilities, tokens, axis=1)
        scores = gains + before[:, None]
        order = np.argsort(-scores, axis=None, kind="stable")[:n_candidates]
        nodes: list[Node] = []
        origins: list[int] = []
        for rank, flat in enumerate(order):
            origin, column = divmod(int(flat), tokens.shape[1])
            score = float(scores[origin, column])
            if not np.isfinite(score) or len(nodes) == self._beams:
                break
            last = running[origin]
            n_new = 0 if last is None else last.n_new
            token = int(tokens[origin, column])
            if token != self._model.config.end_of_text:
                gain = float(gains[origin, column])
                nodes.append(Node(last, token, gain, alignment[origin], score, n_new + 1))
                origins.append(origin)
            elif rank < self._beams:
                self._ended.append(Ended(last, alignment[origin], True, score, n_new))
        return nodes, origins

    def _end_at(self, node: Node) -> None:
        nothing = np.zeros_like(node.alignment)
        self._ended.append(Ended(node, nothing, False, node.score, node.n_new))


def log_sum_exp(logits: Float32) -> Float32:
    """log(sum(exp(row))) of each row.

    Args:
        logits: [n, vocab_size].
    """
    highest = logits.max(axis=1, keepdims=True)
    sums: Float32 = np.exp(logits - highest).sum(axis=1)
    result: Float32 = np.log(sums) + highest[:, 0]
    return result


def best_tokens(scores: Float32, n: int) -> Int64:
    """The `n` highest of each row (or all, of a shorter row), in no order.

    The n best are among the n blocks with the highest maxima, which is far less to sort than a
    whole vocabulary.

    Args:
        scores: [n_rows, vocab_size].
        n: how many.

    Returns:
        [n_rows, n] token ids.
    """
    n_rows, vocab_size = scores.shape
    n_blocks = vocab_size // _BLOCK_TOKENS
    if n_blocks <= 2 * n:
        n = min(n, vocab_size)
        return np.argpartition(-scores, n - 1, axis=1)[:, :n]
    blocks = scores[:, : n_blocks * _BLOCK_TOKENS].reshape(n_rows, n_blocks, _BLOCK_TOKENS)
    best_blocks = np.argpartition(-blocks.max(axis=2), n - 1, axis=1)[:, :n]
    inside = (best_blocks[:, :, None] * _BLOCK_TOKENS + np.arange(_BLOCK_TOKENS)).reshape(
        n_rows, -1
    )
    tail = np.arange(n_blocks * _BLOCK_TOKENS, vocab_size)
    candidates = np.concatenate([inside, np.broadcast_to(tail, (n_rows, tail.size))], axis=1)
    values = np.take_along_axis(scores, candidates, axis=1)
    chosen = np.argpartition(-values, n - 1, axis=1)[:, :n]
    return np.take_along_axis(candidates, chosen, axis=1)
