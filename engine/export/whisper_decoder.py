"""The graph of Whisper's decoder; see engine/export/whisper.py for its inputs and outputs."""

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.export.ctranslate2_file import CTranslate2File
from engine.export.graph import Graph, Value
from engine.export.quantise import linear
from engine.export.whisper_layers import WhisperSizes, WhisperWeights


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
