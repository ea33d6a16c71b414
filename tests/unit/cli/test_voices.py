"""`dragoman voices` on packs without weights."""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import soundfile

from engine.arrays import TARGET_RATE_HZ
from engine.cli import voices
from engine.cli.arguments import add_voices
from engine.errors import OutputError, PackMissingError, VoiceError
from engine.messages import Code
from tests.helpers.raising import raises
from tests.helpers.tiny_interpreter import ALL, Loads, Maker, make_store
from tests.helpers.tiny_kokoro import write_tiny_kokoro

Command = Callable[..., int]


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[Maker]:
    loads = Loads(voice=write_tiny_kokoro(tmp_path / "kokoro"))
    maker = Maker(tmp_path, loads, tmp_path / "started")
    yield maker
    for interpreter in maker.made:
        interpreter.close()


@pytest.fixture
def command(tmp_path: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `dragoman voices` with some packs installed."""

    def run(*words: str, installed: tuple[str, ...] = ALL) -> int:
        monkeypatch.setattr(voices, "open_store", lambda: make_store(tmp_path, *installed))
        monkeypatch.setattr(voices, "build_interpreter", lambda _args: maker(*installed))
        parser = argparse.ArgumentParser("dragoman")
        add_voices(parser.add_subparsers(required=True))
        arguments = parser.parse_args(["voices", *words])
        return int(arguments.run(arguments))

    return run


def _listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)["voices"]
    return rows


def test_voices_are_listed_by_language(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    command()
    everything = capsys.readouterr().out
    assert [line for line in everything.splitlines() if not line.startswith(("  ", "* "))] == [
        "English",
        "French",
        "German",
        "Spanish",
        "Portuguese",
    ]
    command("de")
    german = capsys.readouterr().out
    assert german in everything
    command("list", "--language", "de")
    assert capsys.readouterr().out == german


@pytest.mark.parametrize("key", ["pitch", "pace", "name"])
def test_voices_are_sorted(command: Command, capsys: pytest.CaptureFixture[str], key: str) -> None:
    command("list", "--language", "en", "--sort", key, "--json")
    rows = _listed(capsys)
    column = {"pitch": "pitch_hz", "pace": "characters_per_s", "name": "name"}[key]
    values = [row[column] for row in rows if row[column] is not None]
    assert len(rows) > 5
    if key == "name":
        assert values == sorted(values, key=lambda name: str(name).casefold())
    else:
        assert values == sorted(values, key=lambda figure: float(str(figure)))


def test_favourites_are_marked_and_listed(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    command("list", "--favourites")
    assert "no voice here is a favourite" in capsys.readouterr().err
    command("favourite", "george")
    assert "George is a favourite" in capsys.readouterr().err
    command("favourite", "dora", "--language", "pt")
    command("list", "--favourites", "--json")
    assert [row["id"] for row in _listed(capsys)] == ["en-gb-george", "pt-dora"]
    command("en")
    starred = [line for line in capsys.readouterr().out.splitlines() if line.startswith("*")]
    assert len(starred) == 1
    assert "George" in starred[0]
    command("favourite", "George", "--remove")
    command("list", "--favourites", "--json")
    assert [row["id"] for row in _listed(capsys)] == ["pt-dora"]


def test_a_preview_is_written(command: Command, tmp_path: Path) -> None:
    lengths = []
    for speed in ("1", "2"):
        out = tmp_path / f"speed{speed}.wav"
        command("preview", "George", "--text", "Hello there.", "--speed", speed, "--out", str(out))
        samples, rate_hz = soundfile.read(out)
        assert rate_hz == TARGET_RATE_HZ
        assert abs(samples).max() > 0.01
        lengths.append(len(samples))
    assert lengths[1] < 0.8 * lengths[0]


def test_what_cannot_be_previewed_says_why(command: Command, tmp_path: Path) -> None:
    out = str(tmp_path / "voice.wav")
    with raises(VoiceError, Code.VOICE_UNKNOWN):
        command("preview", "Nobody", "--out", out)
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        command("preview", "George", "--language", "de", "--out", out)
    with raises(OutputError, Code.OUTPUT_EXTENSION_UNKNOWN):
        command("preview", "George", "--out", str(tmp_path / "voice.wma"))
    for text in ("", " ... "):
        with pytest.raises(VoiceError):
            command("preview", "George", "--text", text, "--out", out)
    assert not (tmp_path / "voice.wav").exists()


def test_a_preview_without_its_pack_says_what_to_install(command: Command, tmp_path: Path) -> None:
    out = str(tmp_path / "voice.wav")
    with raises(PackMissingError, Code.PACKS_MISSING):
        command("preview", "George", "--out", out, installed=("ears",))


@pytest.mark.parametrize(
    "words", [("preview", "George", "--speed", "3"), ("preview", "George", "--pitch", "x")]
)
def test_a_delivery_that_is_not_natural_is_refused(
    command: Command, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(*words)
    assert "is not a number from" in capsys.readouterr().err
