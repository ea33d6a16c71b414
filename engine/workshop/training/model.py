"""Marian's small student network in torch, for training only.

Six transformer encoder layers and two SSRU decoder layers, all of width 256, each sublayer ending
in `LayerNorm(x + sublayer(x))` (Marian's postprocess "dan"; marian-dev src/models/transformer.h).
Source and target have embeddings of their own; the target's are the output layer too.

Parameters are bfloat16: the processor multiplies them three to ten times as fast as float32. The
optimiser keeps float32 masters (see `optimiser.py`).
"""

import math
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.workshop.training.loss import tied_cross_entropy
from engine.workshop.training.recurrence import ssru_scan

LAYER_NORM_EPSILON: Final = 1e-6
"""marian-dev src/tensors/cpu/tensor_operators.cpp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentShape:
    """Sizes of a student.

    Attributes:
        n_source_pieces: rows of the source embedding.
        n_target_pieces: rows of the target embedding.
        d_model: width of every layer.
        d_ffn: inner width of the feed-forward sublayers.
        n_heads: attention heads; they divide d_model.
        n_encoder_layers: transformer layers.
        n_decoder_layers: SSRU layers.
    """

    n_source_pieces: int
    n_target_pieces: int
    d_model: int = 256
    d_ffn: int = 1536
    n_heads: int = 8
    n_encoder_layers: int = 6
    n_decoder_layers: int = 2


class DropoutPool:
    """Dropout masks cut from one block of random numbers at random places.

    Drawing every mask anew costs more than the layers that it serves, since torch draws on one
    thread. A mask of a million values out of 16 million starts anywhere, so two layers of one
    step practically never see the same.

    Args:
        rate: share of values set to zero.
        generator: source of the masks and of the places; its state is part of a checkpoint.
        n_values: size of the block.
    """

    def __init__(self, rate: float, generator: torch.Generator, *, n_values: int = 1 << 24) -> None:
        self._rate = rate
        self._generator = generator
        self._block = torch.empty(n_values if rate else 0, dtype=torch.bfloat16)
        self.refresh()

    def refresh(self) -> None:
        """Draw the block anew."""
        if self._rate:
            keep = 1.0 - self._rate
            self._block.bernoulli_(keep, generator=self._generator).div_(keep)

    def apply(self, x: Tensor) -> Tensor:
        """Set a random share of `x` to zero and scale up the rest."""
        if not self._rate:
            return x
        n_values = x.numel()
        last = self._block.numel() - n_values
        if last < 0:
            raise ValueError(f"a dropout mask of {n_values} values does not fit into the pool")
        start = int(torch.randint(last + 1, (1,), generator=self._generator))
        return x * self._block[start : start + n_values].view(x.shape)


def positions(n_positions: int, d_model: int) -> Tensor:
    """Marian's sinusoids, the sines first and then the cosines, [n_positions, d_model]."""
    n_timescales = d_model // 2
    step = math.log(10_000.0) / max(n_timescales - 1, 1)
    rates = torch.exp(torch.arange(n_timescales) * -step)
    angles = torch.arange(n_positions).unsqueeze(1) * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class FeedForward(nn.Module):
    """The feed-forward sublayer."""

    def __init__(self, shape: StudentShape) -> None:
        super().__init__()
        self.inner = nn.Linear(shape.d_model, shape.d_ffn)
        self.outer = nn.Linear(shape.d_ffn, shape.d_model)
        self.norm = nn.LayerNorm(shape.d_model, eps=LAYER_NORM_EPSILON)

    def forward(self, x: Tensor, dropout: DropoutPool | None) -> Tensor:
        """[..., d] -> [..., d]."""
        out = self.outer(functional.relu(self.inner(x), inplace=True))
        return _add_and_norm(x, out, self.norm, dropout)


def _add_and_norm(
    x: Tensor, out: Tensor, norm: nn.LayerNorm, dropout: DropoutPool | None
) -> Tensor:
    if dropout is not None:
        out = dropout.apply(out)
    normed: Tensor = norm(x + out)
    return normed


def _attend(query: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None) -> Tensor:
    """Attention of [batch, heads, T, d] to [batch, heads, S, d].

    Spelt out, because the backward pass of torch's fused one takes eight times as long on a CPU
    at the lengths of sentences, more than the rest of the network together.
    """
    scores = torch.matmul(query * query.shape[-1] ** -0.5, keys.transpose(-1, -2))
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return torch.matmul(torch.softmax(scores, dim=-1), values)


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, shape: StudentShape) -> None:
        super().__init__()
        self.n_heads = shape.n_heads
        self.qkv = nn.Linear(shape.d_model, 3 * shape.d_model)
        self.out = nn.Linear(shape.d_model, shape.d_model)
        self.norm = nn.LayerNorm(shape.d_model, eps=LAYER_NORM_EPSILON)
        self.ffn = FeedForward(shape)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: DropoutPool | None) -> Tensor:
        """[batch, S, d] -> [batch, S, d]."""
        batch, n_source, d_model = x.shape
        qkv = self.qkv(x).view(batch, n_source, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        query, keys, values = qkv
        attended = _attend(query, keys, values, mask)
        attended = attended.transpose(1, 2).reshape(batch, n_source, d_model)
        x = _add_and_norm(x, self.out(attended), self.norm, dropout)
        return self.ffn.forward(x, dropout)


class DecoderLayer(nn.Module):
    """Recurrence, attention to the source, and feed-forward."""

    def __init__(self, shape: StudentShape) -> None:
        super().__init__()
        d_model = shape.d_model
        self.n_heads = shape.n_heads
        self.cell = nn.Linear(d_model, d_model, bias=False)
        self.gate = nn.Linear(d_model, d_model)
        self.cell_norm = nn.LayerNorm(d_model, eps=LAYER_NORM_EPSILON)
        self.query = nn.Linear(d_model, d_model)
        self.key_value = nn.Linear(d_model, 2 * d_model)
        self.context_out = nn.Linear(d_model, d_model)
        self.context_norm = nn.LayerNorm(d_model, eps=LAYER_NORM_EPSILON)
        self.ffn = FeedForward(shape)

    def keys_values(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """[batch, S, d] -> keys and values, each [batch, heads, S, d / heads]."""
        batch, n_source, _ = encoded.shape
        both = self.key_value(encoded).view(batch, n_source, 2, self.n_heads, -1)
        keys, values = both.permute(2, 0, 3, 1, 4)
        return keys, values

    def attend(
        self,
        x: Tensor,
        memory: tuple[Tensor, Tensor],
        mask: Tensor | None,
        dropout: DropoutPool | None,
    ) -> Tensor:
        """The sublayers after the recurrence, [T, batch, d] -> [T, batch, d]."""
        n_target, batch, d_model = x.shape
        query = self.query(x).view(n_target, batch, self.n_heads, -1).permute(1, 2, 0, 3)
        keys, values = memory
        attended = _attend(query, keys, values, mask)
        attended = attended.permute(2, 0, 1, 3).reshape(n_target, batch, d_model)
        x = _add_and_norm(x, self.context_out(attended), self.context_norm, dropout)
        return self.ffn.forward(x, dropout)

    def forward(
        self,
        x: Tensor,
        memory: tuple[Tensor, Tensor],
        mask: Tensor | None,
        dropout: DropoutPool | None,
    ) -> Tensor:
        """[T, batch, d] -> [T, batch, d]."""
        cells = ssru_scan(torch.sigmoid(self.gate(x)), self.cell(x))
        x = _add_and_norm(x, functional.relu(cells), self.cell_norm, dropout)
        return self.attend(x, memory, mask, dropout)

    def step(
        self,
        x: Tensor,
        cell: Tensor,
        memory: tuple[Tensor, Tensor],
        mask: Tensor | None,
    ) -> tuple[Tensor, Tensor]:
        """One position, x [1, batch, d] and the cell [batch, d] -> the same, one step on."""
        gate = torch.sigmoid(self.gate(x[0])).to(cell.dtype)
        cell = gate * cell + (1.0 - gate) * self.cell(x[0]).to(cell.dtype)
        x = self.cell_norm(x + functional.relu(cell).to(x.dtype))
        return self.attend(x, memory, mask, None), cell


class Student(nn.Module):
    """The network.

    Args:
        shape: its sizes.
        max_positions: longest source or target, in pieces.
    """

    def __init__(self, shape: StudentShape, *, max_positions: int = 512) -> None:
        super().__init__()
        self.shape = shape
        self.source_embedding = nn.Embedding(shape.n_source_pieces, shape.d_model)
        self.target_embedding = nn.Embedding(shape.n_target_pieces, shape.d_model)
        self.output_bias = nn.Parameter(torch.zeros(shape.n_target_pieces))
        self.encoder_layers = [EncoderLayer(shape) for _ in range(shape.n_encoder_layers)]
        self.decoder_layers = [DecoderLayer(shape) for _ in range(shape.n_decoder_layers)]
        # Module lists register the parameters; the plain lists keep the types.
        self.encoder = nn.ModuleList(self.encoder_layers)
        self.decoder = nn.ModuleList(self.decoder_layers)
        self.register_buffer("positions", positions(max_positions, shape.d_model), persistent=False)
        self._scale = math.sqrt(shape.d_model)

    def encode(
        self, source: Tensor, mask: Tensor | None = None, *, dropout: DropoutPool | None = None
    ) -> Tensor:
        """Read the source.

        Args:
            source: piece ids, `</s>` included, [batch, S].
            mask: true where a source position is real, [batch, 1, 1, S]; None when all are.
            dropout: masks, while training.

        Returns:
            [batch, S, d].
        """
        x: Tensor = self.source_embedding(source) * self._scale + self._positions(source.shape[1])
        if dropout is not None:
            x = dropout.apply(x)
        for layer in self.encoder_layers:
            x = layer.forward(x, mask, dropout)
        return x

    def decode(
        self,
        encoded: Tensor,
        mask: Tensor | None,
        target: Tensor,
        *,
        dropout: DropoutPool | None = None,
    ) -> Tensor:
        """Predict every target piece from those before it.

        Args:
            encoded: from `encode`, [batch, S, d].
            mask: as in `encode`.
            target: piece ids, `</s>` and padding included, [T, batch].
            dropout: masks, while training.

        Returns:
            The rows that the output layer scores, [T, batch, d].
        """
        n_target, batch = target.shape
        x = encoded.new_zeros(n_target, batch, self.shape.d_model)
        # Marian's decoder starts from a zero vector, not from the embedding of a start piece.
        x[1:] = self.target_embedding(target[:-1]) * self._scale
        x = x + self._positions(n_target).unsqueeze(1)
        if dropout is not None:
            x = dropout.apply(x)
        for layer in self.decoder_layers:
            x = layer.forward(x, layer.keys_values(encoded), mask, dropout)
        return x

    def loss(self, hidden: Tensor, labels: Tensor, *, smoothing: float) -> Tensor:
        """Mean loss of rows [rows, d] against the ids [rows] that they should predict."""
        return tied_cross_entropy(
            hidden,
            self.target_embedding.weight,
            self.output_bias,
            labels=labels,
            smoothing=smoothing,
        )

    @torch.no_grad()
    def greedy(self, source: Tensor, mask: Tensor | None, *, max_tokens: int) -> Tensor:
        """Translate by taking the likeliest piece each time.

        Args:
            source: as in `encode`.
            mask: as in `encode`.
            max_tokens: where to stop a sentence that does not end.

        Returns:
            Piece ids, 0 (`</s>`) from the end of each sentence on, [batch, T].
        """
        encoded = self.encode(source, mask)
        memories = [layer.keys_values(encoded) for layer in self.decoder_layers]
        batch = source.shape[0]
        cells = [torch.zeros(batch, self.shape.d_model) for _ in self.decoder_layers]
        x = encoded.new_zeros(1, batch, self.shape.d_model)
        is_done = torch.zeros(batch, dtype=torch.bool)
        written: list[Tensor] = []
        for position in range(max_tokens):
            x = x + self._positions(position + 1)[position]
            for index, layer in enumerate(self.decoder_layers):
                x, cells[index] = layer.step(x, cells[index], memories[index], mask)
            logits = functional.linear(x[0], self.target_embedding.weight, self.output_bias)
            best = logits.argmax(1).masked_fill(is_done, 0)
            written.append(best)
            is_done |= best == 0
            if bool(is_done.all()):
                break
            x = (self.target_embedding(best) * self._scale).unsqueeze(0)
        return torch.stack(written, dim=1)

    def _positions(self, n_positions: int) -> Tensor:
        table = self.get_buffer("positions")
        if n_positions > table.shape[0]:
            raise ValueError(f"{n_positions} pieces are more than the {table.shape[0]} prepared")
        return table[:n_positions].to(self.target_embedding.weight.dtype)
