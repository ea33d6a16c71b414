from pathlib import Path

import numpy as np
import soundfile

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.audio.writing import SpeechTrack, create_audio
from engine.events import AudioProduced


def clause(start: int, samples: Float32) -> AudioProduced:
    return AudioProduced(
        samples=samples,
        target_start=start,
        text="",
        language="en",
        tempo=1.0,
        source_start=0,
        source_end=0,
        heard=0,
    )


def test_clauses_stand_where_they_are_due_and_silence_between_them(tmp_path: Path) -> None:
    loud = np.full(480, 0.5, np.float32)
    with create_audio(tmp_path / "a.wav") as writer:
        track = SpeechTrack(writer)
        track.push(clause(1_000, loud))
        track.push(clause(1_480, loud))
        track.push(clause(5_000, loud))
        track.pad_to(6_000)
        track.pad_to(10)
    samples, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    expected = np.zeros(6_000, np.float32)
    expected[1_000:1_960] = expected[5_000:5_480] = 0.5
    np.testing.assert_allclose(samples, expected, atol=1e-4)


def test_long_silence_is_written_in_small_parts(tmp_path: Path) -> None:
    sizes: list[int] = []
    with create_audio(tmp_path / "a.wav") as writer:
        write = writer.write

        def note(samples: Float32) -> None:
            sizes.append(samples.size)
            write(samples)

        writer.write = note  # type: ignore[method-assign]
        SpeechTrack(writer).pad_to(35 * TARGET_RATE_HZ + 1)
    assert sum(sizes) == 35 * TARGET_RATE_HZ + 1
    assert max(sizes) == 10 * TARGET_RATE_HZ
