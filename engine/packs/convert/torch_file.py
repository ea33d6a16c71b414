"""Reads the tensors of files that `torch.save` wrote, without torch.

Before version 1.6 such a file was a run of pickles: a magic number, the protocol version, what the
machine was, the saved object, and the keys of its storages; then each storage, in the order of the
keys, as int64 number of elements and the bytes (torch/serialization.py, `_legacy_save`). Since then
it is a ZIP archive: `data.pkl` with the object, and a member for each storage (`_save`).

A pickle can name any function of any package; this reader knows those few that saved tensors need
and refuses others, so nothing in the file is ever run.
"""

import math
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, BinaryIO, Final

import numpy as np

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code

_MAGIC: Final = 0x1950A86A20F9469CFC6C
_PROTOCOL: Final = 1001


@dataclass(slots=True)
class _Storage:
    """The numbers of one or more tensors; read after the tensors that refer to them."""

    size: int
    is_float: bool = True
    values: Float32 | None = None


@dataclass(frozen=True, slots=True)
class _Tensor:
    """Where in a storage a tensor lies, in elements."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    stride: tuple[int, ...]


class TorchFile:
    """The float32 tensors of one file.

    Args:
        path: of the file.
        entry: the key of the saved dictionary that holds a dictionary of tensors; None where that
            is what was saved.

    Raises:
        ModelError: the file is damaged, is of another format, or holds more than tensors there.
    """

    def __init__(self, path: Path, entry: str | None = None) -> None:
        self._path = path
        try:
            if zipfile.is_zipfile(path):
                saved = self._load_archive(path)
            else:
                with path.open("rb") as file:
                    saved = self._load(file)
        except ModelError:
            raise
        except Exception as error:  # a damaged pickle can raise anything
            raise self._damaged(str(error) or type(error).__name__) from error
        table = saved.get(entry) if isinstance(saved, dict) and entry is not None else saved
        if not isinstance(table, dict):
            raise self._damaged(f"it has no {entry or 'dictionary'}")
        self._tensors = {name: value for name, value in table.items() if type(value) is _Tensor}

    @property
    def names(self) -> frozenset[str]:
        """Names of all tensors."""
        return frozenset(self._tensors)

    def tensor(self, name: str, *shape: int) -> Float32:
        """Read one tensor.

        Args:
            name: its key.
            shape: the size that each axis must have.

        Raises:
            ModelError: there is no such tensor, it has another shape, it reaches beyond its
                storage, or it holds values that are not numbers.
        """
        tensor = self._tensors.get(name)
        if tensor is None:
            raise self._damaged(f"it has no {name}")
        if tensor.shape != shape:
            raise self._damaged(f"{name} has shape {list(tensor.shape)}, not {list(shape)}")
        values = tensor.storage.values
        dense = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        end = tensor.offset + math.prod(shape)
        if values is None or tensor.stride != tuple(dense) or not 0 <= tensor.offset <= end:
            raise self._damaged(f"{name} is not stored row by row")
        if end > len(values) or not np.isfinite(values[tensor.offset : end]).all():
            raise self._damaged(f"{name} holds values that are not numbers")
        return values[tensor.offset : end].reshape(shape)

    def _load(self, file: BinaryIO) -> object:
        storages: dict[str, _Storage] = {}
        magic, protocol, _machine, saved, keys = (
            _TensorUnpickler(file, storages).load() for _ in range(5)
        )
        if magic != _MAGIC or protocol != _PROTOCOL:
            raise self._damaged("it does not begin as one")
        if not isinstance(keys, list) or set(keys) != set(storages):
            raise self._damaged("its list of storages is wrong")
        for key in keys:
            self._read(file.read, storages[key])
        return saved

    def _load_archive(self, path: Path) -> object:
        storages: dict[str, _Storage] = {}
        with zipfile.ZipFile(path) as archive:
            (pickled,) = (name for name in archive.namelist() if name.endswith("/data.pkl"))
            folder = pickled.removesuffix("data.pkl")
            order = f"{folder}byteorder"
            if order in archive.namelist() and archive.read(order) != b"little":
                raise self._damaged("its numbers are stored the other way round")
            with archive.open(pickled) as file:
                saved = _TensorUnpickler(file, storages).load()
            for key, storage in storages.items():
                stored = archive.read(f"{folder}data/{key}")
                if storage.is_float:
                    storage.values = np.frombuffer(stored, "<f4").astype(np.float32, copy=False)
                    if len(storage.values) != storage.size:
                        raise self._damaged(f"a storage has not {storage.size} elements")
        return saved

    def _read(self, read: Callable[[int], bytes], storage: _Storage) -> None:
        n_elements = int.from_bytes(read(8), "little")
        if n_elements != storage.size:
            raise self._damaged(f"a storage has {n_elements} elements, not {storage.size}")
        storage.values = np.frombuffer(read(4 * n_elements), "<f4").astype(np.float32, copy=False)
        if len(storage.values) != n_elements:
            raise self._damaged("it ends too early")

    def _damaged(self, what: str) -> ModelError:
        return ModelError(Code.MODEL_FILE_INVALID, file=self._path.name, detail=what)


class _TensorUnpickler(pickle.Unpickler):  # a name outside _ALLOWED is refused: see find_class
    """Reads the pickles of one file; the storages that they mention are gathered in `storages`."""

    def __init__(self, file: IO[bytes], storages: dict[str, _Storage]) -> None:
        super().__init__(file)
        self._storages = storages

    def find_class(self, module: str, name: str) -> object:
        """Give what a name in the file stands for."""
        try:
            return _ALLOWED[f"{module}.{name}"]
        except KeyError:
            raise pickle.UnpicklingError(f"it names {module}.{name}") from None

    def persistent_load(self, reference: object) -> _Storage:
        """Give the storage of a reference: "storage", type, key, device, size and perhaps a view.

        Counters, whose numbers are integers, are known of and never read.
        """
        match reference:
            case ("storage", kind, str(key), str(), int(size), *view) if view in ([], [None]):
                if kind is _FLOATS or (kind is _COUNTERS and not view):
                    return self._storages.setdefault(key, _Storage(size, kind is _FLOATS))
        raise pickle.UnpicklingError("it has a storage of another type than float32")


_FLOATS: Final = object()
_COUNTERS: Final = object()


def _rebuild(
    storage: _Storage, offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> _Tensor:
    return _Tensor(storage, offset, tuple(shape), tuple(stride))


_ALLOWED: Final[Mapping[str, object]] = MappingProxyType(
    {
        "collections.OrderedDict": OrderedDict,
        "torch._utils._rebuild_tensor_v2": _rebuild,
        "torch.FloatStorage": _FLOATS,
        "torch.LongStorage": _COUNTERS,
    }
)
