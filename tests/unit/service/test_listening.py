"""One speaker, many listeners: one session a language, over a network that breaks."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from engine.cli.live import _open_page
from engine.cli.main import build_parser
from engine.events import EngineFailed
from engine.live.config import LiveConfig
from engine.messages import Code, Message
from engine.planner import SessionConfig
from engine.service.broadcast import Broadcast, Broadcaster, Caption, Situation, Spoken, Told
from engine.service.listening import ListeningServer
from engine.service.settings import LISTENING_PORT
from engine.session import SourceBlock
from tests.helpers.chromium import Page, chromium, find_chromium
from tests.helpers.tiny_interpreter import ALL, Maker, utterances

PROGRAM = find_chromium()
PATIENCE_S = 60.0
CONFIG = SessionConfig(source="fr", target="en", speaks=False)
ENGLISH, SPANISH, PORTUGUESE = "translate fr.", "translate fr.", "from en: translate fr."


class Somebody:
    """On air with a session of their own, as in the window."""

    def __init__(self, broadcast: Broadcast, maker: Maker, config: SessionConfig = CONFIG) -> None:
        self._broadcast = broadcast
        self.interpreter = maker(*ALL)
        self.interpreter.load(config)
        self._session = self.interpreter.session(config)
        self.broadcaster: Broadcaster = broadcast.begin(self.interpreter, config)

    def type_text(self, text: str, language: str) -> None:
        self._session.type_text(text, language)
        for event in self._session.push(SourceBlock(np.zeros(1_600, np.float32))):
            self.broadcaster.take(event)

    def say(self) -> None:
        """One utterance, with pauses around it."""
        heard = utterances(0.3)
        for start in range(0, len(heard), 1_600):
            block = heard[start : start + 1_600]
            self.broadcaster.hear(block)
            # No faster than sessions hear: those that fall behind leave speech out.
            while self._waiting() > 8_000:
                time.sleep(0.002)
            for event in self._session.push(SourceBlock(block)):
                self.broadcaster.take(event)

    def _waiting(self) -> int:
        runs = [channel._run for channel in self._broadcast._channels.values()]
        return max((run._input.waiting_samples() for run in runs if run is not None), default=0)


class Ears:
    def __init__(self) -> None:
        self.told: list[Told] = []

    def tell(self, told: Told) -> None:
        self.told.append(told)

    @property
    def text(self) -> str:
        return "".join(t.text for t in self.told if isinstance(t, Caption)).strip()

    @property
    def speech(self) -> int:
        return sum(len(t.samples) for t in self.told if isinstance(t, Spoken))


@pytest.fixture
def broadcast() -> Iterator[Broadcast]:
    made = Broadcast()
    yield made
    made.close()


@pytest.fixture
def on_air(broadcast: Broadcast, maker: Maker) -> Iterator[Callable[[], Somebody]]:
    there: list[Somebody] = []

    def begin() -> Somebody:
        there.append(Somebody(broadcast, maker))
        return there[-1]

    yield begin
    broadcast.close()
    for somebody in there:
        somebody.interpreter.close()


@contextmanager
def serving(broadcast: Broadcast) -> Iterator[ListeningServer]:
    server = ListeningServer(broadcast, port=0)
    try:
        yield server
    finally:
        server.close()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - sessions tell nobody
            await asyncio.sleep(0.02)


def wait(is_so: Callable[[], bool]) -> None:
    asyncio.run(until(is_so))


def test_many_listeners_cost_one_session_a_language(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()
    ears = [Ears() for _ in range(6)]
    for number, listener in enumerate(ears):
        broadcast.join(listener, ("en", "es", "pt")[number % 3], hears=False)
    assert broadcast.sessions == 2  # the speaker's own serves English
    assert dict(broadcast.counts) == {"en": 2, "es": 2, "pt": 2}
    somebody.say()
    wait(lambda: all(listener.text for listener in ears))
    assert [listener.text for listener in ears] == [ENGLISH, SPANISH, PORTUGUESE] * 2
    situation = ears[0].told[0]
    assert isinstance(situation, Situation)
    assert situation.languages == ("en", "es", "pt")
    assert situation.is_live


def test_whoever_comes_back_gets_what_was_missed_and_nothing_twice(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()
    ears = Ears()
    broadcast.join(ears, "en", hears=False)
    somebody.say()
    broadcast.leave(ears)
    somebody.say()
    again, anew, stranger = Ears(), Ears(), Ears()
    broadcast.join(again, "en", hears=False, after=1, epoch=broadcast.epoch)
    broadcast.join(anew, "en", hears=False)
    broadcast.join(stranger, "en", hears=False, after=1, epoch="of another server")
    assert [t.number for t in ears.told if isinstance(t, Caption)] == [1]
    assert [t.number for t in again.told if isinstance(t, Caption)] == [2]
    for listener in (anew, stranger):
        assert [t.number for t in listener.told if isinstance(t, Caption)] == [1, 2]


def test_speech_is_made_only_for_those_who_hear_it(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()
    reader, hearer = Ears(), Ears()
    broadcast.join(reader, "es", hears=False)
    somebody.say()
    wait(lambda: bool(reader.text))
    broadcast.join(hearer, "es", hears=True)
    assert broadcast.sessions == 1
    somebody.say()
    wait(lambda: hearer.speech > 0)
    assert reader.speech == 0
    # What the speaker's session does not speak is spoken by one beside it, once and for all.
    listener = Ears()
    broadcast.join(listener, "en", hears=True)
    somebody.say()
    wait(lambda: listener.speech > 0)
    assert listener.text == f"{ENGLISH} {ENGLISH} {ENGLISH}"
    assert broadcast.sessions == 2


def test_what_is_withheld_is_shown_to_nobody_and_does_not_come_back(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()
    ears, late = Ears(), Ears()
    broadcast.join(ears, "en", hears=False)
    broadcast.hide(is_hidden=True)
    somebody.say()
    broadcast.hide(is_hidden=False)
    broadcast.join(late, "en", hears=False)
    somebody.say()
    for listener in (ears, late):
        assert [t.number for t in listener.told if isinstance(t, Caption)] == [2]
    assert [t.is_hidden for t in ears.told if isinstance(t, Situation)] == [False, True, False]


def test_a_speaker_who_is_off_air_is_told_and_the_next_one_followed(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    first = on_air()
    ears = Ears()
    broadcast.join(ears, "es", hears=False)
    second = on_air()
    first.broadcaster.end()  # too late: another one speaks
    second.say()
    wait(lambda: bool(ears.text))
    second.broadcaster.end()
    last = ears.told[-1]
    assert isinstance(last, Situation)
    assert not last.is_live
    assert broadcast.sessions == 0


def test_a_language_that_fails_is_said_and_ends_no_other(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()
    ears, others = Ears(), Ears()
    broadcast.join(ears, "es", hears=False)
    broadcast.join(others, "pt", hears=False)
    channel = broadcast._channels["es"]
    message = EngineFailed(message=Message(Code.VERBATIM, text="No memory."), heard=0)
    with broadcast.lock:
        channel.take(message)
    somebody.say()
    wait(lambda: bool(others.text))
    last = ears.told[-1]
    assert isinstance(last, Situation)
    assert str(last.problem) == "No memory."
    assert ears.text == ""


async def wish(server: ListeningServer, **fields: object) -> ClientConnection:
    socket = await connect(server.url.replace("http", "ws", 1) + "listen")
    await socket.send(json.dumps(fields))
    return socket


async def messages(socket: ClientConnection, count: int) -> list[dict[str, Any]]:
    async with asyncio.timeout(PATIENCE_S):
        return [json.loads(await socket.recv()) for _ in range(count)]


def test_only_the_address_with_its_token_lets_in(broadcast: Broadcast) -> None:
    with serving(broadcast) as server:
        base, token = server.url.rstrip("/").rsplit("/", 1)
        assert len(token) >= 16
        with httpx.Client() as http:
            page = http.get(server.url)
            assert page.status_code == 200
            assert "default-src 'none'" in page.headers["content-security-policy"]
            assert http.get(f"{base}/{token}x/").status_code == 404
            assert http.get(f"{base}/").status_code == 404

        async def intrude() -> None:
            await connect(f"{base.replace('http', 'ws', 1)}/guess/listen")

        with pytest.raises(InvalidStatus):
            asyncio.run(intrude())
    with serving(broadcast) as another:
        assert token not in another.url


def test_nonsense_ends_one_connection_alone(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()

    async def run() -> list[dict[str, Any]]:
        good = await wish(server, language="en")
        assert [m["type"] for m in await messages(good, 2)] == ["hello", "situation"]
        for nonsense in ("{", "[]", '{"language": "en", "after": "x"}'):
            bad = await connect(server.url.replace("http", "ws", 1) + "listen")
            await bad.send(nonsense)
            await bad.wait_closed()
        await asyncio.to_thread(somebody.say)
        (caption,) = await messages(good, 1)
        await good.close()
        return [caption]

    with serving(broadcast) as server:
        (caption,) = asyncio.run(run())
        assert caption == {"type": "caption", "number": 1, "text": " translate fr.", "begins": True}
        wait(lambda: not broadcast.counts)


def test_the_command_line_opens_the_page_too(
    maker: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = build_parser()
    given = ["live", "--from", "fr", "--to", "en", "--listeners"]
    assert parser.parse_args(given).listeners == LISTENING_PORT
    assert parser.parse_args(given[:-1]).listeners is None
    args = parser.parse_args([*given, "0"])
    with ExitStack() as stack:
        interpreter = stack.enter_context(maker(*ALL))
        broadcaster = _open_page(args, interpreter, LiveConfig(session=CONFIG), stack)
        assert broadcaster.languages == ("en", "es", "pt")
        (url,) = re.findall(r"listeners open (\S+);", capsys.readouterr().err)
        assert httpx.get(url).status_code == 200
    with pytest.raises(httpx.TransportError):
        httpx.get(url)


READS = "document.getElementById('captions').textContent"


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
def test_two_browsers_two_languages_one_speaker(
    broadcast: Broadcast, on_air: Callable[[], Somebody], tmp_path: Path
) -> None:
    somebody = on_air()

    async def open_page(stack: AsyncExitStack, name: str, query: str = "") -> Page:
        assert PROGRAM is not None
        folder = tmp_path / name
        folder.mkdir()
        flags = ("--lang=en", "--autoplay-policy=no-user-gesture-required")
        page = await stack.enter_async_context(chromium(PROGRAM, folder, *flags))
        await page.open(f"{server.url}{query}")
        await page.until("document.documentElement?.dataset.loaded === '1'")
        return page

    async def run() -> None:
        async with AsyncExitStack() as stack:
            spanish = await open_page(stack, "es")
            obs = await open_page(stack, "obs", "?obs&language=pt")
            await spanish.until("document.getElementById('language').options.length === 3")
            await spanish.value("document.getElementById('language').value = 'es'")
            await spanish.value("document.getElementById('language').onchange()")
            await until(lambda: dict(broadcast.counts) == {"es": 1, "pt": 1})
            await asyncio.to_thread(somebody.say)
            await spanish.until(f"{READS} === {json.dumps(SPANISH)}")
            await obs.until(f"{READS} === {json.dumps(PORTUGUESE)}")
            # The words stay while nobody speaks and while there is no network.
            server.cut()
            await until(lambda: not broadcast.counts)
            await asyncio.to_thread(somebody.say)
            assert SPANISH in await spanish.value(READS)
            await spanish.until(f"{READS} === {json.dumps(SPANISH * 2)}")
            await obs.until(f"{READS} === {json.dumps(PORTUGUESE * 2)}")
            background = "getComputedStyle(document.body).backgroundColor"
            assert await obs.value(background) == "rgba(0, 0, 0, 0)"
            assert await obs.value("getComputedStyle(document.forms[0]).display") == "none"
            broadcast.hide(is_hidden=True)
            await obs.until(
                "getComputedStyle(document.querySelector('.captions')).display === 'none'"
            )
            await spanish.until(f"{READS} === ''")
            broadcast.hide(is_hidden=False)
            # One line that is replaced, for braille.
            await spanish.value("document.getElementById('single').click()")
            for _ in range(2):
                await asyncio.to_thread(somebody.say)
            one = "document.getElementById('one').textContent"
            await spanish.until(f"{READS} === {json.dumps(SPANISH * 2)}")
            assert await spanish.value(one) == SPANISH
            assert await spanish.value("document.getElementById('captions').hidden")
            await spanish.value("document.getElementById('hear').click()")
            await until(lambda: any(hears for _, hears in broadcast._listeners.values()))
            assert not [c for c in spanish.complaints if "WebSocket" not in c]

    with serving(broadcast) as server:
        asyncio.run(run())


def test_what_is_typed_is_read_in_every_language_that_can_have_it(
    broadcast: Broadcast, on_air: Callable[[], Somebody]
) -> None:
    somebody = on_air()
    english, portuguese, spanish = Ears(), Ears(), Ears()
    for ears, language in ((english, "en"), (portuguese, "pt"), (spanish, "es")):
        broadcast.join(ears, language, hears=False)
    somebody.say()
    wait(lambda: bool(portuguese.text and spanish.text))
    somebody.type_text("One moment.", "en")
    assert english.text.endswith("One moment.")
    somebody.say()
    wait(lambda: "from en: One from en: moment." in portuguese.text)
    # No text model leads there, and what is said goes on.
    wait(lambda: spanish.text.count(SPANISH) == 2)
