"""The page at the root, in a browser whose microphone is a file."""

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest
import soundfile
import soxr
from websockets.asyncio.client import connect

from app.translations import INTERFACE_LANGUAGES
from engine.arrays import SOURCE_RATE_HZ
from engine.service.settings import Limits
from engine.tts.voice_stage import SpokenClause, VoiceStage
from tests.helpers.chromium import Page, chromium, find_chromium
from tests.helpers.running_service import RunningService
from tests.helpers.talking import assert_free, assert_no_jobs
from tests.helpers.tiny_interpreter import utterances

PROGRAM = find_chromium()
needs_browser = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
SAID_COUNT = "(document.getElementById('captions').textContent.split('translate fr').length - 1)"
UNSENT = "[...window.encoded].filter(([a, n]) => (window.sent.get(a) ?? 0) < n).length"
COUNT_PLAYED = """
window.played = 0;
window.encoded = new Map();
window.sent = new Map();
const count = (of, frame) => of.set(frame, (of.get(frame) ?? 0) + 1);
const code = window.btoa;
window.btoa = (bytes) => {
  const frame = code(bytes);
  count(window.encoded, frame);
  return frame;
};
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) {
  const { audio } = JSON.parse(text);
  if (audio) count(window.sent, audio);
  return send.call(this, text);
};
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...rest) {
  window.played += this.buffer.duration;
  return start.apply(this, rest);
};
"""


def texts() -> dict[str, dict[str, str]]:
    """The page's words."""
    content = (files("resources") / "service" / "texts.json").read_text(encoding="utf-8")
    parsed: dict[str, dict[str, str]] = json.loads(content)
    return parsed


def test_every_language_of_the_interface_has_all_words() -> None:
    english = texts()["en"]
    assert set(texts()) == set(INTERFACE_LANGUAGES)
    for words in texts().values():
        assert set(words) == set(english)
        for key, text in words.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key]))
            assert text or key == "idle"


def test_only_the_pages_own_parts_are_there(service: RunningService) -> None:
    with httpx.Client(base_url=service.url) as http:
        index = http.get("/")
        assert "default-src 'none'" in index.headers["content-security-policy"]
        for name in re.findall(r'(?:src|href)="(/page/[^"]+)"', index.text):
            assert http.get(name).status_code == 200
        for name in ("catalogue.toml", "..%2fcatalogue.toml", "%2e%2e%2fcatalogue.toml", "x.js"):
            assert http.get(f"/page/{name}").status_code == 404
        assert http.get("/page/languages.json").json()["fr"] == "Français"
        assert ["fr", "en"] in http.get("/api/directions").json()["directions"]


async def choose(page: Page, **values: str) -> None:
    """Set selects by their ids, as a person does."""
    for name, value in values.items():
        await page.value(f"document.getElementById('{name}').value = '{value}'")
        await page.value(f"document.getElementById('{name}').onchange()")


async def press(page: Page) -> None:
    await page.value("document.getElementById('talk').click()")


def says(key: str, language: str = "en") -> str:
    """Whether the page's status is a text of it, as an expression."""
    return f"document.getElementById('status').textContent === {json.dumps(texts()[language][key])}"


def label(key: str) -> str:
    return f"document.getElementById('talk').innerText.trim() === {json.dumps(texts()['en'][key])}"


@asynccontextmanager
async def opened(service: RunningService, folder: Path) -> AsyncIterator[Page]:
    """The page in English, in a browser that hears an utterance over and over."""
    speech = folder / "speech.wav"
    samples = soxr.resample(utterances(0.5), SOURCE_RATE_HZ, 48_000)
    await asyncio.to_thread(soundfile.write, speech, samples, 48_000)
    flags = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={speech}",
        "--autoplay-policy=no-user-gesture-required",
        "--lang=en",
    ]
    assert PROGRAM is not None
    async with chromium(PROGRAM, folder / "profile", *flags) as page:
        await page.open(service.url, before=COUNT_PLAYED)
        await page.until("document.documentElement?.dataset.loaded === '1'")
        await choose(page, interface="en")
        yield page


@needs_browser
def test_who_speaks_reads_and_hears_the_translation(
    service: RunningService, tmp_path: Path
) -> None:
    async def run() -> None:
        async with opened(service, tmp_path) as page:
            assert await page.value("document.querySelectorAll('#voice option').length") > 5
            await page.value("document.getElementById('wants-said').checked = true")
            await choose(page, source="fr", target="en")
            await press(page)
            captions = "document.getElementById('captions').textContent"
            await page.until(f"/translate fr/.test({captions})")
            await page.until("window.played > 0.1")
            await page.until(
                "document.getElementById('said').textContent.includes('transcribe fr')"
            )
            # What the session computed is drawn; the step that it did not need is shown as such.
            await page.until("document.querySelectorAll('.lane.speech_translation i').length > 0")
            assert await page.value("document.querySelector('.lane.skipped') !== null")
            assert "Two models" in await page.value(
                "document.getElementById('how-text').textContent"
            )
            assert "behind" in await page.value("document.getElementById('lag').textContent")
            await press(page)
            await page.until(says("done"))
            await choose(page, interface="de")
            assert await page.value("document.getElementById('talk').innerText.trim()") == "Starten"
            assert page.complaints == []

    asyncio.run(run())


@needs_browser
def test_who_does_not_want_to_wait_for_the_end_need_not(
    service: RunningService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, speaks = threading.Event(), threading.Event()
    begin = VoiceStage.begin

    def slow(stage: VoiceStage, *, tempo: float) -> SpokenClause:
        reached.set()
        assert speaks.wait(120)
        return begin(stage, tempo=tempo)

    async def run() -> None:
        monkeypatch.setattr(VoiceStage, "begin", slow)
        async with opened(service, tmp_path) as page:
            await choose(page, source="fr", target="en")
            await press(page)
            await page.until(says("ready"))
            assert await asyncio.to_thread(reached.wait, 60)
            await press(page)
            await page.until(label("stopNow"))
            assert await page.value(says("finishing"))
            await press(page)
            assert await page.value(label("stopNow"))  # a double click is not meant so
            await asyncio.sleep(1)
            await press(page)
            await page.until(says("done"))
            assert await page.value(label("start"))
            speaks.set()
            # It can be used again at once.
            await press(page)
            await page.until("/translate fr/.test(document.getElementById('captions').textContent)")
            await press(page)
            await page.until(says("done"))
            assert page.complaints == []

    try:
        asyncio.run(run())
    finally:
        speaks.set()
    assert_free(service)


@needs_browser
def test_a_connection_that_breaks_is_made_again_and_loses_nothing(
    service: RunningService, tmp_path: Path
) -> None:
    async def run() -> None:
        async with opened(service, tmp_path) as page:
            await choose(page, source="fr", target="en")
            await page.value("document.getElementById('voice').value = 'none'")
            await press(page)
            await page.until(says("ready"))
            for _ in range(2):
                words = await page.value(SAID_COUNT)
                service.cut()
                await page.until(says("reconnecting"))
                # What was said while there was no connection is translated as well.
                await page.until(says("ready"))
                await page.until(f"{SAID_COUNT} > {words}")
            await press(page)
            await page.until(says("done"))
            assert await page.value("window.encoded.size") > 50
            assert await page.value(UNSENT) == 0

    asyncio.run(run())


@pytest.mark.slow
@needs_browser
def test_others_follow_who_speaks_each_in_a_language_of_their_own(
    service: RunningService, tmp_path: Path
) -> None:
    async def run() -> None:
        async with opened(service, tmp_path) as speaker, AsyncExitStack() as stack:
            await speaker.value("document.getElementById('wants-listeners').checked = true")
            await choose(speaker, source="fr", target="en")
            await speaker.value("document.getElementById('voice').value = 'none'")
            await press(speaker)
            await speaker.until(says("ready"))
            link = await speaker.value("document.getElementById('room').href")
            assert re.fullmatch(rf"{service.url}/listen/[A-Za-z0-9_-]{{22}}/", link)
            assert not await speaker.value("document.getElementById('invitation').hidden")
            pages = []
            for code in ("es", "pt"):
                (tmp_path / code).mkdir()
                page = chromium(PROGRAM or "", tmp_path / code, "--lang=en")
                pages.append(await stack.enter_async_context(page))
                await pages[-1].open(f"{link}?language={code}")
            spanish, portuguese = pages
            text = "document.getElementById('captions').textContent"
            await spanish.until(f"/^ ?translate fr/.test({text})")
            await portuguese.until(f"/from en: translate fr/.test({text})")
            shown = await spanish.value(f"{text}.length")
            service.cut()
            # All of them come back by themselves, to the same room.
            await spanish.until(f"{text}.length > {shown}")
            await press(speaker)
            await speaker.until(says("done"))
            status = "document.getElementById('status').textContent"
            await spanish.until(f"{status} === {json.dumps(texts()['en']['offAir'])}")
            assert await speaker.value("document.getElementById('room').href") == link
        assert service.service.rooms.sessions == 0

    asyncio.run(run())
    assert_no_jobs(service)


def test_the_lanes_have_a_role_and_a_name() -> None:
    page = (files("resources") / "service" / "index.html").read_text(encoding="utf-8")
    (lanes,) = re.findall(r'<div id="lanes"[^>]*>', page)
    assert 'role="img"' in lanes
    for name in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', lanes):
        assert f'id="{name}"' in page


def test_a_room_has_a_name_that_nobody_guesses(service: RunningService) -> None:
    async def ask(room: str) -> dict[str, Any]:
        async with connect(f"{service.url.replace('http', 'ws')}/api/speech/asr") as socket:
            config = {"language": "fr", "target_language": "en", "room": room}
            await socket.send(json.dumps({"type": "setup", "json_config": config}))
            answer: dict[str, Any] = json.loads(await socket.recv())
            return answer

    def status(room: str, **headers: str) -> int:
        return httpx.get(f"{service.url}/listen/{room}/", headers=headers).status_code

    assert asyncio.run(ask("short"))["code"] == 1008
    assert asyncio.run(ask("a" * 22))["type"] == "ready"
    assert (status("a" * 22), status("b" * 22)) == (200, 404)
    # A page elsewhere may not follow, whatever it knows.
    assert status("a" * 22, origin="https://evil.example") == 404


def test_a_full_service_makes_no_sessions_for_those_who_follow(
    serve: Callable[..., RunningService],
) -> None:
    service = serve(Limits(drain_s=2.0, sessions=1))

    async def run() -> str:
        base = service.url.replace("http", "ws")
        async with connect(f"{base}/api/speech/asr") as speaker:
            config = {"language": "fr", "target_language": "en", "room": "r" * 22}
            await speaker.send(json.dumps({"type": "setup", "json_config": config}))
            assert json.loads(await speaker.recv())["type"] == "ready"
            async with connect(f"{base}/listen/{'r' * 22}/listen") as follower:
                await follower.send(json.dumps({"language": "es"}))
                while True:
                    told = json.loads(await asyncio.wait_for(follower.recv(), 30))
                    if told["type"] == "situation" and told["problem"]:
                        return str(told["problem"])

    assert "full" in asyncio.run(run())


@needs_browser
def test_a_key_is_asked_for_and_a_wrong_one_is_called_so(
    service: RunningService, tmp_path: Path
) -> None:
    key = service.service.access.keys.add("page")

    async def run() -> None:
        async with opened(service, tmp_path) as page:
            await page.until(says("needsKey"))
            assert await page.value("document.getElementById('key-row').hidden") is False
            await page.value("document.getElementById('key').value = 'drg_wrong'")
            await press(page)
            await page.until(says("wrongKey"))
            await page.value(f"document.getElementById('key').value = '{key}'")
            await press(page)
            await page.until(says("ready"))
            await press(page)
            await page.until(says("done"))
            await press(page)
            await page.until(says("ready"))

    asyncio.run(run())
    assert_no_jobs(service)
