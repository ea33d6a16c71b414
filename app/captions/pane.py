"""The caption pane: text that grows at its end, and the search in it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDateTime, QEvent, QMimeData, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShortcut,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.captions.document import IS_TARGET, ROW, CaptionColours, CaptionDocument
from app.messages import user_text
from app.settings import LARGEST_CAPTION_PX, SMALLEST_CAPTION_PX, CaptionSettings, Shown
from app.theme.icons import icon
from app.theme.theme import show_sign
from app.viewmodels.captions import CaptionModel
from engine.errors import EngineError, message_of
from engine.glossary import MOST_CHARACTERS

_MARGIN_PX: Final = 14
_MENU_PX: Final = 240
_TOOL_PX: Final = 36
_DIALOG_PX: Final = 380
_MOST_HITS: Final = 999
"""More are neither counted nor marked: marks cost time at every repaint."""
_HIT_LIGHT: Final = "#fff0a0"
_HIT_DARK: Final = "#5c4d00"
_ZOOM_STEP: Final = 1.15


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a row.

    Attributes:
        row: its number.
        is_target: whether they are of its translation.
        start: index of their first character in that text.
        words: as they stand there.
    """

    row: int
    is_target: bool
    start: int
    words: str


class CorrectionDialog(QDialog):
    """Asks how words are right.

    Attributes:
        words: how they are right.
        everywhere: whether the same words are corrected in all rows.
        learns: whether the glossary is to learn them.

    Args:
        chosen: the words.
        count: in how many rows they stand.
        teaches: whether there is a glossary to teach.
        parent: its owner.
    """

    def __init__(
        self, chosen: Selection, *, count: int, teaches: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Correct"))
        self.words = QLineEdit(chosen.words)
        self.words.selectAll()
        label = QLabel(self.tr("Instead of “{words}”").format(words=chosen.words))
        label.setWordWrap(True)
        label.setBuddy(self.words)
        self.words.setAccessibleName(label.text())
        everywhere = self.tr("In all {count} places in this session")
        self.everywhere = QCheckBox(everywhere.format(count=count))
        self.everywhere.setVisible(count > 1)
        self.learns = QCheckBox(self.tr("Add it to the glossary"))
        self.learns.setVisible(teaches)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        correct = self.buttons.button(standard.Ok)
        correct.setText(self.tr("Correct"))
        correct.setProperty("kind", "primary")
        self.buttons.button(standard.Cancel).setText(self.tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        for widget in (label, self.words, self.everywhere, self.learns, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(_DIALOG_PX)


class FollowingView(QTextEdit):
    """Shows growing text: the end of it, unless the user scrolled up or is selecting.

    Signals:
        zoomed: the user wants larger (1) or smaller (-1) letters.
        follows_changed: it stays at the newest text, or no longer.
        term_asked: the user wants these words in the glossary.
        correction_asked: a Selection is to be corrected.

    Attributes:
        offers_terms: whether the context menu offers that.
        corrects: whether words can be corrected.
        hint: what stands there while there is nothing to read.

    Args:
        parent: its owner.
    """

    zoomed = Signal(int)
    follows_changed = Signal(bool)
    term_asked = Signal(str)
    correction_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers_terms = False
        self.corrects = False
        self.hint = ""
        self._follows = True
        self._is_pressed = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # With the keyboard too: text can be read and copied without a mouse.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(_MARGIN_PX)
        self.selectionChanged.connect(self._on_selection_changed)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_bar_value_changed)
        bar.rangeChanged.connect(self._on_bar_range_changed)

    def set_font_px(self, font_px: int) -> None:
        """Change the size of the letters."""
        font = self.font()
        if font.pixelSize() != font_px:
            font.setPixelSize(font_px)
            self.setFont(font)

    def show_hint(self, hint: str) -> None:
        """Say something where there is nothing to read."""
        self.hint = hint
        self.setAccessibleDescription(hint)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the text, or the hint: of a placeholder, Qt 6.11 shows only the first line."""
        super().paintEvent(event)
        if not self.hint or not self.document().isEmpty():
            return
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = self.viewport().rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self.hint)
        painter.end()

    @Slot()
    def follow(self) -> None:
        """Go to the newest text and stay there."""
        self._set_follows(follows=True)
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copy plain text, without the colours of this window."""
        content = QMimeData()
        content.setText(self.textCursor().selection().toPlainText())
        return content

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to add what is selected, or else the word that is pointed at, to the glossary."""
        menu = self.menu_at(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu_at(self, place: QPoint) -> QMenu:
        """The context menu of a place in the view."""
        menu = self.createStandardContextMenu(place)
        for action in menu.actions():
            # Qt gives some of its own a key, and the others have none.
            action.setText(action.text().replace("&", ""))
        words = " ".join(self.textCursor().selectedText().split())
        if not words:
            cursor = self.cursorForPosition(place)
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            words = cursor.selectedText().strip()
        if self.offers_terms and any(map(str.isalnum, words)) and len(words) <= MOST_CHARACTERS:
            menu.addSeparator()
            shown = menu.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _MENU_PX)
            add = menu.addAction(
                self.tr("Add “{words}” to the glossary…").format(words=shown.replace("&", "&&"))
            )
            add.triggered.connect(lambda: self.term_asked.emit(words))
        chosen = self.selection_at(place)
        if chosen is not None and self.corrects:
            shown = menu.fontMetrics().elidedText(
                chosen.words, Qt.TextElideMode.ElideRight, _MENU_PX
            )
            text = self.tr("Correct “{words}”…").format(words=shown.replace("&", "&&"))
            correct = menu.addAction(text)
            correct.triggered.connect(lambda: self.correction_asked.emit(chosen))
        return menu

    def selection_at(self, place: QPoint | None = None) -> Selection | None:
        """What is selected, or else the word at a place or at the cursor.

        Returns:
            None where that is no words of one text of a row.
        """
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor = cursor if place is None else self.cursorForPosition(place)
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words, block = cursor.selectedText(), self.document().findBlock(cursor.selectionStart())
        # The paragraph mark is no text.
        if not words.strip() or words != words.strip() or "\u2029" in words:
            return None
        last = QTextCursor(self.document())
        last.setPosition(cursor.selectionEnd())
        form = last.charFormat()
        number = form.property(ROW)
        if not isinstance(number, int):
            return None
        before = block.text()[: cursor.selectionStart() - block.position()]
        return Selection(number, bool(form.property(IS_TARGET)), len(before), words)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Change the size of the letters while Ctrl is held, else scroll."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Do not scroll while the user points at text."""
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll to text that arrived meanwhile."""
        super().mouseReleaseEvent(event)
        self._is_pressed = False
        if self._follows:
            self.follow()

    @Slot()
    def _on_selection_changed(self) -> None:
        """Exclude text that is appended at the end of a selection.

        A cursor without a selection must move as a whole: its anchor always does.
        """
        cursor = self.textCursor()
        keeps = cursor.position() > cursor.anchor()
        if cursor.keepPositionOnInsert() is not keeps:
            cursor.setKeepPositionOnInsert(keeps)
            self.setTextCursor(cursor)

    @Slot(int)
    def _on_bar_value_changed(self, value: int) -> None:
        self._set_follows(follows=value >= self.verticalScrollBar().maximum())

    @Slot(int, int)
    def _on_bar_range_changed(self, lowest: int, highest: int) -> None:
        del lowest
        if self._follows and not self._is_pressed:
            self.verticalScrollBar().setValue(highest)

    def _set_follows(self, *, follows: bool) -> None:
        if follows is not self._follows:
            self._follows = follows
            self.follows_changed.emit(follows)


class SearchBar(QWidget):
    """A search field, with the number of hits and buttons for the next and the previous one.

    Signals:
        closed: the user is done; the text wants the keyboard back.

    Args:
        view: the text to search in; the hits are marked in it.
        parent: its owner.
    """

    closed = Signal()

    def __init__(self, view: QTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._hits: list[QTextCursor] = []
        self._current = -1
        self._words = QLineEdit(self)
        self._words.setClearButtonEnabled(True)
        self._words.textChanged.connect(self._on_words_text_changed)
        self._count = QLabel(self)
        self._previous = self._button(QKeySequence("Shift+F3"))
        self._previous.clicked.connect(self.find_previous)
        self._next = self._button(QKeySequence("F3"))
        self._next.clicked.connect(self.find_next)
        self._close = self._button(None)
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        for widget in (self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self._retranslate()
        self._draw()
        self.hide()

    @property
    def words(self) -> QLineEdit:
        """Where the user types."""
        return self._words

    def open(self, words: str = "") -> None:
        """Show the bar, with words to find or those of the last time."""
        self.show()
        if words:
            self._words.setText(words)
        self._search()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    @Slot()
    def dismiss(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self._hits.clear()
        self._view.setExtraSelections([])
        self.closed.emit()

    @Slot()
    def find_next(self) -> None:
        """Go to the next hit, from the last one to the first."""
        self._go(1)

    @Slot()
    def find_previous(self) -> None:
        """Go to the hit before, from the first one to the last."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return goes on, Shift+Return goes back, Escape closes."""
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go(-1 if is_back else 1)
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the colours of the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._mark()
            self._draw()

    def _draw(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.WindowText).name()
        for button, picture in (
            (self._previous, "up"),
            (self._next, "unfolded"),
            (self._close, "close"),
        ):
            button.setIcon(icon(picture, colour))

    def _button(self, key: QKeySequence | None) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        button.setIconSize(QSize(18, 18))
        if key is not None:
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
        return button

    def _retranslate(self) -> None:
        self._words.setPlaceholderText(self.tr("Find in the captions"))
        self._words.setAccessibleName(self.tr("Find in the captions"))
        for button in self._words.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))
        for button, name in (
            (self._previous, self.tr("Previous (Shift+F3)")),
            (self._next, self.tr("Next (F3)")),
            (self._close, self.tr("Close (Esc)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._show_count()

    @Slot(str)
    def _on_words_text_changed(self, words: str) -> None:
        del words
        self._search()

    def _search(self) -> None:
        """Search again, from the hit that the user is at."""
        start = self._view.textCursor().selectionStart()
        self._collect()
        behind = (n for n, hit in enumerate(self._hits) if hit.selectionStart() >= start)
        self._current = next(behind, 0 if self._hits else -1)
        self._show_current()

    def _collect(self) -> None:
        words = self._words.text()
        document = self._view.document()
        self._hits = []
        if not words.strip():
            return
        hit = document.find(words, 0, QTextDocument.FindFlag(0))
        while not hit.isNull() and len(self._hits) < _MOST_HITS:
            self._hits.append(hit)
            hit = document.find(words, hit, QTextDocument.FindFlag(0))

    def _go(self, step: int) -> None:
        # Captions go on while somebody searches.
        at = self._hits[self._current].selectionStart() if self._hits else 0
        self._collect()
        if self._hits:
            starts = [hit.selectionStart() for hit in self._hits]
            current = starts.index(at) if at in starts else -1
            self._current = (current + step) % len(self._hits)
        self._show_current()

    def _show_current(self) -> None:
        if self._hits:
            # A new cursor: the one that marks must not follow what the user selects.
            self._view.setTextCursor(QTextCursor(self._hits[self._current]))
            self._view.ensureCursorVisible()
        self._mark()
        self._show_count()

    def _mark(self) -> None:
        if not self.isVisible():
            return
        palette = self._view.palette()
        is_dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
        marks = []
        for number, hit in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            if number == self._current:
                mark.format.setBackground(palette.highlight())
                mark.format.setForeground(palette.highlightedText())
            else:
                mark.format.setBackground(QColor(_HIT_DARK if is_dark else _HIT_LIGHT))
            marks.append(mark)
        self._view.setExtraSelections(marks)

    def _show_count(self) -> None:
        if not self._words.text().strip():
            self._count.setText("")
        elif not self._hits:
            self._count.setText(self.tr("not found"))
        else:
            most = "+" if len(self._hits) == _MOST_HITS else ""
            self._count.setText(
                self.tr("{number} of {count}").format(
                    number=self._current + 1, count=f"{len(self._hits)}{most}"
                )
            )


class CaptionTools(QFrame):
    """A slim column of buttons beside the text: what covers none of it.

    Attributes:
        search, larger, smaller, save: of the text.
        latest: back to the newest text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captionTools")
        self.search = self._button()
        self.larger = self._button("A+")
        self.smaller = self._button("A\N{MINUS SIGN}")
        self.save = self._button()
        self.latest = self._button()
        self.latest.setProperty("kind", "latest")
        # The text beside it keeps its width.
        policy = self.latest.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.latest.setSizePolicy(policy)
        self.latest.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 0, 0)
        self._column.setSpacing(2)
        for button in (self.search, self.larger, self.smaller, self.save):
            self._column.addWidget(button)
        # The first of them goes last.
        self._yielding = [self.larger, self.smaller, self.save]
        self._column.addStretch(1)
        self._column.addWidget(self.latest)
        self.draw()

    def add(self, button: QToolButton, *, gives_way: bool = False) -> None:
        """Add a button of the window's below those of the text.

        Args:
            button: is shown and hidden here.
            gives_way: on a low screen, as it has a key.
        """
        self._column.insertWidget(self._column.count() - 2, button)
        if gives_way:
            self._yielding.append(button)
            button.toggled.connect(self._fit)

    def leave_out(self, button: QToolButton) -> None:
        """Hide a button for good, where the window has another one for the same."""
        if button in self._yielding:
            self._yielding.remove(button)
        button.hide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all buttons but those that give way on a low screen; their keys stay."""
        shown = (button for button in self._yielding if not button.isHidden())
        return super().minimumSizeHint() - QSize(0, sum(map(self._height_of, shown)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the buttons that give way where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        needed = self.minimumSizeHint().height()
        # What is switched on can be switched off here.
        for button in sorted(self._yielding, key=lambda button: not button.isChecked()):
            needed += self._height_of(button)
            button.setVisible(self.height() >= needed)

    def _height_of(self, button: QToolButton) -> int:
        return button.sizeHint().height() + self._column.spacing()

    def draw(self) -> None:
        """Draw the pictures in the colours of the palette."""
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText).name()
        self.search.setIcon(icon("search", text))
        self.save.setIcon(icon("download", text))
        on_accent = palette.color(QPalette.ColorRole.HighlightedText).name()
        self.latest.setIcon(icon("latest", on_accent))

    def retranslate(self) -> None:
        """Name the buttons, with their keys."""
        standard = QKeySequence.StandardKey
        for button, name, keys in (
            (self.search, self.tr("Find"), QKeySequence(standard.Find)),
            (self.larger, self.tr("Larger text"), QKeySequence(standard.ZoomIn)),
            (self.smaller, self.tr("Smaller text"), QKeySequence(standard.ZoomOut)),
            (self.save, self.tr("Save the captions"), QKeySequence(standard.Save)),
            (self.latest, self.tr("Jump to latest"), QKeySequence("Ctrl+End")),
        ):
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{name} ({shown})")
            button.setAccessibleName(name)

    def _button(self, text: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        button.setText(text)
        button.setIconSize(QSize(18, 18))
        button.setFixedWidth(_TOOL_PX)
        return button


class CaptionPane(QWidget):
    """Rows of captions to read, select, copy and search.

    It stays at the newest text unless the user scrolled up; a button leads back. Ctrl+F searches,
    Ctrl with the wheel, plus, minus and 0 change the size of the letters. Ctrl+S saves what is
    there.

    Attributes:
        tools: the buttons beside the text.
        no_source: says that there is no transcript to show.

    Signals:
        settings_changed: the user changed a CaptionSettings, which is its argument.
        lesson_asked: the glossary is to learn words, which were heard as others.

    Args:
        model: what it shows.
        settings: how it shows it.
        corrects: whether the user may correct it.
        empty: placeholder where there is nothing to show; None for that of live captions.
        parent: its owner.
    """

    settings_changed = Signal(object)
    lesson_asked = Signal(str, str)

    def __init__(
        self,
        model: CaptionModel,
        *,
        settings: CaptionSettings | None = None,
        corrects: bool = False,
        empty: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings or CaptionSettings()
        self._empty = empty
        self._model = model
        self._view = FollowingView(self)
        self._view.corrects = corrects
        self._view.correction_asked.connect(self.correct)
        self._view.zoomed.connect(self._on_view_zoomed)
        self._search = SearchBar(self._view, self)
        self._search.closed.connect(self._view.setFocus)
        self.tools = CaptionTools()
        self.tools.search.clicked.connect(self._on_search_clicked)
        self.tools.larger.clicked.connect(lambda: self._on_view_zoomed(1))
        self.tools.smaller.clicked.connect(lambda: self._on_view_zoomed(-1))
        self.tools.save.clicked.connect(self._on_save_clicked)
        self.tools.save.setEnabled(False)
        self.tools.latest.clicked.connect(self._view.follow)
        self._view.follows_changed.connect(self.tools.latest.setHidden)
        self.no_source = QLabel()
        self.no_source.setProperty("role", "quiet")
        self.no_source.setWordWrap(True)
        self.no_source.setContentsMargins(_MARGIN_PX, 4, _MARGIN_PX, 0)
        self.no_source.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._search)
        text.addWidget(self._view, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(text, 1)
        row.addWidget(self.tools)
        column.addLayout(row, 1)
        column.addWidget(self.no_source)
        self._document = CaptionDocument(
            model,
            self._view.document(),
            settings=self._settings,
            colours=CaptionColours.of(self._view.palette()),
        )
        self.setFocusProxy(self._view)
        model.rowsInserted.connect(self._show_placeholder)
        model.modelReset.connect(self._show_placeholder)
        for signal in (model.rowsInserted, model.dataChanged, model.modelReset):
            signal.connect(self._show_no_source)
        self._apply()
        self._add_shortcuts()
        self._retranslate()

    @property
    def settings(self) -> CaptionSettings:
        """How it shows captions now."""
        return self._settings

    @property
    def model(self) -> CaptionModel:
        """What it shows."""
        return self._model

    @property
    def view(self) -> FollowingView:
        """The text itself."""
        return self._view

    def set_settings(self, settings: CaptionSettings) -> None:
        """Show captions in another way; the place that is read stays, the newest text too."""
        self._settings = settings
        self._apply()

    def search(self, words: str = "") -> None:
        """Open the search, for words or for what is selected."""
        self._search.open(words or self._view.textCursor().selectedText())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the colours of the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._apply()
            self.tools.draw()

    def _apply(self) -> None:
        self._view.set_font_px(self._settings.font_px)
        self._document.change(
            settings=self._settings, colours=CaptionColours.of(self._view.palette())
        )
        self._show_placeholder()
        self._show_no_source()

    def _add_shortcuts(self) -> None:
        standard = QKeySequence.StandardKey
        self._bind(QKeySequence.keyBindings(standard.Find), self.search)
        self._bind(QKeySequence.keyBindings(standard.ZoomIn), lambda: self._on_view_zoomed(1))
        self._bind(QKeySequence.keyBindings(standard.ZoomOut), lambda: self._on_view_zoomed(-1))
        self._bind(QKeySequence.keyBindings(standard.Save), self._on_save_clicked)
        self._bind([QKeySequence("Ctrl+End")], self._view.follow)
        self._bind([QKeySequence("Ctrl+0")], lambda: self._on_view_zoomed(0))
        if self._view.corrects:
            self._bind([QKeySequence("F2")], self._correct_selected)

    def _bind(self, keys: list[QKeySequence], act: Callable[[], None]) -> None:
        for key in keys:
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _correct_selected(self) -> None:
        chosen = self._view.selection_at()
        if chosen is not None:
            self.correct(chosen)

    @Slot(object)
    def correct(self, chosen: Selection) -> CorrectionDialog | None:
        """Ask how words are right, and put that in their place.

        Returns:
            The dialog; None where the row still grows.
        """
        row = self._model.row(chosen.row)
        if not row.is_final:
            return None
        dialog = CorrectionDialog(
            chosen,
            count=self._model.count_words(chosen.words, is_target=chosen.is_target),
            teaches=self._view.offers_terms,
            parent=self,
        )

        def accept() -> None:
            words = " ".join(dialog.words.text().split())
            if not words or words == chosen.words:
                return
            if dialog.everywhere.isChecked():
                self._model.correct_everywhere(chosen.words, words, is_target=chosen.is_target)
            else:
                text = row.target if chosen.is_target else row.source
                end = chosen.start + len(chosen.words)
                text = text[: chosen.start] + words + text[end:]
                self._model.correct(chosen.row, text, is_target=chosen.is_target)
            if dialog.learns.isChecked():
                self.lesson_asked.emit(words, chosen.words)

        dialog.accepted.connect(accept)
        dialog.open()
        return dialog

    @Slot()
    def _on_search_clicked(self) -> None:
        self.search()

    @Slot()
    def _on_save_clicked(self) -> None:
        if not self.tools.save.isEnabled():
            return
        dialog = QFileDialog(self, self.tr("Save the captions"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {
            "Word (*.docx)": ".docx",
            "HTML (*.html)": ".html",
            "Markdown (*.md)": ".md",
            self.tr("Text") + " (*.txt)": ".txt",
        }
        dialog.setNameFilters(list(filters))
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name]))
        dialog.setDefaultSuffix(".docx")
        dialog.selectFile(f"Dragoman {QDateTime.currentDateTime().toString('yyyy-MM-dd HH-mm')}")
        dialog.fileSelected.connect(
            lambda name: self._save(
                Path(name), filters[dialog.selectedNameFilter()], known=filters.values()
            )
        )
        dialog.open()

    def _save(self, path: Path, ending: str, *, known: Collection[str]) -> None:
        # The dialog treats anything after a dot as an ending.
        if path.suffix.lower() not in known:
            path = path.with_name(path.name + ending)
        try:
            self._model.save(path)
        except EngineError as error:
            box = QMessageBox(self)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            show_sign(box, "warning")
            box.setText(user_text(message_of(error)))
            box.open()

    @Slot(int)
    def _on_view_zoomed(self, steps: int) -> None:
        """Change the size of the letters; 0 is back to the one that ships."""
        before = self._settings.font_px
        wanted = round(before * _ZOOM_STEP**steps) if steps else CaptionSettings().font_px
        font_px = min(max(wanted, SMALLEST_CAPTION_PX), LARGEST_CAPTION_PX)
        if font_px != before:
            self.set_settings(replace(self._settings, font_px=font_px))
            self.settings_changed.emit(self._settings)

    def _retranslate(self) -> None:
        self._view.setAccessibleName(self.tr("Captions"))
        self.tools.retranslate()
        self.no_source.setText(
            self.tr("There is no original text: the model translates straight from the sound.")
        )
        self._show_placeholder()

    @Slot()
    def _show_no_source(self) -> None:
        """Say why one text is shown where both are wanted."""
        wants_both = self._settings.shown is Shown.BOTH
        whole = {row.stream for row in self._model.shown_rows if row.is_final and row.target}
        written = {row.stream for row in self._model.shown_rows if row.source}
        self.no_source.setVisible(wants_both and bool(whole - written))

    @Slot()
    def _show_placeholder(self) -> None:
        self.tools.save.setEnabled(self._model.rowCount() > 0)
        if self._settings.shown is Shown.SOURCE and self._model.rowCount():
            why = self.tr(
                "There is no original text: the model translates straight from the sound."
            )
        elif self._empty is not None:
            why = self._empty
        else:
            why = self.tr("Captions appear here while somebody speaks.")
        self._view.show_hint(why)
