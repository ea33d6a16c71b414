"""The one way from other threads into the window."""

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal, Slot


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
        # Outside the lock: emitting takes locks of Qt's own.
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
