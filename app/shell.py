"""The windows: makes them, opens and closes them, and ends the program in order."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QKeySequenceEdit,
    QMessageBox,
    QToolButton,
)

from app.controller import Controller
from app.keys.contract import KeyAction
from app.overlay.window import CaptionOverlay
from app.settings import HistorySettings, OverlaySettings, Settings
from app.theme.theme import ApplicationTheme, show_sign
from app.translations import Translations
from app.viewmodels.packs import pairs_of
from app.viewmodels.session import SessionState
from app.viewmodels.voices import VoiceEnrolment
from app.widgets.buttons import HoldButton, Holder
from app.windows.doctor import DoctorDialog
from app.windows.engine import EngineDialog
from app.windows.enrolment import EnrolmentDialog
from app.windows.files import FilesDialog
from app.windows.first_run import FirstRun
from app.windows.floating import FloatingControls
from app.windows.glossary import GlossaryDialog, TermDialog
from app.windows.history import HistoryWindow
from app.windows.listeners import ListenersDialog
from app.windows.main_window import MainWindow
from app.windows.packs import PacksDialog
from app.windows.settings import SettingsDialog
from app.windows.tray import Tray
from engine.events import Event
from engine.glossary import ANY, Form, Term

_CLOSE_S: Final = 3.0


class Shell(QObject):
    """Lives in the window's thread for as long as the program.

    Args:
        application: is quit when the last window is closed and no tray icon is left.
        controller: has the view-models that the windows show.
        theme: colours and icons of the windows.
        translations: the language of the interface.

    Attributes:
        theme: as above.
    """

    def __init__(
        self,
        application: QApplication,
        controller: Controller,
        theme: ApplicationTheme,
        translations: Translations,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._controller = controller
        self.theme = theme
        self._translations = translations
        self._is_closing = False
        self._quits_when_idle = False
        application.setQuitOnLastWindowClosed(False)
        preferences = controller.preferences
        # Before there are windows: they read colours and texts while they are made.
        theme.apply(preferences.appearance.theme)
        translations.set_language(preferences.appearance.language)
        self._tray = Tray(theme, self)
        self.overlay = CaptionOverlay(preferences.settings.overlay)
        self.overlay.settings_changed.connect(self._on_overlay_settings_changed)
        self.floating_action = QAction(self)
        self.floating_action.setCheckable(True)
        self.floating_action.triggered.connect(self._on_floating_triggered)
        self._tray.add_actions([*self._overlay_actions(), self.floating_action])
        self._window = self._make_window()
        self._floating = self._make_floating()
        self._dialogs: dict[str, QDialog] = {}
        self._connect()
        self._on_preferences_changed(preferences.settings)

    def _connect(self) -> None:
        controller, session = self._controller, self._controller.session
        self._tray.window_asked.connect(self.show_window)
        self._tray.quit_asked.connect(self.quit)
        self._tray.start_stop_asked.connect(session.start_stop_requested)
        session.state_changed.connect(self._tray.show_state)
        session.state_changed.connect(self._on_state_changed)
        session.begun.connect(self._on_session_begun)
        session.event_received.connect(self._on_event_received)
        session.ended.connect(self._on_session_ended)
        session.failed.connect(self._on_session_failed)
        controller.attention_wanted.connect(self._on_attention_wanted)
        controller.checkup_requested.connect(self.open_doctor)
        controller.models_requested.connect(self.open_packs)
        controller.files_requested.connect(self.open_files)
        controller.enrolment_ready.connect(self.open_enrolment)
        controller.engines.asked.connect(self.open_engine)
        controller.keys.pressed.connect(self._on_key_pressed)
        controller.keys.released.connect(self._on_key_released)
        controller.preferences.changed.connect(self._on_preferences_changed)

    @property
    def controller(self) -> Controller:
        """What runs behind the windows."""
        return self._controller

    @property
    def window(self) -> MainWindow:
        """The main window, which is another one after a change of language."""
        return self._window

    @property
    def floating(self) -> FloatingControls:
        """The small controls, which are others after a change of language."""
        return self._floating

    def open(self, problem: str = "") -> None:
        """Show the window and read what there is.

        Args:
            problem: what went wrong before there was a window.
        """
        self._window.show()
        if problem:
            self._controller.notices.warn("start", problem)
        self._controller.open()
        if not self._controller.preferences.settings.is_set_up:
            self.open_first_run()

    @Slot()
    def open_first_run(self) -> QDialog:
        """Ask for what a first session needs."""
        return self._open_dialog("first run", self._make_first_run)

    def _make_first_run(self) -> FirstRun:
        controller = self._controller
        dialog = FirstRun(
            controller.begin_sound_check(),
            preferences=controller.preferences,
            devices=controller.devices,
            engines=controller.engines,
            library=controller.library,
            installer=controller.installer,
            theme=self.theme,
            parent=self._window,
        )
        # What the first session would lack is offered at once.
        dialog.over.connect(controller.offer_missing_packs)
        return dialog

    @Slot()
    def open_settings(self) -> QDialog:
        """Show the settings."""
        controller = self._controller
        return self._open_dialog(
            "settings",
            lambda: SettingsDialog(
                controller.preferences, controller.keys, controller.updates, parent=self._window
            ),
        )

    @Slot()
    def open_doctor(self) -> QDialog:
        """Show the check-up."""
        controller = self._controller
        return self._open_dialog(
            "doctor",
            lambda: DoctorDialog(
                checkup=controller.checkup,
                library=controller.library,
                installer=controller.installer,
                theme=self.theme,
                parent=self._window,
            ),
        )

    @Slot()
    def open_packs(self) -> QDialog:
        """Show the models."""
        controller = self._controller
        return self._open_dialog(
            "packs",
            lambda: PacksDialog(
                library=controller.library,
                installer=controller.installer,
                session=controller.session,
                pairs=pairs_of(controller.preferences.profile),
                parent=self._window,
            ),
        )

    @Slot(object)
    def open_enrolment(self, enrolment: VoiceEnrolment) -> QDialog:
        """Clone a voice."""
        return self._open_dialog(
            "enrolment",
            lambda: EnrolmentDialog(
                enrolment,
                devices=self._controller.devices,
                preferences=self._controller.preferences,
                theme=self.theme,
                parent=self._window,
            ),
        )

    @Slot(str)
    def open_engine(self, name: str) -> QDialog | None:
        """Say where an engine sends speech, and ask for what it needs; nothing of this computer."""
        engines = self._controller.engines
        info = engines.info_of(name)
        if info is None:
            return None
        if (other := self._dialogs.get("engine")) is not None:
            other.reject()
        return self._open_dialog("engine", lambda: EngineDialog(engines, info, parent=self._window))

    @Slot()
    def open_listeners(self) -> QDialog:
        """Open a page for listeners, or show where it is."""
        return self._open_dialog(
            "listeners", lambda: ListenersDialog(self._controller.listeners, parent=self._window)
        )

    @Slot()
    def open_glossary(self) -> QDialog:
        """Show the terms of the profile in use."""
        return self._open_dialog(
            "glossary", lambda: GlossaryDialog(self._controller.glossaries, parent=self._window)
        )

    @Slot(str)
    @Slot(str, str)
    def open_term(self, words: str, heard_as: str = "") -> QDialog:
        """Add words of the captions to the glossary.

        Args:
            words: the term.
            heard_as: what was heard for it; empty for nothing else.
        """
        variants = (heard_as,) if heard_as else ()
        term = Term(forms={ANY: Form(written=words, variants=variants)})
        dialog = TermDialog(self._controller.glossaries, term, is_new=True, parent=self._window)
        dialog.open()
        return dialog

    @Slot()
    def open_files(self) -> QDialog:
        """Show the recordings that are translated into files."""
        controller = self._controller
        return self._open_dialog(
            "files",
            lambda: FilesDialog(controller.files, controller.installer, parent=self._window),
        )

    @Slot(object)
    def _on_files_dropped(self, paths: Sequence[Path]) -> None:
        self._controller.files.add(paths)
        self.open_files()

    @Slot()
    def open_history(self) -> QDialog:
        """Show past sessions."""
        return self._open_dialog("history", self._make_history)

    def _make_history(self) -> HistoryWindow:
        settings = self._controller.preferences.settings
        window = HistoryWindow(
            self._controller.history,
            settings=settings.history,
            captions=settings.captions,
            parent=self._window,
        )
        window.settings_changed.connect(self._on_history_settings_changed)
        window.pane.view.offers_terms = True
        window.pane.view.term_asked.connect(self.open_term)
        window.pane.lesson_asked.connect(self.open_term)
        return window

    @Slot(object)
    def _on_history_settings_changed(self, history: HistorySettings) -> None:
        preferences = self._controller.preferences
        preferences.change(replace(preferences.settings, history=history))

    def _overlay_actions(self) -> list[QAction]:
        overlay = self.overlay
        return [overlay.show_action, overlay.lock_action, overlay.audience_action]

    @Slot()
    def toggle_overlay(self) -> None:
        """Show or hide the caption overlay."""
        self.overlay.show_action.trigger()

    def _make_floating(self) -> FloatingControls:
        controller = self._controller
        self.floating_action.setText(self.tr("Floating controls"))
        floating = FloatingControls(
            controller.paths.geometry,
            session=controller.session,
            preferences=controller.preferences,
            theme=self.theme,
        )
        floating.window_asked.connect(self.show_window)
        floating.closed.connect(lambda: self._float(floats=False))
        return floating

    @Slot(bool)
    def _on_floating_triggered(self, floats: object) -> None:
        self._float(floats=bool(floats))

    def _float(self, *, floats: bool) -> None:
        if not self._is_closing:
            preferences = self._controller.preferences
            preferences.change(replace(preferences.settings, floats=floats))

    @Slot()
    def quit(self) -> None:
        """End the program; while something is under way, ask how."""
        if self._is_closing:
            return
        if self._controller.files.is_busy and not self._controller.session.is_running:
            self.show_window()
            self._open_dialog("quit", self._ask_about_files)
        elif self._controller.session.is_running:
            self.show_window()
            self._open_dialog("quit", self._make_question)
        else:
            self.leave()

    def finish_and_quit(self) -> None:
        """Finish what was heard, as Stop does, then end the program; at once if asked again."""
        session = self._controller.session
        if self._quits_when_idle or not session.is_running:
            self.leave()
            return
        self._quits_when_idle = True
        if session.state is not SessionState.DRAINING:
            self._controller.start_or_stop()

    def _ask_about_files(self) -> QDialog:
        box = QMessageBox(self._window)
        show_sign(box, "info")
        box.setWindowTitle("Dragoman")
        box.setText(
            self.tr("Recordings are still being translated: {count}.").format(
                count=self._controller.files.left
            )
        )
        box.setInformativeText(self.tr("What is finished stays; the rest is not translated."))
        now = box.addButton(self.tr("Quit now"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.buttonClicked.connect(lambda button: self.leave() if button is now else None)
        return box

    def _make_question(self) -> QDialog:
        box = QMessageBox(self._window)
        show_sign(box, "info")
        box.setWindowTitle("Dragoman")
        if self._controller.session.state is SessionState.DRAINING:
            box.setText(self.tr("Dragoman is still finishing what was heard."))
        else:
            box.setText(self.tr("A session is running."))
        box.setInformativeText(
            self.tr("What was heard so far can be translated, spoken and stored first.")
        )
        accept = QMessageBox.ButtonRole.AcceptRole
        finish = box.addButton(self.tr("Finish, then quit"), accept)
        now = box.addButton(self.tr("Quit now"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(finish)
        box.setEscapeButton(stay)

        def act(button: QAbstractButton) -> None:
            if button is now:
                self.leave()
            elif button is finish:
                # Also where a signal asked for it meanwhile.
                self._quits_when_idle = False
                self.finish_and_quit()

        box.buttonClicked.connect(act)
        return box

    @Slot(object)
    def _on_state_changed(self, state: SessionState) -> None:
        if state is SessionState.FAILED:
            # It says why, and whoever wanted to quit can do so now.
            self._quits_when_idle = False
        elif state is SessionState.IDLE and self._quits_when_idle:
            self.leave()

    def leave(self) -> None:
        """End the program at once."""
        if self._is_closing:
            return
        self._is_closing = True
        # Leaving in the middle of the first run repeats it the next time.
        if isinstance(first_run := self._dialogs.get("first run"), FirstRun):
            first_run.put_off()
        # Hidden by the end of the program, not by the user: it comes back next time.
        self.overlay.settings_changed.disconnect(self._on_overlay_settings_changed)
        self.overlay.hide()
        self._floating.hide()
        self._window.close()
        self._application.quit()

    def close(self) -> bool:
        """Release everything; after the event loop.

        Returns:
            False where a thread of the engine could not be ended.
        """
        return self._controller.close(timeout_s=_CLOSE_S)

    def _make_window(self) -> MainWindow:
        controller = self._controller
        window = MainWindow(
            controller.paths.geometry,
            preferences=controller.preferences,
            session=controller.session,
            notices=controller.notices,
            captions=controller.captions,
            devices=controller.devices,
            engines=controller.engines,
            library=controller.library,
            installer=controller.installer,
            voices=controller.voices,
            typing=controller.typing,
            theme=self.theme,
        )
        window.closing.connect(self._on_window_closing)
        window.settings_asked.connect(self.open_settings)
        window.doctor_asked.connect(self.open_doctor)
        window.packs_asked.connect(self.open_packs)
        window.overlay_asked.connect(self.toggle_overlay)
        window.files_asked.connect(self.open_files)
        window.files_dropped.connect(self._on_files_dropped)
        window.history_asked.connect(self.open_history)
        window.listeners_asked.connect(self.open_listeners)
        window.glossary_asked.connect(self.open_glossary)
        window.term_asked.connect(self.open_term)
        window.lesson_asked.connect(self.open_term)
        window.cloning_asked.connect(controller.request_enrolment)
        # A locked overlay gets no clicks: here it is unlocked where there is no tray.
        window.overlay_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        window.overlay_button.addActions([*self._overlay_actions(), self.floating_action])
        window.floating_asked.connect(self.floating_action.trigger)
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

    @Slot(object, bool)
    def _on_session_begun(self, names: Mapping[str, str], replaces: object) -> None:
        if not replaces:
            self.overlay.clear()
        self.overlay.set_streams(names)

    @Slot(str, object)
    def _on_event_received(self, stream: str, event: Event) -> None:
        self.overlay.handle(event, stream=stream)

    @Slot()
    def _on_session_ended(self) -> None:
        for stream in ("0", "1"):
            self.overlay.end(stream=stream)

    @Slot(str)
    def _on_session_failed(self, text: str) -> None:
        # The window shows it too, but may not be in sight: keys and tray start from anywhere.
        if self._application.activeWindow() is None:
            self._tray.show_message(text)

    @Slot()
    def _on_attention_wanted(self) -> None:
        if self._application.activeWindow() is None:
            self.show_window()

    @Slot(object)
    def _on_overlay_settings_changed(self, overlay: OverlaySettings) -> None:
        preferences = self._controller.preferences
        preferences.change(replace(preferences.settings, overlay=overlay))

    @Slot()
    @Slot(str)
    def show_window(self, token: str = "") -> None:
        """Bring the window to the front.

        Args:
            token: of the desktop, which lets it come there; empty for none.
        """
        if token:
            # Qt's plug-in for Wayland reads it there.
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot(object)
    def _on_key_pressed(self, action: KeyAction) -> None:
        # A key that is typed into the settings is not to act.
        if isinstance(self._application.focusWidget(), QKeySequenceEdit):
            return
        match action:
            case KeyAction.START_STOP:
                self._controller.start_or_stop()
            case KeyAction.OVERLAY:
                self.toggle_overlay()
            case KeyAction.CATCH_UP:
                self._controller.session.catch_up_requested.emit()
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

    @Slot(object)
    def _on_window_closing(self, event: QCloseEvent) -> None:
        settings = self._controller.preferences.settings
        if self._is_closing or (settings.closes_to_tray and self._tray.is_shown):
            return
        if self._controller.session.is_running or self._controller.files.is_busy:
            event.ignore()
        self.quit()

    @Slot(object)
    def _on_preferences_changed(self, settings: Settings) -> None:
        self.theme.apply(settings.appearance.theme)
        if self.overlay.settings != settings.overlay:
            self.overlay.set_settings(settings.overlay)
        history = self._dialogs.get("history")
        if isinstance(history, HistoryWindow):
            history.set_settings(settings.history)
        self.overlay.set_reduced_motion(is_reduced=settings.appearance.reduced_motion)
        self._tray.show(is_shown=settings.shows_tray_icon and Tray.is_available())
        if self._translations.set_language(settings.appearance.language):
            self._remake_window()
        self.floating_action.setChecked(settings.floats)
        self._floating.setVisible(settings.floats and not self._is_closing)
        self._controller.keys.listen(settings.global_shortcuts)

    def _remake_window(self) -> None:
        """A window in another language is another window; the session goes on behind it."""
        settings = self._dialogs.get("settings")
        page = settings.tabs.currentIndex() if isinstance(settings, SettingsDialog) else None
        place = None if settings is None else settings.pos()
        for dialog in list(self._dialogs.values()):
            dialog.close()
        before = self._window
        for button in (before.transport.mute_button, before.transport.translate_button):
            button.release_all()
        was_visible, geometry = before.isVisible(), before.saveGeometry()
        before.closing.disconnect(self._on_window_closing)
        self._tray.retranslate()
        self._controller.retranslate_notices()
        self._window = self._make_window()
        self._window.restoreGeometry(geometry)
        self._window.setVisible(was_visible)
        floating, self._floating = self._floating, self._make_floating()
        floating.hide()
        floating.deleteLater()
        before.close()
        before.deleteLater()
        if page is not None and place is not None:
            # Where the language was changed, in the new language.
            opened = self.open_settings()
            if isinstance(opened, SettingsDialog):
                opened.tabs.setCurrentIndex(page)
                opened.move(place)
                opened.appearance.language_box.setFocus()
