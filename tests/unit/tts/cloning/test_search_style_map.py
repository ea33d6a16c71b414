from pathlib import Path

import numpy as np
import pytest

from engine.errors import ModelError
from engine.messages import Code
from engine.tts.cloning.search import HALF, PITCH, StyleMap
from engine.tts.kokoro import STYLE_SIZE
from tests.helpers.raising import raises
from tests.helpers.tiny_voices import tiny_map


def test_styles_and_coordinates_lead_to_each_other() -> None:
    space = StyleMap.load().space
    at = np.random.default_rng(1).normal(0, 1, (3, space.size)).astype(np.float32)
    np.testing.assert_allclose(space.coordinates(space.style(at)), at, atol=1e-3)
    assert space.table(at[0]).shape == (510, STYLE_SIZE)


def test_it_predicts_what_it_has_not_seen() -> None:
    learnt, unseen = tiny_map(), tiny_map(n_known=20, seed=9)
    predicted = learnt.predict(unseen.ready_made)
    seen = unseen.ready_made_heard
    off = np.linalg.norm(predicted - seen, axis=1)
    blind = np.linalg.norm(learnt.average - seen, axis=1)
    assert off.mean() < 0.7 * blind.mean()


def test_the_one_that_ships_knows_the_pitch_of_published_voices() -> None:
    shipped = StyleMap.load()
    predicted = shipped.predict(shipped.ready_made)[:, PITCH]
    assert np.corrcoef(predicted, shipped.ready_made_heard[:, PITCH])[0, 1] > 0.8


@pytest.mark.parametrize("octaves", [-0.5, 0.0, 0.4])
def test_a_melody_is_moved_to_a_pitch_and_its_timbre_stays(octaves: float) -> None:
    shipped = StyleMap.load()
    style = shipped.space.style(shipped.ready_made[3])
    moved = shipped.at_pitch(style, octaves)
    predicted = shipped.predict(shipped.space.coordinates(moved)[np.newaxis])[0, PITCH]
    assert predicted == pytest.approx(octaves, abs=0.05)
    np.testing.assert_array_equal(moved[:HALF], style[:HALF])


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    made = tiny_map()
    made.save(tmp_path / "map.npz")
    loaded = StyleMap.load(tmp_path / "map.npz")
    at = made.ready_made
    np.testing.assert_allclose(loaded.predict(at), made.predict(at), atol=0.05)


def test_a_damaged_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.npz"
    with raises(ModelError, Code.PROGRAM_FILE_DAMAGED):
        StyleMap.load(path)
    path.write_bytes(b"PK\x03\x04 and no more")
    with raises(ModelError, Code.PROGRAM_FILE_DAMAGED):
        StyleMap.load(path)
    tiny_map().save(path)
    with np.load(path) as file:
        arrays = dict(file)
    np.savez(path, **{**arrays, "known": arrays["known"][:, :2]})
    with pytest.raises(ModelError, match="wrong shapes: known"):
        StyleMap.load(path)
