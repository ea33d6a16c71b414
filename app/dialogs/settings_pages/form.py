"""What the pages of the settings are made of; each choice counts at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QSpinBox, QWidget

from app.captions.settings import Shown
from app.preferences import Preferences
from app.settings import Settings
from app.widgets.segments import Segments

_FIELD_PX: Final = 8


class SettingsForm(QWidget):
    """Rows of choices that show the settings and change them."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self._shows: list[Callable[[Settings], None]] = []
        self.form = QFormLayout(self)
        self.form.setContentsMargins(8, 16, 8, 8)
        self.form.setVerticalSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setHorizontalSpacing(18)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        preferences.changed.connect(self._on_preferences_changed)

    def add(self, text: str, widget: QWidget, show: Callable[[Settings], None]) -> None:
        """Put a choice beside its name.

        Args:
            text: the name, with the key that leads there.
            widget: what is chosen with.
            show: has it show settings.
        """
        label = QLabel(text)
        label.setBuddy(widget)
        # A form sets names at the top of what is taller than a line.
        label.setMinimumHeight(widget.sizeHint().height())
        widget.setAccessibleName(text.replace("&", ""))
        self.form.addRow(label, widget)
        self.follow(show)

    def follow(self, show: Callable[[Settings], None]) -> None:
        """Show the settings now and whenever they change."""
        self._shows.append(show)
        show(self.preferences.settings)

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Change the settings."""
        self.preferences.change(change(self.preferences.settings))

    def add_check(
        self,
        text: str,
        read: Callable[[Settings], bool],
        write: Callable[[Settings, bool], Settings],
    ) -> QCheckBox:
        """Add something that is or is not."""
        box = QCheckBox(text)
        self.form.addRow(box)
        self.follow(lambda settings: box.setChecked(read(settings)))
        box.toggled.connect(lambda is_on: self.change(lambda s: write(s, is_on)))
        return box

    def add_number(
        self,
        text: str,
        bounds: tuple[int, int, str],
        read: Callable[[Settings], int],
        write: Callable[[Settings, int], Settings],
    ) -> None:
        """Add a number.

        Args:
            text: its name.
            bounds: the smallest, the largest, and the unit.
            read: gives it.
            write: changes it.
        """
        smallest, largest, unit = bounds
        box = QSpinBox()
        box.setRange(smallest, largest)
        box.setSuffix(unit)
        # A style sheet does not reach the field within.
        box.lineEdit().setTextMargins(_FIELD_PX, 0, 0, 0)
        self.add(text, box, lambda settings: box.setValue(read(settings)))
        box.valueChanged.connect(lambda value: self.change(lambda s: write(s, value)))

    def add_shown(
        self,
        read: Callable[[Settings], Shown],
        write: Callable[[Settings, Shown], Settings],
    ) -> Segments[Shown]:
        """Add the choice between original and translation."""
        choice = Segments[Shown](
            self.tr("Shown text"),
            [
                (Shown.BOTH, self.tr("Both"), ""),
                (Shown.TARGET, self.tr("Translation"), ""),
                (Shown.SOURCE, self.tr("Original"), ""),
            ],
        )
        text = self.tr("Shown text")
        self.add(text, choice, lambda settings: choice.choose(read(settings)))
        choice.chosen.connect(lambda value: self.change(lambda s: write(s, value)))
        return choice

    @Slot(object)
    def _on_preferences_changed(self, settings: Settings) -> None:
        for show in self._shows:
            show(settings)


def with_part(settings: Settings, name: str, **choices: object) -> Settings:
    """Settings with choices of one part replaced.

    Args:
        settings: before.
        name: of the part, a field of Settings that is itself a dataclass.
        choices: fields of the part.
    """
    part = replace(getattr(settings, name), **choices)
    return replace(settings, **{name: part})
