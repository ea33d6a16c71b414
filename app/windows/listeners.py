"""The page for listeners: a switch, its address and code, who follows, and what withholds all."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.texts import language_name
from app.viewmodels.listeners import Listeners
from app.widgets.cards import wrapping_check
from app.widgets.dialogs import TitledDialog, styled_label

_SIZE: Final = QSize(680, 420)
_CODE_PX: Final = 188
_QUIET_MODULES: Final = 4
"""The margin that ISO/IEC 18004 wants around a code."""


class QrCode(QWidget):
    """A QR code, dark on light in every theme, so that cameras read it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[bytes] = ()
        self.setFixedSize(_CODE_PX, _CODE_PX)
        self.setAccessibleName(self.tr("QR code of the address"))

    def show_rows(self, rows: Sequence[bytes]) -> None:
        """Show a code; none with no rows."""
        self._rows = rows
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the modules, each of whole pixels."""
        del event
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        side = len(self._rows) + 2 * _QUIET_MODULES
        module = max(1, self.width() // side)
        start = (self.width() - module * len(self._rows)) // 2
        for row, modules in enumerate(self._rows):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    x, y = start + column * module, start + row * module
                    painter.fillRect(x, y, module, module, QColor("black"))
        painter.end()


class ListenersDialog(TitledDialog):
    """Opens the page and says where it is.

    Args:
        listeners: does what is asked for.
        parent: its owner.
    """

    def __init__(self, listeners: Listeners, parent: QWidget | None = None) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self._listeners = listeners
        self.set_title(self.tr("Listeners"))
        self.switch = QCheckBox()
        text = self.tr("&Let others on this network read and listen along")
        self.content.addWidget(wrapping_check(self.switch, text))
        self.content.addWidget(
            styled_label(
                self.tr(
                    "Each listener opens a page and chooses a language. Anyone who has the address "
                    "can follow; the address is new every time."
                ),
                role="quiet",
            )
        )
        self._details = QWidget()
        row = QHBoxLayout(self._details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.code = QrCode()
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(8)
        self.address = self._add_address(column, self.tr("Address for listeners"))
        self.overlay_address = self._add_address(column, self.tr("Browser source for OBS and vMix"))
        self.count = styled_label("", role="")
        column.addWidget(self.count)
        self.hidden = QCheckBox()
        withhold = self.tr("&Hide captions and speech on all pages")
        column.addWidget(wrapping_check(self.hidden, withhold))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.content.addWidget(self._details)
        self.problem = styled_label("", role="bad")
        self.content.addWidget(self.problem)
        self.content.addStretch(1)
        self.switch.clicked.connect(self._on_switch_clicked)
        self.hidden.clicked.connect(self._on_hidden_clicked)
        listeners.changed.connect(self._show)
        listeners.failed.connect(self.problem.setText)
        self._show()

    def _add_address(self, column: QVBoxLayout, name: str) -> QLineEdit:
        column.addWidget(styled_label(name, role="quiet"))
        field = QLineEdit()
        field.setReadOnly(True)
        field.setAccessibleName(name)
        copy = QPushButton(self.tr("Copy"))
        copy.setAccessibleName(f"{copy.text()}: {name}")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(field.text()))
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(copy)
        column.addLayout(row)
        return field

    @Slot()
    def _show(self) -> None:
        listeners = self._listeners
        self.switch.setChecked(listeners.is_wanted)
        self._details.setVisible(bool(listeners.url))
        for field, text in (
            (self.address, listeners.url),
            (self.overlay_address, listeners.overlay_url),
        ):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        self.code.show_rows(listeners.code)
        self.hidden.setChecked(listeners.is_hidden)
        counts = listeners.counts
        followed = ", ".join(f"{language_name(code)} ({n})" for code, n in sorted(counts.items()))
        self.count.setText(
            self.tr("Following now: {languages}").format(languages=followed)
            if followed
            else self.tr("Nobody is following yet.")
        )

    @Slot(bool)
    def _on_switch_clicked(self, is_on: bool) -> None:
        self.problem.clear()
        self._listeners.switch(is_on=is_on)

    @Slot(bool)
    def _on_hidden_clicked(self, is_on: bool) -> None:
        self._listeners.hide(is_hidden=is_on)
