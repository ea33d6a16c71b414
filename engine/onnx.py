"""The only place that creates ONNX Runtime sessions, and that knows what they can run on."""

import contextlib
import ctypes
import functools
import importlib
import importlib.util
import io
import json
import logging
import math
import os
import platform
import sys
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from engine.compute import EXTRAS, PROVIDERS, Device
from engine.errors import ComputeError, ModelError
from engine.messages import Code

_log = logging.getLogger(__name__)

MAX_THREADS: Final = 64
"""More threads than this slow every model here down."""

_PROVIDER_OPTIONS: Final[MappingProxyType[Device, dict[str, str]]] = MappingProxyType(
    {
        # An exhaustive search for the best convolution would be made for every new length.
        Device.CUDA: {"cudnn_conv_algo_search": "HEURISTIC"},
        Device.COREML: {"ModelFormat": "MLProgram", "RequireStaticInputShapes": "0"},
    }
)

_MEMORIES: Final = MappingProxyType({Device.CUDA: "cuda", Device.DIRECTML: "dml"})
"""ONNX Runtime's name of a device's memory, where that is not the machine's."""

_PLUG_IN: Final = "onnxruntime_ep_openvino"
"""Package that brings OpenVINO to a plain ONNX Runtime, as a library to be registered."""

_SYSTEMS: Final = MappingProxyType(
    {Device.DIRECTML: ("win32", "Windows"), Device.COREML: ("darwin", "macOS")}
)
"""The one system that has a device, as `sys.platform` and people call it."""

_WARNINGS: Final = 2
_FATAL_ERRORS: Final = 4
_TRIAL_RUNS: Final = 3
_LOUDEST: Final = 1e4


def _default_threads() -> int:
    # A container or a job scheduler may lend the process fewer cores than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return min(4, len(os.sched_getaffinity(0)))
    return min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What running a warm-up again showed.

    Attributes:
        seconds: the sum of each run's shortest time; 0 where nothing was run.
        levels: root mean square of each result that is not whole numbers, in the order of the runs;
            beyond 10,000 counts as 10,000.
    """

    seconds: float
    levels: tuple[float, ...]


class Trial:
    """Remembers what a model runs while it is warmed up, to run it again against the clock."""

    def __init__(self) -> None:
        self._runs: list[tuple[OnnxGraph, tuple[str, ...], dict[str, npt.NDArray[np.generic]]]] = []
        self._is_open = True

    def note(
        self,
        graph: "OnnxGraph",
        outputs: tuple[str, ...],
        feeds: dict[str, npt.NDArray[np.generic]],
    ) -> None:
        """Remember a run; nothing once `run` was called."""
        if self._is_open:
            self._runs.append((graph, outputs, dict(feeds)))

    def run(self) -> TrialResult:
        """Run all again, some times each, and give back the memory.

        Raises:
            ArithmeticError: a result is not a number, as on a device that a graph does not suit.
        """
        self._is_open = False
        seconds, levels = 0.0, []
        for graph, outputs, feeds in self._runs:
            times, results = [], []
            for _ in range(_TRIAL_RUNS):
                started = time.perf_counter()
                results = graph.run(outputs, feeds)
                times.append(time.perf_counter() - started)
            seconds += min(times)
            levels += [_level(result) for result in results if result.dtype.kind == "f"]
        self._runs.clear()
        if any(math.isnan(level) for level in levels):
            raise ArithmeticError("it computes what is not a number")
        return TrialResult(seconds, tuple(levels))


def _level(result: npt.NDArray[np.generic]) -> float:
    values = np.clip(result.astype(np.float64), -_LOUDEST, _LOUDEST)
    return float(np.sqrt(np.mean(values**2))) if values.size else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """How models run.

    Attributes:
        threads: intra-op threads of each session, 1 to MAX_THREADS; by default one per core that
            this process may use, at most 4.
        device: where; what loads packs resolves AUTO, a graph needs one by name.
        trial: told about every run, if any.
    """

    threads: int = field(default_factory=_default_threads)
    device: Device = Device.CPU
    trial: Trial | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.threads <= MAX_THREADS:
            raise ValueError(f"threads must be 1 to {MAX_THREADS}, not {self.threads}")

    def on(self, device: Device, *, trial: Trial | None = None) -> "Runtime":
        """The same on another device."""
        return replace(self, device=device, trial=trial)


class Stop:
    """Lets another thread end the graph runs of this one early.

    The work is done within `with stop:`. Once `now` is called, the current run ends at its next
    operator and every later run at once, each by raising ONNX Runtime's own error.
    """

    def __init__(self) -> None:
        self._options = ort.RunOptions()
        self._options.log_severity_level = _FATAL_ERRORS

    def now(self) -> None:
        """End the runs; from any thread, before the work begins as well."""
        self._options.terminate = True

    def __enter__(self) -> None:
        _stops.options.append(self._options)

    def __exit__(self, *_: object) -> None:
        _stops.options.pop()


class _Stops(threading.local):
    """The run options of the stops that a thread works within, the innermost last."""

    def __init__(self) -> None:
        self.options: list[Any] = [None]


_stops: Final = _Stops()


class OnnxGraph:
    """One loaded ONNX file: immutable, shared by all streams, safe to run from any thread.

    Args:
        path: the file.
        runtime: how to run it.
        reused: inputs that are given the same array in many runs; nobody changes it meanwhile. It
            stays in the memory of the device for as long as the array lives.

    Raises:
        ModelError: it is no graph that ONNX Runtime can load.
        ComputeError: it does not run on the device.
        ValueError: the device is AUTO.
    """

    def __init__(self, path: Path, runtime: Runtime, *, reused: Iterable[str] = ()) -> None:
        self._trial = runtime.trial
        self._reused = frozenset(reused)
        self._memory = _MEMORIES.get(runtime.device, "")
        self._placed: dict[int, Any] = {}
        # DirectML's sessions take one run at a time (onnxruntime.ai, "DirectML").
        self._turn = threading.Lock() if runtime.device is Device.DIRECTML else None
        self._session = _open_session(path, runtime)
        self.inputs: dict[str, tuple[int | str, ...]] = {
            item.name: tuple(item.shape) for item in self._session.get_inputs()
        }
        self.outputs: tuple[str, ...] = tuple(o.name for o in self._session.get_outputs())

    def run(
        self, outputs: tuple[str, ...], feeds: dict[str, npt.NDArray[np.generic]]
    ) -> list[npt.NDArray[np.generic]]:
        """Run the graph and return the named outputs in that order.

        A `Stop` around it may end it early.
        """
        if self._trial is not None:
            self._trial.note(self, outputs, feeds)
        with self._turn or contextlib.nullcontext():
            result: list[npt.NDArray[np.generic]]
            binding = self._bind(feeds) if self._memory and self._reused else None
            if binding is None:
                result = self._session.run(list(outputs), feeds, _stops.options[-1])
            else:
                result = self._run_bound(binding, outputs)
        return result

    def _bind(self, feeds: dict[str, npt.NDArray[np.generic]]) -> Any:
        """Inputs, of which those that are reused stay on the device; None where that is refused."""
        try:
            binding = self._session.io_binding()
            for name, array in feeds.items():
                if name in self._reused:
                    binding.bind_ortvalue_input(name, self._place(array))
                else:
                    binding.bind_cpu_input(name, np.ascontiguousarray(array))
        except Exception:  # noqa: BLE001 - as where sessions are opened
            _log.info("%s keeps no inputs for later runs", self._memory, exc_info=True)
            self._memory = ""
            return None
        return binding

    def _run_bound(self, binding: Any, outputs: tuple[str, ...]) -> list[npt.NDArray[np.generic]]:
        for name in outputs:
            binding.bind_output(name)
        self._session.run_with_iobinding(binding, _stops.options[-1])
        found: list[npt.NDArray[np.generic]] = binding.copy_outputs_to_cpu()
        return found

    def _place(self, array: npt.NDArray[np.generic]) -> Any:
        """The array in the device's memory, copied there once."""
        key = id(array)
        if key not in self._placed:
            placed = ort.OrtValue.ortvalue_from_numpy(array, self._memory, 0)
            self._placed[key] = placed
            # Before the number can be that of another array. At exit the device may be gone.
            weakref.finalize(array, self._placed.pop, key, None).atexit = False
            return placed
        return self._placed[key]


def require(device: Device) -> None:
    """Refuse a device that was asked for by name and cannot be had here.

    Raises:
        ComputeError: says what is missing and how to get it.
    """
    if device is Device.AUTO:
        return
    key, system = _SYSTEMS.get(device, (sys.platform, ""))
    if key != sys.platform:
        raise ComputeError(Code.COMPUTE_SYSTEM_WRONG, device=device.value, system=system)
    has_plug_in = device is Device.OPENVINO and importlib.util.find_spec(_PLUG_IN) is not None
    if PROVIDERS[device] not in ort.get_available_providers() and not has_plug_in:
        raise ComputeError(Code.COMPUTE_EXTRA_MISSING, device=device.value, extra=EXTRAS[device])
    if device is Device.CUDA and _cuda_driver() is None:
        raise ComputeError(Code.COMPUTE_HARDWARE_MISSING, device=device.value, maker="NVIDIA")
    if has_plug_in and not _openvino():
        raise ComputeError(Code.COMPUTE_HARDWARE_MISSING, device=device.value, maker="Intel")


def is_available(device: Device) -> bool:
    """Whether a device can be asked for; whether a model runs on it shows when it is tried."""
    try:
        require(device)
    except ComputeError:
        return False
    return True


@functools.cache
def hardware(device: Device) -> str:
    """What decides how fast a device is: versions, driver and name; changes with any of them."""
    parts = [f"onnxruntime {ort.__version__}"]
    if device is Device.CUDA:
        parts.append(f"driver {_cuda_driver()}")
    if device is Device.OPENVINO:
        with contextlib.suppress(metadata.PackageNotFoundError):
            parts.append(f"plug-in {metadata.version(_PLUG_IN)}")
        parts += [str(found.ep_metadata.get("FULL_DEVICE_NAME", "")) for found in _openvino()[:1]]
    if device in (Device.CPU, Device.OPENVINO):
        parts.append(_processor())
    return ", ".join(part for part in parts if part)


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """Keep ONNX Runtime from printing errors while a device is tried: they are raised too."""
    ort.set_default_logger_severity(_FATAL_ERRORS)
    try:
        yield
    finally:
        ort.set_default_logger_severity(_WARNINGS)


def _open_session(path: Path, runtime: Runtime) -> Any:
    device = runtime.device
    if device is Device.AUTO:
        raise ValueError("a graph runs on a device of a name")
    options = ort.SessionOptions()
    options.intra_op_num_threads = runtime.threads
    options.inter_op_num_threads = 1
    # Spinning workers would steal the second core from whatever runs next to the engine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    if device is Device.CPU:
        try:
            return ort.InferenceSession(str(path), options, providers=[PROVIDERS[Device.CPU]])
        except Exception as error:  # ONNX Runtime raises its own untyped exceptions
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file=path.name,
                detail=f"ONNX Runtime cannot load it: {error}",
            ) from error
    require(device)
    options.log_severity_level = _FATAL_ERRORS
    try:
        with silenced():
            session = _open_elsewhere(path, options, device, threads=runtime.threads)
    except Exception as error:  # as above
        raise ComputeError(
            Code.COMPUTE_MODEL_FAILED, file=path.name, device=device.value, reason=str(error)
        ) from error
    first = session.get_providers()[0]
    if first != PROVIDERS[device]:
        raise ComputeError(
            Code.COMPUTE_MODEL_FAILED,
            file=path.name,
            device=device.value,
            reason=f"ONNX Runtime chose {first}",
        )
    return session


def _open_elsewhere(path: Path, options: Any, device: Device, *, threads: int) -> Any:
    """Open a session on anything but the CPU, which stays there for what the device lacks."""
    if device is Device.DIRECTML:
        options.enable_mem_pattern = False
    if device is Device.CUDA:
        _load_cuda_libraries()
    if device is Device.OPENVINO and _openvino():
        # By itself it computes with 8 bits of each number where a processor is fastest with them.
        config = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": str(threads)}
        options.add_provider_for_devices(
            _openvino()[:1], {"load_config": json.dumps({"CPU": config})}
        )
        return ort.InferenceSession(str(path), options)
    chosen = [(PROVIDERS[device], _PROVIDER_OPTIONS.get(device, {})), PROVIDERS[Device.CPU]]
    # Without the last argument, Python's wrapper prints an error and goes on with the CPU.
    return ort.InferenceSession(str(path), options, providers=chosen, enable_fallback=0)


@functools.cache
def _openvino() -> Sequence[Any]:
    """Devices of OpenVINO's plug-in: a graphics processor first, then the CPU."""
    try:
        plug_in = importlib.import_module(_PLUG_IN)
        with silenced():
            ort.register_execution_provider_library(_PLUG_IN, plug_in.get_library_path())
        found = [item for item in ort.get_ep_devices() if item.ep_name == plug_in.get_ep_name()]
    except ModuleNotFoundError:
        return ()
    except Exception:  # noqa: BLE001 - a plug-in raises what its library does
        _log.exception("OpenVINO's plug-in cannot be used")
        return ()
    # Its NPU needs graphs of fixed sizes, which streams do not have.
    order = ("GPU", "CPU")
    kinds = [(item, str(item.ep_metadata.get("ov_device", ""))) for item in found]
    usable = [
        (order.index(kind), number) for number, (_, kind) in enumerate(kinds) if kind in order
    ]
    return [found[number] for _, number in sorted(usable)]


@functools.cache
def _cuda_driver() -> int | None:
    """Version of NVIDIA's driver; None where there is none or it finds no device."""
    # Looked for first: asking ONNX Runtime for CUDA without it prints errors.
    try:
        library = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        version, count = ctypes.c_int(), ctypes.c_int()
        if library.cuInit(0) or library.cuDeviceGetCount(ctypes.byref(count)) or not count.value:
            return None
        return None if library.cuDriverGetVersion(ctypes.byref(version)) else version.value
    except (OSError, AttributeError):
        return None


@functools.cache
def _load_cuda_libraries() -> None:
    """Load CUDA and cuDNN from their wheels, where ONNX Runtime does not look for them."""
    if hasattr(ort, "preload_dlls"):
        # What it lacks it prints; the session then says the same.
        with contextlib.redirect_stdout(io.StringIO()):
            ort.preload_dlls()


def _processor() -> str:
    """Name of the processor, as far as the system tells."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
