"""What a user types to have it spoken, and the last few lines of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

MOST_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line that is to be spoken.

    Attributes:
        text: as it was typed.
        language: that it is written in; None for the one that the first direction hears.
    """

    text: str
    language: str | None


class Typing(QObject):
    """Lines are requested here and kept until the program ends, never on the disk.

    Signals:
        requested: a TypedLine is to be spoken.
        refused: a TypedLine that was not, so that it can be typed again.
        changed: other lines are the latest.
    """

    requested = Signal(object)
    refused = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: list[TypedLine] = []

    @property
    def latest(self) -> Sequence[TypedLine]:
        """The last lines, the newest first, each text once."""
        return tuple(self._latest)

    def say(self, text: str, language: str | None) -> None:
        """Have a line spoken; nothing where there is nothing to say in it."""
        line = TypedLine(" ".join(text.split()), language)
        if not any(map(str.isalnum, line.text)):
            return
        others = [other for other in self._latest if other.text != line.text]
        self._latest = [line, *others][:MOST_LINES]
        self.changed.emit()
        self.requested.emit(line)
