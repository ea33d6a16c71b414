"""What every Session does, whoever interprets; a new engine is one more line of `MAKERS`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

import engine.interpreter
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.bench.rivals import AgreementDecoder, Heard, RivalSession
from engine.bench.setup import OfflineSession
from engine.events import AudioProduced, Event, TextCommitted
from engine.interpreter import Interpreter
from engine.messages import Code
from engine.planner import SessionConfig
from engine.policy import LatencyPreset
from engine.remote.client import Client, ServiceUnavailableError
from engine.remote.dragoman import RemoteEngine
from engine.remote.gemini import GeminiWire
from engine.remote.gradium import GradiumWire
from engine.remote.hibiki import HibikiWire
from engine.remote.openai import OpenAIWire
from engine.remote.streaming import StreamedSession
from engine.remote.wire import Traits
from engine.runner import Runner
from engine.service.auth import KeyStore, keys_path
from engine.session import Session, SourceBlock, VoiceControl, finish_now
from engine.timed_text import TimedText
from engine.translator import Chain
from engine.tts.voice_stage import Delivery
from tests.helpers import vendor_gemini
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.raising import raises
from tests.helpers.running_service import running_service
from tests.helpers.streams import FakeSource, blocks_of
from tests.helpers.tiny_interpreter import ALL, Hearing, Loads, Maker, Saying, Wrapping, utterances
from tests.helpers.tiny_kokoro import write_tiny_kokoro
from tests.helpers.vendor_gemini import gemini_stand_in
from tests.helpers.vendor_hibiki import hibiki_stand_in
from tests.helpers.vendor_openai import KEY, openai_stand_in

CONFIG = SessionConfig(source="fr", target="en")
SPEECH = utterances(0.3)


class Rival:
    """Hears a word in every stretch of noise between two pauses."""

    def hear(self, samples: Float32, *, prompt: str = "", with_words: bool) -> list[Heard]:
        del prompt
        assert with_words
        loud = np.flatnonzero(np.abs(samples) > 0.1)
        if loud.size == 0:
            return []
        pauses = np.flatnonzero(np.diff(loud) > SOURCE_RATE_HZ) + 1
        stretches = np.split(loud, pauses)
        words = [TimedText(" rival", int(part[0]), int(part[-1])) for part in stretches]
        return [Heard((word,), word.end, 0.1) for word in words]


class Engines:
    """Everything that makes sessions, over models without weights."""

    def __init__(self, interpreter: Interpreter, home: Path, stack: ExitStack) -> None:
        self._interpreter = interpreter
        self.home = home
        self._stack = stack

    def local(self) -> Session:
        return self._interpreter.session(CONFIG)

    def remote(self) -> Session:
        service = self._stack.enter_context(running_service(self._interpreter, self.home))
        return RemoteEngine(Client(service.url)).session(CONFIG)

    def gradium(self) -> Session:
        service = self._stack.enter_context(running_service(self._interpreter, self.home))
        traits = Traits(title="Gradium", speed_limit=None)
        return StreamedSession(
            GradiumWire(address=service.url, key="none", config=CONFIG, traits=traits)
        )

    def openai(self) -> Session:
        standin = self._stack.enter_context(openai_stand_in())
        standin.words = ("one",)
        traits = Traits(title="OpenAI", speed_limit=None)
        return StreamedSession(
            OpenAIWire(address=standin.url, key=KEY, config=CONFIG, traits=traits)
        )

    def gemini(self) -> Session:
        standin = self._stack.enter_context(gemini_stand_in(self.home))
        standin.words = ("one",)
        traits = Traits(title="Gemini", speed_limit=None, marks_end=False, rest_s=0.6)
        return StreamedSession(
            GeminiWire(address=standin.url, key=vendor_gemini.KEY, config=CONFIG, traits=traits)
        )

    def hibiki(self) -> Session:
        standin = self._stack.enter_context(hibiki_stand_in())
        standin.words = ("one",)
        traits = Traits(title="Hibiki", speed_limit=None, marks_end=False, rest_s=1.5)
        return StreamedSession(HibikiWire(address=standin.url, config=CONFIG, traits=traits))

    def offline(self) -> Session:
        stage = Saying(Hearing(), None, source="fr", target="en", config=None)
        return OfflineSession(
            Chain(speech=stage), LoudnessVad(), target="en", longest_samples=26 * SOURCE_RATE_HZ
        )

    def rival(self) -> Session:
        decoder = AgreementDecoder(Rival(), preset=LatencyPreset.BALANCED)
        return RivalSession(decoder, (), target="en")


MAKERS: dict[str, Callable[[Engines], Session]] = {
    "local": Engines.local,
    "remote": Engines.remote,
    "gradium": Engines.gradium,
    "openai": Engines.openai,
    "gemini": Engines.gemini,
    "hibiki": Engines.hibiki,
    "offline": Engines.offline,
    "rival": Engines.rival,
}


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    maker = Maker(tmp_path, Loads(write_tiny_kokoro(tmp_path / "kokoro")), tmp_path / "started")
    with maker(*ALL) as interpreter, ExitStack() as stack:
        yield Engines(interpreter, tmp_path / "home", stack)


@pytest.fixture(params=list(MAKERS))
def session(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Session]:
    made = MAKERS[request.param](engines)
    yield made
    made.close()
    made.close()


def hear(session: Session, samples: Float32, *, block: int = 1_600) -> list[Event]:
    return [
        event
        for start in range(0, len(samples), block)
        for event in session.push(SourceBlock(samples[start : start + block]))
    ]


def texts(events: Sequence[Event]) -> list[TextCommitted]:
    return [event for event in events if isinstance(event, TextCommitted)]


def test_what_is_said_becomes_text_by_the_end_at_the_latest(session: Session) -> None:
    events = [*hear(session, SPEECH), *finish_now(session)]
    (text,) = texts(events)
    assert text.text.startswith(" ")
    assert text.language == "en"
    assert 0 <= text.source_start < text.source_end <= text.heard <= len(SPEECH)


def test_the_stream_goes_on_after_it_was_finished(session: Session) -> None:
    first = texts([*hear(session, SPEECH), *finish_now(session)])
    second = texts([*hear(session, SPEECH), *finish_now(session)])
    assert len(first) == 1
    assert first[0].text in "".join(text.text for text in second)


def test_the_text_comes_before_what_is_spoken_at_the_end(session: Session) -> None:
    hear(session, SPEECH[: 3 * SOURCE_RATE_HZ])
    parts = list(session.finish())
    is_spoken = [any(isinstance(event, AudioProduced) for event in part) for part in parts]
    assert texts(parts[0])
    assert not any(texts(part) for part in parts[1:])
    assert is_spoken == sorted(is_spoken)


def test_nobody_speaks_where_nobody_spoke(session: Session) -> None:
    quiet = np.zeros(2 * SOURCE_RATE_HZ, np.float32)
    assert texts([*hear(session, quiet), *finish_now(session)]) == []


def test_a_session_that_is_closed_before_its_end_leaves_what_it_heard(session: Session) -> None:
    hear(session, SPEECH[:SOURCE_RATE_HZ])
    session.close()


def test_a_runner_drives_it(session: Session) -> None:
    events: list[Event] = []
    runner = Runner(FakeSource(blocks_of(SPEECH)), session, on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=60)
    assert not runner.failed
    assert len(texts(events)) == 1


def test_a_session_whose_voice_can_be_changed_says_so(engines: Engines) -> None:
    local = engines.local()
    assert isinstance(local, VoiceControl)
    local.change_delivery(Delivery(speed=1.2))
    assert not isinstance(engines.rival(), VoiceControl)


def test_gradium_with_a_wrong_key_is_told(engines: Engines) -> None:
    KeyStore(keys_path(engines.home)).add("someone")
    with raises(ServiceUnavailableError, Code.ENGINE_KEY_REFUSED):
        engines.gradium()
