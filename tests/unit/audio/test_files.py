from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import AudioFile, open_audio, read_audio
from engine.errors import AudioError
from engine.messages import Code, Message
from tests.helpers.audio_files import (
    cut,
    damage,
    patch_wav_lengths,
    patch_wav_rate,
    tone,
    write_tracks,
    write_wav,
    write_with_ffmpeg,
)
from tests.helpers.raising import raises


def read_all(path: Path, *, channel: int | None = None) -> tuple[Float32, AudioFile]:
    with open_audio(path, channel=channel) as file:
        return np.concatenate(list(file)), file


def loudest_hz(samples: Float32) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * SOURCE_RATE_HZ / len(samples))


@pytest.mark.parametrize(
    "rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]
)
def test_every_rate_comes_out_at_16_khz(tmp_path: Path, rate_hz: int) -> None:
    samples, file = read_all(write_wav(tmp_path / "a.wav", tone(rate_hz, 1.5), rate_hz))
    assert file.rate_hz == rate_hz
    assert file.duration_s == pytest.approx(1.5, abs=0.001)
    assert file.damage is None
    assert samples.dtype == np.float32
    assert abs(len(samples) - 24_000) <= 1
    assert loudest_hz(samples) == pytest.approx(440, abs=1)
    assert np.abs(samples[2_000:-2_000]).max() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.flac", lambda path: soundfile.write(path, tone(48_000, 2), 48_000)),
        ("a.mp3", lambda path: soundfile.write(path, tone(48_000, 2), 48_000)),
        ("a.ogg", lambda path: soundfile.write(path, tone(48_000, 2), 48_000)),
        (
            "a.opus",
            lambda path: soundfile.write(
                path, tone(48_000, 2), 48_000, format="OGG", subtype="OPUS"
            ),
        ),
        ("a.m4a", lambda path: write_with_ffmpeg(path, tone(44_100, 2), 44_100, codec="aac")),
        ("a.aac", lambda path: write_with_ffmpeg(path, tone(44_100, 2), 44_100, codec="aac")),
        ("a.webm", lambda path: write_with_ffmpeg(path, tone(48_000, 2), 48_000, codec="libopus")),
        ("a.mp4", lambda path: write_with_ffmpeg(path, tone(48_000, 2), 48_000, codec="aac")),
    ],
)
def test_every_format_is_heard(tmp_path: Path, name: str, write: Callable[[Path], object]) -> None:
    write(tmp_path / name)
    samples, file = read_all(tmp_path / name)
    assert len(samples) == pytest.approx(32_000, abs=2_000)
    assert loudest_hz(samples) == pytest.approx(440, abs=1)
    assert file.damage is None


def test_the_format_is_told_from_the_content_and_not_from_the_ending(tmp_path: Path) -> None:
    samples, _ = read_all(write_wav(tmp_path / "speech.mp3", tone(16_000, 1), 16_000))
    assert len(samples) == 16_000


def test_two_channels_are_mixed_by_their_mean(tmp_path: Path) -> None:
    left, right = tone(16_000, 1), tone(16_000, 1, frequency_hz=1_000)
    path = write_wav(tmp_path / "a.wav", np.stack([left, right], axis=1), 16_000, subtype="FLOAT")
    samples, _ = read_all(path)
    np.testing.assert_allclose(samples, (left + right) / 2, atol=1e-6)


def test_a_channel_upside_down_does_not_silence_the_other(tmp_path: Path) -> None:
    sound = tone(16_000, 1)
    silence = np.zeros(8_000, np.float32)
    left = np.concatenate([silence, sound])
    path = write_wav(tmp_path / "a.wav", np.stack([left, -left], 1), 16_000, subtype="FLOAT")
    samples, _ = read_all(path)
    np.testing.assert_allclose(samples, left, atol=1e-6)


def test_one_of_many_channels_can_be_chosen(tmp_path: Path) -> None:
    channels = np.stack([tone(16_000, 1, frequency_hz=300.0 * (n + 1)) for n in range(8)], axis=1)
    path = write_wav(tmp_path / "a.wav", channels, 16_000, subtype="FLOAT")
    samples, _ = read_all(path, channel=3)
    np.testing.assert_array_equal(samples, channels[:, 2])


def test_more_than_two_channels_are_mixed_and_said_to_be(tmp_path: Path) -> None:
    channels = np.stack([tone(16_000, 1, frequency_hz=300.0 * (n + 1)) for n in range(8)], axis=1)
    path = write_wav(tmp_path / "a.wav", channels, 16_000, subtype="FLOAT")
    samples, file = read_all(path)
    np.testing.assert_allclose(samples, channels.mean(axis=1), atol=1e-6)
    assert [notice.code for notice in file.notices] == [Code.AUDIO_CHANNELS_MIXED]
    samples, file = read_all(path, channel=8)
    np.testing.assert_array_equal(samples, channels[:, 7])
    assert not file.notices
    with pytest.raises(AudioError) as refused:
        open_audio(path, channel=9)
    assert refused.value.code is Code.AUDIO_CHANNEL_UNKNOWN


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"This is not audio at all.\n" * 50, "is not audio"),
        (bytes(range(256)) * 40, "is not audio"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "is not audio"),
    ],
)
def test_what_is_not_audio_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(AudioError, match=reason):
        open_audio(path)


@pytest.mark.parametrize("ending", [".raw", ".txt", ".wav", ""])
def test_text_is_refused_whatever_its_ending(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text("Bonjour tout le monde. " * 100)
    with pytest.raises(AudioError) as caught:
        open_audio(path)
    # FFmpeg takes some texts for the art of another age.
    assert caught.value.code in (Code.AUDIO_UNSUPPORTED, Code.AUDIO_NO_TRACK)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="There is no file"):
        open_audio(tmp_path / "none.wav")
    with pytest.raises(AudioError, match="is a folder"):
        open_audio(tmp_path)


def test_a_video_without_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(AudioError, match="has no sound track"):
        open_audio(path)


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(16_000, 1), 16_000)
    path.write_bytes(path.read_bytes()[:44])
    with raises(AudioError, Code.AUDIO_UNDECODABLE):
        open_audio(path)


def test_a_rate_of_zero_is_named(tmp_path: Path) -> None:
    path = patch_wav_rate(write_wav(tmp_path / "a.wav", tone(16_000, 1), 16_000), 0)
    with raises(AudioError, Code.AUDIO_HEADER_DAMAGED):
        open_audio(path)


@pytest.mark.parametrize("rate_hz", [1, 4_000, 7_999, 192_001, 655_350])
def test_absurd_rates_are_refused(tmp_path: Path, rate_hz: int) -> None:
    path = patch_wav_rate(write_wav(tmp_path / "a.wav", tone(16_000, 1), 16_000), rate_hz)
    with pytest.raises(AudioError, match=f"sample rate of {rate_hz} Hz"):
        open_audio(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("at", [0, 40_000])
def test_values_that_are_not_numbers_are_refused_with_their_place(
    tmp_path: Path, value: float, at: int
) -> None:
    samples = tone(16_000, 3)
    samples[at] = value
    path = write_wav(tmp_path / "a.wav", samples, 16_000, subtype="FLOAT")
    with pytest.raises(AudioError, match=rf"not a number, at {at / 16_000:g} s"):
        read_all(path)


def test_a_cut_wav_is_read_as_far_as_it_goes_and_said_to_be_short(tmp_path: Path) -> None:
    path = cut(write_wav(tmp_path / "a.wav", tone(16_000, 4), 16_000), keep=0.5)
    samples, file = read_all(path)
    assert len(samples) == pytest.approx(32_000, abs=50)
    assert file.damage is not None
    assert str(file.damage) == "a.wav ends after 2 s, although its header says 4 s."


@pytest.mark.parametrize("ending", ["flac", "mp3"])
def test_cut_compressed_files_are_read_as_far_as_they_go(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    noise = np.random.default_rng(1).standard_normal(48_000 * 4).astype(np.float32) * 0.1
    soundfile.write(path, noise, 48_000)
    samples, file = read_all(cut(path, keep=0.5))
    assert len(samples) == pytest.approx(32_000, rel=0.25)
    assert file.damage is not None


def test_a_cut_m4a_is_refused(tmp_path: Path) -> None:
    path = write_with_ffmpeg(tmp_path / "a.m4a", tone(44_100, 2), 44_100, codec="aac")
    with pytest.raises(AudioError):
        open_audio(cut(path, keep=0.5))


@pytest.mark.parametrize("length", [0, 0xFFFF_FFFF, 0x7FFF_FFFF])
def test_a_wav_from_a_pipe_is_whole(tmp_path: Path, length: int) -> None:
    path = patch_wav_lengths(write_wav(tmp_path / "a.wav", tone(16_000, 2), 16_000), length)
    samples, file = read_all(path)
    assert len(samples) == 32_000
    assert file.damage is None


def test_clipping_and_a_constant_offset_pass(tmp_path: Path) -> None:
    samples = np.clip(tone(16_000, 1) * 8 + 0.4, -1, 1)
    heard, _ = read_all(write_wav(tmp_path / "a.wav", samples, 16_000))
    assert len(heard) == 16_000


def test_a_long_file_is_never_held_whole(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", np.zeros(48_000 * 120, np.float32), 48_000)
    with open_audio(path) as file:
        sizes = [len(block) for block in file]
    assert sum(sizes) == 16_000 * 120
    assert max(sizes) <= 16_000


@pytest.mark.parametrize("longest_s", [None, 0.25, 5.0])
def test_a_recording_is_read_whole_or_to_a_length(tmp_path: Path, longest_s: float | None) -> None:
    path = tmp_path / "said.wav"
    soundfile.write(path, np.full(SOURCE_RATE_HZ, 0.25), SOURCE_RATE_HZ, subtype="FLOAT")
    samples = read_audio(path, longest_s=longest_s)
    assert samples.size == (SOURCE_RATE_HZ // 4 if longest_s == 0.25 else SOURCE_RATE_HZ)
    assert samples.dtype == np.float32
    assert np.all(samples == 0.25)


def _rises(samples: Float32) -> list[float]:
    """Where sound begins after silence, in seconds."""
    step = SOURCE_RATE_HZ // 100
    frames = samples[: len(samples) // step * step].reshape(-1, step)
    is_loud = np.abs(frames).max(axis=1) > 0.1
    return [i / 100 for i in np.flatnonzero(is_loud & ~np.roll(is_loud, 1)) if i or is_loud[0]]


@pytest.mark.parametrize("ending", ["mkv", "mp4", "ts", "mov", "webm"])
def test_sound_that_starts_late_in_its_container_stays_late(tmp_path: Path, ending: str) -> None:
    path = write_tracks(
        tmp_path / f"a.{ending}", [[(2.0, tone(48_000, 1.0)), (5.0, tone(48_000, 1.0))]]
    )
    samples, file = read_all(path)
    first, second = _rises(samples)
    assert first == pytest.approx(2.0, abs=0.06)
    assert second == pytest.approx(5.0, abs=0.06)
    assert file.damage is None


def _noise(seconds: float) -> Float32:
    return np.random.default_rng(1).normal(0, 0.1, round(48_000 * seconds)).astype(np.float32)


@pytest.mark.parametrize("ending", ["m4a", "ts", "mp3", "flac", "ogg", "mkv"])
def test_reading_goes_on_behind_damage_and_says_where_it_was(tmp_path: Path, ending: str) -> None:
    sound = np.concatenate([_noise(4.0), np.zeros(48_000, np.float32), tone(48_000, 3.0)])
    path = tmp_path / f"a.{ending}"
    if ending in ("flac", "ogg"):
        soundfile.write(path, sound, 48_000)
    else:
        codec = "mp3" if ending == "mp3" else ""
        write_tracks(path, [[(0.0, sound)]], has_video=False, codec=codec)
    damage(path, at=0.3, n_bytes=1_024)
    samples, file = read_all(path)
    assert len(samples) == pytest.approx(8 * SOURCE_RATE_HZ, rel=0.05)
    assert _rises(samples)[-1] == pytest.approx(5.0, abs=0.3)
    assert file.damage is not None
    assert file.damage.code is Code.AUDIO_DAMAGED
    assert 0.5 < float(str(file.damage.parameters["second"])) < 4.5
    # Matroska is read on at its next cluster, which begins seconds later.
    assert float(str(file.damage.parameters["lost_s"])) < (5.5 if ending == "mkv" else 1.5)


def test_a_rate_that_changes_within_a_file_changes_nothing_else(tmp_path: Path) -> None:
    parts = []
    for rate_hz in (44_100, 22_050):
        part = write_with_ffmpeg(
            tmp_path / f"{rate_hz}.mp3", tone(rate_hz, 2), rate_hz, codec="mp3"
        )
        parts.append(part.read_bytes())
    path = tmp_path / "joined.mp3"
    path.write_bytes(b"".join(parts))
    samples, _ = read_all(path)
    assert len(samples) == pytest.approx(4 * SOURCE_RATE_HZ, rel=0.05)
    assert loudest_hz(samples[: 2 * SOURCE_RATE_HZ]) == pytest.approx(440, abs=2)
    assert loudest_hz(samples[-SOURCE_RATE_HZ:]) == pytest.approx(440, abs=2)


def test_the_default_track_is_heard_unless_nobody_speaks_on_it(tmp_path: Path) -> None:
    silence, low, high = (
        np.zeros(96_000, np.float32),
        tone(48_000, 2),
        tone(48_000, 2, frequency_hz=1_000),
    )
    path = write_tracks(tmp_path / "a.mkv", [[(0.0, silence)], [(0.0, low)], [(0.0, high)]])
    samples, file = read_all(path)
    assert loudest_hz(samples) == pytest.approx(440, abs=1)
    assert file.notices == [Message(Code.AUDIO_TRACK_CHOSEN, file="a.mkv", track=2, tracks=3)]
    path = write_tracks(
        tmp_path / "b.mkv", [[(0.0, silence)], [(0.0, low)], [(0.0, high)]], default=2
    )
    assert loudest_hz(read_all(path)[0]) == pytest.approx(1_000, abs=1)
    with open_audio(path, track=2) as named:
        assert loudest_hz(np.concatenate(list(named))) == pytest.approx(440, abs=1)
        assert not named.notices
    with pytest.raises(AudioError) as refused:
        open_audio(path, track=4)
    assert refused.value.parameters == {"file": "b.mkv", "track": 4, "tracks": 3}


def test_a_judge_of_speech_is_asked_for_tracks(tmp_path: Path) -> None:
    tracks = [[(0.0, tone(48_000, 2))], [(0.0, tone(48_000, 2, frequency_hz=1_000))]]
    path = write_tracks(tmp_path / "a.mkv", tracks)
    with open_audio(path, has_speech=lambda samples: loudest_hz(samples) > 900) as file:
        assert loudest_hz(np.concatenate(list(file))) == pytest.approx(1_000, abs=1)


@pytest.mark.parametrize("front", [b"", bytes(300)], ids=["at once", "after zeros"])
@pytest.mark.parametrize("hurt", ["whole", "damaged", "cut"])
def test_no_library_writes_to_the_terminal_over_the_captions(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], hurt: str, front: bytes
) -> None:
    path = write_with_ffmpeg(tmp_path / "a.mp3", tone(44_100, 4), 44_100, codec="mp3")
    if hurt == "damaged":
        damage(path, at=0.5, n_bytes=1_000)
    elif hurt == "cut":
        cut(path, keep=0.5)
    path.write_bytes(front + path.read_bytes())
    with open_audio(path) as file:
        assert sum(len(block) for block in file) > SOURCE_RATE_HZ
        assert file.damage is not None or hurt != "damaged"
    assert capfd.readouterr() == ("", "")
