"""Icons from resources/icons, drawn in the colour of the text that they stand beside."""

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICON_FOLDER: Final = Path(str(resources.files("resources"))) / "icons"

_SIZES: Final = (14, 16, 18, 20)
"""Those that buttons have: scaled by Qt, lines become soft."""
_SCALES: Final = (1, 1.25, 1.5, 1.75, 2, 3)


def icon(name: str, colour: str, *, disabled: str | None = None) -> QIcon:
    """An icon in one colour.

    Args:
        name: of a file without its ending.
        colour: #rrggbb.
        disabled: for a control that cannot be used; `colour` if None.
    """
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)):
        for image in _images(name, tint):
            made.addPixmap(QPixmap.fromImage(image), mode)
    return made


def pixmap(name: str, colour: str, *, size: int, scale: float = 1.0) -> QPixmap:
    """An icon in one colour and size, for a label."""
    return QPixmap.fromImage(_drawn(_renderer(name, colour), size, scale))


def application_icon() -> QIcon:
    """The icon of the program."""
    renderer = QSvgRenderer(str(ICON_FOLDER / "dragoman.svg"))
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(QPixmap.fromImage(_drawn(renderer, size, 1)))
    return made


@lru_cache(maxsize=128)
def _images(name: str, tint: str) -> tuple[QImage, ...]:
    """A drawing in all sizes, which the icons of all windows share: images outlive the windows."""
    renderer = _renderer(name, tint)
    return tuple(_drawn(renderer, size, scale) for size in _SIZES for scale in _SCALES)


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    tinted = drawing.replace("currentColor", QColor(colour).name())
    return QSvgRenderer(QByteArray(tinted.encode()))


def _drawn(renderer: QSvgRenderer, size: int, scale: float) -> QImage:
    # Halves are rounded up, as Qt does.
    side = int(size * scale + 0.5)
    drawn = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
