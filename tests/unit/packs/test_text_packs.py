"""The hub's text packs: other sizes of network load through the same converter and loader."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from engine.loading import FAMILIES
from engine.mt.marian.model import MarianModel
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.entries import HubFile, Role
from engine.packs.install import Installer
from engine.packs.routes import RouteFinder
from engine.packs.sources import sha256_of
from engine.packs.store import PackStore
from tests.helpers.marian_files import TinyStudent, write_student, write_vocabulary

# The options of the larger students ("base-memory") that the small ones do not have.
_LARGER = {
    "bert-train-type-embeddings": "true",
    "dec-cell-base-depth": "2",
    "dec-cell-high-depth": "1",
    "output-omit-bias": "false",
    "tied-embeddings-src": "false",
    "transformer-decoder-dim-ffn": "0",
    "transformer-decoder-ffn-depth": "0",
    "transformer-no-affine": "false",
    "transformer-train-position-embeddings": "false",
    "version": "v1.12.14 2d067af 2024-02-16 11:44:13 -0500",
}


@pytest.mark.parametrize("pack_id", ["firefox-en-es", "firefox-fr-en"])
def test_a_larger_student_installs_and_translates(tmp_path: Path, pack_id: str) -> None:
    files = tmp_path / "files" / pack_id
    files.mkdir(parents=True)
    student = TinyStudent(
        n_encoder_layers=6, n_decoder_layers=4, d_model=24, end_bias=1.0, options=_LARGER
    )
    write_student(files / "model.bin", student, int8=True)
    for side in ("source", "target"):
        write_vocabulary(files / f"{side}.spm", 60)
    pack = Catalogue.shipped().pack(pack_id)
    assert {item.name for item in pack.files} == {path.name for path in files.iterdir()}
    tiny = replace(
        pack,
        files=tuple(
            replace(
                item,
                sha256=sha256_of(files / item.name),
                size=(files / item.name).stat().st_size,
            )
            for item in pack.files
        ),
    )
    store = PackStore(tmp_path / "models", Catalogue([tiny]))
    assert Installer(store, folder=files.parent).install([pack_id]) == (pack_id,)
    model = FAMILIES["marian"].load(store.folder(pack_id), Runtime(threads=1))
    assert isinstance(model, MarianModel)
    assert (model.config.n_encoder_layers, model.config.n_decoder_layers) == (6, 4)
    assert model.config.int8
    assert model.translate("the old train has a small window.").tokens


def test_hub_text_packs_are_pinned_to_one_commit() -> None:
    packs = [p for p in Catalogue.shipped().packs if p.id.startswith("firefox-")]
    assert len(packs) == 8
    locations = [
        part.location
        for pack in packs
        for item in pack.files
        for source in item.sources
        for part in source.parts
    ]
    assert all(isinstance(location, HubFile) for location in locations)
    assert len({location.revision for location in locations if isinstance(location, HubFile)}) == 1


@pytest.mark.parametrize(
    ("installed", "source", "target", "speech_target", "text"),
    [
        ((), "fr", "en", "en", ()),
        (("firefox-fr-en",), "fr", "en", "fr", ("firefox-fr-en",)),
        (("firefox-en-de",), "fr", "de", "en", ("firefox-en-de",)),
        (
            ("firefox-en-de", "firefox-fr-en"),
            "fr",
            "de",
            "fr",
            ("firefox-fr-en", "firefox-en-de"),
        ),
        (("firefox-en-es",), "pt", "es", "pt", ("marian-pt-en", "firefox-en-es")),
        (("firefox-en-pt",), "en", "pt", "en", ("firefox-en-pt",)),
    ],
)
def test_what_is_installed_decides_the_way(
    installed: tuple[str, ...],
    source: str,
    target: str,
    speech_target: str,
    text: tuple[str, ...],
) -> None:
    catalogue = Catalogue.shipped()
    route = RouteFinder(catalogue).best(
        source, target, installed={*catalogue.groups["starter"], *installed}
    )
    assert (route.speech, route.speech_target, route.text) == (
        "whisper-base",
        speech_target,
        text,
    )


def test_every_core_direction_has_a_path_and_every_text_pack_is_on_one() -> None:
    catalogue = Catalogue.shipped()
    finder = RouteFinder(catalogue)
    assert {*permutations(("en", "fr", "de", "es", "pt"), 2)} <= set(finder.directions)
    used = {pack for pair in finder.directions for r in finder.routes(*pair) for pack in r.text}
    assert used == {pack.id for pack in catalogue.packs if pack.role is Role.TEXT}
