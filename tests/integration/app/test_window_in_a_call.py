"""The window in a call: a real sound server, the real engine, and only buttons are pressed."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.boot import make_parts
from app.paths import AppPaths
from app.session_controller import SessionState
from app.settings import DirectionSettings, Profile, Settings, SettingsFile, TargetKind
from app.shell import Shell
from app.translations import Translations
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.levels import measure_level
from engine.audio.resample import Resampler
from engine.devices.listing import DeviceKind, find_device
from engine.devices.streams import DeviceInput
from engine.devices.virtual import MICROPHONE_NAME
from engine.events import TextCommitted, TranscriptCommitted
from engine.interpreter import Interpreter, SessionConfig
from engine.models.onnx import Runtime
from engine.packs.store import PackStore
from tests.helpers.pulse import PulseServer, pulse_server, why_no_pulse

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(why_no_pulse() is not None, reason=why_no_pulse() or ""),
]

_SPEECH = Path(__file__).parents[2] / "data" / "speech" / "es_cv_texas.flac"
_LOADED_MS = 120_000
_SPOKEN_MS = 60_000


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    folder = tmp_path / "sound"
    folder.mkdir()
    with pulse_server(folder) as running:
        monkeypatch.setenv("PULSE_SERVER", running.address)
        yield running


@pytest.fixture
def shell(
    qtbot: QtBot, qapp: QApplication, packs: PackStore, server: PulseServer, tmp_path: Path
) -> Iterator[Shell]:
    del server
    direction = DirectionSettings(
        source_device="test_mic",
        source_language="es",
        target_language="en",
        target_kind=TargetKind.VIRTUAL_MICROPHONE,
    )
    profile = Profile(name="call", one_way=direction)
    paths = AppPaths(config=tmp_path, data=tmp_path, logs=tmp_path)
    parts = make_parts(
        qapp,
        paths=paths,
        store=packs,
        file=SettingsFile(paths.settings),
        settings=Settings(is_set_up=True, profiles=(profile,), profile="call"),
    )
    made = Shell(qapp, parts, Translations(qapp))
    made.open()
    made.window.transport.start_button.click()
    qtbot.waitUntil(lambda: made.window.transport.sign.is_lit, timeout=_LOADED_MS)
    yield made
    made.quit()
    assert made.close()
    qapp.setStyleSheet("")


def transcript(packs: PackStore, samples: Float32) -> str:
    """What our own speech model hears in [n] samples of English at SOURCE_RATE_HZ."""
    config = SessionConfig(source="en", target="en", speaks=False)
    with Interpreter(packs, runtime=Runtime()) as interpreter:
        session = interpreter.session(config)
        events = [*session.push(samples), *session.flush()]
    texts = [e.text for e in events if isinstance(e, TextCommitted | TranscriptCommitted)]
    return "".join(texts).casefold()


def test_the_other_side_hears_english(qtbot: QtBot, shell: Shell, packs: PackStore) -> None:
    window = shell.window
    call = DeviceInput(find_device(MICROPHONE_NAME, DeviceKind.INPUT))
    resampler = Resampler(from_hz=call.rate_hz, to_hz=SOURCE_RATE_HZ)
    heard: list[Float32] = []
    player = subprocess.Popen(["/usr/bin/paplay", "-d", "mic_feed", str(_SPEECH)])  # noqa: S603

    def listen() -> None:
        taken = call.take()
        if taken.size:
            heard.append(resampler.push(taken))

    def was_heard() -> bool:
        listen()
        return "texas" in window.captions.view.toPlainText().casefold()

    def is_over() -> bool:
        listen()
        return shell.parts.controller.state is SessionState.IDLE

    try:
        qtbot.waitUntil(was_heard, timeout=_SPOKEN_MS)
        window.transport.start_button.click()  # what was said is spoken to its end
        qtbot.waitUntil(is_over, timeout=_SPOKEN_MS)
    finally:
        player.kill()
        player.wait()
        call.close()
    speech = np.concatenate(heard)
    assert measure_level(speech).peak_dbfs > -25
    said = transcript(packs, speech)
    assert "generation" in said
    assert "texas" in said


def test_a_microphone_that_is_unplugged_is_one_notice_until_it_is_back(
    qtbot: QtBot, shell: Shell, server: PulseServer
) -> None:
    notices = shell.window.notices
    server.unplug_microphone()
    qtbot.waitUntil(lambda: any("is gone" in text for text in notices.texts), timeout=_SPOKEN_MS)
    assert shell.parts.controller.state is SessionState.RUNNING
    server.plug_microphone()
    qtbot.waitUntil(lambda: notices.texts == ["Test_Microphone is back."], timeout=_SPOKEN_MS)
