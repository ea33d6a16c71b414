from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.audio.files import open_audio
from engine.devices.files import FileInput
from engine.errors import AudioError
from engine.messages import Code
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


def input_of(tmp_path: Path, clock: Clock, *, realtime: bool) -> FileInput:
    path = write_wav(tmp_path / "a.wav", SPEECH, 16_000, subtype="FLOAT")
    return FileInput(open_audio(path), realtime=realtime, clock=clock, sleep=clock.sleep)


def take_all(source: FileInput, clock: Clock, *, busy_s: float = 0.0) -> Float32:
    """Take all to the end, working `busy_s` after each block."""
    parts: list[Float32] = []
    while not source.ended:
        samples = source.take(most=8_000, timeout_s=0.05)
        assert samples.size <= 8_000
        if samples.size:
            parts.append(samples)
            clock.now_s += busy_s
    source.close()
    return np.concatenate(parts)


@pytest.mark.parametrize("realtime", [False, True])
def test_the_whole_file_is_given_in_order(tmp_path: Path, *, realtime: bool) -> None:
    clock = Clock()
    heard = take_all(input_of(tmp_path, clock, realtime=realtime), clock)
    np.testing.assert_array_equal(heard, SPEECH)


def test_the_pace_is_that_of_the_recording(tmp_path: Path) -> None:
    clock = Clock()
    take_all(input_of(tmp_path, clock, realtime=True), clock)
    assert clock.now_s == pytest.approx(103.0, abs=0.05)


def test_without_a_pace_no_time_passes(tmp_path: Path) -> None:
    clock = Clock()
    source = input_of(tmp_path, clock, realtime=False)
    assert source.waiting_samples() == 0
    take_all(source, clock)
    assert clock.now_s == 100.0


def test_a_slow_reader_sees_the_backlog_grow_and_loses_nothing(tmp_path: Path) -> None:
    clock = Clock()
    source = input_of(tmp_path, clock, realtime=True)
    assert source.take().size == 0  # begins the clock
    clock.now_s += 1.5
    assert source.waiting_samples() == 24_000
    heard = take_all(source, clock, busy_s=0.7)
    np.testing.assert_array_equal(heard, SPEECH)
    assert source.lost_samples == 0
    assert source.waiting_samples() == 0


def test_all_that_is_due_is_given_at_once(tmp_path: Path) -> None:
    clock = Clock()
    source = input_of(tmp_path, clock, realtime=True)
    source.take()
    clock.now_s += 1.0
    np.testing.assert_array_equal(source.take(), SPEECH[:16_000])
    source.close()


def test_nothing_comes_before_it_is_due(tmp_path: Path) -> None:
    clock = Clock()
    source = input_of(tmp_path, clock, realtime=True)
    assert source.take(timeout_s=0.005).size == 0
    assert clock.now_s == pytest.approx(100.005)
    source.close()


@pytest.mark.parametrize("realtime", [False, True])
def test_what_comes_before_the_damage_is_given_first(tmp_path: Path, *, realtime: bool) -> None:
    clock = Clock()
    file = open_audio(write_wav(tmp_path / "a.wav", SPEECH, 16_000, subtype="FLOAT"))

    class Damaged(type(file)):  # type: ignore[misc]
        def __iter__(self) -> Iterator[Float32]:
            yield SPEECH[:100]
            raise AudioError(Code.VERBATIM, text="A sample is not a number; export it again.")

    file.__class__ = Damaged
    source = FileInput(file, realtime=realtime, clock=clock, sleep=clock.sleep)
    np.testing.assert_array_equal(source.take(timeout_s=0.05), SPEECH[:100])
    assert not source.ended
    with pytest.raises(AudioError, match="not a number"):
        source.take(timeout_s=0.05)
    source.close()


def test_a_pause_stops_the_recording_and_its_clock(tmp_path: Path) -> None:
    clock = Clock()
    source = input_of(tmp_path, clock, realtime=True)
    source.take()
    clock.now_s += 1.0
    parts = [source.take()]
    assert source.position_s == pytest.approx(1.0)
    assert source.length_s == pytest.approx(3.0)
    source.set_paused(is_paused=True)
    source.set_paused(is_paused=True)
    clock.now_s += 60.0
    assert source.is_paused
    assert source.waiting_samples() == 0
    assert source.take(timeout_s=0.05).size == 0
    source.set_paused(is_paused=False)
    source.set_paused(is_paused=False)
    assert source.waiting_samples() == 0
    clock.now_s += 0.5
    assert source.waiting_samples() == 8_000
    parts.append(take_all(source, clock))
    np.testing.assert_array_equal(np.concatenate(parts), SPEECH)


@pytest.mark.parametrize("realtime", [False, True])
def test_what_is_paused_before_it_begins_begins_after_the_pause(
    tmp_path: Path, *, realtime: bool
) -> None:
    clock = Clock()
    source = input_of(tmp_path, clock, realtime=realtime)
    source.set_paused(is_paused=True)
    before_s = clock.now_s
    assert source.take(timeout_s=0.05).size == 0
    assert clock.now_s == before_s + 0.05  # a caller that waits does not spin
    clock.now_s += 5.0
    source.set_paused(is_paused=False)
    np.testing.assert_array_equal(take_all(source, clock), SPEECH)
