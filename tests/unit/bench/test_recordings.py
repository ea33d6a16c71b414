from pathlib import Path

import pytest

from engine.bench.recordings import BenchmarkError, read_manifest
from engine.messages import Code
from tests.helpers.raising import raises

HEAD = "file\tlanguage\tseconds\ttranslator\ttranscript\ten\tfr"


def write(folder: Path, *rows: str, head: str = HEAD) -> Path:
    (folder / "a.wav").touch()
    (folder / "manifest.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return folder


def test_a_row_becomes_a_recording(tmp_path: Path) -> None:
    folder = write(tmp_path, 'a.wav\tde\t2.5\thuman(a book)\tDie "Katze"\tThe "cat"\tLe chat')
    (recording,) = read_manifest(folder, ("en", "fr", "de"))
    assert recording.path == folder / "a.wav"
    assert recording.name == "a"
    assert recording.duration_s == 2.5
    assert recording.references == {"en": 'The "cat"', "fr": "Le chat", "de": 'Die "Katze"'}
    assert recording.human == {"en", "fr", "de"}


@pytest.mark.parametrize(
    ("translator", "human"),
    [
        ("human(FLORES-101 devtest)", {"en", "fr"}),
        ("machine (a language model), unchecked", set()),
        ("en=human(from a, b=c); fr=machine (x)", {"en"}),
        ("fr,en=human", {"en", "fr"}),
        ("", set()),
    ],
)
def test_who_wrote_which_reference_is_read(
    tmp_path: Path, translator: str, human: set[str]
) -> None:
    folder = write(tmp_path, f"a.wav\tde\t1\t{translator}\t\tThe cat\tLe chat")
    (recording,) = read_manifest(folder, ("en", "fr"))
    assert recording.human == human


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("\tde\t1\thuman\tx\ty\tz", "line 2: no file"),
        ("a.wav\t\t1\thuman\tx\ty\tz", "line 2: no language"),
        ("a.wav\tde\tlong\thuman\tx\ty\tz", "'long' is no length"),
        ("a.wav\tde\tnan\thuman\tx\ty\tz", "'nan' is no length"),
        ("a.wav\tde\t-1\thuman\tx\ty\tz", "'-1' is no length"),
        ("b.wav\tde\t1\thuman\tx\ty\tz", "line 2: there is no"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(BenchmarkError, match=complaint):
        read_manifest(write(tmp_path, row), ("en", "fr"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, "a.wav\tde\t1", head="file\tlanguage\tseconds")
    with pytest.raises(BenchmarkError, match="no column translator, transcript"):
        read_manifest(folder, ("en",))


def test_a_short_row_lacks_only_its_references(tmp_path: Path) -> None:
    (recording,) = read_manifest(write(tmp_path, "a.wav\tde\t1\thuman"), ("en",))
    assert recording.references == {}


def test_an_empty_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no rows"):
        read_manifest(write(tmp_path), ("en",))


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with raises(BenchmarkError, Code.FILE_UNREADABLE):
        read_manifest(tmp_path, ("en",))


def test_a_manifest_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.tsv").write_bytes(HEAD.encode() + b"\n\xff\xfe\t\n")
    with pytest.raises(BenchmarkError, match="not UTF-8"):
        read_manifest(tmp_path, ("en",))
