"""The building blocks of Marian's transformer, added to an ONNX graph.

Method and tensor names follow browsermt/marian-dev at 2781d735, src/models/transformer.h.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from onnx import TensorProto

from engine.export.graph import Graph, Value
from engine.export.marian_architecture import MarianArchitecture
from engine.export.marian_binary import MarianWeights
from engine.export.marian_matrices import MarianMatrices

_EPSILON: Final = 1e-6  # layers/generic.h:463
_GELU_SLOPE: Final = 1.702
_NEVER: Final = -1e9
_FLOAT: Final = int(TensorProto.FLOAT)


class MarianLayers:
    """Adds Marian's layers with one model's weights to one graph."""

    def __init__(
        self,
        graph: Graph,
        weights: MarianWeights,
        architecture: MarianArchitecture,
        *,
        int8: bool,
    ) -> None:
        self._graph = graph
        self._weights = weights
        self._architecture = architecture
        self._int8 = int8
        self._matrices = MarianMatrices(graph, weights, int8=int8)

    def embed(self, table: str, tokens: Value) -> Value:
        """Scaled embeddings [B, T, D] of tokens [B, T]."""
        return self._matrices.rows(table, tokens)

    def add_positions(self, x: Value, start: Value, length: Value) -> Value:
        """Add the sinusoidal signal of positions start .. start + length - 1 to [B, T, D].

        Sines fill the first half of a vector and cosines the second
        (graph/node_initializers.cpp:215-234).
        """
        graph = self._graph
        half = self._architecture.d_model // 2
        rates = np.exp(np.arange(half) * -(math.log(10_000) / max(half - 1, 1)))
        scalar_start = graph.op("Squeeze", start)
        steps = graph.op(
            "Range",
            scalar_start,
            graph.op("Add", scalar_start, graph.op("Squeeze", length)),
            graph.constant(np.int64(1)),
        )
        column = graph.op(
            "Unsqueeze",
            graph.op("Cast", steps, attributes={"to": _FLOAT}),
            graph.integers(1),
        )
        angles = graph.op("Mul", column, graph.constant(rates.astype(np.float32)))
        signal = graph.concat([graph.op("Sin", angles), graph.op("Cos", angles)], axis=1)
        return graph.op("Add", x, signal)

    def pre_process(self, x: Value, prefix: str, operations: str) -> Value:
        """What happens before a sublayer."""
        for _normalise in operations:
            x = self._norm(x, prefix, "_pre")
        return x

    def post_process(self, x: Value, before: Value, prefix: str, operations: str) -> Value:
        """What happens after a sublayer whose input was `before`."""
        for operation in operations:
            x = self._graph.op("Add", x, before) if operation == "a" else self._norm(x, prefix, "")
        return x

    def projections(self, x: Value, prefix: str, names: Sequence[str]) -> list[Value]:
        """Several projections of one input, computed as one product."""
        joined = self._matrices.float_product(
            x,
            [f"{prefix}_{name}" for name in names],
            [f"{prefix}_{name.replace('W', 'b')}" for name in names],
        )
        if len(names) == 1:
            return [joined]
        return self._graph.split(joined, *[self._architecture.d_model] * len(names), axis=2)

    def split_heads(self, x: Value) -> Value:
        """[B, T, D] to [B, H, T, D/H]."""
        return self._graph.transpose(self._by_head(x), 0, 2, 1, 3)

    def split_keys(self, x: Value) -> Value:
        """[B, T, D] to [B, H, D/H, T], as the product with queries wants keys."""
        return self._graph.transpose(self._by_head(x), 0, 2, 3, 1)

    def join_heads(self, x: Value) -> Value:
        """[B, H, T, D/H] to [B, T, D]."""
        return self._graph.reshape(
            self._graph.transpose(x, 0, 2, 1, 3), 0, 0, self._architecture.d_model
        )

    def attend(self, q: Value, k: Value, v: Value, bias: Value) -> tuple[Value, Value]:
        """Attention of q [B, H, Q, d] to k [B, H, d, S] and v [B, H, S, d].

        Returns:
            context [B, H, Q, d] and attention weights [B, H, Q, S].
        """
        graph = self._graph
        scores = graph.matmul(q, k, scale=1 / math.sqrt(self._architecture.d_head))
        weights = graph.softmax(graph.op("Add", scores, bias))
        return graph.matmul(weights, v), weights

    def attention_output(self, x: Value, prefix: str) -> Value:
        """The projection after the heads are joined."""
        return self._matrices.float_product(x, [f"{prefix}_Wo"], [f"{prefix}_bo"])

    def feed_forward(self, x: Value, prefix: str, *, depth: int) -> Value:
        """LayerFFN with its pre- and postprocessing."""
        y = self.pre_process(x, f"{prefix}_ffn", self._architecture.preprocess)
        for number in range(1, depth + 1):
            y = self._matrices.product(y, f"{prefix}_W{number}", f"{prefix}_b{number}")
            if number < depth:
                y = self._activate(y)
        return self.post_process(y, x, f"{prefix}_ffn", self._architecture.postprocess)

    def recurrence(self, x: Value, cell: Value, prefix: str) -> tuple[Value, Value]:
        """The SSRU over T positions (rnn/cells.h:982-1066).

        c[t] = sigmoid(f[t]) c[t-1] + (1 - sigmoid(f[t])) x[t], output relu(c[t]). Unrolled,
        c[t] = sum over s <= t of exp(L[t] - L[s]) (1 - sigmoid(f[s])) x[s] + exp(L[t]) c[0] with
        L the running sum of log sigmoid(f), so all positions are computed at once; L[t] - L[s]
        is never positive, so nothing overflows.

        Args:
            x: [B, T, D].
            cell: [1, B, D] before the first position.
            prefix: of the tensors.

        Returns:
            outputs [B, T, D] and the cell after the last position, [1, B, D].
        """
        graph = self._graph
        d_model = self._architecture.d_model
        joined = self._matrices.float_product(
            x, [f"{prefix}_W", f"{prefix}_Wf"], [None, f"{prefix}_bf"]
        )
        candidate, forget = graph.split(joined, d_model, d_model, axis=2)
        one = graph.constant(np.float32(1))
        added = graph.op("Mul", graph.op("Sub", one, graph.op("Sigmoid", forget)), candidate)
        log_gates = graph.op("Neg", graph.op("Softplus", graph.op("Neg", forget)))
        running = graph.op("CumSum", log_gates, graph.constant(np.int64(1)))  # [B, T, D]
        decay = graph.op(
            "Sub",
            graph.op("Unsqueeze", running, graph.integers(2)),
            graph.op("Unsqueeze", running, graph.integers(1)),
        )  # [B, T, T, D]
        length = graph.size(x, axis=1)
        square = graph.op("ConstantOfShape", graph.concat([length, length], axis=0))
        past = graph.op(
            "Unsqueeze",
            graph.op("Trilu", graph.op("Add", square, one), attributes={"upper": 0}),
            graph.integers(2),
        )  # [T, T, 1], one where s <= t
        # Positions to come have positive exponents: clipped before exp, zeroed after it.
        shares = graph.op(
            "Mul", graph.op("Exp", graph.op("Min", decay, graph.constant(np.float32(0)))), past
        )
        sums = graph.op(
            "ReduceSum",
            graph.op("Mul", shares, graph.op("Unsqueeze", added, graph.integers(1))),
            graph.integers(2),
            attributes={"keepdims": 0},
        )
        kept = graph.op("Mul", graph.op("Exp", running), graph.transpose(cell, 1, 0, 2))
        cells = graph.op("Add", sums, kept)  # [B, T, D]
        last = graph.gather(cells, graph.integers(-1), axis=1)
        output = graph.op("Relu", cells)
        if self._architecture.has_recurrence_projection:
            output = self._matrices.float_product(output, [f"{prefix}_Wo"], [f"{prefix}_bo"])
        return output, graph.transpose(last, 1, 0, 2)

    def logits(self, x: Value, *, never: int) -> Value:
        """Unnormalised scores [..., V]; the token `never` gets no probability."""
        architecture = self._architecture
        bias = np.zeros(architecture.target_vocabulary_size, np.float32)
        if "decoder_ff_logit_out_b" in self._weights.tensors:
            bias += self._matrices.vector("decoder_ff_logit_out_b")
        bias[never] = _NEVER
        return self._matrices.output_product(
            x, architecture.output_weight, bias, tied=architecture.output_is_transposed
        )

    def embed_target(self, tokens: Value) -> Value:
        """Scaled embeddings of target tokens."""
        return self.embed(self._architecture.target_embedding, tokens)

    def _activate(self, x: Value) -> Value:
        graph = self._graph
        if self._architecture.activation == "relu":
            return graph.op("Relu", x)
        gate = x
        if self._architecture.activation == "gelu":
            # Marian's is the sigmoid approximation (graph/expression_operators.cpp, gelu).
            gate = graph.op("Mul", x, graph.constant(np.float32(_GELU_SLOPE)))
        return graph.op("Mul", x, graph.op("Sigmoid", gate))

    def _by_head(self, x: Value) -> Value:
        return self._graph.reshape(x, 0, 0, self._architecture.n_heads, self._architecture.d_head)

    def _norm(self, x: Value, prefix: str, suffix: str) -> Value:
        return self._graph.layer_norm(
            x,
            self._matrices.vector(f"{prefix}_ln_scale{suffix}"),
            self._matrices.vector(f"{prefix}_ln_bias{suffix}"),
            epsilon=_EPSILON,
        )
