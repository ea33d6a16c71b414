"""Small audio files, whole and damaged, made on the spot."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile

from engine.arrays import Float32


def tone(rate_hz: int, duration_s: float, *, frequency_hz: float = 440.0) -> Float32:
    times = np.arange(round(rate_hz * duration_s)) / rate_hz
    return (0.5 * np.sin(2 * np.pi * frequency_hz * times)).astype(np.float32)


def write_wav(path: Path, samples: Float32, rate_hz: int, *, subtype: str = "PCM_16") -> Path:
    soundfile.write(path, samples, rate_hz, format="WAV", subtype=subtype)
    return path


def write_with_ffmpeg(
    path: Path, samples: Float32, rate_hz: int, *, codec: str, bit_rate: int | None = None
) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        if bit_rate is not None:
            stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
        frame.sample_rate = rate_hz
        frame.pts = 0
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=rate_hz, frame_size=stream.frame_size
        )
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


def write_tracks(
    path: Path,
    tracks: Sequence[Sequence[tuple[float, Float32]]],
    *,
    has_video: bool = True,
    codec: str = "",
    default: int | None = None,
) -> Path:
    """Sound of 48 kHz at given seconds on each track, beside two seconds of picture a track."""
    codec = codec or ("libopus" if path.suffix == ".webm" else "aac")
    with av.open(str(path), "w") as container:
        video = _black(container, "vp8" if codec == "libopus" else "mpeg4") if has_video else None
        streams = [_sound(container, codec) for _ in tracks]
        for number, stream in enumerate(streams):
            if default is not None:
                kind = av.stream.Disposition.default if number == default else 0
                stream.disposition = av.stream.Disposition(kind)
        if video is not None:
            for position in range(100):
                image = np.zeros((64, 64, 3), np.uint8)
                picture = av.VideoFrame.from_ndarray(image, format="rgb24")
                picture.pts, picture.time_base = position, Fraction(1, 10)
                container.mux(video.encode(picture))
            container.mux(video.encode(None))
        for stream, spans in zip(streams, tracks, strict=True):
            for start_s, samples in spans:
                _encode(container, stream, start_s, samples)
            container.mux(stream.encode(None))
    return path


def _black(container: av.container.OutputContainer, codec: str) -> av.VideoStream:
    video = container.add_stream(codec, rate=10)
    assert isinstance(video, av.VideoStream)
    video.width = video.height = 64
    video.pix_fmt = "yuv420p"
    return video


def _sound(container: av.container.OutputContainer, codec: str) -> av.AudioStream:
    stream = container.add_stream(codec, rate=48_000)
    assert isinstance(stream, av.AudioStream)
    stream.layout = "mono"
    return stream


def _encode(
    container: av.container.OutputContainer,
    stream: av.AudioStream,
    start_s: float,
    samples: Float32,
) -> None:
    framer = av.AudioResampler(
        format=stream.format, layout="mono", rate=48_000, frame_size=stream.frame_size
    )
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
    frame.sample_rate = 48_000
    frame.pts = 0
    for number, part in enumerate([*framer.resample(frame), *framer.resample(None)]):
        part.pts = round(start_s * 48_000) + number * (stream.frame_size or part.samples)
        part.time_base = Fraction(1, 48_000)
        container.mux(stream.encode(part))


def damage(path: Path, *, at: float, n_bytes: int) -> Path:
    """Put noise in the place of some bytes, a share of the way into a file."""
    content = bytearray(path.read_bytes())
    start = int(len(content) * at)
    noise = np.random.default_rng(0).integers(0, 256, n_bytes, dtype=np.uint8)
    content[start : start + n_bytes] = noise.tobytes()
    path.write_bytes(content)
    return path


def cut(path: Path, *, keep: float) -> Path:
    """Keep only the first part of a file's bytes."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    return path


def patch_wav_rate(path: Path, rate_hz: int) -> Path:
    content = bytearray(path.read_bytes())
    content[24:28] = struct.pack("<I", rate_hz)
    path.write_bytes(content)
    return path


def patch_wav_lengths(path: Path, length: int) -> Path:
    """Write `length` where a program that writes to a pipe leaves its guess."""
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = struct.pack("<I", length)
    path.write_bytes(content)
    return path
