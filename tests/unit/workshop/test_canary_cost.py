"""The cost tool: its made-up networks are real ones, small here, and it compares what it says."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.onnx import Runtime
from engine.workshop.canary_cost import SIZES, CanarySizes, canary_cost, make_network

_SMALL = CanarySizes(
    n_encoder_layers=2, d_encoder=32, n_layers=2, d_model=48, vocab_size=96, n_heads=4
)


def test_a_made_up_network_hears_and_writes(tmp_path: Path) -> None:
    network = make_network(_SMALL, tmp_path, runtime=Runtime(threads=1))
    features = np.random.default_rng(0).normal(size=(128, 203)).astype(np.float32)

    step = network.step((7, 8, 9), network.encode(features), positions=(0, 2))

    assert step.alignment.shape == (3, 26)
    np.testing.assert_allclose(step.alignment.sum(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(np.exp(step.log_probabilities).sum(axis=1), 1, atol=1e-3)


def test_what_one_frame_hears_depends_on_the_others(tmp_path: Path) -> None:
    """So it has attention and not only the reach of its convolutions."""
    network = make_network(_SMALL, tmp_path, runtime=Runtime(threads=1))
    features = np.random.default_rng(0).normal(size=(128, 400)).astype(np.float32)
    changed = features.copy()
    changed[:, 390:] *= 3

    before, after = (network.encode(f).cross["cross_key_0"][:, 0] for f in (features, changed))

    assert np.abs(before - after).max() > 1e-4


def test_a_size_without_a_projection_works_too(tmp_path: Path) -> None:
    sizes = replace(_SMALL, d_encoder=_SMALL.d_model)
    network = make_network(sizes, tmp_path, runtime=Runtime(threads=1))

    cost = canary_cost(network, np.zeros(16_000, np.float32))

    assert min(cost.encoder, cost.prefix, cost.token) > 0
    assert cost.whole > cost.encoder + cost.prefix
    assert SIZES["1b-v2"].d_encoder == SIZES["1b-v2"].d_model
