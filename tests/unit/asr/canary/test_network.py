"""The two graphs of a tiny Canary: caches, positions, and files that do not belong together."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.asr.canary.network import CanaryNetwork
from engine.errors import ModelError
from engine.onnx import Runtime
from tests.helpers.tiny_canary import expected_floats, expected_ids, install_tiny_canary

_RUNTIME = Runtime(threads=1)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_tiny_canary(tmp_path_factory.mktemp("canary") / "pack")


@pytest.fixture(scope="module")
def network(installed: Path) -> CanaryNetwork:
    return CanaryNetwork(installed, runtime=_RUNTIME)


@pytest.mark.parametrize("n_first", [1, 5, 16])
def test_steps_of_any_size_say_the_same(network: CanaryNetwork, n_first: int) -> None:
    heard = network.encode(expected_floats("features"))
    tokens = (*expected_ids("prompt"), *expected_ids("tokens"))
    whole = network.step(tokens, heard, positions=range(len(tokens)))

    first = network.step(tokens[:n_first], heard, positions=range(n_first))
    steps = [first]
    for token in tokens[n_first:]:
        steps.append(network.step((token,), steps[-1].state))

    rows = np.concatenate([step.log_probabilities for step in steps])
    np.testing.assert_allclose(rows, whole.log_probabilities, atol=2e-5)
    attention = np.concatenate([step.alignment for step in steps])
    np.testing.assert_allclose(attention, whole.alignment, atol=1e-6)
    assert steps[-1].state.n_tokens == len(tokens)
    assert heard.n_tokens == 0


def test_positions_pick_rows(network: CanaryNetwork) -> None:
    heard = network.encode(expected_floats("features"))
    prompt = expected_ids("prompt")
    whole = network.step(prompt, heard, positions=range(len(prompt)))

    some = network.step(prompt, heard, positions=(3, -1))

    np.testing.assert_allclose(
        some.log_probabilities, whole.log_probabilities[[3, len(prompt) - 1]], atol=1e-5
    )
    np.testing.assert_allclose(np.exp(some.log_probabilities).sum(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(whole.alignment.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(("n_features", "n_frames"), [(1, 2), (9, 2), (16, 2), (17, 3), (800, 100)])
def test_there_is_a_frame_for_eight_features(
    network: CanaryNetwork, n_features: int, n_frames: int
) -> None:
    heard = network.encode(np.zeros((128, n_features), np.float32))

    assert network.step((7,), heard).alignment.shape == (1, n_frames)


def test_the_decoder_takes_no_more_tokens_than_it_has_positions(network: CanaryNetwork) -> None:
    heard = network.encode(expected_floats("features"))
    full = network.step([7] * 64, heard)

    assert full.state.n_tokens == 64
    with pytest.raises(ValueError, match="do not fit"):
        network.step((7,), full.state)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"n_mels": 128}',
        json.dumps(
            dict.fromkeys(
                ("n_mels", "n_layers", "n_heads", "d_model", "vocab_size", "max_target_tokens"), 0
            )
        ),
    ],
)
def test_a_damaged_description_is_refused(installed: Path, tmp_path: Path, content: str) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(installed, pack)
    (pack / "canary.json").write_text(content)

    with pytest.raises(ModelError, match=r"canary\.json"):
        CanaryNetwork(pack, runtime=_RUNTIME)


def test_graphs_of_another_model_are_refused(installed: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(installed, pack)
    config = json.loads((pack / "canary.json").read_text())
    (pack / "canary.json").write_text(json.dumps({**config, "n_layers": 3}))

    with pytest.raises(ModelError, match="not of the model"):
        CanaryNetwork(pack, runtime=_RUNTIME)
