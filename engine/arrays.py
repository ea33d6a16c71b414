"""Array types, sample rates and the sample clock that every stage shares."""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Float32: TypeAlias = npt.NDArray[np.float32]
Int64: TypeAlias = npt.NDArray[np.int64]

SampleIndex: TypeAlias = int
"""A position on a stream's one clock: source samples heard since its start, at SOURCE_RATE_HZ."""

SOURCE_RATE_HZ: Final = 16_000
"""What the speech models hear: mono, float32, -1 to 1."""

TARGET_RATE_HZ: Final = 48_000
"""What a session speaks: mono, float32, -1 to 1."""


def source_samples(duration_ms: int) -> SampleIndex:
    """How many samples at SOURCE_RATE_HZ last as long; rounded down."""
    return duration_ms * SOURCE_RATE_HZ // 1000
