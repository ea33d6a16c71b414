"""The program behind the windows: makes them, opens and closes them, and ends in order."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QKeySequenceEdit, QToolButton

from app.engine_messages import user_text
from app.keys.contract import KeyAction
from app.live_session import NeededPack
from app.overlay.window import CaptionOverlay
from app.parts import Parts
from app.session_controller import SessionState
from app.settings import HistorySettings, OverlaySettings, Profile, Settings
from app.texts import speaker_names
from app.translations import Translations
from app.viewmodels.notices import Notice, NoticeKind
from app.widgets.buttons import HoldButton, Holder
from app.windows.doctor import DoctorDialog
from app.windows.first_run import FirstRun
from app.windows.history import HistoryWindow
from app.windows.main_window import MainWindow
from app.windows.packs import PacksDialog
from app.windows.settings import SettingsDialog
from app.windows.tray import Tray
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
        # Before there are windows: they ask for colours and words while they are made.
        parts.theme.wear(parts.preferences.appearance.theme)
        translations.wear(parts.preferences.appearance.language)
        self._tray = Tray(parts.theme, self)
        self.overlay = CaptionOverlay(parts.preferences.settings.overlay)
        self.overlay.settings_changed.connect(self._on_overlay_settings_changed)
        self._tray.add_actions(self._overlay_actions())
        self._window = self._make_window()
        self._dialogs: dict[str, QDialog] = {}
        self._tray.window_asked.connect(self.show_window)
        self._tray.quit_asked.connect(self.quit)
        self._tray.start_stop_asked.connect(self._on_start_stop_asked)
        parts.controller.begun.connect(self._on_session_begun)
        parts.controller.state_changed.connect(self._tray.show_state)
        parts.controller.state_changed.connect(self._on_state_changed)
        parts.history.failed.connect(self._on_history_failed)
        parts.controller.failed.connect(self._on_failed)
        parts.controller.packs_missing.connect(self._on_packs_missing)
        parts.controller.event_received.connect(self._on_event_received)
        parts.keys.pressed.connect(self._on_key_pressed)
        parts.keys.released.connect(self._on_key_released)
        parts.preferences.changed.connect(self._on_preferences_changed)
        self._on_preferences_changed(parts.preferences.settings)

    @property
    def parts(self) -> Parts:
        """What the windows share."""
        return self._parts

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
        self._parts.history.prune(self._parts.preferences.settings.history)
        if not self._parts.preferences.settings.is_set_up:
            self.open_first_run()

    @Slot()
    def open_first_run(self) -> QDialog:
        """Ask for what a first session needs."""
        return self._open_dialog("first run", self._make_first_run)

    def _make_first_run(self) -> FirstRun:
        dialog = FirstRun(self._parts, parent=self._window)
        dialog.over.connect(self._on_first_run_over)
        return dialog

    @Slot()
    def _on_first_run_over(self) -> None:
        """Offer at once what the first session would lack."""
        profile = self._parts.preferences.profile

        def offer(packs: Sequence[NeededPack]) -> None:
            if packs:
                self._window.offer_packs(packs)

        self._parts.background.run(
            lambda: self._parts.engine.missing(profile), done=offer, failed=_log.info
        )

    @Slot()
    def open_settings(self) -> QDialog:
        """Show the settings."""
        return self._open_dialog(
            "settings", lambda: SettingsDialog(self._parts, parent=self._window)
        )

    @Slot()
    def open_doctor(self) -> QDialog:
        """Show the check-up."""
        return self._open_dialog("doctor", lambda: DoctorDialog(self._parts, parent=self._window))

    @Slot()
    def open_packs(self) -> QDialog:
        """Show the models."""
        return self._open_dialog("packs", lambda: PacksDialog(self._parts, parent=self._window))

    @Slot()
    def clone_voice(self) -> None:
        """Let a voice be cloned, once its models are there."""

        def begin(lacking: Sequence[NeededPack]) -> None:
            if lacking:
                self._window.offer_packs(lacking)
            else:
                self.open_cloning()

        self._parts.background.run(
            self._parts.engine.missing_for_cloning, done=begin, failed=self._on_clone_failed
        )

    @Slot()
    def open_cloning(self) -> QDialog:
        """Clone a voice."""
        return self._open_dialog("cloning", self._make_enrolment)

    def _make_enrolment(self) -> QDialog:
        # Imported here: with it comes ONNX Runtime, which the window need not wait for.
        from app.windows.enrolment import EnrolmentDialog  # noqa: PLC0415

        dialog = EnrolmentDialog(self._parts, self._parts.engine.cloner(), parent=self._window)
        dialog.kept.connect(self._on_voice_kept)
        return dialog

    @Slot(str)
    def _on_clone_failed(self, message: str) -> None:
        self._window.tell(Notice(key="clone", text=message, kind=NoticeKind.WARNING))

    @Slot(str)
    def _on_voice_kept(self, voice: str) -> None:
        """Speak with a new voice in every language of the profile."""
        preferences = self._parts.preferences
        for number, direction in enumerate(preferences.profile.directions()):
            language = direction.target_language
            voices = {**direction.voices, language: f"{voice}.{language}"}
            preferences.change_direction(number, replace(direction, voices=voices))

    @Slot()
    def open_history(self) -> QDialog:
        """Show past sessions."""
        return self._open_dialog("history", self._make_history)

    def _make_history(self) -> HistoryWindow:
        settings = self._parts.preferences.settings
        window = HistoryWindow(
            self._parts.history,
            settings=settings.history,
            captions=settings.captions,
            parent=self._window,
        )
        window.settings_changed.connect(self._on_history_settings_changed)
        return window

    @Slot(object)
    def _on_history_settings_changed(self, history: HistorySettings) -> None:
        preferences = self._parts.preferences
        preferences.change(replace(preferences.settings, history=history))

    @Slot(str)
    def _on_history_failed(self, message: str) -> None:
        self._window.tell(Notice(key="history", text=message, kind=NoticeKind.WARNING))

    def _overlay_actions(self) -> list[QAction]:
        overlay = self.overlay
        return [overlay.show_action, overlay.lock_action, overlay.audience_action]

    @Slot()
    def toggle_overlay(self) -> None:
        """Show or hide the caption overlay."""
        self.overlay.show_action.trigger()

    @Slot()
    def quit(self) -> None:
        """End the program."""
        if self._is_closing:
            return
        self._is_closing = True
        # Who leaves in the middle of the first run is asked again the next time.
        if (first_run := self._dialogs.get("first run")) is not None:
            first_run.blockSignals(True)
        # Hidden by the end of the program, not by the user: it comes back next time.
        self.overlay.settings_changed.disconnect(self._on_overlay_settings_changed)
        self.overlay.hide()
        self._window.close()
        self._application.quit()

    def close(self) -> bool:
        """Release everything; after the event loop.

        Returns:
            False where a thread of the engine could not be ended.
        """
        self._parts.keys.close()
        self._parts.preferences.save_now()
        is_clean = self._parts.controller.close(timeout_s=_CLOSE_S)
        # After the session: what was said last is kept too.
        return self._parts.history.close(timeout_s=_CLOSE_S) and is_clean

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._parts)
        window.closing.connect(self._on_window_closing)
        window.settings_asked.connect(self.open_settings)
        window.doctor_asked.connect(self.open_doctor)
        window.packs_asked.connect(self.open_packs)
        window.overlay_asked.connect(self.toggle_overlay)
        window.history_asked.connect(self.open_history)
        window.cloning_asked.connect(self.clone_voice)
        # A locked overlay takes no clicks: here it is unlocked where there is no tray.
        window.header.overlay_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        window.header.overlay_button.addActions(self._overlay_actions())
        return window

    def _open_dialog(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        """Show a dialog, the one that is open already where there is one."""
        dialog = self._dialogs.get(name)
        if dialog is None:
            dialog = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(lambda _: self._dialogs.pop(name, None))
            self._dialogs[name] = dialog
            dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    @Slot(object)
    def _on_session_begun(self, profile: Profile) -> None:
        """Name the directions; what was said stays where the session takes another's place."""
        self._end_captions()
        if not self._parts.controller.is_active:
            self._parts.captions.clear()
            self.overlay.clear()
        names = speaker_names(profile)
        self._parts.captions.name_streams(names)
        self.overlay.set_streams(names)

    @Slot(object)
    def _on_state_changed(self, state: SessionState) -> None:
        if state in (SessionState.IDLE, SessionState.FAILED):
            self._end_captions()

    def _end_captions(self) -> None:
        for stream in ("0", "1"):
            self._parts.captions.end(stream=stream)
            self.overlay.end(stream=stream)

    @Slot(str)
    def _on_failed(self, message: str) -> None:
        # The window says it too, but may not be in sight: keys and tray start from anywhere.
        if self._application.activeWindow() is None:
            self._tray.tell(user_text(message))

    @Slot()
    def _on_packs_missing(self) -> None:
        if self._application.activeWindow() is None:
            self.show_window()

    @Slot(object)
    def _on_overlay_settings_changed(self, overlay: OverlaySettings) -> None:
        preferences = self._parts.preferences
        preferences.change(replace(preferences.settings, overlay=overlay))

    @Slot()
    @Slot(str)
    def show_window(self, token: str = "") -> None:
        """Bring the window to the front.

        Args:
            token: of the desktop, which lets it come there; empty for none.
        """
        if token:
            # Where Qt's plug-in for Wayland looks for it.
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _on_start_stop_asked(self) -> None:
        self._window.start_or_stop()

    @Slot(object)
    def _on_key_pressed(self, action: KeyAction) -> None:
        # Who types a key into the settings does not mean what it does.
        if isinstance(self._application.focusWidget(), QKeySequenceEdit):
            return
        match action:
            case KeyAction.START_STOP:
                self._window.start_or_stop()
            case KeyAction.OVERLAY:
                self.toggle_overlay()
            case KeyAction.HOLD_TO_MUTE | KeyAction.HOLD_TO_TRANSLATE:
                button = self._button_of(action)
                if button.isEnabled():
                    button.hold(Holder.KEY_ELSEWHERE, is_down=True)

    @Slot(object)
    def _on_key_released(self, action: KeyAction) -> None:
        if action in (KeyAction.HOLD_TO_MUTE, KeyAction.HOLD_TO_TRANSLATE):
            self._button_of(action).hold(Holder.KEY_ELSEWHERE, is_down=False)

    def _button_of(self, action: KeyAction) -> HoldButton:
        transport = self._window.transport
        if action is KeyAction.HOLD_TO_MUTE:
            return transport.mute_button
        return transport.translate_button

    @Slot(int, object)
    def _on_event_received(self, direction: int, event: LiveEvent) -> None:
        if isinstance(event, Event):
            self._parts.captions.handle(event, stream=str(direction))
            self.overlay.handle(event, stream=str(direction))

    @Slot()
    def _on_window_closing(self) -> None:
        settings = self._parts.preferences.settings
        if not self._is_closing and not (settings.closes_to_tray and self._tray.is_shown):
            self.quit()

    @Slot(object)
    def _on_preferences_changed(self, settings: Settings) -> None:
        self._parts.theme.wear(settings.appearance.theme)
        if self.overlay.settings != settings.overlay:
            self.overlay.set_settings(settings.overlay)
        history = self._dialogs.get("history")
        if isinstance(history, HistoryWindow):
            history.set_settings(settings.history)
        self.overlay.set_reduced_motion(is_reduced=settings.appearance.reduced_motion)
        self._tray.show(is_shown=settings.shows_tray_icon and Tray.is_available())
        if self._translations.wear(settings.appearance.language):
            self._remake_window()
        self._parts.keys.listen(settings.global_shortcuts)

    def _remake_window(self) -> None:
        """A window in another language is another window; the session goes on behind it."""
        for dialog in list(self._dialogs.values()):
            dialog.close()
        before = self._window
        for button in (before.transport.mute_button, before.transport.translate_button):
            button.let_go()
        was_visible, geometry = before.isVisible(), before.saveGeometry()
        before.closing.disconnect(self._on_window_closing)
        self._tray.retranslate()
        self._window = self._make_window()
        self._window.restoreGeometry(geometry)
        self._window.setVisible(was_visible)
        before.close()
        before.deleteLater()
