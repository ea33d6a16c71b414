"""The history as windows and sessions use it: one thread that owns the store."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.history.recorder import SessionRecorder, StoreCall
from app.history.store import HistoryStore, StreamNote
from app.settings import HistorySettings
from app.threads import Answers, CallBridge
from engine.errors import EngineError

_log = logging.getLogger(__name__)


_Result = TypeVar("_Result")


class History(QObject):
    """Past sessions; lives in the window's thread and never blocks it.

    Signals:
        changed: sessions were added, changed or deleted.
        failed: a message for the user: something could not be kept.

    Args:
        folder: where the store is, or will be.
        parent: its owner.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._calls: queue.SimpleQueue[tuple[StoreCall, Callable[[str], None]] | None] = (
            queue.SimpleQueue()
        )
        self._was_told = ""
        self._window = CallBridge(self)
        self._answers = Answers(self._window)
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    def begin(
        self, streams: Sequence[StreamNote], settings: HistorySettings
    ) -> SessionRecorder | None:
        """Begin to keep a session; from any thread.

        Returns:
            What is told about the session; None where the user wants nothing kept.
        """
        if not settings.keeps_text:
            return None
        began = datetime.now(UTC)

        def begin(store: HistoryStore) -> int:
            number = store.begin(streams, began=began)
            self._window.post(self.changed.emit)
            return number

        return SessionRecorder(
            lambda call: self._submit(call, failed=self._tell_once),
            begin,
            audio=settings.audio_format if settings.records_audio else None,
            ended=lambda: self._window.post(self.changed.emit),
            failed=self._tell_failed,
        )

    def ask(
        self,
        work: Callable[[HistoryStore], _Result],
        *,
        done: Callable[[_Result], None],
        failed: Callable[[str], None] | None = None,
        asker: QObject | None = None,
    ) -> None:
        """Do something with the store, then call `done` in the window's thread.

        Args:
            work: runs on the history's thread, and holds nothing of a window: that thread would
                be the last to let go of it.
            done: gets the result.
            failed: gets a message for the user; None for the signal `failed`.
            asker: whom the answer is for; where it is gone by then, nothing is called.
        """
        answers = self._answers
        number = answers.expect(done=done, failed=failed or self.failed.emit, asker=asker)
        self._submit(
            lambda store: answers.bring(number, work(store)),
            failed=lambda message: answers.fail(number, message),
        )

    def change(self, work: Callable[[HistoryStore], object]) -> None:
        """Do something that changes the list of sessions."""
        self.ask(work, done=lambda _: self.changed.emit())

    def prune(self, settings: HistorySettings) -> None:
        """Delete what is older than the user wants to keep."""
        if settings.keep_days:
            age = timedelta(days=settings.keep_days)
            self.change(lambda store: store.delete_older_than(age, now=datetime.now(UTC)))

    def close(self, *, timeout_s: float = 5.0) -> bool:
        """Write what waits and end the thread; False where it has not ended in time."""
        self._calls.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _submit(self, call: StoreCall, *, failed: Callable[[str], None]) -> None:
        self._calls.put((call, failed))

    def _run(self) -> None:
        store: HistoryStore | None = None
        while (waiting := self._calls.get()) is not None:
            call, failed = waiting
            try:
                store = store or HistoryStore(self._folder)
                call(store)
            except EngineError as error:
                failed(str(error))
            except Exception:  # noqa: BLE001 - the top of the thread
                _log.exception("the history failed")
                failed("The history failed and this may not have been kept; the log says why.")
        if store is not None:
            store.close()

    def _tell_once(self, message: str) -> None:
        """Tell of a store that cannot be opened, but not at each word; on the history's thread."""
        if message != self._was_told:
            self._was_told = message
            self._tell_failed(message)

    def _tell_failed(self, message: str) -> None:
        _log.warning("history: %s", message)
        self._window.post(lambda: self.failed.emit(message))
