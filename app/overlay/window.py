"""The caption overlay."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.overlay.audience import AudienceWindow
from app.overlay.canvas import CaptionCanvas
from app.overlay.controls import Drag, OverlayControls, cursor_for, edges_at
from app.overlay.placing import (
    SMALLEST_HEIGHT,
    SMALLEST_WIDTH,
    Area,
    Screens,
    audience_screen,
    find_area,
    saved_place,
    screen_area,
    screens,
)
from app.settings import LARGEST_OVERLAY_PX, SMALLEST_OVERLAY_PX, OverlayPlace, OverlaySettings
from app.theme.icons import icon
from engine.events import Event

_EDGE_PX: Final = 8
"""So near to its edge the overlay is resized and not moved."""
_CONTROLS_GAP_PX: Final = 3
_ON_CONTROLS: Final = "#ffffff"

_STEP_PX: Final = 16
_FONT_STEP_PX: Final = 4
_SETTLED_MS: Final = 300
_RAISE_MS: Final = 2_000

_GLASS: Final = QColor(16, 16, 20, 110)
_FRAME: Final = QColor(255, 255, 255, 170)

_FLAGS: Final = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.NoDropShadowWindowHint
)
_LOCKED: Final = Qt.WindowType.WindowTransparentForInput | Qt.WindowType.WindowDoesNotAcceptFocus


class CaptionOverlay(QWidget):
    """Captions above all other windows.

    Unlocked it is moved with the mouse or the arrow keys and resized at its edges or with Shift
    and the arrow keys; locked, clicks go through it. It cannot be unlocked with the mouse then:
    give `lock_action` a place in a window, in the tray or on a key.

    It never moves or resizes itself, but for the time in which its screen is gone.

    Signals:
        settings_changed: the user changed an OverlaySettings, which is its argument.

    Args:
        settings: its appearance and place.
        clock: seconds, monotonic.
        parent: its owner.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        settings: OverlaySettings | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, _FLAGS)
        self._settings = settings or OverlaySettings()
        self._streams: tuple[str, ...] = ("",)
        self._moves = True
        self._audience: AudienceWindow | None = None
        self._is_covered = False
        self._drag: Drag | None = None
        self._place: OverlayPlace | None = None
        self._expected: QRect | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        # The overlay is no reason for the program to live on.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self._canvas = CaptionCanvas(self._settings, clock=clock, parent=self)
        # The pointer is the window's: it moves and resizes.
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        column.addWidget(self._canvas)
        self.show_action = self._action(self._on_show_action_triggered, is_checkable=True)
        self.lock_action = self._action(self._on_lock_action_triggered, is_checkable=True)
        self.audience_action = self._action(self._on_audience_action_triggered, is_checkable=True)
        self._smaller = self._action(lambda: self._change_font(-_FONT_STEP_PX))
        self._larger = self._action(lambda: self._change_font(_FONT_STEP_PX))
        self._close = self._action(self._on_close_action_triggered)
        self._close.setIcon(icon("close", _ON_CONTROLS))
        self._close.setIconVisibleInMenu(False)
        self.addActions(
            [self._smaller, self._larger, self.lock_action, self.audience_action, self._close]
        )
        self._controls = OverlayControls(self.actions(), self)
        # Not a button: the arrow keys move the overlay.
        self.setFocus()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._on_settled_timeout)
        self._raising = QTimer(self)
        self._raising.setInterval(_RAISE_MS)
        self._raising.timeout.connect(self.raise_)
        self._screens = Screens(self)
        self._screens.changed.connect(self._on_screens_changed)
        self._retranslate()
        self._apply()

    @property
    def settings(self) -> OverlaySettings:
        """Its appearance and place."""
        return self._settings

    @property
    def canvas(self) -> CaptionCanvas:
        """The captions."""
        return self._canvas

    @property
    def controls(self) -> OverlayControls:
        """The buttons."""
        return self._controls

    @property
    def audience(self) -> AudienceWindow | None:
        """The window for the audience while there is one."""
        return self._audience

    def set_settings(self, settings: OverlaySettings) -> None:
        """Change appearance or place."""
        self._settings = settings
        self._apply()

    def set_streams(self, names: Mapping[str, str]) -> None:
        """Show these directions; what was shown of others is gone.

        Args:
            names: what a user reads, by stream, the upper one first.
        """
        if self._streams == tuple(names):
            return
        self._streams = tuple(names)
        for canvas in self._canvases():
            canvas.set_streams(self._streams)

    def set_reduced_motion(self, *, is_reduced: bool) -> None:
        """Switch animations off."""
        self._moves = not is_reduced
        self._controls.set_moves(moves=self._moves)
        for canvas in self._canvases():
            canvas.set_moves(moves=self._moves)

    def handle(self, event: Event, *, stream: str = "") -> None:
        """Show the next event of a direction."""
        for canvas in self._canvases():
            canvas.handle(event, stream=stream)

    def end(self, *, stream: str = "") -> None:
        """A direction was stopped."""
        for canvas in self._canvases():
            canvas.end(stream=stream)

    def clear(self) -> None:
        """Remove all captions."""
        for canvas in self._canvases():
            canvas.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move with the arrow keys, resize with Shift held, hide with Escape."""
        steps = {
            Qt.Key.Key_Left: QPoint(-_STEP_PX, 0),
            Qt.Key.Key_Right: QPoint(_STEP_PX, 0),
            Qt.Key.Key_Up: QPoint(0, -_STEP_PX),
            Qt.Key.Key_Down: QPoint(0, _STEP_PX),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.resize(self.width() + step.x(), self.height() + step.y())
        elif step is not None:
            self.move(self.pos() + step)
        elif event.key() == Qt.Key.Key_Escape:
            self._on_close_action_triggered()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to drag the overlay, or an edge of it."""
        window = self.windowHandle()
        if event.button() != Qt.MouseButton.LeftButton or window is None:
            super().mousePressEvent(event)
            return
        edges = edges_at(event.position().toPoint(), self.size(), _EDGE_PX)
        if not QGuiApplication.platformName().startswith("wayland"):
            self._drag = Drag(event.globalPosition().toPoint(), self.geometry(), edges)
        elif edges:
            window.startSystemResize(edges)
        else:
            window.startSystemMove()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the pointer while it holds the overlay, else show what pressing would do."""
        super().mouseMoveEvent(event)
        if self._drag is None:
            self.setCursor(cursor_for(edges_at(event.position().toPoint(), self.size(), _EDGE_PX)))
        else:
            self.setGeometry(self._drag.dragged_to(event.globalPosition().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End the drag."""
        super().mouseReleaseEvent(event)
        self._drag = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what the buttons do."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the place once it is settled."""
        super().moveEvent(event)
        self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the size once it is settled, and keep the buttons in their corner."""
        super().resizeEvent(event)
        self._place_controls()
        self._settled.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide, and remember that the user did."""
        super().closeEvent(event)
        self._change(replace(self._settings, is_visible=False))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Unlocked, show how large the overlay is and take clicks where it is clear."""
        del event
        if self._settings.is_locked:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Not wholly clear: some systems pass clicks through pixels that are.
        painter.setBrush(_GLASS)
        painter.setPen(QPen(_FRAME, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), _EDGE_PX, _EDGE_PX)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language of the program."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _canvases(self) -> tuple[CaptionCanvas, ...]:
        return (self._canvas,) if self._audience is None else (self._canvas, self._audience.canvas)

    def _action(self, act: Callable[[], None], *, is_checkable: bool = False) -> QAction:
        action = QAction(self)
        action.setCheckable(is_checkable)
        action.triggered.connect(act)
        return action

    def _change(self, settings: OverlaySettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._apply()
            self.settings_changed.emit(settings)

    def _apply(self) -> None:
        settings = self._settings
        self._canvas.set_settings(settings)
        if self._audience is not None:
            self._audience.set_settings(settings)
        self.show_action.setChecked(settings.is_visible)
        self.lock_action.setChecked(settings.is_locked)
        self._controls.setVisible(not settings.is_locked)
        self._place_controls()
        self._canvas.set_hint("" if settings.is_locked else self._hint())
        flags = _FLAGS
        if settings.is_locked:
            flags |= _LOCKED
            if _is_x11():
                # Some window managers wrap a frame around the window that takes the clicks.
                flags |= Qt.WindowType.BypassWindowManagerHint
        if flags != self.windowFlags():
            geometry = self.geometry()
            self.setWindowFlags(flags)  # also hides it
            self.setGeometry(geometry)
        if settings.place != self._place:
            self._go_to_place()
        self.setVisible(settings.is_visible and not self._is_covered)
        # Nobody else keeps a window on top that the window manager does not know.
        if settings.is_visible and settings.is_locked and _is_x11():
            self._raising.start()
        else:
            self._raising.stop()
        self.update()

    def _go_to_place(self) -> None:
        self._place = self._settings.place
        area = find_area(self._settings.place, screens())
        self._expected = QRect(area.x, area.y, area.width, area.height)
        if self.geometry() != self._expected:
            self.setGeometry(self._expected)

    @Slot()
    def _on_settled_timeout(self) -> None:
        """Remember where the user put the overlay, not where a missing screen put it."""
        geometry = self.geometry()
        if not self.isVisible() or geometry == self._expected:
            return
        self._expected = geometry
        screen = QGuiApplication.screenAt(geometry.center()) or self.screen()
        area = Area(
            x=geometry.x(), y=geometry.y(), width=geometry.width(), height=geometry.height()
        )
        self._place = saved_place(area, screen_area(screen))
        self._settings = replace(self._settings, place=self._place)
        self.settings_changed.emit(self._settings)

    @Slot()
    def _on_screens_changed(self) -> None:
        self._go_to_place()

    @Slot()
    def _on_show_action_triggered(self) -> None:
        self._change(replace(self._settings, is_visible=self.show_action.isChecked()))

    @Slot()
    def _on_lock_action_triggered(self) -> None:
        self._change(replace(self._settings, is_locked=self.lock_action.isChecked()))

    @Slot()
    def _on_close_action_triggered(self) -> None:
        self._change(replace(self._settings, is_visible=False))

    def _change_font(self, step_px: int) -> None:
        wanted = self._settings.font_px + step_px
        font_px = min(max(wanted, SMALLEST_OVERLAY_PX), LARGEST_OVERLAY_PX)
        self._change(replace(self._settings, font_px=font_px))

    @Slot()
    def _on_audience_action_triggered(self) -> None:
        if not self.audience_action.isChecked():
            self._leave_audience()
            return
        window = AudienceWindow(self._settings)
        window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        window.canvas.set_streams(self._streams)
        window.canvas.set_moves(moves=self._moves)
        window.left.connect(self._leave_audience)
        self._audience = window
        chosen = audience_screen(self._settings.audience_screen, screens())
        area = chosen.area
        window.show_on(QRect(area.x, area.y, area.width, area.height))
        # The same captions twice on one screen help nobody.
        here = QGuiApplication.screenAt(self.geometry().center()) or self.screen()
        self._is_covered = screen_area(here).name == chosen.name
        self._apply()

    @Slot()
    def _leave_audience(self) -> None:
        window, self._audience = self._audience, None
        self.audience_action.setChecked(False)
        if window is not None:
            window.hide()
            window.deleteLater()
        self._is_covered = False
        self._apply()

    def _place_controls(self) -> None:
        self._controls.adjustSize()
        controls = self._controls
        controls.move(self.width() - controls.width() - _EDGE_PX, _EDGE_PX)
        # Captions are not behind the buttons, as far as they need not be.
        below_px = controls.geometry().bottom() + 1 + _CONTROLS_GAP_PX - self._canvas.y()
        self._canvas.set_headroom(0 if self._settings.is_locked else below_px)

    def _hint(self) -> str:
        return self.tr("Captions appear here. Drag to move, drag an edge to resize.")

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Captions"))
        self.setAccessibleName(self.tr("Captions above other windows"))
        self.show_action.setText(self.tr("Caption overlay"))
        self.lock_action.setText(self.tr("Lock overlay"))
        self.lock_action.setIconText(self.tr("Lock"))
        self.lock_action.setToolTip(
            self.tr("Clicks go through the captions. Unlock them in Dragoman's window.")
        )
        self.audience_action.setText(self.tr("Captions for an audience"))
        self.audience_action.setIconText(self.tr("Audience"))
        self.audience_action.setToolTip(self.tr("Fill a screen with captions; Esc leaves"))
        self._smaller.setText(self.tr("Smaller text"))
        self._smaller.setIconText("A\N{MINUS SIGN}")
        self._larger.setText(self.tr("Larger text"))
        self._larger.setIconText("A+")
        self._close.setText(self.tr("Hide overlay"))
        if not self._settings.is_locked:
            self._canvas.set_hint(self._hint())
        self._place_controls()


def _is_x11() -> bool:
    return QGuiApplication.platformName() == "xcb"
