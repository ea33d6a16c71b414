"""What each stage costs: time as a share of real time, and the memory of the process."""

import statistics
import time
from collections.abc import Sequence

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ
from engine.audio.files import read_audio
from engine.benchmarks.endurance import looped, play_rounds
from engine.benchmarks.memory import peak_memory_mb
from engine.benchmarks.recordings import Recording
from engine.events import AudioProduced, TextCommitted
from engine.interpreter import Interpreter
from engine.pipeline import Session
from engine.planning import SessionConfig


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
        long_s: length of a stream of the recordings over and over; 0 leaves it out.

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
        if long_s and speaks:
            once = looped(recordings)
            for number, turn in enumerate(play_rounds(session, once, length_s=long_s), start=1):
                figures[f"round {number}: computing a second"] = turn.computing
                figures[f"round {number}: lag of captions, s"] = turn.lag_s or 0.0
                if turn.memory_mb is not None:
                    figures[f"round {number}: memory, MB"] = turn.memory_mb
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
            for event in (*session.push(read_audio(recording.path)), *session.flush()):
                if isinstance(event, TextCommitted):
                    lags.append((event.heard - event.source_end) / SOURCE_RATE_HZ)
                elif isinstance(event, AudioProduced):
                    spoken += len(event.samples) / TARGET_RATE_HZ
        factors.append((time.perf_counter() - began) / audio_s)
    return statistics.median(factors), float(np.mean(lags)) if lags else 0.0, spoken / audio_s
