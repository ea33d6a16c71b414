"""Converts a Marian/Bergamot translation student to two ONNX graphs.

The network is a transformer encoder and a decoder whose self-attention is a recurrence, the
Simpler Simple Recurrent Unit (Kim et al. 2019, "From Research to Production and Back",
D19-5632). All sizes and options come from the model file. Where a comment names a file and lines
they are of browsermt/marian-dev at 2781d735.

encoder.onnx, for N sentences padded to S tokens:
    tokens           int64 [N, S]     source ids, each sentence ending in </s>
    mask             float [N, S]     1 for tokens, 0 for padding
    -> memory        float [N, S, D]
    -> cross_keys    float [L, N, H, D/H, S]
    -> cross_values  float [L, N, H, S, D/H]

decoder.onnx, for T positions of N * W hypotheses (W hypotheses of each sentence in a row):
    previous_tokens  int64 [N*W, T]   what stands before each position; START_TOKEN at the first
    position         int64 [1]        the number of tokens before the first of the T positions
    cells            float [L, B, D]  recurrent state of the hypotheses before the step; zeros first
    origins          int64 [N*W]      which of those B hypotheses each one continues
    mask, cross_keys, cross_values    as above
    n_best           int64 [1]        how many of the best tokens to return
    -> log_probabilities       float [N*W, T, V]
    -> best_log_probabilities  float [N*W, T, n_best]  best first
    -> best_tokens             int64 [N*W, T, n_best]
    -> next_cells              float [L, N*W, D]
    -> attention               float [N*W, T, S]  head 0 of the guided alignment layer
"""

import json
import math
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import sentencepiece
from onnx import TensorProto

from engine.errors import ModelError
from engine.messages import Code
from engine.mt.marian.marks import FILE_NAME as MARKS_FILE
from engine.mt.marian.vocabulary import load_pieces
from engine.packs.convert.graph import Graph, Value
from engine.packs.convert.marian_file import (
    MarianArchitecture,
    MarianMatrices,
    MarianWeights,
    read_marian_binary,
)

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


START_TOKEN: Final = -1
"""What `previous_tokens` holds before the first target token: its embedding is zero."""

_POSITIONS: Final = ("n_hypotheses", "n_positions")
_HIDDEN: Final = -1e8  # the additive mask of models/transformer.h, transposedLogMask


def convert_marian(
    model_path: Path,
    source_vocabulary: Path,
    target_vocabulary: Path,
    target_folder: Path,
    *,
    marks: Path | None = None,
    int8: bool = True,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write encoder.onnx, decoder.onnx, source.spm, target.spm, marian.json and any marks.json.

    Args:
        model_path: Marian binary model, float32 or intgemm.
        source_vocabulary: SentencePiece model of the source language.
        target_vocabulary: SentencePiece model of the target language; may be the same file.
        target_folder: an existing folder to write into.
        marks: what the student carries unread, see `engine.mt.marian.marks`; None for nothing.
        int8: whether weight matrices stay 8 bit, which is faster and four times smaller.
        progress: called with the fraction done, from 0 to 1.

    Raises:
        ModelError: a file is damaged, or the model uses an option that is not supported.
    """
    report = progress or (lambda _fraction: None)
    weights = read_marian_binary(model_path)
    architecture = MarianArchitecture.of(weights)
    _check_vocabulary(source_vocabulary, architecture.source_vocabulary_size)
    pieces = _check_vocabulary(target_vocabulary, architecture.target_vocabulary_size)
    report(0.2)
    encoder_graph(weights, architecture, int8=int8).save(target_folder / "encoder.onnx")
    report(0.6)
    decoder = decoder_graph(weights, architecture, int8=int8, unknown_id=pieces.unk_id())
    decoder.save(target_folder / "decoder.onnx")
    report(0.9)
    shutil.copyfile(source_vocabulary, target_folder / "source.spm")
    shutil.copyfile(target_vocabulary, target_folder / "target.spm")
    if marks is not None:
        shutil.copyfile(marks, target_folder / MARKS_FILE)
    description = architecture.description() | {
        "end_id": pieces.eos_id(),
        "unknown_id": pieces.unk_id(),
        "start_id": START_TOKEN,
        "int8": int8,
    }
    (target_folder / "marian.json").write_text(
        json.dumps(description, indent=2) + "\n", encoding="utf-8"
    )
    report(1.0)


def encoder_graph(weights: MarianWeights, architecture: MarianArchitecture, *, int8: bool) -> Graph:
    """Build encoder.onnx; see the module's description."""
    graph = Graph("marian-encoder")
    layers = MarianLayers(graph, weights, architecture, int8=int8)
    tokens = graph.input("tokens", np.int64, ("n_sentences", "n_source_tokens"))
    mask = graph.input("mask", np.float32, ("n_sentences", "n_source_tokens"))
    hidden = _attention_bias(graph, mask)
    first = graph.integers(0)
    x = layers.add_positions(
        layers.embed(architecture.source_embedding, tokens), first, graph.size(tokens, axis=1)
    )
    x = layers.pre_process(x, "encoder_emb", architecture.postprocess_embedding)
    bottom = x
    for layer in range(1, architecture.n_encoder_layers + 1):
        prefix = f"encoder_l{layer}"
        y = layers.pre_process(x, f"{prefix}_self_Wo", architecture.preprocess)
        q, k, v = layers.projections(y, f"{prefix}_self", ("Wq", "Wk", "Wv"))
        context, _ = layers.attend(
            layers.split_heads(q), layers.split_keys(k), layers.split_heads(v), hidden
        )
        y = layers.attention_output(layers.join_heads(context), f"{prefix}_self")
        x = layers.post_process(y, x, f"{prefix}_self_Wo", architecture.postprocess)
        x = layers.feed_forward(x, f"{prefix}_ffn", depth=architecture.encoder_ffn_depth)
    memory = layers.post_process(x, bottom, "encoder_top", architecture.postprocess_top)

    keys: list[Value] = []
    values: list[Value] = []
    for layer in architecture.decoder_layer_names:
        k, v = layers.projections(memory, f"decoder_l{layer}_context", ("Wk", "Wv"))
        keys.append(graph.op("Unsqueeze", layers.split_keys(k), first))
        values.append(graph.op("Unsqueeze", layers.split_heads(v), first))
    n_layers, n_heads = architecture.n_decoder_layers, architecture.n_heads
    d_model, d_head = architecture.d_model, architecture.d_head
    graph.output(memory, "memory", np.float32, ("n_sentences", "n_source_tokens", d_model))
    graph.output(
        graph.concat(keys, axis=0),
        "cross_keys",
        np.float32,
        (n_layers, "n_sentences", n_heads, d_head, "n_source_tokens"),
    )
    graph.output(
        graph.concat(values, axis=0),
        "cross_values",
        np.float32,
        (n_layers, "n_sentences", n_heads, "n_source_tokens", d_head),
    )
    return graph


def decoder_graph(
    weights: MarianWeights, architecture: MarianArchitecture, *, int8: bool, unknown_id: int
) -> Graph:
    """Build decoder.onnx; see the module's description.

    Args:
        weights: of the model.
        architecture: of the model.
        int8: whether weight matrices stay 8 bit.
        unknown_id: the token of what cannot be spelt, which is never proposed.
    """
    graph = Graph("marian-decoder")
    layers = MarianLayers(graph, weights, architecture, int8=int8)
    tokens = graph.input("previous_tokens", np.int64, _POSITIONS)
    position = graph.input("position", np.int64, (1,))
    cells = graph.input(
        "cells",
        np.float32,
        (architecture.n_decoder_layers, "n_previous_hypotheses", architecture.d_model),
    )
    origins = graph.input("origins", np.int64, _POSITIONS[:1])
    source = _CrossAttention(graph, layers, architecture, tokens)
    n_best = graph.input("n_best", np.int64, (1,))

    kept_cells = graph.gather(cells, origins, axis=1)
    x = layers.add_positions(
        _target_embeddings(graph, layers, tokens), position, graph.size(tokens, axis=1)
    )
    x = layers.pre_process(x, "decoder_emb", architecture.postprocess_embedding)
    bottom = x
    next_cells: list[Value] = []
    shares: list[Value] = []
    for index, layer in enumerate(architecture.decoder_layer_names):
        prefix = f"decoder_l{layer}"
        y = layers.pre_process(x, f"{prefix}_rnn", architecture.preprocess)
        cell = graph.slice(kept_cells, graph.integers(index), graph.integers(index + 1), axis=0)
        y, cell = layers.recurrence(y, cell, f"{prefix}_rnn")
        next_cells.append(cell)
        # The recurrent sublayer's norm is called "_rnn_ffn" (transformer.h, DecoderLayerRNN).
        x = layers.post_process(y, x, f"{prefix}_rnn_ffn", architecture.postprocess)
        x, layer_shares = source.attend(x, index, f"{prefix}_context")
        shares.append(layer_shares)
        x = layers.feed_forward(x, f"{prefix}_ffn", depth=architecture.decoder_ffn_depth)
    x = layers.post_process(x, bottom, "decoder_top", architecture.postprocess_top)

    log_probabilities = graph.op(
        "LogSoftmax", layers.logits(x, never=unknown_id), attributes={"axis": -1}
    )
    best, best_tokens = graph.split_op("TopK", log_probabilities, n_best, n_outputs=2)
    vocabulary = architecture.target_vocabulary_size
    graph.output(log_probabilities, "log_probabilities", np.float32, (*_POSITIONS, vocabulary))
    graph.output(best, "best_log_probabilities", np.float32, (*_POSITIONS, "n_best"))
    graph.output(best_tokens, "best_tokens", np.int64, (*_POSITIONS, "n_best"))
    graph.output(
        graph.concat(next_cells, axis=0),
        "next_cells",
        np.float32,
        (architecture.n_decoder_layers, _POSITIONS[0], architecture.d_model),
    )
    # Marian aligns with head 0 (transformer.h, collectOneHead).
    first_head = graph.gather(
        shares[architecture.alignment_layer], graph.constant(np.int64(0)), axis=1
    )
    attention = graph.op("Reshape", first_head, source.by_hypothesis)
    graph.output(attention, "attention", np.float32, (*_POSITIONS, "n_source_tokens"))
    return graph


class _CrossAttention:
    """Attention to the source; declares the decoder inputs that carry it.

    All hypotheses of a sentence share its keys and values: their queries are lined up as one
    longer list of queries, so nothing is copied for them.
    """

    def __init__(
        self, graph: Graph, layers: MarianLayers, architecture: MarianArchitecture, tokens: Value
    ) -> None:
        self._graph = graph
        self._layers = layers
        self._architecture = architecture
        n_heads, d_head = architecture.n_heads, architecture.d_head
        by_layer = (architecture.n_decoder_layers, "n_sentences", n_heads)
        mask = graph.input("mask", np.float32, ("n_sentences", "n_source_tokens"))
        self._keys = graph.input("cross_keys", np.float32, (*by_layer, d_head, "n_source_tokens"))
        self._values = graph.input(
            "cross_values", np.float32, (*by_layer, "n_source_tokens", d_head)
        )
        self._bias = _attention_bias(graph, mask)
        self._by_sentence = graph.concat(
            [graph.size(mask, axis=0), graph.integers(-1, n_heads, d_head)], axis=0
        )
        self.by_hypothesis = graph.concat([graph.op("Shape", tokens), graph.integers(-1)], axis=0)

    def attend(self, x: Value, index: int, prefix: str) -> tuple[Value, Value]:
        """The sublayer of decoder layer `index`: its output and weights [N, H, W * T, S]."""
        graph, layers, architecture = self._graph, self._layers, self._architecture
        y = layers.pre_process(x, f"{prefix}_Wo", architecture.preprocess)
        (q,) = layers.projections(y, prefix, ("Wq",))
        layer = graph.constant(np.int64(index))
        context, shares = layers.attend(
            graph.transpose(graph.op("Reshape", q, self._by_sentence), 0, 2, 1, 3),
            graph.gather(self._keys, layer, axis=0),
            graph.gather(self._values, layer, axis=0),
            self._bias,
        )
        context = graph.op("Reshape", layers.join_heads(context), self.by_hypothesis)
        y = layers.attention_output(context, prefix)
        return layers.post_process(y, x, f"{prefix}_Wo", architecture.postprocess), shares


def _attention_bias(graph: Graph, mask: Value) -> Value:
    """[N, S] of ones and zeros to an addend of attention scores, [N, 1, 1, S]."""
    padding = graph.op("Sub", graph.constant(np.float32(1)), mask)
    bias = graph.op("Mul", padding, graph.constant(np.float32(_HIDDEN)))
    return graph.op("Unsqueeze", bias, graph.integers(1, 2))


def _target_embeddings(graph: Graph, layers: MarianLayers, tokens: Value) -> Value:
    """Embeddings [B, T, D], zero where the token is START_TOKEN."""
    zero = graph.constant(np.int64(0))
    embedded = layers.embed_target(graph.op("Max", tokens, zero))
    is_token = graph.op(
        "Cast", graph.op("GreaterOrEqual", tokens, zero), attributes={"to": int(TensorProto.FLOAT)}
    )
    return graph.op("Mul", embedded, graph.op("Unsqueeze", is_token, graph.integers(2)))


def _check_vocabulary(path: Path, size: int) -> sentencepiece.SentencePieceProcessor:
    """Load a vocabulary and refuse one that cannot be the model's."""
    pieces = load_pieces(path)
    if pieces.get_piece_size() != size:
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file=path.name,
            detail=f"it has {pieces.get_piece_size()} pieces and the model {size}",
        )
    return pieces
