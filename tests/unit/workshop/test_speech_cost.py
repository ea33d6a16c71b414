"""The cost tool: its made-up networks are real ones, small here, and it compares what it says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.arrays import Float32
from engine.onnx import Runtime
from engine.packs.convert.whisper import WhisperSizes, convert_whisper
from engine.workshop.speech_cost import (
    CANARIES,
    CanarySizes,
    Cost,
    canary_cost,
    compare,
    make_canary,
    make_whisper,
    memory_mb,
    table,
    whisper_cost,
)
from tests.helpers.tiny_whisper import VOCAB_SIZE, TinyWhisper

_SMALL = CanarySizes(
    n_encoder_layers=2, d_encoder=32, n_layers=2, d_model=48, vocab_size=96, n_heads=4
)


def test_a_made_up_network_hears_and_writes(tmp_path: Path) -> None:
    network = make_canary(_SMALL, tmp_path, runtime=Runtime(threads=1))
    features = np.random.default_rng(0).normal(size=(128, 203)).astype(np.float32)

    step = network.step((7, 8, 9), network.encode(features), positions=(0, 2))

    assert step.alignment.shape == (3, 26)
    np.testing.assert_allclose(step.alignment.sum(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(np.exp(step.log_probabilities).sum(axis=1), 1, atol=1e-3)


def test_what_one_frame_hears_depends_on_the_others(tmp_path: Path) -> None:
    """So it has attention and not only the reach of its convolutions."""
    network = make_canary(_SMALL, tmp_path, runtime=Runtime(threads=1))
    features = np.random.default_rng(0).normal(size=(128, 400)).astype(np.float32)
    changed = features.copy()
    changed[:, 390:] *= 3

    before, after = (network.encode(f).cross["cross_key_0"][:, 0] for f in (features, changed))

    assert np.abs(before - after).max() > 1e-4


def test_a_size_without_a_projection_works_too(tmp_path: Path) -> None:
    sizes = replace(_SMALL, d_encoder=_SMALL.d_model)
    network = make_canary(sizes, tmp_path, runtime=Runtime(threads=1))

    cost = canary_cost(network, np.zeros(16_000, np.float32))

    assert min(cost.encoder, cost.prefix, cost.token) > 0
    assert cost.whole > cost.encoder + cost.prefix
    assert CANARIES["canary-1b-v2"].d_encoder == CANARIES["canary-1b-v2"].d_model


def test_a_made_up_whisper_is_one(tmp_path: Path) -> None:
    source, base, folder = (tmp_path / name for name in ("source", "base", "small"))
    for path in (source, base, folder):
        path.mkdir()
    TinyWhisper().write(source)
    convert_whisper(source, base, int8=True)
    sizes = WhisperSizes(
        n_mels=8,
        n_encoder_layers=3,
        n_layers=3,
        n_heads=6,
        d_model=96,
        vocab_size=VOCAB_SIZE,
        max_source_frames=200,
        max_target_tokens=60,
    )

    whisper = make_whisper(sizes, base, folder, runtime=Runtime(threads=1))

    cost = whisper_cost(whisper, np.zeros(16_000, np.float32))
    added_mb = memory_mb("whisper-small", folder, threads=1, seconds=1.0)
    assert added_mb is None or added_mb > 0
    assert min(cost.encoder, cost.prefix, cost.token) > 0


def test_models_are_compared_round_by_round() -> None:
    costs = {
        "base": iter([Cost(encoder=9, prefix=9, token=9), *[_cost(0.1), _cost(0.4), _cost(0.2)]]),
        "other": iter([Cost(encoder=1, prefix=1, token=1), *[_cost(0.2), _cost(0.2), _cost(0.6)]]),
    }

    def timer(name: str) -> Callable[[Float32], Cost]:
        return lambda _samples: next(costs[name])

    found = compare({name: timer(name) for name in costs}, seconds=0.1, repeats=3)

    assert found["other"].least["encoder"] == 0.2
    assert found["base"].least["encoder"] == 0.1
    assert found["other"].ratios["encoder"] == 2.0
    assert found["base"].ratios["whole"] == 1.0
    rows = table(found, {"base": 250.4, "other": None}).splitlines()
    assert rows[2].startswith("| base | 100 ms, x1.00 |")
    assert rows[2].endswith("| 250 MB | sooner, balanced, surer |")
    assert rows[3].endswith("|  | surer |")


def _cost(encoder: float) -> Cost:
    return Cost(encoder=encoder, prefix=0.05, token=0.01)
