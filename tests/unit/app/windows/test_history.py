from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from app.history.store import HistoryStore, PastSession, StreamNote
from app.settings import HistorySettings
from app.viewmodels.history import History
from app.windows.history import HistoryWindow, SessionList
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, read_events
from engine.captions.subtitles import Track
from tests.helpers.events import committed

_BEGAN = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def history(qtbot: QtBot, tmp_path: Path) -> Iterator[History]:
    del qtbot
    folder = tmp_path / "history"
    with HistoryStore(folder) as store:
        lecture = store.begin(
            [StreamNote(stream="0", speaker="", source="fr", target="en")],
            began=_BEGAN,
            title="Cooking",
        )
        store.append(lecture, [("0", event) for event in read_events(LECTURE)])
        store.finish(lecture)
        call = store.begin(
            [
                StreamNote(stream="0", speaker="You", source="en", target="pt"),
                StreamNote(stream="1", speaker="Them", source="pt", target="en"),
            ],
            began=_BEGAN + timedelta(days=1),
        )
        store.append(call, [("0", event) for event in read_events(CALL_NEAR)])
        store.append(call, [("1", event) for event in read_events(CALL_FAR)])
        store.finish(call)
    made = History(folder)
    yield made
    assert made.close()


@pytest.fixture
def window(qtbot: QtBot, history: History) -> Iterator[HistoryWindow]:
    made = HistoryWindow(history, settings=HistorySettings())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: len(made.sessions) == 2 and made.pane.model.rowCount() > 0)
    yield made
    for box in made.findChildren(QMessageBox):
        box.setParent(None)
        box.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _agree(box: QMessageBox) -> None:
    next(
        button
        for button in box.buttons()
        if box.buttonRole(button) is QMessageBox.ButtonRole.DestructiveRole
    ).click()


def _save_as(window: HistoryWindow, path: Path, *, ending: str = "docx") -> None:
    """Export what is chosen, under a name that the dialog has nothing to ask about."""
    window.export_button.click()
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.selectNameFilter(next(name for name in dialog.nameFilters() if ending in name))
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def _text(window: HistoryWindow) -> str:
    return window.pane.view.toPlainText()


def test_the_newest_session_is_open_with_its_speakers(window: HistoryWindow) -> None:
    assert "setor bancário" in _text(window)
    assert {"You  0:00", "Them  0:00"} <= set(_text(window).splitlines())
    assert "English ⇄ Portuguese" in window.list.item(0).text()
    assert window.list.item(1).text().startswith("Cooking\n")
    assert "0:56" in window.list.item(1).text()


def test_each_thing_is_offered_once_and_the_keyboard_ends_at_close(window: HistoryWindow) -> None:
    assert window.pane.tools.save.isHidden()
    assert window.export_button.isVisible()
    assert window.delete_button.property("kind") == "danger"
    assert window.focusWidget() is window.words
    last = window.previousInFocusChain()
    assert isinstance(last, QPushButton)
    assert last.text() == "Close"


def test_choosing_another_session_shows_it(window: HistoryWindow, qtbot: QtBot) -> None:
    window.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: "crepes" in _text(window))
    assert "setor" not in _text(window)


def test_words_are_searched_in_all_sessions_and_found_in_the_text(
    window: HistoryWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(window.words, "dough")
    qtbot.waitUntil(lambda: [s.title for s in window.sessions] == ["Cooking"])
    qtbot.waitUntil(lambda: len(window.pane._search._hits) > 0)
    assert "dough" in window.list.item(0).text()
    assert window.words.hasFocus()
    window.words.setText("no such words")
    qtbot.waitUntil(lambda: not window.sessions)
    assert "No session has these words" in window.empty.text()
    assert not window.delete_button.isEnabled()
    assert _text(window) == ""


def test_a_session_is_renamed(window: HistoryWindow, qtbot: QtBot) -> None:
    window.rename_button.click()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("  Bank  ")
    dialog.accept()
    qtbot.waitUntil(lambda: window.sessions[0].title == "Bank")


def test_a_session_is_deleted_only_after_asking(window: HistoryWindow, qtbot: QtBot) -> None:
    window.delete_button.click()
    box = window.findChild(QMessageBox)
    assert box is not None
    box.button(QMessageBox.StandardButton.Cancel).click()
    qtbot.wait(0)
    assert len(window.sessions) == 2
    QTest.keyClick(window.list, Qt.Key.Key_Delete)
    _agree(window.findChildren(QMessageBox)[-1])
    qtbot.waitUntil(lambda: [s.title for s in window.sessions] == ["Cooking"])


def test_a_session_is_exported(window: HistoryWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.export({tmp_path / "talk.srt": window.sessions[1]}, track=Track.TRANSLATION)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert "crepes" in (tmp_path / "talk.srt").read_text()
    assert str(tmp_path / "talk.srt") in window.findChildren(QMessageBox)[0].text()


def test_a_failed_export_is_one_sentence_for_the_user(
    window: HistoryWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.export({tmp_path / "no" / "talk.srt": window.sessions[1]}, track=Track.TRANSLATION)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert "no folder" in window.findChildren(QMessageBox)[0].text()


def test_files_that_the_dialog_did_not_ask_about_are_replaced_only_after_asking(
    window: HistoryWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    # A call is two files, and this name gets its ending from the filter.
    there = tmp_path / "call 09.30.1.srt"
    there.write_text("precious")
    _save_as(window, tmp_path / "call 09.30", ending="srt")
    box = window.findChildren(QMessageBox)[-1]
    assert str(there) in box.informativeText()
    box.button(QMessageBox.StandardButton.Cancel).click()
    qtbot.wait(0)
    assert there.read_text() == "precious"
    _save_as(window, tmp_path / "call 09.30", ending="srt")
    _agree(window.findChildren(QMessageBox)[-1])
    qtbot.waitUntil(lambda: "bank" in there.read_text())
    assert (tmp_path / "call 09.30.0.srt").exists()


def test_a_file_that_the_dialog_asked_about_is_not_asked_about_again(
    window: HistoryWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: "crepes" in _text(window))
    (tmp_path / "talk.srt").write_text("old")
    _save_as(window, tmp_path / "talk.srt")
    qtbot.waitUntil(lambda: "crepes" in (tmp_path / "talk.srt").read_text())


def test_the_dialog_knows_the_ending_and_asks_about_the_whole_name(
    window: HistoryWindow, tmp_path: Path
) -> None:
    window.export_button.click()
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.setDirectory(str(tmp_path))
    assert dialog.defaultSuffix() == "docx"
    (name,) = dialog.selectedFiles()
    assert Path(name).suffix == ".docx"
    web = next(name for name in dialog.nameFilters() if "vtt" in name)
    dialog.selectNameFilter(web)
    dialog.filterSelected.emit(web)
    assert dialog.defaultSuffix() == "vtt"
    dialog.reject()


def test_several_sessions_are_written_into_a_folder_and_replace_nothing(
    window: HistoryWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "Cooking.html").write_text("precious")
    window.list.selectAll()
    assert window.export_button.isEnabled()
    window.export_button.click()
    dialog = window.findChildren(QInputDialog)[-1]
    dialog.setTextValue(next(name for name in dialog.comboBoxItems() if "html" in name))
    dialog.accept()
    folder = window.findChildren(QFileDialog)[-1]
    folder.fileSelected.emit(str(tmp_path))
    folder.reject()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert (tmp_path / "Cooking.html").read_text() == "precious"
    assert "crepes" in (tmp_path / "Cooking (2).html").read_text(encoding="utf-8")
    assert len(list(tmp_path.glob("*.html"))) == 3


def test_what_is_kept_is_switched_here(window: HistoryWindow, qtbot: QtBot) -> None:
    assert window.keeps_text.isChecked()
    assert not window.records_audio.isChecked()
    with qtbot.waitSignal(window.settings_changed) as changed:
        window.records_audio.click()
    assert changed.args == [HistorySettings(records_audio=True)]
    with qtbot.waitSignal(window.settings_changed) as changed:
        window.keeps_text.click()
    assert changed.args == [HistorySettings(keeps_text=False, records_audio=True)]
    assert not window.records_audio.isEnabled()


def test_a_session_that_begins_meanwhile_appears(
    window: HistoryWindow, history: History, qtbot: QtBot
) -> None:
    recorder = history.begin(
        [StreamNote(stream="0", speaker="", source="de", target="en")], HistorySettings()
    )
    assert recorder is not None
    qtbot.waitUntil(lambda: len(window.sessions) == 3)
    assert "setor" in _text(window), "the session that is read stays open"
    recorder.finish()
    qtbot.waitUntil(lambda: len(window.sessions) == 2)


def test_a_session_on_air_is_not_deleted_and_is_read_on_when_it_is_over(
    window: HistoryWindow, history: History, qtbot: QtBot
) -> None:
    recorder = history.begin(
        [StreamNote(stream="0", speaker="", source="de", target="en")], HistorySettings()
    )
    assert recorder is not None
    recorder.add_event(committed(" It begins."), stream="0")
    qtbot.waitUntil(lambda: len(window.sessions) == 3)
    window.list.clearSelection()
    window.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: "It begins." in _text(window))
    assert not window.delete_button.isEnabled()
    QTest.keyClick(window.list, Qt.Key.Key_Delete)
    assert window.findChild(QMessageBox) is None
    recorder.add_event(committed(" It ends."), stream="0")
    recorder.finish()
    qtbot.waitUntil(lambda: _text(window).count("It begins. It ends.") == 1)
    assert window.delete_button.isEnabled()


def test_a_history_that_cannot_be_opened_says_so_in_the_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "history")
    window = HistoryWindow(history, settings=HistorySettings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.empty.isVisible)
    assert "can't be used" in window.empty.text()
    assert not window.list.isVisible()
    # What is kept is chosen all the same, and the reason stays.
    window.records_audio.click()
    assert "can't be used" in window.empty.text()
    # Asking again, the user is told again.
    (tmp_path / "file").unlink()
    window.refresh()
    qtbot.waitUntil(lambda: "when they begin" in window.empty.text())
    assert history.close()


def test_everything_has_a_name_for_a_screen_reader(window: HistoryWindow) -> None:
    assert window.words.accessibleName()
    assert window.list.accessibleName()
    for button in (
        window.rename_button,
        window.export_button,
        window.recordings_button,
        window.delete_button,
    ):
        assert button.text()


def test_an_answer_for_a_window_that_was_closed_is_dropped(history: History, qtbot: QtBot) -> None:
    window = HistoryWindow(history, settings=HistorySettings())
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()
    window.refresh()
    window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    answers: list[int] = []
    # Comes after the answers to the window; what they raised would fail the test.
    history.ask(lambda store: len(store.sessions()), done=answers.append)
    qtbot.waitUntil(lambda: answers == [2])


def test_every_pair_of_languages_of_a_session_is_listed_once(qtbot: QtBot) -> None:
    sessions = SessionList()
    qtbot.addWidget(sessions)

    def shown(notes: Sequence[tuple[str | None, str]], *changes: tuple[str, str, str]) -> str:
        streams = tuple(
            StreamNote(stream=str(n), speaker="", source=source, target=target)
            for n, (source, target) in enumerate(notes)
        )
        session = PastSession(
            number=1,
            title="",
            began=datetime(2026, 5, 1, tzinfo=UTC),
            duration_s=60.0,
            streams=streams,
            is_ended=True,
            changes=changes,
        )
        return sessions._languages(session)

    assert shown([("fr", "en")]) == "French → English"
    later: tuple[tuple[str, str, str], ...]
    later = (("0", "fr", "de"), ("0", "", "de"), ("0", "fr", "en"))
    assert shown([("fr", "en")], *later) == "French → English, French → German, detected → German"
    call = [("en", "pt"), ("pt", "en")]
    assert shown(call) == "English ⇄ Portuguese"
    later = (("0", "en", "de"), ("1", "de", "en"))
    assert shown(call, *later) == "English ⇄ Portuguese, English ⇄ German"
    # One speaker who turned round is no conversation.
    assert shown([("fr", "en")], ("0", "en", "fr")) == "French → English, English → French"
