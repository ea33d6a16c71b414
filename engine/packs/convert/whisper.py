"""CTranslate2 Whisper models of any size to two ONNX graphs.

The network is that of "Robust Speech Recognition via Large-Scale Weak Supervision" (Radford et
al., 2022; openai/whisper, whisper/model.py): pre-norm Transformer encoder and decoder. All sizes
are read from the tensors.

encoder.onnx
    mel [1, n_mels, n_feature_frames], any number of frames up to 3000
    -> cross_key_<i>, cross_value_<i> [n_heads, n_frames, d_head] for every decoder layer:
    what the decoder's cross-attention needs of the audio, computed once.

decoder.onnx
    tokens [B, S] and, for every layer, three kinds of keys and values:
    cross_*_<i> as above, shared by all beams;
    shared_*_<i> [n_heads, P0, d_head]: of the tokens that all beams begin with;
    own_*_<i> [B', n_heads, P, d_head]: of the tokens since, for each beam of the step before.
    beams [B] names for each beam the one that it continues; the graph gathers `own` with it.
    logit_positions [Q]: positions of S to compute logits for.
    -> logits [B, Q, vocab_size], new_own_*_<i> [B, n_heads, P + S, d_head],
    alignment [B, n_alignment_heads, S, n_frames]: cross-attention of the alignment heads.

Keeping what the beams share apart saves copying a long prompt's keys once a beam and step.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.packs.convert.ctranslate2 import CTranslate2File
from engine.packs.convert.graph import MICROSOFT, Graph, Value, linear


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperSizes:
    """All sizes that the graphs need.

    Attributes:
        n_layers: of the decoder.
        max_source_frames: positions of the encoder, 20 ms each.
        max_target_tokens: positions of the decoder.
    """

    n_mels: int
    n_encoder_layers: int
    n_layers: int
    n_heads: int
    d_model: int
    vocab_size: int
    max_source_frames: int
    max_target_tokens: int

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads


def read_sizes(file: CTranslate2File) -> WhisperSizes:
    """Read the sizes from the tensors.

    Raises:
        ModelError: the tensors are not those of a Whisper model.
    """
    d_model, n_mels, _ = file.tensor("encoder/conv1/weight", None, None, 3).shape
    vocab_size = file.tensor("decoder/embeddings/weight", None, d_model).shape[0]
    sizes = WhisperSizes(
        n_mels=n_mels,
        n_encoder_layers=file.n_layers("encoder/layer"),
        n_layers=file.n_layers("decoder/layer"),
        n_heads=file.integer("decoder/num_heads"),
        d_model=d_model,
        vocab_size=vocab_size,
        max_source_frames=file.tensor("encoder/position_encodings/encodings", None, d_model).shape[
            0
        ],
        max_target_tokens=file.tensor("decoder/position_encodings/encodings", None, d_model).shape[
            0
        ],
    )
    if sizes.n_heads < 1 or d_model % sizes.n_heads or not sizes.n_layers:
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file="model.bin",
            detail=f"{sizes.n_heads} heads, {d_model} values and {sizes.n_layers} layers",
        )
    return sizes


class WhisperWeights:
    """Adds layers with the weights of a file to one graph.

    Args:
        file: the weights.
        graph: to add to.
        d_model: size of the residual stream.
        int8: quantise the linear layers.
        few_rows: how; see engine/packs/convert/graph.py.
    """

    def __init__(
        self,
        file: CTranslate2File,
        graph: Graph,
        d_model: int,
        *,
        int8: bool,
        few_rows: bool,
    ) -> None:
        self._file = file
        self._graph = graph
        self._d_model = d_model
        self._int8 = int8
        self._few_rows = few_rows

    def linear(self, x: Value, name: str, *, n_in: int, n_out: int) -> Value:
        """Add the linear layer `name`."""
        weight = self._file.tensor(f"{name}/weight", n_out, n_in)
        bias = self._file.tensor(f"{name}/bias", n_out)
        return linear(self._graph, x, weight.T, bias=bias, int8=self._int8, few_rows=self._few_rows)

    def norm(self, x: Value, name: str) -> Value:
        """Add the layer normalisation `name`."""
        return self._graph.layer_norm(
            x,
            self._file.tensor(f"{name}/gamma", self._d_model),
            self._file.tensor(f"{name}/beta", self._d_model),
        )

    def feed_forward(self, x: Value, name: str) -> Value:
        """Add the feed-forward block `name` with its residual connection."""
        d_inner = self._file.tensor(f"{name}/linear_0/bias", None).shape[0]
        inner = self.linear(
            self.norm(x, f"{name}/layer_norm"),
            f"{name}/linear_0",
            n_in=self._d_model,
            n_out=d_inner,
        )
        inner = self._graph.op("Gelu", inner)
        outer = self.linear(inner, f"{name}/linear_1", n_in=d_inner, n_out=self._d_model)
        return self._graph.op("Add", x, outer)


def build_encoder(file: CTranslate2File, sizes: WhisperSizes, *, int8: bool) -> Graph:
    """Build encoder.onnx.

    Args:
        file: the weights.
        sizes: of the model.
        int8: quantise the linear layers; the convolutions stay in float32.

    Raises:
        ModelError: the file lacks a tensor, or one has another shape than the sizes say.
    """
    d = sizes.d_model
    graph = Graph("whisper-encoder")
    weights = WhisperWeights(file, graph, d, int8=int8, few_rows=False)
    x = graph.input("mel", np.float32, (1, sizes.n_mels, "n_feature_frames"))
    for name, n_in, stride in (("conv1", sizes.n_mels, 1), ("conv2", d, 2)):
        x = graph.op(
            "Conv",
            x,
            graph.constant(file.tensor(f"encoder/{name}/weight", d, n_in, 3)),
            graph.constant(file.tensor(f"encoder/{name}/bias", d)),
            attributes={"kernel_shape": [3], "pads": [1, 1], "strides": [stride]},
        )
        x = graph.op("Gelu", x)
    x = graph.transpose(x, 0, 2, 1)
    positions = file.tensor("encoder/position_encodings/encodings", sizes.max_source_frames, d)
    n_frames = graph.size(x, axis=1)
    x = graph.op(
        "Add", x, graph.slice(graph.constant(positions), graph.integers(0), n_frames, axis=0)
    )
    for i in range(sizes.n_encoder_layers):
        layer = f"encoder/layer_{i}"
        attention = f"{layer}/self_attention"
        packed = weights.linear(
            weights.norm(x, f"{attention}/layer_norm"), f"{attention}/linear_0", n_in=d, n_out=3 * d
        )
        query, key, value = graph.split(packed, d, d, d, axis=2)
        heard = graph.op(
            "MultiHeadAttention",
            query,
            key,
            value,
            domain=MICROSOFT,
            attributes={"num_heads": sizes.n_heads},
        )
        heard = weights.linear(heard, f"{attention}/linear_1", n_in=d, n_out=d)
        x = graph.op("Add", x, heard)
        x = weights.feed_forward(x, f"{layer}/ffn")
    x = weights.norm(x, "encoder/layer_norm")
    shape = (sizes.n_heads, "n_frames", sizes.d_head)
    for i in range(sizes.n_layers):
        packed = weights.linear(x, f"decoder/layer_{i}/attention/linear_1", n_in=d, n_out=2 * d)
        for kind, part in zip(("key", "value"), graph.split(packed, d, d, axis=2), strict=True):
            by_head = graph.reshape(part, -1, sizes.n_heads, sizes.d_head)
            graph.output(graph.transpose(by_head, 1, 0, 2), f"cross_{kind}_{i}", np.float32, shape)
    return graph


def build_decoder(
    file: CTranslate2File,
    sizes: WhisperSizes,
    alignment_heads: list[list[int]],
    *,
    int8: bool,
) -> Graph:
    """Build decoder.onnx.

    Args:
        file: the weights.
        sizes: of the model.
        alignment_heads: [layer, head] of the attention to return, sorted.
        int8: quantise the linear layers.

    Raises:
        ModelError: the file lacks a tensor, or one has another shape than the sizes say.
    """
    return _DecoderGraph(file, sizes, alignment_heads, int8=int8).build()


class _DecoderGraph:
    """Builds decoder.onnx; rows are all tokens of all beams, B * S."""

    def __init__(
        self,
        file: CTranslate2File,
        sizes: WhisperSizes,
        alignment_heads: list[list[int]],
        *,
        int8: bool,
    ) -> None:
        self._file = file
        self._sizes = sizes
        self._int8 = int8
        self._alignment_heads = alignment_heads
        self.graph = graph = Graph("whisper-decoder")
        self._weights = WhisperWeights(file, graph, sizes.d_model, int8=int8, few_rows=True)
        self._alignment: list[Value] = []
        self._tokens = graph.input("tokens", np.int64, ("n_beams", "n_tokens"))
        self._beams = graph.input("beams", np.int64, ("n_beams",))
        self._logit_positions = graph.input("logit_positions", np.int64, ("n_logits",))
        self._inputs: dict[str, Value] = {}
        for i in range(sizes.n_layers):
            for kind in ("key", "value"):
                for name, shape in (
                    ("cross", (sizes.n_heads, "n_frames", sizes.d_head)),
                    ("shared", (sizes.n_heads, "n_shared", sizes.d_head)),
                    ("own", ("n_past_beams", sizes.n_heads, "n_past", sizes.d_head)),
                ):
                    full_name = f"{name}_{kind}_{i}"
                    self._inputs[full_name] = graph.input(full_name, np.float32, shape)
        n_shared = graph.size(self._inputs["shared_key_0"], axis=1)
        self._n_past = graph.size(self._inputs["own_key_0"], axis=2)
        n_beams = graph.size(self._tokens, axis=0)
        self._n_tokens = graph.size(self._tokens, axis=1)
        heads, d_head = graph.integers(sizes.n_heads), graph.integers(sizes.d_head)
        self._by_beam = graph.concat([n_beams, self._n_tokens, heads, d_head], axis=0)
        self._scores_by_beam = graph.concat([heads, n_beams, self._n_tokens, n_shared], axis=0)
        n_rows = graph.op("Mul", n_beams, self._n_tokens)
        self._shared_rows = graph.concat([heads, n_rows, n_shared], axis=0)
        self._alignment_shape = graph.concat(
            [
                graph.integers(len(alignment_heads)),
                n_beams,
                self._n_tokens,
                graph.size(self._inputs["cross_key_0"], axis=1),
            ],
            axis=0,
        )
        n_own = graph.op("Add", self._n_past, self._n_tokens)
        self._mask = self._causal_mask(n_own)
        self._own_shared_sizes = graph.concat([n_shared, n_own], axis=0)
        self._first_position = graph.op("Add", n_shared, self._n_past)

    def build(self) -> Graph:
        """Add all layers and outputs."""
        graph, sizes, d = self.graph, self._sizes, self._sizes.d_model
        embeddings = self._file.tensor("decoder/embeddings/weight", sizes.vocab_size, d)
        positions = self._file.tensor(
            "decoder/position_encodings/encodings", sizes.max_target_tokens, d
        )
        if self._int8:
            table = graph.constant(_smallest_exact(embeddings))
            projection = None
        else:
            table = projection = graph.constant(embeddings)
        x = graph.op("Cast", graph.gather(table, self._tokens, axis=0), attributes={"to": 1})
        here = graph.slice(
            graph.constant(positions),
            self._first_position,
            graph.op("Add", self._first_position, self._n_tokens),
            axis=0,
        )
        x = graph.reshape(graph.op("Add", x, here), -1, d)
        for i in range(sizes.n_layers):
            x = self._self_attention(x, i)
            x = self._cross_attention(x, i)
            x = self._weights.feed_forward(x, f"decoder/layer_{i}/ffn")
        by_beam = graph.reshape_to(
            x,
            graph.concat(
                [
                    graph.size(self._tokens, axis=0),
                    self._n_tokens,
                    graph.integers(d),
                ],
                axis=0,
            ),
        )
        wanted = graph.gather(by_beam, self._logit_positions, axis=1)
        wanted = self._weights.norm(wanted, "decoder/layer_norm")
        if projection is None:
            logits = linear(graph, wanted, embeddings.T, bias=None, int8=True, few_rows=True)
        else:
            logits = graph.matmul(wanted, projection, transpose_b=True)
        graph.output(logits, "logits", np.float32, ("n_beams", "n_logits", sizes.vocab_size))
        alignment = graph.reshape_to(graph.concat(self._alignment, axis=0), self._alignment_shape)
        graph.output(
            graph.transpose(alignment, 1, 0, 2, 3),
            "alignment",
            np.float32,
            ("n_beams", len(self._alignment_heads), "n_tokens", "n_frames"),
        )
        return graph

    def _causal_mask(self, n_own: Value) -> Value:
        """[S, P + S]: 0 where a token may look, minus infinity at later tokens."""
        graph = self.graph
        zero, one = graph.constant(np.int64(0)), graph.constant(np.int64(1))
        keys = graph.op("Range", zero, graph.op("Squeeze", n_own), one)
        queries = graph.slice(keys, self._n_past, n_own, axis=0)
        return graph.op(
            "Where",
            graph.op("LessOrEqual", keys, graph.reshape(queries, -1, 1)),
            graph.constant(np.float32(0)),
            graph.constant(np.float32(-np.inf)),
        )

    def _rows_by_head(self, x: Value) -> Value:
        """[B * S, d_model] -> [n_heads, B * S, d_head]."""
        by_head = self.graph.reshape(x, -1, self._sizes.n_heads, self._sizes.d_head)
        return self.graph.transpose(by_head, 1, 0, 2)

    def _rows(self, by_head: Value) -> Value:
        """[n_heads, B * S, d_head] -> [B * S, d_model]."""
        return self.graph.reshape(self.graph.transpose(by_head, 1, 0, 2), -1, self._sizes.d_model)

    def _beams_by_head(self, x: Value) -> Value:
        """[B * S, d_model] -> [B, n_heads, S, d_head]."""
        return self.graph.transpose(self.graph.reshape_to(x, self._by_beam), 0, 2, 1, 3)

    def _self_attention(self, x: Value, i: int) -> Value:
        graph, d = self.graph, self._sizes.d_model
        name = f"decoder/layer_{i}/self_attention"
        packed = self._weights.linear(
            self._weights.norm(x, f"{name}/layer_norm"), f"{name}/linear_0", n_in=d, n_out=3 * d
        )
        query, key, value = graph.split(packed, d, d, d, axis=1)
        own: dict[str, Value] = {}
        for kind, new in (("key", key), ("value", value)):
            past = graph.gather(self._inputs[f"own_{kind}_{i}"], self._beams, axis=0)
            own[kind] = graph.concat([past, self._beams_by_head(new)], axis=2)
            graph.output(
                own[kind],
                f"new_own_{kind}_{i}",
                np.float32,
                ("n_beams", self._sizes.n_heads, "n_own", self._sizes.d_head),
            )
        scale = self._sizes.d_head**-0.5
        own_scores = graph.matmul(
            self._beams_by_head(query), own["key"], transpose_b=True, scale=scale
        )
        own_scores = graph.op("Add", own_scores, self._mask)
        shared_scores = graph.matmul(
            self._rows_by_head(query),
            self._inputs[f"shared_key_{i}"],
            transpose_b=True,
            scale=scale,
        )
        shared_scores = graph.transpose(
            graph.reshape_to(shared_scores, self._scores_by_beam), 1, 0, 2, 3
        )
        attention = graph.softmax(graph.concat([shared_scores, own_scores], axis=3))
        on_shared, on_own = graph.split_op(
            "Split", attention, self._own_shared_sizes, n_outputs=2, attributes={"axis": 3}
        )
        on_shared = graph.reshape_to(graph.transpose(on_shared, 1, 0, 2, 3), self._shared_rows)
        from_shared = self._rows(graph.matmul(on_shared, self._inputs[f"shared_value_{i}"]))
        from_own = graph.transpose(graph.matmul(on_own, own["value"]), 0, 2, 1, 3)
        heard = graph.op("Add", from_shared, graph.reshape(from_own, -1, d))
        heard = self._weights.linear(heard, f"{name}/linear_1", n_in=d, n_out=d)
        return graph.op("Add", x, heard)

    def _cross_attention(self, x: Value, i: int) -> Value:
        graph, d = self.graph, self._sizes.d_model
        name = f"decoder/layer_{i}/attention"
        query = self._weights.linear(
            self._weights.norm(x, f"{name}/layer_norm"), f"{name}/linear_0", n_in=d, n_out=d
        )
        scores = graph.matmul(
            self._rows_by_head(query),
            self._inputs[f"cross_key_{i}"],
            transpose_b=True,
            scale=self._sizes.d_head**-0.5,
        )
        attention = graph.softmax(scores)
        heads = [head for layer, head in self._alignment_heads if layer == i]
        if heads:
            self._alignment.append(graph.gather(attention, graph.integers(*heads), axis=0))
        heard = self._rows(graph.matmul(attention, self._inputs[f"cross_value_{i}"]))
        heard = self._weights.linear(heard, f"{name}/linear_2", n_in=d, n_out=d)
        return graph.op("Add", x, heard)


def _smallest_exact(values: Float32) -> npt.NDArray[np.floating]:
    """The values as float16 where that loses nothing, as where they were published so."""
    halves = values.astype(np.float16)
    return halves if np.array_equal(halves, values) else values


_SPEC: Final = "WhisperSpec"
_REVISION: Final = 3

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


def convert_whisper(
    source_folder: Path,
    target_folder: Path,
    *,
    int8: bool = True,
    progress: Progress | None = None,
) -> None:
    """Write encoder.onnx, decoder.onnx, whisper.json and tokenizer.json.

    Args:
        source_folder: holds model.bin (CTranslate2, any precision), config.json, tokenizer.json.
        target_folder: exists; files of these names in it are replaced.
        int8: quantise the linear layers; False keeps all in float32.
        progress: told the share that is done.

    Raises:
        ModelError: a file is missing, damaged, or no Whisper model.
    """
    report = progress or (lambda _share: None)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        if not (source_folder / name).is_file():
            raise ModelError(Code.MODEL_FILE_INVALID, file=name, detail="it is missing")
    file = CTranslate2File(source_folder / "model.bin")
    if (file.spec, file.revision) != (_SPEC, _REVISION):
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file="model.bin",
            detail=f"{file.spec} of revision {file.revision}, not {_SPEC} of {_REVISION}",
        )
    sizes = read_sizes(file)
    config = _config(source_folder, sizes)
    report(0.05)
    build_encoder(file, sizes, int8=int8).save(target_folder / "encoder.onnx")
    report(0.4)
    heads: list[list[int]] = config["alignment_heads"]  # type: ignore[assignment]
    build_decoder(file, sizes, heads, int8=int8).save(target_folder / "decoder.onnx")
    report(0.95)
    (target_folder / "whisper.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    shutil.copyfile(source_folder / "tokenizer.json", target_folder / "tokenizer.json")
    report(1.0)


def _config(source_folder: Path, sizes: WhisperSizes) -> dict[str, object]:
    """The content of whisper.json (see engine/asr/whisper/tokenizer.py)."""
    source = _read_json(source_folder / "config.json")
    tokenizer = _read_json(source_folder / "tokenizer.json")
    try:
        ids = {str(token["content"]): int(token["id"]) for token in tokenizer["added_tokens"]}
        # As openai/whisper (model.py): all heads of the later half, where none are known.
        heads = source.get("alignment_heads") or [
            [layer, head]
            for layer in range(sizes.n_layers // 2, sizes.n_layers)
            for head in range(sizes.n_heads)
        ]
        alignment_heads = sorted([int(layer), int(head)] for layer, head in heads)
        if not all(
            0 <= layer < sizes.n_layers and 0 <= head < sizes.n_heads
            for layer, head in alignment_heads
        ):
            raise ValueError(f"alignment heads {alignment_heads}")  # noqa: TRY301
        language_ids = {int(number) for number in source.get("lang_ids", ())}
        return {
            **asdict(sizes),
            "alignment_heads": alignment_heads,
            "languages": {
                token[2:-2]: number for token, number in ids.items() if number in language_ids
            },
            "start_of_transcript": ids["<|startoftranscript|>"],
            "end_of_text": ids["<|endoftext|>"],
            "transcribe": ids["<|transcribe|>"],
            "translate": ids["<|translate|>"],
            "start_of_previous": ids["<|startofprev|>"],
            # large-v3 renamed the token.
            "no_speech": ids.get("<|nospeech|>", ids.get("<|nocaptions|>")),
            "no_timestamps": ids["<|notimestamps|>"],
            "suppressed": [int(number) for number in source.get("suppress_ids", ())],
            "suppressed_at_start": [int(number) for number in source.get("suppress_ids_begin", ())],
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            Code.MODEL_FILE_INVALID,
            file="config.json",
            detail=f"it describes no Whisper model: {error}",
        ) from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
    if not isinstance(content, dict):
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail="it holds no JSON object")
    return content
