"""What each stage costs: time as a share of real time, and the memory of the process."""

import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.benchmarks.quality import read_samples
from engine.benchmarks.recordings import Recording
from engine.events import AudioProduced, TextCommitted
from engine.interpreter import Interpreter, SessionConfig
from engine.pipeline import Session

_BLOCK_SAMPLES = SOURCE_RATE_HZ // 10
_PAUSE_SAMPLES = SOURCE_RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One long input.

    Attributes:
        audio_s: its length.
        real_time_factor: computing time over length.
        first_minute_factor: of its first minute alone.
        last_minute_factor: of its last minute alone: equal to the first where cost is linear.
        peak_mb: most memory of the process so far.
    """

    audio_s: float
    real_time_factor: float
    first_minute_factor: float
    last_minute_factor: float
    peak_mb: float


def peak_memory_mb() -> float:
    """The most memory this process has held (Linux and macOS)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def ready_s(interpreter: Interpreter, config: SessionConfig) -> tuple[Session, float]:
    """Load all models of a session and hear a first second of silence."""
    began = time.perf_counter()
    session = interpreter.session(config)
    session.push(np.zeros(SOURCE_RATE_HZ, np.float32))
    session.reset()
    return session, time.perf_counter() - began


def median_factor(
    session: Session, recordings: Sequence[Recording], *, repeats: int
) -> tuple[float, float, float]:
    """Median over `repeats` of the computing time of all recordings over their length.

    Returns:
        real-time factor, mean lag of text and mean seconds of target speech a second of source.
    """
    factors: list[float] = []
    lags: list[float] = []
    spoken = 0.0
    audio_s = sum(recording.duration_s for recording in recordings)
    for _ in range(repeats):
        began = time.perf_counter()
        spoken = 0.0
        for recording in recordings:
            session.reset()
            for event in (*session.push(read_samples(recording)), *session.flush()):
                if isinstance(event, TextCommitted):
                    lags.append((event.heard - event.source_end) / SOURCE_RATE_HZ)
                elif isinstance(event, AudioProduced):
                    spoken += len(event.samples) / TARGET_RATE_HZ
        factors.append((time.perf_counter() - began) / audio_s)
    return statistics.median(factors), float(np.mean(lags)) if lags else 0.0, spoken / audio_s


def measure_growth(session: Session, recordings: Sequence[Recording], *, length_s: int) -> Growth:
    """Interpret recordings one after another, with a second between, for `length_s`."""
    session.reset()
    minutes: list[float] = []
    busy_s = 0.0
    heard = 0
    for block in _looped(recordings, length_s * SOURCE_RATE_HZ):
        began = time.perf_counter()
        session.push(block)
        took_s = time.perf_counter() - began
        busy_s += took_s
        if heard % (60 * SOURCE_RATE_HZ) == 0:
            minutes.append(0.0)
        minutes[-1] += took_s
        heard += len(block)
    return Growth(
        audio_s=heard / SOURCE_RATE_HZ,
        real_time_factor=busy_s * SOURCE_RATE_HZ / heard,
        first_minute_factor=minutes[0] / 60,
        last_minute_factor=minutes[-1] / 60,
        peak_mb=peak_memory_mb(),
    )


def _looped(recordings: Sequence[Recording], n_samples: int) -> list[Float32]:
    pause = np.zeros(_PAUSE_SAMPLES, np.float32)
    once = np.concatenate([part for r in recordings for part in (read_samples(r), pause)])
    whole = np.resize(once, n_samples // _BLOCK_SAMPLES * _BLOCK_SAMPLES)
    return list(whole.reshape(-1, _BLOCK_SAMPLES))
