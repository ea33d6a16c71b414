"""Exported Whisper models of tiny sizes: every output against plain NumPy, cache, beams, errors."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import onnx
from engine.asr.whisper.model import FRAME_SAMPLES, WhisperModel
from engine.compute import Device
from engine.errors import AudioError, ModelError
from engine.messages import Code
from engine.onnx import Runtime
from engine.packs.convert.whisper import Progress, convert_whisper
from tests.helpers.raising import raises
from tests.helpers.tiny_whisper import VOCAB_SIZE, TinyWhisper
from tests.helpers.whisper_reference import WhisperReference

_TINY = TinyWhisper()
_TOKENS = np.array([[260, 3, 44, 7, 250, 100, 5]], np.int64)
_RUNTIME = Runtime(threads=1)

Exported = Callable[[TinyWhisper, bool], WhisperModel]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Exports and loads a model, each only once."""
    models: dict[tuple[TinyWhisper, bool], WhisperModel] = {}

    def export(tiny: TinyWhisper, int8: bool) -> WhisperModel:
        if (tiny, int8) not in models:
            source = tmp_path_factory.mktemp("source")
            target = tmp_path_factory.mktemp("target")
            tiny.write(source)
            convert_whisper(source, target, int8=int8)
            models[tiny, int8] = WhisperModel(target, runtime=_RUNTIME)
        return models[tiny, int8]

    return export


@pytest.fixture
def model(exported: Exported) -> WhisperModel:
    return exported(_TINY, False)


def _exported_into(folder: Path, *, progress: Progress | None = None) -> Path:
    source, target = folder / "source", folder / "target"
    source.mkdir()
    target.mkdir()
    _TINY.write(source)
    convert_whisper(source, target, progress=progress)
    return target


def _mel(
    n_feature_frames: int, *, n_mels: int = 8
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    random = np.random.default_rng(n_feature_frames)
    return random.normal(size=(n_mels, n_feature_frames)).astype(np.float32)


@pytest.mark.parametrize(
    "tiny",
    [
        _TINY,
        TinyWhisper(d_model=48, n_heads=3, d_inner=80, n_encoder_layers=1, n_layers=3, n_mels=5),
        TinyWhisper(storage="int8", seed=4),
        TinyWhisper(storage="float16", alignment_heads=None, seed=5),
    ],
)
@pytest.mark.parametrize("n_feature_frames", [1, 2, 37, 120])
def test_all_outputs_equal_plain_numpy(
    exported: Exported, tiny: TinyWhisper, n_feature_frames: int
) -> None:
    model = exported(tiny, False)
    tensors = tiny.stored_tensors()
    reference = WhisperReference(tensors, n_heads=tiny.n_heads)
    mel = _mel(n_feature_frames, n_mels=tiny.n_mels)
    encoded = model.encode_features(mel, n_samples=0)
    assert encoded.n_frames == -(-n_feature_frames // 2)
    step = model.step(_TOKENS, model.initial_state(encoded), logit_positions=range(7))
    expected = reference.decode(_TOKENS[0], reference.encode(mel))
    np.testing.assert_allclose(step.logits[0], expected.logits, rtol=2e-3, atol=2e-3)
    heads = model.config.alignment_heads
    attention = np.stack([expected.attention[layer][head] for layer, head in heads])
    assert step.alignment.shape == (1, len(heads), 7, encoded.n_frames)
    np.testing.assert_allclose(step.alignment[0], attention, atol=1e-4)
    np.testing.assert_allclose(step.alignment.sum(axis=-1), 1, rtol=1e-5)


def test_alignment_heads_are_all_of_the_later_half_where_none_are_known(
    exported: Exported,
) -> None:
    tiny = TinyWhisper(storage="float16", alignment_heads=None, seed=5)
    assert exported(tiny, False).config.alignment_heads == ((1, 0), (1, 1))


def test_alignment_heads_are_returned_in_the_order_of_the_configuration(
    model: WhisperModel,
) -> None:
    assert model.config.alignment_heads == ((0, 1), (1, 0), (1, 1))


@pytest.mark.parametrize("n_shared", [0, 1, 4])
def test_token_by_token_equals_all_at_once(model: WhisperModel, n_shared: int) -> None:
    encoded = model.encode_features(_mel(50), n_samples=0)
    whole = model.step(_TOKENS, model.initial_state(encoded), logit_positions=range(7))
    state = model.initial_state(encoded)
    if n_shared:
        state = model.step(_TOKENS[:, :n_shared], state).state.as_shared()
    for position in range(n_shared, 7):
        step = model.step(_TOKENS[:, position : position + 1], state)
        state = step.state
        assert state.n_tokens == position + 1
        np.testing.assert_allclose(
            step.logits[0, 0], whole.logits[0, position], rtol=1e-4, atol=1e-4
        )
        np.testing.assert_allclose(
            step.alignment[0, :, 0], whole.alignment[0, :, position], atol=1e-5
        )


def test_int8_token_by_token_is_close_to_all_at_once(exported: Exported) -> None:
    """Not equal: a last bit in float can move an activation to the next of 255 values."""
    model = exported(_TINY, True)
    encoded = model.encode_features(_mel(50), n_samples=0)
    whole = model.step(_TOKENS, model.initial_state(encoded)).logits
    state = model.initial_state(encoded)
    for position in range(7):
        step = model.step(_TOKENS[:, position : position + 1], state)
        state = step.state
    assert np.linalg.norm(step.logits - whole) < 0.05 * np.linalg.norm(whole)


def test_several_tokens_after_a_past_equal_all_at_once(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(50), n_samples=0)
    whole = model.step(_TOKENS, model.initial_state(encoded), logit_positions=range(7))
    shared = model.step(_TOKENS[:, :2], model.initial_state(encoded)).state.as_shared()
    middle = model.step(_TOKENS[:, 2:4], shared)
    rest = model.step(_TOKENS[:, 4:], middle.state, logit_positions=[0, 1, 2])
    np.testing.assert_allclose(rest.logits[0], whole.logits[0, 4:], rtol=1e-4, atol=1e-4)


def test_sharing_twice_equals_all_at_once(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(50), n_samples=0)
    whole = model.step(_TOKENS, model.initial_state(encoded))
    state = model.step(_TOKENS[:, :2], model.initial_state(encoded)).state.as_shared()
    state = model.step(_TOKENS[:, 2:5], state).state.as_shared()
    last = model.step(_TOKENS[:, 5:], state)
    np.testing.assert_allclose(last.logits, whole.logits, rtol=1e-4, atol=1e-4)


def test_each_beam_continues_the_one_that_it_names(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(30), n_samples=0)
    start = model.step(_TOKENS[:, :2], model.initial_state(encoded)).state.as_shared()
    three = model.step(np.array([[9], [99], [199]]), start, beams=np.zeros(3, np.int64)).state
    assert three.n_beams == 3
    step = model.step(np.array([[50], [60]]), three, beams=np.array([2, 0]))
    for row, history in enumerate(([260, 3, 199, 50], [260, 3, 9, 60])):
        alone = model.step(np.array([history]), model.initial_state(encoded))
        np.testing.assert_allclose(step.logits[row], alone.logits[0], rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(step.alignment[row, :, 0], alone.alignment[0, :, -1], atol=1e-5)


def test_several_beams_cannot_be_one_beginning(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(30), n_samples=0)
    two = model.step(
        np.array([[1], [2]]), model.initial_state(encoded), beams=np.zeros(2, np.int64)
    ).state
    with pytest.raises(ValueError, match="2 beams"):
        two.as_shared()


def test_a_step_changes_no_earlier_state(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(30), n_samples=0)
    state = model.step(_TOKENS[:, :3], model.initial_state(encoded)).state
    first = model.step(np.array([[8]]), state).logits
    model.step(np.array([[77]]), state)
    np.testing.assert_array_equal(model.step(np.array([[8]]), state).logits, first)


def test_no_room_for_more_tokens_is_an_error(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(30), n_samples=0)
    state = model.step(np.zeros((1, 40), np.int64), model.initial_state(encoded)).state
    with pytest.raises(ValueError, match=r"40 \+ 1 tokens"):
        model.step(np.zeros((1, 1), np.int64), state)


def test_int8_outputs_are_close_to_float(exported: Exported) -> None:
    tiny = replace(_TINY, d_model=64, n_heads=2, d_inner=128)
    exact, quantised = exported(tiny, False), exported(tiny, True)
    outputs = []
    for model in (exact, quantised):
        encoded = model.encode_features(_mel(60), n_samples=0)
        step = model.step(_TOKENS, model.initial_state(encoded), logit_positions=range(7))
        outputs.append((step.logits, step.alignment))
    logits, alignment = outputs[0]
    assert np.linalg.norm(outputs[1][0] - logits) < 0.05 * np.linalg.norm(logits)
    assert np.abs(outputs[1][1] - alignment).max() < 0.05
    assert not np.array_equal(outputs[1][0], logits)


def test_samples_are_heard_as_frames_of_20_ms(model: WhisperModel) -> None:
    samples = np.random.default_rng(0).normal(size=5 * FRAME_SAMPLES + 1).astype(np.float32)
    encoded = model.encode(samples)
    assert (encoded.n_frames, encoded.n_samples) == (6, samples.size)
    padded = model.encode(samples, padded_to_samples=8 * FRAME_SAMPLES)
    assert (padded.n_frames, padded.n_samples) == (8, samples.size)
    assert model.encode(samples, padded_to_samples=10).n_frames == 6


def test_imagined_silence_is_that_of_encoded_silence(model: WhisperModel) -> None:
    samples = np.random.default_rng(0).normal(size=5 * FRAME_SAMPLES).astype(np.float32)
    heard = model.encode(samples, padded_to_samples=7 * FRAME_SAMPLES)
    filled = model.encode(samples, padded_to_samples=7 * FRAME_SAMPLES, is_silence_imagined=True)
    silence = model.encode(np.zeros(model.max_samples, np.float32))
    assert (filled.n_frames, filled.n_samples) == (60, samples.size)
    for name, values in filled.cross.items():
        np.testing.assert_array_equal(values[:, :7], heard.cross[name])
        np.testing.assert_array_equal(values[:, 7:], silence.cross[name][:, 7:])
    step = model.step(_TOKENS, model.initial_state(filled))
    assert step.alignment.shape[3] == 60


def test_no_silence_is_imagined_behind_audio_of_full_length(model: WhisperModel) -> None:
    samples = np.ones(model.max_samples, np.float32)
    plain, filled = (model.encode(samples, is_silence_imagined=on) for on in (False, True))
    for name, values in plain.cross.items():
        np.testing.assert_array_equal(filled.cross[name], values)


def test_audio_longer_than_the_model_hears_is_an_error(model: WhisperModel) -> None:
    assert model.max_samples == 60 * FRAME_SAMPLES
    assert model.encode(np.zeros(model.max_samples, np.float32)).n_frames == 60
    with raises(AudioError, Code.AUDIO_TOO_LONG):
        model.encode(np.zeros(model.max_samples + 1, np.float32))


def test_languages_are_ranked_and_their_probabilities_sum_to_one(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(30), n_samples=0)
    ranked = model.detect_language(encoded)
    assert sorted(code for code, _ in ranked) == ["en", "fr"]
    assert sum(probability for _, probability in ranked) == pytest.approx(1)
    assert ranked[0][1] >= ranked[1][1]
    start = np.array([[model.config.start_of_transcript]])
    logits = model.step(start, model.initial_state(encoded)).logits[0, 0]
    ids = model.config.languages
    assert (ranked[0][0] == "en") == bool(logits[ids["en"]] > logits[ids["fr"]])
    assert model.detect_language(encoded, among=["fr"]) == [("fr", 1.0)]


def test_unknown_language_is_an_error(model: WhisperModel) -> None:
    encoded = model.encode_features(_mel(30), n_samples=0)
    with pytest.raises(ValueError, match="xx"):
        model.detect_language(encoded, among=["fr", "xx"])


def test_configuration_is_read_from_the_tensors(model: WhisperModel) -> None:
    config = model.config
    assert (config.n_mels, config.n_layers, config.n_encoder_layers) == (8, 2, 2)
    assert (config.n_heads, config.d_model, config.d_head) == (2, 32, 16)
    assert (config.vocab_size, config.max_source_frames) == (VOCAB_SIZE, 60)
    assert config.max_target_tokens == 40
    assert config.first_timestamp == config.no_timestamps + 1 == VOCAB_SIZE - 21


def test_progress_rises_to_one(tmp_path: Path) -> None:
    shares: list[float] = []
    _exported_into(tmp_path, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_export_without_a_file_is_an_error(tmp_path: Path, name: str) -> None:
    _TINY.write(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match=name):
        convert_whisper(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", "{"),
        ("config.json", "[]"),
        ("config.json", '{"alignment_heads": [[9, 0]]}'),
        ("config.json", '{"alignment_heads": [1]}'),
        ("tokenizer.json", '{"added_tokens": []}'),
        ("tokenizer.json", "{}"),
    ],
)
def test_export_with_a_damaged_description_is_an_error(
    tmp_path: Path, name: str, content: str
) -> None:
    _TINY.write(tmp_path)
    (tmp_path / name).write_text(content)
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        convert_whisper(tmp_path, tmp_path)


def test_export_of_another_kind_of_model_is_an_error(tmp_path: Path) -> None:
    _TINY.write(tmp_path, spec="TransformerSpec", revision=7)
    with pytest.raises(ModelError, match="TransformerSpec of revision 7"):
        convert_whisper(tmp_path, tmp_path)


@pytest.mark.parametrize("name", ["encoder.onnx", "decoder.onnx", "whisper.json", "tokenizer.json"])
def test_loading_a_truncated_file_is_an_error(tmp_path: Path, name: str) -> None:
    path = _exported_into(tmp_path) / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        WhisperModel(path.parent, runtime=_RUNTIME)


def test_loading_files_of_two_models_is_an_error(tmp_path: Path) -> None:
    path = _exported_into(tmp_path) / "whisper.json"
    config = json.loads(path.read_text())
    path.write_text(json.dumps({**config, "n_layers": 3}))
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        WhisperModel(path.parent, runtime=_RUNTIME)


def test_a_configuration_with_other_fields_is_an_error(tmp_path: Path) -> None:
    path = _exported_into(tmp_path) / "whisper.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "colour": "red"}))
    with pytest.raises(ModelError, match="fields"):
        WhisperModel(path.parent, runtime=_RUNTIME)


def test_what_was_heard_is_given_to_a_device_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _exported_into(tmp_path)
    here = WhisperModel(folder, runtime=_RUNTIME)
    # The machine's own memory, bound as that of a device is.
    monkeypatch.setattr(onnx, "_MEMORIES", {Device.CPU: "cpu"})
    there = WhisperModel(folder, runtime=_RUNTIME)
    logits = []
    for model in (here, there):
        heard = model.encode_features(_mel(37), n_samples=5000)
        step = model.step(_TOKENS, model.initial_state(heard), logit_positions=range(7))
        logits.append(model.step(np.array([[9], [4]]), step.state, beams=np.array([0, 0])).logits)
    np.testing.assert_array_equal(logits[1], logits[0])
    assert len(there._decoder._placed) == 2 * there.config.n_layers
