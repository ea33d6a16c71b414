"""Recordings of people, spoilt on purpose."""

from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.tts.cloning.checks import (
    Problem,
    check_sound,
    check_speakers,
    check_two_at_once,
    measure_sound,
)

_SPEECH = Path(__file__).parents[3] / "data" / "speech"


def _clip(name: str) -> Float32:
    with open_audio(_SPEECH / f"{name}.flac") as file:
        samples: Float32 = np.concatenate(list(file))
        return samples


@pytest.fixture(scope="module")
def clean() -> Float32:
    return _clip("pt_banco")


def _problems(samples: Float32) -> dict[Problem, bool]:
    findings = check_sound(measure_sound(samples))
    assert all(finding.message.remedies for finding in findings)
    return {finding.problem: finding.is_blocking for finding in findings}


def test_nothing_is_wrong_with_a_good_recording(clean: Float32) -> None:
    assert _problems(clean) == {}


def test_short(clean: Float32) -> None:
    assert _problems(clean[: 5 * SOURCE_RATE_HZ])[Problem.TOO_SHORT]


@pytest.mark.parametrize("n_samples", [0, 50, 10 * SOURCE_RATE_HZ])
def test_silence(n_samples: int) -> None:
    assert _problems(np.zeros(n_samples, np.float32))[Problem.TOO_SHORT]


def test_quiet(clean: Float32) -> None:
    assert not _problems(clean * 0.03)[Problem.TOO_QUIET]
    assert _problems(clean * 0.001)[Problem.TOO_QUIET]


def test_distorted(clean: Float32) -> None:
    loud = clean / np.abs(clean).max()
    assert not _problems(np.clip(loud * 1.6, -1, 1))[Problem.CLIPPING]
    assert _problems(np.clip(loud * 12, -1, 1))[Problem.CLIPPING]


def test_noisy(clean: Float32) -> None:
    noise = np.random.default_rng(4).normal(0, 1, len(clean)).astype(np.float32)
    level = np.sqrt(np.square(clean).mean())
    assert not _problems(clean + noise * level * 0.3)[Problem.NOISE]
    assert _problems(clean + noise * level)[Problem.NOISE]


@pytest.mark.parametrize("pulses_per_s", [1, 3])
def test_noise_that_comes_and_goes(clean: Float32, pulses_per_s: int) -> None:
    at = np.arange(len(clean)) / SOURCE_RATE_HZ
    is_on = at * pulses_per_s % 1 < 0.5
    level = np.sqrt(2 * np.square(clean).mean())
    noise = (np.random.default_rng(4).normal(0, level, len(clean)) * is_on).astype(np.float32)
    assert Problem.NOISE in _problems(clean + noise * 0.3)
    assert _problems(noise)[Problem.NOISE]
    assert measure_sound(clean).pauses_db > measure_sound(clean + noise * 0.3).pauses_db


def test_two_voices_at_once(clean: Float32) -> None:
    assert check_two_at_once(clean) is None
    other = _clip("en_long_voxpopuli_ivory")[: len(clean)]
    other = other * np.sqrt(np.square(clean).mean() / np.square(other).mean())
    found = check_two_at_once(clean[: len(other)] + other)
    assert found is not None
    assert found.problem is Problem.SEVERAL_SPEAKERS
    assert check_two_at_once(np.zeros(100, np.float32)) is None


def test_a_room_that_echoes(clean: Float32) -> None:
    at = np.arange(SOURCE_RATE_HZ * 3 // 2) / SOURCE_RATE_HZ
    room = np.random.default_rng(5).normal(0, 1, len(at)) * 10 ** (-3 * at / 1.2)
    room *= 0.5 / np.sqrt(np.square(room).sum())
    room[0] = 0.5
    size = len(clean) + len(room)
    wet = np.fft.irfft(np.fft.rfft(clean, size) * np.fft.rfft(room, size), size)
    assert Problem.REVERBERATION in _problems(wet[: len(clean)].astype(np.float32))


def _stretches(*angles: float) -> Float32:
    noise = np.random.default_rng(6).normal(0, 0.02, (len(angles), 8))
    noise[:, 0] += np.cos(angles)
    noise[:, 1] += np.sin(angles)
    return np.asarray(noise / np.linalg.norm(noise, axis=1, keepdims=True), np.float32)


def test_one_speaker_may_vary_a_little() -> None:
    assert check_speakers(_stretches(*([0.0, 0.3] * 8))) is None
    assert check_speakers(_stretches(0.0, 1.5)) is None  # too little to tell


def test_a_second_speaker_is_found_and_a_cough_is_not() -> None:
    found = check_speakers(_stretches(*([0.0] * 8 + [1.3] * 6)))
    assert found is not None
    assert found.problem is Problem.SEVERAL_SPEAKERS
    assert check_speakers(_stretches(*([0.0] * 15 + [1.3]))) is None
