"""The dialog of recordings, and what is dropped on windows."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.backend import _file_config
from app.live_call import NeededPack
from app.settings import SourceKind
from app.viewmodels.files import FileJobs, JobState
from app.widgets.position import PositionRow
from app.windows.files import FilesDialog
from engine.errors import AudioError
from engine.live.events import LiveState, RecordingPosition
from engine.messages import Code
from engine.recordings import TranslationProgress
from tests.helpers.fake_live import FakeFileJob, gauges
from tests.unit.app.conftest import World


@pytest.fixture
def files(world: World) -> FileJobs:
    return world.controller.files


@pytest.fixture
def dialog(qtbot: QtBot, world: World, files: FileJobs) -> FilesDialog:
    made = FilesDialog(files, world.controller.installer)
    qtbot.addWidget(made)
    made.show()
    return made


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files over a window and let them go there; False where it does not take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enter.ignore()
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, none))
    return enter.isAccepted()


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def started(qtbot: QtBot, world: World) -> FakeFileJob:
    qtbot.waitUntil(lambda: bool(world.engine.file_jobs))
    return world.engine.file_jobs[-1]


def test_what_is_dropped_is_translated_and_opened(
    qtbot: QtBot, world: World, dialog: FilesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = world.controller.files
    assert dialog.hint.isVisible()
    assert not dialog.start_button.isEnabled()
    assert drop(dialog, tmp_path / "talk.mp3")
    assert not dialog.hint.isVisible()
    (row,) = dialog.rows.values()
    assert row.text.text() == "Waiting"
    click(dialog.start_button)
    job = started(qtbot, world)
    assert dialog.start_button.text() == "Pause"
    job.progress = TranslationProgress(done_s=65.0, length_s=600.0, is_loading=False)
    qtbot.waitUntil(lambda: row.text.text().startswith("1:05 of 10:00"))
    assert 0.1 < row.bar.value() / row.bar.maximum() < 0.12
    click(dialog.start_button)
    assert job.paused == [False, True]
    assert row.text.text() == "Paused"
    click(dialog.start_button)
    assert job.paused == [False, True, False]
    with qtbot.waitSignal(files.finished, timeout=20_000):
        job.release.set()
    assert row.text.text() == "Done: talk.en.srt"
    assert not row.bar.isVisible()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    click(row.open_button)
    click(row.folder_button)
    assert opened == [str(tmp_path / "talk.en.srt"), str(tmp_path)]
    click(dialog.clear_button)
    assert not dialog.rows


def test_a_failure_says_why_and_is_tried_again(
    qtbot: QtBot, world: World, files: FileJobs, dialog: FilesDialog, tmp_path: Path
) -> None:
    files.add([tmp_path / "talk.mp3"])
    files.start()
    job = started(qtbot, world)
    job.fails_with = AudioError(Code.AUDIO_FILE_EMPTY, file="talk.mp3")
    with qtbot.waitSignal(files.finished, timeout=20_000):
        job.release.set()
    (row,) = dialog.rows.values()
    assert "talk.mp3" in row.text.text()
    assert row.text.property("role") == "bad"
    click(row.retry_button)
    qtbot.waitUntil(lambda: len(world.engine.file_jobs) == 2)
    assert row.text.property("role") == "quiet"
    click(row.cancel_button)
    assert world.engine.file_jobs[1].cancelled
    assert not dialog.rows
    qtbot.waitUntil(lambda: world.is_idle)


def test_the_choices_say_how(files: FileJobs, dialog: FilesDialog, tmp_path: Path) -> None:
    files.add([tmp_path / "talk.mp3"])
    for box, value in (
        (dialog.source_box, "fr"),
        (dialog.target_box, "de"),
        (dialog.text_box, ".docx"),
        (dialog.sound_box, ".opus"),
    ):
        box.chosen.emit(value)
        assert box.value == value
    # A document has what was said already.
    assert not dialog.transcribes.isEnabled()
    assert files.settings.source_language == "fr"
    assert files.settings.target_language == "de"
    dialog.tells_speakers.click()
    assert files.settings.tells_speakers
    assert _file_config(files.settings, voice=None).tells_speakers
    dialog.text_box.chosen.emit("")
    assert dialog.start_button.isEnabled()
    # Speech has no names.
    assert not dialog.tells_speakers.isEnabled()
    assert not _file_config(files.settings, voice=None).tells_speakers
    dialog.sound_box.chosen.emit("")
    assert not dialog.start_button.isEnabled()
    assert dialog.state.text() == "Choose captions, speech or both."
    files.change(replace(files.settings, folder=str(tmp_path), text_format=".srt"))
    dialog._show()
    assert dialog.transcribes.isEnabled()
    assert dialog.folder_box.currentText() == tmp_path.name
    dialog.folder_box.chosen.emit("")
    assert not files.settings.folder
    assert dialog.folder_box.count() == 2


def test_a_folder_for_results_is_chosen(
    files: FileJobs, dialog: FilesDialog, tmp_path: Path
) -> None:
    dialog.folder_box.setCurrentIndex(dialog.folder_box.count() - 1)
    dialog.folder_box.activated.emit(dialog.folder_box.currentIndex())
    assert dialog.folder_box.currentText() == "Next to each recording"
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path))
    assert files.settings.folder == str(tmp_path)
    assert dialog.folder_box.currentText() == tmp_path.name


def test_models_that_lack_are_offered(
    qtbot: QtBot, world: World, dialog: FilesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = world.controller.files
    world.engine.missing_packs = [NeededPack(id="ears", title="Ears", download_bytes=12_000_000)]
    files.add([tmp_path / "talk.mp3"])
    files.start()
    qtbot.waitUntil(lambda: files.jobs[0].state is JobState.LACKING)
    assert dialog.install_button.text() == "Download 12 MB"
    installed: list[list[str]] = []
    monkeypatch.setattr(world.controller.installer, "install", installed.append)
    click(dialog.install_button)
    assert installed == [["ears"]]


def test_the_window_takes_recordings_and_nothing_else(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    window = world.make_window()
    qtbot.addWidget(window)
    dropped: list[list[Path]] = []
    window.files_dropped.connect(dropped.append)
    assert drop(window, tmp_path / "a.mp3", tmp_path / "b.mp3")
    assert dropped == [[tmp_path / "a.mp3", tmp_path / "b.mp3"]]
    text = QMimeData()
    text.setText("no file")
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        text,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_what_is_dropped_on_the_captions_is_the_windows(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    window = world.make_window()
    qtbot.addWidget(window)
    window.show()
    dropped: list[list[Path]] = []
    window.files_dropped.connect(dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.mp3"))])
    place, copy = QPoint(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    captions = window.captions.view.viewport()
    enter = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(captions, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(captions, QDropEvent(place, copy, data, left, none))
    assert dropped == [[tmp_path / "a.mp3"]]


def test_a_recording_that_is_heard_live_is_paused(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    window = world.make_window()
    qtbot.addWidget(window)
    window.show()
    row = window.panels[0].position
    assert isinstance(row, PositionRow)
    assert not row.isVisible()
    world.change(source_kind=SourceKind.FILE, source_file=str(tmp_path / "talk.wav"))
    world.controller.start_or_stop()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    session = world.engine.session
    place = RecordingPosition(position_s=61.0, length_s=122.0, is_paused=False)
    session.readings = [replace(gauges(), recording=place)]
    session.enter(LiveState.RUNNING)
    qtbot.waitUntil(row.isVisible)
    assert row.text.text() == "1:01 / 2:02"
    assert row.bar.value() == row.bar.maximum() // 2
    click(row.pause_button)
    assert session.paused == [(0, True)]
    session.readings = [replace(gauges(), recording=replace(place, is_paused=True))]
    qtbot.waitUntil(lambda: row.pause_button.toolTip() == "Play the recording on")
    click(row.pause_button)
    assert session.paused == [(0, True), (0, False)]
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not row.isVisible())
