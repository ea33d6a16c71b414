"""Messages of the engine in the window: the engine's own errors, said again."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.engine_messages import user_text
from app.translations import Translations
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


def test_a_damaged_pack(tmp_path: Path) -> None:
    store = tiny_store(tmp_path)
    store.place("beta").mkdir(parents=True)
    said = _message(PackDamagedError, lambda: store.folder("beta"))
    assert user_text(said) == "The model beta is damaged. Repair it under Models."


def test_other_sources_of_the_engine_still_say_what_is_known() -> None:
    engine = Path(__file__).parents[3] / "engine"
    words = " ".join(
        (engine / name).read_text(encoding="utf-8")
        for name in (
            "devices/opening.py",
            "devices/streams.py",
            "devices/virtual.py",
            "live/ends.py",
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
