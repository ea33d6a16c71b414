"""The page of profiles in the settings, with real dialogs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.settings import LECTURE, WORK_CALL
from app.windows.settings_profiles import ProfilesPage
from tests.unit.app.conftest import World


@pytest.fixture
def page(qtbot: QtBot, world: World) -> ProfilesPage:
    preferences = world.preferences
    profiles = preferences.settings.profiles[:2]
    preferences.change(replace(preferences.settings, profiles=profiles))
    made = ProfilesPage(preferences)
    qtbot.addWidget(made)
    made.show()
    return made


def _names(world: World) -> list[str]:
    return [profile.name for profile in world.preferences.settings.profiles]


def _question(page: ProfilesPage) -> QInputDialog:
    assert page.asking is not None
    assert page.asking.isVisible()
    return page.asking


def _question_is_open(page: ProfilesPage) -> bool:
    return page.asking is not None and page.asking.isVisible()


def _answer(page: ProfilesPage, name: str) -> None:
    question = _question(page)
    question.setTextValue(name)
    question.accept()


def test_profiles_are_deleted_after_asking_but_for_the_last(
    qtbot: QtBot, world: World, page: ProfilesPage
) -> None:
    page.profiles.setCurrentRow(0)
    page.delete_profile.click()
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "Lecture" in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    qtbot.wait(0)
    assert _names(world) == [LECTURE, WORK_CALL]
    page.delete_profile.click()
    box = page.findChildren(QMessageBox)[-1]
    delete = next(
        button
        for button in box.buttons()
        if box.buttonRole(button) is QMessageBox.ButtonRole.DestructiveRole
    )
    assert delete.property("kind") == "danger"
    delete.click()
    assert _names(world) == [WORK_CALL]
    assert world.profile.name == WORK_CALL
    assert not page.delete_profile.isEnabled()


def test_a_profile_is_copied_under_a_new_name(world: World, page: ProfilesPage) -> None:
    page.profiles.setCurrentRow(1)
    page.copy_profile.click()
    _answer(page, " Family ")
    assert world.profile.name == "Family"
    assert world.profile.is_two_way
    assert page.profiles.item(2).data(Qt.ItemDataRole.UserRole) == "Family"


@pytest.mark.parametrize(("name", "problem"), [(" ", "needs a name"), ("Work call", "already")])
def test_a_name_that_cannot_be_is_asked_for_again(
    world: World, page: ProfilesPage, name: str, problem: str
) -> None:
    page.profiles.setCurrentRow(0)
    page.rename_profile.click()
    _answer(page, name)
    assert problem in _question(page).labelText()
    assert _question(page).textValue() == name.strip()
    assert _names(world) == [LECTURE, WORK_CALL]
    _answer(page, "Talks")
    assert _names(world) == ["Talks", WORK_CALL]
    assert not _question_is_open(page)


def test_a_name_that_is_left_is_no_change(world: World, page: ProfilesPage) -> None:
    page.profiles.setCurrentRow(0)
    page.rename_profile.click()
    _question(page).accept()
    assert _names(world) == [LECTURE, WORK_CALL]
    assert not _question_is_open(page)


def test_what_changes_while_a_name_is_asked_for_stays(world: World, page: ProfilesPage) -> None:
    page.profiles.setCurrentRow(0)
    page.rename_profile.click()
    world.change(original_volume=0.125)
    _answer(page, "Talks")
    assert world.profile.name == "Talks"
    assert world.profile.one_way.original_volume == 0.125
