"""Unexpected errors: written to a report file and shown in one dialog; the window goes on."""

import logging
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from app.theme.theme import show_sign
from app.threads import CallBridge

_log = logging.getLogger(__name__)
_MOST_REPORTS: Final = 20
"""A fault that repeats in a timer must not fill the disk."""

_PACKAGES: Final = ("dragoman", "PySide6-Essentials", "onnxruntime", "numpy", "sounddevice")
Fault: TypeAlias = BaseException
ShowReport: TypeAlias = Callable[[Path | None, str], None]
"""Shows a report file, None where it could not be written, and the fault in a line."""


class CrashReporter:
    """Reports errors that reach the top of any thread.

    Args:
        folder: where reports go; it need not exist.
        calls: brings the dialog into the window's thread.
        show: shows a report; a dialog if None.
    """

    def __init__(self, folder: Path, calls: CallBridge, *, show: ShowReport | None = None) -> None:
        self._folder = folder
        self._calls = calls
        self._show = show or self._show_dialog
        self._dialog: QMessageBox | None = None
        self._written = 0
        self._lock = threading.Lock()

    def install(self) -> None:
        """Install the interpreter's hooks; `remove` restores them."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Restore the hooks."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, fault: Fault) -> Path | None:
        """Write a report and show it; from any thread.

        Returns:
            The file, or None where there are enough of them or it cannot be written.
        """
        _log.error("unexpected error", exc_info=fault)
        with self._lock:
            self._written += 1
            number = self._written
        path = None
        if number <= _MOST_REPORTS:
            path = self._folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{number}.txt"
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                path.write_text(describe(fault), encoding="utf-8")
            except OSError:
                path = None
        summary = f"{type(fault).__name__}: {fault}"
        self._calls.post(lambda: self._show(path, summary))
        return path

    def _on_exception(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        self.report(fault.with_traceback(trace))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            self.report(arguments.exc_value)

    def _show_dialog(self, path: Path | None, summary: str) -> None:
        if self._dialog is not None:
            return  # one dialog is enough: the others are in their files
        translate = QCoreApplication.translate
        dialog = QMessageBox(QApplication.activeWindow())
        show_sign(dialog, "warning")
        dialog.setWindowTitle(translate("CrashReporter", "Something went wrong"))
        dialog.setText(
            translate(
                "CrashReporter",
                "An unexpected error occurred. You can go on working.",
            )
        )
        where = (
            translate("CrashReporter", "A report is in {file}. It contains nothing that was said.")
            if path is not None
            else translate("CrashReporter", "A report could not be written.")
        )
        dialog.setInformativeText(f"{summary}\n\n{where.format(file=path)}")
        if path is not None:
            folder = dialog.addButton(
                translate("CrashReporter", "Open the report"), QMessageBox.ButtonRole.ActionRole
            )
            folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        dialog.addButton(QMessageBox.StandardButton.Close)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None


def describe(fault: Fault) -> str:
    """The content of a report: versions, threads and the traceback, and no speech content."""
    versions = [f"{name} {_version(name)}" for name in _PACKAGES]
    threads = ", ".join(sorted(thread.name for thread in threading.enumerate()))
    return "\n".join(
        (
            time.strftime("%Y-%m-%d %H:%M:%S"),
            f"Python {platform.python_version()} on {platform.platform()}",
            ", ".join(versions),
            f"threads: {threads}",
            "",
            "".join(traceback.format_exception(fault)),
        )
    )


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "(not installed)"
