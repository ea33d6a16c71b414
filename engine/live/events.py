"""What a live direction tells beside the events of its session, and its gauges."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from engine.audio.mixing import Level
from engine.devices.listing import DeviceKind
from engine.effort import Effort
from engine.events import Event
from engine.live.lateness import Lateness
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress


class LiveState(StrEnum):
    """What a direction is doing.

    Attributes:
        IDLE: it was not started.
        LOADING: it opens devices and loads models; nothing is heard yet.
        RUNNING: it is on air.
        INTERRUPTED: a device is away, so that nothing is heard or nobody hears it; it goes on by
            itself when the device is back.
        DRAINING: it was stopped and finishes what was heard.
        ENDED: it is over: stopped, or its file ended.
        FAILED: it is over; the EngineFailed event before said why.
    """

    IDLE = "idle"
    LOADING = "loading"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    DRAINING = "draining"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged:
    """The direction is in another state; ENDED and FAILED are the last thing that it emits."""

    state: LiveState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLost:
    """A device went away; the direction goes on without it and takes it up again by itself.

    Attributes:
        kind: INPUT for what is heard, OUTPUT for where it speaks.
        message: what the user is told.
    """

    kind: DeviceKind
    description: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceReturned:
    """A device that was lost is in use again."""

    kind: DeviceKind
    description: str

    @property
    def message(self) -> Message:
        """What the user is told."""
        return Message(Code.DEVICE_RETURNED, device=self.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultChanged:
    """The system's default is another device now, and in use.

    Attributes:
        description: of the new one.
    """

    kind: DeviceKind
    description: str

    @property
    def message(self) -> Message:
        """What the user is told."""
        return Message(Code.DEVICE_CHANGED, device=self.description)


class EchoKind(StrEnum):
    """How the source comes to hear the interpreter.

    Attributes:
        SPEAKER: through the air, from a loudspeaker to the microphone.
        LOOP: through the computer: an output that is routed into the source.
    """

    LOUDSPEAKER = "loudspeaker"
    LOOP = "loop"


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoHeard:
    """The source hears the interpreter's own voice, which is kept from being interpreted.

    Attributes:
        delay_ms: from playing to hearing.
        correlation: of the two envelopes, up to 1.
        message: what the user is told.
    """

    kind: EchoKind
    delay_ms: float
    correlation: float
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoCleared:
    """No echo was heard for a while; all that the source hears is interpreted again."""

    @property
    def message(self) -> Message:
        """What the user is told."""
        return Message(Code.ECHO_GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSilent:
    """The source delivers digital silence alone, or sounds again.

    Attributes:
        is_silent: whether it has been silent for some seconds.
        message: what the user is told.
    """

    is_silent: bool
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingNotice:
    """Something about the recording that is heard: which track, what is mixed, what is damaged.

    Attributes:
        message: what the user is told.
    """

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterQuality:
    """A pack that is good for little but everyday sentences serves the direction.

    Attributes:
        message: what the user is told.
    """

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputeFellBack:
    """The processor computes, since models do not run on another device that is there.

    Whoever owns the interpreter tells it: it shows while models load.

    Attributes:
        message: what the user is told.
    """

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteChanged:
    """A route was too slow for this computer, and a lighter one has taken over.

    Whoever owns the interpreter tells it.

    Attributes:
        message: what the user is told.
    """

    message: Message


Notice: TypeAlias = (
    DeviceLost
    | DeviceReturned
    | DefaultChanged
    | EchoHeard
    | EchoCleared
    | SourceSilent
    | RecordingNotice
    | StarterQuality
    | ComputeFellBack
    | RouteChanged
)


def holds(notice: Notice) -> str | None:
    """What a notice says is so until another one says otherwise; None for what happened once.

    Returns:
        What it is about, for one direction.
    """
    match notice:
        case DeviceLost():
            return f"device {notice.kind}"
        case EchoHeard():
            return "echo"
        case SourceSilent(is_silent=True):
            return "silence"
        case _:
            return None


def told_over_by(notice: Notice) -> tuple[str, ...]:
    """What a notice says is so no longer, as `holds` calls it."""
    match notice:
        case DeviceReturned() | DefaultChanged():
            return (f"device {notice.kind}",)
        case EchoCleared():
            return ("echo",)
        case SourceSilent(is_silent=False):
            return ("silence",)
        case _:
            return ()


LiveEvent: TypeAlias = Event | LoadProgress | StateChanged | Notice
"""Falling behind is reported by EffortChanged, SpeakingTempoChanged and SpeechDropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPosition:
    """How far a recording that is heard live is played.

    Attributes:
        position_s: from its beginning.
        length_s: as its header promises; None where that does not say.
        is_paused: whether it stands still.
    """

    position_s: float
    length_s: float | None
    is_paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """A reading; each value is the latest, but they may be some milliseconds apart.

    Attributes:
        source_level: of what is heard, after mute.
        target_level: of what is played.
        text_lag_s: from when the last committed word ended in the source until it was committed;
            None before the first.
        speech_lag_s: from when a speaker began the words of a clause until its translation began
            to be heard, for the last clause that did, waiting and devices included; None before
            the first.
        backlog_s: sound that was heard and waits for the engine.
        queued_s: translated speech that waits to be played, or is played just now.
        tempo: of the last clause; 1.0 is the voice's own.
        effort: how much computing is spent; less than all of it where the computer is behind.
        lateness: why it is late.
        syllables_per_s: how fast the speaker is; None before enough was said.
        xruns: how often an output had nothing to play or a source's sound was lost.
        lost_s: sound that was lost since the engine was too slow for too long.
        elapsed_s: since it went on air.
        recording: what is heard; None where that is no recording.
    """

    source_level: Level
    target_level: Level
    text_lag_s: float | None
    speech_lag_s: float | None
    backlog_s: float
    queued_s: float
    tempo: float
    effort: Effort
    lateness: Lateness
    syllables_per_s: float | None
    xruns: int
    lost_s: float
    elapsed_s: float
    recording: RecordingPosition | None = None

    @property
    def lag_s(self) -> float | None:
        """The one lag to show: of the speech where it speaks, else of the text."""
        return self.text_lag_s if self.speech_lag_s is None else self.speech_lag_s
