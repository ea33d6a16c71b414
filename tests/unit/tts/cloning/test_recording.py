import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.tts.cloning.recording import Recorder
from tests.helpers.audio_files import tone
from tests.helpers.live import FakeInput


def test_what_is_heard_is_gathered_at_the_engine_s_rate() -> None:
    stream = FakeInput(rate_hz=48_000)
    recorder = Recorder(stream)
    assert len(recorder.samples) == 0
    for block in np.split(tone(48_000, 2.0), 20):
        stream.hear(block)
        np.testing.assert_array_equal(recorder.poll(), block)
    assert len(recorder.poll()) == 0
    samples = recorder.samples
    assert len(samples) / SOURCE_RATE_HZ == pytest.approx(2.0, abs=0.05)
    middle = samples[8000:24_000]
    assert np.sqrt(np.square(middle).mean()) == pytest.approx(
        np.sqrt(np.square(tone(48_000, 1.0)).mean()), rel=0.01
    )
    recorder.close()
    assert stream.closed
