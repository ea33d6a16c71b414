"""Clones are judged, with voices that are buzzes."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.audio.writing import create_audio
from engine.tts.cloning.clarity import Misheard
from engine.tts.cloning.enrolment import Enroller, EnrolmentConfig
from engine.tts.cloning.search import SearchConfig
from engine.workshop.training.cloning.measure import CloneMeasurer
from engine.workshop.training.cloning.summary import summary
from tests.helpers.tiny_voices import (
    BuzzKokoro,
    LetterPhonemes,
    SpectrumEar,
    recording,
    style_of,
    tiny_map,
)

_CONFIG = EnrolmentConfig(search=SearchConfig(n_trials=6))


def _measurer(work: Path) -> CloneMeasurer:
    def understand(_samples: object, _language: str) -> str:
        return "the"

    ear = SpectrumEar()
    enroller = Enroller(
        BuzzKokoro(), ear, LetterPhonemes(), style_map=tiny_map(), understand=understand
    )
    judges = {"first": ear, "second": _SternEar()}
    return CloneMeasurer(enroller, understand, judges, work)


class _SternEar(SpectrumEar):
    """Finds the same voices less alike."""

    def similarity(self, one: Float32, other: Float32) -> float:
        return super().similarity(one, other) - 1


@pytest.fixture
def recordings(tmp_path: Path) -> list[Path]:
    paths = []
    for name, seconds in (("ada", 24.0), ("short", 3.0)):
        path = tmp_path / f"{name}.wav"
        with create_audio(path, rate_hz=16_000) as writer:
            writer.write(recording(style_of([1.0, -0.7, 0.4, -1.0]), seconds=seconds))
        paths.append(path)
    return paths


def test_clones_are_judged_by_what_they_were_not_made_from(
    recordings: list[Path], tmp_path: Path
) -> None:
    measurer = _measurer(tmp_path)
    (found,) = measurer.measure(recordings, _CONFIG)
    assert found.recording == "ada"
    assert found.clone.similarity["first"] > found.stock.similarity["first"]
    assert found.same_person["second"] < found.same_person["first"]
    assert set(found.clone.misheard) == {"en", "fr", "de", "es", "pt"}
    # The transcript "the" is right in one word of some English sentences.
    assert 0 < found.clone.misheard["en"].wrong < found.clone.misheard["en"].words
    assert found.clone.misheard["fr"].rate == 1


def test_a_style_that_was_found_is_not_searched_for_again(
    recordings: list[Path], tmp_path: Path
) -> None:
    (first,) = _measurer(tmp_path).measure(recordings, _CONFIG)
    kept = np.load(tmp_path / "ada-6.npy")
    np.save(tmp_path / "ada-6.npy", np.zeros_like(kept))
    (again,) = _measurer(tmp_path).measure(recordings, _CONFIG)
    assert again.clone.similarity != first.clone.similarity
    np.save(tmp_path / "ada-6.npy", kept)
    (third,) = _measurer(tmp_path).measure(recordings, _CONFIG)
    assert third == first


def test_the_tables_have_a_row_for_each_kind_of_voice(
    recordings: list[Path], tmp_path: Path
) -> None:
    (found,) = _measurer(tmp_path).measure(recordings, _CONFIG)
    clear = {code: Misheard(wrong=1, words=10) for code in found.clone.misheard}
    clear["fr"] = Misheard(wrong=10, words=10)
    found = replace(found, clone=replace(found.clone, misheard=clear))
    row = json.loads(json.dumps(asdict(found)))
    tables = summary([row, row])
    assert tables.startswith("2 people\n")
    assert "| clone | 0.100 | 1.000 | 0.100 | 0.100 | 0.100 | 0.280 |" in tables
    assert tables.count("| nearest |") == tables.count("| stock |") == 3
    assert summary([]).startswith("no recording")
