"""Exports a Marian/Bergamot translation student to two ONNX graphs.

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
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import sentencepiece
from onnx import TensorProto

from engine.errors import ModelError
from engine.export.graph import Graph, Value
from engine.export.marian_architecture import MarianArchitecture
from engine.export.marian_binary import MarianWeights, read_marian_binary
from engine.export.marian_layers import MarianLayers
from engine.models.marian_marks import FILE_NAME as MARKS_FILE
from engine.models.marian_vocabulary import load_pieces

START_TOKEN: Final = -1
"""What `previous_tokens` holds before the first target token: its embedding is zero."""

_POSITIONS: Final = ("n_hypotheses", "n_positions")
_HIDDEN: Final = -1e8  # the additive mask of models/transformer.h, transposedLogMask


def export_marian(
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
        marks: what the student carries unread, see `engine.models.marian_marks`; None for nothing.
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
            f"{path.name} has {pieces.get_piece_size()} pieces and the model {size}; "
            "install its pack again."
        )
    return pieces
