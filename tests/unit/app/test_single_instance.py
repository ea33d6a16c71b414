"""One Dragoman beside another."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QObject
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.single_instance import Claim, SingleInstance

_ROOT = Path(__file__).parents[3]

_OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.single_instance import SingleInstance

application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
instance.asked.connect(lambda token: print("asked", token, flush=True))
print(instance.claim({"XDG_ACTIVATION_TOKEN": "torch"}).name, flush=True)
if len(sys.argv) > 2:
    sys.stdin.readline()
application.exec() if instance._lock else None
"""


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[SingleInstance]:
    root = QObject(qapp)
    made = SingleInstance(tmp_path / "config", root)
    yield made
    made.close()


def other(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Another Dragoman, as far as this goes."""
    return subprocess.Popen(  # noqa: S603 - this project's own code
        [sys.executable, "-c", _OTHER, str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_one_shows_the_first_and_ends(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    assert first.claim({}) is Claim.FIRST
    with qtbot.waitSignal(first.asked, timeout=60_000) as asked:
        second = other(tmp_path / "config")
    assert asked.args == ["torch"]
    assert line(second) == "SHOWN"
    assert second.wait() == 0
    second.communicate()


def test_another_home_is_another_matter(first: SingleInstance, tmp_path: Path) -> None:
    assert first.claim({}) is Claim.FIRST
    elsewhere = SingleInstance(tmp_path / "another")
    assert elsewhere.claim({}) is Claim.FIRST
    elsewhere.close()


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_what_one_that_was_killed_leaves_behind_does_not_matter(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    killed = other(tmp_path / "config")
    assert line(killed) == "FIRST"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    # Its socket is still there, and nobody behind it.
    assert Path(QDir.tempPath(), first._name).exists()
    assert first.claim({}) is Claim.FIRST
    with qtbot.waitSignal(first.asked, timeout=60_000):
        third = other(tmp_path / "config")
    assert line(third) == "SHOWN"
    third.communicate()


def test_one_that_hangs_is_not_written_over(first: SingleInstance, tmp_path: Path) -> None:
    # It holds its place and sits in something else.
    hanging = other(tmp_path / "config", "hang")
    try:
        assert line(hanging) == "FIRST"
        assert first.claim({}, patience_s=0.2) is Claim.UNANSWERED
    finally:
        end(hanging)
    assert first.claim({}) is Claim.FIRST


def test_one_that_is_about_to_end_is_waited_for(first: SingleInstance, tmp_path: Path) -> None:
    ending = other(tmp_path / "config", "hang")
    assert line(ending) == "FIRST"
    ending.kill()
    assert first.claim({}, patience_s=60.0) is Claim.FIRST
    ending.communicate()


def test_rubbish_is_not_answered(qtbot: QtBot, first: SingleInstance) -> None:
    assert first.claim({}) is Claim.FIRST
    heard: list[str] = []
    first.asked.connect(heard.append)
    for rubbish in (b"hello\n", b"x" * 10_000):
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        assert socket.waitForConnected()
        with qtbot.waitSignal(socket.disconnected):
            socket.write(rubbish)
    assert heard == []


def test_where_no_lock_can_be_written_it_starts_all_the_same(qapp: QApplication) -> None:
    del qapp
    instance = SingleInstance(Path(os.devnull) / "config")
    assert instance.claim({}) is Claim.FIRST
    instance.close()
