"""The transcript as Qt's views see it."""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.texts import gap_text, speaker_label, way_text
from engine.captions.corrections import correction
from engine.captions.documents import write_document
from engine.captions.transcript import Row, Transcript
from engine.events import Event, SourceGap, SpeakerChanged, TextCorrected, TextWithdrawn

REFRESH_MS: Final = 50
"""Text is shown at most 20 times a second."""


class CaptionRole(IntEnum):
    """Roles of a row beside Qt's own."""

    SOURCE = Qt.ItemDataRole.UserRole + 1
    TARGET = Qt.ItemDataRole.UserRole + 2
    TENTATIVE = Qt.ItemDataRole.UserRole + 3
    STREAM = Qt.ItemDataRole.UserRole + 4
    START = Qt.ItemDataRole.UserRole + 5


class CaptionModel(QAbstractListModel):
    """Rows of captions that grow at the end only, but for tentative text, which is replaced.

    Events are collected and shown together, every REFRESH_MS at most. Views are notified of
    the rows that changed: the last one of each direction.

    Signals:
        corrected: the user corrected a row; its stream, and a TextCorrected.

    Args:
        parent: its owner.
    """

    corrected = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transcript = Transcript()
        self._names: dict[str, str] = {}
        self._is_outdated = self._has_speakers = False
        self._shown_count = 0
        self._changed: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.publish)

    def name_streams(self, names: Mapping[str, str]) -> None:
        """Name the speakers; call it before the events of a session.

        Args:
            names: what a user reads, by stream; with fewer than two nobody is named.
        """
        self._names = dict(names)

    def speaker(self, row: Row) -> str:
        """Who speaks in a row, or which way a stream goes there; empty where there is only one."""
        if row.way is not None:
            return way_text(*row.way)
        if row.speaker and self._has_speakers:
            return speaker_label().format(number=row.speaker)
        return self._names.get(row.stream, "") if len(self._names) > 1 else ""

    def speaker_number(self, row: Row) -> int:
        """Which voice, direction or way of one stream it is, from 0."""
        if row.way is not None:
            return int(row.way[0] > row.way[1])
        if row.speaker:
            return row.speaker - 1
        return list(self._names).index(row.stream) if row.stream in self._names else 0

    @property
    def shown_rows(self) -> Sequence[Row]:
        """The rows that views know of."""
        return self._transcript.rows[: self._shown_count]

    def row(self, number: int) -> Row:
        """One of the rows that views know of."""
        return self._transcript.rows[number]

    def handle(self, event: Event, *, stream: str = "") -> None:
        """Handle the next event of a direction.

        Args:
            event: any; those without text change nothing.
            stream: the direction that it is of.
        """
        if isinstance(event, SourceGap):
            # What was said before the gap is over.
            self.end(stream=stream)
        number = self._transcript.handle(event, stream=stream)
        if isinstance(event, TextWithdrawn | TextCorrected):
            self._show_anew()
        elif isinstance(event, SpeakerChanged):
            # Of one voice alone nothing is shown.
            self._is_outdated = self._is_outdated or self._transcript.has_speakers
            self._mark_changed(number)
        else:
            self._mark_changed(number)

    def _show_anew(self) -> None:
        """Rows that are over have changed, which views have done with."""
        self._timer.stop()
        self.beginResetModel()
        self._is_outdated, self._has_speakers = False, self._transcript.has_speakers
        self._changed.clear()
        self._shown_count = len(self._transcript.rows)
        self.endResetModel()

    def count_words(self, words: str, *, is_target: bool) -> int:
        """In how many rows that are over these words stand, as whole words."""
        found = _whole(words)
        rows = (row for row in self.shown_rows if row.is_final)
        return sum(bool(found.search(row.target if is_target else row.source)) for row in rows)

    def correct(self, number: int, text: str, *, is_target: bool) -> None:
        """Have a row that is over say something else.

        Args:
            number: of the row.
            text: all of it, as it is to be; nothing changes where it is empty.
            is_target: whether it is the translation, and not what was said.
        """
        self._correct([(self._transcript.rows[number], text)], is_target=is_target)

    def correct_everywhere(self, words: str, text: str, *, is_target: bool) -> None:
        """Replace words in all rows that are over, where they stand as whole words."""
        found = _whole(words)
        changes = []
        for row in self.shown_rows:
            before = row.target if is_target else row.source
            changes.append((row, found.sub(lambda _: text, before)))
        self._correct(changes, is_target=is_target)

    def _correct(self, changes: Sequence[tuple[Row, str]], *, is_target: bool) -> None:
        for row, text in changes:
            event = correction(row, text, is_target=is_target)
            if event is not None:
                self._transcript.handle(event, stream=row.stream)
                self.corrected.emit(row.stream, event)
        self._show_anew()

    def end(self, *, stream: str = "") -> None:
        """End a direction: tentative text goes, committed text stays."""
        self._mark_changed(self._transcript.end_row(stream))

    def clear(self) -> None:
        """Remove all rows."""
        self._timer.stop()
        self.beginResetModel()
        self._transcript = Transcript()
        self._is_outdated = self._has_speakers = False
        self._shown_count = 0
        self._changed.clear()
        self.endResetModel()

    def save(self, path: Path) -> None:
        """Write the rows that are shown as a document, in the format of its ending.

        Raises:
            OutputError: the file cannot be written.
        """
        names = self._names if len(self._names) > 1 else {}
        write_document(path, self.shown_rows, speakers=names, label=speaker_label())

    @Slot()
    def publish(self) -> None:
        """Show now what was collected since the last time."""
        self._timer.stop()
        if self._is_outdated:
            self._show_anew()
            return
        count = len(self._transcript.rows)
        changed = sorted(number for number in self._changed if number < self._shown_count)
        self._changed.clear()
        for number in changed:
            index = self.index(number)
            self.dataChanged.emit(index, index)
        if count > self._shown_count:
            self.beginInsertRows(QModelIndex(), self._shown_count, count - 1)
            self._shown_count = count
            self.endInsertRows()

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """How many rows are shown."""
        return 0 if parent is not None and parent.isValid() else self._shown_count

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | int | None:
        """One property of a row; the text of a row is what was committed of it."""
        if not index.isValid() or index.row() >= self._shown_count:
            return None
        row = self._transcript.rows[index.row()]
        properties: dict[int, str | int] = {
            Qt.ItemDataRole.DisplayRole: (
                gap_text(row.gap) if row.gap else "\n".join(filter(None, (row.source, row.target)))
            ),
            CaptionRole.SOURCE: row.source,
            CaptionRole.TARGET: row.target,
            CaptionRole.TENTATIVE: row.tentative,
            CaptionRole.STREAM: row.stream,
            CaptionRole.START: row.start,
        }
        return properties.get(role)

    def _mark_changed(self, number: int | None) -> None:
        if number is None:
            return
        self._changed.add(number)
        if not self._timer.isActive():
            self._timer.start()


def _whole(words: str) -> re.Pattern[str]:
    """What finds words where no letter goes on before or after them."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
