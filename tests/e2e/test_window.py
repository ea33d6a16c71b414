"""The real window, driven by its widgets, between real sound devices and with real models."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.boot import make_controller
from app.paths import AppPaths
from app.settings import Settings, TargetKind
from app.settings_file import SettingsFile
from app.shell import Shell
from app.theme.theme import ApplicationTheme
from app.translations import Translations
from app.widgets.choices import ChoiceBox
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.text_scores import plain_words, word_error_rate
from tests.helpers.pulse import PulseServer, why_no_pulse
from tests.helpers.sound import Player, Recorder, transcribe

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(why_no_pulse() is not None, reason=why_no_pulse() or ""),
]

_SPEECH = Path(__file__).parent.parent / "data" / "speech"
_LONG_MS = 120_000


@pytest.fixture
def shell(
    qapp: QApplication, server: PulseServer, packs: PackStore, tmp_path: Path
) -> Iterator[Shell]:
    del server
    paths = AppPaths(config=tmp_path / "config", data=tmp_path / "data", logs=tmp_path / "logs")
    settings = replace(Settings(), is_set_up=True, shows_tray_icon=False)
    controller = make_controller(
        qapp, paths=paths, store=packs, file=SettingsFile(paths.settings), settings=settings
    )
    shell = Shell(qapp, controller, ApplicationTheme(qapp), Translations(qapp))
    shell.open()
    yield shell
    shell.leave()
    assert shell.close()
    qapp.setStyleSheet("")


class Console:
    """The window's widgets, used as a person uses them."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.window = shell.window
        self._shell = shell
        self._qtbot = qtbot

    def wait(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=_LONG_MS)

    def choose(self, box: ChoiceBox, text: str) -> None:
        """Choose the line that begins so."""
        self.wait(lambda: any(line.startswith(text) for line in lines(box)))
        number = next(n for n, line in enumerate(lines(box)) if line.startswith(text))
        box.setCurrentIndex(number)
        box.activated.emit(number)

    def press_start(self) -> None:
        QTest.mouseClick(self.window.transport.start_button, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, *, is_down: bool) -> None:
        kind = QEvent.Type.KeyPress if is_down else QEvent.Type.KeyRelease
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.window, event)

    @property
    def captions(self) -> str:
        """What was committed, as the pane shows it."""
        rows = self._shell.controller.captions.shown_rows
        return " ".join(row.target.strip() for row in rows)

    @property
    def sign(self) -> str:
        return self.window.transport.sign.text


def lines(box: ChoiceBox) -> list[str]:
    return [box.itemText(number) for number in range(box.count())]


def has_word(text: str, word: str) -> bool:
    return any(found.startswith(word) for found in plain_words(text))


@pytest.mark.slow
def test_a_call_from_the_window_survives_an_unplugged_microphone(
    shell: Shell, server: PulseServer, packs: PackStore, qtbot: QtBot
) -> None:
    console = Console(shell, qtbot)
    window = shell.window
    panel = window.panels[0]
    console.choose(window.languages.source_box, "French")
    console.choose(window.languages.target_box, "English")
    console.choose(panel.source_box, "Test_Microphone")
    virtual = panel.target_kind.buttons[1]
    QTest.mouseClick(virtual, Qt.MouseButton.LeftButton)
    assert panel.direction.target_kind is TargetKind.VIRTUAL_MICROPHONE
    console.press_start()
    console.wait(lambda: console.sign == "On air")
    with Recorder("dragoman_microphone") as recorder:
        # What is said while the key is held is not heard.
        console.key(Qt.Key.Key_F8, is_down=True)
        assert console.sign == "Muted"
        with Player(_SPEECH / "fr_cv_course.flac", "mic_feed") as player:
            console.wait(lambda: not player.is_playing())
        console.key(Qt.Key.Key_F8, is_down=False)
        with Player(_SPEECH / "fr_cv_accident.flac", "mic_feed") as player:
            console.wait(lambda: not player.is_playing())
            console.wait(lambda: has_word(console.captions, "accident"))
        server.unplug_microphone()
        console.wait(lambda: any("was disconnected" in text for text in window.notices.texts))
        server.plug_microphone()
        console.wait(
            lambda: any("Test_Microphone is back" in text for text in window.notices.texts)
        )
        before = console.captions
        with Player(_SPEECH / "fr_cv_course.flac", "mic_feed") as player:
            console.wait(lambda: not player.is_playing())
        console.press_start()
        assert console.sign == "Finishing"
        console.wait(lambda: console.sign == "Off air")
    assert console.captions.startswith(before)
    assert len(plain_words(console.captions)) > len(plain_words(before)) + 5
    with Interpreter(packs, runtime=Runtime(threads=2)) as interpreter:
        heard = transcribe(interpreter, recorder.samples, "en")
    assert word_error_rate(console.captions, heard) < 0.4, (console.captions, heard)
