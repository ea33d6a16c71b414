"""The student network and its gradients, against torch's own plain operations."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from torch import Tensor

torch = pytest.importorskip("torch")

from engine.mt.marian.model import MarianModel  # noqa: E402
from engine.mt.model import TextOptions  # noqa: E402
from engine.onnx import Runtime  # noqa: E402
from engine.packs.convert.marian import convert_marian  # noqa: E402
from engine.packs.convert.marian_file import read_marian_binary  # noqa: E402
from engine.workshop import WorkshopError  # noqa: E402
from engine.workshop.training.decode import source_mask, translate  # noqa: E402
from engine.workshop.training.loss import tied_cross_entropy  # noqa: E402
from engine.workshop.training.marian_file import student_weights, write_marian_binary  # noqa: E402
from engine.workshop.training.model import DropoutPool, Student, StudentShape  # noqa: E402
from engine.workshop.training.recurrence import ssru_scan  # noqa: E402
from engine.workshop.training.vocabulary import load_pieces  # noqa: E402
from engine.workshop.training.warm_start import go_on_from  # noqa: E402
from tests.helpers.marian_files import write_vocabulary  # noqa: E402

_SHAPE = StudentShape(
    n_source_pieces=60,
    n_target_pieces=70,
    d_model=16,
    d_ffn=24,
    n_heads=4,
    n_encoder_layers=2,
    n_decoder_layers=2,
)


def _student(seed: int = 0) -> Student:
    torch.manual_seed(seed)
    student = Student(_SHAPE)
    for parameter in student.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return student


def test_the_scan_and_its_gradients_are_those_of_a_plain_loop() -> None:
    torch.manual_seed(1)
    gate = torch.rand(7, 3, 5, requires_grad=True)
    candidate = torch.randn(7, 3, 5, requires_grad=True)
    weights = torch.randn(7, 3, 5)
    cell = torch.zeros(3, 5)
    cells = []
    for t in range(7):
        cell = gate[t] * cell + (1 - gate[t]) * candidate[t]
        cells.append(cell)
    plain = torch.stack(cells)
    expected = torch.autograd.grad((plain * weights).sum(), [gate, candidate])
    scanned = ssru_scan(gate, candidate)
    torch.testing.assert_close(scanned, plain)
    found = torch.autograd.grad((scanned * weights).sum(), [gate, candidate])
    torch.testing.assert_close(found, expected)


def test_the_scan_leaves_its_inputs_alone() -> None:
    gate = torch.rand(3, 2, 4)
    candidate = torch.randn(3, 2, 4)
    before = gate.clone(), candidate.clone()
    ssru_scan(gate, candidate)
    torch.testing.assert_close((gate, candidate), before)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_loss_and_its_gradients_are_those_of_cross_entropy(smoothing: float) -> None:
    torch.manual_seed(2)
    inputs = [
        torch.randn(9, 6, requires_grad=True),
        torch.randn(20, 6, requires_grad=True),
        torch.randn(20, requires_grad=True),
    ]
    labels = torch.randint(20, (9,))
    hidden, embedding, bias = inputs
    expected = torch.nn.functional.cross_entropy(
        hidden @ embedding.T + bias, labels, label_smoothing=smoothing
    )
    found = tied_cross_entropy(hidden, embedding, bias, labels=labels, smoothing=smoothing)
    torch.testing.assert_close(found, expected)
    torch.testing.assert_close(
        torch.autograd.grad(3 * found, inputs), torch.autograd.grad(3 * expected, inputs)
    )


def test_padding_changes_nothing() -> None:
    student = _student()
    source = torch.tensor([[5, 9, 0, 0, 0], [7, 8, 9, 11, 0]])
    lengths = torch.tensor([3, 5])
    target = torch.tensor([[4, 6], [0, 7], [0, 0]])
    mask = source_mask(lengths, 5)
    assert mask is not None
    padded = student.decode(student.encode(source, mask), mask, target)
    alone = student.decode(student.encode(source[:1, :3]), None, target[:2, :1])
    torch.testing.assert_close(padded[:2, :1], alone)


def test_unpadded_batches_need_no_mask() -> None:
    assert source_mask(torch.tensor([4, 4]), 4) is None


def test_greedy_search_writes_what_the_training_pass_predicts() -> None:
    student = _student(3)
    source = torch.tensor([[5, 9, 12, 0], [7, 8, 9, 0]])
    written = student.greedy(source, None, max_tokens=9)
    hidden = student.decode(student.encode(source), None, written.T.contiguous())
    logits = hidden @ student.target_embedding.weight.T + student.output_bias
    predicted = logits.argmax(2).T
    for row in range(2):
        ends = (written[row] == 0).nonzero()
        n_real = int(ends[0]) + 1 if len(ends) else 9
        assert n_real > 1
        assert written[row, :n_real].tolist() == predicted[row, :n_real].tolist()


def test_dropout_keeps_the_mean_and_follows_its_generator() -> None:
    def dropped(seed: int) -> "Tensor":
        pool = DropoutPool(0.25, torch.Generator().manual_seed(seed), n_values=40_000)
        return pool.apply(torch.ones(100, 100, dtype=torch.bfloat16))

    first = dropped(1)
    assert abs(float(first.float().mean()) - 1) < 0.05
    assert abs(float((first == 0).float().mean()) - 0.25) < 0.03
    assert torch.equal(first, dropped(1))
    assert not torch.equal(first, dropped(2))
    with pytest.raises(ValueError, match="does not fit"):
        DropoutPool(0.1, torch.Generator(), n_values=10).apply(torch.ones(11))


def test_an_exported_student_says_what_the_trained_one_says(tmp_path: Path) -> None:
    source_spm, target_spm = tmp_path / "source.spm", tmp_path / "target.spm"
    write_vocabulary(source_spm, 60)
    write_vocabulary(target_spm, 70)
    student = _student(4)
    config = {
        **{key: value for key, value in _parent_config().items() if "vocabs" not in key},
        "enc-depth": 2,
        "dec-depth": 2,
        "dim-emb": 16,
        "transformer-heads": 4,
        "transformer-dim-ffn": 24,
    }
    weights = student_weights(student, config)
    binary = tmp_path / "model.bin"
    write_marian_binary(binary, weights)
    read = read_marian_binary(binary)
    assert read.config["dim-vocabs"] == (60, 70)
    assert read.tensors.keys() == weights.tensors.keys()
    for name, values in weights.tensors.items():
        half_a_step = np.abs(values).max() / 127 / 2
        stored = read.tensors[name]
        np.testing.assert_allclose(stored, values, atol=half_a_step * 1.001, err_msg=name)
    eight_bit = {name for name in weights.tensors if "Wemb" in name or "_ffn_W" in name}
    assert read.multipliers.keys() == eight_bit
    # What was stored is what is compared from here on.
    go_on_from(student, read)

    pack = tmp_path / "pack"
    pack.mkdir()
    convert_marian(binary, source_spm, target_spm, pack, int8=False)
    model = MarianModel(pack, runtime=Runtime(threads=1))
    sentences = ["the house was old", "a river comes", "people"]
    expected = translate(
        student,
        sentences,
        source_pieces=load_pieces(source_spm),
        target_pieces=load_pieces(target_spm),
    )
    options = TextOptions(max_length_factor=2.5)
    for sentence, text in zip(sentences, expected, strict=True):
        found = model.translate(sentence, options=options).text
        n_common = min(len(found), len(text))
        assert n_common > 0
        assert found[:n_common] == text[:n_common]


def test_a_student_of_other_vocabularies_cannot_be_gone_on_from() -> None:
    weights = student_weights(_student(4), _parent_config())
    shape = replace(_SHAPE, n_target_pieces=71)
    with pytest.raises(WorkshopError, match="70 pieces in decoder_Wemb, the one to train 71"):
        go_on_from(Student(shape), weights)


def _parent_config() -> dict[str, str | int | bool]:
    """The options of the published students that matter."""
    return {
        "type": "transformer",
        "dec-cell": "ssru",
        "tied-embeddings-all": True,
        "transformer-decoder-autoreg": "rnn",
        "transformer-ffn-activation": "relu",
        "transformer-ffn-depth": 2,
        "transformer-guided-alignment-layer": "last",
        "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d",
        "transformer-postprocess-top": "",
        "transformer-preprocess": "",
        "version": "v1.9.56 tiny",
    }
