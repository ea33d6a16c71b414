"""One direction of interpretation, from a source to a target, on threads of its own."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Final, Protocol

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.echo import EnvelopeTrack
from engine.audio.mixing import SILENT
from engine.devices.memory import MemoryInput
from engine.errors import EngineError, VoiceError, message_of
from engine.events import (
    AudioProduced,
    DropReason,
    EngineFailed,
    Event,
    LanguagesChanged,
    SpeechDropped,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextWithdrawn,
)
from engine.live.config import Controls, FromFile, FromMicrophone, LiveConfig
from engine.live.echo_guard import EchoGuard
from engine.live.endpoints import (
    AudioEndpoints,
    AudioSystem,
    ComputerAudio,
    DeviceReconnector,
    now_s,
)
from engine.live.events import (
    Gauges,
    LiveEvent,
    LiveState,
    RecordingNotice,
    RecordingPosition,
    StarterQuality,
    StateChanged,
)
from engine.live.lateness import Lateness, LatenessJudge
from engine.live.relay import SessionRelay
from engine.live.sound import SoundLoop, SoundThread, SpeechQueue
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress, LoadWatcher
from engine.planner import SessionConfig
from engine.runner import Runner, RunnerStatus
from engine.session import BacklogControl, Session, TurnControl, TypingControl, VoiceControl
from engine.tts.model import Synthesiser
from engine.tts.voice_stage import Delivery

_log = logging.getLogger(__name__)

_STEP_S: Final = 0.05
_STOP_S: Final = 5.0
"""How long a stop waits for the block that is being worked on before it leaves the engine alone."""

_LISTENER_S: Final = 1.0


class SessionFactory(Protocol):
    """Makes sessions: an Interpreter with this machine's models, or an engine that is elsewhere."""

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """Refuse at once what cannot be done."""
        ...

    def caution(self, config: SessionConfig) -> Message | None:
        """What to expect of a session that is of starter quality; None for any other."""
        ...

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        """Load all that a session needs."""
        ...

    def session(self, config: SessionConfig) -> Session:
        """Make a session."""
        ...


class VoiceLoader(Protocol):
    """Loads voices for sessions that can change theirs."""

    def synthesiser(self, name_or_id: str | None, *, language: str) -> Synthesiser:
        """Load a voice; the default of the language if None.

        Raises:
            EngineError: the voice is unknown, or what it needs is missing or damaged.
        """
        ...


class LiveDirection:
    """Interprets from a source to a target; for one run.

    `start` and `end` return at once; `on_event` receives how it goes on. It is called on threads
    of the direction, one call at a time. What it raises ends the direction; `raise_failure` raises
    it in the caller's thread.

    Threads: one that loads, waits and cleans up; the inference thread of the Runner; the sound
    thread, which is the only one to read from and write to devices; one that reconnects devices.
    Devices are served by compiled callbacks.

    Two directions may run at once and share a factory, which loads each model once.

    Args:
        sessions: makes the session, until another takes its place; is not closed here.
        config: what to do.
        on_event: gets the events of the session, LoadProgress while loading, changes of state and
            notices.
        controls: what can be changed while it runs.
        tap: given all that the session hears, [n] at SOURCE_RATE_HZ, on the inference thread.
        voices: loads other voices; None where the voice stays as it is.
        system: lists and opens devices.

    Attributes:
        config: as it was given, with the latest session.
        controls: set its attributes at any time from any thread.
        played: the loudness of what it speaks.
    """

    def __init__(
        self,
        sessions: SessionFactory,
        config: LiveConfig,
        *,
        on_event: Callable[[LiveEvent], None],
        controls: Controls | None = None,
        tap: Callable[[Float32], None] | None = None,
        voices: VoiceLoader | None = None,
        system: AudioSystem | None = None,
    ) -> None:
        self.config = config
        self.controls: Final = controls or Controls()
        self.played: Final = EnvelopeTrack()
        self._suspects = [self.played]
        self._sessions = sessions
        self._on_event = on_event
        self._tap = tap
        self._voices = voices
        self._system = system or ComputerAudio()
        self._voice_lock = threading.Lock()
        self._wanted_voices = (config.session.voice, config.session.back_voice)
        self._loaded_voices: tuple[Synthesiser, ...] = ()
        self._delivery: Delivery | None = None
        self._speaking: VoiceControl | None = None
        self._engine_input = MemoryInput(
            most_samples=round(config.longest_backlog_s * SOURCE_RATE_HZ)
        )
        self._queue = SpeechQueue()
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)
        self._ended = threading.Event()
        self._drain = threading.Event()
        self._stop_now = threading.Event()
        self._emitting = threading.RLock()
        self._state = LiveState.IDLE
        self._runner: Runner | None = None
        self._relay: SessionRelay | None = None
        self._changing = threading.Lock()
        self._wanted_session = config.session
        self._loop: SoundLoop | None = None
        self._endpoints: AudioEndpoints | None = None
        self._was_abandoned = False
        self._listener_error: Exception | None = None
        self._sound_error: Exception | None = None
        self._began_s: float | None = None
        self._ended_s: float | None = None
        self._text_lag_s: float | None = None
        self._tempo = 1.0
        self._lateness_judge = LatenessJudge(is_live=not isinstance(config.source, FromFile))
        self._lateness = Lateness()
        self._is_speech_heard = False
        self._backlog_control: BacklogControl | None = None
        self._typing_control: TypingControl | None = None
        self._turn_control: TurnControl | None = None

    @property
    def state(self) -> LiveState:
        """What it is doing."""
        return self._state

    @property
    def status(self) -> RunnerStatus | None:
        """The engine's own gauges; None before it is on air."""
        return None if self._runner is None else self._runner.status

    @property
    def was_abandoned(self) -> bool:
        """Whether the engine did not end when it was asked to, and still runs on its thread."""
        return self._was_abandoned

    @property
    def source_description(self) -> str:
        """What a person calls what is heard; empty before it is on air."""
        return "" if self._endpoints is None else self._endpoints.source.description

    @property
    def hints(self) -> tuple[Message, ...]:
        """What to choose in a call's program for the virtual devices in use."""
        return () if self._endpoints is None else self._endpoints.hints

    @property
    def gauges(self) -> Gauges:
        """Read the gauges; from any thread."""
        loop = self._loop
        return Gauges(
            source_level=SILENT if loop is None else loop.source_meter.level,
            target_level=SILENT if loop is None else loop.target_meter.level,
            text_lag_s=self._text_lag_s,
            speech_lag_s=None if loop is None else loop.speech_lag_s,
            backlog_s=self._engine_input.waiting_samples() / SOURCE_RATE_HZ,
            queued_s=0.0 if loop is None else loop.queued_samples / TARGET_RATE_HZ,
            tempo=self._tempo,
            effort=self._lateness_judge.effort,
            lateness=self._lateness,
            syllables_per_s=self._lateness_judge.syllables_per_s,
            xruns=0 if loop is None else loop.xruns,
            lost_s=self._engine_input.dropped_samples / SOURCE_RATE_HZ,
            elapsed_s=0.0 if self._began_s is None else (self._ended_s or now_s()) - self._began_s,
            recording=self._recording_position(),
        )

    def _recording_position(self) -> RecordingPosition | None:
        player = None if self._endpoints is None else self._endpoints.player
        if player is None:
            return None
        return RecordingPosition(
            position_s=player.position_s, length_s=player.length_s, is_paused=player.is_paused
        )

    def set_paused(self, *, is_paused: bool) -> None:
        """Stop a recording that is heard where it is, or play it on; nothing for a device.

        What was heard is finished. From any thread, on air.
        """
        player = None if self._endpoints is None else self._endpoints.player
        if player is not None:
            player.set_paused(is_paused=is_paused)

    def may_hear(self, other: "LiveDirection") -> None:
        """Look for another direction's voice in this one's source too; before `start`."""
        self._suspects.append(other.played)

    def choose_voice(self, name_or_id: str | None, back: str | None = None) -> None:
        """Say which voice it is to have; `load_voice` makes it ready.

        Args:
            name_or_id: of the target language; its default if None.
            back: of the source language, where the session goes both ways; its default if None.
        """
        with self._voice_lock:
            self._wanted_voices = (name_or_id, back)

    def load_voice(self) -> None:
        """Load the voice that was chosen last and speak with it from the next clause on; slow.

        One that is not chosen any more when it is loaded is left. From any thread, also before
        there is a session.

        Raises:
            EngineError: the voice is unknown, what it needs is missing or damaged, or the voice of
                this engine cannot be changed.
        """
        if self._voices is None:
            raise VoiceError(Code.VOICE_FIXED)
        wanted, session = self._wanted_voices, self.config.session
        loaded = [self._voices.synthesiser(wanted[0], language=session.target)]
        if session.both_ways and session.source is not None:
            loaded.append(self._voices.synthesiser(wanted[1], language=session.source))
        with self._voice_lock:
            if self._wanted_voices == wanted:
                self._loaded_voices = tuple(loaded)
                self._speak_as_loaded()

    def change_session(
        self,
        config: SessionConfig,
        *,
        sessions: SessionFactory | None = None,
        voices: VoiceLoader | None = None,
    ) -> None:
        """Interpret in other languages, at another latency or by another engine from now on; slow.

        Source and target stay open, and the clock goes on: what was heard before is finished first.
        One that is not wanted any more when it is loaded is left. From any thread, on air.

        Args:
            config: what is wanted.
            sessions: makes the session and those after it; None for what made the last one.
            voices: loads other voices for those of `sessions`; None where they stay as they are.

        Raises:
            EngineError: what it needs is missing or damaged; what ran goes on.
        """
        factory = sessions or self._sessions
        self._wanted_session = config
        begins = self._engine_input.fed
        with self._changing:
            relay = self._relay
            if relay is None or self._wanted_session is not config:
                return
            factory.required(config)
            factory.load(config)
            if self._wanted_session is not config:
                return
            with self._voice_lock:
                self._wanted_voices = (config.voice, config.back_voice)
                self._loaded_voices = ()
                self._delivery = config.delivery
            session = self._open_session(factory, config)
            if sessions is not None:
                self._sessions, self._voices = sessions, voices
            self.config = replace(self.config, session=config)
            relay.follow_with(session, source=config.source, target=config.target, begins=begins)

    def change_devices(self, config: LiveConfig) -> None:
        """Hear another source and play to another output from now on; slow, from any thread.

        Nothing before it is on air, or where the target is of another kind. The session goes on,
        and so does the clock.

        Raises:
            DeviceError: one is not there or cannot be opened; it stays as it was.
        """
        endpoints = self._endpoints
        if endpoints is None:
            return
        before = endpoints.source
        notices = endpoints.choose(config)
        if self._loop is not None and endpoints.source is not before:
            is_microphone = isinstance(endpoints.source_choice, FromMicrophone)
            self._loop.hear(endpoints.source, is_microphone=is_microphone)
        for notice in notices:
            self._emit_safely(notice)
        self.config = replace(
            self.config,
            source=endpoints.source_choice,
            target=config.target,
            listen_in=config.listen_in,
        )

    def change_delivery(self, delivery: Delivery) -> None:
        """Speak faster, slower, higher or lower from the next clause on; from any thread."""
        with self._voice_lock:
            self._delivery = delivery
            if self._speaking is not None:
                self._speaking.change_delivery(delivery)

    def catch_up(self) -> None:
        """Leave what waits, to be heard or to be spoken, and go on with what is said now.

        Before it is on air there is nothing to leave. From any thread.
        """
        if self._backlog_control is not None:
            self._backlog_control.catch_up()
        for clause in self._queue.leave():
            self._emit_safely(
                SpeechDropped(
                    text=clause.text,
                    language=clause.language,
                    reason=DropReason.BEHIND,
                    source_start=clause.source_start,
                    source_end=clause.source_end,
                    heard=clause.heard,
                )
            )

    def correct_turn(self) -> None:
        """Have the last turn heard in the other of two languages; from any thread.

        What of it waits to be played is left. Nothing where one language is heard.
        """
        if self._turn_control is not None:
            self._turn_control.correct_turn()

    def type_text(self, text: str, language: str | None = None) -> None:
        """Translate a text that was typed and speak it to the target; slow, from any thread.

        Before it is on air nothing is said.

        Args:
            text: what was typed.
            language: that it is written in; None for the one that is heard.

        Raises:
            EngineError: what translates text is missing, or this engine hears alone.
        """
        session = self._typing_control
        if session is None:
            raise EngineError(Code.TYPING_NOT_HERE)
        session.type_text(text, language)

    def start(self) -> None:
        """Begin, and return at once; once.

        Raises:
            RuntimeError: it was started before.
        """
        self._thread.start()

    def end(self, *, drain: bool) -> None:
        """Ask it to end, and return at once.

        Args:
            drain: take nothing new in, finish what was heard and play it to the end; otherwise
                leave it, which also ends a drain that was asked for before.
        """
        (self._drain if drain else self._stop_now).set()

    def join(self, *, timeout_s: float | None = None) -> bool:
        """Wait for its end; False where it has not ended within `timeout_s`."""
        return self._thread.ident is None or self._ended.wait(timeout_s)

    def raise_failure(self) -> None:
        """Raise what `on_event` raised, if it did; all other failures are events."""
        if self._runner is not None:
            self._runner.raise_failure()
        if self._listener_error is not None:
            raise self._listener_error

    def _run(self) -> None:
        state = LiveState.FAILED
        try:
            self._enter(LiveState.LOADING)
            state = self._interpret()
        except _StoppedError:
            state = LiveState.ENDED
        except EngineError as error:
            self._fail(error)
        except Exception as error:  # noqa: BLE001 - the top of the thread
            _log.exception("a live direction failed")
            self._fail(error)
        finally:
            self._ended_s = now_s()
            self._enter(state)
            self._ended.set()

    def _interpret(self) -> LiveState:
        with ExitStack() as stack:
            # What can be refused at once is refused before seconds go into loading.
            self._sessions.required(self.config.session)
            endpoints = stack.enter_context(AudioEndpoints(self.config, system=self._system))
            self._sessions.load(self.config.session, self._report_loading)
            session = self._open_session(self._sessions, self.config.session)
            recording = endpoints.recording
            for notice in () if recording is None else recording.notices:
                self._emit(RecordingNotice(message=notice))
            caution = self._sessions.caution(self.config.session)
            if caution is not None:
                self._emit(StarterQuality(message=caution))
            loop = SoundLoop(
                endpoints.source,
                endpoints.target,
                listen_in=endpoints.listen_in,
                engine_input=self._engine_input,
                queue=self._queue,
                controls=self.controls,
                is_microphone=isinstance(self.config.source, FromMicrophone),
                played=self.played,
                guard=EchoGuard(self._suspects),
                emit=self._emit_safely,
                clock=now_s,
            )
            relay = self._relay = SessionRelay(session)
            runner = Runner(
                self._engine_input,
                relay,
                on_event=self._on_session_event,
                tap=self._tap,
                queued_samples=lambda: loop.queued_samples,
            )
            sound = SoundThread(loop, on_failure=self._on_sound_failure)
            stack.callback(sound.stop)
            reconnector = DeviceReconnector(
                lambda: endpoints.lines,
                system=self._system,
                emit=self._emit_safely,
                interrupted=self._on_interruption,
            )
            stack.callback(reconnector.stop)
            self._loop, self._runner, self._endpoints = loop, runner, endpoints
            self._began_s = now_s()
            self._enter(LiveState.RUNNING)
            sound.start()
            runner.start()
            reconnector.start()
            try:
                return self._wait(runner, loop)
            finally:
                if recording is not None and recording.damage is not None:
                    self._emit_safely(RecordingNotice(message=recording.damage))

    def _open_session(self, sessions: SessionFactory, config: SessionConfig) -> Session:
        """Make a session, and have it speak as was wanted while models were loaded."""
        session = sessions.session(config)
        self._backlog_control = session if isinstance(session, BacklogControl) else None
        self._turn_control = session if isinstance(session, TurnControl) else None
        self._typing_control = session if isinstance(session, TypingControl) else None
        with self._voice_lock:
            self._speaking = None
            if config.speaks and isinstance(session, VoiceControl):
                self._speaking = session
                if self._delivery is not None:
                    session.change_delivery(self._delivery)
                self._speak_as_loaded()
        return session

    def _speak_as_loaded(self) -> None:
        """Give the session the voices that are loaded; under the lock of voices."""
        if self._speaking is not None:
            for voice in self._loaded_voices:
                self._speaking.change_voice(voice)

    def _wait(self, runner: Runner, loop: SoundLoop) -> LiveState:
        is_draining = False
        while not runner.join(timeout_s=_STEP_S):
            self._judge_lateness()
            if self._sound_error is not None or self._listener_error is not None:
                self._stop_now.set()
            if self._stop_now.is_set():
                self._queue.close()
                runner.end(drain=False)
                if not runner.join(timeout_s=_STOP_S):
                    self._was_abandoned = True
                    runner.detach(timeout_s=_LISTENER_S)
                break
            if self._drain.is_set() and not is_draining:
                is_draining = True
                self._enter(LiveState.DRAINING)
                loop.stop_hearing()
                self._engine_input.finish()
                runner.end(drain=True)
        while (
            loop.queued_samples and self._sound_error is None and not self._stop_now.wait(_STEP_S)
        ):
            if not is_draining:
                is_draining = True
                self._enter(LiveState.DRAINING)
        if self._sound_error is not None:
            raise self._sound_error
        if loop.input_failure is not None and not runner.failed:
            raise loop.input_failure
        is_failed = runner.failed or self._listener_error is not None
        return LiveState.FAILED if is_failed else LiveState.ENDED

    def _judge_lateness(self) -> None:
        reading = self.gauges
        is_quiet = not (self._is_speech_heard or reading.queued_s or reading.backlog_s)
        self._lateness = self._lateness_judge.judge(
            lag_s=0.0 if is_quiet else max(reading.lag_s or 0.0, reading.backlog_s),
            backlog_s=reading.backlog_s,
        )

    def _report_loading(self, progress: LoadProgress) -> None:
        if self._stop_now.is_set() or self._drain.is_set():
            raise _StoppedError
        self._emit(progress)

    def _on_session_event(self, event: Event) -> None:
        now = self._engine_input.fed
        self._lateness_judge.push(event)
        match event:
            case SpeechStarted() | SpeechEnded():
                self._is_speech_heard = isinstance(event, SpeechStarted)
                if self._loop is not None:
                    self._loop.note_speech(is_heard=self._is_speech_heard)
            case AudioProduced() if self.config.target is not None:
                self._queue.push(event)
                self._tempo = event.tempo
            case TextWithdrawn():
                self._queue.withdraw(event)
            case TextCommitted():
                self._text_lag_s = (now - event.source_end) / SOURCE_RATE_HZ
            case _:
                pass
        self._emit(event)
        if isinstance(event, LanguagesChanged):
            caution = self._sessions.caution(self.config.session)
            if caution is not None:
                self._emit(StarterQuality(message=caution))

    def _on_sound_failure(self, error: Exception) -> None:
        self._sound_error = error

    def _on_interruption(self, is_interrupted: bool) -> None:
        with self._emitting:
            before = LiveState.RUNNING if is_interrupted else LiveState.INTERRUPTED
            if self._state is before:
                self._enter(LiveState.INTERRUPTED if is_interrupted else LiveState.RUNNING)

    def _enter(self, state: LiveState) -> None:
        with self._emitting:
            self._state = state
            self._emit_safely(StateChanged(state=state))

    def _fail(self, error: Exception) -> None:
        self._emit_safely(EngineFailed(message=message_of(error), heard=self._engine_input.fed))

    def _emit_safely(self, event: LiveEvent) -> None:
        try:
            self._emit(event)
        except Exception as error:  # noqa: BLE001 - whose it is stands in raise_failure
            self._listener_error = self._listener_error or error

    def _emit(self, event: LiveEvent) -> None:
        with self._emitting:
            self._on_event(event)


class _StoppedError(Exception):
    """It was stopped while it loaded."""
