"""The settings: profiles, languages, devices, voices, captions, keys, appearance."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.keys.contract import Combination, KeyAction
from app.theme.contrast import parse_colour, weakest_contrast
from engine.captions.cues import LINE_CHARACTERS, LINES
from engine.compute import Device
from engine.errors import RouteError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.policy import LatencyPreset
from engine.remote.catalogue import ENGINES, LOCAL

SMALLEST_CAPTION_PX: Final = 12
LARGEST_CAPTION_PX: Final = 72
SMALLEST_OVERLAY_PX: Final = 16
LARGEST_OVERLAY_PX: Final = 96
MOST_LINES: Final = 4
CHARACTERS: Final = range(20, 81)
_FILE_NAME: Final = re.compile(r"[\w-]{0,64}", re.ASCII)
HOLD_S: Final = (1.0, 60.0)
WORK_CALL: Final = "Work call"
CONVERSATION: Final = "Conversation"
LECTURE: Final = "Lecture"


class Shown(StrEnum):
    """Which text is shown."""

    BOTH = "both"
    TARGET = "target"
    SOURCE = "source"

    @property
    def has_source(self) -> bool:
        """Whether the transcript is shown."""
        return self is not Shown.TARGET

    @property
    def has_target(self) -> bool:
        """Whether the translation is shown."""
        return self is not Shown.SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionSettings:
    """The caption pane.

    Attributes:
        shown: the transcript is there only on routes that make one.
        font_px: height of the translation's letters; the transcript's are a fifth smaller.
        shows_tentative: the guess at what follows, dim behind the committed text; without it
            only text appears that never changes.
        shows_times: when a passage began, counted from the start of the session.
    """

    shown: Shown = Shown.BOTH
    font_px: int = 18
    shows_tentative: bool = True
    shows_times: bool = True

    def __post_init__(self) -> None:
        if not SMALLEST_CAPTION_PX <= self.font_px <= LARGEST_CAPTION_PX:
            raise ValueError(
                f"font_px is {SMALLEST_CAPTION_PX} to {LARGEST_CAPTION_PX}, not {self.font_px}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayPlace:
    """Where the overlay is; nowhere yet while the width is 0.

    Attributes:
        screen: the system's name of the screen.
        x: from the screen's left edge.
        y: from the screen's upper edge.
    """

    screen: str = ""
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlaySettings:
    """The caption overlay.

    Attributes:
        is_visible: it is on the screen.
        is_locked: clicks go through it to what is beneath.
        shown: the transcript is there only on routes that make one.
        font_px: height of the translation's letters; the transcript's are a fifth smaller.
        font_family: empty for the system's.
        lines: of each text, as far as they fit into the overlay.
        characters: of a line at most.
        shows_tentative: the guess at what follows, dim behind the committed text.
        hold_s: how long the last caption stays after the speech.
        keeps_last: the last caption stays until the next one comes.
        background_opacity: 0 to 1.
        has_outline: letters have an outline, also where their contrast is enough without.
        place: where it is.
        audience_screen: name of the screen for the audience; empty for one that is not the
            main one.
    """

    is_visible: bool = False
    is_locked: bool = False
    shown: Shown = Shown.TARGET
    font_px: int = 36
    font_family: str = ""
    lines: int = LINES
    characters: int = LINE_CHARACTERS
    shows_tentative: bool = True
    hold_s: float = 7.0
    keeps_last: bool = False
    target_colour: str = "#ffffff"
    source_colour: str = "#ffe08a"
    background_colour: str = "#101014"
    background_opacity: float = 0.92
    has_outline: bool = False
    place: OverlayPlace = OverlayPlace()
    audience_screen: str = ""

    def __post_init__(self) -> None:
        if not SMALLEST_OVERLAY_PX <= self.font_px <= LARGEST_OVERLAY_PX:
            raise ValueError(
                f"font_px is {SMALLEST_OVERLAY_PX} to {LARGEST_OVERLAY_PX}, not {self.font_px}"
            )
        if not 1 <= self.lines <= MOST_LINES:
            raise ValueError(f"lines are 1 to {MOST_LINES}, not {self.lines}")
        if self.characters not in CHARACTERS:
            raise ValueError(
                f"characters are {CHARACTERS[0]} to {CHARACTERS[-1]}, not {self.characters}"
            )
        if not HOLD_S[0] <= self.hold_s <= HOLD_S[1]:
            raise ValueError(f"hold_s is {HOLD_S[0]} to {HOLD_S[1]}, not {self.hold_s}")
        if not 0.0 <= self.background_opacity <= 1.0:
            raise ValueError(f"background_opacity is 0 to 1, not {self.background_opacity}")
        for colour in (self.target_colour, self.source_colour, self.background_colour):
            parse_colour(colour)

    @property
    def colours(self) -> "OverlayColours":
        """The colours alone."""
        return OverlayColours(
            target=self.target_colour,
            source=self.source_colour,
            background=self.background_colour,
            opacity=self.background_opacity,
        )

    def with_colours(self, colours: "OverlayColours") -> "OverlaySettings":
        """The same in other colours."""
        return replace(
            self,
            target_colour=colours.target,
            source_colour=colours.source,
            background_colour=colours.background,
            background_opacity=colours.opacity,
        )

    def contrast(self, colour: str) -> float:
        """The least contrast of a text colour, whatever is behind the overlay; see ENOUGH."""
        return weakest_contrast(
            parse_colour(colour),
            parse_colour(self.background_colour),
            opacity=self.background_opacity,
        )


class OverlayPreset(StrEnum):
    """Colours to choose at once; all but the first have the contrast of WCAG's level AAA."""

    STANDARD = "standard"
    WHITE_ON_BLACK = "white on black"
    YELLOW_ON_BLACK = "yellow on black"
    BLACK_ON_WHITE = "black on white"
    BLACK_ON_YELLOW = "black on yellow"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayColours:
    """Colours of the overlay: letters of both texts, and what they stand on."""

    target: str
    source: str
    background: str
    opacity: float = 1.0


PRESETS: Final[Mapping[OverlayPreset, OverlayColours]] = MappingProxyType(
    {
        OverlayPreset.STANDARD: OverlaySettings().colours,
        OverlayPreset.WHITE_ON_BLACK: OverlayColours(
            target="#ffffff", source="#8ee6ff", background="#000000"
        ),
        OverlayPreset.YELLOW_ON_BLACK: OverlayColours(
            target="#ffff00", source="#ffffff", background="#000000"
        ),
        OverlayPreset.BLACK_ON_WHITE: OverlayColours(
            target="#000000", source="#00308f", background="#ffffff"
        ),
        OverlayPreset.BLACK_ON_YELLOW: OverlayColours(
            target="#000000", source="#3d0066", background="#ffff00"
        ),
    }
)

TEXT_FORMATS: Final = (".srt", ".vtt", ".ass", ".ttml", ".txt", ".docx", ".html", ".md")
"""Endings of what captions of a recording are written as."""

SOUND_FORMATS: Final = (".wav", ".flac", ".mp3", ".opus", ".m4a")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """How recordings are translated into files.

    Attributes:
        source_language: None has it detected.
        text_format: of TEXT_FORMATS; empty for no captions.
        transcribes: what was said is written down too, beside its translation.
        tells_speakers: voices that differ clearly are told apart.
        sound_format: of SOUND_FORMATS; empty for no speech.
        folder: where results go; empty for beside each recording.
    """

    source_language: str | None = None
    target_language: str = "en"
    text_format: str = ".srt"
    transcribes: bool = False
    tells_speakers: bool = False
    sound_format: str = ""
    folder: str = ""

    def __post_init__(self) -> None:
        for language in (self.source_language, self.target_language):
            if language is not None and language not in LANGUAGES:
                raise ValueError(f"{language!r} is no language that is interpreted")
        if self.text_format not in ("", *TEXT_FORMATS):
            raise ValueError(f"{self.text_format!r} is no format of captions")
        if self.sound_format not in ("", *SOUND_FORMATS):
            raise ValueError(f"{self.sound_format!r} is no format of speech")


class AudioFormat(StrEnum):
    """How recordings are written; both can be played after a crash."""

    FLAC = "flac"
    WAV = "wav"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySettings:
    """The history, which never leaves this machine.

    Text is stored unless the user switches it off: what a crash or a closed window loses is what
    users miss most. The switch is in the history window itself. Sound is recorded only
    where the user asked for it: a voice reveals more of a person than words do, and recording
    others without asking them is forbidden in many places.

    Attributes:
        keeps_text: captions and transcripts of sessions are stored.
        records_audio: source sound and translated speech are stored beside them; nothing is
            recorded where no text is stored.
        audio_format: of recordings.
        keep_days: older sessions are deleted when Dragoman starts; 0 for never.
    """

    keeps_text: bool = True
    records_audio: bool = False
    audio_format: AudioFormat = AudioFormat.FLAC
    keep_days: int = 0

    def __post_init__(self) -> None:
        if self.keep_days < 0:
            raise ValueError(f"keep_days is 0 or more, not {self.keep_days}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalShortcuts:
    """Keys as Qt writes them portably; empty for none.

    The defaults are neither those of common desktops nor what keyboards of Dragoman's languages
    write with AltGr, which Windows takes for Ctrl and Alt.

    Attributes:
        is_on: whether any is registered; each is blocked in all other programs.
    """

    is_on: bool = False
    start_stop: str = "Ctrl+Alt+Return"
    hold_to_mute: str = "Ctrl+Alt+Space"
    hold_to_translate: str = "Ctrl+Alt+V"
    overlay: str = "Ctrl+Alt+K"
    catch_up: str = "Ctrl+Alt+J"

    def combinations(self) -> Mapping[KeyAction, Combination]:
        """The keys to register; what is no key, or would block letters, is left out."""
        found = {}
        for action in KeyAction:
            combination = Combination.parse(str(getattr(self, action.value)))
            if combination is not None and combination.is_harmless:
                found[action] = combination
        return found


class Theme(StrEnum):
    """Which palette the windows use."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class SourceKind(StrEnum):
    """Where a direction's speech comes from."""

    MICROPHONE = "microphone"
    SYSTEM_AUDIO = "system-audio"
    VIRTUAL_LOUDSPEAKER = "virtual-speaker"
    FILE = "file"


class TargetKind(StrEnum):
    """Where a direction speaks to."""

    DEVICE = "device"
    VIRTUAL_MICROPHONE = "virtual-microphone"


class Mode(StrEnum):
    """Who is interpreted for whom.

    Attributes:
        ONE_WAY: somebody speaks, I follow.
        CALL: both sides of a call, each with a microphone.
        TABLE: two people at one microphone, each in a language.
    """

    ONE_WAY = "one-way"
    CALL = "call"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionSettings:
    """One direction: source, languages, and where the translation goes.

    Attributes:
        source_device: stable name of the microphone; None for the system's own choice.
        source_file: path of the recording.
        source_program: name of a program that is moved to the virtual speaker while it is heard;
            empty where its user sets it to that.
        target_device: stable name of the output; None for the system's own choice.
        listens_in: the translation is played on a second output too, where it goes into a call.
        listen_in_device: stable name of that output; None for the system's own choice.
        other_target: the target language before the present one, which one key brings back; empty
            for none.
        source_language: None to detect it.
        speaks: False for captions only.
        voices: id of the chosen voice by `voice_place`; a language without one uses its default.
        voice_speed: 1 is the voice's own; 0.5 to 2.
        voice_pitch_semitones: how much higher than by itself; -6 to 6.
        original_volume: of the original beneath the translation, 0 to 1.
        translation_volume: 0 to 1.
        ducks: whether the original gets quieter while the translation plays.
        hold_to_translate: the original passes as it is unless the key is held.
        passes_off_air: the own voice passes into the virtual microphone while nothing is
            interpreted; else that is silent.
        both_ways: what is said in the target language is translated into the source's, too.
        tells_speakers: voices that differ clearly are told apart.
    """

    source_kind: SourceKind = SourceKind.MICROPHONE
    source_device: str | None = None
    source_file: str | None = None
    source_program: str = ""
    target_kind: TargetKind = TargetKind.DEVICE
    target_device: str | None = None
    listens_in: bool = False
    listen_in_device: str | None = None
    source_language: str | None = None
    target_language: str = "en"
    other_target: str = ""
    speaks: bool = True
    voices: Mapping[str, str] = field(default_factory=dict)
    voice_speed: float = 1.0
    voice_pitch_semitones: float = 0.0
    preset: LatencyPreset = LatencyPreset.BALANCED
    original_volume: float = 0.0
    translation_volume: float = 1.0
    ducks: bool = True
    hold_to_translate: bool = False
    passes_off_air: bool = False
    both_ways: bool = False
    tells_speakers: bool = False

    def __post_init__(self) -> None:
        for name, volume in (
            ("original_volume", self.original_volume),
            ("translation_volume", self.translation_volume),
        ):
            if not 0.0 <= volume <= 1.0:
                raise ValueError(f"{name} is 0 to 1, not {volume}")
        if not 0.5 <= self.voice_speed <= 2 or not -6 <= self.voice_pitch_semitones <= 6:
            raise ValueError("voice_speed is 0.5 to 2 and voice_pitch_semitones -6 to 6")
        for language in (self.source_language, self.target_language, self.other_target or None):
            if language is not None and language not in LANGUAGES:
                raise ValueError(f"{language!r} is no language of Dragoman")

    def voice_of(self, engine: str) -> str | None:
        """Id of the chosen voice of an engine; None for its default."""
        return self.voices.get(voice_place(engine, self.target_language))

    @property
    def turned(self) -> "DirectionSettings":
        """What a direction that goes both ways does on its way back; itself where it does not."""
        return self.swapped() if self.both_ways and self.source_language else self

    def swapped(self) -> "DirectionSettings":
        """The same with the languages exchanged.

        Raises:
            RouteError: the source language is detected, so there is nothing to exchange.
        """
        if self.source_language is None:
            raise RouteError(Code.SWAP_NEEDS_SOURCE)
        return replace(
            self, source_language=self.target_language, target_language=self.source_language
        )


def voice_place(engine: str, language: str) -> str:
    """Where DirectionSettings.voices has the voice of an engine for a language."""
    return language if engine == LOCAL else f"{engine}:{language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """What interprets.

    Attributes:
        name: of an engine of `engine.remote.catalogue`, or LOCAL.
        address: of its server; empty for the vendor's own.
        falls_back: this machine goes on where the engine fails.
    """

    name: str = LOCAL
    address: str = ""
    falls_back: bool = True

    def __post_init__(self) -> None:
        if self.name != LOCAL and self.name not in ENGINES:
            raise ValueError(f"{self.name!r} is no engine")

    @property
    def recipient(self) -> str:
        """Where speech goes; empty where it stays here, or where no address was given yet."""
        return "" if self.name == LOCAL else self.address or ENGINES[self.name].address


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A set of choices for one occasion.

    Attributes:
        engine: what interprets.
        mode: which directions are run.
        one_way: somebody speaks, I follow.
        outgoing: I speak, they hear their language.
        incoming: they speak, I follow in mine; its languages are those of outgoing, exchanged.
        table: two people at one microphone, both ways.
        glossary: name of its glossary's file; empty for none.
    """

    name: str = LECTURE
    engine: EngineChoice = EngineChoice()
    mode: Mode = Mode.ONE_WAY
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
    table: DirectionSettings = DirectionSettings(
        source_language="en", target_language="pt", both_ways=True
    )
    glossary: str = ""

    def __post_init__(self) -> None:
        # A name from a file must not lead out of the folder.
        if not _FILE_NAME.fullmatch(self.glossary):
            raise ValueError(f"{self.glossary!r} is no name of a glossary's file")
        if not self.table.both_ways or self.table.source_language is None:
            raise ValueError("a conversation goes both ways, between two languages")

    def directions(self) -> tuple[DirectionSettings, ...]:
        """The directions that run: one, or outgoing and then incoming."""
        match self.mode:
            case Mode.CALL:
                return (self.outgoing, self.incoming)
            case Mode.TABLE:
                return (self.table,)
            case Mode.ONE_WAY:
                return (self.one_way,)

    @property
    def is_two_way(self) -> bool:
        """Whether both sides of a call are run."""
        return self.mode is Mode.CALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcuts:
    """Keys while a window of Dragoman is in front, as Qt writes them portably; empty for none."""

    start_stop: str = "Ctrl+Return"
    hold_to_mute: str = "F8"
    hold_to_translate: str = "F9"
    swap_languages: str = "Ctrl+Shift+S"
    overlay: str = "Ctrl+Shift+O"
    history: str = "Ctrl+H"
    catch_up: str = "Ctrl+J"
    switch_target: str = "Ctrl+Shift+L"
    floating_controls: str = "Ctrl+Shift+F"
    type_to_speak: str = "Ctrl+T"
    correct_turn: str = "F7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Appearance of the windows.

    Attributes:
        language: of the interface; None for the system's.
        reduced_motion: nothing glides or pulses.
        shows_clock: the time of day stands beside the sign.
    """

    theme: Theme = Theme.SYSTEM
    language: str | None = None
    reduced_motion: bool = False
    shows_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a user has chosen.

    Attributes:
        is_set_up: the first run was finished or dismissed.
        profile: name of the one in use.
        floats: small controls stay above other windows.
        shows_tray_icon: where the system has a tray.
        closes_to_tray: closing the window leaves the tray icon and a running session.
        files: how recordings are translated into files.
        device: where models run, from the start of the next session on.
        allowed: where each engine that was allowed to may send speech, by its name.
        asks_for_updates: the publisher is asked once a day whether there is a newer version.
        shows_type_line: the line to type in what is to be spoken is there.
    """

    is_set_up: bool = False
    profile: str = LECTURE
    profiles: tuple[Profile, ...] = (
        Profile(name=LECTURE),
        Profile(name=WORK_CALL, mode=Mode.CALL),
        Profile(name=CONVERSATION, mode=Mode.TABLE),
    )
    appearance: Appearance = Appearance()
    captions: CaptionSettings = field(default_factory=CaptionSettings)
    overlay: OverlaySettings = field(default_factory=OverlaySettings)
    history: HistorySettings = field(default_factory=HistorySettings)
    files: FileSettings = FileSettings()
    shortcuts: Shortcuts = Shortcuts()
    global_shortcuts: GlobalShortcuts = field(default_factory=GlobalShortcuts)
    floats: bool = False
    shows_tray_icon: bool = True
    closes_to_tray: bool = False
    device: Device = Device.AUTO
    allowed: Mapping[str, str] = field(default_factory=dict)
    asks_for_updates: bool = False
    shows_type_line: bool = False

    def __post_init__(self) -> None:
        names = [profile.name for profile in self.profiles]
        if not names or len(set(names)) != len(names) or not all(names):
            raise ValueError("profiles need names of their own, and there is at least one")

    @property
    def current(self) -> Profile:
        """The profile in use; the first where the one that was in use is gone."""
        return next((p for p in self.profiles if p.name == self.profile), self.profiles[0])

    def allows(self, engine: EngineChoice) -> bool:
        """Whether the user was told where an engine sends speech, and wanted it."""
        is_told = bool(engine.recipient) and self.allowed.get(engine.name) == engine.recipient
        return engine.name == LOCAL or is_told

    def with_current(self, profile: Profile) -> "Settings":
        """The same with the profile in use replaced; a new name goes along."""
        before = self.current.name
        profiles = tuple(profile if p.name == before else p for p in self.profiles)
        return replace(self, profiles=profiles, profile=profile.name)

    def without_voice(self, voice_id: str) -> "Settings":
        """The same without a voice that was removed."""

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
                table=without(profile.table),
            )
            for profile in self.profiles
        )
        return replace(self, profiles=profiles)
