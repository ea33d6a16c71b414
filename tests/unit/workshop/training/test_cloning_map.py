"""The map of cloning is made from scratch, with voices that are buzzes."""

import io
import tarfile
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.tts.cloning.search import N_HEARD, StyleMap
from engine.tts.kokoro import STYLE_SIZE
from engine.workshop import WorkshopError
from engine.workshop.training.cloning.fit import N_MELODY, N_TIMBRE, fit, how_well, read_lessons
from engine.workshop.training.cloning.pairs import (
    PHRASES,
    Mouth,
    hear_published,
    make_pairs,
    write_shard,
)
from engine.workshop.training.cloning.published import N_ROWS, Published, invent, read_published
from tests.helpers.tiny_voices import BuzzKokoro, LetterPhonemes, SpectrumEar

_N_VOICES = 40


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    random = np.random.default_rng(8)
    path = tmp_path_factory.mktemp("npm") / "voices.tgz"
    with tarfile.open(path, "w:gz") as package:
        for number in range(_N_VOICES):
            style = random.normal(0, 0.02, STYLE_SIZE)
            style[[0, 1, 2, 128, 129]] *= 20  # what the buzz depends on
            rows = np.tile(style, (N_ROWS, 1)).astype("<f4")
            rows[:30] += 1.0  # what short utterances add
            member = tarfile.TarInfo(f"package/voices/v{number:02}.bin")
            member.size = rows.nbytes
            package.addfile(member, io.BytesIO(rows.tobytes()))
    return read_published(path)


def test_published_voices_are_read(published: Published) -> None:
    assert len(published.names) == _N_VOICES
    assert published.styles.shape == (_N_VOICES, STYLE_SIZE)
    np.testing.assert_allclose(published.profile[10], 1.0, atol=1e-5)
    np.testing.assert_allclose(published.profile[100], 0.0, atol=1e-5)


def test_another_package_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "other.tgz", "w:gz"):
        pass
    with pytest.raises(WorkshopError, match="no voices"):
        read_published(tmp_path / "other.tgz")


def test_invented_voices_are_like_published_ones_and_all_different(published: Published) -> None:
    random = np.random.default_rng(1)
    invented = np.stack([invent(published.styles, random) for _ in range(300)])
    assert len(np.unique(invented, axis=0)) == 300
    spread = invented.std(axis=0) / published.styles.std(axis=0)
    assert 0.5 < spread.mean() < 1.5


def test_a_map_is_learnt_from_pairs(published: Published, tmp_path: Path) -> None:
    mouth = Mouth(BuzzKokoro(), LetterPhonemes(), published.profile)
    assert len(mouth.sentences) == sum(map(len, PHRASES.values()))
    ear = SpectrumEar()
    pairs = list(islice(make_pairs(mouth, ear, published, seed=4), 60))
    assert all(len(pair.speech) > SOURCE_RATE_HZ // 2 for pair in pairs)
    write_shard(pairs[:30], tmp_path / "pairs-1-0000.npz")
    write_shard(pairs[30:], tmp_path / "pairs-1-0001.npz")
    assert len(list(tmp_path.iterdir())) == 2
    lessons = read_lessons(sorted(tmp_path.iterdir()))
    assert lessons.heard.shape == (60, N_HEARD)
    np.testing.assert_array_equal(lessons.styles[40], pairs[40].style)
    known = hear_published(mouth, ear, published)
    learnt = fit(lessons, published, known)
    learnt.save(tmp_path / "map.npz")
    loaded = StyleMap.load(tmp_path / "map.npz")
    assert loaded.space.size == N_TIMBRE + N_MELODY
    quality = how_well(lessons, published, known)
    assert min(quality.values()) > 0.4
