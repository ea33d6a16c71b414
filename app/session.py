"""One session after the other: an explicit state machine over the inference threads.

           start             on air              stop               ended
    idle ────────► loading ────────► running ────────► draining ────────► idle
      ▲               │ stop            │ ended            │ stop
      └───────────────┴─────────────────┴──────────────────┘
    running ──── a device goes away ────► interrupted ──── it is back ────► running
    all but idle ──── an error ────► failed ──── start ────► loading

No method waits. Each session has a number; messages of any number but the present one are dropped.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.live_call import Backend, LiveCall, NeededPack
from app.settings import Profile
from app.threads import EngineBridge
from app.viewmodels.session import SessionState
from engine.arrays import Float32
from engine.errors import EngineError, message_of
from engine.events import EngineFailed, Event
from engine.live.events import Gauges, LiveEvent, LiveState, StateChanged
from engine.messages import Message
from engine.packs.progress import LoadProgress

_log = logging.getLogger(__name__)

_LONGEST_DRAIN_MS: Final = 25_000
"""Speech that waits is at most 20 s long (PacingConfig.drop_ms); later something hangs."""

_RUNNING: Final = (SessionState.RUNNING, SessionState.INTERRUPTED)

_FREE_DEVICES_S: Final = 5.0
"""How long a new session waits for the one before it to give its devices back."""


@dataclass(frozen=True, slots=True)
class _Missing:
    packs: tuple[NeededPack, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    session: LiveCall


@dataclass(frozen=True, slots=True)
class _Refused:
    message: Message


@dataclass(frozen=True, slots=True)
class _Received:
    direction: int
    event: LiveEvent


_Message: TypeAlias = _Missing | _Opened | _Refused | _Received


class Recorder(Protocol):
    """Records a session; called on any thread, returns at once."""

    def add_event(self, direction: int, event: Event) -> None:
        """Record an event of a direction."""
        ...

    def add_audio(self, direction: int, samples: Float32) -> None:
        """Record [n] samples at SOURCE_RATE_HZ that a direction received."""
        ...

    def finish(self) -> None:
        """End the record."""
        ...


BeginRecord: TypeAlias = Callable[[Profile], Recorder | None]


class SessionMachine(QObject):
    """Starts, stops and watches sessions; lives in the window's thread.

    Signals:
        state_changed: the new SessionState.
        begun: the Profile of a session that is about to be opened, also in place of one that is
            active.
        loading: a LoadProgress, while models are loaded.
        packs_missing: a tuple of NeededPack; the session was not started.
        event_received: the number of a direction and an event of it, but for LoadProgress.
        failed: the Message that says why; the state is FAILED.
    """

    state_changed = Signal(object)
    begun = Signal(object)
    loading = Signal(object)
    packs_missing = Signal(object)
    event_received = Signal(int, object)
    failed = Signal(object)

    def __init__(
        self,
        backend: Backend,
        parent: QObject | None = None,
        *,
        record: BeginRecord | None = None,
    ) -> None:
        """Make one that is idle.

        Args:
            backend: opens sessions.
            parent: its owner.
            record: begins the record of a session, in the window's thread; may give None.
        """
        super().__init__(parent)
        self._record = record
        self._recorder: Recorder | None = None
        self._ended: list[LiveCall] = []
        self._backend = backend
        self._bridge = EngineBridge(self)
        self._bridge.received.connect(self._on_message)
        self._state = SessionState.IDLE
        self._number = 0
        self._session: LiveCall | None = None
        self._states: list[LiveState] = []
        self._threads: list[threading.Thread] = []
        self._started_s: float | None = None
        self._drain_limit = QTimer(self)
        self._drain_limit.setSingleShot(True)
        self._drain_limit.setInterval(_LONGEST_DRAIN_MS)
        self._drain_limit.timeout.connect(self.stop)

    @property
    def state(self) -> SessionState:
        """The state now."""
        return self._state

    @property
    def is_active(self) -> bool:
        """Whether a session is loading, runs, or is draining."""
        return self._state not in (SessionState.IDLE, SessionState.FAILED)

    @property
    def running_s(self) -> float:
        """How long the session has been on air; 0 where none is."""
        return 0.0 if self._started_s is None else time.monotonic() - self._started_s

    @property
    def gauges(self) -> Sequence[Gauges]:
        """A reading of each direction; empty where none runs."""
        return () if self._session is None else self._session.gauges

    @property
    def session(self) -> LiveCall | None:
        """The call that runs; None where none does."""
        return self._session

    def start(self, profile: Profile) -> None:
        """Load what a profile needs and run it; nothing where a session is active."""
        if not self.is_active:
            self._open(profile)

    def restart(self, profile: Profile) -> None:
        """Run another profile at once; speech that is not translated yet is dropped."""
        if self._state in (SessionState.LOADING, *_RUNNING):
            self._leave()
            self._open(profile)

    @Slot()
    def stop(self) -> None:
        """Translate what was said, then stop; a second call stops at once."""
        if self._state in _RUNNING and self._session is not None:
            self._session.end(drain=True)
            self._drain_limit.start()
            self._enter(SessionState.DRAINING)
        elif self.is_active:
            self._leave()
            self._enter(SessionState.IDLE)

    def close(self, *, timeout_s: float) -> bool:
        """End everything, for the end of the program.

        Returns:
            False where a thread of the engine still works; a regular exit would then abort.
        """
        self._leave()
        self._state = SessionState.IDLE
        deadline_s = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline_s - time.monotonic()))
        is_clean = not any(thread.is_alive() for thread in self._threads)
        is_clean = is_clean and not any(session.was_abandoned for session in self._ended)
        if is_clean:
            self._backend.close()
        return is_clean

    def _open(self, profile: Profile) -> None:
        self.begun.emit(profile)
        self._number += 1
        self._states = [LiveState.IDLE] * len(profile.directions())
        number, earlier = self._number, list(self._threads)
        recorder = self._recorder = None if self._record is None else self._record(profile)
        self._run_thread(
            lambda: self._run_opener(number, profile, recorder, earlier), f"open-{number}"
        )
        self._enter(SessionState.LOADING)

    def _run_opener(
        self,
        number: int,
        profile: Profile,
        recorder: Recorder | None,
        earlier: Sequence[threading.Thread],
    ) -> None:
        """Check for missing packs and start; on a thread of its own."""

        def post(message: _Message) -> None:
            self._bridge.post((number, message))

        def listen(direction: int, event: LiveEvent) -> None:
            # Recorded before it is shown, and on this thread: a window that hangs loses no word.
            if recorder is not None and isinstance(event, Event):
                recorder.add_event(direction, event)
            post(_Received(direction, event))

        try:
            missing = tuple(self._backend.missing(profile))
            if missing:
                post(_Missing(missing))
                return
            # Whoever presses Start and Stop in turn loads no models for what is over already.
            # Reading a number that the window's thread writes is atomic.
            if number != self._number:
                return
            session = self._backend.open(
                profile, listen, tap=None if recorder is None else recorder.add_audio
            )
            deadline_s = time.monotonic() + _FREE_DEVICES_S
            for thread in earlier:
                thread.join(max(0.0, deadline_s - time.monotonic()))
            # Where the number changes just after this, the window ends the session when it hears
            # of it.
            if number == self._number:
                session.start()
                post(_Opened(session))
        except EngineError as error:
            post(_Refused(error.message))
        except Exception as error:
            post(_Refused(message_of(error)))
            raise

    @Slot(object)
    def _on_message(self, numbered: tuple[int, _Message]) -> None:
        number, message = numbered
        if number != self._number or not self.is_active:
            if isinstance(message, _Opened):
                self._end_off_thread(message.session)
            return
        match message:
            case _Missing():
                self._leave()
                self._enter(SessionState.IDLE)
                self.packs_missing.emit(message.packs)
            case _Opened():
                self._session = message.session
                self._settle()
            case _Refused():
                self._fail(message.message)
            case _Received():
                self._on_event(message.direction, message.event)

    def _on_event(self, direction: int, event: LiveEvent) -> None:
        match event:
            case LoadProgress():
                self.loading.emit(event)
                return
            case StateChanged():
                self._states[direction] = event.state
        self.event_received.emit(direction, event)
        if isinstance(event, EngineFailed):
            self._fail(event.message)
        elif isinstance(event, StateChanged):
            self._settle()

    def _settle(self) -> None:
        """Follow the states of the directions, once the session is known."""
        if self._session is None:
            return
        over = {LiveState.ENDED, LiveState.FAILED}
        states = set(self._states)
        if states <= over:
            self._leave()
            self._enter(SessionState.IDLE)
        elif states <= {LiveState.DRAINING, *over}:
            self._enter(SessionState.DRAINING)
        elif self._state in (SessionState.LOADING, *_RUNNING) and states <= {
            LiveState.RUNNING,
            LiveState.INTERRUPTED,
            LiveState.DRAINING,
            *over,
        }:
            self._started_s = self._started_s or time.monotonic()
            is_interrupted = LiveState.INTERRUPTED in states
            self._enter(SessionState.INTERRUPTED if is_interrupted else SessionState.RUNNING)

    def _fail(self, message: Message) -> None:
        self._leave()
        self._enter(SessionState.FAILED)
        self.failed.emit(message)

    def _leave(self) -> None:
        """Abandon the present session; it ends on a thread of its own."""
        self._number += 1
        self._drain_limit.stop()
        self._started_s = None
        recorder, self._recorder = self._recorder, None
        if self._session is not None:
            session, self._session = self._session, None
            self._ended = [*(s for s in self._ended if s.was_abandoned), session]
            self._end_off_thread(session, recorder)
        elif recorder is not None:
            recorder.finish()

    def _end_off_thread(self, session: LiveCall, recorder: Recorder | None = None) -> None:
        def end() -> None:
            session.end(drain=False)
            session.join(timeout_s=None)
            if recorder is not None:
                recorder.finish()

        self._run_thread(end, "end-session")

    def _run_thread(self, work: Callable[[], None], name: str) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _enter(self, state: SessionState) -> None:
        if state is not self._state:
            _log.info("session: %s -> %s", self._state, state)
            self._state = state
            self.state_changed.emit(state)
