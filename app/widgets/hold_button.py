"""A button that works while it is held, by pointer or by key."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget


class HoldButton(QPushButton):
    """Tells when it is held and when it is let go.

    Signals:
        held: True when the first of pointer and key goes down, False when the last is up.
    """

    held = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("hold", "true")
        self._by_pointer = False
        self._by_key = False
        self.pressed.connect(self._on_pressed)
        self.released.connect(self._on_released)

    @property
    def is_held(self) -> bool:
        """Whether it is held."""
        return self._by_pointer or self._by_key

    def hold_by_key(self, *, is_down: bool) -> None:
        """The key that stands for the button went down or up."""
        self._change(is_by_pointer=self._by_pointer, is_by_key=is_down)

    def let_go(self) -> None:
        """Neither pointer nor key holds it any more, as when the window lost the keyboard."""
        self._change(is_by_pointer=False, is_by_key=False)

    @Slot()
    def _on_pressed(self) -> None:
        self._change(is_by_pointer=True, is_by_key=self._by_key)

    @Slot()
    def _on_released(self) -> None:
        self._change(is_by_pointer=False, is_by_key=self._by_key)

    def _change(self, *, is_by_pointer: bool, is_by_key: bool) -> None:
        before = self.is_held
        self._by_pointer, self._by_key = is_by_pointer, is_by_key
        if self.is_held is not before:
            self.setProperty("held", "true" if self.is_held else "false")
            self.style().unpolish(self)
            self.style().polish(self)
            self.held.emit(self.is_held)
