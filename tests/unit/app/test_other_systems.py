"""Folders, paths and code pages as on Windows and macOS."""

import io
import sys
from pathlib import Path

import platformdirs.macos
import platformdirs.windows
import pytest

from app.paths import AppPaths
from engine.cli.main import _settle_output
from engine.packs.store import exclusive


def test_windows_keeps_everything_in_the_local_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    # The narrowest seam: what Windows answers when it is asked for a known folder.
    monkeypatch.setattr(platformdirs, "PlatformDirs", platformdirs.windows.Windows)
    monkeypatch.setattr(
        platformdirs.windows, "get_win_folder", lambda name, *_rest: f"/Users/Zoë/{name}"
    )
    paths = AppPaths.of_user({})
    assert paths.data == Path("/Users/Zoë/CSIDL_LOCAL_APPDATA/dragoman")
    assert paths.models == paths.data / "models"
    assert paths.config == Path("/Users/Zoë/CSIDL_LOCAL_APPDATA/dragoman")
    assert paths.logs.is_relative_to(paths.data)


def test_macos_keeps_data_where_programs_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", platformdirs.macos.MacOS)
    paths = AppPaths.of_user({})
    assert paths.data == Path.home() / "Library" / "Application Support" / "dragoman"
    assert paths.logs == Path.home() / "Library" / "Logs" / "dragoman"


@pytest.mark.parametrize("code_page", ["cp437", "cp1252", "cp932", "ascii"])
def test_an_old_console_loses_letters_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, code_page: str
) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding=code_page))
    _settle_output(as_json=False)
    sys.stdout.write("hɛlo ʊ “Größe” 日本\n")
    sys.stdout.flush()
    assert shown.getvalue().decode(code_page).endswith("\n")
    assert len(shown.getvalue().decode(code_page)) == len("hɛlo ʊ “Größe” 日本\n")


@pytest.mark.parametrize("name", ["Größe und 日本 🎙", "a" * 120])
def test_a_home_with_a_long_or_foreign_name_is_used(tmp_path: Path, name: str) -> None:
    home = tmp_path / name / name
    paths = AppPaths.of_user({"DRAGOMAN_HOME": str(home)})
    assert paths.data == home
    paths.models.mkdir(parents=True)
    with exclusive(paths.models / ".lock"):
        assert (paths.models / ".lock").is_file()
