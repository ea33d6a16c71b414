import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from app.viewmodels.captions import CaptionModel, CaptionRole
from tests.helpers.events import committed, speech_ended, tentative, transcript


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
    assert model.speaker("me") == ""
    model.name_streams({"me": "You", "them": "Them"})
    assert [model.speaker("me"), model.speaker("them")] == ["You", "Them"]
    assert [model.speaker_number("me"), model.speaker_number("them")] == [0, 1]
