"""The screens that there are, and that they change."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from app.overlay.placing import Area, ScreenArea


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
    """A screen by a name that it keeps, and where it is."""
    bounds = screen.geometry()
    return ScreenArea(
        name=f"{screen.name()} {screen.serialNumber()}".strip(),
        area=Area(x=bounds.x(), y=bounds.y(), width=bounds.width(), height=bounds.height()),
    )
