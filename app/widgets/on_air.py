"""Whether one is heard, in colour and in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.theme.colours import Colours

_HEIGHT_PX = 26
_DOT_PX = 9
_MARGIN_PX = 11


class OnAirSign(QWidget):
    """A pill with a dot and a word, filled while one is on air."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._text = ""
        self._is_lit = False
        self._is_busy = False
        font = self.font()
        font.setBold(True)
        font.setLetterSpacing(font.SpacingType.PercentageSpacing, 104)
        self.setFont(font)
        self.setFixedHeight(_HEIGHT_PX)

    @property
    def text(self) -> str:
        """The word."""
        return self._text

    @property
    def is_lit(self) -> bool:
        """Whether it is filled."""
        return self._is_lit

    def set_colours(self, colours: Colours) -> None:
        """Paint in the colours of another theme."""
        self._colours = colours
        self.update()

    def show_state(self, text: str, *, is_lit: bool, is_busy: bool = False) -> None:
        """Change the word and the light.

        Args:
            text: the word.
            is_lit: sound is interpreted.
            is_busy: between on and off.
        """
        self._text, self._is_lit, self._is_busy = text, is_lit, is_busy
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the word."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(width + 2 * _MARGIN_PX + _DOT_PX + 8, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The whole word: half of it would say something else."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the pill."""
        del event
        colours = self._colours
        back, front = colours.raised, colours.quiet
        if self._is_lit:
            back, front = colours.on_air, colours.on_on_air
        elif self._is_busy:
            back, front = colours.warn_soft, colours.text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        box = QRectF(0, 0, min(self.width(), self.sizeHint().width()), _HEIGHT_PX)
        painter.drawRoundedRect(box, _HEIGHT_PX / 2, _HEIGHT_PX / 2)
        dot = QRectF(_MARGIN_PX, (_HEIGHT_PX - _DOT_PX) / 2, _DOT_PX, _DOT_PX)
        painter.setBrush(QColor(front))
        painter.drawEllipse(dot)
        painter.setPen(QColor(front))
        words = box.adjusted(_MARGIN_PX + _DOT_PX + 8, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()
