"""Blocks of samples out of a file, by libsndfile where it can and by FFmpeg elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

import av
import numpy as np
import soundfile

from engine.arrays import Float32
from engine.audio.wav_header import read_wav_header
from engine.errors import AudioError

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
        raise AudioError(
            f"{path.name} has a sample rate of 0 Hz, so its header is damaged; export it again."
        )
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
            raise AudioError(
                f"{path.name} is not audio that can be read here; convert it to WAV or FLAC."
            ) from error
        if not self._container.streams.audio:
            self._container.close()
            raise AudioError(
                f"{path.name} is not audio (it has no sound track); choose a file with sound."
            )
        self._stream = self._container.streams.audio[0]
        self._decoded = self._container.decode(self._stream)
        # What the container says is only a guess (AAC with band replication doubles the rate
        # while decoding), so the format is taken from the first frame.
        self._planar = av.AudioResampler(format="fltp")
        self._first = self._next_block()
        if self._first is None:
            self._container.close()
            raise AudioError(
                f"{path.name} holds no audio that can be decoded; export or download it again."
            )
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
        raise AudioError(f"{path} is a folder; name an audio file in it.")
    try:
        size_bytes = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise AudioError(f"There is no file {path}; check its name.") from error
    except OSError as error:
        raise AudioError(
            f"{path} cannot be opened ({error.strerror}); check its rights."
        ) from error
    if size_bytes == 0:
        raise AudioError(f"{path.name} is empty; choose a file that has audio in it.")
