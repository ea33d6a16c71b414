"""Corrections of a transcript, and files of captions in which they are made."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from engine.captions.transcript import Row, Transcript
from engine.events import Event, TextCommitted, TextCorrected, TextTyped, TranscriptCommitted


def correction(row: Row, text: str, *, is_target: bool) -> TextCorrected | None:
    """What makes a passage say something else.

    Args:
        row: is over.
        text: the whole passage as it is to be.
        is_target: whether it is the translation, and not what was said.

    Returns:
        None where nothing changes or the row has no words.
    """
    before = row.target if is_target else row.source
    text = " ".join(text.split())
    if row.begins is None or not row.is_final or not before or text in ("", before):
        return None
    return TextCorrected(
        before=before,
        text=text,
        is_target=is_target,
        source_start=row.begins,
        source_end=row.begins,
        heard=row.begins,
    )


def with_corrections(events: Sequence[Event]) -> list[Event]:
    """The events of a stream as if what was corrected had been said and committed so.

    Subtitles are cut and timed word by word, so that a passage cannot be put into them whole: what
    differs goes where the words were that it replaces.
    """
    corrected = list(events)
    transcript = Transcript()
    for event in events:
        number = transcript.handle(event, stream="")
        if number is not None and isinstance(event, TextCorrected):
            pieces = transcript.rows[number].pieces
            places = [piece.place for piece in pieces if piece.is_target == event.is_target]
            _correct(corrected, places, event)
    return [event for event in corrected if not isinstance(event, TextCorrected)]


def _correct(events: list[Event], places: Sequence[int], correction: TextCorrected) -> None:
    """Change the words at these places so that together they are what was corrected."""
    first = _common(correction.before, correction.text)
    n_after = _common(correction.before[first:][::-1], correction.text[first:][::-1])
    last = len(correction.before) - n_after
    anew = correction.text[first : len(correction.text) - n_after]
    position = 0
    for number, place in enumerate(places):
        event = events[place]
        if isinstance(event, TextTyped):
            if correction.is_target:
                events[place] = replace(event, text=correction.text)
            else:
                events[place] = replace(event, typed=correction.text)
            return
        if not isinstance(event, TextCommitted | TranscriptCommitted):
            continue
        # The space that a row's first words begin with is none of the row's.
        lead = len(event.text) - len(event.text.lstrip()) if position == 0 and number == 0 else 0
        words = event.text[lead:]
        begin, end = position, position + len(words)
        position = end
        if end < first or (end == first and number < len(places) - 1) or begin > last:
            continue
        head, tail = words[: max(0, first - begin)], words[max(0, last - begin) :]
        events[place] = replace(event, text=event.text[:lead] + head + anew + tail)
        anew = ""


def _common(left: str, right: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    )
