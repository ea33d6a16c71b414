"""The exported speaker encoder computes what its description says, on random weights."""

from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import AudioError, ModelError
from engine.messages import Code
from engine.onnx import Runtime
from engine.packs.convert.resemblyzer import convert_resemblyzer
from engine.speakers.model import spoken_parts
from engine.speakers.resemblyzer import EMBEDDING_SIZE, ResemblyzerModel
from tests.helpers.raising import raises
from tests.helpers.tiny_kokoro import write_tiny_kokoro
from tests.helpers.torch_files import write_torch_file

_SIZE = 256


@pytest.fixture(scope="module")
def weights() -> dict[str, Float32]:
    random = np.random.default_rng(5)
    state = {"linear.weight": random.normal(0, 0.3, (_SIZE, _SIZE))}
    state["linear.bias"] = random.normal(0, 0.3, _SIZE)
    for layer, n_inputs in enumerate((40, _SIZE, _SIZE)):
        state[f"lstm.weight_ih_l{layer}"] = random.normal(0, 0.1, (4 * _SIZE, n_inputs))
        state[f"lstm.weight_hh_l{layer}"] = random.normal(0, 0.1, (4 * _SIZE, _SIZE))
        state[f"lstm.bias_ih_l{layer}"] = random.normal(0, 0.1, 4 * _SIZE)
        state[f"lstm.bias_hh_l{layer}"] = random.normal(0, 0.1, 4 * _SIZE)
    return {name: values.astype(np.float32) for name, values in state.items()}


@pytest.fixture(scope="module")
def model(
    weights: dict[str, Float32], tmp_path_factory: pytest.TempPathFactory
) -> ResemblyzerModel:
    folder = tmp_path_factory.mktemp("resemblyzer")
    write_torch_file(folder / "pretrained.pt", {"model_state": weights})
    convert_resemblyzer(folder / "pretrained.pt", folder)
    return ResemblyzerModel(folder, runtime=Runtime(threads=1))


def _sigmoid(x: Float32) -> Float32:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)


def _reference(mel: Float32, weights: dict[str, Float32]) -> Float32:
    """As torch.nn.LSTM's documentation writes it."""
    x = mel
    for layer in range(3):
        w, u = (weights[f"lstm.weight_{kind}_l{layer}"] for kind in ("ih", "hh"))
        b = weights[f"lstm.bias_ih_l{layer}"] + weights[f"lstm.bias_hh_l{layer}"]
        h = c = np.zeros(_SIZE, np.float32)
        states = []
        for frame in x:
            i, f, g, o = np.split(w @ frame + u @ h + b, 4)
            c = _sigmoid(f) * c + _sigmoid(i) * np.tanh(g)
            h = _sigmoid(o) * np.tanh(c)
            states.append(h)
        x = np.stack(states)
    positive = np.maximum(weights["linear.weight"] @ x[-1] + weights["linear.bias"], 0)
    return np.asarray(positive / np.linalg.norm(positive), np.float32)


def test_the_graph_is_the_network(model: ResemblyzerModel, weights: dict[str, Float32]) -> None:
    mel = np.random.default_rng(6).exponential(1.0, (2, 30, 40)).astype(np.float32)
    expected = np.stack([_reference(stretch, weights) for stretch in mel])
    np.testing.assert_allclose(model.embed_mel(mel), expected, atol=1e-5)


def _buzz(hz: float, seconds: float) -> Float32:
    at = np.arange(int(seconds * SOURCE_RATE_HZ)) / SOURCE_RATE_HZ
    return (0.2 * np.sign(np.sin(2 * np.pi * hz * at))).astype(np.float32)


def test_an_embedding_has_unit_length_and_tells_sounds_apart(model: ResemblyzerModel) -> None:
    low, low_again, high = (
        model.embed(x) for x in (_buzz(110, 4.0), _buzz(110, 7.0), _buzz(300, 4.0))
    )
    assert low.shape == (EMBEDDING_SIZE,)
    np.testing.assert_allclose(np.linalg.norm(low), 1.0, rtol=1e-5)
    assert low @ low_again > low @ high


def test_level_and_silence_around_do_not_matter(model: ResemblyzerModel) -> None:
    speech = _buzz(110, 4.8) * np.float32(0.01)
    silence = np.zeros(2 * SOURCE_RATE_HZ, np.float32)
    bare = model.embed(speech)
    wrapped = model.embed(np.concatenate([silence, speech * np.float32(0.3), silence]))
    assert bare @ wrapped > 0.999


def test_one_stretch_of_a_second_and_a_half(model: ResemblyzerModel) -> None:
    assert model.embed_stretches(_buzz(200, 0.4)).shape == (1, EMBEDDING_SIZE)
    assert len(model.embed_stretches(_buzz(200, 8.0))) == 9


def test_silence_among_speech_is_cut_out() -> None:
    silence = np.zeros(3 * SOURCE_RATE_HZ, np.float32)
    kept = spoken_parts(np.concatenate([silence, _buzz(100, 1.0), silence, _buzz(100, 1.0)]))
    assert 2.0 <= len(kept) / SOURCE_RATE_HZ < 2.6


@pytest.mark.parametrize("n_samples", [0, 100, 48_000])
def test_silence_is_refused(model: ResemblyzerModel, n_samples: int) -> None:
    with raises(AudioError, Code.NO_SPEECH):
        model.embed(np.zeros(n_samples, np.float32))


def test_another_graph_is_refused(tmp_path: Path) -> None:
    write_tiny_kokoro(tmp_path)
    (tmp_path / "kokoro.onnx").rename(tmp_path / "encoder.onnx")
    with pytest.raises(ModelError, match="not a speaker encoder"):
        ResemblyzerModel(tmp_path, runtime=Runtime(threads=1))
