"""Opens the window, in this order.

1. faulthandler, so that a crash in compiled code leaves a trace in the log folder
2. the log file; nothing that is spoken goes into it
3. a short switch interval: the window waits for the inference thread at most a millisecond a time
4. QApplication; from here on garbage is collected in this thread alone; where another Dragoman of
   this user runs, that one is shown and this one ends
5. settings, before anything is shown in a theme or a language
6. hooks for unexpected errors, theme, language
7. the window; only then devices, voices and packs are looked up, each on a thread of its own.
   Models are loaded when a session starts.
"""

import contextlib
import faulthandler
import logging
import logging.handlers
import os
import signal
import sys
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.backend import EngineBackend
from app.controller import Controller
from app.crash import CrashReporter
from app.keys.system import KeySystem, key_system
from app.messages import user_text
from app.paths import AppPaths
from app.settings import Settings
from app.settings_file import SettingsError, SettingsFile
from app.shell import Shell
from app.single_instance import Claim, SingleInstance
from app.theme.icons import application_icon
from app.theme.theme import ApplicationTheme
from app.threads import Background, CallBridge, GarbageCollector
from app.translations import Translations
from app.viewmodels.devices import DeviceList
from app.viewmodels.glossary import profile_glossary
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.preferences import Preferences
from app.viewmodels.updates import Updates, releases_address
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.service.broadcast import Broadcast

_log = logging.getLogger(__name__)

_LOG_BYTES: Final = 1_000_000
SWITCH_S: Final = 0.001
_SIGNAL_MS: Final = 300


def run_window(environment: Mapping[str, str]) -> int:
    """Open the window and return when it was closed.

    Returns:
        The exit code.

    Raises:
        CatalogueError: a catalogue that ships with Dragoman is damaged.
    """
    paths = AppPaths.of_user(environment)
    _open_log(paths.logs)
    sys.setswitchinterval(SWITCH_S)
    application = QApplication([sys.argv[0]])
    GarbageCollector(application)
    application.setApplicationName("Dragoman")
    application.setDesktopFileName("dragoman")
    application.setWindowIcon(application_icon())
    instance = SingleInstance(paths.config, application)
    claim = instance.claim(environment)
    if claim is not Claim.FIRST:
        return _give_way(application, claim)
    file = SettingsFile(paths.settings)
    problem = ""
    try:
        settings, unknown = file.load(QLocale.system().name().partition("_")[0])
        for line in unknown:
            _log.warning("settings: %s", line)
    except SettingsError as error:
        settings, problem = Settings(), user_text(error.message)
    store = PackStore(paths.models, Catalogue.shipped())
    crashes = CrashReporter(paths.logs, CallBridge(application))
    crashes.install()
    try:
        controller = make_controller(
            application,
            paths=paths,
            store=store,
            file=file,
            settings=settings,
            keys=key_system(sys.platform, environment),
        )
        shell = Shell(
            application, controller, ApplicationTheme(application), Translations(application)
        )
        # Python sees signals only while it runs: the timer lets it, even in an idle window.
        timer = QTimer(application)
        timer.start(_SIGNAL_MS)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: shell.finish_and_quit())
        instance.asked.connect(shell.show_window)
        shell.open(problem)
        _log.info("entering the main loop")
        status = application.exec()
        shell.close()
        # Only now may another one write.
        instance.close()
    finally:
        crashes.remove()
    if threading.active_count() > 1:
        # A session that did not end, or a look for devices or packs that is still under way. At a
        # regular exit, CPython would end the thread inside compiled code, whose C++ then aborts
        # the process (https://github.com/python/cpython/issues/87135), or it would meet a Qt that
        # is gone.
        logging.shutdown()
        os._exit(status)
    return status


def make_controller(
    application: QApplication,
    *,
    paths: AppPaths,
    store: PackStore,
    file: SettingsFile,
    settings: Settings,
    keys: KeySystem = KeySystem.NONE,
) -> Controller:
    """Make the controller over the real engine.

    Args:
        application: owns it.
        paths: the user's folders.
        store: the installed packs.
        file: where settings are saved.
        settings: what the user has chosen.
        keys: the system's way to global shortcuts.
    """
    background = Background(application)
    preferences = Preferences(file, settings, application)
    broadcast = Broadcast()
    return Controller(
        application,
        paths=paths,
        store=store,
        backend=EngineBackend(
            store,
            device=lambda: preferences.settings.device,
            broadcast=broadcast,
            glossary_of=partial(profile_glossary, paths.glossaries),
        ),
        preferences=preferences,
        background=background,
        devices=DeviceList(background, parent=application),
        keys=GlobalKeys(keys, application),
        broadcast=broadcast,
        updates=Updates(paths.update_check, application, address=releases_address()),
    )


def _give_way(application: QApplication, claim: Claim) -> int:
    """End beside another Dragoman; show an error where that one did not answer."""
    if claim is Claim.SHOWN:
        return 0
    Translations(application).set_language(None)
    QMessageBox.critical(
        None,
        "Dragoman",
        QCoreApplication.translate(
            "Boot", "Dragoman is already running but doesn't respond. Quit it, then start it again."
        ),
    )
    return 1


def _open_log(folder: Path) -> None:
    """Write a log where that is possible; without one the window works all the same."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "dragoman.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s")
        )
        logging.getLogger().addHandler(handler)
        logging.getLogger().setLevel(logging.INFO)
        # Open for as long as the process lives.
        faulthandler.enable((folder / "faults.log").open("a", encoding="utf-8"))
