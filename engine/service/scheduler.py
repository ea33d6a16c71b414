"""Shares a few inference threads among all requests, so that none can starve another.

Who was served least goes first, counted in computing time, and of equals who has waited longest:
start-time fair queueing (P. Goyal, H. Vin and H. Cheng, IEEE/ACM Trans. Networking 5(5), 1997). A
request that was idle begins at the level of those that wait, so that silence earns no credit. Each
turn takes one order, which the caller keeps short; so a recording that is sent at once cannot hold
up a live speaker for longer than one order takes.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.arrays import SOURCE_RATE_HZ
from engine.errors import (
    AudioError,
    EngineError,
    PackMissingError,
    RouteError,
    VoiceError,
)
from engine.service.request import Order, Request
from engine.service.wire import (
    CloseCode,
    EndOfAnswer,
    EndOfStream,
    Failure,
    ProtocolError,
    ServerMessage,
)

_log = logging.getLogger(__name__)

_MOST_WAITING_S: Final = 2.0
_MOST_ORDERS: Final = 256
"""A request with so much waiting is full: whoever feeds it must wait."""

_AHEAD_S: Final = 1.0
"""Who has sent so much more sound than time has passed sends a recording and is never late, however
slowly it is taken: its text must not depend on who else is there."""

_GAP_S: Final = 0.3
"""Whoever lets the engine wait so long for more is live, and may have sent a burst before."""

Begin: TypeAlias = Callable[[], tuple[Request, ServerMessage]]
"""Makes a request, which may load models; the message is its answer to the setup."""

Emit: TypeAlias = Callable[[Sequence[ServerMessage]], None]
"""Takes messages of one request, in order, in an inference thread; must not wait."""

_CLIENTS_FAULT: Final = (AudioError, PackMissingError, RouteError, VoiceError)


class FullError(Exception):
    """All places are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A reading of the gauges.

    Attributes:
        jobs: requests that have a place.
        waiting_s: sound that waits in all of them.
        busy_s: computing time of all inference threads since the beginning.
    """

    jobs: int
    waiting_s: float
    busy_s: float


@dataclass(frozen=True, slots=True)
class _Queued:
    order: Order
    seconds: float
    since_s: float


class Job:
    """One request's place; made by `Scheduler.submit`."""

    def __init__(
        self,
        begin: Begin,
        emit: Emit,
        has_room: Callable[[], None],
        *,
        clock: Callable[[], float],
    ) -> None:
        self.clock = clock
        self.begin: Begin | None = begin
        self.emit = emit
        self.has_room = has_room
        self.request: Request | None = None
        self.queue: deque[_Queued] = deque()
        self.waiting_s = 0.0
        self.served_s = 0.0
        self.since_s = 0.0
        self.received_s = 0.0
        self.first_sound_s: float | None = None
        self.idle_since_s: float | None = None
        self.is_recording = False
        self.is_running = False
        self.is_paused = False
        self.is_over = False
        self.is_ending = False

    @property
    def is_ready(self) -> bool:
        """Whether an inference thread could work on it now."""
        if self.is_running or self.is_paused or self.is_over:
            return False
        has_more = self.request is not None and self.request.has_more
        return has_more or self.begin is not None or bool(self.queue)

    @property
    def is_busy(self) -> bool:
        """Whether something of what its client sent is not answered yet; from any thread."""
        request = self.request
        return self.is_running or bool(self.queue) or (request is not None and request.has_more)

    @property
    def is_full(self) -> bool:
        """Whether whoever feeds it must wait until it has room."""
        return self.waiting_s >= _MOST_WAITING_S or len(self.queue) >= _MOST_ORDERS

    @property
    def is_roomy(self) -> bool:
        """Whether who waits to feed it may go on."""
        return self.waiting_s < _MOST_WAITING_S / 2 and len(self.queue) < _MOST_ORDERS / 2

    def record_sound(self, seconds: float) -> None:
        """Record sound that came in, and whether it came sooner than it can have been spoken."""
        now_s = self.clock()
        waited_s = 0.0 if self.idle_since_s is None else now_s - self.idle_since_s
        if self.first_sound_s is None or waited_s > _GAP_S:
            # What came before was spoken by now, whenever that was.
            self.first_sound_s = now_s - self.received_s - seconds
            self.is_recording = False
        self.idle_since_s = None
        self.received_s += seconds
        self.is_recording |= self.received_s > now_s - self.first_sound_s + _AHEAD_S

    def backlog_samples(self) -> int:
        """Sound that is late; none where it was sent sooner than it was spoken."""
        return 0 if self.is_recording else round(self.waiting_s * SOURCE_RATE_HZ)

    def lag_s(self, source_s: float) -> float | None:
        """How long ago sound of a live source came in; None where the source is not live."""
        if self.first_sound_s is None or self.is_recording:
            return None
        return self.clock() - self.first_sound_s - source_s


class Scheduler:
    """The inference threads and the requests that they work on; safe from any thread.

    Args:
        threads: how many.
        most_jobs: requests at once.
        on_wait: given how long each order waited, in seconds.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        *,
        threads: int,
        most_jobs: int,
        on_wait: Callable[[float], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most_jobs = most_jobs
        self._on_wait = on_wait
        self._clock = clock
        self._changed = threading.Condition()
        self._jobs: set[Job] = set()
        self._retired: deque[Request] = deque()
        self._level_s = 0.0
        self._busy_s = 0.0
        self._is_closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"engine-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def load(self) -> Load:
        """Read the gauges."""
        with self._changed:
            return Load(
                jobs=len(self._jobs),
                waiting_s=sum(job.waiting_s for job in self._jobs),
                busy_s=self._busy_s,
            )

    def submit(self, begin: Begin, *, emit: Emit, has_room: Callable[[], None]) -> Job:
        """Give a request a place.

        Args:
            begin: makes its state, in an inference thread.
            emit: gets its messages; the last is EndOfAnswer or Failure.
            has_room: called when it is roomy again, and when it is over, in an inference thread.

        Raises:
            FullError: there is no place.
        """
        job = Job(begin, emit, has_room, clock=self._clock)
        with self._changed:
            if self._is_closed or len(self._jobs) >= self.most_jobs:
                raise FullError
            self._jobs.add(job)
            self._wake(job)
        return job

    def feed(self, job: Job, order: Order, *, seconds: float = 0.0) -> None:
        """Add an order of so many seconds of sound; nothing where the job is over or ending."""
        with self._changed:
            if job.is_over or job.is_ending:
                return
            job.is_ending = isinstance(order, EndOfStream)
            was_ready = job.is_ready
            now_s = self._clock()
            job.queue.append(_Queued(order, seconds, now_s))
            job.waiting_s += seconds
            if seconds:
                job.record_sound(seconds)
            if not was_ready:
                self._wake(job)

    def catch_up(self, job: Job) -> None:
        """Let a request leave what waits; what is taken from now on is skipped, and not heard."""
        request = job.request
        if request is not None:
            request.catch_up()

    def finish(self, job: Job) -> None:
        """Let a request end with what it has, as if its client had ended it."""
        self.feed(job, EndOfStream())

    def cancel(self, job: Job) -> None:
        """Take a request's place away; nothing more of it begins."""
        with self._changed:
            self._retire(job)

    def pause(self, job: Job, *, is_paused: bool) -> None:
        """Leave a request alone while nobody takes its messages, or go on."""
        with self._changed:
            if job.is_paused != is_paused:
                job.is_paused = is_paused
                if job.is_ready:
                    self._wake(job)

    def close(self, *, timeout_s: float) -> bool:
        """End the inference threads; False where one still runs after `timeout_s`."""
        with self._changed:
            self._is_closed = True
            for job in list(self._jobs):
                self._retire(job)
            self._changed.notify_all()
        until_s = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, until_s - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _wake(self, job: Job) -> None:
        job.served_s = max(job.served_s, self._level_s)
        job.since_s = self._clock()
        self._changed.notify()

    def _retire(self, job: Job) -> None:
        self._jobs.discard(job)
        job.is_over = True
        job.queue.clear()
        job.waiting_s = 0.0
        if not job.is_running:
            if job.request is not None:
                self._retired.append(job.request)
                self._changed.notify()
            job.request = job.begin = None

    def _serve(self) -> None:
        while (turn := self._next_turn()) is not None:
            job, queued, backlog_samples = turn
            began_s = time.perf_counter()
            messages = _run_turn(job, queued, backlog_samples)
            took_s = time.perf_counter() - began_s
            is_over = bool(messages) and isinstance(messages[-1], EndOfAnswer | Failure)
            if messages and not job.is_over:
                job.emit(messages)
            self._end_turn(job, queued, took_s=took_s, is_over=is_over)

    def _next_turn(self) -> tuple[Job, _Queued | None, int] | None:
        """Wait for something to do, closing requests that are over meanwhile; None at the end."""
        while True:
            with self._changed:
                while not (ready := [job for job in self._jobs if job.is_ready]):
                    if self._is_closed or self._retired:
                        break
                    self._changed.wait()
                if not self._retired:
                    if self._is_closed:
                        return None
                    return self._begin_turn(min(ready, key=lambda j: (j.served_s, j.since_s)))
                request = self._retired.popleft()
            try:
                request.close()
            except Exception:  # noqa: BLE001 - the top of the thread
                _log.exception("a request could not be closed")

    def _begin_turn(self, job: Job) -> tuple[Job, _Queued | None, int]:
        job.is_running = True
        self._level_s = max(self._level_s, job.served_s)
        if job.request is None or job.request.has_more:
            return job, None, 0
        queued = job.queue.popleft()
        job.waiting_s = max(0.0, job.waiting_s - queued.seconds)
        self._on_wait(self._clock() - queued.since_s)
        return job, queued, job.backlog_samples()

    def _end_turn(self, job: Job, queued: _Queued | None, *, took_s: float, is_over: bool) -> None:
        with self._changed:
            job.is_running = False
            job.served_s += took_s
            self._busy_s += took_s
            if is_over or job.is_over:
                self._retire(job)
            elif job.is_ready:
                job.since_s = job.queue[0].since_s if job.queue else self._clock()
                self._changed.notify()
            elif not job.queue:
                job.idle_since_s = self._clock()
            is_room_news = (queued is not None and job.is_roomy) or job.is_over
        if is_room_news:
            job.has_room()


def _run_turn(job: Job, queued: _Queued | None, backlog_samples: int) -> list[ServerMessage]:
    """The messages of one turn; an error becomes the last one, which ends the request."""
    try:
        if job.begin is not None:
            begin, job.begin = job.begin, None
            job.request, answer = begin()
            return [answer]
        if job.request is None:
            return []
        if queued is None:
            return job.request.proceed()
        return job.request.accept(queued.order, backlog_samples=backlog_samples)
    except Exception as error:  # noqa: BLE001 - the top of the thread
        recovered = [] if job.request is None else job.request.recover()
        return [*recovered, _failure(error)]


def _failure(error: Exception) -> Failure:
    if isinstance(error, ProtocolError):
        return Failure(message=str(error), code=error.code)
    if isinstance(error, _CLIENTS_FAULT):
        return Failure(message=str(error), code=CloseCode.POLICY)
    if isinstance(error, EngineError):
        _log.warning("a request ended in an error: %s", error)
        return Failure(message=str(error), code=CloseCode.INTERNAL)
    _log.error("a request failed", exc_info=error)
    return Failure(
        message=f"The engine failed ({type(error).__name__}); try again, and report it with the "
        "service's log if it comes back.",
        code=CloseCode.INTERNAL,
    )
