"""A button that works while it is held, by pointer or by key."""

from enum import Enum, auto

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget


class Holder(Enum):
    """What can hold the button."""

    POINTER = auto()
    KEY = auto()
    KEY_ELSEWHERE = auto()
    """A key that is heard while another program is in front."""


class HoldButton(QPushButton):
    """Tells when it is held and when it is let go.

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
        """A holder takes the button or lets it go."""
        self._change(self._holders | {holder} if is_down else self._holders - {holder})

    def let_go(self) -> None:
        """Nothing holds it any more."""
        self._change(set())

    def let_go_here(self) -> None:
        """Nothing within the window holds it any more: the window lost the keyboard."""
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
            self.setProperty("held", "true" if self.is_held else "false")
            self.style().unpolish(self)
            self.style().polish(self)
            self.held.emit(self.is_held)
