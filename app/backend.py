"""The real engine behind the window's protocols."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, assert_never

from app.live_call import CallListener, CallTap, FileResults, NeededPack
from app.settings import (
    DirectionSettings,
    EngineChoice,
    FileSettings,
    Profile,
    SourceKind,
    TargetKind,
)
from app.texts import speaker_label
from engine.arrays import Float32
from engine.audio.mixing import Ducking
from engine.compute import Device
from engine.devices.device_streams import play_on
from engine.devices.listing import DeviceKind, find_device
from engine.devices.virtual import VirtualDevices
from engine.errors import AudioError, EngineError, RouteError, VoiceError
from engine.events import EngineNotice, Event, LanguagesChanged
from engine.glossary import NO_GLOSSARY, Glossary
from engine.interpreter import Interpreter, remove_added_voice, user_voices_folder
from engine.languages import LANGUAGES
from engine.live.call import Call
from engine.live.config import (
    Controls,
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualLoudspeaker,
    LiveConfig,
    SourceChoice,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.direction import SessionFactory
from engine.live.endpoints import AudioSystem, ComputerAudio
from engine.live.events import ComputeFellBack, LiveEvent, LiveState, RouteChanged, StateChanged
from engine.messages import Code, Message
from engine.onnx import Runtime
from engine.packs.entries import Role, added_downloads
from engine.packs.store import PackState, PackStore
from engine.planner import SessionConfig
from engine.recordings import FileTranslation, Results
from engine.remote.catalogue import ENGINES, LOCAL, EngineInfo
from engine.remote.keys import find_key
from engine.service.broadcast import Broadcast, Broadcaster
from engine.speakers import resemblyzer
from engine.tts import kokoro
from engine.tts.cloning.checks import Finding
from engine.tts.cloning.enrolment import Enrolment, EnrolmentProgress, Request, store
from engine.tts.user_voices import (
    UserVoice,
    read_user_voice,
    user_voice_folders,
)
from engine.tts.voice_stage import Delivery

_log = logging.getLogger(__name__)

_OVER: Final = (LiveState.ENDED, LiveState.FAILED)
_NO_DUCKING: Final = Ducking(gain=1.0)


class InterpreterCloner:
    """A VoiceCloner that shares the models of an interpreter."""

    def __init__(self, interpreter: Interpreter, packs: PackStore) -> None:
        self._interpreter = interpreter
        self._packs = packs
        self._folder = user_voices_folder(packs)
        self._speaking = threading.Lock()

    def check(self, samples: Float32) -> tuple[Finding, ...]:
        """Check a recording."""
        return self._interpreter.enroller().check(samples)

    def enrol(
        self,
        request: Request,
        *,
        progress: Callable[[EnrolmentProgress], None],
        is_cancelled: Callable[[], bool],
    ) -> Enrolment:
        """Clone a voice without storing it."""
        enroller = self._interpreter.enroller()
        return enroller.enrol(request, progress=progress, is_cancelled=is_cancelled)

    def preview(self, enrolment: Enrolment, language: str, output: str | None) -> None:
        """Play a sentence in the voice; returns when it was played."""
        (voice,) = (v for v in enrolment.voice.voices() if v.language == language)
        with self._speaking:
            pieces = self._interpreter.preview(voice)
            play_on(find_device(output, DeviceKind.OUTPUT), pieces)

    def store(self, enrolment: Enrolment) -> None:
        """Store the voice, to be chosen from then on."""
        store(enrolment, self._folder)
        self._interpreter.reload_voices()

    def clones(self) -> tuple[UserVoice, ...]:
        """The stored clones."""
        voices = []
        for folder in user_voice_folders(self._folder):
            with suppress(VoiceError):  # a damaged one has nothing to show
                voices.append(read_user_voice(folder))
        return tuple(voice for voice in voices if voice.consent is not None)

    def remove(self, voice_id: str) -> None:
        """Remove a voice with everything that belongs to it."""
        try:
            remove_added_voice(voice_id, self._packs)
        finally:
            self._interpreter.reload_voices()


class EngineBackend:
    """A Backend over the installed packs; models stay loaded from session to session.

    Args:
        store: the installed packs.
        device: says where models run; asked at the start of each call.
        broadcast: has listeners follow the first direction of each call; None for no listeners.
        glossary_of: has the glossary of a profile; asked then too.
    """

    def __init__(
        self,
        store: PackStore,
        *,
        device: Callable[[], Device] = lambda: Device.AUTO,
        broadcast: Broadcast | None = None,
        glossary_of: Callable[[Profile], Glossary] = lambda _: NO_GLOSSARY,
    ) -> None:
        self._broadcast = broadcast
        self._glossary_of = glossary_of
        self._store = store
        self._device = device
        self._listener: CallListener | None = None
        self._interpreter = Interpreter(
            store, runtime=Runtime(device=device()), on_notice=self._on_notice
        )
        self._previewing = threading.Lock()
        self._virtual = VirtualDevices()
        self._has_cleared = False

    def missing(self, profile: Profile) -> list[NeededPack]:
        """Packs that a profile needs and that are not installed."""
        sessions = self._sessions(profile)
        needed = dict.fromkeys(
            pack
            for direction in self._directions(profile)
            for pack in sessions.required(session_config(direction, profile.engine.name))
        )
        return self._lacking(needed)

    def missing_for_cloning(self) -> list[NeededPack]:
        """Packs that cloning a voice needs and that are not installed."""
        catalogue, installed = self._store.catalogue, self._store.installed()
        packs = (
            catalogue.best_pack(Role.VOICE, family=kokoro.FAMILY, installed=installed),
            catalogue.best_pack(
                Role.SPEAKER_ENCODER, family=resemblyzer.FAMILY, installed=installed
            ),
        )
        return self._lacking([pack.id for pack in packs if pack is not None])

    def missing_for_files(self, settings: FileSettings) -> list[NeededPack]:
        """Packs that translating recordings needs and that are not installed."""
        return self._lacking(self._interpreter.required(_file_config(settings, voice=None)))

    def file_job(
        self, recording: Path, settings: FileSettings, results: FileResults, *, voice: str | None
    ) -> FileTranslation:
        """Make what translates a recording with this computer's models."""
        known = {known.id for known in self._interpreter.voices.voices(settings.target_language)}
        return FileTranslation(
            self._interpreter,
            _file_config(settings, voice=voice if voice in known else None),
            source=recording,
            results=Results(
                speech=results.speech,
                subtitles=() if results.captions is None else (results.captions,),
                transcripts=() if results.transcript is None else (results.transcript,),
                label=speaker_label(),
            ),
        )

    def _lacking(self, needed: Iterable[str]) -> list[NeededPack]:
        lacking = [
            pack
            for pack in self._store.catalogue.resolve(needed)
            # To install one again that failed its test is of no use; loading says so.
            if self._store.state(pack.id) not in (PackState.INSTALLED, PackState.FAILED)
        ]
        added = added_downloads(lacking)
        return [
            NeededPack(id=pack.id, title=pack.title, download_bytes=added[pack.id])
            for pack in lacking
        ]

    def open(
        self, profile: Profile, listener: CallListener, *, tap: CallTap | None = None
    ) -> "ProfileCall":
        """Make a call that has not been started."""
        self._interpreter.use_device(self._device())
        self._listener = listener
        self._tell_whether_it_can_go_on(profile)
        directions = self._directions(profile)
        if self._broadcast is not None:
            # Further languages are this machine's, whoever interprets for the speaker: they cost
            # nothing and send nothing away.
            config = session_config(directions[0], profile.engine.name)
            begin = partial(self._broadcast.begin, self._interpreter)
            listener, tap = _followed(begin, config, listener, tap)
        return ProfileCall(
            self._interpreter,
            directions,
            listener,
            tap=tap,
            sessions=self._sessions(profile),
            engine=profile.engine,
            other_engine=self._other_engine,
            glossary=self._glossary_of(profile),
            system=ComputerAudio(self._virtual),
        )

    def _tell_whether_it_can_go_on(self, profile: Profile) -> None:
        """Say while there is time that an engine elsewhere could not be stood in for."""
        choice = profile.engine
        if choice.name == LOCAL or not choice.falls_back or self._listener is None:
            return
        lacking: list[NeededPack] = []
        with suppress(EngineError):  # no models at all serve it: the engine's own failure is told
            lacking = self.missing(replace(profile, engine=EngineChoice()))
        if lacking:
            message = Message(
                Code.ENGINE_ALONE,
                engine=ENGINES[choice.name].title,
                packs=tuple(pack.id for pack in lacking),
            )
            self._listener(0, EngineNotice(message=message, heard=0))

    def _other_engine(self, profile: Profile) -> SessionFactory:
        """What makes the sessions of a profile that a call is to go on with."""
        sessions = self._sessions(profile)
        self._tell_whether_it_can_go_on(profile)
        return sessions

    def _sessions(self, profile: Profile) -> SessionFactory:
        """What makes the sessions of a profile.

        Raises:
            EngineError: its packages are not installed.
        """
        choice = profile.engine
        if choice.name == LOCAL:
            return self._interpreter
        info = ENGINES[choice.name]
        voices = {
            direction.target_language: voice
            for direction in self._directions(profile)
            if (voice := direction.voice_of(LOCAL)) is not None
        }
        try:
            return _elsewhere(info, choice, local=self._interpreter, voices=voices)
        except ImportError as error:
            raise EngineError(
                Code.EXTRA_MISSING, packages=(error.name or info.extra,), extra=info.extra
            ) from error

    def keep_devices(self, profile: Profile | None, *, is_running: bool) -> None:
        """Have the virtual devices there that a profile names."""
        if profile is None:
            self._virtual.close()
            return
        if not self._has_cleared:
            self._has_cleared = True
            self._virtual.clear_left()
        voice = loudspeaker = None
        for direction in profile.directions():
            if direction.source_kind is SourceKind.VIRTUAL_LOUDSPEAKER:
                self._virtual.loudspeaker()
                # Who is in a call hears it, whether or not it is interpreted.
                if direction.target_kind is TargetKind.DEVICE and not is_running:
                    loudspeaker = find_device(direction.target_device, DeviceKind.OUTPUT)
            if _speaks_into_call(direction):
                self._virtual.microphone()
                hears = direction.source_kind is SourceKind.MICROPHONE
                if direction.passes_off_air and hears and not is_running:
                    voice = find_device(direction.source_device, DeviceKind.INPUT)
        self._virtual.pass_on(voice=voice, loudspeaker=loudspeaker)

    def _on_notice(self, notice: Message) -> None:
        """Tell the latest call what loading a model showed; models load for previews too."""
        _log.warning("%s", notice)
        if self._listener is not None:
            is_route = notice.code is Code.ROUTE_TOO_SLOW
            event = RouteChanged if is_route else ComputeFellBack
            self._listener(0, event(message=notice))

    def _directions(self, profile: Profile) -> list[DirectionSettings]:
        """What a profile runs; the default speaks for a voice that is gone, as the window shows."""
        there = {voice.id for voice in self._interpreter.voices.voices()}
        return [
            replace(
                direction,
                voices={
                    k: v for k, v in direction.voices.items() if v in there or k not in LANGUAGES
                },
            )
            for direction in profile.directions()
        ]

    def preview(self, voice: str, direction: DirectionSettings) -> None:
        """Play a sentence in a voice; returns when it was played."""
        language = direction.target_language
        with self._previewing:
            pieces = self._interpreter.preview(
                self._interpreter.voices.find(voice, language=language),
                delivery=_delivery(direction),
            )
            play_on(find_device(direction.target_device, DeviceKind.OUTPUT), pieces)

    def reload_voices(self) -> None:
        """Read the voices again."""
        self._interpreter.reload_voices()

    def cloner(self) -> InterpreterCloner:
        """What clones voices with the same models."""
        return InterpreterCloner(self._interpreter, self._store)

    def close(self) -> None:
        """End the phoneme program."""
        self._interpreter.close()


class ProfileCall(Call):
    """A call as a profile wants it, which follows what is changed in the profile.

    Args:
        interpreter: has the models.
        directions: one, or the two of a call.
        listener: gets what happens.
        tap: given what is heard.
        sessions: makes the sessions.
        engine: whose they are.
        other_engine: gives what makes them where a profile with another engine is followed.
        glossary: of all directions.
        system: lists and opens devices.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        directions: Sequence[DirectionSettings],
        listener: CallListener,
        *,
        tap: CallTap | None = None,
        sessions: SessionFactory,
        engine: EngineChoice,
        other_engine: Callable[[Profile], SessionFactory],
        glossary: Glossary = NO_GLOSSARY,
        system: AudioSystem | None = None,
    ) -> None:
        super().__init__(
            sessions,
            [live_config(direction, engine.name, glossary) for direction in directions],
            on_event=listener,
            controls=[_controls(direction) for direction in directions],
            tap=tap,
            voices=interpreter if engine.name == LOCAL else None,
            system=system,
        )
        self._interpreter = interpreter
        self._at_work = [engine for _ in directions]
        self._latest = (engine, sessions)
        self._other_engine = other_engine
        self._glossary = glossary

    def set_sound(self, direction: int, settings: DirectionSettings) -> None:
        """Apply the volumes, the ducking, and the speed and pitch of a direction."""
        self.set_mix(
            direction,
            original_volume=settings.original_volume,
            translation_volume=settings.translation_volume,
            ducking=_ducking(settings),
        )
        self.change_delivery(direction, _delivery(settings))
        self.choose_voice(direction, self._voice(settings), self._voice(settings.turned))

    def follow(self, direction: int, profile: Profile) -> None:
        """Interpret as a profile wants that goes on to the same kind of target."""
        settings, engine = profile.directions()[direction], profile.engine
        wanted = live_config(settings, engine.name, self._glossary)
        self.change_devices(direction, wanted)
        config = wanted.session
        if engine.name == LOCAL and settings.speaks:
            voice, back = self._voice(settings), self._voice(settings.turned)
            config = replace(config, voice=voice, back_voice=back if config.both_ways else None)
        runs = self.directions[direction].config.session
        same = replace(
            runs, voice=config.voice, back_voice=config.back_voice, delivery=config.delivery
        )
        if engine != self._at_work[direction]:
            if engine != self._latest[0]:
                self._latest = (engine, self._other_engine(profile))
            voices = self._interpreter if engine.name == LOCAL else None
            self.change_session(direction, config, sessions=self._latest[1], voices=voices)
            self._at_work[direction] = engine
        elif same != config:
            self.change_session(direction, config)

    def _voice(self, settings: DirectionSettings) -> str | None:
        """The chosen voice; None, which is the default, for one that is gone."""
        language = settings.target_language
        chosen = settings.voices.get(language)
        is_there = any(voice.id == chosen for voice in self._interpreter.voices.voices(language))
        return chosen if is_there else None


def _followed(
    begin: Callable[[SessionConfig], Broadcaster],
    config: SessionConfig,
    listener: CallListener,
    tap: CallTap | None,
) -> tuple[CallListener, CallTap]:
    """What passes events and sound of the first direction on to those who follow it, too."""
    broadcaster = begin(config)
    languages = (config.source, config.target)

    def listen(number: int, event: LiveEvent) -> None:
        nonlocal broadcaster, languages
        if number == 0:
            if isinstance(event, LanguagesChanged):
                before, languages = languages, (event.source or None, event.target)
                # Another engine for the same languages is nothing to those who follow.
                if languages != before:
                    source, target = languages
                    broadcaster = begin(replace(config, source=source, target=target, voice=None))
            if isinstance(event, Event):
                broadcaster.take(event)
            elif isinstance(event, StateChanged) and event.state in _OVER:
                broadcaster.end()
        listener(number, event)

    def hear(number: int, samples: Float32) -> None:
        if number == 0:
            broadcaster.hear(samples)
        if tap is not None:
            tap(number, samples)

    return listen, hear


def _elsewhere(
    info: EngineInfo, choice: EngineChoice, *, local: Interpreter, voices: Mapping[str, str]
) -> SessionFactory:
    """What makes sessions of an engine elsewhere.

    Raises:
        EngineError: the address is none.
        ImportError: its packages, an extra, are not installed.
    """
    from engine.remote.client import Client  # noqa: PLC0415
    from engine.remote.dragoman import RemoteEngine  # noqa: PLC0415
    from engine.remote.engines import FallbackEngine, VendorEngine  # noqa: PLC0415
    from engine.service.wire import Extra  # noqa: PLC0415

    engine: VendorEngine | RemoteEngine
    if info.name != "dragoman":
        engine = VendorEngine(info, address=choice.address or None, transcribes=info.transcribes)
    else:
        client = Client(choice.recipient, key=find_key(info.name))
        engine = RemoteEngine(client, extras=frozenset({Extra.TENTATIVE, Extra.TRANSCRIPT}))
    return FallbackEngine(engine, lambda: local, voices=voices) if choice.falls_back else engine


def session_config(
    direction: DirectionSettings, engine: str = LOCAL, glossary: Glossary = NO_GLOSSARY
) -> SessionConfig:
    """The configuration of a direction's session with an engine."""
    return SessionConfig(
        source=direction.source_language,
        target=direction.target_language,
        voice=direction.voice_of(engine) if direction.speaks else None,
        both_ways=direction.both_ways,
        tells_speakers=direction.tells_speakers and engine == LOCAL,
        back_voice=(
            direction.turned.voice_of(engine) if direction.speaks and direction.both_ways else None
        ),
        speaks=direction.speaks,
        preset=direction.preset,
        delivery=_delivery(direction),
        glossary=glossary,
    )


def _file_config(settings: FileSettings, *, voice: str | None) -> SessionConfig:
    """The configuration of a session that translates a recording.

    Raises:
        RouteError: both languages are the same.
    """
    if settings.source_language == settings.target_language:
        language = LANGUAGES[settings.target_language].name
        raise RouteError(Code.LANGUAGES_SAME, language=language)
    return SessionConfig(
        source=settings.source_language,
        target=settings.target_language,
        voice=voice if settings.sound_format else None,
        speaks=bool(settings.sound_format),
        tells_speakers=settings.tells_speakers and bool(settings.text_format),
    )


def live_config(
    direction: DirectionSettings, engine: str = LOCAL, glossary: Glossary = NO_GLOSSARY
) -> LiveConfig:
    """The configuration of a live direction: session, source and target.

    Raises:
        AudioError: it is to hear a file and none was chosen.
    """
    return LiveConfig(
        session=session_config(direction, engine, glossary),
        source=_source(direction),
        target=_target(direction),
        listen_in=_listen_in(direction),
    )


def _speaks_into_call(direction: DirectionSettings) -> bool:
    return direction.speaks and direction.target_kind is TargetKind.VIRTUAL_MICROPHONE


def _source(direction: DirectionSettings) -> SourceChoice:
    match direction.source_kind:
        case SourceKind.MICROPHONE:
            return FromMicrophone(direction.source_device)
        case SourceKind.SYSTEM_AUDIO:
            return FromSystemAudio()
        case SourceKind.VIRTUAL_LOUDSPEAKER:
            return FromVirtualLoudspeaker(direction.source_program)
        case SourceKind.FILE if direction.source_file:
            return FromFile(Path(direction.source_file))
        case SourceKind.FILE:
            raise AudioError(Code.NO_RECORDING_CHOSEN)
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


def _listen_in(direction: DirectionSettings) -> ToOutput | None:
    wants = direction.listens_in and _speaks_into_call(direction)
    return ToOutput(direction.listen_in_device) if wants else None


def _delivery(direction: DirectionSettings) -> Delivery:
    return Delivery(speed=direction.voice_speed, pitch_semitones=direction.voice_pitch_semitones)


def _controls(direction: DirectionSettings) -> Controls:
    return Controls(
        translating=not direction.hold_to_translate,
        original_volume=direction.original_volume,
        translation_volume=direction.translation_volume,
        ducking=_ducking(direction),
    )


def _ducking(direction: DirectionSettings) -> Ducking:
    return Ducking() if direction.ducks else _NO_DUCKING
