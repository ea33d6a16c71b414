"""The rows of a transcript, built from the events of one direction or of both."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final, NamedTuple, assert_never

from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.events import (
    AudioProduced,
    EffortChanged,
    EngineFailed,
    EngineNotice,
    Event,
    LanguageDetected,
    LanguagesChanged,
    SourceGap,
    SpeakerChanged,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextCorrected,
    TextTentative,
    TextTyped,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.sentences import ends_sentence

LONG_ROW_CHARACTERS: Final = 280
"""From so much text on, a row ends with its sentence although nobody paused."""

_LONGEST_ROW_CHARACTERS: Final = 2 * LONG_ROW_CHARACTERS
"""A row that finds no common end of sentence in both texts ends here, after a word."""


NEAR: Final = SOURCE_RATE_HZ // 2
"""A row that begins so near to a change of speaker begins with it: times of words are estimates."""

_SENTENCE_NEAR: Final = SOURCE_RATE_HZ
"""So near to it, the end of a sentence is where the speaker changed."""

_LEAST_WORDS: Final = 2
"""Fewer are not left to a speaker before: they are more probably timed too early."""


class Piece(NamedTuple):
    """Committed words of a row.

    Attributes:
        place: number of the event that they came with, from 0, of those that were handled.
        is_target: whether they are of the translation.
        begin: where in that text of the row they begin.
        start: where in the source.
    """

    place: int
    is_target: bool
    begin: int
    start: SampleIndex


@dataclass(slots=True, kw_only=True)
class Row:
    """What one speaker said in one go.

    Attributes:
        stream: the direction that it belongs to.
        start: where in the source it begins.
        source: what was said, where the route writes it down; append-only.
        target: the committed translation; append-only.
        tentative: the guess at what follows `target`; replaced whole.
        gap: what was not heard in this place, which is all that the row says.
        begins: source_start of its first committed words; None where it has none.
        is_typed: it was typed, not said.
        is_corrected: the user has changed its words.
        way: the language that is heard and the one that it is translated into, where one stream
            goes both ways; else None.
        is_final: it changes no more.
        languages: where the row is no text and divides what is heard and read in other languages:
            the source, empty where it is detected, and the target; None for a row of text.
        speaker: number of who speaks, where voices are told apart; else 0.
        pieces: what its text consists of, in order.
    """

    stream: str
    start: SampleIndex
    source: str = ""
    target: str = ""
    tentative: str = ""
    gap: SourceGap | None = None
    begins: SampleIndex | None = None
    is_typed: bool = False
    is_corrected: bool = False
    way: tuple[str, str] | None = None
    is_final: bool = False
    languages: tuple[str, str] | None = None
    speaker: int = 0
    pieces: list[Piece] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_speech(self) -> bool:
        """Whether somebody said it."""
        return not (self.is_typed or self.gap or self.languages)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read: tentative text turned out to be no speech."""
        is_text = self.source or self.target or self.tentative.strip()
        return not (is_text or self.gap or self.languages)


class Transcript:
    """Rows in the order in which they began; each direction grows only its own last ones.

    Attributes:
        has_speakers: whether several voices were told apart: one alone needs no name.
    """

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._open: dict[str, int] = {}
        self._ways: dict[str, tuple[str, str]] = {}
        self._speakers: dict[str, int] = {}
        # Of the open utterance: rows of one speaker after another, and who is to follow them.
        self._growing: dict[str, list[Row]] = {}
        self._due: dict[str, deque[SpeakerChanged]] = {}
        self._n_handled = 0
        self.has_speakers = False

    @property
    def rows(self) -> Sequence[Row]:
        """All rows; a view that grows."""
        return self._rows

    def handle(self, event: Event, *, stream: str) -> int | None:
        """Handle the next event of a direction.

        Returns:
            The number of the row that it changed or began; None where it changed nothing.
        """
        number: int | None = None
        match event:
            case TextCommitted() | TranscriptCommitted():
                number = self._grow(event, stream)
            case TextTentative():
                number = self._set_tentative(event, stream)
            case SpeechEnded() | EngineFailed():
                number = self.end_row(stream)
            case TextTyped():
                number = self._type(event, stream)
            case TextWithdrawn() | TextCorrected() | SpeakerChanged():
                number = self._change(event, stream)
            case SourceGap() | LanguagesChanged():
                number = self._divide(event, stream)
            case LanguageDetected():
                if event.target:
                    self._ways[stream] = (event.language, event.target)
            case (
                SpeechStarted()
                | AudioProduced()
                | EffortChanged()
                | SpeakingTempoChanged()
                | SpeechDropped()
                | EngineNotice()
            ):
                pass
            case _:
                assert_never(event)
        self._n_handled += 1
        return number

    def end_row(self, stream: str) -> int | None:
        """Finish a direction's row: tentative text goes, committed text stays.

        Returns:
            The number of the row; None where none was open.
        """
        number = self._open.pop(stream, None)
        for row in self._growing.pop(stream, ()):
            row.tentative = ""
            row.is_final = True
        due = self._due.pop(stream, None)
        if due:
            self._speakers[stream] = due[-1].speaker
        return number

    def _divide(self, event: SourceGap | LanguagesChanged, stream: str) -> int | None:
        """Put a row of its own between what was said before and after."""
        ended = self.end_row(stream)
        if isinstance(event, SourceGap):
            row = Row(stream=stream, start=event.source_start, gap=event, is_final=True)
        else:
            languages = (event.source, event.target)
            last = next((row for row in reversed(self._rows) if row.languages), None)
            if last is not None and last.stream != stream and last.languages == languages[::-1]:
                return ended  # the other way of a call
            row = Row(stream=stream, start=event.heard, languages=languages, is_final=True)
        self._rows.append(row)
        return len(self._rows) - 1

    def _turn(self, event: SpeakerChanged, stream: str) -> int | None:
        """Give rows to who speaks since a while ago, and divide the one in which they began."""
        self.has_speakers = self.has_speakers or event.speaker > 1
        changed: int | None = None
        for number in range(len(self._rows) - 1, -1, -1):
            row = self._rows[number]
            if row.stream != stream or not row.is_speech:
                continue
            if row.start < event.source_start - NEAR:
                divided = self._divide_row(number, event)
                if divided is None and changed is None and self._grows(row):
                    # Nothing of what they say is written yet.
                    self._due.setdefault(stream, deque()).append(event)
                    return None
                changed = changed if divided is None else divided
                break
            row.speaker = event.speaker
            changed = number
        self._speakers[stream] = event.speaker
        self._due.pop(stream, None)
        return changed

    def _divide_row(self, number: int, event: SpeakerChanged) -> int | None:
        """Put what a later speaker said of a row into a row of its own, behind it."""
        row = self._rows[number]
        cuts: dict[bool, int] = {}
        is_later, is_earlier = True, True
        for is_target in {piece.is_target for piece in row.pieces}:
            cuts[is_target] = cut = _cut(row, event.source_start, is_target=is_target)
            is_later = is_later and cut == 0
            is_earlier = is_earlier and cut == sum(p.is_target == is_target for p in row.pieces)
        if is_earlier:
            return None
        if is_later:
            row.speaker = event.speaker
            return number
        later = Row(
            stream=row.stream,
            start=event.source_start,
            tentative=row.tentative,
            way=row.way,
            is_final=row.is_final,
            speaker=event.speaker,
        )
        kept: list[Piece] = []
        for is_target, pieces in groupby(
            sorted(row.pieces, key=attrgetter("is_target")), key=attrgetter("is_target")
        ):
            text, cut, own = row.target if is_target else row.source, cuts[is_target], list(pieces)
            if cut == len(own):
                kept += own
                continue
            begin = own[cut].begin
            moved = text[begin:].lstrip()
            skipped = len(text) - len(moved)
            later.pieces += [
                piece._replace(begin=max(0, piece.begin - skipped)) for piece in own[cut:]
            ]
            kept += own[:cut]
            if is_target:
                row.target, later.target = text[:begin].rstrip(), moved
            else:
                row.source, later.source = text[:begin].rstrip(), moved
        row.pieces = sorted(kept)
        later.pieces.sort()
        later.begins = later.pieces[0].start
        row.tentative = ""
        self._rows.insert(number + 1, later)
        if self._grows(row):
            growing = self._growing[row.stream]
            growing.insert(next(n for n, each in enumerate(growing) if each is row) + 1, later)
        for stream, place in self._open.items():
            if place > number or (place == number and stream == row.stream):
                self._open[stream] = place + 1
        return number

    def _change(
        self, event: TextWithdrawn | TextCorrected | SpeakerChanged, stream: str
    ) -> int | None:
        """Change rows that are over."""
        if isinstance(event, SpeakerChanged):
            return self._turn(event, stream)
        if isinstance(event, TextCorrected):
            return self._correct(event, stream)
        return self._withdraw(event, stream)

    def _withdraw(self, event: TextWithdrawn, stream: str) -> int | None:
        """Blank the rows of a turn; what follows is written in new ones."""
        ended = self.end_row(stream)
        number = None
        for place, row in enumerate(self._rows):
            is_turn = event.source_start <= row.start < event.source_end and not row.is_typed
            if row.stream == stream and is_turn and not (row.gap or row.languages):
                row.source = row.target = row.tentative = ""
                number = place
        return ended if number is None else number

    def _correct(self, event: TextCorrected, stream: str) -> int | None:
        """Change a row that is over; the last one that it can be meant for."""
        for number in range(len(self._rows) - 1, -1, -1):
            row = self._rows[number]
            is_there = row.stream == stream and row.begins == event.source_start
            if is_there and event.before == (row.target if event.is_target else row.source):
                if event.is_target:
                    row.target = event.text
                else:
                    row.source = event.text
                row.is_corrected = True
                return number
        return None

    def _type(self, event: TextTyped, stream: str) -> int:
        """A row of its own; what is being said goes on in the row that it began in."""
        source = event.typed if event.language != event.typed_language else ""
        self._rows.append(
            Row(
                stream=stream,
                start=event.source_start,
                begins=event.source_start,
                source=source,
                target=event.text,
                is_typed=True,
                way=(event.typed_language, event.language) if stream in self._ways else None,
                is_final=True,
                pieces=[
                    Piece(self._n_handled, way, 0, event.source_start) for way in (False, True)
                ],
            )
        )
        return len(self._rows) - 1

    def _grow(self, event: TextCommitted | TranscriptCommitted, stream: str) -> int | None:
        if not event.text.strip() and stream not in self._open:
            return None
        is_target = isinstance(event, TextCommitted)
        number = self._row_of_speaker(event, stream, is_target=is_target)
        row = self._rows[number]
        if row.begins is None:
            row.begins = event.source_start
        begin = len(row.target if is_target else row.source)
        row.pieces.append(Piece(self._n_handled, is_target, begin, event.source_start))
        if is_target:
            row.target += event.text if row.target else event.text.lstrip()
            row.tentative = ""
        else:
            row.source += event.text if row.source else event.text.lstrip()
        return number

    def _row_of_speaker(
        self, event: TextCommitted | TranscriptCommitted, stream: str, *, is_target: bool
    ) -> int:
        """The row of whoever said it: one text may have come further than the other."""
        number = self._row_for(event, stream)
        growing, due = self._growing[stream], self._due.get(stream)
        written = [bool(row.target if is_target else row.source) for row in growing]
        place = len(growing) - 1 - written[::-1].index(True) if any(written) else 0
        for row, later in pairwise(growing[place:]):
            if _is_before(event, later.start, row, is_target=is_target):
                numbers = range(len(self._rows) - 1, -1, -1)
                return next(n for n in numbers if self._rows[n] is row)
        while due and not _is_before(event, due[0].source_start, growing[-1], is_target=is_target):
            turn = due.popleft()
            self._speakers[stream] = turn.speaker
            growing[-1].tentative = ""
            row = Row(
                stream=stream,
                start=turn.source_start,
                way=growing[-1].way,
                speaker=turn.speaker,
            )
            number = self._open[stream] = len(self._rows)
            growing.append(row)
            self._rows.append(row)
        return number

    def _grows(self, row: Row) -> bool:
        return any(each is row for each in self._growing.get(row.stream, ()))

    def _set_tentative(self, event: TextTentative, stream: str) -> int | None:
        number = self._open.get(stream)
        if number is None:
            if not event.text.strip():
                return None
            number = self._row_for(event, stream)
        self._rows[number].tentative = event.text
        return number

    def _row_for(
        self, event: TextCommitted | TranscriptCommitted | TextTentative, stream: str
    ) -> int:
        number = self._open.get(stream)
        if number is not None and event.text[:1].isspace() and _is_full(self._rows[number]):
            due = self._due.pop(stream, None)
            self.end_row(stream)
            if due:
                self._due[stream] = due
            number = None
        if number is None:
            number = self._open[stream] = len(self._rows)
            way = self._ways.get(stream)
            speaker = self._speakers.get(stream, 0)
            row = Row(stream=stream, start=event.source_start, way=way, speaker=speaker)
            self._rows.append(row)
            self._growing[stream] = [row]
        return number


def has_speakers(rows: Sequence[Row]) -> bool:
    """Whether several voices were told apart: one alone needs no name."""
    return any(row.speaker > 1 for row in rows)


def in_turns(
    events: Sequence[Event],
    *,
    speaker: int,
    kind: type[TextCommitted] | type[TranscriptCommitted],
) -> Iterator[Event]:
    """The events of a stream as if each change of speaker had been told before its words.

    Args:
        events: of one stream.
        speaker: who speaks at first; 0 where it is not known.
        kind: whose words count: a transcript is ahead of its translation.
    """
    transcript = Transcript()
    if speaker:
        transcript.handle(SpeakerChanged(speaker=speaker, source_start=0, heard=0), stream="")
    n_before = int(speaker > 0)
    for event in events:
        transcript.handle(event, stream="")
    said_by = {
        piece.place - n_before: row.speaker for row in transcript.rows for piece in row.pieces
    }
    for place, event in enumerate(events):
        if isinstance(event, SpeakerChanged):
            continue
        if isinstance(event, kind) and said_by.get(place, speaker) != speaker:
            speaker = said_by[place]
            yield SpeakerChanged(
                speaker=speaker, source_start=event.source_start, heard=event.heard
            )
        yield event


def _cut(row: Row, change: SampleIndex, *, is_target: bool) -> int:
    """With which piece of a text a later speaker begins; all of them where there is none."""
    pieces = [piece for piece in row.pieces if piece.is_target == is_target]
    text = row.target if is_target else row.source
    # Words need not be in the order in which they were said.
    costs = [
        sum(piece.start >= change for piece in pieces[:cut])
        + sum(piece.start < change for piece in pieces[cut:])
        for cut in range(len(pieces) + 1)
    ]
    cut = min(range(len(costs)), key=costs.__getitem__)
    ends = [
        number
        for number in range(1, len(pieces) + 1)
        if ends_sentence(text[: pieces[number].begin] if number < len(pieces) else text)
        and abs((pieces[number].start if number < len(pieces) else change) - change)
        <= _SENTENCE_NEAR
    ]
    cut = min(ends, key=lambda number: abs(number - cut), default=cut)
    before = text if cut == len(pieces) else text[: pieces[cut].begin]
    return cut if cut == len(pieces) or len(before.split()) >= _LEAST_WORDS else 0


def _is_before(
    event: TextCommitted | TranscriptCommitted, change: SampleIndex, row: Row, *, is_target: bool
) -> bool:
    """Whether words go on with a row, behind which another speaker begins."""
    if event.source_start >= change:
        return False
    text = row.target if is_target else row.source
    return not (ends_sentence(text) and event.source_start >= change - _SENTENCE_NEAR)


def _is_full(row: Row) -> bool:
    characters = max(len(row.source), len(row.target))
    if characters < LONG_ROW_CHARACTERS:
        return False
    ends = all(ends_sentence(text) for text in (row.source, row.target) if text.strip())
    return ends or characters >= _LONGEST_ROW_CHARACTERS
