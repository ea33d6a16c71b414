import numpy as np
import pytest

from engine.audio.resample import DriftingQueue, RatioControl

RATE = 48_000


@pytest.mark.parametrize("ppm", [-100, 100])
def test_an_hour_of_two_clocks_100_ppm_apart_stays_bounded(ppm: float) -> None:
    control = RatioControl(0.06)
    length_s, step_s = 0.06, 0.02
    lengths = []
    for step in range(round(3_600 / step_s)):
        # The device delivers two steps at once, and later or sooner than it should.
        if step % 2 == 0:
            length_s += 2 * step_s * (1 + ppm / 1e6) * (1 - control.correction)
        length_s -= step_s
        control.note(length_s, passed_s=step_s)
        lengths.append(length_s)
    settled = np.array(lengths[3_000:])
    assert settled.min() > 0.03
    assert settled.max() < 0.09
    assert control.correction == pytest.approx(ppm / 1e6, abs=20e-6)


def test_the_ratio_follows_the_control() -> None:
    queue = DriftingQueue(from_hz=RATE, to_hz=RATE, wanted_ms=60)
    block = np.zeros(4_800, np.float32)
    pushed = taken = 0
    for step in range(600):
        # 1,000 ppm too much comes in, which would be 60 ms in a minute.
        block_size = 4_800 + (5 if step % 25 else 0)
        queue.push(np.resize(block, block_size))
        queue.take(4_800)
        pushed, taken = pushed + block_size, taken + 4_800
    surplus = queue.waiting_samples - 0.06 * RATE
    assert 0 < surplus < (pushed - taken) / 2
    assert queue.starved == queue.skipped_samples == 0


def test_the_pitch_of_what_comes_out_is_right() -> None:
    queue = DriftingQueue(from_hz=44_100, to_hz=RATE, wanted_ms=60)
    t = np.arange(44_100 * 4) / 44_100
    tone = np.sin(2 * np.pi * 440 * t).astype(np.float32)
    heard = np.zeros(0, np.float32)
    for start in range(0, tone.size - 441, 441):
        queue.push(tone[start : start + 441])
        heard = np.concatenate([heard, queue.take(480)])
    heard = heard[RATE:]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(heard.size)))
    assert np.argmax(spectrum) * RATE / heard.size == pytest.approx(440, abs=0.5)
    assert queue.starved == 0


def test_where_nothing_comes_there_is_silence_and_then_it_fills_again() -> None:
    queue = DriftingQueue(from_hz=RATE, to_hz=RATE, wanted_ms=60)
    ones = np.ones(480, np.float32)
    for _ in range(40):
        queue.push(ones)
        queue.take(480)
    heard = np.concatenate([queue.take(480) for _ in range(20)])
    assert not heard[-480:].any()
    assert queue.starved == 1
    queue.push(ones)
    assert not queue.take(480).any()


def test_what_piled_up_while_nobody_took_it_is_skipped() -> None:
    queue = DriftingQueue(from_hz=RATE, to_hz=RATE, wanted_ms=60)
    for _ in range(40):
        queue.push(np.ones(480, np.float32))
        queue.take(480)
    queue.push(np.ones(2 * RATE, np.float32))
    queue.take(480)
    assert queue.waiting_samples < 0.1 * RATE
    assert queue.skipped_samples > RATE
