"""Two directions that belong together, and voices that are changed on air."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.mixing import Ducking
from engine.errors import RouteError, VoiceError
from engine.events import EngineFailed, TextCommitted
from engine.live.call import Call
from engine.live.config import Controls, FromFile, FromMicrophone, LiveConfig, ToOutput
from engine.live.direction import LiveDirection
from engine.live.events import LiveEvent, LiveState, StateChanged
from engine.messages import Code
from engine.planner import SessionConfig
from engine.tts.model import Synthesiser
from engine.tts.voice_stage import Delivery
from tests.helpers.live import HEADSET, MIC, SPEAKER, FakeSystem, FixedInterpreter
from tests.helpers.raising import raises
from tests.helpers.streams import RecordingSession

THERE = SessionConfig(source="fr", target="en")
BACK = SessionConfig(source="en", target="fr")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "said.wav"
    noise = np.random.default_rng(3).uniform(-0.5, 0.5, SOURCE_RATE_HZ // 2)
    soundfile.write(path, noise, SOURCE_RATE_HZ)
    return path


class Run:
    """A call of two directions on fake devices, and what it said."""

    def __init__(
        self, *configs: LiveConfig, sessions: list[RecordingSession] | None = None
    ) -> None:
        self.events: list[tuple[int, LiveEvent]] = []
        self.tapped: dict[int, list[Float32]] = {0: [], 1: []}
        self.running = [threading.Event() for _ in configs]
        self.sessions = sessions or [RecordingSession() for _ in configs]
        self.call = Call(
            FixedInterpreter(*self.sessions),
            configs,
            on_event=self.on_event,
            tap=lambda number, samples: self.tapped[number].append(samples),
            system=FakeSystem(MIC, HEADSET, SPEAKER),
        )

    def on_event(self, number: int, event: LiveEvent) -> None:
        self.events.append((number, event))
        if isinstance(event, StateChanged) and event.state is LiveState.RUNNING:
            self.running[number].set()


def test_both_directions_run_to_their_end_and_their_events_have_their_number(
    recording: Path,
) -> None:
    run = Run(
        LiveConfig(session=THERE, source=FromFile(recording), target=None),
        LiveConfig(session=BACK, source=FromFile(recording), target=None),
    )
    assert run.call.states == [LiveState.IDLE] * 2
    run.call.start()
    assert run.call.join(timeout_s=30)
    assert run.call.states == [LiveState.ENDED] * 2
    assert [gauges.backlog_s for gauges in run.call.gauges] == [0.0, 0.0]
    for number in (0, 1):
        own = [event for which, event in run.events if which == number]
        assert any(isinstance(event, TextCommitted) for event in own)
        assert own[-1] == StateChanged(state=LiveState.ENDED)
        assert np.concatenate(run.tapped[number]).size == SOURCE_RATE_HZ // 2
    run.call.raise_failure()
    assert not run.call.was_abandoned


def test_a_direction_that_fails_has_the_other_finish_what_it_heard(recording: Path) -> None:
    def fail(_: int) -> None:
        raise RouteError(Code.VERBATIM, text="It cannot go on; start again.")

    heard, broken = RecordingSession(), RecordingSession(on_push=fail)
    microphone = LiveConfig(session=THERE, source=FromMicrophone(), target=ToOutput())
    file = LiveConfig(session=BACK, source=FromFile(recording), target=None)
    run = Run(microphone, file, sessions=[heard, broken])
    # Sessions are given out in the order in which directions have loaded.
    run.call.directions[0].start()
    assert run.running[0].wait(30)
    run.call.directions[1].start()
    assert run.call.join(timeout_s=30)
    assert run.call.states == [LiveState.ENDED, LiveState.FAILED]
    assert heard.finishes == 1
    failures = [(n, str(e.message)) for n, e in run.events if isinstance(e, EngineFailed)]
    assert failures == [(1, "It cannot go on; start again.")]


@pytest.mark.parametrize(("drain", "finishes"), [(True, 1), (False, 0)])
def test_a_call_is_ended_as_one(*, drain: bool, finishes: int) -> None:
    run = Run(
        LiveConfig(session=THERE, source=FromMicrophone("mic")),
        LiveConfig(session=BACK, source=FromMicrophone("headset")),
    )
    run.call.start()
    assert all(running.wait(30) for running in run.running)
    run.call.end(drain=drain)
    assert run.call.join(timeout_s=30)
    assert run.call.states == [LiveState.ENDED] * 2
    assert [session.finishes for session in run.sessions] == [finishes] * 2


def test_what_a_listener_raises_is_raised_to_its_owner(recording: Path) -> None:
    def listen(number: int, event: LiveEvent) -> None:
        if number == 1 and isinstance(event, TextCommitted):
            raise OSError("the disk is full")

    config = LiveConfig(session=THERE, source=FromFile(recording), target=None)
    call = Call(
        FixedInterpreter(RecordingSession(), RecordingSession()),
        [config, config],
        on_event=listen,
        system=FakeSystem(MIC, SPEAKER),
    )
    call.start()
    assert call.join(timeout_s=30)
    with pytest.raises(OSError, match="the disk is full"):
        call.raise_failure()


def test_the_first_direction_is_switched_and_each_is_mixed() -> None:
    config = LiveConfig(session=THERE)
    controls = [Controls(), Controls()]
    call = Call(FixedInterpreter(), [config] * 2, on_event=lambda *_: None, controls=controls)
    call.set_muted(is_muted=True)
    call.set_translating(is_translating=False)
    call.set_mix(1, original_volume=0.25, translation_volume=0.5, ducking=Ducking(gain=1.0))
    assert controls == [
        Controls(muted=True, translating=False),
        Controls(original_volume=0.25, translation_volume=0.5, ducking=Ducking(gain=1.0)),
    ]


class Spoken(RecordingSession):
    """A session that remembers how it is to speak."""

    def __init__(self) -> None:
        super().__init__()
        self.voice = ""
        self.delivery = Delivery()
        self.changed = threading.Event()

    def change_voice(self, engine: Synthesiser) -> None:
        self.voice = str(engine)
        self.changed.set()

    def change_delivery(self, delivery: Delivery) -> None:
        self.delivery = delivery


class Voices:
    """Voices that are their names; one with a gate is loaded when that opens."""

    def __init__(self) -> None:
        self.gates: dict[str | None, threading.Event] = {}
        self.reached = threading.Event()

    def synthesiser(self, name_or_id: str | None, *, language: str) -> Synthesiser:
        assert language == "en"
        if name_or_id in self.gates:
            self.reached.set()
            assert self.gates[name_or_id].wait(30)
        return name_or_id or "default"  # type: ignore[return-value]


class OnAir:
    """A direction on fake devices, before and after it has its session."""

    def __init__(self, config: SessionConfig = THERE, *, session: Spoken | None = None) -> None:
        self.voices = Voices()
        self.session = session or Spoken()
        self.running = threading.Event()
        self.direction = LiveDirection(
            FixedInterpreter(self.session),
            LiveConfig(session=config),
            on_event=self.on_event,
            voices=self.voices,
            system=FakeSystem(MIC, SPEAKER),
        )

    def on_event(self, event: LiveEvent) -> None:
        if isinstance(event, StateChanged) and event.state is LiveState.RUNNING:
            self.running.set()

    def start(self) -> None:
        self.direction.start()
        assert self.running.wait(30)

    def load(self, name: str | None) -> threading.Thread:
        """As a window does: the choice at once, the voice on a thread."""
        self.direction.choose_voice(name)
        thread = threading.Thread(target=self.direction.load_voice)
        thread.start()
        return thread

    def end(self) -> None:
        self.direction.end(drain=False)
        assert self.direction.join(timeout_s=30)


def test_what_is_chosen_while_models_are_loaded_is_heard() -> None:
    air = OnAir()
    air.load("george").join()
    air.direction.change_delivery(Delivery(speed=1.3))
    air.start()
    assert (air.session.voice, air.session.delivery) == ("george", Delivery(speed=1.3))
    air.load(None).join()
    assert air.session.voice == "default"
    air.end()


def test_a_voice_that_is_loaded_when_the_session_is_there_is_heard() -> None:
    air = OnAir()
    gate = air.voices.gates["george"] = threading.Event()
    loading = air.load("george")
    air.start()
    assert air.session.voice == ""
    gate.set()
    loading.join()
    assert air.session.voice == "george"
    air.end()


@pytest.mark.parametrize("is_on_air", [False, True])
def test_the_voice_that_was_chosen_last_speaks_and_not_the_one_that_loaded_last(
    *, is_on_air: bool
) -> None:
    air = OnAir()
    if is_on_air:
        air.start()
    gate = air.voices.gates["george"] = threading.Event()
    slow = air.load("george")
    assert air.voices.reached.wait(30)
    air.load("emma").join()
    gate.set()
    slow.join()
    if not is_on_air:
        air.start()
    assert air.session.voice == "emma"
    air.end()


def test_captions_alone_have_no_voice_to_change() -> None:
    air = OnAir(replace(THERE, speaks=False))
    air.direction.change_delivery(Delivery(speed=0.8))
    air.load("george").join()
    air.start()
    assert (air.session.voice, air.session.delivery) == ("", Delivery())
    air.end()


def test_an_engine_whose_voice_cannot_be_changed_says_so() -> None:
    direction = LiveDirection(
        FixedInterpreter(), LiveConfig(session=THERE), on_event=lambda _: None
    )
    with raises(VoiceError, Code.VOICE_FIXED):
        direction.load_voice()
