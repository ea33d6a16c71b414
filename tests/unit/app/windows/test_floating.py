"""The small controls above other windows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.settings import WORK_CALL
from app.shell import Shell
from app.translations import Translations
from app.widgets.indicators import WallClock
from engine.live.events import LiveState
from tests.helpers.fake_live import FakeSession, gauges
from tests.unit.app.conftest import World


@pytest.fixture
def shell(qapp: QApplication, world: World) -> Iterator[Shell]:
    made = Shell(qapp, world.controller, world.theme, Translations(qapp))
    made.open()
    made.floating_action.trigger()
    yield made
    made.leave()
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def on_air(qtbot: QtBot, world: World) -> FakeSession:
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    return world.engine.session


def test_they_show_the_session_and_steer_it(qtbot: QtBot, world: World, shell: Shell) -> None:
    floating = shell.floating
    assert floating.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert floating.sign.text == "Off air"
    assert not floating.mute_button.isEnabled()
    click(floating.start_button)
    session = on_air(qtbot, world)
    qtbot.waitUntil(lambda: floating.sign.text == "On air")
    session.readings = [gauges(source_dbfs=-6.0, lag_s=2.5)]
    qtbot.waitUntil(lambda: floating.lag.text() == "2.5 s")
    assert floating.meters[0].level_dbfs > -10.0
    click(floating.mute_button)
    assert session.muted == [True]
    assert floating.sign.text == "Muted"
    # The key that is held in the window says the same.
    shell.window.transport.mute_button.held.emit(False)
    assert not floating.mute_button.isChecked()
    click(floating.catch_up_button)
    assert session.caught_up == 1
    click(floating.start_button)
    assert session.ends == [True]
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: floating.start_button.text() == "Start")


def test_the_target_goes_there_and_back(qtbot: QtBot, world: World, shell: Shell) -> None:
    floating, languages = shell.floating, shell.window.languages
    assert not floating.language_button.isVisible()
    assert not languages.other_button.isVisible()
    world.change(source_language="fr", target_language="pt")
    assert floating.language_button.text() == "→ EN"
    assert languages.other_button.text() == "→ EN"
    click(floating.language_button)
    assert world.profile.one_way.target_language == "en"
    assert floating.language_button.text() == "→ PT"
    click(languages.other_button)
    assert world.profile.one_way.target_language == "pt"
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    QTest.keyClick(shell.window, Qt.Key.Key_L, keys)
    assert world.profile.one_way.target_language == "en"


def test_they_are_closed_remembered_and_translated(world: World, shell: Shell) -> None:
    preferences = world.preferences

    def floats() -> bool:
        return preferences.settings.floats

    assert floats()
    shell.floating.close()
    assert not floats()
    assert not shell.floating_action.isChecked()
    shell.window.floating_asked.emit()
    assert shell.floating.isVisible()
    before = shell.floating
    appearance = replace(preferences.settings.appearance, language="de")
    preferences.change(replace(preferences.settings, appearance=appearance))
    assert shell.floating is not before
    assert shell.floating.isVisible()
    assert shell.floating.sign.text == "Nicht auf Sendung"
    appearance = replace(preferences.settings.appearance, language="en")
    preferences.change(replace(preferences.settings, appearance=appearance))
    shell.leave()
    # Gone with the program, not by the user: they come back next time.
    assert floats()


def test_both_sides_of_a_call_have_a_meter(world: World, shell: Shell) -> None:
    assert not shell.floating.meters[1].isVisible()
    world.preferences.change(replace(world.preferences.settings, profile=WORK_CALL))
    assert shell.floating.meters[1].isVisible()
    assert shell.floating.meters[1].accessibleName() == "Level: They"


def test_the_clock_tells_the_time_of_day(qtbot: QtBot, world: World, shell: Shell) -> None:
    clock = WallClock()
    qtbot.addWidget(clock)
    shown = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
    assert clock.text() == shown or QTime.currentTime().second() < 5
    clock.show_time(QTime(14, 5))
    assert clock.text() == QLocale().toString(QTime(14, 5), QLocale.FormatType.ShortFormat)
    wall = shell.window.transport.wall_clock
    assert not wall.isVisible()
    settings = world.preferences.settings
    appearance = replace(settings.appearance, shows_clock=True)
    world.preferences.change(replace(settings, appearance=appearance))
    assert wall.isVisible()
