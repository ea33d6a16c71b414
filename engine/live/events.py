"""Live interpretation: its configuration and controls, its own events, and its gauges."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from engine.audio.mixing import Ducking, Level
from engine.devices.listing import DeviceKind
from engine.events import Event
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress
from engine.planner import SessionConfig

LOUDEST_VOLUME: Final = 2.0
"""The limiter keeps the sum below full scale, but more than this only distorts."""


@dataclass(frozen=True, slots=True)
class FromMicrophone:
    """Hear an input device.

    Attributes:
        name: as `engine.devices.listing.find_device` takes it; None follows the system's default.
    """

    name: str | None = None


@dataclass(frozen=True, slots=True)
class FromSystemAudio:
    """Hear all that other programs play; they go on being heard where they play.

    The original is not played again, so its volume and ducking have no effect.
    """


@dataclass(frozen=True, slots=True)
class FromVirtualSpeaker:
    """Hear what is played to the virtual speaker, which a call's program is set to.

    That program is heard through Dragoman alone, so that its volume and ducking take effect.
    """


@dataclass(frozen=True, slots=True)
class FromFile:
    """Hear a recording at its own pace."""

    path: Path


SourceChoice: TypeAlias = FromMicrophone | FromSystemAudio | FromVirtualSpeaker | FromFile


@dataclass(frozen=True, slots=True)
class ToOutput:
    """Play to an output device.

    Attributes:
        name: as `engine.devices.listing.find_device` takes it; None follows the system's default.
    """

    name: str | None = None


@dataclass(frozen=True, slots=True)
class ToVirtualMicrophone:
    """Speak into the virtual microphone, which a call's program is set to."""


TargetChoice: TypeAlias = ToOutput | ToVirtualMicrophone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveConfig:
    """One direction of interpretation.

    Attributes:
        session: languages, voice and policy.
        source: what is heard.
        target: where the translation and the original are played; None for nowhere.
        longest_backlog_s: how much sound may wait for the engine before it is lost.
    """

    session: SessionConfig
    source: SourceChoice = field(default_factory=FromMicrophone)
    target: TargetChoice = field(default_factory=ToOutput)
    longest_backlog_s: float = 30.0


@dataclass(slots=True, kw_only=True)
class Controls:
    """What can be set at any time, from any thread; each takes effect within 50 ms, in a ramp.

    Attributes:
        muted: push-to-mute: nothing of the source is interpreted or played; the session runs on
            silence, so that what was said before is finished and nothing begins anew after it.
        translating: where False the original passes to the target in full and nothing of it is
            interpreted; what was said before is finished.
        original_volume: of the original beside its translation; 0 to LOUDEST_VOLUME, 1 as it is.
        translation_volume: 0 to LOUDEST_VOLUME.
        ducking: how the original makes way while the translation is heard.
    """

    muted: bool = False
    translating: bool = True
    original_volume: float = 0.0
    translation_volume: float = 1.0
    ducking: Ducking = field(default_factory=Ducking)


class LiveState(StrEnum):
    """What a direction is doing.

    Attributes:
        IDLE: it was not started.
        LOADING: it opens devices and loads models; nothing is heard yet.
        RUNNING: it is on air.
        DRAINING: it was stopped and finishes what was heard.
        ENDED: it is over: stopped, or its file ended.
        FAILED: it is over; the EngineFailed event before said why.
    """

    IDLE = "idle"
    LOADING = "loading"
    RUNNING = "running"
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

    SPEAKER = "speaker"
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
class PathChanged:
    """A path was too slow for this computer, and a lighter one has taken over.

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
    | StarterQuality
    | ComputeFellBack
    | PathChanged
)

LiveEvent: TypeAlias = Event | LoadProgress | StateChanged | Notice
"""Falling behind is reported by ListeningPaceChanged, SpeakingTempoChanged and SpeechDropped."""


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
        is_behind: the speaker is too fast for the interpreter: sound waits for the engine, or the
            voice hurries.
        xruns: how often an output had nothing to play or a source's sound was lost.
        lost_s: sound that was lost since the engine was too slow for too long.
        elapsed_s: since it went on air.
    """

    source_level: Level
    target_level: Level
    text_lag_s: float | None
    speech_lag_s: float | None
    backlog_s: float
    queued_s: float
    tempo: float
    is_behind: bool
    xruns: int
    lost_s: float
    elapsed_s: float

    @property
    def lag_s(self) -> float | None:
        """The one lag to show: of the speech where it speaks, else of the text."""
        return self.text_lag_s if self.speech_lag_s is None else self.speech_lag_s
