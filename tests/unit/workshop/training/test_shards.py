"""Tokenised epochs and their batches."""

from pathlib import Path

import numpy as np

from engine.workshop.training.shards import Shard, gather_batch, plan_batches


def _shard(n_pairs: int, seed: int) -> Shard:
    chooser = np.random.default_rng(seed)

    def side() -> tuple[np.ndarray, np.ndarray]:
        lengths = chooser.integers(2, 40, n_pairs)
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        ids = chooser.integers(2, 8000, starts[-1]).astype(np.uint16)
        ids[starts[1:] - 1] = 0
        return ids, starts

    source, source_starts = side()
    target, target_starts = side()
    return Shard(
        source=source, source_starts=source_starts, target=target, target_starts=target_starts
    )


def test_a_shard_survives_its_file(tmp_path: Path) -> None:
    shard = _shard(50, 1)
    shard.save(tmp_path / "epoch.npz")
    loaded = Shard.load(tmp_path / "epoch.npz")
    assert len(loaded) == 50
    np.testing.assert_array_equal(loaded.source, shard.source)
    np.testing.assert_array_equal(loaded.target_starts, shard.target_starts)
    assert [path.name for path in tmp_path.iterdir()] == ["epoch.npz"]


def test_batches_hold_every_pair_once_within_the_budget() -> None:
    shard = _shard(3000, 2)
    plan = plan_batches(shard, budget_tokens=600, seed=7)
    assert sorted(int(i) for indices in plan for i in indices) == list(range(3000))
    for indices in plan:
        batch = gather_batch(shard, indices)
        assert max(batch.source.size, batch.target.size) <= 600


def test_batches_hardly_pad_their_sources() -> None:
    shard = _shard(20_000, 3)
    plan = plan_batches(shard, budget_tokens=2000, seed=7)
    n_padded = sum(gather_batch(shard, indices).source.size for indices in plan)
    assert len(shard.source) / n_padded > 0.98


def test_the_order_of_batches_follows_the_seed() -> None:
    shard = _shard(2000, 4)
    first = plan_batches(shard, budget_tokens=500, seed=1)
    again = plan_batches(shard, budget_tokens=500, seed=1)
    other = plan_batches(shard, budget_tokens=500, seed=2)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert [batch[0] for batch in first] != [batch[0] for batch in other]


def test_a_gathered_batch_holds_the_pairs_padded_with_the_end_piece() -> None:
    shard = _shard(20, 5)
    batch = gather_batch(shard, np.array([3, 11], np.int64))
    for row, index in enumerate((3, 11)):
        ids = shard.target[shard.target_starts[index] : shard.target_starts[index + 1]]
        assert batch.target_lengths[row] == len(ids)
        np.testing.assert_array_equal(batch.target[row, : len(ids)], ids)
        assert not batch.target[row, len(ids) :].any()
