"""Sounds in which nobody speaks, of any length, the same every time."""

from collections.abc import Callable
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32


def _silence(start: int, n_samples: int) -> Float32:
    del start
    return np.zeros(n_samples, np.float32)


def _fan(start: int, n_samples: int) -> Float32:
    """Noise that is stronger towards low tones, with the hum of a motor and its blades."""
    rng = np.random.default_rng(start)
    spectrum = np.fft.rfft(rng.standard_normal(n_samples))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, n_samples)
    noise *= 0.05 / noise.std()
    seconds = (start + np.arange(n_samples)) / SOURCE_RATE_HZ
    hum = 0.02 * np.sin(2 * np.pi * 100 * seconds) + 0.01 * np.sin(2 * np.pi * 233 * seconds)
    return (noise + hum).astype(np.float32)


def _music(start: int, n_samples: int) -> Float32:
    """Chords of plucked strings with a melody and a drum: an instrumental of four chords."""
    seconds = (start + np.arange(n_samples)) / SOURCE_RATE_HZ
    beat = 0.5
    in_beat = seconds % beat
    bar = (seconds // (4 * beat)).astype(np.int64) % len(_CHORDS)
    pluck = np.exp(-3 * in_beat)
    sound = np.zeros(n_samples)
    for voice in range(len(_CHORDS[0])):
        tone_hz = 440 * 2 ** (np.array([chord[voice] for chord in _CHORDS])[bar] / 12)
        for harmonic in (1, 2, 3, 4):
            sound += pluck * np.sin(2 * np.pi * harmonic * tone_hz * in_beat) / harmonic**2
    step = (seconds // beat).astype(np.int64) % len(_MELODY)
    melody_hz = 440 * 2 ** (np.array(_MELODY)[step] / 12)
    vibrato = 0.3 * np.sin(2 * np.pi * 5.5 * seconds)
    sound += np.sin(2 * np.pi * melody_hz * in_beat + vibrato) * np.minimum(1, 20 * in_beat)
    drum = np.sin(2 * np.pi * 60 * in_beat) * np.exp(-18 * in_beat)
    rng = np.random.default_rng(start)
    cymbal = rng.standard_normal(n_samples) * np.exp(-40 * (seconds % (beat / 2)))
    return (0.05 * sound + 0.2 * drum + 0.03 * cymbal).astype(np.float32)


_CHORDS: Final = ((-21, -9, -5, -2), (-17, -10, -5, -1), (-24, -12, -8, -5), (-19, -7, -3, 0))
"""Semitones from the A of 440 Hz, a chord for each bar of two seconds."""

_MELODY: Final = (3, 7, 10, 7, 2, 5, 7, 5, 0, 3, 7, 3, 5, 9, 12, 9)

QUIET_SOUNDS: Final[dict[str, Callable[[int, int], Float32]]] = {
    "silence": _silence,
    "fan": _fan,
    "music": _music,
}
"""By name: sounds at SOURCE_RATE_HZ, made from a first sample's index and a number of samples."""
