"""Target speech on its time line: what lies between two clauses is silence.

What the header of a WAV file promises, read before any library corrects it.

libsndfile answers a rate of 0 Hz with "SF_INFO struct incomplete" and silently shortens a file
whose data end early; both deserve a clear word. Layout: Microsoft, "Multimedia Programming
Interface and Data Specifications 1.0", 1991, "Waveform Audio File Format"; RF64: EBU Tech 3306.

Blocks of samples out of a file, by libsndfile where it can and by FFmpeg elsewhere.

Reading speech from files: any format and length, as 16 kHz mono blocks, little memory.
"""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Protocol, Self

import av
import numpy as np
import soundfile

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.audio.resample import Resampler, check_rate
from engine.audio.writing import AudioWriter
from engine.errors import AudioError
from engine.events import AudioProduced
from engine.messages import Code, Message

_SILENCE_STEP_SAMPLES: Final = 10 * TARGET_RATE_HZ
"""Silence is written in steps, so that an hour of it needs no large array."""


class SpeechTrack:
    """Writes AudioProduced events where they are due, so that the file runs beside its source."""

    def __init__(self, writer: AudioWriter) -> None:
        self._writer = writer

    def push(self, event: AudioProduced) -> None:
        """Write the silence before a clause, and the clause.

        Raises:
            OutputError: the disk is full or gone.
        """
        self.pad_to(event.target_start)
        self._writer.write(event.samples)

    def pad_to(self, position: SampleIndex) -> None:
        """Write silence up to a position on the target's clock; none where it is past."""
        while (missing := position - self._writer.written_samples) > 0:
            self._writer.write(np.zeros(min(missing, _SILENCE_STEP_SAMPLES), np.float32))


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


_BLOCK_SAMPLES: Final = 8_192
"""Small enough that little is lost where a damaged file ends, large enough to be cheap."""


class DecodingStoppedError(Exception):
    """The file could not be decoded beyond what was already read."""


class Decoder(Protocol):
    """An open file.

    Attributes:
        rate_hz: sample rate.
        channels: how many.
        promised_samples: how many samples of each channel the header promises, if it says.
    """

    rate_hz: int
    channels: int
    promised_samples: int | None

    def blocks(self) -> Iterator[Float32]:
        """Yield [n, channels] float32; raise DecodingStoppedError where the data are damaged."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


def open_decoder(path: Path) -> Decoder:
    """Open an audio file with the first library that knows it.

    Raises:
        AudioError: the file is missing, empty, or neither library finds audio in it.
    """
    _check_readable(path)
    header = read_wav_header(path)
    if header is not None and header.rate_hz == 0:
        raise AudioError(Code.AUDIO_HEADER_DAMAGED, file=path.name)
    if header is not None and header.written_without_length:
        return FfmpegDecoder(path)
    # libsndfile takes this ending for headerless samples, whose rate it then wants to be told.
    if path.suffix.lower() != ".raw":
        try:
            decoder = SndfileDecoder(path)
        except soundfile.LibsndfileError:
            pass  # FFmpeg knows more formats and gives the better reason where it fails too
        else:
            if header is not None and header.missing_samples and decoder.promised_samples:
                decoder.promised_samples += header.missing_samples
            return decoder
    return FfmpegDecoder(path)


class SndfileDecoder:
    """WAV, FLAC, Ogg, MP3, AIFF and the others of libsndfile."""

    def __init__(self, path: Path) -> None:
        self._file = soundfile.SoundFile(path)
        self.rate_hz: int = self._file.samplerate
        self.channels: int = self._file.channels
        self.promised_samples: int | None = self._file.frames

    def blocks(self) -> Iterator[Float32]:
        """Yield [n, channels] float32."""
        while True:
            try:
                block: Float32 = self._file.read(_BLOCK_SAMPLES, dtype="float32", always_2d=True)
            except soundfile.LibsndfileError as error:
                raise DecodingStoppedError(str(error)) from error
            if len(block) == 0:
                return
            yield block

    def close(self) -> None:
        """Release the file."""
        self._file.close()


class FfmpegDecoder:
    """The first sound track of whatever FFmpeg opens: m4a, aac, webm, mp4, mkv, wma..."""

    def __init__(self, path: Path) -> None:
        try:
            # A playlist must not make the program read other files or the network.
            self._container = av.open(
                f"file:{path}", options={"protocol_whitelist": "file"}, metadata_errors="ignore"
            )
        except (av.error.FFmpegError, ValueError) as error:
            raise AudioError(Code.AUDIO_UNSUPPORTED, file=path.name) from error
        if not self._container.streams.audio:
            self._container.close()
            raise AudioError(Code.AUDIO_NO_TRACK, file=path.name)
        self._stream = self._container.streams.audio[0]
        self._decoded = self._container.decode(self._stream)
        # What the container says is only a guess (AAC with band replication doubles the rate
        # while decoding), so the format is taken from the first frame.
        self._planar = av.AudioResampler(format="fltp")
        self._first = self._next_block()
        if self._first is None:
            self._container.close()
            raise AudioError(Code.AUDIO_UNDECODABLE, file=path.name)
        self.channels: int = self._first.shape[1]
        self.promised_samples: int | None = None
        if self._stream.duration is not None and self._stream.time_base is not None:
            seconds = self._stream.duration * self._stream.time_base
            self.promised_samples = int(seconds * self.rate_hz)

    def blocks(self) -> Iterator[Float32]:
        """Yield [n, channels] float32."""
        block, self._first = self._first, None
        while block is not None:
            yield block
            block = self._next_block(after_first=True)

    def close(self) -> None:
        """Release the file."""
        self._container.close()

    def _next_block(self, *, after_first: bool = False) -> Float32 | None:
        try:
            while True:
                frame = next(self._decoded, None)
                if frame is None:
                    return None
                if after_first and frame.sample_rate != self.rate_hz:
                    raise DecodingStoppedError(
                        f"the sample rate changes to {frame.sample_rate:,} Hz"
                    )
                self.rate_hz: int = frame.sample_rate
                planes = [part.to_ndarray() for part in self._planar.resample(frame)]
                if planes:
                    return np.concatenate(planes, axis=1).T.astype(np.float32, copy=False)
        except (av.error.FFmpegError, ValueError) as error:
            if after_first:
                raise DecodingStoppedError(str(error)) from error
            return None


def _check_readable(path: Path) -> None:
    if path.is_dir():
        raise AudioError(Code.FILE_IS_FOLDER, path=str(path))
    try:
        size_bytes = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise AudioError(Code.FILE_MISSING, path=str(path)) from error
    except OSError as error:
        raise AudioError(
            Code.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)
        ) from error
    if size_bytes == 0:
        raise AudioError(Code.AUDIO_FILE_EMPTY, file=path.name)


_TOLERATED_SHORTFALL_S: Final = 0.25
"""Compressed formats count the padding of their first and last frames; that is no damage."""


def open_audio(path: Path, *, channel: int | None = None) -> "AudioFile":
    """Open a file for reading as 16 kHz mono.

    Two channels are mixed by their mean. Of more, one must be named: mixing the microphones or
    the mix-minus tracks of a recorder gives echoes that no speech model understands.

    Args:
        path: anything that libsndfile or FFmpeg reads.
        channel: take this one alone, counted from 1; None mixes.

    Raises:
        AudioError: the file is missing, empty, not audio, has an impossible sample rate, more
            than two channels and none named, or not the channel that is named.
    """
    decoder = open_decoder(path)
    try:
        check_rate(decoder.rate_hz, path.name)
        _check_channels(decoder.channels, channel, path.name)
        return AudioFile(decoder, name=path.name, channel=channel)
    except BaseException:
        decoder.close()
        raise


def read_audio(path: Path, *, longest_s: float | None = None) -> Float32:
    """[n] float32 at SOURCE_RATE_HZ: a whole recording, or its beginning.

    Args:
        path: anything that libsndfile or FFmpeg reads.
        longest_s: what comes later is not decoded; None takes all.

    Raises:
        AudioError: as `open_audio`, or a sample is not a finite number.
    """
    most = math.inf if longest_s is None else longest_s * SOURCE_RATE_HZ
    blocks: list[Float32] = []
    n_samples = 0
    with open_audio(path) as file:
        for block in file:
            blocks.append(block)
            n_samples += len(block)
            if n_samples >= most:
                break
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return whole if longest_s is None else whole[: round(most)]


class AudioFile:
    """An open recording; iterate over it once for its blocks, each [n] float32 at 16 kHz.

    Attributes:
        name: for messages.
        rate_hz: the file's own sample rate.
        channels: the file's own channels.
        duration_s: what the header promises, None where it does not say.
        shortfall: after reading, what to tell where the file ended before its promised length
            or in damaged data; None for a whole file.
    """

    def __init__(self, decoder: Decoder, *, name: str, channel: int | None) -> None:
        self._decoder = decoder
        self._channel = channel
        self._blocks = decoder.blocks()
        self.name: Final = name
        self.rate_hz: Final = decoder.rate_hz
        self.channels: Final = decoder.channels
        promised = decoder.promised_samples
        self.duration_s: Final = None if promised is None else promised / decoder.rate_hz
        self.shortfall: Message | None = None
        self._read_samples = 0
        self._resampler = Resampler(from_hz=decoder.rate_hz, to_hz=SOURCE_RATE_HZ)
        # A file of which nothing can be decoded is refused when it is opened, not when it plays.
        self._first: Float32 | None = self._read_mono()
        if self._first is None:
            raise AudioError(Code.AUDIO_UNDECODABLE, file=name)

    def __iter__(self) -> Iterator[Float32]:
        """Yield the blocks.

        Raises:
            AudioError: a sample is not a finite number.
        """
        mono, self._first = self._first, None
        while mono is not None:
            block = self._resampler.push(mono)
            if block.size:
                yield block
            mono = self._read_mono()
        rest = self._resampler.flush()
        if rest.size:
            yield rest

    def close(self) -> None:
        """Release the file; twice is harmless."""
        self._decoder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read_mono(self) -> Float32 | None:
        try:
            block = next(self._blocks, None)
        except DecodingStoppedError as stop:
            self.shortfall = Message(
                Code.AUDIO_BREAKS_OFF,
                file=self.name,
                end_s=round(self._read_s, 1),
                detail=str(stop),
            )
            return None
        if block is None:
            if self.duration_s is not None:
                missing_s = self.duration_s - self._read_s
                if missing_s > _TOLERATED_SHORTFALL_S:
                    self.shortfall = Message(
                        Code.AUDIO_ENDS_EARLY,
                        file=self.name,
                        end_s=round(self._read_s, 1),
                        promised_s=round(self.duration_s, 1),
                    )
            return None
        if not np.isfinite(block).all():
            bad = int(np.flatnonzero(~np.isfinite(block).all(axis=1))[0])
            at_s = (self._read_samples + bad) / self.rate_hz
            raise AudioError(Code.AUDIO_INVALID_SAMPLE, file=self.name, second=round(at_s, 2))
        self._read_samples += len(block)
        if self._channel is not None:
            return np.ascontiguousarray(block[:, self._channel - 1])
        if self.channels == 1:
            return np.ascontiguousarray(block[:, 0])
        mixed: Float32 = np.mean(block, axis=1, dtype=np.float32)
        return mixed

    @property
    def _read_s(self) -> float:
        return self._read_samples / self.rate_hz


def _check_channels(channels: int, channel: int | None, name: str) -> None:
    if channel is not None:
        if not 1 <= channel <= channels:
            raise AudioError(
                Code.AUDIO_CHANNEL_UNKNOWN, file=name, channel=channel, channels=channels
            )
    elif channels > 2:
        raise AudioError(Code.AUDIO_TOO_MANY_CHANNELS, file=name, channels=channels)
