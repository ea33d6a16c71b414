import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.speakers.campplus import (
    filter_bank,
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
