"""How good and how late the text of a direction is, in simulated real time."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sacrebleu

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.benchmarks.recordings import Recording
from engine.events import TextCommitted
from engine.pipeline import Session

_BLOCK_SAMPLES = SOURCE_RATE_HZ // 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Scores of one direction over a set.

    Attributes:
        bleu: corpus BLEU (sacrebleu, 13a), of committed text.
        chrf: corpus chrF2.
        ideal_lag_s: mean over committed words: source heard less the end of the source attended.
        real_lag_s: the same, computing time included: a block is worked on when it has arrived
            and the work before it is done.
        real_time_factor: computing time over the length of the audio.
    """

    recordings: int
    audio_s: float
    bleu: float
    chrf: float
    ideal_lag_s: float
    real_lag_s: float
    real_time_factor: float
    hypotheses: tuple[str, ...]


def measure_quality(session: Session, recordings: Sequence[Recording], target: str) -> Quality:
    """Interpret every recording and score what was committed.

    The clock is simulated: it advances with the audio, and where the machine is slower, with the
    computing, so that the lag is that of a live stream on this machine.
    """
    hypotheses: list[str] = []
    ideal: list[float] = []
    real: list[float] = []
    busy_s = 0.0
    audio_s = 0.0
    for recording in recordings:
        session.reset()
        samples = read_samples(recording)
        audio_s += len(samples) / SOURCE_RATE_HZ
        committed: list[str] = []
        clock_s = 0.0
        for end in range(_BLOCK_SAMPLES, len(samples) + 2 * _BLOCK_SAMPLES, _BLOCK_SAMPLES):
            block = samples[end - _BLOCK_SAMPLES : end]
            arrived_s = min(end, len(samples)) / SOURCE_RATE_HZ
            began = time.perf_counter()
            events = session.push(block) if len(block) else session.flush()
            took_s = time.perf_counter() - began
            busy_s += took_s
            clock_s = max(clock_s, arrived_s) + took_s
            for event in events:
                if isinstance(event, TextCommitted):
                    committed.append(event.text)
                    ideal.append((event.heard - event.source_end) / SOURCE_RATE_HZ)
                    real.append(clock_s - event.source_end / SOURCE_RATE_HZ)
        hypotheses.append("".join(committed).strip())
    references = [recording.references[target] for recording in recordings]
    return Quality(
        recordings=len(recordings),
        audio_s=audio_s,
        bleu=sacrebleu.corpus_bleu(hypotheses, [references]).score,
        chrf=sacrebleu.corpus_chrf(hypotheses, [references]).score,
        ideal_lag_s=float(np.mean(ideal)) if ideal else 0.0,
        real_lag_s=float(np.mean(real)) if real else 0.0,
        real_time_factor=busy_s / audio_s,
        hypotheses=tuple(hypotheses),
    )


def read_samples(recording: Recording) -> Float32:
    """[n] float32 at SOURCE_RATE_HZ: the whole recording."""
    with open_audio(recording.path) as file:
        return np.concatenate(list(file))
