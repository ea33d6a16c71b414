"""Writes what `one_gpu.py` trains from: everything of one direction in one ZIP."""

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import sentencepiece

from engine.arrays import Int64
from engine.packs.convert.marian_file import ConfigValue
from engine.workshop import WorkshopError
from engine.workshop.training.corpus import Pair
from engine.workshop.training.marian_file import student_weights, write_marian_binary
from engine.workshop.training.model import Student
from engine.workshop.training.shards import Shard

MAX_BYTES: Final = 60_000_000
"""Largest pack: what goes to such a machine at a time may be limited to 64 MB."""


def write_gpu_pack(
    path: Path,
    start: Student,
    *,
    shard_paths: Sequence[Path],
    dev_sets: Mapping[str, Sequence[Pair]],
    pieces: tuple[sentencepiece.SentencePieceProcessor, sentencepiece.SentencePieceProcessor],
    reads_english: bool,
    config: Mapping[str, ConfigValue],
) -> int:
    """Write a pack.

    Args:
        path: the ZIP; its stem names the direction.
        start: the student to start from.
        shard_paths: tokenised passes.
        dev_sets: pairs to score while training.
        pieces: vocabularies of source and target.
        reads_english: whether English is the source.
        config: Marian's options of the parent.

    Returns:
        The pack's size in bytes.

    Raises:
        WorkshopError: there are no passes, or the pack is too large.
    """
    if not shard_paths:
        raise WorkshopError("There are no tokenised passes; run prepare first.")
    read, written = pieces
    head = {
        "config": config,
        "n_source_pieces": read.get_piece_size(),
        "n_target_pieces": written.get_piece_size(),
        "target_pieces": [written.id_to_piece(i) for i in range(written.get_piece_size())],
        "n_shards": len(shard_paths),
        "dev": {
            name: {
                "sources": read.encode(
                    [p.english if reads_english else p.foreign for p in pairs], add_eos=True
                ),
                "references": [p.foreign if reads_english else p.english for p in pairs],
            }
            for name, pairs in dev_sets.items()
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", compression=zipfile.ZIP_LZMA) as archive:
        archive.writestr("pack.json", json.dumps(head, ensure_ascii=False))
        for number, shard_path in enumerate(shard_paths):
            shard = Shard.load(shard_path)
            sides = {
                "source": (shard.source, shard.source_starts),
                "target": (shard.target, shard.target_starts),
            }
            for name, (ids, starts) in sides.items():
                archive.writestr(f"{number}.{name}", ids.astype("<u2").tobytes())
                archive.writestr(f"{number}.{name}_lengths", _lengths(starts))
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder) / "start.bin"
            write_marian_binary(binary, student_weights(start, config))
            archive.write(binary, "start.bin")
    n_bytes = partial.stat().st_size
    if n_bytes > MAX_BYTES:
        partial.unlink()
        raise WorkshopError(
            f"{path.name} would have {n_bytes / 1e6:.0f} MB, {MAX_BYTES / 1e6:.0f} are allowed; "
            "pack fewer passes (--epochs)."
        )
    partial.replace(path)
    return n_bytes


def _lengths(starts: Int64) -> bytes:
    lengths: Int64 = np.diff(starts)
    return lengths.astype(np.uint8).tobytes()
