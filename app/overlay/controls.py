"""Buttons on the overlay, and dragging and resizing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QAction, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QToolButton, QWidget

from app.overlay.placing import SMALLEST_HEIGHT, SMALLEST_WIDTH

IDLE_MS: Final = 1_500
_FADE_MS: Final = 200
_ICON_PX: Final = 16
_STYLE: Final = """
QFrame#overlayControls { background: rgba(32, 32, 38, 235); border-radius: 8px; }
QFrame#overlayControls QToolButton {
    color: #ffffff; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 4px 8px; min-width: 0; min-height: 0;
}
QFrame#overlayControls QToolButton:hover { background: rgba(255, 255, 255, 45); }
QFrame#overlayControls QToolButton:checked { background: rgba(255, 255, 255, 70); }
QFrame#overlayControls QToolButton:focus { border-color: #8ab8ff; }
"""


class OverlayControls(QFrame):
    """A row of buttons on top of the captions, which do not move for it.

    Args:
        actions: what the buttons do.
        parent: the window; a pointer that moves over it, and the keyboard in it, bring the
            buttons back.
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._moves = True
        self.setObjectName("overlayControls")
        self.setStyleSheet(_STYLE)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(6)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            # Else a screen reader reads the sign on the button.
            action.changed.connect(lambda b=button, a=action: b.setAccessibleName(a.text()))
            button.setAccessibleName(action.text())
            style = Qt.ToolButtonStyle
            has_icon = not action.icon().isNull()
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if has_icon else style.ToolButtonTextOnly
            )
            button.setIconSize(QSize(_ICON_PX, _ICON_PX))
            button.setAutoRaise(True)
            # The arrow keys are the window's until the user comes here with Tab.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._on_idle_timeout)
        parent.setMouseTracking(True)
        parent.installEventFilter(self)
        self.wake()

    def set_moves(self, *, moves: bool) -> None:
        """Whether they fade; else they vanish at once."""
        self._moves = moves

    @Slot()
    def wake(self) -> None:
        """Show the buttons, and for a while longer."""
        self._go(1.0)
        self._idle.start()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the buttons before the pointer reaches one."""
        super().enterEvent(event)
        self.wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Show the buttons when the pointer moves or the keyboard focus comes."""
        if event.type() in (
            QEvent.Type.MouseMove,
            QEvent.Type.Enter,
            QEvent.Type.HoverMove,
            QEvent.Type.KeyPress,
            QEvent.Type.WindowActivate,
        ):
            self.wake()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_idle_timeout(self) -> None:
        if self.underMouse():
            self._idle.start()
        else:
            self._go(0.0)

    def _go(self, opacity: float) -> None:
        if self._fade.endValue() == opacity:
            return
        self._fade.stop()
        self._fade.setStartValue(self._effect.opacity())
        self._fade.setEndValue(opacity)
        if self._moves:
            self._fade.start()
        else:
            self._effect.setOpacity(opacity)


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag of the overlay, or of its edges.

    Attributes:
        start: where it took hold, on the desktop.
        geometry: of the overlay then.
        edges: that it holds; none to move all of it.
    """

    start: QPoint
    geometry: QRect
    edges: Qt.Edge

    def dragged_to(self, place: QPoint) -> QRect:
        """Where the overlay goes when the pointer is at `place`."""
        way = place - self.start
        if not self.edges:
            return self.geometry.translated(way)
        area = QRect(self.geometry)
        if self.edges & Qt.Edge.LeftEdge:
            area.setLeft(min(area.left() + way.x(), area.right() - SMALLEST_WIDTH + 1))
        if self.edges & Qt.Edge.RightEdge:
            area.setRight(max(area.right() + way.x(), area.left() + SMALLEST_WIDTH - 1))
        if self.edges & Qt.Edge.TopEdge:
            area.setTop(min(area.top() + way.y(), area.bottom() - SMALLEST_HEIGHT + 1))
        if self.edges & Qt.Edge.BottomEdge:
            area.setBottom(max(area.bottom() + way.y(), area.top() + SMALLEST_HEIGHT - 1))
        return area


def edges_at(place: QPoint, size: QSize, margin_px: int) -> Qt.Edge:
    """The edges of a window at a position; none within.

    Args:
        place: in the window.
        size: of the window.
        margin_px: how near to an edge is at the edge.
    """
    edges = Qt.Edge(0)
    if place.x() < margin_px:
        edges |= Qt.Edge.LeftEdge
    elif place.x() >= size.width() - margin_px:
        edges |= Qt.Edge.RightEdge
    if place.y() < margin_px:
        edges |= Qt.Edge.TopEdge
    elif place.y() >= size.height() - margin_px:
        edges |= Qt.Edge.BottomEdge
    return edges


def cursor_for(edges: Qt.Edge) -> Qt.CursorShape:
    """The pointer's shape for moving the window, or these edges of it."""
    left_right = bool(edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge))
    up_down = bool(edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge))
    if left_right and up_down:
        falls = edges in (
            Qt.Edge.LeftEdge | Qt.Edge.TopEdge,
            Qt.Edge.RightEdge | Qt.Edge.BottomEdge,
        )
        return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
    if left_right:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if up_down else Qt.CursorShape.SizeAllCursor
