"""The sound formats of the wire, taken apart and put together as they come."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.audio.writing import to_int16
from engine.service.companding import (
    Int16,
    alaw_decoded,
    alaw_encoded,
    ulaw_decoded,
    ulaw_encoded,
)
from engine.service.messages import ProtocolError
from engine.service.ogg_opus import OPUS_RATE_HZ, OggOpusDecoder, OggOpusEncoder
from engine.service.wav_stream import WavDecoder

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
        """What was held back; the stream is over."""
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
        return self._resampler.flush()


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
