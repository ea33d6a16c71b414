"""Loaded models: one for all, and where they run."""

import logging
from pathlib import Path

import pytest

from engine import placement
from engine.compute import Device, Precision
from engine.errors import ComputeError
from engine.loading import LoadedModels, ModelFamily
from engine.onnx import Runtime
from engine.packs.entries import Role
from engine.packs.store import PackStore
from tests.helpers.tiny_networks import Doubler, network_store


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return network_store(tmp_path)


def loaded(
    store: PackStore, device: Device, *, runs_on_processor: bool = False
) -> tuple[LoadedModels, list[Runtime]]:
    """Models of the family of the pack, and the runtimes that they were loaded with."""
    runtimes: list[Runtime] = []

    def load(folder: Path, runtime: Runtime) -> Doubler:
        runtimes.append(runtime)
        if runtime.device is not Device.CPU:
            raise RuntimeError("no kernel")
        return Doubler(folder, runtime)

    family = ModelFamily(
        role=Role.SPEAKER_ENCODER,
        load=load,  # type: ignore[arg-type]
        runs_on_processor=runs_on_processor,
    )
    models = LoadedModels(
        store, runtime=Runtime(threads=1, device=device), families={"resemblyzer": family}
    )
    return models, runtimes


def test_a_model_is_loaded_once(store: PackStore) -> None:
    models, runtimes = loaded(store, Device.AUTO)
    assert models.load("doubler") is models.load("doubler")
    assert [runtime.device for runtime in runtimes] == [Device.CPU]


def test_another_device_counts_for_what_is_loaded_from_then_on(store: PackStore) -> None:
    models, _ = loaded(store, Device.AUTO)
    first = models.load("doubler")
    models.use(Device.AUTO)
    assert models.load("doubler") is first
    models.use(Device.CPU)
    assert models.device is Device.CPU
    assert models.load("doubler") is not first


def test_what_is_too_small_for_another_device_stays_on_the_processor(
    store: PackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "require", lambda _device: None)
    models, runtimes = loaded(store, Device.CUDA, runs_on_processor=True)
    models.load("doubler")
    assert [runtime.device for runtime in runtimes] == [Device.CPU]
    models, _ = loaded(store, Device.CUDA)
    with pytest.raises(ComputeError):
        models.load("doubler")


def test_a_notice_goes_to_the_log_where_nobody_takes_it(
    store: PackStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(placement, "is_available", lambda _device: True)
    forms = {Device.CUDA: (Precision.INSTALLED,), Device.CPU: (Precision.INSTALLED,)}
    monkeypatch.setattr(placement, "FORMS", forms)
    models, _ = loaded(store, Device.AUTO)
    with caplog.at_level(logging.WARNING):
        models.load("doubler")
    assert "cuda (no kernel)" in caplog.text
