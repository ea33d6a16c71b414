"""The program behind the windows."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.history.store import HistoryStore
from app.keys.contract import Bound, KeyAction, Pressed, Refusal, Released
from app.live_call import NeededPack
from app.settings import WORK_CALL, GlobalShortcuts, Settings, TargetKind, Theme
from app.shell import Shell
from app.translations import Translations
from app.viewmodels import packs as library
from app.viewmodels.packs import Contents
from app.viewmodels.session import SessionState
from app.windows.enrolment import EnrolmentDialog
from app.windows.files import FilesDialog
from app.windows.first_run import FirstRun
from app.windows.settings import SettingsDialog
from engine.events import EngineFailed, TextCommitted
from engine.live.events import LiveState
from engine.messages import Code, Message
from engine.packs.store import PackStore
from tests.helpers.fake_keys import FakeListener
from tests.helpers.fake_live import FakeSession
from tests.helpers.shown import overlay_text
from tests.unit.app.conftest import World


@pytest.fixture
def shell(qapp: QApplication, world: World) -> Iterator[Shell]:
    translations = Translations(qapp)
    made = Shell(qapp, world.controller, world.theme, translations)
    made.open()
    yield made
    made.leave()
    # Each window that is left is dressed anew in every test to come.
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    translations.set_language("en")


def change(world: World, settings: Settings) -> None:
    world.preferences.change(settings)


def run(qtbot: QtBot, world: World) -> FakeSession:
    world.controller.start_or_stop()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: world.machine.state is SessionState.RUNNING)
    return world.engine.session


def committed(text: str) -> TextCommitted:
    return TextCommitted(text=text, language="en", source_start=0, source_end=16_000, heard=16_000)


def test_what_is_said_reaches_pane_and_overlay(qtbot: QtBot, shell: Shell, world: World) -> None:
    session = run(qtbot, world)
    session.say(committed("Good morning."))
    qtbot.waitUntil(lambda: "Good morning." in shell.window.captions.view.toPlainText())
    assert overlay_text(shell.overlay.canvas).startswith("Good")


def test_a_new_session_begins_with_an_empty_pane(qtbot: QtBot, shell: Shell, world: World) -> None:
    session = run(qtbot, world)
    session.say(committed("Old."))
    qtbot.waitUntil(lambda: "Old." in shell.window.captions.view.toPlainText())
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not world.machine.is_active)
    assert "Old." in shell.window.captions.view.toPlainText()
    run(qtbot, world)
    assert "Old." not in shell.window.captions.view.toPlainText()


@pytest.mark.parametrize("is_loading", [False, True])
def test_a_session_that_becomes_a_call_has_captions_of_both_sides(
    qtbot: QtBot, shell: Shell, world: World, *, is_loading: bool
) -> None:
    settings = world.preferences.settings
    change(world, replace(settings, captions=replace(settings.captions, shows_times=False)))
    if is_loading:
        world.controller.start_or_stop()
        qtbot.waitUntil(lambda: world.machine.session is not None)
    else:
        session = run(qtbot, world)
        session.say(committed("Good morning"))
        qtbot.waitUntil(lambda: "Good morning" in shell.window.captions.view.toPlainText())
    change(world, replace(world.preferences.settings, profile=WORK_CALL))
    qtbot.waitUntil(lambda: len(world.engine.sessions) == 2)
    qtbot.waitUntil(lambda: world.machine.session is world.engine.session)
    world.engine.session.enter(LiveState.RUNNING)
    for direction, text in ((0, "Bonjour"), (1, "Hello")):
        world.engine.session.say(committed(text), direction=direction)
    qtbot.waitUntil(lambda: "Hello" in shell.window.captions.view.toPlainText())
    lines = shell.window.captions.view.toPlainText().splitlines()
    before = [] if is_loading else ["Good morning"]
    assert lines == [*before, "You", "Bonjour", "They", "Hello"]
    qtbot.waitUntil(lambda: overlay_text(shell.overlay.canvas) == "Bonjour\nHello")


def test_what_was_said_stays_in_sight_while_a_session_takes_anothers_place(
    qtbot: QtBot, shell: Shell, world: World
) -> None:
    session = run(qtbot, world)
    session.say(committed("Welcome"))
    qtbot.waitUntil(lambda: overlay_text(shell.overlay.canvas) == "Welcome")
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE)
    qtbot.waitUntil(lambda: len(world.engine.sessions) == 2)
    world.engine.session.enter(LiveState.RUNNING)
    world.engine.session.say(committed("Bonjour"))
    # What is said then begins a row of its own.
    qtbot.waitUntil(lambda: "Bonjour" in shell.window.captions.view.toPlainText().splitlines())
    assert "Welcome" in shell.window.captions.view.toPlainText().splitlines()
    assert overlay_text(shell.overlay.canvas).startswith("Welcome")


def test_the_tray_speaks_the_language_of_the_window(
    qtbot: QtBot, shell: Shell, world: World
) -> None:
    run(qtbot, world)
    settings = world.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
    tray = shell._tray
    assert [tray.window.text(), tray.start_stop.text(), tray.leave.text()] == [
        "Afficher la fenêtre",
        "Arrêter",
        "Quitter",
    ]


def test_the_window_may_be_made_anew_while_a_voice_is_heard(
    qtbot: QtBot, shell: Shell, world: World
) -> None:
    gate = world.engine.speaking = threading.Event()
    qtbot.waitUntil(lambda: shell.window.panels[0].voice_box.count() > 0)
    before = shell.window
    before.panels[0].preview_button.click()
    settings = world.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
    qtbot.waitUntil(lambda: not isValid(before))
    gate.set()
    qtbot.waitUntil(lambda: world.is_idle)
    assert shell.window.panels[0].preview_button.isEnabled()


def test_an_installation_is_looked_at_once(
    qtbot: QtBot, shell: Shell, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        shell.open_packs().close()
    qtbot.waitUntil(lambda: world.is_idle)
    looks: list[PackStore] = []

    def look(store: PackStore) -> Contents:
        looks.append(store)
        return Contents()

    monkeypatch.setattr(library, "read_contents", look)
    world.controller.installer.finished.emit()
    qtbot.waitUntil(lambda: bool(looks))
    qtbot.waitUntil(lambda: world.is_idle)
    assert len(looks) == 1


def test_another_language_makes_the_window_anew_while_the_session_goes_on(
    qtbot: QtBot, shell: Shell, world: World
) -> None:
    session = run(qtbot, world)
    session.say(committed("Still here."))
    before = shell.window
    qtbot.waitUntil(lambda: "Still here." in before.captions.view.toPlainText())
    settings = world.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
    assert shell.window is not before
    assert shell.window.isVisible()
    assert shell.window.transport.start_button.text() == "Arrêter"
    assert "Still here." in shell.window.captions.view.toPlainText()
    assert session.ends == []
    world.controller.start_or_stop()
    assert session.ends == [True]


def test_another_theme_dresses_everything(shell: Shell, world: World) -> None:
    settings = world.preferences.settings
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


def test_a_cloned_voice_is_spoken_with_in_every_language_of_the_profile(world: World) -> None:
    settings = world.preferences.settings
    change(world, replace(settings, profile=WORK_CALL))
    world.controller._on_voice_stored("ana")
    mine, theirs = world.profile.directions()
    assert mine.voices == {mine.target_language: f"ana.{mine.target_language}"}
    assert theirs.voices == {theirs.target_language: f"ana.{theirs.target_language}"}


def test_who_leaves_during_the_first_run_is_asked_again(shell: Shell, world: World) -> None:
    settings = world.preferences.settings
    change(world, replace(settings, is_set_up=False))
    shell.open_first_run()
    shell.quit()
    assert not world.preferences.settings.is_set_up


def test_the_overlay_comes_back_after_a_quit(shell: Shell, world: World) -> None:
    shell.toggle_overlay()
    assert world.preferences.settings.overlay.is_visible
    assert shell.overlay.isVisible()
    shell.quit()
    assert not shell.overlay.isVisible()
    assert world.preferences.settings.overlay.is_visible


def test_a_voice_is_cloned_from_the_window(qtbot: QtBot, shell: Shell, world: World) -> None:
    shell.window.cloning_asked.emit()
    dialog = shell.open_enrolment(world.controller.begin_enrolment())
    assert isinstance(dialog, EnrolmentDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        dialog.close()


def test_a_locked_overlay_is_unlocked_in_the_window(shell: Shell, world: World) -> None:
    shell.overlay.lock_action.trigger()
    assert world.preferences.settings.overlay.is_locked
    lock = next(action for action in shell.window.overlay_button.actions() if action.isChecked())
    lock.trigger()
    assert not shell.overlay.settings.is_locked
    assert not world.preferences.settings.overlay.is_locked


class TestKeysFromAnywhere:
    @pytest.fixture
    def listener(self, shell: Shell, world: World) -> FakeListener:
        del shell
        settings = world.preferences.settings
        change(world, replace(settings, global_shortcuts=GlobalShortcuts(is_on=True)))
        return world.listeners.made[-1]

    def test_a_session_is_started_and_stopped(
        self, qtbot: QtBot, shell: Shell, world: World, listener: FakeListener
    ) -> None:
        shell.window.hide()
        listener.say(Pressed(KeyAction.START_STOP))
        qtbot.waitUntil(lambda: world.machine.session is not None)
        world.engine.session.enter(LiveState.RUNNING)
        qtbot.waitUntil(lambda: world.machine.state is SessionState.RUNNING)
        listener.say(Released(KeyAction.START_STOP))
        listener.say(Pressed(KeyAction.START_STOP))
        qtbot.waitUntil(lambda: world.engine.session.ends == [True])

    def test_one_is_muted_for_as_long_as_the_key_is_held_whoever_is_in_front(
        self, qtbot: QtBot, shell: Shell, world: World, listener: FakeListener
    ) -> None:
        session = run(qtbot, world)
        shell.window.hide()
        listener.say(Pressed(KeyAction.HOLD_TO_MUTE))
        qtbot.waitUntil(lambda: session.muted == [True])
        # Another program coming to the front is what these keys are for.
        QApplication.sendEvent(shell.window, QEvent(QEvent.Type.ApplicationDeactivate))
        assert session.muted == [True]
        listener.say(Released(KeyAction.HOLD_TO_MUTE))
        qtbot.waitUntil(lambda: session.muted == [True, False])

    def test_a_voice_is_translated_while_the_key_is_held(
        self, qtbot: QtBot, world: World, listener: FakeListener
    ) -> None:
        world.change(hold_to_translate=True)
        session = run(qtbot, world)
        listener.say(Pressed(KeyAction.HOLD_TO_TRANSLATE))
        qtbot.waitUntil(lambda: session.translating[-1] is True)
        listener.say(Released(KeyAction.HOLD_TO_TRANSLATE))
        qtbot.waitUntil(lambda: session.translating[-1] is False)

    def test_nothing_is_muted_off_air(
        self, qtbot: QtBot, shell: Shell, listener: FakeListener
    ) -> None:
        listener.say(Pressed(KeyAction.HOLD_TO_MUTE))
        listener.say(Pressed(KeyAction.OVERLAY))
        qtbot.waitUntil(shell.overlay.isVisible)
        assert not shell.window.transport.mute_button.is_held

    def test_another_language_leaves_nobody_muted(
        self, qtbot: QtBot, world: World, listener: FakeListener
    ) -> None:
        session = run(qtbot, world)
        listener.say(Pressed(KeyAction.HOLD_TO_MUTE))
        qtbot.waitUntil(lambda: session.muted == [True])
        settings = world.preferences.settings
        change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
        assert session.muted == [True, False]

    def test_typing_a_key_into_the_settings_does_nothing_else(
        self, qtbot: QtBot, shell: Shell, world: World, listener: FakeListener
    ) -> None:
        dialog = shell.open_settings()
        assert isinstance(dialog, SettingsDialog)
        dialog.tabs.setCurrentIndex(dialog.tabs.count() - 1)
        field = dialog.keys.elsewhere["start_stop"]
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        listener.say(Pressed(KeyAction.START_STOP))
        listener.say(Bound(triggers={}, refused={KeyAction.OVERLAY: Refusal.TAKEN}))
        qtbot.waitUntil(lambda: bool(world.controller.keys.state.refused))
        assert not world.machine.is_active
        dialog.close()

    def test_the_keys_are_given_back_at_the_end(self, shell: Shell, listener: FakeListener) -> None:
        shell.quit()
        assert shell.close()
        assert listener.is_closed


@pytest.mark.usefixtures("shell")
def test_a_window_in_another_language_still_follows_the_choices(qtbot: QtBot, world: World) -> None:
    session = run(qtbot, world)
    settings = world.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
    world.change(original_volume=0.5)
    assert session.sound[0].original_volume == 0.5


def test_a_maximised_window_comes_back_as_it_was(shell: Shell) -> None:
    shell.window.showMaximized()
    shell.window.hide()
    shell.show_window("token")
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "token"
    assert shell.window.isMaximized()
    assert shell.window.isVisible()


def test_settings_stay_open_in_another_language(shell: Shell, world: World) -> None:
    before = shell.open_settings()
    assert isinstance(before, SettingsDialog)
    settings = world.preferences.settings
    change(world, replace(settings, appearance=replace(settings.appearance, language="fr")))
    after = shell.open_settings()
    assert after is not before
    assert isinstance(after, SettingsDialog)
    assert after.isVisible()
    assert after.tabs.tabText(0) == "Apparence"


def question(shell: Shell) -> QMessageBox:
    (box,) = (box for box in shell.window.findChildren(QMessageBox) if box.isVisible())
    return box


def press(box: QMessageBox, role: QMessageBox.ButtonRole) -> None:
    (button,) = (button for button in box.buttons() if box.buttonRole(button) is role)
    button.click()


def test_closing_on_air_finishes_what_was_heard_and_loses_nothing_of_it(
    qtbot: QtBot, shell: Shell, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(shell._application, "quit", lambda: ended.append(True))
    session = run(qtbot, world)
    assert not shell.window.close()
    assert shell.window.isVisible()
    press(question(shell), QMessageBox.ButtonRole.AcceptRole)
    assert session.ends == [True]
    assert ended == []
    session.say(committed("The last words."))
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: ended == [True])
    assert not shell.window.isVisible()
    qtbot.waitUntil(shell.close)
    with HistoryStore(world.controller.paths.history) as store:
        (kept,) = store.sessions()
        assert (0, "The last words.") in [
            (int(stream), event.text)
            for stream, event in store.events(kept.number)
            if isinstance(event, TextCommitted)
        ]


@pytest.mark.parametrize("answer", ["now", "stay"])
def test_closing_on_air_may_be_at_once_or_not_at_all(
    qtbot: QtBot, shell: Shell, world: World, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(shell._application, "quit", lambda: ended.append(True))
    session = run(qtbot, world)
    shell.window.close()
    role = QMessageBox.ButtonRole.DestructiveRole
    press(question(shell), role if answer == "now" else QMessageBox.ButtonRole.RejectRole)
    assert ended == ([True] if answer == "now" else [])
    assert shell.window.isVisible() is (answer == "stay")
    assert session.ends == []


def test_a_signal_finishes_what_was_heard_and_a_second_one_does_not_wait(
    qtbot: QtBot, shell: Shell, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(shell._application, "quit", lambda: ended.append(True))
    session = run(qtbot, world)
    shell.finish_and_quit()
    assert (session.ends, ended) == ([True], [])
    shell.finish_and_quit()
    assert ended == [True]


def test_a_session_that_fails_while_it_finishes_says_so_in_an_open_window(
    qtbot: QtBot, shell: Shell, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(shell._application, "quit", lambda: ended.append(True))
    session = run(qtbot, world)
    shell.finish_and_quit()
    failure = Message(Code.VERBATIM, text="The disk is full.")
    session.say(EngineFailed(message=failure, heard=0))
    qtbot.waitUntil(lambda: "The disk is full." in shell.window.notices.texts)
    assert ended == []
    assert shell.window.isVisible()
    assert shell.window.close()
    assert ended == [True]


def test_off_air_nothing_is_asked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(shell._application, "quit", lambda: ended.append(True))
    assert shell.window.close()
    assert ended == [True]


def test_recordings_that_are_translated_are_asked_about_before_the_end(
    qtbot: QtBot, shell: Shell, world: World, tmp_path: Path
) -> None:
    shell.window.files_dropped.emit([tmp_path / "talk.mp3"])
    files = world.controller.files
    assert [job.path.name for job in files.jobs] == ["talk.mp3"]
    assert isinstance(shell.open_files(), FilesDialog)
    files.start()
    qtbot.waitUntil(lambda: bool(world.engine.file_jobs))
    shell.window.close()
    assert shell.window.isVisible()
    box = question(shell)
    assert box.text() == "Recordings are still being translated: 1."
    press(box, QMessageBox.ButtonRole.RejectRole)
    assert shell.window.isVisible()
    assert not world.engine.file_jobs[0].cancelled
    shell.quit()
    press(question(shell), QMessageBox.ButtonRole.DestructiveRole)
    assert not shell.window.isVisible()
    assert shell.close()
    assert world.engine.file_jobs[0].cancelled
