"""mu-law and A-law (ITU-T G.711), 16 bits to 8 and back, by tables that agree with audioop."""

from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Int16: TypeAlias = npt.NDArray[np.int16]

_BIAS = 0x84
"""Added to 16-bit magnitudes before the segment of mu-law is found."""

_CLIP = 32_635


def ulaw_decoded(encoded: bytes) -> Int16:
    """[n] samples of n bytes of mu-law."""
    return _ulaw_values()[np.frombuffer(encoded, np.uint8)]


def ulaw_encoded(samples: Int16) -> bytes:
    """N bytes of mu-law of [n] samples."""
    return _ulaw_codes()[samples.view(np.uint16)].tobytes()


def alaw_decoded(encoded: bytes) -> Int16:
    """[n] samples of n bytes of A-law."""
    return _alaw_values()[np.frombuffer(encoded, np.uint8)]


def alaw_encoded(samples: Int16) -> bytes:
    """N bytes of A-law of [n] samples."""
    return _alaw_codes()[samples.view(np.uint16)].tobytes()


@cache
def _ulaw_values() -> Int16:
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    magnitude = ((((code & 0x0F) << 3) + _BIAS) << ((code >> 4) & 7)) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


@cache
def _ulaw_codes() -> npt.NDArray[np.uint8]:
    # audioop drops the two lowest bits before it takes the magnitude.
    sample = np.arange(65_536, dtype=np.uint16).view(np.int16).astype(np.int32) >> 2
    magnitude = np.minimum(np.abs(sample), _CLIP >> 2) + (_BIAS >> 2)
    segment = np.clip(_bit_length(magnitude) - 6, 0, 7)
    code = (segment << 4) | ((magnitude >> (segment + 1)) & 0x0F)
    codes: npt.NDArray[np.uint8] = (code ^ np.where(sample < 0, 0x7F, 0xFF)).astype(np.uint8)
    return codes


@cache
def _alaw_values() -> Int16:
    code = np.arange(256, dtype=np.int32) ^ 0x55
    segment = (code & 0x70) >> 4
    step = (code & 0x0F) << 4
    magnitude = np.where(segment == 0, step + 8, (step + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


@cache
def _alaw_codes() -> npt.NDArray[np.uint8]:
    # audioop codes 13 bits: negative values are one's complements.
    sample = np.arange(65_536, dtype=np.uint16).view(np.int16).astype(np.int32) >> 3
    magnitude = np.where(sample >= 0, sample, -sample - 1)
    segment = np.clip(_bit_length(magnitude) - 5, 0, 7)
    code = (segment << 4) | ((magnitude >> np.maximum(segment, 1)) & 0x0F)
    codes: npt.NDArray[np.uint8] = (code ^ np.where(sample >= 0, 0xD5, 0x55)).astype(np.uint8)
    return codes


def _bit_length(values: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.where(values > 0, np.floor(np.log2(np.maximum(values, 1))) + 1, 0).astype(np.int32)
