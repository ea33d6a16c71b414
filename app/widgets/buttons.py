"""Buttons that are held, keys that hold them, and a button that elides its text."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.theme.theme import set_style_property

_PADDING_PX = 32


class Holder(Enum):
    """What can hold the button."""

    POINTER = auto()
    KEY = auto()
    KEY_ELSEWHERE = auto()
    """A key that is heard while another program is in front."""


class HoldButton(QPushButton):
    """Signals when it is held and when it is released.

    Signals:
        held: True when the first of its holders takes it, False when the last lets go.
    """

    held = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("hold", "true")
        self._holders: set[Holder] = set()
        self.pressed.connect(self._on_pressed)
        self.released.connect(self._on_released)

    @property
    def is_held(self) -> bool:
        """Whether it is held."""
        return bool(self._holders)

    def hold(self, holder: Holder, *, is_down: bool) -> None:
        """Press or release the button for a holder."""
        self._change(self._holders | {holder} if is_down else self._holders - {holder})

    def release_all(self) -> None:
        """Release it for all holders."""
        self._change(set())

    def release_in_window(self) -> None:
        """Release it for holders within the window, which lost the keyboard."""
        self._change(self._holders & {Holder.KEY_ELSEWHERE})

    @Slot()
    def _on_pressed(self) -> None:
        self.hold(Holder.POINTER, is_down=True)

    @Slot()
    def _on_released(self) -> None:
        self.hold(Holder.POINTER, is_down=False)

    def _change(self, holders: set[Holder]) -> None:
        before = self.is_held
        self._holders = holders
        if self.is_held is not before:
            set_style_property(self, "held", "true" if self.is_held else "false")
            self.held.emit(self.is_held)


class HeldKeys(QObject):
    """Keys that hold buttons of a window.

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
        """Bind a key to a button.

        Args:
            button: works while it is visible and enabled.
            keys: as Qt writes them portably; empty for none.
        """
        self._keys[button] = QKeySequence(keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Handle the keys before any widget does."""
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
                button.release_in_window()
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


class ElidingButton(QPushButton):
    """Shows as much of its text as there is room for, both ends first; asks for no room itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_whole_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a button, and as narrow as can be."""
        return self.sizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same: the layout decides."""
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
