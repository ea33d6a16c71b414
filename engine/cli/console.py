"""Captions in a terminal, or appended line by line where the output is a file or a pipe."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from typing import Final, TextIO, assert_never

from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.cli.messages import full_text
from engine.effort import Effort
from engine.events import (
    AudioProduced,
    DropReason,
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
from engine.languages import language_name
from engine.sentences import ends_sentence

_DIM: Final = "\x1b[2m"
_RED: Final = "\x1b[31m"
_PLAIN: Final = "\x1b[0m"
_YELLOW: Final = "\x1b[33m"
_ERASE: Final = "\r\x1b[J"
"""The line of the cursor and what stands below it."""

_NARROWEST: Final = 30
_PLAIN_WIDTH: Final = 100
"""How wide the lines of a file are: no terminal tells."""

_DROP_WORDS: Final = {
    DropReason.BEHIND: "falling behind: not speaking",
    DropReason.UNSPEAKABLE: "this cannot be spoken",
}


class LastLine:
    """The last line of a terminal, which several streams draw in turn, and what stands below it.

    Attributes:
        is_drawn: whether something stands there that is drawn again or erased.
        warnings: what holds now, by what it is about: captions scroll by above it.
    """

    def __init__(self) -> None:
        self.is_drawn = False
        self.warnings: dict[str, str] = {}


class CaptionConsole:
    """Shows the events of one stream.

    On a terminal the committed text is solid and the tentative tail after it dim; only the last
    line is ever drawn again. Each line begins with the source time of its first word and with the
    lag of its last: how much more speech had been heard when the text was committed.

    Args:
        stream: where to write.
        colour: whether to use dim and red; None for yes on a terminal unless NO_COLOR is set
            (https://no-color.org).
        width: columns to use; None asks the terminal each time.
        label: who speaks, before each line; empty where only one does.
        last_line: shared by all streams of a terminal, which are shown one at a time.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        colour: bool | None = None,
        width: int | None = None,
        label: str = "",
        last_line: LastLine | None = None,
    ) -> None:
        self._stream = stream
        self._redraws = stream.isatty() and os.environ.get("TERM") != "dumb"
        if colour is None:
            colour = self._redraws and not os.environ.get("NO_COLOR")
        self._colour = colour
        self._width = width
        self._line = ""
        self._line_start: SampleIndex = 0
        self._lag: SampleIndex = 0
        self._tail = ""
        self._label = f"{label}: " if label else ""
        self._last_line = last_line or LastLine()
        self._told_effort = Effort.FULL
        if self._redraws:
            _let_windows_redraw()

    def show(self, event: Event) -> None:
        """Show one event; those that have nothing to read do nothing."""
        match event:
            case TextCommitted():
                self._commit(event)
            case TextTentative():
                self._guess(event)
            case SpeechEnded():
                self._tail = ""
                self._end_line()
            case (
                LanguageDetected()
                | LanguagesChanged()
                | SpeakerChanged()
                | TextTyped()
                | SpeechDropped()
                | EngineNotice()
            ):
                self._notice(_in_words(event))
            case EffortChanged():
                self._tell_effort(event)
            case TextWithdrawn():
                self._tail = ""
                self._end_line()
                self._notice("the last turn again, the other way:")
            case SourceGap():
                self._end_line()
                self._notice(f"{event.mark} {full_text(event.message)}")
            case EngineFailed():
                self._notice(f"error: {full_text(event.message)}", style=_RED)
            # A livelier tempo is heard and needs no words; nobody corrects on a terminal.
            case (
                SpeechStarted()
                | TranscriptCommitted()
                | TextCorrected()
                | AudioProduced()
                | SpeakingTempoChanged()
            ):
                pass
            case _:
                assert_never(event)

    def _guess(self, event: TextTentative) -> None:
        self._tail = _printable(event.text)
        if not self._line:
            self._line_start = event.source_start
            self._lag = event.heard - event.source_end
        self._draw()

    def _tell_effort(self, event: EffortChanged) -> None:
        """Say once what is given up until it has caught up; the way back needs no words."""
        if not event.is_behind:
            self._told_effort = Effort.FULL
            self._notice(full_text(event.message))
        elif event.effort.rank > self._told_effort.rank:
            self._told_effort = event.effort
            self._notice(full_text(event.message))

    def say(self, say: Callable[[str], None], text: str) -> None:
        """Have a line printed above the last one.

        Args:
            say: prints it, to another stream of the same terminal.
            text: the line.
        """
        self._erase()
        say(text)
        self._draw()

    def close(self) -> None:
        """Leave the cursor on a new line; the tentative tail goes, committed text stays."""
        self._tail = ""
        self._end_line()
        self._erase()

    def _commit(self, event: TextCommitted) -> None:
        if not self._line:
            self._line_start = event.source_start
        self._lag = event.heard - event.source_end
        self._tail = ""
        self._line += _printable(event.text)
        if not self._line.strip():
            self._line = ""
        if self._redraws:
            self._wrap(event)
            self._draw()
        else:
            self._wrap(event)
            if ends_sentence(self._line, language=event.language):
                self._end_line()

    def _wrap(self, event: TextCommitted) -> None:
        room = self._room()
        while display_width(self._line.strip()) > room:
            fitting, rest = _split_at(self._line.strip(), room)
            self._line = fitting
            self._end_line()
            self._line = rest
            self._line_start = event.source_start

    def _end_line(self) -> None:
        if self._line.strip():
            self._erase()
            self._write(self._prefix() + self._line.strip() + "\n")
        else:
            self._erase()
        self._line = ""
        if self._last_line.warnings:
            self._draw()

    def _draw(self) -> None:
        """Draw the last line again, its tail cut to what fits beside the committed text."""
        if not self._redraws:
            return
        line = self._line.strip()
        tail = self._tail if line else self._tail.lstrip()
        if not self._colour and tail.strip():
            tail = f" ({tail.strip()})"
        room = self._room() - display_width(line)
        if display_width(tail) > room:
            tail = _split_at(tail, max(0, room - 1))[0] + "…" if room > 1 else ""
        self._erase()
        warnings = self._last_line.warnings.values()
        if line or tail:
            self._write(self._prefix() + line + self._styled(tail, _DIM))
        if warnings:
            width = self._columns() - 1
            for warning in warnings:
                fitting, rest = _split_at(_printable(warning), width - 1)
                self._write("\n" + self._styled(f"{fitting}…" if rest else fitting, _YELLOW))
            # Back to the line that grows, whose beginning is where anything is drawn from.
            self._write(f"\x1b[{len(warnings)}A\r")
        self._last_line.is_drawn = bool(line or tail or warnings)

    def _erase(self) -> None:
        if self._last_line.is_drawn:
            self._write(_ERASE)
            self._last_line.is_drawn = False

    def _notice(self, text: str, *, style: str = _DIM) -> None:
        if self._redraws:
            self._erase()
            self._write(self._styled(_printable(self._label + text), style) + "\n")
            self._draw()
        else:
            self._end_line()
            self._write(_printable(self._label + text) + "\n")

    def _prefix(self) -> str:
        minutes, seconds = divmod(self._line_start // SOURCE_RATE_HZ, 60)
        lag_s = max(0, self._lag) / SOURCE_RATE_HZ
        times = self._styled(f"{minutes:3}:{seconds:02} +{lag_s:4.1f} s  ", _DIM)
        return times + self._label

    def _room(self) -> int:
        # The last column is left free: some terminals go to the next line when it is filled.
        columns = max(_NARROWEST, self._columns())
        return columns - 1 - len("  0:00 + 0.0 s  " + self._label)

    def _columns(self) -> int:
        if self._width is not None:
            return self._width
        return shutil.get_terminal_size().columns if self._redraws else _PLAIN_WIDTH

    def _styled(self, text: str, style: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._colour and text else text

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except UnicodeEncodeError:
            encoding = self._stream.encoding or "ascii"
            self._stream.write(text.encode(encoding, "replace").decode(encoding))
        self._stream.flush()


def _in_words(
    event: LanguageDetected
    | LanguagesChanged
    | SpeakerChanged
    | TextTyped
    | SpeechDropped
    | EngineNotice,
) -> str:
    match event:
        case TextTyped():
            return f"typed: {event.typed} → {event.text}"
        case SpeakerChanged():
            # Lines above are not written again.
            minutes, seconds = divmod(event.source_start // SOURCE_RATE_HZ, 60)
            return f"speaker {event.speaker}, since {minutes}:{seconds:02}"
        case LanguagesChanged():
            source = language_name(event.source) if event.source else "any language"
            return f"from {source} into {language_name(event.target)}"
        case LanguageDetected():
            name = language_name(event.language)
            into = f", into {language_name(event.target)}" if event.target else ""
            return f"heard {name} ({event.probability:.0%}){into}"
        case SpeechDropped():
            return f"{_DROP_WORDS[event.reason]}: {event.text.strip()}"
        case EngineNotice():
            return full_text(event.message)


def display_width(text: str) -> int:
    """Count terminal columns: wide characters take two, combining marks none."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _split_at(text: str, columns: int) -> tuple[str, str]:
    """Cut so that the first part fits in `columns`, at a space where there is one."""
    used = 0
    for place, character in enumerate(text):
        used += _character_width(character)
        if used > columns:
            space = text.rfind(" ", 0, place + 1)
            if space > 0:
                return text[:space], text[space + 1 :]
            return text[:place], text[place:]
    return text, ""


def _printable(text: str) -> str:
    """Replace control characters, which could move the cursor or change the terminal."""
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)


def _let_windows_redraw() -> None:
    """Make an old Windows console obey the sequences that this module writes."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        # learn.microsoft.com/windows/console/setconsolemode: 7 is processed output, wrapping and
        # virtual terminal processing; -11 is the standard output.
        kernel = ctypes.windll.kernel32
        kernel.SetConsoleMode(kernel.GetStdHandle(-11), 7)
