"""Our speaker encoder against the PyPI package, recorded by record_resemblyzer.py."""

from pathlib import Path

import numpy as np
import pytest

from engine.audio.files import open_audio
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.speakers.resemblyzer import ResemblyzerModel

pytestmark = [pytest.mark.models, pytest.mark.parity]

_DATA = Path(__file__).parents[1] / "data"


def test_features_and_embeddings_are_those_of_the_package(packs: PackStore) -> None:
    model = ResemblyzerModel(packs.folder("resemblyzer"), runtime=Runtime(threads=1))
    with (
        np.load(_DATA / "resemblyzer.npz") as recorded,
        open_audio(_DATA / "speech" / "en_jfk.flac") as file,
    ):
        samples = np.concatenate(list(file))
        first, count = int(recorded["first_sample"]), int(recorded["n_samples"])
        mel = model.mel(samples[first : first + count])
        np.testing.assert_allclose(mel, recorded["mel"], rtol=1e-3, atol=1e-5)
        starts = range(0, 77 * len(recorded["stretches"]), 77)
        padded = np.pad(mel, ((0, 160), (0, 0)))
        stretches = np.stack([padded[start : start + 160] for start in starts])
        embeddings = model.embed_mel(stretches)
        np.testing.assert_allclose(embeddings, recorded["stretches"], rtol=1e-3, atol=1e-4)
