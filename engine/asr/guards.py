"""Tells invented text from heard text.

Speech models invent in silence and noise, and loop when they lose their place. What people really
repeat ("no, no, no") moves on through the sound as it is said; what a model repeats does not: every
guard asks the attention as well as the text. The thresholds on probabilities are those of
openai/whisper's transcribe.py; the others bound what speech can be. Source positions are samples
of the audio that the model heard.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import Float32, Int64, source_samples
from engine.languages import LANGUAGES

_LONGEST_LOOP_TOKENS: Final = 12
_ECHO_TOKENS: Final = 3
_CONTEXT_RUN_TOKENS: Final = 5
_REPEATED_TOKENS: Final = 3
_REPEATED_WORDS: Final = 2
_LONGEST_REPEAT_WORDS: Final = 6
_TELLING_WORDS: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST_TEXT_TOKENS: Final = 6
"""In shorter texts, first and last words are often the same: "no, I said no"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardConfig:
    """When text counts as invented.

    Attributes:
        no_speech_probability: above it, with a low log probability, nothing was said.
        mean_log_probability: below it the model was guessing.
        repeats: a run of tokens that comes this often in a row may be a loop.
        round_ms: a round of a loop moves through the sound by less than this; the shortest word
            that a person repeats takes longer.
        stalled_tokens: this many tokens in a row that attend to (almost) one source position.
        stalled_ms: how far apart such tokens may be; the length of a source frame at least.
        rewound_ms: this far behind the newest source that was attended to, text is being said
            again; languages order their words differently, but not by so much.
        rewound_tokens: this many tokens in a row must be rewound.
        same_sound_ms: the same words again that go back to the same sound, give or take so much,
            were said once.
        scrap_tokens: so few tokens behind a text, if they only begin it again or have no sound of
            their own, are the beginning of a sentence that was never said.
        unheard_tokens: this many tokens in a row for which the sound is no evidence were not heard;
            fewer where they are all of a last sentence, or said before.
        evidence: what the sound has to add to the log probability of one of them at least.
        mean_evidence: or to all of them on average.
        lone_log_probability: a word or two of which the model is less sure, on average, were not
            understood; without other speech around them models hear anything in lone words. Nor
            was an utterance for which the sound does not speak either.
        doubted: log probability below which a word that says again at once what stands before it,
            or denies what the transcript does not, is searched for again without it. What people
            repeat is as good as certain (above -0.1), what a model repeats is not (-0.5 to -3).
    """

    no_speech_probability: float = 0.6
    mean_log_probability: float = -1.0
    repeats: int = 3
    round_ms: int = 120
    stalled_tokens: int = 10
    stalled_ms: int = 20
    rewound_ms: int = 3_000
    rewound_tokens: int = 3
    same_sound_ms: int = 400
    scrap_tokens: int = 2
    unheard_tokens: int = 6
    evidence: float = 2.5
    mean_evidence: float = 1.0
    lone_log_probability: float = -1.2
    doubted: float = -0.4

    def __post_init__(self) -> None:
        if self.repeats < 2:  # once is not a repeat
            raise ValueError(f"repeats must be at least 2, not {self.repeats}")


def is_silence(no_speech: float | None, log_probabilities: Float32, config: GuardConfig) -> bool:
    """Whether the model itself doubts that what it wrote was said."""
    if no_speech is None or len(log_probabilities) == 0:
        return False
    mean = float(log_probabilities.mean())
    return no_speech > config.no_speech_probability and mean < config.mean_log_probability


def trusted_length(
    tokens: tuple[int, ...], attended: Int64, *, n_committed: int, config: GuardConfig
) -> int:
    """How many leading tokens come before a loop, an echo or a stall begins.

    Args:
        tokens: the hypothesis.
        attended: [n_tokens] source position of each token.
        n_committed: leading tokens that are beyond doubt.
        config: the limits.

    Returns:
        Length of the trusted prefix, at least `n_committed`; the first round of a loop is kept.
    """
    for position in range(n_committed, len(tokens)):
        if (
            _loops(tokens, attended, position, config)
            or _stalls(attended, position, config)
            or _rewinds(attended, position, config)
            or _restarts(tokens, position, config)
        ):
            return position
        if echo := _echo_length(tokens, attended, position, config):
            # The attention of an echo's first words is often still elsewhere.
            return max(n_committed, position - echo + 1)
    return len(tokens)


def is_scrap(attended: Int64, position: int, *, n_heard: int, config: GuardConfig) -> bool:
    """Whether the tokens from `position` on, behind a sentence's end, were never said.

    Args:
        attended: [n_tokens] source position of each token of an utterance that is over.
        position: where they begin.
        n_heard: source positions that hold sound; those after it are padding.
        config: the limits.
    """
    n_tail = len(attended) - position
    return 0 < n_tail <= config.scrap_tokens and not _has_sound(attended, position, n_heard)


def restart(
    tokens: tuple[int, ...],
    attended: Int64,
    *,
    n_committed: int,
    n_heard: int,
    config: GuardConfig,
) -> int:
    """Where a text that is over only begins again, from no sound of its own.

    Args:
        tokens: of the text.
        attended: [>= n_tokens] source position of each.
        n_committed: leading tokens that are beyond doubt.
        n_heard: source positions that hold sound; those after it are padding.
        config: the limits.

    Returns:
        Length of the text before it; that of all where it does not begin again.
    """
    for position in range(max(n_committed, _SHORTEST_TEXT_TOKENS), len(tokens)):
        rest = tokens[position:]
        if tokens[: len(rest)] != rest:
            continue
        if len(rest) <= config.scrap_tokens or not _has_sound(
            attended[: len(tokens)], position, n_heard
        ):
            return position
    return len(tokens)


def _has_sound(attended: Int64, position: int, n_heard: int) -> bool:
    """Whether tokens from a position on go on to sound that those before did not attend to."""
    tail = attended[position:]
    newest = attended[:position].max(initial=-1)
    return bool(((tail > newest) & (tail < n_heard)).any())


def goes_nowhere(tokens: tuple[int, ...], attended: Int64, config: GuardConfig) -> bool:
    """Whether the newest tokens loop, stall or go back to sound that others were written of.

    What follows would as well, so that a search may end here.
    """
    n = len(tokens)
    return (
        _rewinds(attended, n - config.rewound_tokens, config)
        or _stalls(attended, n - config.stalled_tokens + 1, config)
        or (n > _ECHO_TOKENS and _echo_length(tokens, attended, n - _ECHO_TOKENS, config) > 0)
        or any(
            _loops(tokens, attended, n - period * (config.repeats - 1), config)
            for period in range(1, _LONGEST_LOOP_TOKENS + 1)
        )
    )


def is_untranslated(text: str, *, source: str, target: str, is_open: bool = False) -> bool:
    """Whether what should be a translation is in the language that was spoken.

    Closed-class words tell: several that the source has and the target does not, and none the other
    way round. Of languages whose words are not known nothing is said.

    Args:
        text: that was written.
        source: language of the speech.
        target: language that was asked for.
        is_open: whether the text goes on and can wait: one word is then enough.
    """
    if source == target or source not in LANGUAGES or target not in LANGUAGES:
        return False
    spoken, asked = (LANGUAGES[code].small_words.all for code in (source, target))
    words = [word.casefold() for word in _WORD.findall(text)]
    n_spoken = sum(word in spoken and word not in asked for word in words)
    return n_spoken >= (1 if is_open else _TELLING_WORDS) and not any(
        word in asked and word not in spoken for word in words
    )


def repeating_tokens(tokens: Sequence[int], n: int) -> list[int]:
    """Tokens that may not follow if no run of `n` tokens is to come twice; none where n is 0."""
    if n < 1 or len(tokens) < n:
        return []
    last = list(tokens[len(tokens) - n + 1 :])
    return [
        tokens[start + n - 1]
        for start in range(len(tokens) - n + 1)
        if list(tokens[start : start + n - 1]) == last
    ]


def repeated_run(tokens: tuple[int, ...], *, n_committed: int) -> tuple[int, int] | None:
    """Where the tokens behind the committed ones first say again what stands right before.

    Returns:
        Begin and end of the run that was said before; None where nothing is. One token or two
        have to come three times, as people say "no, no".
    """
    for position in range(max(n_committed, 1), len(tokens)):
        for period in range(min(position, _LONGEST_LOOP_TOKENS), 0, -1):
            rounds = 1 if period >= _REPEATED_TOKENS else 2
            unit = tokens[position - period : position]
            if tokens[position : position + rounds * period] == unit * rounds:
                return position, position + rounds * period
    return None


def spoken_word(text: str) -> str:
    """A word without case and marks, as one hears it."""
    return "".join(filter(str.isalnum, text.casefold()))


def is_said_again(words: Sequence[str], position: int) -> bool:
    """Whether the words from `position` on say at once again what stands right before them."""
    longest = min(position, len(words) - position, _LONGEST_REPEAT_WORDS)
    return bool(words[position]) and any(
        words[position - length : position] == words[position : position + length]
        for length in range(1, longest + 1)
    )


def is_unheard(evidence: Float32, config: GuardConfig) -> bool:
    """Whether tokens are as likely without the sound as with it.

    Args:
        evidence: [n] log probability with the sound less that without, of each token.
        config: the limits.
    """
    return (
        len(evidence) > 0
        and float(evidence.max()) < config.evidence
        and float(evidence.mean()) < config.mean_evidence
    )


def heard_length(evidence: Float32, *, n_committed: int, config: GuardConfig) -> int:
    """How many leading tokens come before a stretch that was not heard.

    Args:
        evidence: [n_tokens], see `is_unheard`.
        n_committed: leading tokens that are beyond doubt.
        config: the limits.
    """
    n = config.unheard_tokens
    for position in range(n_committed, len(evidence) - n + 1):
        if is_unheard(evidence[position : position + n], config):
            return position
    return len(evidence)


def repeats_context(context: tuple[int, ...], fresh: tuple[int, ...]) -> bool:
    """Whether new text says a run of the text before it again.

    People repeat themselves too; but a model that is shown what it wrote tends to write it again,
    so such text deserves a second look without that context.
    """
    n = _CONTEXT_RUN_TOKENS
    runs = {context[i : i + n] for i in range(len(context) - n + 1)}
    return any(fresh[i : i + n] in runs for i in range(len(fresh) - n + 1))


def begins_again(before: str, text: str) -> bool:
    """Whether a text begins with the last words before it, whatever their case and marks."""
    said, fresh = ([word.casefold() for word in _WORD.findall(part)] for part in (before, text))
    return any(
        len(said) >= n and fresh[:n] == said[-n:]
        for n in range(_REPEATED_WORDS, _LONGEST_LOOP_TOKENS + 1)
    )


def _loops(tokens: tuple[int, ...], attended: Int64, position: int, config: GuardConfig) -> bool:
    """Whether the second round of a loop begins at `position`."""
    for period in range(1, _LONGEST_LOOP_TOKENS + 1):
        start, end = position - period, position + period * (config.repeats - 1)
        if start < 0 or end > len(tokens):
            continue
        unit = tokens[start:position]
        is_repeated = all(
            tokens[start + i * period : start + (i + 1) * period] == unit
            for i in range(1, config.repeats)
        )
        moved = int(attended[end - period] - attended[start])
        if is_repeated and moved < source_samples(config.round_ms) * (config.repeats - 1):
            return True
    return False


def _stalls(attended: Int64, position: int, config: GuardConfig) -> bool:
    """Whether the tokens from `position` on attend to the place of the one before them."""
    run = attended[max(position - 1, 0) :][: config.stalled_tokens]
    moved_at_most = source_samples(config.stalled_ms)
    return len(run) == config.stalled_tokens and bool(run.max() - run.min() <= moved_at_most)


def _rewinds(attended: Int64, position: int, config: GuardConfig) -> bool:
    """Whether the tokens from `position` on go far back in the sound."""
    run = attended[position : position + config.rewound_tokens]
    if position <= 0 or len(run) < config.rewound_tokens:
        return False
    return bool((attended[:position].max() - run > source_samples(config.rewound_ms)).all())


def _restarts(tokens: tuple[int, ...], position: int, config: GuardConfig) -> bool:
    """Whether the text ends at `position` and the rest only begins it again."""
    rest = tokens[position:]
    is_short = len(rest) <= config.scrap_tokens and position >= _SHORTEST_TEXT_TOKENS
    return is_short and tokens[: len(rest)] == rest


def _echo_length(
    tokens: tuple[int, ...], attended: Int64, position: int, config: GuardConfig
) -> int:
    """How many tokens, those before `position` included, said again what was said before it.

    Three tokens make an echo, fewer where the text ends with them; they go back to the sound that
    the same tokens attended to the first time.

    Returns:
        1 plus the number of tokens before `position` that belong to the echo, or 0 for none.
    """
    size = min(_ECHO_TOKENS, len(tokens) - position)
    if position < size:
        return 0
    run = attended[position : position + size]
    same_sound = source_samples(config.same_sound_ms)
    if attended[:position].max() - run[0] <= same_sound:
        return 0
    for earlier in range(position - size + 1):
        is_same = tokens[earlier : earlier + size] == tokens[position : position + size]
        here = attended[earlier : earlier + size]
        if is_same and np.abs(here - run).max() <= same_sound:
            length = 0
            while (
                earlier > length and tokens[earlier - length - 1] == tokens[position - length - 1]
            ):
                length += 1
            return length + 1
    return 0
