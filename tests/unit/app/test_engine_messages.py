"""Messages of the engine in the window: the engine's own errors, said again."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication

from app.engine_messages import user_text
from app.translations import Translations
from app.viewmodels.devices import guide_here
from engine.audio.files import open_audio
from engine.devices.listing import AudioDevice, DeviceKind, find_device
from engine.errors import AudioError, DeviceError, PackDamagedError
from tests.helpers.tiny_packs import tiny_store

_OUTPUT = AudioDevice(
    name="headset",
    description="Headset",
    host="test",
    kind=DeviceKind.OUTPUT,
    channels=2,
    is_default=True,
    is_monitor=False,
)


def _message(kind: type[Exception], act: object) -> str:
    assert callable(act)
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value)


def test_a_missing_microphone() -> None:
    said = _message(DeviceError, lambda: find_device(None, DeviceKind.INPUT, [_OUTPUT]))
    assert "dragoman devices" in said
    assert user_text(said) == "There is no microphone. Plug one in."


def test_a_device_that_is_not_there() -> None:
    said = _message(DeviceError, lambda: find_device("gone", DeviceKind.OUTPUT, [_OUTPUT]))
    assert user_text(said).startswith("gone is not plugged in.")


def test_a_file_that_is_not_there_and_one_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    said = _message(AudioError, lambda: open_audio(path))
    assert user_text(said) == f"{path} is not there any more. Choose another recording."
    path.write_text("no sound at all " * 100)
    said = _message(AudioError, lambda: open_audio(path))
    assert user_text(said) == "talk.txt is not a recording. Choose another file."
    said = _message(AudioError, lambda: open_audio(tmp_path))
    assert user_text(said) == f"{tmp_path} is a folder. Choose a recording."
    silent = tmp_path / "silent.wav"
    soundfile.write(silent, np.zeros(0, np.float32), 16_000)
    said = _message(AudioError, lambda: open_audio(silent))
    assert user_text(said) == "silent.wav holds no sound. Choose another file."


def test_a_damaged_pack(tmp_path: Path) -> None:
    store = tiny_store(tmp_path)
    store.place("beta").mkdir(parents=True)
    said = _message(PackDamagedError, lambda: store.folder("beta"))
    assert user_text(said) == "The model beta is damaged. Repair it under Models."


@pytest.mark.parametrize(
    ("system", "microphone", "speaker", "system_audio"),
    [
        (
            "win32",
            "virtual cable VB-CABLE. Install it from vb-audio.com/Cable, then start the computer",
            "virtual cable VB-CABLE A+B. Install it from vb-audio.com/Cable, then start",
            "Windows lets no program hear what others play. Install VB-CABLE from vb-audio.com",
        ),
        (
            "darwin",
            "virtual cable BlackHole 2ch. Install it from existential.audio/blackhole.",
            "virtual cable BlackHole 16ch. Install it from existential.audio/blackhole.",
            "macOS lets no program hear what others play. Install BlackHole from existential.audio",
        ),
    ],
)
def test_a_virtual_cable_that_is_to_be_installed(
    monkeypatch: pytest.MonkeyPatch, system: str, microphone: str, speaker: str, system_audio: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    guides = guide_here([])
    monkeypatch.undo()
    assert microphone in user_text(guides.microphone)
    assert speaker in user_text(guides.speaker)
    assert system_audio in user_text(guides.system_audio)


def test_a_virtual_cable_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    microphone = replace(_OUTPUT, name="CABLE Input (VB-Audio Virtual Cable)")
    speaker = replace(_OUTPUT, name="CABLE-A Output (VB-Audio)", kind=DeviceKind.INPUT)
    guides = guide_here([microphone, speaker])
    monkeypatch.undo()
    assert user_text(guides.microphone) == "In your call, choose “CABLE Output” as the microphone."
    assert user_text(guides.speaker) == "In your call, choose “CABLE-A Input” as the loudspeaker."


def test_a_sound_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    guides = guide_here([])
    assert user_text(guides.microphone).startswith("This needs a sound server.")
    assert guides.system_audio == ""


def test_other_sources_of_the_engine_still_say_what_is_known() -> None:
    engine = Path(__file__).parents[3] / "engine"
    words = " ".join(
        (engine / name).read_text(encoding="utf-8")
        for name in (
            "devices/device_streams.py",
            "devices/virtual.py",
            "live/endpoints.py",
        )
    )
    words = re.sub(r'"\s+f?"', "", words)
    for said in (
        "cannot be opened ({error}); close other programs",
        "is gone; plug it in",
        "stopped playing; plug it in",
        "stopped delivering sound; plug it in",
        "would hear the interpreter itself; ",
        "Another Dragoman uses the virtual device; ",
    ):
        assert said in words


def test_what_is_not_known_stays() -> None:
    assert user_text("The moon is down; wait.") == "The moon is down; wait."


def test_it_speaks_the_language_of_the_interface(qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.wear("de")
    try:
        said = _message(DeviceError, lambda: find_device(None, DeviceKind.INPUT, [_OUTPUT]))
        assert user_text(said) == "Es gibt kein Mikrofon. Schließen Sie eines an."
    finally:
        translations.wear("en")
