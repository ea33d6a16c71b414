"""Dragoman's entry in a desktop's menu."""

import configparser
from pathlib import Path

import pytest

from app.keys.portal import ensure_menu_entry
from engine.errors import OutputError

_ICON = Path("/pictures/dragoman.svg")


def ensure(folder: Path, *, python: str = "/opt/dragoman/python") -> None:
    environment = {
        "XDG_DATA_HOME": str(folder / "own"),
        "XDG_DATA_DIRS": f"{folder / 'local'}:{folder / 'shared'}",
    }
    ensure_menu_entry(environment, home=folder, command=(python, "-m", "app"), icon=_ICON)


def read(path: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return dict(parser["Desktop Entry"])


def test_it_is_written_where_there_is_none(tmp_path: Path) -> None:
    ensure(tmp_path)
    entry = read(tmp_path / "own" / "applications" / "dragoman.desktop")
    assert entry["Exec"] == '"/opt/dragoman/python" "-m" "app"'
    assert entry["Icon"] == str(_ICON)
    assert entry["Type"] == "Application"
    assert [path.name for path in (tmp_path / "own" / "applications").iterdir()] == [
        "dragoman.desktop"
    ]


def test_an_installed_program_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "shared" / "applications" / "dragoman.desktop"
    path.parent.mkdir(parents=True)
    path.write_text("[Desktop Entry]\nExec=dragoman\n")
    ensure(tmp_path)
    assert not (tmp_path / "own").exists()
    assert "Exec=dragoman\n" in path.read_text()


def test_ours_follows_a_dragoman_that_has_moved(tmp_path: Path) -> None:
    ensure(tmp_path, python="/before/python")
    ensure(tmp_path, python="/after/python")
    entry = read(tmp_path / "own" / "applications" / "dragoman.desktop")
    assert entry["Exec"] == '"/after/python" "-m" "app"'


def test_odd_folders_are_quoted(tmp_path: Path) -> None:
    ensure(tmp_path, python='/my "100 %" $HOME/a\\b/python')
    entry = read(tmp_path / "own" / "applications" / "dragoman.desktop")
    expected = r'"/my \\"100 %%\\" \\$HOME/a\\\\b/python" "-m" "app"'
    assert entry["Exec"] == expected


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file")
    with pytest.raises(OutputError):
        ensure(tmp_path)
