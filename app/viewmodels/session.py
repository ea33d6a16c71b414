"""The session as the windows show it, and what a user asks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from engine.effort import Effort
from engine.events import Event
from engine.live.events import Gauges


class SessionState(StrEnum):
    """Where the session is; INTERRUPTED while a device of it is away."""

    IDLE = "idle"
    LOADING = "loading"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    DRAINING = "draining"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How far the models are loaded.

    Attributes:
        title: of the model that comes next; empty after the last.
        done: models that are ready.
        total: models that are needed.
    """

    title: str
    done: int
    total: int


class SessionStatus(QObject):
    """State, levels and lag; the controller updates it, widgets read it and send requests.

    Signals:
        state_changed: the new SessionState.
        loading_changed: more models are loaded.
        readings_changed: gauges and running time were read again.
        muted_changed: whether the first direction is muted.
        bypass_changed: whether the first direction passes untranslated.
        begun: the speakers' names by stream, and whether the session replaces a running one.
        event_received: a stream and an Event of it.
        ended: no more events come.
        failed: a message for the user; the state is FAILED.
        start_stop_requested: start, or stop what runs.
        mute_requested: whether to mute the first direction.
        translate_requested: whether the button for it is held.
        way_changed: another one of two languages is heard.
        correct_turn_requested: hear the last turn in the other language.
        catch_up_requested: leave what waits, and go on with what is said now.
        pause_requested: the number of a direction that hears a recording, and whether to pause it.
    """

    state_changed = Signal(object)
    loading_changed = Signal()
    readings_changed = Signal()
    muted_changed = Signal(bool)
    bypass_changed = Signal(bool)
    begun = Signal(object, bool)
    event_received = Signal(str, object)
    ended = Signal()
    failed = Signal(str)
    start_stop_requested = Signal()
    mute_requested = Signal(bool)
    translate_requested = Signal(bool)
    catch_up_requested = Signal()
    pause_requested = Signal(int, bool)
    way_changed = Signal()
    correct_turn_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = SessionState.IDLE
        self._loading: Loading | None = None
        self._gauges: Sequence[Gauges] = ()
        self._running_s = 0.0
        self._is_muted = False
        self._is_bypassed = False
        self._way: tuple[str, str] | None = None

    @property
    def state(self) -> SessionState:
        """The state now."""
        return self._state

    @property
    def is_active(self) -> bool:
        """Whether a session is loading, runs, or is draining."""
        return self._state not in (SessionState.IDLE, SessionState.FAILED)

    @property
    def is_on_air(self) -> bool:
        """Whether sound is interpreted: running or draining."""
        return self._state in (SessionState.RUNNING, SessionState.DRAINING)

    @property
    def is_running(self) -> bool:
        """Whether a session is on air, or would be if all its devices were there."""
        return self.is_on_air or self._state is SessionState.INTERRUPTED

    @property
    def loading(self) -> Loading | None:
        """How far the models are loaded; None while none are."""
        return self._loading

    @property
    def gauges(self) -> Sequence[Gauges]:
        """The latest reading of each direction; empty where none runs."""
        return self._gauges

    @property
    def running_s(self) -> float:
        """How long the session has been on air at the latest reading, in seconds."""
        return self._running_s

    @property
    def lag_s(self) -> float | None:
        """The larger lag of the directions in seconds; None before there is one."""
        return max((g.lag_s for g in self._gauges if g.lag_s is not None), default=None)

    @property
    def lags_s(self) -> Sequence[float | None]:
        """The lag of each direction in seconds; None before there is one."""
        return [gauge.lag_s for gauge in self._gauges]

    @property
    def computer_behind(self) -> Effort | None:
        """How little is spent on the direction that is worst off; None where all keep up."""
        efforts = [g.effort for g in self._gauges if g.lateness.is_computer_behind]
        return max(efforts, key=lambda effort: effort.rank, default=None)

    @property
    def fast_speakers(self) -> Sequence[int]:
        """The directions that are late since their speaker is fast."""
        return [n for n, gauge in enumerate(self._gauges) if gauge.lateness.is_speaker_fast]

    @property
    def is_muted(self) -> bool:
        """Whether the first direction is muted."""
        return self._is_muted

    @property
    def is_bypassed(self) -> bool:
        """Whether the first direction passes untranslated."""
        return self._is_bypassed

    @property
    def way(self) -> tuple[str, str] | None:
        """Of two languages the one that is heard, or was last, and the one that is spoken.

        None before anything was heard, and where one language is heard.
        """
        return self._way

    def set_way(self, way: tuple[str, str] | None) -> None:
        """Change which of two languages is heard, and which is spoken."""
        if way != self._way:
            self._way = way
            self.way_changed.emit()

    def set_state(self, state: SessionState) -> None:
        """Change the state; what runs no longer is not muted either."""
        self._state = state
        self._loading = None
        if not self.is_running:
            self._gauges = ()
            self.set_way(None)
            self.set_muted(is_muted=False)
        self.state_changed.emit(state)

    def set_loading(self, loading: Loading) -> None:
        """Change how far the models are loaded."""
        self._loading = loading
        self.loading_changed.emit()

    def set_readings(self, gauges: Sequence[Gauges], *, running_s: float) -> None:
        """Replace the readings."""
        self._gauges = gauges
        self._running_s = running_s
        self.readings_changed.emit()

    def set_muted(self, *, is_muted: bool) -> None:
        """Change whether the first direction is muted."""
        if is_muted is not self._is_muted:
            self._is_muted = is_muted
            self.muted_changed.emit(is_muted)

    def set_bypassed(self, *, is_bypassed: bool) -> None:
        """Change whether the first direction passes untranslated."""
        if is_bypassed is not self._is_bypassed:
            self._is_bypassed = is_bypassed
            self.bypass_changed.emit(is_bypassed)

    def begin(self, names: Mapping[str, str], *, replaces: bool) -> None:
        """Announce a session.

        Args:
            names: of the speakers by stream; empty names where there is one.
            replaces: it takes the place of one that runs, whose captions stay.
        """
        self.begun.emit(dict(names), replaces)

    def receive(self, stream: str, event: Event) -> None:
        """Pass an event of a stream on."""
        self.event_received.emit(stream, event)
