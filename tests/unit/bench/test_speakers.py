from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.writing import create_audio
from engine.bench.recordings import BenchmarkError
from engine.bench.speakers import Tally, listen, measure, panels, read_talks
from tests.helpers.level_ear import voice
from tests.helpers.loudness_vad import LoudnessVad


class _PitchEar:
    """A voice is how often its sound changes its sign: all are equally loud here."""

    def embed(self, samples: Float32) -> Float32:
        samples = samples[np.abs(samples) > 0]
        share = float(np.mean(np.signbit(samples[1:]) != np.signbit(samples[:-1])))
        return voice(min(6.0, round(share * 12)))

    def similarity(self, one: Float32, other: Float32) -> float:
        return float(one @ other) / float(np.linalg.norm(one) * np.linalg.norm(other))


class _KeenVad(LoudnessVad):
    def step(self, samples: Float32, state: object) -> tuple[Float32, object]:  # type: ignore[override]
        return super().step(10 * samples, state)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three persons, one of them in two recordings, and a call of two."""
    rows = [
        ("a1", "mono/a", "read, one speaker", 2),
        ("a2", "mono/a", "read, one speaker", 2),
        ("b", "many", "read", 4),
        ("c", "other", "read", 8),
        ("call", "calls", "telephone, 2 speakers", 3),
    ]
    lines = ["file\tlanguage\tsource_repo\tstyle"]
    for name, source, style, period in rows:
        tone = np.resize(np.repeat([0.3, -0.3], period), 5 * SOURCE_RATE_HZ).astype(np.float32)
        tone[2 * SOURCE_RATE_HZ : 2 * SOURCE_RATE_HZ + 8_000] = 0
        with create_audio(tmp_path / f"{name}.wav", rate_hz=SOURCE_RATE_HZ) as file:
            file.write(
                np.concatenate([np.zeros(8_000, np.float32), tone, np.zeros(16_000, np.float32)])
            )
        lines.append(f"{name}.wav\ten\t{source}\t{style}")
    (tmp_path / "manifest.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_a_person_is_one_talk_and_calls_are_left_out(folder: Path) -> None:
    talks = read_talks([folder], _KeenVad(), half=None)
    assert [talk.person for talk in talks] == ["mono/a", "b", "c"]
    assert [len(talk.passages) for talk in talks] == [4, 2, 2]
    assert talks[0].seconds == pytest.approx(12, abs=1)


def test_what_is_told_is_counted(folder: Path) -> None:
    talks = read_talks([folder], _KeenVad(), half=None)
    found = dict(measure(talks, _KeenVad(), _PitchEar(), count=4, seed=1))
    tally = found["with short talks"]
    assert tally.changes > 3
    assert (tally.found, tally.late, tally.false) == (tally.changes, 0, 0)
    assert tally.mislabelled_s == pytest.approx(0, abs=1)
    assert "100.0%" in tally.line("panels")
    assert found["one person"].changes == found["one person"].false == 0


def test_an_ear_that_hears_nothing_finds_nothing(folder: Path) -> None:
    class Deaf(_PitchEar):
        def embed(self, samples: Float32) -> Float32:
            del samples
            return voice(0)

    talks = read_talks([folder], _KeenVad(), half=None)
    samples, turns = next(panels(talks, count=1, seed=1, least_s=0))
    tally = Tally()
    assert len(listen(samples, turns, _KeenVad(), Deaf(), tally)) == 1
    assert (tally.found, tally.changes) == (0, len(turns) - 1)
    assert tally.mislabelled_s > 1


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"manifest\.tsv"):
        read_talks([tmp_path], _KeenVad(), half=None)
