"""Simultaneous policies: how much of a hypothesis may be committed, and their latency presets.

AlignAtt (Papi, Turchi and Negri, "AlignAtt: Using Attention-based Audio-Translation Alignments as a
Guide for Simultaneous Speech Translation", Interspeech 2023): a token that attends to the newest
source was guessed from speech that may go on; it and all after it wait.

LocalAgreement-n (Liu, Spanakis and Niehues, "Low-Latency Sequence-to-Sequence Speech Recognition
and Translation by Partial Hypothesis Selection", Interspeech 2020): what n hypotheses in a row
agree on is stable.

`Confirmed`, the default, is AlignAtt with local agreement. AlignAtt alone trusts the first guess at
a word, LocalAgreement alone waits for as long as a weak model wavers. Here a token that does not
attend to new source is committed when the hypothesis before it says the same, or when so much
source came after it that waiting will not help.
"""

from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from engine.arrays import Int64, source_samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A full guess at the translation of the source heard so far.

    Attributes:
        tokens: the guess, the committed prefix included.
        n_committed: how many of them are committed already.
        attended: [n_tokens] the source position that each token attends to most.
        n_source: how many source positions there are (samples of speech, or source tokens).
    """

    tokens: tuple[int, ...]
    n_committed: int
    attended: Int64
    n_source: int


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
    """Commit what two policies agree on, and what is old enough in any case.

    Args:
        margin: source positions that are too new to rely on, as in AlignAtt.
        patience: source positions after which a token needs no agreement.
        agreeing: hypotheses that must agree, as in LocalAgreement.
    """

    def __init__(self, *, margin: int, patience: int, agreeing: int = 2) -> None:
        if patience < margin:
            raise ValueError(f"patience must be at least the margin, not {patience} < {margin}")
        self._new = AlignAtt(margin=margin)
        self._old = AlignAtt(margin=patience)
        self._agreement = LocalAgreement(agreeing=agreeing)

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        confirmed = min(self._new.stable(hypothesis), self._agreement.stable(hypothesis))
        return max(confirmed, self._old.stable(hypothesis))

    def cut(self, n_tokens: int) -> None:
        """What is left of the earlier hypotheses still counts."""
        self._agreement.cut(n_tokens)

    def reset(self) -> None:
        """Forget the earlier hypotheses."""
        self._agreement.reset()


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
    """

    margin: int
    patience: int
    agreeing: int


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
        speech=_Wait(margin=200, patience=1_500, agreeing=2),
        text=_Wait(margin=1, patience=5, agreeing=2),
        agreeing=2,
    ),
    LatencyPreset.BALANCED: _Setting(
        step_ms=300,
        speech=_Wait(margin=400, patience=2_500, agreeing=3),
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
    wait = _SETTINGS[preset].speech
    in_samples = replace(
        wait, margin=source_samples(wait.margin), patience=source_samples(wait.patience)
    )
    return _policy(name, in_samples, _SETTINGS[preset].agreeing)


def text_policy(name: PolicyName, preset: LatencyPreset) -> Policy:
    """A new policy for text, whose source positions are tokens."""
    return _policy(name, _SETTINGS[preset].text, _SETTINGS[preset].agreeing)


def _policy(name: PolicyName, wait: _Wait, agreeing: int) -> Policy:
    match name:
        case PolicyName.ALIGN_ATT:
            return AlignAtt(margin=wait.margin)
        case PolicyName.CONFIRMED:
            return Confirmed(margin=wait.margin, patience=wait.patience, agreeing=wait.agreeing)
        case PolicyName.LOCAL_AGREEMENT:
            return LocalAgreement(agreeing=agreeing)
        case PolicyName.WAIT_FOR_PAUSE:
            return WaitForPause()
