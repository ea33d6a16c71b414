from collections.abc import Iterator

import numpy as np
import pytest

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.devices.streams import play
from engine.errors import DeviceError, PhonemeError
from engine.messages import Code
from tests.helpers.live import FakeOutput

NOISE = np.random.default_rng(4).uniform(-0.5, 0.5, TARGET_RATE_HZ).astype(np.float32)


def test_all_pieces_are_heard_before_it_returns() -> None:
    output = FakeOutput(most_samples=1_000)
    play(output, [NOISE[:3_000], NOISE[3_000:]], sleep=output.play)
    np.testing.assert_array_equal(output.heard[: NOISE.size], NOISE)
    assert output.waiting_samples() == 0
    assert output.closed
    # What a device drops that is closed is silence.
    assert output.heard.size > NOISE.size + TARGET_RATE_HZ // 5
    assert not output.heard[NOISE.size :].any()


def test_the_latency_of_the_device_is_waited_for() -> None:
    output = FakeOutput()
    output.latency_s = 0.25
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        output.play(seconds)

    play(output, [NOISE], sleep=wait)
    assert waits[-1] == 0.25


def test_what_is_too_loud_is_clipped() -> None:
    output = FakeOutput()
    play(output, [4 * NOISE], sleep=output.play)
    assert np.abs(output.heard).max() == 1.0


def test_the_sound_ends_where_a_piece_cannot_be_made() -> None:
    def pieces() -> Iterator[Float32]:
        yield NOISE
        raise PhonemeError(Code.VERBATIM, text="It cannot be read; choose other words.")

    output = FakeOutput()
    with pytest.raises(PhonemeError):
        play(output, pieces(), sleep=output.play)
    assert output.closed
    assert output.heard.size == 0


def test_an_output_that_is_lost_ends_it() -> None:
    output = FakeOutput(most_samples=1_000)

    def lose(_: float) -> None:
        output.is_lost = True

    with pytest.raises(DeviceError, match="stopped"):
        play(output, [NOISE], sleep=lose)
    assert output.closed


def test_speech_is_played_at_the_rate_of_the_device() -> None:
    output = FakeOutput(rate_hz=44_100)
    t = np.arange(TARGET_RATE_HZ) / TARGET_RATE_HZ
    play(output, [(0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)], sleep=output.play)
    assert np.argmax(np.abs(np.fft.rfft(output.heard[:44_100]))) == 440
