"""Recordings of any format and length as 16 kHz mono blocks on the container's time line.

Uncompressed files are read by libsndfile, all others by FFmpeg. Where a container says that sound
starts late or pauses, silence stands for what is not there, so that sample n of what comes out is
always n / 16000 s into the recording. Behind damaged data reading goes on; `AudioFile.damage` says
afterwards where it was and how much was lost.
"""

import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Protocol, Self, TypeAlias

import av
import av.container
import numpy as np
import soundfile
from av.audio.stream import AudioStream

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.resample import HIGHEST_RATE_HZ, LOWEST_RATE_HZ, Resampler, check_rate
from engine.errors import AudioError
from engine.messages import Code, Message

HasSpeech: TypeAlias = Callable[[Float32], bool]
"""Given [n] samples at SOURCE_RATE_HZ: whether somebody speaks in them."""

UNKNOWN_LENGTH: Final = frozenset({0, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FFF_F000, 0xFFFF_F000})
"""Lengths that programs writing to a pipe leave behind, and the one that RF64 uses."""

_LARGEST_HEADER_BYTES: Final = 1 << 20

_BLOCK_SAMPLES: Final = 8_192
"""Small enough that little is lost where a damaged file ends, large enough to be cheap."""

_JITTER_S: Final = 0.1
"""Time stamps that are off by less say nothing: containers round them, encoders pad."""

_GAPLESS_JITTER_S: Final = 0.03
"""The same where sound follows on sound and time stamps count samples."""

_TOLERATED_SHORTFALL_S: Final = 0.25
"""Compressed formats count the padding of their first and last frames; that is no damage."""

_MOST_READ_ERRORS: Final = 1_000
"""In a row, without a packet between them: the file is beyond reading."""

_PROBED_S: Final = 120.0
"""How much of a track is looked at to see whether somebody speaks on it."""

_AUDIBLE: Final = 10 ** (-50 / 20)

_GAPLESS: Final = frozenset({"aac", "flac", "mp3", "ogg"})
"""FFmpeg's names of formats that have nothing but sound from beginning to end."""

_LONGEST_FRONT_BYTES: Final = 1 << 16

_COMPRESSED: Final = (b"fLaC", b"OggS", b"ID3")
"""How files begin that libsndfile reads too, but gives up at the first damage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WavHeader:
    """What the header of a WAV file promises, before any library corrects it.

    libsndfile answers a rate of 0 Hz with "SF_INFO struct incomplete" and silently shortens a file
    whose data end early. Layout: Microsoft, "Multimedia Programming Interface and Data
    Specifications 1.0", 1991, "Waveform Audio File Format"; RF64: EBU Tech 3306.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decoded:
    """A run of samples as the file has them.

    Attributes:
        samples: [n, channels], -1 to 1.
        rate_hz: of these samples; it may change within a file.
        gap_s: how long, by the time line of the container, nothing is there before them.
    """

    samples: Float32
    rate_hz: int
    gap_s: float


class _Decoder(Protocol):
    """An open file.

    Attributes:
        rate_hz: sample rate of its beginning.
        channels: of its beginning.
        duration_s: what the header promises, if it says.
        notices: what a user should know about what is read.
        first_error_s: where data could not be decoded for the first time; None for nowhere.
    """

    rate_hz: int
    channels: int
    duration_s: float | None
    notices: list[Message]
    first_error_s: float | None

    def blocks(self) -> Iterator[_Decoded]:
        """Yield what can be decoded, in order."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


def _open_decoder(path: Path, name: str, track: int | None, has_speech: HasSpeech) -> _Decoder:
    """Open an audio file with the library that reads it best."""
    _check_readable(path, name)
    header = read_wav_header(path)
    if header is not None and header.rate_hz == 0:
        raise AudioError(Code.AUDIO_HEADER_DAMAGED, file=name)
    is_left_open = header is not None and header.written_without_length
    # libsndfile takes this ending for headerless samples, whose rate it then wants to be told.
    if not is_left_open and path.suffix.lower() != ".raw" and not _is_compressed(path):
        try:
            decoder = _SndfileDecoder(path, header)
        except soundfile.LibsndfileError:
            pass  # FFmpeg knows more formats and gives the better reason where it fails too
        else:
            if track not in (None, 1):
                decoder.close()
                raise AudioError(Code.AUDIO_TRACK_UNKNOWN, file=name, track=track or 0, tracks=1)
            return decoder
    return _FfmpegDecoder(path, name, track, has_speech)


def _is_compressed(path: Path) -> bool:
    with path.open("rb") as file:
        # Recorders and tag editors leave zeros in front, which libsndfile passes over too.
        head = file.read(_LONGEST_FRONT_BYTES).lstrip(b"\0")[:4]
    # Without a tag, MP3 begins with the eleven set bits of a frame (ISO/IEC 11172-3, 2.4.1.3).
    is_frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
    return is_frame or head.startswith(_COMPRESSED)


class _SndfileDecoder:
    """WAV, AIFF and the other uncompressed formats of libsndfile."""

    def __init__(self, path: Path, header: WavHeader | None) -> None:
        self._file = soundfile.SoundFile(path)
        self.rate_hz: int = self._file.samplerate
        self.channels: int = self._file.channels
        missing = header.missing_samples if header is not None and self._file.frames else 0
        self.duration_s: float | None = (self._file.frames + missing) / max(1, self.rate_hz)
        self.notices: list[Message] = []
        self.first_error_s: float | None = None

    def blocks(self) -> Iterator[_Decoded]:
        n_read = 0
        while True:
            try:
                block: Float32 = self._file.read(_BLOCK_SAMPLES, dtype="float32", always_2d=True)
            except soundfile.LibsndfileError:
                self.first_error_s = n_read / self.rate_hz
                return
            if len(block) == 0:
                return
            n_read += len(block)
            yield _Decoded(samples=block, rate_hz=self.rate_hz, gap_s=0.0)

    def close(self) -> None:
        self._file.close()


class _FfmpegDecoder:
    """One sound track of whatever FFmpeg opens: FLAC, MP3, Ogg, m4a, webm, mp4, mkv, wma..."""

    def __init__(self, path: Path, name: str, track: int | None, has_speech: HasSpeech) -> None:
        self.notices: list[Message] = []
        self.first_error_s: float | None = None
        self._position_s = 0.0
        self._container = _open_container(path, name)
        try:
            streams = self._container.streams.audio
            chosen = _choose_track(path, name, streams, track, has_speech)
            if track is None and len(streams) > 1:
                self.notices.append(
                    Message(
                        Code.AUDIO_TRACK_CHOSEN, file=name, track=chosen + 1, tracks=len(streams)
                    )
                )
            self._stream = streams[chosen]
            self._is_gapless = self._container.format.name in _GAPLESS
            # A container may begin at any time; players show its beginning as 0.
            self._begin_s = (self._container.start_time or 0) / av.time_base
            self.duration_s = self._promised_s()
            # The format is taken from the first frame: what the container says is only a guess
            # (AAC with band replication doubles the rate while decoding).
            self._planar = av.AudioResampler(format="fltp")
            self._decoded = self._decode()
            self._first = self._first_block(name)
        except BaseException:
            self._container.close()
            raise
        self.rate_hz = self._first.rate_hz
        self.channels = self._first.samples.shape[1]

    def blocks(self) -> Iterator[_Decoded]:
        yield self._first
        yield from self._decoded

    def close(self) -> None:
        self._container.close()

    def _first_block(self, name: str) -> _Decoded:
        first = next(self._decoded, None)
        if first is None:
            raise AudioError(Code.AUDIO_UNDECODABLE, file=name)
        return first

    def _promised_s(self) -> float | None:
        stream = self._stream
        if stream.duration is None or stream.time_base is None:
            if self._container.duration is None or len(self._container.streams) > 1:
                return None
            return self._container.duration / av.time_base
        start_s = float((stream.start_time or 0) * stream.time_base) - self._begin_s
        return max(0.0, start_s) + float(stream.duration * stream.time_base)

    def _decode(self) -> Iterator[_Decoded]:
        is_begun = False
        for frame in self._frames():
            if is_begun and not LOWEST_RATE_HZ <= frame.sample_rate <= HIGHEST_RATE_HZ:
                self._note_error()
                continue
            planes = [part.to_ndarray() for part in self._resampled(frame)]
            if planes:
                samples = np.concatenate(planes, axis=1).T.astype(np.float32, copy=False)
                gap_s = self._gap_s(frame)
                if gap_s and is_begun and self._is_gapless:
                    # FLAC and Ogg drop what is damaged without a word.
                    self._note_error()
                is_begun = True
                self._position_s += gap_s + len(samples) / frame.sample_rate
                yield _Decoded(samples=samples, rate_hz=frame.sample_rate, gap_s=gap_s)

    def _frames(self) -> Iterator[av.AudioFrame]:
        for packet in _packets(self._container, self._stream, on_error=self._note_error):
            try:
                yield from self._stream.decode(packet)
            except (av.error.FFmpegError, ValueError):
                self._note_error()

    def _gap_s(self, frame: av.AudioFrame) -> float:
        """How long nothing is there before a frame."""
        if frame.time is None:
            return 0.0
        start_s = frame.time - self._begin_s
        length = self._container.duration
        if length is not None and start_s > length / av.time_base:
            return 0.0  # behind the end of the recording: damaged, not late
        gap_s = start_s - self._position_s
        return gap_s if gap_s > (_GAPLESS_JITTER_S if self._is_gapless else _JITTER_S) else 0.0

    def _resampled(self, frame: av.AudioFrame) -> list[av.AudioFrame]:
        try:
            return self._planar.resample(frame)
        except ValueError:
            # The format changed within the file; it is made planar by another resampler.
            self._planar = av.AudioResampler(format="fltp")
            return self._planar.resample(frame)

    def _note_error(self) -> None:
        if self.first_error_s is None:
            self.first_error_s = self._position_s


def _open_container(path: Path, name: str) -> av.container.InputContainer:
    try:
        # A playlist must not make the program read other files or the network.
        return av.open(
            f"file:{path}", options={"protocol_whitelist": "file"}, metadata_errors="ignore"
        )
    except (av.error.FFmpegError, ValueError) as error:
        raise AudioError(Code.AUDIO_UNSUPPORTED, file=name) from error


def _packets(
    container: av.container.InputContainer,
    stream: AudioStream,
    *,
    on_error: Callable[[], None],
) -> "Iterator[av.Packet[AudioStream]]":
    """Yield the packets of a stream, also those behind places that cannot be read."""
    n_errors = 0
    while n_errors < _MOST_READ_ERRORS:
        try:
            for packet in container.demux(stream):
                n_errors = 0
                yield packet
        except (av.error.FFmpegError, ValueError):
            on_error()
            n_errors += 1
        else:
            return


def _choose_track(
    path: Path,
    name: str,
    streams: tuple[AudioStream, ...],
    track: int | None,
    has_speech: HasSpeech,
) -> int:
    """The one that is asked for, the container's own choice, or the first on which one speaks."""
    if not streams:
        raise AudioError(Code.AUDIO_NO_TRACK, file=name)
    if track is not None:
        if not 1 <= track <= len(streams):
            raise AudioError(Code.AUDIO_TRACK_UNKNOWN, file=name, track=track, tracks=len(streams))
        return track - 1
    order = sorted(range(len(streams)), key=lambda number: not _is_default(streams[number]))
    if len(order) > 1:
        for number in order:
            if has_speech(_beginning(path, name, number)):
                return number
    return order[0]


def _is_default(stream: AudioStream) -> bool:
    return bool(stream.disposition & av.stream.Disposition.default)


def _beginning(path: Path, name: str, track: int) -> Float32:
    """[n] at SOURCE_RATE_HZ: what a track begins with; as far as it can be decoded."""
    with open_audio(path, track=track + 1, name=name) as file:
        return _joined(file, longest_s=_PROBED_S)


def is_audible(samples: Float32) -> bool:
    """Whether there is more than noise in [n] samples at SOURCE_RATE_HZ: half a second of it."""
    step = SOURCE_RATE_HZ // 50
    frames = samples[: len(samples) // step * step].reshape(-1, step)
    return int((np.sqrt(np.square(frames).mean(axis=1)) > _AUDIBLE).sum()) >= 25


def _check_readable(path: Path, name: str) -> None:
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
        raise AudioError(Code.AUDIO_FILE_EMPTY, file=name)


def open_audio(
    path: Path,
    *,
    channel: int | None = None,
    track: int | None = None,
    name: str = "",
    has_speech: HasSpeech = is_audible,
) -> "AudioFile":
    """Open a file for reading as 16 kHz mono.

    Args:
        path: anything that libsndfile or FFmpeg reads.
        channel: take this one alone, counted from 1; None mixes them by their mean.
        track: take this one, counted from 1; None takes the one that the container calls its
            default, or where nobody speaks on it the first on which somebody does.
        name: what to call the file; its own name if empty.
        has_speech: judges a track.

    Raises:
        AudioError: the file is missing, empty, not audio, has an impossible sample rate, or not
            the channel or track that is named.
    """
    name = name or path.name
    decoder = _open_decoder(path, name, track, has_speech)
    try:
        check_rate(decoder.rate_hz, name)
        _check_channel(channel, decoder.channels, name)
        return AudioFile(decoder, name=name, channel=channel)
    except BaseException:
        decoder.close()
        raise


def _check_channel(channel: int | None, channels: int, name: str) -> None:
    if channel is not None and not 1 <= channel <= channels:
        raise AudioError(Code.AUDIO_CHANNEL_UNKNOWN, file=name, channel=channel, channels=channels)


def read_audio(path: Path, *, longest_s: float | None = None, name: str | None = None) -> Float32:
    """[n] float32 at SOURCE_RATE_HZ: a whole recording, or its beginning.

    Args:
        path: anything that libsndfile or FFmpeg reads.
        longest_s: what comes later is not decoded; None takes all.
        name: what errors call it; the file's own if None.

    Raises:
        AudioError: as `open_audio`, or a sample is not a finite number.
    """
    with open_audio(path, name=name or "") as file:
        return _joined(file, longest_s=longest_s)


def _joined(file: "AudioFile", *, longest_s: float | None) -> Float32:
    most = math.inf if longest_s is None else longest_s * SOURCE_RATE_HZ
    blocks: list[Float32] = [np.zeros(0, np.float32)]
    n_samples = 0
    for block in file:
        blocks.append(block)
        n_samples += len(block)
        if n_samples >= most:
            break
    whole = np.concatenate(blocks)
    return whole if longest_s is None else whole[: round(most)]


_SILENT_POWER: Final = 1e-8  # -80 dBFS
_ANTIPHASE_SHARE: Final = 0.01


class AudioFile:
    """An open recording; iterate over it once for its blocks, each [n] float32 at 16 kHz.

    Attributes:
        name: for messages.
        rate_hz: the file's own sample rate.
        channels: the file's own channels.
        duration_s: what the header promises, None where it does not say.
        notices: what a user should know beforehand: which track is heard, what is mixed.
        damage: after reading, what could not be read; None for a whole file.
    """

    def __init__(self, decoder: _Decoder, *, name: str, channel: int | None) -> None:
        self._decoder = decoder
        self._channel = channel
        self._decoded = decoder.blocks()
        self.name: Final = name
        self.rate_hz: Final = decoder.rate_hz
        self.channels: Final = decoder.channels
        self.duration_s: Final = decoder.duration_s
        self.notices: Final = list(decoder.notices)
        if channel is None and decoder.channels > 2:
            self.notices.append(
                Message(Code.AUDIO_CHANNELS_MIXED, file=name, channels=decoder.channels)
            )
        self.damage: Message | None = None
        self._lost_s = 0.0
        # Told by the first block that is no silence.
        self._is_antiphase: bool | None = None
        # A file of which nothing can be decoded is refused when it is opened, not when it plays.
        self._first = next(self._decoded, None)
        if self._first is None:
            raise AudioError(Code.AUDIO_UNDECODABLE, file=name)

    def __iter__(self) -> Iterator[Float32]:
        """Yield the blocks.

        Raises:
            AudioError: a sample is not a finite number.
        """
        resampler = Resampler(from_hz=self.rate_hz, to_hz=SOURCE_RATE_HZ)
        # Both count what has been given to the resampler: in seconds of the recording.
        position_s = 0.0
        rate_hz = self.rate_hz
        decoded = self._first
        while decoded is not None:
            gap_s = decoded.gap_s
            if gap_s or decoded.rate_hz != rate_hz:
                yield from _if_any(resampler.flush())
                rate_hz = decoded.rate_hz
                resampler = Resampler(from_hz=rate_hz, to_hz=SOURCE_RATE_HZ)
            if gap_s:
                if self._decoder.first_error_s is not None and position_s > 0:
                    self._lost_s += gap_s
                yield from _silence(round(gap_s * SOURCE_RATE_HZ))
                position_s += gap_s
            yield from _if_any(resampler.push(self._mono(decoded.samples, position_s, rate_hz)))
            position_s += len(decoded.samples) / rate_hz
            decoded = next(self._decoded, None)
        yield from _if_any(resampler.flush())
        self.damage = self._damage(position_s)

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

    def _damage(self, read_s: float) -> Message | None:
        missing_s = 0.0 if self.duration_s is None else self.duration_s - read_s
        is_short = missing_s > _TOLERATED_SHORTFALL_S
        if self._decoder.first_error_s is not None:
            lost_s = self._lost_s + max(0.0, missing_s)
            return Message(
                Code.AUDIO_DAMAGED,
                file=self.name,
                second=round(self._decoder.first_error_s, 1),
                lost_s=round(lost_s, 1),
            )
        if is_short and self.duration_s is not None:
            return Message(
                Code.AUDIO_ENDS_EARLY,
                file=self.name,
                end_s=round(read_s, 1),
                promised_s=round(self.duration_s, 1),
            )
        return None

    def _mono(self, block: Float32, position_s: float, rate_hz: int) -> Float32:
        if not np.isfinite(block).all():
            bad = int(np.flatnonzero(~np.isfinite(block).all(axis=1))[0])
            raise AudioError(
                Code.AUDIO_INVALID_SAMPLE,
                file=self.name,
                second=round(position_s + bad / rate_hz, 2),
            )
        channels = block.shape[1]
        if self._channel is not None:
            # A later part of the file may have fewer.
            return np.ascontiguousarray(block[:, min(self._channel, channels) - 1])
        if channels == 1:
            return np.ascontiguousarray(block[:, 0])
        return self._mixed(block)

    def _mixed(self, block: Float32) -> Float32:
        """Mix channels down; of two that are each other upside down, take their difference."""
        mixed: Float32 = np.mean(block, axis=1, dtype=np.float32)
        if block.shape[1] != 2:
            return mixed
        if self._is_antiphase is None:
            power = float(np.square(block, dtype=np.float64).mean())
            if power > _SILENT_POWER:
                mixed_power = float(np.square(mixed, dtype=np.float64).mean())
                self._is_antiphase = mixed_power < _ANTIPHASE_SHARE * power
        if not self._is_antiphase:
            return mixed
        return np.ascontiguousarray((block[:, 0] - block[:, 1]) / 2, np.float32)


def _if_any(block: Float32) -> Iterator[Float32]:
    if block.size:
        yield block


def _silence(n_samples: SampleIndex) -> Iterator[Float32]:
    """Silence in steps, so that an hour of it needs no large array."""
    while n_samples > 0:
        yield np.zeros(min(n_samples, SOURCE_RATE_HZ), np.float32)
        n_samples -= SOURCE_RATE_HZ
