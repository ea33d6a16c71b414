"""Writes Marian binary model files, and students of any size with random weights."""

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import sentencepiece

from engine.arrays import Float32
from engine.packs.convert.marian_file import (
    CONFIG_NAME,
    TYPE_FLOAT32,
    TYPE_INT8,
    TYPE_INTGEMM8,
    TYPE_INTGEMM16,
)

END_ID = 0
UNKNOWN_ID = 1

_WORDS = (
    "the a train house river bridge garden window morning evening winter summer was is has had"
    " goes comes stays leaves old new small large green quiet late early and but when because"
    " market mountain village people children teacher doctor ticket station weather question"
    " answer yesterday tomorrow together always never often again before after under between"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyStudent:
    """Sizes and options of a random student; `end_bias` makes its sentences end sooner."""

    n_encoder_layers: int = 3
    n_decoder_layers: int = 1
    d_model: int = 16
    n_heads: int = 4
    d_ffn: int = 24
    ffn_depth: int = 2
    source_vocabulary_size: int = 60
    target_vocabulary_size: int = 60
    shares_embeddings: bool = True
    activation: str = "relu"
    preprocess: str = ""
    postprocess: str = "dan"
    postprocess_top: str = ""
    has_recurrence_projection: bool = False
    end_bias: float = 0.0
    seed: int = 0
    options: Mapping[str, str] = field(default_factory=dict)

    def config(self) -> dict[str, str]:
        return {
            "type": "transformer",
            "dec-cell": "ssru",
            "dec-depth": str(self.n_decoder_layers),
            "dim-emb": str(self.d_model),
            "dim-vocabs": f"\n  - {self.source_vocabulary_size}\n  - {self.target_vocabulary_size}",
            "enc-depth": str(self.n_encoder_layers),
            "input-types": "[]",
            "layer-normalization": "false",
            "lemma-dim-emb": "0",
            "tied-embeddings": str(not self.shares_embeddings).lower(),
            "tied-embeddings-all": str(self.shares_embeddings).lower(),
            "transformer-decoder-autoreg": "rnn",
            "transformer-dim-ffn": str(self.d_ffn),
            "transformer-ffn-activation": self.activation,
            "transformer-ffn-depth": str(self.ffn_depth),
            "transformer-guided-alignment-layer": "last",
            "transformer-heads": str(self.n_heads),
            "transformer-postprocess": self.postprocess,
            "transformer-postprocess-emb": "d",
            "transformer-postprocess-top": f'"{self.postprocess_top}"',
            "transformer-preprocess": f'"{self.preprocess}"',
            "transformer-rnn-projection": str(self.has_recurrence_projection).lower(),
            "transformer-tied-layers": "\n  []",
            "version": "v1.9.56 tiny",
            **self.options,
        }

    def tensors(self) -> dict[str, Float32]:
        """Random weights under the names that Marian gives them."""
        maker = _Maker(self)
        maker.add_embeddings()
        for layer in range(1, self.n_encoder_layers + 1):
            maker.add_attention(f"encoder_l{layer}_self")
            maker.add_ffn(f"encoder_l{layer}_ffn")
        for layer in range(1, self.n_decoder_layers + 1):
            maker.add_recurrence(f"decoder_l{layer}_rnn")
            maker.add_attention(f"decoder_l{layer}_context")
            maker.add_ffn(f"decoder_l{layer}_ffn")
        if "n" in self.postprocess_top:
            maker.add_norm("encoder_top", "")
            maker.add_norm("decoder_top", "")
        return maker.tensors


class _Maker:
    def __init__(self, student: TinyStudent) -> None:
        self._student = student
        self._random = np.random.default_rng(student.seed)
        self.tensors: dict[str, Float32] = {}

    def add_embeddings(self) -> None:
        student = self._student
        tables = (
            {"Wemb": student.target_vocabulary_size}
            if student.shares_embeddings
            else {
                "encoder_Wemb": student.source_vocabulary_size,
                "decoder_Wemb": student.target_vocabulary_size,
            }
        )
        for name, size in tables.items():
            self._add(name, size, student.d_model, scale=1 / math.sqrt(student.d_model))
        self._add("decoder_ff_logit_out_b", 1, student.target_vocabulary_size, scale=0.3)
        self.tensors["decoder_ff_logit_out_b"][0, END_ID] += student.end_bias

    def add_attention(self, prefix: str) -> None:
        d_model = self._student.d_model
        for letter in "qkvo":
            self._add(f"{prefix}_W{letter}", d_model, d_model)
            self._add(f"{prefix}_b{letter}", 1, d_model, scale=0.1)
        self._add_norms(f"{prefix}_Wo", f"{prefix}_Wo")

    def add_ffn(self, prefix: str) -> None:
        student = self._student
        widths = [student.d_model, *[student.d_ffn] * (student.ffn_depth - 1), student.d_model]
        for number, (n_in, n_out) in enumerate(pairwise(widths), start=1):
            self._add(f"{prefix}_W{number}", n_in, n_out)
            self._add(f"{prefix}_b{number}", 1, n_out, scale=0.1)
        self._add_norms(f"{prefix}_ffn", f"{prefix}_ffn")

    def add_recurrence(self, prefix: str) -> None:
        d_model = self._student.d_model
        self._add(f"{prefix}_W", d_model, d_model)
        self._add(f"{prefix}_Wf", d_model, d_model)
        self._add(f"{prefix}_bf", 1, d_model, scale=0.5)
        if self._student.has_recurrence_projection:
            self._add(f"{prefix}_Wo", d_model, d_model)
            self._add(f"{prefix}_bo", 1, d_model, scale=0.1)
        self._add_norms(prefix, f"{prefix}_ffn")

    def add_norm(self, prefix: str, suffix: str) -> None:
        d_model = self._student.d_model
        self._add(f"{prefix}_ln_scale{suffix}", 1, d_model, scale=0.2, mean=1)
        self._add(f"{prefix}_ln_bias{suffix}", 1, d_model, scale=0.2)

    def _add_norms(self, before: str, after: str) -> None:
        if "n" in self._student.preprocess:
            self.add_norm(before, "_pre")
        if "n" in self._student.postprocess:
            self.add_norm(after, "")

    def _add(
        self, name: str, rows: int, columns: int, *, scale: float | None = None, mean: float = 0
    ) -> None:
        spread = 1.5 / math.sqrt(rows) if scale is None else scale
        values = self._random.normal(mean, spread, (rows, columns))
        self.tensors[name] = values.astype(np.float32)


def write_student(path: Path, student: TinyStudent, *, int8: bool) -> None:
    """Write a random student; with int8 its matrices as Marian's quantiser would."""
    tensors = student.tensors()
    matrices = {name for name, values in tensors.items() if int8 and values.shape[0] > 1}
    write_marian_binary(path, tensors, config=yaml_text(student.config()), int8=matrices)


def yaml_text(config: Mapping[str, str]) -> str:
    return "".join(
        f"{key}:{value}\n" if value.startswith("\n") else f"{key}: {value}\n"
        for key, value in config.items()
    )


def write_marian_binary(
    path: Path,
    tensors: Mapping[str, Float32],
    *,
    config: str,
    int8: Iterable[str] = (),
    int16: Iterable[str] = (),
) -> None:
    """Write a binary version 1 file, as Marian's saveItems does.

    An int8 tensor of the file also gets its activation multiplier "<name>_QuantMultA".
    """
    items: list[tuple[str, int, tuple[int, ...], bytes]] = []
    eight, sixteen = set(int8), set(int16)
    for name, values in tensors.items():
        if name in eight:
            items.append((name, TYPE_INTGEMM8, values.shape, _intgemm(name, values, "<i1", 127)))
            items.append((f"{name}_QuantMultA", TYPE_FLOAT32, (1, 1), struct.pack("<f", 30)))
        elif name in sixteen:
            items.append((name, TYPE_INTGEMM16, values.shape, _intgemm(name, values, "<i2", 1024)))
        else:
            items.append((name, TYPE_FLOAT32, values.shape, values.astype("<f4").tobytes()))
    items = [(name, kind, shape, _padded(stored)) for name, kind, shape, stored in items]
    text = config.encode() + b"\0"
    items.append((CONFIG_NAME, TYPE_INT8, (len(text),), text))

    head = struct.pack("<QQ", 1, len(items))
    for name, kind, shape, stored in items:
        head += struct.pack("<4Q", len(name.encode()) + 1, kind, len(shape), len(stored))
    for name, *_ in items:
        head += name.encode() + b"\0"
    for _, _, shape, _ in items:
        head += struct.pack(f"<{len(shape)}i", *shape)
    padding = -(len(head) + 8) % 256
    body = b"".join(stored for *_, stored in items)
    path.write_bytes(head + struct.pack("<Q", padding) + bytes(padding) + body)


def write_vocabulary(path: Path, size: int, *, symbols: Sequence[str] = ()) -> None:
    """Train a SentencePiece model of `size` pieces, with Marian's special tokens and `symbols`."""
    random = np.random.default_rng(0)
    words = _WORDS.split()
    sentences = [" ".join(random.choice(words, 8)) + "." for _ in range(300)]
    model = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=size,
        hard_vocab_limit=True,
        eos_id=END_ID,
        unk_id=UNKNOWN_ID,
        bos_id=-1,
        pad_id=-1,
        user_defined_symbols=list(symbols),
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())


def _intgemm(name: str, values: Float32, dtype: str, largest: int) -> bytes:
    multiplier = np.float32(largest / np.abs(values).max())
    integers = np.rint(values * multiplier).astype(dtype)
    stored = integers if "Wemb" in name else integers.T
    packed: bytes = stored.tobytes()
    return packed + struct.pack("<f", multiplier)


def _padded(stored: bytes) -> bytes:
    return stored + bytes(-len(stored) % 256)
