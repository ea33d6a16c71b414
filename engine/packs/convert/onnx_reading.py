"""Reads the graphs of published ONNX files: where values come from, and the weights on the way.

Nodes are found by the flow of values alone. Names differ with every version of a converter.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import onnx.inliner
from onnx import numpy_helper

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.packs.convert.graph import Array

LAYOUT_OPS: Final = frozenset({"Transpose", "Reshape", "Identity", "Cast", "Squeeze", "Unsqueeze"})
"""Operators that move values without changing them."""


class PublishedGraph:
    """The graph of one ONNX file; weights that lie beside it are read when they are asked for.

    Args:
        path: of the file.

    Raises:
        ModelError: the file is missing, damaged, or has control flow.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._model = onnx.load(str(path), load_external_data=False)
            if self._model.functions:
                # Some converters write functions of their own instead of ONNX's operators.
                self._model = onnx.inliner.inline_local_functions(self._model)
        except Exception as error:  # protobuf raises its own exceptions
            raise self.fail(f"it cannot be read: {error}") from error
        graph = self._model.graph
        self._weights = {weight.name: weight for weight in graph.initializer}
        self.inputs: dict[str, onnx.ValueInfoProto] = {
            value.name: value for value in graph.input if value.name not in self._weights
        }
        self.weight_types: frozenset[str] = frozenset(
            onnx.TensorProto.DataType.Name(weight.data_type) for weight in graph.initializer
        )
        self.outputs: tuple[str, ...] = tuple(value.name for value in graph.output)
        self.nodes: tuple[onnx.NodeProto, ...] = tuple(graph.node)
        self._producers = {name: node for node in self.nodes for name in node.output if name}
        self._consumers: dict[str, list[onnx.NodeProto]] = defaultdict(list)
        self._origins: dict[str, frozenset[str]] = {name: frozenset({name}) for name in self.inputs}
        for node in self.nodes:
            if any(attribute.type in _GRAPHS for attribute in node.attribute):
                raise self.fail(f"it has control flow ({node.op_type})")
            origins = frozenset[str]().union(*(self.origins(name) for name in node.input))
            self._origins.update(dict.fromkeys(node.output, origins))
            for name in set(node.input):
                self._consumers[name].append(node)

    @property
    def opset(self) -> int:
        """Version of ONNX's own operators that the file uses."""
        return next(
            (int(opset.version) for opset in self._model.opset_import if not opset.domain), 0
        )

    def fail(self, reason: str) -> ModelError:
        """The error to raise where the file is not what a converter reads.

        Args:
            reason: goes on from the file's name: "it has ...".
        """
        return ModelError(Code.MODEL_FILE_INVALID, file=self._path.name, detail=reason)

    def origins(self, value: str) -> frozenset[str]:
        """The inputs of the graph that a value is computed from; none for a constant."""
        return self._origins.get(value, frozenset())

    def producer(self, value: str) -> onnx.NodeProto | None:
        """The node that computes a value; None for inputs and stored weights."""
        return self._producers.get(value)

    def constant(self, value: str) -> Array | None:
        """The array behind a value that depends on no input; None where it would take computing."""
        if value in self._weights:
            stored = self._weights[value]
            if stored.data_location == onnx.TensorProto.EXTERNAL:
                # Reading fills the record, which would keep all weights in memory.
                copy = onnx.TensorProto()
                copy.CopyFrom(stored)
                stored = copy
            try:
                return np.asarray(numpy_helper.to_array(stored, str(self._path.parent)))
            except Exception as error:  # onnx raises whatever the operating system does
                raise self.fail(f"it lacks the weights {value} ({error})") from error
        node = self._producers.get(value)
        if node is None:
            return None
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Constant" and "value" in attributes:
            return np.asarray(numpy_helper.to_array(attributes["value"]))
        if node.op_type in {"Identity", "Transpose"}:
            inner = self.constant(node.input[0])
            if inner is None or node.op_type == "Identity":
                return inner
            return np.transpose(inner, attributes.get("perm"))
        return None

    def weights(self, value: str, rank: int) -> Float32 | None:
        """A constant of floats with so many axes; None where the value is something else."""
        array = self.constant(value)
        if array is None or array.dtype != np.float32 or array.ndim != rank:
            return None
        return array.astype(np.float32, copy=False)

    def back_to(
        self, value: str, op_types: Collection[str], *, through: Collection[str]
    ) -> onnx.NodeProto:
        """The nearest node of a kind that a value is computed by.

        Args:
            value: where to start.
            op_types: what to look for.
            through: operators that may stand between; each is followed along its first input that
                is not constant.

        Raises:
            ModelError: something else stands there.
        """
        node = self._producers.get(value)
        while node is not None and node.op_type not in op_types and node.op_type in through:
            moving = [name for name in node.input if self.origins(name)]
            node = self._producers.get(moving[0]) if moving else None
        if node is None or node.op_type not in op_types:
            raise self.fail(f"it has {node.op_type if node else 'nothing'} before {value}")
        return node

    def forward_to(
        self, value: str, op_types: Collection[str], *, through: Collection[str]
    ) -> onnx.NodeProto:
        """The nearest node of a kind that reads a value; otherwise as `back_to`."""
        for node in self._walk_forward(value, lambda node: node.op_type in through):
            if node.op_type in op_types:
                return node
        raise self.fail(f"it has no {' or '.join(sorted(op_types))} after {value}")

    def _walk_forward(
        self, value: str, may_pass: Callable[[onnx.NodeProto], bool]
    ) -> Iterator[onnx.NodeProto]:
        waiting = [value]
        while waiting:
            for node in self._consumers[waiting.pop(0)]:
                yield node
                if may_pass(node):
                    waiting.extend(node.output)

    def needed_for(self, value: str) -> list[onnx.NodeProto]:
        """The nodes that a value is computed by, in the order of the graph."""
        needed = {value}
        kept: list[onnx.NodeProto] = []
        for node in reversed(self.nodes):
            if needed.intersection(node.output):
                needed.update(node.input)
                kept.append(node)
        return kept[::-1]


_GRAPHS: Final = frozenset({onnx.AttributeProto.GRAPH, onnx.AttributeProto.GRAPHS})
