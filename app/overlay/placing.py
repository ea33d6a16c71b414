"""Where the overlay stands: screens, and places that stay in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from app.settings import OverlayPlace

SMALLEST_WIDTH: Final = 240
SMALLEST_HEIGHT: Final = 64
_FIRST_WIDTH_SHARE: Final = 0.8
_FIRST_HEIGHT: Final = 200
_FIRST_GAP: Final = 24
"""The overlay begins as a wide band a little below the upper edge of the screen: what windows are
worked with stands at their lower edge, as this program's own Start and Stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on the desktop, in its device-independent pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenArea:
    """A screen and what of it windows may use."""

    name: str
    area: Area


def find_area(place: OverlayPlace, screens: Sequence[ScreenArea]) -> Area:
    """Choose where the overlay goes.

    Args:
        place: as it was left.
        screens: that there are now, the main one first; at least one.
    """
    screen = next((screen for screen in screens if screen.name == place.screen), screens[0])
    bounds = screen.area
    if place.width <= 0 or place.height <= 0:
        width = round(bounds.width * _FIRST_WIDTH_SHARE)
        place = OverlayPlace(
            x=(bounds.width - width) // 2,
            y=_FIRST_GAP,
            width=width,
            height=_FIRST_HEIGHT,
        )
    width = min(max(place.width, SMALLEST_WIDTH), bounds.width)
    height = min(max(place.height, SMALLEST_HEIGHT), bounds.height)
    return Area(
        x=bounds.x + min(max(place.x, 0), bounds.width - width),
        y=bounds.y + min(max(place.y, 0), bounds.height - height),
        width=width,
        height=height,
    )


def saved_place(area: Area, screen: ScreenArea) -> OverlayPlace:
    """The place to save: relative to the corner of its screen."""
    return OverlayPlace(
        screen=screen.name,
        x=area.x - screen.area.x,
        y=area.y - screen.area.y,
        width=area.width,
        height=area.height,
    )


def audience_screen(wanted: str, screens: Sequence[ScreenArea]) -> ScreenArea:
    """The screen for the audience: the one that was chosen, or any but the main one."""
    chosen = [screen for screen in screens if screen.name == wanted]
    return (chosen or list(screens[1:]) or list(screens))[0]


class Screens(QObject):
    """Watches the screens; lives in the window's thread.

    Signals:
        changed: one came or went, moved, or is the main one now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise AssertionError("a window needs an application")  # noqa: TRY004 - our own fault
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self.changed)
        application.primaryScreenChanged.connect(self.changed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self.changed)

    @Slot(QScreen)
    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.changed)
        self.changed.emit()


def screens() -> list[ScreenArea]:
    """All screens, the main one first."""
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    return [screen_area(screen) for screen in (main, *others)]


def screen_area(screen: QScreen) -> ScreenArea:
    """A screen by its stable name, and where it is."""
    bounds = screen.geometry()
    return ScreenArea(
        name=f"{screen.name()} {screen.serialNumber()}".strip(),
        area=Area(x=bounds.x(), y=bounds.y(), width=bounds.width(), height=bounds.height()),
    )
