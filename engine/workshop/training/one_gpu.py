"""Trains students on one GPU, on a machine that has torch and nothing else.

    python one_gpu.py fr-en.zip de-en.zip --out OUT --minutes 11 [--size base-memory]

Copy this file and what `python -m engine.workshop.training pack` wrote; it imports no other file of
the project. The minutes are shared by the directions, in their order; what one leaves by stopping
early goes to the next. For each, OUT gets a folder with

- `model.bin.00`, `model.bin.01`, …: the averaged weights with the highest development BLEU, as a
  Marian binary with large matrices in 8 bit, in parts that can be carried away by themselves
- `log.jsonl`: losses, speeds and scores
- `checkpoint.pt`: what a run goes on from that was killed; `--no-checkpoint` leaves it out

A pack is a ZIP:

- `pack.json`: `config` (Marian's options), `n_source_pieces`, `n_target_pieces`, `target_pieces`
  (texts), `n_shards`, and `dev`: name to `sources` (piece ids) and `references` (texts)
- `SHARD.source`, `SHARD.target`: piece ids, uint16 little-endian, one sentence after the other
- `SHARD.source_lengths`, `SHARD.target_lengths`: uint8, the final `</s>` included
- `start.bin`: a Marian binary to start from, for the tiny size; it may be missing
"""

import argparse
import ctypes
import json
import math
import re
import struct
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

PART_BYTES: Final = 15 * 1024 * 1024
"""Largest part of a model file: what comes back from such a machine may be limited to 16 MB."""

_LENGTH_STEP: Final = 8
"""Lengths are padded to multiples of this, so that few shapes are compiled."""

_END: Final = 0
_MAX_LENGTH_FACTOR: Final = 2.0
_MAX_EXTRA_TOKENS: Final = 10
_EVALUATED_TOKENS: Final = 20_000
_MAX_POSITIONS: Final = 512

_FORMAT_VERSION: Final = 1
_CONFIG_NAME: Final = "special:model.yml"
_INT8, _FLOAT16, _FLOAT32, _INTGEMM8 = 0x0101, 0x0402, 0x0404, 0x4101
_ALIGNMENT: Final = 256
_EIGHT_BIT: Final = re.compile(r"Wemb|_ffn_W\d")

Weights: TypeAlias = dict[str, Tensor]
Batch: TypeAlias = tuple[Tensor, Tensor, Tensor, Tensor]
Autocast: TypeAlias = AbstractContextManager[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Sizes of a student.

    Attributes:
        d_model: width of every layer.
        d_ffn: inner width of the feed-forward sublayers.
        n_heads: attention heads.
        n_encoder_layers: transformer layers.
        n_decoder_layers: SSRU layers.
    """

    d_model: int = 256
    d_ffn: int = 1536
    n_heads: int = 8
    n_encoder_layers: int = 6
    n_decoder_layers: int = 2


SIZES: Final[Mapping[str, Size]] = {
    "tiny": Size(),
    "base-memory": Size(d_model=512, d_ffn=2048),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a direction is trained.

    Attributes:
        batch_tokens: padded positions of the larger side of a batch.
        peak_rate: highest learning rate.
        warm_up_steps: linear rise to the peak.
        fall_from: share of the direction's time after which the rate falls linearly to 2 %.
        smoothing: label smoothing.
        dropout: share of values dropped after each sublayer of the decoder, and of the encoder of a
            student that starts from nothing. The published students were trained without: a share
            of 0.1 in their encoder takes what it says apart (loss 5.5 to 13.0).
        average_decay: share of the moving average of the weights that a step keeps.
        clip_norm: largest norm of the gradients.
        evaluate_s: seconds between scorings of the development sets.
        checkpoint_s: seconds between checkpoints; 0 for none.
        patience: scorings without a better one after which a direction ends.
        compiles: whether steps are compiled; where that fails they run as they are.
    """

    batch_tokens: int = 25_000
    peak_rate: float = 1e-3
    warm_up_steps: int = 400
    fall_from: float = 0.4
    smoothing: float = 0.1
    dropout: float = 0.1
    average_decay: float = 0.998
    clip_norm: float = 1.0
    evaluate_s: float = 25.0
    checkpoint_s: float = 60.0
    patience: int = 6
    compiles: bool = True

    def rate(self, step: int, share: float) -> float:
        """The learning rate of a step, counted from 1, at a share of the direction's time."""
        left = (1.0 - share) / (1.0 - self.fall_from)
        return self.peak_rate * min(1.0, step / self.warm_up_steps) * max(0.02, min(1.0, left))


# --- the network -----------------------------------------------------------------------------


def scan(gate: Tensor, candidate: Tensor) -> Tensor:
    """All states of the SSRU, [batch, T, d] (Kim et al. 2019, D19-5632).

    c[t] = f[t] * c[t-1] + (1 - f[t]) * x[t], in float32, by recursive doubling (Hillis and Steele
    1986): log2 T passes over the whole tensor instead of T over slices.
    """
    forget = gate.float()
    cells = (1.0 - forget) * candidate.float()
    reach = 1
    while reach < gate.shape[1]:
        cells = cells + forget * functional.pad(cells[:, :-reach], (0, 0, reach, 0))
        forget = forget * functional.pad(forget[:, :-reach], (0, 0, reach, 0))
        reach *= 2
    return cells.to(candidate.dtype)


def positions(n_positions: int, d_model: int) -> Tensor:
    """Marian's sinusoids, the sines first and then the cosines."""
    n_timescales = d_model // 2
    step = math.log(10_000.0) / max(n_timescales - 1, 1)
    angles = torch.arange(n_positions).unsqueeze(1) * torch.exp(torch.arange(n_timescales) * -step)
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class _Sublayer(nn.Module):
    """`LayerNorm(x + dropout(out))`."""

    def __init__(self, d_model: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model, eps=1e-6)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, out: Tensor) -> Tensor:
        return self.norm(x + self.dropout(out))


class _FeedForward(nn.Module):
    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.inner = nn.Linear(size.d_model, size.d_ffn)
        self.outer = nn.Linear(size.d_ffn, size.d_model)
        self.end = _Sublayer(size.d_model, dropout)

    def forward(self, x: Tensor) -> Tensor:
        return self.end(x, self.outer(functional.relu(self.inner(x))))


class _Attention(nn.Module):
    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        d_model = size.d_model
        self.n_heads = size.n_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)
        self.end = _Sublayer(d_model, dropout)

    def split(self, x: Tensor) -> Tensor:
        """[batch, T, d] -> [batch, heads, T, d / heads]."""
        return x.unflatten(2, (self.n_heads, -1)).transpose(1, 2)

    def memory(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of what is attended to."""
        return self.split(self.key(encoded)), self.split(self.value(encoded))

    def forward(self, x: Tensor, memory: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        attended = functional.scaled_dot_product_attention(
            self.split(self.query(x)), *memory, attn_mask=mask
        )
        return self.end(x, self.out(attended.transpose(1, 2).flatten(2)))


class _EncoderLayer(nn.Module):
    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.attention = _Attention(size, dropout)
        self.ffn = _FeedForward(size, dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.ffn(self.attention(x, self.attention.memory(x), mask))


class _DecoderLayer(nn.Module):
    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.cell = nn.Linear(size.d_model, size.d_model, bias=False)
        self.gate = nn.Linear(size.d_model, size.d_model)
        self.end = _Sublayer(size.d_model, dropout)
        self.attention = _Attention(size, dropout)
        self.ffn = _FeedForward(size, dropout)

    def forward(self, x: Tensor, memory: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        cells = scan(torch.sigmoid(self.gate(x)), self.cell(x))
        x = self.end(x, functional.relu(cells))
        return self.ffn(self.attention(x, memory, mask))

    def step(
        self, x: Tensor, cell: Tensor, memory: tuple[Tensor, Tensor], mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """One position, x [batch, 1, d] and the cell [batch, d] -> the same, one step on."""
        gate = torch.sigmoid(self.gate(x[:, 0])).float()
        cell = gate * cell + (1.0 - gate) * self.cell(x[:, 0]).float()
        x = self.end(x, functional.relu(cell).to(x.dtype).unsqueeze(1))
        return self.ffn(self.attention(x, memory, mask)), cell


class Student(nn.Module):
    """Marian's student: a transformer encoder, an SSRU decoder, the target embedding tied.

    Args:
        size: of the layers.
        n_source: pieces of the source vocabulary.
        n_target: pieces of the target vocabulary.
        dropout: share of values dropped in the decoder.
        encoder_dropout: the same in the encoder.
    """

    def __init__(
        self,
        size: Size,
        n_source: int,
        n_target: int,
        *,
        dropout: float = 0.0,
        encoder_dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.size = size
        self.source = nn.Embedding(n_source, size.d_model)
        self.target = nn.Embedding(n_target, size.d_model)
        self.bias = nn.Parameter(torch.zeros(n_target))
        self.encoder = nn.ModuleList(
            _EncoderLayer(size, encoder_dropout) for _ in range(size.n_encoder_layers)
        )
        self.decoder = nn.ModuleList(
            _DecoderLayer(size, dropout) for _ in range(size.n_decoder_layers)
        )
        self.dropout = nn.Dropout(dropout)
        self.encoder_dropout = nn.Dropout(encoder_dropout)
        self.register_buffer("signal", positions(_MAX_POSITIONS, size.d_model), persistent=False)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.xavier_uniform_(parameter)
        for table in (self.source, self.target):
            nn.init.normal_(table.weight, std=size.d_model**-0.5)

    def _embedded(self, rows: Tensor, start: int = 0) -> Tensor:
        signal = self.get_buffer("signal")[start : start + rows.shape[1]]
        return rows * math.sqrt(self.size.d_model) + signal.to(rows.dtype)

    def encode(self, source: Tensor, mask: Tensor) -> Tensor:
        """Piece ids [batch, S] and what of them is real, [batch, 1, 1, S] -> [batch, S, d]."""
        x = self.encoder_dropout(self._embedded(self.source(source)))
        for layer in self.encoder:
            x = layer(x, mask)
        return x

    def forward(self, source: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Score every piece of every target position, given those before it.

        Args:
            source: piece ids, `</s>` and padding included, [batch, S].
            mask: true where a source position is real, [batch, 1, 1, S].
            target: as the source, [batch, T].

        Returns:
            [batch, T, target pieces].
        """
        encoded = self.encode(source, mask)
        # Marian's decoder starts from a zero vector, not from the embedding of a start piece.
        rows = functional.pad(self.target(target[:, :-1]), (0, 0, 1, 0))
        x = self.dropout(self._embedded(rows))
        for layer in self.decoder:
            x = layer(x, layer.attention.memory(encoded), mask)
        return functional.linear(x, self.target.weight, self.bias)

    @torch.no_grad()
    def greedy(self, source: Tensor, mask: Tensor, *, max_tokens: int) -> Tensor:
        """Take the likeliest piece each time; 0 from each end on, [batch, T]."""
        encoded = self.encode(source, mask)
        memories = [layer.attention.memory(encoded) for layer in self.decoder]
        batch = len(source)
        cells = [encoded.new_zeros(batch, self.size.d_model, dtype=torch.float32)] * len(memories)
        rows = encoded.new_zeros(batch, 1, self.size.d_model)
        is_done = torch.zeros(batch, dtype=torch.bool, device=source.device)
        written: list[Tensor] = []
        for position in range(min(max_tokens, _MAX_POSITIONS)):
            x = self._embedded(rows, position)
            for index, layer in enumerate(self.decoder):
                x, cells[index] = layer.step(x, cells[index], memories[index], mask)
            scores = functional.linear(x[:, 0], self.target.weight, self.bias)
            best = scores.argmax(1).masked_fill(is_done, _END)
            written.append(best)
            is_done |= best == _END
            if bool(is_done.all()):
                break
            rows = self.target(best).unsqueeze(1)
        return torch.stack(written, dim=1)


# --- Marian's binary files -------------------------------------------------------------------


def marian_tensors(student: Student) -> Iterator[tuple[str, Tensor]]:
    """Each parameter under its name in Marian, as it lies in the student: a weight transposed."""
    yield "encoder_Wemb", student.source.weight
    yield "decoder_Wemb", student.target.weight
    yield "decoder_ff_logit_out_b", student.bias
    for number, layer in enumerate(student.encoder, start=1):
        yield from _attention_tensors(layer.attention, f"encoder_l{number}_self")
        yield from _ffn_tensors(layer.ffn, f"encoder_l{number}_ffn")
    for number, layer in enumerate(student.decoder, start=1):
        cell = f"decoder_l{number}_rnn"
        yield f"{cell}_W", layer.cell.weight
        yield f"{cell}_Wf", layer.gate.weight
        yield f"{cell}_bf", layer.gate.bias
        yield from _norm_tensors(layer.end, f"{cell}_ffn")
        yield from _attention_tensors(layer.attention, f"decoder_l{number}_context")
        yield from _ffn_tensors(layer.ffn, f"decoder_l{number}_ffn")


def _attention_tensors(attention: _Attention, prefix: str) -> Iterator[tuple[str, Tensor]]:
    linears = {"q": attention.query, "k": attention.key, "v": attention.value, "o": attention.out}
    for letter, linear in linears.items():
        yield f"{prefix}_W{letter}", linear.weight
        yield f"{prefix}_b{letter}", linear.bias
    yield from _norm_tensors(attention.end, f"{prefix}_Wo")


def _ffn_tensors(ffn: _FeedForward, prefix: str) -> Iterator[tuple[str, Tensor]]:
    for number, linear in enumerate((ffn.inner, ffn.outer), start=1):
        yield f"{prefix}_W{number}", linear.weight
        yield f"{prefix}_b{number}", linear.bias
    yield from _norm_tensors(ffn.end, f"{prefix}_ffn")


def _norm_tensors(end: _Sublayer, prefix: str) -> Iterator[tuple[str, Tensor]]:
    yield f"{prefix}_ln_scale", end.norm.weight
    yield f"{prefix}_ln_bias", end.norm.bias


@torch.no_grad()
def start_from(student: Student, weights: Mapping[str, Tensor]) -> None:
    """Take all weights from a file.

    Raises:
        ValueError: a tensor is missing or of another shape.
    """
    for name, parameter in marian_tensors(student):
        values = weights.get(name)
        if values is not None and parameter.dim() == 1:
            values = values.reshape(-1)
        elif values is not None and "Wemb" not in name:
            values = values.T
        if values is None or values.shape != parameter.shape:
            found = None if values is None else tuple(values.shape)
            raise ValueError(f"{name}: {found} in the file, {tuple(parameter.shape)} needed")
        parameter.copy_(values)


def read_marian(content: bytes) -> Weights:
    """The tensors of a Marian binary version 1, in their logical orientation.

    Layout: engine/packs/convert/marian_file.py.

    Raises:
        ValueError: the file is of another version or has tensors of another type.
    """
    version, n_tensors = struct.unpack_from("<QQ", content)
    if version != _FORMAT_VERSION:
        raise ValueError(f"format version {version}, {_FORMAT_VERSION} needed")
    headers = list(struct.iter_unpack("<4Q", content[16 : 16 + 32 * n_tensors]))
    place = 16 + 32 * n_tensors
    names: list[str] = []
    for n_bytes, *_ in headers:
        names.append(content[place : place + n_bytes - 1].decode())
        place += n_bytes
    shapes: list[tuple[int, ...]] = []
    for _, _, n_dimensions, _ in headers:
        shapes.append(struct.unpack_from(f"<{n_dimensions}i", content, place))
        place += 4 * n_dimensions
    place += 8 + int(struct.unpack_from("<Q", content, place)[0])
    tensors: Weights = {}
    for (_, kind, _, n_stored), name, shape in zip(headers, names, shapes, strict=True):
        stored = bytearray(content[place : place + n_stored])
        place += n_stored
        if not name.startswith("special:"):
            tensors[name] = _read_tensor(stored, kind, shape, name)
    return tensors


def _read_tensor(stored: bytearray, kind: int, shape: tuple[int, ...], name: str) -> Tensor:
    n_values = math.prod(shape)
    if kind == _FLOAT32:
        return torch.frombuffer(stored, dtype=torch.float32, count=n_values).view(shape)
    if kind == _FLOAT16:
        return torch.frombuffer(stored, dtype=torch.float16, count=n_values).view(shape).float()
    if kind != _INTGEMM8:
        raise ValueError(f"{name} has the type {kind:#06x}")
    integers = torch.frombuffer(stored, dtype=torch.int8, count=n_values)
    (multiplier,) = struct.unpack_from("<f", stored, n_values)
    logical = integers.view(shape) if "Wemb" in name else integers.view(shape[::-1]).T
    return logical.float() / multiplier


@torch.no_grad()
def marian_bytes(student: Student, config: Mapping[str, object]) -> bytes:
    """A student as a Marian binary, embeddings and feed-forward matrices in 8 bit.

    Args:
        student: the network.
        config: Marian's options; sizes and ties are replaced by the student's.
    """
    size = student.size
    options = {
        **config,
        "dec-depth": size.n_decoder_layers,
        "dim-emb": size.d_model,
        "dim-vocabs": [student.source.num_embeddings, student.target.num_embeddings],
        "enc-depth": size.n_encoder_layers,
        "tied-embeddings": True,
        "tied-embeddings-all": False,
        "tied-embeddings-src": False,
        "transformer-dim-ffn": size.d_ffn,
        "transformer-heads": size.n_heads,
    }
    text = _yaml(options).encode() + b"\0"
    entries: list[tuple[str, int, tuple[int, ...], bytes]] = [
        (_CONFIG_NAME, _INT8, (len(text),), _aligned(text)),
        *(_stored(name, value) for name, value in sorted(marian_tensors(student))),
    ]
    head = struct.pack("<QQ", _FORMAT_VERSION, len(entries))
    for name, kind, shape, stored in entries:
        head += struct.pack("<4Q", len(name.encode()) + 1, kind, len(shape), len(stored))
    head += b"".join(name.encode() + b"\0" for name, *_ in entries)
    head += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in entries)
    n_padding = -(len(head) + 8) % _ALIGNMENT
    head += struct.pack("<Q", n_padding) + b"\0" * n_padding
    return head + b"".join(stored for *_, stored in entries)


def _stored(name: str, parameter: Tensor) -> tuple[str, int, tuple[int, ...], bytes]:
    values = parameter.detach().float().cpu()
    if values.dim() == 1:
        return name, _FLOAT32, (1, len(values)), _aligned(_raw(values))
    is_table = "Wemb" in name
    shape = tuple(values.shape if is_table else values.T.shape)
    if not _EIGHT_BIT.search(name):
        return name, _FLOAT16, shape, _aligned(_raw(values.T.half()))
    multiplier = 127.0 / float(values.abs().max())
    # Matrices are stored transposed, which is how they lie here; tables as they are.
    integers = torch.round(values * multiplier).to(torch.int8)
    return name, _INTGEMM8, shape, _aligned(_raw(integers) + struct.pack("<f", multiplier))


def _raw(values: Tensor) -> bytes:
    whole = values.contiguous()
    return ctypes.string_at(whole.data_ptr(), whole.numel() * whole.element_size())


def _aligned(stored: bytes) -> bytes:
    return stored + b"\0" * (-len(stored) % _ALIGNMENT)


def _yaml(options: Mapping[str, object]) -> str:
    lines: list[str] = []
    for key, value in sorted(options.items()):
        if isinstance(value, list | tuple):
            lines.append(f"{key}:" if value else f"{key}: []")
            lines += [f"  - {json.dumps(item)}" for item in value]
        else:
            lines.append(f"{key}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


# --- data ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of all pairs of a shard.

    Attributes:
        ids: piece ids, one sentence after the other, int32.
        starts: where each sentence starts, int64.
        lengths: of the sentences, int64.
    """

    ids: Tensor
    starts: Tensor
    lengths: Tensor

    @classmethod
    def of(cls, ids: bytes, lengths: bytes, device: torch.device) -> "Side":
        """Unpack what a pack holds of one side."""
        n_each = torch.frombuffer(bytearray(lengths), dtype=torch.uint8).long()
        flat = torch.frombuffer(bytearray(ids), dtype=torch.int16).int() & 0xFFFF
        starts = n_each.cumsum(0) - n_each
        return cls(ids=flat.to(device), starts=starts.to(device), lengths=n_each.to(device))

    def padded(self, rows: Tensor, width: int) -> tuple[Tensor, Tensor]:
        """Ids of some sentences padded with 0, [batch, width], and what of them is real."""
        places = torch.arange(width, device=rows.device)
        is_real = places < self.lengths[rows].unsqueeze(1)
        taken = (self.starts[rows].unsqueeze(1) + places).clamp(max=len(self.ids) - 1)
        return self.ids[taken].long().masked_fill(~is_real, _END), is_real


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What is known of one direction.

    Attributes:
        name: `fr-en` and the like.
        config: Marian's options.
        n_source: pieces of the source.
        target_pieces: texts of the target's pieces.
        dev: name of a development set to its sources, as ids, and references.
        shards: source and target of each pass.
        start: weights to start from.
    """

    name: str
    config: Mapping[str, object]
    n_source: int
    target_pieces: Sequence[str]
    dev: Mapping[str, tuple[Sequence[Sequence[int]], Sequence[str]]]
    shards: Sequence[tuple[Side, Side]]
    start: Weights | None

    @classmethod
    def read(cls, path: Path, device: torch.device) -> "Pack":
        """Read a pack; the shards go to the device whole."""
        with zipfile.ZipFile(path) as archive:
            head = json.loads(archive.read("pack.json"))

            def side(shard: int, name: str) -> Side:
                ids, lengths = (archive.read(f"{shard}.{name}{s}") for s in ("", "_lengths"))
                return Side.of(ids, lengths, device)

            has_start = "start.bin" in archive.namelist()
            return cls(
                name=path.stem,
                config=head["config"],
                n_source=head["n_source_pieces"],
                target_pieces=head["target_pieces"],
                dev={n: (s["sources"], s["references"]) for n, s in head["dev"].items()},
                shards=[(side(i, "source"), side(i, "target")) for i in range(head["n_shards"])],
                start=read_marian(archive.read("start.bin")) if has_start else None,
            )


def batches(
    source: Side, target: Side, *, budget: int, generator: torch.Generator
) -> list[tuple[Tensor, int, int]]:
    """Batches of similar lengths, in random order, with the widths of both sides.

    The widths are told so that a step need not ask the GPU for them, and wait.
    """
    source_lengths, target_lengths = source.lengths.cpu(), target.lengths.cpu()
    longer = torch.maximum(source_lengths, target_lengths)
    # Equal lengths are shuffled: the key's last digits are random.
    key = longer * 1_000_000 + source_lengths * 1000
    key += torch.randint(1000, (len(longer),), generator=generator)
    order = key.argsort()
    widths = [_width(length) for length in longer[order].tolist()]
    cuts = [0]
    for place, width in enumerate(widths):
        if place > cuts[-1] and width * (place + 1 - cuts[-1]) > budget:
            cuts.append(place)
    found: list[tuple[Tensor, int, int]] = []
    for start, end in zip(cuts, [*cuts[1:], len(widths)], strict=True):
        rows = order[start:end]
        sides = (_width(int(lengths[rows].max())) for lengths in (source_lengths, target_lengths))
        found.append((rows.to(source.ids.device), *sides))
    return [found[i] for i in torch.randperm(len(found), generator=generator).tolist()]


def _width(length: int) -> int:
    return -(-length // _LENGTH_STEP) * _LENGTH_STEP


# --- scores ----------------------------------------------------------------------------------

_TOKENS: Final = (
    (re.compile(r"([\{-\~\[-\` -\&\(-\+\:-\@\/])"), r" \1 "),
    (re.compile(r"([^0-9])([\.,])"), r"\1 \2 "),
    (re.compile(r"([\.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)
"""mteval-v13a's tokenisation."""

_ENTITIES: Final = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))


def bleu(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """BLEU as sacrebleu has it by default: mteval-v13a's tokens, exponential smoothing."""
    hits, totals = [0] * 4, [0] * 4
    n_written = n_wanted = 0
    for hypothesis, reference in zip(hypotheses, references, strict=True):
        written, wanted = _tokens(hypothesis), _tokens(reference)
        n_written += len(written)
        n_wanted += len(wanted)
        for n in range(1, 5):
            found, allowed = _n_grams(written, n), _n_grams(wanted, n)
            totals[n - 1] += sum(found.values())
            hits[n - 1] += sum((found & allowed).values())
    if not hits[0]:
        return 0.0
    logs, smooth = 0.0, 1.0
    for n_hits, total in zip(hits, totals, strict=True):
        if not total:
            return 0.0
        if not n_hits:
            smooth *= 2.0
        logs += math.log(n_hits / total if n_hits else 1.0 / (smooth * total))
    brevity = min(0.0, 1.0 - n_wanted / n_written)
    return 100.0 * math.exp(brevity + logs / 4)


def _n_grams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _tokens(text: str) -> list[str]:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    text = f" {text} "
    for pattern, replacement in _TOKENS:
        text = pattern.sub(replacement, text)
    return text.split()


def text_of(ids: Sequence[int], pieces: Sequence[str]) -> str:
    """Join pieces up to the end of the sentence."""
    ended = ids[: ids.index(_END)] if _END in ids else ids
    return "".join(pieces[i] for i in ended).replace("\u2581", " ").strip()


def translate(
    student: Student, sources: Sequence[Sequence[int]], pieces: Sequence[str], autocast: Autocast
) -> list[str]:
    """Translate sentences greedily.

    Args:
        student: the network.
        sources: piece ids, `</s>` included.
        pieces: texts of the target's pieces.
        autocast: in which precision.
    """
    device = student.bias.device
    order = sorted(range(len(sources)), key=lambda index: len(sources[index]))
    texts = [""] * len(sources)
    student.eval()
    while order:
        longest = len(sources[order[-1]])
        n_rows = max(1, _EVALUATED_TOKENS // longest)
        rows, order = order[-n_rows:], order[:-n_rows]
        source = torch.zeros(len(rows), longest, dtype=torch.long)
        for place, row in enumerate(rows):
            source[place, : len(sources[row])] = torch.tensor(sources[row])
        lengths = torch.tensor([len(sources[row]) for row in rows])
        mask = (torch.arange(longest) < lengths.unsqueeze(1))[:, None, None].to(device)
        max_tokens = int(longest * _MAX_LENGTH_FACTOR) + _MAX_EXTRA_TOKENS
        with autocast:
            written = student.greedy(source.to(device), mask, max_tokens=max_tokens).tolist()
        for row, ids in zip(rows, written, strict=True):
            texts[row] = text_of(ids, pieces)
    student.train()
    return texts


# --- training --------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Run:
    """One direction being trained.

    Attributes:
        pack: what is known of it.
        student: the network, float32.
        plan: how to proceed.
        seconds: how long it may take.
        folder: gets log, checkpoint and model.
        clock: seconds from any moment on.
    """

    pack: Pack
    student: Student
    plan: Plan
    seconds: float
    folder: Path
    clock: Callable[[], float] = time.monotonic
    _step: int = field(default=0, init=False)
    _used_s: float = field(default=0.0, init=False)
    _best: float = field(default=-1.0, init=False)
    _n_worse: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Prepare optimiser and averages; go on from a checkpoint."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._device = self.student.bias.device
        self._optimiser = torch.optim.AdamW(
            self.student.parameters(), lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self._average = {k: v.detach().clone() for k, v in self.student.state_dict().items()}
        self._twin = Student(
            self.student.size, self.pack.n_source, len(self.pack.target_pieces)
        ).to(self._device)
        self._generator = torch.Generator().manual_seed(1)
        self._compiled: Any = None
        if self.plan.compiles:
            self._compiled = torch.compile(self.loss, dynamic=True)
        if self.checkpoint.exists():
            self._resume()

    @property
    def checkpoint(self) -> Path:
        """What a killed run goes on from."""
        return self.folder / "checkpoint.pt"

    @property
    def used_s(self) -> float:
        """Seconds that were trained."""
        return self._used_s

    def autocast(self) -> Autocast:
        """Bfloat16 for products, float32 for the rest."""
        return torch.autocast(self._device.type, dtype=torch.bfloat16)

    def loss(self, source: Tensor, mask: Tensor, target: Tensor, is_real: Tensor) -> Tensor:
        """Mean label-smoothed cross-entropy of a batch, in nats a target piece."""
        scores = self.student(source, mask, target)
        labels = target.masked_fill(~is_real, -100)
        return functional.cross_entropy(
            scores.float().flatten(0, 1), labels.flatten(), label_smoothing=self.plan.smoothing
        )

    def train(self) -> float:
        """Train until the time is over or scores no longer rise; the best BLEU."""
        began = last_scored = last_saved = last_logged = self.clock()
        before = self._used_s
        losses: list[Tensor] = []
        n_tokens = torch.zeros((), device=self._device)
        self.student.train()
        for batch in self._batches():
            losses.append(self._train_on(batch))
            n_tokens += batch[3].sum()
            now = self.clock()
            self._used_s = before + now - began
            if now - last_logged > self.plan.evaluate_s / 5:
                mean = float(torch.stack(losses).mean())
                speed = round(float(n_tokens) / (now - last_logged))
                self._log(loss=round(mean, 4), tokens_per_s=speed)
                losses.clear()
                n_tokens.zero_()
                last_logged = now
            is_over = self._used_s >= self.seconds
            if is_over or now - last_scored > self.plan.evaluate_s:
                self._evaluate()
                last_scored = last_logged = self.clock()
                is_over = is_over or self._n_worse >= self.plan.patience
            if is_over or (self.plan.checkpoint_s and now - last_saved > self.plan.checkpoint_s):
                self._save()
                last_saved = self.clock()
            if is_over:
                break
        self._used_s = before + self.clock() - began
        return self._best

    def _batches(self) -> Iterator[Batch]:
        n_passes = 0
        while True:
            source, target = self.pack.shards[n_passes % len(self.pack.shards)]
            rows = batches(source, target, budget=self.plan.batch_tokens, generator=self._generator)
            for chosen, source_width, target_width in rows:
                read, is_read = source.padded(chosen, source_width)
                written, is_written = target.padded(chosen, target_width)
                yield read, is_read[:, None, None], written, is_written
            n_passes += 1

    def _train_on(self, batch: Batch) -> Tensor:
        self._step += 1
        loss = self._gradients(batch)
        norm = nn.utils.clip_grad_norm_(self.student.parameters(), self.plan.clip_norm)
        # A gradient that is not finite would ruin the weights for good: it is made zero.
        for parameter in self.student.parameters():
            if parameter.grad is not None:
                parameter.grad.mul_(torch.isfinite(norm)).nan_to_num_(0.0, 0.0, 0.0)
        share = self._used_s / self.seconds
        self._optimiser.param_groups[0]["lr"] = self.plan.rate(self._step, share)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        keep = min(self.plan.average_decay, (1 + self._step) / (10 + self._step))
        with torch.no_grad():
            averages, now = list(self._average.values()), list(self.student.state_dict().values())
            torch._foreach_lerp_(averages, now, 1.0 - keep)
        return loss

    def _gradients(self, batch: Batch) -> Tensor:
        """The loss of a batch, once its gradients are computed."""
        if self._compiled is not None:
            try:
                return self._backward(self._compiled, batch)
            except Exception as error:  # noqa: BLE001 - a compiler fails in any way, if there is one
                self._log(not_compiled=f"{type(error).__name__}: {error}"[:300])
                self._compiled = None
                self._optimiser.zero_grad(set_to_none=True)
        return self._backward(self.loss, batch)

    def _backward(self, loss_of: Callable[..., Tensor], batch: Batch) -> Tensor:
        with self.autocast():
            loss = loss_of(*batch)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss.detach()

    def _evaluate(self) -> None:
        self._twin.load_state_dict(self._average)
        scores: dict[str, float] = {}
        for name, (sources, references) in self.pack.dev.items():
            texts = translate(self._twin, sources, self.pack.target_pieces, self.autocast())
            scores[name] = round(bleu(texts, references), 2)
        mean = sum(scores.values()) / max(1, len(scores))
        self._log(**{f"bleu {name}": score for name, score in scores.items()})
        self._n_worse += 1
        if mean > self._best:
            self._best, self._n_worse = mean, 0
            write_parts(self.folder, marian_bytes(self._twin, self.pack.config))

    def _save(self) -> None:
        if not self.plan.checkpoint_s:
            return
        partial = self.checkpoint.with_suffix(".partial")
        content = {
            "student": self.student.state_dict(),
            "average": self._average,
            "optimiser": self._optimiser.state_dict(),
            "numbers": [self._step, self._used_s, self._best, self._n_worse],
            "generator": self._generator.get_state(),
        }
        torch.save(content, partial)
        partial.replace(self.checkpoint)

    def _resume(self) -> None:
        saved = torch.load(self.checkpoint, weights_only=True, map_location=self._device)
        self.student.load_state_dict(saved["student"])
        self._average = saved["average"]
        self._optimiser.load_state_dict(saved["optimiser"])
        self._step, self._used_s, self._best, self._n_worse = saved["numbers"]
        self._generator.set_state(saved["generator"].cpu())

    def _log(self, **values: object) -> None:
        row = {"step": self._step, "seconds": round(self._used_s, 1), **values}
        line = json.dumps({"direction": self.pack.name, **row}, ensure_ascii=False)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        print(line, flush=True)  # noqa: T201


def write_parts(folder: Path, content: bytes) -> None:
    """Write a model in parts, after those of an earlier one are gone."""
    for path in folder.glob("model.bin.*"):
        path.unlink()
    for number, start in enumerate(range(0, len(content), PART_BYTES)):
        (folder / f"model.bin.{number:02}").write_bytes(content[start : start + PART_BYTES])


def run(
    packs: Sequence[Path], out: Path, *, minutes: float, size: Size, plan: Plan, device: str
) -> dict[str, float]:
    """Train every direction in turn; the best development BLEU of each."""
    ends_at = time.monotonic() + minutes * 60
    torch.set_float32_matmul_precision("high")
    found: dict[str, float] = {}
    for place, path in enumerate(packs):
        pack = Pack.read(path, torch.device(device))
        torch.manual_seed(1)
        start = pack.start if size == SIZES["tiny"] else None
        student = Student(
            size,
            pack.n_source,
            len(pack.target_pieces),
            dropout=plan.dropout,
            encoder_dropout=plan.dropout if start is None else 0.0,
        )
        if start is not None:
            start_from(student, start)
        left = (ends_at - time.monotonic()) / (len(packs) - place)
        direction = Run(
            pack=pack,
            student=student.to(device),
            plan=plan,
            seconds=max(1.0, left),
            folder=out / pack.name,
        )
        found[pack.name] = direction.train()
        torch.compiler.reset()
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the packs that are named."""
    usual = Plan()
    parser = argparse.ArgumentParser(description="Train students on one GPU.")
    parser.add_argument("packs", nargs="+", type=Path, help="ZIPs, the most wanted first")
    parser.add_argument("--out", required=True, type=Path, help="folder for what is made")
    parser.add_argument("--minutes", type=float, default=11.0, help="for all (%(default)s)")
    parser.add_argument("--size", choices=sorted(SIZES), default="tiny")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--batch-tokens", type=int, default=usual.batch_tokens)
    parser.add_argument("--peak-rate", type=float, default=usual.peak_rate)
    parser.add_argument("--warm-up-steps", type=int, default=usual.warm_up_steps)
    parser.add_argument("--dropout", type=float, default=usual.dropout)
    parser.add_argument(
        "--evaluate-s", type=float, default=usual.evaluate_s, help="between scorings (%(default)s)"
    )
    parser.add_argument("--no-compile", action="store_true", help="run steps as they are")
    parser.add_argument("--no-checkpoint", action="store_true", help="write models alone")
    args = parser.parse_args(arguments)
    plan = replace(
        usual,
        batch_tokens=args.batch_tokens,
        peak_rate=args.peak_rate,
        warm_up_steps=args.warm_up_steps,
        dropout=args.dropout,
        evaluate_s=args.evaluate_s,
        compiles=not args.no_compile,
        checkpoint_s=0.0 if args.no_checkpoint else usual.checkpoint_s,
    )
    found = run(
        args.packs,
        args.out,
        minutes=args.minutes,
        size=SIZES[args.size],
        plan=plan,
        device=args.device,
    )
    print(json.dumps(found))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
