"""A choice of a few, all of them in sight."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QToolButton

_Value = TypeVar("_Value")


class Segments(QFrame, Generic[_Value]):
    """Buttons side by side, of which one is down.

    Signals:
        chosen: the value that a user chose.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[_Value, str, str]]) -> None:
        """Make the buttons.

        Args:
            name: what is chosen, for screen readers.
            choices: value, text and tool tip of each.
        """
        super().__init__()
        self.setProperty("segments", "true")
        self.setAccessibleName(name)
        self._values = [value for value, _, _ in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for number, (_, text, tip) in enumerate(choices):
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(f"{name}: {text}")
            button.setCheckable(True)
            button.setSizePolicy(
                button.sizePolicy().horizontalPolicy().Expanding,
                button.sizePolicy().verticalPolicy().Fixed,
            )
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> _Value:
        """The one that is chosen."""
        return self._values[max(0, self._group.checkedId())]

    def choose(self, value: _Value) -> None:
        """Show a value as chosen, without telling anyone."""
        self._group.button(self._values.index(value)).setChecked(True)

    @property
    def buttons(self) -> list[QToolButton]:
        """The buttons in order."""
        return [b for b in self._group.buttons() if isinstance(b, QToolButton)]

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(self._values[self._group.id(button)])
