"""Greedy search with Canary's decoder, with forced beginnings and early stopping.

Wider searches gain next to nothing with this model. Two of its habits are held in check here, since
only the search can: it answers speech with an empty text now and then, and it ends a text while
speech goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32, Int64
from engine.asr.bias import NO_MATCH, Match, TokenBias
from engine.asr.canary.network import CanaryNetwork, DecoderState
from engine.asr.guards import repeating_tokens
from engine.asr.model import ShouldStop, SpeechHypothesis

_NEVER: Final = np.float32(-np.inf)

_MOST_REFUSED_ENDS: Final = 3
"""A model that still wants to end has nothing more to say of this sound."""

_END_MARGIN_FRAMES: Final = 12
"""A text that has come this close to the end of speech, about a second, may be over."""

_NOBODY_SPEAKS: Final = 0.5
"""Above this probability of no speech an empty text is taken at its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLimits:
    """What a text may consist of and where it may end.

    Attributes:
        end_of_text: id of the token that ends a text.
        no_speech: id of the token that says that nobody speaks.
        writable: [vocab_size] whether text may have each token.
        last_speech_frame: the last source frame that holds speech, -1 where none does.
        n_lead_in_frames: frames in front of the sound; attention to them says nothing.
        max_new_tokens: after the forced beginning.
        not_first: a token that the text behind the forced beginning does not begin with.
        bias: towards terms that are listened for.
        no_repeat_tokens: no run of so many tokens comes twice; 0 allows all.
    """

    end_of_text: int
    no_speech: int
    writable: npt.NDArray[np.bool_]
    last_speech_frame: int
    n_lead_in_frames: int
    max_new_tokens: int
    not_first: int | None = None
    bias: TokenBias | None = None
    no_repeat_tokens: int = 0


def search(
    network: CanaryNetwork,
    heard: DecoderState,
    *,
    prompt: Sequence[int],
    prefix: Sequence[int],
    limits: SearchLimits,
    should_stop: ShouldStop | None,
) -> SpeechHypothesis:
    """Find what was said.

    Args:
        network: that encoded the audio.
        heard: the audio.
        prompt: tokens that say what to do.
        prefix: text tokens that are already decided.
        limits: see SearchLimits.
        should_stop: asked after each new token.

    Returns:
        Frames count from the first behind the lead-in.

    Raises:
        ValueError: the prefix is too long for the decoder.
    """
    given = [*prompt, *prefix]
    if len(given) >= network.config.max_target_tokens:
        raise ValueError(
            f"{len(prefix)} forced tokens do not fit into the decoder's "
            f"{network.config.max_target_tokens}"
        )
    first = network.step(given, heard, positions=(len(prompt) - 1, -1))
    no_speech = float(np.exp(first.log_probabilities[0, limits.no_speech]))
    tokens = list(prefix)
    scores = [0.0] * len(prefix)
    # The step that a token was chosen in is that of the token before it.
    frames = list(
        _frames(first.alignment[len(prompt) - 1 : len(given) - 1], limits.n_lead_in_frames)
    )
    n_room = network.config.max_target_tokens - len(given)
    row, attention, state = first.log_probabilities[1], first.alignment[-1:], first.state
    if limits.not_first is not None:
        row = row.copy()
        row[limits.not_first] = _NEVER
    match = NO_MATCH if limits.bias is None else limits.bias.match(prefix)
    n_wanted = len(tokens)
    refused = 0
    is_finished = False
    for n_new in range(min(limits.max_new_tokens, n_room)):
        if n_new:
            step = network.step((tokens[-1],), state)
            row, attention, state = step.log_probabilities[0], step.alignment, step.state
        frame = int(_frames(attention, limits.n_lead_in_frames)[0])
        wanted = _wanted(row, tokens, match, limits)
        token = _best(wanted, limits)
        if token == limits.end_of_text:
            is_over = _is_over(tokens, frames, frame, no_speech, limits)
            is_finished = is_over or refused == _MOST_REFUSED_ENDS
            if is_finished:
                break
            refused += 1
            token = _best(wanted, limits, may_end=False)
            tokens.append(token)
        else:
            tokens.append(token)
            n_wanted = len(tokens)
        if limits.bias is not None:
            match = limits.bias.advance(match, token)
        scores.append(float(row[token]))
        frames.append(frame)
        if should_stop is not None and should_stop(tuple(tokens), frame):
            break
    # A model that goes on behind a refused end had more to say; else what it was made to say is not
    # its own.
    n_kept = n_wanted if is_finished else len(tokens)
    return SpeechHypothesis(
        tokens=tuple(tokens[:n_kept]),
        log_probabilities=np.array(scores[:n_kept], np.float32),
        frames=np.array(frames[:n_kept], np.int64),
        is_finished=is_finished,
        no_speech_probability=no_speech,
    )


def score(
    network: CanaryNetwork,
    heard: DecoderState,
    *,
    prompt: Sequence[int],
    tokens: Sequence[int],
    n_known: int,
) -> Float32:
    """Log probabilities of a text, each token behind those before it.

    Args:
        network: that encoded the audio.
        heard: the audio.
        prompt: tokens that say what to do.
        tokens: of the text.
        n_known: leading ones that are not asked about.

    Returns:
        [n_tokens - n_known].

    Raises:
        ValueError: the text is too long for the decoder.
    """
    asked = list(tokens[n_known:])
    if not asked:
        return np.zeros(0, np.float32)
    given = [*prompt, *tokens[:-1]]
    if len(given) > network.config.max_target_tokens:
        raise ValueError(f"{len(tokens)} tokens do not fit into the decoder")
    positions = tuple(range(len(prompt) - 1 + n_known, len(given)))
    step = network.step(given, heard, positions=positions)
    result: Float32 = step.log_probabilities[np.arange(len(asked)), asked]
    return result


def _is_over(
    tokens: Sequence[int],
    frames: Sequence[int],
    frame: int,
    no_speech: float,
    limits: SearchLimits,
) -> bool:
    """Whether a text that the model would end here can be over."""
    if not tokens:
        return no_speech > _NOBODY_SPEAKS or limits.last_speech_frame < 0
    return max(frame, *frames) >= limits.last_speech_frame - _END_MARGIN_FRAMES


def _wanted(row: Float32, tokens: Sequence[int], match: Match, limits: SearchLimits) -> Float32:
    """Log probabilities with the bias, and without what would be said again."""
    spent = repeating_tokens(tokens, limits.no_repeat_tokens)
    if limits.bias is None and not spent:
        return row
    wanted = row.copy()
    wanted[spent] = _NEVER
    if limits.bias is not None:
        limits.bias.apply(wanted, match)
    return wanted


def _best(row: Float32, limits: SearchLimits, *, may_end: bool = True) -> int:
    allowed = np.where(limits.writable, row, _NEVER)
    if may_end:
        allowed[limits.end_of_text] = row[limits.end_of_text]
    return int(allowed.argmax())


def _frames(alignment: Float32, n_lead_in_frames: int) -> Int64:
    """The source frame behind the lead-in that each row of attention points at."""
    return np.asarray(alignment[:, n_lead_in_frames:].argmax(axis=1), np.int64)
