"""Small audio files, whole and damaged, made on the spot."""

import struct
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


def write_with_ffmpeg(path: Path, samples: Float32, rate_hz: int, *, codec: str) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
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
