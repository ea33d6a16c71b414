"""Greedy and beam search over Whisper's decoder, with forced prefixes, token rules and early stops.

The rules of the search are those of CTranslate2 (src/decoding.cc, BeamSearch): of the 2 * beams
best continuations of a step, those among the first `beams` that end are set aside and the best
others go on in their place; the search is over when `beams` hypotheses have ended. Beyond those
rules, hypotheses that are far less likely than the best may be given up before that (relative
threshold pruning; Freitag and Al-Onaizan, "Beam Search Strategies for Neural Machine Translation",
2017).

The best hypothesis is the one with the highest
sum of log probabilities divided by its number of tokens (the end not counted) to the power of
`length_penalty`; one beam is greedy search. As in openai/whisper (whisper/decoding.py) forced
tokens count for neither.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

import numpy as np

from engine.arrays import Float32, Int64
from engine.asr.bias import NO_MATCH, Match, TokenBias
from engine.asr.whisper.model import DecoderState, EncodedAudio, WhisperModel
from engine.asr.whisper.tokenizer import WhisperConfig

_NEVER = np.float32(-np.inf)


class TokenRules:
    """The rules of one decoding; see DecodingOptions for what each stands for.

    Args:
        config: of the model.
        suppress_blank: at the first step.
        suppress_non_speech: at every step.
        timestamps: apply the timestamp rules; otherwise no timestamp is ever allowed.
        max_initial_timestamp_frames: latest first timestamp.
        no_repeat_ngram_tokens: 0 for no such rule.
    """

    def __init__(
        self,
        config: WhisperConfig,
        *,
        suppress_blank: bool,
        suppress_non_speech: bool,
        timestamps: bool,
        max_initial_timestamp_frames: int,
        no_repeat_ngram_tokens: int,
    ) -> None:
        self._config = config
        always = set(config.suppressed) if suppress_non_speech else set()
        # Special tokens other than the end (and timestamps) are instructions, not answers.
        always |= set(range(config.end_of_text + 1, config.first_timestamp))
        self._always = np.array(sorted(always), np.int64)
        self._at_start = np.array(config.suppressed_at_start if suppress_blank else (), np.int64)
        self._timestamps = timestamps
        self._max_initial_timestamp_frames = max_initial_timestamp_frames
        self._no_repeat_ngram_tokens = no_repeat_ngram_tokens

    @property
    def need_sequences(self) -> bool:
        """Whether `apply` looks at what each beam has said."""
        return self._timestamps or self._no_repeat_ngram_tokens > 0

    def apply(
        self, logits: Float32, sequences: Sequence[tuple[int, ...]] | None, *, is_first: bool
    ) -> None:
        """Set the logits of tokens that are not allowed to minus infinity.

        Args:
            logits: [n_beams, vocab_size], changed in place.
            sequences: what each beam has said; only looked at where `need_sequences`.
            is_first: whether nothing has been said.
        """
        logits[:, self._always] = _NEVER
        if is_first:
            logits[:, self._at_start] = _NEVER
        if not self._timestamps:
            logits[:, self._config.first_timestamp :] = _NEVER
        for row, sequence in zip(logits, sequences or (), strict=bool(sequences)):
            if self._no_repeat_ngram_tokens:
                self._forbid_repetition(row, sequence)
            if self._timestamps:
                self._place_timestamps(row, sequence)

    def _forbid_repetition(self, row: Float32, sequence: tuple[int, ...]) -> None:
        n_before = self._no_repeat_ngram_tokens - 1
        if len(sequence) <= n_before:
            return
        last = sequence[len(sequence) - n_before :]
        for start in range(len(sequence) - n_before):
            if sequence[start : start + n_before] == last:
                row[sequence[start + n_before]] = _NEVER

    def _place_timestamps(self, row: Float32, sequence: tuple[int, ...]) -> None:
        """ApplyTimestampRules of openai/whisper (whisper/decoding.py)."""
        first = self._config.first_timestamp
        end = self._config.end_of_text
        row[self._config.no_timestamps] = _NEVER
        if not sequence:
            row[:first] = _NEVER
            row[first + self._max_initial_timestamp_frames + 1 :] = _NEVER
            return
        last_is = sequence[-1] >= first
        before_is = len(sequence) < 2 or sequence[-2] >= first
        if last_is and before_is:
            row[first:] = _NEVER
        elif last_is:
            row[:end] = _NEVER
        said = [token for token in sequence if token >= first]
        if said:
            # Timestamps never go back, and a segment is longer than nothing.
            earliest = said[-1] if last_is and not before_is else said[-1] + 1
            row[first:earliest] = _NEVER
        highest = row.max()
        weights = np.exp(row - highest)
        if weights[first:].sum() > weights[:first].max():
            row[:first] = _NEVER


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
        match: how far it has come within the terms that are listened for.
    """

    parent: "Node | None"
    token: int
    log_probability: float
    alignment: Float32
    score: float
    n_new: int
    match: Match = NO_MATCH


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
        hopeless: see DecodingOptions.
        should_stop: asked after each step.
        bias: towards terms that are listened for.
    """

    def __init__(
        self,
        model: WhisperModel,
        *,
        rules: TokenRules,
        beams: int,
        length_penalty: float,
        n_steps: int,
        hopeless: float,
        should_stop: ShouldStop | None,
        bias: TokenBias | None = None,
    ) -> None:
        self._bias = bias
        self._model = model
        self._rules = rules
        self._beams = beams
        self._length_penalty = length_penalty
        self._n_steps = n_steps
        self._hopeless = hopeless
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
            running = nodes = self._hopeful(nodes)
            if not nodes:
                break
            step = self._model.step(
                np.array([[node.token] for node in nodes], np.int64),
                state,
                beams=np.array(origins[: len(nodes)], np.int64),
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
        biased = log_probabilities if self._bias is None else log_probabilities.copy()
        if self._bias is not None:
            for row, last in zip(biased, running, strict=True):
                self._bias.apply(row, NO_MATCH if last is None else last.match)
        tokens = best_tokens(biased, n_candidates)  # [n_beams, <= n_candidates]
        gains = np.take_along_axis(log_probabilities, tokens, axis=1)
        scores = np.take_along_axis(biased, tokens, axis=1) + before[:, None]
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
                match = NO_MATCH
                if self._bias is not None:
                    match = self._bias.advance(NO_MATCH if last is None else last.match, token)
                nodes.append(Node(last, token, gain, alignment[origin], score, n_new + 1, match))
                origins.append(origin)
            elif rank < self._beams:
                self._ended.append(Ended(last, alignment[origin], True, score, n_new))
        return nodes, origins

    def _hopeful(self, nodes: list[Node]) -> list[Node]:
        """Those, best first, that are not far less likely than the best, ended or not."""
        best = max(nodes[0].score, *(ended.score for ended in self._ended), -math.inf)
        return [node for node in nodes if node.score >= best - self._hopeless]

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


Task: TypeAlias = Literal["transcribe", "translate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodingOptions:
    """How to search.

    Attributes:
        beams: hypotheses kept side by side; 1 is greedy search.
        length_penalty: 0 compares sums of log probabilities, 1 their means.
        max_new_tokens: limit on tokens after the forced prefix.
        suppress_blank: the first token is neither a blank nor the end, unless a prefix is forced.
        suppress_non_speech: none of the tokens that the model's makers list as no speech.
        timestamps: let the model place timestamps, by the rules of openai/whisper; they are then
            among the hypothesis's tokens.
        max_initial_timestamp_frames: where timestamps are on, the latest first one.
        no_repeat_ngram_tokens: no sequence of so many tokens occurs twice; 0 allows all.
        hopeless: a hypothesis that is so many nats less likely than the best goes on no further.
        score_prefix: compute log probabilities of forced tokens; otherwise they are given as 0.
        not_first: a token that the text behind the forced prefix does not begin with.
    """

    beams: int = 5
    length_penalty: float = 1.0
    max_new_tokens: int = 224
    suppress_blank: bool = True
    suppress_non_speech: bool = True
    timestamps: bool = False
    max_initial_timestamp_frames: int = 50
    no_repeat_ngram_tokens: int = 0
    hopeless: float = math.inf
    score_prefix: bool = True
    not_first: int | None = None

    def __post_init__(self) -> None:
        if self.beams < 1 or self.max_new_tokens < 1 or self.no_repeat_ngram_tokens < 0:
            raise ValueError(f"these decoding options cannot be: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperHypothesis:
    """What the model understood.

    Attributes:
        tokens: text tokens, the forced prefix included, no special ones (timestamps only where
            they were asked for).
        log_probabilities: [n_tokens], natural logarithms.
        alignment: [n_tokens, n_alignment_heads, n_frames]: cross-attention of the step that
            produced each token (the rows that whisper/timing.py of openai/whisper uses), the
            forced prefix included; sums to 1 over frames.
        end_alignment: [n_alignment_heads, n_frames] of the step after the last token.
        is_finished: whether the model ended the text itself.
        no_speech_probability: of the model's token for "nobody speaks", at the start.
    """

    tokens: tuple[int, ...]
    log_probabilities: Float32
    alignment: Float32
    end_alignment: Float32
    is_finished: bool
    no_speech_probability: float


def decode(
    model: WhisperModel,
    encoded: EncodedAudio,
    *,
    language: str,
    task: Task,
    prompt: Sequence[int] = (),
    prefix: Sequence[int] = (),
    options: DecodingOptions,
    should_stop: ShouldStop | None = None,
    bias: TokenBias | None = None,
) -> WhisperHypothesis:
    """Find what was said.

    Args:
        model: that encoded the audio.
        encoded: the audio.
        language: code of the language that is spoken; ignored by models of English alone.
        task: "transcribe" in that language, or "translate" to English.
        prompt: text tokens that went before this audio; its end is kept where it is too long.
        prefix: text tokens of this audio that are already decided: the text begins with them.
        options: how to search.
        should_stop: asked after each step about the best running beam, whose last token it may
            veto by ending the search there. The result is then the best of this beam and of the
            hypotheses that have ended.
        bias: towards terms that are listened for; it has no part in log probabilities.

    Raises:
        ValueError: the model does not know the language, or the prefix is too long for it.
    """
    start = _start_tokens(model, language=language, task=task, options=options, prompt=prompt)
    given = [*start, *prefix]
    n_room = model.config.max_target_tokens - len(given)
    if n_room < 1:
        raise ValueError(
            f"{len(prefix)} forced tokens do not fit into the decoder's "
            f"{model.config.max_target_tokens}"
        )
    sot_position = start.index(model.config.start_of_transcript)
    first_scored = len(start) - 1 if options.score_prefix else len(given) - 1
    first = model.step(
        np.array([given], np.int64),
        model.initial_state(encoded),
        logit_positions=[sot_position, *range(first_scored, len(given))],
    )
    no_speech_logits = first.logits[0, :1]
    no_speech = no_speech_logits[0, model.config.no_speech] - log_sum_exp(no_speech_logits)[0]
    forced = _force(prefix, first.logits[0, 1:-1], first.alignment[0, :, len(start) - 1 :])
    rules = TokenRules(
        model.config,
        suppress_blank=options.suppress_blank,
        suppress_non_speech=options.suppress_non_speech,
        timestamps=options.timestamps,
        max_initial_timestamp_frames=options.max_initial_timestamp_frames,
        no_repeat_ngram_tokens=options.no_repeat_ngram_tokens,
    )
    search = BeamSearch(
        model,
        rules=rules,
        beams=options.beams,
        length_penalty=options.length_penalty,
        n_steps=min(options.max_new_tokens, n_room),
        hopeless=options.hopeless,
        should_stop=should_stop,
        bias=bias,
    )
    if forced is not None and bias is not None:
        forced = replace(forced, match=bias.match(prefix))
    logits = first.logits[:, -1]
    if options.not_first is not None:
        logits[:, options.not_first] = _NEVER
    best = search.run(forced, first.state.as_shared(), logits, first.alignment[:, :, -1])
    return _hypothesis(best, no_speech_probability=float(np.exp(no_speech)))


def no_speech_probability(model: WhisperModel, encoded: EncodedAudio) -> float:
    """How likely it is that nobody speaks; with nothing shown that could make it seem otherwise."""
    start = np.array([[model.config.start_of_transcript]], np.int64)
    logits = model.step(start, model.initial_state(encoded)).logits[0]
    return float(np.exp(logits[0, model.config.no_speech] - log_sum_exp(logits)[0]))


def score(
    model: WhisperModel,
    encoded: EncodedAudio,
    tokens: Sequence[int],
    *,
    n_known: int,
    language: str,
    task: Task,
) -> Float32:
    """Log probabilities of a text, each token behind those before it; no timestamps.

    Args:
        model: that encoded the audio.
        encoded: the audio.
        tokens: of the text.
        n_known: leading ones that are not asked about.
        language: that is spoken.
        task: what is written.

    Returns:
        [n_tokens - n_known].

    Raises:
        ValueError: the model does not know the language, or the text is too long.
    """
    asked = list(tokens[n_known:])
    if not asked:
        return np.zeros(0, np.float32)
    start = _start_tokens(model, language=language, task=task, options=DecodingOptions(), prompt=())
    given = [*start, *tokens[:-1]]
    positions = range(len(start) - 1 + n_known, len(given))
    step = model.step(
        np.array([given], np.int64), model.initial_state(encoded), logit_positions=positions
    )
    rows = step.logits[0]
    result: Float32 = rows[np.arange(len(asked)), asked] - log_sum_exp(rows)
    return result


def _start_tokens(
    model: WhisperModel,
    *,
    language: str,
    task: Task,
    options: DecodingOptions,
    prompt: Sequence[int],
) -> list[int]:
    config = model.config
    tokens: list[int] = []
    if prompt:
        n_kept = config.max_target_tokens // 2 - 1
        tokens += [config.start_of_previous, *prompt[-n_kept:]]
    tokens.append(config.start_of_transcript)
    if config.languages:
        if language not in config.languages:
            raise ValueError(f"this Whisper model does not know the language {language!r}")
        tokens.append(config.languages[language])
        tokens.append(config.translate if task == "translate" else config.transcribe)
    if not options.timestamps:
        tokens.append(config.no_timestamps)
    return tokens


def _force(prefix: Sequence[int], logits: Float32, alignment: Float32) -> Node | None:
    """Link the forced tokens.

    Args:
        prefix: the tokens.
        logits: [n_prefix, vocab_size], or none where they are not to be scored.
        alignment: [n_alignment_heads, n_prefix + 1, n_frames].
    """
    node = None
    for number, token in enumerate(prefix):
        score = 0.0
        if len(logits):
            row = logits[number : number + 1]
            score = float(row[0, token] - log_sum_exp(row)[0])
        node = Node(node, token, score, alignment[:, number], 0.0, 0)
    return node


def _hypothesis(best: Ended, *, no_speech_probability: float) -> WhisperHypothesis:
    nodes = []
    node = best.last
    while node is not None:
        nodes.append(node)
        node = node.parent
    nodes.reverse()
    alignment = np.zeros((0, *best.end_alignment.shape), np.float32)
    return WhisperHypothesis(
        tokens=tuple(node.token for node in nodes),
        log_probabilities=np.array([node.log_probability for node in nodes], np.float32),
        alignment=np.stack([node.alignment for node in nodes]) if nodes else alignment,
        end_alignment=best.end_alignment,
        is_finished=best.is_finished,
        no_speech_probability=no_speech_probability,
    )
