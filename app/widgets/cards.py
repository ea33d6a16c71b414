"""Parts of the cards of a direction."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.theme.icons import pixmap
from app.theme.theme import ApplicationTheme

SLIDER_PX: Final = 22
_ICON_PX: Final = 18


class Card(QFrame):
    """A frame with a picture and a heading.

    Attributes:
        column: where its content goes.
    """

    def __init__(self, picture: str, heading: str, theme: ApplicationTheme) -> None:
        super().__init__()
        self._picture = picture
        self._theme = theme
        self.setProperty("card", "true")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 14, 12)
        self.column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._image, label = QLabel(), QLabel(heading)
        label.setProperty("role", "heading")
        row.addWidget(self._image)
        row.addWidget(label, 1)
        self.column.addLayout(row)
        theme.changed.connect(self._draw_picture)
        self._draw_picture()

    def add(self, widgets: Sequence[QWidget]) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.column.addWidget(widget)

    def add_slider(
        self, name: str, bounds: tuple[int, int], describe: Callable[[int], str]
    ) -> QSlider:
        """Add a slider below its name and its value in words."""
        label = QLabel(name)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(*bounds)
        slider.setMinimumHeight(SLIDER_PX)
        slider.setPageStep(max(1, (bounds[1] - bounds[0]) // 10))
        slider.setSingleStep(max(1, (bounds[1] - bounds[0]) // 20))
        slider.setAccessibleName(name.replace("&", ""))
        label.setBuddy(slider)
        figure = QLabel()
        figure.setProperty("role", "quiet")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        slider.valueChanged.connect(lambda value: figure.setText(describe(value)))
        figure.setText(describe(slider.value()))
        row = QHBoxLayout()
        row.addWidget(label)
        row.addStretch(1)
        row.addWidget(figure)
        self.column.addLayout(row)
        self.column.addWidget(slider)
        return slider

    @Slot()
    def _draw_picture(self) -> None:
        self._image.setPixmap(
            pixmap(
                self._picture,
                self._theme.colours.accent,
                size=_ICON_PX,
                scale=self.devicePixelRatioF(),
            )
        )


class Hint(QLabel):
    """A line of advice; takes no room where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setWordWrap(True)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a text, or nothing."""
        self.setText(text)
        self.setVisible(bool(text))


def wrapping_check(box: QCheckBox, text: str) -> QWidget:
    """A check box with a label beside it: by itself it does not wrap its text."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setBuddy(box)
    box.setAccessibleName(text.replace("&", ""))
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return together
