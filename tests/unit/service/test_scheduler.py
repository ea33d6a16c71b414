"""Engine threads shared fairly, and places given back."""

import threading
import time
from collections.abc import Callable, Sequence

import pytest

from engine.errors import RouteError
from engine.messages import Code
from engine.service.request import Order
from engine.service.scheduler import FullError, Job, Scheduler
from engine.service.wire import (
    Audio,
    CloseCode,
    EndOfAnswer,
    EndOfStream,
    Failure,
    Ready,
    ServerMessage,
    WrittenText,
)

_PATIENCE_S = 20.0
READY = Ready(request_id="x", model_name="m", sample_rate=1, frame_size=1)


class Gate:
    """Holds the engine until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.reached = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.opened.wait(_PATIENCE_S)


class Recorded:
    """A request that writes down when it is worked on."""

    has_more = False

    def __init__(self, name: str, log: list[str], gate: Gate | None = None) -> None:
        self._name = name
        self._log = log
        self._gate = gate
        self.backlogs: list[int] = []
        self.caught_up = threading.Event()
        self.closed = threading.Event()

    def accept(self, order: Order, *, backlog_samples: int) -> list[ServerMessage]:
        if self._gate is not None:
            self._gate.wait()
        self._log.append(self._name)
        self.backlogs.append(backlog_samples)
        if isinstance(order, Audio) and order.audio == b"boom":
            raise ValueError("boom")
        return [EndOfAnswer()] if isinstance(order, EndOfStream) else []

    def proceed(self) -> list[ServerMessage]:
        return []

    def catch_up(self) -> None:
        self.caught_up.set()

    def recover(self) -> list[ServerMessage]:
        return [WrittenText(text=f"{self._name} so far", start_s=0.0, stop_s=1.0)]

    def close(self) -> None:
        self.closed.set()


class Told:
    """Takes a request's messages."""

    def __init__(self) -> None:
        self.messages: list[ServerMessage] = []
        self.ended = threading.Event()

    def __call__(self, messages: Sequence[ServerMessage]) -> None:
        self.messages += messages
        if isinstance(messages[-1], EndOfAnswer | Failure):
            self.ended.set()


def submit(scheduler: Scheduler, work: Recorded) -> tuple[Job, Told]:
    told = Told()
    return scheduler.submit(lambda: (work, READY), emit=told, has_room=lambda: None), told


def until(condition: Callable[[], bool]) -> None:
    end_s = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < end_s
        time.sleep(0.002)


@pytest.fixture
def scheduler() -> "Scheduler":
    return Scheduler(threads=1, most_jobs=4)


def test_catching_up_waits_behind_no_order(scheduler: Scheduler) -> None:
    gate = Gate()
    work = Recorded("a", [], gate)
    job, told = submit(scheduler, work)
    scheduler.catch_up(job)  # nothing waits yet, so whether it has begun does not matter
    scheduler.feed(job, Audio(audio=b""), seconds=0.5)
    scheduler.feed(job, Audio(audio=b""), seconds=0.5)
    assert gate.reached.wait(_PATIENCE_S)
    work.caught_up.clear()
    scheduler.catch_up(job)
    assert work.caught_up.is_set()
    gate.opened.set()
    scheduler.feed(job, EndOfStream())
    assert told.ended.wait(_PATIENCE_S)


def test_orders_of_one_request_are_done_in_order_and_its_place_is_freed(
    scheduler: Scheduler,
) -> None:
    log: list[str] = []
    job, told = submit(scheduler, Recorded("a", log))
    for _ in range(20):
        scheduler.feed(job, Audio(audio=b""), seconds=0.1)
    scheduler.feed(job, EndOfStream())
    scheduler.feed(job, Audio(audio=b""))  # too late, and ignored
    assert told.ended.wait(_PATIENCE_S)
    assert len(log) == 21
    assert told.messages == [READY, EndOfAnswer()]
    until(lambda: scheduler.load.jobs == 0)
    assert scheduler.load.waiting_s == 0
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_who_was_served_least_goes_next(scheduler: Scheduler) -> None:
    log: list[str] = []
    gate = Gate()
    hog, _ = submit(scheduler, Recorded("hog", log, gate))
    for _ in range(50):
        scheduler.feed(hog, Audio(audio=b""), seconds=0.01)
    assert gate.reached.wait(_PATIENCE_S)
    # While the hog is being served a live client comes; it need not wait for all of the hog.
    live, told = submit(scheduler, Recorded("live", log))
    scheduler.feed(live, Audio(audio=b""), seconds=0.01)
    scheduler.feed(live, EndOfStream())
    gate.opened.set()
    assert told.ended.wait(_PATIENCE_S)
    until(lambda: log.count("hog") == 50)
    assert log.index("live") <= 2
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_places_are_limited(scheduler: Scheduler) -> None:
    log: list[str] = []
    jobs = [submit(scheduler, Recorded("x", log))[0] for _ in range(4)]
    with pytest.raises(FullError):
        submit(scheduler, Recorded("x", log))
    scheduler.cancel(jobs[0])
    submit(scheduler, Recorded("x", log))
    assert scheduler.close(timeout_s=_PATIENCE_S)
    with pytest.raises(FullError):
        submit(scheduler, Recorded("x", log))


def test_what_is_paused_waits(scheduler: Scheduler) -> None:
    log: list[str] = []
    job, told = submit(scheduler, Recorded("a", log))
    until(lambda: told.messages == [READY])
    scheduler.pause(job, is_paused=True)
    scheduler.feed(job, EndOfStream())
    other, done = submit(scheduler, Recorded("b", log))
    scheduler.feed(other, EndOfStream())
    assert done.ended.wait(_PATIENCE_S)
    assert log == ["b"]
    scheduler.pause(job, is_paused=False)
    assert told.ended.wait(_PATIENCE_S)
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_a_failure_ends_one_request_and_no_thread(
    scheduler: Scheduler, caplog: pytest.LogCaptureFixture
) -> None:
    log: list[str] = []
    job, told = submit(scheduler, Recorded("a", log))
    scheduler.feed(job, Audio(audio=b"boom"))
    assert told.ended.wait(_PATIENCE_S)
    failure = told.messages[-1]
    assert isinstance(failure, Failure)
    assert told.messages[-2] == WrittenText(text="a so far", start_s=0.0, stop_s=1.0)
    assert failure.code is CloseCode.INTERNAL
    assert "boom" not in failure.message
    assert "a request failed" in caplog.text

    def refuse() -> tuple[Recorded, ServerMessage]:
        raise RouteError(Code.VERBATIM, text="no way; choose another")

    refused = Told()
    scheduler.submit(refuse, emit=refused, has_room=lambda: None)
    assert refused.ended.wait(_PATIENCE_S)
    assert refused.messages == [Failure(message="no way; choose another", code=CloseCode.POLICY)]
    until(lambda: scheduler.load.jobs == 0)
    assert scheduler.close(timeout_s=_PATIENCE_S)


class Clock:
    """Seconds that a test sets."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_only_a_live_source_is_ever_late() -> None:
    clock = Clock()
    scheduler = Scheduler(threads=1, most_jobs=4, clock=clock)
    log: list[str] = []
    gate = Gate()
    live, recording = Recorded("live", log, gate), Recorded("recording", log, gate)
    jobs = [submit(scheduler, work)[0] for work in (live, recording)]
    for _ in range(3):
        scheduler.feed(jobs[0], Audio(audio=b""), seconds=0.5)
        clock.now_s += 0.5
    for _ in range(4):
        scheduler.feed(jobs[1], Audio(audio=b""), seconds=0.5)
    clock.now_s += 60.0
    # Back-pressure has held it up: by now it could have been spoken, and was not all the same.
    scheduler.feed(jobs[1], Audio(audio=b""), seconds=0.5)
    gate.opened.set()
    until(lambda: len(live.backlogs) == 3 and len(recording.backlogs) == 5)
    assert live.backlogs[-1] == 0
    assert 16_000 in live.backlogs[:2] or 8_000 in live.backlogs[:2]
    assert set(recording.backlogs) == {0}
    assert jobs[1].lag_s(1.0) is None
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_a_live_source_that_began_with_a_burst_is_live() -> None:
    clock = Clock()
    scheduler = Scheduler(threads=1, most_jobs=4, clock=clock)
    log: list[str] = []
    work = Recorded("live", log)
    job, told = submit(scheduler, work)
    until(lambda: told.messages == [READY])
    # What was spoken while the models were being loaded comes at once.
    for _ in range(10):
        scheduler.feed(job, Audio(audio=b""), seconds=0.5)
    until(lambda: job.idle_since_s is not None and len(log) == 10)
    assert job.lag_s(1.0) is None
    clock.now_s += 0.5
    scheduler.feed(job, Audio(audio=b""), seconds=0.5)
    until(lambda: len(log) == 11)
    assert job.lag_s(5.5) == pytest.approx(0)
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_a_clock_that_jumps_makes_nobody_late() -> None:
    clock = Clock()
    scheduler = Scheduler(threads=1, most_jobs=4, clock=clock)
    log: list[str] = []
    work = Recorded("live", log)
    job, told = submit(scheduler, work)
    for jump_s in (0.5, 3600.0, 0.5, -7200.0, 0.5):
        clock.now_s += jump_s
        scheduler.feed(job, Audio(audio=b""), seconds=0.5)
        count = len(log)
        until(lambda count=count: len(log) > count)  # type: ignore[misc]
    scheduler.feed(job, EndOfStream())
    assert told.ended.wait(_PATIENCE_S)
    assert told.messages[-1] == EndOfAnswer()
    assert set(work.backlogs) == {0}
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_a_full_request_is_told_of_room(scheduler: Scheduler) -> None:
    log: list[str] = []
    gate = Gate()
    room = threading.Event()
    work = Recorded("a", log, gate)
    job = scheduler.submit(lambda: (work, READY), emit=Told(), has_room=room.set)
    for _ in range(6):
        scheduler.feed(job, Audio(audio=b""), seconds=0.5)
    assert job.is_full
    gate.opened.set()
    assert room.wait(_PATIENCE_S)
    until(lambda: job.is_roomy)
    assert scheduler.close(timeout_s=_PATIENCE_S)


def test_a_request_that_is_over_is_closed_whoever_ended_it(scheduler: Scheduler) -> None:
    log: list[str] = []
    ended, cancelled, left = Recorded("a", log), Recorded("b", log), Recorded("c", log)
    job, _ = submit(scheduler, ended)
    scheduler.feed(job, EndOfStream())
    assert ended.closed.wait(_PATIENCE_S)
    job, told = submit(scheduler, cancelled)
    until(lambda: told.messages == [READY])
    until(lambda: not job.is_running)
    scheduler.cancel(job)
    assert cancelled.closed.wait(_PATIENCE_S)
    job, told = submit(scheduler, left)
    until(lambda: told.messages == [READY])
    assert not left.closed.is_set()
    assert scheduler.close(timeout_s=_PATIENCE_S)
    assert left.closed.is_set()
