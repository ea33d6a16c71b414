"""Caption files written while the speech is still going on.

Subtitles (SRT, WebVTT, ASS, TTML), text, JSON lines, and documents with both languages.

A file is complete and valid after every event, so that nothing that was committed is lost when
the program is killed: cues that may still change stand at the end of the file and are overwritten.

SRT: https://wiki.videolan.org/SubRip/ · WebVTT: https://www.w3.org/TR/webvtt1/
ASS: https://github.com/libass/libass/wiki/ASS-File-Format-Guide
TTML: https://www.w3.org/TR/ttml-imsc1.2/, the text profile
"""

import json
import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from copy import deepcopy
from enum import StrEnum
from html import escape
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Generic, NamedTuple, Protocol, Self, TypeVar

from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.captions.cues import Cue, CueBuilder
from engine.captions.documents import DOCUMENTS, SPEAKER_LABEL, write_document
from engine.captions.records import event_record
from engine.captions.transcript import NEAR, Transcript, in_turns
from engine.errors import OutputError
from engine.events import (
    AudioProduced,
    Event,
    SourceGap,
    SpeakerChanged,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTyped,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.messages import Code
from engine.output import output_errors

_MARK_SAMPLES: Final = 3 * SOURCE_RATE_HZ
"""How long a mark for what was not heard is shown at most."""

_MOST_MARKS: Final = 4
"""The last turn may be taken back while the next one begins."""

_SRT_MARKUP: Final = re.compile(r"<(?=[A-Za-z/])|\{(?=\\)|--(?=>)")


class Track(StrEnum):
    """Which text of the stream a file carries; subtitles carry one."""

    TRANSLATION = "translation"
    TRANSCRIPT = "transcript"
    BOTH = "both"


class SubtitleWriter(Protocol):
    """A growing subtitle file."""

    def push(self, event: Event) -> None:
        """Take the next event of the stream.

        Raises:
            OutputError: the disk is full or gone.
        """
        ...

    def close(self) -> None:
        """Finish the file; twice is harmless.

        Raises:
            OutputError: the disk is full or gone.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def create_subtitles(
    path: Path, *, track: Track = Track.TRANSLATION, label: str = SPEAKER_LABEL
) -> SubtitleWriter:
    """Create a caption file, in the format of its ending, replacing one of that name.

    Args:
        path: ends in one of ENDINGS.
        track: which text it carries; documents have both, as .txt may, and .jsonl every event.
        label: what stands before who speaks, where several voices were told apart: in documents
            everywhere, elsewhere where the speaker changes.

    Raises:
        OutputError: another ending, or the file cannot be created.
        ValueError: both texts are wanted of subtitles.
    """
    check_subtitle_ending(path)
    ending = path.suffix.lower()
    if ending in DOCUMENTS or (ending == ".txt" and track is Track.BOTH):
        return DocumentFile(path, label=label)
    if ending in CUE_FORMATS:
        if track is Track.BOTH:
            raise ValueError(f"{ending} carries one text")
        return CueFile(path, track=track, form=CUE_FORMATS[ending], label=label)
    return TextFile(path, track=track, label=label) if ending == ".txt" else EventFile(path)


def check_subtitle_ending(path: Path) -> None:
    """Refuse a name that stands for no format, before anything is created.

    Raises:
        OutputError: another ending than those of ENDINGS.
    """
    if path.suffix.lower() not in ENDINGS:
        raise OutputError(Code.OUTPUT_EXTENSION_UNKNOWN, file=path.name, extensions=ENDINGS)


def srt_cue(number: int, cue: Cue) -> str:
    """Format one cue of SRT; a space keeps text that looks like markup from being taken for it."""
    lines = "\n".join(_SRT_MARKUP.sub(lambda mark: f"{mark.group()} ", line) for line in cue.lines)
    return f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{lines}\n\n"


def vtt_cue(number: int, cue: Cue) -> str:
    """Format one cue of WebVTT."""
    lines = "\n".join(
        line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in cue.lines
    )
    return f"{number}\n{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{lines}\n\n"


def ass_cue(number: int, cue: Cue) -> str:
    """Format one cue of ASS; a joiner keeps a backslash from beginning a command."""
    del number
    text = r"\N".join(
        line.replace("\\", "\\\u2060").replace("{", r"\{").replace("}", r"\}") for line in cue.lines
    )
    # Hundredths, and one digit of hours.
    start, end = (_clock(position, ".")[1:-1] for position in (cue.start, cue.end))
    return f"Dialogue: 0,{start},{end},Default,,0,0,0,,{text}\n"


def ttml_cue(number: int, cue: Cue) -> str:
    """Format one cue of TTML."""
    lines = "<br/>".join(escape(line, quote=False) for line in cue.lines)
    times = f'begin="{_clock(cue.start, ".")}" end="{_clock(cue.end, ".")}"'
    return f'      <p xml:id="c{number}" region="bottom" {times}>{lines}</p>\n'


class CueFormat(NamedTuple):
    """How a file of cues is written: what stands before them, each of them, what follows."""

    head: str
    show: Callable[[int, Cue], str]
    foot: str = ""


_ASS_HEAD: Final = """[Script Info]
ScriptType: v4.00+
WrapStyle: 2
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,60,&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,80,\
80,60,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
""".replace("\\\n", "")

_TTML_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" \
xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="" \
ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
  <head>
    <layout>
      <region xml:id="bottom" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after" \
tts:textAlign="center"/>
    </layout>
  </head>
  <body>
    <div>
""".replace("\\\n", "")

CUE_FORMATS: Final[Mapping[str, CueFormat]] = MappingProxyType(
    {
        ".srt": CueFormat("", srt_cue),
        ".vtt": CueFormat("WEBVTT\n\n", vtt_cue),
        ".ass": CueFormat(_ASS_HEAD, ass_cue),
        ".ttml": CueFormat(_TTML_HEAD, ttml_cue, "    </div>\n  </body>\n</tt>\n"),
    }
)

ENDINGS: Final = (*CUE_FORMATS, ".txt", *DOCUMENTS, ".jsonl")
"""Of the files that `create_subtitles` makes."""


class _OpenFile:
    """A text file whose tail may be replaced, flushed after every change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._settled_bytes = 0
        self._tail_bytes = 0
        with output_errors(path):
            # Unbuffered: what is written is in the system's hands even if the program dies.
            self._file = path.open("wb", buffering=0)
        self.rewritable: Final = self._file.seekable()

    def append(self, settled: str, *, tail: str = "") -> None:
        """Add text for good, followed by a tail that the next call replaces."""
        content, rest = settled.encode(), tail.encode()
        with output_errors(self._path):
            if self.rewritable:
                self._file.seek(self._settled_bytes)
                self._write(content + rest)
                if len(content) + len(rest) < self._tail_bytes:
                    self._file.truncate()
            else:
                self._write(content)
        self._settled_bytes += len(content)
        self._tail_bytes = len(rest)

    @property
    def settled_bytes(self) -> int:
        """How much stands in the file for good."""
        return self._settled_bytes

    def rewind(self, settled_bytes: int) -> None:
        """Have the next call replace what was added since, where the file can be written anew."""
        if self.rewritable:
            self._tail_bytes += self._settled_bytes - settled_bytes
            self._settled_bytes = settled_bytes

    def close(self) -> None:
        with output_errors(self._path):
            self._file.close()

    @property
    def closed(self) -> bool:
        return self._file.closed

    def _write(self, content: bytes) -> None:
        while content:
            content = content[self._file.write(content) :]


class _Closing(ABC):
    """A context manager that closes in the end."""

    @abstractmethod
    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _WriterBase(_Closing):
    """What the writers share that add to one file."""

    def __init__(self, path: Path) -> None:
        self._file = _OpenFile(path)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


_Before = TypeVar("_Before")


class _Mark(NamedTuple, Generic[_Before]):
    """Where a turn begins, how the writer was before it, and what it was given since."""

    start: SampleIndex
    settled_bytes: int
    before: _Before
    events: list[Event]


class _TurnMarks(Generic[_Before]):
    """How it was before each of the last turns, so that one can be taken back.

    Args:
        file: what the turns are written to.
    """

    def __init__(self, file: _OpenFile) -> None:
        self._file = file
        self._marks: deque[_Mark[_Before]] = deque(maxlen=_MOST_MARKS)

    def note(self, event: SpeechStarted, before: _Before) -> None:
        """A turn begins; so was the writer before it."""
        self._marks.append(_Mark(event.source_start, self._file.settled_bytes, before, []))

    def keep(self, event: Event) -> None:
        """Keep what comes after the marks, so that it can be written anew."""
        for mark in self._marks:
            mark.events.append(event)

    def go_back(self, start: SampleIndex) -> tuple[_Before, list[Event]] | None:
        """Have what was written since the turn in which a speaker began replaced.

        Returns:
            How it was before, and what came since; None where nothing can be replaced.
        """
        found = None
        while self._marks and self._file.rewritable:
            found = self._marks.pop()
            if found.start <= start + NEAR:
                break
        if found is None:
            return None
        self._file.rewind(found.settled_bytes)
        return found.before, found.events

    def take_back(self, event: TextWithdrawn) -> _Before | None:
        """Have what was written of a turn replaced; None where that was too long ago."""
        for mark in reversed(self._marks):
            if mark.start == event.source_start:
                self._file.rewind(mark.settled_bytes)
                return mark.before
        return None


class _SpeakerLabel:
    """What stands before the words with which another speaker begins."""

    def __init__(self, form: str) -> None:
        self._form = form
        self.speaker = 0
        self._is_due = False

    def change(self, speaker: int) -> bool:
        """Somebody speaks; whether it is another one than before."""
        is_other = self.speaker not in (0, speaker)
        self._is_due = self._is_due or is_other
        self.speaker = speaker
        return is_other

    def before(self, text: str) -> str:
        """Words, and who says them where that is to be said."""
        if not self._is_due or not text.strip():
            return text
        self._is_due = False
        return f" {self._form.format(number=self.speaker)}: {text.lstrip()}"


class _TurnWriter(_WriterBase, Generic[_Before]):
    """A writer that writes anew what was said since another speaker began, or was taken back.

    Args:
        path: of the file.
        track: which text it carries.
        label: what stands before who speaks.
    """

    def __init__(self, path: Path, *, track: Track, label: str) -> None:
        super().__init__(path)
        self._track = track
        self._label = _SpeakerLabel(label)
        self._marks: _TurnMarks[tuple[_Before, _SpeakerLabel]] = _TurnMarks(self._file)

    @property
    @abstractmethod
    def _state(self) -> _Before:
        """How far it is, beside what stands in the file."""

    @abstractmethod
    def _restore(self, state: _Before) -> None:
        """Be so far again."""

    @abstractmethod
    def _write_event(self, event: Event) -> None:
        """Write what an event says."""

    def push(self, event: Event) -> None:
        """Take the next event of the stream."""
        if isinstance(event, AudioProduced):
            return
        before = None
        if isinstance(event, SpeakerChanged):
            before = self._marks.go_back(event.source_start)
        if before is None:
            self._take(event)
            return
        (state, self._label), events = before
        self._restore(state)
        for earlier in in_turns(
            [*events, event], speaker=self._label.speaker, kind=_KINDS[self._track]
        ):
            self._take(earlier)

    def _take(self, event: Event) -> None:
        if isinstance(event, SpeechStarted):
            self._marks.note(event, deepcopy((self._state, self._label)))
        self._marks.keep(event)
        if isinstance(event, TextWithdrawn):
            before = self._marks.take_back(event)
            if before is not None:
                state, self._label = before
                self._restore(state)
        self._write_event(event)


class CueFile(_TurnWriter[tuple[CueBuilder, int]]):
    """Captions with times."""

    def __init__(
        self, path: Path, *, track: Track, form: CueFormat, label: str = SPEAKER_LABEL
    ) -> None:
        super().__init__(path, track=track, label=label)
        self._form = form
        self._builder = CueBuilder()
        self._count = 0
        try:
            self._file.append(form.head, tail=form.foot)
        except OutputError:
            self._file.close()
            raise

    @property
    def _state(self) -> tuple[CueBuilder, int]:
        return self._builder, self._count

    def _restore(self, state: tuple[CueBuilder, int]) -> None:
        self._builder, self._count = state

    def _write_event(self, event: Event) -> None:
        cues: list[Cue] = []
        if isinstance(event, SpeakerChanged):
            if self._label.change(event.speaker):
                cues = self._builder.flush()
        elif isinstance(event, TextWithdrawn):
            pass  # the end of the file is written without the turn
        elif isinstance(event, SpeechEnded):
            cues = self._builder.end_utterance()
        elif isinstance(event, SourceGap):
            end = min(event.source_end, event.source_start + _MARK_SAMPLES)
            cues = self._alone(event.mark, language="", start=event.source_start, end=end)
        elif isinstance(event, TextTyped):
            text, language = _typed_of(event, self._track)
            start = event.source_start
            cues = self._alone(text, language=language, start=start, end=start + _MARK_SAMPLES)
        elif (committed := _text_of(event, self._track)) is not None:
            cues = self._builder.push(
                self._label.before(committed.text),
                language=committed.language,
                source_start=committed.source_start,
                source_end=committed.source_end,
            )
        else:
            return
        self._write(cues, self._builder.unfinished())

    def _alone(
        self, text: str, *, language: str, start: SampleIndex, end: SampleIndex
    ) -> list[Cue]:
        """Show a text by itself, after all that came before."""
        cues = self._builder.flush()
        self._builder.push(text, language=language, source_start=start, source_end=end)
        return cues + self._builder.flush()

    def close(self) -> None:
        """Write the last cues and finish the file."""
        if not self._file.closed:
            try:
                self._write(self._builder.flush(), [])
            finally:
                super().close()

    def _write(self, cues: list[Cue], unfinished: list[Cue]) -> None:
        first = self._count + 1
        every = enumerate([*cues, *unfinished], first)
        shown = [self._form.show(number, cue) for number, cue in every]
        self._count += len(cues)
        rest = "".join(shown[len(cues) :])
        self._file.append("".join(shown[: len(cues)]), tail=rest + self._form.foot)


class TextFile(_TurnWriter[bool]):
    """Plain text, one line for each utterance."""

    def __init__(self, path: Path, *, track: Track, label: str = SPEAKER_LABEL) -> None:
        super().__init__(path, track=track, label=label)
        self._line_begun = False

    @property
    def _state(self) -> bool:
        return self._line_begun

    def _restore(self, state: bool) -> None:
        self._line_begun = state

    def _write_event(self, event: Event) -> None:
        if isinstance(event, SpeakerChanged):
            if self._label.change(event.speaker):
                self._end_line()
        elif isinstance(event, TextWithdrawn):
            self._file.append("")
        elif isinstance(event, SpeechEnded):
            self._end_line()
        elif isinstance(event, SourceGap | TextTyped):
            self._end_line()
            typed = _typed_of(event, self._track)[0] if isinstance(event, TextTyped) else ""
            alone = event.mark if isinstance(event, SourceGap) else typed
            self._file.append(f"{alone}\n")
        elif (committed := _text_of(event, self._track)) is not None:
            text = self._label.before(committed.text)
            text = text if self._line_begun else text.lstrip()
            if text:
                self._file.append(text)
                self._line_begun = True

    def close(self) -> None:
        """End the last line and finish the file."""
        if not self._file.closed:
            try:
                self._end_line()
            finally:
                super().close()

    def _end_line(self) -> None:
        if self._line_begun:
            self._file.append("\n")
            self._line_begun = False


class DocumentFile(_Closing):
    """A document with both languages and times, replaced as a whole when an utterance ends."""

    def __init__(self, path: Path, *, label: str = SPEAKER_LABEL) -> None:
        self._path = path
        self._label = label
        self._transcript = Transcript()
        self._is_closed = False
        self._write()

    def push(self, event: Event) -> None:
        """Take the next event of the stream."""
        self._transcript.handle(event, stream="")
        if isinstance(event, SpeechEnded | TextTyped | SpeakerChanged):
            self._write()

    def close(self) -> None:
        """Write what was heard last."""
        if not self._is_closed:
            self._is_closed = True
            self._write()

    def _write(self) -> None:
        write_document(self._path, self._transcript.rows, label=self._label)


class EventFile(_WriterBase):
    """JSON lines: every event with its fields, without audio."""

    def push(self, event: Event) -> None:
        """Take the next event of the stream."""
        self._file.append(json.dumps(event_record(event), ensure_ascii=False) + "\n")


_KINDS: Final[Mapping[Track, type[TextCommitted] | type[TranscriptCommitted]]] = MappingProxyType(
    {Track.TRANSLATION: TextCommitted, Track.TRANSCRIPT: TranscriptCommitted}
)
"""Events with the words of a track."""


def _text_of(event: Event, track: Track) -> TextCommitted | TranscriptCommitted | None:
    return event if isinstance(event, _KINDS[track]) else None


def _typed_of(event: TextTyped, track: Track) -> tuple[str, str]:
    """What a track shows of what was typed, and its language."""
    if track is Track.TRANSLATION:
        return event.text, event.language
    return event.typed, event.typed_language


def _clock(position: SampleIndex, mark: str) -> str:
    milliseconds = round(position * 1_000 / SOURCE_RATE_HZ)
    seconds, milliseconds = divmod(milliseconds, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{milliseconds:03}"
