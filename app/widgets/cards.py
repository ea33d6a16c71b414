"""Parts of the cards of a direction."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme.icons import pixmap
from app.theme.theme import ApplicationTheme
from app.widgets.choices import StillSlider

SLIDER_PX: Final = 20
_ICON_PX: Final = 18
_BOX_PX: Final = 28
"""Where the text of a check box begins."""


class Card(QFrame):
    """A frame with a picture and a heading.

    Attributes:
        column: where its content goes.
        fold_button: shows and hides the content; None where it is always shown.
        content: what it shows and hides.
    """

    def __init__(
        self, picture: str, heading: str, theme: ApplicationTheme, *, folds: bool = False
    ) -> None:
        super().__init__()
        self._picture = picture
        self._theme = theme
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, 14, 7)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._image = QLabel()
        row.addWidget(self._image)
        self.fold_button: QToolButton | None = None
        self.content = QWidget()
        if folds:
            self.fold_button = _fold_button(heading)
            self.fold_button.clicked.connect(self._on_fold_button_clicked)
            self.content.hide()
            row.addWidget(self.fold_button, 1)
        else:
            label = QLabel(heading)
            label.setProperty("role", "heading")
            row.addWidget(label, 1)
        column.addLayout(row)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, 2)
        self.column.setSpacing(6)
        column.addWidget(self.content)
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
        slider = StillSlider(Qt.Orientation.Horizontal)
        slider.setRange(*bounds)
        slider.setMinimumHeight(SLIDER_PX)
        slider.setPageStep(max(1, (bounds[1] - bounds[0]) // 10))
        slider.setSingleStep(max(1, (bounds[1] - bounds[0]) // 20))
        slider.setAccessibleName(name.replace("&", ""))
        figure = QLabel()
        figure.setProperty("role", "quiet")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        slider.valueChanged.connect(lambda value: figure.setText(describe(value)))
        figure.setText(describe(slider.value()))
        row = QHBoxLayout()
        row.addWidget(NameLabel(name, slider))
        row.addStretch(1)
        row.addWidget(figure)
        self.column.addLayout(row)
        self.column.addWidget(slider)
        return slider

    @Slot()
    def _on_fold_button_clicked(self) -> None:
        self.content.setVisible(self.content.isHidden())
        self._draw_picture()

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
        if self.fold_button is not None:
            is_open = not self.content.isHidden()
            self.fold_button.setIcon(self._theme.icon("unfolded" if is_open else "folded"))
            # Checkable, it would be a check box for screen readers.
            state = self.tr("expanded") if is_open else self.tr("collapsed")
            self.fold_button.setAccessibleDescription(state)


def _fold_button(heading: str) -> QToolButton:
    button = QToolButton()
    button.setText(heading)
    button.setProperty("kind", "fold")
    # Its arrow stands at the right, so that its heading begins where those of other cards do.
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.setIconSize(QSize(14, 14))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setSizePolicy(
        button.sizePolicy().horizontalPolicy().Expanding,
        button.sizePolicy().verticalPolicy(),
    )
    return button


class NameLabel(QLabel):
    """The name of a control, whose key is underlined and leads there.

    Args:
        text: the name, with an ampersand before the key.
        control: what it names.
        is_as_high: whether it is as high as the control: forms set names at the top.
    """

    def __init__(self, text: str, control: QWidget, *, is_as_high: bool = False) -> None:
        super().__init__(text)
        self.setBuddy(control)
        if is_as_high:
            self.setMinimumHeight(control.sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the whole text."""
        # WORKAROUND: Qt measures the text with the kerning between the key and its neighbours, and
        # draws it without: the last letter would be cut.
        before, _, after = self.text().partition("&")
        parts = (before, after[:1], after[1:])
        needed_px = sum(map(self.fontMetrics().horizontalAdvance, parts)) + 1
        return super().sizeHint().expandedTo(QSize(needed_px, 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()


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


class _CheckLabel(QLabel):
    """The text of a check box, which it clicks."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Click the box where the button is let go over the text."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place):
            self._box.click()


def wrapping_check(box: QCheckBox, text: str) -> QWidget:
    """A check box with a label beside it: by itself it does not wrap its text."""
    label = _CheckLabel(text, box)
    label.setWordWrap(True)
    label.setBuddy(box)
    box.setAccessibleName(text.replace("&", ""))
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    box.setFixedWidth(_BOX_PX)
    row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return together
