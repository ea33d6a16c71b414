"""The session's state machine, over an engine that does what the test says."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.live_call import NeededPack
from app.session import SessionMachine
from app.settings import Mode, Profile
from app.viewmodels.session import SessionState
from engine.errors import DeviceError
from engine.events import EngineFailed, SpeechStarted
from engine.live.events import LiveState, StateChanged
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress
from tests.helpers.fake_live import FakeEngine, FakeSession

ONE_WAY = Profile(name="one")
TWO_WAY = Profile(name="two", mode=Mode.CALL)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def machine(qtbot: QtBot, engine: FakeEngine) -> Iterator[SessionMachine]:
    del qtbot
    made = SessionMachine(engine)
    yield made
    for gate in (engine.looking, engine.loading):
        if gate is not None:
            gate.set()
    for session in engine.sessions:
        session.over.set()
    assert made.close(timeout_s=5.0)


def _is(machine: SessionMachine, state: SessionState) -> bool:
    """Whether it is in a state; a comparison in place would tell mypy that it stays there."""
    return machine.state is state


def _run(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine, profile: Profile = ONE_WAY
) -> FakeSession:
    """Start and wait until it is on air."""
    before = len(engine.sessions)
    machine.start(profile)
    qtbot.waitUntil(lambda: len(engine.sessions) > before and machine.session is not None)
    engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: machine.state is SessionState.RUNNING)
    return engine.session


def test_a_session_runs_is_drained_and_ends(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    states: list[SessionState] = []
    machine.state_changed.connect(states.append)
    session = _run(qtbot, machine, engine)
    assert session.started == 1
    machine.stop()
    assert _is(machine, SessionState.DRAINING)
    assert session.ends == [True]
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: machine.state is SessionState.IDLE)
    assert states == [
        SessionState.LOADING,
        SessionState.RUNNING,
        SessionState.DRAINING,
        SessionState.IDLE,
    ]
    assert machine.session is None


class MemoryRecorder:
    """A Recorder that remembers."""

    def __init__(self) -> None:
        self.events: list[tuple[int, object]] = []
        self.finished = threading.Event()

    def add_event(self, direction: int, event: object) -> None:
        self.events.append((direction, event))

    def add_audio(self, direction: int, samples: object) -> None:
        """The fake engine hears nothing."""

    def finish(self) -> None:
        self.finished.set()


def test_what_is_said_is_kept_before_the_window_knows_of_it(
    qtbot: QtBot, engine: FakeEngine
) -> None:
    recorder = MemoryRecorder()
    machine = SessionMachine(engine, record=lambda _: recorder)
    session = _run(qtbot, machine, engine)
    assert engine.tap == recorder.add_audio
    said = SpeechStarted(source_start=0, heard=1)
    session.say(said)
    assert recorder.events == [(0, said)]
    machine.stop()
    assert not recorder.finished.is_set()
    session.over.set()
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(recorder.finished.is_set)
    assert machine.close(timeout_s=5.0)


def test_a_record_is_finished_where_nothing_starts(qtbot: QtBot, engine: FakeEngine) -> None:
    recorder = MemoryRecorder()
    machine = SessionMachine(engine, record=lambda _: recorder)
    engine.fails_with = DeviceError(Code.VERBATIM, text="No microphone.")
    machine.start(ONE_WAY)
    qtbot.waitUntil(recorder.finished.is_set)
    assert machine.close(timeout_s=5.0)


def test_an_engine_thread_that_was_abandoned_makes_the_end_unclean(
    qtbot: QtBot, engine: FakeEngine
) -> None:
    machine = SessionMachine(engine)
    session = _run(qtbot, machine, engine)
    session.was_abandoned = True
    assert not machine.close(timeout_s=5.0)


def test_a_second_stop_answers_at_once_even_where_the_engine_hangs(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    session = _run(qtbot, machine, engine)
    session.ends_when_asked = False
    machine.stop()
    machine.stop()
    assert _is(machine, SessionState.IDLE)
    qtbot.waitUntil(lambda: session.ends == [True, False])


def test_stop_while_loading_answers_at_once_and_the_late_session_is_ended(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    engine.loading = threading.Event()
    machine.start(ONE_WAY)
    assert _is(machine, SessionState.LOADING)
    qtbot.waitUntil(lambda: len(engine.profiles) == 1)
    machine.stop()
    assert _is(machine, SessionState.IDLE)
    engine.loading.set()
    qtbot.waitUntil(lambda: len(engine.sessions) == 1)
    qtbot.wait(50)
    assert engine.session.started == 0 or engine.session.ends == [False]
    assert _is(machine, SessionState.IDLE)


def test_start_and_stop_in_turn_load_no_models_in_vain(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    engine.looking = threading.Event()
    for _ in range(5):
        machine.start(ONE_WAY)
        machine.stop()
    machine.start(TWO_WAY)
    engine.looking.set()
    qtbot.waitUntil(lambda: machine.session is not None)
    assert engine.profiles == [TWO_WAY]


def test_stop_after_opening_ends_what_was_opened(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    machine.start(ONE_WAY)
    qtbot.waitUntil(lambda: machine.session is not None)
    session = engine.session
    machine.stop()
    qtbot.waitUntil(lambda: session.ends == [False])
    assert _is(machine, SessionState.IDLE)


def test_missing_packs_are_named_and_nothing_starts(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    engine.missing_packs = [NeededPack(id="a", title="A", download_bytes=7)]
    with qtbot.waitSignal(machine.packs_missing) as told:
        machine.start(ONE_WAY)
    assert told.args == [tuple(engine.missing_packs)]
    assert _is(machine, SessionState.IDLE)
    assert not engine.sessions


def test_a_refusal_fails_and_can_be_tried_again(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    engine.fails_with = DeviceError(Code.VERBATIM, text="No microphone; plug one in.")
    with qtbot.waitSignal(machine.failed) as told:
        machine.start(ONE_WAY)
    assert list(map(str, told.args)) == ["No microphone; plug one in."]
    assert _is(machine, SessionState.FAILED)
    engine.fails_with = None
    _run(qtbot, machine, engine)


def test_an_engine_that_fails_ends_the_session_once(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    messages: list[Message] = []
    machine.failed.connect(messages.append)
    session = _run(qtbot, machine, engine)
    session.say(EngineFailed(message=Message(Code.VERBATIM, text="It broke."), heard=0))
    session.enter(LiveState.FAILED)
    qtbot.waitUntil(lambda: machine.state is SessionState.FAILED)
    qtbot.wait(20)
    assert list(map(str, messages)) == ["It broke."]
    assert _is(machine, SessionState.FAILED)


def test_events_and_progress_are_passed_on(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    events: list[object] = []
    progress: list[object] = []
    machine.event_received.connect(lambda direction, event: events.append((direction, event)))
    machine.loading.connect(progress.append)
    machine.start(TWO_WAY)
    qtbot.waitUntil(lambda: machine.session is not None)
    loading = LoadProgress(pack="whisper", done=0, total=2)
    engine.session.say(loading)
    engine.session.enter(LiveState.RUNNING)
    started = SpeechStarted(source_start=0, heard=1)
    engine.session.say(started, direction=1)
    qtbot.waitUntil(lambda: (1, started) in events)
    assert progress == [loading]
    assert _is(machine, SessionState.RUNNING)


def test_two_directions_are_on_air_when_both_are(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    machine.start(TWO_WAY)
    qtbot.waitUntil(lambda: machine.session is not None)
    heard: list[object] = []
    machine.event_received.connect(lambda _, event: heard.append(event))
    engine.session.say(StateChanged(state=LiveState.RUNNING), direction=0)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert _is(machine, SessionState.LOADING)
    engine.session.say(StateChanged(state=LiveState.RUNNING), direction=1)
    qtbot.waitUntil(lambda: machine.state is SessionState.RUNNING)
    # One side ends: the other goes on.
    engine.session.say(StateChanged(state=LiveState.ENDED), direction=1)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert _is(machine, SessionState.RUNNING)
    engine.session.say(StateChanged(state=LiveState.ENDED), direction=0)
    qtbot.waitUntil(lambda: machine.state is SessionState.IDLE)


def test_a_session_without_one_of_its_devices_is_interrupted_and_never_on_air(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    machine.start(TWO_WAY)
    qtbot.waitUntil(lambda: machine.session is not None)
    engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: machine.state is SessionState.RUNNING)
    engine.session.say(StateChanged(state=LiveState.INTERRUPTED), direction=1)
    qtbot.waitUntil(lambda: machine.state is SessionState.INTERRUPTED)
    assert machine.is_active
    engine.session.say(StateChanged(state=LiveState.RUNNING), direction=1)
    qtbot.waitUntil(lambda: machine.state is SessionState.RUNNING)
    engine.session.say(StateChanged(state=LiveState.INTERRUPTED), direction=0)
    qtbot.waitUntil(lambda: machine.state is SessionState.INTERRUPTED)
    # Stop finishes what was heard, as on air.
    machine.stop()
    assert _is(machine, SessionState.DRAINING)
    assert engine.session.ends == [True]
    engine.session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: machine.state is SessionState.IDLE)


def test_a_file_that_ends_drains_and_ends_by_itself(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    session = _run(qtbot, machine, engine)
    session.enter(LiveState.DRAINING)
    qtbot.waitUntil(lambda: machine.state is SessionState.DRAINING)
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: machine.state is SessionState.IDLE)


def test_a_restart_leaves_the_old_session_and_hears_it_no_more(
    qtbot: QtBot, machine: SessionMachine, engine: FakeEngine
) -> None:
    old = _run(qtbot, machine, engine)
    machine.restart(TWO_WAY)
    assert _is(machine, SessionState.LOADING)
    qtbot.waitUntil(lambda: len(engine.sessions) == 2 and machine.session is not None)
    assert old.ends == [False]
    old.say(EngineFailed(message=Message(Code.VERBATIM, text="too late"), heard=0))
    engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: machine.state is SessionState.RUNNING)
    assert engine.profiles == [ONE_WAY, TWO_WAY]


def test_closing_does_not_wait_for_an_engine_that_hangs(qtbot: QtBot, engine: FakeEngine) -> None:
    machine = SessionMachine(engine)
    session = _run(qtbot, machine, engine)
    session.ends_when_asked = False
    assert not machine.close(timeout_s=0.05)
    assert engine.closed == 0
    session.over.set()
    assert machine.close(timeout_s=5.0)
    assert engine.closed == 1
