"""Marian's student network in plain numpy, one sentence at a time, written from the C++ sources.

It shares no code with the converter: tests compare the exported graphs with it step by step.
File and line numbers are of browsermt/marian-dev at 2781d735.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Float32
from engine.packs.convert.marian_file import MarianWeights


@dataclass(frozen=True, slots=True)
class ReferenceStep:
    logits: Float32  # [V]
    cells: list[Float32]  # one [D] a layer
    attention: Float32  # [S], head 0 of the layer trained to align


class MarianReference:
    def __init__(self, weights: MarianWeights) -> None:
        self._weights = weights
        config = weights.config
        self._n_heads = int(str(config["transformer-heads"]))
        self._preprocess = str(config["transformer-preprocess"])
        self._postprocess = str(config["transformer-postprocess"])
        self._top = str(config["transformer-postprocess-top"])
        self._ffn_depth = int(str(config["transformer-ffn-depth"]))
        self._activation = str(config["transformer-ffn-activation"])
        self._n_encoder_layers = int(str(config["enc-depth"]))
        self._n_decoder_layers = int(str(config["dec-depth"]))
        tied = config.get("transformer-tied-layers")
        self._decoder_names = (
            tied
            if isinstance(tied, tuple) and tied
            else tuple(range(1, self._n_decoder_layers + 1))
        )
        aligned = str(config["transformer-guided-alignment-layer"])
        self._alignment_layer = self._n_decoder_layers if aligned == "last" else int(aligned)
        shared = "Wemb" in weights.tensors
        self._source_embedding = "Wemb" if shared else "encoder_Wemb"
        self._target_embedding = "Wemb" if shared else "decoder_Wemb"
        self._d_model = weights.tensors[self._source_embedding].shape[1]

    def encode(self, tokens: Sequence[int]) -> Float32:
        """Memory [S, D] of source tokens that already end in </s>."""
        x = self._embedded(self._source_embedding, list(tokens)) + self._positions(0, len(tokens))
        bottom = x
        for layer in range(1, self._n_encoder_layers + 1):
            prefix = f"encoder_l{layer}_self"
            normed = self._pre(x, f"{prefix}_Wo")
            attended, _ = self._attend(prefix, normed, normed)
            x = self._post(attended, x, f"{prefix}_Wo")
            x = self._ffn(x, f"encoder_l{layer}_ffn")
        return self._post(x, bottom, "encoder_top", self._top)

    def start(self) -> list[Float32]:
        return [np.zeros(self._d_model, np.float32) for _ in range(self._n_decoder_layers)]

    def step(
        self, previous: int | None, cells: Sequence[Float32], *, position: int, memory: Float32
    ) -> ReferenceStep:
        """One target position; `previous` is None at the first (a zero embedding)."""
        if previous is None:
            x = np.zeros((1, self._d_model), np.float32)
        else:
            x = self._embedded(self._target_embedding, [previous])
        x = x + self._positions(position, 1)
        bottom = x
        attention = np.zeros(0, np.float32)
        new_cells: list[Float32] = []
        for layer, name in enumerate(self._decoder_names, start=1):
            prefix = f"decoder_l{name}"
            normed = self._pre(x, f"{prefix}_rnn")
            candidate = self._dense(normed, f"{prefix}_rnn_W", None)
            forget = _sigmoid(self._dense(normed, f"{prefix}_rnn_Wf", f"{prefix}_rnn_bf"))
            cell = forget * cells[layer - 1] + (1 - forget) * candidate  # rnn/cells.h:1051-1065
            new_cells.append(cell[0])
            # The recurrent sublayer normalises under "_ffn" (transformer.h, DecoderLayerRNN).
            output = np.maximum(cell, 0)
            if f"{prefix}_rnn_Wo" in self._weights.tensors:
                output = self._dense(output, f"{prefix}_rnn_Wo", f"{prefix}_rnn_bo")
            x = self._post(output, x, f"{prefix}_rnn_ffn")
            normed = self._pre(x, f"{prefix}_context_Wo")
            attended, weights = self._attend(f"{prefix}_context", normed, memory)
            if layer == self._alignment_layer:
                attention = weights[0, 0]
            x = self._post(attended, x, f"{prefix}_context_Wo")
            x = self._ffn(x, f"{prefix}_ffn")
        x = self._post(x, bottom, "decoder_top", self._top)
        return ReferenceStep(self._logits(x)[0], new_cells, attention)

    def greedy(
        self,
        tokens: Sequence[int],
        *,
        max_tokens: int,
        allowed: Collection[int] | None = None,
        end: int = 0,
    ) -> list[int]:
        """The best token at each step, of those allowed where there is a shortlist."""
        candidates = None if allowed is None else np.array(sorted(allowed))
        memory = self.encode(tokens)
        cells = self.start()
        produced: list[int] = []
        previous: int | None = None
        for position in range(max_tokens):
            step = self.step(previous, cells, position=position, memory=memory)
            if candidates is None:
                previous = int(np.argmax(step.logits))
            else:
                previous = int(candidates[np.argmax(step.logits[candidates])])
            if previous == end:
                break
            cells = step.cells
            produced.append(previous)
        return produced

    def _tensor(self, name: str) -> Float32:
        return self._weights.tensors[name]

    def _embedded(self, name: str, tokens: list[int]) -> Float32:
        return self._tensor(name)[tokens] * np.float32(np.sqrt(self._d_model))

    def _positions(self, start: int, length: int) -> Float32:
        # node_initializers.cpp:215-234
        half = self._d_model // 2
        rates = np.exp(np.arange(half) * -(np.log(10000.0) / (half - 1)))
        angles = np.arange(start, start + length)[:, None] * rates[None, :]
        return np.concatenate([np.sin(angles), np.cos(angles)], axis=1, dtype=np.float32)

    def _dense(self, x: Float32, weight: str, bias: str | None) -> Float32:
        y: Float32 = x @ self._tensor(weight)
        return y if bias is None else y + self._tensor(bias)

    def _logits(self, x: Float32) -> Float32:
        bias = self._weights.tensors["decoder_ff_logit_out_b"]
        if "decoder_ff_logit_out_Wt" in self._weights.tensors:
            name = "decoder_ff_logit_out_Wt"
        else:
            name = self._target_embedding
        return x @ self._tensor(name).T + bias

    def _norm(self, x: Float32, prefix: str, suffix: str) -> Float32:
        mean: Float32 = x.mean(-1, keepdims=True)
        variance: Float32 = ((x - mean) ** 2).mean(-1, keepdims=True)
        scale = self._tensor(f"{prefix}_ln_scale{suffix}")
        normed: Float32 = (x - mean) / np.sqrt(variance + np.float32(1e-6))
        return scale * normed + self._tensor(f"{prefix}_ln_bias{suffix}")

    def _pre(self, x: Float32, prefix: str) -> Float32:
        for operation in self._preprocess:
            if operation == "n":
                x = self._norm(x, prefix, "_pre")
        return x

    def _post(
        self, x: Float32, previous: Float32, prefix: str, operations: str | None = None
    ) -> Float32:
        for operation in self._postprocess if operations is None else operations:
            if operation == "a":
                x = x + previous
            elif operation == "n":
                x = self._norm(x, prefix, "")
        return x

    def _attend(self, prefix: str, x: Float32, memory: Float32) -> tuple[Float32, Float32]:
        def heads(y: Float32) -> Float32:
            return y.reshape(len(y), self._n_heads, -1).transpose(1, 0, 2)

        q = heads(self._dense(x, f"{prefix}_Wq", f"{prefix}_bq"))
        k = heads(self._dense(memory, f"{prefix}_Wk", f"{prefix}_bk"))
        v = heads(self._dense(memory, f"{prefix}_Wv", f"{prefix}_bv"))
        scores = q @ k.transpose(0, 2, 1) / np.float32(np.sqrt(q.shape[-1]))
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights = weights / weights.sum(-1, keepdims=True)  # [H, Q, S]
        joined = (weights @ v).transpose(1, 0, 2).reshape(len(x), -1)
        return self._dense(joined, f"{prefix}_Wo", f"{prefix}_bo"), weights

    def _activate(self, x: Float32) -> Float32:
        if self._activation == "relu":
            return np.maximum(x, 0)
        return x * _sigmoid(x * np.float32(1.702) if self._activation == "gelu" else x)

    def _ffn(self, x: Float32, prefix: str) -> Float32:
        y = self._pre(x, f"{prefix}_ffn")
        for depth in range(1, self._ffn_depth + 1):
            y = self._dense(y, f"{prefix}_W{depth}", f"{prefix}_b{depth}")
            if depth < self._ffn_depth:
                y = self._activate(y)
        return self._post(y, x, f"{prefix}_ffn")


def _sigmoid(x: Float32) -> Float32:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)
