"""The session of any engine that lives elsewhere; what is of one engine alone; keys; commands."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.cli.main import main
from engine.messages import Code
from engine.planner import SessionConfig
from engine.remote import keys
from engine.remote.catalogue import ENGINES
from engine.remote.client import BrokenOffError, ServiceUnavailableError
from engine.remote.dragoman import DragomanConnection
from engine.remote.engines import FallbackSession, VendorEngine
from engine.remote.openai import INFO, OpenAIWire
from engine.remote.streaming import StreamedSession
from engine.remote.wire import Text, Traits
from engine.session import BacklogControl, SourceBlock, VoiceControl, finish_now
from engine.tts.model import Synthesiser
from engine.tts.voice_stage import Delivery
from tests.helpers.raising import raises
from tests.helpers.streams import RecordingSession
from tests.helpers.vendor_openai import KEY, OpenAIStandIn, openai_stand_in
from tests.helpers.vendors import SPEECH, interpret, told, written

TRAITS = Traits(title=INFO.title, speed_limit=None, patience_s=2.0, rest_s=5.0)


@pytest.fixture
def standin() -> Iterator[OpenAIStandIn]:
    with openai_stand_in() as standin:
        yield standin


def session(standin: OpenAIStandIn, *, key: str = KEY, traits: Traits = TRAITS) -> StreamedSession:
    config = SessionConfig(source="fr", target="en")
    wire = OpenAIWire(address=standin.url, key=key, config=config, traits=traits)
    return StreamedSession(wire)


@pytest.mark.parametrize("fault", ["repeats", "revises"])
def test_what_comes_twice_or_otherwise_changes_no_text(standin: OpenAIStandIn, fault: str) -> None:
    setattr(standin, fault, True)
    live = session(standin)
    events = interpret(live)
    live.close()
    assert written(events) == " one two"


class ToyConnection:
    """Says which second it heard, for every second of sound whose level tells that.

    Args:
        wire: counts, and says what goes wrong.
    """

    def __init__(self, wire: "ToyWire") -> None:
        self._wire = wire
        self._number = len(wire.connections)
        self._heard: list[Float32] = []
        self._messages: asyncio.Queue[Text | BrokenOffError | None] = asyncio.Queue()
        self._said = 0

    async def send(self, samples: Float32) -> None:
        if self._number in self._wire.stalls:
            await asyncio.sleep(60)
        if self._number in self._wire.goes:
            # As websockets does where asyncio has let go of the transport.
            raise AttributeError("no attribute 'call_soon'", name="call_soon", obj=None)
        self._heard.append(samples)
        heard = np.concatenate(self._heard)
        while len(heard) >= (self._said + 1) * SOURCE_RATE_HZ:
            self._say(heard[self._said * SOURCE_RATE_HZ :][:SOURCE_RATE_HZ])
        if len(heard) >= self._wire.breaks.get(self._number, np.inf) * SOURCE_RATE_HZ:
            self._messages.put_nowait(BrokenOffError(Code.SERVICE_BROKE_OFF, reason="as asked"))

    def _say(self, second: Float32) -> None:
        word = f" {round(float(np.median(second)) * 100)}"
        began_s = float(self._said)
        self._messages.put_nowait(Text(text=word, start_s=began_s, stop_s=began_s + 1))
        self._said += 1

    async def end(self) -> None:
        rest = np.concatenate(self._heard)[self._said * SOURCE_RATE_HZ :]
        if self._number in self._wire.breaks_at_end:
            error = BrokenOffError(Code.SERVICE_BROKE_OFF, reason="as asked")
            self._messages.put_nowait(error)
        elif np.count_nonzero(rest) > len(rest) / 2:
            self._say(rest)
        self._messages.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[Text]:
        while (message := await self._messages.get()) is not None:
            # As over a network, later than what was sent next.
            await asyncio.sleep(self._wire.late_s.get(self._number, 0.0))
            if isinstance(message, BrokenOffError):
                raise message
            yield message

    async def close(self) -> None:
        self._wire.closed += 1


@dataclass
class ToyWire:
    """Its connections are numbered from 0; each may have its faults.

    Attributes:
        breaks: after so many seconds of sound.
        breaks_at_end: in place of its last words.
        stalls: take nothing.
        goes: are gone when something is sent.
        late_s: how late each word comes.
    """

    traits: Traits
    target: str = "en"
    breaks: dict[int, float] = field(default_factory=dict)
    breaks_at_end: set[int] = field(default_factory=set)
    stalls: set[int] = field(default_factory=set)
    goes: set[int] = field(default_factory=set)
    late_s: dict[int, float] = field(default_factory=dict)
    connections: list[ToyConnection] = field(default_factory=list)
    closed: int = 0
    caught_up: int = 0

    async def connect(self) -> ToyConnection:
        connection = ToyConnection(self)
        self.connections.append(connection)
        return connection


class PatientConnection(ToyConnection):
    """Can be told to catch up."""

    async def catch_up(self) -> None:
        self._wire.caught_up += 1
        if self._number in self._wire.goes:
            raise BrokenOffError(Code.SERVICE_BROKE_OFF, reason="as asked")


class PatientWire(ToyWire):
    """Of an engine that can leave what waits there."""

    async def connect(self) -> PatientConnection:
        connection = PatientConnection(self)
        self.connections.append(connection)
        return connection


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.002)


def numbered(seconds: int) -> Float32:
    """Sound whose every second has a level of its own, with a quarter of a second of quiet."""
    levels = np.arange(1, seconds + 1, dtype=np.float32) / 100
    samples = np.repeat(levels, SOURCE_RATE_HZ).reshape(seconds, SOURCE_RATE_HZ)
    samples[:, -SOURCE_RATE_HZ // 4 :] = 0
    return np.ascontiguousarray(samples.reshape(-1), np.float32)


def counted(to: int) -> str:
    return "".join(f" {number}" for number in range(1, to + 1))


@pytest.mark.parametrize("goes", [set[int](), {0}])
def test_an_engine_that_can_is_told_to_catch_up(goes: set[int]) -> None:
    wire = PatientWire(TRAITS)
    with closing(StreamedSession(wire)) as engine:
        wire.goes = goes
        engine.catch_up()
        wait_until(lambda: wire.caught_up == 1)
        wire.goes = set()
        assert written(interpret(engine, numbered(3))) == counted(3)
    engine.catch_up()  # when it has ended, it is nothing


def test_an_engine_that_cannot_catch_up_goes_on() -> None:
    with closing(StreamedSession(ToyWire(TRAITS))) as engine:
        engine.catch_up()
        assert written(interpret(engine, numbered(3))) == counted(3)


def test_a_dragoman_is_told_by_its_wire() -> None:
    class Request:
        caught_up = 0

        async def catch_up(self) -> None:
            self.caught_up += 1

    request = Request()
    context = nullcontext(request)
    connection = DragomanConnection(cast("Any", context), cast("Any", request), nullcontext)
    asyncio.run(connection.catch_up())
    assert request.caught_up == 1


class Changeable(RecordingSession):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def catch_up(self) -> None:
        self.told.append("catch up")

    def change_voice(self, synthesiser: Synthesiser) -> None:
        self.told.append(synthesiser)

    def change_delivery(self, delivery: Delivery) -> None:
        self.told.append(delivery)


def test_who_takes_over_is_told_what_was_wanted_before_and_what_is_wanted_then() -> None:
    local = Changeable()
    wire = PatientWire(replace(TRAITS, patience_s=0.0))
    voice = cast("Synthesiser", SimpleNamespace(voice=SimpleNamespace(language="en")))
    slow, fast = Delivery(speed=0.8), Delivery(speed=1.2)
    with closing(FallbackSession(StreamedSession(wire), lambda: local)) as live:
        for control in (BacklogControl, VoiceControl):
            assert isinstance(live, control)
        live.catch_up()
        wait_until(lambda: wire.caught_up == 1)
        live.change_delivery(slow)
        live.change_voice(voice)
        wire.breaks, wire.goes = dict.fromkeys(range(9), 0.1), set(range(9))
        events = interpret(live, numbered(3))
        assert told(events) == [Code.ENGINE_TOOK_OVER]
        assert local.told == [slow, voice]
        live.change_delivery(fast)
        live.catch_up()
        assert local.told[2:] == [fast, "catch up"]
        assert wire.caught_up == 1


def test_a_connection_that_takes_nothing_is_made_again() -> None:
    wire = ToyWire(replace(TRAITS, stall_s=0.2), stalls={0})
    with closing(StreamedSession(wire)) as live:
        events = interpret(live, numbered(4))
    assert written(events) == counted(4)
    assert told(events) == [Code.ENGINE_RECONNECTED]
    assert len(wire.connections) == 2
    assert wire.closed >= 2


def test_a_connection_that_goes_while_something_is_sent_is_made_again() -> None:
    wire = ToyWire(TRAITS, goes={0})
    with closing(StreamedSession(wire)) as live:
        events = interpret(live, numbered(4))
    assert written(events) == counted(4)
    assert told(events) == [Code.ENGINE_RECONNECTED]


def test_an_engine_that_breaks_off_again_and_again_is_given_up() -> None:
    wire = ToyWire(TRAITS, breaks=dict.fromkeys(range(100), 0.3))
    with closing(StreamedSession(wire)) as live:
        with raises(ServiceUnavailableError, Code.SERVICE_BROKE_OFF):
            for _ in range(400):
                live.push(SourceBlock(np.full(1_600, 0.5, np.float32)))
        assert len(live.unanswered) > 0
    assert 2 < len(wire.connections) < 20


def test_one_that_breaks_off_between_words_is_kept() -> None:
    wire = ToyWire(TRAITS, breaks=dict.fromkeys(range(11), 1.5))
    with closing(StreamedSession(wire)) as live:
        events = interpret(live, numbered(12))
    assert written(events) == counted(12)


def test_a_limit_is_met_in_a_pause_even_where_it_is_never_quite_quiet() -> None:
    wire = ToyWire(replace(TRAITS, life_s=6.0, margin_s=3.0))
    noise = np.random.default_rng(1).uniform(-0.02, 0.02, 20 * SOURCE_RATE_HZ)
    speech = noise.astype(np.float32)
    for second in range(0, 20, 2):
        speech[second * SOURCE_RATE_HZ :][:SOURCE_RATE_HZ] += 0.5
    with closing(StreamedSession(wire)) as live:
        interpret(live, speech)
    assert len(wire.connections) > 2
    for connection in wire.connections[1:]:
        first = np.concatenate(connection._heard)[: SOURCE_RATE_HZ // 10]
        assert np.abs(first).max() < 0.1


@pytest.mark.parametrize("late_s", [0.0, 0.2])
def test_what_an_old_connection_owed_when_it_broke_is_asked_for_again(late_s: float) -> None:
    wire = ToyWire(replace(TRAITS, life_s=8.0, margin_s=5.0), breaks_at_end={0}, late_s={0: late_s})
    with closing(StreamedSession(wire)) as live:
        events = interpret(live, numbered(12))
    assert written(events) == counted(12)


def test_words_that_are_said_again_after_a_break_are_committed_once(
    standin: OpenAIStandIn,
) -> None:
    standin.cut_after = [34]  # after "one", in the second utterance
    live = session(standin)
    events = live.push(SourceBlock(SPEECH[:1_600]))
    for start in range(1_600, len(SPEECH), 1_600):
        events += live.push(SourceBlock(SPEECH[start : start + 1_600]))
        standin.said = min(standin.said, 2) if standin.connections < 2 else standin.said
    events += finish_now(live)
    live.close()
    assert written(events).split().count("one") == 1
    assert written(events).split().count("two") == 1


def test_an_end_that_is_not_answered_is_not_waited_for_for_ever(standin: OpenAIStandIn) -> None:
    standin.never_closes = True
    live = session(standin, traits=replace(TRAITS, rest_s=0.3))
    events = interpret(live)
    live.close()
    assert written(events) == " one two"
    assert told(events) == [Code.ENGINE_UNFINISHED]


@pytest.mark.parametrize(
    ("error", "code"),
    [("insufficient_quota", Code.ENGINE_QUOTA), ("invalid_api_key", Code.ENGINE_KEY_REFUSED)],
)
def test_an_error_on_air_that_does_not_pass_ends_the_stream(
    standin: OpenAIStandIn, error: str, code: Code
) -> None:
    standin.errors = [error]
    live = session(standin)
    with raises(ServiceUnavailableError, code):
        interpret(live)
    live.close()


def test_an_error_that_leaves_the_session_open_changes_nothing(standin: OpenAIStandIn) -> None:
    standin.errors = ["invalid_request_error"]
    live = session(standin)
    assert written(interpret(live)) == " one two"
    live.close()


def test_the_command_interprets_with_an_engine_and_says_where_speech_goes(
    standin: OpenAIStandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    recording, captions = tmp_path / "speech.wav", tmp_path / "captions.srt"
    soundfile.write(recording, SPEECH[SOURCE_RATE_HZ : 3 * SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    given = ["translate", str(recording), "--from", "fr", "--to", "en", "--engine", "openai"]
    given += ["--engine-address", standin.url, "--subtitles", str(captions)]
    assert main(given) == 0
    assert "one" in captions.read_text()
    output = capsys.readouterr()
    assert f"What is said is sent to OpenAI: {standin.url}." in output.err
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert all(KEY.encode() not in content for content in left)
    assert KEY not in output.out + output.err


def test_without_a_key_the_command_says_how_to_give_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    recording = tmp_path / "speech.wav"
    soundfile.write(recording, SPEECH[:SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    given = ["translate", str(recording), "--from", "fr", "--to", "en", "--engine", "openai"]
    assert main(given) == 1
    assert "Run: dragoman keys set openai" in capsys.readouterr().err


def test_no_thread_is_left(standin: OpenAIStandIn) -> None:
    live = session(standin)
    live.push(SourceBlock(SPEECH[:SOURCE_RATE_HZ]))
    live.close()
    live.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "engine"]


def test_a_key_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, str], str] = {}

    class Ring:
        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def set_password(self, service: str, name: str, key: str) -> None:
            kept[service, name] = key

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    monkeypatch.setattr("importlib.import_module", lambda _name: Ring())
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with raises(keys.ApiKeyError, Code.ENGINE_KEY_MISSING):
        keys.need_key("openai")
    keys.store_key("openai", f" {KEY}\n")
    assert keys.need_key("openai") == KEY
    monkeypatch.setenv("OPENAI_API_KEY", "of the environment")
    assert keys.need_key("openai") == "of the environment"
    monkeypatch.delenv("OPENAI_API_KEY")
    keys.remove_key("openai")
    keys.remove_key("openai")
    assert keys.find_key("openai") is None
    with raises(keys.ApiKeyError, Code.ENGINE_KEY_EMPTY):
        keys.store_key("openai", " ")


def test_a_system_without_a_keyring_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise RuntimeError(f"no backend for {KEY}")

    monkeypatch.setattr("importlib.import_module", fail)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert keys.find_key("openai") is None
    with raises(keys.ApiKeyError, Code.KEYRING_UNAVAILABLE) as refused:
        keys.store_key("openai", KEY)
    assert KEY not in str(refused.value)


def test_what_an_engine_cannot_do_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    engine = VendorEngine(ENGINES["openai"])
    engine.required(SessionConfig(source=None, target="en"))
    caution = engine.caution(SessionConfig(source=None, target="en"))
    assert caution.code is Code.ENGINE_SENDS_SPEECH
    with pytest.raises(Exception, match="English into English"):
        engine.required(SessionConfig(source="en", target="en"))
