import argparse
from pathlib import Path

import pytest

from engine.cli.live import _obey, _source, _target, live_configs
from engine.cli.main import build_parser, main
from engine.errors import EngineError
from engine.live.config import (
    FromMicrophone,
    FromSystemAudio,
    FromVirtualLoudspeaker,
    LiveConfig,
    SourceChoice,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.messages import Code


def parse(*arguments: str) -> argparse.Namespace:
    return build_parser().parse_args(["live", "--to", "en", *arguments])


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        ((), FromMicrophone("default")),
        (("--source", "Yeti"), FromMicrophone("Yeti")),
        (("--system-audio",), FromSystemAudio()),
        (("--virtual-speaker",), FromVirtualLoudspeaker()),
    ],
)
def test_what_is_heard(arguments: tuple[str, ...], source: SourceChoice) -> None:
    assert _source(parse(*arguments)) == source


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        ((), ToOutput("default")),
        (("--output", "Headset"), ToOutput("Headset")),
        (("--output", "none"), None),
        (("--voice", "none"), None),
        (("--voice", "none", "--original-volume", "0.5"), ToOutput("default")),
        (("--virtual-microphone",), ToVirtualMicrophone()),
    ],
)
def test_where_it_speaks(arguments: tuple[str, ...], target: TargetChoice) -> None:
    assert _target(parse(*arguments)) == target


@pytest.mark.parametrize(
    "arguments",
    [
        ("--source", "Yeti", "--system-audio"),
        ("--output", "none", "--virtual-microphone"),
        ("--original-volume", "1.5"),
        ("--original-volume", "loud"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(*arguments)


def configs(*arguments: str) -> list[LiveConfig]:
    return live_configs(parse("--from", "fr", *arguments))


def test_a_call_is_two_directions_that_answer_each_other() -> None:
    mine, theirs = configs("--call", "--source", "Yeti", "--voice", "en-gb-george")
    assert (mine.session.source, mine.session.target) == ("fr", "en")
    assert (theirs.session.source, theirs.session.target) == ("en", "fr")
    assert mine.session.voice == "en-gb-george"
    assert theirs.session.voice is None
    assert (mine.source, mine.target) == (FromMicrophone("Yeti"), ToVirtualMicrophone())
    assert (theirs.source, theirs.target) == (FromVirtualLoudspeaker(), ToOutput("default"))


def test_a_glossary_is_for_both_directions_of_a_call(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("fr,en\nacte d'accusation,charge sheet\n", encoding="utf-8")
    mine, theirs = configs("--call", "--glossary", str(path))
    assert len(mine.session.glossary.terms) == 1
    assert theirs.session.glossary == mine.session.glossary


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        ((), FromVirtualLoudspeaker()),
        (("--their-source", "system-audio"), FromSystemAudio()),
        (("--their-source", "Headset"), FromMicrophone("Headset")),
    ],
)
def test_where_the_others_are_heard(arguments: tuple[str, ...], source: SourceChoice) -> None:
    _, theirs = configs("--call", *arguments)
    assert theirs.source == source


@pytest.mark.parametrize(
    ("arguments", "to_them", "to_me", "speaks"),
    [
        (("--their-output", "Room"), ToOutput("Room"), ToOutput("default"), True),
        (("--output", "Headset"), ToVirtualMicrophone(), ToOutput("Headset"), True),
        (("--output", "none"), ToVirtualMicrophone(), None, False),
        (("--output", "none", "--save", "here"), ToVirtualMicrophone(), None, True),
        (("--their-voice", "none"), ToVirtualMicrophone(), None, False),
        (
            ("--their-voice", "none", "--original-volume", "0.5"),
            ToVirtualMicrophone(),
            ToOutput("default"),
            False,
        ),
        (("--voice", "none"), None, ToOutput("default"), True),
    ],
)
def test_where_a_call_speaks(
    arguments: tuple[str, ...], to_them: TargetChoice, to_me: TargetChoice, *, speaks: bool
) -> None:
    mine, theirs = configs("--call", *arguments)
    assert (mine.target, theirs.target) == (to_them, to_me)
    assert theirs.session.speaks is speaks


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--call",), "needs --from"),
        (("--from", "fr", "--call", "--virtual-microphone"), "leave them out"),
        (("--from", "fr", "--call", "--virtual-speaker"), "leave them out"),
        (("--from", "fr", "--call", "--system-audio"), "--their-source system-audio"),
        (("--from", "fr", "--call", "--subtitles", "a.srt"), "use --save"),
        (("--server", "http://127.0.0.1:1", "--beams", "2"), "not for --server"),
        (("--from", "fr", "--their-voice", "x"), "belong to --call"),
        (("--from", "fr", "--their-source", "x"), "belong to --call"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(
    arguments: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["live", "--to", "en", *arguments])
    assert reason in " ".join(capsys.readouterr().err.split())


class TypedCall:
    """Remembers what a terminal asked of it."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def catch_up(self) -> None:
        self.asked.append("catch up")

    def correct_turn(self) -> None:
        self.asked.append("other way")

    def type_text(self, text: str, language: str | None = None) -> None:
        if text == "no":
            raise EngineError(Code.TYPING_NOT_HERE)
        self.asked.append((text, language))


def test_a_line_is_spoken_and_an_empty_one_catches_up(capsys: pytest.CaptureFixture[str]) -> None:
    call = TypedCall()
    for line in ("one moment", "", "/", "/fr un instant", "/xx what", "no"):
        _obey(line, call)
    assert call.asked == [("one moment", None), "catch up", "other way", ("un instant", "fr")]
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "/xx is no language" in told[0]
    assert "hears speech alone" in told[1]
