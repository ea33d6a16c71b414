"""What the header of a WAV file promises, read before any library corrects it.

libsndfile answers a rate of 0 Hz with "SF_INFO struct incomplete" and silently shortens a file
whose data end early; both deserve a clear word. Layout: Microsoft, "Multimedia Programming
Interface and Data Specifications 1.0", 1991, "Waveform Audio File Format"; RF64: EBU Tech 3306.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

UNKNOWN_LENGTH: Final = frozenset({0, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FFF_F000, 0xFFFF_F000})
"""Lengths that programs writing to a pipe leave behind, and the one that RF64 uses."""

_LARGEST_HEADER_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WavHeader:
    """The fields that tell a damaged file.

    Attributes:
        rate_hz: the sample rate as written, even where it is absurd.
        block_bytes: bytes of one sample of all channels; 0 where the header says so.
        promised_bytes: length of the data chunk, None where the header leaves it open.
        present_bytes: how many of these the file holds.
    """

    rate_hz: int
    block_bytes: int
    promised_bytes: int | None
    present_bytes: int

    @property
    def written_without_length(self) -> bool:
        """Whether a recorder was killed or wrote to a pipe, so that only the file's end counts.

        libsndfile believes a length of zero; FFmpeg reads on.
        """
        return self.promised_bytes is None and self.present_bytes > 0

    @property
    def missing_samples(self) -> int:
        """How many samples (of each channel) the header promises and the file lacks."""
        if self.promised_bytes is None or self.block_bytes == 0:
            return 0
        return max(0, self.promised_bytes - self.present_bytes) // self.block_bytes


def read_wav_header(path: Path) -> WavHeader | None:
    """Read the header; None where the file is not WAV or has no format and data chunks."""
    size_bytes = path.stat().st_size
    rate_hz: int | None = None
    block_bytes = 0
    with path.open("rb") as file:
        for name, length in _chunks(file):
            if name == b"fmt ":
                fields = file.read(16)
                if len(fields) == 16:
                    rate_hz, block_bytes = struct.unpack("<4xI4xH2x", fields)
            elif name == b"data" and rate_hz is not None:
                return WavHeader(
                    rate_hz=rate_hz,
                    block_bytes=block_bytes,
                    promised_bytes=None if length in UNKNOWN_LENGTH else length,
                    present_bytes=size_bytes - file.tell(),
                )
    return None


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield the name and length of each chunk with the file at the chunk's first byte."""
    head = file.read(12)
    if head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
        return
    while file.tell() < _LARGEST_HEADER_BYTES:
        head = file.read(8)
        if len(head) < 8:
            return
        (length,) = struct.unpack("<I", head[4:])
        start = file.tell()
        yield head[:4], length
        # Chunks are padded to even lengths.
        file.seek(start + length + length % 2)
