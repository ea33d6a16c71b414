"""Makes speech faster without raising its pitch: WSOLA.

W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high
quality time-scale modification of speech", ICASSP 1993.
"""

from typing import Final

import numpy as np

from engine.arrays import Float32

_WINDOW_MS: Final = 40
_TOLERANCE_MS: Final = 8


def quickened(samples: Float32, rate_hz: int, *, factor: float) -> Float32:
    """Return speech that takes 1/factor of the time.

    Windows are taken from the input at steps that are `factor` as long as those at which they are
    added up, each from where, near its place, the input is most like what followed the window
    before it.

    Args:
        samples: [n] mono.
        rate_hz: its rate.
        factor: 1.0 changes nothing; made for 0.7 to 1.6.

    Returns:
        [about n / factor], at the same pitch and level.

    Raises:
        ValueError: the factor is not above 0.
    """
    if factor <= 0:
        raise ValueError(f"the factor must be above 0, not {factor}")
    half = rate_hz * _WINDOW_MS // 2000
    window_size = 2 * half
    tolerance = rate_hz * _TOLERANCE_MS // 1000
    n_out = round(len(samples) / factor)
    if abs(factor - 1) < 1e-3 or n_out < window_size:
        return samples
    # Periodic: two of them, half a window apart, add up to one.
    window = (0.5 - 0.5 * np.cos(np.pi * np.arange(window_size) / half)).astype(np.float32)
    padded = np.pad(samples, (half + tolerance, 2 * window_size + tolerance))
    n_windows = n_out // half + 2
    result = np.zeros((n_windows + 1) * half, dtype=np.float32)
    start = tolerance
    for index in range(n_windows):
        if index > 0:
            follower = padded[start + half : start + half + window_size]
            planned = tolerance + min(round(index * half * factor), len(samples) + half)
            around = padded[planned - tolerance : planned + tolerance + window_size]
            start = planned - tolerance + _most_alike(around, follower)
        result[index * half : (index + 2) * half] += window * padded[start : start + window_size]
    return result[half : half + n_out]


def _most_alike(around: Float32, wanted: Float32) -> int:
    """Return where in a stretch of signal a piece of its own length is most like another."""
    products = np.correlate(around, wanted, mode="valid")
    energy = np.cumsum(np.square(around, dtype=np.float64))
    energies = energy[len(wanted) - 1 :] - np.concatenate([[0.0], energy[: -len(wanted)]])
    return int(np.argmax(products / np.sqrt(np.maximum(energies, 1e-9))))
