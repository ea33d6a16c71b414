"""Takes pictures of every window, in both themes and two languages.

    python -m app.workshop.screenshots FOLDER
    python -m app.workshop.screenshots FOLDER --all     all languages, sizes and scales

The windows are the program's own and run on recorded sessions of the real engine; neither a
screen nor a microphone is needed. What does not fit on a picture is said, and makes the exit
status 1.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QSize, QTime
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QWidget

from app.captions.pane import CaptionPane
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
    Theme,
)
from app.settings import LECTURE as LECTURE_PROFILE
from app.settings_file import SettingsFile
from app.shell import Shell
from app.theme.theme import ApplicationTheme
from app.threads import Background
from app.translations import INTERFACE_LANGUAGES, Translations
from app.viewmodels.devices import DeviceList
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.listeners import Listeners
from app.viewmodels.notices import Notice
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionState
from app.viewmodels.updates import Updates
from app.viewmodels.voices import VoiceEnrolment
from app.windows.doctor import DoctorDialog
from app.windows.enrolment import EnrolmentDialog
from app.windows.files import FilesDialog
from app.windows.first_run import FirstRun
from app.windows.listeners import ListenersDialog
from app.workshop.fit import misfits
from app.workshop.recording import CALL_FAR, LECTURE, RecordedStream
from app.workshop.replay import CALL_FAR_STARTS_S, CALL_S, LECTURE_S, ReplayBackend, delayed_events
from app.workshop.scenes import (
    GUIDES,
    JOBS,
    PROGRESS,
    TERMS,
    Cloner,
    ListenersPage,
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
_SIZE: Final = (1180, 760)
_SCREEN: Final = (1920, 1080)
"""Of the usual pictures; in those of another size, the screen is as large as the window."""
_SMALL_SIZES: Final = ((1366, 768), (1024, 600), (900, 500))
_SCALES: Final = ("1", "1.5", "2")
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
            self._take_sessions(shell, controller)
            self._take_dialogs(shell)
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
        shell.window.resize(self._size)
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
            shell.window.resize(self._size)
            controller.start_or_stop()
            _wait(lambda: controller.captions.rowCount() > 0)
            _still(shell.window, longest_s=_SECONDS_S)
            # The clock of the recording, which was played in a moment.
            shell.window.transport.show_time(seconds)
            self._keep(name, shell.window)
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
        settings.close()
        preferences = shell.controller.preferences
        preferences.change(replace(preferences.settings, profile=LECTURE_PROFILE))
        first_run = shell.open_first_run()
        for pages in first_run.findChildren(QStackedWidget):
            for number in range(pages.count()):
                self._take(f"first-run-{number + 1}", first_run)
                if isinstance(first_run, FirstRun) and number + 1 < pages.count():
                    first_run.next_button.click()
        first_run.close()
        _process()
        for name, open_dialog in (
            ("check-up", shell.open_doctor),
            ("models", shell.open_packs),
        ):
            dialog = open_dialog()
            if isinstance(dialog, DoctorDialog):
                # Installed models are tried.
                _wait(dialog.again_button.isEnabled, longest_s=_CHECKUP_S)
            self._take(name, dialog)
            dialog.close()
            _process()

        if (engine := shell.open_engine("openai")) is not None:
            self._take("engine", engine)
            engine.close()
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
            theme=ApplicationTheme(self._application),
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
            overlay.hide()
            overlay.deleteLater()
        audience = AudienceWindow(OverlaySettings(), clock=clock)
        audience.canvas.set_moves(moves=False)
        audience.resize(*_AUDIENCE_SIZE)
        audience.show()
        _process()
        audience.set_settings(OverlaySettings())
        _play(LECTURE, audience.canvas, clock)
        self._keep("audience", audience)
        audience.hide()
        audience.deleteLater()
        _process()

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
    return widget.grab().toImage()


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
    image = QImage(overlay.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(_DESKTOP))
    painter = QPainter(image)
    painter.drawPixmap(QPoint(0, 0), overlay.grab())
    painter.end()
    return image


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the windows are shown on.

    Attributes:
        size: of the main window, in pixels of the window.
        scale: pixels of the screen for each of those, as a number in words.
    """

    size: tuple[int, int] = _SIZE
    scale: str = "1"

    @classmethod
    def every(cls) -> "list[Surroundings]":
        """All that pictures are taken in."""
        return [cls(size, scale) for size in (_SIZE, *_SMALL_SIZES) for scale in _SCALES]

    @property
    def name(self) -> str:
        """Of a folder."""
        width, height = self.size
        return f"{width}x{height}@{self.scale}"

    def set_up(self, scratch: Path) -> None:
        """Have Qt show windows so, if it is to draw on no screen; before its application is made.

        Args:
            scratch: keeps what Qt reads.
        """
        os.environ["QT_SCALE_FACTOR"] = self.scale
        if os.environ.get("QT_QPA_PLATFORM", "offscreen") != "offscreen":
            return
        width, height = _SCREEN if self.size == _SIZE else self.size
        factor = float(self.scale)
        screen = {
            "name": "screen",
            "width": round(width * factor),
            "height": round(height * factor),
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        path = scratch / "screens.json"
        path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def _read_size(text: str) -> tuple[int, int]:
    """Read WIDTHxHEIGHT."""
    width, _, height = text.partition("x")
    return int(width), int(height)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app.workshop.screenshots",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Options may be given several times; with several sizes or scales, each has a "
        "folder of its own.",
    )
    parser.add_argument("folder", type=Path, help="is made where it is missing")
    parser.add_argument(
        "--language",
        action="append",
        choices=INTERFACE_LANGUAGES,
        help="of the interface (default: en and fr)",
    )
    parser.add_argument(
        "--theme",
        action="append",
        type=Theme,
        choices=(Theme.LIGHT, Theme.DARK),
        help="(default: both)",
    )
    parser.add_argument(
        "--size",
        action="append",
        type=_read_size,
        metavar="WIDTHxHEIGHT",
        help=f"of the main window and its screen (default: {_SIZE[0]}x{_SIZE[1]} on a larger one)",
    )
    parser.add_argument(
        "--scale", action="append", metavar="FACTOR", help="of the desktop, such as 1.5"
    )
    parser.add_argument("--all", action="store_true", help="every language, size and scale")
    return parser


def _photograph(
    surroundings: Surroundings, folder: Path, themes: list[Theme], languages: list[str]
) -> bool:
    """Take the pictures in some surroundings; returns whether all fits."""
    fits = True
    with tempfile.TemporaryDirectory() as scratch:
        surroundings.set_up(Path(scratch))
        application = QApplication([sys.argv[0]])
        application.setApplicationName("Dragoman")
        home = Path(scratch) / "home"
        photographer = Photographer(application, folder, home, size=QSize(*surroundings.size))
        for theme in themes:
            for language in languages:
                for path in photographer.take(theme, language):
                    sys.stdout.write(f"wrote {path}\n")
                for fault in photographer.faults:
                    fits = False
                    sys.stdout.write(f"fault {surroundings.name} {fault}\n")
                sys.stdout.flush()
    return fits


def main() -> int:
    """Take the pictures."""
    args = _parser().parse_args()
    languages = args.language or (list(INTERFACE_LANGUAGES) if args.all else ["en", "fr"])
    themes = args.theme or [Theme.LIGHT, Theme.DARK]
    wanted = Surroundings.every() if args.all else [Surroundings()]
    if args.size or args.scale:
        wanted = [
            Surroundings(size, scale)
            for size in args.size or [_SIZE]
            for scale in args.scale or ["1"]
        ]
    args.folder.mkdir(parents=True, exist_ok=True)
    if len(wanted) == 1:
        return 0 if _photograph(wanted[0], args.folder, themes, languages) else 1
    status = 0
    for surroundings in wanted:
        width, height = surroundings.size
        # Qt reads scale and screen once in the life of a process.
        command = [sys.executable, "-m", "app.workshop.screenshots"]
        command += [str(args.folder / surroundings.name), f"--size={width}x{height}"]
        command += [f"--scale={surroundings.scale}", *(f"--theme={theme}" for theme in themes)]
        command += [f"--language={language}" for language in languages]
        done = subprocess.run(command, check=False)  # noqa: S603 - this module
        status = max(status, done.returncode)
    return status


if __name__ == "__main__":
    sys.exit(main())
