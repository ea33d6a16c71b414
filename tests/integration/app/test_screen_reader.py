"""Every window as a screen reader gets it over AT-SPI: a real bus, a real X server."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.settings import WORK_CALL
from app.shell import Shell
from tests.unit.app.conftest import World, world
from tests.unit.app.windows.test_accessibility import dialogs_of, shell

__all__ = ["shell", "world"]

_INSIDE: Final = "DRAGOMAN_TEST_ATSPI"
_PYTHON: Final = "/usr/bin/python3"
_WALK: Final = Path(__file__).parents[2] / "helpers" / "atspi_walk.py"
_PARTS: Final = "gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_WALK_MS: Final = 120_000


def _why_not() -> str | None:
    if any(shutil.which(name) is None for name in ("Xvfb", "dbus-run-session")) or (
        not Path(_PYTHON).exists()
        or subprocess.run(  # noqa: S603 - the system's own
            [_PYTHON, "-c", f"import gi; {_PARTS}"], capture_output=True, check=False
        ).returncode
    ):
        return "needs `apt install xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0`"
    return None


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees; gives its name."""
    program = shutil.which("Xvfb")
    assert program is not None
    read, write = os.pipe()
    server = subprocess.Popen(  # noqa: S603 - the path is the system's own
        [program, "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.slow
@pytest.mark.skipif(_INSIDE in os.environ, reason="this one starts the other")
def test_a_screen_reader_finds_a_name_on_every_control() -> None:
    why_not = _why_not()
    if why_not is not None:
        pytest.skip(why_not)
    bus = shutil.which("dbus-run-session")
    assert bus is not None
    with _screen() as display:
        done = subprocess.run(  # noqa: S603 - the path is the system's own
            [
                *(bus, "--", sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
                *(__file__, "-k", "test_inside", "--timeout", "400"),
            ],
            cwd=Path(__file__).parents[3],
            env={
                **os.environ,
                _INSIDE: "1",
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "2 passed" in done.stdout


def _walk(qtbot: QtBot) -> tuple[int, list[str]]:
    """What a screen reader finds in the windows that are shown now."""
    walk = subprocess.Popen(  # noqa: S603 - a file of these tests
        [_PYTHON, str(_WALK), str(os.getpid())], stdout=subprocess.PIPE, text=True
    )
    # The windows answer meanwhile.
    qtbot.waitUntil(lambda: walk.poll() is not None, timeout=_WALK_MS)
    assert walk.stdout is not None
    with walk.stdout:
        found = json.loads(walk.stdout.read())
    return found["controls"], found["nameless"]


@pytest.mark.skipif(_INSIDE not in os.environ, reason="runs on a bus of its own")
def test_inside_every_control_has_a_name(qtbot: QtBot, shell: Shell, world: World) -> None:
    world.controller.notices.fail("x", "Nothing works.")
    world.controller.files.add([Path("talk.mp3")])
    world.change(target_language="pt")
    shell.toggle_overlay()
    shell.floating_action.trigger()
    qtbot.waitExposed(shell.window)
    qtbot.wait(500)
    controls = 0
    while controls == 0:
        # Windows come to the bus once somebody has asked for it; the test's own limit ends this.
        qtbot.wait(500)
        controls, nameless = _walk(qtbot)
    assert controls > 25
    assert nameless == []
    settings = world.preferences.settings
    world.preferences.change(settings.with_current(settings.current))
    world.preferences.change(type(settings)(is_set_up=True, profile=WORK_CALL))
    found = []
    for open_dialog in dialogs_of(shell):
        dialog = open_dialog()
        assert dialog is not None
        qtbot.wait(300)
        seen, nameless = _walk(qtbot)
        assert seen > controls / 2
        found += nameless
        dialog.close()
    assert found == []
    qtbot.waitUntil(lambda: not world.controller.checkup.is_running, timeout=20_000)


@pytest.mark.skipif(_INSIDE not in os.environ, reason="runs on a bus of its own")
def test_inside_a_nameless_control_is_found(qtbot: QtBot, world: World) -> None:
    del world
    dialog = QDialog()
    dialog.setWindowTitle("Dialog")
    qtbot.addWidget(dialog)
    QPushButton(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.wait(500)
    controls = 0
    while controls == 0:
        qtbot.wait(500)
        controls, nameless = _walk(qtbot)
    assert len(nameless) == 1
