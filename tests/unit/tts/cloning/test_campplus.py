import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.tts.cloning.campplus import (
    SAME_PERSON_COSINE,
    STRANGER_COSINE,
    filter_bank,
    similarity,
)
from tests.helpers.audio_files import tone


def test_a_tone_is_loudest_in_the_band_of_its_pitch() -> None:
    bands = [
        int(filter_bank(tone(SOURCE_RATE_HZ, 1.0, frequency_hz=hz)).mean(axis=0).argmax())
        for hz in (200, 1000, 5000)
    ]
    assert bands == sorted(bands)
    assert bands[1] == pytest.approx(27, abs=1)
    assert filter_bank(tone(SOURCE_RATE_HZ, 1.0)).shape == (98, 80)


def test_strangers_are_0_and_one_person_is_1() -> None:
    one = np.array([1.0, 0.0], np.float32)
    for cosine, expected in ((STRANGER_COSINE, 0.0), (SAME_PERSON_COSINE, 1.0)):
        other = np.array([cosine, (1 - cosine**2) ** 0.5], np.float32)
        assert similarity(one, other) == pytest.approx(expected, abs=1e-5)
        # How loud a voice is says nothing.
        assert similarity(3 * one, other) == pytest.approx(expected, abs=1e-5)
