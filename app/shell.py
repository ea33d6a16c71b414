"""The program behind the windows: makes them, opens and closes them, and ends in order."""

import logging
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.notices import Notice, NoticeKind
from app.parts import Parts
from app.settings import Settings
from app.translations import Translations
from app.tray import Tray
from engine.events import Event
from engine.live.events import LiveEvent

_log = logging.getLogger(__name__)

_CLOSE_S: Final = 3.0


class Shell(QObject):
    """Lives in the window's thread for as long as the program.

    Args:
        application: is quit when the last window is closed and no tray icon is left.
        parts: what the windows share.
        translations: the language of the interface.
    """

    def __init__(self, application: QApplication, parts: Parts, translations: Translations) -> None:
        super().__init__(application)
        self._application = application
        self._parts = parts
        self._translations = translations
        self._is_closing = False
        application.setQuitOnLastWindowClosed(False)
        self._tray = Tray(parts.theme, self)
        self._window = self._make_window()
        self._tray.window_asked.connect(self._show_window)
        self._tray.quit_asked.connect(self.quit)
        self._tray.start_stop_asked.connect(self._on_start_stop_asked)
        parts.controller.state_changed.connect(self._tray.show_state)
        parts.controller.event_received.connect(self._on_event_received)
        parts.preferences.changed.connect(self._on_preferences_changed)
        self._on_preferences_changed(parts.preferences.settings)

    @property
    def window(self) -> MainWindow:
        """The main window, which is another one after a change of language."""
        return self._window

    def open(self, problem: str = "") -> None:
        """Show the window and look at what there is.

        Args:
            problem: what went wrong before there was a window.
        """
        self._window.show()
        if problem:
            self._window.tell(Notice(key="start", text=problem, kind=NoticeKind.WARNING))
        self._parts.library.refresh()
        self._parts.devices.watch()

    @Slot()
    def quit(self) -> None:
        """End the program."""
        self._is_closing = True
        self._window.close()
        self._application.quit()

    def close(self) -> bool:
        """Release everything; after the event loop.

        Returns:
            False where a thread of the engine could not be ended.
        """
        self._parts.preferences.save_now()
        return self._parts.controller.close(timeout_s=_CLOSE_S)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._parts)
        window.closing.connect(self._on_window_closing)
        return window

    @Slot()
    def _show_window(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _on_start_stop_asked(self) -> None:
        self._window.start_or_stop()

    @Slot(int, object)
    def _on_event_received(self, direction: int, event: LiveEvent) -> None:
        if isinstance(event, Event):
            self._parts.captions.handle(event, stream=str(direction))

    @Slot()
    def _on_window_closing(self) -> None:
        settings = self._parts.preferences.settings
        if not self._is_closing and not (settings.closes_to_tray and self._tray.is_shown):
            self.quit()

    @Slot(object)
    def _on_preferences_changed(self, settings: Settings) -> None:
        self._parts.theme.wear(settings.appearance.theme)
        self._tray.show(is_shown=settings.shows_tray_icon and Tray.is_available())
        if self._translations.wear(settings.appearance.language):
            self._remake_window()

    def _remake_window(self) -> None:
        """A window in another language is another window; the session goes on behind it."""
        before = self._window
        was_visible, geometry = before.isVisible(), before.saveGeometry()
        before.closing.disconnect(self._on_window_closing)
        self._window = self._make_window()
        self._window.restoreGeometry(geometry)
        self._window.setVisible(was_visible)
        before.close()
        before.deleteLater()
