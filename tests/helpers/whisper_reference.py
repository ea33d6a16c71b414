"""Whisper in plain NumPy, without any cache: what the exported graphs are compared with."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Float32


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceOutput:
    """Of all positions: logits [S, vocab_size], attention [layer][n_heads, S, n_frames]."""

    logits: Float32
    attention: tuple[Float32, ...]


class WhisperReference:
    """The network of whisper/model.py (openai/whisper) on named CTranslate2 tensors."""

    def __init__(self, tensors: Mapping[str, Float32], *, n_heads: int) -> None:
        self._tensors = tensors
        self._n_heads = n_heads

    def encode(self, mel: Float32) -> Float32:
        """[n_mels, n] -> [n_frames, d_model]."""
        x = _gelu(self._convolve(mel, "encoder/conv1", stride=1))
        x = _gelu(self._convolve(x, "encoder/conv2", stride=2)).T
        x = x + self._tensors["encoder/position_encodings/encodings"][: len(x)]
        for layer in self._layers("encoder"):
            x = self._self_attention(x, layer, mask=None)
            x = self._feed_forward(x, layer)
        return self._norm(x, "encoder")

    def decode(self, tokens: Sequence[int], encoded: Float32) -> ReferenceOutput:
        """All positions at once."""
        table = self._tensors["decoder/embeddings/weight"]
        positions = self._tensors["decoder/position_encodings/encodings"]
        x = table[list(tokens)] + positions[: len(tokens)]
        mask = np.triu(np.full((len(tokens), len(tokens)), -np.inf, np.float32), 1)
        attention = []
        for layer in self._layers("decoder"):
            x = self._self_attention(x, layer, mask=mask)
            name = f"{layer}/attention"
            query = self._linear(self._norm(x, name), f"{name}/linear_0")
            key, value = np.split(self._linear(encoded, f"{name}/linear_1"), 2, axis=1)
            heard, weights = self._attend(query, key, value, mask=None)
            x = x + self._linear(heard, f"{name}/linear_2")
            attention.append(weights)
            x = self._feed_forward(x, layer)
        return ReferenceOutput(
            logits=self._norm(x, "decoder") @ table.T, attention=tuple(attention)
        )

    def _layers(self, part: str) -> list[str]:
        names = {"/".join(name.split("/")[:2]) for name in self._tensors}
        return sorted(
            name for name in names if name.startswith(f"{part}/layer_") and "norm" not in name
        )

    def _convolve(self, x: Float32, name: str, *, stride: int) -> Float32:
        weight, bias = self._tensors[f"{name}/weight"], self._tensors[f"{name}/bias"]
        padded = np.pad(x, ((0, 0), (1, 1)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, 3, axis=1)[:, ::stride]
        return np.asarray(np.einsum("ock,ctk->ot", weight, windows) + bias[:, None], np.float32)

    def _norm(self, x: Float32, name: str) -> Float32:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        gamma = self._tensors[f"{name}/layer_norm/gamma"]
        return np.asarray(scaled * gamma + self._tensors[f"{name}/layer_norm/beta"], np.float32)

    def _linear(self, x: Float32, name: str) -> Float32:
        return x @ self._tensors[f"{name}/weight"].T + self._tensors[f"{name}/bias"]

    def _self_attention(self, x: Float32, layer: str, *, mask: Float32 | None) -> Float32:
        name = f"{layer}/self_attention"
        packed = self._linear(self._norm(x, name), f"{name}/linear_0")
        query, key, value = np.split(packed, 3, axis=1)
        heard, _ = self._attend(query, key, value, mask=mask)
        return x + self._linear(heard, f"{name}/linear_1")

    def _feed_forward(self, x: Float32, layer: str) -> Float32:
        inner = self._linear(self._norm(x, f"{layer}/ffn"), f"{layer}/ffn/linear_0")
        return x + self._linear(_gelu(inner), f"{layer}/ffn/linear_1")

    def _attend(
        self, query: Float32, key: Float32, value: Float32, *, mask: Float32 | None
    ) -> tuple[Float32, Float32]:
        def by_head(x: Float32) -> Float32:
            return x.reshape(len(x), self._n_heads, -1).transpose(1, 0, 2)

        queries, keys, values = by_head(query), by_head(key), by_head(value)
        scores = queries @ keys.transpose(0, 2, 1) / math.sqrt(queries.shape[2])
        if mask is not None:
            scores = scores + mask
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return (weights @ values).transpose(1, 0, 2).reshape(len(query), -1), weights


def _gelu(x: Float32) -> Float32:
    erf = np.vectorize(math.erf, otypes=[np.float32])
    return np.asarray(0.5 * x * (1 + erf(x / math.sqrt(2))), np.float32)
