"""A whole training on made-up pairs: it learns, it resumes, it can be killed."""

import json
from pathlib import Path
from pickle import PicklingError
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from torch import Tensor

torch = pytest.importorskip("torch")
pytest.importorskip("sacrebleu")

from engine.workshop.training.commands import schedule_with  # noqa: E402
from engine.workshop.training.corpus import Pair  # noqa: E402
from engine.workshop.training.model import Student, StudentShape  # noqa: E402
from engine.workshop.training.shards import Shard  # noqa: E402
from engine.workshop.training.trainer import Schedule, Trainer, save_atomically  # noqa: E402
from engine.workshop.training.vocabulary import load_pieces, pieces_from_parent  # noqa: E402
from tests.helpers.marian_files import write_vocabulary  # noqa: E402

_SHAPE = StudentShape(
    n_source_pieces=60,
    n_target_pieces=60,
    d_model=16,
    d_ffn=24,
    n_heads=4,
    n_encoder_layers=1,
    n_decoder_layers=1,
)
_SCHEDULE = Schedule(
    peak_rate=2e-2,
    warm_up_steps=5,
    frozen_steps=3,
    batch_tokens=200,
    dropout=0.0,
    evaluate_steps=1000,
)


def _student() -> Student:
    torch.manual_seed(0)
    student = Student(_SHAPE)
    for parameter in student.parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=0.2)
    student.to(torch.bfloat16)
    return student


def _copy_shard(path: Path) -> Path:
    """Targets equal sources: easy to learn."""
    chooser = np.random.default_rng(0)
    lengths = chooser.integers(3, 8, 600)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    ids = chooser.integers(2, 20, starts[-1]).astype(np.uint16)
    ids[starts[1:] - 1] = 0
    Shard(source=ids, source_starts=starts, target=ids, target_starts=starts).save(path)
    return path


def _trainer(folder: Path, **changes: float) -> Trainer:
    folder.mkdir(exist_ok=True, parents=True)
    spm = folder / "tiny.spm"
    if not spm.exists():
        write_vocabulary(spm, 60)
    settings = [f"{name}={value}" for name, value in changes.items()]
    schedule = schedule_with(settings, start=_SCHEDULE)
    return Trainer(
        replicas=[_student(), _student()],
        twin=_student(),
        schedule=schedule,
        shard_paths=[_copy_shard(folder / "epoch.npz")],
        dev_sets={"dev": [Pair("the train", "the house", "x")]},
        source_pieces=load_pieces(spm),
        target_pieces=load_pieces(spm),
        reads_english=False,
        folder=folder,
    )


def _weights(folder: Path) -> "list[Tensor]":
    saved = torch.load(folder / "checkpoint.pt", weights_only=True)
    found: list[Tensor] = saved["optimiser"]["masters"]
    return found


def test_the_loss_falls(tmp_path: Path) -> None:
    _trainer(tmp_path, max_steps=150).run()
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    losses = [row["loss"] for row in rows if row["kind"] == "train"]
    assert len(losses) == 3
    assert losses[2] < 0.8 * losses[0]
    assert {"bleu", "chrf", "n_pairs"} == rows[-1]["dev"].keys()
    assert (tmp_path / "best.pt").exists()


def test_a_resumed_training_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    _trainer(tmp_path / "whole", max_steps=12).run()
    _trainer(tmp_path / "broken", max_steps=7).run()
    second = _trainer(tmp_path / "broken", max_steps=12)
    assert second.resume()
    second.run()
    for whole, broken in zip(
        _weights(tmp_path / "whole"), _weights(tmp_path / "broken"), strict=True
    ):
        torch.testing.assert_close(whole, broken, rtol=0, atol=0)


def test_a_new_training_has_nothing_to_resume(tmp_path: Path) -> None:
    assert not _trainer(tmp_path, max_steps=1).resume()


def test_a_frozen_encoder_does_not_move(tmp_path: Path) -> None:
    trainer = _trainer(tmp_path, max_steps=3)
    trainer.save()
    decoder, encoder = (weights.clone() for weights in _weights(tmp_path))
    trainer.run()
    new_decoder, new_encoder = _weights(tmp_path)
    torch.testing.assert_close(new_encoder, encoder, rtol=0, atol=1e-4)
    assert not torch.allclose(new_decoder, decoder, atol=1e-3)


def test_finishing_lowers_the_rate_and_stops(tmp_path: Path) -> None:
    trainer = _trainer(tmp_path, finish_steps=5)
    trainer.finish()
    trainer.run()
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert (saved["step"], saved["finish_from"]) == (5, 0)
    schedule = Schedule(finish_from=1000, finish_steps=100)
    assert schedule.rate(1100) == pytest.approx(0.02 * schedule.peak_rate)
    assert schedule.rate(150) == pytest.approx(schedule.peak_rate / 2)


def test_a_failed_save_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.pt"
    save_atomically({"a": 1}, path)
    with pytest.raises((AttributeError, PicklingError), match=r"pickle|local"):
        save_atomically({"a": lambda: None}, path)
    assert torch.load(path, weights_only=True) == {"a": 1}


def test_settings_have_the_types_of_the_schedule() -> None:
    schedule = schedule_with(["peak_rate=5e-4", "warm_up_steps=7", "finish_from=9"])
    assert (schedule.peak_rate, schedule.warm_up_steps, schedule.finish_from) == (5e-4, 7, 9)
    with pytest.raises(ValueError, match="not one of"):
        schedule_with(["nonsense=1"])


def test_new_pieces_start_from_the_parents_of_the_same_text(tmp_path: Path) -> None:
    write_vocabulary(tmp_path / "new.spm", 50)
    write_vocabulary(tmp_path / "parent.spm", 60)
    pieces, parent = load_pieces(tmp_path / "new.spm"), load_pieces(tmp_path / "parent.spm")
    rows = np.random.default_rng(0).normal(size=(60, 4)).astype(np.float32)
    started = pieces_from_parent(pieces, parent, rows)
    assert started.shape == (50, 4)
    np.testing.assert_array_equal(started[:2], rows[:2])
    n_shared = 0
    for index in range(2, 50):
        same = parent.piece_to_id(pieces.id_to_piece(index))
        if same != parent.unk_id():
            n_shared += 1
            np.testing.assert_array_equal(started[index], rows[same])
    assert n_shared > 10
