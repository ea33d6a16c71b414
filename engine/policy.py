"""Simultaneous policies: how much of a hypothesis may be committed, and their latency presets.

AlignAtt (Papi, Turchi and Negri, "AlignAtt: Using Attention-based Audio-Translation Alignments as a
Guide for Simultaneous Speech Translation", Interspeech 2023): a token that attends to the newest
source was guessed from speech that may go on; it and all after it wait.

LocalAgreement-n (Liu, Spanakis and Niehues, "Low-Latency Sequence-to-Sequence Speech Recognition
and Translation by Partial Hypothesis Selection", Interspeech 2020): what n hypotheses in a row
agree on is stable.

`Confirmed`, the default, is AlignAtt with local agreement. AlignAtt alone trusts the first guess at
a word, LocalAgreement alone waits for as long as a weak model wavers. Here a token that does not
attend to new source is committed when the hypotheses before it say the same, or when so much
source came after it that waiting will not help. How many have to say the same depends on how likely
the model finds the token: of those that it is sure of as many survive the first time (95 of 100) as
of those that it is in two minds about after the third.
"""

import math
from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import Final, Protocol

from engine.arrays import Float32, Int64, source_samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A full guess at the translation of the source heard so far.

    Attributes:
        tokens: the guess, the committed prefix included.
        n_committed: how many of them are committed already.
        attended: [n_tokens] the source position that each token attends to most.
        n_source: how many source positions there are (samples of speech, or source tokens).
        log_probabilities: [n_tokens] of the tokens behind the committed ones; None where the model
            does not say.
    """

    tokens: tuple[int, ...]
    n_committed: int
    attended: Int64
    n_source: int
    log_probabilities: Float32 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """How what a model thinks of its own tokens counts.

    Attributes:
        nats: each so many nats by which a token is less than certain ask for a hypothesis more.
        most: hypotheses that are asked for at most.
        below: log probability of a token that is hardly believed.
        patience: so many more source positions must have come after such a one.
    """

    nats: float
    most: int
    below: float = -math.inf
    patience: int = 0

    def __post_init__(self) -> None:
        if self.nats <= 0 or self.most < 1 or self.patience < 0:
            raise ValueError(f"these doubts cannot be: {self}")

    def agreeing(self, log_probability: float) -> int:
        """Hypotheses that must agree on a token."""
        return min(1 + int(-log_probability / self.nats), self.most)


class Policy(Protocol):
    """Decides how much of a hypothesis can be committed. One object a stream."""

    def stable(self, hypothesis: Hypothesis) -> int:
        """How many leading tokens may be committed; at least `n_committed`."""

    def cut(self, n_tokens: int) -> None:
        """The first tokens of all hypotheses to come are gone, and the source that they came from.

        Positions of hypotheses to come count from there.
        """

    def reset(self) -> None:
        """Forget earlier hypotheses: the source buffer starts anew."""


class AlignAtt:
    """Commit up to the first token that attends to the last `margin` source positions.

    Args:
        margin: source positions (samples of speech, or source tokens) that are too new to rely
            on.
    """

    def __init__(self, *, margin: int) -> None:
        if margin < 0:
            raise ValueError(f"margin must not be negative, not {margin}")
        self._margin = margin

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        newest = hypothesis.n_source - self._margin
        for position in range(hypothesis.n_committed, len(hypothesis.tokens)):
            if hypothesis.attended[position] >= newest:
                return position
        return len(hypothesis.tokens)

    def cut(self, n_tokens: int) -> None:
        """Nothing is remembered."""

    def reset(self) -> None:
        """Nothing is remembered."""


class LocalAgreement:
    """Commit the longest prefix that the last `agreeing` hypotheses share."""

    def __init__(self, *, agreeing: int = 2) -> None:
        if agreeing < 2:  # one hypothesis agrees with itself on everything
            raise ValueError(f"agreeing must be at least 2, not {agreeing}")
        self._earlier: deque[tuple[int, ...]] = deque(maxlen=agreeing - 1)

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        shared = len(hypothesis.tokens) if self._is_full else hypothesis.n_committed
        for earlier in self._earlier:
            shared = min(shared, _common_prefix(earlier, hypothesis.tokens))
        self._earlier.append(hypothesis.tokens)
        return max(shared, hypothesis.n_committed)

    def cut(self, n_tokens: int) -> None:
        """What is left of the earlier hypotheses still counts."""
        for _ in range(len(self._earlier)):
            self._earlier.append(self._earlier.popleft()[n_tokens:])

    def reset(self) -> None:
        """Forget the earlier hypotheses."""
        self._earlier.clear()

    @property
    def _is_full(self) -> bool:
        return len(self._earlier) == self._earlier.maxlen


def _common_prefix(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    for position, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return position
    return min(len(a), len(b))


class Confirmed:
    """Commit what enough hypotheses in a row agree on, and what is old enough in any case.

    Args:
        margin: source positions that are too new to rely on, as in AlignAtt.
        patience: source positions after which a token needs no agreement.
        agreeing: hypotheses that must agree, as in LocalAgreement.
        doubts: how many must agree on tokens of which the model says how likely they are.
    """

    def __init__(
        self, *, margin: int, patience: int, agreeing: int = 2, doubts: Doubts | None = None
    ) -> None:
        if patience < margin:
            raise ValueError(f"patience must be at least the margin, not {patience} < {margin}")
        self._margin = margin
        self._patience = patience
        self._agreeing = agreeing
        self._doubts = doubts
        most = agreeing if doubts is None else max(agreeing, doubts.most)
        self._earlier: deque[tuple[int, ...]] = deque(maxlen=most - 1)

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        tokens = hypothesis.tokens
        shared = [_common_prefix(earlier, tokens) for earlier in reversed(self._earlier)]
        self._earlier.append(tokens)
        for position in range(hypothesis.n_committed, len(tokens)):
            age = hypothesis.n_source - int(hypothesis.attended[position])
            agreeing, patience = self._agreeing, self._patience
            if self._doubts is not None and hypothesis.log_probabilities is not None:
                log_probability = float(hypothesis.log_probabilities[position])
                agreeing = self._doubts.agreeing(log_probability)
                if log_probability < self._doubts.below:
                    patience += self._doubts.patience
            # Of an older hypothesis no more counts than all newer ones share.
            n_agreeing = 1 + sum(n > position for n in accumulate(shared, min))
            is_confirmed = age > self._margin and n_agreeing >= agreeing
            if not is_confirmed and age <= patience:
                return position
        return len(tokens)

    def cut(self, n_tokens: int) -> None:
        """What is left of the earlier hypotheses still counts."""
        for _ in range(len(self._earlier)):
            self._earlier.append(self._earlier.popleft()[n_tokens:])

    def reset(self) -> None:
        """Forget the earlier hypotheses."""
        self._earlier.clear()


class WaitForPause:
    """Commit nothing while speech goes on; the end of the utterance commits all."""

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        return hypothesis.n_committed

    def cut(self, n_tokens: int) -> None:
        """Nothing is remembered."""

    def reset(self) -> None:
        """Nothing is remembered."""


class PolicyName(StrEnum):
    """The simultaneous policies."""

    CONFIRMED = "confirmed"
    ALIGN_ATT = "alignatt"
    LOCAL_AGREEMENT = "local-agreement"
    WAIT_FOR_PAUSE = "pause"


class LatencyPreset(StrEnum):
    """How soon text is committed: each step surer waits longer and errs less."""

    SOONER = "sooner"
    BALANCED = "balanced"
    SURER = "surer"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wait:
    """What policies wait for, on speech or on text.

    Attributes:
        margin: of AlignAtt and Confirmed.
        patience: of Confirmed.
        agreeing: hypotheses that Confirmed compares.
        doubts: of Confirmed.
    """

    margin: int
    patience: int
    agreeing: int
    doubts: Doubts | None = None

    def in_samples(self) -> "_Wait":
        """The same for speech, of which it is in milliseconds."""
        doubts = self.doubts
        if doubts is not None:
            doubts = replace(doubts, patience=source_samples(doubts.patience))
        return replace(
            self,
            margin=source_samples(self.margin),
            patience=source_samples(self.patience),
            doubts=doubts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """A position of the knob.

    Attributes:
        step_ms: speech between two decoding steps.
        speech: in milliseconds of speech.
        text: in source tokens.
        agreeing: hypotheses that LocalAgreement compares; two in its publication.
    """

    step_ms: int
    speech: _Wait
    text: _Wait
    agreeing: int


_SETTINGS: Final = {
    LatencyPreset.SOONER: _Setting(
        step_ms=300,
        speech=_Wait(
            margin=200,
            patience=1_500,
            agreeing=2,
            doubts=Doubts(nats=0.5, most=3, below=-2.5, patience=500),
        ),
        text=_Wait(margin=1, patience=5, agreeing=2),
        agreeing=2,
    ),
    LatencyPreset.BALANCED: _Setting(
        step_ms=300,
        speech=_Wait(
            margin=320,
            patience=1_500,
            agreeing=3,
            # What the model half believes is worth waiting for, and nothing else is for so long.
            doubts=Doubts(nats=0.5, most=3, below=-1.5, patience=1_500),
        ),
        text=_Wait(margin=2, patience=8, agreeing=2),
        agreeing=2,
    ),
    LatencyPreset.SURER: _Setting(
        step_ms=500,
        speech=_Wait(margin=800, patience=5_000, agreeing=3),
        text=_Wait(margin=4, patience=16, agreeing=3),
        agreeing=3,
    ),
}


def step_ms(preset: LatencyPreset) -> int:
    """Speech heard between two decoding steps."""
    return _SETTINGS[preset].step_ms


def speech_policy(name: PolicyName, preset: LatencyPreset) -> Policy:
    """A new policy for speech, whose source positions are samples at SOURCE_RATE_HZ."""
    return _policy(name, _SETTINGS[preset].speech.in_samples(), _SETTINGS[preset].agreeing)


def text_policy(name: PolicyName, preset: LatencyPreset) -> Policy:
    """A new policy for text, whose source positions are tokens."""
    return _policy(name, _SETTINGS[preset].text, _SETTINGS[preset].agreeing)


def _policy(name: PolicyName, wait: _Wait, agreeing: int) -> Policy:
    match name:
        case PolicyName.ALIGN_ATT:
            return AlignAtt(margin=wait.margin)
        case PolicyName.CONFIRMED:
            return Confirmed(
                margin=wait.margin,
                patience=wait.patience,
                agreeing=wait.agreeing,
                doubts=wait.doubts,
            )
        case PolicyName.LOCAL_AGREEMENT:
            return LocalAgreement(agreeing=agreeing)
        case PolicyName.WAIT_FOR_PAUSE:
            return WaitForPause()
