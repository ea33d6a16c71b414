"""The starter pack as the real installer made it."""

import time

import pytest

from engine.onnx import OnnxGraph, Runtime
from engine.packs.entries import STARTER_GROUP
from engine.packs.store import PackState, PackStore

pytestmark = pytest.mark.models


def test_every_pack_is_installed_and_intact(packs: PackStore) -> None:
    for pack in packs.catalogue.resolve([STARTER_GROUP]):
        packs.verify(pack.id)
        assert packs.state(pack.id) is PackState.INSTALLED


def test_the_catalogue_says_how_much_a_pack_takes(packs: PackStore) -> None:
    for pack in packs.catalogue.resolve([STARTER_GROUP]):
        assert packs.installed_size(pack.id) == pytest.approx(pack.installed_bytes, rel=0.05)


@pytest.mark.parametrize(
    ("pack_id", "names"),
    [
        ("whisper-base", {"encoder.onnx", "decoder.onnx", "tokenizer.json", "whisper.json"}),
        (
            "marian-en-pt",
            {"encoder.onnx", "decoder.onnx", "source.spm", "target.spm", "marian.json"},
        ),
        (
            "marian-pt-en",
            {"encoder.onnx", "decoder.onnx", "source.spm", "target.spm", "marian.json"},
        ),
        ("kokoro", {"kokoro.onnx", "vocab.json", "LICENSE", "NOTICE"}),
        ("silero-vad", {"silero_vad.onnx", "LICENSE"}),
    ],
)
def test_the_files_that_loaders_expect_are_there(
    packs: PackStore, pack_id: str, names: set[str]
) -> None:
    folder = packs.folder(pack_id)
    assert names <= {path.name for path in folder.iterdir()}


def test_all_graphs_load(packs: PackStore) -> None:
    for pack in packs.catalogue.resolve([STARTER_GROUP]):
        for path in packs.folder(pack.id).glob("*.onnx"):
            graph = OnnxGraph(path, Runtime(threads=1))
            assert graph.inputs
            assert graph.outputs


def test_the_speech_detector_is_the_one_of_512_samples_with_its_state_outside(
    packs: PackStore,
) -> None:
    graph = OnnxGraph(packs.folder("silero-vad") / "silero_vad.onnx", Runtime(threads=1))
    # 64 samples of context before each window of 512.
    assert graph.inputs["input"][1] == 64 + 512
    assert (graph.inputs["h"], graph.inputs["c"]) == ((1, 1, 128), (1, 1, 128))


def test_checking_hashes_at_load_is_cheap(packs: PackStore) -> None:
    """Full hashes at every start are affordable only while this holds."""
    installed = [pack.id for pack in packs.catalogue.resolve([STARTER_GROUP])]
    again = PackStore(packs.root, packs.catalogue)
    began_s = time.perf_counter()
    for pack_id in installed:
        again.folder(pack_id)
    assert time.perf_counter() - began_s < 5.0
    began_s = time.perf_counter()
    for pack_id in installed:
        again.folder(pack_id)
    assert time.perf_counter() - began_s < 0.5
