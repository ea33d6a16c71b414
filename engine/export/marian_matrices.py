"""Marian's weight matrices in an ONNX graph, in float32 or 8 bit.

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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from onnx import TensorProto

from engine.arrays import Float32
from engine.errors import ModelError
from engine.export.graph import MICROSOFT, Graph, Value
from engine.export.marian_binary import MarianWeights
from engine.export.quantise import linear

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
            raise ModelError(f"The Marian model has no matrix {name}; install its pack again.")
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
