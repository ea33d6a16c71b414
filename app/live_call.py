"""What the window needs of the engine package: calls, their controls and readings, and cloning.

The window knows the engine by these protocols alone, so that its tests need no models.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from app.settings import DirectionSettings, FileSettings, Profile
from engine.arrays import Float32
from engine.live.events import Gauges, LiveEvent
from engine.messages import Message

if TYPE_CHECKING:  # with them comes ONNX Runtime, which tests of the window need not load
    from engine.recordings import TranslationProgress
    from engine.tts.cloning.checks import Finding
    from engine.tts.cloning.enrolment import Enrolment, EnrolmentProgress, Request
    from engine.tts.user_voices import UserVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededPack:
    """A model pack that a call needs and that is not installed.

    Attributes:
        download_bytes: what it adds to the download of those before it.
    """

    id: str
    title: str
    download_bytes: int


CallListener: TypeAlias = Callable[[int, LiveEvent], None]
"""Given what happens in a direction, by its number; on any thread."""


CallTap: TypeAlias = Callable[[int, Float32], None]
"""Receives [n] samples at SOURCE_RATE_HZ of a direction's source, by its number; on any thread."""


class LiveCall(Protocol):
    """The engine's Call, of one direction or two, which follows a profile; safe from any thread."""

    def start(self) -> None:
        """Begin, and return at once; events report how it goes on."""
        ...

    def end(self, *, drain: bool) -> None:
        """Request the end and return at once; without `drain` what was received is dropped."""
        ...

    def join(self, *, timeout_s: float | None) -> bool:
        """Wait for the end; False where it has not ended within `timeout_s`."""
        ...

    @property
    def was_abandoned(self) -> bool:
        """Whether the engine did not end when it was asked to, and still runs on its thread."""
        ...

    @property
    def gauges(self) -> Sequence[Gauges]:
        """A reading of each direction, at once."""
        ...

    def set_muted(self, *, is_muted: bool) -> None:
        """Mute the source of the first direction, or unmute it."""
        ...

    def set_translating(self, *, is_translating: bool) -> None:
        """Translate the first direction, or pass it untranslated."""
        ...

    def set_paused(self, direction: int, *, is_paused: bool) -> None:
        """Stop a recording that a direction hears where it is, or play it on."""
        ...

    def catch_up(self) -> None:
        """Leave what waits to be heard or spoken, and go on with what is said now."""
        ...

    def correct_turn(self) -> None:
        """Have the last turn heard in the other of two languages."""
        ...

    def type_text(self, text: str, language: str | None) -> None:
        """Translate a text that was typed and speak it to the first direction's target; slow.

        Args:
            text: what was typed.
            language: that it is written in; None for the one that is heard.

        Raises:
            EngineError: what translates text is missing, or the engine hears speech alone.
        """
        ...

    def set_sound(self, direction: int, settings: DirectionSettings) -> None:
        """Apply the volumes, the ducking, and the speed and pitch of a direction, at once.

        Also records which voice it is to have, for `load_voice`.
        """
        ...

    def follow(self, direction: int, profile: Profile) -> None:
        """Interpret as a profile wants that goes on to the same kind of target; slow.

        What was heard before is finished first, where languages or engine are others.

        Raises:
            EngineError: what it needs is missing or damaged; what ran goes on.
        """
        ...

    def load_voice(self, direction: int) -> None:
        """Load the voice that `set_sound` recorded last, for the next clause on; slow.

        Raises:
            EngineError: the voice's pack is missing or damaged.
        """
        ...


class VoiceCloner(Protocol):
    """Clones voices; its methods are slow and called from any thread but the window's."""

    def check(self, samples: Float32) -> "tuple[Finding, ...]":
        """Check a recording, [n] at SOURCE_RATE_HZ; the gravest finding first.

        Raises:
            EngineError: a pack is missing.
        """
        ...

    def enrol(
        self,
        request: "Request",
        *,
        progress: "Callable[[EnrolmentProgress], None]",
        is_cancelled: Callable[[], bool],
    ) -> "Enrolment":
        """Clone a voice without storing it.

        Raises:
            EngineError: there is no consent, no voice in the recording, or it was cancelled.
        """
        ...

    def preview(self, enrolment: "Enrolment", language: str, output: str | None) -> None:
        """Play a sentence in the voice; returns when it was played.

        Args:
            enrolment: the clone, stored or not.
            language: of the sentence.
            output: stable name of the device; None for the system's own choice.

        Raises:
            EngineError: the output is missing.
        """
        ...

    def store(self, enrolment: "Enrolment") -> None:
        """Store the voice, to be chosen from then on.

        Raises:
            EngineError: it cannot be written.
        """
        ...

    def clones(self) -> "tuple[UserVoice, ...]":
        """The stored clones; damaged ones are left out."""
        ...

    def remove(self, voice_id: str) -> None:
        """Remove a voice with everything that belongs to it.

        Raises:
            EngineError: it cannot be removed.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResults:
    """Where the results of a recording go; None for what is not wanted."""

    captions: Path | None
    transcript: Path | None
    speech: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files, the one to open first."""
        every = (self.captions, self.speech, self.transcript)
        return tuple(path for path in every if path is not None)


class FileJob(Protocol):
    """The engine's FileTranslation: one recording into files; safe from any thread."""

    @property
    def progress(self) -> "TranslationProgress":
        """How far it is."""
        ...

    def set_paused(self, *, is_paused: bool) -> None:
        """Hold it, or go on."""
        ...

    def cancel(self) -> None:
        """End it at once, without results."""
        ...

    def run(self) -> Sequence[Message]:
        """Do all of it; slow.

        Returns:
            What is to be said of the result.

        Raises:
            EngineError: it cannot be done.
            TranslationCancelledError: it was cancelled.
        """
        ...


class Backend(Protocol):
    """Opens calls; its methods are slow and called from any thread but the window's."""

    def missing(self, profile: Profile) -> Sequence[NeededPack]:
        """Packs that a profile needs and that are not installed.

        Raises:
            EngineError: no pack serves the languages.
        """
        ...

    def missing_for_cloning(self) -> Sequence[NeededPack]:
        """Packs that cloning a voice needs and that are not installed."""
        ...

    def open(
        self, profile: Profile, listener: CallListener, *, tap: CallTap | None = None
    ) -> LiveCall:
        """Make a call that has not been started.

        Args:
            profile: says what it does.
            listener: given what happens.
            tap: receives what is given to the session, for a recording.

        Raises:
            EngineError: the profile makes no sense.
        """
        ...

    def missing_for_files(self, settings: FileSettings) -> Sequence[NeededPack]:
        """Packs that translating recordings needs and that are not installed.

        Raises:
            EngineError: no pack serves the languages.
        """
        ...

    def file_job(
        self, recording: Path, settings: FileSettings, results: FileResults, *, voice: str | None
    ) -> FileJob:
        """Make what translates a recording with this computer's models.

        Args:
            recording: any sound or video file.
            settings: languages.
            results: what is written.
            voice: id of the one that speaks; None for the language's default.

        Raises:
            EngineError: both languages are the same.
        """
        ...

    def keep_devices(self, profile: Profile | None, *, is_running: bool) -> None:
        """Have the virtual devices there that a profile names, whether or not it runs.

        Off air, what is played to the virtual speaker is heard as it is. Devices that were made
        before stay; what a killed program left goes.

        Args:
            profile: None takes all away.
            is_running: whether a session runs, which passes on itself what is to pass.

        Raises:
            EngineError: there are none, or another program has them.
        """
        ...

    def preview(self, voice: str, direction: DirectionSettings) -> None:
        """Play a sentence in a voice; returns when it was played.

        Args:
            voice: its id.
            direction: has the language, the output, speed and pitch.

        Raises:
            EngineError: the voice's pack or the output is missing.
        """
        ...

    def reload_voices(self) -> None:
        """Read the voices again, after one was added or removed."""
        ...

    def cloner(self) -> VoiceCloner:
        """What clones voices with the engine's models; cheap, from any thread."""
        ...

    def close(self) -> None:
        """Release the models; no session runs any more."""
        ...
