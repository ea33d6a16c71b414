"""Reads Marian's binary model files (version 1), float32 and intgemm int8/int16.

Layout, all little-endian (marian-dev src/common/binary.cpp:26-95):

    u64 version = 1
    u64 n_tensors
    n_tensors x { u64 name_length, u64 type, u64 shape_length, u64 data_length }
    names, each ending in NUL
    shapes, i32 each
    u64 padding, then that many bytes
    data

A type is a class in its high byte and an element size in its low byte (src/common/types.h:70-115).
An intgemm tensor holds its integers, then one float32 multiplier: value = integer / multiplier.
Its integers are stored transposed unless its name contains "Wemb"
(src/tensors/cpu/expression_graph_packable.h:191-240); the shape in the file is the logical one.
"""

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.errors import ModelError

ConfigScalar: TypeAlias = str | int | float | bool
ConfigValue: TypeAlias = ConfigScalar | tuple[ConfigScalar, ...]

CONFIG_NAME: Final = "special:model.yml"
"""The tensor whose bytes are the model's options, in YAML."""

FORMAT_VERSION: Final = 1
TYPE_INT8: Final = 0x0101
TYPE_FLOAT16: Final = 0x0402
TYPE_FLOAT32: Final = 0x0404
TYPE_INTGEMM8: Final = 0x4101
TYPE_INTGEMM16: Final = 0x4102

_PLAIN_DTYPES: Final = {TYPE_FLOAT16: "<f2", TYPE_FLOAT32: "<f4"}
_INTGEMM_DTYPES: Final = {TYPE_INTGEMM8: "<i1", TYPE_INTGEMM16: "<i2"}
_PACKED_CLASS: Final = 0x0800
_MAX_TENSORS: Final = 100_000
_MAX_DIMENSIONS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianWeights:
    """What one model file holds.

    Attributes:
        tensors: name to values, in the logical orientation: a weight is [inputs, outputs], an
            embedding [vocabulary, d_model].
        multipliers: name to the multiplier of a tensor that the file stores as integers;
            rint(tensors[name] * multipliers[name]) gives those integers back exactly.
        config: the options of `special:model.yml`.
    """

    tensors: Mapping[str, Float32]
    multipliers: Mapping[str, float]
    config: Mapping[str, ConfigValue]


@dataclass(frozen=True, slots=True)
class _Header:
    name_length: int
    type_code: int
    shape_length: int
    data_length: int


class _Cursor:
    """A position in the file's bytes that refuses to leave them."""

    def __init__(self, content: bytes, file_name: str) -> None:
        self._content = content
        self._file_name = file_name
        self._offset = 0

    def damaged(self, what: str) -> ModelError:
        return ModelError(
            f"{self._file_name} is not a Marian model that can be read ({what}); "
            "install its pack again."
        )

    def take(self, n_bytes: int, what: str) -> bytes:
        end = self._offset + n_bytes
        if end > len(self._content):
            raise self.damaged(f"{what} needs bytes up to {end} of {len(self._content)}")
        taken = self._content[self._offset : end]
        self._offset = end
        return taken

    def unsigned(self, what: str) -> int:
        value: int = struct.unpack("<Q", self.take(8, what))[0]
        return value


def read_marian_binary(path: Path) -> MarianWeights:
    """Read a Marian binary model file whole.

    Args:
        path: a `*.bin` file of binary version 1.

    Raises:
        ModelError: the file cannot be read, is truncated, damaged, of another format or version,
            or holds processor-specific packed tensors.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path} cannot be read ({error.strerror}); install its pack again."
        ) from error
    cursor = _Cursor(content, path.name)
    version = cursor.unsigned("the version")
    if version != FORMAT_VERSION:
        raise cursor.damaged(f"its format version is {version}, not {FORMAT_VERSION}")
    headers = _read_headers(cursor)
    names = [_read_name(cursor, header) for header in headers]
    if len(set(names)) != len(names):
        raise cursor.damaged("a tensor's name occurs twice")
    shapes = [_read_shape(cursor, *named) for named in zip(headers, names, strict=True)]
    cursor.take(cursor.unsigned("the padding length"), "the padding")

    tensors: dict[str, Float32] = {}
    multipliers: dict[str, float] = {}
    config: dict[str, ConfigValue] | None = None
    for header, name, shape in zip(headers, names, shapes, strict=True):
        stored = cursor.take(header.data_length, name)
        if name == CONFIG_NAME:
            config = _decode_config(cursor, stored)
        elif name.startswith("special:"):
            continue
        elif header.type_code in _PLAIN_DTYPES:
            tensors[name] = _plain_tensor(cursor, stored, header, name=name, shape=shape)
        elif header.type_code in _INTGEMM_DTYPES:
            tensors[name], multipliers[name] = _intgemm_tensor(
                cursor, stored, header, name=name, shape=shape
            )
        else:
            kind = (
                "processor-specific packed" if header.type_code & _PACKED_CLASS else "unsupported"
            )
            raise cursor.damaged(f"{name} has the {kind} type {header.type_code:#06x}")
    if config is None:
        raise cursor.damaged(f"it has no {CONFIG_NAME}")
    return MarianWeights(tensors=tensors, multipliers=multipliers, config=config)


def parse_model_yaml(text: str) -> dict[str, ConfigValue]:
    """Parse the subset of YAML that Marian writes into its models.

    That is one mapping of scalars and lists of scalars, in block style or empty `[]`. Scalars
    are typed as YAML's core schema types them; quoted ones are text.

    Raises:
        ValueError: the text is outside that subset.
    """
    parsed: dict[str, ConfigValue] = {}
    open_key: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip(" \t\0")
        if not stripped or stripped.startswith("#"):
            continue
        if open_key is not None and stripped.startswith("- "):
            items = parsed[open_key]
            if not isinstance(items, tuple):
                raise ValueError(f"line {number}: a list item without a list")
            parsed[open_key] = (*items, _scalar(stripped[2:].strip()))
            continue
        if open_key is not None and line[0] in " \t" and stripped == "[]":
            continue
        key, colon, value = stripped.partition(":")
        if line[0] in " \t" or not colon or (value and value[0] != " "):
            raise ValueError(f"line {number}: neither 'key: value' nor a list item")
        value = value.strip()
        open_key = None
        if value in ("", "[]"):
            parsed[key] = ()
            open_key = key
        else:
            parsed[key] = _scalar(value)
    return parsed


def _scalar(text: str) -> ConfigScalar:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text in ("true", "false"):
        return text == "true"
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text


def _read_headers(cursor: _Cursor) -> list[_Header]:
    n_tensors = cursor.unsigned("the tensor count")
    if not 0 < n_tensors <= _MAX_TENSORS:
        raise cursor.damaged(f"it claims to hold {n_tensors} tensors")
    packed = cursor.take(n_tensors * 32, "the headers")
    return [_Header(*fields) for fields in struct.iter_unpack("<4Q", packed)]


def _read_name(cursor: _Cursor, header: _Header) -> str:
    try:
        return cursor.take(header.name_length, "a name").rstrip(b"\0").decode("utf-8")
    except UnicodeDecodeError as error:
        raise cursor.damaged("a tensor's name is not text") from error


def _read_shape(cursor: _Cursor, header: _Header, name: str) -> tuple[int, ...]:
    if header.shape_length > _MAX_DIMENSIONS:
        raise cursor.damaged(f"{name} claims {header.shape_length} dimensions")
    packed = cursor.take(4 * header.shape_length, f"the shape of {name}")
    shape = struct.unpack(f"<{header.shape_length}i", packed)
    if any(size < 1 for size in shape):
        raise cursor.damaged(f"{name} has the shape {shape}")
    return shape


def _decode_config(cursor: _Cursor, stored: bytes) -> dict[str, ConfigValue]:
    try:
        return parse_model_yaml(stored.rstrip(b"\0").decode("utf-8"))
    except ValueError as error:  # a UnicodeDecodeError is one
        raise cursor.damaged(f"{CONFIG_NAME}: {error}") from error


def _plain_tensor(
    cursor: _Cursor, stored: bytes, header: _Header, *, name: str, shape: tuple[int, ...]
) -> Float32:
    dtype = np.dtype(_PLAIN_DTYPES[header.type_code])
    n_bytes = math.prod(shape) * dtype.itemsize
    if n_bytes > len(stored):
        raise cursor.damaged(f"{name} {shape} needs {n_bytes} bytes and has {len(stored)}")
    values = np.frombuffer(stored[:n_bytes], dtype).astype(np.float32).reshape(shape)
    if not np.isfinite(values).all():
        raise cursor.damaged(f"{name} holds values that are not numbers")
    return values


def _intgemm_tensor(
    cursor: _Cursor, stored: bytes, header: _Header, *, name: str, shape: tuple[int, ...]
) -> tuple[Float32, float]:
    dtype = np.dtype(_INTGEMM_DTYPES[header.type_code])
    n_bytes = math.prod(shape) * dtype.itemsize
    if n_bytes + 4 > len(stored):
        raise cursor.damaged(f"{name} {shape} needs {n_bytes + 4} bytes and has {len(stored)}")
    multiplier: float = struct.unpack_from("<f", stored, n_bytes)[0]
    if not (math.isfinite(multiplier) and multiplier > 0):
        raise cursor.damaged(f"{name} has the multiplier {multiplier}")
    integers: npt.NDArray[np.signedinteger] = np.frombuffer(stored[:n_bytes], dtype)
    if "Wemb" in name or len(shape) != 2:
        logical = integers.reshape(shape)
    else:
        logical = integers.reshape(shape[::-1]).T
    # Marian multiplies by the float32 reciprocal too (src/tensors/cpu/integer_common.h:176).
    values = logical.astype(np.float32) * np.float32(1 / np.float32(multiplier))
    return np.ascontiguousarray(values), multiplier
