"""How high and how fast a person speaks."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32

_LOWEST_HZ: Final = 60
_HIGHEST_HZ: Final = 420
_WINDOW_SAMPLES: Final = 1024
_HOP_SAMPLES: Final = 320  # 20 ms
_VOICED_CORRELATION: Final = 0.6
_QUIET_DB: Final = 30.0

USUAL_SYLLABLES_PER_S: Final = 3.7
"""Of the average voice of the voice model, counted as here."""

_ENVELOPE_HOP_SAMPLES: Final = 160  # 10 ms
_LEAST_DIP_DB: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a person speaks.

    Attributes:
        pitch_hz: the median fundamental frequency.
        pitch_range_semitones: from the 10th to the 90th percentile.
        syllables_per_s: loud cores of syllables for each second of speech without its pauses.
    """

    pitch_hz: float
    pitch_range_semitones: float
    syllables_per_s: float


def measure_manner(samples: Float32) -> Manner | None:
    """Measure pitch and pace; None where nothing voiced is heard.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ, speech without long silences.
    """
    track = pitch_track_hz(samples)
    if len(track) < 5:
        return None
    low, middle, high = np.percentile(track, (10, 50, 90))
    return Manner(
        pitch_hz=float(middle),
        pitch_range_semitones=float(12 * np.log2(high / low)),
        syllables_per_s=_syllables(samples) / (len(samples) / SOURCE_RATE_HZ),
    )


def pitch_track_hz(samples: Float32) -> Float32:
    """Return [m], the fundamental frequency of each voiced frame of 20 ms, in order.

    The first high peak of the normalised autocorrelation (Boersma 1993, "Accurate short-term
    analysis of the fundamental frequency"): later ones are multiples of the period.
    """
    if len(samples) < _WINDOW_SAMPLES:
        return np.zeros(0, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW_SAMPLES)[::_HOP_SAMPLES]
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.square(frames).mean(axis=1)
    frames = frames[power > power.max() * 10 ** (-_QUIET_DB / 10)]
    window = np.hanning(_WINDOW_SAMPLES).astype(np.float32)
    correlation = _autocorrelation(frames * window)
    # Dividing by the window's own takes out that the frame fades.
    correlation /= np.maximum(_autocorrelation(window[np.newaxis]), 1e-6)
    shortest, longest = SOURCE_RATE_HZ // _HIGHEST_HZ, SOURCE_RATE_HZ // _LOWEST_HZ
    wanted = correlation[:, shortest - 1 : longest + 2]
    middle = wanted[:, 1:-1]
    is_peak = (middle >= wanted[:, :-2]) & (middle >= wanted[:, 2:])
    heights = np.where(is_peak, middle, -1.0)
    best = heights.max(axis=1)
    is_voiced = best > _VOICED_CORRELATION
    first = (heights >= 0.95 * best[:, np.newaxis]).argmax(axis=1)
    return np.asarray(SOURCE_RATE_HZ / (first[is_voiced] + shortest), np.float32)


def _autocorrelation(frames: Float32) -> Float32:
    spectrum = np.fft.rfft(frames, 2 * _WINDOW_SAMPLES, axis=1)
    correlation = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, :_WINDOW_SAMPLES]
    return np.asarray(correlation / np.maximum(correlation[:, :1], 1e-12), np.float32)


def _syllables(samples: Float32) -> int:
    """Count the peaks of loudness that stand out by _LEAST_DIP_DB from the dips around them."""
    n_frames = len(samples) // _ENVELOPE_HOP_SAMPLES
    pieces = samples[: n_frames * _ENVELOPE_HOP_SAMPLES].reshape(n_frames, -1)
    power = np.square(pieces, dtype=np.float64).mean(axis=1)
    smooth = np.convolve(power, np.hanning(11) / np.hanning(11).sum(), mode="same")
    level = 10 * np.log10(np.maximum(smooth, 1e-12))
    floor = level.max() - 25
    count, dip, peak, is_rising = 0, level[0], level[0], True
    for value in level:
        if is_rising:
            peak = max(peak, value)
            if value < peak - _LEAST_DIP_DB:
                count += peak > floor
                is_rising, dip = False, value
        else:
            dip = min(dip, value)
            if value > dip + _LEAST_DIP_DB:
                is_rising, peak = True, value
    return count
