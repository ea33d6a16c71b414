"""Linear layers of exported graphs, in float32 or with 8-bit weights.

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

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.export.graph import MICROSOFT, Graph, Value

_LARGEST_BY_CHANNEL: Final = 64
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
    values, scales = _quantise(weight, axis=0, largest=_LARGEST_BY_CHANNEL)
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
