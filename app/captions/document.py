"""Writes the rows of a caption model into a text document, and changes only what changed."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.settings import CaptionSettings, Shown
from app.texts import gap_text, language_name, language_title
from app.viewmodels.captions import CaptionModel
from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.captions.transcript import Row

_SOURCE_SHARE: Final = 0.78
_QUIET_SHARE: Final = 0.62
"""So much of the text's colour, the rest of the background's: on black and on white it leaves a
contrast of more than 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""
_SPEAKERS_ON_LIGHT: Final = ("#1a5fb4", "#a5480a", "#1d6b3a", "#7b3fa0")
_SPEAKERS_ON_DARK: Final = ("#8ab8ff", "#ffb27a", "#8fd9a3", "#d9a8ff")
_LABEL_EVERY_SAMPLES: Final = 30 * SOURCE_RATE_HZ
"""The time is written again after so much speech of one speaker."""
_SMALLER: Final = -1
"""A step on Qt's scale of font sizes: four fifths."""
_ABOVE_ROW_PX: Final = 10.0
_LINE_HEIGHT_PERCENT: Final = 120.0
_TIME, _SOURCE, _TARGET, _TENTATIVE, _BREAK = "cstg\n"
ROW: Final = QTextFormat.Property.UserProperty + 1
IS_TARGET: Final = QTextFormat.Property.UserProperty + 2
"""Properties of characters: the number of their row, and whether they are of its translation; only
words that were said, written or typed have them."""
_SPEAKERS: Final = "0123"
"""Kinds of characters; the names of speakers are of a kind for each."""
_RUNS: Final = re.compile(r"(\n)|(.)\2*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionColours:
    """One colour for each kind of text.

    Attributes:
        target: the translation.
        source: the transcript.
        quiet: what may still change, and what stands beside the text.
        speakers: the names of speakers, in turn.
    """

    target: QColor
    source: QColor
    quiet: QColor
    speakers: tuple[QColor, ...]

    @classmethod
    def of(cls, palette: QPalette) -> "CaptionColours":
        """The colours that go with a palette."""
        text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        names = _SPEAKERS_ON_DARK if base.lightness() < text.lightness() else _SPEAKERS_ON_LIGHT
        return cls(
            target=text,
            source=_mixed(text, base, share=_SOURCE_SHARE),
            quiet=_mixed(text, base, share=_QUIET_SHARE),
            speakers=tuple(QColor(name) for name in names),
        )


def _mixed(front: QColor, back: QColor, *, share: float) -> QColor:
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * (1 - share),
        front.greenF() * share + back.greenF() * (1 - share),
        front.blueF() * share + back.blueF() * (1 - share),
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """Text and, character for character, the kind that it is of."""

    text: str = ""
    kinds: str = ""

    def __add__(self, other: "_Written") -> "_Written":
        return _Written(self.text + other.text, self.kinds + other.kinds)

    def __getitem__(self, part: slice) -> "_Written":
        return _Written(self.text[part], self.kinds[part])

    def __len__(self) -> int:
        return len(self.text)

    @property
    def units(self) -> int:
        """Its length as Qt counts, in UTF-16 units."""
        return len(self.text) + sum(character > "\uffff" for character in self.text)


@dataclass(slots=True, kw_only=True)
class _Placed:
    """A row that may still change.

    Attributes:
        number: of the row.
        start: stays before the row's first character whatever is written elsewhere.
        label: what stands above the row.
        target: its translation with the guess, as it is written.
        written: all of the row.
    """

    number: int
    start: QTextCursor
    label: _Written
    target: _Written = _Written()
    written: _Written = _Written()


class CaptionDocument(QObject):
    """Updates a document from a model.

    Of a row only the characters that differ are written, so that a selection in committed text
    stays as it is.

    Args:
        model: what to write.
        document: is emptied, and is written by nobody else.
        settings: what of the rows is written.
        colours: of the text.
    """

    def __init__(
        self,
        model: CaptionModel,
        document: QTextDocument,
        *,
        settings: CaptionSettings,
        colours: CaptionColours,
    ) -> None:
        super().__init__(document)
        self._model = model
        self._document = document
        self._settings = settings
        self._colours = colours
        self._placed: dict[int, _Placed] = {}
        self._labelled: Row | None = None
        self._named = ""
        self._written_rows = 0
        model.rowsInserted.connect(self._on_model_rows_inserted)
        model.dataChanged.connect(self._on_model_data_changed)
        model.modelReset.connect(self.rewrite)
        self.rewrite()

    def change(self, *, settings: CaptionSettings, colours: CaptionColours) -> None:
        """Change settings or colours; rewrites all rows where that is needed."""
        # Letters of another size are the view's affair and need no other text.
        is_same = replace(settings, font_px=self._settings.font_px) == self._settings
        is_same = is_same and colours == self._colours
        self._settings, self._colours = settings, colours
        if not is_same:
            self.rewrite()

    @Slot()
    def rewrite(self) -> None:
        """Rewrite the whole document."""
        self._document.clear()
        self._placed.clear()
        self._labelled = None
        self._written_rows = 0
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        for number in range(self._model.rowCount()):
            self._update(number)
        edit.endEditBlock()

    @Slot(QModelIndex, int, int)
    def _on_model_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        del parent
        for number in range(first, last + 1):
            self._update(number)

    @Slot(QModelIndex, QModelIndex)
    def _on_model_data_changed(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
    ) -> None:
        for number in range(first.row(), last.row() + 1):
            self._update(number)

    def _update(self, number: int) -> None:
        row = self._model.row(number)
        source, target = self._texts(row)
        if row.gap is not None:
            target = _marked(gap_text(row.gap), _TENTATIVE)
        placed = self._placed.get(number)
        if row.languages is not None:
            if placed is None:
                self._divide(row.languages)
            return
        if placed is None:
            # A row whose text is of a kind that is not shown has its place already: if it waited
            # for the other, rows would stand in another order than when they are written anew.
            if row.is_blank and row.is_final:
                return
            placed = self._placed[number] = self._place(number, row)
        label = placed.label if source or target else _Written()
        # One text after the other: what changed in both would else span what did not change.
        self._write(placed, _paragraphs(label, source, placed.target))
        self._write(placed, _paragraphs(label, source, target))
        placed.target = target
        if row.is_final:
            del self._placed[number]
            if not placed.written:
                self._remove_row(placed, row)

    def _texts(self, row: Row) -> tuple[_Written, _Written]:
        """The text to show of transcript and translation."""
        source, target = _Written(), _Written()
        if self._settings.shown.has_source:
            source = _marked(row.source, _SOURCE)
        if self._settings.shown.has_target:
            target = _marked(row.target, _TARGET)
            if self._settings.shows_tentative:
                tentative = row.tentative if row.target else row.tentative.lstrip()
                target += _marked(tentative, _TENTATIVE)
        return source, target

    def _place(self, number: int, row: Row) -> _Placed:
        edit = QTextCursor(self._document)
        edit.movePosition(QTextCursor.MoveOperation.End)
        if self._written_rows == 0:
            edit.setBlockFormat(self._block_format(is_first=True))
        else:
            edit.insertBlock(self._block_format(is_first=True))
        self._written_rows += 1
        edit.setKeepPositionOnInsert(True)
        return _Placed(number=number, start=edit, label=self._label(row))

    def _divide(self, languages: tuple[str, str]) -> None:
        """Write a line between what is heard and read in other languages."""
        source, target = languages
        named = QCoreApplication.translate("Captions", "Any language")
        names = (language_title(source) if source else named, language_name(target))
        edit = QTextCursor(self._document)
        edit.movePosition(QTextCursor.MoveOperation.End)
        form = self._block_format(is_first=True)
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._written_rows == 0:
            edit.setBlockFormat(form)
        else:
            edit.insertBlock(form)
        self._written_rows += 1
        edit.insertText("—  {} → {}  —".format(*names), self._char_format(_TIME))
        self._labelled = None

    def _label(self, row: Row) -> _Written:
        """The heading of a row: speaker and time, where they change."""
        before = self._labelled
        name = self._model.speaker(row)
        is_due = (
            before is None
            or before.stream != row.stream
            or before.way != row.way
            or name != self._named
            or row.is_typed
            or before.is_typed
            or row.is_corrected
            or before.is_corrected
            # Below 0 where another session has begun, with its own clock.
            or not 0 <= row.start - before.start < _LABEL_EVERY_SAMPLES
        )
        time = _clock(row.start) if self._settings.shows_times else ""
        if not is_due or not (name or time or row.is_typed or row.is_corrected):
            return _Written()
        self._labelled, self._named = row, name
        speaker = _SPEAKERS[self._model.speaker_number(row) % len(_SPEAKERS)]
        typed = QCoreApplication.translate("Captions", "typed") if row.is_typed else ""
        corrected = QCoreApplication.translate("Captions", "corrected")
        beside = " · ".join(filter(None, (time, typed, corrected if row.is_corrected else "")))
        gap = "  " if name and beside else ""
        return _marked(name, speaker) + _marked(gap + beside, _TIME)

    def _write(self, placed: _Placed, wanted: _Written) -> None:
        """Replace only the part that differs."""
        before = placed.written
        head = _common(before, wanted)
        tail = _common(before[head:][::-1], wanted[head:][::-1])
        old, new = before[head : len(before) - tail], wanted[head : len(wanted) - tail]
        if not old and not new:
            return
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        place = placed.start.position() + before[:head].units
        edit.setPosition(place)
        edit.setPosition(place + old.units, QTextCursor.MoveMode.KeepAnchor)
        edit.removeSelectedText()
        for run in _RUNS.finditer(new.kinds):
            kind = run.group()[0]
            if kind == _BREAK:
                edit.insertBlock(self._block_format(is_first=False))
            else:
                form = self._char_format(kind)
                if kind in (_SOURCE, _TARGET):
                    form.setProperty(ROW, placed.number)
                    form.setProperty(IS_TARGET, kind == _TARGET)
                edit.insertText(new.text[run.start() : run.end()], form)
        edit.endEditBlock()
        placed.written = wanted

    def _remove_row(self, placed: _Placed, row: Row) -> None:
        """Remove the empty paragraph of a row without text."""
        self._written_rows -= 1
        edit = QTextCursor(self._document)
        edit.setPosition(placed.start.position())
        if edit.position() > 0:
            edit.deletePreviousChar()
        else:
            edit.deleteChar()
        if self._labelled is row:
            self._labelled = None

    def _block_format(self, *, is_first: bool) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(
            _LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        form.setTopMargin(_ABOVE_ROW_PX if is_first else 0.0)
        return form

    def _char_format(self, kind: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._colour(kind))
        is_beside = kind == _TIME or kind in _SPEAKERS
        if is_beside or (kind == _SOURCE and self._settings.shown is Shown.BOTH):
            form.setProperty(QTextFormat.Property.FontSizeAdjustment, _SMALLER)
        if kind in _SPEAKERS:
            form.setFontWeight(QFont.Weight.DemiBold)
        return form

    def _colour(self, kind: str) -> QColor:
        if kind in _SPEAKERS:
            return self._colours.speakers[_SPEAKERS.index(kind)]
        if kind == _SOURCE and self._settings.shown is Shown.BOTH:
            return self._colours.source
        return self._colours.target if kind in (_SOURCE, _TARGET) else self._colours.quiet


def _marked(text: str, kind: str) -> _Written:
    """Text of one kind, its control characters, which would break paragraphs, made spaces."""
    plain = text
    if not text.isprintable():
        plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return _Written(plain, kind * len(plain))


def _paragraphs(*parts: _Written) -> _Written:
    whole = _Written()
    for part in filter(None, parts):
        whole += _Written("\n", _BREAK) + part if whole else part
    return whole


def _common(left: _Written, right: _Written) -> int:
    """Length of the common prefix of two texts."""
    pairs = zip(left.text, right.text, left.kinds, right.kinds, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[2] == pair[3], pairs))


def _clock(position: SampleIndex) -> str:
    minutes, seconds = divmod(position // SOURCE_RATE_HZ, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
