"""What a user has chosen, typed, in one TOML file."""

import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

import tomli_w

from app.captions.settings import CaptionSettings
from app.global_keys.settings import GlobalShortcuts
from app.history.settings import HistorySettings
from app.overlay.settings import OverlaySettings
from app.settings_codec import decode, encode
from engine.errors import EngineError, RouteError
from engine.languages import CORE_LANGUAGES
from engine.output import output_errors
from engine.policy import Promptness

SCHEMA_VERSION: Final = 1

Upgrade: TypeAlias = Callable[[dict[str, object]], dict[str, object]]
"""Turns a table of one version into a table of the next."""

UPGRADES: Final[Mapping[int, Upgrade]] = MappingProxyType({})
"""By the version that it starts from; every version below SCHEMA_VERSION has one."""

WORK_CALL: Final = "Work call"
LECTURE: Final = "Lecture"
_VERSION_KEY: Final = "schema_version"


class SettingsError(EngineError):
    """The settings file cannot be used; the message says what became of it."""


class Theme(StrEnum):
    """Which palette the windows wear."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class SourceKind(StrEnum):
    """What a direction hears."""

    MICROPHONE = "microphone"
    SYSTEM_AUDIO = "system-audio"
    VIRTUAL_SPEAKER = "virtual-speaker"
    FILE = "file"


class TargetKind(StrEnum):
    """Where a direction speaks to."""

    DEVICE = "device"
    VIRTUAL_MICROPHONE = "virtual-microphone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionSettings:
    """One direction: who is heard, in which language, and who hears the translation.

    Attributes:
        source_device: stable name of the microphone; None for the system's own choice.
        source_file: the recording that is heard.
        target_device: stable name of the output; None for the system's own choice.
        source_language: None to detect it.
        speaks: False for captions only.
        voices: id of the chosen voice by language; a language without one takes its default.
        voice_speed: 1 is the voice's own; 0.5 to 2.
        voice_pitch_semitones: how much higher than by itself; -6 to 6.
        original_volume: of the original beneath the translation, 0 to 1.
        translation_volume: 0 to 1.
        ducks: whether the original gets quieter while the translation is heard.
        push_to_translate: the original passes as it is unless the key is held.
    """

    source_kind: SourceKind = SourceKind.MICROPHONE
    source_device: str | None = None
    source_file: str | None = None
    target_kind: TargetKind = TargetKind.DEVICE
    target_device: str | None = None
    source_language: str | None = None
    target_language: str = "en"
    speaks: bool = True
    voices: Mapping[str, str] = field(default_factory=dict)
    voice_speed: float = 1.0
    voice_pitch_semitones: float = 0.0
    promptness: Promptness = Promptness.BALANCED
    original_volume: float = 0.0
    translation_volume: float = 1.0
    ducks: bool = True
    push_to_translate: bool = False

    def __post_init__(self) -> None:
        for name, volume in (
            ("original_volume", self.original_volume),
            ("translation_volume", self.translation_volume),
        ):
            if not 0.0 <= volume <= 1.0:
                raise ValueError(f"{name} is 0 to 1, not {volume}")
        if not 0.5 <= self.voice_speed <= 2 or not -6 <= self.voice_pitch_semitones <= 6:
            raise ValueError("voice_speed is 0.5 to 2 and voice_pitch_semitones -6 to 6")
        for language in (self.source_language, self.target_language):
            if language is not None and language not in CORE_LANGUAGES:
                raise ValueError(f"{language!r} is no language of Dragoman")

    def swapped(self) -> "DirectionSettings":
        """The same with the languages exchanged.

        Raises:
            RouteError: the source language is detected, so there is nothing to exchange.
        """
        if self.source_language is None:
            raise RouteError("Choose the language that is spoken before swapping.")
        return replace(
            self, source_language=self.target_language, target_language=self.source_language
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A set of choices for one occasion.

    Attributes:
        is_two_way: outgoing and incoming are run, else one_way.
        one_way: somebody speaks, I follow.
        outgoing: I speak, they hear me in their language.
        incoming: they speak, I follow in mine; its languages are those of outgoing, exchanged.
    """

    name: str = LECTURE
    is_two_way: bool = False
    one_way: DirectionSettings = DirectionSettings()
    outgoing: DirectionSettings = DirectionSettings(
        source_language="en",
        target_language="pt",
        target_kind=TargetKind.VIRTUAL_MICROPHONE,
    )
    incoming: DirectionSettings = DirectionSettings(
        source_kind=SourceKind.SYSTEM_AUDIO,
        source_language="pt",
        target_language="en",
        original_volume=0.25,
    )

    def directions(self) -> tuple[DirectionSettings, ...]:
        """What is run: one direction, or outgoing and then incoming."""
        return (self.outgoing, self.incoming) if self.is_two_way else (self.one_way,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcuts:
    """Keys while a window of Dragoman is in front, as Qt writes them portably; empty for none."""

    start_stop: str = "Ctrl+Return"
    hold_to_mute: str = "F8"
    hold_to_translate: str = "F9"
    swap_languages: str = "Ctrl+Shift+S"
    overlay: str = "Ctrl+Shift+O"
    history: str = "Ctrl+H"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """How the windows look.

    Attributes:
        language: of the interface; None for the system's.
        reduced_motion: nothing glides or pulses.
    """

    theme: Theme = Theme.SYSTEM
    language: str | None = None
    reduced_motion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a user has chosen.

    Attributes:
        is_set_up: the first run was finished or dismissed.
        profile: name of the one in use.
        shows_tray_icon: where the system has a tray.
        closes_to_tray: closing the window leaves the tray icon and a running session.
    """

    is_set_up: bool = False
    profile: str = LECTURE
    profiles: tuple[Profile, ...] = (
        Profile(name=LECTURE),
        Profile(name=WORK_CALL, is_two_way=True),
    )
    appearance: Appearance = Appearance()
    captions: CaptionSettings = field(default_factory=CaptionSettings)
    overlay: OverlaySettings = field(default_factory=OverlaySettings)
    history: HistorySettings = field(default_factory=HistorySettings)
    shortcuts: Shortcuts = Shortcuts()
    global_shortcuts: GlobalShortcuts = field(default_factory=GlobalShortcuts)
    shows_tray_icon: bool = True
    closes_to_tray: bool = False

    def __post_init__(self) -> None:
        names = [profile.name for profile in self.profiles]
        if not names or len(set(names)) != len(names) or not all(names):
            raise ValueError("profiles need names of their own, and there is at least one")

    @property
    def current(self) -> Profile:
        """The profile in use; the first where the one that was in use is gone."""
        return next((p for p in self.profiles if p.name == self.profile), self.profiles[0])

    def with_current(self, profile: Profile) -> "Settings":
        """The same with the profile in use replaced; a new name goes along."""
        before = self.current.name
        profiles = tuple(profile if p.name == before else p for p in self.profiles)
        return replace(self, profiles=profiles, profile=profile.name)

    def without_voice(self, voice_id: str) -> "Settings":
        """The same where nobody speaks with a voice that was added and is gone."""

        def without(direction: DirectionSettings) -> DirectionSettings:
            kept = {
                language: chosen
                for language, chosen in direction.voices.items()
                if chosen != f"{voice_id}.{language}"
            }
            return replace(direction, voices=kept)

        profiles = tuple(
            replace(
                profile,
                one_way=without(profile.one_way),
                outgoing=without(profile.outgoing),
                incoming=without(profile.incoming),
            )
            for profile in self.profiles
        )
        return replace(self, profiles=profiles)


def first_settings(language: str) -> Settings:
    """What a user begins with, whose system speaks a language.

    Args:
        language: ISO 639-1; what Dragoman does not interpret counts as English.
    """
    mine = language if language in CORE_LANGUAGES else "en"
    theirs = "en" if mine != "en" else "pt"
    standard = Profile()
    return Settings(
        profiles=(
            Profile(name=LECTURE, one_way=replace(standard.one_way, target_language=mine)),
            Profile(
                name=WORK_CALL,
                is_two_way=True,
                outgoing=replace(standard.outgoing, source_language=mine, target_language=theirs),
                incoming=replace(standard.incoming, source_language=theirs, target_language=mine),
            ),
        )
    )


class SettingsFile:
    """Reads and writes settings.

    Args:
        path: the file; it and its folder need not exist.
        version: what is written.
        upgrades: what brings older files up to it.
    """

    def __init__(
        self,
        path: Path,
        *,
        version: int = SCHEMA_VERSION,
        upgrades: Mapping[int, Upgrade] = UPGRADES,
    ) -> None:
        self._path = path
        self._version = version
        self._upgrades = upgrades

    def load(self, language: str = "en") -> tuple[Settings, list[str]]:
        """Read the file.

        Args:
            language: of the system; what a user without a file begins with depends on it.

        Returns:
            The settings, and a line for every key that was not understood.

        Raises:
            SettingsError: it is no TOML, or of no version or one that is not known; it was set
                aside, so that the next `save` overwrites nothing of worth.
        """
        try:
            table: dict[str, object] = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return first_settings(language), []
        except (OSError, ValueError) as error:
            raise self._set_aside(f"could not be read ({error})") from error
        version = table.pop(_VERSION_KEY, None)
        if version is None:
            raise self._set_aside(f"do not say of which version they are ({_VERSION_KEY})")
        if type(version) is not int or version < 1:
            raise self._set_aside(f"are of no version that there is ({_VERSION_KEY} = {version!r})")
        if version > self._version:
            raise self._set_aside("are of a newer version of Dragoman")
        for step in range(version, self._version):
            table = self._upgrades[step](table)
        return decode(Settings, table)

    def save(self, settings: Settings) -> None:
        """Write the file so that a crash leaves the old one or the new one, whole.

        Raises:
            OutputError: it cannot be written.
        """
        content = tomli_w.dumps({_VERSION_KEY: self._version, **encode(settings)})
        with output_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=self._path.parent, suffix=".new")
            try:
                with os.fdopen(number, "w", encoding="utf-8") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self._path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _set_aside(self, reason: str) -> SettingsError:
        aside = self._path.with_suffix(".unreadable.toml")
        try:
            self._path.replace(aside)
        except OSError:
            return SettingsError(f"The settings in {self._path} {reason}; defaults are used.")
        return SettingsError(f"The settings {reason}; they are kept as {aside}, defaults are used.")
