from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.audio.mixing import (
    CEILING,
    Bools,
    Ducker,
    Ducking,
    Fader,
    Limiter,
    SpeechMixer,
    Volumes,
)

DUCKING = Ducking()
VOLUMES = Volumes(original=1.0, translation=1.0, ducking=DUCKING)


def noise(count: int, *, seed: int = 5) -> Float32:
    return np.random.default_rng(seed).uniform(-0.9, 0.9, count).astype(np.float32)


def tone(count: int, *, hz: float = 200.0, gain: float = 0.5) -> Float32:
    return (gain * np.sin(2 * np.pi * hz * np.arange(count) / TARGET_RATE_HZ)).astype(np.float32)


def spoken(count: int, *spans: tuple[int, int]) -> Bools:
    where = np.zeros(count, bool)
    for start, end in spans:
        where[start:end] = True
    return where


def cut(length: int, sizes: list[int]) -> list[slice]:
    edges = [0]
    while edges[-1] < length:
        edges.append(min(length, edges[-1] + sizes[len(edges) % len(sizes)]))
    return [slice(*pair) for pair in pairwise(edges)]


BLOCKS = st.lists(st.integers(100, 5_000), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None)
@given(sizes=BLOCKS)
def test_block_size_changes_nothing(sizes: list[int]) -> None:
    count = 40_000
    original, translation = noise(count), 1.5 * noise(count, seed=6)
    where = spoken(count, (4_000, 9_000), (30_000, 31_000))
    translation[~where] = 0

    def mix(parts: list[slice]) -> Float32:
        mixer = SpeechMixer(VOLUMES)
        return np.concatenate(
            [mixer.push(original[p], translation[p], where[p], VOLUMES) for p in parts]
        )

    np.testing.assert_allclose(mix(cut(count, sizes)), mix([slice(0, count)]), atol=1e-5)


def test_the_original_makes_way_in_50_ms_and_comes_back_a_second_after_the_last_word() -> None:
    count = 3 * TARGET_RATE_HZ
    start, end = TARGET_RATE_HZ // 2, TARGET_RATE_HZ
    gain = Ducker(DUCKING).push(spoken(count, (start, end)))
    ramp = TARGET_RATE_HZ // 20
    assert gain[start - 1] == 1.0
    assert gain[start + ramp // 2] == pytest.approx(0.625, abs=0.01)
    assert gain[start + ramp] == 0.25
    held_until = end + TARGET_RATE_HZ
    assert gain[held_until - 1] == 0.25
    assert gain[held_until + ramp] == 1.0
    assert np.abs(np.diff(gain)).max() <= 0.75 / ramp * 1.001


def test_a_pause_between_two_clauses_does_not_bring_the_original_back() -> None:
    count = 3 * TARGET_RATE_HZ
    where = spoken(count, (0, 48_000), (48_000 + 47_000, 3 * 48_000))
    assert (Ducker(DUCKING).push(where)[5_000:] == 0.25).all()


def test_ducking_can_be_changed_without_a_click() -> None:
    ducker = Ducker(DUCKING)
    before = ducker.push(spoken(1_000, (0, 1_000)))
    ducker.change(Ducking(gain=0.25, ramp_ms=500))
    after = ducker.push(spoken(1_000, (0, 1_000)))
    assert abs(after[0] - before[-1]) < 0.001


@settings(max_examples=60, deadline=None)
@given(
    goals=st.lists(st.floats(0, 2), min_size=1, max_size=10),
    sizes=st.lists(st.integers(1, 3_000), min_size=1, max_size=10),
)
def test_a_volume_never_jumps(goals: list[float], sizes: list[int]) -> None:
    fader = Fader(1.0)
    gains = np.concatenate(
        [fader.push(sizes[k % len(sizes)], goal) for k, goal in enumerate(goals)]
    )
    steps = np.abs(np.diff(np.concatenate([[1.0], gains])))
    assert steps.max() <= 2 / (TARGET_RATE_HZ / 50) + 1e-6
    assert fader.push(TARGET_RATE_HZ, goals[-1])[-1] == np.float32(goals[-1])


@settings(max_examples=15, deadline=None)
@given(gain=st.floats(0.1, 50.0), sizes=BLOCKS)
def test_the_limiter_is_never_above_its_ceiling(gain: float, sizes: list[int]) -> None:
    samples = (gain * noise(12_000)).astype(np.float32)
    limiter = Limiter(rate_hz=TARGET_RATE_HZ)
    limited = np.concatenate([limiter.push(samples[part]) for part in cut(12_000, sizes)])
    assert np.abs(limited).max() <= CEILING + 1e-6


def test_the_limiter_only_delays_what_is_soft() -> None:
    samples = 0.8 * noise(10_000)
    limiter = Limiter(rate_hz=TARGET_RATE_HZ)
    limited = limiter.push(samples)
    delay = limiter.delay_samples
    np.testing.assert_array_equal(limited[delay:], samples[:-delay])
    assert not limited[:delay].any()


def test_a_loud_word_is_turned_down_without_a_click() -> None:
    samples = tone(TARGET_RATE_HZ, gain=0.5)
    samples[20_000:24_000] *= 6
    limited = Limiter(rate_hz=TARGET_RATE_HZ).push(samples)
    steepest = 2 * np.pi * 200 / TARGET_RATE_HZ
    # Where its gain moves, a tone of full scale may be a little steeper than it is by itself.
    jumps = np.abs(np.diff(limited))
    edges = np.zeros(jumps.size, bool)
    for edge in (20_000, 24_000):
        edges[edge + 235 : edge + 245] = True
    assert jumps[~edges].max() < 1.3 * steepest


def test_both_are_heard_at_their_volumes() -> None:
    count = TARGET_RATE_HZ
    volumes = Volumes(original=0.5, translation=0.0, ducking=Ducking(gain=1.0))
    mixer = SpeechMixer(volumes)
    original = tone(count)
    mixed = mixer.push(original, noise(count), spoken(count, (0, count)), volumes)
    np.testing.assert_allclose(mixed[240:], 0.5 * original[:-240], atol=1e-6)


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="must hold"):
        Ducking(gain=1.5)
    with pytest.raises(ValueError, match="must hold"):
        Ducking(ramp_ms=0)
    with pytest.raises(ValueError, match="must hold"):
        Ducking(hold_ms=-1)
