"""The icon in the system's tray, where there is one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.theme.icons import application_icon
from app.theme.theme import ApplicationTheme
from app.viewmodels.session import SessionState

_SIZE_PX = 64
_DOT_PX = 26


class Tray(QObject):
    """Shows whether a session is on air, and starts and stops it from anywhere.

    Signals:
        window_asked, start_stop_asked, quit_asked: an entry of the menu, or a click.
    """

    window_asked = Signal()
    start_stop_asked = Signal()
    quit_asked = Signal()

    def __init__(self, theme: ApplicationTheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._menu = QMenu()
        self.start_stop = QAction(self)
        self.start_stop.triggered.connect(self.start_stop_asked)
        self.window = QAction(self)
        self.window.triggered.connect(self.window_asked)
        self.leave = QAction(self)
        self.leave.triggered.connect(self.quit_asked)
        self._menu.addAction(self.window)
        self._menu.addAction(self.start_stop)
        self._separator = self._menu.addSeparator()
        self._menu.addAction(self.leave)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._state = SessionState.IDLE
        self.retranslate()

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Put actions before Quit."""
        self._menu.insertActions(self._separator, list(actions))

    @staticmethod
    def is_available() -> bool:
        """Whether the system has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def is_shown(self) -> bool:
        """Whether the icon is there to be clicked."""
        return self._icon.isVisible() and self.is_available()

    def show(self, *, is_shown: bool) -> None:
        """Show or hide the icon."""
        self._icon.setVisible(is_shown)

    def show_message(self, text: str) -> None:
        """Show a message while the window is out of sight; nothing without the icon."""
        if self.is_shown:
            self._icon.showMessage("Dragoman", text, application_icon())

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.window.setText(self.tr("Show window"))
        self.leave.setText(self.tr("Quit"))
        self.show_state(self._state)

    @Slot(object)
    def show_state(self, state: SessionState) -> None:
        """Show where the session is."""
        self._state = state
        is_active = state not in (SessionState.IDLE, SessionState.FAILED)
        self.start_stop.setText(self.tr("Stop") if is_active else self.tr("Start"))
        is_on_air = state is SessionState.RUNNING
        self._icon.setToolTip(
            {
                SessionState.RUNNING: self.tr("Dragoman: on air"),
                SessionState.INTERRUPTED: self.tr("Dragoman: interrupted"),
            }.get(state, self.tr("Dragoman: off air"))
        )
        self._icon.setIcon(self._with_dot() if is_on_air else application_icon())

    def _with_dot(self) -> QIcon:
        drawn: QPixmap = application_icon().pixmap(_SIZE_PX, _SIZE_PX)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._theme.colours.on_air))
        painter.setPen(QColor("#ffffff"))
        side = _DOT_PX * drawn.devicePixelRatio()
        painter.drawEllipse(_SIZE_PX - _DOT_PX - 1, _SIZE_PX - _DOT_PX - 1, round(side), _DOT_PX)
        painter.end()
        return QIcon(drawn)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_asked.emit()
