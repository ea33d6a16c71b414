"""The real engine behind the window's protocols."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from app.cloning import InterpreterCloner
from app.live_session import Hearer, NeededPack, SessionListener
from app.settings import DirectionSettings, Profile, SourceKind, TargetKind
from engine.arrays import Float32
from engine.audio.mixing import Ducking
from engine.devices.listing import DeviceKind, find_device
from engine.devices.loudspeaker import Loudspeaker, play
from engine.errors import AudioError
from engine.events import Event
from engine.families import Family, Role
from engine.interpreter import Interpreter
from engine.live.direction import LiveDirection, LiveSession
from engine.live.events import (
    Controls,
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualSpeaker,
    Gauges,
    LiveConfig,
    SourceChoice,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.onnx import Runtime
from engine.packs.entries import added_downloads
from engine.packs.progress import LoadWatcher
from engine.packs.store import PackState, PackStore
from engine.planner import SessionConfig
from engine.tts.speaker import Delivery

if TYPE_CHECKING:
    from engine.session import Session
    from engine.tts.model import VoiceEngine

_NO_DUCKING: Final = Ducking(gain=1.0)


class DragomanEngine:
    """A LiveEngine over the installed packs; models stay loaded from session to session.

    Args:
        store: the installed packs.
        runtime: how models run; as is usual here if None.
    """

    def __init__(self, store: PackStore, *, runtime: Runtime | None = None) -> None:
        self._store = store
        self._interpreter = Interpreter(store, runtime=runtime or Runtime())
        self._previewing = threading.Lock()

    def missing(self, profile: Profile) -> list[NeededPack]:
        """Packs that a profile needs and that are not installed."""
        needed = dict.fromkeys(
            pack
            for direction in self._directions(profile)
            for pack in self._interpreter.required(session_config(direction))
        )
        return self._lacking(needed)

    def missing_for_cloning(self) -> list[NeededPack]:
        """Packs that cloning a voice needs and that are not installed."""
        catalogue, installed = self._store.catalogue, self._store.installed()
        packs = (
            catalogue.best_pack(Role.VOICE, family=Family.KOKORO, installed=installed),
            catalogue.best_pack(Role.SPEAKER, installed=installed),
        )
        return self._lacking([pack.id for pack in packs if pack is not None])

    def _lacking(self, needed: Iterable[str]) -> list[NeededPack]:
        lacking = [
            pack
            for pack in self._store.catalogue.resolve(needed)
            if self._store.state(pack.id) is not PackState.INSTALLED
        ]
        added = added_downloads(lacking)
        return [
            NeededPack(id=pack.id, title=pack.title, download_bytes=added[pack.id])
            for pack in lacking
        ]

    def open(
        self, profile: Profile, listener: SessionListener, *, hearer: Hearer | None = None
    ) -> "DragomanSession":
        """Make a session that has not been started."""
        wanted = self._directions(profile)
        makers = [
            _Maker(self._interpreter, None if hearer is None else partial(hearer, number))
            for number in range(len(wanted))
        ]
        directions = [
            LiveDirection(
                maker,
                live_config(direction),
                on_event=partial(listener, number),
                controls=_controls(direction),
            )
            for number, (maker, direction) in enumerate(zip(makers, wanted, strict=True))
        ]
        for direction, other in permutations(directions, 2):
            direction.may_hear(other)
        return DragomanSession(directions, makers)

    def _directions(self, profile: Profile) -> list[DirectionSettings]:
        """What a profile runs; the default speaks for a voice that is gone, as the window shows."""
        there = {voice.id for voice in self._interpreter.voices.voices()}
        return [
            replace(direction, voices={k: v for k, v in direction.voices.items() if v in there})
            for direction in profile.directions()
        ]

    def preview(self, voice: str, direction: DirectionSettings) -> None:
        """Have a voice say a sentence, and return when it has been heard."""
        language = direction.target_language
        with self._previewing:
            pieces = self._interpreter.preview(
                self._interpreter.voices.find(voice, language=language),
                delivery=_delivery(direction),
            )
            play(Loudspeaker(find_device(direction.target_device, DeviceKind.OUTPUT)), pieces)

    def reload_voices(self) -> None:
        """Read the voices again."""
        self._interpreter.reload_voices()

    def cloner(self) -> InterpreterCloner:
        """What clones voices with the same models."""
        return InterpreterCloner(self._interpreter, self._store)

    def close(self) -> None:
        """End the phoneme program."""
        self._interpreter.close()


class DragomanSession:
    """A LiveSession over one or two live directions."""

    def __init__(self, directions: Sequence[LiveDirection], makers: Sequence["_Maker"]) -> None:
        self._directions = tuple(directions)
        self._makers = tuple(makers)

    def start(self) -> None:
        """Start every direction."""
        for direction in self._directions:
            direction.start()

    def end(self, *, drain: bool) -> None:
        """Ask every direction to end."""
        for direction in self._directions:
            direction.stop(drain=drain)

    def join(self, *, timeout_s: float | None) -> bool:
        """Wait for every direction, for so long each."""
        ended = [direction.join(timeout_s=timeout_s) for direction in self._directions]
        return all(ended)

    @property
    def was_abandoned(self) -> bool:
        """Whether an engine thread could not be ended."""
        return any(direction.was_abandoned for direction in self._directions)

    @property
    def gauges(self) -> list[Gauges]:
        """A reading of each direction."""
        return [direction.gauges for direction in self._directions]

    def set_muted(self, *, is_muted: bool) -> None:
        """Mute the first direction."""
        self._directions[0].controls.muted = is_muted

    def set_translating(self, *, is_translating: bool) -> None:
        """Translate the first direction or let it pass."""
        self._directions[0].controls.translating = is_translating

    def set_sound(self, direction: int, settings: DirectionSettings) -> None:
        """Take the volumes, the ducking, and the pace and pitch of a direction."""
        controls = self._directions[direction].controls
        controls.original_volume = settings.original_volume
        controls.translation_volume = settings.translation_volume
        controls.ducking = Ducking() if settings.ducks else _NO_DUCKING
        self._makers[direction].note(settings)

    def set_voice(self, direction: int, settings: DirectionSettings) -> None:
        """Take the voice of a direction, from its next clause on."""
        self._makers[direction].change_voice(settings)


class _Maker:
    """A SessionMaker whose session speaks as was wanted last, and that hands on what it hears.

    Threads: what is wanted comes from the window's, voices from those that loaded them, and the
    session from the direction's own.
    """

    def __init__(self, interpreter: Interpreter, hearer: Callable[[Float32], None] | None) -> None:
        self._interpreter = interpreter
        self._hearer = hearer
        self._lock = threading.Lock()
        self._speaking: Session | None = None
        self._wanted: DirectionSettings | None = None
        self._voice: VoiceEngine | None = None

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        return self._interpreter.required(config)

    def caution(self, config: SessionConfig) -> str:
        return self._interpreter.caution(config)

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        self._interpreter.load(config, progress)

    def session(self, config: SessionConfig) -> LiveSession:
        made = self._interpreter.session(config)
        with self._lock:
            self._speaking = made if config.speaks else None
            if self._speaking is not None and self._wanted is not None:
                self._speaking.change_delivery(_delivery(self._wanted))
            if self._speaking is not None and self._voice is not None:
                self._speaking.change_voice(self._voice)
        return made if self._hearer is None else _Overheard(made, self._hearer)

    def note(self, settings: DirectionSettings) -> None:
        """Take what is wanted now, but for a voice that must be loaded."""
        with self._lock:
            self._wanted = settings
            if self._speaking is not None:
                self._speaking.change_delivery(_delivery(settings))

    def change_voice(self, settings: DirectionSettings) -> None:
        """Load a voice and take it, unless another one is wanted by then."""
        language = settings.target_language
        chosen = settings.voices.get(language)
        voices = self._interpreter.voices
        is_there = any(voice.id == chosen for voice in voices.voices(language))
        name = chosen if chosen and is_there else voices.default(language).id
        voice = self._interpreter.voice_engine(name, language=language)
        with self._lock:
            if self._wanted is None or self._wanted.voices.get(language) == chosen:
                self._voice = voice
                if self._speaking is not None:
                    self._speaking.change_voice(voice)


class _Overheard:
    """A session that hands on what it hears."""

    def __init__(self, session: LiveSession, hearer: Callable[[Float32], None]) -> None:
        self._session = session
        self._hearer = hearer

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, queued_samples: int | None = None
    ) -> list[Event]:
        self._hearer(samples)
        return self._session.push(
            samples, backlog_samples=backlog_samples, queued_samples=queued_samples
        )

    def flush_in_parts(self) -> Iterator[list[Event]]:
        return self._session.flush_in_parts()

    def reset(self) -> None:
        self._session.reset()


def session_config(direction: DirectionSettings) -> SessionConfig:
    """What a session does for a direction."""
    return SessionConfig(
        source=direction.source_language,
        target=direction.target_language,
        voice=direction.voices.get(direction.target_language) if direction.speaks else None,
        speaks=direction.speaks,
        promptness=direction.promptness,
        delivery=_delivery(direction),
    )


def live_config(direction: DirectionSettings) -> LiveConfig:
    """What a live direction hears and where it plays.

    Raises:
        AudioError: it is to hear a file and none was chosen.
    """
    return LiveConfig(
        session=session_config(direction),
        source=_source(direction),
        target=_target(direction),
    )


def _source(direction: DirectionSettings) -> SourceChoice:
    match direction.source_kind:
        case SourceKind.MICROPHONE:
            return FromMicrophone(direction.source_device)
        case SourceKind.SYSTEM_AUDIO:
            return FromSystemAudio()
        case SourceKind.VIRTUAL_SPEAKER:
            return FromVirtualSpeaker()
        case SourceKind.FILE if direction.source_file:
            return FromFile(Path(direction.source_file))
        case SourceKind.FILE:
            raise AudioError("No recording was chosen; choose one.")
        case _:
            assert_never(direction.source_kind)


def _target(direction: DirectionSettings) -> TargetChoice:
    if not direction.speaks:
        return None
    match direction.target_kind:
        case TargetKind.DEVICE:
            return ToOutput(direction.target_device)
        case TargetKind.VIRTUAL_MICROPHONE:
            return ToVirtualMicrophone()
        case _:
            assert_never(direction.target_kind)


def _delivery(direction: DirectionSettings) -> Delivery:
    return Delivery(speed=direction.voice_speed, pitch_semitones=direction.voice_pitch_semitones)


def _controls(direction: DirectionSettings) -> Controls:
    return Controls(
        translating=not direction.push_to_translate,
        original_volume=direction.original_volume,
        translation_volume=direction.translation_volume,
        ducking=Ducking() if direction.ducks else _NO_DUCKING,
    )
