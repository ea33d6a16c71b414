"""Integer graphs to float16, for devices that are fast with it.

A graph for the CPU holds 8-bit weights and quantises activations while it runs. Graphics
processors have no kernels for most of that: such a node would run on the CPU, and everything
around it would be copied back and forth. Here every quantised product becomes one in floating
point, with the weights that its integers stand for, and the graph is stored in float16. So a model
has the same weights on every device, and nothing has to be fetched again.

Inputs and outputs stay float32.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.packs.convert.graph import save_model

_MICROSOFT: Final = "com.microsoft"

_FLOAT32_OPERATORS: Final = frozenset(
    (
        *("Atan", "Cos", "CumSum", "Exp", "InstanceNormalization", "LogSoftmax", "Pow", "Range"),
        *("ReduceSum", "Resize", "STFT", "Sin", "Softplus", "TopK"),
    )
)
"""Stay in float32, as squares do: phases, sums and log probabilities outgrow eleven bits."""

_FLOAT16_OPERATORS: Final = frozenset(
    (
        *("Conv", "ConvTranspose", "FastGelu", "FusedMatMul", "GRU", "Gelu", "Gemm", "LSTM"),
        *("LayerNormalization", "MatMul", "MultiHeadAttention", "SkipLayerNormalization"),
        "Softmax",
    )
)
"""Where the time goes. Any other node is in float32 where one of its inputs is, so that what is
made of a phase or a sum is not rounded on its way to the next of these."""

_BOOLEAN_OPERATORS: Final = frozenset(
    (
        *("And", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN", "Less"),
        *("LessOrEqual", "Not", "Or", "Xor"),
    )
)
_INTEGER_OPERATORS: Final = frozenset(("ArgMax", "ArgMin", "NonZero", "Shape", "Size"))

_FLOAT: Final = int(TensorProto.FLOAT)
_FLOAT16: Final = int(TensorProto.FLOAT16)
_LARGEST: Final = float(np.finfo(np.float16).max)
_SMALLEST: Final = float(np.finfo(np.float16).smallest_subnormal)


def write_float16(source: Path, target: Path) -> None:
    """Write the float16 form of a graph.

    Args:
        source: an ONNX file in float32, or with the quantised products that this package and ONNX
            Runtime's dynamic quantiser write.
        target: the file to write.

    Whoever changes what is written raises FLOAT16_VERSION of engine/packs/store.py.

    Raises:
        ModelError: the file is no ONNX graph, or has nodes of an unknown form.
    """
    try:
        model = onnx.load(source)
    except Exception as error:  # onnx and protobuf raise exceptions of their own
        raise ModelError(
            Code.MODEL_FILE_INVALID, file=source.name, detail=f"it is no ONNX file: {error}"
        ) from error
    try:
        _Dequantiser(model.graph).run()
        _Halver(model.graph).run()
    except (KeyError, IndexError, ValueError) as error:
        detail = f"{source.name} has no float16 form: {error}"
        raise ModelError(Code.MODEL_UNSUPPORTED, detail=detail) from error
    save_model(model, target)


class _Dequantiser:
    """Replaces the quantised products of a graph by float ones, in place.

    Args:
        graph: the graph.
    """

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._weights = {item.name: item for item in graph.initializer}
        self._makers = {name: node for node in graph.node for name in node.output}
        self._users: defaultdict[str, list[NodeProto]] = defaultdict(list)
        for node in graph.node:
            for name in node.input:
                self._users[name].append(node)
        self._made: dict[str, list[NodeProto]] = {}

    def run(self) -> None:
        """Replace all of them; what nothing uses any more is dropped.

        Raises:
            KeyError, IndexError, ValueError: a product has a form that is not known.
        """
        replace: dict[tuple[str, str], Callable[[NodeProto], None]] = {
            (_MICROSOFT, "DynamicQuantizeMatMul"): self._dynamic_product,
            (_MICROSOFT, "MatMulNBits"): self._block_product,
            (_MICROSOFT, "DynamicQuantizeLSTM"): self._lstm,
            (_MICROSOFT, "MatMulIntegerToFloat"): self._product_of_windows,
            ("", "MatMulInteger"): self._integer_product,
            ("", "ConvInteger"): self._integer_product,
        }
        for node in self._graph.node:
            if change := replace.get((node.domain, node.op_type)):
                change(node)
        nodes = []
        for node in self._graph.node:
            # Where a value was computed stands what computes it now: its inputs come before.
            made = [new for name in node.output for new in self._made.get(name, ())]
            nodes += made or [node]
        _keep_used(self._graph, nodes)

    def _dynamic_product(self, node: NodeProto) -> None:
        """`x @ weight + bias`; where rows are scaled before and after it, without that."""
        names: list[str] = [*list(node.input), "", ""]
        x, weight, scale, zero_point, bias = names[:5]
        values = self._float(weight, scale, zero_point)
        output = node.output[0]
        before, after = self._makers.get(x), self._users[output]
        if (
            before is not None
            and before.op_type == "Div"
            and [user.op_type for user in after] == ["Mul"]
            and before.input[1] in after[0].input
        ):
            x, output = before.input[0], after[0].output[0]
        self._make("MatMul", [x, self._add(weight, values)], output, bias)

    def _block_product(self, node: NodeProto) -> None:
        """`x @ weight` with a scale for each block of inputs of each output."""
        x, weight, scale, *rest = node.input
        attributes = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        if attributes["bits"] != 8 or any(rest):
            raise ValueError(f"{node.op_type} with {attributes['bits']} bits or zero points")
        n_out, n_in = attributes["N"], attributes["K"]
        blocks = self._array(weight).reshape(n_out, -1, attributes["block_size"])
        scales = self._array(scale).reshape(n_out, -1, 1)
        values = ((blocks - 128) * scales).reshape(n_out, -1)[:, :n_in]
        name = self._add(weight, np.ascontiguousarray(values.T))
        self._make("MatMul", [x, name], node.output[0])

    def _integer_product(self, node: NodeProto) -> None:
        """What ONNX Runtime's dynamic quantiser writes: integers, a sum, and one scale for both."""
        quantised, weight, _, *rest = node.input
        source = self._makers[quantised]
        if source.op_type != "DynamicQuantizeLinear":
            raise ValueError(f"{node.op_type} of {source.op_type}")
        last, bias = self._only_user(node), ""
        if last.op_type == "Add":
            bias = self._bias(next(name for name in last.input if name != node.output[0]))
            last = self._only_user(last)
        scaled = self._only_user(last)
        if (last.op_type, scaled.op_type) != ("Cast", "Mul"):
            raise ValueError(f"{node.op_type} before {last.op_type} and {scaled.op_type}")
        both = self._makers[next(name for name in scaled.input if name != last.output[0])]
        scale = next(name for name in both.input if name != source.output[1])
        values = self._float(
            weight,
            scale,
            rest[0] if rest else "",
            channel_axis=0 if node.op_type == "ConvInteger" else -1,
        )
        name = self._add(weight, values)
        if node.op_type == "MatMulInteger":
            self._make("MatMul", [source.input[0], name], scaled.output[0])
            return
        inputs = [source.input[0], name, *([bias] if bias else [])]
        convolution = helper.make_node("Conv", inputs, [scaled.output[0]])
        convolution.attribute.extend(node.attribute)
        self._made[scaled.output[0]] = [convolution]

    def _product_of_windows(self, node: NodeProto) -> None:
        """The convolutions of engine/packs/convert/kokoro.py."""
        names: list[str] = [*list(node.input), "", "", ""]
        windows, weight, _, scale, _, _, bias = names[:7]
        source = self._makers[windows]
        offsets, stride = np.zeros(1, np.int64), 1
        if source.op_type == "Flatten":
            gathered = self._makers[source.input[0]]
            places = self._makers[gathered.input[1]]
            starts = self._makers[self._makers[places.input[0]].input[0]]
            offsets = numpy_helper.to_array(self._weights[places.input[1]])
            stride = int(self._array(starts.input[2]))
            source = self._makers[gathered.input[0]]
        source = self._makers[self._makers[source.input[0]].input[0]]
        padding = [0, 0]
        if source.op_type == "Pad":
            padding = [int(self._array(source.input[1])[axis]) for axis in (2, 5)]
            source = self._makers[source.input[0]]
        if source.op_type != "DynamicQuantizeLinear":
            raise ValueError(f"{node.op_type} of {source.op_type}")
        values = self._float(weight, scale, "")
        values = values.reshape(len(offsets), -1, values.shape[1]).transpose(2, 1, 0)
        output = self._only_user(self._only_user(node)).output[0]
        kernel = self._add(weight, np.ascontiguousarray(values))
        convolution = helper.make_node(
            "Conv",
            [source.input[0], kernel, *([bias] if bias else [])],
            [output],
            dilations=[int(offsets[1]) if len(offsets) > 1 else 1],
            pads=padding,
            strides=[stride],
        )
        self._made[output] = [convolution]

    def _lstm(self, node: NodeProto) -> None:
        """The same network with weights [directions, 4 * hidden, inputs]."""
        x, weight, recurrence, *states = node.input[:8]
        scales = node.input[8:]
        inputs = [x]
        for name, scale, zero_point in (
            (weight, scales[0], scales[1]),
            (recurrence, scales[2], scales[3]),
        ):
            values = self._float(name, scale, zero_point, channel_axis=0)
            values = np.ascontiguousarray(values.transpose(0, 2, 1))
            inputs.append(self._add(name, values))
        lstm = helper.make_node("LSTM", [*inputs, *states], list(node.output))
        lstm.attribute.extend(node.attribute)
        self._made[next(name for name in node.output if name)] = [lstm]

    def _bias(self, name: str) -> str:
        """The float bias that was quantised to be added to integers."""
        while name not in self._weights:
            name = self._makers[name].input[0]
        return name

    def _make(self, operator: str, inputs: Sequence[str], output: str, bias: str = "") -> None:
        """One node for a value, or two with a bias."""
        if not bias:
            self._made[output] = [helper.make_node(operator, inputs, [output])]
            return
        self._made[output] = [
            helper.make_node(operator, inputs, [f"{output}_unbiased"]),
            helper.make_node("Add", [f"{output}_unbiased", bias], [output]),
        ]

    def _float(
        self, weight: str, scale: str, zero_point: str, *, channel_axis: int = -1
    ) -> Float32:
        """Weights as numbers: (integers - zero point) * scale."""
        integers = self._array(weight)
        shape = [1] * integers.ndim
        shape[channel_axis] = -1
        if zero_point:
            integers = integers - _spread(self._array(zero_point), shape)
        return integers * _spread(self._array(scale), shape)

    def _array(self, name: str) -> Float32:
        values: npt.NDArray[np.generic] = numpy_helper.to_array(self._weights[name])
        return values.astype(np.float32)

    def _add(self, weight: str, values: Float32) -> str:
        """Store what an integer weight stands for, once for all products with it."""
        name = f"{weight}_as_float"
        if name not in self._weights:
            self._weights[name] = numpy_helper.from_array(values, name)
            self._graph.initializer.append(self._weights[name])
        return name

    def _only_user(self, node: NodeProto) -> NodeProto:
        (user,) = self._users[node.output[0]]
        return user


def _spread(values: Float32, shape: Sequence[int]) -> Float32:
    """One value for all, or one for each along the axis that has -1."""
    return values.reshape(()) if values.size == 1 else values.reshape(shape)


def _keep_used(graph: onnx.GraphProto, nodes: Sequence[NodeProto]) -> None:
    """Give a graph those of the nodes, and of its weights, that its outputs need."""
    needed = {item.name for item in graph.output}
    kept = []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    weights = [item for item in graph.initializer if item.name in needed]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(weights)


class _Halver:
    """Stores the float32 values of a graph in float16, in place; inputs and outputs stay.

    Args:
        graph: the graph.
    """

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._weights = {item.name: item for item in graph.initializer}
        self._types: dict[str, int] = {item.name: item.data_type for item in graph.initializer}
        for item in graph.input:
            self._types.setdefault(item.name, item.type.tensor_type.elem_type)
        self._made: set[str] = set()
        self._casts: dict[tuple[str, int], str] = {}
        self._nodes: list[NodeProto] = []

    def run(self) -> None:
        """Convert all.

        Raises:
            ValueError: a node holds a graph of its own.
        """
        for node in self._graph.node:
            self._convert(node)
        for item in self._graph.output:
            if self._types[item.name] == _FLOAT16:
                inner = f"{item.name}_float16"
                for node in self._nodes:
                    _rename(node.input, item.name, inner)
                    _rename(node.output, item.name, inner)
                self._nodes.append(helper.make_node("Cast", [inner], [item.name], to=_FLOAT))
        _keep_used(self._graph, self._nodes)

    def _convert(self, node: NodeProto) -> None:
        if any(item.HasField("g") or item.graphs for item in node.attribute):
            raise ValueError(f"{node.op_type} holds a graph")
        wanted = _FLOAT16
        if node.op_type not in _FLOAT16_OPERATORS:
            is_wide = any(
                self._types.get(name) == _FLOAT for name in node.input if name in self._made
            )
            is_square = node.op_type == "Mul" and node.input[0] == node.input[1]
            if is_wide or is_square or node.op_type in _FLOAT32_OPERATORS:
                wanted = _FLOAT
        kept = [name if not name else self._as(name, wanted) for name in node.input]
        del node.input[:]
        node.input.extend(kept)
        for item in node.attribute:
            if node.op_type == "Cast" and item.name == "to" and item.i == _FLOAT:
                item.i = wanted
            elif wanted == _FLOAT:
                continue
            elif item.type == onnx.AttributeProto.TENSOR and item.t.data_type == _FLOAT:
                item.t.CopyFrom(_halved(item.t, item.t.name))
        for number, name in enumerate(node.output):
            self._types[name] = self._type(node, number)
            self._made.add(name)
        self._nodes.append(node)

    def _as(self, name: str, wanted: int) -> str:
        """The value in the wanted one of the two types; integers are left alone."""
        if self._types[name] not in (_FLOAT, _FLOAT16) or self._types[name] == wanted:
            return name
        if (name, wanted) not in self._casts:
            new = f"{name}_as_{TensorProto.DataType.Name(wanted).lower()}"
            if name in self._weights:
                self._graph.initializer.append(_halved(self._weights[name], new))
            else:
                self._nodes.append(helper.make_node("Cast", [name], [new], to=wanted))
            self._types[new] = wanted
            self._casts[name, wanted] = new
        return self._casts[name, wanted]

    def _type(self, node: NodeProto, number: int) -> int:
        """Type of an output of a node that has been converted."""
        if node.op_type in _BOOLEAN_OPERATORS:
            return int(TensorProto.BOOL)
        if node.op_type in _INTEGER_OPERATORS or (node.op_type == "TopK" and number == 1):
            return int(TensorProto.INT64)
        attributes = {item.name: item for item in node.attribute}
        if node.op_type == "Cast":
            return int(attributes["to"].i)
        if node.op_type in ("Constant", "ConstantOfShape"):
            return int(attributes["value"].t.data_type) if "value" in attributes else _FLOAT
        position = {"Where": 1, "DequantizeLinear": 1}.get(node.op_type, 0)
        return self._types[str(node.input[position])]


def _halved(item: TensorProto, name: str) -> TensorProto:
    """A tensor in float16: what is too large or too small becomes the nearest number it has."""
    values = np.clip(numpy_helper.to_array(item), -_LARGEST, _LARGEST)
    tiny = (values != 0) & (np.abs(values) < _SMALLEST)
    values = np.where(tiny, np.copysign(_SMALLEST, values), values)
    return numpy_helper.from_array(values.astype(np.float16), name)


def _rename(names: Any, old: str, new: str) -> None:
    """Rename a value in a node's list of inputs or outputs."""
    for number, name in enumerate(names):
        if name == old:
            names[number] = new
