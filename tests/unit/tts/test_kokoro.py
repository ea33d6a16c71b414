import json
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ModelError
from engine.onnx import Runtime
from engine.tts.kokoro import MAX_TOKENS, STYLE_SIZE, KokoroModel
from tests.helpers.tiny_kokoro import SAMPLES_PER_TOKEN, write_tiny_kokoro

_STYLE = np.ones(STYLE_SIZE, np.float32)


@pytest.fixture
def model(tmp_path: Path) -> KokoroModel:
    return KokoroModel(write_tiny_kokoro(tmp_path), runtime=Runtime(threads=1))


def test_the_tokens_are_padded_on_both_sides(model: KokoroModel) -> None:
    audio = model.synthesise(model.tokenise("abc"), _STYLE, speed=1.0)
    assert audio.dtype == np.float32
    assert audio.shape == (5 * SAMPLES_PER_TOKEN,)
    assert not audio[:SAMPLES_PER_TOKEN].any()
    assert not audio[-SAMPLES_PER_TOKEN:].any()
    assert audio[SAMPLES_PER_TOKEN:-SAMPLES_PER_TOKEN].all()


def test_speed_shortens_and_style_colours(model: KokoroModel) -> None:
    ids = model.tokenise("abc")
    normal = model.synthesise(ids, _STYLE, speed=1.0)
    assert len(model.synthesise(ids, _STYLE, speed=2.0)) == len(normal) // 2
    np.testing.assert_allclose(
        model.synthesise(ids, _STYLE * np.float32(0.5), speed=1.0), normal * 0.5, rtol=1e-6
    )


def test_characters_outside_the_vocabulary_are_left_out(model: KokoroModel) -> None:
    assert model.tokenise("a☃b") == model.tokenise("ab")


@pytest.mark.parametrize("n_tokens", [0, MAX_TOKENS + 1])
def test_too_few_and_too_many_tokens_are_refused(model: KokoroModel, n_tokens: int) -> None:
    with pytest.raises(ValueError, match=str(n_tokens)):
        model.synthesise([1] * n_tokens, _STYLE, speed=1.0)


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
def test_impossible_speeds_are_refused(model: KokoroModel, speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        model.synthesise([1], _STYLE, speed=speed)


def test_a_style_of_another_size_is_refused(model: KokoroModel) -> None:
    with pytest.raises(ValueError, match="256"):
        model.synthesise([1], _STYLE[:-1], speed=1.0)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"vocab": {}}', '{"vocab": {"ab": 1}}', '{"vocab": {"a": "1"}}']
)
def test_a_vocabulary_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    write_tiny_kokoro(tmp_path)
    (tmp_path / "vocab.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"vocab\.json can't be used"):
        KokoroModel(tmp_path, runtime=Runtime(threads=1))


def test_a_missing_vocabulary_is_refused(tmp_path: Path) -> None:
    write_tiny_kokoro(tmp_path)
    (tmp_path / "vocab.json").unlink()
    with pytest.raises(ModelError, match=r"vocab\.json"):
        KokoroModel(tmp_path, runtime=Runtime(threads=1))


def test_another_model_is_refused(tmp_path: Path) -> None:
    import onnx  # noqa: PLC0415 - only this test edits a graph

    write_tiny_kokoro(tmp_path)
    model = onnx.load(tmp_path / "kokoro.onnx")
    for node in model.graph.node:
        for index, name in enumerate(node.input):
            if name == "speed":
                node.input[index] = "pace"
    model.graph.input[2].name = "pace"
    onnx.save(model, tmp_path / "kokoro.onnx")
    assert json.loads((tmp_path / "vocab.json").read_text())
    with pytest.raises(ModelError, match="it has the inputs tokens, style, pace"):
        KokoroModel(tmp_path, runtime=Runtime(threads=1))
