"""The overlay's buttons, which fade away while nobody needs them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QToolButton, QWidget

IDLE_MS: Final = 1_500
_FADE_MS: Final = 200
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
        row.setSpacing(2)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
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

    @property
    def is_awake(self) -> bool:
        """Whether the buttons can be seen, or are on their way."""
        return bool(self._fade.endValue() != 0.0)

    def set_moves(self, *, moves: bool) -> None:
        """Whether they fade; else they vanish at once."""
        self._moves = moves

    @Slot()
    def wake(self) -> None:
        """Show the buttons, and for a while longer."""
        self._go(1.0)
        self._idle.start()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Wake before the pointer comes to a button that nobody sees."""
        super().enterEvent(event)
        self.wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wake when the pointer moves or the keyboard comes."""
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
