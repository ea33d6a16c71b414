"""Captions for an audience: a whole screen of large letters."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.overlay.canvas import CaptionCanvas
from app.overlay.controls import IDLE_MS
from app.settings import LARGEST_OVERLAY_PX, MOST_LINES, SMALLEST_OVERLAY_PX, OverlaySettings

_WIDTH_SHARE: Final = 0.84
_MARGIN_SHARE: Final = 0.06
_SAMPLE: Final = "the quick brown fox jumps over the lazy dog"


class AudienceWindow(QWidget):
    """A full-screen window; Escape or a double click leaves it.

    A line of as many characters as the overlay's fills the screen's width.

    Signals:
        left: the user wants no audience any more.

    Args:
        settings: the overlay's.
        clock: seconds, monotonic.
        parent: its owner.
    """

    left = Signal()

    def __init__(
        self,
        settings: OverlaySettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._settings = settings
        self._canvas = CaptionCanvas(settings, clock=clock, parent=self)
        self._canvas.setMouseTracking(True)
        self.setMouseTracking(True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._canvas)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._on_idle_timeout)
        self._retranslate()

    @property
    def canvas(self) -> CaptionCanvas:
        """The captions."""
        return self._canvas

    def set_settings(self, settings: OverlaySettings) -> None:
        """Use the overlay's colours, font and text."""
        self._settings = settings
        self._fit()

    def show_on(self, geometry: QRect) -> None:
        """Fill the screen of this geometry."""
        self.setGeometry(geometry)
        self.showFullScreen()
        self._fit()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave with a double click."""
        del event
        self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show the pointer while it moves."""
        super().mouseMoveEvent(event)
        self.unsetCursor()
        self._idle.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave."""
        super().closeEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the size of the screen."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.WindowStateChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the screen with the background."""
        del event
        QPainter(self).fillRect(self.rect(), self._settings.background_colour)

    def _fit(self) -> None:
        settings = self._settings
        font = self.font()
        if settings.font_family:
            font.setFamily(settings.font_family)
        font.setPixelSize(LARGEST_OVERLAY_PX)
        letter = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        share = self.width() * _WIDTH_SHARE / (letter * settings.characters)
        wanted = round(LARGEST_OVERLAY_PX * share)
        font_px = min(max(wanted, SMALLEST_OVERLAY_PX), LARGEST_OVERLAY_PX)
        self._canvas.set_settings(
            replace(settings, font_px=font_px, lines=MOST_LINES, background_opacity=1.0)
        )
        margin = round(self.height() * _MARGIN_SHARE)
        self._column.setContentsMargins(0, margin, 0, margin)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Captions for the audience"))
        self.setAccessibleName(self.tr("Captions for the audience"))

    @Slot()
    def _on_idle_timeout(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)
