"""The rows of a transcript, built from the events of one direction or of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from engine.arrays import SampleIndex
from engine.events import (
    AudioProduced,
    EffortChanged,
    EngineFailed,
    EngineNotice,
    Event,
    LanguageDetected,
    LanguagesChanged,
    SourceGap,
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

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read: tentative text turned out to be no speech."""
        is_text = self.source or self.target or self.tentative.strip()
        return not (is_text or self.gap or self.languages)


class Transcript:
    """Rows in the order in which they began; each direction grows only its own last one."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._open: dict[str, int] = {}
        self._ways: dict[str, tuple[str, str]] = {}

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
            case TextWithdrawn() | TextCorrected():
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
        return number

    def end_row(self, stream: str) -> int | None:
        """Finish a direction's row: tentative text goes, committed text stays.

        Returns:
            The number of the row; None where none was open.
        """
        number = self._open.pop(stream, None)
        if number is not None:
            self._rows[number].tentative = ""
            self._rows[number].is_final = True
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

    def _change(self, event: TextWithdrawn | TextCorrected, stream: str) -> int | None:
        """Change rows that are over."""
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
            )
        )
        return len(self._rows) - 1

    def _grow(self, event: TextCommitted | TranscriptCommitted, stream: str) -> int | None:
        if not event.text.strip() and stream not in self._open:
            return None
        number = self._row_for(event, stream)
        row = self._rows[number]
        if row.begins is None:
            row.begins = event.source_start
        if isinstance(event, TextCommitted):
            row.target += event.text if row.target else event.text.lstrip()
            row.tentative = ""
        else:
            row.source += event.text if row.source else event.text.lstrip()
        return number

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
            self.end_row(stream)
            number = None
        if number is None:
            number = self._open[stream] = len(self._rows)
            way = self._ways.get(stream)
            self._rows.append(Row(stream=stream, start=event.source_start, way=way))
        return number


def _is_full(row: Row) -> bool:
    characters = max(len(row.source), len(row.target))
    if characters < LONG_ROW_CHARACTERS:
        return False
    ends = all(ends_sentence(text) for text in (row.source, row.target) if text.strip())
    return ends or characters >= _LONGEST_ROW_CHARACTERS
