"""Published Canary models to the two ONNX graphs that the engine runs.

Canary (NVIDIA; Zelasko et al., "Training and Inference Efficiency of Encoder-Decoder Speech
Models", 2025) is a FastConformer encoder with a Transformer decoder. It is published for ONNX as

encoder-model.onnx (large ones with their weights in a file beside it)
    audio_signal [B, n_mels, T], length [B]
    -> encoder_embeddings [B, n_frames, d_model], encoder_mask [B, n_frames]
decoder-model.onnx
    input_ids [B, S], encoder_embeddings, encoder_mask, decoder_mems [n_layers + 2, B, P, d_model]
    -> logits [B, 1, vocab_size] of the last token (log probabilities), decoder_hidden_states
vocab.txt

That decoder projects every frame and every earlier token again for each new token. So the encoder
is kept as it is, with its products quantised and what the decoder needs of the audio appended; of
the decoder the weights are taken and its graph is built anew:

encoder.onnx
    mel [1, n_mels, n_feature_frames]
    -> cross_key_<i>, cross_value_<i> [n_heads, n_frames, d_head] for every decoder layer
decoder.onnx
    tokens [S], positions [Q]: positions of S to compute log probabilities for,
    cross_key_<i>, cross_value_<i>, and past_key_<i>, past_value_<i> [n_heads, P, d_head]
    -> log_probabilities [Q, vocab_size], alignment [S, n_frames] and
    all_key_<i>, all_value_<i> [n_heads, P + S, d_head]

`alignment` is the cross-attention of the last layer but one, averaged over its heads: what NeMo's
own AlignAtt decoding goes by (asr/parts/submodules/aed_decoding).
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import onnx

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime
from engine.packs.convert.graph import MICROSOFT, Array, Graph, Value, linear
from engine.packs.convert.onnx_reading import LAYOUT_OPS, PublishedGraph

_ENCODER: Final = "encoder-model.onnx"
_DECODER: Final = "decoder-model.onnx"
_VOCABULARY: Final = "vocab.txt"

_OLDEST_OPSET: Final = 18
"""The first whose ReduceMax takes its axes as an input, as the quantised products do."""

_CHECKED_FRAMES: Final = 16
_CHECKED_TOKENS: Final = (4, 13)
"""Special tokens of every vocabulary; the one that ends a text, which is masked, is not among
them."""

_LARGEST_ERROR: Final = 0.01

_SCALING: Final = frozenset({"Div", "Mul"})
_MASKING: Final = frozenset({"Add", "Where", "Cast"})

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


def convert_canary(
    source_folder: Path,
    target_folder: Path,
    *,
    int8: bool = True,
    progress: Progress | None = None,
) -> None:
    """Write encoder.onnx, decoder.onnx, canary.json and vocab.txt.

    Args:
        source_folder: holds encoder-model.onnx, decoder-model.onnx (float32) and vocab.txt.
        target_folder: exists; files of these names in it are replaced.
        int8: quantise the products with weights; False keeps all in float32.
        progress: told the share that is done.

    Raises:
        ModelError: a file is missing, damaged, or no Canary model in float32, or the new decoder
            does not say what the published one does.
    """
    report = progress or (lambda _share: None)
    for name in (_ENCODER, _DECODER, _VOCABULARY):
        if not (source_folder / name).is_file():
            raise ModelError(Code.MODEL_FILE_INVALID, file=name, detail="it is missing")
    decoder = read_decoder(_float_graph(source_folder / _DECODER))
    report(0.1)
    _check_decoder(decoder, source_folder / _DECODER, target_folder)
    report(0.2)
    convert_parts(
        _float_graph(source_folder / _ENCODER), decoder, target_folder, int8=int8, progress=report
    )
    shutil.copyfile(source_folder / _VOCABULARY, target_folder / _VOCABULARY)
    report(1.0)


def convert_parts(
    encoder: PublishedGraph,
    decoder: "DecoderWeights",
    target_folder: Path,
    *,
    int8: bool,
    progress: Progress | None = None,
) -> None:
    """Write encoder.onnx, decoder.onnx and canary.json; otherwise as `convert_canary`."""
    n_mels = _n_mels(encoder)
    _DecoderGraph(decoder, int8=int8).build().save(target_folder / "decoder.onnx")
    report = progress or (lambda _share: None)
    report(0.4)
    built = _build_encoder(
        encoder,
        decoder,
        n_mels=n_mels,
        int8=int8,
        progress=lambda share: report(0.4 + 0.5 * share),
    )
    built.save(target_folder / "encoder.onnx")
    report(0.95)
    config = {
        "n_mels": n_mels,
        "n_layers": len(decoder.layers),
        "n_heads": decoder.n_heads,
        "d_model": decoder.d_model,
        "vocab_size": decoder.head.bias.size,
        "max_target_tokens": len(decoder.positions),
    }
    (target_folder / "canary.json").write_text(json.dumps(config, indent=1), encoding="utf-8")


def _float_graph(path: Path) -> PublishedGraph:
    graph = PublishedGraph(path)
    if others := graph.weight_types - {"FLOAT", "INT64", "INT32", "BOOL"}:
        raise graph.fail(f"it has weights of the types {', '.join(sorted(others))}, not float32")
    return graph


@dataclass(frozen=True, slots=True)
class Linear:
    """`x @ weight + bias`: weight [n_in, n_out], bias [n_out]."""

    weight: Float32
    bias: Float32


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation: scale and bias [d_model]."""

    scale: Float32
    bias: Float32
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Attention with the normalisation of its queries' input."""

    norm: Norm
    query: Linear
    key: Linear
    value: Linear
    output: Linear


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderLayer:
    """One layer: attention to earlier tokens, attention to the audio, feed-forward with Relu."""

    own: Attention
    cross: Attention
    norm: Norm
    inner: Linear
    outer: Linear


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderWeights:
    """All weights of a decoder.

    Attributes:
        embeddings: [vocab_size, d_model].
        positions: [max_target_tokens, d_model].
        head: from the last layer to the logits.
    """

    embeddings: Float32
    positions: Float32
    embedding_norm: Norm
    layers: tuple[DecoderLayer, ...]
    final_norm: Norm
    head: Linear
    n_heads: int

    @property
    def d_model(self) -> int:
        """Size of the residual stream."""
        d_model: int = self.embeddings.shape[1]
        return d_model

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads


def read_decoder(graph: PublishedGraph) -> DecoderWeights:
    """Take the weights out of a published decoder.

    Raises:
        ModelError: the graph is not that of a Canary decoder in float32.
    """
    return _DecoderReader(graph).read()


class _DecoderReader:
    """Finds each layer by its Softmax and Relu.

    Cross-attention is the one whose keys depend on no token. Layers follow one upon the other, so
    the order of the graph is theirs.
    """

    def __init__(self, graph: PublishedGraph) -> None:
        self._graph = graph
        wanted = {"input_ids", "encoder_embeddings", "encoder_mask", "decoder_mems"}
        if graph.inputs.keys() != wanted or "logits" not in graph.outputs:
            raise graph.fail(
                f"it has the inputs {', '.join(graph.inputs)}, as no Canary decoder has"
            )

    def read(self) -> DecoderWeights:
        graph = self._graph
        own: list[Attention] = []
        cross: list[Attention] = []
        n_heads = 0
        for node in graph.nodes:
            if node.op_type == "Softmax":
                scores = self._scores(node)
                is_cross = "input_ids" not in graph.origins(scores.input[1])
                (cross if is_cross else own).append(self._attention(node, scores))
                n_heads = self._n_heads(scores, cross[-1] if is_cross else own[-1])
        relus = [node for node in graph.nodes if node.op_type == "Relu"]
        n_states = graph.inputs["decoder_mems"].type.tensor_type.shape.dim[0].dim_value
        norms = [node for node in graph.nodes if node.op_type == "LayerNormalization"]
        if not norms or not len(own) == len(cross) == len(relus) == n_states - 2 > 1:
            raise graph.fail(
                f"it has {len(own)} and {len(cross)} attentions, {len(relus)} feed-forward blocks "
                f"and {n_states} states, which do not make a Canary decoder"
            )
        token, position = self._embeddings(norms[0])
        head_bias = graph.back_to("logits", {"Add"}, through={"LogSoftmax", "Identity"})
        weights = DecoderWeights(
            embeddings=token,
            positions=position,
            embedding_norm=self._norm(norms[0]),
            layers=tuple(
                self._layer(a, b, relu) for a, b, relu in zip(own, cross, relus, strict=True)
            ),
            # All others feed the residual stream that it stands at the end of.
            final_norm=self._norm(norms[-1]),
            head=self._linear(head_bias),
            n_heads=n_heads,
        )
        if weights.head.weight.shape != weights.embeddings.shape[::-1]:
            raise graph.fail("it has a vocabulary of another size than its embeddings")
        return weights

    def _scores(self, softmax: onnx.NodeProto) -> onnx.NodeProto:
        """The product of queries and keys before a Softmax and its mask."""
        graph = self._graph
        value = softmax.input[0]
        while (node := graph.producer(value)) is not None and node.op_type in _MASKING | _SCALING:
            # The mask depends on tokens as well, but no hidden state goes into it.
            value = next((name for name in node.input if self._holds_product(name)), node.input[0])
        if node is None or node.op_type != "MatMul":
            raise graph.fail("it has a Softmax that is no attention")
        return node

    def _holds_product(self, value: str) -> bool:
        node = self._graph.producer(value)
        return node is not None and (
            node.op_type == "MatMul"
            or (
                node.op_type in _MASKING | _SCALING
                and any(self._holds_product(name) for name in node.input)
            )
        )

    def _attention(self, softmax: onnx.NodeProto, scores: onnx.NodeProto) -> Attention:
        graph = self._graph
        query = self._sum_before(scores.input[0])
        product = graph.forward_to(softmax.output[0], {"MatMul"}, through=LAYOUT_OPS)
        output = graph.forward_to(product.output[0], {"MatMul"}, through=LAYOUT_OPS)
        return Attention(
            norm=self._norm_before(query),
            query=self._linear(query),
            key=self._linear(self._sum_before(scores.input[1])),
            value=self._linear(self._sum_before(product.input[1])),
            output=self._linear(graph.forward_to(output.output[0], {"Add"}, through=())),
        )

    def _n_heads(self, scores: onnx.NodeProto, attention: Attention) -> int:
        """Queries are divided by the fourth root of a head's size, and so are keys."""
        graph = self._graph
        scaling = graph.back_to(scores.input[0], _SCALING, through=LAYOUT_OPS)
        divisor = next((graph.constant(name) for name in scaling.input[1:]), None)
        d_model = attention.query.bias.size
        if divisor is None or scaling.op_type != "Div" or divisor.size != 1:
            raise graph.fail("it does not scale its attention as Canary does")
        d_head = round(float(divisor.reshape(())) ** 4)
        if d_head < 1 or d_model % d_head:
            raise graph.fail(f"it has attention heads of size {d_head} for {d_model} values")
        return d_model // d_head

    def _layer(self, own: Attention, cross: Attention, relu: onnx.NodeProto) -> DecoderLayer:
        graph = self._graph
        inner = graph.back_to(relu.input[0], {"Add"}, through=())
        outer = graph.forward_to(relu.output[0], {"MatMul"}, through=())
        return DecoderLayer(
            own=own,
            cross=cross,
            norm=self._norm_before(inner),
            inner=self._linear(inner),
            outer=self._linear(graph.forward_to(outer.output[0], {"Add"}, through=())),
        )

    def _embeddings(self, norm: onnx.NodeProto) -> tuple[Float32, Float32]:
        """The tables that tokens and their positions are looked up in."""
        graph = self._graph
        total = graph.back_to(norm.input[0], {"Add"}, through=())
        tables: dict[bool, Float32] = {}
        for name in total.input:
            lookup = graph.back_to(name, {"Gather"}, through=LAYOUT_OPS)
            table = graph.weights(lookup.input[0], 2)
            if table is not None:
                tables["decoder_mems" in graph.origins(lookup.input[1])] = table
        if len(tables) != 2:
            raise graph.fail("it does not begin with the embeddings of a Canary decoder")
        return tables[False], tables[True]

    def _sum_before(self, value: str) -> onnx.NodeProto:
        return self._graph.back_to(value, {"Add"}, through=LAYOUT_OPS | _SCALING)

    def _product_of(self, total: onnx.NodeProto) -> onnx.NodeProto:
        graph = self._graph
        moving = [name for name in total.input if graph.origins(name)]
        if len(moving) != 1:
            raise graph.fail("it adds a bias that is not constant")
        return graph.back_to(moving[0], {"MatMul"}, through=())

    def _linear(self, total: onnx.NodeProto) -> Linear:
        """The weights of a product and the sum behind it."""
        graph = self._graph
        weight = graph.weights(self._product_of(total).input[1], 2)
        bias = next(
            (b for b in (graph.weights(name, 1) for name in total.input) if b is not None), None
        )
        if weight is None or bias is None or weight.shape[1:] != bias.shape:
            raise graph.fail("it has a layer without float32 weights; quantised files do not serve")
        return Linear(weight, bias)

    def _norm_before(self, total: onnx.NodeProto) -> Norm:
        product = self._product_of(total)
        return self._norm(
            self._graph.back_to(product.input[0], {"LayerNormalization"}, through=LAYOUT_OPS)
        )

    def _norm(self, node: onnx.NodeProto) -> Norm:
        scale, bias = (self._graph.weights(name, 1) for name in node.input[1:3])
        if scale is None or bias is None:
            raise self._graph.fail("it has a normalisation without weights")
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        return Norm(scale, bias, float(attributes.get("epsilon", 1e-5)))


def _check_decoder(weights: DecoderWeights, published: Path, folder: Path) -> None:
    """Compare the new graph, in float32, with the published one; `folder` is for a file meanwhile.

    What the reader does not look for, it cannot find: this is what shows it.

    Raises:
        ModelError: they do not say the same.
    """
    path = folder / "check.onnx"
    random = np.random.default_rng(0)
    audio = random.standard_normal((_CHECKED_FRAMES, weights.d_model), np.float32)
    tokens = np.arange(*_CHECKED_TOKENS)
    heads, d_head, runtime = weights.n_heads, weights.d_head, Runtime()
    feeds: dict[str, Array] = {"tokens": tokens, "positions": np.array([tokens.size - 1])}
    for i, layer in enumerate(weights.layers):
        for kind, part in (("key", layer.cross.key), ("value", layer.cross.value)):
            by_frame = (audio @ part.weight + part.bias).reshape(-1, heads, d_head)
            feeds[f"cross_{kind}_{i}"] = by_frame.transpose(1, 0, 2)
            feeds[f"past_{kind}_{i}"] = np.zeros((heads, 0, d_head), np.float32)
    try:
        _DecoderGraph(weights, int8=False).build().save(path)
        (ours,) = OnnxGraph(path, runtime).run(("log_probabilities",), feeds)
    finally:
        path.unlink(missing_ok=True)
    n_states = len(weights.layers) + 2
    (theirs,) = OnnxGraph(published, runtime).run(
        ("logits",),
        {
            "input_ids": tokens[None],
            "encoder_embeddings": audio[None],
            "encoder_mask": np.ones((1, len(audio)), np.int64),
            "decoder_mems": np.zeros((n_states, 1, 0, weights.d_model), np.float32),
        },
    )
    error = float(np.abs(ours[0] - theirs[0, -1]).max())
    if not error < _LARGEST_ERROR:
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file=published.name,
            detail=f"rebuilt, its log probabilities are off by up to {error:.3g}",
        )


class _DecoderGraph:
    """Builds decoder.onnx; rows are the tokens of a step."""

    def __init__(self, weights: DecoderWeights, *, int8: bool) -> None:
        self._weights = weights
        self._int8 = int8
        self.graph = graph = Graph("canary-decoder")
        self._tokens = graph.input("tokens", np.int64, ("n_tokens",))
        self._positions = graph.input("positions", np.int64, ("n_positions",))
        self._inputs: dict[str, Value] = {}
        heads, d_head = weights.n_heads, weights.d_head
        for i in range(len(weights.layers)):
            for kind in ("key", "value"):
                for name, length in (("cross", "n_frames"), ("past", "n_past")):
                    full = f"{name}_{kind}_{i}"
                    self._inputs[full] = graph.input(full, np.float32, (heads, length, d_head))
        self._n_past = graph.size(self._inputs["past_key_0"], axis=1)
        self._n_all = graph.op("Add", self._n_past, graph.size(self._tokens, axis=0))
        self._mask = self._causal_mask()

    def build(self) -> Graph:
        """Add all layers and outputs."""
        graph, weights = self.graph, self._weights
        table = weights.embeddings.astype(np.float16) if self._int8 else weights.embeddings
        x = graph.op(
            "Cast",
            graph.gather(graph.constant(table), self._tokens, axis=0),
            attributes={"to": onnx.TensorProto.FLOAT},
        )
        here = graph.slice(graph.constant(weights.positions), self._n_past, self._n_all, axis=0)
        x = self._norm(graph.op("Add", x, here), weights.embedding_norm)
        for i, layer in enumerate(weights.layers):
            x = self._self_attention(x, layer.own, i)
            x = self._cross_attention(x, layer.cross, i)
            inner = self._linear(self._norm(x, layer.norm), layer.inner)
            x = graph.op("Add", x, self._linear(graph.op("Relu", inner), layer.outer))
        wanted = self._norm(graph.gather(x, self._positions, axis=0), weights.final_norm)
        logits = self._linear(wanted, weights.head)
        graph.output(
            graph.op("LogSoftmax", logits, attributes={"axis": -1}),
            "log_probabilities",
            np.float32,
            ("n_positions", weights.head.bias.size),
        )
        return graph

    def _causal_mask(self) -> Value:
        """[S, P + S]: 0 where a token may look, minus infinity at later tokens."""
        graph = self.graph
        zero, one = graph.constant(np.int64(0)), graph.constant(np.int64(1))
        keys = graph.op("Range", zero, graph.op("Squeeze", self._n_all), one)
        queries = graph.slice(keys, self._n_past, self._n_all, axis=0)
        return graph.op(
            "Where",
            graph.op("LessOrEqual", keys, graph.reshape(queries, -1, 1)),
            graph.constant(np.float32(0)),
            graph.constant(np.float32(-np.inf)),
        )

    def _norm(self, x: Value, norm: Norm) -> Value:
        return self.graph.layer_norm(x, norm.scale, norm.bias, epsilon=norm.epsilon)

    def _linear(self, x: Value, layer: Linear) -> Value:
        return linear(self.graph, x, layer.weight, bias=layer.bias, int8=self._int8, few_rows=True)

    def _by_head(self, x: Value) -> Value:
        """[S, d_model] -> [n_heads, S, d_head]."""
        split = self.graph.reshape(x, -1, self._weights.n_heads, self._weights.d_head)
        return self.graph.transpose(split, 1, 0, 2)

    def _joined(self, by_head: Value) -> Value:
        """[n_heads, S, d_head] -> [S, d_model]."""
        return self.graph.reshape(self.graph.transpose(by_head, 1, 0, 2), -1, self._weights.d_model)

    def _self_attention(self, x: Value, attention: Attention, i: int) -> Value:
        graph, weights, d = self.graph, self._weights, self._weights.d_model
        parts = (attention.query, attention.key, attention.value)
        # One product of three times the width costs less than three.
        packed = self._linear(
            self._norm(x, attention.norm),
            Linear(
                np.concatenate([part.weight for part in parts], axis=1),
                np.concatenate([part.bias for part in parts]),
            ),
        )
        query, key, value = graph.split(packed, d, d, d, axis=1)
        seen: dict[str, Value] = {}
        for kind, new in (("key", key), ("value", value)):
            past = self._inputs[f"past_{kind}_{i}"]
            seen[kind] = graph.concat([past, self._by_head(new)], axis=1)
            graph.output(
                seen[kind],
                f"all_{kind}_{i}",
                np.float32,
                (weights.n_heads, "n_all", weights.d_head),
            )
        scores = graph.matmul(
            self._by_head(query), seen["key"], transpose_b=True, scale=weights.d_head**-0.5
        )
        on_tokens = graph.softmax(graph.op("Add", scores, self._mask))
        read = self._joined(graph.matmul(on_tokens, seen["value"]))
        return graph.op("Add", x, self._linear(read, attention.output))

    def _cross_attention(self, x: Value, attention: Attention, i: int) -> Value:
        graph, weights = self.graph, self._weights
        query = self._linear(self._norm(x, attention.norm), attention.query)
        scores = graph.matmul(
            self._by_head(query),
            self._inputs[f"cross_key_{i}"],
            transpose_b=True,
            scale=weights.d_head**-0.5,
        )
        on_frames = graph.softmax(scores)
        if i == len(weights.layers) - 2:
            mean = graph.op("ReduceMean", on_frames, graph.integers(0), attributes={"keepdims": 0})
            graph.output(mean, "alignment", np.float32, ("n_tokens", "n_frames"))
        read = self._joined(graph.matmul(on_frames, self._inputs[f"cross_value_{i}"]))
        return graph.op("Add", x, self._linear(read, attention.output))


def _n_mels(encoder: PublishedGraph) -> int:
    if encoder.inputs.keys() != {"audio_signal", "length"}:
        raise encoder.fail(
            f"it has the inputs {', '.join(encoder.inputs)}, as no Canary encoder has"
        )
    n_mels = int(encoder.inputs["audio_signal"].type.tensor_type.shape.dim[1].dim_value)
    if n_mels < 1 or "encoder_embeddings" not in encoder.outputs:
        raise encoder.fail("it has not the inputs and outputs of a Canary encoder")
    return n_mels


def _check_operators(encoder: PublishedGraph) -> None:
    """Refuse operators that would not mean the same in a graph of ours."""
    if encoder.opset < _OLDEST_OPSET:
        raise encoder.fail(
            f"it was made for opset {encoder.opset}; this needs {_OLDEST_OPSET} or later"
        )
    for node in encoder.nodes:
        if node.domain not in ("", MICROSOFT):
            raise encoder.fail(f"it has the operator {node.op_type} of {node.domain}")


def _build_encoder(
    encoder: PublishedGraph,
    decoder: DecoderWeights,
    *,
    n_mels: int,
    int8: bool,
    progress: Progress,
) -> Graph:
    """Copy the encoder, with its products quantised, and append each layer's keys and values."""
    _check_operators(encoder)
    graph = Graph("canary-encoder", opset=encoder.opset)
    mel = graph.input("mel", np.float32, (1, n_mels, "n_feature_frames"))
    values: dict[str, Value | None] = {
        "": None,
        "audio_signal": mel,
        "length": graph.size(mel, axis=2),
    }

    def value_of(name: str) -> Value | None:
        if name not in values:
            constant = encoder.constant(name)
            if constant is None:
                raise encoder.fail(f"it uses {name} before it is computed")
            values[name] = graph.constant(constant)
        return values[name]

    nodes = encoder.needed_for("encoder_embeddings")
    for n_done, node in enumerate(nodes):
        progress(n_done / len(nodes))
        weight = _product_weight(encoder, node) if int8 else None
        x = values.get(node.input[0]) if node.input else None
        if weight is None or x is None:
            outputs = graph.copy(node, [value_of(name) for name in node.input])
            values.update(zip(node.output, outputs, strict=True))
        elif node.op_type == "MatMul":
            values[node.output[0]] = linear(graph, x, weight, bias=None, int8=True)
        else:
            bias = encoder.weights(node.input[2], 1) if len(node.input) > 2 else None
            rows = graph.transpose(x, 0, 2, 1)
            rows = linear(graph, rows, weight, bias=bias, int8=True)
            values[node.output[0]] = graph.transpose(rows, 0, 2, 1)
    embeddings = values["encoder_embeddings"]
    if embeddings is None:
        raise encoder.fail("it computes no embeddings")
    for i, layer in enumerate(decoder.layers):
        _add_cross(graph, embeddings, decoder, layer.cross, i, int8=int8)
    return graph


def _add_cross(
    graph: Graph,
    embeddings: Value,
    decoder: DecoderWeights,
    attention: Attention,
    i: int,
    *,
    int8: bool,
) -> None:
    """Add the keys and values that one layer of the decoder needs of the audio."""
    d, shape = decoder.d_model, (decoder.n_heads, "n_frames", decoder.d_head)
    packed = linear(
        graph,
        embeddings,
        np.concatenate([attention.key.weight, attention.value.weight], axis=1),
        bias=np.concatenate([attention.key.bias, attention.value.bias]),
        int8=int8,
    )
    for kind, part in zip(("key", "value"), graph.split(packed, d, d, axis=2), strict=True):
        by_head = graph.reshape(part, -1, decoder.n_heads, decoder.d_head)
        graph.output(graph.transpose(by_head, 1, 0, 2), f"cross_{kind}_{i}", np.float32, shape)


def _product_weight(encoder: PublishedGraph, node: onnx.NodeProto) -> Float32 | None:
    """The weight [n_in, n_out] of a product with constants; a convolution of width 1 is one."""
    if node.op_type == "MatMul" and encoder.origins(node.input[0]):
        return encoder.weights(node.input[1], 2)
    if node.op_type != "Conv":
        return None
    kernel = encoder.weights(node.input[1], 3)
    groups = next((a.i for a in node.attribute if a.name == "group"), 1)
    if kernel is None or kernel.shape[2] != 1 or groups != 1:
        return None
    return np.ascontiguousarray(kernel[:, :, 0].T)
