"""What each stage costs: time as a share of real time, and the memory of the process."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.benchmarks.memory import peak_memory_mb
from engine.benchmarks.recordings import Recording, read_samples
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
    """

    audio_s: float
    real_time_factor: float
    first_minute_factor: float
    last_minute_factor: float


def measure_cost(
    interpreter: Interpreter,
    recordings: Sequence[Recording],
    *,
    target: str,
    voice: str | None,
    repeats: int,
    long_s: int,
) -> dict[str, float]:
    """Figures by name of one direction, without and with a voice.

    Args:
        interpreter: with nothing loaded yet.
        recordings: of one language.
        target: language to translate into.
        voice: name of a voice; None for the target language's default.
        repeats: the share of real time is the median of so many rounds.
        long_s: length of the long stream; 0 leaves it out.

    Raises:
        EngineError: a route, a voice or a pack is missing.
    """
    figures: dict[str, float] = {}

    def note_memory(name: str) -> None:
        peak_mb = peak_memory_mb()
        if peak_mb is not None:
            figures[f"{name}: peak memory, MB"] = peak_mb

    for name, speaks in (("text", False), ("text and speech", True)):
        config = SessionConfig(
            source=recordings[0].language, target=target, voice=voice, speaks=speaks
        )
        session, figures[f"{name}: ready, s"] = ready_s(interpreter, config)
        factor, lag_s, spoken = median_factor(session, recordings, repeats=repeats)
        figures[f"{name}: share of real time"] = factor
        figures[f"{name}: lag of captions, s"] = lag_s
        figures[f"{name}: speech a second"] = spoken
        note_memory(name)
        for length_s in (60, long_s) if long_s and speaks else ():
            growth = measure_growth(session, recordings, length_s=length_s)
            figures[f"{length_s} s: share of real time"] = growth.real_time_factor
            figures[f"{length_s} s: of its first minute"] = growth.first_minute_factor
            figures[f"{length_s} s: of its last minute"] = growth.last_minute_factor
            note_memory(f"{length_s} s")
    return figures


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
            for event in (*session.push(read_samples(recording.path)), *session.flush()):
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
    )


def _looped(recordings: Sequence[Recording], n_samples: int) -> list[Float32]:
    pause = np.zeros(_PAUSE_SAMPLES, np.float32)
    once = np.concatenate([part for r in recordings for part in (read_samples(r.path), pause)])
    whole = np.resize(once, n_samples // _BLOCK_SAMPLES * _BLOCK_SAMPLES)
    return list(whole.reshape(-1, _BLOCK_SAMPLES))
