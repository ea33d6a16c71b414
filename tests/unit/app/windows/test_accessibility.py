"""What a screen reader is told: every control has a name and the right role."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.settings import WORK_CALL
from app.shell import Shell
from app.translations import INTERFACE_LANGUAGES, Translations
from app.widgets.choices import Choice, ChoiceBox
from app.windows.settings import SettingsDialog
from tests.unit.app.conftest import World

_ROLE = QAccessible.Role
_CONTROLS = {
    _ROLE.Button,
    _ROLE.ButtonMenu,
    _ROLE.ButtonDropDown,
    _ROLE.CheckBox,
    _ROLE.RadioButton,
    _ROLE.ComboBox,
    _ROLE.EditableText,
    _ROLE.Slider,
    _ROLE.SpinBox,
    _ROLE.List,
    _ROLE.PageTab,
    _ROLE.ProgressBar,
    _ROLE.Dialog,
}
_LABEL = QAccessible.RelationFlag.Label
_INNER = ("qt_spinbox_lineedit", "ScrollLeftButton", "ScrollRightButton")
"""Qt's own parts, which belong to a control that is named."""


def name_of(part: QAccessibleInterface) -> str:
    """What a screen reader says: a label's text before that of the control."""
    labels = [
        other.text(QAccessible.Text.Name) for other, kind in part.relations() if kind & _LABEL
    ]
    if part.role() is _ROLE.ComboBox:
        # Its own name is what is chosen.
        return " ".join(labels)
    return " ".join((*labels, part.text(QAccessible.Text.Name))).strip()


def parts_of(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield part
    for number in range(part.childCount()):
        # Qt gives none for a part that is being removed.
        child: QAccessibleInterface | None = part.child(number)
        if child is not None:
            yield from parts_of(child)


def nameless(window: QWidget) -> list[str]:
    """The controls of a window that have no name, or no letter in it."""
    root = QAccessible.queryAccessibleInterface(window)
    found = []
    for part in parts_of(root):
        # A row of a list is no object.
        about: QObject | None = part.object()
        is_inner = isinstance(about, QObject) and about.objectName() in _INNER
        # The list of a box that is closed.
        is_popup = isinstance(about, QWidget) and isinstance(about.window().parent(), ChoiceBox)
        if part.role() not in _CONTROLS or is_inner or is_popup:
            continue
        if not any(letter.isalpha() for letter in name_of(part)):
            inside = None if about is None else about.parent()
            found.append(f"{part.role().name} {about} in {inside}")
    return found


@pytest.fixture
def shell(qapp: QApplication, world: World) -> Iterator[Shell]:
    with _opened(qapp, world) as made:
        yield made


@contextmanager
def _opened(qapp: QApplication, world: World) -> Iterator[Shell]:
    translations = Translations(qapp)
    made = Shell(qapp, world.controller, world.theme, translations)
    made.open()
    yield made
    made.leave()
    translations.set_language("en")
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_control_of_every_window_has_a_name(qtbot: QtBot, shell: Shell, world: World) -> None:
    world.controller.notices.fail("x", "Nothing works.")
    world.controller.files.add([Path("talk.mp3")])
    shell.toggle_overlay()
    assert nameless(shell.window) == []
    assert nameless(shell.overlay) == []
    world.change(target_language="pt")
    shell.floating_action.trigger()
    assert nameless(shell.floating) == []
    found: list[str] = []
    for open_dialog in dialogs_of(shell):
        dialog = open_dialog()
        assert dialog is not None
        QTest.qWait(0)
        found += nameless(dialog)
    assert found == []
    shell.overlay.hide()
    qtbot.waitUntil(lambda: not world.controller.checkup.is_running, timeout=20_000)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_letter_leads_to_two_things_in_a_window(
    qapp: QApplication, world: World, language: str
) -> None:
    preferences = world.preferences
    chosen = replace(preferences.settings.appearance, language=language)
    preferences.change(replace(preferences.settings, appearance=chosen))
    world.controller.files.add([Path("talk.mp3")])
    with _opened(qapp, world) as shell:
        faults = twice_given(shell.window)
        for profile in preferences.settings.profiles:
            preferences.change(replace(preferences.settings, profile=profile.name))
            faults += twice_given(shell.window)
        for open_dialog in dialogs_of(shell):
            if open_dialog == shell.open_doctor:
                # It has no such letters, and looks at all of the machine.
                continue
            dialog = open_dialog()
            assert dialog is not None
            QTest.qWait(0)
            for tabs in dialog.findChildren(QTabWidget):
                for number in range(tabs.count()):
                    tabs.setCurrentIndex(number)
                    faults += twice_given(dialog)
            faults += twice_given(dialog)
            dialog.close()
    assert sorted(set(faults)) == []


def twice_given(window: QWidget) -> list[str]:
    """The letters that lead to several controls which are seen together."""
    texts: dict[str, list[str]] = {}
    for part in window.findChildren(QWidget):
        is_named = isinstance(part, QAbstractButton) or (
            isinstance(part, QLabel) and part.buddy() is not None
        )
        if is_named and part.isVisibleTo(window) and part.window() is window:
            assert isinstance(part, QAbstractButton | QLabel)
            key = QKeySequence.mnemonic(part.text()).toString()
            if key:
                texts.setdefault(key, []).append(part.text())
    return [f"{key}: {sorted(given)}" for key, given in texts.items() if len(given) > 1]


def dialogs_of(shell: Shell) -> tuple[Callable[[], QDialog | None], ...]:
    """What opens each dialog of the program."""
    return (
        shell.open_settings,
        shell.open_history,
        shell.open_files,
        shell.open_listeners,
        lambda: shell.open_engine("dragoman"),
        shell.open_glossary,
        lambda: shell.open_term("Fisichella"),
        shell.open_doctor,
        shell.open_packs,
        shell.open_first_run,
        lambda: shell.open_enrolment(shell.controller.begin_enrolment()),
    )


def test_the_walk_finds_a_control_without_a_name(qtbot: QtBot) -> None:
    box = ChoiceBox("")
    qtbot.addWidget(box)
    box.set_choices([Choice(value=1, text="Alpha")], 1)
    assert len(nameless(box)) == 1


def test_one_choice_of_several_is_a_radio_button(shell: Shell) -> None:
    roles = {
        QAccessible.queryAccessibleInterface(button).role()
        for button in shell.window.header.mode.buttons
    }
    assert roles == {_ROLE.RadioButton}


def test_settings_turn_their_pages_with_the_keyboard(qtbot: QtBot, shell: Shell) -> None:
    dialog = shell.open_settings()
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(dialog, Qt.Key.Key_Tab, control)
    assert dialog.tabs.currentIndex() == 1
    QTest.keyClick(dialog, Qt.Key.Key_PageUp, control)
    assert dialog.tabs.currentIndex() == 0


@pytest.mark.parametrize("profile", ["", WORK_CALL])
@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt"])
def test_the_window_fits_small_screens_with_a_frame(
    qtbot: QtBot, qapp: QApplication, world: World, profile: str, language: str
) -> None:
    translations = Translations(qapp)
    translations.set_language(language)
    try:
        window = world.make_window()
        qtbot.addWidget(window)
        if profile:
            world.preferences.change(replace(world.preferences.settings, profile=profile))
        window.show()
        window.resize(window.minimumSize())
        centre = window.centralWidget()
        assert centre is not None
        needed = centre.minimumSizeHint()
        assert needed.width() <= window.minimumWidth() <= 900 - 16
        assert needed.height() <= window.minimumHeight() <= 500 - 44
    finally:
        translations.set_language("en")


def test_what_folds_is_a_button_that_says_whether_it_is_open(shell: Shell) -> None:
    (button,) = (
        button
        for button in shell.window.panels[0].findChildren(QToolButton)
        if button.property("kind") == "fold"
    )
    part = QAccessible.queryAccessibleInterface(button)
    assert part.role() is _ROLE.Button
    said = []
    for _ in range(3):
        said.append(part.text(QAccessible.Text.Description))
        button.click()
    assert said == ["collapsed", "expanded", "collapsed"]
