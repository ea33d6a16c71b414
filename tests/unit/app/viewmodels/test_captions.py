from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from app.captions.document import CaptionColours, CaptionDocument
from app.settings import CaptionSettings
from app.viewmodels.captions import CaptionModel, CaptionRole
from engine.captions.transcript import Row
from engine.events import LanguageDetected, TextWithdrawn
from tests.helpers.events import committed, speaker, speech_ended, tentative, transcript


@pytest.fixture
def model(qtbot: QtBot) -> CaptionModel:
    del qtbot
    made = CaptionModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_text_of_many_events_is_shown_at_once(model: CaptionModel, qtbot: QtBot) -> None:
    inserted = QSignalSpy(model.rowsInserted)
    for n in range(100):
        model.handle(committed(f" {n}"))
    assert model.rowCount() == 0
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert inserted.count() == 1
    assert model.index(0).data(CaptionRole.TARGET) == " ".join(map(str, range(100)))


def test_only_the_rows_that_changed_are_told(model: CaptionModel) -> None:
    for text in (" One.", " Two.", " Three"):
        model.handle(committed(text))
        model.handle(speech_ended())
    model.handle(committed(" Four"))
    model.publish()
    changed = QSignalSpy(model.dataChanged)
    model.handle(tentative(" five"))
    model.publish()
    assert [changed.at(n)[0].row() for n in range(changed.count())] == [3]


def test_nothing_new_is_not_told(model: CaptionModel) -> None:
    model.handle(committed(" One"))
    model.publish()
    changed = QSignalSpy(model.dataChanged)
    model.publish()
    assert changed.count() == 0


def test_a_row_reads_as_transcript_and_translation(model: CaptionModel) -> None:
    model.handle(transcript(" Bonjour."))
    model.handle(committed(" Hello."))
    model.handle(tentative(" How"))
    model.publish()
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Bonjour.\nHello."
    assert index.data(CaptionRole.TENTATIVE) == " How"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_clearing_forgets_text_that_was_not_shown_yet(model: CaptionModel) -> None:
    model.handle(committed(" One"))
    model.publish()
    model.handle(committed(" two"))
    model.clear()
    model.publish()
    assert model.rowCount() == 0


def test_stopping_a_direction_takes_its_guess_away(model: CaptionModel) -> None:
    model.handle(committed(" One"), stream="me")
    model.handle(tentative(" two"), stream="me")
    model.publish()
    model.end(stream="me")
    model.publish()
    assert model.index(0).data(CaptionRole.TENTATIVE) == ""


def test_speakers_are_named_only_where_there_are_two(model: CaptionModel) -> None:
    model.name_streams({"me": "You"})
    mine, theirs = Row(stream="me", start=0), Row(stream="them", start=0)
    assert model.speaker(mine) == ""
    model.name_streams({"me": "You", "them": "Them"})
    assert [model.speaker(mine), model.speaker(theirs)] == ["You", "Them"]
    assert [model.speaker_number(mine), model.speaker_number(theirs)] == [0, 1]


def test_a_stream_that_goes_both_ways_says_which_way(model: CaptionModel) -> None:
    model.name_streams({"0": ""})
    there = Row(stream="0", start=0, way=("fr", "en"))
    back = Row(stream="0", start=0, way=("en", "fr"))
    assert [model.speaker(row) for row in (there, back)] == [
        "French → English",
        "English → French",
    ]
    assert {model.speaker_number(row) for row in (there, back)} == {0, 1}


def test_a_turn_that_is_withdrawn_is_shown_no_more(model: CaptionModel) -> None:
    document = QTextDocument()
    CaptionDocument(
        model,
        document,
        settings=CaptionSettings(shows_times=False),
        colours=CaptionColours.of(QPalette()),
    )
    for event in (
        LanguageDetected(language="fr", probability=0.9, heard=0, target="en"),
        committed(" Right."),
        speech_ended(),
        committed(" Wrong.", 20_000, 30_000),
        speech_ended(30_000),
    ):
        model.handle(event)
    model.publish()
    assert document.toPlainText() == "French → English\nRight.\nWrong."
    model.handle(TextWithdrawn(source_start=20_000, source_end=30_000, heard=40_000))
    assert document.toPlainText() == "French → English\nRight."
    model.handle(LanguageDetected(language="en", probability=1.0, heard=0, target="fr"))
    model.handle(committed(" Juste.", 20_000, 30_000, language="fr"))
    model.publish()
    assert document.toPlainText().endswith("English → French\nJuste.")


def test_speakers_are_named_once_there_are_two(model: CaptionModel) -> None:
    document = QTextDocument()
    CaptionDocument(
        model,
        document,
        settings=CaptionSettings(shows_times=False),
        colours=CaptionColours.of(QPalette()),
    )
    resets = QSignalSpy(model.modelReset)
    for event in (committed(" One.", 0), speaker(1, 0), speech_ended()):
        model.handle(event)
    model.publish()
    assert document.toPlainText() == "One."
    assert resets.count() == 0
    for event in (committed(" Two.", 50_000), speech_ended(), speaker(2, 50_000)):
        model.handle(event)
    for event in (committed(" Three.", 90_000), speech_ended(), speaker(1, 90_000)):
        model.handle(event)
    model.publish()
    assert document.toPlainText().splitlines() == [
        *("Speaker 1", "One.", "Speaker 2", "Two.", "Speaker 1", "Three.")
    ]
    # However many turns come at once, as from the history.
    assert resets.count() == 1
    assert [model.speaker_number(row) for row in model.shown_rows] == [0, 1, 0]
    model.clear()
    model.handle(committed(" Alone.", 0))
    model.publish()
    assert document.toPlainText() == "Alone."


def test_what_is_saved_names_the_speakers(model: CaptionModel, tmp_path: Path) -> None:
    for event in (committed(" One.", 0), speaker(1, 0), speech_ended()):
        model.handle(event)
    for event in (committed(" Two.", 50_000), speech_ended(), speaker(2, 50_000)):
        model.handle(event)
    model.publish()
    path = tmp_path / "a.md"
    model.save(path)
    assert "Speaker 2**" in path.read_text(encoding="utf-8")
