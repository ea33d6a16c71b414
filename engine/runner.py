"""The inference thread: takes sound from an input, pushes it through a session, emits events.

`on_event` is called on the inference thread; a window passes one that only posts the event to
its own thread.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.resample import Resampler
from engine.devices.streams import InputStream
from engine.errors import EngineError, message_of
from engine.events import EngineFailed, Event, GapReason, SourceGap
from engine.session import Session, SourceBlock

_log = logging.getLogger(__name__)

_Made = TypeVar("_Made")

_READ_TIMEOUT_S: Final = 0.05
"""How long a request to end waits at most while no audio comes."""

_MOST_AT_ONCE_S: Final = 0.5
"""A request to end waits for the block that is being worked on."""

_GAP_STEP_SAMPLES: Final = SOURCE_RATE_HZ
"""Lost audio is replaced by silence in steps, so that a long gap needs no large block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerStatus:
    """A reading of the gauges.

    Attributes:
        heard: samples given to the session, silence in the place of lost ones included.
        busy_s: time spent in the session.
    """

    heard: SampleIndex
    busy_s: float


class _ListenerFailedError(Exception):
    """`on_event` raised; what it raised is kept for the thread that owns the runner."""


class Runner:
    """One run of one session over one input, on a thread of its own.

    The stream ends when the input ends, fails, when it is asked to end or when something fails.
    What was heard before the input failed is finished first. A failure of the input or of the
    session gives exactly one EngineFailed, the last event of the stream. A failure of `on_event`
    cannot be reported to `on_event`: `raise_failure` raises it in the caller's thread. Input and
    session are closed on the inference thread whatever happens.

    Args:
        source: at any rate; is read and closed on the inference thread.
        session: is used and closed on the inference thread.
        on_event: gets every event in order, on the inference thread. What it raises ends the
            stream.
        tap: given all that the session is given, [n] at SOURCE_RATE_HZ, on the inference thread.
        queued_samples: says how much speech is still to be heard, at TARGET_RATE_HZ, where
            something plays it.
    """

    def __init__(
        self,
        source: InputStream,
        session: Session,
        *,
        on_event: Callable[[Event], None],
        tap: Callable[[Float32], None] | None = None,
        queued_samples: Callable[[], int] | None = None,
    ) -> None:
        self._source = source
        self._session = session
        self._on_event = on_event
        self._tap = tap
        self._queued_samples = queued_samples
        self._resampler = Resampler(from_hz=source.rate_hz, to_hz=SOURCE_RATE_HZ)
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._drain = threading.Event()
        self._stop_now = threading.Event()
        self._ended = threading.Event()
        self._detached = threading.Event()
        self._emitting = threading.Lock()
        self._listener_error: Exception | None = None
        self._heard: SampleIndex = 0
        self._lost_samples = 0
        self._left_to_drain: int | None = None
        self._busy_s = 0.0
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
            drain: hear what has come by now and finish it; otherwise leave it, which also
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
        if not self._emitting.acquire(timeout=timeout_s):
            return False
        self._emitting.release()
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
        """Whether the stream ended because the input, the session or `on_event` failed."""
        return self._failed

    def raise_failure(self) -> None:
        """Raise what `on_event` raised, if it did; failures of the engine are events."""
        if self._listener_error is not None:
            raise self._listener_error

    @property
    def status(self) -> RunnerStatus:
        """Read the gauges; from any thread, each value is the latest but they may be mixed."""
        return RunnerStatus(heard=self._heard, busy_s=self._busy_s)

    def _run(self) -> None:
        try:
            self._stream()
        except _ListenerFailedError:
            self._failed = True
        except EngineError as error:
            _log.info("the stream ended in an error: %s", error)
            self._fail(error)
        except Exception as error:  # noqa: BLE001 - the top of the thread
            if self._detached.is_set():
                # Its owner has given it up and may have closed what it works with.
                _log.debug("the engine failed after it was detached", exc_info=True)
            else:
                _log.exception("the engine failed")
            self._fail(error)
        finally:
            for used in (self._source, self._session):
                try:
                    used.close()
                except Exception:  # noqa: BLE001 - the top of the thread
                    _log.exception("the engine could not close what it used")
            # Gauges are read after the end; the session's models need not stay in memory for that.
            del self._session
            self._ended.set()

    def _stream(self) -> None:
        loss: EngineError | None = None
        while loss is None and self._goes_on():
            try:
                samples = self._take()
            except EngineError as error:
                loss = error
            else:
                self._fill_gap()
                self._push(self._resampler.push(samples))
        if not self._stop_now.is_set():
            self._push(self._resampler.flush())
            self._finish()
        if loss is not None:
            raise loss

    def _goes_on(self) -> bool:
        """Whether there is, or may come, something that is to be heard."""
        if self._stop_now.is_set() or self._source.ended:
            return False
        if self._drain.is_set() and self._left_to_drain is None:
            self._left_to_drain = self._source.waiting_samples()
        return self._left_to_drain is None or self._left_to_drain > 0

    def _take(self) -> Float32:
        most = round(_MOST_AT_ONCE_S * self._source.rate_hz)
        if self._left_to_drain is None:
            return self._source.take(most=most, timeout_s=_READ_TIMEOUT_S)
        samples = self._source.take(most=min(most, self._left_to_drain))
        self._left_to_drain -= samples.size or self._left_to_drain
        return samples

    def _fill_gap(self) -> None:
        """Put silence in the place of what was lost."""
        lost, self._lost_samples = self._lost_samples, self._source.lost_samples
        gap = round((self._lost_samples - lost) * SOURCE_RATE_HZ / self._source.rate_hz)
        if gap == 0:
            return
        start, end = self._heard, self._heard + gap
        _log.info("the source lost %d samples at %d", gap, start)
        self._emit(
            [SourceGap(reason=GapReason.LOST, source_start=start, source_end=end, heard=start)]
        )
        while self._heard < end and not self._stop_now.is_set():
            self._push(np.zeros(min(_GAP_STEP_SAMPLES, end - self._heard), np.float32))

    def _push(self, samples: Float32) -> None:
        if samples.size == 0 or self._stop_now.is_set():
            return
        self._heard += samples.size
        if self._tap is not None:
            self._tap(samples)
        waiting_s = self._source.waiting_samples() / self._source.rate_hz
        block = SourceBlock(
            samples,
            backlog_samples=round(waiting_s * SOURCE_RATE_HZ),
            queued_samples=None if self._queued_samples is None else self._queued_samples(),
        )
        self._emit(self._timed(lambda: self._session.push(block)))

    def _finish(self) -> None:
        parts = self._session.finish()
        while (part := self._timed(lambda: next(parts, None))) is not None:
            self._emit(part)
            if self._stop_now.is_set():
                return

    def _timed(self, work: Callable[[], _Made]) -> _Made:
        began_s = time.perf_counter()
        made = work()
        self._busy_s += time.perf_counter() - began_s
        return made

    def _emit(self, events: list[Event]) -> None:
        for event in events:
            with self._emitting:
                if self._detached.is_set():
                    return
                try:
                    self._on_event(event)
                except Exception as error:
                    self._listener_error = error
                    raise _ListenerFailedError from error

    def _fail(self, error: Exception) -> None:
        self._failed = True
        with suppress(_ListenerFailedError):
            self._emit([EngineFailed(message=message_of(error), heard=self._heard)])
