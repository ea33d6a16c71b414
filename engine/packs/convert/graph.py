"""Builds ONNX graphs, with linear layers in float32 or with 8-bit weights.

It wraps `onnx.helper` so that a converter reads like the network that it writes:

    graph = Graph("adder")
    x = graph.input("x", np.float32, ("batch", 8))
    y = graph.op("Relu", graph.op("Add", x, graph.constant(np.ones(8, np.float32))))
    graph.output(y, "y", np.float32, ("batch", 8))
    graph.save(path)

A `Value` is the name of a tensor in the graph. Each call of `op` adds one node; nothing is
computed until ONNX Runtime runs the file. Constants of equal content are stored once.

Weights are stored as bytes with float scales, activations are quantised while the graph runs. Two
forms, by how many rows the product usually has:

*Many rows* (an encoder): one weight scale for each output channel, one activation scale for each
row, sums in int32. ONNX Runtime's operator has one scale for the whole activation tensor, but a
single row of a Transformer can be fifty times larger than the others (LLM.int8(), Dettmers et
al., 2022), so rows are divided by their largest value before the product and multiplied by it
after.

*Few rows* (a step of a decoder): weights and activations have one scale for each block of 32
along the input. Such a product waits for memory, not for arithmetic, so the finer scales cost
nothing.

Both give the same numbers on all processors. In the first form that takes weights of seven bits:
x86 processors without VNNI add two products of unsigned activations and signed weights in
saturating 16 bits, where 2 * 255 * 127 does not fit and 2 * 255 * 64 does (onnxruntime.ai,
"Quantize ONNX models", on `reduce_range`). Unsigned weights of eight bits would not saturate
either, but take almost twice the time on processors that have VNNI.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NewType, TypeAlias

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from engine.arrays import Float32

Value = NewType("Value", str)
"""The name of one tensor of a graph."""

Dimension: TypeAlias = int | str
"""A fixed size, or the name of a size that is only known when the graph runs."""

Attribute: TypeAlias = int | float | str | Sequence[int] | Sequence[float]

Array: TypeAlias = npt.NDArray[np.generic]

OPSET: Final = 20
"""The first with Gelu; ONNX Runtime 1.23 and later runs it."""

MICROSOFT: Final = "com.microsoft"
"""Domain of ONNX Runtime's own fused operators (docs/ContribOperators.md of onnxruntime)."""

# protobuf cannot hold 2 GiB in one message; above this weights go to a file beside the graph.
_LARGEST_SINGLE_FILE_BYTES: Final = 1_900_000_000

# Older ONNX Runtime versions refuse files of a newer intermediate representation.
_IR_VERSION: Final = 10


class Graph:
    """One graph under construction.

    Args:
        name: of the graph; shown in error messages of ONNX Runtime.
        opset: version of ONNX's operators; another than OPSET where nodes are copied that were
            made for it.
    """

    def __init__(self, name: str, *, opset: int = OPSET) -> None:
        self._name = name
        self._opset = opset
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._known: dict[tuple[str, tuple[int, ...], bytes], Value] = {}
        self._n_values = 0
        self._computed: set[str] = set()
        self._renamed: dict[str, str] = {}

    def input(self, name: str, dtype: npt.DTypeLike, shape: Sequence[Dimension]) -> Value:
        """Declare an input of the graph."""
        self._inputs.append(helper.make_tensor_value_info(name, _onnx_type(dtype), list(shape)))
        return Value(name)

    def output(
        self, value: Value, name: str, dtype: npt.DTypeLike, shape: Sequence[Dimension]
    ) -> None:
        """Declare that `value` is an output of the graph, called `name`."""
        self._outputs.append(helper.make_tensor_value_info(name, _onnx_type(dtype), list(shape)))
        # An Identity node would copy the tensor, so the value takes the output's name instead.
        if value in self._computed and value not in self._renamed:
            self._renamed[value] = name
        else:
            self._nodes.append(helper.make_node("Identity", [value], [name]))

    def constant(self, array: Array | np.generic) -> Value:
        """Store an array in the graph; arrays of equal type, shape and content only once."""
        array = np.asarray(array)
        if not array.flags.c_contiguous:
            array = np.ascontiguousarray(array)
        # Large weights are never shared by accident, and hashing them would cost memory.
        key = None
        if array.nbytes <= 4096:
            key = (array.dtype.str, array.shape, array.tobytes())
            if key in self._known:
                return self._known[key]
        value = self._new_value("constant")
        self._weights.append(numpy_helper.from_array(array, value))
        if key is not None:
            self._known[key] = value
        return value

    def integers(self, *values: int) -> Value:
        """A 1-D int64 constant, as shapes, axes and slice bounds want it."""
        return self.constant(np.array(values, np.int64))

    def op(
        self,
        op_type: str,
        *inputs: Value | None,
        domain: str = "",
        attributes: Mapping[str, Attribute] | None = None,
    ) -> Value:
        """Add a node with one output.

        Args:
            op_type: name of the operator, for example "MatMul".
            inputs: its inputs in the operator's order; None leaves an optional one out.
            domain: "" for the ONNX standard, or MICROSOFT.
            attributes: of the operator.
        """
        return self.split_op(op_type, *inputs, n_outputs=1, domain=domain, attributes=attributes)[0]

    def split_op(
        self,
        op_type: str,
        *inputs: Value | None,
        n_outputs: int,
        domain: str = "",
        attributes: Mapping[str, Attribute] | None = None,
    ) -> list[Value]:
        """Add a node with `n_outputs` outputs; otherwise as `op`."""
        outputs = [self._new_value(op_type) for _ in range(n_outputs)]
        node = helper.make_node(
            op_type,
            ["" if value is None else value for value in inputs],
            outputs,
            domain=domain,
        )
        node.attribute.extend(
            helper.make_attribute(name, value) for name, value in (attributes or {}).items()
        )
        self._nodes.append(node)
        self._computed.update(outputs)
        return outputs

    def copy(self, node: onnx.NodeProto, inputs: Sequence[Value | None]) -> list[Value]:
        """Add a node of another graph: its operator and attributes, on these inputs.

        Returns:
            One value for each of its outputs.
        """
        outputs = [self._new_value(node.op_type) for _ in node.output]
        copied = helper.make_node(
            node.op_type,
            ["" if value is None else value for value in inputs],
            outputs,
            domain=node.domain,
        )
        copied.attribute.extend(node.attribute)
        self._nodes.append(copied)
        self._computed.update(outputs)
        return outputs

    def reshape(self, x: Value, *shape: int) -> Value:
        """Reshape; -1 infers one size, 0 keeps the size at the same position."""
        return self.op("Reshape", x, self.integers(*shape))

    def reshape_to(self, x: Value, shape: Value) -> Value:
        """Reshape to sizes that the graph computes, int64 [rank]; zero means an empty axis."""
        return self.op("Reshape", x, shape, attributes={"allowzero": 1})

    def transpose(self, x: Value, *order: int) -> Value:
        """Permute the axes."""
        return self.op("Transpose", x, attributes={"perm": order})

    def concat(self, values: Sequence[Value], *, axis: int) -> Value:
        """Join along an axis."""
        return self.op("Concat", *values, attributes={"axis": axis})

    def gather(self, x: Value, indices: Value, *, axis: int) -> Value:
        """Take the rows `indices` of `x` along an axis."""
        return self.op("Gather", x, indices, attributes={"axis": axis})

    def size(self, x: Value, *, axis: int) -> Value:
        """The size of one axis, int64 [1]."""
        return self.op("Shape", x, attributes={"start": axis, "end": axis + 1})

    def slice(self, x: Value, start: Value, end: Value, *, axis: int) -> Value:
        """`x[start:end]` along one axis; bounds are int64 [1]."""
        return self.op("Slice", x, start, end, self.integers(axis))

    def split(self, x: Value, *sizes: int, axis: int) -> list[Value]:
        """Cut an axis into parts of the given sizes."""
        return self.split_op(
            "Split", x, self.integers(*sizes), n_outputs=len(sizes), attributes={"axis": axis}
        )

    def softmax(self, x: Value) -> Value:
        """Softmax over the last axis."""
        return self.op("Softmax", x, attributes={"axis": -1})

    def layer_norm(self, x: Value, scale: Array, bias: Array, *, epsilon: float = 1e-5) -> Value:
        """Layer normalisation over the last axis; scale and bias are [d]."""
        return self.op(
            "LayerNormalization",
            x,
            self.constant(scale),
            self.constant(bias),
            attributes={"axis": -1, "epsilon": epsilon},
        )

    def matmul(self, a: Value, b: Value, *, transpose_b: bool = False, scale: float = 1.0) -> Value:
        """`scale * a @ b` (or `a @ b.T` over the last two axes), batched as numpy does."""
        if not transpose_b and scale == 1.0:
            return self.op("MatMul", a, b)
        return self.op(
            "FusedMatMul",
            a,
            b,
            domain=MICROSOFT,
            attributes={"transB": int(transpose_b), "alpha": scale},
        )

    def model(self) -> onnx.ModelProto:
        """The graph as an ONNX model."""
        nodes = []
        for original in self._nodes:
            node = onnx.NodeProto()
            node.CopyFrom(original)
            node.input[:] = [self._renamed.get(name, name) for name in original.input]
            node.output[:] = [self._renamed.get(name, name) for name in original.output]
            nodes.append(node)
        graph = helper.make_graph(nodes, self._name, self._inputs, self._outputs, self._weights)
        return helper.make_model(
            graph,
            producer_name="dragoman",
            ir_version=_IR_VERSION,
            opset_imports=[helper.make_opsetid("", self._opset), helper.make_opsetid(MICROSOFT, 1)],
        )

    def save(self, path: Path) -> None:
        """Write the graph; weights above protobuf's limit go to `<path>.data` beside it."""
        save_model(self.model(), path)

    def _new_value(self, hint: str) -> Value:
        self._n_values += 1
        return Value(f"{hint.lower()}_{self._n_values}")


def save_model(model: onnx.ModelProto, path: Path) -> None:
    """Write a model; weights above protobuf's limit go to `<path>.data` beside it."""
    n_bytes = sum(len(weight.raw_data) for weight in model.graph.initializer)
    if n_bytes < _LARGEST_SINGLE_FILE_BYTES:
        path.write_bytes(model.SerializeToString())
        return
    onnx.save_model(model, str(path), save_as_external_data=True, location=f"{path.name}.data")


def _onnx_type(dtype: npt.DTypeLike) -> TensorProto.DataType:
    return helper.np_dtype_to_tensor_dtype(np.dtype(dtype))


LARGEST_BY_CHANNEL: Final = 64
"""The largest signed weight that every processor multiplies right; see the module."""

_LARGEST_BY_BLOCK: Final = 127
_BLOCK_ZERO_POINT: Final = 128
_BLOCK_SIZE: Final = 32

# MatMulNBits: quantise the activations to 8 bits too.
_INT8_ACCURACY_LEVEL: Final = 4

# Below every value that matters, but its inverse is a number.
_SMALLEST_ROW_MAXIMUM: Final = 1e-30


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWeights:
    """A weight matrix with a scale for each output: `values * scales` is close to it.

    Attributes:
        values: [n_in, n_out], -64 to 64.
        scales: [n_out].
    """

    values: npt.NDArray[np.int8]
    scales: Float32


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWeights:
    """A weight matrix with a scale for each block: `(values - 128) * scales` is close to it.

    Attributes:
        values: [n_out, n_blocks, block_size], 1 to 255.
        scales: [n_out, n_blocks].
    """

    values: npt.NDArray[np.uint8]
    scales: Float32


def quantise_by_channel(weight: Float32) -> ChannelWeights:
    """Quantise with one scale for each output channel.

    Args:
        weight: [n_in, n_out].
    """
    values, scales = _quantise(weight, axis=0, largest=LARGEST_BY_CHANNEL)
    return ChannelWeights(values=values.astype(np.int8), scales=scales)


def quantise_by_block(weight: Float32) -> BlockWeights:
    """Quantise with one scale for each block of inputs of each output channel.

    Args:
        weight: [n_in, n_out]; the last block is filled with zeros where n_in is no multiple.
    """
    n_in, n_out = weight.shape
    padded = np.pad(weight.T, ((0, 0), (0, -n_in % _BLOCK_SIZE)))
    blocks = padded.reshape(n_out, -1, _BLOCK_SIZE)
    values, scales = _quantise(blocks, axis=2, largest=_LARGEST_BY_BLOCK)
    return BlockWeights(values=(values + _BLOCK_ZERO_POINT).astype(np.uint8), scales=scales)


def linear(
    graph: Graph,
    x: Value,
    weight: Float32,
    *,
    bias: Float32 | None,
    int8: bool,
    few_rows: bool = False,
) -> Value:
    """Add `x @ weight + bias` to a graph.

    Args:
        graph: to add to.
        x: [..., n_in], float32.
        weight: [n_in, n_out]; a matrix that is stored the other way round is given as `.T`.
        bias: [n_out], or None.
        int8: whether to quantise this product.
        few_rows: whether the product usually has few rows; see the module.

    Returns:
        [..., n_out], float32.
    """
    if not int8:
        product = graph.op("MatMul", x, graph.constant(weight))
    elif few_rows:
        product = _product_by_block(graph, x, weight)
    else:
        product = _product_by_channel(graph, x, weight)
    return product if bias is None else graph.op("Add", product, graph.constant(bias))


def _product_by_channel(graph: Graph, x: Value, weight: Float32) -> Value:
    quantised = quantise_by_channel(weight)
    largest = graph.op(
        "ReduceMax", graph.op("Abs", x), graph.integers(-1), attributes={"keepdims": 1}
    )
    largest = graph.op("Max", largest, graph.constant(np.float32(_SMALLEST_ROW_MAXIMUM)))
    product = graph.op(
        "DynamicQuantizeMatMul",
        graph.op("Div", x, largest),
        graph.constant(quantised.values),
        graph.constant(quantised.scales),
        graph.constant(np.zeros(quantised.scales.shape, np.int8)),
        domain=MICROSOFT,
    )
    return graph.op("Mul", product, largest)


def _product_by_block(graph: Graph, x: Value, weight: Float32) -> Value:
    quantised = quantise_by_block(weight)
    n_in, n_out = weight.shape
    return graph.op(
        "MatMulNBits",
        x,
        graph.constant(quantised.values),
        graph.constant(quantised.scales),
        domain=MICROSOFT,
        attributes={
            "K": n_in,
            "N": n_out,
            "bits": 8,
            "block_size": _BLOCK_SIZE,
            "accuracy_level": _INT8_ACCURACY_LEVEL,
        },
    )


def _quantise(weight: Float32, *, axis: int, largest: int) -> tuple[Float32, Float32]:
    """Whole numbers up to `largest`, and their scales, which do not have the axis."""
    maxima = np.abs(weight).max(axis=axis, keepdims=True)
    # Where all weights are zero any scale gives zeros back.
    scales = (np.where(maxima > 0, maxima, 1) / largest).astype(np.float32)
    return np.rint(weight / scales).astype(np.float32), scales.squeeze(axis)
