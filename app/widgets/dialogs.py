"""Parts of dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme.theme import set_style_property, show_sign

FRAME: Final = QSize(16, 44)
"""Room for the window manager's frame, whose size is not known before a window is shown."""
_SCROLL_GAP_PX: Final = 10
_QUESTION_PX: Final = 340


def fitting(size: QSize, window: QWidget) -> QSize:
    """A size for a window, or as much of it as its screen has room for with a frame around it."""
    return size.boundedTo(window.screen().availableSize() - FRAME)


class TitledDialog(QDialog):
    """A dialog with a title, room for content, and a row of buttons that ends with Close.

    Attributes:
        content: the layout between title and buttons.
        bottom: the layout of the buttons left of Close.
    """

    def __init__(self, *, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(fitting(size, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        self._title = styled_label("", role="title")
        layout.addWidget(self._title)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        layout.addLayout(self.content, 1)
        self._row = QHBoxLayout()
        self.bottom = QHBoxLayout()
        self._close = QPushButton(self.tr("Close"))
        self._close.clicked.connect(self.accept)
        self._row.addLayout(self.bottom)
        self._row.addStretch(1)
        layout.addLayout(self._row)

    def set_title(self, title: str) -> None:
        """Name the dialog, in its frame and at its top."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name
        """Add Close at last: the keyboard begins with the content, and ends there."""
        if visible and self._close.parentWidget() is None:
            self._row.addWidget(self._close)
            self._focus_first()
        super().setVisible(visible)

    def _focus_first(self) -> None:
        first = self.nextInFocusChain()
        while self.focusWidget() is None and first is not None and first is not self._close:
            takes = first.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and first.isEnabled() and first.isVisibleTo(self):
                first.setFocus()
            first = first.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep Enter in a field from pressing a button that does not lead on, such as Close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not any(
            button.isDefault() and button.property("kind") == "primary"
            for button in self.findChildren(QPushButton)
        ):
            event.accept()
            return
        super().keyPressEvent(event)


class SearchField(QLineEdit):
    """A field with a button that clears it, which has a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))


class CardList(QScrollArea):
    """Cards below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = QWidget()
        self._column = QVBoxLayout(rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setWidget(rows)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    @Slot(int, int)
    def _on_range_changed(self, _: int, most: int) -> None:
        """Keep away from a scroll bar that is there."""
        self._column.setContentsMargins(0, 0, _SCROLL_GAP_PX if most else 0, 0)

    def show_cards(self, cards: list[QFrame]) -> None:
        """Replace the cards."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)


def card_row() -> tuple[QFrame, QHBoxLayout]:
    """A card whose parts stand side by side."""
    card = QFrame()
    card.setProperty("card", "true")
    row = QHBoxLayout(card)
    row.setContentsMargins(14, 9, 10, 9)
    row.setSpacing(12)
    return card, row


def styled_label(text: str, *, role: str) -> QLabel:
    """A label that wraps, in one of the style sheet's roles."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


def restyle(label: QLabel, text: str, *, role: str) -> None:
    """Change a label's text and role."""
    label.setText(text)
    set_style_property(label, "role", role)


def words_column(labels: list[QLabel]) -> QLayout:
    """Labels close below each other."""
    column = QVBoxLayout()
    column.setSpacing(2)
    for label in labels:
        column.addWidget(label)
    return column


def open_question(dialog: QInputDialog) -> None:
    """Ask for a line or a choice, with room for a long name and the answer that leads on marked."""
    # Its parts are made with the layout.
    dialog.sizeHint()
    for label in dialog.findChildren(QLabel):
        label.setMinimumWidth(_QUESTION_PX)
    for buttons in dialog.findChildren(QDialogButtonBox):
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        set_style_property(ok, "kind", "primary")
    dialog.open()


def ask_first(
    parent: QWidget, question: str, details: str, *, agree: str, act: Callable[[], None]
) -> None:
    """Confirm before something is destroyed; returns at once.

    Args:
        parent: over which it is asked.
        question: what will be destroyed.
        details: what that means.
        agree: the label of the button that does it.
        act: does it.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    show_sign(box, "warning")
    box.setText(question)
    box.setInformativeText(details)
    agreed = box.addButton(agree, QMessageBox.ButtonRole.DestructiveRole)
    set_style_property(agreed, "kind", "danger")
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.buttonClicked.connect(lambda button: act() if button is agreed else None)
    box.open()


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls where it does not fit."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def choose_folder(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder, and call `chosen` with it unless the question is dismissed."""
    dialog = QFileDialog(parent, QCoreApplication.translate("Dialogs", "Choose a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
