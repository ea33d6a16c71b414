"""Slow work of the window: on a thread of its own, with the result brought back."""

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from app.bridge import CallBridge
from engine.errors import EngineError

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


class Background(QObject):
    """Runs work off the window's thread; lives in that thread.

    Threads are daemons: the program ends without waiting for a download or a slow device.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = CallBridge(self)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run in the window's thread; from any thread."""
        self._calls.post(call)

    def run(
        self,
        work: Callable[[], _Result],
        *,
        done: Callable[[_Result], None],
        failed: Callable[[str], None],
    ) -> None:
        """Do `work` on a thread, then call one of the two in the window's thread.

        Args:
            work: touches nothing of the window.
            done: gets the result.
            failed: gets a message for the user. What is no EngineError also goes to the hook
                for unexpected errors.
        """

        def run() -> None:
            try:
                result = work()
            except EngineError as error:
                message = str(error)
                self._calls.post(lambda: failed(message))
            except Exception as error:
                message = f"{type(error).__name__}: {error}"
                self._calls.post(lambda: failed(message))
                raise
            else:
                self._calls.post(lambda: done(result))

        threading.Thread(target=run, name="background", daemon=True).start()
