"""Devices that models can be computed on; light enough to be read for arguments and settings."""

from collections.abc import Mapping
from enum import StrEnum
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
