"""Pocket TTS: text and a voice to 24 kHz speech, a frame of 80 ms at a time.

A language model over continuous audio latents (https://arxiv.org/abs/2509.06926): each step turns
the latents so far into a condition, from which a flow head draws the next latent in one step of
Lagrangian self-distillation (https://arxiv.org/abs/2505.18825), which the decoder of the Mimi codec
turns into sound. Reference implementation: https://github.com/kyutai-labs/pocket-tts, 2.1.0.

The files are those of https://huggingface.co/KevinAHM/pocket-tts-onnx, bundle schema 2: the state
of a network is a list of tensors that `bundle.json` describes and that nothing here looks into. So
caches may be float32 or float16, with keys and values in one tensor or apart.
"""

import json
import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import sentencepiece
import soundfile
import soxr

from engine.arrays import Float32
from engine.errors import ModelError, VoiceError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime
from engine.tts.model import SpeechPiece, Synthesiser, Voice
from engine.tts.phonemes import Phonemiser
from engine.tts.shaping import EdgeTrimmer

FAMILY: Final = "pocket"

_END_LOGIT: Final = -4.0
_TOKENS_PER_S: Final = 3.0
_SPARE_S: Final = 2.0
_DTYPES: Final = MappingProxyType(
    {"float32": np.float32, "float16": np.float16, "int64": np.int64, "bool": np.bool_}
)
_FILLS: Final = MappingProxyType({"nan": np.nan, "ones": 1, "zeros": 0, "empty": 0})

State: TypeAlias = Mapping[str, npt.NDArray[np.generic]]
"""A network's memory, by the name of the input that takes it; never changed in place."""

Noise: TypeAlias = Callable[[int], Float32]
"""Gives [n] samples of the standard normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRules:
    """How a bundle's model wants its text.

    Attributes:
        most_tokens: that it takes at once.
        pads_short: it wants spaces before a text of fewer than five words.
        has_no_semicolons: it was trained with commas in their place.
        frames_after_end: that are made after it says that the text ended; None if that depends on
            the text.
    """

    most_tokens: int
    pads_short: bool
    has_no_semicolons: bool
    frames_after_end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tensor:
    """One tensor of a state; `key` is its name in the layer that it belongs to."""

    key: str
    input_name: str
    output_name: str
    initial: npt.NDArray[np.generic]


class PocketModel:
    """The loaded voice model of one language; a VoiceModel.

    Args:
        folder: holds a bundle; of a graph that is there whole and quantised, the latter is taken.
        runtime: how it runs.

    Attributes:
        rate_hz: of the speech.
        frame_samples: of each frame.
        latent_size: numbers in a latent, which is a frame before it is sound.
        rules: how it wants its text.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.folder: Final = folder
        bundle = _read_bundle(folder / "bundle.json")
        try:
            self.rate_hz: Final = int(bundle["sample_rate"])
            self.frame_samples: Final = int(bundle["samples_per_frame"])
            self.latent_size: Final = int(bundle["latent_dim"])
            self._condition_size = int(bundle["conditioning_dim"])
            self._main_state = _state(bundle["flow_lm_state_manifest"])
            self._decoder_state = _state(bundle["mimi_state_manifest"])
            after_end = bundle.get("model_recommended_frames_after_eos")
            self.rules: Final = PromptRules(
                most_tokens=int(bundle.get("max_token_per_chunk", 50)),
                pads_short=bool(bundle.get("pad_with_spaces_for_short_inputs", False)),
                has_no_semicolons=bool(bundle.get("remove_semicolons", False)),
                frames_after_end=None if after_end is None else int(after_end),
            )
            self._tokenizer = sentencepiece.SentencePieceProcessor(
                model_file=str(folder / bundle.get("tokenizer_file", "tokenizer.model"))
            )
            self._before_voice: Float32 = np.zeros((1, 0, self._condition_size), np.float32)
            if bundle.get("insert_bos_before_voice"):
                name = bundle.get("bos_before_voice_file", "bos_before_voice.npy")
                self._before_voice = np.load(folder / name, allow_pickle=False).astype(np.float32)
        except (OSError, KeyError, TypeError, ValueError, RuntimeError) as error:
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file=folder.name,
                detail=f"it is not a Pocket TTS bundle of schema 2: {error!r}",
            ) from error
        self._conditioner = OnnxGraph(folder / "text_conditioner.onnx", runtime)
        self._main = OnnxGraph(_graph(folder, "flow_lm_main"), runtime)
        self._flow = OnnxGraph(_graph(folder, "flow_lm_flow"), runtime)
        self._encoder = OnnxGraph(_graph(folder, "mimi_encoder"), runtime)
        self._decoder = OnnxGraph(_graph(folder, "mimi_decoder"), runtime)

    def synthesiser_for(self, voice: Voice, *, phonemiser: Phonemiser) -> Synthesiser:
        """See VoiceModel."""
        del phonemiser  # it reads text
        if not isinstance(voice.sound, PocketClip):
            raise VoiceError(Code.VOICE_OTHER_MODEL, voice=voice.name, family=voice.sound.family)
        return PocketSynthesiser(self, voice, voice.sound)

    def tokenise(self, text: str) -> list[int]:
        """Return the ids of a text's pieces."""
        ids: list[int] = self._tokenizer.encode(text, out_type=int)
        return ids

    def encode_voice(self, samples: Float32) -> Float32:
        """Listen to a person.

        Args:
            samples: [n] mono at `rate_hz`; 10 s are enough, more than 30 s do not help.

        Returns:
            [frames, condition size], what the model is told of the voice.
        """
        n_frames = max(1, math.ceil(len(samples) / self.frame_samples))
        padded = np.pad(samples, (0, n_frames * self.frame_samples - len(samples)))
        (heard,) = self._encoder.run(self._encoder.outputs[:1], {"audio": padded[None, None]})
        return heard.astype(np.float32, copy=False).reshape(-1, self._condition_size)

    def voice_state(self, heard: Float32) -> State:
        """Make the state from which every text of a voice begins.

        Args:
            heard: what `encode_voice` gave.
        """
        prompt = np.concatenate([self._before_voice, heard[None]], axis=1)
        _, _, state = self._step(self._initial(self._main_state), conditions=prompt)
        return state

    def text_state(self, token_ids: Sequence[int], voice: State) -> State:
        """Tell the model what to say.

        Args:
            token_ids: at most `rules.most_tokens`.
            voice: what `voice_state` gave.
        """
        ids = np.array([token_ids], np.int64)
        (embedded,) = self._conditioner.run(self._conditioner.outputs[:1], {"token_ids": ids})
        embedded = embedded.reshape(1, -1, self._condition_size)
        _, _, state = self._step(voice, conditions=embedded.astype(np.float32, copy=False))
        return state

    def latents(
        self,
        state: State,
        *,
        n_tokens: int,
        frames_after_end: int,
        temperature: float,
        noise: Noise,
    ) -> Iterator[tuple[Float32, bool]]:
        """Draw the latents of a text, one at a time.

        Args:
            state: what `text_state` gave.
            n_tokens: of the text; a model that does not find its end is stopped in proportion.
            frames_after_end: 1 or more that are made after the model says that the text ended.
            temperature: variance of the noise; 0 draws what is most likely.
            noise: where it is from.

        Yields:
            A latent, [latent size], and whether it is the last.
        """
        if frames_after_end < 1:
            raise ValueError(f"frames_after_end must be at least 1, not {frames_after_end}")
        frames_per_s = self.rate_hz / self.frame_samples
        most = math.ceil((n_tokens / _TOKENS_PER_S + _SPARE_S) * frames_per_s)
        most = min(most, self._free_positions(state))
        latent: Float32 = np.full(self.latent_size, np.nan, np.float32)  # stands for the beginning
        last_frame = most - 1
        has_ended = False
        for frame in range(most):
            condition, end_logit, state = self._step(state, latent=latent)
            if not has_ended and end_logit > _END_LOGIT:
                has_ended = True
                last_frame = min(last_frame, frame + frames_after_end - 1)
            start = noise(self.latent_size) * np.float32(math.sqrt(temperature))
            latent = self._drawn(condition, start)
            yield latent, frame >= last_frame
            if frame >= last_frame:
                return

    def decoder_state(self) -> State:
        """The decoder's state before any sound."""
        return self._initial(self._decoder_state)

    def decode(self, latents: Float32, state: State) -> tuple[Float32, State]:
        """Turn [n, latent size] latents that follow each other into sound.

        Returns:
            [n * frame_samples] mono, and the state for what follows.
        """
        names = (self._decoder.outputs[0], *(t.output_name for t in self._decoder_state))
        audio, *after = self._decoder.run(names, {"latent": latents[None], **state})
        return (
            audio.astype(np.float32, copy=False).reshape(-1),
            _after(self._decoder_state, after),
        )

    def _step(
        self, state: State, *, conditions: Float32 | None = None, latent: Float32 | None = None
    ) -> tuple[Float32, float, State]:
        """Show the language model conditions, [1, n, condition size], or its own last latent."""
        if conditions is None:
            conditions = np.zeros((1, 0, self._condition_size), np.float32)
        sequence = np.zeros((1, 0, self.latent_size), np.float32)
        if latent is not None:
            sequence = latent[None, None]
        names = ("conditioning", "eos_logit", *(t.output_name for t in self._main_state))
        condition, end_logit, *after = self._main.run(
            names, {"sequence": sequence, "text_embeddings": conditions, **state}
        )
        return (
            condition.astype(np.float32, copy=False),
            float(end_logit.reshape(-1)[0].astype(np.float64)),
            _after(self._main_state, after),
        )

    def _drawn(self, condition: Float32, start: Float32) -> Float32:
        feeds: dict[str, npt.NDArray[np.generic]] = {
            "c": condition,
            "s": np.zeros((1, 1), np.float32),
            "t": np.ones((1, 1), np.float32),
            "x": start[None],
        }
        (direction,) = self._flow.run(("flow_dir",), feeds)
        return start + direction.astype(np.float32, copy=False).reshape(-1)

    def _free_positions(self, state: State) -> int:
        """How many steps still fit the cache of the exported network, whose length is fixed."""
        # Of a cache, however an export cuts it up, the positions are the longest axis.
        lengths = [
            max(t.initial.shape)
            for t in self._main_state
            if np.issubdtype(t.initial.dtype, np.floating)
        ]
        steps = [state[t.input_name] for t in self._main_state if t.key in ("step", "offset")]
        if not lengths or not steps:
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file=self.folder.name,
                detail="it does not say how long its texts may be",
            )
        return int(min(lengths) - np.concatenate([step.reshape(-1) for step in steps]).max())

    @staticmethod
    def _initial(tensors: Sequence[_Tensor]) -> State:
        return {tensor.input_name: tensor.initial for tensor in tensors}


def _after(tensors: Sequence[_Tensor], values: Sequence[npt.NDArray[np.generic]]) -> State:
    return {tensor.input_name: value for tensor, value in zip(tensors, values, strict=True)}


def _state(entries: Iterable[Mapping[str, Any]]) -> tuple[_Tensor, ...]:
    return tuple(
        _Tensor(
            key=str(entry["key"]),
            input_name=str(entry["input_name"]),
            output_name=str(entry["output_name"]),
            initial=np.full(
                [int(size) for size in entry["shape"]],
                _FILLS[entry["fill"]],
                _DTYPES[entry["dtype"]],
            ),
        )
        for entry in entries
    )


def _read_bundle(path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
    if not isinstance(document, dict) or document.get("schema_version") != 2:
        raise ModelError(
            Code.MODEL_FILE_INVALID, file=path.name, detail="it is not a bundle of schema 2"
        )
    return document


def _graph(folder: Path, name: str) -> Path:
    quantised = folder / f"{name}_int8.onnx"
    return quantised if quantised.exists() else folder / f"{name}.onnx"


# ruff: noqa: RUF001 - typographic signs are meant as they stand


_MOST_CLIP_S: Final = 30
_TEMPERATURE: Final = 0.3
"""What listeners preferred, says the reference since its version 4."""

_SPARE_FRAMES: Final = 2
_BREAKS: Final = ".!?…,;:—–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PocketClip:
    """A voice of Pocket TTS: somebody speaking.

    Attributes:
        path: a recording of about 10 s; a relative one lies in the folder of the pack.
    """

    path: Path

    @property
    def family(self) -> str:
        """The kind of network that it is for."""
        return FAMILY


class PocketSynthesiser:
    """A voice of Pocket TTS; a Synthesiser.

    Args:
        model: the loaded weights.
        voice: whom it speaks as.
        clip: how that person sounds.
    """

    def __init__(self, model: PocketModel, voice: Voice, clip: PocketClip) -> None:
        self._model = model
        self._voice = voice
        self._clip = clip
        self._state: State | None = None

    @property
    def voice(self) -> Voice:
        """What it speaks with."""
        return self._voice

    @property
    def rate_hz(self) -> int:
        """The rate of its pieces."""
        return self._model.rate_hz

    @property
    def least_words(self) -> int:
        """One or two words alone come out garbled, most of all in French."""
        return 3

    def prepare(self) -> None:
        """Listen to the clip.

        Raises:
            VoiceError: it cannot be read.
        """
        self._voice_state()

    def own_tempo(self, tempo: float) -> float:
        """The model has no say in its tempo."""
        del tempo
        return 1.0

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        """Speak a clause, frame by frame; the same text always sounds the same."""
        del tempo
        rules = self._model.rules
        generator = np.random.default_rng(zlib.crc32(text.encode()))
        chunks = self._chunks(text)
        trimmer = EdgeTrimmer(self.rate_hz)
        for chunk in chunks:
            said, frames_after_end = prepared_text(
                chunk, pads_short=rules.pads_short, has_no_semicolons=rules.has_no_semicolons
            )
            token_ids = self._model.tokenise(said)
            latents = self._model.latents(
                self._model.text_state(token_ids, self._voice_state()),
                n_tokens=len(token_ids),
                frames_after_end=max(1, rules.frames_after_end or frames_after_end),
                temperature=_TEMPERATURE,
                noise=lambda size: generator.standard_normal(size, dtype=np.float32),
            )
            state = self._model.decoder_state()
            for latent, _ in latents:
                samples, state = self._model.decode(latent[None], state)
                yield SpeechPiece(samples=trimmer.push(samples), is_last=False)
        yield SpeechPiece(samples=trimmer.flush(), is_last=True)

    def _voice_state(self) -> State:
        # Two threads that come here at once do the same twice, which does no harm.
        if self._state is None:
            path = self._model.folder / self._clip.path
            self._state = self._model.voice_state(self._model.encode_voice(self._read(path)))
        return self._state

    def _read(self, path: Path) -> Float32:
        try:
            samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        except (OSError, soundfile.LibsndfileError) as error:
            raise VoiceError(
                Code.VOICE_RECORDING_DAMAGED,
                file=path.name,
                voice=self._voice.name,
                reason=str(error),
            ) from error
        mono = samples[: _MOST_CLIP_S * rate_hz].mean(axis=1)
        return np.asarray(soxr.resample(mono, rate_hz, self.rate_hz), np.float32)

    def _chunks(self, text: str) -> list[str]:
        """Cut a text that is too long for the model, at marks where there are any."""
        words = text.split()
        if not any(character.isalnum() for character in text):
            return []
        chunks: list[str] = []
        while words:
            n_fitting = len(words)
            while n_fitting > 1 and self._is_too_long(words[:n_fitting]):
                n_fitting -= 1
            if n_fitting < len(words):
                marks = [n for n in range(2, n_fitting + 1) if words[n - 1][-1] in _BREAKS]
                n_fitting = marks[-1] if marks else n_fitting
            chunks.append(" ".join(words[:n_fitting]))
            words = words[n_fitting:]
        return chunks

    def _is_too_long(self, words: list[str]) -> bool:
        return len(self._model.tokenise(" ".join(words))) > self._model.rules.most_tokens


def prepared_text(text: str, *, pads_short: bool, has_no_semicolons: bool) -> tuple[str, int]:
    """Write a text as the model was trained to read it.

    Args:
        text: with something in it that can be said.
        pads_short: put spaces before fewer than five words.
        has_no_semicolons: write commas in their place.

    Returns:
        The text, and how many frames to make after its end.
    """
    text = text.strip().replace("\n", " ").replace("\r", " ").replace("  ", " ")
    if has_no_semicolons:
        text = text.replace(";", ",")
    n_words = len(text.split())
    text = text[0].upper() + text[1:]
    if text[-1].isalnum():
        text += "."
    if pads_short and n_words < 5:
        text = " " * 8 + text
    return text, (3 if n_words <= 4 else 1) + _SPARE_FRAMES


def load_pocket(folder: Path, runtime: Runtime) -> PocketModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = PocketModel(folder, runtime=runtime)
    model.decode(np.zeros((1, model.latent_size), np.float32), model.decoder_state())
    return model


def sound_of_entry(entry: Mapping[str, object], folder: Path) -> PocketClip:
    """What an entry of voices.toml says of a voice's sound: its `clip` lies in the pack."""
    del folder
    return PocketClip(path=Path(str(entry["clip"])))
