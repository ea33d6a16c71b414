"""The training for one GPU, on a CPU and small: it learns, goes on, and exports what it trained."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from engine.workshop.training import export, gpu_pack, one_gpu  # noqa: E402
from engine.workshop.training.corpus import Pair  # noqa: E402
from engine.workshop.training.marian_file import student_weights, write_marian_binary  # noqa: E402
from engine.workshop.training.model import Student as CpuStudent  # noqa: E402
from engine.workshop.training.model import StudentShape  # noqa: E402
from engine.workshop.training.one_gpu import Pack, Plan, Run, Size, Student  # noqa: E402
from engine.workshop.training.shards import Shard  # noqa: E402
from engine.workshop.training.vocabulary import load_pieces  # noqa: E402
from tests.helpers.marian_files import write_vocabulary  # noqa: E402

_SIZE = Size(d_model=16, d_ffn=24, n_heads=4, n_encoder_layers=1, n_decoder_layers=2)
_PLAN = Plan(
    batch_tokens=400,
    peak_rate=1e-2,
    warm_up_steps=20,
    fall_from=0.7,
    smoothing=0.0,
    dropout=0.0,
    evaluate_s=1.0,
    checkpoint_s=0.5,
    patience=99,
    compiles=False,
)
_CONFIG: dict[str, str | int | float | bool | tuple[str | int | float | bool, ...]] = {
    "type": "transformer",
    "dec-cell": "ssru",
    "input-types": (),
    "transformer-decoder-autoreg": "rnn",
    "transformer-ffn-activation": "relu",
    "transformer-ffn-depth": 2,
    "transformer-guided-alignment-layer": "last",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-postprocess-top": "",
    "transformer-preprocess": "",
}
_N_PIECES = 60
_SHAPE = StudentShape(
    n_source_pieces=_N_PIECES,
    n_target_pieces=_N_PIECES,
    d_model=16,
    d_ffn=24,
    n_heads=4,
    n_encoder_layers=1,
    n_decoder_layers=2,
)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Networks this small lose more by waiting for a second thread than it computes."""
    n_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(n_threads)


def _student(seed: int = 0) -> Student:
    torch.manual_seed(seed)
    student = Student(_SIZE, _N_PIECES, _N_PIECES)
    for parameter in student.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    student.eval()
    return student


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Targets equal sources: easy to learn."""
    chooser = np.random.default_rng(0)
    lengths = chooser.integers(3, 8, 600)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    ids = chooser.integers(2, 20, starts[-1]).astype(np.uint16)
    ids[starts[1:] - 1] = 0
    shard = Shard(source=ids, source_starts=starts, target=ids, target_starts=starts)
    shard.save(tmp_path / "epoch-00.npz")
    spm = tmp_path / "pieces.spm"
    write_vocabulary(spm, _N_PIECES)
    pieces = load_pieces(spm)
    texts = [pieces.decode(ids[s : e - 1].tolist()) for s, e in pairwise(starts)]
    path = tmp_path / "fr-en.zip"
    gpu_pack.write_gpu_pack(
        path,
        CpuStudent(_SHAPE),
        shard_paths=[tmp_path / "epoch-00.npz"],
        dev_sets={"copies": [Pair(text, text, "made") for text in texts[:40]]},
        pieces=(pieces, pieces),
        reads_english=False,
        config=_CONFIG,
    )
    return path


def _run(pack: Path, out: Path, *, seconds: float, plan: Plan = _PLAN) -> Run:
    read = Pack.read(pack, torch.device("cpu"))
    torch.manual_seed(1)
    student = Student(_SIZE, read.n_source, len(read.target_pieces))
    return Run(pack=read, student=student, plan=plan, seconds=seconds, folder=out, clock=_clock())


def _clock() -> Callable[[], float]:
    """Hundredths of a second, one a look: what a run does must not depend on the machine's load."""
    looks = count()
    return lambda: next(looks) / 100


def _log(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_pack_holds_every_pair(pack: Path) -> None:
    shard = Shard.load(pack.parent / "epoch-00.npz")
    read = Pack.read(pack, torch.device("cpu"))
    (source, target), *others = read.shards
    assert not others
    assert target.ids.tolist() == shard.target.tolist()
    rows = torch.tensor([5, 0])
    ids, is_real = source.padded(rows, 8)
    for row, index in enumerate((5, 0)):
        wanted = shard.source[shard.source_starts[index] : shard.source_starts[index + 1]].tolist()
        assert ids[row][is_real[row]].tolist() == wanted
        assert not ids[row][~is_real[row]].any()
    assert read.start is not None
    assert read.start["encoder_Wemb"].shape == (_N_PIECES, 16)


def test_every_pair_is_in_one_batch_and_no_batch_is_too_large(pack: Path) -> None:
    ((source, target),) = Pack.read(pack, torch.device("cpu")).shards
    generator = torch.Generator().manual_seed(0)
    found = one_gpu.batches(source, target, budget=80, generator=generator)
    assert sorted(torch.cat([rows for rows, *_ in found]).tolist()) == list(range(600))
    for rows, source_width, target_width in found:
        assert len(rows) * max(source_width, target_width) <= 80
        assert source_width >= source.lengths[rows].max()
        assert target_width >= target.lengths[rows].max()


def test_a_pack_without_passes_or_too_large_is_refused(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = load_pieces(tmp_path / "pieces.spm")

    def write(shards: list[Path]) -> None:
        gpu_pack.write_gpu_pack(
            tmp_path / "other.zip",
            CpuStudent(_SHAPE),
            shard_paths=shards,
            dev_sets={},
            pieces=(pieces, pieces),
            reads_english=True,
            config=_CONFIG,
        )

    with pytest.raises(WorkshopError, match="run prepare first"):
        write([])
    monkeypatch.setattr(gpu_pack, "MAX_BYTES", 1000)
    with pytest.raises(WorkshopError, match="pack fewer passes"):
        write([pack.parent / "epoch-00.npz"])
    assert not list(tmp_path.glob("other.*"))


def test_the_scan_is_a_plain_loop() -> None:
    gate, candidate = torch.rand(3, 7, 5), torch.randn(3, 7, 5)
    cell = torch.zeros(3, 5)
    for t in range(7):
        cell = gate[:, t] * cell + (1 - gate[:, t]) * candidate[:, t]
        torch.testing.assert_close(one_gpu.scan(gate, candidate)[:, t], cell)


def test_bleu_is_that_of_sacrebleu() -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    wanted = ['He paid 1,500.50 euros - "no more", she said.', "It's 10-15 &amp; late!", "Yes."]
    texts = ['He has paid 1,500.50 euros: "no more", he said', "It is 10-15 & late", "Yes, so."]
    for n in (1, 2, 3):
        expected = sacrebleu.corpus_bleu(texts[:n], [wanted[:n]]).score
        assert one_gpu.bleu(texts[:n], wanted[:n]) == pytest.approx(expected)
    assert one_gpu.bleu(["nothing"], ["of it"]) == 0.0


def test_greedy_search_writes_what_the_training_pass_predicts() -> None:
    student = _student(3)
    source = torch.tensor([[5, 9, 12, 0, 0], [7, 8, 9, 4, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 0], [1, 1, 1, 1, 1]], dtype=torch.bool)[:, None, None]
    written = student.greedy(source, mask, max_tokens=9)
    predicted = student(source, mask, written).argmax(2)
    for row in range(2):
        ends = (written[row] == 0).nonzero()
        n_real = int(ends[0]) + 1 if len(ends) else 9
        assert n_real > 1
        assert written[row, :n_real].tolist() == predicted[row, :n_real].tolist()


def test_an_exported_student_says_in_the_product_what_it_said(tmp_path: Path) -> None:
    spm = tmp_path / "pieces.spm"
    write_vocabulary(spm, _N_PIECES)
    student = _student(4)
    content = one_gpu.marian_bytes(student, _CONFIG)
    binary = tmp_path / "model.bin"
    binary.write_bytes(content)
    # What was stored is what is compared from here on, and both readers read the same.
    stored, read = one_gpu.read_marian(content), read_marian_binary(binary)
    assert stored.keys() == read.tensors.keys()
    for name, values in read.tensors.items():
        np.testing.assert_allclose(stored[name].numpy(), values, rtol=1e-6, err_msg=name)
    one_gpu.start_from(student, stored)

    folder = tmp_path / "pack"
    folder.mkdir()
    convert_marian(binary, spm, spm, folder, int8=False)
    model = MarianModel(folder, runtime=Runtime(threads=1))
    pieces = load_pieces(spm)
    sentences = ["the house was old", "a river comes", "people"]
    expected = one_gpu.translate(
        student,
        pieces.encode(sentences, add_eos=True),
        [pieces.id_to_piece(i) for i in range(_N_PIECES)],
        torch.autocast("cpu", enabled=False),
    )
    options = TextOptions(max_length_factor=2.0)
    for sentence, text in zip(sentences, expected, strict=True):
        found = model.translate(sentence, options=options).text
        n_common = min(len(found), len(text))
        assert n_common > 0
        assert found[:n_common] == text[:n_common]


def test_a_start_is_what_the_other_training_exports(tmp_path: Path) -> None:
    torch.manual_seed(5)
    before = CpuStudent(_SHAPE)
    binary = tmp_path / "start.bin"
    write_marian_binary(binary, student_weights(before, _CONFIG))
    student = _student()
    one_gpu.start_from(student, one_gpu.read_marian(binary.read_bytes()))
    source, target = torch.tensor([[5, 9, 12, 0]]), torch.tensor([[4, 6, 0]])
    hidden = before.decode(before.encode(source), None, target.T.contiguous())
    expected = (hidden @ before.target_embedding.weight.T + before.output_bias).transpose(0, 1)
    mask = torch.ones(1, 1, 1, 4, dtype=torch.bool)
    torch.testing.assert_close(student(source, mask, target), expected, atol=0.1, rtol=0.05)
    other = Student(replace(_SIZE, d_ffn=32), _N_PIECES, _N_PIECES)
    with pytest.raises(ValueError, match=r"encoder_l1_ffn_W1: \(24, 16\) in the file"):
        one_gpu.start_from(other, one_gpu.read_marian(binary.read_bytes()))


def test_it_learns_goes_on_and_leaves_a_model_in_parts(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_gpu, "PART_BYTES", 4096)
    out = tmp_path / "out"
    first = _run(pack, out, seconds=0.8)
    first.train()
    assert first.checkpoint.exists()
    again = _run(pack, out, seconds=2.2)
    assert again.used_s == pytest.approx(first.used_s, abs=0.1)
    assert again.train() > 50
    losses = [row["loss"] for row in _log(out) if "loss" in row]
    assert losses[-1] < losses[0] / 2
    steps = [row["step"] for row in _log(out)]
    assert steps == sorted(steps)

    assert len(list(out.glob("model.bin.*"))) > 1
    whole = tmp_path / "model.bin"
    export.join_parts(out, whole)
    read = read_marian_binary(whole)
    assert read.config["dim-emb"] == 16
    (out / "model.bin.00").unlink()
    with pytest.raises(WorkshopError, match="lacks a part"):
        export.join_parts(out, whole)
    with pytest.raises(WorkshopError, match=r"no part model\.bin\.00"):
        export.join_parts(tmp_path / "nowhere", whole)


def test_steps_run_as_they_are_where_compiling_fails(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_compiler(*_: object, **__: object) -> object:
        def fails(*_: "Tensor") -> None:
            raise RuntimeError("no C compiler")

        return fails

    monkeypatch.setattr(torch, "compile", no_compiler)
    out = tmp_path / "out"
    _run(pack, out, seconds=0.3, plan=replace(_PLAN, compiles=True)).train()
    assert [row["not_compiled"] for row in _log(out) if "not_compiled" in row] == [
        "RuntimeError: no C compiler"
    ]
    assert (out / "model.bin.00").exists()


def test_a_direction_ends_early_when_scores_no_longer_rise(pack: Path, tmp_path: Path) -> None:
    plan = replace(_PLAN, evaluate_s=0.0, patience=3, peak_rate=0.0)
    run = _run(pack, tmp_path / "out", seconds=60.0, plan=plan)
    run.train()
    assert run.used_s < 30


def test_all_packs_share_the_time(pack: Path, tmp_path: Path) -> None:
    other = pack.with_name("de-en.zip")
    other.write_bytes(pack.read_bytes())
    found = one_gpu.run(
        [pack, other],
        tmp_path / "out",
        minutes=0.02,
        size=_SIZE,
        plan=replace(_PLAN, checkpoint_s=0.0),
        device="cpu",
    )
    assert list(found) == ["fr-en", "de-en"]
    for name in found:
        folder = tmp_path / "out" / name
        assert {path.name for path in folder.iterdir()} == {"log.jsonl", "model.bin.00"}
