"""Float16 forms of quantised graphs: the same weights, no integer product, the same answers."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from engine.arrays import Float32
from engine.asr.canary.network import CanaryNetwork
from engine.asr.whisper.model import WhisperModel
from engine.errors import ModelError
from engine.mt.marian.model import MarianModel
from engine.onnx import OnnxGraph, Runtime
from engine.packs.convert.float16 import write_float16
from engine.packs.convert.marian import convert_marian
from engine.packs.convert.whisper import convert_whisper
from tests.helpers.marian_files import TinyStudent, write_student, write_vocabulary
from tests.helpers.tiny_canary import expected_floats, expected_ids, install_tiny_canary
from tests.helpers.tiny_whisper import TinyWhisper

_RUNTIME = Runtime(threads=1)
_QUANTISED = (
    *("ConvInteger", "DynamicQuantizeLSTM", "DynamicQuantizeLinear", "DynamicQuantizeMatMul"),
    *("MatMulInteger", "MatMulNBits"),
)


def as_float16(folder: Path) -> Path:
    """A folder with the same files, graphs in float16."""
    target = folder.with_name(f"{folder.name}-float16")
    target.mkdir()
    for path in folder.iterdir():
        if path.suffix == ".onnx":
            write_float16(path, target / path.name)
        else:
            (target / path.name).write_bytes(path.read_bytes())
    return target


def operators(path: Path) -> set[str]:
    return {node.op_type for node in onnx.load(path).graph.node}


def distance(found: Float32, expected: Float32) -> float:
    return float(np.sqrt(np.mean((found - expected) ** 2)))


def test_whisper_is_no_further_from_float32_than_its_int8_form_is(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    TinyWhisper().write(source)
    folders = {}
    for name, int8 in (("float32", False), ("int8", True)):
        folders[name] = tmp_path / name
        folders[name].mkdir()
        convert_whisper(source, folders[name], int8=int8)
        folders[f"{name} halved"] = as_float16(folders[name])
    mel = np.random.default_rng(0).normal(size=(8, 60)).astype(np.float32)
    tokens = np.array([[260, 3, 44, 7, 250, 100, 5]], np.int64)
    logits = {}
    for name, folder in folders.items():
        model = WhisperModel(folder, runtime=_RUNTIME)
        state = model.initial_state(model.encode_features(mel, n_samples=9600))
        logits[name] = model.step(tokens, state, logit_positions=range(7)).logits
    spread = float(logits["float32"].std())
    errors = {name: distance(found, logits["float32"]) for name, found in logits.items()}
    assert 0 < errors["float32 halved"] < 0.005 * spread
    assert errors["int8 halved"] < errors["int8"] < 0.1 * spread


def test_canary_goes_on_as_its_int8_form_does(tmp_path: Path) -> None:
    folders = {"int8": install_tiny_canary(tmp_path / "int8", int8=True)}
    folders["halved"] = as_float16(folders["int8"])
    exact = expected_floats("log_probabilities")[0]
    rows = {}
    for name, folder in folders.items():
        network = CanaryNetwork(folder, runtime=_RUNTIME)
        step = network.step(expected_ids("prompt"), network.encode(expected_floats("features")))
        rows[name] = step.log_probabilities[0]
    assert int(rows["halved"].argmax()) == int(exact.argmax())
    # Its weights are those of the int8 form: it is about as far from the original.
    assert distance(rows["halved"], exact) < 1.5 * distance(rows["int8"], exact)
    for name in ("encoder.onnx", "decoder.onnx"):
        assert not operators(folders["halved"] / name) & set(_QUANTISED)


def test_marian_says_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "marian"
    folder.mkdir()
    both = tmp_path / "both.spm"
    write_vocabulary(both, 60)
    student = TinyStudent(n_encoder_layers=2, n_decoder_layers=2, end_bias=1.0, seed=11)
    write_student(tmp_path / "model.bin", student, int8=False)
    convert_marian(tmp_path / "model.bin", both, both, folder, int8=False)
    model = MarianModel(folder, runtime=_RUNTIME)
    halved = MarianModel(as_float16(folder), runtime=_RUNTIME)
    for text in ("the old train has a small window.", "but the river was quiet"):
        expected, found = model.translate(text), halved.translate(text)
        assert found.tokens == expected.tokens
        np.testing.assert_allclose(found.log_probabilities, expected.log_probabilities, atol=0.02)


def test_a_marian_encoder_of_integers_keeps_its_weights(tmp_path: Path) -> None:
    both = tmp_path / "both.spm"
    write_vocabulary(both, 60)
    # The file holds integers, so the float32 graph has the very numbers that they stand for.
    write_student(tmp_path / "model.bin", TinyStudent(seed=5), int8=True)
    memories = {}
    for name, int8 in (("float32", False), ("int8", True)):
        folder = tmp_path / name
        folder.mkdir()
        convert_marian(tmp_path / "model.bin", both, both, folder, int8=int8)
        feeds = {"tokens": np.array([[5, 17, 33, 8, 41, 2, 0]]), "mask": np.ones((1, 7), "f")}
        for form in (folder, as_float16(folder)):
            graph = OnnxGraph(form / "encoder.onnx", _RUNTIME)
            (memory,) = graph.run(("memory",), feeds)
            memories[form.name] = np.asarray(memory, np.float32)
    expected = memories.pop("float32")
    errors = {name: distance(found, expected) for name, found in memories.items()}
    assert errors["int8-float16"] < 1.5 * errors["float32-float16"]
    assert errors["int8-float16"] < errors["int8"]


@pytest.mark.parametrize("int8", [False, True], ids=["float32", "int8"])
def test_canary_says_the_same(tmp_path: Path, int8: bool) -> None:
    installed = install_tiny_canary(tmp_path / "canary", int8=int8)
    exact = CanaryNetwork(install_tiny_canary(tmp_path / "exact"), runtime=_RUNTIME)
    tokens = (*expected_ids("prompt"), *expected_ids("tokens"))
    found = []
    for network in (exact, CanaryNetwork(as_float16(installed), runtime=_RUNTIME)):
        heard = network.encode(expected_floats("features"))
        found.append(network.step(tokens, heard, positions=range(len(tokens))))
    tolerance = 0.3 if int8 else 0.05
    np.testing.assert_allclose(
        found[1].log_probabilities, found[0].log_probabilities, atol=tolerance
    )


def test_no_quantised_product_is_left(tmp_path: Path) -> None:
    source, folder = tmp_path / "source", tmp_path / "whisper"
    source.mkdir()
    folder.mkdir()
    TinyWhisper().write(source)
    convert_whisper(source, folder, int8=True)
    assert operators(folder / "encoder.onnx") & set(_QUANTISED)
    halved = as_float16(folder)
    for name in ("encoder.onnx", "decoder.onnx"):
        onnx.checker.check_model(str(halved / name))
        assert not operators(halved / name) & set(_QUANTISED)
        model = onnx.load(halved / name)
        assert {i.data_type for i in model.graph.initializer} <= {
            TensorProto.FLOAT16,
            TensorProto.INT64,
        }


def weights(*shape: int, seed: int) -> Float32:
    values = np.random.default_rng(seed).normal(0, 0.3, shape)
    return values.astype(np.float32)


def mixed_model() -> onnx.ModelProto:
    """A convolution with a bias, one without, a recurrent layer and a product."""
    initialisers: dict[str, Float32] = {
        "kernel": weights(6, 4, 3, seed=0),
        "bias": weights(6, seed=1),
        "kernel2": weights(8, 6, 1, seed=2),
        "w": weights(2, 20, 8, seed=3),
        "r": weights(2, 20, 5, seed=4),
        "b": weights(2, 40, seed=5),
        "matrix": weights(5, 7, seed=6),
    }
    nodes = [
        helper.make_node("Conv", ["x", "kernel", "bias"], ["c1"], pads=[1, 1]),
        helper.make_node("Conv", ["c1", "kernel2"], ["c2"]),
        helper.make_node("Transpose", ["c2"], ["t"], perm=[2, 0, 1]),
        helper.make_node(
            "LSTM", ["t", "w", "r", "b"], ["h"], hidden_size=5, direction="bidirectional"
        ),
        helper.make_node("MatMul", ["h", "matrix"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "mixed",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 4, "n"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in initialisers.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def test_what_onnx_runtimes_quantiser_writes_is_understood(tmp_path: Path) -> None:
    plain, quantised, halved = (tmp_path / f"{name}.onnx" for name in ("plain", "int8", "half"))
    onnx.save(mixed_model(), plain)
    quantize_dynamic(
        plain,
        quantised,
        op_types_to_quantize=["Conv", "MatMul", "LSTM"],
        weight_type=QuantType.QInt8,
    )
    assert {"ConvInteger", "DynamicQuantizeLSTM", "MatMulInteger"} <= operators(quantised)
    write_float16(quantised, halved)
    assert not operators(halved) & set(_QUANTISED)
    x = weights(1, 4, 11, seed=7)
    expected, found = (
        np.asarray(OnnxGraph(path, _RUNTIME).run(("y",), {"x": x})[0], np.float32)
        for path in (plain, halved)
    )
    np.testing.assert_allclose(found, expected, atol=0.03)


def test_numbers_beyond_float16_become_the_nearest_it_has(tmp_path: Path) -> None:
    values = np.array([-1e8, 1e8, 1e-30, 0.0], np.float32)
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "values"], ["y"])],
        "limits",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [4])],
        [numpy_helper.from_array(values, "values")],
    )
    source, target = tmp_path / "source.onnx", tmp_path / "target.onnx"
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), source
    )
    write_float16(source, target)
    (found,) = OnnxGraph(target, _RUNTIME).run(("y",), {"x": np.zeros(4, np.float32)})
    assert np.isfinite(found).all()
    assert found[0] == -found[1] == -65504
    assert found[2] > 0
    assert found[3] == 0


def test_a_graph_within_a_graph_is_refused(tmp_path: Path) -> None:
    inner = helper.make_graph(
        [helper.make_node("Identity", ["x"], ["y1"])],
        "inner",
        [],
        [helper.make_tensor_value_info("y1", TensorProto.FLOAT, [1])],
    )
    graph = helper.make_graph(
        [helper.make_node("If", ["choice"], ["y"], then_branch=inner, else_branch=inner)],
        "outer",
        [
            helper.make_tensor_value_info("choice", TensorProto.BOOL, []),
            helper.make_tensor_value_info("x", TensorProto.FLOAT, [1]),
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])],
    )
    source = tmp_path / "source.onnx"
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), source
    )
    with pytest.raises(ModelError, match=r"source\.onnx has no float16 form"):
        write_float16(source, tmp_path / "target.onnx")
    assert not (tmp_path / "target.onnx").exists()


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source.onnx"
    source.write_bytes(b"not a network")
    with pytest.raises(ModelError, match=r"source\.onnx"):
        write_float16(source, tmp_path / "target.onnx")
