import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from engine import doctor
from engine.cli import doctor as command
from engine.cli.messages import remedy_line
from engine.cli.store import home_folder
from engine.doctor import Check, Status, Subject
from engine.errors import CatalogueError, DeviceError
from engine.messages import Code, Message, Remedy


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(doctor, "list_devices", list)


def by_name(
    *, find_lacking: Callable[[], Sequence[str]] | None = None, needs_sound: bool = False
) -> dict[str, Check]:
    checks = doctor.examine(home_folder, find_lacking=find_lacking, needs_sound=needs_sound)
    return {check.name: check for check in checks}


def packs_of(checks: Mapping[str, Check]) -> list[str]:
    return [check.pack for check in checks.values() if check.pack]


def test_a_machine_without_models_is_told_which_command_to_run() -> None:
    check = by_name()["model whisper-base"]
    assert check.status is Status.MISSING
    assert remedy_line(check.found) == "Run: dragoman models install whisper-base"
    assert check.pack == "whisper-base"


def test_only_what_is_wanted_is_missed_and_nothing_that_nobody_asked_for() -> None:
    found = by_name(find_lacking=lambda: ["silero-vad"])
    assert packs_of(found) == ["silero-vad"]
    assert found["model silero-vad"].status is Status.MISSING
    assert packs_of(by_name(find_lacking=list)) == []


def test_where_a_direction_is_served_the_starter_pack_is_not_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served = frozenset({"whisper-base", "silero-vad"})  # French to English in one pass
    monkeypatch.setattr("engine.packs.store.PackStore.installed", lambda _: served)
    assert packs_of(by_name()) == []


def test_a_missing_sound_server_comes_before_missing_models_where_sound_is_needed() -> None:
    checks = list(by_name(find_lacking=lambda: ["silero-vad"], needs_sound=True).values())
    missing = [check.name for check in checks if check.status is Status.MISSING]
    assert missing == ["sound server", "microphones", "loudspeakers", "model silero-vad"]


def test_an_empty_folder_of_a_pack_is_damage(tmp_path: Path) -> None:
    (tmp_path / "home" / "models" / "silero-vad").mkdir(parents=True)
    check = by_name()["model silero-vad"]
    assert (check.status, check.found.code) == (Status.MISSING, Code.FOUND_DAMAGED)


def test_everything_else_is_there_on_a_machine_that_runs_tests(tmp_path: Path) -> None:
    checks = by_name()
    for name in ("Python", "packages", "ONNX Runtime", "model folder", "voices", "phonemes"):
        assert checks[name].status is Status.OK, checks[name]
        assert checks[name].found.remedies == ()
    assert str(checks["model folder"].found) == str(tmp_path / "home")
    assert "CPU" in str(checks["ONNX Runtime"].found)


def test_sound_is_not_needed_and_says_what_is_lost_without_it() -> None:
    checks = by_name()
    assert checks["microphones"].status is Status.LIMITED
    assert checks["microphones"].found.code is Code.MICROPHONES_NONE
    assert checks["loudspeakers"].status is Status.LIMITED


def test_a_missing_portaudio_is_one_line_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DeviceError(Code.PORTAUDIO_MISSING, reason="not found")

    monkeypatch.setattr(doctor, "list_devices", fail)
    check = by_name()["sound devices"]
    assert check.status is Status.LIMITED
    assert Remedy.INSTALL_PORTAUDIO in check.found.remedies


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PACKAGES", ("numpy", "no-such-package"))
    check = by_name()["packages"]
    assert (check.status, check.found) == (
        Status.MISSING,
        Message(Code.PACKAGES_BROKEN, problems=("no-such-package",)),
    )


def test_a_package_that_does_not_load_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_package.py").write_text("raise ImportError('DLL load failed')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(doctor, "_PACKAGES", ("numpy", "broken_package"))
    check = by_name()["packages"]
    assert check.status is Status.MISSING
    assert "broken_package (DLL load failed)" in str(check.found)


def test_a_runtime_that_does_not_load_stops_no_other_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    check = by_name()["ONNX Runtime"]
    assert check.status is Status.MISSING
    assert check.found.code is Code.RUNTIME_BROKEN
    assert check.found.parameters["package"] == "onnxruntime"
    assert by_name()["packages"].status is Status.OK


def test_a_missing_runtime_names_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_RUNTIMES", ("no-such-runtime",))
    check = by_name()["ONNX Runtime"]
    assert check.status is Status.MISSING
    assert "dragoman[cpu]" in remedy_line(check.found)


def test_two_runtimes_at_once_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_RUNTIMES", ("onnxruntime", "numpy"))
    assert by_name()["ONNX Runtime"].status is Status.MISSING


def test_a_home_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("engine.doctor.tempfile.TemporaryFile", refuse)
    check = by_name()["model folder"]
    assert check.status is Status.MISSING
    assert str(tmp_path / "home") in str(check.found)
    assert "DRAGOMAN_HOME" in remedy_line(check.found)


def test_an_error_of_the_engine_is_what_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CatalogueError(Code.CATALOGUE_INVALID, file="a.toml", detail="it has a hole")

    monkeypatch.setattr("engine.packs.catalogue.Catalogue.shipped", fail)
    check = by_name()["models"]
    assert (check.status, check.found.code) == (Status.MISSING, Code.CATALOGUE_INVALID)
    assert "it has a hole" in str(check.found)
    assert not (tmp_path / "home").exists()


def test_one_broken_check_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode() -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(doctor, "list_devices", explode)
    checks = by_name()
    assert checks["sound devices"].status is Status.MISSING
    assert "ZeroDivisionError: oops" in str(checks["sound devices"].found)
    assert checks["voices"].status is Status.OK


@pytest.mark.parametrize(
    ("status", "code"), [(Status.OK, 0), (Status.LIMITED, 0), (Status.MISSING, 1)]
)
def test_the_exit_code_tells_whether_something_needed_is_missing(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: Status,
    code: int,
) -> None:
    check = Check(subject=Subject.SOUND, status=status, found=Message(Code.NO_MICROPHONE))
    monkeypatch.setattr(command, "examine", lambda *_, **__: [check])
    assert command.run(argparse.Namespace(fix=False, json=False, device="auto")) == code
    assert "-> Plug one in." in capsys.readouterr().out
    assert command.run(argparse.Namespace(fix=False, json=True, device="auto")) == code
    content = json.loads(capsys.readouterr().out)
    assert content["healthy"] is (code == 0)
    assert content["checks"][0]["remedy"] == "Plug one in."


def test_fix_installs_what_is_missing_or_damaged_and_looks_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [
        Check(
            subject=Subject.MODELS,
            status=Status.MISSING,
            found=Message(Code.FOUND_DAMAGED, packs=("silero-vad",)),
            pack="silero-vad",
        ),
        Check(
            subject=Subject.MICROPHONES,
            status=Status.LIMITED,
            found=Message(Code.MICROPHONES_NONE),
        ),
    ]
    after = [Check(subject=Subject.MODELS, status=Status.OK, found=before[0].found)]
    reports = [before, after]
    installed: list[str] = []
    monkeypatch.setattr(command, "examine", lambda *_args, **_options: reports.pop(0))
    monkeypatch.setattr(command, "_install", installed.extend)
    args = argparse.Namespace(fix=True, json=False, device="auto")
    assert command.run(args) == 0
    assert installed == ["silero-vad"]
    assert "microphones" not in capsys.readouterr().out
