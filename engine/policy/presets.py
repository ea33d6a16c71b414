"""One knob, "sooner <-> surer", mapped to each policy's own parameter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from engine.policy.align_att import AlignAtt
from engine.policy.confirmed import Confirmed
from engine.policy.hypothesis import Policy
from engine.policy.local_agreement import LocalAgreement
from engine.policy.wait_for_pause import WaitForPause


class PolicyName(StrEnum):
    """The simultaneous policies."""

    CONFIRMED = "confirmed"
    ALIGN_ATT = "alignatt"
    LOCAL_AGREEMENT = "local-agreement"
    WAIT_FOR_PAUSE = "pause"


class Promptness(StrEnum):
    """How soon text is committed: each step surer waits longer and errs less."""

    SOONER = "sooner"
    BALANCED = "balanced"
    SURER = "surer"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wait:
    """What policies wait for, on speech or on text.

    Attributes:
        margin: of AlignAtt and Confirmed, in source positions.
        patience: of Confirmed, in source positions.
        agreeing: hypotheses that Confirmed compares.
    """

    margin: int
    patience: int
    agreeing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """A position of the knob.

    Attributes:
        step_ms: speech between two looks at it.
        frames: on speech, in frames of 20 ms.
        tokens: on text, in source tokens.
        agreeing: hypotheses that LocalAgreement compares; two in its publication.
    """

    step_ms: int
    frames: _Wait
    tokens: _Wait
    agreeing: int


_SETTINGS: Final = {
    Promptness.SOONER: _Setting(
        step_ms=300,
        frames=_Wait(margin=10, patience=75, agreeing=2),
        tokens=_Wait(margin=1, patience=5, agreeing=2),
        agreeing=2,
    ),
    Promptness.BALANCED: _Setting(
        step_ms=300,
        frames=_Wait(margin=20, patience=125, agreeing=3),
        tokens=_Wait(margin=2, patience=8, agreeing=2),
        agreeing=2,
    ),
    Promptness.SURER: _Setting(
        step_ms=500,
        frames=_Wait(margin=40, patience=250, agreeing=3),
        tokens=_Wait(margin=4, patience=16, agreeing=3),
        agreeing=3,
    ),
}


def step_ms(promptness: Promptness) -> int:
    """Speech heard between two looks."""
    return _SETTINGS[promptness].step_ms


def speech_policy(name: PolicyName, promptness: Promptness) -> Policy:
    """A new policy for speech, whose source positions are 20 ms frames."""
    return _policy(name, _SETTINGS[promptness].frames, _SETTINGS[promptness].agreeing)


def text_policy(name: PolicyName, promptness: Promptness) -> Policy:
    """A new policy for text, whose source positions are tokens."""
    return _policy(name, _SETTINGS[promptness].tokens, _SETTINGS[promptness].agreeing)


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
