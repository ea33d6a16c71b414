"""Converting published Canary models: against torch's answers, by the flow of values alone."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from engine.arrays import Float32
from engine.asr.canary.network import CanaryNetwork
from engine.errors import ModelError
from engine.onnx import Runtime
from engine.packs.convert.canary import convert_canary, read_decoder
from engine.packs.convert.onnx_reading import PublishedGraph
from tests.helpers.tiny_canary import (
    PUBLISHED,
    expected_floats,
    expected_ids,
    install_tiny_canary,
)

_RUNTIME = Runtime(threads=1)


def _answers(folder: Path) -> tuple[Float32, Float32, Float32]:
    """First layer's keys [frame, d_model], log probabilities [step, token] and attention."""
    network = CanaryNetwork(folder, runtime=_RUNTIME)
    heard = network.encode(expected_floats("features"))
    keys = heard.cross["cross_key_0"].transpose(1, 0, 2)
    step = network.step(expected_ids("prompt"), heard)
    rows, attention = [step.log_probabilities[0]], [step.alignment[-1]]
    for token in expected_ids("tokens")[:-1]:
        step = network.step((token,), step.state)
        rows.append(step.log_probabilities[0])
        attention.append(step.alignment[-1])
    return keys.reshape(len(keys), -1), np.array(rows), np.array(attention)


def _expected_keys() -> Float32:
    key = read_decoder(PublishedGraph(PUBLISHED / "decoder-model.onnx")).layers[0].cross.key
    product: Float32 = expected_floats("embeddings") @ key.weight + key.bias
    return product


@pytest.mark.parametrize(
    ("int8", "key_error", "error", "attention_error"),
    [(False, 1e-5, 2e-5, 1e-6), (True, 0.2, 0.3, 5e-3)],
    ids=["float32", "int8"],
)
def test_it_says_what_the_original_does(
    tmp_path: Path, *, int8: bool, key_error: float, error: float, attention_error: float
) -> None:
    keys, rows, attention = _answers(install_tiny_canary(tmp_path / "pack", int8=int8))

    np.testing.assert_allclose(keys, _expected_keys(), atol=key_error)
    np.testing.assert_allclose(rows, expected_floats("log_probabilities"), atol=error)
    mean = expected_floats("cross_attention")[:, 0].mean(axis=1)
    np.testing.assert_allclose(attention, mean, atol=attention_error)
    assert tuple(rows.argmax(axis=1)) == expected_ids("tokens")


def test_the_description_has_the_sizes(tmp_path: Path) -> None:
    shares: list[float] = []
    convert_canary(PUBLISHED, tmp_path, progress=shares.append)

    assert json.loads((tmp_path / "canary.json").read_text()) == {
        "n_mels": 128,
        "n_layers": 2,
        "n_heads": 2,
        "d_model": 24,
        "vocab_size": 1216,
        "max_target_tokens": 64,
    }
    assert (tmp_path / "vocab.txt").read_bytes() == (PUBLISHED / "vocab.txt").read_bytes()
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_int8_quantises_every_product_with_weights(tmp_path: Path) -> None:
    install_tiny_canary(tmp_path / "pack", int8=True)
    for name, operator in (("encoder", "DynamicQuantizeMatMul"), ("decoder", "MatMulNBits")):
        graph = onnx.load(tmp_path / "pack" / f"{name}.onnx").graph
        weights = {w.name for w in graph.initializer if len(w.dims) == 2}
        products = [node for node in graph.node if node.op_type == "MatMul"]
        assert not [node for node in products if weights & {*node.input}]
        assert any(node.op_type == operator for node in graph.node)
        # Convolutions of width 1 are products; those of the subsampling are over two axes.
        kernels = {w.name: tuple(w.dims) for w in graph.initializer if len(w.dims) == 3}
        assert all(shape[2] > 1 for shape in kernels.values())


def _rename(model: onnx.ModelProto, kept: set[str]) -> None:
    def changed(name: str) -> str:
        return name if name in kept or not name else f"v{abs(hash(name))}"

    for node in model.graph.node:
        node.name = ""
        node.input[:] = [changed(name) for name in node.input]
        node.output[:] = [changed(name) for name in node.output]
    for weight in model.graph.initializer:
        weight.name = changed(weight.name)


def _store_beside(model: onnx.ModelProto, path: Path) -> None:
    onnx.save_model(
        model, path, save_as_external_data=True, location=f"{path.name}.data", size_threshold=0
    )


def _tie(model: onnx.ModelProto) -> None:
    """Store the head as the embeddings are, as a Transpose of the same weights."""
    graph = model.graph
    head = next(n for n in graph.node if n.op_type == "MatMul" and n.output[0].startswith("/head"))
    weight = next(w for w in graph.initializer if w.name == head.input[1])
    stored = numpy_helper.from_array(np.ascontiguousarray(numpy_helper.to_array(weight).T), "tied")
    graph.initializer.remove(weight)
    graph.initializer.append(stored)
    turned = helper.make_node("Transpose", ["tied"], ["turned"], perm=[1, 0])
    head.input[1] = "turned"
    graph.node.insert(0, turned)


def _wrap(model: onnx.ModelProto) -> None:
    """Call each Relu through a function of the converter's own."""
    relu = helper.make_node("Relu", ["x"], ["y"])
    opsets = [helper.make_opsetid("", model.opset_import[0].version)]
    model.functions.append(helper.make_function("own", "Rectify", ["x"], ["y"], [relu], opsets))
    model.opset_import.append(helper.make_opsetid("own", 1))
    for node in model.graph.node:
        if node.op_type == "Relu":
            node.op_type, node.domain = "Rectify", "own"


@pytest.mark.parametrize("change", ["names", "weights beside", "tied", "functions"])
def test_files_of_other_forms_convert_alike(tmp_path: Path, change: str) -> None:
    source = tmp_path / "source"
    shutil.copytree(PUBLISHED, source)
    for name in ("encoder-model.onnx", "decoder-model.onnx"):
        path = source / name
        model = onnx.load(path)
        if change == "names":
            _rename(model, {v.name for v in (*model.graph.input, *model.graph.output)})
            onnx.save(model, path)
        elif change == "weights beside":
            path.unlink()
            _store_beside(model, path)
        elif change == "functions":
            _wrap(model)
            onnx.save(model, path)
        elif name.startswith("decoder"):
            _tie(model)
            onnx.save(model, path)

    changed = _answers(install_tiny_canary(tmp_path / "pack", published=source))

    for got, wanted in zip(changed, _answers(install_tiny_canary(tmp_path / "same")), strict=True):
        np.testing.assert_allclose(got, wanted, atol=1e-5)


def _swap(folder: Path) -> None:
    shutil.copyfile(folder / "encoder-model.onnx", folder / "decoder-model.onnx")


def _damage(folder: Path) -> None:
    (folder / "decoder-model.onnx").write_bytes(b"no protobuf at all" * 100)


def _remove_weights(folder: Path) -> None:
    path = folder / "encoder-model.onnx"
    model = onnx.load(path)
    path.unlink()
    _store_beside(model, path)
    (folder / "encoder-model.onnx.data").unlink()


def _halve(folder: Path) -> None:
    """Float16 weights, as some mirrors have them."""
    path = folder / "decoder-model.onnx"
    model = onnx.load(path)
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32:
            weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), weight.name))
    onnx.save(model, path)


def _age(folder: Path) -> None:
    path = folder / "encoder-model.onnx"
    model = onnx.load(path)
    model.opset_import[0].version = 17
    onnx.save(model, path)


def _scale_a_residual(folder: Path) -> None:
    """Something that no reader looks for: what one block adds counts twice."""
    path = folder / "decoder-model.onnx"
    model = onnx.load(path)
    graph = model.graph
    total = next(node for node in graph.node if "third_sub_layer/dense_out/Add" in node.output[0])
    reader = next(node for node in graph.node if total.output[0] in node.input)
    graph.initializer.append(numpy_helper.from_array(np.array(2, np.float32), "two"))
    scaled = helper.make_node("Mul", [total.output[0], "two"], ["scaled"])
    graph.node.insert(list(graph.node).index(reader), scaled)
    reader.input[list(reader.input).index(total.output[0])] = "scaled"
    onnx.save(model, path)


def _decompose_norms(folder: Path) -> None:
    path = folder / "decoder-model.onnx"
    model = onnx.load(path)
    for node in model.graph.node:
        if node.op_type == "LayerNormalization":
            node.op_type = "InstanceNormalization"
    onnx.save(model, path)


def _use_a_foreign_operator(folder: Path) -> None:
    path = folder / "encoder-model.onnx"
    model = onnx.load(path)
    next(node for node in model.graph.node if node.op_type == "Sigmoid").domain = "foreign"
    onnx.save(model, path)


def _drop_a_state(folder: Path) -> None:
    path = folder / "decoder-model.onnx"
    model = onnx.load(path)
    states = next(value for value in model.graph.input if value.name == "decoder_mems")
    states.type.tensor_type.shape.dim[0].dim_value = 3
    onnx.save(model, path)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda folder: (folder / "vocab.txt").unlink(), r"vocab\.txt .*missing"),
        (lambda folder: (folder / "decoder-model.onnx").unlink(), r"decoder-model\.onnx .*missing"),
        (_swap, "as no Canary decoder has"),
        (_damage, "cannot be read"),
        (_remove_weights, "lacks the weights"),
        (_halve, "weights of the types FLOAT16, not float32"),
        (_age, "opset 17"),
        (_scale_a_residual, "log probabilities are off"),
        (_decompose_norms, "canary decoder|before"),
        (_use_a_foreign_operator, "Sigmoid of foreign"),
        (_drop_a_state, "do not make a Canary decoder"),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)
def test_files_that_are_not_such_a_model_are_refused(
    tmp_path: Path, harm: Callable[[Path], None], message: str
) -> None:
    source = tmp_path / "source"
    shutil.copytree(PUBLISHED, source)
    harm(source)

    with pytest.raises(ModelError, match=message):
        convert_canary(source, tmp_path)
    assert not (tmp_path / "check.onnx").exists()
