"""Runs the program's windows on recorded sessions, and takes pictures of them."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QSize, QTime
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from app.captions.pane import CaptionPane, CorrectionDialog, SearchBar, Selection
from app.controller import Controller
from app.keys.system import KeySystem
from app.messages import user_text
from app.overlay.audience import AudienceWindow
from app.overlay.canvas import CaptionCanvas
from app.overlay.window import CaptionOverlay
from app.paths import AppPaths
from app.settings import (
    CONVERSATION,
    WORK_CALL,
    Appearance,
    DirectionSettings,
    Mode,
    OverlayPlace,
    OverlaySettings,
    Profile,
    Settings,
    Shown,
    SourceKind,
    Theme,
)
from app.settings import LECTURE as LECTURE_PROFILE
from app.settings_file import SettingsFile
from app.shell import Shell
from app.theme.theme import ApplicationTheme
from app.threads import Background
from app.translations import Translations
from app.viewmodels.devices import DeviceList, SoundCheck
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.listeners import Listeners
from app.viewmodels.notices import Notice
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionState
from app.viewmodels.updates import Updates
from app.viewmodels.voices import VoiceEnrolment
from app.widgets.dialogs import fitting
from app.windows.doctor import DoctorDialog
from app.windows.enrolment import EnrolmentDialog
from app.windows.files import FilesDialog
from app.windows.first_run import FirstRun
from app.windows.history import HistoryWindow
from app.windows.listeners import ListenersDialog
from app.windows.packs import PacksDialog
from app.windows.settings import SettingsDialog
from app.workshop.fit import misfits
from app.workshop.recording import CALL_FAR, LECTURE, RecordedStream
from app.workshop.replay import CALL_FAR_STARTS_S, CALL_S, LECTURE_S, ReplayBackend, delayed_events
from app.workshop.scenes import (
    GUIDES,
    INSTALLING,
    JOBS,
    LATE,
    LOADING,
    PROGRESS,
    TERMS,
    Cloner,
    ListenersPage,
    Microphone,
    enrolment,
    fill_history,
    list_devices,
)
from engine.arrays import SOURCE_RATE_HZ
from engine.cli.store import open_store
from engine.messages import Code, Message
from engine.service.broadcast import Broadcast
from engine.tts.cloning.checks import LEAST_SPEECH_S

_MOST_COLOURS: Final = 256
_STILL_S: Final = 0.25
_LONGEST_S: Final = 20.0
_CHECKUP_S: Final = 120.0
_SECONDS_S: Final = 2.0
_DESKTOP: Final = "#7b9cb5"
_OVERLAY_SIZE: Final = (1180, 210)
_AUDIENCE_SIZE: Final = (1280, 720)
_TIME: Final = QTime(14, 5)


def few_colours(image: QImage) -> QImage:
    """The same picture with the 256 colours that it has most of; others become the nearest."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width(), plain.height()
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(height, plain.bytesPerLine() // 4)
    pixels = rows[:, :width] & 0xFF_FFFF
    colours, place, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(-counts, kind="stable")[:_MOST_COLOURS])
    parts = _parts(colours)
    distances = np.square(parts[:, None, :] - parts[None, kept, :]).sum(axis=2)
    indices = distances.argmin(axis=1).astype(np.uint8)[place.reshape(height, width)]
    small = QImage(
        np.ascontiguousarray(indices).tobytes(), width, height, width, QImage.Format.Format_Indexed8
    )
    small.setColorTable([0xFF00_0000 | int(colour) for colour in colours[kept]])
    # The bytes live only as long as this function.
    return small.copy()


def _parts(colours: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
    """Red, green and blue of [n] colours as [n, 3]."""
    return np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)


class Photographer:
    """Runs the program's windows on recorded sessions and takes pictures of them.

    Attributes:
        faults: what did not fit on the pictures taken last.

    Args:
        application: without windows.
        folder: where the pictures go.
        scratch: for settings and a history that are thrown away.
        size: of the main window.
    """

    def __init__(
        self, application: QApplication, folder: Path, scratch: Path, *, size: QSize
    ) -> None:
        self._size = size
        self._application = application
        self._folder = folder
        self._scratch = scratch
        self._written: list[Path] = []
        self.faults: list[str] = []

    def take(self, theme: Theme, language: str) -> list[Path]:
        """Take a picture of every window in a theme and a language.

        Returns:
            The files, whose names end in the theme and the language.
        """
        self._written = []
        self.faults = []
        self._suffix = f"{theme}-{language}"
        appearance = Appearance(theme=theme, language=language, reduced_motion=True)
        settings = Settings(
            is_set_up=True,
            appearance=appearance,
            shows_tray_icon=False,
            profiles=(
                Profile(name=LECTURE_PROFILE, one_way=DirectionSettings(source_language="fr")),
                Profile(name=WORK_CALL, mode=Mode.CALL),
                Profile(name=CONVERSATION, mode=Mode.TABLE),
            ),
        )
        with self._shell(settings) as (shell, controller):
            self._take_idle(shell, controller)
            self._take_states(shell, controller)
            self._take_sessions(shell, controller)
            self._take_dialogs(shell)
            self._take_first_run(shell)
            self._take_models(shell)
            self._take_listeners(shell)
            self._take_cloning(shell)
            self._take_history(shell)
            self._take_glossary(shell)
            self._take_files(shell)
            self._take_floating(shell, controller)
            self._take_overlay()
        return self._written

    @contextmanager
    def _shell(self, settings: Settings) -> Iterator[tuple[Shell, Controller]]:
        application = self._application
        shutil.rmtree(self._scratch, ignore_errors=True)
        paths = AppPaths(config=self._scratch, data=self._scratch, logs=self._scratch)
        translations = Translations(application)
        # The history says in the language of the window who spoke.
        translations.set_language(settings.appearance.language)
        fill_history(paths.history)
        background = Background(application)
        store = open_store()
        with suppress(OSError):
            # The check-up looks for models beside the settings.
            paths.models.symlink_to(store.root, target_is_directory=True)
        controller = Controller(
            application,
            paths=paths,
            store=store,
            backend=ReplayBackend(store),
            preferences=Preferences(SettingsFile(paths.settings), settings, application),
            background=background,
            devices=DeviceList(
                background, lister=list_devices, guide=lambda _: GUIDES, parent=application
            ),
            keys=GlobalKeys(KeySystem.X11, application),
            updates=Updates(paths.update_check, application),
        )
        shell = Shell(application, controller, ApplicationTheme(application), translations)
        shell.open()
        try:
            yield shell, controller
        finally:
            shell.close()
            shell.window.close()
            shell.window.deleteLater()
            shell.deleteLater()
            translations.set_language("en")
            _process()

    def _take_idle(self, shell: Shell, controller: Controller) -> None:
        shell.window.resize(fitting(self._size, shell.window))
        # The voices are read on a thread of their own.
        _wait(lambda: bool(controller.library.contents.voices_of("en")))
        self._take("idle", shell.window, longest_s=_SECONDS_S)
        notices = controller.notices
        notices.post(Notice(key="note", text=user_text(Message(Code.ECHO_GONE))))
        notices.warn("warning", user_text(Message(Code.EFFORT_CAPTIONS_ONLY)))
        notices.fail("error", user_text(Message(Code.DEVICE_LOST, device="USB headset")))
        self._take("notices", shell.window, longest_s=_SECONDS_S)
        controller.notices.clear()
        _process()

    def _take_states(self, shell: Shell, controller: Controller) -> None:
        """What is seen for a while, or after a click: no session runs."""
        window, session, preferences = shell.window, controller.session, controller.preferences
        before = preferences.settings
        folds = [
            button
            for button in window.findChildren(QToolButton)
            if button.property("kind") == "fold" and button.isVisible()
        ]
        for fold in folds:
            fold.click()
        direction = replace(preferences.profile.one_way, source_kind=SourceKind.SYSTEM_AUDIO)
        preferences.change_direction(0, direction)
        self._take("unfolded", window)
        self._take_list("languages", window.languages.target_box)
        self._take_list("engines", window.languages.engine_box)
        session.set_state(SessionState.LOADING)
        session.set_loading(LOADING)
        self._take("loading", window)
        # All that may stand beside the meters at once.
        preferences.change(replace(before, appearance=replace(before.appearance, shows_clock=True)))
        direction = replace(
            direction,
            source_kind=SourceKind.FILE,
            source_file="/" + str(JOBS[2].path),
            hold_to_translate=True,
        )
        preferences.change_direction(0, direction)
        session.set_state(SessionState.RUNNING)
        session.set_readings([LATE], running_s=LECTURE_S)
        _still(window, longest_s=_SECONDS_S)
        window.transport.wall_clock.show_time(_TIME)
        self._keep("late", window)
        session.set_readings([], running_s=0)
        session.set_state(SessionState.IDLE)
        preferences.change(replace(before, profile=WORK_CALL))
        window.tabs.setCurrentIndex(1)
        self._take("incoming", window)
        window.tabs.setCurrentIndex(0)
        preferences.change(before)
        for fold in folds:
            fold.click()
        _process()

    def _take_list(self, name: str, box: QComboBox) -> None:
        box.showPopup()
        self._take(f"list-{name}", box.view().window())
        box.hidePopup()
        _process()

    def _take_texts(self, pane: CaptionPane) -> None:
        """The search in captions, their menu, and the dialog that corrects them."""
        pane.tools.search.click()
        for line in pane.findChildren(QLineEdit):
            line.setText("the")
        self._take("search", pane.window(), longest_s=_SECONDS_S)
        for bar in pane.findChildren(SearchBar):
            bar.dismiss()
        view = pane.view
        cursor = view.textCursor()
        cursor.movePosition(cursor.MoveOperation.Start)
        cursor.movePosition(cursor.MoveOperation.NextBlock)
        cursor.select(cursor.SelectionType.WordUnderCursor)
        view.setTextCursor(cursor)
        menu = view.menu_at(view.cursorRect().center())
        menu.show()
        self._take("menu", menu)
        menu.close()
        menu.deleteLater()
        cursor.clearSelection()
        view.setTextCursor(cursor)
        chosen = Selection(row=0, is_target=True, start=0, words="Fisikella")
        dialog = CorrectionDialog(chosen, count=3, teaches=True, parent=pane)
        dialog.show()
        self._take("correction", dialog)
        dialog.close()

    def _take_question(self, name: str, parent: QWidget) -> None:
        """The question that was just asked over a window, which is dismissed."""
        for question in parent.findChildren(QDialog):
            if question.isVisible() and isinstance(question, QMessageBox | QInputDialog):
                self._take(f"question-{name}", question)
                question.reject()
        _process()

    def _take_sessions(self, shell: Shell, controller: Controller) -> None:
        preferences = controller.preferences
        before = preferences.settings.history
        # What is replayed stands in the history already.
        preferences.change(replace(preferences.settings, history=replace(before, keeps_text=False)))
        for name, profile, seconds in (
            ("lecture", LECTURE_PROFILE, LECTURE_S),
            ("call", WORK_CALL, CALL_S),
            ("table", CONVERSATION, CALL_S),
        ):
            preferences.change(
                replace(preferences.settings, profile=profile, shows_type_line=profile == WORK_CALL)
            )
            shell.window.resize(fitting(self._size, shell.window))
            controller.start_or_stop()
            _wait(lambda: controller.captions.rowCount() > 0)
            _still(shell.window, longest_s=_SECONDS_S)
            # The clock of the recording, which was played in a moment.
            shell.window.transport.show_time(seconds)
            self._keep(name, shell.window)
            if name == "lecture":
                self._take_texts(shell.window.captions)
            # The second time at once.
            for _ in range(2):
                if controller.session.is_active:
                    controller.start_or_stop()
            _wait(lambda: controller.session.state is SessionState.IDLE)
            controller.captions.clear()
        preferences.change(replace(preferences.settings, history=before))

    def _take_dialogs(self, shell: Shell) -> None:
        settings = shell.open_settings()
        for tabs in settings.findChildren(QTabWidget):
            for number in range(tabs.count()):
                tabs.setCurrentIndex(number)
                self._take(f"settings-{number + 1}", settings)
                for bar in settings.findChildren(QScrollBar):
                    if bar.isVisible() and bar.maximum() > 0:
                        bar.setValue(bar.maximum())
                        self._take(f"settings-{number + 1}-end", settings)
        if isinstance(settings, SettingsDialog):
            settings.profiles.copy_profile.click()
            self._take_question("profile", settings)
            settings.profiles.delete_profile.click()
            self._take_question("delete-profile", settings)
        settings.close()
        doctor = shell.open_doctor()
        if isinstance(doctor, DoctorDialog):
            # Installed models are tried.
            _wait(doctor.again_button.isEnabled, longest_s=_CHECKUP_S)
        self._take("check-up", doctor)
        doctor.close()
        _process()
        if (engine := shell.open_engine("openai")) is not None:
            self._take("engine", engine)
            engine.close()
            _process()

    def _take_first_run(self, shell: Shell) -> None:
        preferences = shell.controller.preferences
        preferences.change(replace(preferences.settings, profile=LECTURE_PROFILE))
        controller = shell.controller
        background = Background(self._application)
        dialog = FirstRun(
            SoundCheck(background, open_source=lambda _: Microphone()),
            preferences=preferences,
            devices=controller.devices,
            engines=controller.engines,
            library=controller.library,
            installer=controller.installer,
            theme=shell.theme,
            parent=shell.window,
        )
        dialog.open()
        dialog.mode.buttons[-1].click()
        self._take("first-run-table", dialog)
        dialog.mode.buttons[0].click()
        for number in range(dialog.pages.count()):
            self._take(f"first-run-{number + 1}", dialog, longest_s=_SECONDS_S)
            if number + 1 < dialog.pages.count():
                dialog.next_button.click()
        dialog.close()
        dialog.deleteLater()
        _process()

    def _take_models(self, shell: Shell) -> None:
        dialog = shell.open_packs()
        self._take("models", dialog)
        installer = shell.controller.installer
        installer.progressed.emit(INSTALLING)
        self._take("models-installing", dialog)
        installer.failed.emit(
            Message(
                Code.PACK_FILE_UNAVAILABLE,
                file="model.safetensors",
                pack=INSTALLING.title,
                reason="timed out",
            )
        )
        if isinstance(dialog, PacksDialog):
            dialog.level.buttons[1].click()
            self._take("models-all", dialog)
            # What can be tested is installed, and can be removed.
            for pack in list(dialog.tests)[:1]:
                dialog.buttons[pack].click()
                self._take_question("remove-model", dialog)
        dialog.close()
        _process()

    def _take_listeners(self, shell: Shell) -> None:
        """The page is open nowhere: an address of this computer is no picture of anybody's."""
        background = Background(self._application)
        broadcast = Broadcast()
        listeners = Listeners(broadcast, background, opens=lambda _: ListenersPage())
        dialog = ListenersDialog(listeners, parent=shell.window)
        dialog.show()
        self._take("listeners-off", dialog)
        dialog.switch.click()
        _wait(lambda: bool(listeners.url))
        self._take("listeners", dialog)
        dialog.close()
        dialog.deleteLater()
        listeners.close()
        _process()

    def _take_cloning(self, shell: Shell) -> None:
        controller = shell.controller
        dialog = EnrolmentDialog(
            VoiceEnrolment(
                Cloner(),
                background=Background(self._application),
                preferences=controller.preferences,
                library=controller.library,
            ),
            devices=controller.devices,
            preferences=controller.preferences,
            theme=shell.theme,
            parent=shell.window,
        )
        dialog.show()
        _wait(lambda: bool(dialog.consent.clones.buttons))
        dialog.consent.person.setText("Ana Martins")
        dialog.consent.name.setText("Ana")
        self._take("clone-consent", dialog)
        dialog.consent.confirmation.setText(dialog.consent.wanted)
        dialog.next_button.click()
        dialog.recording.show_speech(LEAST_SPEECH_S, ())
        self._take("clone-recording", dialog)
        dialog.show_page(dialog.waiting)
        dialog.waiting.show_progress(PROGRESS)
        self._take("clone-waiting", dialog)
        dialog.outcome.show_result(enrolment())
        dialog.show_page(dialog.outcome)
        self._take("clone-result", dialog)
        dialog.close()
        dialog.deleteLater()
        _process()

    def _take_glossary(self, shell: Shell) -> None:
        glossaries = shell.controller.glossaries
        for entry in reversed(TERMS):
            glossaries.put(entry)
        dialog = shell.open_glossary()
        self._take("glossary", dialog)
        dialog.close()
        _process()
        term = shell.open_term("Fisichella")
        self._take("glossary-term", term)
        term.close()
        glossaries.remove(TERMS)
        _process()

    def _take_files(self, shell: Shell) -> None:
        """The queue, as it looks while one recording is worked on; nothing is translated."""
        dialog = shell.open_files()
        self._take("recordings-none", dialog)
        if isinstance(dialog, FilesDialog):
            dialog.show_jobs(JOBS)
        self._take("recordings", dialog)
        dialog.close()
        _process()

    def _take_floating(self, shell: Shell, controller: Controller) -> None:
        preferences = controller.preferences
        preferences.change(
            replace(
                preferences.settings,
                floats=True,
                profile=LECTURE_PROFILE,
                history=replace(preferences.settings.history, keeps_text=False),
            )
        )
        direction = preferences.profile.one_way
        preferences.change_direction(0, replace(direction, other_target="de"))
        controller.start_or_stop()
        _wait(lambda: controller.captions.rowCount() > 0)
        floating = shell.floating
        _still(floating, longest_s=_SECONDS_S)
        floating.clock.show_time(_TIME)
        self._keep("floating", floating)
        for _ in range(2):
            if controller.session.is_active:
                controller.start_or_stop()
        _wait(lambda: controller.session.state is SessionState.IDLE)
        preferences.change(replace(preferences.settings, floats=False))

    def _take_history(self, shell: Shell) -> None:
        window = shell.open_history()
        pane = window.findChild(CaptionPane)
        # The history is read on a thread of its own.
        _wait(lambda: pane is None or pane.model.rowCount() > 0)
        self._take("history", window)
        if isinstance(window, HistoryWindow):
            window.delete_button.click()
            self._take_question("delete-session", window)
        window.close()
        _process()

    def _take_overlay(self) -> None:
        clock = _Clock()
        for name, stream, shown, is_locked in (
            ("overlay", LECTURE, Shown.TARGET, True),
            ("overlay-both", CALL_FAR, Shown.BOTH, False),
        ):
            width, height = _OVERLAY_SIZE
            settings = OverlaySettings(
                is_visible=True,
                is_locked=is_locked,
                shown=shown,
                font_px=34 if shown is Shown.TARGET else 26,
                place=OverlayPlace(width=width, height=height),
            )
            overlay = CaptionOverlay(settings, clock=clock)
            overlay.set_reduced_motion(is_reduced=True)
            _play(stream, overlay, clock)
            self._keep(name, overlay, _over_a_desktop(overlay))
            if not is_locked:
                self._take_overlay_menu(overlay)
            overlay.hide()
            overlay.deleteLater()
        audience = AudienceWindow(OverlaySettings(), clock=clock)
        audience.canvas.set_moves(moves=False)
        audience.resize(fitting(QSize(*_AUDIENCE_SIZE), audience))
        audience.show()
        _process()
        audience.set_settings(OverlaySettings())
        _play(LECTURE, audience.canvas, clock)
        self._keep("audience", audience)
        audience.hide()
        audience.deleteLater()
        _process()

    def _take_overlay_menu(self, overlay: CaptionOverlay) -> None:
        menu = QMenu(overlay)
        menu.addActions(overlay.actions())
        menu.show()
        self._take("overlay-menu", menu)
        menu.close()

    def _take(self, name: str, widget: QWidget, *, longest_s: float = _LONGEST_S) -> None:
        """Take a picture of a widget once it has not changed for a while."""
        self._keep(name, widget, _still(widget, longest_s=longest_s))

    def _keep(self, name: str, widget: QWidget, image: QImage | None = None) -> None:
        """Take a picture as it is now, unless there is one, and see whether all fits."""
        path = self._folder / f"{name}-{self._suffix}.png"
        few_colours(image or _picture(widget)).save(str(path), quality=0)
        self._written.append(path)
        self.faults += [f"{path.stem}: {fault}" for fault in misfits(widget)]


class _Clock:
    """Seconds of the recording."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def _process() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    QCoreApplication.sendPostedEvents(None, 0)


def _wait(is_so: Callable[[], bool], *, longest_s: float = _LONGEST_S) -> None:
    """Let the windows live until something is so.

    Raises:
        TimeoutError: it never was.
    """
    ends_s = time.monotonic() + longest_s
    while not is_so():
        if time.monotonic() > ends_s:
            raise TimeoutError("a window did not come to show what its picture is of")
        _process()


def _picture(widget: QWidget) -> QImage:
    return _over(widget, widget.palette().color(QPalette.ColorRole.Window))


def _still(widget: QWidget, *, longest_s: float = _LONGEST_S) -> QImage:
    """A picture of a widget that has not changed for a while."""
    ends_s = time.monotonic() + longest_s
    image = _picture(widget)
    since_s = time.monotonic()
    while time.monotonic() < min(ends_s, since_s + _STILL_S):
        _process()
        now = _picture(widget)
        if now != image:
            image, since_s = now, time.monotonic()
    return image


def _play(stream: RecordedStream, canvas: CaptionOverlay | CaptionCanvas, clock: _Clock) -> None:
    """Let captions roll as they did while the recording was heard."""
    until_s = LECTURE_S if stream is LECTURE else CALL_S - CALL_FAR_STARTS_S
    drawn = canvas.canvas if isinstance(canvas, CaptionOverlay) else canvas
    began_s = clock.now_s
    for event in delayed_events(stream, 0.0, until_s=until_s):
        clock.now_s = began_s + event.heard / SOURCE_RATE_HZ
        canvas.handle(event)
        drawn.refresh()
    _process()


def _over_a_desktop(overlay: CaptionOverlay) -> QImage:
    """The overlay as it looks above something else."""
    return _over(overlay, QColor(_DESKTOP))


def _over(widget: QWidget, ground: QColor) -> QImage:
    """A widget as its screen shows it, with a colour behind it where it is clear."""
    drawn = widget.grab()
    image = QImage(drawn.size(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(drawn.devicePixelRatio())
    image.fill(ground)
    painter = QPainter(image)
    painter.drawPixmap(QPoint(0, 0), drawn)
    painter.end()
    return image
