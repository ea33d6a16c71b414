"""A button whose text may be longer than its place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

_PADDING_PX = 32


class ElidingButton(QPushButton):
    """Shows as much of its text as there is room for, both ends first; asks for no room itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def whole_text(self) -> str:
        """The text, however much of it is shown."""
        return self._text

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As low as a button is, and as narrow as can be."""
        return self.sizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same: the place decides."""
        return QSize(0, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show more or less of the text."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room_px = max(self.width() - _PADDING_PX, 0)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, room_px)
        # An ampersand in a file's name is no key.
        self.setText(shown.replace("&", "&&"))
