"""Keeps a direction from interpreting the interpreter's own voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.arrays import Float32
from engine.audio.echo import Echo, EnvelopeTrack, can_tell, find_echo
from engine.live.events import EchoCleared, EchoHeard, EchoKind
from engine.messages import Code, Message

_JUDGE_S: Final = 0.5
_CLEARS_S: Final = 15.0
_SAME_MS: Final = 30.0
_TAIL_S: Final = 0.3
"""How long a room sounds after the loudspeaker."""

_MESSAGES: Final = {
    EchoKind.LOUDSPEAKER: Message(Code.ECHO_THROUGH_AIR),
    EchoKind.LOOP: Message(Code.ECHO_THROUGH_LOOP),
}


@dataclass(slots=True)
class _Suspect:
    """Something that is played and may be heard.

    Attributes:
        hint: what the judgement before found; one alone may be chance.
        echo: the latest that is certain; None while there is none.
        unheard_s: for how long it was played since without being heard.
    """

    played: EnvelopeTrack
    hint: Echo | None = None
    echo: Echo | None = None
    unheard_s: float = 0.0


class EchoGuard:
    """Watches what a source hears beside what is played; belongs to one thread.

    While an echo is certain, what the source hears is not interpreted as long as the voice that
    it echoes is being played: nobody is interpreted meanwhile, but the interpreter does not
    interpret itself.

    Args:
        played: of this direction and of any other whose voice the source may hear.
    """

    def __init__(self, played: Sequence[EnvelopeTrack]) -> None:
        self._heard = EnvelopeTrack()
        self._suspects = [_Suspect(track) for track in played]
        self._judged_at_s: float | None = None

    def hear(self, samples: Float32, *, rate_hz: int, ends_at_s: float) -> None:
        """Note [n] samples of the source, before anything is done to them."""
        self._heard.push(samples, rate_hz=rate_hz, ends_at_s=ends_at_s)

    def is_own_voice(self, *, at_s: float) -> bool:
        """Whether what the source hears at a time is held to be the interpreter."""
        return any(
            suspect.echo is not None
            and suspect.played.was_audible(
                at_s - suspect.echo.delay_ms / 1000 - _TAIL_S, at_s + _TAIL_S
            )
            for suspect in self._suspects
        )

    def judge(self, *, at_s: float) -> EchoHeard | EchoCleared | None:
        """Look for an echo every half second; report when one appears or has been gone for 15 s."""
        if self._judged_at_s is not None and at_s - self._judged_at_s < _JUDGE_S:
            return None
        passed_s = 0.0 if self._judged_at_s is None else at_s - self._judged_at_s
        self._judged_at_s = at_s
        was_certain = self._is_certain
        found = [self._judge_one(suspect, at_s, passed_s) for suspect in self._suspects]
        if not was_certain:
            return next((_told(echo) for echo in found if echo is not None), None)
        return None if self._is_certain else EchoCleared()

    @property
    def _is_certain(self) -> bool:
        return any(suspect.echo is not None for suspect in self._suspects)

    def _judge_one(self, suspect: _Suspect, at_s: float, passed_s: float) -> Echo | None:
        echo, before = find_echo(self._heard, suspect.played, at_s=at_s), suspect.hint
        suspect.hint = echo
        if echo is not None and (before is None or not _is_same(echo, before)):
            return None
        if echo is not None:
            suspect.echo, suspect.unheard_s = echo, 0.0
        elif suspect.echo is not None and can_tell(suspect.played, at_s=at_s):
            # While nothing is played, nothing can be known.
            suspect.unheard_s += passed_s
            if suspect.unheard_s >= _CLEARS_S:
                suspect.echo = None
        return echo


def _is_same(echo: Echo, before: Echo) -> bool:
    return abs(echo.delay_ms - before.delay_ms) <= _SAME_MS


def _told(echo: Echo) -> EchoHeard:
    kind = EchoKind.LOOP if echo.is_loop else EchoKind.LOUDSPEAKER
    return EchoHeard(
        kind=kind,
        delay_ms=echo.delay_ms,
        correlation=echo.correlation,
        message=_MESSAGES[kind],
    )
