"""Reader of CTranslate2's `model.bin`.

The layout is that of CTranslate2's python/ctranslate2/specs/model_spec.py (`_serialize`), all
little-endian: uint32 binary version; string spec name; uint32 spec revision; uint32 number of
variables, each a string name, uint8 rank, uint32 sizes, uint8 type, uint32 number of bytes and the
bytes; uint32 number of aliases, each two strings. A string is a uint16 length that counts the
closing zero, then the bytes and the zero.
"""

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code

# The earliest with typed variables and aliases as above, and the one that is written today.
_OLDEST_BINARY_VERSION: Final = 5
_NEWEST_BINARY_VERSION: Final = 6

_MOST_VARIABLES: Final = 100_000
_MOST_DIMENSIONS: Final = 8

# Index = type id in the file (include/ctranslate2/types.h); bfloat16 has no NumPy type.
_TYPES: Final = (
    np.dtype("<f4"),
    np.dtype("<i1"),
    np.dtype("<i2"),
    np.dtype("<i4"),
    np.dtype("<f2"),
    np.dtype("<u2"),
)
_BFLOAT16_ID: Final = 5


@dataclass(frozen=True, slots=True)
class _Variable:
    values: npt.NDArray[np.generic]
    is_bfloat16: bool


class CTranslate2File:
    """The named tensors of one `model.bin`.

    Tensors stay in the file (it is mapped, not read) until `tensor` asks for them, so that a model
    of several gigabytes can be exported a layer at a time.

    Attributes:
        spec: name of the model specification, for example "WhisperSpec".
        revision: of that specification.

    Raises:
        ModelError: the file is not a complete CTranslate2 model.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._bytes: npt.NDArray[np.uint8] = np.memmap(path, np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
        self._position = 0
        version = self._integer("<I")
        if not _OLDEST_BINARY_VERSION <= version <= _NEWEST_BINARY_VERSION:
            raise self._damaged(f"its first number is {version}, not a known format version")
        self.spec = self._string()
        self.revision = self._integer("<I")
        self._variables: dict[str, _Variable] = {}
        for _ in range(self._count("variables")):
            name = self._string()
            if name in self._variables:
                raise self._damaged(f"{name} occurs twice")
            self._variables[name] = self._variable(name)
        for _ in range(self._count("aliases")):
            alias, name = self._string(), self._string()
            if name not in self._variables or alias in self._variables:
                raise self._damaged(f"the alias {alias} of {name} cannot be")
            self._variables[alias] = self._variables[name]
        if self._position != len(self._bytes):
            raise self._damaged(f"{len(self._bytes) - self._position} bytes follow its end")

    @property
    def names(self) -> frozenset[str]:
        """Names of all variables and aliases."""
        return frozenset(self._variables)

    def tensor(self, name: str, *shape: int | None) -> Float32:
        """Read one tensor as float32, whatever type it is stored in.

        int8 and int16 tensors are divided by their `<name>_scale` (one scale for each row, or one
        for all), as CTranslate2 does.

        Args:
            name: of the variable or alias.
            shape: the expected size of each axis; None accepts any size.

        Raises:
            ModelError: there is no such tensor, its shape is another one, or it holds values that
                are not numbers.
        """
        variable = self._get(name)
        values = variable.values
        if len(values.shape) != len(shape) or any(
            want is not None and want != size
            for want, size in zip(shape, values.shape, strict=True)
        ):
            wanted = ", ".join("any" if size is None else str(size) for size in shape)
            raise self._damaged(f"{name} has shape {list(values.shape)}, not [{wanted}]")
        if variable.is_bfloat16:
            result = (values.astype(np.uint32) << 16).view(np.float32)
        else:
            result = values.astype(np.float32)
        if values.dtype.kind == "i" and values.ndim:
            scale = self._get(f"{name}_scale").values.astype(np.float32)
            if scale.ndim and scale.shape != values.shape[:1]:
                raise self._damaged(f"{name}_scale has shape {list(scale.shape)}")
            if not np.all(scale > 0):
                raise self._damaged(f"{name}_scale is not positive")
            result /= scale.reshape(scale.shape + (1,) * (values.ndim - scale.ndim))
        if not np.isfinite(result).all():
            raise self._damaged(f"{name} holds values that are not numbers")
        return result

    def integer(self, name: str) -> int:
        """Read a scalar attribute that is a whole number.

        Raises:
            ModelError: there is no such attribute.
        """
        values = self._get(name).values
        if values.ndim or values.dtype.kind != "i":
            raise self._damaged(f"{name} is not one whole number")
        return int(values)

    def n_layers(self, prefix: str) -> int:
        """How many layers `<prefix>_0`, `<prefix>_1`, ... there are."""
        start = f"{prefix}_"
        numbers = {
            int(digits)
            for name in self._variables
            if name.startswith(start)
            and (digits := name[len(start) :].split("/", 1)[0]).isdecimal()
        }
        if numbers != set(range(len(numbers))):
            raise self._damaged(f"its layers {prefix} are not numbered without gaps")
        return len(numbers)

    def _get(self, name: str) -> _Variable:
        if name not in self._variables:
            raise self._damaged(f"it has no {name}")
        return self._variables[name]

    def _variable(self, name: str) -> _Variable:
        rank = self._integer("<B")
        if rank > _MOST_DIMENSIONS:
            raise self._damaged(f"{name} has {rank} dimensions")
        shape = tuple(self._integer("<I") for _ in range(rank))
        type_id = self._integer("<B")
        if type_id >= len(_TYPES):
            raise self._damaged(f"{name} has the unknown type {type_id}")
        dtype = _TYPES[type_id]
        n_bytes = self._integer("<I")
        if n_bytes != math.prod(shape) * dtype.itemsize:
            raise self._damaged(f"{name} has {n_bytes} bytes, too many or too few for {shape}")
        values = self._take(n_bytes).view(dtype).reshape(shape)
        return _Variable(values, type_id == _BFLOAT16_ID)

    def _count(self, what: str) -> int:
        count = self._integer("<I")
        if count > _MOST_VARIABLES:
            raise self._damaged(f"it claims to hold {count} {what}")
        return count

    def _string(self) -> str:
        raw = self._take(self._integer("<H")).tobytes()
        if not raw.endswith(b"\0"):
            raise self._damaged("a name in it has no end")
        try:
            return raw[:-1].decode()
        except UnicodeDecodeError as error:
            raise self._damaged("a name in it is not text") from error

    def _integer(self, layout: str) -> int:
        value: int = struct.unpack(layout, self._take(struct.calcsize(layout)).tobytes())[0]
        return value

    def _take(self, n_bytes: int) -> npt.NDArray[np.uint8]:
        end = self._position + n_bytes
        if end > len(self._bytes):
            raise self._damaged(f"it ends after {len(self._bytes)} bytes")
        taken = self._bytes[self._position : end]
        self._position = end
        return taken

    def _damaged(self, what: str) -> ModelError:
        return ModelError(Code.MODEL_FILE_INVALID, file=self._path.name, detail=what)
