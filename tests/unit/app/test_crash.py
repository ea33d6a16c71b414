"""What nobody caught: a report, one dialog, and life goes on."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.crash import CrashReporter
from app.threads import CallBridge


@pytest.fixture
def shown() -> list[tuple[Path | None, str]]:
    return []


@pytest.fixture
def reporter(
    qtbot: QtBot, tmp_path: Path, shown: list[tuple[Path | None, str]]
) -> Iterator[CrashReporter]:
    del qtbot
    calls = CallBridge()
    made = CrashReporter(
        tmp_path / "logs", calls, show=lambda path, what: shown.append((path, what))
    )
    made.install()
    yield made
    made.remove()


@pytest.mark.usefixtures("reporter")
def test_a_thread_that_fails_is_reported(
    qtbot: QtBot, shown: list[tuple[Path | None, str]]
) -> None:
    def fail() -> None:
        raise ValueError("broken inside")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown) == 1)
    path, summary = shown[0]
    assert summary == "ValueError: broken inside"
    assert path is not None
    content = path.read_text(encoding="utf-8")
    assert "in fail" in content
    assert "Python 3" in content


def test_a_slot_that_fails_is_reported_and_the_loop_lives_on(
    reporter: CrashReporter, qtbot: QtBot, shown: list[tuple[Path | None, str]]
) -> None:
    def fail() -> None:
        raise KeyError("slot")

    # pytest-qt has the hook while a test runs, to fail tests whose slots raise.
    reporter.install()
    QTimer.singleShot(0, fail)
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(0)
    qtbot.waitUntil(lambda: len(shown) == 1 and len(ticks) > 2)
    timer.stop()
    assert shown[0][1] == "KeyError: 'slot'"


def test_reports_end_where_a_fault_repeats(
    reporter: CrashReporter, qtbot: QtBot, tmp_path: Path, shown: list[tuple[Path | None, str]]
) -> None:
    paths = [reporter.report(ValueError(str(n))) for n in range(25)]
    assert sum(path is not None for path in paths) == 20
    assert len(list((tmp_path / "logs").iterdir())) == 20
    qtbot.waitUntil(lambda: len(shown) == 25)


def test_there_is_one_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    reporter = CrashReporter(tmp_path, CallBridge())
    for n in range(3):
        reporter.report(ValueError(f"number {n}"))

    def dialogs() -> list[QMessageBox]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    assert "number 0" in dialog.informativeText()
    assert str(tmp_path) in dialog.informativeText()
    dialog.close()
    qtbot.waitUntil(lambda: not dialogs())
    reporter.report(ValueError("another"))
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].close()
    qtbot.waitUntil(lambda: not dialogs())
