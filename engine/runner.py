"""The engine thread: pulls audio from a source, pushes it through a session, hands out events.

Nothing else runs a session. `on_event` is called on the engine thread; a window passes a function
that only posts the event to its own thread.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.levels import SILENT, Level, measure_level
from engine.devices.protocols import AudioSource, SourceBlock
from engine.errors import DeviceError, EngineError
from engine.events import EngineFailed, Event, SourceLost

_log = logging.getLogger(__name__)

_READ_TIMEOUT_S: Final = 0.05
"""How long a command waits at most while no audio comes."""

_INBOX_COMMANDS: Final = 16

_GAP_STEP_SAMPLES: Final = SOURCE_RATE_HZ
"""Lost audio is replaced by silence in steps, so that a long gap needs no large block."""


class StreamSession(Protocol):
    """The part of a session that the runner uses."""

    def push(self, samples: Float32, *, backlog_samples: int = 0) -> list[Event]:
        """Hear [n] samples at SOURCE_RATE_HZ; `backlog_samples` more have arrived already."""
        ...

    def flush(self) -> list[Event]:
        """End the stream."""
        ...

    def reset(self) -> None:
        """Forget the stream."""
        ...


@dataclass(frozen=True, slots=True)
class Drain:
    """Take no new audio in, finish all that was heard, then end."""


@dataclass(frozen=True, slots=True)
class StopNow:
    """End without finishing."""


@dataclass(frozen=True, slots=True)
class Change:
    """Run something on the engine thread between two blocks, such as a change of settings."""

    apply: Callable[[], list[Event]]


Command: TypeAlias = Drain | StopNow | Change


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


class Runner:
    """One run of one session over one source, on a thread of its own.

    The stream ends when the source ends, is lost, when `stop` is called or when something fails.
    A failure gives exactly one EngineFailed, the last event of the stream. The source is closed
    on the engine thread whatever happens.

    Args:
        source: is started, read and closed on the engine thread.
        session: is used on the engine thread alone.
        on_event: gets every event in order, on the engine thread. What it raises ends the stream.
    """

    def __init__(
        self,
        source: AudioSource,
        session: StreamSession,
        *,
        on_event: Callable[[Event], None],
    ) -> None:
        self._source = source
        self._session = session
        self._on_event = on_event
        self._inbox: queue.Queue[Command] = queue.Queue(_INBOX_COMMANDS)
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._stop_now = threading.Event()
        self._ended = threading.Event()
        self._heard: SampleIndex = 0
        self._level = SILENT
        self._busy_s = 0.0
        self._draining = False
        self._failed = False

    def start(self) -> None:
        """Start the thread; once.

        Raises:
            RuntimeError: it was started before.
        """
        self._thread.start()

    def send(self, command: Command) -> bool:
        """Post a command; False where the inbox is full because the engine hangs."""
        if isinstance(command, StopNow):
            # Seen even while the inbox is full and between the steps of one block.
            self._stop_now.set()
            return True
        try:
            self._inbox.put_nowait(command)
        except queue.Full:
            return False
        return True

    def stop(self, *, drain: bool, timeout_s: float) -> bool:
        """End the stream and wait; False where the thread still runs after `timeout_s`.

        Args:
            drain: finish what was heard; otherwise leave it.
            timeout_s: how long to wait.
        """
        if not self.send(Drain() if drain else StopNow()):
            self._stop_now.set()
        return self.join(timeout_s=timeout_s)

    def join(self, *, timeout_s: float | None = None) -> bool:
        """Wait for the end of the stream; False where it has not ended within `timeout_s`."""
        if self._thread.ident is None:
            return True
        # WORKAROUND https://github.com/python/cpython/issues/90882: a Thread.join that an interrupt
        # breaks takes a running thread for ended, until Python 3.13.
        return self._ended.wait(timeout_s)

    @property
    def failed(self) -> bool:
        """Whether the stream ended in an EngineFailed."""
        return self._failed

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
        except EngineError as error:
            _log.info("the stream ended in an error: %s", error)
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - the top of the thread
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
        try:
            while self._obey() and not self._source.ended:
                block = self._source.read(timeout_s=_READ_TIMEOUT_S)
                if block is not None:
                    self._hear(block)
        except DeviceError:
            # What was heard before the device was lost is still finished and shown.
            if not self._stop_now.is_set():
                self._emit(self._timed(self._session.flush))
            raise
        if not self._stop_now.is_set():
            self._emit(self._timed(self._session.flush))

    def _obey(self) -> bool:
        """Carry out what waits in the inbox; False when the stream is to end now."""
        while not self._stop_now.is_set():
            try:
                command = self._inbox.get_nowait()
            except queue.Empty:
                return True
            match command:
                case Drain():
                    if not self._draining:
                        self._draining = True
                        self._source.stop()
                case Change(apply=apply):
                    self._emit(self._timed(apply))
                case StopNow():
                    self._stop_now.set()
        return False

    def _hear(self, block: SourceBlock) -> None:
        lost = block.start - self._heard
        if lost > 0:
            _log.info("the source lost %d samples at %d", lost, self._heard)
            start = self._heard
            self._on_event(SourceLost(source_start=start, source_end=block.start, heard=start))
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

    def _timed(self, work: Callable[[], list[Event]]) -> list[Event]:
        began_s = time.perf_counter()
        events = work()
        self._busy_s += time.perf_counter() - began_s
        return events

    def _emit(self, events: list[Event]) -> None:
        for event in events:
            self._on_event(event)

    def _fail(self, message: str) -> None:
        self._failed = True
        try:
            self._on_event(EngineFailed(message=message, heard=self._heard))
        except Exception:  # noqa: BLE001 - the top of the thread
            _log.exception("the failure could not be reported")
