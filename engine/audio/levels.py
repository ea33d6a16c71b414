"""How loud a block is, for meters and for the check that a microphone hears anything."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import Float32

SILENCE_DBFS: Final = -120.0
"""What digital silence is reported as; below the noise of any converter."""

CLIPPED: Final = 32_766 / 32_768
"""A sample at the end of the 16-bit scale; converters stop there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The level of one block.

    Attributes:
        peak_dbfs: the largest sample, 0 being full scale.
        rms_dbfs: root mean square; a full-scale sine has -3.01.
        clipped_samples: how many samples are at the end of the scale.
    """

    peak_dbfs: float
    rms_dbfs: float
    clipped_samples: int


SILENT: Final = Level(peak_dbfs=SILENCE_DBFS, rms_dbfs=SILENCE_DBFS, clipped_samples=0)


def measure_level(samples: Float32) -> Level:
    """Measure [n] samples of -1 to 1; an empty block is silent."""
    if samples.size == 0:
        return SILENT
    magnitude = np.abs(samples)
    mean_square = float(np.mean(np.square(samples, dtype=np.float64)))
    return Level(
        peak_dbfs=to_dbfs(float(magnitude.max())),
        rms_dbfs=to_dbfs(math.sqrt(mean_square)),
        clipped_samples=int(np.count_nonzero(magnitude >= CLIPPED)),
    )


def to_dbfs(amplitude: float) -> float:
    """Convert an amplitude, 1 being full scale, to decibels, never below SILENCE_DBFS."""
    if amplitude <= 0.0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 20.0 * math.log10(amplitude))
