"""The engine thread: pulls audio from a source, pushes it through a session, hands out events.

Nothing else runs a session. `on_event` is called on the engine thread; a window passes a function
that only posts the event to its own thread.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.mixing import SILENT, Level, measure_level
from engine.devices.protocols import AudioSource, SourceBlock
from engine.errors import EngineError
from engine.events import EngineFailed, Event, SourceLost

_log = logging.getLogger(__name__)

_Made = TypeVar("_Made")

_READ_TIMEOUT_S: Final = 0.05
"""How long a request to end waits at most while no audio comes."""

_GAP_STEP_SAMPLES: Final = SOURCE_RATE_HZ
"""Lost audio is replaced by silence in steps, so that a long gap needs no large block."""


class StreamSession(Protocol):
    """What hears a stream and tells what it makes of it."""

    def push(self, samples: Float32, *, backlog_samples: int = 0) -> list[Event]:
        """Hear [n] samples at SOURCE_RATE_HZ; `backlog_samples` more have arrived already."""
        ...

    def flush(self) -> list[Event]:
        """End the stream."""
        ...

    def reset(self) -> None:
        """Forget the stream."""
        ...


class PartwiseSession(Protocol):
    """A session whose end can be had bit by bit: what comes first is safe when the rest fails."""

    def push(self, samples: Float32, *, backlog_samples: int = 0) -> list[Event]:
        """As StreamSession's."""
        ...

    def flush_in_parts(self) -> Iterator[list[Event]]:
        """End the stream; the text first, then the speech as it is made."""
        ...

    def reset(self) -> None:
        """Forget the stream."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerStatus:
    """A reading of the gauges.

    Attributes:
        heard: samples given to the session, silence in the place of lost ones included.
        lost_samples: samples that the source lost because the engine was too slow.
        backlog_samples: samples that have arrived and wait.
        level: of the last block.
        busy_s: time spent in the session.
    """

    heard: SampleIndex
    lost_samples: int
    backlog_samples: int
    level: Level
    busy_s: float


class _ListenerFailedError(Exception):
    """`on_event` raised; what it raised is kept for the thread that owns the runner."""


class Runner:
    """One run of one session over one source, on a thread of its own.

    The stream ends when the source ends, fails, when it is asked to end or when something fails.
    What was heard before the source failed is finished first. A failure of the source or of the
    session gives exactly one EngineFailed, the last event of the stream. A failure of `on_event`
    cannot be told to `on_event`: `raise_failure` raises it in the caller's thread. The source is
    closed on the engine thread whatever happens.

    Args:
        source: is started, read and closed on the engine thread.
        session: is used on the engine thread alone.
        on_event: gets every event in order, on the engine thread. What it raises ends the stream.
    """

    def __init__(
        self,
        source: AudioSource,
        session: PartwiseSession,
        *,
        on_event: Callable[[Event], None],
    ) -> None:
        self._source = source
        self._session = session
        self._on_event = on_event
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._drain = threading.Event()
        self._stop_now = threading.Event()
        self._ended = threading.Event()
        self._detached = threading.Event()
        self._telling = threading.Lock()
        self._listener_error: Exception | None = None
        self._heard: SampleIndex = 0
        self._level = SILENT
        self._busy_s = 0.0
        self._is_draining = False
        self._failed = False

    def start(self) -> None:
        """Start the thread; once.

        Raises:
            RuntimeError: it was started before.
        """
        self._thread.start()

    def end(self, *, drain: bool) -> None:
        """Ask the stream to end, and return at once.

        Args:
            drain: take no new audio in and finish what was heard; otherwise leave it, which also
                ends a drain that was asked for before.
        """
        (self._drain if drain else self._stop_now).set()

    def stop(self, *, drain: bool, timeout_s: float) -> bool:
        """End the stream and wait; False where the thread still runs after `timeout_s`.

        Args:
            drain: as for `end`.
            timeout_s: how long to wait.
        """
        self.end(drain=drain)
        return self.join(timeout_s=timeout_s)

    def detach(self, *, timeout_s: float) -> bool:
        """Call `on_event` no more, so that what it writes to can be closed.

        For a thread that does not end: what it still does is lost.

        Returns:
            False where a call that had begun has not returned within `timeout_s`.
        """
        self._detached.set()
        if not self._telling.acquire(timeout=timeout_s):
            return False
        self._telling.release()
        return True

    def join(self, *, timeout_s: float | None = None) -> bool:
        """Wait for the end of the stream; False where it has not ended within `timeout_s`."""
        if self._thread.ident is None:
            return True
        # WORKAROUND https://github.com/python/cpython/issues/90882: a Thread.join that an interrupt
        # breaks takes a running thread for ended, until Python 3.13.
        return self._ended.wait(timeout_s)

    @property
    def failed(self) -> bool:
        """Whether the stream ended because the source, the session or `on_event` failed."""
        return self._failed

    def raise_failure(self) -> None:
        """Raise what `on_event` raised, if it did; failures of the engine are events."""
        if self._listener_error is not None:
            raise self._listener_error

    @property
    def status(self) -> RunnerStatus:
        """Read the gauges; from any thread, each value is the latest but they may be mixed."""
        return RunnerStatus(
            heard=self._heard,
            lost_samples=self._source.lost_samples,
            backlog_samples=self._source.backlog_samples,
            level=self._level,
            busy_s=self._busy_s,
        )

    def _run(self) -> None:
        try:
            self._stream()
        except _ListenerFailedError:
            self._failed = True
        except EngineError as error:
            _log.info("the stream ended in an error: %s", error)
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - the top of the thread
            if self._detached.is_set():
                # Its owner has given it up and may have closed what it works with.
                _log.debug("the engine failed after it was detached", exc_info=True)
            else:
                _log.exception("the engine failed")
            self._fail(
                f"The engine failed ({type(error).__name__}: {error}); "
                "start again, and report it with the log if it comes back."
            )
        finally:
            try:
                self._source.close()
            except Exception:  # noqa: BLE001 - the top of the thread
                _log.exception("the source could not be closed")
            self._ended.set()

    def _stream(self) -> None:
        self._source.start()
        loss: EngineError | None = None
        while loss is None and self._goes_on() and not self._source.ended:
            try:
                block = self._source.read(timeout_s=_READ_TIMEOUT_S)
            except EngineError as error:
                loss = error
            else:
                if block is not None:
                    self._hear(block)
        if not self._stop_now.is_set():
            self._finish()
        if loss is not None:
            raise loss

    def _finish(self) -> None:
        parts = self._session.flush_in_parts()
        while (part := self._timed(lambda: next(parts, None))) is not None:
            self._emit(part)
            if self._stop_now.is_set():
                return

    def _goes_on(self) -> bool:
        """Pass a request to drain on to the source, once; False when the stream is to end now."""
        if self._drain.is_set() and not self._is_draining:
            self._is_draining = True
            self._source.stop()
        return not self._stop_now.is_set()

    def _hear(self, block: SourceBlock) -> None:
        lost = block.start - self._heard
        if lost > 0:
            _log.info("the source lost %d samples at %d", lost, self._heard)
            start = self._heard
            self._tell(SourceLost(source_start=start, source_end=block.start, heard=start))
            while self._heard < block.start and not self._stop_now.is_set():
                count = min(_GAP_STEP_SAMPLES, block.start - self._heard)
                self._push(np.zeros(count, dtype=np.float32))
        self._level = measure_level(block.samples)
        if not self._stop_now.is_set():
            self._push(block.samples)

    def _push(self, samples: Float32) -> None:
        self._heard += samples.size
        backlog_samples = self._source.backlog_samples
        self._emit(
            self._timed(lambda: self._session.push(samples, backlog_samples=backlog_samples))
        )

    def _timed(self, work: Callable[[], _Made]) -> _Made:
        began_s = time.perf_counter()
        made = work()
        self._busy_s += time.perf_counter() - began_s
        return made

    def _emit(self, events: list[Event]) -> None:
        for event in events:
            self._tell(event)

    def _tell(self, event: Event) -> None:
        with self._telling:
            if self._detached.is_set():
                return
            try:
                self._on_event(event)
            except Exception as error:
                self._listener_error = error
                raise _ListenerFailedError from error

    def _fail(self, message: str) -> None:
        self._failed = True
        with suppress(_ListenerFailedError):
            self._tell(EngineFailed(message=message, heard=self._heard))
