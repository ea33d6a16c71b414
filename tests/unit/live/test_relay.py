"""One session after the other on one clock."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.events import AudioProduced, Event, LanguagesChanged, TextCommitted
from engine.live.relay import SessionRelay
from engine.session import SourceBlock, finish_now
from tests.helpers.live import clause
from tests.helpers.streams import RecordingSession


class Slow(RecordingSession):
    """Needs three parts to finish, the second of which is speech."""

    def finish(self) -> Iterator[list[Event]]:
        yield from super().finish()
        yield [clause(np.ones(TARGET_RATE_HZ, np.float32))]
        yield []


def said(*values: float) -> list[SourceBlock]:
    return [SourceBlock(np.full(1_600, value, np.float32)) for value in values]


def heard_by(session: RecordingSession) -> list[float]:
    return [float(value) for value in session.heard[::1_600]]


def test_what_was_heard_is_finished_first_and_nothing_of_what_follows_is_lost() -> None:
    first, second = Slow(), RecordingSession()
    relay = SessionRelay(first)
    events: list[Event] = []
    for number, block in enumerate(said(1, 2, 3, 4, 5, 6, 7, 8)):
        if number == 3:
            relay.follow_with(second, source="de", target="fr")
        events += relay.push(block)
    events += finish_now(relay)
    assert heard_by(first) == [1, 2, 3]
    assert heard_by(second) == [4, 5, 6, 7, 8]
    assert (first.finishes, first.closed) == (1, 1)
    divider = LanguagesChanged(source="de", target="fr", heard=3 * 1_600)
    place = events.index(divider)
    texts = [event.text for event in events[:place] if isinstance(event, TextCommitted)]
    assert texts == [" block1", " block2", " block3", " end"]
    following = [event for event in events[place:] if isinstance(event, TextCommitted)]
    assert following[-1].text == " end"
    # On the clock of the whole stream.
    assert following[-1].heard == 8 * 1_600
    assert all(event.source_start >= 3 * 1_600 for event in following)


def test_speech_of_the_second_session_is_not_due_before_that_of_the_first_is_over() -> None:
    class Speaker(RecordingSession):
        def push(self, block: SourceBlock) -> list[Event]:
            return [*super().push(block), clause(np.ones(480, np.float32))]

    relay = SessionRelay(Slow())
    relay.push(said(1)[0])
    relay.follow_with(Speaker(), source=None, target="fr")
    events = [event for block in said(2, 3, 4, 5, 6) for event in relay.push(block)]
    spoken = [event for event in events if isinstance(event, AudioProduced)]
    ends = [event.target_start + event.samples.size for event in spoken]
    assert [event.target_start for event in spoken[1:]] >= ends[:-1]
    offset = 1_600 * TARGET_RATE_HZ // SOURCE_RATE_HZ
    assert spoken[1].target_start == max(offset, ends[0])
    assert LanguagesChanged(source="", target="fr", heard=1_600) in events


def test_the_last_of_two_changes_counts() -> None:
    first, left, second = RecordingSession(), RecordingSession(), RecordingSession()
    relay = SessionRelay(first)
    relay.follow_with(left, source="de", target="fr")
    relay.follow_with(second, source="es", target="fr")
    for block in said(1, 2, 3, 4):
        relay.push(block)
    assert (left.closed, left.heard.size) == (1, 0)
    assert heard_by(second) == [1, 2, 3, 4]


@pytest.mark.parametrize("is_pushed", [False, True])
def test_at_the_end_nothing_is_left_open(*, is_pushed: bool) -> None:
    first, second, late = Slow(), RecordingSession(), RecordingSession()
    relay = SessionRelay(first)
    relay.push(said(1)[0])
    relay.follow_with(second, source="de", target="fr")
    if is_pushed:
        relay.push(said(2)[0])
    events = finish_now(relay)
    relay.close()
    heard: Float32 = np.concatenate([first.heard, second.heard])
    assert heard.size == (2 if is_pushed else 1) * 1_600
    assert [event.text for event in events if isinstance(event, TextCommitted)][-1] == " end"
    assert (first.closed, second.closed) == (1, 1)
    relay.follow_with(late, source="de", target="fr")
    assert late.closed == 1


def test_what_waits_from_before_the_change_is_heard_by_the_session_before() -> None:
    first, second = RecordingSession(), RecordingSession()
    relay = SessionRelay(first)
    relay.follow_with(second, source="de", target="fr", begins=2 * 1_600 + 800)
    events = [event for block in said(1, 2, 3, 4, 5) for event in relay.push(block)]
    events += finish_now(relay)
    np.testing.assert_array_equal(first.heard, np.repeat([1, 2, 3], [1_600, 1_600, 800]))
    np.testing.assert_array_equal(second.heard, np.repeat([3, 4, 5], [800, 1_600, 1_600]))
    assert LanguagesChanged(source="de", target="fr", heard=4_000) in events
