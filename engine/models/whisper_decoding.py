"""Greedy and beam search for Whisper, with forced beginnings and early stopping.

The search is CTranslate2's (see whisper_search.py). The best hypothesis is the one with the highest
sum of log probabilities divided by its number of tokens (the end not counted) to the power of
`length_penalty`; one beam is greedy search. As in openai/whisper (whisper/decoding.py) forced
tokens count for neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from engine.arrays import Float32
from engine.models.whisper import EncodedAudio, WhisperModel
from engine.models.whisper_rules import TokenRules
from engine.models.whisper_search import BeamSearch, Ended, Node, ShouldStop, log_sum_exp

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
        score_prefix: compute log probabilities of forced tokens; otherwise they are given as 0.
    """

    beams: int = 5
    length_penalty: float = 1.0
    max_new_tokens: int = 224
    suppress_blank: bool = True
    suppress_non_speech: bool = True
    timestamps: bool = False
    max_initial_timestamp_frames: int = 50
    no_repeat_ngram_tokens: int = 0
    score_prefix: bool = True

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
        should_stop=should_stop,
    )
    best = search.run(
        forced, first.state.as_shared(), first.logits[:, -1], first.alignment[:, :, -1]
    )
    return _hypothesis(best, no_speech_probability=float(np.exp(no_speech)))


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
