"""The history as windows and sessions use it: one thread that owns the store."""

import logging
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.history.export import export_session
from app.history.recorder import SessionRecorder, StoreCall
from app.history.store import HistoryStore, PastSession, StreamEvent, StreamNote
from app.settings import HistorySettings, Profile
from app.texts import speaker_label, speaker_names
from app.threads import Answers, CallBridge
from engine.arrays import Float32
from engine.captions.subtitles import Track
from engine.errors import EngineError, message_of
from engine.events import Event, TextCorrected
from engine.messages import Message

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class History(QObject):
    """Past sessions; lives in the window's thread and never blocks it.

    Signals:
        changed: sessions were added, changed or deleted.
        failed: a Message: something could not be stored.

    Args:
        folder: where the store is, or will be.
        parent: its owner.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._calls: queue.SimpleQueue[tuple[StoreCall, Callable[[Message], None]] | None] = (
            queue.SimpleQueue()
        )
        self._reported: Message | None = None
        self._window = CallBridge(self)
        self._answers = Answers(self._window)
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    def begin(
        self, streams: Sequence[StreamNote], settings: HistorySettings
    ) -> SessionRecorder | None:
        """Begin the record of a session; from any thread.

        Returns:
            What records it; None where the user wants none.
        """
        if not settings.keeps_text:
            return None
        began = datetime.now(UTC)

        def begin(store: HistoryStore) -> int:
            number = store.begin(streams, began=began)
            self._window.post(self.changed.emit)
            return number

        return SessionRecorder(
            lambda call: self._submit(call, failed=self._report_once),
            begin,
            audio=settings.audio_format if settings.records_audio else None,
            ended=lambda: self._window.post(self.changed.emit),
            failed=self._report,
        )

    def record(self, profile: Profile, settings: HistorySettings) -> "DirectionRecorder | None":
        """Begin the record of a session with a profile; None where the user wants none."""
        names = speaker_names(profile)
        notes = [
            StreamNote(
                stream=stream,
                speaker=name,
                source=direction.source_language,
                target=direction.target_language,
            )
            for (stream, name), direction in zip(names.items(), profile.directions(), strict=True)
        ]
        recorder = self.begin(notes, settings)
        return None if recorder is None else DirectionRecorder(recorder)

    def ask(
        self,
        work: Callable[[HistoryStore], _Result],
        *,
        done: Callable[[_Result], None],
        failed: Callable[[Message], None] | None = None,
        context: QObject | None = None,
    ) -> None:
        """Do something with the store, then call `done` in the window's thread.

        Args:
            work: runs on the history's thread, and holds nothing of a window: that thread would
                be the last to let go of it.
            done: gets the result.
            failed: gets what the user is told; None for the signal `failed`.
            context: whom the answer is for; where it is gone by then, nothing is called.
        """
        answers = self._answers
        number = answers.expect(done=done, failed=failed or self.failed.emit, context=context)
        self._submit(
            lambda store: answers.deliver(number, work(store)),
            failed=lambda message: answers.fail(number, message),
        )

    def find(
        self,
        words: str,
        *,
        done: Callable[[list[PastSession]], None],
        failed: Callable[[Message], None],
        context: QObject,
    ) -> None:
        """Find the sessions that have all these words, the latest first; all for none."""
        self.ask(lambda store: store.sessions(words), done=done, failed=failed, context=context)

    def read(
        self, session: PastSession, *, done: Callable[[list[StreamEvent]], None], context: QObject
    ) -> None:
        """Read the events of a session."""
        number = session.number
        self.ask(lambda store: store.events(number), done=done, context=context)

    def export(
        self,
        sessions: Mapping[Path, PastSession],
        *,
        track: Track,
        done: Callable[[list[Path]], None],
        failed: Callable[[Message], None],
        context: QObject,
    ) -> None:
        """Write sessions, each to files of its name; see `export_session`."""
        label = speaker_label()

        def work(store: HistoryStore) -> list[Path]:
            return [
                written
                for path, session in sessions.items()
                for written in export_session(
                    path,
                    store.events(session.number),
                    streams=session.streams,
                    track=track,
                    title=session.title,
                    label=label,
                )
            ]

        self.ask(work, done=done, failed=failed, context=context)

    def correct(self, session: int, stream: str, event: TextCorrected) -> None:
        """Store a correction of a session, by its number."""
        self.change(lambda store: store.correct(session, [(stream, event)]))

    def delete(self, sessions: Sequence[PastSession]) -> None:
        """Delete sessions for good."""
        numbers = [session.number for session in sessions]
        self.change(lambda store: store.delete(numbers))

    def rename(self, session: PastSession, title: str) -> None:
        """Give a session a title; an empty one removes it."""
        self.change(lambda store: store.rename(session.number, title.strip()))

    def change(self, work: Callable[[HistoryStore], object]) -> None:
        """Do something that changes the list of sessions."""
        self.ask(work, done=lambda _: self.changed.emit())

    def prune(self, settings: HistorySettings) -> None:
        """Delete sessions that are older than the settings allow."""
        if settings.keep_days:
            age = timedelta(days=settings.keep_days)
            self.change(lambda store: store.delete_older_than(age, now=datetime.now(UTC)))

    def close(self, *, timeout_s: float = 5.0) -> bool:
        """Write what waits and end the thread; False where it has not ended in time."""
        self._calls.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _submit(self, call: StoreCall, *, failed: Callable[[Message], None]) -> None:
        self._calls.put((call, failed))

    def _run(self) -> None:
        store: HistoryStore | None = None
        while (waiting := self._calls.get()) is not None:
            call, failed = waiting
            try:
                store = store or HistoryStore(self._folder)
                call(store)
            except EngineError as error:
                failed(error.message)
            except Exception as error:  # noqa: BLE001 - the top of the thread
                _log.exception("the history failed")
                failed(message_of(error))
        if store is not None:
            store.close()

    def _report_once(self, message: Message) -> None:
        """Report a store that cannot be opened, but not for each event; on the history's thread."""
        if message != self._reported:
            self._reported = message
            self._report(message)

    def _report(self, message: Message) -> None:
        _log.warning("history: %s", message)
        self._window.post(lambda: self.failed.emit(message))


class DirectionRecorder:
    """Records a session whose directions have numbers; any thread may call it."""

    def __init__(self, recorder: SessionRecorder) -> None:
        self._recorder = recorder

    def add_event(self, direction: int, event: Event) -> None:
        """Record an event of a direction."""
        self._recorder.add_event(event, stream=str(direction))

    def add_audio(self, direction: int, samples: Float32) -> None:
        """Record [n] samples at SOURCE_RATE_HZ that a direction received, if sound is recorded."""
        self._recorder.add_audio(samples, stream=str(direction))

    def correct(self, stream: str, event: TextCorrected) -> None:
        """Record a correction, also when the session is over."""
        self._recorder.correct(event, stream=stream)

    def finish(self) -> None:
        """End the record."""
        self._recorder.finish()
