"""A small typed builder of ONNX graphs, used by every exporter.

It wraps `onnx.helper` so that an exporter reads like the network that it writes:

    graph = Graph("adder")
    x = graph.input("x", np.float32, ("batch", 8))
    y = graph.op("Relu", graph.op("Add", x, graph.constant(np.ones(8, np.float32))))
    graph.output(y, "y", np.float32, ("batch", 8))
    graph.save(path)

A `Value` is the name of a tensor in the graph. Each call of `op` adds one node; nothing is
computed until ONNX Runtime runs the file. Constants of equal content are stored once.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NewType, TypeAlias

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

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
    """

    def __init__(self, name: str) -> None:
        self._name = name
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
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        )

    def save(self, path: Path) -> None:
        """Write the graph; weights above protobuf's limit go to `<path>.data` beside it."""
        n_bytes = sum(len(weight.raw_data) for weight in self._weights)
        if n_bytes < _LARGEST_SINGLE_FILE_BYTES:
            path.write_bytes(self.model().SerializeToString())
            return
        onnx.save_model(
            self.model(), str(path), save_as_external_data=True, location=f"{path.name}.data"
        )

    def _new_value(self, hint: str) -> Value:
        self._n_values += 1
        return Value(f"{hint.lower()}_{self._n_values}")


def _onnx_type(dtype: npt.DTypeLike) -> TensorProto.DataType:
    return helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
