"""Contestants with the real models, in their own processes."""

from pathlib import Path

import pytest

from engine.asr.silero import SileroModel
from engine.audio.files import read_audio
from engine.bench.contestants import parse_contestants
from engine.bench.recordings import Recording, single_passages
from engine.bench.report import evaluate
from engine.bench.setup import Bench
from engine.bench.worker import perform
from engine.onnx import Runtime
from engine.packs.store import PackStore

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    "name", ["confirmed:sooner:b1", pytest.param("offline:b1", marks=pytest.mark.slow)]
)
def test_a_contestant_interprets_a_recording(name: str, packs: PackStore) -> None:
    path = Path(__file__).parents[2] / "data" / "speech" / "fr_cv_course.flac"
    recording = Recording(
        path=path,
        language="fr",
        duration_s=len(read_audio(path)) / 16_000,
        references={"en": "x"},
        human=frozenset({"en"}),
    )
    vad = SileroModel(packs.folder("silero-vad"), runtime=Runtime(threads=1))
    passages = single_passages([recording], "en", vad)
    assert passages[0].speech
    (contestant,) = parse_contestants(name)
    done: list[str] = []
    performance = perform(
        contestant,
        passages,
        Bench(store=packs, runtime=Runtime(threads=2), target="en"),
        on_passage=done.append,
    )
    assert done == [passages[0].name]
    (seen,) = performance.observations
    assert len(seen.words) > 3
    assert all(word.aware_s >= word.ideal_s for word in seen.words)
    assert performance.peak_mb is None or performance.peak_mb > 100
    own = evaluate(performance, passages).own
    assert own.lag_aware_s is not None
    assert own.lag_aware_s > 0
