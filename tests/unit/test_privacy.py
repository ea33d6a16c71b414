import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from engine import doctor, privacy
from engine.doctor import Status
from engine.messages import Code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where ONNX Runtime's uploader would write, in a home of the test's own."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = privacy.telemetry_folder(os.environ, sys.platform)
    assert folder.is_relative_to(tmp_path)
    return folder


def fill(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("deviceid", "onnxruntime.db", "onnxruntime.db-wal"):
        (folder / name).write_text("x")


def test_importing_the_engine_overrules_what_a_user_has_set() -> None:
    program = "import engine, json, os; print(json.dumps(dict(os.environ)))"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        env={**os.environ, "ORT_DISABLE_TELEMETRY": "0", "RAY_USAGE_STATS_ENABLED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    for name, value in privacy.NO_TELEMETRY.items():
        assert f'"{name}": "{value}"' in done.stdout


def test_the_hub_client_takes_the_setting() -> None:
    constants = pytest.importorskip("huggingface_hub.constants")
    assert constants.HF_HUB_DISABLE_TELEMETRY


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, ".cache"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, ".cache"),
        ("darwin", {}, "Library/Application Support"),
        ("win32", {}, "AppData/Local"),
        ("win32", {"APPDATA": "/u/AppData/Roaming"}, "/u/AppData/Roaming"),
    ],
)
def test_the_folder_is_the_one_of_the_system(
    platform: str, variables: dict[str, str], expected: str
) -> None:
    folder = privacy.telemetry_folder(variables, platform)
    assert folder == Path.home() / expected / "Microsoft" / "DeveloperTools" / ".onnxruntime"


def test_old_files_go_and_folders_that_are_empty_then(folder: Path, tmp_path: Path) -> None:
    fill(folder)
    assert len(privacy.telemetry_files()) == 3
    privacy.remove_telemetry_files()
    assert list((tmp_path / "cache").iterdir()) == []


def test_what_others_keep_beside_them_stays(folder: Path) -> None:
    fill(folder)
    (folder.parent / "settings").write_text("x")
    privacy.remove_telemetry_files()
    assert [path.name for path in folder.parent.iterdir()] == ["settings"]


def test_every_start_removes_old_files(folder: Path) -> None:
    fill(folder)
    with pytest.raises(SystemExit):
        main(["--version"])
    assert privacy.telemetry_files() == []


@pytest.mark.usefixtures("folder")
def test_the_doctor_says_that_it_is_off() -> None:
    (check,) = doctor._telemetry()
    assert (check.status, check.found.code) == (Status.OK, Code.TELEMETRY_OFF)


def test_the_doctor_names_files_of_another_program(folder: Path) -> None:
    fill(folder)
    (check,) = doctor._telemetry()
    assert check.status is Status.LIMITED
    assert str(folder) in str(check.found)


@pytest.mark.usefixtures("folder")
def test_the_doctor_says_what_somebody_switched_on_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    (check,) = doctor._telemetry()
    assert check.status is Status.LIMITED
    assert "ORT_DISABLE_TELEMETRY" in str(check.found)
