import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
import soundfile

from engine.arrays import Float32
from engine.errors import ModelError, VoiceError
from engine.onnx import Runtime
from engine.tts.model import Sex, SpeechPiece, Voice
from engine.tts.phonemes import PhonemeProcess
from engine.tts.pocket import PocketClip, PocketModel, PocketSynthesiser, State
from engine.tts.voice_stage import VoiceStage, VoiceStageConfig

_FOLDER = Path(__file__).parents[2] / "data" / "pocket"


class _Counting(PocketModel):
    """Counts the frames that it decodes."""

    decoded = 0

    def decode(self, latents: Float32, state: State) -> tuple[Float32, State]:
        self.decoded += len(latents)
        return super().decode(latents, state)


@pytest.fixture
def model() -> _Counting:
    return _Counting(_FOLDER, runtime=Runtime(threads=1))


def _synthesiser(model: PocketModel, clip: Path) -> PocketSynthesiser:
    sound = PocketClip(path=clip)
    voice = Voice(
        id="en-test",
        name="Test",
        language="en",
        accent="none",
        sex=Sex.MALE,
        gain_db=0.0,
        sound=sound,
    )
    synthesiser = model.synthesiser_for(voice, phonemiser=PhonemeProcess())
    assert isinstance(synthesiser, PocketSynthesiser)
    return synthesiser


@pytest.fixture
def synthesiser(model: PocketModel, tmp_path: Path) -> PocketSynthesiser:
    noise = np.random.default_rng(1).normal(0, 0.1, 16_000)
    soundfile.write(tmp_path / "clip.wav", noise, 16_000)
    return _synthesiser(model, tmp_path / "clip.wav")


def _joined(pieces: list[SpeechPiece]) -> Float32:
    return np.concatenate([piece.samples for piece in pieces])


def test_the_first_sound_is_there_after_three_frames(
    model: _Counting, synthesiser: PocketSynthesiser
) -> None:
    stage = VoiceStage(synthesiser, language="en", config=VoiceStageConfig())
    stage.push(" The old bridge was built.")
    stage.flush()
    synthesiser.prepare()
    first = stage.speak_next(tempo=1.0)
    assert first is not None
    assert np.abs(first.samples).max() > 0.01
    assert 1 <= model.decoded <= 3


def test_the_same_text_sounds_the_same_and_ends(synthesiser: PocketSynthesiser) -> None:
    first = list(synthesiser.speak("Every morning we walk.", tempo=1.0))
    second = list(synthesiser.speak("Every morning we walk.", tempo=1.0))
    other = list(synthesiser.speak("Every evening we walk.", tempo=1.0))
    assert [piece.is_last for piece in first] == [False] * (len(first) - 1) + [True]
    np.testing.assert_array_equal(_joined(first), _joined(second))
    assert not np.array_equal(_joined(first)[:1920], _joined(other)[:1920])
    assert np.isfinite(_joined(first)).all()


def test_a_text_that_never_ends_is_stopped_before_the_cache_is_full(
    model: _Counting, synthesiser: PocketSynthesiser
) -> None:
    """The random weights do not end any text but the one that they were made for."""
    text = "we walk to the market " * 3
    list(synthesiser.speak(text, tempo=1.0))
    n_tokens = len(model.tokenise(text))
    assert 0 < model.decoded <= (n_tokens / 3 + 2) * 12.5 + 1


def test_a_long_text_is_cut_where_there_are_marks(synthesiser: PocketSynthesiser) -> None:
    half = "the market is far, and we walk to the farmers, to the bridge and to the old farmers"
    text = f"{half} of {half}"
    chunks = synthesiser._chunks(text)
    assert " ".join(chunks) == text
    assert len(chunks) > 1
    assert chunks[0].endswith(",")
    assert not any(synthesiser._is_too_long(chunk.split()) for chunk in chunks)


@pytest.mark.parametrize("text", ["", "—", "?!"])
def test_what_has_no_sound_gives_one_empty_piece(synthesiser: PocketSynthesiser, text: str) -> None:
    (piece,) = synthesiser.speak(text, tempo=1.0)
    assert piece.is_last
    assert len(piece.samples) == 0


def test_a_missing_clip_is_named(model: PocketModel, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"nobody\.wav of the voice Test"):
        _synthesiser(model, tmp_path / "nobody.wav").prepare()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bundle.json", "{", "bundle"),
        ("bundle.json", '{"schema_version": 1}', "schema 2"),
        ("bundle.json", '{"schema_version": 2}', "not a Pocket TTS bundle"),
        ("tokenizer.model", "x", "not a Pocket TTS bundle"),
        ("mimi_decoder.onnx", "x", "mimi_decoder"),
    ],
)
def test_a_damaged_bundle_says_what_to_do(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    for path in _FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        PocketModel(tmp_path, runtime=Runtime(threads=1))


def test_quantised_graphs_are_taken_first(tmp_path: Path) -> None:
    for path in _FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "flow_lm_main.onnx").rename(tmp_path / "flow_lm_main_int8.onnx")
    (tmp_path / "flow_lm_main.onnx").write_bytes(b"not looked at")
    PocketModel(tmp_path, runtime=Runtime(threads=1))


def _with_halved_caches(folder: Path) -> Path:
    """The bundle as newer exports have it: keys and values of a cache apart, in float16."""
    shutil.copytree(_FOLDER, folder)
    graph = onnx.load(folder / "flow_lm_main.onnx")
    bundle = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    nodes, entries = list(graph.graph.node), []
    make, half = onnx.helper, onnx.TensorProto.FLOAT16
    graph.graph.initializer.append(
        onnx.numpy_helper.from_array(np.zeros(1, np.int64), "first_axis")
    )
    for entry in bundle["flow_lm_state_manifest"]:
        if entry["key"] != "cache":
            entries.append(entry)
            continue
        taken, given, shape = entry["input_name"], entry["output_name"], entry["shape"][1:]
        for values in (graph.graph.input, graph.graph.output):
            values.remove(next(value for value in values if value.name in (taken, given)))
        before, after = [], []
        for part in ("k", "v"):
            name, out = f"{taken}_{part}", f"{given}_{part}"
            graph.graph.input.append(make.make_tensor_value_info(name, half, shape))
            graph.graph.output.append(make.make_tensor_value_info(out, half, shape))
            before.append(make.make_node("Unsqueeze", [name, "first_axis"], [f"{name}_1"]))
            after.append(make.make_node("Squeeze", [f"{out}_1", "first_axis"], [out]))
            names = {"input_name": name, "output_name": out, "key": f"cache_{part}"}
            entries.append({**entry, **names, "shape": shape, "dtype": "float16"})
        nodes[:0] = [
            *before,
            make.make_node("Concat", [f"{taken}_k_1", f"{taken}_v_1"], [f"{taken}_h"], axis=0),
            make.make_node("Cast", [f"{taken}_h"], [taken], to=onnx.TensorProto.FLOAT),
        ]
        nodes += [
            make.make_node("Cast", [given], [f"{given}_h"], to=half),
            make.make_node("Split", [f"{given}_h"], [f"{given}_k_1", f"{given}_v_1"], axis=0),
            *after,
        ]
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    onnx.save(graph, folder / "flow_lm_main.onnx")
    bundle["flow_lm_state_manifest"] = entries
    (folder / "bundle.json").write_text(json.dumps(bundle), encoding="utf-8")
    return folder


def test_caches_may_be_halved_and_in_float16(tmp_path: Path, model: PocketModel) -> None:
    halved = PocketModel(_with_halved_caches(tmp_path / "halved"), runtime=Runtime(threads=1))
    heard = np.random.default_rng(2).normal(0, 1, (5, 16)).astype(np.float32)

    def said(of: PocketModel) -> Float32:
        state = of.text_state([1, 2, 3], of.voice_state(heard))
        drawn = of.latents(
            state,
            n_tokens=3,
            frames_after_end=4,
            temperature=0,
            noise=lambda n: np.zeros(n, np.float32),
        )
        return np.stack([latent for latent, _ in drawn])

    whole = said(model)
    assert len(whole) > 3
    np.testing.assert_allclose(said(halved), whole, atol=0.02)
