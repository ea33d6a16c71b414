"""Whisper: speech to text in its language, or to English.

engine/packs/convert/whisper.py writes the graphs.

The model holds weights only and may be shared by threads. What it has heard is an `EncodedAudio`,
what it has said so far a `DecoderState`; both are immutable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, cast

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, Int64
from engine.asr.whisper.features import LogMel
from engine.asr.whisper.tokenizer import WhisperConfig, WhisperTokenizer
from engine.audio.features import HOP_SAMPLES
from engine.errors import AudioError, ModelError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime

FRAME_SAMPLES: Final = 2 * HOP_SAMPLES
"""Samples of one frame of the cross-attention: 20 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedAudio:
    """Speech as the decoder's cross-attention sees it.

    Attributes:
        cross: cross_key_<i> and cross_value_<i> [n_heads, n_frames, d_head] of each layer.
        n_frames: of FRAME_SAMPLES that the cross-attention covers, padding included.
        n_samples: of the audio, padding not included.
    """

    cross: Mapping[str, Float32]
    n_frames: int
    n_samples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderState:
    """Keys and values of the tokens that the decoder was given.

    Attributes:
        encoded: the audio that it listens to.
        shared: shared_key_<i> and shared_value_<i> [n_heads, n_shared, d_head]: of the tokens
            that all beams begin with.
        own: own_key_<i> and own_value_<i> [n_beams, n_heads, n_own, d_head]: of those after.
    """

    encoded: EncodedAudio
    shared: Mapping[str, Float32]
    own: Mapping[str, Float32]

    @property
    def n_tokens(self) -> int:
        """How many tokens each beam has been given."""
        n_tokens: int = self.shared["shared_key_0"].shape[1] + self.own["own_key_0"].shape[2]
        return n_tokens

    @property
    def n_beams(self) -> int:
        """How many beams there are."""
        n_beams: int = self.own["own_key_0"].shape[0]
        return n_beams

    def as_shared(self) -> "DecoderState":
        """The same state for beams that all begin with what this one beam was given."""
        if self.n_beams != 1:
            raise ValueError(f"{self.n_beams} beams cannot be one beginning")
        shared = {}
        own = {}
        for name, values in self.own.items():
            shared_name = name.replace("own", "shared", 1)
            before = self.shared[shared_name]
            shared[shared_name] = (
                np.concatenate([before, values[0]], axis=1) if before.shape[1] else values[0]
            )
            own[name] = values[:, :, :0]
        return replace(self, shared=shared, own=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderStep:
    """What one step of the decoder says.

    Attributes:
        logits: [n_beams, n_logit_positions, vocab_size].
        alignment: [n_beams, n_alignment_heads, n_tokens, n_frames], rows sum to 1.
        state: to continue from.
    """

    logits: Float32
    alignment: Float32
    state: DecoderState


class WhisperModel:
    """The weights of one Whisper model, loaded.

    Args:
        folder: of the installed pack.
        runtime: how to run it.

    Raises:
        ModelError: a file is missing or damaged.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.config: WhisperConfig = WhisperConfig.load(folder / "whisper.json")
        self.tokenizer: WhisperTokenizer = WhisperTokenizer(
            folder / "tokenizer.json", end_of_text=self.config.end_of_text
        )
        self._features = LogMel(self.config.n_mels)
        self._encoder = OnnxGraph(folder / "encoder.onnx", runtime)
        layers = range(self.config.n_layers)
        kinds = [f"{kind}_{i}" for i in layers for kind in ("key", "value")]
        self._cross_names = tuple(f"cross_{kind}" for kind in kinds)
        self._own_names = tuple(f"own_{kind}" for kind in kinds)
        self._shared_names = tuple(f"shared_{kind}" for kind in kinds)
        # Of all that a step reads, what was heard is most and does not change.
        self._decoder = OnnxGraph(folder / "decoder.onnx", runtime, reused=self._cross_names)
        self._step_outputs = (
            "logits",
            "alignment",
            *(f"new_{name}" for name in self._own_names),
        )
        if not set(self._cross_names) <= set(self._encoder.outputs) or not set(
            self._step_outputs
        ) <= set(self._decoder.outputs):
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file="whisper.json",
                detail="encoder.onnx and decoder.onnx belong to another model",
            )

    @property
    def max_samples(self) -> int:
        """The longest audio that `encode` takes: 30 seconds."""
        return self.config.max_source_frames * FRAME_SAMPLES

    def encode(
        self, samples: Float32, *, padded_to_samples: int = 0, is_silence_imagined: bool = False
    ) -> EncodedAudio:
        """Listen to speech.

        The model was trained with 30 s of audio, shorter speech followed by silence. Without any
        silence it often does not see where a text ends and says it again. Silence that is encoded
        with the speech (`padded_to_samples`) costs time in proportion to its length. Imagined
        silence costs next to none in the encoder: what the decoder would look at in 30 s of
        nothing, encoded once for all, is put behind what was heard. Two seconds of the first and
        the rest of the second do about as well as 30 s of the first.

        Args:
            samples: [n], mono at SOURCE_RATE_HZ, at most 30 s.
            padded_to_samples: encode the speech with silence up to this length.
            is_silence_imagined: have the cross-attention cover all 30 s.

        Raises:
            AudioError: the audio is empty, too long, or has values that are not numbers.
        """
        n_samples = max(samples.size, padded_to_samples)
        if n_samples > self.max_samples:
            raise AudioError(
                Code.AUDIO_TOO_LONG,
                longest_s=self.max_samples // SOURCE_RATE_HZ,
                length_s=round(n_samples / SOURCE_RATE_HZ, 1),
            )
        features = self._features(samples, padded_to_samples=padded_to_samples)
        encoded = self.encode_features(features, n_samples=samples.size)
        return self._with_silence(encoded) if is_silence_imagined else encoded

    def _with_silence(self, encoded: EncodedAudio) -> EncodedAudio:
        if encoded.n_frames == self.config.max_source_frames:
            return encoded
        silence = self.silence.cross
        return replace(
            encoded,
            cross={
                name: np.concatenate([values, silence[name][:, encoded.n_frames :]], axis=1)
                for name, values in encoded.cross.items()
            },
            n_frames=self.config.max_source_frames,
        )

    @cached_property
    def silence(self) -> EncodedAudio:
        """30 s of nothing; two threads that ask at once at worst both compute the same."""
        return self.encode(np.zeros(self.max_samples, np.float32))

    def encode_features(self, features: Float32, *, n_samples: int) -> EncodedAudio:
        """Listen to log-mel features [n_mels, n], n up to 2 * max_source_frames."""
        outputs = self._encoder.run(self._cross_names, {"mel": features[None]})
        cross = dict(zip(self._cross_names, cast("list[Float32]", outputs), strict=True))
        n_frames = cross[self._cross_names[0]].shape[1]
        return EncodedAudio(cross=cross, n_frames=n_frames, n_samples=n_samples)

    def initial_state(self, encoded: EncodedAudio) -> DecoderState:
        """The state of one beam that has been given no token."""
        config = self.config
        shared = np.zeros((config.n_heads, 0, config.d_head), np.float32)
        own = np.zeros((1, config.n_heads, 0, config.d_head), np.float32)
        return DecoderState(
            encoded=encoded,
            shared=dict.fromkeys(self._shared_names, shared),
            own=dict.fromkeys(self._own_names, own),
        )

    def step(
        self,
        tokens: Int64,
        state: DecoderState,
        *,
        beams: Int64 | None = None,
        logit_positions: Sequence[int] = (-1,),
    ) -> DecoderStep:
        """Give every beam one or more tokens.

        Args:
            tokens: [n_beams, n_tokens].
            state: of the step before, or `initial_state`.
            beams: [n_beams]: which beam of `state` each beam continues; by default its own.
            logit_positions: positions of `tokens` to compute logits for, negative ones from the
                end; by default the last.

        Raises:
            ValueError: the decoder has no room for so many tokens.
        """
        n_beams, n_tokens = tokens.shape
        if state.n_tokens + n_tokens > self.config.max_target_tokens:
            raise ValueError(
                f"{state.n_tokens} + {n_tokens} tokens do not fit into the decoder's "
                f"{self.config.max_target_tokens}"
            )
        positions = np.array(logit_positions, np.int64)
        feeds = {
            "tokens": tokens,
            "beams": np.arange(n_beams) if beams is None else beams,
            "logit_positions": np.where(positions < 0, positions + n_tokens, positions),
            **state.encoded.cross,
            **state.shared,
            **state.own,
        }
        logits, alignment, *own = cast(
            "list[Float32]", self._decoder.run(self._step_outputs, feeds)
        )
        return DecoderStep(
            logits=logits,
            alignment=alignment,
            state=replace(state, own=dict(zip(self._own_names, own, strict=True))),
        )

    def detect_language(
        self, encoded: EncodedAudio, *, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Which language is spoken.

        Args:
            encoded: the speech.
            among: codes to choose from; by default all that the model knows.

        Returns:
            (code, probability), best first; the probabilities sum to 1 over `among`.

        Raises:
            ValueError: the model does not know a language of `among`, or knows English alone.
        """
        codes = list(self.config.languages if among is None else among)
        unknown = [code for code in codes if code not in self.config.languages]
        if unknown or not codes:
            raise ValueError(f"this Whisper model does not tell {unknown or 'languages'} apart")
        start = np.array([[self.config.start_of_transcript]], np.int64)
        logits = self.step(start, self.initial_state(encoded)).logits[0, 0]
        scores = logits[[self.config.languages[code] for code in codes]].astype(np.float64)
        probabilities = np.exp(scores - scores.max())
        probabilities /= probabilities.sum()
        order = np.argsort(-probabilities, kind="stable")
        return [(codes[i], float(probabilities[i])) for i in order]
