"""Keys that work while they are held, whichever widget of the program has the focus."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.widgets.hold_button import HoldButton, Holder


class HeldKeys(QObject):
    """Holds buttons of a window by their keys.

    Args:
        window: whose buttons they are; keys count while it is visible. It owns this object.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keys: dict[HoldButton, QKeySequence] = {}
        self._down: dict[HoldButton, int] = {}
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def bind(self, button: HoldButton, keys: str) -> None:
        """Let a key hold a button.

        Args:
            button: works while it is visible and enabled.
            keys: as Qt writes them portably; empty for none.
        """
        self._keys[button] = QKeySequence(keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys before any widget does."""
        del watched
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if event.isAutoRepeat() or not self._window.isVisible():
                return False
            if kind is QEvent.Type.KeyPress:
                return self._press(event)
            if kind is QEvent.Type.KeyRelease:
                return self._release(event)
        elif kind is QEvent.Type.ApplicationDeactivate:
            # The release goes to another program: nobody is muted for ever by that.
            self._down.clear()
            for button in self._keys:
                button.let_go_here()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        for button, keys in self._keys.items():
            if keys == pressed and button.isVisible() and button.isEnabled():
                self._down[button] = event.key()
                button.hold(Holder.KEY, is_down=True)
                return True
        return False

    def _release(self, event: QKeyEvent) -> bool:
        for button, key in self._down.items():
            # Only the key counts: its modifiers may have been let go before.
            if key == event.key():
                del self._down[button]
                button.hold(Holder.KEY, is_down=False)
                return True
        return False
