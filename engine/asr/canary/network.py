"""The two graphs of a Canary model, as engine/packs/convert/canary.py writes them.

The weights may be shared by threads. What was heard and what was written so far are values of
their own and never change.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, cast

import numpy as np

from engine.arrays import Float32, Int64
from engine.audio.features import HOP_SAMPLES
from engine.errors import ModelError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime

FEATURES_PER_FRAME: Final = 8
"""The encoder's subsampling."""

FRAME_SAMPLES: Final = FEATURES_PER_FRAME * HOP_SAMPLES
"""Samples of one frame of the cross-attention: 80 ms."""

_FEWEST_FEATURES: Final = 9
"""The encoder was exported for this many and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryConfig:
    """Sizes of one Canary model.

    Attributes:
        n_layers: of the decoder.
        n_heads: of the decoder.
        d_model: of the decoder.
        max_target_tokens: tokens that the decoder takes at most, prompt included.
    """

    n_mels: int
    n_layers: int
    n_heads: int
    d_model: int
    vocab_size: int
    max_target_tokens: int

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads

    @classmethod
    def load(cls, path: Path) -> "CanaryConfig":
        """Read canary.json.

        Raises:
            ModelError: the file is missing or does not have exactly these fields.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(content, dict) or content.keys() != {f.name for f in fields(cls)}:
                raise ValueError("its fields are not those of this version")  # noqa: TRY301
            config = cls(**{name: int(value) for name, value in content.items()})
            if min(content.values()) < 1 or config.d_model % config.n_heads:
                raise ValueError("its sizes cannot be")  # noqa: TRY301
        except (OSError, TypeError, ValueError) as error:
            raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
        return config


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderState:
    """What the decoder was given so far.

    Attributes:
        cross: cross_key_<i> and cross_value_<i> [n_heads, n_frames, d_head]: of the audio.
        past: past_key_<i> and past_value_<i> [n_heads, n_tokens, d_head]: of the tokens.
    """

    cross: Mapping[str, Float32]
    past: Mapping[str, Float32]

    @property
    def n_tokens(self) -> int:
        """How many tokens it was given."""
        n_tokens: int = self.past["past_key_0"].shape[1]
        return n_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderStep:
    """What one step of the decoder says.

    Attributes:
        log_probabilities: [n_positions, vocab_size].
        alignment: [n_tokens, n_frames] attention of each token to the audio; rows sum to 1.
        state: to continue from.
    """

    log_probabilities: Float32
    alignment: Float32
    state: DecoderState


class CanaryNetwork:
    """The weights of one Canary model, loaded.

    Args:
        folder: of the installed pack.
        runtime: how to run it.

    Raises:
        ModelError: a file is missing or damaged.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.config: CanaryConfig = CanaryConfig.load(folder / "canary.json")
        self._encoder = OnnxGraph(folder / "encoder.onnx", runtime)
        layers = range(self.config.n_layers)
        kinds = [f"{kind}_{i}" for i in layers for kind in ("key", "value")]
        self._cross_names = tuple(f"cross_{kind}" for kind in kinds)
        self._past_names = tuple(f"past_{kind}" for kind in kinds)
        # Of all that a step reads, what was heard is most and does not change.
        self._decoder = OnnxGraph(folder / "decoder.onnx", runtime, reused=self._cross_names)
        self._step_outputs = (
            "log_probabilities",
            "alignment",
            *(f"all_{kind}" for kind in kinds),
        )
        if not set(self._cross_names) <= set(self._encoder.outputs) or not set(
            self._step_outputs
        ) <= set(self._decoder.outputs):
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file="canary.json",
                detail="encoder.onnx and decoder.onnx are not of the model that it describes",
            )

    def encode(self, features: Float32) -> DecoderState:
        """Listen to features; the decoder has been given no token yet.

        Args:
            features: [n_mels, n]; fewer than nine are followed by as much of nothing.
        """
        n_missing = max(0, _FEWEST_FEATURES - features.shape[1])
        mel = np.pad(features, ((0, 0), (0, n_missing)))[None]
        outputs = self._encoder.run(self._cross_names, {"mel": mel})
        nothing = np.zeros((self.config.n_heads, 0, self.config.d_head), np.float32)
        return DecoderState(
            cross=dict(zip(self._cross_names, cast("list[Float32]", outputs), strict=True)),
            past=dict.fromkeys(self._past_names, nothing),
        )

    def step(
        self, tokens: Sequence[int], state: DecoderState, *, positions: Sequence[int] = (-1,)
    ) -> DecoderStep:
        """Give the decoder one or more tokens.

        Args:
            tokens: that follow those of `state`.
            state: of the step before, or of `encode`.
            positions: of `tokens`, negative ones from the end: after which of them to say what
                may follow.

        Raises:
            ValueError: the decoder has no room for so many tokens.
        """
        if state.n_tokens + len(tokens) > self.config.max_target_tokens:
            raise ValueError(
                f"{state.n_tokens} + {len(tokens)} tokens do not fit into the decoder's "
                f"{self.config.max_target_tokens}"
            )
        ids: Int64 = np.array(tokens, np.int64)
        log_probabilities, alignment, *past = cast(
            "list[Float32]",
            self._decoder.run(
                self._step_outputs,
                {
                    "tokens": ids,
                    "positions": np.array(positions, np.int64) % len(tokens),
                    **state.cross,
                    **state.past,
                },
            ),
        )
        return DecoderStep(
            log_probabilities=log_probabilities,
            alignment=alignment,
            state=DecoderState(
                cross=state.cross, past=dict(zip(self._past_names, past, strict=True))
            ),
        )
