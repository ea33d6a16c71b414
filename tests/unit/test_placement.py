"""Which device runs a model: measured on real graphs, in two forms of them on the processor."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from onnx import helper

from engine import placement
from engine.compute import FORMS, Device, Precision
from engine.errors import ComputeError, ModelError, PackError
from engine.messages import Code, Message
from engine.onnx import Runtime, require
from engine.packs.store import PackStore
from engine.placement import FILE_NAME, Placer
from tests.helpers.tiny_networks import Doubler, network_store

_BOTH = (Precision.FLOAT16, Precision.INSTALLED)


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return network_store(tmp_path)


@pytest.fixture
def notices() -> list[Message]:
    return []


@pytest.fixture
def two_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processor is worth trying in both forms, as if it were two devices."""
    monkeypatch.setattr(placement, "FORMS", {Device.CPU: _BOTH})


def placer(store: PackStore, notices: list[Message], device: Device = Device.AUTO) -> Placer:
    return Placer(store, Runtime(threads=1, device=device), on_notice=notices.append)


def rows(store: PackStore) -> dict[str, dict[str, object]]:
    content = json.loads((store.root / FILE_NAME).read_text())
    found: dict[str, dict[str, object]] = content["packs"]["doubler"]
    return found


def test_nothing_is_measured_where_there_is_one_device(
    store: PackStore, notices: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "FORMS", {Device.CPU: FORMS[Device.CPU]})
    model = placer(store, notices).load("doubler", Doubler)
    assert model.runtime.device is Device.CPU
    assert model.folder == store.folder("doubler")
    assert not (store.root / FILE_NAME).exists()


@pytest.mark.usefixtures("two_forms")
def test_each_form_is_tried_and_the_faster_one_is_remembered(
    store: PackStore, notices: list[Message]
) -> None:
    model = placer(store, notices).load("doubler", Doubler)
    np.testing.assert_array_equal(model.double(np.arange(3, dtype=np.float32)), [0, 2, 4])
    measured = rows(store)
    assert set(measured) == {"cpu float16 1", "cpu installed 1"}
    seconds = {key: row["seconds"] for key, row in measured.items()}
    assert all(isinstance(value, float) and value > 0 for value in seconds.values())
    fastest = min(seconds, key=lambda key: float(str(seconds[key])))
    expected = store.folder("doubler")
    if fastest == "cpu float16 1":
        expected = store.float16_folder("doubler")
    assert model.folder == expected
    assert notices == []


@pytest.mark.usefixtures("two_forms")
@pytest.mark.parametrize("fast", ["cpu float16 1", "cpu installed 1"])
def test_what_was_measured_decides_without_another_trial(
    store: PackStore, notices: list[Message], fast: str
) -> None:
    placer(store, notices).load("doubler", Doubler)
    content = json.loads((store.root / FILE_NAME).read_text())
    for key, row in content["packs"]["doubler"].items():
        row["seconds"] = 1.0 if key == fast else 2.0
    (store.root / FILE_NAME).write_text(json.dumps(content))
    loads: list[Path] = []

    def load(folder: Path, runtime: Runtime) -> Doubler:
        loads.append(folder)
        return Doubler(folder, runtime)

    placer(store, notices).load("doubler", load)
    assert len(loads) == 1
    assert (".float16" in loads[0].parts) == ("float16" in fast)


@pytest.mark.usefixtures("two_forms")
@pytest.mark.parametrize("change", ["conditions", "file"])
def test_it_is_measured_again_when_model_or_versions_change(
    store: PackStore, notices: list[Message], tmp_path: Path, change: str
) -> None:
    placer(store, notices).load("doubler", Doubler)
    path = store.root / FILE_NAME
    content = json.loads(path.read_text())
    for row in content["packs"]["doubler"].values():
        row["seconds"] = 1000.0
        if change == "conditions":
            row["conditions"] = "another version of ONNX Runtime"
    path.write_text(json.dumps(content))
    if change == "file":
        store.remove("doubler")
        nodes = [
            helper.make_node("Add", ["x", "x"], ["z"]),
            helper.make_node("Identity", ["z"], ["y"]),
        ]
        store = network_store(tmp_path, nodes=nodes)
        path.write_text(json.dumps(content))
    placer(store, notices).load("doubler", Doubler)
    assert all(float(str(row["seconds"])) < 1000 for row in rows(store).values())


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": 1, "packs": {"doubler": 3}}'])
@pytest.mark.usefixtures("two_forms")
def test_a_damaged_file_is_done_without(
    store: PackStore, notices: list[Message], content: str
) -> None:
    (store.root / FILE_NAME).write_text(content)
    placer(store, notices).load("doubler", Doubler)
    assert len(rows(store)) == 2


def refuse_float16(folder: Path, runtime: Runtime) -> Doubler:
    if ".float16" in folder.parts:
        raise RuntimeError("out of memory\nand a long trace")
    return Doubler(folder, runtime)


@pytest.mark.usefixtures("two_forms")
def test_a_form_that_does_not_run_is_left_out_and_not_tried_again(
    store: PackStore, notices: list[Message]
) -> None:
    model = placer(store, notices).load("doubler", refuse_float16)
    assert model.folder == store.folder("doubler")
    assert rows(store)["cpu float16 1"]["reason"] == "out of memory"
    loads: list[Path] = []

    def load(folder: Path, runtime: Runtime) -> Doubler:
        loads.append(folder)
        return Doubler(folder, runtime)

    placer(store, notices).load("doubler", load)
    assert loads == [store.folder("doubler")]


def not_a_number(folder: Path, runtime: Runtime) -> Doubler:
    """Loads what computes NaN in float16, as a graph may whose numbers are too large for it."""
    model = Doubler(folder, runtime)
    if ".float16" in folder.parts:
        model.double(np.full(3, np.nan, np.float32))
    return model


@pytest.mark.usefixtures("two_forms")
def test_a_form_that_computes_no_numbers_is_left_out(
    store: PackStore, notices: list[Message]
) -> None:
    model = placer(store, notices).load("doubler", not_a_number)
    assert model.folder == store.folder("doubler")
    assert rows(store)["cpu float16 1"]["reason"] == "it computes what is not a number"


def too_quiet(folder: Path, runtime: Runtime) -> Doubler:
    """Loads what computes too little in float16, as a broken driver may."""
    model = Doubler(folder, runtime)
    model.double(np.full(3, 0.1 if ".float16" in folder.parts else 1.0, np.float32))
    return model


@pytest.mark.usefixtures("two_forms")
def test_a_form_that_computes_other_numbers_is_left_out(
    store: PackStore, notices: list[Message]
) -> None:
    for _ in range(2):
        model = placer(store, notices).load("doubler", too_quiet)
        assert model.folder == store.folder("doubler")
    measured = placer(store, notices).compare("doubler", too_quiet)
    assert [item.reason for item in measured] == [
        "",
        "it computes other numbers than the processor",
    ]


@pytest.mark.usefixtures("two_forms")
def test_the_check_up_measures_anew(store: PackStore, notices: list[Message]) -> None:
    placer(store, notices).load("doubler", refuse_float16)
    content = json.loads((store.root / FILE_NAME).read_text())
    content["packs"]["doubler"]["cpu installed 1"]["seconds"] = 1000.0
    (store.root / FILE_NAME).write_text(json.dumps(content))
    measured = placer(store, notices).compare("doubler", Doubler)
    assert {item.precision for item in measured if item.seconds} == set(_BOTH)
    assert all(item.seconds is not None and item.seconds < 1000 for item in measured)
    assert [item.seconds for item in measured] == sorted(item.seconds or 0 for item in measured)


def test_a_device_that_took_the_program_down_twice_is_not_tried_again(
    store: PackStore, notices: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "FORMS", {Device.CPU: _BOTH})
    program = f"""
    import os
    from pathlib import Path
    from engine import placement
    from engine.compute import Device, Precision
    from engine.onnx import Runtime, require
    from tests.helpers.tiny_networks import Doubler, network_store
    placement.FORMS = {{Device.CPU: (Precision.FLOAT16, Precision.INSTALLED)}}
    store = network_store(Path({str(store.root.parent)!r}))
    runtime = Runtime(threads=1, device=Device.AUTO)
    def load(folder, runtime):
        return os._exit(7) if ".float16" in folder.parts else Doubler(folder, runtime)
    placement.Placer(store, runtime, on_notice=print).load("doubler", load)
    """
    # Somebody may have ended the first one for a reason of his own.
    for unfinished in (1, 2):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", textwrap.dedent(program)], check=False, capture_output=True
        )
        assert done.returncode == 7, done.stderr
        assert rows(store)["cpu float16 1"]["unfinished"] == unfinished
    model = placer(store, notices).load("doubler", Doubler)
    assert model.folder == store.folder("doubler")
    assert rows(store)["cpu float16 1"]["reason"] == "it ended the program"


@pytest.mark.usefixtures("two_forms")
def test_a_trial_that_was_interrupted_once_is_made_again(
    store: PackStore, notices: list[Message]
) -> None:
    def interrupt(_folder: Path, _runtime: Runtime) -> Doubler:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        placer(store, notices).load("doubler", interrupt)
    placer(store, notices).load("doubler", Doubler)
    assert all(row["seconds"] and not row["unfinished"] for row in rows(store).values())


def test_where_nothing_runs_the_models_own_error_is_raised(
    store: PackStore, notices: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "FORMS", {Device.CPU: _BOTH})

    def fail(_folder: Path, _runtime: Runtime) -> Doubler:
        raise ModelError(Code.MODEL_UNSUPPORTED, detail="not what its family needs")

    with pytest.raises(ModelError, match="not what its family needs"):
        placer(store, notices).load("doubler", fail)


def test_one_notice_says_that_the_processor_has_to_do_it(
    store: PackStore, notices: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    # OpenVINO is not here: a session on it is refused, as by a driver that is broken.
    monkeypatch.setattr(placement, "is_available", lambda _device: True)
    forms = {Device.OPENVINO: _BOTH, Device.CPU: (Precision.INSTALLED,)}
    monkeypatch.setattr(placement, "FORMS", forms)

    def load(folder: Path, runtime: Runtime) -> Doubler:
        if runtime.device is not Device.CPU:
            raise RuntimeError("no kernel")
        return Doubler(folder, runtime)

    chosen = placer(store, notices)
    for _ in range(2):
        assert chosen.load("doubler", load).runtime.device is Device.CPU
    (notice,) = notices
    assert notice.code is Code.COMPUTE_FELL_BACK
    assert notice.parameters == {"pack": "doubler", "device": "openvino", "reason": "no kernel"}


def test_one_notice_says_that_a_device_is_not_there_whose_package_is(
    store: PackStore, notices: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_driver(device: Device) -> None:
        if device is Device.CUDA:
            raise ComputeError(Code.COMPUTE_HARDWARE_MISSING, device="cuda", maker="NVIDIA")
        require(device)

    monkeypatch.setattr(placement, "require", without_driver)
    chosen = placer(store, notices)
    for _ in range(2):
        assert chosen.load("doubler", Doubler).runtime.device is Device.CPU
    codes = [notice.code for notice in notices if notice.parameters["device"] == "cuda"]
    assert codes == [Code.COMPUTE_HARDWARE_MISSING]


def test_a_device_by_name_that_does_not_run_the_model_is_refused(
    store: PackStore, notices: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "require", lambda _device: None)

    def load(_folder: Path, _runtime: Runtime) -> Doubler:
        raise RuntimeError("no kernel")

    with pytest.raises(ComputeError) as caught:
        placer(store, notices, Device.CUDA).load("doubler", load)
    assert caught.value.code is Code.COMPUTE_MODEL_FAILED
    assert caught.value.parameters["reason"] == "no kernel"
    assert notices == []


def test_a_device_by_name_that_is_not_there_names_the_extra(
    store: PackStore, notices: list[Message]
) -> None:
    with pytest.raises(ComputeError) as caught:
        placer(store, notices, Device.CUDA).load("doubler", Doubler)
    assert caught.value.parameters.get("extra") == "gpu" or caught.value.parameters["maker"]


def test_the_float16_form_is_made_once_and_again_after_a_change(
    store: PackStore, tmp_path: Path
) -> None:
    before = store.installed_size("doubler")
    folder = store.float16_folder("doubler")
    assert store.installed_size("doubler") > before
    made_at = (folder / "doubler.onnx").stat().st_mtime_ns
    assert store.float16_folder("doubler") == folder
    assert (folder / "doubler.onnx").stat().st_mtime_ns == made_at
    store.remove("doubler")
    assert not folder.exists()
    store = network_store(tmp_path, nodes=[helper.make_node("Add", ["x", "x"], ["y"])])
    changed = Doubler(store.float16_folder("doubler"), Runtime(threads=1))
    np.testing.assert_array_equal(changed.double(np.ones(3, np.float32)), [2, 2, 2])


@pytest.mark.parametrize("has_stamp", [False, True])
def test_a_float16_form_that_is_not_whole_is_made_again(store: PackStore, has_stamp: bool) -> None:
    folder = store.float16_folder("doubler")
    if not has_stamp:
        (folder / "made-of").unlink()
    (folder / "doubler.onnx").write_bytes(b"")
    assert store.float16_folder("doubler") == folder
    Doubler(folder, Runtime(threads=1))


def test_a_folder_that_cannot_be_made_is_said(store: PackStore) -> None:
    (store.root / ".float16").write_text("in the way")
    with pytest.raises(PackError, match="float16"):
        store.float16_folder("doubler")
