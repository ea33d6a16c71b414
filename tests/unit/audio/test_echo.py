"""The figures that the module states, on the recordings of the tests."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.echo import EnvelopeTrack, can_tell, find_echo
from engine.audio.files import open_audio

_SPEECH = Path(__file__).parents[2] / "data" / "speech"
_NAMES = ("de_mls_mathematik", "en_jfk", "fr_cv_accident", "pt_falabrasil", "es_cv_guerra")
_LASTS_S = 8


@pytest.fixture(scope="module")
def voices() -> dict[str, Float32]:
    made = {}
    for name in _NAMES:
        with open_audio(_SPEECH / f"{name}.flac") as file:
            made[name] = np.concatenate(list(file))[: _LASTS_S * SOURCE_RATE_HZ]
    return made


def track(samples: Float32, *, block: int = 160) -> EnvelopeTrack:
    made = EnvelopeTrack()
    for start in range(0, samples.size, block):
        part = samples[start : start + block]
        made.push(
            part, rate_hz=SOURCE_RATE_HZ, ends_at_s=100 + (start + part.size) / SOURCE_RATE_HZ
        )
    return made


def in_a_room(samples: Float32, *, delay_ms: float, gain: float) -> Float32:
    """Late, with 300 ms of reverberation, and with the noise of a microphone."""
    random = np.random.default_rng(7)
    count = round(0.3 * SOURCE_RATE_HZ)
    room = 0.3 * random.standard_normal(count) * np.exp(-6.9 * np.arange(count) / count)
    room[0] = 1.0
    late = np.zeros(round(delay_ms * SOURCE_RATE_HZ / 1000))
    heard = np.concatenate([late, np.convolve(samples, room)])[: samples.size]
    return (gain * heard + 0.0005 * random.standard_normal(samples.size)).astype(np.float32)


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("delay_ms", [60, 250, 500])
def test_an_echo_is_found_with_its_delay(
    voices: dict[str, Float32], name: str, delay_ms: float
) -> None:
    played = track(voices[name])
    heard = track(in_a_room(voices[name], delay_ms=delay_ms, gain=0.05))
    found = [find_echo(heard, played, at_s=100 + second) for second in (5, 5.5, 6, 6.5, 7)]
    echoes = [echo for echo in found if echo is not None]
    assert len(echoes) >= 3
    for echo in echoes:
        assert not echo.is_loop
        assert echo.delay_ms == pytest.approx(delay_ms, abs=40)


def test_another_voice_is_none(voices: dict[str, Float32]) -> None:
    tracks = {name: track(samples) for name, samples in voices.items()}
    for heard, played in permutations(_NAMES, 2):
        for second in (2, 3, 4, 5, 6, 7):
            assert find_echo(tracks[heard], tracks[played], at_s=100 + second) is None


def test_what_comes_through_the_computer_is_a_loop(voices: dict[str, Float32]) -> None:
    played = track(voices["en_jfk"])
    late = np.concatenate([np.zeros(320, np.float32), voices["en_jfk"]])
    echo = find_echo(track(late), played, at_s=106)
    assert echo is not None
    assert echo.is_loop
    assert echo.correlation > 0.9


def test_without_anything_played_nothing_is_said(voices: dict[str, Float32]) -> None:
    silence = track(np.zeros(_LASTS_S * SOURCE_RATE_HZ, np.float32))
    assert not can_tell(silence, at_s=106)
    assert find_echo(track(voices["en_jfk"]), silence, at_s=106) is None


@pytest.mark.parametrize("block", [37, 800, 16_000])
def test_block_size_changes_nothing(voices: dict[str, Float32], block: int) -> None:
    one, other = track(voices["en_jfk"]), track(voices["en_jfk"], block=block)
    np.testing.assert_allclose(one.window(10_700, 600), other.window(10_700, 600), atol=0.02)


def test_what_is_long_past_is_forgotten(voices: dict[str, Float32]) -> None:
    made = track(voices["en_jfk"])
    assert made.was_audible(101, 107)
    made.push(np.zeros(160, np.float32), rate_hz=SOURCE_RATE_HZ, ends_at_s=150.0)
    assert not made.was_audible(101, 107)
    assert not made.window(15_000, 4_000).any()
