from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.audio.files import open_audio
from engine.devices.files import FileSource
from tests.helpers.audio_files import write_wav

SPEECH = np.random.default_rng(2).uniform(-0.5, 0.5, 16_000 * 3).astype(np.float32)


class Clock:
    """Time that passes only when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def source_of(
    tmp_path: Path, clock: Clock, *, realtime: bool, ring_samples: int | None = None
) -> FileSource:
    path = write_wav(tmp_path / "a.wav", SPEECH, 16_000, subtype="FLOAT")
    source = FileSource(
        open_audio(path),
        realtime=realtime,
        ring_samples=ring_samples,
        clock=clock,
        sleep=clock.sleep,
    )
    source.start()
    return source


def read_all(
    source: FileSource, clock: Clock, *, busy_s: float = 0.0
) -> tuple[Float32, list[tuple[int, int]]]:
    """Read to the end, working `busy_s` after each block; also gives the gaps."""
    parts: list[Float32] = []
    gaps: list[tuple[int, int]] = []
    position = 0
    while not source.ended:
        block = source.read(timeout_s=0.05)
        if block is None:
            continue
        if block.start != position:
            gaps.append((position, block.start - position))
        position = block.start + block.samples.size
        parts.append(block.samples)
        clock.now_s += busy_s
    source.close()
    return np.concatenate(parts), gaps


@pytest.mark.parametrize("realtime", [False, True])
def test_the_whole_file_is_given_in_order(tmp_path: Path, *, realtime: bool) -> None:
    clock = Clock()
    heard, gaps = read_all(source_of(tmp_path, clock, realtime=realtime), clock)
    np.testing.assert_array_equal(heard, SPEECH)
    assert gaps == []


def test_the_pace_is_that_of_the_recording(tmp_path: Path) -> None:
    clock = Clock()
    read_all(source_of(tmp_path, clock, realtime=True), clock)
    assert clock.now_s == pytest.approx(103.0, abs=0.05)


def test_without_a_pace_no_time_passes(tmp_path: Path) -> None:
    clock = Clock()
    source = source_of(tmp_path, clock, realtime=False)
    assert source.backlog_samples == 0
    read_all(source, clock)
    assert clock.now_s == 100.0


def test_a_slow_reader_sees_the_backlog_grow_and_loses_nothing(tmp_path: Path) -> None:
    clock = Clock()
    source = source_of(tmp_path, clock, realtime=True)
    clock.now_s += 1.5
    assert source.backlog_samples == 24_000
    heard, gaps = read_all(source, clock, busy_s=0.1)
    np.testing.assert_array_equal(heard, SPEECH)
    assert gaps == []
    assert source.lost_samples == 0


def test_a_full_ring_loses_the_newest_audio_and_keeps_the_clock_right(tmp_path: Path) -> None:
    clock = Clock()
    source = source_of(tmp_path, clock, realtime=True, ring_samples=8_000)
    clock.now_s += 1.5
    heard, gaps = read_all(source, clock)
    assert gaps == [(8_000, 16_000)]
    assert source.lost_samples == 16_000
    np.testing.assert_array_equal(heard, np.concatenate([SPEECH[:8_000], SPEECH[24_000:]]))


def test_a_stopped_source_ends_where_it_was(tmp_path: Path) -> None:
    clock = Clock()
    source = source_of(tmp_path, clock, realtime=True)
    clock.now_s += 1.0
    source.stop()
    clock.now_s += 1.0
    heard, _ = read_all(source, clock)
    assert heard.size == pytest.approx(16_000, abs=320)


def test_nothing_comes_before_it_is_due(tmp_path: Path) -> None:
    clock = Clock()
    source = source_of(tmp_path, clock, realtime=True)
    assert source.read(timeout_s=0.005) is None
    assert clock.now_s == pytest.approx(100.005)
    source.close()
