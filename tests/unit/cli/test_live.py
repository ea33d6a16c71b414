import argparse

import pytest

from engine.cli.live import _source, _target
from engine.cli.main import build_parser
from engine.live.events import (
    FromMicrophone,
    FromSystemAudio,
    FromVirtualSpeaker,
    SourceChoice,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)


def parse(*arguments: str) -> argparse.Namespace:
    return build_parser().parse_args(["live", "--to", "en", *arguments])


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        ((), FromMicrophone("default")),
        (("--source", "Yeti"), FromMicrophone("Yeti")),
        (("--system-audio",), FromSystemAudio()),
        (("--virtual-speaker",), FromVirtualSpeaker()),
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
