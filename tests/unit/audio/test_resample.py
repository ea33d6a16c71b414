import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import Float32
from engine.audio.resample import Resampler
from engine.errors import AudioError
from tests.helpers.audio_files import tone


def run(resampler: Resampler, samples: Float32, cuts: list[int]) -> Float32:
    blocks = np.split(samples, sorted(cuts))
    return np.concatenate([*(resampler.push(block) for block in blocks), resampler.flush()])


@settings(max_examples=40, deadline=None)
@given(
    rate_hz=st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]),
    cuts=st.lists(st.integers(0, 9_000), max_size=12),
)
def test_block_size_does_not_change_the_samples(rate_hz: int, cuts: list[int]) -> None:
    noise = np.random.default_rng(3).standard_normal(9_000).astype(np.float32)
    whole = run(Resampler(from_hz=rate_hz, to_hz=16_000), noise, [])
    parts = run(Resampler(from_hz=rate_hz, to_hz=16_000), noise, cuts)
    np.testing.assert_array_equal(parts, whole)
    assert abs(len(whole) - 9_000 * 16_000 / rate_hz) <= 1


def test_a_flushed_resampler_starts_anew() -> None:
    resampler = Resampler(from_hz=48_000, to_hz=16_000)
    signal = tone(48_000, 0.5)
    np.testing.assert_array_equal(run(resampler, signal, [7]), run(resampler, signal, []))


def test_reset_forgets() -> None:
    resampler = Resampler(from_hz=48_000, to_hz=16_000)
    resampler.push(tone(48_000, 0.3))
    resampler.reset()
    assert not run(resampler, np.zeros(4_800, np.float32), []).any()


def test_what_16_khz_cannot_hold_is_removed() -> None:
    alias = run(Resampler(from_hz=48_000, to_hz=16_000), tone(48_000, 1, frequency_hz=15_000), [])
    assert np.abs(alias[1_000:-1_000]).max() < 1e-5


def test_the_delay_is_what_the_documentation_says() -> None:
    resampler = Resampler(from_hz=48_000, to_hz=16_000)
    given = out = 0
    while out == 0:
        out = len(resampler.push(np.zeros(48, np.float32)))
        given += 48
    assert given / 48 - out / 16 <= 40


@pytest.mark.parametrize("rate_hz", [0, -1, 7_999, 192_001])
def test_absurd_rates_are_refused(rate_hz: int) -> None:
    with pytest.raises(AudioError, match="sample rate"):
        Resampler(from_hz=rate_hz, to_hz=16_000)
