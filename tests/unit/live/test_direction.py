import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ
from engine.devices.listing import DeviceKind
from engine.errors import EngineError, PackMissingError, RouteError, VoiceError
from engine.events import EngineFailed, LanguagesChanged, TextCommitted
from engine.live.config import (
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    LiveConfig,
    SourceChoice,
    TargetChoice,
    ToOutput,
)
from engine.live.direction import LiveDirection
from engine.live.events import (
    LiveEvent,
    LiveState,
    RecordingNotice,
    StarterQuality,
    StateChanged,
)
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress
from engine.planner import SessionConfig
from tests.helpers.live import MIC, SPEAKER, FakeInput, FakeSystem, FixedInterpreter, device
from tests.helpers.raising import raises
from tests.helpers.streams import RecordingSession

SESSION = SessionConfig(source="fr", target="en")


class Run:
    """A direction on fake devices, and what it told."""

    def __init__(
        self,
        session: RecordingSession | None = None,
        *,
        interpreter: FixedInterpreter | None = None,
        source: SourceChoice | None = None,
        target: TargetChoice = None,
    ) -> None:
        self.events: list[LiveEvent] = []
        self.states: list[LiveState] = []
        self.is_running = threading.Event()
        self.session = session or RecordingSession()
        self.system = FakeSystem(MIC, SPEAKER)
        self.direction = LiveDirection(
            interpreter or FixedInterpreter(self.session),
            LiveConfig(session=SESSION, source=source or FromMicrophone(), target=target),
            on_event=self.on_event,
            system=self.system,
        )

    def on_event(self, event: LiveEvent) -> None:
        self.events.append(event)
        if isinstance(event, StateChanged):
            self.states.append(event.state)
            if event.state is LiveState.RUNNING:
                self.is_running.set()

    @property
    def failures(self) -> list[str]:
        return [str(event.message) for event in self.events if isinstance(event, EngineFailed)]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "said.wav"
    noise = np.random.default_rng(3).uniform(-0.5, 0.5, SOURCE_RATE_HZ // 2)
    soundfile.write(path, noise, SOURCE_RATE_HZ)
    return path


def test_a_file_is_heard_to_its_end_and_the_states_are_told_in_order(recording: Path) -> None:
    run = Run(source=FromFile(recording))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    assert run.states == [LiveState.LOADING, LiveState.RUNNING, LiveState.ENDED]
    assert run.session.heard.size == SOURCE_RATE_HZ // 2
    assert run.session.finishes == 1
    assert run.failures == []
    loaded = [event for event in run.events if isinstance(event, LoadProgress)]
    assert [progress.done for progress in loaded] == [0, 1]
    assert run.direction.gauges.text_lag_s is not None
    assert run.direction.gauges.xruns == 0


@pytest.mark.parametrize("caution", [None, Message(Code.VERBATIM, text="It is weak.")])
def test_what_to_expect_is_told_where_it_is_weak(recording: Path, caution: Message | None) -> None:
    session = RecordingSession()
    run = Run(
        session, interpreter=FixedInterpreter(session, cautions=caution), source=FromFile(recording)
    )
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    told = [event.message for event in run.events if isinstance(event, StarterQuality)]
    assert told == ([] if caution is None else [caution])


def test_a_stop_with_drain_finishes_what_was_heard() -> None:
    run = Run()
    run.direction.start()
    assert run.is_running.wait(30)
    run.direction.end(drain=True)
    assert run.direction.join(timeout_s=30)
    assert run.states[-2:] == [LiveState.DRAINING, LiveState.ENDED]
    assert run.session.finishes == 1
    assert all(stream.closed for stream in run.system.inputs)


def test_a_stop_without_drain_leaves_it() -> None:
    run = Run(target=ToOutput())
    run.direction.start()
    assert run.is_running.wait(30)
    run.direction.end(drain=False)
    assert run.direction.join(timeout_s=30)
    assert run.states[-1] is LiveState.ENDED
    assert run.session.finishes == 0
    assert all(stream.closed for stream in run.system.inputs)
    assert all(stream.closed for stream in run.system.outputs)


def test_a_stop_while_it_loads_is_no_failure() -> None:
    run: Run

    class Slow(FixedInterpreter):
        def load(self, config: SessionConfig, progress: object = None) -> None:
            run.direction.end(drain=True)
            super().load(config, progress)  # type: ignore[arg-type]

    run = Run(interpreter=Slow(RecordingSession()))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    assert run.states == [LiveState.LOADING, LiveState.ENDED]
    assert run.failures == []


@pytest.mark.parametrize(
    "error",
    [RouteError(Code.VERBATIM, text="No."), PackMissingError(Code.VERBATIM, text="Install it.")],
)
def test_what_cannot_be_loaded_is_one_failure(error: Exception) -> None:
    run = Run(interpreter=FixedInterpreter(fails_with=error))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    assert run.failures == [str(error)]
    assert run.states == [LiveState.LOADING, LiveState.FAILED]
    run.direction.raise_failure()


def test_a_missing_microphone_is_one_failure_before_anything_is_loaded() -> None:
    run = Run(source=FromMicrophone("banjo"))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    (message,) = run.failures
    assert "banjo" in message
    assert not any(isinstance(event, LoadProgress) for event in run.events)


def test_a_session_that_fails_ends_it_with_one_failure(recording: Path) -> None:
    def fail(_: int) -> None:
        raise RouteError(Code.VERBATIM, text="It cannot go on; start again.")

    run = Run(RecordingSession(on_push=fail), source=FromFile(recording))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    assert run.failures == ["It cannot go on; start again."]
    assert run.states[-1] is LiveState.FAILED


def test_a_damaged_recording_is_one_failure_after_what_was_heard_is_finished(
    tmp_path: Path,
) -> None:
    samples = np.random.default_rng(3).uniform(-0.5, 0.5, SOURCE_RATE_HZ // 2)
    samples[SOURCE_RATE_HZ // 4 :] = np.nan
    path = tmp_path / "damaged.wav"
    soundfile.write(path, samples, SOURCE_RATE_HZ, subtype="FLOAT")
    run = Run(source=FromFile(path), target=ToOutput())
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    assert run.session.finishes == 1
    assert run.states[-1] is LiveState.FAILED
    (failure,) = run.failures
    assert "not a number" in str(failure)
    last_text = max(n for n, event in enumerate(run.events) if isinstance(event, TextCommitted))
    assert isinstance(run.events[last_text + 1], EngineFailed)


def test_a_recording_is_paused_where_it_is_and_played_on(tmp_path: Path) -> None:
    samples = np.random.default_rng(3).uniform(-0.5, 0.5, SOURCE_RATE_HZ).astype(np.float32)
    path = tmp_path / "said.wav"
    soundfile.write(path, samples, SOURCE_RATE_HZ, subtype="FLOAT")
    run = Run(source=FromFile(path))
    run.direction.set_paused(is_paused=True)  # there is nothing yet that could be
    run.direction.start()
    assert run.is_running.wait(30)
    run.direction.set_paused(is_paused=True)
    paused = run.direction.gauges.recording
    assert paused is not None
    assert paused.is_paused
    assert paused.length_s == 1.0
    assert not run.direction.join(timeout_s=1.5)
    still = run.direction.gauges.recording
    assert still is not None
    assert still.position_s < 1.0
    run.direction.set_paused(is_paused=False)
    assert run.direction.join(timeout_s=30)
    np.testing.assert_array_equal(np.concatenate(run.session.blocks), samples)
    over = run.direction.gauges.recording
    assert over is not None
    assert over.position_s == 1.0


def test_a_microphone_is_not_paused() -> None:
    run = Run()
    run.direction.start()
    assert run.is_running.wait(30)
    run.direction.set_paused(is_paused=True)
    assert run.direction.gauges.recording is None
    run.direction.end(drain=False)
    assert run.direction.join(timeout_s=30)


def test_what_a_listener_raises_is_raised_to_its_owner(recording: Path) -> None:
    run = Run(source=FromFile(recording))
    told: list[LiveEvent] = []

    def listen(event: LiveEvent) -> None:
        told.append(event)
        if isinstance(event, TextCommitted):
            raise OSError("the disk is full")

    direction = LiveDirection(
        FixedInterpreter(RecordingSession()),
        run.direction.config,
        on_event=listen,
        system=run.system,
    )
    direction.start()
    assert direction.join(timeout_s=30)
    assert direction.state is LiveState.FAILED
    assert not any(isinstance(event, EngineFailed) for event in told)
    with pytest.raises(OSError, match="the disk is full"):
        direction.raise_failure()


def test_two_directions_run_at_once(recording: Path) -> None:
    sessions = RecordingSession(), RecordingSession()
    interpreter = FixedInterpreter(*sessions)
    runs = [Run(interpreter=interpreter, source=FromFile(recording)) for _ in sessions]
    runs[0].direction.may_hear(runs[1].direction)
    for run in runs:
        run.direction.start()
    for run in runs:
        assert run.direction.join(timeout_s=30)
        assert run.states[-1] is LiveState.ENDED
    assert [session.heard.size for session in sessions] == [SOURCE_RATE_HZ // 2] * 2


def test_the_interpreter_is_not_made_to_hear_itself() -> None:
    run = Run(source=FromMicrophone("speaker.monitor"), target=ToOutput("speaker"))
    run.system.listed = (
        *run.system.listed,
        device("speaker.monitor", DeviceKind.INPUT, is_monitor=True),
    )
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    (message,) = run.failures
    assert "would hear Dragoman itself" in message
    assert all(stream.closed for stream in run.system.inputs)
    assert all(stream.closed for stream in run.system.outputs)


def test_another_language_on_air_goes_on_with_the_same_recording_on_the_same_clock(
    tmp_path: Path,
) -> None:
    path = tmp_path / "long.wav"
    t = np.arange(2 * SOURCE_RATE_HZ, dtype=np.float32) / (2 * SOURCE_RATE_HZ)
    soundfile.write(path, t, SOURCE_RATE_HZ, subtype="FLOAT")
    first, second = RecordingSession(), RecordingSession()
    run = Run(first, interpreter=FixedInterpreter(first, second), source=FromFile(path))
    tapped: list[float] = []
    run.direction._tap = tapped.extend
    run.direction.start()
    assert run.is_running.wait(30)
    deadline_s = time.monotonic() + 30
    while first.heard.size == 0:
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    wanted = SessionConfig(source="de", target="en")
    run.direction.change_session(wanted)
    assert run.direction.config.session == wanted
    assert run.direction.join(timeout_s=30)
    assert run.states == [LiveState.LOADING, LiveState.RUNNING, LiveState.ENDED]
    (divider,) = (event for event in run.events if isinstance(event, LanguagesChanged))
    assert (divider.source, divider.target) == ("de", "en")
    assert divider.heard == first.heard.size > 0
    # It goes on from where it was, and nothing of it is missing.
    np.testing.assert_array_equal(np.concatenate([first.heard, second.heard]), t)
    np.testing.assert_array_equal(np.asarray(tapped, np.float32), t)
    last = [event for event in run.events if isinstance(event, TextCommitted)][-1]
    assert last.heard == t.size


def test_another_engine_goes_on_with_the_same_recording_on_the_same_clock(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    t = np.arange(2 * SOURCE_RATE_HZ, dtype=np.float32) / (2 * SOURCE_RATE_HZ)
    soundfile.write(path, t, SOURCE_RATE_HZ, subtype="FLOAT")
    first, second, third = RecordingSession(), RecordingSession(), RecordingSession()
    run = Run(first, interpreter=FixedInterpreter(first), source=FromFile(path))
    run.direction.start()
    assert run.is_running.wait(30)
    caution = Message(Code.VERBATIM, text="It is weak.")
    other = FixedInterpreter(second, third, cautions=caution)
    run.direction.change_session(replace(run.direction.config.session), sessions=other)
    # What comes later is made by the engine that took over, whose voice stays as it is.
    with pytest.raises(VoiceError):
        run.direction.load_voice()
    deadline_s = time.monotonic() + 30
    while second.heard.size == 0:
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    run.direction.change_session(SessionConfig(source="de", target="en"))
    assert run.direction.join(timeout_s=30)
    assert run.states == [LiveState.LOADING, LiveState.RUNNING, LiveState.ENDED]
    heard = np.concatenate([first.heard, second.heard, third.heard])
    np.testing.assert_array_equal(heard, t)
    assert len([event for event in run.events if isinstance(event, LanguagesChanged)]) == 2
    assert {event.message for event in run.events if isinstance(event, StarterQuality)} == {caution}


def test_a_source_of_another_kind_goes_on_with_the_same_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = FakeInput()
    monkeypatch.setattr("engine.live.endpoints.SystemAudioInput", lambda: other)
    run = Run(target=ToOutput())
    run.direction.start()
    assert run.is_running.wait(30)

    def hears(stream: FakeInput, level: float) -> bool:
        stream.hear(np.full(480, level, np.float32))
        return bool(np.isclose(run.session.heard, level, atol=0.01).any())

    deadline_s = time.monotonic() + 30
    while not hears(run.system.inputs[0], 0.25):
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    wanted = replace(run.direction.config, source=FromSystemAudio())
    run.direction.change_devices(wanted)
    assert run.direction.config.source == FromSystemAudio()
    while not hears(other, 0.5):
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    assert run.system.inputs[0].closed
    run.direction.end(drain=True)
    assert run.direction.join(timeout_s=30)
    assert run.states.count(LiveState.RUNNING) == 1
    assert run.session.finishes == 1
    assert other.closed


def test_an_engine_that_cannot_be_had_changes_nothing(recording: Path) -> None:
    session = RecordingSession()
    run = Run(session, source=FromFile(recording))
    run.direction.start()
    assert run.is_running.wait(30)
    failing = FixedInterpreter(fails_with=PackMissingError(Code.PACKS_MISSING, packs=("a",)))
    with pytest.raises(PackMissingError):
        run.direction.change_session(run.direction.config.session, sessions=failing)
    assert run.direction.join(timeout_s=30)
    assert session.heard.size == SOURCE_RATE_HZ // 2
    assert run.direction._sessions is not failing


def test_a_language_that_cannot_be_had_changes_nothing(recording: Path) -> None:
    session = RecordingSession()
    interpreter = FixedInterpreter(session)
    run = Run(session, interpreter=interpreter, source=FromFile(recording))
    run.direction.start()
    assert run.is_running.wait(30)
    interpreter.fails_with = PackMissingError(Code.PACKS_MISSING, packs=("a",))
    with pytest.raises(PackMissingError):
        run.direction.change_session(SessionConfig(source="de", target="en"))
    assert run.direction.join(timeout_s=30)
    assert session.heard.size == SOURCE_RATE_HZ // 2
    assert not any(isinstance(event, LanguagesChanged) for event in run.events)


def test_what_a_recordings_file_says_of_itself_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wide.wav"
    soundfile.write(path, np.full((4_000, 3), 0.1), SOURCE_RATE_HZ)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    run = Run(source=FromFile(path))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    codes = [event.message.code for event in run.events if isinstance(event, RecordingNotice)]
    assert codes == [Code.AUDIO_CHANNELS_MIXED]
    long = tmp_path / "cut.wav"
    soundfile.write(long, np.full(SOURCE_RATE_HZ, 0.1), SOURCE_RATE_HZ)
    data = long.read_bytes()
    long.write_bytes(data[: len(data) // 2])
    run = Run(source=FromFile(long))
    run.direction.start()
    assert run.direction.join(timeout_s=30)
    codes = [event.message.code for event in run.events if isinstance(event, RecordingNotice)]
    assert codes == [Code.AUDIO_ENDS_EARLY]
    assert isinstance(run.events[-1], StateChanged)


def test_what_is_typed_goes_to_the_session_that_can_say_it() -> None:
    class Typed(RecordingSession):
        def __init__(self) -> None:
            super().__init__()
            self.typed: list[tuple[str, str | None]] = []

        def type_text(self, text: str, language: str | None) -> None:
            self.typed.append((text, language))

    able, deaf = Typed(), RecordingSession()
    for session in (able, deaf):
        run = Run(session)
        run.direction.start()
        assert run.is_running.wait(30)
        if session is able:
            run.direction.type_text("bonjour", "fr")
        else:
            with raises(EngineError, Code.TYPING_NOT_HERE):
                run.direction.type_text("bonjour")
        run.direction.end(drain=False)
        assert run.direction.join(timeout_s=30)
    assert able.typed == [("bonjour", "fr")]
