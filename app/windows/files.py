"""The queue of recordings that are translated into files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import user_text
from app.settings import SOUND_FORMATS, TEXT_FORMATS, FileSettings
from app.texts import clock_text, language_title, media_filters, size_text
from app.viewmodels.files import FileJobs, JobState, RecordingJob, needs_transcript
from app.viewmodels.packs import PackInstaller
from app.widgets.cards import NameLabel
from app.widgets.choices import Choice, ChoiceBox
from app.widgets.dialogs import CardList, TitledDialog, choose_folder, restyle, styled_label
from app.widgets.install_row import InstallRow
from engine.languages import LANGUAGES

_SIZE: Final = QSize(740, 560)
_PERMILLE: Final = 1_000


def dropped_paths(data: QMimeData) -> list[Path]:
    """Files and folders of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class FilesDialog(TitledDialog):
    """Adds recordings, says how they are translated, and shows how far they are.

    Args:
        files: the queue.
        installer: installs models that it lacks.
        parent: its owner.

    Attributes:
        rows: what stands for each recording, by its number.
    """

    def __init__(
        self, files: FileJobs, installer: PackInstaller, parent: QWidget | None = None
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self._files = files
        self._installer = installer
        self.set_title(self.tr("Translate recordings"))
        self.setAcceptDrops(True)
        self.rows: dict[int, JobRow] = {}
        self._jobs: tuple[RecordingJob, ...] = ()
        self.content.addLayout(self._build_choices())
        self.content.addWidget(InstallRow(installer))
        self.content.addWidget(self._build_lacking())
        self.hint = styled_label(
            self.tr("Drop sound or video files here, or whole folders."), role="quiet"
        )
        self.hint.setProperty("drop", "true")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.hint, 1)
        self._cards = CardList()
        self.content.addWidget(self._cards, 1)
        self.state = styled_label("", role="quiet")
        self.content.addWidget(self.state)
        self._build_buttons()
        files.listed.connect(self._list)
        files.changed.connect(self._on_changed)
        self._list()
        self.add_button.setFocus()

    def _build_choices(self) -> QGridLayout:
        self.source_box = ChoiceBox(self.tr("Language that is spoken"))
        self.target_box = ChoiceBox(self.tr("Language to translate into"))
        self.text_box = ChoiceBox(self.tr("Captions"))
        self.sound_box = ChoiceBox(self.tr("Speech"))
        self.folder_box = ChoiceBox(self.tr("Folder for results"))
        self.folder_box.chosen.connect(self._on_folder_chosen)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for place, (text, widget) in enumerate(
            (
                (self.tr("&From"), self.source_box),
                (self.tr("&To"), self.target_box),
                (self.tr("&Captions"), self.text_box),
                (self.tr("&Speech"), self.sound_box),
                (self.tr("Fo&lder"), self.folder_box),
            )
        ):
            grid.addWidget(NameLabel(text, widget), place // 2, 2 * (place % 2))
            grid.addWidget(widget, place // 2, 2 * (place % 2) + 1)
        self.transcribes = QCheckBox(self.tr("Also write &down what is said"))
        self.transcribes.toggled.connect(lambda is_on: self._change(transcribes=is_on))
        grid.addWidget(self.transcribes, 2, 2, 1, 2)
        self.tells_speakers = QCheckBox(self.tr("Tell spea&kers apart"))
        self.tells_speakers.setToolTip(
            self.tr("Captions say Speaker 1, Speaker 2, where voices differ clearly")
        )
        self.tells_speakers.toggled.connect(lambda is_on: self._change(tells_speakers=is_on))
        grid.addWidget(self.tells_speakers, 3, 2, 1, 2)
        for box, name in (
            (self.source_box, "source_language"),
            (self.target_box, "target_language"),
            (self.text_box, "text_format"),
            (self.sound_box, "sound_format"),
        ):
            box.chosen.connect(lambda value, name=name: self._change(**{name: value}))
        return grid

    def _build_lacking(self) -> QFrame:
        self.lacking = QFrame()
        self.lacking.setProperty("notice", "note")
        row = QHBoxLayout(self.lacking)
        row.setContentsMargins(12, 6, 8, 6)
        self._lacking_text = styled_label("", role="")
        self.install_button = QPushButton()
        self.install_button.clicked.connect(self._on_install_clicked)
        row.addWidget(self._lacking_text, 1)
        row.addWidget(self.install_button)
        return self.lacking

    def _build_buttons(self) -> None:
        self.start_button = QPushButton()
        self.start_button.setProperty("kind", "primary")
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self._on_start_clicked)
        self.add_button = QPushButton(self.tr("&Add recordings…"))
        self.add_button.clicked.connect(self._on_add_clicked)
        self.clear_button = QPushButton(self.tr("Clear finished"))
        self.clear_button.clicked.connect(self._files.remove_finished)
        for button in (self.start_button, self.add_button, self.clear_button):
            self.bottom.addWidget(button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Add what was dropped."""
        event.acceptProposedAction()
        self._files.add(dropped_paths(event.mimeData()))

    def _change(self, **choices: object) -> None:
        settings: FileSettings = replace(self._files.settings, **choices)  # type: ignore[arg-type]
        self._files.change(settings)
        self._show()

    def _show_choices(self) -> None:
        settings = self._files.settings
        sources = [Choice(value=code, text=language_title(code)) for code in LANGUAGES]
        tip = self.tr("Detect the language of each utterance")
        sources.insert(0, Choice(value=None, text=self.tr("Detect"), tip=tip))
        self.source_box.set_choices(sources, settings.source_language)
        self.target_box.set_choices(
            [Choice(value=code, text=language_title(code)) for code in LANGUAGES],
            settings.target_language,
        )
        texts = [Choice(value=ending, text=self._text_format(ending)) for ending in TEXT_FORMATS]
        texts.append(Choice(value="", text=self.tr("No captions")))
        self.text_box.set_choices(texts, settings.text_format)
        sounds = [Choice(value="", text=self.tr("No speech"))]
        sounds += [Choice(value=e, text=e.removeprefix(".").upper()) for e in SOUND_FORMATS]
        self.sound_box.set_choices(sounds, settings.sound_format)
        self.transcribes.setChecked(settings.transcribes)
        self.transcribes.setEnabled(needs_transcript(settings))
        self.tells_speakers.setChecked(settings.tells_speakers)
        self.tells_speakers.setEnabled(bool(settings.text_format))
        folders = [Choice(value="", text=self.tr("Next to each recording"))]
        if folder := settings.folder:
            folders.append(Choice(value=folder, text=Path(folder).name or folder, tip=folder))
        folders.append(Choice(value=None, text=self.tr("Choose a folder…")))
        self.folder_box.set_choices(folders, folder)

    @Slot(object)
    def _on_folder_chosen(self, folder: str | None) -> None:
        if folder is not None:
            self._change(folder=folder)
            return
        self._show_choices()
        choose_folder(self, lambda chosen: self._change(folder=str(chosen)))

    def _text_format(self, ending: str) -> str:
        return {
            ".srt": self.tr("Subtitles (SRT)"),
            ".vtt": self.tr("Subtitles (WebVTT)"),
            ".ass": self.tr("Subtitles (ASS)"),
            ".ttml": self.tr("Subtitles (TTML)"),
            ".txt": self.tr("Plain text"),
            ".docx": self.tr("Both languages (Word)"),
            ".html": self.tr("Both languages (HTML)"),
            ".md": self.tr("Both languages (Markdown)"),
        }[ending]

    @Slot()
    def _list(self) -> None:
        self.show_jobs(self._files.jobs)

    def show_jobs(self, jobs: Sequence[RecordingJob]) -> None:
        """Show recordings; those of the queue, but in a picture."""
        self._jobs = tuple(jobs)
        if [job.number for job in jobs] != list(self.rows):
            self.rows = {job.number: JobRow(job, self._files) for job in jobs}
            self._cards.show_cards(list(self.rows.values()))
        self._show()

    def _show(self) -> None:
        files, jobs = self._files, self._jobs
        self._show_choices()
        for job in jobs:
            if (row := self.rows.get(job.number)) is not None:
                row.show_job(job, waits_for=self._waits_for(job))
        self.hint.setVisible(not jobs)
        self._cards.setVisible(bool(jobs))
        writes = bool(files.settings.text_format or files.settings.sound_format)
        if files.is_paused:
            text = self.tr("Resume")
        elif files.is_busy:
            text = self.tr("Pause")
        else:
            text = self.tr("Translate")
        self.start_button.setText(text)
        waits = any(job.state is JobState.WAITING for job in jobs)
        self.start_button.setEnabled(files.is_busy or (waits and writes))
        self.clear_button.setEnabled(any(job.is_over for job in jobs))
        if files.is_held and files.is_busy:
            self.state.setText(self.tr("Continues when the session is over."))
        elif not writes:
            self.state.setText(self.tr("Choose captions, speech or both."))
        else:
            self.state.setText(
                self.tr("Recordings are translated on this computer, one at a time.")
            )
        self._show_lacking()

    @Slot()
    def _on_changed(self) -> None:
        self._jobs = tuple(self._files.jobs)
        self._show()

    def _waits_for(self, job: RecordingJob) -> str:
        if not job.is_running:
            return ""
        if self._files.is_paused:
            return self.tr("Paused")
        return self.tr("Waiting for the session") if self._files.is_held else ""

    def _show_lacking(self) -> None:
        packs = self._files.lacking
        self.lacking.setVisible(bool(packs) and not self._installer.is_running)
        self._lacking_text.setText(
            self.tr("This needs models that are not installed yet: {models}.").format(
                models=", ".join(pack.title for pack in packs)
            )
        )
        size = size_text(sum(pack.download_bytes for pack in packs))
        self.install_button.setText(self.tr("Download {size}").format(size=size))

    @Slot()
    def _on_install_clicked(self) -> None:
        self._installer.install([pack.id for pack in self._files.lacking])
        self.lacking.hide()

    @Slot()
    def _on_start_clicked(self) -> None:
        files = self._files
        if files.is_busy or files.is_paused:
            files.pause(is_paused=not files.is_paused)
        else:
            files.start()

    @Slot()
    def _on_add_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose recordings"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(media_filters())
        dialog.filesSelected.connect(lambda names: self._files.add([Path(n) for n in names]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class _Name(QLabel):
    """A name that asks for no room, and shows its ends where there is not enough."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(text)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show more or less of it."""
        super().resizeEvent(event)
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._text, middle, self.width()))


class JobRow(QFrame):
    """One recording: its name, how far it is, and what can be done with it."""

    def __init__(self, job: RecordingJob, files: FileJobs) -> None:
        super().__init__()
        self._number = job.number
        self.setProperty("card", "true")
        name = job.path.name
        self.name = _Name(name)
        self.name.setProperty("role", "heading")
        self.name.setToolTip(str(job.path))
        self.text = styled_label("", role="quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress: {file}").format(file=name))
        self._results: tuple[Path, ...] = ()
        self.open_button = self._button(self.tr("Open"), name, self._on_open_clicked)
        self.folder_button = self._button(self.tr("Show folder"), name, self._on_folder_clicked)
        self.retry_button = self._button(
            self.tr("Try again"), name, lambda: files.retry(self._number)
        )
        self.cancel_button = self._button("", name, lambda: files.remove(self._number))
        column = QVBoxLayout()
        column.setSpacing(3)
        for widget in (self.name, self.text, self.bar):
            column.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 10, 9)
        row.setSpacing(8)
        row.addLayout(column, 1)
        for button in (
            self.open_button,
            self.folder_button,
            self.retry_button,
            self.cancel_button,
        ):
            row.addWidget(button)
        self._file = name
        self.show_job(job)

    def _button(self, text: str, file: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{text}: {file}")
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def show_job(self, job: RecordingJob, *, waits_for: str = "") -> None:
        """Show how far it is.

        Args:
            job: the recording.
            waits_for: what it waits for; empty for nothing.
        """
        share = job.share
        self._results = job.results
        self.bar.setVisible(job.is_running)
        # Without a length the bar runs to and fro, or stands empty while nothing happens.
        is_moving = share is None and job.is_running and not waits_for
        self.bar.setRange(0, 0 if is_moving else _PERMILLE)
        self.bar.setValue(round((share or 0.0) * _PERMILLE))
        role = {JobState.FAILED: "bad", JobState.LACKING: "warn"}.get(job.state, "quiet")
        text = waits_for or self._state_text(job)
        if text != self.text.text() or role != self.text.property("role"):
            restyle(self.text, text, role=role)
        self.open_button.setVisible(bool(job.results))
        self.folder_button.setVisible(bool(job.results))
        self.retry_button.setVisible(job.state is JobState.FAILED)
        cancels = self.tr("Cancel") if job.is_running else self.tr("Remove")
        if cancels != self.cancel_button.text():
            self.cancel_button.setText(cancels)
            self.cancel_button.setAccessibleName(f"{cancels}: {self._file}")

    def _state_text(self, job: RecordingJob) -> str:
        match job.state:
            case JobState.WAITING:
                return self.tr("Waiting")
            case JobState.LOADING:
                return self.tr("Loading models…")
            case JobState.RUNNING:
                return self._progress_text(job)
            case JobState.LACKING:
                return self.tr("Waiting for models")
            case JobState.FAILED:
                return user_text(job.problem) if job.problem is not None else self.tr("Failed")
            case JobState.DONE:
                files = ", ".join(path.name for path in job.results)
                text = self.tr("Done: {files}").format(files=files)
                return "\n".join([text, *(user_text(remark) for remark in job.remarks)])

    def _progress_text(self, job: RecordingJob) -> str:
        done = clock_text(job.done_s)
        if job.length_s is None:
            return self.tr("{done} translated").format(done=done)
        whole = clock_text(job.length_s)
        if job.left_s is None:
            return self.tr("{done} of {whole}").format(done=done, whole=whole)
        return self.tr("{done} of {whole}, {left} left").format(
            done=done, whole=whole, left=clock_text(job.left_s + 0.5)
        )

    @Slot()
    def _on_open_clicked(self) -> None:
        if self._results:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._results[0])))

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._results:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._results[0].parent)))
