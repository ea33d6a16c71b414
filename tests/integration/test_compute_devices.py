"""Models on every device that this machine has beside its processor; skipped where it has none."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.asr.whisper.model import WhisperModel
from engine.compute import FORMS, Device, Precision
from engine.errors import ComputeError
from engine.messages import Message
from engine.mt.marian.model import MarianModel
from engine.onnx import Runtime, require
from engine.packs.convert.float16 import write_float16
from engine.packs.convert.marian import convert_marian
from engine.packs.convert.whisper import convert_whisper
from engine.packs.store import PackStore
from engine.placement import Placer
from tests.helpers.marian_files import TinyStudent, write_student, write_vocabulary
from tests.helpers.tiny_networks import Doubler, network_store
from tests.helpers.tiny_whisper import TinyWhisper

_ROOT = Path(__file__).parent.parent.parent
_SPEECH = _ROOT / "tests" / "data" / "speech" / "es_cv_texas.flac"


@pytest.fixture(params=[device for device in FORMS if device is not Device.CPU])
def device(request: pytest.FixtureRequest) -> Device:
    found: Device = request.param
    try:
        require(found)
    except ComputeError as error:
        pytest.skip(str(error))
    return found


def placer(store: PackStore, device: Device, notices: list[Message]) -> Placer:
    return Placer(store, Runtime(threads=1, device=device), on_notice=notices.append)


def test_a_model_runs_there_in_float16_by_name(tmp_path: Path, device: Device) -> None:
    store, notices = network_store(tmp_path), list[Message]()
    model = placer(store, device, notices).load("doubler", Doubler)
    assert model.runtime.device is device
    assert model.folder == store.float16_folder("doubler")
    np.testing.assert_array_equal(model.double(np.arange(3, dtype=np.float32)), [0, 2, 4])


def test_auto_measures_it_beside_the_processor(tmp_path: Path, device: Device) -> None:
    store, notices = network_store(tmp_path), list[Message]()
    chosen = placer(store, Device.AUTO, notices)
    chosen.load("doubler", Doubler)
    measured = chosen.compare("doubler", Doubler)
    ran = {(item.device, item.precision) for item in measured if item.seconds}
    assert ran >= {(device, Precision.FLOAT16), (Device.CPU, Precision.INSTALLED)}
    assert notices == []


@pytest.mark.parametrize("halved", [False, True], ids=["int8", "float16"])
def test_whisper_says_the_same_there(tmp_path: Path, device: Device, halved: bool) -> None:
    source, folder = tmp_path / "source", tmp_path / "folder"
    source.mkdir()
    folder.mkdir()
    TinyWhisper().write(source)
    convert_whisper(source, folder, int8=True)
    if halved:
        for path in folder.glob("*.onnx"):
            write_float16(path, path)
    mel = np.random.default_rng(0).normal(size=(8, 60)).astype(np.float32)
    tokens = np.array([[260, 3, 44, 7]], np.int64)
    logits = []
    for runtime in (Runtime(threads=1), Runtime(threads=1, device=device)):
        model = WhisperModel(folder, runtime=runtime)
        state = model.initial_state(model.encode_features(mel, n_samples=9600))
        step = model.step(tokens, state, logit_positions=range(4))
        logits.append(model.step(np.array([[9]], np.int64), step.state).logits)
    # Either rounds activations in its own way.
    np.testing.assert_allclose(logits[1], logits[0], atol=0.5)
    assert np.corrcoef(logits[1].ravel(), logits[0].ravel())[0, 1] > 0.995


def test_marian_says_the_same_there(tmp_path: Path, device: Device) -> None:
    both = tmp_path / "both.spm"
    write_vocabulary(both, 60)
    student = TinyStudent(n_encoder_layers=2, n_decoder_layers=2, end_bias=1.0, seed=11)
    write_student(tmp_path / "model.bin", student, int8=False)
    convert_marian(tmp_path / "model.bin", both, both, tmp_path, int8=False)
    for path in tmp_path.glob("*.onnx"):
        write_float16(path, path)
    here, there = (
        MarianModel(tmp_path, runtime=Runtime(threads=1, device=chosen))
        for chosen in (Device.CPU, device)
    )
    text = "the old train has a small window."
    # A student of random weights goes its own way after enough near-ties.
    assert there.translate(text).tokens[:10] == here.translate(text).tokens[:10]


@pytest.mark.models
@pytest.mark.parametrize("is_automatic", [False, True], ids=["by name", "auto"])
def test_a_recording_is_interpreted_there(
    packs: PackStore, tmp_path: Path, device: Device, is_automatic: bool
) -> None:
    chosen = Device.AUTO if is_automatic else device
    done = subprocess.run(  # noqa: S603
        [
            *(sys.executable, "-m", "app", "translate", str(_SPEECH), "--from", "es", "--to", "en"),
            *("--device", chosen.value, "--out", str(tmp_path / "out.wav")),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), *sys.path))}
        | {"DRAGOMAN_HOME": str(packs.root.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Texas" in done.stdout
    if not is_automatic:
        assert done.stderr == ""
    else:
        table = json.loads((packs.root / "devices.json").read_text())["packs"]
        assert any(row["seconds"] for row in table["whisper-base"].values())
