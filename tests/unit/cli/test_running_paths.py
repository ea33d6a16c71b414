import os
import sys
from pathlib import Path

import pytest

from engine.cli.running import check_outputs
from engine.errors import OutputError
from engine.messages import Code
from tests.helpers.raising import raises


def test_good_paths_are_let_through_and_nothing_is_created(tmp_path: Path) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"sound")
    check_outputs(
        source=source,
        speech=tmp_path / "speech.flac",
        subtitles=[tmp_path / "a.srt", tmp_path / "a.jsonl"],
        transcripts=[tmp_path / "b.srt"],
    )
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]
    assert source.read_bytes() == b"sound"


def test_a_recording_that_does_not_exist_is_not_the_business_of_this_check(tmp_path: Path) -> None:
    check_outputs(source=tmp_path / "none.wav", speech=tmp_path / "speech.wav")


def test_the_recording_is_not_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"sound")
    (tmp_path / "folder").mkdir()
    for name in (source, tmp_path / "folder" / ".." / "talk.wav"):
        with pytest.raises(OutputError, match="the recording itself"):
            check_outputs(source=source, speech=name)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_the_recording_is_known_under_another_name(tmp_path: Path, link: object) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"sound")
    assert callable(link)
    link(source, tmp_path / "other.wav")
    with pytest.raises(OutputError, match="the recording itself"):
        check_outputs(source=source, speech=tmp_path / "other.wav")


def test_a_recording_named_from_here_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.wav").write_bytes(b"sound")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="the recording itself"):
        check_outputs(source=Path("talk.wav"), speech=tmp_path / "talk.wav")


@pytest.mark.parametrize("exists", [False, True])
def test_no_file_is_written_twice(tmp_path: Path, *, exists: bool) -> None:
    path = tmp_path / "a.srt"
    if exists:
        path.write_text("")
    for other in (path, tmp_path / "." / "b" / ".." / "a.srt"):
        (tmp_path / "b").mkdir(exist_ok=True)
        with raises(OutputError, Code.OUTPUT_TWICE):
            check_outputs(subtitles=[path], transcripts=[other])
        with raises(OutputError, Code.OUTPUT_TWICE):
            check_outputs(subtitles=[path, other])


@pytest.mark.parametrize(
    ("speech", "subtitle", "code"),
    [
        ("a.mp4", "a.srt", Code.OUTPUT_EXTENSION_UNKNOWN),
        ("good.wav", "a.doc", Code.OUTPUT_EXTENSION_UNKNOWN),
        ("good.wav", "none/a.srt", Code.OUTPUT_FOLDER_MISSING),
        ("none/a.wav", "a.srt", Code.OUTPUT_FOLDER_MISSING),
        ("good.wav", "good.wav/a.srt", Code.OUTPUT_FOLDER_MISSING),
        ("good.wav", "folder.srt", Code.FILE_IS_FOLDER),
    ],
)
def test_a_refusal_leaves_earlier_files_alone(
    tmp_path: Path, speech: str, subtitle: str, code: Code
) -> None:
    (tmp_path / "good.wav").write_bytes(b"an hour of work")
    (tmp_path / "folder.srt").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with raises(OutputError, code):
        check_outputs(speech=tmp_path / speech, subtitles=[tmp_path / subtitle])
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "good.wav").read_bytes() == b"an hour of work"
