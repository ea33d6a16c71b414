"""The window with the real engine, models and a recording; no sound card is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.boot import make_controller
from app.paths import AppPaths
from app.settings import DirectionSettings, Profile, Settings, SourceKind
from app.settings_file import SettingsFile
from app.shell import Shell
from app.theme.theme import ApplicationTheme
from app.translations import Translations
from app.viewmodels.session import SessionState
from engine.packs.store import PackStore
from tests.helpers.tiny_canary import store_with_tiny_canary

pytestmark = pytest.mark.models

_SPEECH = Path(__file__).parents[2] / "data" / "speech"
_LOADED_MS = 120_000
_DONE_MS = 60_000


@contextmanager
def _open(
    qapp: QApplication, folder: Path, store: PackStore, direction: DirectionSettings
) -> Iterator[Shell]:
    profile = Profile(name="test", one_way=direction)
    paths = AppPaths(config=folder, data=folder, logs=folder)
    made = Shell(
        qapp,
        make_controller(
            qapp,
            paths=paths,
            store=store,
            file=SettingsFile(paths.settings),
            settings=Settings(is_set_up=True, profiles=(profile,), profile="test"),
        ),
        ApplicationTheme(qapp),
        Translations(qapp),
    )
    made.open()
    yield made
    made.leave()
    assert made.close()
    qapp.setStyleSheet("")


def _captions(recording: str, *, source: str | None, target: str) -> DirectionSettings:
    return DirectionSettings(
        source_kind=SourceKind.FILE,
        source_file=str(_SPEECH / recording),
        source_language=source,
        target_language=target,
        speaks=False,
    )


@pytest.fixture
def shell(qapp: QApplication, packs: PackStore, tmp_path: Path) -> Iterator[Shell]:
    direction = _captions("es_cv_texas.flac", source="es", target="en")
    with _open(qapp, tmp_path, packs, direction) as shell:
        yield shell


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


@pytest.mark.parametrize("source", ["en", None], ids=["given", "detected"])
def test_canary_captions_what_is_said(
    qtbot: QtBot, qapp: QApplication, packs: PackStore, tmp_path: Path, source: str | None
) -> None:
    """Its weights are random: what it writes means nothing, that it is shown does."""
    store = store_with_tiny_canary(tmp_path / "home" / "models", packs)
    direction = _captions("en_jfk.flac", source=source, target="de")
    with _open(qapp, tmp_path, store, direction) as shell:
        controller, window = shell.controller, shell.window
        window.transport.start_button.click()
        qtbot.waitUntil(lambda: window.transport.sign.is_lit, timeout=_LOADED_MS)
        qtbot.waitUntil(lambda: controller.session.state is SessionState.IDLE, timeout=_DONE_MS)
        assert window.captions.view.toPlainText().strip()
        # Better models are to be had; nothing else is told.
        assert all("starter quality" in text for text in window.notices.texts)
