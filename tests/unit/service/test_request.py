from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.events import Event, SpeakerChanged, TextCommitted
from engine.service.codecs import WavDecoder
from engine.service.request import SpeechInput, SpeechRequest, WholeWords
from engine.service.wire import Extra, Flush, Notice
from engine.session import Session, SourceBlock


def committed(text: str, end: int) -> TextCommitted:
    return TextCommitted(
        text=text, language="en", source_start=end - 1, source_end=end, heard=end + 5
    )


def test_a_mark_joins_its_word() -> None:
    words = WholeWords()
    assert words.push(committed(" today", 1)) == []
    assert words.push(committed(".", 2)) == []
    (first,) = words.push(committed(" We", 3))
    assert (first.text, first.source_start, first.source_end) == (" today.", 0, 2)
    (last,) = words.flush()
    assert last.text == " We"
    assert words.flush() == []


@given(st.lists(st.sampled_from([" a", " bc", ".", ",", "'s", " d"])))
def test_nothing_is_lost_and_no_text_but_the_first_is_without_its_space(parts: list[str]) -> None:
    words = WholeWords()
    texts = [t.text for i, part in enumerate(parts) for t in words.push(committed(part, i + 1))]
    texts += [t.text for t in words.flush()]
    assert "".join(texts) == "".join(parts)
    assert all(text.startswith(" ") for text in texts[1:])


class Steady:
    """A session that never falls behind."""

    def push(self, block: SourceBlock) -> list[Event]:
        del block
        return []

    def finish(self) -> Iterator[list[Event]]:
        yield []

    def close(self) -> None: ...


class Panel(Steady):
    """A session in which somebody else speaks."""

    def finish(self) -> Iterator[list[Event]]:
        yield [SpeakerChanged(speaker=2, source_start=16_000, heard=48_000)]


class Late(Steady):
    """A session that can be told to catch up."""

    def __init__(self) -> None:
        self.times = 0

    def catch_up(self) -> None:
        self.times += 1


def test_who_speaks_is_told_as_a_notice() -> None:
    request = SpeechRequest(
        SpeechInput(
            decoder=WavDecoder(),
            session=Panel(),
            output=None,
            turns=None,
            companion=None,
            is_transcript=False,
            extras=frozenset({Extra.SPEAKERS}),
        )
    )
    request.accept(Flush(flush_id="1"), backlog_samples=0)
    assert request.proceed() == [Notice(kind="speaker", detail="2", start_s=1.0)]


@pytest.mark.parametrize("has_companion", [True, False])
def test_catching_up_is_told_to_all_that_can_be_late(*, has_companion: bool) -> None:
    session, companion = Late(), Late()

    def request(session: Session) -> SpeechRequest:
        return SpeechRequest(
            SpeechInput(
                decoder=WavDecoder(),
                session=session,
                output=None,
                turns=None,
                companion=companion if has_companion else None,
                is_transcript=False,
                extras=frozenset(),
            )
        )

    request(session).catch_up()
    assert session.times >= 1
    assert companion.times == int(has_companion)
    request(Steady()).catch_up()
