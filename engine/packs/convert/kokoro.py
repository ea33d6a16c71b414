"""Rewrites Kokoro's published int8 graph, so that it says the same in a third of the computing.

The file of kokoro-onnx is what ONNX Runtime's dynamic quantiser made of an exported network. Where
both were literal it takes most of its time:

*Convolutions.* `ConvInteger` collects its windows slowly and multiplies unsigned by unsigned bytes,
for which processors have no fast instructions. Here windows are collected with time before
channels, so that each is copied in few pieces, and `MatMulIntegerToFloat` multiplies them with
signed weights and adds the bias in float.

*Adaptive instance normalisation.* Seven operators, most of which read and write the whole
signal, become one `InstanceNormalization`, whose scale and bias may be computed.

*Squares.* `Pow` takes any exponent, and its time.

*The Fourier transform of the excitation.* Windows of twenty samples are a convolution.

Weights are whole numbers up to 64 for the reason that engine/packs/convert/graph.py gives. The
published ones are hardly larger: a channel that has one that is, is stored with a larger scale;
all others are as they were.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper

from engine.arrays import Float32
from engine.packs.convert.graph import LARGEST_BY_CHANNEL, MICROSOFT, Graph, Value
from engine.packs.convert.onnx_reading import PublishedGraph

_FILE: Final = "kokoro.onnx"

_INPUTS: Final[Mapping[str, tuple[int | str, ...]]] = {
    "tokens": (1, "n_tokens"),
    "style": (1, 256),
    "speed": (1,),
}


def convert_kokoro(
    source_folder: Path, target_folder: Path, *, progress: Callable[[float], None] | None = None
) -> None:
    """Write kokoro.onnx, and take the other files as they are.

    Args:
        source_folder: with the published files.
        target_folder: an existing folder to write into.
        progress: called with the fraction done, from 0 to 1.

    Raises:
        ModelError: the graph is damaged or is another network's.
    """
    rewritten(PublishedGraph(source_folder / _FILE)).save(target_folder / _FILE)
    for path in source_folder.iterdir():
        if path.name != _FILE:
            path.replace(target_folder / path.name)
    if progress is not None:
        progress(1.0)


def rewritten(published: PublishedGraph) -> Graph:
    """The same network in fewer and faster operators; what is not recognised stays as it is.

    Raises:
        ModelError: it has other inputs or outputs than Kokoro.
    """
    if set(published.inputs) != set(_INPUTS) or len(published.outputs) != 1:
        names = ", ".join([*published.inputs, *published.outputs])
        raise published.fail(f"it has the inputs and outputs {names}")
    graph = Graph("kokoro", opset=published.opset)
    values: dict[str, Value] = {}
    for name, sizes in _INPUTS.items():
        element = published.inputs[name].type.tensor_type.elem_type
        values[name] = graph.input(name, helper.tensor_dtype_to_np_dtype(element), sizes)

    def value(name: str) -> Value:
        if name not in values:
            array = published.constant(name)
            if array is None:
                raise published.fail(f"nothing computes {name}")
            values[name] = graph.constant(array)
        return values[name]

    for node, form in _needed(published):
        if form is None:
            made = graph.copy(node, [value(name) if name else None for name in node.input])
        else:
            made = [form.write(graph, *map(value, form.inputs))]
        values.update(zip(node.output, made, strict=True))
    graph.output(value(published.outputs[0]), published.outputs[0], np.float32, ("n_samples",))
    return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """Another way to compute what a node gives.

    Attributes:
        inputs: the values that it is computed of.
        write: adds it to a graph; given that and what stands there for the inputs.
    """

    inputs: tuple[str, ...]
    write: Callable[..., Value]


def _needed(published: PublishedGraph) -> list[tuple[onnx.NodeProto, _Form | None]]:
    """The nodes that the outputs need, each with what is written in its place, if anything."""
    needed = set(published.outputs)
    kept: list[tuple[onnx.NodeProto, _Form | None]] = []
    for node in reversed(published.nodes):
        if needed.intersection(node.output):
            form = next(filter(None, (read(published, node) for read in _READERS)), None)
            needed.update(node.input if form is None else form.inputs)
            kept.append((node, form))
    return kept[::-1]


def _square(published: PublishedGraph, node: onnx.NodeProto) -> _Form | None:
    """`x ** 2`."""
    exponent = published.constant(node.input[1]) if node.op_type == "Pow" else None
    if exponent is None or exponent.size != 1 or float(exponent.reshape(())) != 2:
        return None
    return _Form(inputs=(node.input[0],), write=lambda graph, x: graph.op("Mul", x, x))


def _normalisation(published: PublishedGraph, node: onnx.NodeProto) -> _Form | None:
    """`scale * ((x - mean) / sqrt(variance + epsilon)) + bias`, each channel over time."""
    for scaled, bias in _operands(published, node, "Add", "Mul"):
        for normal, scale in _operands(published, scaled, "Mul", "Div"):
            centred = _maker(published, normal.input[0], "Sub")
            deviation = _maker(published, normal.input[1], "Sqrt")
            if centred is None or deviation is None:
                continue
            x = centred.input[0]
            mean = _maker(published, centred.input[1], "ReduceMean")
            axes = None if mean is None else published.constant(mean.input[1])
            raised = published.back_to(deviation.input[0], {"Add"}, through=())
            epsilons = [published.weights(name, 0) for name in raised.input]
            epsilon = next((found for found in epsilons if found is not None), None)
            if mean is None or mean.input[0] != x or axes is None or epsilon is None:
                continue
            if axes.tolist() == [2]:
                return _Form(
                    inputs=(x, scale, bias),
                    write=lambda graph, x, scale, bias, epsilon=float(epsilon): graph.op(
                        "InstanceNormalization",
                        x,
                        graph.reshape(scale, -1),
                        graph.reshape(bias, -1),
                        attributes={"epsilon": epsilon},
                    ),
                )
    return None


def _fourier_transform(published: PublishedGraph, node: onnx.NodeProto) -> _Form | None:
    """Of short windows of one real signal [1, n]: [1, n_windows, n_frequencies, 2]."""
    if node.op_type != "STFT" or _attributes(node).get("onesided", 1) != 1:
        return None
    x, *others = node.input
    step, shape, size = (published.constant(name) for name in others)
    if step is None or shape is None or size is None:
        return None
    n = int(size.reshape(()))
    n_frequencies = n // 2 + 1
    turns = np.exp(-2j * np.pi * np.outer(np.arange(n_frequencies), np.arange(n)) / n) * shape
    # [n_frequencies * 2, 1, n]: real and imaginary part of each
    filters = np.stack([turns.real, turns.imag], axis=1).reshape(-1, 1, n).astype(np.float32)

    def write(graph: Graph, x: Value) -> Value:
        parts = graph.op(
            "Conv",
            graph.reshape(x, 1, 1, -1),
            graph.constant(filters),
            attributes={"strides": [int(step.reshape(()))]},
        )
        return graph.reshape(graph.transpose(parts, 0, 2, 1), 1, -1, n_frequencies, 2)

    return _Form(inputs=(x,), write=write)


def _convolution(published: PublishedGraph, node: onnx.NodeProto) -> _Form | None:
    """`float(convolution of bytes + bias) * (scale of the bytes * scale of the weights)`."""
    for cast, both in _operands(published, node, "Mul", "Cast"):
        node_before = published.producer(cast.input[0])
        bias: Float32 | None = None
        convolution = _maker(published, cast.input[0], "ConvInteger")
        if convolution is None and node_before is not None:
            for found, other in _operands(published, node_before, "Add", "ConvInteger"):
                rounded = published.back_to(other, {"Div"}, through={"Reshape", "Cast", "Floor"})
                convolution, bias = found, published.weights(rounded.input[0], 1)
        scales = _maker(published, both, "Mul")
        if convolution is None or scales is None:
            continue
        kernel = _Kernel.read(published, convolution, scales, bias)
        if kernel is not None:
            source = published.back_to(convolution.input[0], {"DynamicQuantizeLinear"}, through=())
            return _Form(inputs=tuple(source.output), write=kernel.write)
    return None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Kernel:
    """A convolution over time.

    Attributes:
        weights: [n_out, n_in, size] whole numbers.
        scale: of all of them.
        bias: [n_out]; None for none.
        stride: samples between two windows.
        dilation: samples between two that a window has.
        padding: samples put before the first and behind the last.
    """

    weights: npt.NDArray[np.int32]
    scale: float
    bias: Float32 | None
    stride: int
    dilation: int
    padding: tuple[int, int]

    @classmethod
    def read(
        cls,
        published: PublishedGraph,
        convolution: onnx.NodeProto,
        scales: onnx.NodeProto,
        bias: Float32 | None,
    ) -> "_Kernel | None":
        """What a node computes; None where it has several groups, or axes, or scales."""
        weights, zero = (published.constant(convolution.input[n]) for n in (1, 3))
        known = [found for name in scales.input if (found := published.constant(name)) is not None]
        attributes = _attributes(convolution)
        if weights is None or zero is None or weights.ndim != 3 or attributes.get("group", 1) != 1:
            return None
        if len(known) != 1 or known[0].size != 1 or zero.size != 1:
            return None
        first, last = attributes.get("pads", (0, 0))
        return cls(
            weights=weights.astype(np.int32) - int(zero.reshape(())),
            scale=float(known[0].reshape(())),
            bias=bias,
            stride=attributes.get("strides", (1,))[0],
            dilation=attributes.get("dilations", (1,))[0],
            padding=(first, last),
        )

    def write(self, graph: Graph, x: Value, x_scale: Value, x_zero: Value) -> Value:
        """[1, n_out, n_windows] float32 from [1, n_in, n] bytes, their scale and zero point."""
        n_out = len(self.weights)
        largest = np.abs(self.weights).reshape(n_out, -1).max(axis=1)
        larger = np.maximum(largest / LARGEST_BY_CHANNEL, 1.0)
        stored = np.rint(self.weights / larger[:, None, None]).astype(np.int8)
        product = graph.op(
            "MatMulIntegerToFloat",
            self._windows(graph, x, x_zero),
            graph.constant(stored.transpose(2, 1, 0).reshape(-1, n_out)),
            x_scale,
            graph.constant((self.scale * larger).astype(np.float32)),
            x_zero,
            None,
            None if self.bias is None else graph.constant(self.bias),
            domain=MICROSOFT,
        )
        return graph.op("Unsqueeze", graph.transpose(product, 1, 0), graph.integers(0))

    def _windows(self, graph: Graph, x: Value, zero: Value) -> Value:
        """[n_windows, size * n_in]: the first sample of each channel, the second of each, ..."""
        size = self.weights.shape[2]
        first, last = self.padding
        if first or last:
            x = graph.op("Pad", x, graph.integers(0, 0, first, 0, 0, last), zero)
        x = graph.transpose(graph.op("Squeeze", x, graph.integers(0)), 1, 0)
        if size == self.stride == 1:
            return x
        reach = self.dilation * (size - 1)
        n_starts = graph.op("Sub", graph.size(x, axis=0), graph.integers(reach))
        starts = graph.op(
            "Range",
            graph.constant(np.int64(0)),
            graph.op("Squeeze", n_starts),
            graph.constant(np.int64(self.stride)),
        )
        offsets = graph.integers(*range(0, reach + 1, self.dilation))
        places = graph.op("Add", graph.op("Unsqueeze", starts, graph.integers(1)), offsets)
        return graph.op("Flatten", graph.gather(x, places, axis=0), attributes={"axis": 1})


_READERS: Final = (_convolution, _normalisation, _square, _fourier_transform)


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {item.name: helper.get_attribute_value(item) for item in node.attribute}


def _maker(published: PublishedGraph, value: str, op_type: str) -> onnx.NodeProto | None:
    """The node that computes a value, if it is of a kind."""
    node = published.producer(value)
    return node if node is not None and node.op_type == op_type else None


def _operands(
    published: PublishedGraph, node: onnx.NodeProto, op_type: str, before: str
) -> Iterator[tuple[onnx.NodeProto, str]]:
    """For a node of a kind, its inputs that another kind computes, each with the other input."""
    if node.op_type == op_type:
        for value, other in (node.input, reversed(node.input)):
            maker = _maker(published, value, before)
            if maker is not None:
                yield maker, other
