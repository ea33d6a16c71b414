import logging
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from engine.errors import (
    AudioError,
    DeviceError,
    EngineError,
    OutputError,
    PhonemeError,
    VoiceError,
)
from engine.events import EngineFailed, Event, GapReason, SourceGap, TextCommitted
from engine.messages import Code
from engine.runner import Runner
from tests.helpers.streams import FakeSource, RecordingSession, blocks_of

NOISE = np.random.default_rng(5).standard_normal(16_000).astype(np.float32)


def texts(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, TextCommitted)]


def failures(events: list[Event]) -> list[EngineFailed]:
    return [event for event in events if isinstance(event, EngineFailed)]


def test_everything_that_the_source_gives_is_heard_and_finished() -> None:
    source, session = FakeSource(blocks_of(NOISE)), RecordingSession()
    events: list[Event] = []
    runner = Runner(source, session, on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=10)
    np.testing.assert_array_equal(session.heard, NOISE)
    assert texts(events) == [f" block{n}" for n in range(1, 11)] + [" end"]
    assert (source.closed, session.finishes, session.closed) == (1, 1, 1)
    assert not runner.failed
    assert runner.status.heard == 16_000


def test_the_session_is_used_on_one_thread_and_that_one_calls_back() -> None:
    source = FakeSource(blocks_of(NOISE))
    threads: set[str] = set()
    runner = Runner(
        source,
        RecordingSession(),
        on_event=lambda _: threads.add(threading.current_thread().name),
    )
    runner.start()
    assert runner.join(timeout_s=10)
    assert threads == source.threads == {"engine"}


def test_lost_audio_becomes_silence_of_the_same_length() -> None:
    before, after = blocks_of(NOISE[:1_600]), blocks_of(NOISE[:1_600], start=50_000)
    session = RecordingSession()
    events: list[Event] = []
    runner = Runner(FakeSource([*before, *after]), session, on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=10)
    gap = SourceGap(reason=GapReason.LOST, source_start=1_600, source_end=50_000, heard=1_600)
    assert gap in events
    expected = np.concatenate([NOISE[:1_600], np.zeros(48_400, np.float32), NOISE[:1_600]])
    np.testing.assert_array_equal(session.heard, expected)
    assert max(block.size for block in session.blocks) <= 16_000


def test_the_session_is_told_how_much_waits() -> None:
    session = RecordingSession()
    runner = Runner(
        FakeSource(blocks_of(NOISE), backlog_samples=4_321), session, on_event=lambda _: None
    )
    runner.start()
    assert runner.join(timeout_s=10)
    assert set(session.backlogs) == {4_321}


@pytest.mark.parametrize(("drain", "finishes"), [(True, 1), (False, 0)])
def test_stopping_finishes_or_does_not(*, drain: bool, finishes: int) -> None:
    heard = threading.Event()
    source, session = FakeSource(blocks_of(NOISE), endless=True), RecordingSession()
    runner = Runner(source, session, on_event=lambda _: heard.set())
    runner.start()
    assert heard.wait(10)
    assert runner.stop(drain=drain, timeout_s=10)
    assert session.finishes == finishes
    assert source.closed == 1
    assert not runner.failed


def test_a_second_stop_ends_a_slow_drain() -> None:
    pushed, release = threading.Event(), threading.Event()

    def wait(_: int) -> None:
        pushed.set()
        release.wait(10)

    session = RecordingSession(on_push=wait)
    runner = Runner(FakeSource(blocks_of(NOISE)), session, on_event=lambda _: None)
    runner.start()
    assert pushed.wait(10)
    assert not runner.stop(drain=True, timeout_s=0.05)
    runner.end(drain=False)
    release.set()
    assert runner.join(timeout_s=10)
    assert len(session.blocks) == 1
    assert session.finishes == 0


def test_stopping_a_hanging_session_returns_in_time() -> None:
    pushed, release = threading.Event(), threading.Event()

    def hang(_: int) -> None:
        pushed.set()
        release.wait(30)

    runner = Runner(
        FakeSource(blocks_of(NOISE)), RecordingSession(on_push=hang), on_event=lambda _: None
    )
    runner.start()
    assert pushed.wait(10)
    assert not runner.stop(drain=False, timeout_s=0.1)
    release.set()
    assert runner.join(timeout_s=10)


def test_a_drain_hears_what_had_come_and_nothing_after_it() -> None:
    pushed, release = threading.Event(), threading.Event()

    def wait(_: int) -> None:
        pushed.set()
        release.wait(10)

    session = RecordingSession(on_push=wait)
    source = FakeSource(blocks_of(NOISE), endless=True)
    runner = Runner(source, session, on_event=lambda _: None)
    runner.start()
    assert pushed.wait(10)
    runner.end(drain=True)
    runner.end(drain=True)
    release.set()
    assert runner.join(timeout_s=10)
    np.testing.assert_array_equal(session.heard, NOISE)
    assert session.finishes == 1


def test_a_tap_sees_all_that_the_session_hears() -> None:
    before, after = blocks_of(NOISE[:1_600]), blocks_of(NOISE[:1_600], start=50_000)
    session = RecordingSession()
    tapped = [NOISE[:0]]
    runner = Runner(
        FakeSource([*before, *after]), session, on_event=lambda _: None, tap=tapped.append
    )
    runner.start()
    assert runner.join(timeout_s=10)
    np.testing.assert_array_equal(np.concatenate(tapped), session.heard)


def test_the_session_is_told_what_is_still_to_be_heard() -> None:
    played, unplayed = RecordingSession(), RecordingSession()
    runners = (
        Runner(
            FakeSource(blocks_of(NOISE)),
            played,
            on_event=lambda _: None,
            queued_samples=lambda: 1_234,
        ),
        Runner(FakeSource(blocks_of(NOISE)), unplayed, on_event=lambda _: None),
    )
    for runner in runners:
        runner.start()
        assert runner.join(timeout_s=10)
    assert set(played.queued) == {1_234}
    assert set(unplayed.queued) == {None}


def test_an_input_at_another_rate_is_heard_at_the_rate_of_the_engine() -> None:
    t = np.arange(48_000) / 48_000
    tone = (0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)
    session = RecordingSession()
    source = FakeSource(blocks_of(tone, size=4_800), rate_hz=48_000, backlog_samples=4_800)
    runner = Runner(source, session, on_event=lambda _: None)
    runner.start()
    assert runner.join(timeout_s=10)
    assert session.heard.size == 16_000
    assert np.argmax(np.abs(np.fft.rfft(session.heard))) == 440
    assert set(session.backlogs) == {1_600}


def test_an_error_for_the_user_is_shown_as_it_is() -> None:
    events: list[Event] = []
    source = FakeSource(
        blocks_of(NOISE), fails_with=AudioError(Code.VERBATIM, text="The file is damaged; copy it.")
    )
    runner = Runner(source, RecordingSession(), on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=10)
    assert [str(event.message) for event in failures(events)] == ["The file is damaged; copy it."]
    assert events[-1] is failures(events)[0]
    assert runner.failed
    assert source.closed == 1


@pytest.mark.parametrize(
    "error",
    [
        DeviceError(Code.VERBATIM, text="It is gone; plug it in."),
        AudioError(Code.VERBATIM, text="A sample is not a number at 50:00; export it again."),
    ],
)
def test_a_source_that_fails_still_finishes_what_was_heard(error: EngineError) -> None:
    events: list[Event] = []
    session = RecordingSession()
    source = FakeSource(blocks_of(NOISE), fails_with=error)
    runner = Runner(source, session, on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=10)
    assert texts(events)[-1] == " end"
    assert isinstance(events[-1], EngineFailed)
    assert str(events[-1].message) == str(error)
    assert session.finishes == 1


def test_a_voice_that_fails_at_the_end_costs_no_text() -> None:
    class Hoarse(RecordingSession):
        def finish(self) -> Iterator[list[Event]]:
            yield from super().finish()
            raise VoiceError(Code.VERBATIM, text="The voice is damaged; install it again.")

    events: list[Event] = []
    runner = Runner(FakeSource(blocks_of(NOISE)), Hoarse(), on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=10)
    assert texts(events)[-1] == " end"
    assert [str(event.message) for event in failures(events)] == [
        "The voice is damaged; install it again."
    ]


def test_what_is_left_of_the_end_is_left_where_the_user_waits_no_longer() -> None:
    class Slow(RecordingSession):
        parts = 0

        def finish(self) -> Iterator[list[Event]]:
            while True:
                self.parts += 1
                yield from super().finish()

    session = Slow()
    ended = threading.Event()
    runner = Runner(
        FakeSource([]), session, on_event=lambda _: ended.set() if session.parts > 3 else None
    )
    runner.start()
    assert ended.wait(10)
    assert runner.stop(drain=False, timeout_s=10)


def test_an_error_of_the_session_is_no_error_of_the_source() -> None:
    def fail(count: int) -> None:
        if count == 2:
            raise PhonemeError(Code.VERBATIM, text="The phoneme program is gone; start again.")

    session = RecordingSession(on_push=fail)
    events: list[Event] = []
    runner = Runner(FakeSource(blocks_of(NOISE)), session, on_event=events.append)
    runner.start()
    assert runner.join(timeout_s=10)
    assert session.finishes == 0
    assert [str(event.message) for event in failures(events)] == [
        "The phoneme program is gone; start again."
    ]


def test_a_bug_gives_one_failure_with_a_way_out_and_its_trace_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def explode(count: int) -> None:
        if count == 3:
            raise ZeroDivisionError("oops")

    events: list[Event] = []
    runner = Runner(
        FakeSource(blocks_of(NOISE)), RecordingSession(on_push=explode), on_event=events.append
    )
    with caplog.at_level(logging.ERROR):
        runner.start()
        assert runner.join(timeout_s=10)
    (failure,) = failures(events)
    assert "ZeroDivisionError: oops" in str(failure.message)
    assert failure.message.code is Code.UNEXPECTED
    assert failure.heard == 4 * 1_600
    assert "Traceback" in caplog.text
    assert "explode" in caplog.text


@pytest.mark.parametrize(
    "error",
    [
        BrokenPipeError(32, "Broken pipe"),
        OutputError(Code.VERBATIM, text="The disk is full."),
        DeviceError(Code.VERBATIM, text="Gone."),
    ],
)
def test_a_failure_of_the_listener_is_raised_to_the_caller_and_not_told_to_the_listener(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[Event] = []

    def listen(event: Event) -> None:
        calls.append(event)
        raise error

    source, session = FakeSource(blocks_of(NOISE), endless=True), RecordingSession()
    runner = Runner(source, session, on_event=listen)
    runner.start()
    assert runner.join(timeout_s=10)
    assert len(calls) == 1
    assert not failures(calls)
    assert runner.failed
    assert (source.closed, session.finishes) == (1, 0)
    assert caplog.text == ""
    with pytest.raises(type(error)) as raised:
        runner.raise_failure()
    assert raised.value is error


def test_a_listener_that_cannot_take_the_failure_is_raised_too() -> None:
    def listen(event: Event) -> None:
        if isinstance(event, EngineFailed):
            raise OutputError(Code.VERBATIM, text="The disk is full.")

    source = FakeSource([], fails_with=DeviceError(Code.VERBATIM, text="It is gone; plug it in."))
    runner = Runner(source, RecordingSession(), on_event=listen)
    runner.start()
    assert runner.join(timeout_s=10)
    assert runner.failed
    with pytest.raises(OutputError, match="disk is full"):
        runner.raise_failure()


def test_an_engine_error_is_an_event_and_nothing_to_raise() -> None:
    source = FakeSource([], fails_with=DeviceError(Code.VERBATIM, text="It is gone; plug it in."))
    runner = Runner(source, RecordingSession(), on_event=lambda _: None)
    runner.start()
    assert runner.join(timeout_s=10)
    assert runner.failed
    runner.raise_failure()


def test_a_detached_listener_hears_nothing_more(caplog: pytest.LogCaptureFixture) -> None:
    pushed, release = threading.Event(), threading.Event()

    def hang(count: int) -> None:
        if count == 1:
            pushed.set()
            release.wait(30)
            raise ZeroDivisionError("what it worked with was closed")

    events: list[Event] = []
    runner = Runner(
        FakeSource(blocks_of(NOISE)), RecordingSession(on_push=hang), on_event=events.append
    )
    runner.start()
    assert pushed.wait(10)
    assert runner.detach(timeout_s=10)
    release.set()
    assert runner.join(timeout_s=10)
    assert texts(events) == [" block1"]
    assert not failures(events)
    assert caplog.text == ""


def test_detaching_waits_for_the_event_that_is_being_written() -> None:
    writing, release = threading.Event(), threading.Event()
    written: list[Event] = []

    def listen(event: Event) -> None:
        writing.set()
        release.wait(30)
        written.append(event)

    runner = Runner(FakeSource(blocks_of(NOISE)), RecordingSession(), on_event=listen)
    runner.start()
    assert writing.wait(10)
    assert not runner.detach(timeout_s=0.05)
    release.set()
    assert runner.detach(timeout_s=10)
    assert len(written) == 1
    assert runner.join(timeout_s=10)
    assert len(written) == 1


def test_stopping_before_starting_is_harmless() -> None:
    runner = Runner(FakeSource([]), RecordingSession(), on_event=lambda _: None)
    assert runner.stop(drain=True, timeout_s=0.1)
