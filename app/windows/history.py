"""The window in which past sessions are read, searched, exported and deleted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.captions.pane import CaptionPane
from app.history.export import export_paths
from app.history.store import PastSession, StreamEvent
from app.messages import user_text
from app.settings import CaptionSettings, HistorySettings
from app.texts import capitalised, language_name, moment_text
from app.theme.theme import show_sign
from app.viewmodels.captions import CaptionModel
from app.viewmodels.history import History
from app.widgets.choices import NamedLines
from app.widgets.dialogs import SearchField, TitledDialog, ask_first, open_question
from engine.captions.subtitles import CUE_FORMATS, ENDINGS, Track
from engine.events import TextCorrected, TranscriptCommitted
from engine.messages import Message

_SIZE: Final = QSize(920, 580)
_ROW_GAP_PX: Final = 14
_HANDLE_PX: Final = 10
_SEARCH_AFTER_MS: Final = 200


class SessionList(QListWidget):
    """Sessions below each other, each with its title, date, languages and length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions: tuple[PastSession, ...] = ()
        self.setItemDelegate(NamedLines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def sessions(self) -> Sequence[PastSession]:
        """The sessions in the list."""
        return self._sessions

    @property
    def chosen(self) -> list[PastSession]:
        """The sessions that are selected."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        return [self._sessions[row] for row in rows]

    def show_sessions(self, sessions: Sequence[PastSession]) -> None:
        """Replace the sessions; the selection stays, or the first is selected.

        It is not signalled as a change of the selection.
        """
        chosen = {session.number for session in self.chosen}
        self._sessions = tuple(sessions)
        self.blockSignals(True)
        self.clear()
        for session in sessions:
            item = QListWidgetItem(self._describe(session))
            item.setSizeHint(self._item_size(item.text()))
            self.addItem(item)
            item.setSelected(session.number in chosen)
        if self.count() and not self.selectedItems():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def _item_size(self, text: str) -> QSize:
        lines = text.count("\n") + 1
        return QSize(0, lines * self.fontMetrics().lineSpacing() + _ROW_GAP_PX)

    def _describe(self, session: PastSession) -> str:
        date = moment_text(session.began)
        languages = self._languages(session)
        details = f"{languages}  ·  {_length(session.duration_s)}"
        lines = [session.title, date, details] if session.title else [date, details]
        if session.snippet:
            lines.append(session.snippet)
        return "\n".join(lines)

    def _languages(self, session: PastSession) -> str:
        """All pairs of languages of a session, each once, in the order in which they came."""
        detected = self.tr("detected")
        pairs = [(note.source or "", note.target) for note in session.streams]
        pairs += [(source, target) for _, source, target in session.changes]
        shown: list[str] = []
        seen: set[tuple[str, str]] = set()
        for source, target in pairs:
            if (source, target) in seen:
                continue
            seen.add((source, target))
            is_mutual = len(session.streams) > 1 and (target, source) in pairs
            if is_mutual:
                seen.add((target, source))
            arrow = "⇄" if is_mutual else "→"
            shown.append(f"{_name(source) or detected} {arrow} {_name(target)}")
        return capitalised(", ".join(shown))


def _name(code: str | None) -> str:
    return "" if code is None else language_name(code)


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class HistoryWindow(TitledDialog):
    """Past sessions: a list, and the captions of the one that is chosen.

    Signals:
        settings_changed: the user changed a HistorySettings, which is its argument.

    Args:
        history: what it shows.
        settings: what of new sessions is stored.
        captions: how captions are shown.
        parent: its owner.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        history: History,
        *,
        settings: HistorySettings,
        captions: CaptionSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self._history = history
        self._settings = settings
        self._events: list[StreamEvent] = []
        self._opened: int | None = None
        self._is_whole = False
        self._asked = 0
        self._trouble = ""
        self._model = CaptionModel(self)
        self.pane = CaptionPane(
            self._model,
            settings=captions,
            corrects=True,
            empty=self.tr("Select a session to read what was said."),
            parent=self,
        )
        self._model.corrected.connect(self._on_model_corrected)
        self.words = SearchField(self)
        self.list = SessionList(self)
        self.empty = QLabel(self)
        self.keeps_text = QCheckBox(self)
        self.records_audio = QCheckBox(self)
        self.rename_button = self._button(self._on_rename_clicked)
        self.export_button = self._button(self._on_export_clicked)
        self.recordings_button = self._button(self._on_recordings_clicked)
        self.delete_button = self._button(self._on_delete_clicked)
        self.delete_button.setProperty("kind", "danger")
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(_SEARCH_AFTER_MS)
        self._search_timer.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self._retranslate()
        self.set_settings(settings)
        # Until the list is read there is nothing to delete, and no reason why it is empty.
        self._show_session(None)
        self.delete_button.setEnabled(False)
        self.empty.hide()
        self.words.setFocus()
        self.refresh()

    @property
    def sessions(self) -> Sequence[PastSession]:
        """The sessions in the list."""
        return self.list.sessions

    @property
    def chosen(self) -> list[PastSession]:
        """The sessions that are selected."""
        return self.list.chosen

    def set_settings(self, settings: HistorySettings) -> None:
        """Show what of new sessions is stored."""
        self._settings = settings
        self.keeps_text.setChecked(settings.keeps_text)
        self.records_audio.setChecked(settings.records_audio)
        self.records_audio.setEnabled(settings.keeps_text)

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        words = self.words.text()
        self._asked += 1
        asked = self._asked

        def show(sessions: list[PastSession]) -> None:
            # An answer to older words may come after the user typed on.
            if asked == self._asked:
                self._trouble = ""
                self._show_sessions(sessions)

        def fail(message: Message) -> None:
            if asked == self._asked:
                self._trouble = user_text(message)
                self._show_sessions(())

        self._history.find(words, done=show, failed=fail, context=self)

    def export(self, sessions: Mapping[Path, PastSession], *, track: Track) -> None:
        """Write sessions to files, each in the format of its name's ending."""
        self._history.export(
            sessions,
            track=track,
            done=self._on_exported,
            failed=self._show_failure,
            context=self,
        )

    def delete(self, sessions: Sequence[PastSession]) -> None:
        """Delete sessions for good, without asking."""
        self._history.delete(sessions)

    def rename(self, session: PastSession, title: str) -> None:
        """Give a session a title; an empty one removes it."""
        self._history.rename(session, title)

    def _button(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        # "Export…" below does that, too.
        self.pane.tools.leave_out(self.pane.tools.save)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = QWidget(self)
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addWidget(self.words)
        left_column.addWidget(self.list, 1)
        left_column.addWidget(self.empty, 1)
        buttons = QHBoxLayout()
        for button in (self.rename_button, self.export_button, self.recordings_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.delete_button)
        right = QWidget(self)
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, 0, 0, 0)
        right_column.addWidget(self.pane, 1)
        right_column.addLayout(buttons)
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(_HANDLE_PX)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 620])
        self.content.addWidget(splitter, 1)
        switches = QVBoxLayout()
        switches.addWidget(self.keeps_text)
        switches.addWidget(self.records_audio)
        self.bottom.addLayout(switches)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._on_words_text_changed)
        self.list.itemSelectionChanged.connect(self._on_list_selection_changed)
        self._history.changed.connect(self.refresh)
        self.keeps_text.toggled.connect(self._on_keeps_text_toggled)
        self.records_audio.toggled.connect(self._on_records_audio_toggled)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete_clicked)
        rename = QShortcut(QKeySequence("F2"), self.list)
        rename.setContext(Qt.ShortcutContext.WidgetShortcut)
        rename.activated.connect(self._on_rename_clicked)

    def _show_sessions(self, sessions: Sequence[PastSession]) -> None:
        self.list.show_sessions(sessions)
        self.list.setVisible(bool(sessions))
        self.empty.setVisible(not sessions)
        self._show_placeholder()
        self._on_list_selection_changed()

    @Slot()
    def _on_list_selection_changed(self) -> None:
        chosen = self.chosen
        self._show_session(chosen[0] if len(chosen) == 1 else None)
        self.delete_button.setEnabled(_can_be_deleted(chosen))

    def _show_session(self, session: PastSession | None) -> None:
        is_one = session is not None
        self.rename_button.setEnabled(is_one)
        self.export_button.setEnabled(bool(self.chosen))
        self.recordings_button.setEnabled(session is not None and bool(session.recordings))
        if session is None:
            self._opened = None
            self._events = []
            self._model.clear()
            return
        number = session.number
        if number != self._opened:
            self._opened = number
            self._events = []
            self._model.clear()
            self._model.name_streams({note.stream: note.speaker for note in session.streams})
        elif self._is_whole:
            return
        self._is_whole = session.is_ended

        def show(events: list[StreamEvent]) -> None:
            if number == self._opened:
                self._show_events(events)

        self._history.read(session, done=show, context=self)

    @Slot(str, object)
    def _on_model_corrected(self, stream: str, event: TextCorrected) -> None:
        if self._opened is not None:
            self._history.correct(self._opened, stream, event)

    def _show_events(self, events: list[StreamEvent]) -> None:
        # Of a session on air, what was read before stays in its place.
        read = len(self._events)
        for stream, event in events[read:]:
            self._model.handle(event, stream=stream)
        self._events = events
        self._model.publish()
        if read:
            return
        words = self.words.text().split()
        if words:
            self.pane.search(words[0])
            self.words.setFocus()
        else:
            self.pane.view.verticalScrollBar().setValue(0)

    @Slot(str)
    def _on_words_text_changed(self, words: str) -> None:
        del words
        self._opened = None
        self._search_timer.start()

    @Slot(bool)
    def _on_keeps_text_toggled(self, is_on: object) -> None:
        self._change_settings(replace(self._settings, keeps_text=bool(is_on)))

    @Slot(bool)
    def _on_records_audio_toggled(self, is_on: object) -> None:
        self._change_settings(replace(self._settings, records_audio=bool(is_on)))

    def _change_settings(self, settings: HistorySettings) -> None:
        if settings != self._settings:
            self.set_settings(settings)
            self._show_placeholder()
            self.settings_changed.emit(settings)

    @Slot()
    def _on_rename_clicked(self) -> None:
        chosen = self.chosen
        if len(chosen) != 1:
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename session"))
        dialog.setLabelText(self.tr("Title:"))
        dialog.setTextValue(chosen[0].title)
        dialog.textValueSelected.connect(lambda title: self.rename(chosen[0], title))
        open_question(dialog)

    @Slot()
    def _on_export_clicked(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1:
            self._export_one(chosen[0])
        elif chosen:
            self._export_several(chosen)

    def _export_one(self, session: PastSession) -> None:
        dialog = QFileDialog(self, self.tr("Export session"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = self._filters()
        dialog.setNameFilters(list(filters))
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name][0]))
        dialog.setDefaultSuffix(filters[dialog.selectedNameFilter()][0])
        dialog.selectFile(_file_name(session))

        def save(name: str) -> None:
            ending, track = filters[dialog.selectedNameFilter()]
            path = Path(name)
            # The dialog treats anything after a dot as an ending.
            if path.suffix.lower() not in ENDINGS:
                path = path.with_name(path.name + ending)
            if path.suffix.lower() in CUE_FORMATS and track is Track.BOTH:
                # Its ending was typed; subtitles carry one text.
                track = Track.TRANSLATION
            # The dialog asked about the very name that was chosen, and no other.
            replaced = [
                written
                for written in export_paths(path, session.streams, track=track)
                if written != Path(name) and written.exists()
            ]
            if replaced:
                self._ask_to_replace(replaced, lambda: self.export({path: session}, track=track))
            else:
                self.export({path: session}, track=track)

        dialog.fileSelected.connect(save)
        dialog.open()

    def _export_several(self, sessions: Sequence[PastSession]) -> None:
        formats = self._filters()
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Export {count} sessions").format(count=len(sessions)))
        dialog.setLabelText(self.tr("Format:"))
        dialog.setComboBoxItems(list(formats))

        def choose_folder(name: str) -> None:
            ending, track = formats[name]
            folder = QFileDialog(self, self.tr("Export into a folder"))
            folder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            folder.setFileMode(QFileDialog.FileMode.Directory)
            folder.fileSelected.connect(
                lambda chosen: self.export(
                    _free_names(Path(chosen), sessions, ending, track), track=track
                )
            )
            folder.open()

        dialog.textValueSelected.connect(choose_folder)
        open_question(dialog)

    def _ask_to_replace(self, paths: Sequence[Path], export: Callable[[], None]) -> None:
        names = "\n".join(str(path) for path in paths)
        ask_first(
            self,
            self.tr("These files already exist. Replace them?"),
            names,
            agree=self.tr("Replace"),
            act=export,
        )

    def _filters(self) -> dict[str, tuple[str, Track]]:
        """What sessions can be saved as: documents with both texts, then files of one text."""
        whole = self.tr("Times, speakers and both languages")
        filters = {
            f"{whole}: {kind} (*{ending})": (ending, Track.BOTH)
            for ending, kind in (
                (".docx", "Word"),
                (".html", "HTML"),
                (".md", "Markdown"),
                (".txt", self.tr("Text")),
            )
        }
        tracks = [(self.tr("translation"), Track.TRANSLATION)]
        # Several may have one; what was not written down makes an empty file.
        if len(self.chosen) > 1 or any(
            isinstance(event, TranscriptCommitted) for _, event in self._events
        ):
            tracks.append((self.tr("transcript"), Track.TRANSCRIPT))
        kinds = (
            (".srt", "SubRip"),
            (".vtt", "WebVTT"),
            (".ass", "ASS"),
            (".ttml", "TTML"),
            (".txt", self.tr("Text")),
        )
        filters |= {
            f"{kind}, {name} (*{ending})": (ending, track)
            for name, track in tracks
            for ending, kind in kinds
        }
        filters[self.tr("All events as JSON lines (*.jsonl)")] = (".jsonl", Track.BOTH)
        return filters

    @Slot()
    def _on_recordings_clicked(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1 and chosen[0].recordings:
            folder = chosen[0].recordings[0].parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def _on_delete_clicked(self) -> None:
        chosen = self.chosen
        if not _can_be_deleted(chosen):
            return
        ask_first(
            self,
            self.tr("Delete this session for good?")
            if len(chosen) == 1
            else self.tr("Delete {count} sessions for good?").format(count=len(chosen)),
            self.tr("Its text and its recordings are removed from this computer."),
            agree=self.tr("Delete"),
            act=lambda: self.delete(chosen),
        )

    @Slot(object)
    def _on_exported(self, paths: list[Path]) -> None:
        names = "\n".join(str(path) for path in paths)
        self._show_message(self.tr("Saved:") + "\n" + names, "info")

    @Slot(str)
    def _show_failure(self, message: Message) -> None:
        self._show_message(user_text(message), "warning")

    def _show_message(self, text: str, picture: str) -> None:
        box = QMessageBox(self)
        show_sign(box, picture)
        box.setText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _show_placeholder(self) -> None:
        if self._trouble:
            why = self._trouble
        elif self.words.text().strip():
            why = self.tr("No session has these words.")
        elif self._settings.keeps_text:
            why = self.tr("Sessions appear here when they begin.")
        else:
            why = self.tr("Sessions are not kept.")
        self.empty.setText(why)

    def _retranslate(self) -> None:
        self.set_title(self.tr("History"))
        self.words.setPlaceholderText(self.tr("Search all sessions"))
        self.words.setAccessibleName(self.tr("Search all sessions"))
        self.list.setAccessibleName(self.tr("Sessions"))
        self.rename_button.setText(self.tr("Rename…"))
        self.export_button.setText(self.tr("Export…"))
        self.recordings_button.setText(self.tr("Recordings"))
        self.delete_button.setText(self.tr("Delete…"))
        self.delete_button.setToolTip(self.tr("A session on air can be deleted when it is over."))
        self.keeps_text.setText(self.tr("&Keep the captions of sessions in the history"))
        self.records_audio.setText(self.tr("&Record the sound of sessions beside their captions"))
        self.records_audio.setToolTip(self.tr("Ask everyone who speaks before you record them."))


def _can_be_deleted(sessions: Sequence[PastSession]) -> bool:
    """Whether there are any, and none of them is on air: it would lose its beginning."""
    return bool(sessions) and all(session.is_ended for session in sessions)


def _file_name(session: PastSession) -> str:
    """A name that every file system accepts."""
    # Without a dot, after which a file dialog sees an ending.
    title = session.title or f"Dragoman {session.began.astimezone():%Y-%m-%d %H-%M}"
    return "".join(
        "-" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in title
    )


def _free_names(
    folder: Path, sessions: Sequence[PastSession], ending: str, track: Track
) -> dict[Path, PastSession]:
    """A name for each session that no file has, and no other session."""
    names: dict[Path, PastSession] = {}
    for session in sessions:
        name, number = _file_name(session), 1
        path = folder / f"{name}{ending}"
        while path in names or any(
            written.exists() for written in export_paths(path, session.streams, track=track)
        ):
            number += 1
            path = folder / f"{name} ({number}){ending}"
        names[path] = session
    return names
