"""Devices that models can be computed on, and the memory that this process holds.

Light enough to be read for arguments and settings.
"""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final


class Device(StrEnum):
    """Where models run. AUTO is for each model the fastest that it was seen to run on."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    DIRECTML = "directml"
    COREML = "coreml"
    OPENVINO = "openvino"


class Precision(StrEnum):
    """Which of its two forms a model runs in.

    INSTALLED is the graph of the pack, most with 8-bit integers, which processors are fastest
    with; FLOAT16 is made of it for other devices (engine/packs/convert/float16.py).
    """

    INSTALLED = "installed"
    FLOAT16 = "float16"


FORMS: Final[Mapping[Device, tuple[Precision, ...]]] = MappingProxyType(
    {
        Device.CUDA: (Precision.FLOAT16,),
        Device.DIRECTML: (Precision.FLOAT16,),
        Device.COREML: (Precision.FLOAT16,),
        # It has kernels for integers too, and refuses some float16 graphs.
        Device.OPENVINO: (Precision.FLOAT16, Precision.INSTALLED),
        Device.CPU: (Precision.INSTALLED,),
    }
)
"""Every device, the likely fastest first, and the forms that a model may take on it, best first."""

EXTRAS: Final[Mapping[Device, str]] = MappingProxyType(
    {
        Device.CPU: "cpu",
        Device.CUDA: "gpu",
        Device.DIRECTML: "directml",
        Device.COREML: "cpu",
        Device.OPENVINO: "openvino",
    }
)
"""Which extra of the package brings a device."""

PROVIDERS: Final[Mapping[Device, str]] = MappingProxyType(
    {
        Device.CPU: "CPUExecutionProvider",
        Device.CUDA: "CUDAExecutionProvider",
        Device.DIRECTML: "DmlExecutionProvider",
        Device.COREML: "CoreMLExecutionProvider",
        Device.OPENVINO: "OpenVINOExecutionProvider",
    }
)
"""ONNX Runtime's name of what computes on a device."""


def peak_memory_mb() -> float | None:
    """Peak resident memory in MB of 1024 * 1024 bytes; None where the system does not tell."""
    # Not getrusage: on Linux a child begins with the peak of the process that started it.
    peak_mb = _linux_mb("VmHWM:")
    if peak_mb is not None:
        return peak_mb
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - there is none on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def resident_memory_mb() -> float | None:
    """Resident memory now in MB of 1024 * 1024 bytes; None where the system does not tell."""
    return _linux_mb("VmRSS:")


def _linux_mb(key: str) -> float | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith(key))
        return int(line.split()[1]) / 1024
    except (OSError, ValueError):
        return None
