"""Opus in Ogg, a page at a time and without a thread: RFC 3533, RFC 6716, RFC 7845.

FFmpeg's own reader waits for more input than a live stream has, so only its codec is used, and the
pages are taken apart and put together here.
"""

import struct
from fractions import Fraction
from functools import cache
from typing import Final

import av
import numpy as np

from engine.arrays import Float32
from engine.audio.writing import SYNTHETIC_MARK
from engine.errors import AudioError
from engine.messages import Code

OPUS_RATE_HZ: Final = 48_000
"""The clock of every Opus stream (RFC 7845 section 4)."""

_FRAME_SAMPLES: Final = OPUS_RATE_HZ // 50
_BITS_PER_S: Final = 48_000
_HEADER: Final = struct.Struct("<4sBBqIIIB")
_HEADER_BYTES: Final = 27
_BEGINS: Final = 2
_ENDS: Final = 4
_MOST_PACKET_BYTES: Final = 1 << 17
"""Above the longest packet that RFC 7845 section 6 asks a reader to take."""
_SERIAL: Final = 0x44524147
_NO_AUDIO: Final = "The audio is not Opus in Ogg; send that, or name the input_format that it has."


class OggOpusDecoder:
    """Bytes in, sound out; damaged pages are passed over, as a player does."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._packet = bytearray()
        self._codec: av.AudioCodecContext | None = None
        self._planar = av.AudioResampler(format="fltp")
        self._to_skip = 0
        self._unsynchronised_bytes = 0
        self._has_input = False
        self._decoded_packets = 0
        self._damaged_packets = 0

    def end(self) -> None:
        """Check what came, which is all.

        Raises:
            AudioError: nothing of it was Opus in Ogg, or it ends inside a page.
        """
        is_garbage = self._codec is None or (self._damaged_packets and not self._decoded_packets)
        if self._has_input and is_garbage:
            raise AudioError(Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail=_NO_AUDIO)
        if self._bytes.startswith(b"OggS"):
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail="it ends inside a page"
            )

    def push(self, encoded: bytes) -> Float32:
        """[n] mono float32 samples at OPUS_RATE_HZ.

        Raises:
            AudioError: this is not Opus in Ogg.
        """
        self._bytes += encoded
        self._has_input |= bool(encoded)
        blocks = [block for packet in self._packets() for block in self._decode(packet)]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)

    def _packets(self) -> list[bytes]:
        packets: list[bytes] = []
        while (page := self._page()) is not None:
            lengths, body = page
            position = 0
            for length in lengths:
                self._packet += body[position : position + length]
                position += length
                if length < 255:
                    packets.append(bytes(self._packet))
                    self._packet.clear()
                elif len(self._packet) > _MOST_PACKET_BYTES:
                    raise AudioError(Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail=_NO_AUDIO)
        return packets

    def _page(self) -> tuple[bytes, bytes] | None:
        """Take the segment lengths and the body of the next page off the buffer."""
        start = self._bytes.find(b"OggS")
        dropped = start if start >= 0 else max(0, len(self._bytes) - 3)
        self._unsynchronised_bytes += dropped
        if self._unsynchronised_bytes > _MOST_PACKET_BYTES:
            raise AudioError(Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail=_NO_AUDIO)
        del self._bytes[:dropped]
        if start < 0 or len(self._bytes) < _HEADER_BYTES:
            return None
        lengths = bytes(self._bytes[_HEADER_BYTES : _HEADER_BYTES + self._bytes[26]])
        begin = _HEADER_BYTES + self._bytes[26]
        end = begin + sum(lengths)
        if len(lengths) < self._bytes[26] or len(self._bytes) < end:
            return None
        body = bytes(self._bytes[begin:end])
        del self._bytes[:end]
        self._unsynchronised_bytes = 0
        return lengths, body

    def _decode(self, packet: bytes) -> list[Float32]:
        if packet.startswith(b"OpusHead"):
            self._open(packet)
            return []
        if packet.startswith(b"OpusTags"):
            return []
        if self._codec is None:
            raise AudioError(Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail=_NO_AUDIO)
        try:
            frames = self._codec.decode(av.Packet(packet)) if packet else []
        except av.error.FFmpegError:
            self._damaged_packets += 1
            return []
        self._decoded_packets += bool(packet)
        blocks: list[Float32] = []
        for frame in frames:
            for planar in self._planar.resample(frame):
                mono = planar.to_ndarray().mean(axis=0, dtype=np.float32)
                skipped = min(self._to_skip, len(mono))
                self._to_skip -= skipped
                blocks.append(mono[skipped:])
        return blocks

    def _open(self, head: bytes) -> None:
        if len(head) < 19:
            raise AudioError(Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail=_NO_AUDIO)
        codec = av.CodecContext.create("libopus", "r")
        codec.extradata = head
        try:
            codec.open()
        except (av.error.FFmpegError, ValueError) as error:
            raise AudioError(
                Code.AUDIO_STREAM_INVALID, format="Ogg Opus", detail=_NO_AUDIO
            ) from error
        self._codec = codec
        (self._to_skip,) = struct.unpack_from("<H", head, 10)


class OggOpusEncoder:
    """Sound in, pages out, one for each 20 ms.

    Args:
        comment: what the stream says of itself; by default that it is synthetic.
    """

    def __init__(self, *, comment: str = SYNTHETIC_MARK) -> None:
        codec = av.CodecContext.create("libopus", "w")
        codec.sample_rate = OPUS_RATE_HZ
        codec.layout = "mono"
        codec.format = "flt"
        codec.bit_rate = _BITS_PER_S
        codec.time_base = Fraction(1, OPUS_RATE_HZ)
        codec.options = {"application": "voip", "frame_duration": "20"}
        codec.open()
        self._codec = codec
        head = bytes(codec.extradata or b"")
        (self._pre_skip,) = struct.unpack_from("<H", head, 10)
        field = f"COMMENT={comment}".encode()
        tags = struct.pack("<8sI8sII", b"OpusTags", 8, b"dragoman", 1, len(field)) + field
        self._sequence = 0
        self._coded = 0
        self._given = 0
        self._rest: Float32 = np.zeros(0, np.float32)
        self._head = self._page(head, 0, _BEGINS) + self._page(tags, 0, 0)

    def push(self, samples: Float32) -> bytes:
        """Pages of [n] samples at OPUS_RATE_HZ; less than 20 ms are kept for the next call."""
        self._given += len(samples)
        return self._encode(samples)

    def flush(self) -> bytes:
        """The rest, and the page that ends the stream."""
        # The codec lags by the pre-skip: as much silence brings out the last sound.
        missing = -(self._given + self._pre_skip) % _FRAME_SAMPLES
        pages = self._encode(np.zeros(self._pre_skip + missing, np.float32))
        return pages + self._page(b"", self._given + self._pre_skip, _ENDS)

    def _encode(self, samples: Float32) -> bytes:
        pages, self._head = [self._head], b""
        waiting = np.concatenate([self._rest, samples])
        whole = len(waiting) // _FRAME_SAMPLES * _FRAME_SAMPLES
        self._rest = waiting[whole:].copy()
        for samples_of_frame in waiting[:whole].reshape(-1, 1, _FRAME_SAMPLES):
            frame = av.AudioFrame.from_ndarray(samples_of_frame, format="flt", layout="mono")
            frame.sample_rate = OPUS_RATE_HZ
            frame.time_base = self._codec.time_base
            frame.pts = self._coded
            for packet in self._codec.encode(frame):
                self._coded += _FRAME_SAMPLES
                pages.append(self._page(bytes(packet), self._coded, 0))
        return b"".join(pages)

    def _page(self, packet: bytes, granule: int, flags: int) -> bytes:
        lengths = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
        head = _HEADER.pack(b"OggS", 0, flags, granule, _SERIAL, self._sequence, 0, len(lengths))
        self._sequence += 1
        page = head + lengths + packet
        return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


@cache
def _checksum_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x8000_0000 else 0)
        table.append(value & 0xFFFF_FFFF)
    return tuple(table)


def _checksum(page: bytes) -> int:
    """The checksum of RFC 3533 section 6; its polynomial is zlib's, its bit order is not."""
    table = _checksum_table()
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFF_FFFF) ^ table[(value >> 24) ^ byte]
    return value
