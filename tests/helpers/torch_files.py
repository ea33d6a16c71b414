"""Writes files as `torch.save` does, and did before version 1.6, without torch."""

import io
import pickle
import struct
import sys
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO, TypeAlias
from unittest import mock

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.generic]

MAGIC = 0x1950A86A20F9469CFC6C


def write_torch_file(path: Path, entries: Mapping[str, object]) -> None:
    """Write a dictionary; arrays in a dictionary in it become tensors of storages of their own."""
    with path.open("wb") as f, _pickling() as (dump, storages):
        for value in (MAGIC, 1001, {"little_endian": True}):
            pickle.dump(value, f, protocol=2)
        dump(dict(entries), f)
        pickle.dump(list(storages), f, protocol=2)
        for values in storages.values():
            f.write(struct.pack("<q", values.size) + _bytes(values))


def write_torch_archive(path: Path, entries: Mapping[str, object]) -> None:
    """The same as versions since 1.6 write it: a ZIP archive."""
    pickled = io.BytesIO()
    with zipfile.ZipFile(path, "w") as archive, _pickling(view=()) as (dump, storages):
        dump(dict(entries), pickled)
        archive.writestr("archive/data.pkl", pickled.getvalue())
        archive.writestr("archive/byteorder", "little")
        for key, values in storages.items():
            archive.writestr(f"archive/data/{key}", _bytes(values))


def _bytes(values: Array) -> bytes:
    return values.astype(values.dtype.newbyteorder("<")).tobytes()


@contextmanager
def _pickling(
    view: tuple[None, ...] = (None,),
) -> Iterator[tuple[Callable[[object, IO[bytes]], None], dict[str, Array]]]:
    """Gives what pickles, and the storages that it met."""
    torch, utils = ModuleType("torch"), ModuleType("torch._utils")
    kinds = {
        kind: type(f"{name}Storage", (), {"__module__": "torch"})
        for kind, name in (("f", "Float"), ("i", "Long"))
    }
    rebuild = _function("_rebuild_tensor_v2", utils.__name__)
    for kind in kinds.values():
        setattr(torch, kind.__name__, kind)
    setattr(utils, "_rebuild_tensor_v2", rebuild)  # noqa: B010 - a module has no such attribute
    storages: dict[str, Array] = {}

    class Pickler(pickle.Pickler):
        def persistent_id(self, item: object) -> object:
            if isinstance(item, _Stored):
                storages[item.key] = item.values
                kind = kinds[item.values.dtype.kind]
                return ("storage", kind, item.key, "cpu", item.values.size, *view)
            return None

        def reducer_override(
            self, item: object
        ) -> str | tuple[Callable[..., object], tuple[object, ...]]:
            if not isinstance(item, np.ndarray):
                unchanged: tuple[Callable[..., object], tuple[object, ...]] = NotImplemented
                return unchanged
            stored = _Stored(str(len(storages)), item.reshape(-1))
            strides = tuple(s // item.itemsize for s in item.strides)
            return rebuild, (stored, 0, item.shape, strides, False, OrderedDict())

    with mock.patch.dict(sys.modules, {"torch": torch, "torch._utils": utils}):
        yield lambda item, file: Pickler(file, protocol=2).dump(item), storages


class _Stored:
    def __init__(self, key: str, values: Array) -> None:
        self.key = key
        self.values = values


def _function(name: str, module: str) -> Callable[..., object]:
    def function(*_: object) -> None:
        raise AssertionError("only its name is written")

    function.__name__ = function.__qualname__ = name
    function.__module__ = module
    return function
