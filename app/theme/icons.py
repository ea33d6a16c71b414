"""Icons from resources/icons, drawn in the colour of the text that they stand beside."""

from importlib import resources
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICON_FOLDER: Final = Path(str(resources.files("resources"))) / "icons"

_SIZES: Final = (16, 20, 24, 32, 48)
_SCALES: Final = (1, 2, 3)


def icon(name: str, colour: str, *, disabled: str | None = None) -> QIcon:
    """An icon in one colour.

    Args:
        name: of a file without its ending.
        colour: #rrggbb.
        disabled: for a control that cannot be used; `colour` if None.
    """
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)):
        renderer = _renderer(name, tint)
        for size in _SIZES:
            for scale in _SCALES:
                made.addPixmap(_drawn(renderer, size, scale), mode)
    return made


def pixmap(name: str, colour: str, *, size: int, scale: float = 1.0) -> QPixmap:
    """An icon in one colour and size, for a label."""
    return _drawn(_renderer(name, colour), size, scale)


def application_icon() -> QIcon:
    """The icon of the program."""
    renderer = QSvgRenderer(str(ICON_FOLDER / "dragoman.svg"))
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn(renderer, size, 1))
    return made


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    tinted = drawing.replace("currentColor", QColor(colour).name())
    return QSvgRenderer(QByteArray(tinted.encode()))


def _drawn(renderer: QSvgRenderer, size: int, scale: float) -> QPixmap:
    drawn = QPixmap(QSize(round(size * scale), round(size * scale)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
