"""What a live direction is to do, and what can be changed while it does it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from engine.audio.mixing import Ducking
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
class FromVirtualLoudspeaker:
    """Hear what is played to the virtual speaker, which a call's program is set to.

    That program is heard through Dragoman alone, so that its volume and ducking take effect.

    Attributes:
        program: whose streams are moved there while it is heard, and given back afterwards, as
            `engine.devices.programs` names it; empty where its user sets it to the speaker.
    """

    program: str = ""


@dataclass(frozen=True, slots=True)
class FromFile:
    """Hear a recording at its own pace."""

    path: Path


SourceChoice: TypeAlias = FromMicrophone | FromSystemAudio | FromVirtualLoudspeaker | FromFile


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
        listen_in: a second output, which plays the translation alone; None for none.
        longest_backlog_s: how much sound may wait for the engine before it is lost.
    """

    session: SessionConfig
    source: SourceChoice = field(default_factory=FromMicrophone)
    target: TargetChoice = field(default_factory=ToOutput)
    listen_in: ToOutput | None = None
    longest_backlog_s: float = 30.0


@dataclass(slots=True, kw_only=True)
class Controls:
    """What can be set at any time, from any thread; each takes effect within 50 ms, in a ramp.

    Attributes:
        muted: hold-to-mute: nothing of the source is interpreted or played; the session runs on
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
