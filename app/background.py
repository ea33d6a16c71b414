"""Slow work of the window: on a thread of its own, with the result brought back."""

import itertools
import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.bridge import CallBridge
from engine.errors import EngineError

_log = logging.getLogger(__name__)

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
        self._waiting: dict[
            int, tuple[Callable[[Any], None], Callable[[str], None], QObject | None]
        ] = {}

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run in the window's thread; from any thread."""
        self._calls.post(call)

    def run(
        self,
        work: Callable[[], _Result],
        *,
        done: Callable[[_Result], None],
        failed: Callable[[str], None],
        asker: QObject | None = None,
    ) -> None:
        """Do `work` on a thread, then call one of the two in the window's thread.

        Args:
            work: touches nothing of the window; posts what is to be done also where the asker
                is gone.
            done: gets the result.
            failed: gets a message for the user. What is no EngineError also goes to the hook
                for unexpected errors.
            asker: whom the answer is for; where it is gone by then, neither is called and a
                failure goes to the log.
        """
        number = next(self._numbers)
        self._waiting[number] = (done, failed, asker)
        threading.Thread(
            target=self._work, args=(number, work), name="background", daemon=True
        ).start()

    def _work(self, number: int, work: Callable[[], object]) -> None:
        try:
            result = work()
        except EngineError as error:
            message = str(error)
            self._calls.post(lambda: self._answer(number, message, is_failure=True))
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            self._calls.post(lambda: self._answer(number, message, is_failure=True))
            raise
        else:
            self._calls.post(lambda: self._answer(number, result, is_failure=False))

    def _answer(self, number: int, answer: Any, *, is_failure: bool) -> None:
        done, failed, asker = self._waiting.pop(number)
        if asker is None or isValid(asker):
            (failed if is_failure else done)(answer)
        elif is_failure:
            _log.warning("nobody waits for it any more: %s", answer)
