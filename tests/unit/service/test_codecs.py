"""Sound formats: cut anywhere they give the same, and what goes out comes back in."""

import importlib
import io
import struct
import sys
import wave

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.writing import SYNTHETIC_MARK
from engine.errors import AudioError
from engine.service.codecs import (
    FRAME_MS,
    alaw_decoded,
    alaw_encoded,
    find_format,
    ulaw_decoded,
    ulaw_encoded,
)
from engine.service.wire import ProtocolError

_PCM = [f"pcm_{rate}" for rate in (8000, 16000, 22050, 24000, 44100, 48000)]
NAMES = ["pcm", *_PCM, "wav", "opus", "ulaw_8000", "mulaw_8000", "alaw_8000"]
ALL_VALUES = np.arange(65_536, dtype=np.uint16).view(np.int16)


def tone(rate_hz: int, seconds: float = 1.0) -> Float32:
    time = np.arange(round(rate_hz * seconds)) / rate_hz
    fade = np.minimum(1, 20 * np.minimum(time, seconds - time))
    samples: Float32 = (0.5 * fade * np.sin(2 * np.pi * 440 * time)).astype(np.float32)
    return samples


def encoded(name: str, seconds: float = 1.0) -> bytes:
    encoder = find_format(name).encoder()
    return b"".join([*encoder.push(tone(TARGET_RATE_HZ, seconds)), encoder.flush()])


def decoded(name: str, content: bytes, block: int = 1 << 30) -> Float32:
    decoder = find_format(name).decoder()
    pieces = [decoder.push(content[i : i + block]) for i in range(0, len(content), block)]
    return np.concatenate([*pieces, decoder.flush()])


def pitch_hz(samples: Float32, rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate_hz / len(samples))


# Python 3.13 has no audioop any more.
@pytest.mark.skipif(sys.version_info >= (3, 13), reason="this Python has no audioop")
@pytest.mark.filterwarnings("ignore:'audioop' is deprecated")
def test_companding_is_that_of_audioop() -> None:
    audioop = importlib.import_module("audioop")
    codes = bytes(range(256))
    assert ulaw_encoded(ALL_VALUES) == audioop.lin2ulaw(ALL_VALUES.tobytes(), 2)
    assert ulaw_decoded(codes).tobytes() == audioop.ulaw2lin(codes, 2)
    assert alaw_encoded(ALL_VALUES) == audioop.lin2alaw(ALL_VALUES.tobytes(), 2)
    assert alaw_decoded(codes).tobytes() == audioop.alaw2lin(codes, 2)


@pytest.mark.parametrize("name", NAMES)
def test_what_goes_out_is_what_was_said(name: str) -> None:
    content = encoded(name)
    # Plain pcm goes out at twice the rate at which it comes in.
    heard = decoded("pcm_48000" if name == "pcm" else name, content)
    assert abs(len(heard) - SOURCE_RATE_HZ) <= SOURCE_RATE_HZ * FRAME_MS // 1000
    assert pitch_hz(heard, SOURCE_RATE_HZ) == pytest.approx(440, abs=2)
    assert np.abs(heard).max() == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize("name", NAMES)
@given(block=st.integers(1, 5000))
@settings(max_examples=15, deadline=None)
def test_where_the_bytes_are_cut_does_not_matter(name: str, block: int) -> None:
    content = encoded(name, 0.3)
    whole = decoded(name, content)
    assert np.allclose(decoded(name, content, max(block, len(content) // 400)), whole, atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_chunks_are_of_80_ms(name: str) -> None:
    format_ = find_format(name)
    chunks = format_.encoder().push(tone(TARGET_RATE_HZ, 0.25))
    assert len(chunks) == 4
    assert format_.frame_size == format_.rate_hz * 80 // 1000
    if name.startswith("pcm"):
        assert {len(chunk) for chunk in chunks} == {2 * format_.frame_size}


@pytest.mark.parametrize("name", ["pcm_16000", "pcm_22050", "wav", "alaw_8000"])
@given(cuts=st.lists(st.integers(0, 24_000), max_size=6))
@settings(max_examples=20, deadline=None)
def test_a_clause_in_pieces_is_the_clause(name: str, cuts: list[int]) -> None:
    clause = tone(TARGET_RATE_HZ, 0.5)
    encoder = find_format(name).encoder()
    ends = [*sorted(cuts), len(clause)]
    chunks: list[bytes] = []
    for start, end in zip([0, *sorted(cuts)], ends, strict=True):
        chunks += encoder.push(clause[start:end], ends_clause=False)
    chunks += encoder.push(clause[:0], ends_clause=True)
    assert b"".join(chunks) == b"".join(find_format(name).encoder().push(clause))


@given(st.binary(max_size=3000), st.sampled_from(NAMES), st.integers(1, 700))
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_finite_sound_or_a_clear_error(
    content: bytes, name: str, block: int
) -> None:
    try:
        heard = decoded(name, content, block)
    except AudioError:
        return
    assert np.isfinite(heard).all()


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_opus_and_wav_give_finite_sound_or_a_clear_error(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["opus", "wav"]))
    content = bytearray(encoded(name, 0.2))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        heard = decoded(name, bytes(content), 501)
    except AudioError:
        return
    assert np.isfinite(heard).all()


def test_opus_is_read_by_libsndfile() -> None:
    samples, rate = soundfile.read(io.BytesIO(encoded("opus")))
    assert rate == TARGET_RATE_HZ
    assert len(samples) == round(TARGET_RATE_HZ * 1.04)  # 13 chunks
    assert pitch_hz(samples, rate) == pytest.approx(440, abs=2)


def test_opus_says_that_nobody_said_it() -> None:
    with soundfile.SoundFile(io.BytesIO(encoded("opus"))) as file:
        assert file.comment == SYNTHETIC_MARK


def test_opus_of_libsndfile_is_read() -> None:
    file = io.BytesIO()
    soundfile.write(file, tone(TARGET_RATE_HZ), TARGET_RATE_HZ, format="OGG", subtype="OPUS")
    heard = decoded("opus", file.getvalue(), 997)
    assert abs(len(heard) - SOURCE_RATE_HZ) < SOURCE_RATE_HZ // 20
    assert pitch_hz(heard, SOURCE_RATE_HZ) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(
    "subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW"]
)
@pytest.mark.parametrize(("rate_hz", "channels"), [(8_000, 1), (44_100, 2), (48_000, 1)])
def test_wav_of_any_kind(subtype: str, rate_hz: int, channels: int) -> None:
    file = io.BytesIO()
    samples = np.repeat(tone(rate_hz)[:, None], channels, axis=1)
    soundfile.write(file, samples, rate_hz, format="WAV", subtype=subtype)
    heard = decoded("wav", file.getvalue(), 4096)
    assert abs(len(heard) - SOURCE_RATE_HZ) <= 2
    assert pitch_hz(heard, SOURCE_RATE_HZ) == pytest.approx(440, abs=2)
    assert np.abs(heard).max() == pytest.approx(0.5, abs=0.02)


def test_wav_out_is_read_by_the_standard_library() -> None:
    content = encoded("wav", 0.5)
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2)
        assert len(file.readframes(1 << 20)) == len(content) - 44


def test_names_behind_the_samples_are_not_heard() -> None:
    file = io.BytesIO()
    soundfile.write(file, tone(16_000), 16_000, format="WAV", subtype="PCM_16")
    content = file.getvalue() + b"LIST" + struct.pack("<I", 2000) + b"\x7f" * 2000
    assert len(decoded("wav", content, 333)) == 16_000


@pytest.mark.parametrize("rate_hz", [0, 1, 4_000_000_000])
def test_a_wav_of_an_absurd_rate_is_refused(rate_hz: int) -> None:
    file = io.BytesIO()
    soundfile.write(file, tone(16_000, 0.1), 16_000, format="WAV", subtype="PCM_16")
    content = bytearray(file.getvalue())
    struct.pack_into("<I", content, 24, rate_hz)
    with pytest.raises(AudioError, match="Hz"):
        decoded("wav", bytes(content))


@pytest.mark.parametrize("name", ["", "mp3", "pcm_12345", "../wav"])
def test_a_format_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(ProtocolError, match="no audio format"):
        find_format(name)


def test_nothing_said_is_still_a_file() -> None:
    for name in ("wav", "opus"):
        assert len(find_format(name).encoder().flush()) >= 44
