"""Kokoro-82M, the voice model: phoneme tokens and a style vector to 24 kHz speech.

Weights and architecture: https://huggingface.co/hexgrad/Kokoro-82M (Apache-2.0), a StyleTTS 2
(https://arxiv.org/abs/2306.07691) with an ISTFTNet vocoder (https://arxiv.org/abs/2203.02395).
"""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.errors import ModelError
from engine.models.onnx import OnnxGraph, Runtime

KOKORO_RATE_HZ: Final = 24_000
"""What the model speaks."""

STYLE_SIZE: Final = 256
"""Length of a style vector: 128 numbers for the decoder's timbre, 128 for prosody."""

MAX_TOKENS: Final = 510
"""The text encoder has 512 positions; the padding token at either end takes one each."""

_PADDING_ID: Final = 0


class KokoroModel:
    """The loaded voice model: immutable, shared by all streams.

    Attributes:
        vocabulary: phoneme or punctuation character to token id.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.vocabulary: Mapping[str, int] = _read_vocabulary(folder / "vocab.json")
        self._graph = OnnxGraph(folder / "kokoro.onnx", runtime)
        missing = {"tokens", "style", "speed"} - set(self._graph.inputs)
        if missing or "audio" not in self._graph.outputs:
            raise ModelError(
                "kokoro.onnx is not a Kokoro model (it has inputs "
                f"{', '.join(self._graph.inputs)}); install the pack kokoro again."
            )

    def tokenise(self, phonemes: str) -> list[int]:
        """Return the ids of phoneme characters; those outside the vocabulary are left out."""
        return [self.vocabulary[c] for c in phonemes if c in self.vocabulary]

    def synthesise(self, token_ids: Sequence[int], style: Float32, *, speed: float) -> Float32:
        """Speak one stretch of phonemes.

        Args:
            token_ids: 1 to MAX_TOKENS ids, without padding.
            style: [256], the voice's row for this number of tokens.
            speed: predicted durations are divided by it; 1.0 is the voice's own pace.

        Returns:
            [n] float32 mono at KOKORO_RATE_HZ.

        Raises:
            ValueError: the arguments are outside what the model takes.
        """
        if not 1 <= len(token_ids) <= MAX_TOKENS:
            raise ValueError(
                f"Kokoro speaks 1 to {MAX_TOKENS} tokens at once, not {len(token_ids)}"
            )
        if style.shape != (STYLE_SIZE,):
            raise ValueError(f"a style vector has shape ({STYLE_SIZE},), not {style.shape}")
        if not (math.isfinite(speed) and speed > 0):
            raise ValueError(f"speed must be a positive number, not {speed}")
        (audio,) = self._graph.run(
            ("audio",),
            {
                "tokens": np.array([[_PADDING_ID, *token_ids, _PADDING_ID]], dtype=np.int64),
                "style": style[np.newaxis].astype(np.float32, copy=False),
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        return audio.astype(np.float32, copy=False).reshape(-1)


def _read_vocabulary(path: Path) -> dict[str, int]:
    try:
        document: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path.name} cannot be read ({error}); install the pack kokoro again."
        ) from error
    table = document.get("vocab") if isinstance(document, dict) else None
    if not isinstance(table, dict) or not table:
        raise ModelError(f"{path.name} holds no vocabulary; install the pack kokoro again.")
    vocabulary: dict[str, int] = {}
    for symbol, token_id in table.items():
        if not isinstance(symbol, str) or len(symbol) != 1 or not isinstance(token_id, int):
            raise ModelError(
                f"{path.name} maps {symbol!r} to {token_id!r}, not a character to a number; "
                "install the pack kokoro again."
            )
        vocabulary[symbol] = token_id
    return vocabulary
