"""The ways between the window's thread and others, and what runs in which."""

import gc
import itertools
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from engine.errors import EngineError, message_of
from engine.messages import Message

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_INTERVAL_MS: Final = 1_000


class EngineBridge(QObject):
    """Carries messages from any thread to the thread that this object lives in.

    Messages are collected in a list and one signal wakes the window for all of them: a queued
    signal for each would cost the window thirty times as much.

    Signals:
        received: one message; what it is, is between poster and receiver. Engine events pass
            through it as they are.
    """

    received = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: list[object] = []
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def post(self, message: object) -> None:
        """Hand a message over and return at once; messages of one thread keep their order."""
        with self._lock:
            self._waiting.append(message)
            is_first = len(self._waiting) == 1
        # Outside the lock: Qt locks while it emits.
        if is_first:
            # Qt may have gone before a thread that outlived the window: nobody waits for it then.
            with suppress(RuntimeError):
                self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        with self._lock:
            messages, self._waiting = self._waiting, []
        for message in messages:
            self.received.emit(message)


class CallBridge(QObject):
    """Runs calls that other threads ask for in the thread that this object lives in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = EngineBridge(self)
        self._bridge.received.connect(self._on_received)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run in the window's thread, after those that were posted before."""
        self._bridge.post(call)

    @Slot(object)
    def _on_received(self, call: Callable[[], None]) -> None:
        call()


class Answers:
    """Delivers results of other threads to the object that asked, if it still exists.

    Threads hold a number and no part of a window: what is to be called stays here, so that no
    thread is the last to let go of a widget and destroys it.

    Args:
        calls: the way into the window.
    """

    def __init__(self, calls: CallBridge) -> None:
        self._calls = calls
        self._numbers = itertools.count()
        self._waiting: dict[
            int, tuple[Callable[[Any], None], Callable[[Message], None], QObject | None]
        ] = {}

    def expect(
        self,
        *,
        done: Callable[[Any], None],
        failed: Callable[[Message], None],
        context: QObject | None,
    ) -> int:
        """Register callbacks, in the window's thread; returns the number of the answer.

        Args:
            done: gets the result.
            failed: gets what the user is told, and what to do.
            context: the object that the answer is for; where it is gone by then, neither is called
                and a failure goes to the log.
        """
        number = next(self._numbers)
        self._waiting[number] = (done, failed, context)
        return number

    def deliver(self, number: int, result: object) -> None:
        """Deliver a result; from any thread."""
        self._calls.post(lambda: self._answer(number, result, is_failure=False))

    def fail(self, number: int, message: Message) -> None:
        """Deliver a failure; from any thread."""
        self._calls.post(lambda: self._answer(number, message, is_failure=True))

    def _answer(self, number: int, answer: Any, *, is_failure: bool) -> None:
        done, failed, context = self._waiting.pop(number)
        if context is None or isValid(context):
            (failed if is_failure else done)(answer)
        elif is_failure:
            _log.warning("nobody waits for it any more: %s", answer)


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
        failed: Callable[[Message], None],
        context: QObject | None = None,
    ) -> None:
        """Do `work` on a thread, then call one of the two in the window's thread.

        Args:
            work: touches nothing of the window; posts what is to be done even where the context is
                gone.
            done: gets the result.
            failed: gets what the user is told, and what to do. What is no EngineError also goes
                to the hook for unexpected errors.
            context: the object that the answer is for; where it is gone by then, neither is called
                and a failure goes to the log.
        """
        number = self._answers.expect(done=done, failed=failed, context=context)
        threading.Thread(
            target=self._work, args=(number, work), name="background", daemon=True
        ).start()

    def _work(self, number: int, work: Callable[[], object]) -> None:
        try:
            result = work()
        except EngineError as error:
            self._answers.fail(number, error.message)
        except Exception as error:
            self._answers.fail(number, message_of(error))
            raise
        else:
            self._answers.deliver(number, result)


class GarbageCollector(QObject):
    """Replaces Python's own collector, which is switched off for good."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._on_time)
        timer.start(_INTERVAL_MS)

    @Slot()
    def _on_time(self) -> None:
        collect_due()


def collect_due() -> int | None:
    """Collect the oldest generation that has passed its threshold; returns it, None for none.

    Python counts allocations, and collections of each generation, also where its own collector is
    switched off.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return generation
    return None
