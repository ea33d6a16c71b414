"""Kokoro's graph, rewritten: the same numbers, none of the slow operators."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from engine.arrays import Float32
from engine.errors import ModelError
from engine.onnx import OnnxGraph, Runtime
from engine.packs.convert.float16 import write_float16
from engine.packs.convert.kokoro import convert_kokoro, rewritten
from engine.packs.convert.onnx_reading import PublishedGraph

_CHANNELS = 8
_SLOW = {"ConvInteger", "Pow", "ReduceMean", "STFT"}


def weights(*shape: int, seed: int) -> Float32:
    return np.random.default_rng(seed).normal(0, 0.3, shape).astype(np.float32)


def network(folder: Path) -> Path:
    """Write what has each form that the published network has, in small, and quantised likewise."""
    kernel = weights(_CHANNELS, _CHANNELS, 5, seed=1)
    kernel[3] = np.abs(kernel[3]) * 4  # its whole numbers are larger than 64
    initialisers: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {
        "table": weights(40, _CHANNELS, seed=0),
        "kernel": kernel,
        "bias": weights(_CHANNELS, seed=2),
        "strided": weights(_CHANNELS, _CHANNELS, 4, seed=3),
        "single": weights(1, _CHANNELS, 1, seed=4),
        "sizes": np.array([_CHANNELS, _CHANNELS, 256 - 2 * _CHANNELS], np.int64),
        "as_channels": np.array([1, _CHANNELS, 1], np.int64),
        "time": np.array([2], np.int64),
        "one": np.array(1.0, np.float32),
        "two": np.array(2.0, np.float32),
        "epsilon": np.array(1e-5, np.float32),
        "alpha": weights(1, _CHANNELS, 1, seed=5) + 1,
        "line": np.array([1, -1], np.int64),
        "flat": np.array([-1], np.int64),
        "step": np.array(2, np.int64),
        "shape": np.hanning(6).astype(np.float32),
        "length": np.array(6, np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "tokens"], ["rows"]),
        helper.make_node("Transpose", ["rows"], ["x"], perm=[0, 2, 1]),
        helper.make_node(
            "Conv", ["x", "kernel", "bias"], ["c"], pads=[6, 6], dilations=[3], kernel_shape=[5]
        ),
        helper.make_node("ReduceMean", ["c", "time"], ["mean"], keepdims=1),
        helper.make_node("Sub", ["c", "mean"], ["centred"]),
        helper.make_node("Mul", ["centred", "centred"], ["squares"]),
        helper.make_node("ReduceMean", ["squares", "time"], ["variance"], keepdims=1),
        helper.make_node("Add", ["variance", "epsilon"], ["raised"]),
        helper.make_node("Sqrt", ["raised"], ["deviation"]),
        helper.make_node("Div", ["centred", "deviation"], ["normal"]),
        helper.make_node("Split", ["style", "sizes"], ["gain", "shift", "rest"], axis=1),
        helper.make_node("Reshape", ["gain", "as_channels"], ["gains"]),
        helper.make_node("Reshape", ["shift", "as_channels"], ["shifts"]),
        helper.make_node("Add", ["gains", "one"], ["scales"]),
        helper.make_node("Mul", ["scales", "normal"], ["scaled"]),
        helper.make_node("Add", ["scaled", "shifts"], ["adapted"]),
        helper.make_node("Mul", ["alpha", "adapted"], ["turned"]),
        helper.make_node("Sin", ["turned"], ["sine"]),
        helper.make_node("Pow", ["sine", "two"], ["square"]),
        helper.make_node("Add", ["adapted", "square"], ["snake"]),
        helper.make_node(
            "Conv", ["snake", "strided"], ["d"], strides=[2], pads=[1, 2], kernel_shape=[4]
        ),
        helper.make_node("Conv", ["d", "single"], ["e"], kernel_shape=[1]),
        helper.make_node("Reshape", ["e", "line"], ["excitation"]),
        helper.make_node("STFT", ["excitation", "step", "shape", "length"], ["spectrum"]),
        helper.make_node("Reshape", ["spectrum", "flat"], ["numbers"]),
        helper.make_node("Mul", ["numbers", "speed"], ["audio"]),
    ]
    model = _model(nodes, initialisers)
    folder.mkdir(exist_ok=True)
    onnx.save(model, folder / "plain.onnx")
    quantize_dynamic(
        folder / "plain.onnx",
        folder / "kokoro.onnx",
        op_types_to_quantize=["Conv"],
        weight_type=QuantType.QUInt8,
        reduce_range=True,
    )
    (folder / "plain.onnx").unlink()
    return folder / "kokoro.onnx"


def _model(
    nodes: Sequence[onnx.NodeProto],
    initialisers: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]],
) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "kokoro",
        [
            helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
            helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
        ],
        [helper.make_tensor_value_info("audio", TensorProto.FLOAT, ["m"])],
        [numpy_helper.from_array(value, name) for name, value in initialisers.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def spoken(path: Path, n_tokens: int) -> Float32:
    rng = np.random.default_rng(n_tokens)
    feeds: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {
        "tokens": rng.integers(0, 40, (1, n_tokens)),
        "style": rng.normal(0, 0.3, (1, 256)).astype(np.float32),
        "speed": np.array([1.5], np.float32),
    }
    return np.asarray(OnnxGraph(path, Runtime(threads=1)).run(("audio",), feeds)[0], np.float32)


def operators(path: Path) -> Counter[str]:
    return Counter(node.op_type for node in onnx.load(path).graph.node)


@pytest.mark.parametrize("n_tokens", [40, 41, 90])
def test_the_rewritten_graph_says_the_same(tmp_path: Path, n_tokens: int) -> None:
    published = network(tmp_path / "source")
    assert operators(published).keys() >= _SLOW
    target = tmp_path / "kokoro.onnx"
    rewritten(PublishedGraph(published)).save(target)
    expected, found = spoken(published, n_tokens), spoken(target, n_tokens)
    # What is left: biases were rounded down, and the large channel has a bit less.
    assert np.abs(found - expected).max() < 0.03 * np.abs(expected).max()


def test_no_slow_operator_is_left(tmp_path: Path) -> None:
    target = tmp_path / "kokoro.onnx"
    rewritten(PublishedGraph(network(tmp_path / "source"))).save(target)
    found = operators(target)
    assert not found.keys() & _SLOW
    assert found["MatMulIntegerToFloat"] == 3
    assert found["InstanceNormalization"] == 1
    # The bias is added in float: nothing rounds it while the graph runs.
    assert not found.keys() & {"Floor", "Div"}


def test_weights_stay_as_they_were_where_every_processor_multiplies_them_right(
    tmp_path: Path,
) -> None:
    published = network(tmp_path / "source")
    target = tmp_path / "kokoro.onnx"
    rewritten(PublishedGraph(published)).save(target)
    before = PublishedGraph(published)
    convolution = next(node for node in before.nodes if node.op_type == "ConvInteger")
    stored, zero = (before.constant(convolution.input[n]) for n in (1, 3))
    assert stored is not None
    assert zero is not None
    whole = stored.astype(int) - int(zero)
    fits = np.abs(whole).max(axis=(1, 2)) <= 64
    assert 0 < fits.sum() < len(fits)
    after = PublishedGraph(target)
    product = next(node for node in after.nodes if node.op_type == "MatMulIntegerToFloat")
    found = after.constant(product.input[1])
    assert found is not None
    assert found.dtype == np.int8
    assert np.abs(found.astype(int)).max() == 64
    by_channel = found.reshape(5, _CHANNELS, _CHANNELS).transpose(2, 1, 0)
    np.testing.assert_array_equal(by_channel[fits], whole[fits])


def test_its_float16_form_has_convolutions(tmp_path: Path) -> None:
    published = network(tmp_path / "source")
    target, halved = tmp_path / "kokoro.onnx", tmp_path / "halved.onnx"
    rewritten(PublishedGraph(published)).save(target)
    write_float16(target, halved)
    assert operators(halved)["Conv"] == 3 + 1  # and the Fourier transform
    assert not operators(halved).keys() & {"MatMulIntegerToFloat", "DynamicQuantizeLinear"}
    expected, found = spoken(target, 40), spoken(halved, 40)
    assert np.abs(found - expected).max() < 0.05 * np.abs(expected).max()


def test_the_other_files_are_taken_along(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    network(source)
    (source / "vocab.json").write_text("{}")
    target.mkdir()
    shares: list[float] = []
    convert_kokoro(source, target, progress=shares.append)
    assert {path.name for path in target.iterdir()} == {"kokoro.onnx", "vocab.json"}
    assert shares == [1.0]


def test_another_network_is_refused(tmp_path: Path) -> None:
    model = _model([helper.make_node("Identity", ["speed"], ["audio"])], {})
    model.graph.input[0].name = "input_ids"
    onnx.save(model, tmp_path / "kokoro.onnx")
    with pytest.raises(ModelError, match="input_ids"):
        rewritten(PublishedGraph(tmp_path / "kokoro.onnx"))
