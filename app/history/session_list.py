"""The list of past sessions."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QLocale, QSize, Qt, QTime
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.history.sessions import PastSession
from app.texts import language_name

_ROW_GAP_PX: Final = 14


class SessionList(QListWidget):
    """Sessions below each other, each with its title, date, languages and length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions: tuple[PastSession, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
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
        """Show others; what is chosen stays so, and where nothing is, the first is.

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
        began = session.began.astimezone()
        date = QLocale().toString(
            QDateTime(QDate(began.year, began.month, began.day), QTime(began.hour, began.minute)),
            QLocale.FormatType.ShortFormat,
        )
        detected = self.tr("detected")
        languages = ", ".join(
            f"{_name(note.source) or detected} → {_name(note.target)}" for note in session.streams
        )
        first = session.streams[0]
        if [(note.target, note.source) for note in session.streams[1:]] == [
            (first.source, first.target)
        ]:
            languages = f"{_name(first.source)} ⇄ {_name(first.target)}"
        details = f"{languages}  ·  {_length(session.duration_s)}"
        lines = [session.title, date, details] if session.title else [date, details]
        if session.snippet:
            lines.append(session.snippet)
        return "\n".join(lines)


def _name(code: str | None) -> str:
    return "" if code is None else language_name(code)


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
