import numpy as np
import pytest

from engine.arrays import Float32
from engine.tts.cloning.search import (
    PACE,
    PITCH,
    Impression,
    SearchConfig,
    StyleMap,
    StyleSearch,
)
from tests.helpers.tiny_voices import SpectrumEar, point, style_of, tiny_map

_PERSON = [1.2, -0.8, 0.5, 0.9]


@pytest.fixture(scope="module")
def style_map() -> StyleMap:
    return tiny_map(n_known=30)


def _listen(coordinates: Float32) -> Impression:
    return Impression(heard=point(style_of(coordinates.tolist()), SpectrumEar()))


def test_it_comes_nearer_than_any_ready_made_voice(style_map: StyleMap) -> None:
    target = point(style_of(_PERSON), SpectrumEar())
    search = StyleSearch(style_map, target, SearchConfig(n_trials=30))
    best = search.run(_listen, lambda _: True)
    assert len(search.trials) == 30
    ready_made = (style_map.ready_made_heard[:, :PITCH] @ target[:PITCH]).max()
    assert best.heard[:PITCH] @ target[:PITCH] > ready_made
    assert abs(best.heard[PITCH] - target[PITCH]) < 0.1
    # Listening improves on what the map alone proposes.
    assert best.score > search.trials[0].score


def test_the_same_seed_gives_the_same_trials(style_map: StyleMap) -> None:
    target = point(style_of(_PERSON), SpectrumEar())
    runs = [
        StyleSearch(style_map, target, SearchConfig(n_trials=8)).run(_listen, lambda _: True)
        for _ in range(2)
    ]
    np.testing.assert_array_equal(runs[0].coordinates, runs[1].coordinates)


def test_it_ends_when_it_is_told_to(style_map: StyleMap) -> None:
    search = StyleSearch(style_map, style_map.ready_made_heard[0], SearchConfig())
    search.run(_listen, lambda n_trials: n_trials < 3)
    assert len(search.trials) == 3


def test_strange_styles_wrong_pitch_and_wrong_pace_cost(style_map: StyleMap) -> None:
    target = style_map.ready_made_heard[0].copy()
    search = StyleSearch(style_map, target, SearchConfig())
    size = style_map.space.size
    middle = np.zeros((1, size), np.float32)
    good = search.score(target[np.newaxis], middle)[0]
    assert search.score(target[np.newaxis], middle + 2)[0] < good
    for what in (PITCH, PACE):
        off = target.copy()
        off[what] += 0.3
        assert search.score(off[np.newaxis], middle)[0] < good


def test_a_second_ear_leads_to_what_pleases_both(style_map: StyleMap) -> None:
    target = point(style_of(_PERSON), SpectrumEar())

    def second(coordinates: Float32) -> float:
        # It cares for one coordinate alone, and there for something else.
        return 1 - abs(float(coordinates[0]) - 2.5)

    def listen(coordinates: Float32) -> Impression:
        return Impression(heard=_listen(coordinates).heard, second=second(coordinates))

    config = SearchConfig(n_trials=25)
    alone = StyleSearch(style_map, target, config).run(_listen, lambda _: True)
    both = StyleSearch(style_map, target, config).run(listen, lambda _: True)
    assert alone.second is None
    assert both.second is not None
    assert both.second > second(alone.coordinates)
