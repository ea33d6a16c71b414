"""Reads Marian's binary models (version 1; float32, intgemm int8/int16) and their architecture.

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

Marian's weight matrices in an ONNX graph, in float32 or 8 bit.

The 8-bit form keeps the integers of an intgemm file exactly; float32 files are quantised here, one
scale per output channel. Integers are stored unsigned around 128: x86 processors without VNNI
multiply unsigned by *signed* bytes in saturating 16-bit sums, which full 8-bit weights overflow,
but unsigned by unsigned exactly (onnxruntime.ai, "Quantize ONNX models", on `reduce_range`).
Activations are quantised while the graph runs (ONNX DynamicQuantizeLinear); Marian's own fixed
multipliers (`*_QuantMultA`) are coarser.

Only feed-forward and output matrices are multiplied in 8 bit. The attention and recurrence
matrices are small, so that 8 bit saves no time there, and they are what rounding hurts most.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeAlias

import numpy as np
import numpy.typing as npt
from onnx import TensorProto

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.packs.convert.graph import MICROSOFT, Graph, Value, linear

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
        return ModelError(Code.MODEL_FILE_INVALID, file=self._file_name, detail=what)

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
            Code.MODEL_FILE_INVALID, file=path.name, detail=error.strerror or str(error)
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


_ZERO_POINT: Final = 128
_LARGEST: Final = 127
_FLOAT: Final = int(TensorProto.FLOAT)


@dataclass(frozen=True, slots=True)
class _Unsigned:
    """A matrix as `(values - 128) * scales`, values [K, N] uint8, scales [N]."""

    values: npt.NDArray[np.uint8]
    scales: Float32


class MarianMatrices:
    """Adds products with, and rows of, one model's matrices to one graph."""

    def __init__(self, graph: Graph, weights: MarianWeights, *, int8: bool) -> None:
        self._graph = graph
        self._weights = weights
        self._int8 = int8
        # An embedding table that is also the output layer is stored in the graph once.
        self._tables: dict[str, tuple[Value, Float32]] = {}

    def matrix(self, name: str) -> Float32:
        """A tensor that must be a matrix.

        Raises:
            ModelError: the model has no such tensor.
        """
        tensor = self._weights.tensors.get(name)
        if tensor is None or tensor.ndim != 2:
            raise ModelError(Code.MODEL_FILE_INVALID, file="model.bin", detail=f"no matrix {name}")
        return tensor

    def vector(self, name: str) -> Float32:
        """A tensor of one row, flat.

        Raises:
            ModelError: the model has no such tensor.
        """
        return self.matrix(name).reshape(-1)

    def float_product(
        self, x: Value, names: Sequence[str], bias_names: Sequence[str | None]
    ) -> Value:
        """Products of x [..., K] with several matrices, side by side, plus their biases."""
        matrices = [self.matrix(name) for name in names]
        biases = [
            np.zeros(matrix.shape[1], np.float32) if name is None else self.vector(name)
            for matrix, name in zip(matrices, bias_names, strict=True)
        ]
        return linear(
            self._graph,
            x,
            np.concatenate(matrices, axis=1),
            bias=np.concatenate(biases),
            int8=False,
        )

    def product(self, x: Value, name: str, bias_name: str) -> Value:
        """Product of x [..., K] with a matrix, plus its bias."""
        if not self._int8:
            return self.float_product(x, [name], [bias_name])
        unsigned = self._unsigned(name)
        return self._unsigned_product(
            x, self._graph.constant(unsigned.values), unsigned.scales, self.vector(bias_name)
        )

    def output_product(self, x: Value, name: str, bias: Float32, *, tied: bool) -> Value:
        """Product with the output layer, which is [V, D] where it is also an embedding table."""
        if not tied:
            matrix = self.matrix(name)
            if not self._int8:
                return linear(self._graph, x, matrix, bias=bias, int8=False)
            unsigned = self._unsigned(name)
            return self._unsigned_product(
                x, self._graph.constant(unsigned.values), unsigned.scales, bias
            )
        table, scales = self._transposed_table(name)
        if self._int8:
            return self._unsigned_product(x, table, scales, bias)
        product = self._graph.op("MatMul", x, table)
        return self._graph.op("Add", product, self._graph.constant(bias))

    def rows(self, name: str, tokens: Value) -> Value:
        """Embeddings [B, T, D] of tokens [B, T], multiplied by sqrt(D) as Marian does."""
        graph = self._graph
        table, scales = self._transposed_table(name)
        found = graph.transpose(graph.gather(table, tokens, axis=1), 1, 2, 0)
        factor = np.float32(math.sqrt(self.matrix(name).shape[1]))
        if not self._int8:
            return graph.op("Mul", found, graph.constant(factor))
        centred = graph.op(
            "Sub",
            graph.op("Cast", found, attributes={"to": _FLOAT}),
            graph.constant(np.float32(_ZERO_POINT)),
        )
        if np.all(scales == scales[0]):
            return graph.op("Mul", centred, graph.constant(scales[0] * factor))
        token_scales = graph.gather(graph.constant(scales * factor), tokens, axis=0)
        return graph.op("Mul", centred, graph.op("Unsqueeze", token_scales, graph.integers(2)))

    def _transposed_table(self, name: str) -> tuple[Value, Float32]:
        """An embedding table as [D, V], which is what the product with the output needs."""
        if name not in self._tables:
            if self._int8:
                unsigned = self._unsigned(name, transpose=True)
                self._tables[name] = self._graph.constant(unsigned.values), unsigned.scales
            else:
                table = self._graph.constant(np.ascontiguousarray(self.matrix(name).T))
                self._tables[name] = table, np.ones(1, np.float32)
        return self._tables[name]

    def _unsigned_product(self, x: Value, values: Value, scales: Float32, bias: Float32) -> Value:
        graph = self._graph
        return graph.op(
            "DynamicQuantizeMatMul",
            x,
            values,
            graph.constant(scales),
            graph.constant(np.full(scales.shape, _ZERO_POINT, np.uint8)),
            graph.constant(bias),
            domain=MICROSOFT,
        )

    def _unsigned(self, name: str, *, transpose: bool = False) -> _Unsigned:
        matrix = self.matrix(name).T if transpose else self.matrix(name)
        multiplier = self._weights.multipliers.get(name)
        if multiplier is None:
            largest = np.abs(matrix).max(axis=0)
            scales = (np.where(largest > 0, largest, 1) / _LARGEST).astype(np.float32)
        else:
            scales = np.full(matrix.shape[1], 1 / np.float32(multiplier), np.float32)
        integers = np.rint(matrix / scales)
        if np.abs(integers).max() > _LARGEST + 1:
            # An intgemm16 tensor has finer steps than 8 bit can hold.
            scales = (np.abs(matrix).max(axis=0) / _LARGEST + 1e-12).astype(np.float32)
            integers = np.rint(matrix / scales)
        values = np.clip(integers + _ZERO_POINT, 0, 255).astype(np.uint8)
        return _Unsigned(np.ascontiguousarray(values), scales)


# What must hold for the graphs to be right, and what Marian assumes where the option is absent
# (browsermt/marian-dev src/common/config_parser.cpp, addOptionsModel).
_REQUIRED: Final[dict[str, tuple[ConfigValue, ConfigValue]]] = {
    "type": ("transformer", "amun"),
    "transformer-decoder-autoreg": ("rnn", "self-attention"),
    "dec-cell": ("ssru", "gru"),
    "layer-normalization": (False, False),
    "transformer-pool": (False, False),
    "transformer-train-position-embeddings": (False, False),
    "transformer-train-positions": (False, False),
    "transformer-disable-position-embeddings": (False, False),
    "transformer-no-projection": (False, False),
    "transformer-no-bias": (False, False),
    "transformer-no-affine": (False, False),
    "input-types": ((), ()),
    "lemma-dim-emb": (0, 0),
    "ulr": (False, False),
    "right-left": (False, False),
}
_ACTIVATIONS: Final = ("relu", "swish", "gelu")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianArchitecture:
    """Sizes and options of one student.

    Attributes:
        decoder_layer_names: the number that each decoder layer has in tensor names; layers that
            share weights (`transformer-tied-layers`) have the same.
        source_embedding: name of the tensor [source vocabulary, d_model].
        target_embedding: name of the tensor [target vocabulary, d_model].
        output_weight: name of the output layer's tensor.
        output_is_transposed: whether that tensor is [vocabulary, d_model].
        preprocess: what is done before a sublayer, one letter each: d(ropout), n(ormalise).
        postprocess: what is done after a sublayer; also a(dd its input).
        postprocess_embedding: what is done to embeddings.
        postprocess_top: what is done after the last layer.
        alignment_layer: index of the decoder layer trained to align.
        has_recurrence_projection: whether a matrix follows the recurrence.
    """

    d_model: int
    n_heads: int
    n_encoder_layers: int
    n_decoder_layers: int
    decoder_layer_names: tuple[int, ...]
    encoder_ffn_depth: int
    decoder_ffn_depth: int
    activation: str
    source_embedding: str
    target_embedding: str
    output_weight: str
    output_is_transposed: bool
    source_vocabulary_size: int
    target_vocabulary_size: int
    preprocess: str
    postprocess: str
    postprocess_embedding: str
    postprocess_top: str
    alignment_layer: int
    has_recurrence_projection: bool

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads

    @classmethod
    def of(cls, weights: MarianWeights) -> Self:
        """Read the architecture of a model.

        Raises:
            ModelError: the model uses an option that the graphs cannot express; the message
                names it.
        """
        options = _Options(weights)
        options.require_supported()
        source, target = _embedding_names(weights)
        output, is_transposed = _output_weight(weights, options, target)
        n_decoder_layers = options.count("dec-depth")
        ffn_depth = options.count("transformer-ffn-depth")
        architecture = cls(
            d_model=_table_shape(weights, source)[1],
            n_heads=options.count("transformer-heads"),
            n_encoder_layers=options.count("enc-depth"),
            n_decoder_layers=n_decoder_layers,
            decoder_layer_names=_decoder_layer_names(options, n_decoder_layers),
            encoder_ffn_depth=ffn_depth,
            # Zero means "as the encoder" (marian-nmt/marian-dev src/models/transformer.h:431).
            decoder_ffn_depth=options.whole("transformer-decoder-ffn-depth", 0) or ffn_depth,
            activation=options.one_of("transformer-ffn-activation", _ACTIVATIONS),
            source_embedding=source,
            target_embedding=target,
            output_weight=output,
            output_is_transposed=is_transposed,
            source_vocabulary_size=_table_shape(weights, source)[0],
            target_vocabulary_size=_table_shape(weights, target)[0],
            preprocess=options.operations("transformer-preprocess", "dn"),
            postprocess=options.operations("transformer-postprocess", "dan"),
            postprocess_embedding=options.operations("transformer-postprocess-emb", "dn"),
            postprocess_top=options.operations("transformer-postprocess-top", "dan"),
            alignment_layer=_alignment_layer(options, n_decoder_layers),
            has_recurrence_projection=options.flag("transformer-rnn-projection"),
        )
        if architecture.d_model % architecture.n_heads or architecture.d_model % 2:
            raise ModelError(
                Code.MODEL_UNSUPPORTED,
                detail=f"{architecture.n_heads} heads for {architecture.d_model} values",
            )
        return architecture

    def description(self) -> dict[str, str | int | bool]:
        """What a reader of the exported graphs needs to know."""
        return {
            "format": 1,
            "n_encoder_layers": self.n_encoder_layers,
            "n_decoder_layers": self.n_decoder_layers,
            "d_model": self.d_model,
            "n_heads": self.n_heads,
            "source_vocabulary_size": self.source_vocabulary_size,
            "target_vocabulary_size": self.target_vocabulary_size,
        }


class _Options:
    """The model's options, each read as one type."""

    def __init__(self, weights: MarianWeights) -> None:
        self._config = weights.config

    def unsupported(self, name: str, value: ConfigValue) -> ModelError:
        return ModelError(Code.MODEL_UNSUPPORTED, detail=f"{name}: {value!r}")

    def require_supported(self) -> None:
        for name, (required, default) in _REQUIRED.items():
            value = self._config.get(name, default)
            if value != required:
                raise self.unsupported(name, value)

    def whole(self, name: str, default: int) -> int:
        value = self._config.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.unsupported(name, value)
        return value

    def count(self, name: str) -> int:
        value = self.whole(name, 0)
        if value < 1:
            raise self.unsupported(name, value)
        return value

    def flag(self, name: str) -> bool:
        value = self._config.get(name, False)
        if not isinstance(value, bool):
            raise self.unsupported(name, value)
        return value

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self._config.get(name, choices[0])
        if not isinstance(value, str) or value not in choices:
            raise self.unsupported(name, value)
        return value

    def operations(self, name: str, known: str) -> str:
        """A string of one-letter operations, without dropout, which only training does."""
        value = self._config.get(name, "")
        if value == ():  # an empty value in YAML
            value = ""
        if not isinstance(value, str) or any(letter not in known for letter in value):
            raise self.unsupported(name, value)
        return value.replace("d", "")

    def values(self, name: str) -> tuple[ConfigValue, ...]:
        value = self._config.get(name, ())
        return value if isinstance(value, tuple) else (value,)

    def text(self, name: str, default: str) -> str:
        return str(self._config.get(name, default))


def _embedding_names(weights: MarianWeights) -> tuple[str, str]:
    """Which tables exist decides; exported options are known to contradict the tensors."""
    if "Wemb" in weights.tensors:
        return "Wemb", "Wemb"
    return "encoder_Wemb", "decoder_Wemb"


def _output_weight(
    weights: MarianWeights, options: _Options, target_embedding: str
) -> tuple[str, bool]:
    # layers/generic.cpp:246-258
    tied = any(options.flag(name) for name in ("tied-embeddings", "tied-embeddings-all"))
    if tied:
        return target_embedding, True
    if "decoder_ff_logit_out_W" in weights.tensors:
        return "decoder_ff_logit_out_W", False
    return "decoder_ff_logit_out_Wt", True


def _table_shape(weights: MarianWeights, name: str) -> tuple[int, int]:
    table = weights.tensors.get(name)
    if table is None or table.ndim != 2:
        raise ModelError(
            Code.MODEL_FILE_INVALID, file="model.bin", detail=f"no embedding table {name}"
        )
    n_rows, n_columns = np.shape(table)
    return n_rows, n_columns


def _decoder_layer_names(options: _Options, n_layers: int) -> tuple[int, ...]:
    tied = options.values("transformer-tied-layers")
    if not tied:
        return tuple(range(1, n_layers + 1))
    names = tuple(name for name in tied if isinstance(name, int) and name > 0)
    if len(names) != n_layers:
        raise options.unsupported("transformer-tied-layers", str(tied))
    return names


def _alignment_layer(options: _Options, n_layers: int) -> int:
    name = options.text("transformer-guided-alignment-layer", "last")
    if name == "last":
        return n_layers - 1
    if not name.isdecimal() or not 1 <= int(name) <= n_layers:
        raise options.unsupported("transformer-guided-alignment-layer", name)
    return int(name) - 1
