import gc
import importlib.util
import os
import sys
import threading
from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest
from onnx import helper

from engine import onnx
from engine.compute import EXTRAS, FORMS, Device
from engine.errors import ComputeError, ModelError
from engine.messages import Code
from engine.onnx import (
    MAX_THREADS,
    OnnxGraph,
    Runtime,
    Stop,
    Trial,
    TrialResult,
    hardware,
    is_available,
    require,
)
from tests.helpers.tiny_networks import write_endless_network, write_network


@pytest.fixture
def network(tmp_path: Path) -> Path:
    path = tmp_path / "network.onnx"
    write_network(path)
    return path


@pytest.mark.parametrize("threads", [0, -1, MAX_THREADS + 1])
def test_a_senseless_number_of_threads_is_refused(threads: int) -> None:
    with pytest.raises(ValueError, match=f"1 to {MAX_THREADS}, not {threads}"):
        Runtime(threads=threads)
    assert Runtime(threads=MAX_THREADS).threads == MAX_THREADS


@pytest.mark.parametrize(("usable", "threads"), [(1, 1), (3, 3), (100, 4)])
def test_threads_follow_the_cores_that_the_process_may_use(
    usable: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 16)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(usable)), raising=False)
    assert Runtime().threads == threads


@pytest.mark.parametrize(("cores", "threads"), [(2, 2), (16, 4), (None, 1)])
def test_where_the_system_does_not_say_all_cores_count(
    cores: int | None, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert Runtime().threads == threads


def test_every_device_has_forms_and_an_extra() -> None:
    assert set(FORMS) == set(EXTRAS) == set(Device) - {Device.AUTO}
    assert list(FORMS)[-1] is Device.CPU


def test_the_processor_is_always_there(network: Path) -> None:
    assert is_available(Device.CPU)
    (y,) = OnnxGraph(network, Runtime(threads=1)).run(("y",), {"x": np.ones(3, np.float32)})
    np.testing.assert_array_equal(y, [2, 2, 2])


def test_a_graph_runs_on_a_device_of_a_name(network: Path) -> None:
    with pytest.raises(ValueError, match="device of a name"):
        OnnxGraph(network, Runtime(threads=1, device=Device.AUTO))


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "network.onnx"
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"network\.onnx"):
        OnnxGraph(path, Runtime(threads=1))


@pytest.mark.parametrize(("device", "extra"), [(Device.CUDA, "gpu"), (Device.OPENVINO, "openvino")])
def test_a_device_whose_package_is_missing_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, device: Device, extra: str
) -> None:
    monkeypatch.setattr(ort, "get_available_providers", lambda: ["CPUExecutionProvider"])
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ComputeError) as caught:
        require(device)
    assert caught.value.code is Code.COMPUTE_EXTRA_MISSING
    assert caught.value.parameters == {"device": device.value, "extra": extra}
    assert extra in str(caught.value)


@pytest.mark.parametrize(
    ("device", "system", "key"),
    [(Device.DIRECTML, "Windows", "win32"), (Device.COREML, "macOS", "darwin")],
)
def test_a_device_of_another_system_says_which(
    monkeypatch: pytest.MonkeyPatch, device: Device, system: str, key: str
) -> None:
    monkeypatch.setattr(ort, "get_available_providers", lambda: ["CPUExecutionProvider"])
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(ComputeError) as caught:
        require(device)
    assert caught.value.code is Code.COMPUTE_SYSTEM_WRONG
    assert system in str(caught.value)
    monkeypatch.setattr(sys, "platform", key)
    with pytest.raises(ComputeError) as caught:
        require(device)
    assert caught.value.code is Code.COMPUTE_EXTRA_MISSING


def test_a_build_for_cuda_on_a_machine_without_a_driver_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What onnxruntime-gpu advertises wherever it is installed.
    providers = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(ort, "get_available_providers", lambda: providers)
    monkeypatch.setattr(onnx, "_cuda_driver", lambda: None)
    with pytest.raises(ComputeError) as caught:
        require(Device.CUDA)
    assert caught.value.code is Code.COMPUTE_HARDWARE_MISSING
    assert not is_available(Device.CUDA)


def test_a_plug_in_that_finds_no_device_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())
    monkeypatch.setattr(onnx, "_openvino", lambda: ())
    with pytest.raises(ComputeError) as caught:
        require(Device.OPENVINO)
    assert caught.value.parameters == {"device": "openvino", "maker": "Intel"}


def test_a_network_that_does_not_start_on_a_device_is_no_damage(
    network: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(onnx, "require", lambda _device: None)
    monkeypatch.setattr(onnx, "_load_cuda_libraries", lambda: None)
    with pytest.raises(ComputeError) as caught:
        OnnxGraph(network, Runtime(threads=1, device=Device.CUDA))
    assert caught.value.code is Code.COMPUTE_MODEL_FAILED
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""


def test_hardware_names_what_the_speed_depends_on() -> None:
    assert ort.__version__ in hardware(Device.CPU)
    assert hardware(Device.CPU) != hardware(Device.CUDA)


def test_a_trial_runs_again_what_was_run_before_it_was_asked(network: Path) -> None:
    trial = Trial()
    assert trial.run() == TrialResult(0.0, ())
    trial = Trial()
    graph = OnnxGraph(network, Runtime(threads=1).on(Device.CPU, trial=trial))
    graph.run(("y",), {"x": np.ones(3, np.float32)})
    result = trial.run()
    assert result.seconds > 0
    assert result.levels == (2.0,)
    graph.run(("y",), {"x": np.ones(3, np.float32)})
    assert trial.run() == TrialResult(0.0, ())


def test_a_run_that_would_not_end_is_stopped_by_another_thread(
    tmp_path: Path, network: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_endless_network(tmp_path / "endless.onnx")
    endless = OnnxGraph(tmp_path / "endless.onnx", Runtime(threads=1))
    doubler = OnnxGraph(network, Runtime(threads=1))
    x = np.ones(3, np.float32)
    stop, later = Stop(), Stop()
    timer = threading.Timer(0.05, stop.now)
    with later:
        with stop:
            (y,) = doubler.run(("y",), {"x": x})
            timer.start()
            with pytest.raises(Exception, match="terminate"):
                endless.run(("y",), {"x": x})
            with pytest.raises(Exception, match="terminate"):
                doubler.run(("y",), {"x": x})
        # What stands around it goes on, as does everything of other threads.
        np.testing.assert_array_equal(doubler.run(("y",), {"x": x})[0], y)
    later.now()
    np.testing.assert_array_equal(doubler.run(("y",), {"x": x})[0], y)
    timer.join()
    assert capfd.readouterr().err == ""


def test_what_is_given_again_stays_in_the_memory_of_the_device(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The machine's own memory, bound as that of a device is; into that, arrays are copied.
    monkeypatch.setattr(onnx, "_MEMORIES", {Device.CPU: "cpu"})
    place = ort.OrtValue.ortvalue_from_numpy
    monkeypatch.setattr(
        ort.OrtValue, "ortvalue_from_numpy", lambda array, *where: place(array.copy(), *where)
    )
    graph = OnnxGraph(network, Runtime(threads=1), reused=("x",))
    first, second = np.ones(3, np.float32), np.full(3, 2, np.float32)
    for _ in range(3):
        np.testing.assert_array_equal(graph.run(("y",), {"x": first})[0], [2, 2, 2])
        np.testing.assert_array_equal(graph.run(("y",), {"x": second})[0], [4, 4, 4])
    assert len(graph._placed) == 2
    del first
    gc.collect()
    assert len(graph._placed) == 1


def test_a_memory_that_takes_nothing_is_done_without(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx, "_MEMORIES", {Device.CPU: "abacus"})
    graph = OnnxGraph(network, Runtime(threads=1), reused=("x",))
    for _ in range(2):
        np.testing.assert_array_equal(
            graph.run(("y",), {"x": np.ones(3, np.float32)})[0], [2, 2, 2]
        )


def test_a_trial_refuses_what_is_not_a_number(tmp_path: Path) -> None:
    path = tmp_path / "network.onnx"
    write_network(path, [helper.make_node("Sqrt", ["x"], ["y"])])
    trial = Trial()
    graph = OnnxGraph(path, Runtime(threads=1).on(Device.CPU, trial=trial))
    graph.run(("y",), {"x": np.full(3, -1, np.float32)})
    with pytest.raises(ArithmeticError, match="not a number"):
        trial.run()
