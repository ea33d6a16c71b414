import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.tts.cloning.recording import Recorder
from tests.helpers.audio_files import tone


class _Stream:
    rate_hz = 48_000
    latency_s = 0.0
    xruns = 0
    ended = False

    def __init__(self, samples: Float32) -> None:
        self._blocks = [samples[at : at + 4800] for at in range(0, len(samples), 4800)]
        self.is_closed = False

    def take(self) -> Float32:
        return self._blocks.pop(0) if self._blocks else np.zeros(0, np.float32)

    def keep(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


def test_what_is_heard_is_gathered_at_the_engine_s_rate() -> None:
    stream = _Stream(tone(48_000, 2.0))
    recorder = Recorder(stream)
    assert len(recorder.samples) == 0
    heard = [recorder.poll() for _ in range(21)]
    assert sum(map(len, heard)) == 96_000
    samples = recorder.samples
    assert len(samples) / SOURCE_RATE_HZ == pytest.approx(2.0, abs=0.05)
    middle = samples[8000:24_000]
    assert np.sqrt(np.square(middle).mean()) == pytest.approx(
        np.sqrt(np.square(tone(48_000, 1.0)).mean()), rel=0.01
    )
    recorder.close()
    assert stream.is_closed
