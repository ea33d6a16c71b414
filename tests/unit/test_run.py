"""`run.py`: what it installs when, what it says, and its exit codes."""

import ast
import importlib.util
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType
from typing import IO

import pytest

RUN_PY = Path(__file__).resolve().parents[2] / "run.py"


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at work in an empty folder, with pip and tools recorded."""
    spec = importlib.util.spec_from_file_location("bootstrap", RUN_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    environment = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", environment)
    monkeypatch.setattr(module, "BINARIES", environment / "bin")
    monkeypatch.setattr(module, "PYTHON", environment / "bin" / "python")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return module


@pytest.fixture
def calls(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Commands that would have been run; nothing is installed."""
    made: list[tuple[str, ...]] = []

    def pip(*arguments: str) -> None:
        made.append(("pip", *arguments))

    def run(*arguments: str) -> int:
        made.append(arguments)
        return 0

    def create(folder: Path, *, with_pip: bool, clear: bool) -> None:
        assert with_pip
        assert clear
        (folder / "bin").mkdir(parents=True, exist_ok=True)
        (folder / "bin" / "python").touch()
        made.append(("venv",))

    monkeypatch.setattr(bootstrap, "pip", pip)
    monkeypatch.setattr(bootstrap, "run", run)
    monkeypatch.setattr(venv, "create", create)
    monkeypatch.setattr(bootstrap, "install_system_packages", dict)
    return made


def installs(calls: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [call for call in calls if call[0] == "pip" and "--editable" in call]


def test_only_the_standard_library_is_imported() -> None:
    names: set[str] = set()
    for node in ast.walk(ast.parse(RUN_PY.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_older_pythons_can_read_it_and_are_told(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(RUN_PY.read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    assert bootstrap.main(["demo"]) == 2
    assert capsys.readouterr().out.startswith("Dragoman needs Python 3.11 or newer; this is 3.")


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_anything_else_prints_how_to_use_it(
    bootstrap: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(arguments) == 2
    assert "python3 run.py demo" in capsys.readouterr().out


def test_the_demo_installs_models_then_runs(
    bootstrap: ModuleType, calls: list[tuple[str, ...]]
) -> None:
    assert bootstrap.main(["demo", "--quick"]) == 0
    assert calls[0] == ("venv",)
    assert calls[-2:] == [
        ("dragoman", "models", "setup", "fr", "en"),
        ("dragoman", "demo", "--quick"),
    ]


def test_the_demo_takes_models_from_a_folder(
    bootstrap: ModuleType, calls: list[tuple[str, ...]]
) -> None:
    assert bootstrap.main(["demo", "--quick", "--from", "stick", "-v"]) == 0
    assert calls[-2:] == [
        ("dragoman", "models", "setup", "fr", "en", "--from", "stick"),
        ("dragoman", "demo", "--quick", "-v"),
    ]


def test_a_demo_without_models_ends_there(
    bootstrap: ModuleType, calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "run", lambda *arguments: int("models" in arguments))
    assert bootstrap.main(["demo"]) == 1
    assert installs(calls)


def test_a_second_run_installs_nothing(bootstrap: ModuleType, calls: list[tuple[str, ...]]) -> None:
    bootstrap.main(["dragoman", "doctor"])
    assert len(installs(calls)) == 1
    calls.clear()
    bootstrap.main(["dragoman", "doctor"])
    assert calls == [("dragoman", "doctor")]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed(
    bootstrap: ModuleType, calls: list[tuple[str, ...]], tmp_path: Path, name: str
) -> None:
    bootstrap.install()
    (tmp_path / name).write_text("# changed\n")
    bootstrap.install()
    assert len(installs(calls)) == 2
    assert ("--constraint" in installs(calls)[1]) == (name == "constraints.txt")


def test_tools_for_tests_are_installed_once_and_serve_the_demo(
    bootstrap: ModuleType, calls: list[tuple[str, ...]]
) -> None:
    bootstrap.install()
    bootstrap.install("--group", "test")
    bootstrap.install("--group", "test")
    assert [call[-2:] for call in installs(calls)[1:]] == [("--group", "test")]
    (bootstrap.ENVIRONMENT / "installed.sha256").unlink()
    bootstrap.install()
    assert len(installs(calls)) == 2


def test_an_installation_that_was_interrupted_is_done_again(
    bootstrap: ModuleType, calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "pip", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.install()
    bootstrap.install()
    assert len(installs(calls)) == 1
    assert calls.count(("venv",)) == 1


def test_an_environment_left_half_made_is_made_again(
    bootstrap: ModuleType, calls: list[tuple[str, ...]]
) -> None:
    (bootstrap.ENVIRONMENT / "bin").mkdir(parents=True)
    bootstrap.PYTHON.touch()
    bootstrap.make_environment()
    assert calls == [("venv",)]
    bootstrap.make_environment()
    assert calls == [("venv",)]
    (bootstrap.ENVIRONMENT / "ready").write_text("3.9")
    bootstrap.make_environment()
    assert calls == [("venv",), ("venv",)]


def test_a_python_without_venv_gets_the_remedy(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path, **_options: bool) -> None:
        folder.mkdir()
        raise subprocess.CalledProcessError(1, "ensurepip")

    monkeypatch.setattr(venv, "create", fail)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        bootstrap.make_environment()
    assert not bootstrap.ENVIRONMENT.exists()


def test_pip_failing_ends_with_what_to_do(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *_args, **_options: 1)
    with pytest.raises(SystemExit, match="run the same command again"):
        bootstrap.pip("anything")


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports", "pytest", ""])
def test_one_failing_check_fails_the_whole_but_all_are_run(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: str,
) -> None:
    tools: list[str] = []

    def run(tool: str, *_arguments: str, output: IO[bytes] | None = None) -> int:
        tools.append(tool)
        if output is not None:
            output.write(f"{tool} was here\n".encode())
        return 5 if tool == failing else 0

    monkeypatch.setattr(bootstrap, "run", run)
    assert bool(bootstrap.test([], {})) == bool(failing)
    assert tools[:3] == ["ruff", "ruff", "mypy"]
    # It runs beside the tests; what it says comes in one piece.
    assert tools.count("lint-imports") == 1
    assert tools.count("pytest") == 3
    printed = capsys.readouterr().out
    assert "--- lint-imports\nlint-imports was here\n" in printed
    if failing in ("ruff", "mypy", "lint-imports"):
        assert f"failed: {failing}" in printed


def test_the_many_processes_of_the_tests_share_what_is_compiled(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, str]] = []

    def call(_command: list[str], *, env: dict[str, str], **_options: object) -> int:
        given.append(env)
        return 0

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert bootstrap.run("pytest") == 0
    assert "PYTHONDONTWRITEBYTECODE" not in given[0]
    assert given[0]["LANG"] == "C.UTF-8"


def test_missing_system_packages_are_named_with_what_is_skipped(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = {"libportaudio2": "tests of audio devices"}
    monkeypatch.setattr(bootstrap, "missing_system_packages", lambda: missing)
    monkeypatch.setattr(bootstrap, "administrator", lambda: None)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "platform", "linux")
    assert bootstrap.install_system_packages() == missing
    assert "sudo apt install libportaudio2" in capsys.readouterr().out
    monkeypatch.setattr(bootstrap, "run", lambda *_args, **_options: 0)
    assert bootstrap.test([], missing) == 0
    assert "not installed: libportaudio2 (skipped: tests of audio" in capsys.readouterr().out


def test_system_packages_are_installed_where_that_is_allowed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def quietly(command: list[str]) -> int:
        commands.append(command)
        return 100 if len(commands) == 1 else 0  # the first try finds no lists of packages

    monkeypatch.setattr(
        bootstrap, "missing_system_packages", lambda: {} if len(commands) == 3 else {"pulse": "x"}
    )
    monkeypatch.setattr(bootstrap, "administrator", lambda: ["sudo", "-n"])
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "quietly", quietly)
    assert bootstrap.install_system_packages() == {}
    assert ["update" in command for command in commands] == [False, True, False]
    assert commands[2][-1] == "pulse"


def test_a_package_that_a_system_lacks_keeps_no_other_from_being_installed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = {"nowhere": "x", "pulse": "y"}

    def quietly(command: list[str]) -> int:
        if "nowhere" in command:
            return 100  # as apt: all or nothing
        missing.pop(command[-1], None)
        return 0

    monkeypatch.setattr(bootstrap, "missing_system_packages", lambda: dict(missing))
    monkeypatch.setattr(bootstrap, "administrator", list)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "quietly", quietly)
    assert bootstrap.install_system_packages() == {"nowhere": "x"}


def test_systems_without_debian_packages_are_left_alone(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert bootstrap.install_system_packages() == {}


def test_what_sound_files_are_converted_with_is_installed(bootstrap: ModuleType) -> None:
    assert {"ffmpeg", "sox"} <= bootstrap.SYSTEM_PACKAGES.keys()


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], ["-m", "not slow"]),
        (["--all"], []),
        (["--all", "-x"], ["-x"]),
        (["-m", "models"], ["-m", "not slow", "-m", "models"]),
    ],
)
def test_slow_tests_are_left_to_all(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, given: list[str], passed: list[str]
) -> None:
    commands: list[tuple[str, ...]] = []

    def run(*command: str, output: IO[bytes] | None = None) -> int:
        del output
        commands.append(command)
        return 0

    monkeypatch.setattr(bootstrap, "run", run)
    monkeypatch.setattr(bootstrap.os, "cpu_count", lambda: 2)
    assert bootstrap.test(given, {}) == 0
    pytests = [command[3:] for command in commands if command[:3] == ("pytest", "-q", "-rs")]
    pair = ("-n", "2", "--dist")
    assert pytests[0] == (*pair, "loadfile", *bootstrap.GIVE_UP, *passed, "tests/unit")
    assert pytests[1] == (*pair, "loadgroup", *bootstrap.GIVE_UP, *passed, "tests/integration")
    assert pytests[2:] == [(*passed, "tests/parity", "tests/e2e")]


def test_all_tests_belong_to_a_part(bootstrap: ModuleType) -> None:
    root = RUN_PY.parent
    found = {path.relative_to(root).parts[1] for path in root.glob("tests/**/test_*.py")}
    assert sorted(f"tests/{name}" for name in found) == sorted(sum(bootstrap.PARTS, ()))


@pytest.mark.parametrize(
    "named", ["tests/unit", "tests/unit/test_one.py::test_it[a/b]", "./tests/unit/test_one.py"]
)
def test_named_tests_share_one_run(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str
) -> None:
    commands: list[tuple[str, ...]] = []

    def run(*command: str, output: IO[bytes] | None = None) -> int:
        del output
        commands.append(command)
        return 0

    monkeypatch.setattr(bootstrap, "run", run)
    (tmp_path / "tests" / "unit").mkdir(parents=True)
    (tmp_path / "tests" / "unit" / "test_one.py").touch()
    (tmp_path / "app").mkdir()
    assert bootstrap.test(["-k", "app", named], {}) == 0
    assert [command for command in commands if command[0] == "pytest"] == [
        ("pytest", "-q", "-rs", "-m", "not slow", "-k", "app", named)
    ]
    commands.clear()
    assert bootstrap.test(["-k", "app"], {}) == 0
    assert len([command for command in commands if command[0] == "pytest"]) == 3


@pytest.mark.parametrize(
    ("codes", "arguments", "code"),
    [
        ([0, 0, 0], [], 0),
        ([0, 5, 5], ["-k", "guards"], 0),
        ([5, 5, 5], ["-k", "nothing"], 5),
        ([0, 1, 0], [], 1),
        ([5, 3, 1], [], 3),
        ([1], ["-x"], 1),
        ([5, 0, 0], ["-x"], 0),
    ],
)
def test_what_one_part_finds_is_the_whole_s_answer(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    codes: list[int],
    arguments: list[str],
    code: int,
) -> None:
    left = list(codes)
    monkeypatch.setattr(
        bootstrap, "run", lambda *cmd, **_: left.pop(0) if cmd[0] == "pytest" else 0
    )
    assert bootstrap.test(arguments, {}) == code
    assert not left, "each part ran once, or none after the first failure"


@pytest.mark.parametrize(("n_cores", "n_workers"), [(None, 0), (1, 0), (2, 2), (64, 4)])
def test_tests_are_shared_by_cores(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, n_cores: int | None, n_workers: int
) -> None:
    monkeypatch.setattr(bootstrap.os, "cpu_count", lambda: n_cores)
    options = bootstrap.workers(["tests/unit"])
    rest = ["--dist", "loadfile", *bootstrap.GIVE_UP]
    assert options == (["-n", str(n_workers), *rest] if n_workers else [])
    pair = ["-n", "2", "--dist", "loadgroup", *bootstrap.GIVE_UP] if n_workers else []
    assert bootstrap.workers(["tests/integration"]) == pair
    assert bootstrap.workers(["tests/e2e"]) == bootstrap.workers([]) == []


def test_a_persons_sudo_is_not_used_unasked(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "quietly", lambda _command: 0)
    monkeypatch.delenv("CI", raising=False)
    assert bootstrap.administrator() is None
    monkeypatch.setenv("CI", "true")
    assert bootstrap.administrator() == ["sudo", "-n"]
