"""What of a recording is kept, and how loud a clone has to be."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.models.resemblyzer import spoken_parts

_LEVEL_DBFS: Final = -19.5  # what the ready-made voices have after their gain
_MOST_GAIN_DB: Final = 12.0
_KEPT_S: Final = 10.0


def best_part(samples: Float32) -> Float32:
    """Return the ten seconds of [n] samples at SOURCE_RATE_HZ with the most speech in them."""
    n_samples = round(_KEPT_S * SOURCE_RATE_HZ)
    power = np.cumsum(np.minimum(np.square(samples, dtype=np.float64), 1e-3))
    if len(samples) <= n_samples:
        return samples
    start = int((power[n_samples:] - power[:-n_samples]).argmax()) + 1
    return samples[start : start + n_samples]


def gain_db(spoken: Sequence[Float32]) -> float:
    """Return what brings speech to the level of all voices.

    Args:
        spoken: what the voice said, each [n] at SOURCE_RATE_HZ.
    """
    power = np.mean([np.square(spoken_parts(speech)).mean() for speech in spoken])
    gain = _LEVEL_DBFS - 10 * math.log10(max(float(power), 1e-9))
    return round(min(max(gain, -_MOST_GAIN_DB), _MOST_GAIN_DB), 1)
