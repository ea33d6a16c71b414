"""Listeners: one microphone, the starter pack, and two browsers in two languages."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import pytest
import sacrebleu

from engine.arrays import SOURCE_RATE_HZ
from engine.effort import Effort
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.text_scores import word_error_rate
from tests.helpers.chromium import Page, chromium, find_chromium
from tests.helpers.processor import Processor
from tests.helpers.pulse import PulseServer, why_no_pulse
from tests.helpers.sound import Player, Recorder, transcribe

_PROGRAM = find_chromium()

pytestmark = [
    pytest.mark.models,
    pytest.mark.slow,
    pytest.mark.skipif(why_no_pulse() is not None, reason=why_no_pulse() or ""),
    pytest.mark.skipif(_PROGRAM is None, reason="there is no Chromium here"),
]

_ROOT = Path(__file__).parents[2]
_SPEECH = _ROOT / "tests" / "data" / "speech" / "pt_falabrasil.flac"
_ENGLISH = (
    "This is a test of the acoustic models trained by the FalaBrasil group for phonetic alignment."
)
_SPANISH = (
    "Esta es una prueba de los modelos acústicos entrenados por el grupo FalaBrasil para la "
    "alineación fonética."
)
_PATIENCE_S = 180.0
_LONGEST_VOICE_S = 60.0
_PAUSE_S = 4.0
"""Of a voice that has said all."""
_AUDIBLE = 0.02
_READS = "document.getElementById('captions').textContent"


class Interpreting:
    """`dragoman live` as somebody runs it in a terminal, with a page for listeners."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._said: list[str] = []
        self._written: list[str] = []
        self._readers = [
            threading.Thread(target=lines.extend, args=(stream,), daemon=True)
            for lines, stream in self._streams()
        ]
        for reader in self._readers:
            reader.start()

    def _streams(self) -> list[tuple[list[str], IO[str]]]:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        return [(self._written, self._process.stdout), (self._said, self._process.stderr)]

    @property
    def said(self) -> str:
        return "".join(self._said)

    def wait_until_said(self, pattern: str) -> str:
        """The first group of a line that fits, or all of it."""
        deadline_s = time.monotonic() + _PATIENCE_S
        while (found := re.search(pattern, self.said)) is None:
            assert self._process.poll() is None, self.said
            assert time.monotonic() < deadline_s, self.said
            time.sleep(0.05)
        return found[found.lastindex or 0]

    def finish(self) -> list[dict[str, str]]:
        """End it as Ctrl-C does; what it recorded of its session."""
        self._process.send_signal(signal.SIGINT)
        assert self._process.wait(_PATIENCE_S) == 0, self.said
        for reader in self._readers:
            reader.join()
        return [json.loads(line) for line in self._written]


@contextmanager
def interpreting(server: PulseServer, packs: PackStore) -> Iterator[Interpreting]:
    command = [sys.executable, "-m", "app", "live", "--from", "pt", "--to", "en", "--json"]
    # Its own voice goes elsewhere: what is heard here comes out of a browser.
    server.plug("elsewhere")
    options = ["--source", "test_mic", "--output", "elsewhere", "--listeners", "0"]
    with subprocess.Popen(  # noqa: S603 - this project's own
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={
            **os.environ,
            "PULSE_SERVER": server.address,
            "DRAGOMAN_HOME": str(packs.root.parent),
        },
    ) as process:
        try:
            yield Interpreting(process)
        finally:
            process.kill()


async def open_page(url: str, folder: Path, stack: AsyncExitStack) -> Page:
    assert _PROGRAM is not None
    flags = ("--lang=en", "--autoplay-policy=no-user-gesture-required")
    page = await stack.enter_async_context(chromium(_PROGRAM, folder, *flags))
    await page.open(url)
    await page.until("document.documentElement?.dataset.loaded === '1'")
    return page


async def choose(page: Page, language: str) -> None:
    box = "document.getElementById('language')"
    await page.until(f"[...{box}.options].some((option) => option.value === '{language}')")
    await page.value(f"{box}.value = '{language}'")
    await page.value(f"{box}.onchange()")


async def wait_for_silence(recorder: Recorder) -> None:
    """Wait until a voice was heard that is silent since, or none came for long."""
    deadline_s = time.monotonic() + _LONGEST_VOICE_S
    while not has_said_all(recorder) and time.monotonic() < deadline_s:  # noqa: ASYNC110
        await asyncio.sleep(0.5)


def has_said_all(recorder: Recorder) -> bool:
    is_loud = np.abs(recorder.samples) > _AUDIBLE
    pause = round(_PAUSE_S * SOURCE_RATE_HZ)
    return bool(is_loud.any() and not is_loud[-pause:].any())


async def follow(url: str, folder: Path) -> tuple[str, str, Recorder]:
    """Speak while two browsers follow; what both read, and what one of them played."""
    async with AsyncExitStack() as stack:
        english = await open_page(url, folder / "en", stack)
        spanish = await open_page(f"{url}?obs&language=es", folder / "es", stack)
        await choose(english, "en")
        await english.value("document.getElementById('hear').click()")
        for page in (english, spanish):
            await page.until("document.getElementById('status').textContent === 'On air'")
        with Recorder("cable.monitor") as heard, Player(_SPEECH, "mic_feed") as somebody:
            while somebody.is_playing():  # noqa: ASYNC110 - nor does a process
                await asyncio.sleep(0.05)
            for page in (english, spanish):
                # The last word has come once nothing may change any more.
                await page.until(
                    f"{_READS}.trim().endsWith('.') && !document.querySelector('.tentative')"
                    "?.textContent",
                    timeout_s=_PATIENCE_S,
                )
            await wait_for_silence(heard)
        texts = [str(await page.value(_READS)) for page in (english, spanish)]
        for page in (english, spanish):
            assert not page.complaints
        return texts[0], texts[1], heard


def test_two_browsers_read_two_languages_and_one_of_them_is_heard(
    server: PulseServer, packs: PackStore, tmp_path: Path
) -> None:
    for language in ("en", "es"):
        (tmp_path / language).mkdir()
    with interpreting(server, packs) as session:
        url = session.wait_until_said(r"listeners open (\S+);")
        session.wait_until_said("Ctrl-C ends")
        processor = Processor()
        english, spanish, heard = asyncio.run(follow(url, tmp_path))
        had_time = processor.had_time
        records = session.finish()
    committed = "".join(r["text"] for r in records if r["event"] == "text_committed")
    assert english == committed.strip()
    assert sacrebleu.sentence_chrf(english, [_ENGLISH]).score > 35, english
    assert sacrebleu.sentence_chrf(spanish, [_SPANISH]).score > 25, spanish
    efforts = [r["effort"] for r in records if r["event"] == "effort_changed"]
    if Effort.CAPTIONS_ONLY in efforts:
        assert not had_time, f"it gave up the voice though it had time: {efforts}"
        pytest.skip("this computer was too busy to speak")
    with Interpreter(packs, runtime=Runtime(threads=2)) as interpreter:
        words = transcribe(interpreter, heard.samples, "en")
    assert word_error_rate(english, words) < 0.4, words
