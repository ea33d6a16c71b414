"""The exported graphs compute what Marian's network does, whatever its sizes and options."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engine.arrays import Float32
from engine.errors import ModelError
from engine.onnx import OnnxGraph, Runtime
from engine.packs.convert.marian import START_TOKEN, convert_marian
from engine.packs.convert.marian_file import read_marian_binary
from tests.helpers.marian_files import (
    UNKNOWN_ID,
    TinyStudent,
    write_marian_binary,
    write_student,
    write_vocabulary,
    yaml_text,
)
from tests.helpers.marian_reference import MarianReference

_STUDENTS = {
    "3 and 1 layers": TinyStudent(),
    "2 and 3 layers, aligned in the second": TinyStudent(
        n_encoder_layers=2,
        n_decoder_layers=3,
        options={"transformer-guided-alignment-layer": "2"},
        seed=1,
    ),
    "pre-norm, norm on top": TinyStudent(
        n_encoder_layers=2,
        n_decoder_layers=2,
        preprocess="n",
        postprocess="da",
        postprocess_top="n",
        seed=2,
    ),
    "own vocabulary on each side": TinyStudent(
        source_vocabulary_size=50, target_vocabulary_size=60, shares_embeddings=False, seed=3
    ),
    "deep swish ffn, projected recurrence": TinyStudent(
        ffn_depth=3, activation="swish", has_recurrence_projection=True, d_model=24, seed=4
    ),
    "gelu, decoder layers that share weights": TinyStudent(
        n_decoder_layers=2,
        activation="gelu",
        options={"transformer-tied-layers": "\n  - 1\n  - 1"},
        seed=5,
    ),
}


@pytest.fixture(scope="module")
def vocabularies(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("vocabularies")
    paths = {size: folder / f"{size}.spm" for size in (50, 60)}
    for size, path in paths.items():
        write_vocabulary(path, size)
    return paths


def _export(
    folder: Path, student: TinyStudent, vocabularies: dict[int, Path], *, int8: bool
) -> MarianReference:
    path = folder / "model.bin"
    write_student(path, student, int8=int8)
    source = student.source_vocabulary_size
    convert_marian(
        path,
        vocabularies[source],
        vocabularies[student.target_vocabulary_size],
        folder,
        int8=int8,
    )
    return MarianReference(read_marian_binary(path))


def _log_softmax(logits: Float32) -> Float32:
    kept = logits.astype(np.float64).copy()
    kept[UNKNOWN_ID] = -1e9
    shifted = kept - kept.max()
    return _floats(shifted - np.log(np.exp(shifted).sum()))


def _floats(array: npt.ArrayLike) -> Float32:
    return np.asarray(array, np.float32)


def _feeds(**arrays: npt.ArrayLike) -> dict[str, npt.NDArray[np.generic]]:
    return {name: np.asarray(array) for name, array in arrays.items()}


@pytest.mark.parametrize("int8", [False, True], ids=["float", "int8"])
@pytest.mark.parametrize("name", _STUDENTS)
def test_every_step_equals_the_reference(
    tmp_path: Path, vocabularies: dict[int, Path], name: str, int8: bool
) -> None:
    student = _STUDENTS[name]
    reference = _export(tmp_path, student, vocabularies, int8=int8)
    encoder = OnnxGraph(tmp_path / "encoder.onnx", Runtime(threads=1))
    decoder = OnnxGraph(tmp_path / "decoder.onnx", Runtime(threads=1))
    # 8-bit activations are off by up to 1/255 of their range in each of a layer's products.
    tolerance = 0.1 if int8 else 2e-4

    source = [5, 17, 33, 8, 41, 2, 0]
    mask = np.ones((1, len(source)), np.float32)
    memory, keys, values = encoder.run(
        ("memory", "cross_keys", "cross_values"), _feeds(tokens=np.array([source]), mask=mask)
    )
    expected_memory = reference.encode(source)
    np.testing.assert_allclose(memory[0], expected_memory, atol=tolerance)

    cells = reference.start()
    onnx_cells = np.zeros((student.n_decoder_layers, 1, student.d_model), np.float32)
    previous: int | None = None
    for position, token in enumerate([7, 30, 12, 12, 55, 3]):
        expected = reference.step(
            previous, cells, position=position, memory=np.asarray(memory[0], np.float32)
        )
        probabilities, best, best_tokens, next_cells, attention = decoder.run(
            (
                "log_probabilities",
                "best_log_probabilities",
                "best_tokens",
                "next_cells",
                "attention",
            ),
            _feeds(
                previous_tokens=np.array([[START_TOKEN if previous is None else previous]]),
                position=np.array([position]),
                cells=onnx_cells,
                origins=np.array([0]),
                mask=mask,
                cross_keys=keys,
                cross_values=values,
                n_best=np.array([3]),
            ),
        )
        spelt = np.arange(student.target_vocabulary_size) != UNKNOWN_ID
        np.testing.assert_allclose(
            probabilities[0, 0][spelt], _log_softmax(expected.logits)[spelt], atol=tolerance
        )
        np.testing.assert_allclose(
            _floats(next_cells)[:, 0], np.stack(expected.cells), atol=tolerance
        )
        np.testing.assert_allclose(attention[0, 0], expected.attention, atol=tolerance / 2)
        order = np.argsort(-np.asarray(probabilities[0, 0], np.float32), kind="stable")[:3]
        assert best_tokens[0, 0].tolist() == order.tolist()
        np.testing.assert_array_equal(best[0, 0], probabilities[0, 0][order])
        # Each step starts from the reference's state, so that errors do not add up.
        cells, previous = expected.cells, token
        onnx_cells = np.stack(expected.cells)[:, None]


@pytest.mark.parametrize("name", _STUDENTS)
def test_many_positions_at_once_equal_one_after_another(
    tmp_path: Path, vocabularies: dict[int, Path], name: str
) -> None:
    student = _STUDENTS[name]
    _export(tmp_path, student, vocabularies, int8=False)
    encoder = OnnxGraph(tmp_path / "encoder.onnx", Runtime(threads=1))
    decoder = OnnxGraph(tmp_path / "decoder.onnx", Runtime(threads=1))
    mask = np.ones((1, 4), np.float32)
    keys, values = encoder.run(
        ("cross_keys", "cross_values"), _feeds(tokens=np.array([[9, 8, 7, 0]]), mask=mask)
    )
    random = np.random.default_rng(0)
    tokens = [START_TOKEN, *random.integers(2, 50, 40).tolist()]
    zeros = np.zeros((student.n_decoder_layers, 1, student.d_model), np.float32)

    def run(part: list[int], position: int, cells: Float32) -> list[npt.NDArray[np.generic]]:
        return decoder.run(
            ("log_probabilities", "attention", "next_cells"),
            _feeds(
                previous_tokens=np.array([part]),
                position=np.array([position]),
                cells=cells,
                origins=np.array([0]),
                mask=mask,
                cross_keys=keys,
                cross_values=values,
                n_best=np.array([1]),
            ),
        )

    at_once = run(tokens, 0, zeros)
    cells = zeros
    for position, token in enumerate(tokens):
        probabilities, attention, next_cells = run([token], position, cells)
        np.testing.assert_allclose(
            _floats(at_once[0])[:, position], _floats(probabilities)[:, 0], atol=1e-3
        )
        np.testing.assert_allclose(
            _floats(at_once[1])[:, position], _floats(attention)[:, 0], atol=1e-4
        )
        cells = np.asarray(next_cells, np.float32)
    np.testing.assert_allclose(_floats(at_once[2]), cells, atol=1e-4)


def test_hypotheses_of_several_padded_sentences_stay_apart(
    tmp_path: Path, vocabularies: dict[int, Path]
) -> None:
    student = _STUDENTS["2 and 3 layers, aligned in the second"]
    reference = _export(tmp_path, student, vocabularies, int8=False)
    encoder = OnnxGraph(tmp_path / "encoder.onnx", Runtime(threads=1))
    decoder = OnnxGraph(tmp_path / "decoder.onnx", Runtime(threads=1))
    sentences = [[5, 6, 0], [9, 10, 11, 12, 0]]
    tokens = np.array([[5, 6, 0, 0, 0], sentences[1]])
    mask = np.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]], np.float32)
    keys, values = encoder.run(("cross_keys", "cross_values"), _feeds(tokens=tokens, mask=mask))
    random = np.random.default_rng(7)
    cells = random.normal(size=(3, 3, student.d_model)).astype(np.float32)
    origins = [2, 0, 1, 1]  # two hypotheses of each sentence, from any of three before
    previous = [13, 14, 15, 16]
    probabilities, next_cells, attention = decoder.run(
        ("log_probabilities", "next_cells", "attention"),
        _feeds(
            previous_tokens=np.array(previous)[:, None],
            position=np.array([3]),
            cells=cells,
            origins=np.array(origins),
            mask=mask,
            cross_keys=keys,
            cross_values=values,
            n_best=np.array([1]),
        ),
    )
    for row in range(4):
        sentence = sentences[row // 2]
        expected = reference.step(
            previous[row],
            list(cells[:, origins[row]]),
            position=3,
            memory=reference.encode(sentence),
        )
        spelt = np.arange(student.target_vocabulary_size) != UNKNOWN_ID
        np.testing.assert_allclose(
            probabilities[row, 0][spelt], _log_softmax(expected.logits)[spelt], atol=1e-3
        )
        np.testing.assert_allclose(_floats(next_cells)[:, row], np.stack(expected.cells), atol=1e-4)
        padded = np.zeros(5, np.float32)
        padded[: len(sentence)] = expected.attention
        np.testing.assert_allclose(attention[row, 0], padded, atol=1e-4)


def test_float_weights_can_be_exported_as_int8(
    tmp_path: Path, vocabularies: dict[int, Path]
) -> None:
    student = TinyStudent(d_model=32, d_ffn=64)
    path = tmp_path / "model.bin"
    write_student(path, student, int8=False)
    convert_marian(path, vocabularies[60], vocabularies[60], tmp_path, int8=True)
    reference = MarianReference(read_marian_binary(path))
    encoder = OnnxGraph(tmp_path / "encoder.onnx", Runtime(threads=1))
    source = [4, 5, 6, 0]
    (memory,) = encoder.run(
        ("memory",), _feeds(tokens=np.array([source]), mask=np.ones((1, 4), np.float32))
    )
    np.testing.assert_allclose(memory[0], reference.encode(source), atol=0.15)


def test_progress_rises_to_one(tmp_path: Path, vocabularies: dict[int, Path]) -> None:
    path = tmp_path / "model.bin"
    write_student(path, TinyStudent(), int8=True)
    seen: list[float] = []
    convert_marian(path, vocabularies[60], vocabularies[60], tmp_path, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert json.loads((tmp_path / "marian.json").read_text())["n_encoder_layers"] == 3


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("type", "s2s"),
        ("dec-cell", "gru"),
        ("transformer-decoder-autoreg", "self-attention"),
        ("transformer-postprocess", "dahn"),
        ("transformer-preprocess", "r"),
        ("transformer-ffn-activation", "tanh"),
        ("transformer-train-position-embeddings", "true"),
        ("transformer-no-projection", "true"),
        ("layer-normalization", "true"),
        ("transformer-heads", "0"),
        ("dec-depth", "many"),
        ("transformer-guided-alignment-layer", "9"),
        ("transformer-tied-layers", "\n  - 1\n  - 1"),
        ("input-types", "\n  - sequence\n  - class"),
        ("lemma-dim-emb", "64"),
    ],
)
def test_unsupported_options_are_named(
    tmp_path: Path, vocabularies: dict[int, Path], option: str, value: str
) -> None:
    student = TinyStudent(options={option: value})
    path = tmp_path / "model.bin"
    write_student(path, student, int8=True)
    with pytest.raises(ModelError, match=f"can't run this model: {option}: "):
        convert_marian(path, vocabularies[60], vocabularies[60], tmp_path)


def test_a_missing_tensor_is_named(tmp_path: Path, vocabularies: dict[int, Path]) -> None:
    student = TinyStudent()
    tensors = student.tensors()
    del tensors["decoder_l1_rnn_Wf"]
    path = tmp_path / "model.bin"
    write_marian_binary(path, tensors, config=yaml_text(student.config()))
    with pytest.raises(ModelError, match="decoder_l1_rnn_Wf"):
        convert_marian(path, vocabularies[60], vocabularies[60], tmp_path)


def test_a_vocabulary_of_another_model_is_refused(
    tmp_path: Path, vocabularies: dict[int, Path]
) -> None:
    path = tmp_path / "model.bin"
    write_student(path, TinyStudent(), int8=True)
    with pytest.raises(ModelError, match="50 pieces and the model 60"):
        convert_marian(path, vocabularies[50], vocabularies[60], tmp_path)


def test_a_vocabulary_of_garbage_is_refused(tmp_path: Path, vocabularies: dict[int, Path]) -> None:
    path = tmp_path / "model.bin"
    write_student(path, TinyStudent(), int8=True)
    garbage = tmp_path / "garbage.spm"
    garbage.write_bytes(b"\xff" * 1000)
    with pytest.raises(ModelError, match=r"it is not a SentencePiece vocabulary"):
        convert_marian(path, vocabularies[60], garbage, tmp_path)
