"""A read-only text that stays at its end as it grows."""

from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QPushButton, QTextEdit, QWidget

_MARGIN_PX: Final = 14


class FollowingView(QTextEdit):
    """Shows growing text: the end of it, unless the user scrolled up or is selecting.

    Signals:
        zoomed: the user wants larger (1) or smaller (-1) letters.

    Args:
        parent: its owner.
    """

    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._latest = QPushButton(self)
        self._latest.setCursor(Qt.CursorShape.PointingHandCursor)
        self._latest.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._latest.clicked.connect(self.follow)
        self._latest.hide()
        self.selectionChanged.connect(self._on_selection_changed)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_bar_value_changed)
        bar.rangeChanged.connect(self._on_bar_range_changed)

    @property
    def follows(self) -> bool:
        """Whether it stays at the newest text."""
        return self._follows

    @property
    def latest_button(self) -> QPushButton:
        """What leads back to the newest text; there only where the user has left it."""
        return self._latest

    def set_latest_text(self, text: str) -> None:
        """Name the button."""
        self._latest.setText(f"\N{DOWNWARDS ARROW} {text}")
        self._latest.setAccessibleName(text)
        self._place_button()

    def set_font_px(self, font_px: int) -> None:
        """Change the size of the letters."""
        font = self.font()
        if font.pixelSize() != font_px:
            font.setPixelSize(font_px)
            self.setFont(font)

    @Slot()
    def follow(self) -> None:
        """Go to the newest text and stay there."""
        self._set_follows(follows=True)
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copy plain text: colours of this window do not belong into a letter."""
        content = QMimeData()
        content.setText(self.textCursor().selection().toPlainText())
        return content

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
        """Hold still while the user points at text."""
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up with what came in the meantime."""
        super().mouseReleaseEvent(event)
        self._is_pressed = False
        if self._follows:
            self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the button in its place."""
        super().resizeEvent(event)
        self._place_button()

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
        self._follows = follows
        self._latest.setVisible(not follows)
        if not follows:
            self._place_button()

    def _place_button(self) -> None:
        area = self.viewport().geometry()
        self._latest.adjustSize()
        self._latest.move(
            area.center().x() - self._latest.width() // 2,
            area.bottom() - self._latest.height() - _MARGIN_PX // 2,
        )
