import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from engine.audio.files import read_audio
from engine.audio.writing import SYNTHETIC_MARK, FlacWriter, WavWriter, create_audio
from engine.errors import OutputError
from engine.messages import Code
from tests.helpers.audio_files import tone
from tests.helpers.raising import raises

WRITE_AND_DIE = """
import os, signal, sys
from pathlib import Path
import numpy as np
from engine.audio.files import read_audio
from engine.audio.writing import create_audio
writer = create_audio(Path(sys.argv[1]))
for _ in range(50):
    writer.write(np.full(4_800, 0.25, np.float32))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    samples = tone(48_000, 1)
    with create_audio(tmp_path / name) as writer:
        for block in np.array_split(samples, 7):
            writer.write(block)
        assert writer.written_samples == len(samples)
    back, rate_hz = soundfile.read(tmp_path / name, dtype="float32")
    assert rate_hz == 48_000
    np.testing.assert_allclose(back, samples, atol=1 / 16_384)


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_synthetic_speech_says_so_in_the_file(tmp_path: Path, name: str) -> None:
    samples = tone(48_000, 0.5)
    for is_synthetic in (True, False):
        with create_audio(tmp_path / name, is_synthetic=is_synthetic) as writer:
            writer.write(samples[:10_000])
            writer.write(samples[10_000:])
        with soundfile.SoundFile(tmp_path / name) as file:
            assert file.frames == len(samples)
            assert file.comment == (SYNTHETIC_MARK if is_synthetic else "")
            np.testing.assert_allclose(file.read(), samples, atol=1 / 16_384)


def _synthetic(path: Path) -> Path:
    with create_audio(path, is_synthetic=True) as writer:
        writer.write(tone(48_000, 0.5))
    return path


def _comments(path: Path) -> str:
    with av.open(str(path)) as container:
        tags = [container.metadata, *(stream.metadata for stream in container.streams)]
    return "\n".join(value for one in tags for value in one.values())


def _convert(*command: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs `apt install {command[0]}`")
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - as it stands here


@pytest.mark.parametrize("source", ["a.wav", "a.flac"])
@pytest.mark.parametrize(
    "target", ["wav", "flac", "opus", "ogg", "mp3", "m4a", "mp4", "webm", "mka", "aiff"]
)
def test_the_mark_survives_conversion_by_ffmpeg(tmp_path: Path, source: str, target: str) -> None:
    path = _synthetic(tmp_path / source)
    _convert("ffmpeg", "-v", "error", "-i", str(path), str(tmp_path / f"b.{target}"))
    assert SYNTHETIC_MARK in _comments(tmp_path / f"b.{target}")


@pytest.mark.parametrize(("source", "is_kept"), [("a.wav", False), ("a.flac", True)])
@pytest.mark.parametrize("target", ["flac", "ogg"])
def test_sox_keeps_the_mark_of_flac_alone(
    tmp_path: Path, source: str, target: str, *, is_kept: bool
) -> None:
    path = _synthetic(tmp_path / source)
    _convert("sox", str(path), str(tmp_path / f"b.{target}"))
    assert (SYNTHETIC_MARK in _comments(tmp_path / f"b.{target}")) is is_kept


def test_bare_aac_has_no_room_for_the_mark(tmp_path: Path) -> None:
    path = _synthetic(tmp_path / "a.wav")
    _convert("ffmpeg", "-v", "error", "-i", str(path), str(tmp_path / "b.aac"))
    assert SYNTHETIC_MARK not in _comments(tmp_path / "b.aac")


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_full_scale_is_clipped_and_never_wraps(tmp_path: Path, name: str) -> None:
    with create_audio(tmp_path / name) as writer:
        writer.write(np.array([2.0, 1.0, -1.0, -2.0], np.float32))
    back, _ = soundfile.read(tmp_path / name, dtype="float32")
    np.testing.assert_allclose(back, [1.0, 1.0, -1.0, -1.0], atol=1e-4)


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_an_empty_recording_is_a_valid_file(tmp_path: Path, name: str) -> None:
    create_audio(tmp_path / name).close()
    assert soundfile.info(tmp_path / name).frames <= 1


def test_a_wav_is_valid_after_every_block(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav")
    for count in range(1, 4):
        writer.write(tone(48_000, 0.1))
        assert soundfile.info(tmp_path / "a.wav").frames == 4_800 * count
    writer.close()
    writer.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize(
    ("name", "most_lost"), [("a.wav", 0), ("a.mp3", 48_000), ("a.opus", 96_000), ("a.m4a", 96_000)]
)
def test_a_killed_program_leaves_a_file_with_what_was_written(
    tmp_path: Path, name: str, most_lost: int
) -> None:
    path = tmp_path / name
    died = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WRITE_AND_DIE, str(path)],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert died.returncode == -signal.SIGKILL
    back = read_audio(path)
    assert 80_000 - most_lost / 3 <= len(back) <= 81_000
    if name == "a.wav":
        assert back[2_000:-2_000].min() == pytest.approx(0.25, abs=1e-3)


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with raises(OutputError, Code.OUTPUT_EXTENSION_UNKNOWN):
        create_audio(tmp_path / "a.wma")


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_a_missing_folder_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="There is no folder"):
        create_audio(tmp_path / "none" / name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_clear_error() -> None:
    with pytest.raises(OutputError, match="disk is full"):
        WavWriter(Path("/dev/full"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_flac_is_one_clear_error() -> None:
    noise = np.random.default_rng(1).standard_normal(480_000).astype(np.float32)

    def write() -> None:
        with FlacWriter(Path("/dev/full")) as writer:
            for _ in range(5):
                writer.write(noise)

    with raises(OutputError, Code.OUTPUT_FAILED):
        write()


def test_a_wav_ends_with_a_clear_error_at_its_largest_size(tmp_path: Path) -> None:
    with WavWriter(tmp_path / "a.wav") as writer:
        writer.written_samples = (0xFFFF_FFFF - 64) // 2
        with raises(OutputError, Code.OUTPUT_TOO_LARGE):
            writer.write(np.zeros(2, np.float32))


@pytest.mark.parametrize("name", ["a.mp3", "a.opus", "a.m4a"])
def test_compressed_files_hold_what_was_said_and_that_nobody_said_it(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    samples = tone(48_000, 3)
    with create_audio(path, is_synthetic=True) as writer:
        for block in np.array_split(samples, 7):
            writer.write(block)
        writer.write(np.zeros(0, np.float32))
        assert writer.written_samples == len(samples)
    assert path.stat().st_size < len(samples) * 2 / 5
    with av.open(str(path)) as container:
        metadata = {**container.metadata, **container.streams.audio[0].metadata}
        assert SYNTHETIC_MARK in {
            value for key, value in metadata.items() if key.lower() == "comment"
        }
    heard = read_audio(path)
    assert len(heard) == pytest.approx(48_000, abs=1_000)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * 16_000 / len(heard) == pytest.approx(440, abs=1)
    assert np.sqrt(np.square(heard[8_000:-8_000]).mean()) == pytest.approx(0.354, abs=0.02)


@pytest.mark.parametrize("name", ["a.mp3", "a.opus", "a.m4a"])
def test_a_compressed_file_without_sound_can_be_made(tmp_path: Path, name: str) -> None:
    with create_audio(tmp_path / name):
        pass
    assert (tmp_path / name).exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("name", ["a.mp3", "a.opus"])
def test_a_full_disk_is_told_of_compressed_files_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.symlink_to("/dev/full")

    def speak_for_a_minute() -> None:
        with create_audio(path) as writer:
            for _ in range(60):
                writer.write(tone(48_000, 1))

    with pytest.raises(OutputError) as refused:
        speak_for_a_minute()
    assert refused.value.code is Code.OUTPUT_DISK_FULL
