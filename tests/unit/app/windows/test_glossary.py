"""The glossary's window: what it shows, what it changes, and words that come from captions."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.captions.pane import CaptionPane, FollowingView
from app.settings import Profile
from app.viewmodels.glossary import Glossaries, profile_glossary
from app.windows.glossary import GlossaryDialog, TermDialog
from engine.glossary import ANY, Form, Glossary, Term
from engine.glossary_files import load_glossary, save_glossary
from tests.unit.app.conftest import World

NAME = Term.name("Fisichella")
CHARGE = Term(
    forms={
        "en": Form(written="charge sheet", variants=("charge-sheet",)),
        "fr": Form(written="acte d'accusation", said="acte"),
    },
    is_case_sensitive=True,
)


@pytest.fixture
def glossaries(world: World) -> Glossaries:
    return world.controller.glossaries


@pytest.fixture
def dialog(glossaries: Glossaries, qtbot: QtBot) -> GlossaryDialog:
    dialog = GlossaryDialog(glossaries)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def stored(glossaries: Glossaries) -> tuple[Term, ...]:
    """The terms now; what a property was before says nothing of it."""
    return glossaries.terms


def shown(dialog: GlossaryDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in range(4)]
        for row in range(table.rowCount())
        if not table.isRowHidden(row)
    ]


def test_terms_are_shown_and_found(dialog: GlossaryDialog, glossaries: Glossaries) -> None:
    assert not dialog.export_button.isEnabled()
    glossaries.put(NAME)
    glossaries.put(CHARGE)
    assert shown(dialog) == [
        ["charge sheet", "French: acte d'accusation", "charge-sheet", "acte"],
        ["Fisichella", "", "", ""],
    ]
    dialog.search.setText("ACCUSATION")
    assert [row[0] for row in shown(dialog)] == ["charge sheet"]


def test_what_matters_most_is_put_first(dialog: GlossaryDialog, glossaries: Glossaries) -> None:
    glossaries.put(NAME)
    glossaries.put(CHARGE)
    dialog.table.selectRow(0)
    assert not dialog.top_button.isEnabled()
    dialog.table.selectRow(1)
    dialog.top_button.click()
    assert stored(glossaries) == (NAME, CHARGE)
    assert dialog.chosen == [NAME]


def test_terms_are_removed(dialog: GlossaryDialog, glossaries: Glossaries) -> None:
    glossaries.put(NAME)
    glossaries.put(CHARGE)
    assert not dialog.remove_button.isEnabled()
    dialog.table.selectRow(0)
    dialog.remove_button.click()
    assert stored(glossaries) == (NAME,)
    dialog.table.selectRow(0)
    dialog.remove_button.click()
    assert stored(glossaries) == ()


def test_each_profile_has_its_own_in_a_file_of_the_users_alone(
    world: World, glossaries: Glossaries, tmp_path: Path
) -> None:
    glossaries.put(NAME)
    (path,) = (tmp_path / "glossaries").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    preferences = world.preferences
    first = preferences.profile
    copied = replace(first, name="copy")
    profiles = (*preferences.settings.profiles, copied)
    preferences.change(replace(preferences.settings, profiles=profiles, profile="copy"))
    assert stored(glossaries) == (NAME,)
    glossaries.put(CHARGE)
    assert stored(glossaries) == (CHARGE, NAME)
    preferences.change(replace(preferences.settings, profile=first.name))
    assert stored(glossaries) == (NAME,)
    assert profile_glossary(tmp_path / "glossaries", first) == Glossary([NAME])
    kept = tuple(p for p in preferences.settings.profiles if p.name != "copy")
    preferences.change(replace(preferences.settings, profiles=kept))
    assert list((tmp_path / "glossaries").iterdir()) == [path]


def test_files_are_imported_and_exported(
    dialog: GlossaryDialog, glossaries: Glossaries, tmp_path: Path
) -> None:
    glossaries.put(NAME)
    save_glossary(Glossary([NAME, CHARGE]), tmp_path / "in.tbx")
    glossaries.import_from(tmp_path / "in.tbx")
    assert stored(glossaries) == (NAME, CHARGE)
    glossaries.export_to(tmp_path / "out.csv")
    assert load_glossary(tmp_path / "out.csv").terms == (NAME, CHARGE)
    glossaries.import_from(tmp_path / "none.csv")
    assert "none.csv" in dialog.problem.text()
    assert dialog.problem.isVisible()


def test_a_damaged_file_is_told_and_not_overwritten(
    world: World, glossaries: Glossaries, tmp_path: Path, qtbot: QtBot
) -> None:
    glossaries.put(NAME)
    (path,) = (tmp_path / "glossaries").iterdir()
    path.write_text("[damaged", encoding="utf-8")
    again = Glossaries(tmp_path / "glossaries", world.preferences, glossaries)
    with qtbot.waitSignals([again.failed, again.failed]):
        assert stored(again) == ()
        again.put(CHARGE)
    assert path.read_text(encoding="utf-8") == "[damaged"


def test_a_name_does_not_lead_out_of_the_folder() -> None:
    with pytest.raises(ValueError, match="no name"):
        Profile(glossary="../settings")


def test_a_term_is_added_and_changed(glossaries: Glossaries, qtbot: QtBot) -> None:
    dialog = TermDialog(glossaries, None)
    qtbot.addWidget(dialog)
    dialog.show()
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    save.click()
    assert dialog.problem.isVisible()
    dialog.rows["en"].written.setText(" charge sheet ")
    dialog.rows["en"].variants.setText("charge-sheet; ")
    dialog.rows["fr"].written.setText("acte d'accusation")
    dialog.rows["fr"].said.setText("acte")
    dialog.match_case.setChecked(True)
    save.click()
    assert stored(glossaries) == (CHARGE,)
    change = TermDialog(glossaries, CHARGE)
    assert change.rows["en"].variants.text() == "charge-sheet"
    change.rows["fr"].written.setText("r\u00e9quisitoire")
    change.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    (changed,) = glossaries.terms
    assert changed.forms["fr"].written == "r\u00e9quisitoire"
    assert changed.is_case_sensitive


def test_words_of_the_captions_are_offered(world: World, qtbot: QtBot) -> None:
    view = FollowingView()
    qtbot.addWidget(view)
    view.resize(400, 100)
    view.setPlainText("Jean-Carlos Fitella a perdu")
    assert not any("Fitella" in action.text() for action in view.menu_at(QPoint(5, 5)).actions())
    view.offers_terms = True
    asked: list[str] = []
    view.term_asked.connect(asked.append)
    view.selectAll()
    view.menu_at(QPoint(0, 0)).actions()[-1].trigger()
    assert asked == ["Jean-Carlos Fitella a perdu"]
    pane = CaptionPane(world.controller.captions)
    qtbot.addWidget(pane)
    assert not pane.view.offers_terms


def test_a_word_of_the_captions_begins_a_new_term(glossaries: Glossaries, qtbot: QtBot) -> None:
    dialog = TermDialog(glossaries, Term.name("Fitella"), is_new=True)
    qtbot.addWidget(dialog)
    assert dialog.rows[ANY].written.text() == "Fitella"
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    assert stored(glossaries) == (Term.name("Fitella"),)
