"""Tokenised epochs on disk and batches with hardly any padding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import sentencepiece

from engine.arrays import Int64

PieceIds: TypeAlias = npt.NDArray[np.uint16]

MAX_TOKENS: Final = 120
"""Longest side of a training pair, in pieces, `</s>` included."""

_CHUNK_PAIRS: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Tokenised pairs.

    Attributes:
        source: piece ids of all sources, one after the other, each ending in `</s>`.
        source_starts: where each source starts, and the total at the end, [n_pairs + 1].
        target: piece ids of all targets, like `source`.
        target_starts: like `source_starts`.
    """

    source: PieceIds
    source_starts: Int64
    target: PieceIds
    target_starts: Int64

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.source_starts) - 1

    def save(self, path: Path) -> None:
        """Write the shard, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            np.savez(
                file,
                source=self.source,
                source_starts=self.source_starts,
                target=self.target,
                target_starts=self.target_starts,
            )
        partial.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Shard":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(
                source=arrays["source"],
                source_starts=arrays["source_starts"],
                target=arrays["target"],
                target_starts=arrays["target_starts"],
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pairs of about the same lengths.

    Attributes:
        source: ids padded with 0 (`</s>`), [batch, S].
        source_lengths: real positions of each row, [batch].
        target: ids padded with 0, [batch, T].
        target_lengths: real positions of each row, [batch].
    """

    source: Int64
    source_lengths: Int64
    target: Int64
    target_lengths: Int64


def tokenised(
    pairs: Iterable[tuple[str, str]],
    *,
    source_pieces: sentencepiece.SentencePieceProcessor,
    target_pieces: sentencepiece.SentencePieceProcessor,
    source_alpha: float | None = None,
) -> Shard:
    """Turn texts into piece ids; pairs longer than MAX_TOKENS are left out.

    Args:
        pairs: source and target texts.
        source_pieces: vocabulary of the source.
        target_pieces: vocabulary of the target.
        source_alpha: when given, source segmentations are drawn at random with this sharpness
            (Kudo 2018, "Subword Regularization").
    """
    sources: list[list[int]] = []
    targets: list[list[int]] = []
    chunk: list[tuple[str, str]] = []

    def flush() -> None:
        if not chunk:
            return
        read = [source for source, _ in chunk]
        if source_alpha is None:
            read_ids = source_pieces.encode(read, add_eos=True, num_threads=2)
        else:
            read_ids = source_pieces.encode(
                read, add_eos=True, enable_sampling=True, alpha=source_alpha, nbest_size=-1
            )
        written_ids = target_pieces.encode(
            [target for _, target in chunk], add_eos=True, num_threads=2
        )
        for source, target in zip(read_ids, written_ids, strict=True):
            if 1 < len(source) <= MAX_TOKENS and 1 < len(target) <= MAX_TOKENS:
                sources.append(source)
                targets.append(target)
        chunk.clear()

    for pair in pairs:
        chunk.append(pair)
        if len(chunk) == _CHUNK_PAIRS:
            flush()
    flush()
    source, source_starts = _concatenated(sources)
    target, target_starts = _concatenated(targets)
    return Shard(
        source=source, source_starts=source_starts, target=target, target_starts=target_starts
    )


def _concatenated(rows: Sequence[Sequence[int]]) -> tuple[PieceIds, Int64]:
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    ids = np.fromiter((i for row in rows for i in row), np.uint16, count=int(starts[-1]))
    return ids, starts


def plan_batches(shard: Shard, *, budget_tokens: int, seed: int) -> list[Int64]:
    """Group a shard's pairs into batches of similar lengths, in random order.

    Pairs are sorted by source length, then target length, and cut so that the padded larger side
    of a batch stays within the budget. A batch also ends where the source length changes once it
    is half full: most batches then need no padding and no mask on the source side.

    Args:
        shard: the pairs.
        budget_tokens: padded positions of the larger side of a batch.
        seed: of the order; the same seed gives the same plan.

    Returns:
        Indices of the pairs of each batch.
    """
    chooser = np.random.default_rng(seed)
    source_lengths = np.diff(shard.source_starts)
    target_lengths = np.diff(shard.target_starts)
    order = np.lexsort((chooser.random(len(shard)), target_lengths, source_lengths))
    batches: list[Int64] = []
    start, longest = 0, 0
    for place, index in enumerate(order):
        widest = max(longest, int(source_lengths[index]), int(target_lengths[index]))
        n_held = place - start
        is_full = n_held and widest * (n_held + 1) > budget_tokens
        is_boundary = (
            n_held
            and source_lengths[index] != source_lengths[order[start]]
            and longest * n_held >= budget_tokens // 2
        )
        if is_full or is_boundary:
            batches.append(order[start:place])
            start = place
            widest = max(int(source_lengths[index]), int(target_lengths[index]))
        longest = widest
    if start < len(order):
        batches.append(order[start:])
    chooser.shuffle(permutation := np.arange(len(batches)))
    return [batches[i] for i in permutation]


def gather_batch(shard: Shard, indices: Int64) -> Batch:
    """Collect and pad the pairs of one batch."""
    source, source_lengths = _padded(shard.source, shard.source_starts, indices)
    target, target_lengths = _padded(shard.target, shard.target_starts, indices)
    return Batch(
        source=source,
        source_lengths=source_lengths,
        target=target,
        target_lengths=target_lengths,
    )


def _padded(ids: PieceIds, starts: Int64, indices: Int64) -> tuple[Int64, Int64]:
    lengths = starts[indices + 1] - starts[indices]
    padded = np.zeros((len(indices), int(lengths.max())), np.int64)
    for row, index in enumerate(indices):
        padded[row, : lengths[row]] = ids[starts[index] : starts[index + 1]]
    return padded, lengths
