"""What a user corrects in a transcript, and captions that are written of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.captions.corrections import correction, with_corrections
from engine.captions.documents import write_document
from engine.captions.transcript import Transcript
from engine.events import Event, TextCommitted, TextCorrected, TranscriptCommitted
from tests.helpers.events import committed, speaker, speech_ended, tentative, transcript, typed

SAID: list[Event] = [
    # What is guessed is in no record: a passage is the same without it.
    tentative(" The", 500, 1_000),
    transcript(" Fizikella", 1_000, 2_000),
    transcript(" gagne.", 2_000, 3_000),
    committed(" Fizikella", 1_000, 2_000),
    committed(" wins", 2_000, 2_500),
    committed(".", 2_500, 3_000),
    speech_ended(3_000),
    typed("Bravo Fizikella.", "Well done Fizikella.", 4_000),
    committed(" Fizikella", 5_000, 6_000),
    committed(" again.", 6_000, 7_000),
    speech_ended(7_000),
]


def heard(events: list[Event]) -> Transcript:
    made = Transcript()
    for event in events:
        made.handle(event, stream="")
    return made


def corrected(number: int, text: str, *, is_target: bool = True) -> TextCorrected:
    event = correction(heard(SAID).rows[number], text, is_target=is_target)
    assert event is not None
    return event


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_correction_changes_one_passage_and_says_so(number: int) -> None:
    text = heard(SAID).rows[number].target.replace("Fizikella", "Fisichella")
    kept = [event for event in SAID if type(event).__name__ != "TextTentative"]
    for events in (SAID, kept):
        rows = heard([*events, corrected(number, text)]).rows
        assert [row.is_corrected for row in rows] == [n == number for n in range(3)]
        assert rows[number].target == text
        assert [row.target for n, row in enumerate(rows) if n != number] == [
            row.target for n, row in enumerate(heard(SAID).rows) if n != number
        ]


def test_the_original_is_corrected_apart_from_the_translation_and_twice() -> None:
    first = corrected(0, "Fisichella gagne.", is_target=False)
    rows = heard([*SAID, first]).rows
    assert (rows[0].source, rows[0].target) == ("Fisichella gagne.", "Fizikella wins.")
    again = correction(rows[0], "Fisichella a gagné.", is_target=False)
    assert again is not None
    assert heard([*SAID, first, again]).rows[0].source == "Fisichella a gagné."


def test_nothing_is_corrected_where_nothing_changes_or_the_passage_still_grows() -> None:
    row = heard(SAID).rows[0]
    assert correction(row, " Fizikella  wins. ", is_target=True) is None
    assert correction(row, " ", is_target=True) is None
    open_row = heard([committed(" Fizikella")]).rows[0]
    assert correction(open_row, "Fisichella", is_target=True) is None


def test_a_document_marks_what_was_corrected(tmp_path: Path) -> None:
    path = tmp_path / "corrected.txt"
    write_document(path, heard([*SAID, corrected(0, "Fisichella wins.")]).rows)
    assert path.read_text(encoding="utf-8").startswith(
        "[0:00 \u270e]\nFizikella gagne.\nFisichella wins.\n"
    )


def test_captions_are_written_as_if_it_had_been_committed_so() -> None:
    events = with_corrections([*SAID, corrected(0, "Giancarlo Fisichella wins it.")])
    words = [
        (event.text, event.source_start)
        for event in events
        if isinstance(event, TextCommitted) and event.source_start < 3_000
    ]
    assert "".join(text for text, _ in words) == " Giancarlo Fisichella wins it."
    assert [start for _, start in words] == [1_000, 2_000, 2_500]
    assert not [event for event in events if isinstance(event, TextCorrected)]
    originals = [event.text for event in events if isinstance(event, TranscriptCommitted)]
    assert originals == [" Fizikella", " gagne."]


@given(text=st.text(alphabet="abFizkel. ", min_size=1, max_size=30), number=st.integers(0, 2))
def test_any_correction_is_what_captions_say(text: str, number: int) -> None:
    event = correction(heard(SAID).rows[number], text, is_target=True)
    if event is None:
        return
    rows = heard(with_corrections([*SAID, event])).rows
    assert " ".join(rows[number].target.split()) == event.text
    others = [row.target for n, row in enumerate(heard(SAID).rows) if n != number]
    assert [row.target for n, row in enumerate(rows) if n != number] == others


def test_a_row_that_was_divided_between_speakers_is_corrected_by_itself() -> None:
    events: list[Event] = [
        committed(" How", 0),
        committed(" are you?", 8_000),
        committed(" Yes, well", 33_000),
        speaker(2, 32_000),
        committed(" thanks.", 40_000),
        speech_ended(50_000),
    ]
    transcript = Transcript()
    for event in events:
        transcript.handle(event, stream="")
    corrected = correction(transcript.rows[1], "Yes, fine thanks.", is_target=True)
    assert corrected is not None
    texts = [
        event.text
        for event in with_corrections([*events, corrected])
        if isinstance(event, TextCommitted)
    ]
    assert texts == [" How", " are you?", " Yes, fine", " thanks."]
