"""The page at the root, in a browser whose microphone is a file."""

import asyncio
import json
import re
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
import soundfile
import soxr

from engine.arrays import SOURCE_RATE_HZ
from tests.helpers.chromium import chromium, find_chromium
from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances

PROGRAM = find_chromium()
COUNT_PLAYED = """
window.played = 0;
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


def test_every_language_has_all_words() -> None:
    english = texts()["en"]
    assert set(texts()) == {"en", "fr", "de", "es", "pt"}
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
        assert ["fr", "en"] in http.get("/api/directions").json()["directions"]


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
def test_who_speaks_reads_and_hears_the_translation(
    service: RunningService, tmp_path: Path
) -> None:
    speech = tmp_path / "speech.wav"
    soundfile.write(speech, soxr.resample(utterances(0.5), SOURCE_RATE_HZ, 48_000), 48_000)

    async def run(program: str) -> None:
        flags = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-audio-capture={speech}",
            "--autoplay-policy=no-user-gesture-required",
            "--lang=en",
        ]
        async with chromium(program, tmp_path / "profile", *flags) as page:
            await page.open(service.url, before=COUNT_PLAYED)
            await page.until("document.documentElement?.dataset.loaded === '1'")
            assert await page.value("document.querySelectorAll('#voice option').length") > 5
            await page.value("document.getElementById('interface').value = 'en'")
            await page.value("document.getElementById('interface').onchange()")
            await page.value("document.getElementById('wants-said').checked = true")
            for name, code in (("source", "fr"), ("target", "en")):
                await page.value(f"document.getElementById('{name}').value = '{code}'")
                await page.value(f"document.getElementById('{name}').onchange()")
            await page.value("document.getElementById('talk').click()")
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
            await page.value("document.getElementById('talk').click()")
            await page.until("document.getElementById('status').textContent === 'Finished.'")
            assert await page.value("document.getElementById('talk').disabled") is False
            await page.value("document.getElementById('interface').value = 'de'")
            await page.value("document.getElementById('interface').onchange()")
            assert await page.value("document.getElementById('talk').innerText.trim()") == "Starten"
            assert page.complaints == []

    assert PROGRAM is not None
    asyncio.run(run(PROGRAM))
