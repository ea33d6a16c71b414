"""WAV that is still arriving. Layout as in engine.audio.wav_header."""

import struct
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.audio.wav_header import UNKNOWN_LENGTH
from engine.errors import AudioError
from engine.service.companding import alaw_decoded, ulaw_decoded

_PCM: Final = 1
_FLOAT: Final = 3
_ALAW: Final = 6
_ULAW: Final = 7
_EXTENSIBLE: Final = 0xFFFE
_MOST_HEADER_BYTES: Final = 1 << 16
_MOST_CHANNELS: Final = 8


class WavDecoder:
    """Bytes in, [n] mono samples at SOURCE_RATE_HZ out."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._format: _Format | None = None
        self._left_bytes: int | None = 0
        self._resampler: Resampler | None = None
        self._is_at_data = False

    def push(self, encoded: bytes) -> Float32:
        """Take the next bytes.

        Raises:
            AudioError: this is no WAV file, or one of an unknown kind.
        """
        self._bytes += encoded
        if not self._is_at_data and not self._find_data():
            return np.zeros(0, np.float32)
        if self._format is None or self._resampler is None:
            raise AssertionError("the format is known where the data begin")
        block = self._format.block_bytes
        whole = len(self._bytes) // block * block
        if self._left_bytes is not None:
            # Behind the samples there may be names and dates.
            whole = min(whole, self._left_bytes // block * block)
            self._left_bytes -= whole
        samples = self._format.samples(bytes(self._bytes[:whole]))
        del self._bytes[:whole]
        if self._left_bytes is not None and self._left_bytes < block:
            self._bytes.clear()
        return self._resampler.push(samples)

    def flush(self) -> Float32:
        """What the resampler still holds.

        Raises:
            AudioError: what came was not even a header.
        """
        if self._resampler is None:
            if self._bytes:
                raise AudioError("The audio ends inside its WAV header; send the whole file.")
            return np.zeros(0, np.float32)
        return self._resampler.flush()

    def _find_data(self) -> bool:
        if not b"RIFF".startswith(self._bytes[:4]) and not self._bytes.startswith(b"RIFF"):
            raise AudioError("The audio is not WAV; send that, or name the input_format it has.")
        if len(self._bytes) >= 12 and self._bytes[8:12] != b"WAVE":
            raise AudioError("The audio is RIFF but not WAVE; convert it to WAV.")
        position = 12
        while len(self._bytes) >= position + 8:
            name = bytes(self._bytes[position : position + 4])
            (length,) = struct.unpack_from("<I", self._bytes, position + 4)
            position += 8
            if name == b"data":
                return self._begin(position, length)
            if position + length > _MOST_HEADER_BYTES:
                raise AudioError("The WAV header has no data in reach; export the file again.")
            if name == b"fmt " and len(self._bytes) >= position + length:
                self._format = _Format(bytes(self._bytes[position : position + length]))
            position += length + length % 2
        return False

    def _begin(self, position: int, length: int) -> bool:
        if self._format is None:
            raise AudioError("The WAV header does not say its format; export the file again.")
        del self._bytes[:position]
        self._left_bytes = None if length in UNKNOWN_LENGTH else length
        self._resampler = Resampler(from_hz=self._format.rate_hz, to_hz=SOURCE_RATE_HZ)
        self._is_at_data = True
        return True


class _Format:
    """The `fmt ` chunk."""

    def __init__(self, chunk: bytes) -> None:
        if len(chunk) < 16:
            raise AudioError("The WAV header is damaged; export the file again.")
        kind, self.channels, self.rate_hz, _, self.block_bytes, bits = struct.unpack_from(
            "<HHIIHH", chunk
        )
        if kind == _EXTENSIBLE and len(chunk) >= 26:
            (kind,) = struct.unpack_from("<H", chunk, 24)
        self._kind, self._bytes = kind, bits // 8
        if not 1 <= self.channels <= _MOST_CHANNELS or (kind, bits) not in _KINDS:
            raise AudioError(
                "The WAV has a kind of samples that is not known here; convert it to 16 bits."
            )
        if self.block_bytes != self.channels * self._bytes:
            raise AudioError("The WAV header contradicts itself; export the file again.")

    def samples(self, encoded: bytes) -> Float32:
        """[n] the mean of the channels."""
        samples = self._decoded(encoded).reshape(-1, self.channels)
        mean: Float32 = samples.mean(axis=1, dtype=np.float32)
        return mean

    def _decoded(self, encoded: bytes) -> Float32:
        match self._kind, self._bytes:
            case (1, 1):
                unsigned = np.frombuffer(encoded, np.uint8).astype(np.float32)
                return (unsigned - 128) / np.float32(128)
            case (1, 3):
                low = np.zeros((len(encoded) // 3, 4), np.uint8)
                low[:, 1:] = np.frombuffer(encoded, np.uint8).reshape(-1, 3)
                return low.reshape(-1).view("<i4").astype(np.float32) / np.float32(1 << 31)
            case (1, size):
                whole = np.frombuffer(encoded, f"<i{size}").astype(np.float32)
                return whole / np.float32(1 << (8 * size - 1))
            case (3, size):
                values = np.frombuffer(encoded, f"<f{size}").astype(np.float32)
                return np.clip(np.nan_to_num(values), -1, 1)
            case (6, _):
                return alaw_decoded(encoded).astype(np.float32) / np.float32(32_768)
            case _:
                return ulaw_decoded(encoded).astype(np.float32) / np.float32(32_768)


_KINDS: Final = frozenset(
    {
        *((_PCM, bits) for bits in (8, 16, 24, 32)),
        *((_FLOAT, bits) for bits in (32, 64)),
        (_ALAW, 8),
        (_ULAW, 8),
    }
)
