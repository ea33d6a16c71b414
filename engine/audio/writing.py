"""Writing speech to a file that is playable at every moment, even when the program is killed."""

import errno
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Protocol, Self

import av
import numpy as np
import numpy.typing as npt
import soundfile
from av.audio.stream import AudioStream

from engine.arrays import TARGET_RATE_HZ, Float32, SampleIndex
from engine.errors import OutputError
from engine.events import AudioProduced
from engine.messages import Code
from engine.output import output_errors

_LARGEST_WAV_BYTES: Final = 0xFFFF_FFFF - 1024
"""The length fields of WAV have 32 bits; at 48 kHz mono that is 12 hours 25 minutes."""

_WAV_PCM: Final = 1

SYNTHETIC_MARK: Final = (
    "Synthetic speech: a machine's translation, spoken by a machine. Digital source type: "
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia. Made with Dragoman."
)
"""The comment of a file whose speech nobody said, in the terms of IPTC's Digital Source Type.

Tested: it survives copying, and FFmpeg's conversion of WAV and FLAC into each other and into Opus,
Vorbis, MP3, M4A, MP4, WebM, Matroska and AIFF; SoX and opusenc take it over from FLAC and not from
WAV; flac, lame and anything that writes bare AAC drop it. It survives no loudspeaker and nobody who
wants it gone.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Encoding:
    """How FFmpeg writes a compressed file.

    Attributes:
        container: its name of the format.
        codec: its name of the encoder.
        bit_rate: of speech that nobody tells from the original.
        options: of the container.
    """

    container: str
    codec: str
    bit_rate: int
    options: tuple[tuple[str, str], ...] = ()


_ENCODINGS: Final[Mapping[str, _Encoding]] = MappingProxyType(
    {
        ".mp3": _Encoding(container="mp3", codec="libmp3lame", bit_rate=96_000),
        ".opus": _Encoding(container="ogg", codec="libopus", bit_rate=48_000),
        # In fragments, so that what was written can be played when the program is killed.
        ".m4a": _Encoding(
            container="ipod",
            codec="aac",
            bit_rate=96_000,
            options=(
                ("movflags", "empty_moov+default_base_moof"),
                ("frag_duration", "1000000"),
            ),
        ),
    }
)

AUDIO_EXTENSIONS: Final = (".wav", ".flac", *_ENCODINGS)
"""What a file of speech may be named."""

_SILENCE_STEP_SAMPLES: Final = 10 * TARGET_RATE_HZ
"""Silence is written in steps, so that an hour of it needs no large array."""


class AudioWriter(Protocol):
    """A growing mono file.

    Attributes:
        written_samples: how many samples it holds.
    """

    written_samples: int

    def write(self, samples: Float32) -> None:
        """Append [n] samples of -1 to 1; what is beyond is clipped.

        Raises:
            OutputError: the disk is full or gone.
        """
        ...

    def close(self) -> None:
        """Finish the file; twice is harmless.

        Raises:
            OutputError: the disk is full or gone.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def create_audio(
    path: Path, *, rate_hz: int = TARGET_RATE_HZ, is_synthetic: bool = False
) -> AudioWriter:
    """Create a file of one of AUDIO_EXTENSIONS, replacing one of that name.

    Args:
        path: of the file.
        rate_hz: of the samples.
        is_synthetic: whether nobody said what is in it; the file then says so.

    Raises:
        OutputError: the name ends otherwise, or the file cannot be created.
    """
    check_audio_ending(path)
    comment = SYNTHETIC_MARK if is_synthetic else ""
    extension = path.suffix.lower()
    if extension in _ENCODINGS:
        return CompressedWriter(path, _ENCODINGS[extension], rate_hz=rate_hz, comment=comment)
    writer = WavWriter if extension == ".wav" else FlacWriter
    return writer(path, rate_hz=rate_hz, comment=comment)


def check_audio_ending(path: Path) -> None:
    """Refuse a name that stands for no format, before anything is created.

    Raises:
        OutputError: the name does not end in one of AUDIO_EXTENSIONS.
    """
    if path.suffix.lower() not in AUDIO_EXTENSIONS:
        raise OutputError(
            Code.OUTPUT_EXTENSION_UNKNOWN, file=path.name, extensions=AUDIO_EXTENSIONS
        )


def to_int16(samples: Float32) -> npt.NDArray[np.int16]:
    """Round samples of -1 to 1 to 16 bits, full scale being 32767; what is beyond is clipped."""
    rounded: npt.NDArray[np.int16] = np.rint(np.clip(samples, -1.0, 1.0) * 32_767.0).astype("<i2")
    return rounded


class WavWriter:
    """A WAV file whose header is brought up to date, and flushed, after every block.

    The layout is the 44-byte header of Microsoft, "Multimedia Programming Interface and Data
    Specifications 1.0", 1991, with the comment, where there is one, as a LIST chunk of kind INFO
    before the samples.
    """

    def __init__(self, path: Path, *, rate_hz: int = TARGET_RATE_HZ, comment: str = "") -> None:
        self._path = path
        self._rate_hz = rate_hz
        self._comment_chunk = _comment_chunk(comment) if comment else b""
        self.written_samples = 0
        with output_errors(path):
            self._file = path.open("wb")
            try:
                self._write_header()
            except OSError:
                self._close_failed()
                raise

    def write(self, samples: Float32) -> None:
        """Append [n] samples."""
        if 2 * (self.written_samples + len(samples)) > _LARGEST_WAV_BYTES:
            raise OutputError(Code.OUTPUT_TOO_LARGE, file=self._path.name)
        with output_errors(self._path):
            self._file.write(to_int16(samples).tobytes())
            # The samples reach the disk before the header that promises them.
            self._file.flush()
            self.written_samples += len(samples)
            self._file.seek(0)
            self._write_header()
            self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Finish the file."""
        with output_errors(self._path):
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write_header(self) -> None:
        data_bytes = 2 * self.written_samples
        comment = self._comment_chunk
        self._file.write(
            struct.pack(
                "<4sI4s4sIHHIIHH",
                *(b"RIFF", 36 + len(comment) + data_bytes, b"WAVE", b"fmt ", 16),
                *(_WAV_PCM, 1, self._rate_hz, 2 * self._rate_hz, 2, 16),
            )
            + comment
            + struct.pack("<4sI", b"data", data_bytes)
        )
        self._file.flush()

    def _close_failed(self) -> None:
        with suppress(OSError):
            self._file.close()


class FlacWriter:
    """A FLAC file; players read as far as it was written when the program was killed."""

    def __init__(self, path: Path, *, rate_hz: int = TARGET_RATE_HZ, comment: str = "") -> None:
        self._path = path
        self.written_samples = 0
        with output_errors(path):
            # libsndfile hides why it cannot open a file; the operating system tells.
            with path.open("wb"):
                pass
            self._file = soundfile.SoundFile(
                path, "w", samplerate=rate_hz, channels=1, format="FLAC", subtype="PCM_16"
            )
            if comment:
                self._file.comment = comment

    def write(self, samples: Float32) -> None:
        """Append [n] samples."""
        try:
            self._file.write(to_int16(samples))
        except (soundfile.LibsndfileError, AssertionError) as error:
            raise OutputError(
                Code.OUTPUT_FAILED, path=str(self._path), reason=str(error) or "the disk is full"
            ) from error
        self.written_samples += len(samples)

    def close(self) -> None:
        """Finish the file."""
        try:
            if not self._file.closed and self.written_samples == 0:
                # libsndfile writes no header before the first sample, and 0 bytes are no FLAC.
                self._file.write(np.zeros(1, dtype=np.int16))
            self._file.close()
        except soundfile.LibsndfileError as error:
            raise OutputError(
                Code.OUTPUT_FAILED, path=str(self._path), reason=str(error)
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class CompressedWriter:
    """An MP3, Opus or AAC file, by FFmpeg."""

    def __init__(self, path: Path, encoding: _Encoding, *, rate_hz: int, comment: str) -> None:
        self._path = path
        self._rate_hz = rate_hz
        self._is_open = True
        self.written_samples = 0
        with output_errors(path), _encoding_errors(path):
            options = {"flush_packets": "1", **dict(encoding.options)}
            self._container = av.open(str(path), "w", format=encoding.container, options=options)
            if comment:
                self._container.metadata["comment"] = comment
            stream = self._container.add_stream(encoding.codec, rate=rate_hz)
            if not isinstance(stream, AudioStream):
                raise TypeError(f"{encoding.codec} is no codec of sound")
            self._stream = stream
            self._stream.layout = "mono"
            self._stream.bit_rate = encoding.bit_rate
            self._container.start_encoding()
            self._framer = av.AudioResampler(
                format=self._stream.format,
                layout="mono",
                rate=rate_hz,
                frame_size=self._stream.frame_size,
            )

    def write(self, samples: Float32) -> None:
        """Append [n] samples."""
        if len(samples) == 0:
            return
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(np.clip(samples, -1.0, 1.0))[None], format="fltp", layout="mono"
        )
        frame.sample_rate = self._rate_hz
        frame.pts = self.written_samples
        with output_errors(self._path), _encoding_errors(self._path):
            for part in self._framer.resample(frame):
                self._container.mux(self._stream.encode(part))
        self.written_samples += len(samples)

    def close(self) -> None:
        """Finish the file."""
        if not self._is_open:
            return
        self._is_open = False
        with output_errors(self._path), _encoding_errors(self._path):
            if self.written_samples:
                for part in self._framer.resample(None):
                    self._container.mux(self._stream.encode(part))
            self._container.mux(self._stream.encode(None))
            self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def _encoding_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except av.error.FFmpegError as error:
        if isinstance(error, OSError) and error.errno in errno.errorcode:
            raise  # the operating system's own, such as a full disk
        raise OutputError(Code.OUTPUT_FAILED, path=str(path), reason=str(error)) from error


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


def _comment_chunk(comment: str) -> bytes:
    """A LIST chunk of kind INFO with an ICMT text, each chunk padded to an even length."""
    text = comment.encode("ascii", errors="replace") + b"\0"
    text += b"\0" * (len(text) % 2)
    return struct.pack("<4sI4s4sI", b"LIST", 12 + len(text), b"INFO", b"ICMT", len(text)) + text
