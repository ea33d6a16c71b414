"""How Dragoman starts its own programs."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine import program

EXECUTABLES = {"linux": "/opt/dragoman/dragoman", "win32": "/programs/Dragoman/dragoman-window.exe"}


@pytest.fixture(params=EXECUTABLES)
def bundle(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    executable = EXECUTABLES[request.param]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", executable)
    return Path(executable)


def test_an_environment_runs_modules_with_its_python() -> None:
    assert program.module_command("pip") == [sys.executable, "-m", "pip"]
    assert program.window_command({}) == [sys.executable, "-m", "app"]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        program.phoneme_command(), input="", capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("phonemes 1 ")


def test_a_bundle_runs_modules_in_the_program_with_a_console(bundle: Path) -> None:
    started = program.module_command("pip")
    assert started == [str(bundle.with_name("dragoman" + bundle.suffix)), "-m", "pip"]


def test_a_bundle_has_its_phoneme_program_beside_it(bundle: Path) -> None:
    expected = bundle.with_name("dragoman-phonemes" + bundle.suffix)
    assert program.phoneme_command() == [str(expected)]


def test_an_app_image_is_started_as_the_file_that_it_is(bundle: Path) -> None:
    assert program.window_command({}) == [str(bundle)]
    image = "/home/me/Dragoman.AppImage"
    assert program.window_command({"APPIMAGE": image}) == [image]


def test_what_a_bundle_may_run_is_what_is_asked_for() -> None:
    launcher = Path(__file__).parents[2] / "installers" / "launcher.py"
    text = launcher.read_text(encoding="utf-8")
    asked = {
        module
        for path in (launcher.parents[1] / "engine").rglob("*.py")
        for module in ("pip", "engine.bench.worker", "engine.devices.programs")
        if f'module_command("{module}")' in path.read_text(encoding="utf-8")
    }
    assert asked == {"pip", "engine.bench.worker", "engine.devices.programs"}
    assert all(f'"{module}"' in text for module in asked)
