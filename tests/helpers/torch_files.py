"""Writes files as `torch.save` did before version 1.6, without torch."""

import pickle
import struct
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from unittest import mock

import numpy as np

from engine.arrays import Float32

MAGIC = 0x1950A86A20F9469CFC6C


def write_torch_file(path: Path, entries: Mapping[str, object]) -> None:
    """Write a dictionary; arrays in a dictionary in it become tensors of storages of their own."""
    torch, utils = ModuleType("torch"), ModuleType("torch._utils")
    storage_type = type("FloatStorage", (), {"__module__": "torch"})
    rebuild = _function("_rebuild_tensor_v2", utils.__name__)
    setattr(torch, "FloatStorage", storage_type)  # noqa: B010 - a module has no such attribute
    setattr(utils, "_rebuild_tensor_v2", rebuild)  # noqa: B010
    storages: dict[str, Float32] = {}

    class Pickler(pickle.Pickler):
        def persistent_id(self, item: object) -> object:
            if isinstance(item, _Stored):
                storages[item.key] = item.values
                return ("storage", storage_type, item.key, "cpu", item.values.size, None)
            return None

        def reducer_override(
            self, item: object
        ) -> str | tuple[Callable[..., object], tuple[object, ...]]:
            if not isinstance(item, np.ndarray):
                unchanged: tuple[Callable[..., object], tuple[object, ...]] = NotImplemented
                return unchanged
            stored = _Stored(str(len(storages)), item.astype(np.float32).reshape(-1))
            strides = tuple(s // item.itemsize for s in item.strides)
            return rebuild, (stored, 0, item.shape, strides, False, OrderedDict())

    with (
        mock.patch.dict(sys.modules, {"torch": torch, "torch._utils": utils}),
        path.open("wb") as f,
    ):
        for value in (MAGIC, 1001, {"little_endian": True}):
            pickle.dump(value, f, protocol=2)
        Pickler(f, protocol=2).dump(dict(entries))
        pickle.dump(list(storages), f, protocol=2)
        for values in storages.values():
            f.write(struct.pack("<q", values.size) + values.astype("<f4").tobytes())


class _Stored:
    def __init__(self, key: str, values: Float32) -> None:
        self.key = key
        self.values = values


def _function(name: str, module: str) -> Callable[..., object]:
    def function(*_: object) -> None:
        raise AssertionError("only its name is written")

    function.__name__ = function.__qualname__ = name
    function.__module__ = module
    return function
