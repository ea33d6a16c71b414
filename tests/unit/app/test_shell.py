"""The program behind the windows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dialogs.enrolment import EnrolmentDialog
from app.dialogs.first_run import FirstRun
from app.live_session import NeededPack
from app.session_controller import SessionState
from app.settings import WORK_CALL, Settings, Theme
from app.shell import Shell
from app.translations import Translations
from engine.events import TextCommitted
from engine.live.events import LiveState
from tests.helpers.fake_live import FakeSession
from tests.unit.app.conftest import World


@pytest.fixture
def shell(qapp: QApplication, world: World) -> Iterator[Shell]:
    translations = Translations(qapp)
    made = Shell(qapp, world.parts, translations)
    made.open()
    yield made
    made.quit()
    translations.wear("en")


def change(world: World, settings: Settings) -> None:
    world.parts.preferences.change(settings)


def run(qtbot: QtBot, shell: Shell, world: World) -> FakeSession:
    shell.window.start_or_stop()
    qtbot.waitUntil(lambda: world.parts.controller.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: world.parts.controller.state is SessionState.RUNNING)
    return world.engine.session


def committed(text: str) -> TextCommitted:
    return TextCommitted(text=text, language="en", source_start=0, source_end=16_000, heard=16_000)


def test_what_is_said_reaches_pane_and_overlay(qtbot: QtBot, shell: Shell, world: World) -> None:
    session = run(qtbot, shell, world)
    session.say(committed("Good morning."))
    qtbot.waitUntil(lambda: "Good morning." in shell.window.captions.view.toPlainText())
    assert shell.overlay.canvas.shown_text.startswith("Good")


def test_a_new_session_begins_with_an_empty_pane(qtbot: QtBot, shell: Shell, world: World) -> None:
    session = run(qtbot, shell, world)
    session.say(committed("Old."))
    qtbot.waitUntil(lambda: "Old." in shell.window.captions.view.toPlainText())
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not world.parts.controller.is_active)
    assert "Old." in shell.window.captions.view.toPlainText()
    run(qtbot, shell, world)
    assert "Old." not in shell.window.captions.view.toPlainText()


def test_another_language_makes_the_window_anew_while_the_session_goes_on(
    qtbot: QtBot, shell: Shell, world: World
) -> None:
    session = run(qtbot, shell, world)
    session.say(committed("Still here."))
    before = shell.window
    qtbot.waitUntil(lambda: "Still here." in before.captions.view.toPlainText())
    settings = world.parts.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
    assert shell.window is not before
    assert shell.window.isVisible()
    assert shell.window.transport.start_button.text() == "Arrêter"
    assert "Still here." in shell.window.captions.view.toPlainText()
    assert session.ends == []
    shell.window.start_or_stop()
    assert session.ends == [True]


def test_another_theme_dresses_everything(shell: Shell, world: World) -> None:
    settings = world.parts.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, theme=Theme.DARK)))
    palette = shell.window.captions.view.palette()
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    assert base.lightness() < text.lightness()


def test_a_dialog_is_there_once(shell: Shell) -> None:
    first = shell.open_settings()
    assert shell.open_settings() is first
    first.close()
    assert shell.open_settings() is not first


def test_a_first_run_offers_the_models_that_lack(qtbot: QtBot, shell: Shell, world: World) -> None:
    world.engine.missing_packs = [NeededPack(id="a", title="Alpha", download_bytes=3_000_000)]
    dialog = shell.open_first_run()
    assert isinstance(dialog, FirstRun)
    dialog.skip_button.click()
    qtbot.waitUntil(lambda: any("Alpha" in text for text in shell.window.notices.texts))


def test_a_cloned_voice_is_spoken_with_in_every_language_of_the_profile(
    shell: Shell, world: World
) -> None:
    settings = world.parts.preferences.settings
    change(world, replace(settings, profile=WORK_CALL))
    shell._on_voice_kept("ana")
    mine, theirs = world.profile.directions()
    assert mine.voices == {mine.target_language: f"ana.{mine.target_language}"}
    assert theirs.voices == {theirs.target_language: f"ana.{theirs.target_language}"}


def test_who_leaves_during_the_first_run_is_asked_again(shell: Shell, world: World) -> None:
    settings = world.parts.preferences.settings
    change(world, replace(settings, is_set_up=False))
    shell.open_first_run()
    shell.quit()
    assert not world.parts.preferences.settings.is_set_up


def test_the_overlay_comes_back_after_a_quit(shell: Shell, world: World) -> None:
    shell.toggle_overlay()
    assert world.parts.preferences.settings.overlay.is_visible
    assert shell.overlay.isVisible()
    shell.quit()
    assert not shell.overlay.isVisible()
    assert world.parts.preferences.settings.overlay.is_visible


def test_a_voice_is_cloned_from_the_window(qtbot: QtBot, shell: Shell) -> None:
    shell.window.cloning_asked.emit()
    dialog = shell.open_cloning()
    assert isinstance(dialog, EnrolmentDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        dialog.close()


def test_a_locked_overlay_is_unlocked_in_the_window(shell: Shell, world: World) -> None:
    shell.overlay.lock_action.trigger()
    assert world.parts.preferences.settings.overlay.is_locked
    lock = next(
        action for action in shell.window.header.overlay_button.actions() if action.isChecked()
    )
    lock.trigger()
    assert not shell.overlay.settings.is_locked
    assert not world.parts.preferences.settings.overlay.is_locked
