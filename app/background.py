"""Slow work of the window: on a thread of its own, with the result brought back."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from app.bridge import Answers, CallBridge
from engine.errors import EngineError

_Result = TypeVar("_Result")


class Background(QObject):
    """Runs work off the window's thread; lives in that thread, as long as the application.

    Threads are daemons: the program ends without waiting for a download or a slow device.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._calls = CallBridge(self)
        self._answers = Answers(self._calls)

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
        number = self._answers.expect(done=done, failed=failed, asker=asker)
        threading.Thread(
            target=self._work, args=(number, work), name="background", daemon=True
        ).start()

    def _work(self, number: int, work: Callable[[], object]) -> None:
        try:
            result = work()
        except EngineError as error:
            self._answers.fail(number, str(error))
        except Exception as error:
            self._answers.fail(number, f"{type(error).__name__}: {error}")
            raise
        else:
            self._answers.bring(number, result)
