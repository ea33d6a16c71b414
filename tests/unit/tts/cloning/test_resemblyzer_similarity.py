import numpy as np
import pytest

from engine.tts.cloning.resemblyzer import (
    SAME_PERSON_COSINE,
    STRANGER_COSINE,
    in_words,
    similarity,
)


def test_the_scale_runs_from_a_stranger_to_oneself() -> None:
    one = np.array([2.0, 0.0], np.float32)
    for cosine, expected in ((STRANGER_COSINE, 0.0), (SAME_PERSON_COSINE, 1.0)):
        other = np.array([cosine, np.sqrt(1 - cosine**2)], np.float32)
        assert similarity(one, other) == pytest.approx(expected, abs=1e-5)
    assert similarity(one, -one) < -1
    assert np.isfinite(similarity(one, np.zeros(2, np.float32)))


def test_each_step_of_the_scale_has_its_own_words() -> None:
    assert len({in_words(value) for value in (-0.5, 0.2, 0.4, 0.6, 0.9)}) == 5
    assert in_words(0.3) == in_words(0.49)
