"""Our own client against a running service, and against none."""

import asyncio
import base64
import contextlib
import json
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from websockets.asyncio.server import ServerConnection, serve

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.cli.main import main
from engine.errors import EngineError
from engine.events import AudioProduced, SpeechEnded, SpeechStarted, TextCommitted
from engine.glossary import Glossary, Term
from engine.live.config import FromFile, LiveConfig, ToOutput
from engine.live.direction import LiveDirection
from engine.live.events import LiveEvent, LiveState
from engine.messages import Code
from engine.planner import SessionConfig
from engine.remote.catalogue import ENGINES
from engine.remote.client import (
    BrokenOffError,
    Client,
    RealtimeS2S,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
)
from engine.remote.dragoman import TRAITS, DragomanWire, RemoteEngine
from engine.remote.offers import Offer, ask_offer
from engine.remote.streaming import StreamedSession
from engine.service.settings import Limits
from engine.service.wire import (
    Extra,
    Notice,
    Setup,
    SpokenAudio,
    Transcript,
    WrittenText,
    parse_message,
)
from engine.session import SourceBlock, finish_now
from tests.helpers.live import SPEAKER, FakeSystem
from tests.helpers.raising import raises
from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances

OPTIONS = S2SOptions(target="en", source="fr")


def remote(url: str, *, patience_s: float = 60.0) -> StreamedSession:
    traits = replace(TRAITS, patience_s=patience_s)
    return StreamedSession(DragomanWire(Client(url), OPTIONS, traits=traits))


async def blocks(samples: Float32) -> AsyncIterator[Float32]:
    for start in range(0, len(samples), 1280):
        yield samples[start : start + 1280]


def test_buffered(service: RunningService) -> None:
    result = asyncio.run(Client(service.api).s2s(OPTIONS, utterances(0.3, 0.3)))
    assert result.text == "translate fr. translate fr."
    first, second = result.texts
    # Speech lies where it is due, silence between.
    spoken = np.flatnonzero(np.abs(result.samples) > 0.001) / TARGET_RATE_HZ
    assert spoken[0] > first.stop_s - 0.5
    assert spoken[-1] > second.stop_s - 0.5
    assert not ((spoken > first.stop_s + 2) & (spoken < second.start_s)).any()


def test_a_finite_stream_with_extras(service: RunningService) -> None:
    # The tiny models have no speaker encoder.
    extras = frozenset(Extra) - {Extra.SPEAKERS}
    options = S2SOptions(target="en", source="fr", extras=extras)

    async def run() -> set[type]:
        client = Client(service.url)
        return {type(m) async for m in client.s2s_stream(options, blocks(utterances(0.3)))}

    assert {Transcript, Notice, SpokenAudio, WrittenText} <= asyncio.run(run())


def test_a_glossary_goes_with_the_request() -> None:
    terms = Glossary([Term.name("Fisichella"), Term.pronounced("SQL", "sequel")])
    setup = parse_message(S2SOptions(target="en", glossary=terms).setup())
    assert isinstance(setup, Setup)
    assert setup.config.glossary == terms


def test_a_live_source(service: RunningService) -> None:
    async def run() -> list[str]:
        async with Client(service.url).s2s_realtime(OPTIONS) as request:
            assert request.ready.sample_rate == TARGET_RATE_HZ
            async for block in blocks(utterances(0.3)):
                await request.send(block)
            await request.end()
            return [m.text async for m in request if isinstance(m, WrittenText)]

    assert asyncio.run(run()) == ["translate fr."]


def test_who_stops_reading_frees_the_place(service: RunningService) -> None:
    async def run() -> None:
        async with contextlib.aclosing(
            Client(service.url).s2s_stream(OPTIONS, blocks(utterances(*[0.3] * 4)))
        ) as messages:
            async for _ in messages:
                break
        while service.service.scheduler.load.jobs:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    asyncio.run(run())


def test_what_the_service_refuses_is_said(service: RunningService) -> None:
    options = S2SOptions(target="de")
    with pytest.raises(RefusedError, match="German") as caught:
        asyncio.run(Client(service.url).s2s(options, utterances(0.3)))
    assert caught.value.close_code == 1008


def test_a_full_service_is_asked_again(
    serve: Callable[..., RunningService], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = serve(Limits(sessions=1))
    monkeypatch.setattr("engine.remote.client._FIRST_WAIT_S", 0.05)

    async def run() -> str:
        client = Client(service.url, attempts=20)
        async with client.s2s_realtime(OPTIONS):
            waiting = asyncio.create_task(client.s2s(OPTIONS, utterances(0.3)))
            await asyncio.sleep(0.1)
            assert not waiting.done()
        return (await waiting).text

    assert asyncio.run(run()) == "translate fr."


def test_a_service_that_is_not_there_is_named() -> None:
    with raises(ServiceUnavailableError, Code.SERVICE_UNREACHABLE):
        asyncio.run(Client("http://127.0.0.1:9", attempts=1).s2s(OPTIONS, utterances(0.3)))
    with raises(ServiceUnavailableError, Code.SERVICE_ADDRESS_INVALID):
        Client("127.0.0.1:9")


def test_a_connection_that_breaks_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.remote.client._FIRST_WAIT_S", 0.01)
    answers = [{"type": "text", "text": "done", "start_s": 0.0, "stop_s": 1.0}]
    seen = 0

    async def answer(connection: ServerConnection) -> None:
        nonlocal seen
        seen += 1
        await connection.recv()
        ready = {"request_id": "x", "model_name": "m", "sample_rate": 48_000, "frame_size": 3840}
        await connection.send(json.dumps({"type": "ready", **ready, "a_new_field": 1}))
        if seen < 3:
            connection.transport.abort()
            return
        for fields in ({"type": "a_new_kind"}, *answers, {"type": "end_of_stream"}):
            await connection.send(json.dumps(fields))

    async def run() -> str:
        async with serve(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            client = Client(f"http://127.0.0.1:{port}", attempts=3)
            return (await client.s2s(OPTIONS, utterances(0.3))).text

    assert asyncio.run(run()) == "done"


def test_a_connection_that_goes_while_something_is_sent_is_told() -> None:
    class Gone:
        async def send(self, _: str) -> None:
            # As websockets does where asyncio has let go of the transport.
            raise AttributeError("no attribute 'call_soon'", name="call_soon", obj=None)

    request = RealtimeS2S(Gone(), None)  # type: ignore[arg-type]

    async def send() -> None:
        with raises(BrokenOffError, Code.SERVICE_BROKE_OFF):
            await request.send(utterances(0.1))

    asyncio.run(send())


def test_nonsense_is_called_so() -> None:
    async def answer(connection: ServerConnection) -> None:
        await connection.send("nonsense")

    async def run() -> None:
        async with serve(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            await Client(f"http://127.0.0.1:{port}", attempts=1).s2s(OPTIONS, utterances(0.3))

    with raises(BrokenOffError, Code.SERVICE_NONSENSE):
        asyncio.run(run())


def test_a_remote_session_is_a_session(service: RunningService) -> None:
    for _ in range(2):
        with contextlib.closing(remote(service.url)) as session:
            samples = utterances(0.3)
            events = [
                event
                for start in range(0, len(samples), 1280)
                for event in session.push(SourceBlock(samples[start : start + 1280]))
            ]
            events += finish_now(session)
            texts = [event.text for event in events if isinstance(event, TextCommitted)]
            assert texts == [" translate fr."]
            spoken = [event for event in events if isinstance(event, AudioProduced)]
            assert [event.begins_clause for event in spoken].count(True) == 1
            ends = [event.target_start + len(event.samples) for event in spoken]
            assert [event.target_start for event in spoken[1:]] == ends[:-1]
            (began,) = (event for event in events if isinstance(event, SpeechStarted))
            (ended,) = (event for event in events if isinstance(event, SpeechEnded))
            (text,) = (event for event in events if isinstance(event, TextCommitted))
            assert 0 < began.source_start == ended.source_start < ended.source_end < len(samples)
            assert events.index(text) < events.index(ended)


def test_translate_on_another_machine(
    service: RunningService,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # With models of its own, this computer would go on where the other one is gone.
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path))
    heard, spoken = tmp_path / "heard.wav", tmp_path / "spoken.wav"
    subtitles = tmp_path / "captions.srt"
    soundfile.write(heard, utterances(0.3, 0.3), SOURCE_RATE_HZ)
    arguments = ["translate", str(heard), "--from", "fr", "--to", "en", "--server", service.url]
    assert main([*arguments, "--out", str(spoken), "--subtitles", str(subtitles)]) == 0
    assert "translate fr." in capsys.readouterr().out
    assert subtitles.read_text().count("translate fr.") == 2
    samples, rate = soundfile.read(spoken)
    assert rate == TARGET_RATE_HZ
    assert np.abs(samples).max() > 0.01
    assert main([*arguments[:6], "--server", "http://127.0.0.1:9"]) == 1
    assert "dragoman serve" in capsys.readouterr().err


def test_text_of_another_machine_has_a_line_for_each_utterance(
    service: RunningService, tmp_path: Path
) -> None:
    heard, written = tmp_path / "heard.wav", tmp_path / "captions.txt"
    soundfile.write(heard, utterances(0.3, 0.3), SOURCE_RATE_HZ)
    arguments = ["translate", str(heard), "--from", "fr", "--to", "en", "--server", service.url]
    assert main([*arguments, "--subtitles", str(written)]) == 0
    assert written.read_text() == "translate fr.\ntranslate fr.\n"


def test_another_machine_speaks_as_fast_and_as_high_as_is_asked(
    service: RunningService, tmp_path: Path
) -> None:
    heard, out = tmp_path / "heard.wav", tmp_path / "spoken.wav"
    soundfile.write(heard, utterances(0.3), SOURCE_RATE_HZ)
    arguments = ["translate", str(heard), "--from", "fr", "--to", "en", "--server", service.url]

    def spoken(*options: str) -> Float32:
        assert main([*arguments, "--out", str(out), *options]) == 0
        samples: Float32 = soundfile.read(out, dtype="float32")[0]
        loud = np.flatnonzero(np.abs(samples) > 0.001)
        return samples[loud[0] : loud[-1] + 1]

    own = spoken()
    assert len(spoken("--speed", "2")) < 0.7 * len(own)
    assert len(spoken("--speed", "0.5")) > 1.5 * len(own)
    higher = spoken("--pitch", "6")
    assert _mean_hz(higher) > 1.2 * _mean_hz(own)


def _mean_hz(samples: Float32) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    return float(np.average(np.fft.rfftfreq(len(samples), 1 / TARGET_RATE_HZ), weights=power))


def test_a_remote_session_goes_on_after_it_was_finished(service: RunningService) -> None:
    samples = utterances(0.3)
    with contextlib.closing(remote(service.url)) as session:
        first = [*session.push(SourceBlock(samples)), *finish_now(session)]
        assert finish_now(session) == []
        second = [*session.push(SourceBlock(samples)), *finish_now(session)]
    texts = [event for event in (*first, *second) if isinstance(event, TextCommitted)]
    assert [event.text for event in texts] == [" translate fr."] * 2
    # Both on one clock.
    assert texts[1].source_start - texts[0].source_start == len(samples)
    assert texts[1].heard == 2 * len(samples)


def test_another_dragoman_interprets_what_is_live(service: RunningService, tmp_path: Path) -> None:
    recording = tmp_path / "said.wav"
    soundfile.write(recording, utterances(0.3)[SOURCE_RATE_HZ : 4 * SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    events: list[LiveEvent] = []
    direction = LiveDirection(
        RemoteEngine(Client(service.url)),
        LiveConfig(
            session=SessionConfig(source="fr", target="en"),
            source=FromFile(recording),
            target=ToOutput(),
        ),
        on_event=events.append,
        system=FakeSystem(SPEAKER),
    )
    direction.start()
    until_s = time.monotonic() + 60
    while not any(isinstance(event, AudioProduced) for event in events):
        assert time.monotonic() < until_s
        assert direction.state is not LiveState.FAILED, events
        time.sleep(0.05)
    # Its output plays nothing, so that what it is to speak would never be over.
    direction.end(drain=False)
    assert direction.join(timeout_s=60)
    texts = [event.text for event in events if isinstance(event, TextCommitted)]
    assert texts == [" translate fr."]


@contextlib.contextmanager
def served(answer: Callable[[ServerConnection], Awaitable[None]]) -> Iterator[str]:
    """A server on a thread of its own, with its URL."""
    loop = asyncio.new_event_loop()
    ends = asyncio.Event()
    listens = threading.Event()
    ports: list[int] = []

    async def run() -> None:
        async with serve(answer, "127.0.0.1", 0) as server:
            ports.append(server.sockets[0].getsockname()[1])
            listens.set()
            await ends.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    try:
        assert listens.wait(20)
        yield f"http://127.0.0.1:{ports[0]}"
    finally:
        loop.call_soon_threadsafe(ends.set)
        thread.join(20)
        loop.close()


class Breaking:
    """A service that commits a word for each second that it has heard, and breaks off at some.

    Args:
        after_s: of each connection: it breaks when it has heard so much; for ever where there is
            none left.
        politely: it says so.
    """

    def __init__(self, *after_s: float, politely: bool = False) -> None:
        self._after_s = list(after_s)
        self._politely = politely

    async def __call__(self, connection: ServerConnection) -> None:
        await connection.recv()
        ready = {"request_id": "x", "model_name": "m", "sample_rate": 48_000, "frame_size": 3840}
        await connection.send(json.dumps({"type": "ready", **ready}))
        until_s = self._after_s.pop(0) if self._after_s else float("inf")
        samples: list[Float32] = []
        said_s = 0
        async for text in connection:
            message = json.loads(text)
            if message["type"] == "end_of_stream":
                await connection.send(json.dumps({"type": "end_of_stream"}))
                break
            block = np.frombuffer(base64.b64decode(message["audio"]), "<i2")
            samples.append(block.astype(np.float32) / np.float32(32_767))
            heard_s = sum(map(len, samples)) / SOURCE_RATE_HZ
            if heard_s >= until_s and self._politely:
                # As one that is shut down: what it heard is finished.
                await connection.send(json.dumps({"type": "end_of_stream"}))
                await connection.close(1001)
                break
            if heard_s >= until_s:
                connection.transport.abort()
                break
            while heard_s >= said_s + 1:
                # A word is a second of sound, which says which second it is.
                second = np.concatenate(samples)[said_s * SOURCE_RATE_HZ :][:SOURCE_RATE_HZ]
                word = {"type": "text", "text": str(round(float(second.mean()) * 100))}
                times = {"start_s": said_s, "stop_s": said_s + 1}
                await connection.send(json.dumps({**word, **times}))
                said_s += 1


def numbered(seconds: int) -> Float32:
    """Sound whose every second has a level of its own."""
    levels = np.arange(1, seconds + 1, dtype=np.float32) / 100
    return np.repeat(levels, SOURCE_RATE_HZ)


@pytest.mark.parametrize("politely", [False, True])
@pytest.mark.parametrize(
    "after_s", [(), (0.5,), (3.4,), (3.4, 0.2, 2.6), (3.4, 0.0, 0.0, 0.0, 2.0)]
)
def test_a_session_goes_on_where_its_connection_broke(
    *, after_s: tuple[float, ...], politely: bool
) -> None:
    service = Breaking(*after_s, politely=politely)
    with served(service) as url, contextlib.closing(remote(url, patience_s=5.0)) as session:
        events = []
        for start in range(0, 8 * SOURCE_RATE_HZ, 1280):
            events += session.push(SourceBlock(numbered(8)[start : start + 1280]))
            time.sleep(0.001)  # as sound takes its time, so answers come meanwhile
        events += finish_now(session)
    said = [event for event in events if isinstance(event, TextCommitted)]
    assert [event.text for event in said] == [f" {number}" for number in range(1, 9)]
    assert [event.source_start for event in said] == [n * SOURCE_RATE_HZ for n in range(8)]


def test_a_service_that_is_gone_for_good_ends_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.remote.client._FIRST_WAIT_S", 0.01)
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(served(Breaking(2.0)))
        with contextlib.closing(remote(url, patience_s=0.2)) as session:
            session.push(SourceBlock(numbered(1)))
            stack.close()
            with raises(ServiceUnavailableError, Code.SERVICE_UNREACHABLE):
                finish_now(session)


def test_it_says_which_directions_and_voices_it_offers(service: RunningService) -> None:
    offer = ask_offer(ENGINES["dragoman"], service.url)
    assert offer == ask_offer(ENGINES["dragoman"], service.api)
    assert offer.directions is not None
    assert ("fr", "en") in offer.directions
    assert {voice.language for voice in offer.voices} >= {"en", "es", "pt"}
    assert ask_offer(ENGINES["openai"], service.url) == Offer()
    with raises(EngineError, Code.SERVICE_ADDRESS_INVALID):
        ask_offer(ENGINES["dragoman"], "192.168.1.20")
    with raises(EngineError, Code.SERVICE_UNREACHABLE):
        ask_offer(ENGINES["dragoman"], "http://127.0.0.1:9")
