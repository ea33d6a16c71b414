import io
import re

import pytest

from engine.cli.console import CaptionConsole, LastLine, display_width
from engine.effort import Effort
from engine.events import (
    DropReason,
    EffortChanged,
    EngineFailed,
    Event,
    GapReason,
    LanguageDetected,
    SourceGap,
    SpeakingTempoChanged,
    SpeechDropped,
)
from engine.messages import Code, Message
from tests.helpers.events import committed, speech_ended, tentative


class Terminal(io.StringIO):
    """A terminal that knows the sequences that the console may use to move, and colours."""

    def isatty(self) -> bool:
        return True

    def screen(self) -> list[str]:
        """What a person sees, without styles."""
        lines = [""]
        text = self.getvalue()
        for style in ("\x1b[2m", "\x1b[31m", "\x1b[33m", "\x1b[0m"):
            text = text.replace(style, "")
        place = row = 0
        while place < len(text):
            if text.startswith("\r\x1b[J", place):
                lines[row] = ""
                del lines[row + 1 :]
                place += 4
                continue
            if up := re.compile(r"\x1b\[(\d+)A\r").match(text, place):
                row -= int(up[1])
                place = up.end()
                # Whatever is written next over what stands there has to erase it first.
                assert text.startswith("\r\x1b[J", place) or place == len(text)
                continue
            assert text[place] != "\x1b"
            if text[place] == "\n":
                row += 1
                lines += [""] * (row + 1 - len(lines))
            else:
                lines[row] += text[place]
            place += 1
        return lines


def show(stream: io.StringIO, *events: Event, width: int | None = 60, close: bool = True) -> str:
    console = CaptionConsole(stream, colour=None, width=width)
    for event in events:
        console.show(event)
    if close:
        console.close()
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_committed_text_is_solid_and_the_tail_dim() -> None:
    terminal = Terminal()
    written = show(
        terminal, committed(" Hello there,", heard=40_000), tentative(" my friend"), close=False
    )
    assert terminal.screen() == ["  0:00 + 1.5 s  Hello there, my friend"]
    assert written.endswith("Hello there,\x1b[2m my friend\x1b[0m")


def test_a_new_tail_replaces_the_old_one_and_nothing_else() -> None:
    terminal = Terminal()
    show(
        terminal,
        committed(" One."),
        speech_ended(),
        committed(" Two", 32_000, 48_000),
        tentative(" too many"),
        tentative(" three"),
        close=False,
    )
    assert [line[16:] for line in terminal.screen()] == ["One.", "Two three"]


def test_closing_leaves_committed_text_only() -> None:
    terminal = Terminal()
    show(terminal, committed(" One"), tentative(" maybe"))
    assert [line[16:] for line in terminal.screen()] == ["One", ""]


def test_long_text_wraps_at_the_width_and_the_last_column_stays_free() -> None:
    terminal = Terminal()
    text = " The quick brown fox jumps over the lazy dog and runs away into the wood."
    show(terminal, *(committed(f" {word}") for word in text.split()), width=50)
    lines = terminal.screen()
    assert " ".join(line[16:] for line in lines).split() == text.split()
    assert len(lines) > 2
    assert all(len(line) < 50 for line in lines)


def test_a_long_tail_is_cut_to_one_line() -> None:
    terminal = Terminal()
    show(terminal, committed(" One"), tentative(" and" * 40), width=50, close=False)
    (line,) = terminal.screen()
    assert len(line) < 50
    assert line.endswith("…")


def test_wide_characters_take_two_columns() -> None:
    terminal = Terminal()
    show(terminal, committed("東京" * 30), width=50)
    assert all(display_width(line) < 50 for line in terminal.screen())
    assert "".join(line[16:] for line in terminal.screen()) == "東京" * 30
    assert display_width("e\u0301a") == 2


def test_without_colour_the_tail_is_in_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    written = show(terminal, committed(" One"), tentative(" two"), close=False)
    assert terminal.screen()[0][16:] == "One (two)"
    assert "\x1b[2m" not in written


def test_a_file_gets_whole_lines_without_any_sequence() -> None:
    written = show(
        io.StringIO(),
        committed(" Good", 16_000, 24_000),
        tentative(" day"),
        committed(" morning.", 24_000, 32_000, heard=64_000),
        committed(" And more", 80_000, 96_000, heard=112_000),
        speech_ended(),
    )
    assert written == "  0:01 + 2.0 s  Good morning.\n  0:05 + 1.0 s  And more\n"


def test_a_dumb_terminal_is_treated_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in show(Terminal(), committed(" One"), tentative(" two"), committed(" 2."))


def test_notices_keep_the_line_below_them() -> None:
    terminal = Terminal()
    show(
        terminal,
        committed(" One"),
        LanguageDetected(language="fr", probability=0.934, heard=0),
        SpeechDropped(
            text=" lost words",
            language="en",
            reason=DropReason.BEHIND,
            source_start=0,
            source_end=0,
            heard=0,
        ),
        EngineFailed(message=Message(Code.VERBATIM, text="The microphone was unplugged."), heard=0),
        committed(" two"),
    )
    assert terminal.screen() == [
        "heard French (93%)",
        "falling behind: not speaking: lost words",
        "error: The microphone was unplugged.",
        "  0:00 + 0.0 s  One two",
        "",
    ]


def test_control_characters_cannot_reach_the_terminal() -> None:
    written = show(io.StringIO(), committed(" a\x1b[2Jb\x07c\r\nd."))
    assert "\x1b" not in written
    assert "\x07" not in written


def test_a_narrow_encoding_does_not_stop_the_captions() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    console = CaptionConsole(stream)
    console.show(committed(" Déjà vu."))
    console.close()
    assert raw.getvalue() == b"  0:00 + 0.0 s  D?j? vu.\n"


def test_a_livelier_tempo_is_not_worth_a_line() -> None:
    assert show(io.StringIO(), SpeakingTempoChanged(tempo=1.2, backlog_ms=4000.0, heard=0)) == ""


def test_falling_behind_and_catching_up_are_told() -> None:
    steps = (Effort.FEWER_STEPS, Effort.CAPTIONS_ONLY, Effort.FEWEST_STEPS, Effort.CAPTIONS_ONLY)
    events = [
        EffortChanged(effort=effort, backlog_ms=2000.0, heard=0)
        for effort in (*steps, Effort.FULL, Effort.FEWER_STEPS)
    ]
    told = show(io.StringIO(), *events).splitlines()
    # Each step once, until it has caught up.
    wanted = ["larger steps", "captions only", "caught up", "larger steps"]
    assert [word in line for line, word in zip(told, wanted, strict=True)] == [True] * 4


def test_lost_sound_is_told() -> None:
    lost = SourceGap(reason=GapReason.LOST, source_start=16_000, source_end=40_000, heard=16_000)
    assert "1.5 s of sound were lost" in show(io.StringIO(), lost)


def test_speech_that_was_not_understood_is_told() -> None:
    gap = SourceGap(
        reason=GapReason.NOT_UNDERSTOOD, source_start=16_000, source_end=79_000, heard=79_000
    )
    assert "[… 4 s …] This computer is behind: 3.9 s of speech were not" in show(io.StringIO(), gap)


def test_a_gap_ends_the_line_and_leaves_its_mark() -> None:
    gap = SourceGap(reason=GapReason.SKIPPED, source_start=16_000, source_end=96_000, heard=96_000)
    shown = show(io.StringIO(), committed(" Before"), gap, committed(" after."))
    before, mark, after = shown.splitlines()
    assert before.endswith("Before")
    assert mark == "[… 5 s …] 5 s were skipped to catch up."
    assert after.endswith("after.")


def test_two_speakers_take_turns_on_the_last_line_and_no_word_is_lost() -> None:
    terminal, last_line = Terminal(), LastLine()
    you, they = (
        CaptionConsole(terminal, width=60, label=label, last_line=last_line)
        for label in ("you", "they")
    )
    you.show(committed(" Hello there,"))
    you.show(tentative(" my friend"))
    they.show(committed(" Bonjour"))
    assert terminal.screen() == ["  0:00 + 0.0 s  they: Bonjour"]
    you.show(committed(" friend."))
    they.show(speech_ended())
    you.show(speech_ended())
    they.close()
    you.close()
    assert terminal.screen() == [
        "  0:00 + 0.0 s  they: Bonjour",
        "  0:00 + 0.0 s  you: Hello there, friend.",
        "",
    ]


def test_what_holds_stands_below_the_captions_and_is_never_pushed_out() -> None:
    terminal, last_line = Terminal(), LastLine()
    console = CaptionConsole(terminal, width=40, last_line=last_line)
    console.show(committed(" Good morning."))
    last_line.warnings["0 device input"] = (
        "Mic was disconnected. Dragoman continues when it is back."
    )
    console.say(lambda text: print(text, file=terminal), "Mic was disconnected.")
    for number in range(20):
        console.show(committed(f" Sentence {number}."))
        console.show(speech_ended())
    console.show(committed(" And"))
    console.show(tentative(" so on"))
    *_, growing, below = terminal.screen()
    assert growing.endswith("And so on")
    assert below.startswith("Mic was disconnected.")
    assert len(below) < 40
    del last_line.warnings["0 device input"]
    console.say(lambda text: print(text, file=terminal), "Mic is back.")
    console.show(speech_ended())
    console.close()
    *_, returned, last, after = terminal.screen()
    assert (returned, after) == ("Mic is back.", "")
    assert last.endswith("And")
    assert not any("when it is back" in line for line in terminal.screen())


def test_where_nothing_is_drawn_again_a_line_is_a_line() -> None:
    stream, last_line = io.StringIO(), LastLine()
    console = CaptionConsole(stream, width=60, last_line=last_line)
    last_line.warnings["0 echo"] = "An echo."
    console.show(committed(" Good morning."))
    console.show(speech_ended())
    console.close()
    assert "An echo." not in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
