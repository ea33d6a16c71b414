"""What tests share: the starter pack, installed once."""

import ctypes
import gc
import hashlib
import os
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import platformdirs
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.threads import collect_due
from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP
from engine.packs.store import PackState, PackStore
from tests.helpers.pulse import PulseServer, pulse_server

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator


# Windows of tests need no screen, and open on nobody's. Set before Qt looks.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ROOT = Path(__file__).parent.parent
_OTHER_INSTALLER_S = 1800.0

_INSTALL = """
import sys
from pathlib import Path
from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP
from engine.packs.install import Installer
from engine.packs.store import PackStore
store = PackStore(Path(sys.argv[1]), Catalogue.shipped())
Installer(store).install([STARTER_GROUP], wait_s=float(sys.argv[2]))
"""

# How long an example takes says nothing on a machine that is busy with other work.
hypothesis.settings.register_profile(
    "dragoman", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("dragoman")

# Nor how long a window takes.
for _wait in ("waitSignal", "waitUntil"):
    vars(QtBot)[_wait].__kwdefaults__["timeout"] = 60_000


def _add_and_keep(bot: QtBot, widget: QWidget, **options: Any) -> None:
    """Keep a window until pytest-qt destroys it.

    What is destroyed within it may hold the last reference to it (a slot that is a closure);
    PySide would then destroy both twice.
    """
    widget.destroyed.connect(lambda: widget)
    _add_widget(bot, widget, **options)


_add_widget = QtBot.addWidget
setattr(QtBot, "addWidget", _add_and_keep)  # noqa: B010 - a type checker allows no other way

# As in the program: garbage of windows is collected in their thread and while Qt does nothing.
gc.disable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `--dist loadgroup`, leave all that loads models to one process: they take memory."""
    if config.getoption("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - only where it is installed

    scheduler = LoadFileScheduling(config, log)
    file_of = scheduler._split_scope

    def scope(nodeid: str) -> str:
        file: str = file_of(nodeid)
        return "models" if _loads_models(file) else file

    scheduler._split_scope = scope
    return scheduler


@cache
def _loads_models(file: str) -> bool:
    return "pytest.mark.models" in (_ROOT / file).read_text(encoding="utf-8")


def pytest_collection_finish() -> None:
    """Let later collections pass over modules and tests, which live as long as the process."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> "Generator[None, object, object]":
    """Collect between tests, when nothing holds on to what the last one made."""
    done = yield
    _release_keys()
    # Windows that were closed are destroyed now, and not in the event loop of another test.
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()
    is_last = nextitem is None or nextitem.path != item.path
    if is_last:
        gc.collect()
    if is_last or item.get_closest_marker("models") is not None:
        _give_memory_back()
    return done


def _release_keys() -> None:
    """Let go of the modifiers of the last simulated key; Qt would hold them for the next test."""
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)


def _give_memory_back() -> None:
    """Hand what models leave behind to the system; glibc would keep it for the next one."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)


@pytest.fixture(scope="session")
def packs(pytestconfig: pytest.Config) -> PackStore:
    """The starter pack, made by the real installer in a cache that outlives the run."""
    store = PackStore(_cache_folder() / "models", Catalogue.shipped())
    started_s = time.monotonic()
    stamp = store.root / "converters.sha256"
    fingerprint = _converters_fingerprint()
    if not stamp.is_file() or stamp.read_text() != fingerprint:
        # The converters' code has changed: tests are to meet what it makes now.
        for pack in store.catalogue.packs:
            if pack.converter != "copy" and store.state(pack.id) is not PackState.MISSING:
                store.remove(pack.id)
    missing = [
        pack
        for pack in store.catalogue.resolve([STARTER_GROUP])
        if store.state(pack.id) is not PackState.INSTALLED
    ]
    if missing:
        # Conversion takes memory that the allocator never gives back; a process of its own does.
        command = [sys.executable, "-c", _INSTALL, str(store.root), str(_OTHER_INSTALLER_S)]
        subprocess.run(command, check=True, cwd=_ROOT)  # noqa: S603
    stamp.write_text(fingerprint)
    took_s = time.monotonic() - started_s
    what = f"installed {len(missing)} packs" if missing else "all there"
    _tell(pytestconfig, f"starter pack: {what} in {took_s:.1f} s ({store.root})")
    return store


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> "Iterator[QApplication]":
    """The application of all tests of windows, whose clipboard is empty in the end.

    WORKAROUND: without a screen, what was copied is destroyed when the process exits, after
    Python has ended; what was made in Python (QMimeData) then takes the process with it.
    """
    yield qapp
    qapp.clipboard().clear()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[PulseServer]":
    """A sound server of the test's own, which this process uses."""
    folder = tmp_path / "pulse"
    folder.mkdir()
    with pulse_server(folder) as running:
        monkeypatch.setenv("PULSE_SERVER", running.address)
        yield running


def _cache_folder() -> Path:
    if folder := os.environ.get("DRAGOMAN_TEST_CACHE"):
        return Path(folder)
    return platformdirs.user_cache_path("dragoman-tests", appauthor=False)


def _converters_fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_ROOT.glob("engine/packs/convert/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _tell(config: pytest.Config, text: str) -> None:
    """Print a line that pytest does not capture."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    capture = config.pluginmanager.get_plugin("capturemanager")
    if reporter is not None and capture is not None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\n{text}")
