"""Tells invented text from heard text.

Whisper invents in silence and noise, and loops when it loses its place. The thresholds on
probabilities are those of openai/whisper's transcribe.py; the others bound what speech can be.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from engine.arrays import Float32, Int64

_LONGEST_LOOP_TOKENS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardConfig:
    """When text counts as invented.

    Attributes:
        no_speech_probability: above it, with a low log probability, nothing was said.
        mean_log_probability: below it the model was guessing.
        repeats: a run of tokens that comes this often in a row is a loop.
        stalled_tokens: this many tokens in a row that attend to (almost) one source position.
        rewound_frames: this far behind the newest source that was attended to, text is being
            said again; languages order their words differently, but not by so much.
        rewound_tokens: this many tokens in a row must be rewound.
        same_sound_frames: the same words again that attend to the same sound, give or take so
            many frames, were said once.
    """

    no_speech_probability: float = 0.6
    mean_log_probability: float = -1.0
    repeats: int = 3
    stalled_tokens: int = 10
    rewound_frames: int = 150
    rewound_tokens: int = 3
    same_sound_frames: int = 20

    def __post_init__(self) -> None:
        if self.repeats < 2:  # once is not a repeat
            raise ValueError(f"repeats must be at least 2, not {self.repeats}")


def is_silence(no_speech: float, log_probabilities: Float32, config: GuardConfig) -> bool:
    """Whether the model itself doubts that anything was said."""
    if len(log_probabilities) == 0:
        return True
    mean = float(log_probabilities.mean())
    return no_speech > config.no_speech_probability and mean < config.mean_log_probability


def trusted_length(tokens: tuple[int, ...], attended: Int64, config: GuardConfig) -> int:
    """How many leading tokens come before a loop or a stall begins.

    Args:
        tokens: the hypothesis.
        attended: [n_tokens] source position of each token.
        config: the limits.

    Returns:
        Length of the trusted prefix: the first round of a loop is kept, the others are not.
    """
    return min(
        _before_loop(tokens, config.repeats),
        _before_stall(attended, config.stalled_tokens),
        _before_rewind(attended, config.rewound_frames, config.rewound_tokens),
        _before_echo(tokens, attended, config.same_sound_frames),
    )


def _before_loop(tokens: tuple[int, ...], repeats: int) -> int:
    n = len(tokens)
    for end in range(n + 1):
        for period in range(1, _LONGEST_LOOP_TOKENS + 1):
            # Single tokens repeat in honest text ("no, no, no"): they need a longer run.
            rounds = repeats if period > 1 else repeats + 2
            start = end - period * rounds
            if start < 0:
                break
            unit = tokens[start : start + period]
            if all(
                tokens[start + i * period : start + (i + 1) * period] == unit
                for i in range(1, rounds)
            ):
                return start + period
    return n


def _before_stall(attended: Int64, stalled_tokens: int) -> int:
    if len(attended) < stalled_tokens:
        return len(attended)
    windows = np.lib.stride_tricks.sliding_window_view(attended, stalled_tokens)
    stalled = np.flatnonzero(windows.max(axis=1) - windows.min(axis=1) <= 1)
    return int(stalled[0]) + 1 if len(stalled) else len(attended)


def _before_rewind(attended: Int64, rewound_frames: int, rewound_tokens: int) -> int:
    if len(attended) < rewound_tokens:
        return len(attended)
    newest = np.maximum.accumulate(attended)
    is_rewound = newest - attended > rewound_frames
    runs = np.lib.stride_tricks.sliding_window_view(is_rewound, rewound_tokens).all(axis=1)
    first = np.flatnonzero(runs)
    return int(first[0]) if len(first) else len(attended)


def _before_echo(tokens: tuple[int, ...], attended: Int64, same_sound_frames: int) -> int:
    """Length before a pair of tokens that came earlier, for the same sound."""
    earlier: dict[tuple[int, int], list[int]] = {}
    for position, pair in enumerate(pairwise(tokens)):
        here = attended[position : position + 2]
        for other in earlier.get(pair, ()):
            if np.abs(here - attended[other : other + 2]).max() <= same_sound_frames:
                # The attention of an echo's first words is often still elsewhere.
                while other > 0 and tokens[other - 1] == tokens[position - 1]:
                    other, position = other - 1, position - 1  # noqa: PLW2901
                return position
        earlier.setdefault(pair, []).append(position)
    return len(tokens)
