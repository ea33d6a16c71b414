"""Subtitle files written while the speech is still going on: SRT, WebVTT, text, JSON lines.

A file is complete and valid after every event, so that nothing that was committed is lost when
the program is killed: cues that may still change stand at the end of the file and are overwritten.

SRT: https://wiki.videolan.org/SubRip/ · WebVTT: https://www.w3.org/TR/webvtt1/
"""

import json
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.captions.cues import Cue, CueBuilder
from engine.captions.records import event_record
from engine.errors import OutputError
from engine.events import Event, SpeechEnded, TextCommitted, TranscriptCommitted
from engine.messages import Code
from engine.output import output_errors

_SRT_MARKUP: Final = re.compile(r"<(?=[A-Za-z/])|\{(?=\\)|--(?=>)")


class Track(StrEnum):
    """Which text of the stream a subtitle file carries."""

    TRANSLATION = "translation"
    TRANSCRIPT = "transcript"


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


def create_subtitles(path: Path, *, track: Track = Track.TRANSLATION) -> SubtitleWriter:
    """Create a subtitle file, in the format of its ending, replacing one of that name.

    Args:
        path: ends in .srt, .vtt, .txt or .jsonl.
        track: which text it carries; .jsonl always has every event.

    Raises:
        OutputError: another ending, or the file cannot be created.
    """
    check_subtitle_ending(path)
    match path.suffix.lower():
        case ".srt":
            return CueFile(path, track=track, head="", show=srt_cue)
        case ".vtt":
            return CueFile(path, track=track, head="WEBVTT\n\n", show=vtt_cue)
        case ".txt":
            return TextFile(path, track=track)
        case _:
            return EventFile(path)


def check_subtitle_ending(path: Path) -> None:
    """Refuse a name that stands for no format, before anything is created.

    Raises:
        OutputError: another ending than .srt, .vtt, .txt or .jsonl.
    """
    if path.suffix.lower() not in (".srt", ".vtt", ".txt", ".jsonl"):
        raise OutputError(
            Code.OUTPUT_EXTENSION_UNKNOWN,
            file=path.name,
            extensions=(".srt", ".vtt", ".txt", ".jsonl"),
        )


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


class _OpenFile:
    """A text file whose tail may be replaced, flushed after every change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._settled_bytes = 0
        self._tail_bytes = 0
        with output_errors(path):
            # Unbuffered: what is written is in the system's hands even if the program dies.
            self._file = path.open("wb", buffering=0)
        self._rewritable = self._file.seekable()

    def append(self, settled: str, *, tail: str = "") -> None:
        """Add text for good, followed by a tail that the next call replaces."""
        content, rest = settled.encode(), tail.encode()
        with output_errors(self._path):
            if self._rewritable:
                self._file.seek(self._settled_bytes)
                self._write(content + rest)
                if len(content) + len(rest) < self._tail_bytes:
                    self._file.truncate()
            else:
                self._write(content)
        self._settled_bytes += len(content)
        self._tail_bytes = len(rest)

    def close(self) -> None:
        with output_errors(self._path):
            self._file.close()

    @property
    def closed(self) -> bool:
        return self._file.closed

    def _write(self, content: bytes) -> None:
        while content:
            content = content[self._file.write(content) :]


class _WriterBase:
    """What the writers share: they are context managers over one file."""

    def __init__(self, path: Path) -> None:
        self._file = _OpenFile(path)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class CueFile(_WriterBase):
    """SRT or WebVTT."""

    def __init__(
        self, path: Path, *, track: Track, head: str, show: Callable[[int, Cue], str]
    ) -> None:
        super().__init__(path)
        self._track = track
        self._show = show
        self._builder = CueBuilder()
        self._count = 0
        try:
            self._file.append(head)
        except OutputError:
            self._file.close()
            raise

    def push(self, event: Event) -> None:
        """Take the next event of the stream."""
        if isinstance(event, SpeechEnded):
            cues = self._builder.end_utterance()
        elif (committed := _text_of(event, self._track)) is not None:
            cues = self._builder.push(
                committed.text,
                language=committed.language,
                source_start=committed.source_start,
                source_end=committed.source_end,
            )
        else:
            return
        self._write(cues, self._builder.unfinished())

    def close(self) -> None:
        """Write the last cues and finish the file."""
        if not self._file.closed:
            try:
                self._write(self._builder.flush(), [])
            finally:
                super().close()

    def _write(self, cues: list[Cue], unfinished: list[Cue]) -> None:
        first = self._count + 1
        shown = [self._show(number, cue) for number, cue in enumerate([*cues, *unfinished], first)]
        self._count += len(cues)
        self._file.append("".join(shown[: len(cues)]), tail="".join(shown[len(cues) :]))


class TextFile(_WriterBase):
    """Plain text, one line for each utterance."""

    def __init__(self, path: Path, *, track: Track) -> None:
        super().__init__(path)
        self._track = track
        self._line_begun = False

    def push(self, event: Event) -> None:
        """Take the next event of the stream."""
        if isinstance(event, SpeechEnded):
            self._end_line()
        elif (committed := _text_of(event, self._track)) is not None:
            text = committed.text if self._line_begun else committed.text.lstrip()
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


class EventFile(_WriterBase):
    """JSON lines: every event with its fields, without audio."""

    def push(self, event: Event) -> None:
        """Take the next event of the stream."""
        self._file.append(json.dumps(event_record(event), ensure_ascii=False) + "\n")


def _text_of(event: Event, track: Track) -> TextCommitted | TranscriptCommitted | None:
    wanted = TextCommitted if track is Track.TRANSLATION else TranscriptCommitted
    return event if isinstance(event, wanted) else None


def _clock(position: SampleIndex, mark: str) -> str:
    milliseconds = round(position * 1_000 / SOURCE_RATE_HZ)
    seconds, milliseconds = divmod(milliseconds, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{milliseconds:03}"
