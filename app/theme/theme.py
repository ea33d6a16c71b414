"""The palette and style sheet of the application, and its icons."""

import string
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.settings import Theme
from app.theme.colours import DARK, LIGHT, Colours
from app.theme.icons import ICON_FOLDER, icon, pixmap

_STYLE: Final = "Fusion"
_SIGN_PX: Final = 32


class ApplicationTheme(QObject):
    """Sets palette and style sheet of the application; lives in the window's thread.

    Signals:
        changed: the new Colours; icons are to be drawn again.
    """

    changed = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._theme = Theme.SYSTEM
        self._colours: Colours | None = None
        application.setStyle(_STYLE)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return self._colours or self._wanted()

    def apply(self, theme: Theme) -> None:
        """Change the theme."""
        self._theme = theme
        self._restyle()

    def icon(self, name: str, *, on_accent: bool = False) -> QIcon:
        """An icon in the colour of text, or of text on the accent."""
        colours = self.colours
        return icon(
            name,
            colours.on_accent if on_accent else colours.text,
            disabled=colours.edge,
        )

    @Slot()
    def _on_scheme_changed(self) -> None:
        self._restyle()

    def _restyle(self) -> None:
        colours = self._wanted()
        if colours == self._colours:
            return
        self._colours = colours
        self._application.setPalette(colours.palette())
        self._application.setStyleSheet(style_sheet(colours))
        self.changed.emit(colours)

    def _wanted(self) -> Colours:
        if self._theme is Theme.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._theme is Theme.DARK else LIGHT


def set_style_property(widget: QWidget, name: str, value: str) -> None:
    """Change what the style sheet chooses a widget's look by.

    Qt reads such properties when a widget is shown first, and again only if it is told to.
    """
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def show_sign(box: QMessageBox, picture: str) -> None:
    """Give a box one of the program's icons, in place of one that looks unlike all others.

    Args:
        box: a question or a remark.
        picture: the name of the icon; a warning is red.
    """
    role = QPalette.ColorRole.BrightText if picture == "warning" else QPalette.ColorRole.Highlight
    colour = QGuiApplication.palette().color(role).name()
    box.setIconPixmap(pixmap(picture, colour, size=_SIGN_PX, scale=box.devicePixelRatioF()))


@cache
def style_sheet(colours: Colours) -> str:
    """The style sheet in the colours of a theme."""
    template = resources.files("resources").joinpath("qss/app.qss").read_text(encoding="utf-8")
    # Qt reads addresses in style sheets with forward slashes on every system.
    return string.Template(template).substitute(asdict(colours), icons=ICON_FOLDER.as_posix())
