"""The window with the real engine, models and a recording; no sound card is needed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.boot import make_controller
from app.paths import AppPaths
from app.settings import DirectionSettings, Profile, Settings, SourceKind
from app.settings_file import SettingsFile
from app.shell import Shell
from app.theme.theme import ThemeKeeper
from app.translations import Translations
from app.viewmodels.session import SessionState
from engine.packs.store import PackStore

pytestmark = pytest.mark.models

_RECORDING = Path(__file__).parents[2] / "data" / "speech" / "es_cv_texas.flac"
_LOADED_MS = 120_000
_DONE_MS = 60_000


@pytest.fixture
def shell(qapp: QApplication, packs: PackStore, tmp_path: Path) -> Iterator[Shell]:
    direction = DirectionSettings(
        source_kind=SourceKind.FILE,
        source_file=str(_RECORDING),
        source_language="es",
        target_language="en",
        speaks=False,
    )
    profile = Profile(name="test", one_way=direction)
    paths = AppPaths(config=tmp_path, data=tmp_path, logs=tmp_path)
    made = Shell(
        qapp,
        make_controller(
            qapp,
            paths=paths,
            store=packs,
            file=SettingsFile(paths.settings),
            settings=Settings(is_set_up=True, profiles=(profile,), profile="test"),
        ),
        ThemeKeeper(qapp),
        Translations(qapp),
    )
    made.open()
    yield made
    made.quit()
    assert made.close()
    qapp.setStyleSheet("")


def test_a_recording_is_interpreted_shown_and_kept(qtbot: QtBot, shell: Shell) -> None:
    controller, window = shell.controller, shell.window
    levels: list[float] = []
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: window.transport.sign.is_lit, timeout=_LOADED_MS)

    def is_over() -> bool:
        levels.append(window.transport.meters[0][0].level_dbfs)
        return controller.session.state is SessionState.IDLE

    qtbot.waitUntil(is_over, timeout=_DONE_MS)
    assert max(levels) > -40
    text = window.captions.view.toPlainText().casefold()
    # "Hay tres generaciones por año en el sur de Texas."
    assert "three generations" in text
    assert "texas" in text
    kept: list[str] = []
    controller.history.ask(
        lambda store: [str(s.number) for s in store.sessions("generations")], done=kept.extend
    )
    qtbot.waitUntil(lambda: len(kept) == 1)


def test_stop_answers_while_the_engine_works(qtbot: QtBot, shell: Shell) -> None:
    controller, window = shell.controller, shell.window
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: window.transport.sign.is_lit, timeout=_LOADED_MS)
    window.transport.start_button.click()
    assert window.transport.start_button.text() == "Stop now"
    window.transport.start_button.click()
    assert controller.session.state is SessionState.IDLE
    assert not window.transport.sign.is_lit
