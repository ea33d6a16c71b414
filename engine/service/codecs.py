"""The sound formats of the wire, encoded and decoded as they stream."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.files import UNKNOWN_LENGTH
from engine.audio.resample import Resampler
from engine.audio.writing import to_int16
from engine.errors import AudioError
from engine.messages import Code
from engine.service.ogg_opus import OPUS_RATE_HZ, OggOpusDecoder, OggOpusEncoder
from engine.service.wire import ProtocolError

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
            AudioError: what came was not even a header, or it ends inside a sample.
        """
        if self._resampler is None:
            if self._bytes:
                raise AudioError(
                    Code.AUDIO_STREAM_INVALID, format="WAV", detail="it ends inside its header"
                )
            return np.zeros(0, np.float32)
        if self._bytes and self._left_bytes != 0:
            raise _ends_inside_sample("WAV")
        return self._resampler.flush()

    def _find_data(self) -> bool:
        if not b"RIFF".startswith(self._bytes[:4]) and not self._bytes.startswith(b"RIFF"):
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="WAV", detail="it does not begin with RIFF"
            )
        if len(self._bytes) >= 12 and self._bytes[8:12] != b"WAVE":
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="WAV", detail="it is RIFF but not WAVE"
            )
        position = 12
        while len(self._bytes) >= position + 8:
            name = bytes(self._bytes[position : position + 4])
            (length,) = struct.unpack_from("<I", self._bytes, position + 4)
            position += 8
            if name == b"data":
                return self._begin(position, length)
            if position + length > _MOST_HEADER_BYTES:
                raise AudioError(
                    Code.AUDIO_STREAM_INVALID,
                    format="WAV",
                    detail="its header has no data in reach",
                )
            if name == b"fmt " and len(self._bytes) >= position + length:
                self._format = _Format(bytes(self._bytes[position : position + length]))
            position += length + length % 2
        return False

    def _begin(self, position: int, length: int) -> bool:
        if self._format is None:
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="WAV", detail="its header does not say its format"
            )
        del self._bytes[:position]
        self._left_bytes = None if length in UNKNOWN_LENGTH else length
        self._resampler = Resampler(from_hz=self._format.rate_hz, to_hz=SOURCE_RATE_HZ)
        self._is_at_data = True
        return True


class _Format:
    """The `fmt ` chunk."""

    def __init__(self, chunk: bytes) -> None:
        if len(chunk) < 16:
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="WAV", detail="its header is damaged"
            )
        kind, self.channels, self.rate_hz, _, self.block_bytes, bits = struct.unpack_from(
            "<HHIIHH", chunk
        )
        if kind == _EXTENSIBLE and len(chunk) >= 26:
            (kind,) = struct.unpack_from("<H", chunk, 24)
        self._kind, self._bytes = kind, bits // 8
        if not 1 <= self.channels <= _MOST_CHANNELS or (kind, bits) not in _KINDS:
            raise AudioError(
                Code.AUDIO_STREAM_INVALID,
                format="WAV",
                detail="samples of this kind are not known here",
            )
        if self.block_bytes != self.channels * self._bytes:
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="WAV", detail="its header contradicts itself"
            )

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
                if not np.isfinite(values).all():
                    raise AudioError(
                        Code.AUDIO_STREAM_INVALID,
                        format="WAV",
                        detail="it contains samples that are not numbers",
                    )
                return np.clip(values, -1, 1)
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


FRAME_MS: Final = 80
"""What one audio message of the service holds."""

INPUT_RATE_HZ: Final = 24_000
"""Of plain `pcm` that comes in."""

_PCM_RATES_HZ: Final = (8_000, 16_000, 22_050, 24_000, 44_100, 48_000)
_UNKNOWN_LENGTH: Final = 0xFFFF_FFFF
"""What a WAV header holds that is written before its samples are known."""


class Decoder(Protocol):
    """Encoded bytes, cut anywhere, to mono samples at SOURCE_RATE_HZ."""

    def push(self, encoded: bytes) -> Float32:
        """[n] samples; n is 0 while a header or frame is incomplete.

        Raises:
            AudioError: the bytes are not of the format.
        """
        ...

    def flush(self) -> Float32:
        """What was held back; the stream is over.

        Raises:
            AudioError: it is over too soon, or nothing of it was of the format.
        """
        ...


class Encoder(Protocol):
    """Clauses of speech to chunks of FRAME_MS, the last of a clause filled up with silence."""

    def push(self, samples: Float32, *, ends_clause: bool = True) -> list[bytes]:
        """Chunks of [n] samples at TARGET_RATE_HZ; what ends no clause joins what follows."""
        ...

    def flush(self) -> bytes:
        """What ends the stream; often nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by its name.

    Attributes:
        rate_hz: of what comes out in this format.
        bytes_per_s: about how many bytes hold a second that comes in.
    """

    name: str
    rate_hz: int
    bytes_per_s: int
    decoder: Callable[[], Decoder]
    encoder: Callable[[], Encoder]

    @property
    def frame_size(self) -> int:
        """Samples of one chunk."""
        return self.rate_hz * FRAME_MS // 1000


def find_format(name: str) -> Format:
    """The format of a name.

    Raises:
        ProtocolError: there is none; names those that there are.
    """
    formats = {format_.name: format_ for format_ in _formats()}
    if name not in formats:
        raise ProtocolError(f"There is no audio format {name[:40]!r}; use {', '.join(formats)}.")
    return formats[name]


def _formats() -> list[Format]:
    def pcm(name: str, *, rate_in_hz: int, rate_out_hz: int) -> Format:
        return Format(
            name=name,
            rate_hz=rate_out_hz,
            bytes_per_s=2 * rate_in_hz,
            decoder=lambda: _SampleDecoder(_int16_decoded, rate_hz=rate_in_hz, sample_bytes=2),
            encoder=lambda: _SampleEncoder(_int16_encoded, rate_hz=rate_out_hz),
        )

    def telephone(
        name: str, decoded: Callable[[bytes], Int16], encoded: Callable[[Int16], bytes]
    ) -> Format:
        return Format(
            name=name,
            rate_hz=8_000,
            bytes_per_s=8_000,
            decoder=lambda: _SampleDecoder(decoded, rate_hz=8_000, sample_bytes=1),
            encoder=lambda: _SampleEncoder(encoded, rate_hz=8_000),
        )

    return [
        pcm("pcm", rate_in_hz=INPUT_RATE_HZ, rate_out_hz=TARGET_RATE_HZ),
        *(pcm(f"pcm_{rate}", rate_in_hz=rate, rate_out_hz=rate) for rate in _PCM_RATES_HZ),
        Format(
            name="wav",
            rate_hz=TARGET_RATE_HZ,
            bytes_per_s=2 * TARGET_RATE_HZ,
            decoder=WavDecoder,
            encoder=_WavEncoder,
        ),
        Format(
            name="opus",
            rate_hz=OPUS_RATE_HZ,
            bytes_per_s=6_000,
            decoder=_OpusDecoder,
            encoder=_OpusEncoder,
        ),
        telephone("ulaw_8000", ulaw_decoded, ulaw_encoded),
        telephone("mulaw_8000", ulaw_decoded, ulaw_encoded),
        telephone("alaw_8000", alaw_decoded, alaw_encoded),
    ]


class _SampleDecoder:
    """Bare samples of one size."""

    def __init__(
        self, decoded: Callable[[bytes], Int16], *, rate_hz: int, sample_bytes: int
    ) -> None:
        self._decoded = decoded
        self._sample_bytes = sample_bytes
        self._rest = b""
        self._resampler = Resampler(from_hz=rate_hz, to_hz=SOURCE_RATE_HZ)

    def push(self, encoded: bytes) -> Float32:
        waiting = self._rest + encoded
        whole = len(waiting) // self._sample_bytes * self._sample_bytes
        self._rest = waiting[whole:]
        samples = self._decoded(waiting[:whole]).astype(np.float32) / np.float32(32_768)
        return self._resampler.push(samples)

    def flush(self) -> Float32:
        if self._rest:
            raise _ends_inside_sample("PCM")
        return self._resampler.flush()


def _ends_inside_sample(name: str) -> AudioError:
    return AudioError(Code.AUDIO_STREAM_INVALID, format=name, detail="it ends inside a sample")


class _SampleEncoder:
    """Bare samples of one kind."""

    def __init__(self, encoded: Callable[[Int16], bytes], *, rate_hz: int) -> None:
        self._encoded = encoded
        self._chunker = _Chunker(rate_hz)

    def push(self, samples: Float32, *, ends_clause: bool = True) -> list[bytes]:
        chunks = self._chunker.push(samples, ends_clause=ends_clause)
        return [self._encoded(to_int16(chunk)) for chunk in chunks]

    def flush(self) -> bytes:
        return b""


class _WavEncoder(_SampleEncoder):
    """16 bits behind a header that leaves the length open."""

    def __init__(self) -> None:
        super().__init__(_int16_encoded, rate_hz=TARGET_RATE_HZ)
        self._header = struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            *(b"RIFF", _UNKNOWN_LENGTH, b"WAVE", b"fmt ", 16),
            *(1, 1, TARGET_RATE_HZ, 2 * TARGET_RATE_HZ, 2, 16),
            *(b"data", _UNKNOWN_LENGTH),
        )

    def push(self, samples: Float32, *, ends_clause: bool = True) -> list[bytes]:
        chunks = super().push(samples, ends_clause=ends_clause)
        if chunks:
            chunks[0], self._header = self._header + chunks[0], b""
        return chunks

    def flush(self) -> bytes:
        header, self._header = self._header, b""
        return header


class _OpusDecoder:
    def __init__(self) -> None:
        self._decoder = OggOpusDecoder()
        self._resampler = Resampler(from_hz=OPUS_RATE_HZ, to_hz=SOURCE_RATE_HZ)

    def push(self, encoded: bytes) -> Float32:
        return self._resampler.push(self._decoder.push(encoded))

    def flush(self) -> Float32:
        self._decoder.end()
        return self._resampler.flush()


class _OpusEncoder:
    def __init__(self) -> None:
        self._encoder = OggOpusEncoder()
        self._chunker = _Chunker(OPUS_RATE_HZ)

    def push(self, samples: Float32, *, ends_clause: bool = True) -> list[bytes]:
        chunks = self._chunker.push(samples, ends_clause=ends_clause)
        return [self._encoder.push(chunk) for chunk in chunks]

    def flush(self) -> bytes:
        return self._encoder.flush()


class _Chunker:
    """Pieces of clauses to chunks of FRAME_MS at another rate."""

    def __init__(self, rate_hz: int) -> None:
        self._size = rate_hz * FRAME_MS // 1000
        self._resampler = Resampler(from_hz=TARGET_RATE_HZ, to_hz=rate_hz)
        self._rest: Float32 = np.zeros(0, np.float32)

    def push(self, samples: Float32, *, ends_clause: bool) -> list[Float32]:
        waiting = np.concatenate([self._rest, self._resampler.push(samples)])
        if ends_clause:
            # It ends in silence, so the next one may as well begin with a filter at rest.
            waiting = np.concatenate([waiting, self._resampler.flush()])
            waiting = np.pad(waiting, (0, -len(waiting) % self._size))
        whole = len(waiting) // self._size * self._size
        self._rest = waiting[whole:].copy()
        return list(waiting[:whole].reshape(-1, self._size))


def _int16_decoded(encoded: bytes) -> Int16:
    return np.frombuffer(encoded, "<i2")


def _int16_encoded(samples: Int16) -> bytes:
    return samples.astype("<i2", copy=False).tobytes()
