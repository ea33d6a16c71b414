"""Slow work of the window: on a thread of its own, with the result brought back."""

import itertools
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from app.bridge import CallBridge
from engine.errors import EngineError

_Result = TypeVar("_Result")


class Background(QObject):
    """Runs work off the window's thread; lives in that thread, as long as the application.

    Threads are daemons: the program ends without waiting for a download or a slow device. They
    hold no part of a window: what is to be called stays here, so that no thread is the last to
    let go of a widget and destroys it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._calls = CallBridge(self)
        self._numbers = itertools.count()
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[str], None]]] = {}

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
        number = next(self._numbers)
        self._waiting[number] = (done, failed)
        threading.Thread(
            target=self._work, args=(number, work), name="background", daemon=True
        ).start()

    def _work(self, number: int, work: Callable[[], object]) -> None:
        try:
            result = work()
        except EngineError as error:
            self._fail(number, str(error))
        except Exception as error:
            self._fail(number, f"{type(error).__name__}: {error}")
            raise
        else:
            self._calls.post(lambda: self._waiting.pop(number)[0](result))

    def _fail(self, number: int, message: str) -> None:
        self._calls.post(lambda: self._waiting.pop(number)[1](message))
