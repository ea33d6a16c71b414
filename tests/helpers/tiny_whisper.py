"""Writes Whisper models with random weights in CTranslate2's format."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, decoders, pre_tokenizers
from tokenizers.models import BPE

from engine.arrays import Float32

Stored = npt.NDArray[np.generic]

SPECIAL: Final = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|fr|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nocaptions|>",
    "<|notimestamps|>",
)
MERGES: Final = (("Ġ", "t"), ("h", "e"), ("Ġt", "he"))
N_TEXT_TOKENS: Final = 256 + len(MERGES)
N_TIMESTAMPS: Final = 21
VOCAB_SIZE: Final = N_TEXT_TOKENS + len(SPECIAL) + N_TIMESTAMPS

_TYPE_IDS: Final = {"float32": 0, "int8": 1, "int16": 2, "int32": 3, "float16": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyWhisper:
    """Sizes and storage of a random model; `end_scale` above 1 makes its texts end sooner."""

    n_mels: int = 8
    n_encoder_layers: int = 2
    n_layers: int = 2
    n_heads: int = 2
    d_model: int = 32
    d_inner: int = 48
    max_source_frames: int = 60
    max_target_tokens: int = 40
    storage: str = "float32"
    alignment_heads: tuple[tuple[int, int], ...] | None = ((1, 1), (0, 1), (1, 0))
    end_scale: float = 1.0
    seed: int = 0

    def tensors(self) -> dict[str, Float32]:
        """All weights, without the scalar attributes, at full precision."""
        random = np.random.default_rng(self.seed)
        d = self.d_model

        def values(*shape: int, scale: float) -> Float32:
            return (random.normal(size=shape) * scale).astype(np.float32)

        tensors: dict[str, Float32] = {
            "encoder/conv1/weight": values(d, self.n_mels, 3, scale=0.3),
            "encoder/conv1/bias": values(d, scale=0.1),
            "encoder/conv2/weight": values(d, d, 3, scale=0.1),
            "encoder/conv2/bias": values(d, scale=0.1),
            "encoder/position_encodings/encodings": values(self.max_source_frames, d, scale=0.3),
            # Large embeddings make the choice of the next token clear.
            "decoder/embeddings/weight": values(VOCAB_SIZE, d, scale=0.8),
            "decoder/position_encodings/encodings": values(self.max_target_tokens, d, scale=0.8),
        }
        tensors["decoder/embeddings/weight"][N_TEXT_TOKENS] *= self.end_scale

        def norm(name: str) -> None:
            tensors[f"{name}/layer_norm/gamma"] = 1 + values(d, scale=0.1)
            tensors[f"{name}/layer_norm/beta"] = values(d, scale=0.1)

        def linear(name: str, n_in: int, n_out: int) -> None:
            tensors[f"{name}/weight"] = values(n_out, n_in, scale=1.5 / n_in**0.5)
            tensors[f"{name}/bias"] = values(n_out, scale=0.2)

        for part, n_layers in (("encoder", self.n_encoder_layers), ("decoder", self.n_layers)):
            norm(part)
            for i in range(n_layers):
                layer = f"{part}/layer_{i}"
                norm(f"{layer}/self_attention")
                linear(f"{layer}/self_attention/linear_0", d, 3 * d)
                linear(f"{layer}/self_attention/linear_1", d, d)
                if part == "decoder":
                    norm(f"{layer}/attention")
                    linear(f"{layer}/attention/linear_0", d, d)
                    linear(f"{layer}/attention/linear_1", d, 2 * d)
                    linear(f"{layer}/attention/linear_2", d, d)
                norm(f"{layer}/ffn")
                linear(f"{layer}/ffn/linear_0", d, self.d_inner)
                linear(f"{layer}/ffn/linear_1", self.d_inner, d)
        return tensors

    def stored_tensors(self) -> dict[str, Float32]:
        """All weights as a reader gets them back from their storage."""
        result = {}
        for name, tensor in self.tensors().items():
            parts = stored(name, tensor, storage=self.storage)
            values = parts[name].astype(np.float32)
            if len(parts) > 1:
                scale = parts[f"{name}_scale"].astype(np.float32)
                values /= scale.reshape(-1, 1) if scale.ndim else scale
            result[name] = values
        return result

    def write(self, folder: Path, *, spec: str = "WhisperSpec", revision: int = 3) -> None:
        """Write model.bin, config.json and tokenizer.json."""
        variables: dict[str, Stored] = {
            "encoder/num_heads": np.array(self.n_heads, np.int16),
            "decoder/num_heads": np.array(self.n_heads, np.int16),
            "decoder/pre_norm": np.array(1, np.int8),
        }
        for name, tensor in self.tensors().items():
            variables.update(stored(name, tensor, storage=self.storage))
        write_model_file(
            folder / "model.bin",
            variables,
            aliases={"decoder/projection/weight": "decoder/embeddings/weight"},
            spec=spec,
            revision=revision,
        )
        first = N_TEXT_TOKENS
        config: dict[str, object] = {
            "lang_ids": [first + SPECIAL.index("<|en|>"), first + SPECIAL.index("<|fr|>")],
            "suppress_ids": [1, 2, 7, first + SPECIAL.index("<|translate|>")],
            "suppress_ids_begin": [220, first],
        }
        if self.alignment_heads is not None:
            config["alignment_heads"] = self.alignment_heads
        (folder / "config.json").write_text(json.dumps(config))
        tiny_tokenizer().save(str(folder / "tokenizer.json"))


def tiny_tokenizer() -> Tokenizer:
    """A byte-level BPE with few merges and Whisper's special tokens."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {character: number for number, character in enumerate(alphabet)}
    for first, second in MERGES:
        vocabulary[first + second] = len(vocabulary)
    tokenizer = Tokenizer(BPE(vocabulary, list(MERGES)))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def stored(name: str, tensor: Float32, *, storage: str) -> dict[str, Stored]:
    """One tensor as CTranslate2 stores it at a precision, with its scale if it needs one."""
    is_linear = name.endswith("weight") and "conv" not in name
    if storage == "float32":
        return {name: tensor}
    if storage == "float16" or not is_linear:
        return {name: tensor.astype(np.float16)}
    if storage == "int16":
        factor = np.float32(2**10 / np.abs(tensor).max())
        return {
            name: np.rint(tensor * factor).astype(np.int16),
            f"{name}_scale": np.array(factor, np.float32),
        }
    scales = (127 / np.abs(tensor).max(axis=1)).astype(np.float32)
    return {
        name: np.rint(tensor * scales[:, None]).astype(np.int8),
        f"{name}_scale": scales,
    }


def write_model_file(
    path: Path,
    variables: Mapping[str, Stored],
    *,
    aliases: Mapping[str, str],
    spec: str = "WhisperSpec",
    revision: int = 3,
    version: int = 6,
) -> None:
    """Write CTranslate2's binary format."""
    parts = [
        struct.pack("<I", version),
        _string(spec),
        struct.pack("<II", revision, len(variables)),
    ]
    for name, values in variables.items():
        parts += [
            _string(name),
            struct.pack("<B", values.ndim),
            struct.pack(f"<{values.ndim}I", *values.shape),
            struct.pack("<BI", _TYPE_IDS[values.dtype.name], values.nbytes),
            values.tobytes(),
        ]
    parts.append(struct.pack("<I", len(aliases)))
    for alias, name in aliases.items():
        parts += [_string(alias), _string(name)]
    path.write_bytes(b"".join(parts))


def _string(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return struct.pack("<H", len(raw)) + raw
