"""Writes a trained student as a Marian binary model for the product's converter.

Embeddings and feed-forward matrices are stored in 8 bit, as the product computes with them; the
small matrices, which rounding hurts most, in 16, and vectors in 32.

The layout is described in `engine.packs.convert.marian_file`, which reads it back.
"""

import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.packs.convert.marian_file import (
    CONFIG_NAME,
    FORMAT_VERSION,
    TYPE_FLOAT16,
    TYPE_FLOAT32,
    TYPE_INT8,
    TYPE_INTGEMM8,
    ConfigValue,
    MarianWeights,
)
from engine.workshop.training.model import Student
from engine.workshop.training.weights import layer_tensors

_EIGHT_BIT: Final = re.compile(r"Wemb|_ffn_W\d")
_LARGEST: Final = 127
_ALIGNMENT_BYTES: Final = 256
"""Marian maps its files into memory and wants tensors to start on such a boundary."""


def student_weights(student: Student, parent_config: Mapping[str, ConfigValue]) -> MarianWeights:
    """A student in Marian's names, with the options that describe it.

    Args:
        student: the network.
        parent_config: options of the model that it was started from; all but those on
            vocabularies stay true.
    """
    shape = student.shape
    tensors = layer_tensors(student)
    tensors["encoder_Wemb"] = student.source_embedding.weight.detach().float().numpy()
    tensors["decoder_Wemb"] = student.target_embedding.weight.detach().float().numpy()
    bias = student.output_bias.detach().float().numpy()
    tensors["decoder_ff_logit_out_b"] = bias.reshape(1, -1)
    config = {
        **parent_config,
        "dim-vocabs": (shape.n_source_pieces, shape.n_target_pieces),
        "tied-embeddings": True,
        "tied-embeddings-all": False,
        "tied-embeddings-src": False,
    }
    return MarianWeights(tensors=tensors, multipliers={}, config=config)


def write_marian_binary(path: Path, weights: MarianWeights) -> None:
    """Write a Marian binary version 1 file."""
    entries = [
        (name, type_code, values.shape, stored)
        for name, values in sorted(weights.tensors.items())
        for type_code, stored in [_stored(name, values)]
    ]
    options = _yaml(weights.config).encode() + b"\0"
    entries.append((CONFIG_NAME, TYPE_INT8, (len(options),), options))
    padded = [_padded(stored) for _, _, _, stored in entries]

    head = struct.pack("<QQ", FORMAT_VERSION, len(entries))
    for (name, type_code, shape, _), stored in zip(entries, padded, strict=True):
        head += struct.pack("<4Q", len(name.encode()) + 1, type_code, len(shape), len(stored))
    head += b"".join(name.encode() + b"\0" for name, *_ in entries)
    head += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in entries)
    n_padding = -(len(head) + 8) % _ALIGNMENT_BYTES
    with path.open("wb") as file:
        file.write(head + struct.pack("<Q", n_padding) + b"\0" * n_padding)
        file.writelines(padded)


def _stored(name: str, values: Float32) -> tuple[int, bytes]:
    """The type of a tensor in the file, and its bytes."""
    if len(values) == 1:
        return TYPE_FLOAT32, np.ascontiguousarray(values, "<f4").tobytes()
    if not _EIGHT_BIT.search(name):
        return TYPE_FLOAT16, np.ascontiguousarray(values, "<f2").tobytes()
    multiplier = np.float32(_LARGEST / np.abs(values).max())
    integers = np.rint(values * multiplier).astype(np.int8)
    rows = integers if "Wemb" in name else integers.T
    return TYPE_INTGEMM8, rows.tobytes() + struct.pack("<f", multiplier)


def _padded(stored: bytes) -> bytes:
    return stored + b"\0" * (-len(stored) % _ALIGNMENT_BYTES)


def _yaml(config: Mapping[str, ConfigValue]) -> str:
    lines: list[str] = []
    for key, value in sorted(config.items()):
        if isinstance(value, tuple):
            lines.append(f"{key}:" if value else f"{key}: []")
            lines += [f"  - {_yaml_scalar(item)}" for item in value]
        else:
            lines.append(f"{key}: {_yaml_scalar(value)}")
    return "\n".join(lines) + "\n"


def _yaml_scalar(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return repr(value)
