"""Choices of how captions over other windows look: a colour, and a preview."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QColorDialog, QPushButton, QVBoxLayout, QWidget

from app.overlay.canvas import CaptionCanvas
from app.settings import OverlaySettings
from engine.arrays import SOURCE_RATE_HZ
from engine.events import TextCommitted, TranscriptCommitted

_SWATCH = QSize(26, 14)
_SWATCH_GAP_PX = 4
_PREVIEW_PX = 112
_LARGEST_PX = 44
_SQUARE_PX = 14
_CORNER_PX = 8
_GROUND = ("#8a93a3", "#dfe3ea")


class ColourButton(QPushButton):
    """Shows a colour and has another one chosen.

    Signals:
        chosen: the colour that a user chose, as #rrggbb.

    Args:
        name: what has this colour.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._colour = ""
        self._dialog: QColorDialog | None = None
        self.setIconSize(_SWATCH + QSize(_SWATCH_GAP_PX, 0))
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)

    def show_colour(self, colour: str) -> None:
        """Show a colour, written as #rrggbb."""
        if colour == self._colour:
            return
        self._colour = colour
        self._draw()
        self.setText(colour)
        self.setAccessibleName(f"{self._name}: {colour}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the colours of the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._colour:
            self._draw()

    def _draw(self) -> None:
        """Draw the colour, with an edge that shows on any button, and a gap before the text."""
        scale = self.devicePixelRatioF()
        swatch = QPixmap(self.iconSize() * scale)
        swatch.setDevicePixelRatio(scale)
        swatch.fill(Qt.GlobalColor.transparent)
        painter = QPainter(swatch)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colour))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawRoundedRect(QRectF(QPointF(0.5, 0.5), _SWATCH - QSize(1, 1)), 3, 3)
        painter.end()
        self.setIcon(QIcon(swatch))

    @Slot()
    def _on_clicked(self) -> None:
        if self._dialog is None:
            # Kept: deleted when it is closed, it takes the program with it.
            self._dialog = QColorDialog(self)
            self._dialog.setWindowTitle(self._name)
            self._dialog.colorSelected.connect(self._on_colour_selected)
        self._dialog.setCurrentColor(QColor(self._colour))
        self._dialog.open()

    @Slot(QColor)
    def _on_colour_selected(self, colour: QColor) -> None:
        self.chosen.emit(colour.name())


class StylePreview(QWidget):
    """A caption in the overlay's style, over a ground that is light and dark."""

    def __init__(self, settings: OverlaySettings) -> None:
        super().__init__()
        self.setFixedHeight(_PREVIEW_PX)
        self.setAccessibleName(self.tr("Preview of captions"))
        self.canvas = CaptionCanvas(settings, parent=self)
        self.canvas.set_moves(moves=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.canvas)

    def show_style(self, settings: OverlaySettings) -> None:
        """Show another style."""
        # An example that went away after a while would leave nothing to look at.
        self.canvas.set_settings(
            replace(settings, keeps_last=True, lines=1, font_px=min(settings.font_px, _LARGEST_PX))
        )
        self._speak()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines anew."""
        super().resizeEvent(event)
        self._speak()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines for the width that it has now: parts out of sight learn of theirs late."""
        super().showEvent(event)
        self._speak()

    def _speak(self) -> None:
        self.canvas.clear()
        place = {"source_start": 0, "source_end": SOURCE_RATE_HZ, "heard": SOURCE_RATE_HZ}
        said, translated = self.tr("What is said"), self.tr("How captions look")
        self.canvas.handle(TranscriptCommitted(text=f" {said}", language="", **place))
        self.canvas.handle(TextCommitted(text=f" {translated}", language="", **place))
        self.canvas.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint squares: what is behind captions may be light or dark."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _CORNER_PX, _CORNER_PX)
        painter.setClipPath(shape)
        for row in range(self.height() // _SQUARE_PX + 1):
            for column in range(self.width() // _SQUARE_PX + 1):
                painter.fillRect(
                    column * _SQUARE_PX,
                    row * _SQUARE_PX,
                    _SQUARE_PX,
                    _SQUARE_PX,
                    QColor(_GROUND[(row + column) % 2]),
                )
        painter.end()
