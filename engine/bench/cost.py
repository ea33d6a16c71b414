"""Time and memory of each stage, also over hours of speech and of sounds without words.

Rounds of one and the same sound are compared with each other, as minutes of different speech cannot
be: what grows with the length of a stream shows as a later round that costs more, lags more or
holds more memory.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.bench.recordings import Recording
from engine.compute import peak_memory_mb, resident_memory_mb
from engine.events import AudioProduced, TextCommitted
from engine.interpreter import Interpreter
from engine.planner import SessionConfig
from engine.session import Session, SourceBlock, finish_now


def _silence(start: int, n_samples: int) -> Float32:
    del start
    return np.zeros(n_samples, np.float32)


def _fan(start: int, n_samples: int) -> Float32:
    """Noise that is stronger towards low tones, with the hum of a motor and its blades."""
    rng = np.random.default_rng(start)
    spectrum = np.fft.rfft(rng.standard_normal(n_samples))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, n_samples)
    noise *= 0.05 / noise.std()
    seconds = (start + np.arange(n_samples)) / SOURCE_RATE_HZ
    hum = 0.02 * np.sin(2 * np.pi * 100 * seconds) + 0.01 * np.sin(2 * np.pi * 233 * seconds)
    return (noise + hum).astype(np.float32)


def _music(start: int, n_samples: int) -> Float32:
    """Chords of plucked strings with a melody and a drum: an instrumental of four chords."""
    seconds = (start + np.arange(n_samples)) / SOURCE_RATE_HZ
    beat = 0.5
    in_beat = seconds % beat
    bar = (seconds // (4 * beat)).astype(np.int64) % len(_CHORDS)
    pluck = np.exp(-3 * in_beat)
    sound = np.zeros(n_samples)
    for voice in range(len(_CHORDS[0])):
        tone_hz = 440 * 2 ** (np.array([chord[voice] for chord in _CHORDS])[bar] / 12)
        for harmonic in (1, 2, 3, 4):
            sound += pluck * np.sin(2 * np.pi * harmonic * tone_hz * in_beat) / harmonic**2
    step = (seconds // beat).astype(np.int64) % len(_MELODY)
    melody_hz = 440 * 2 ** (np.array(_MELODY)[step] / 12)
    vibrato = 0.3 * np.sin(2 * np.pi * 5.5 * seconds)
    sound += np.sin(2 * np.pi * melody_hz * in_beat + vibrato) * np.minimum(1, 20 * in_beat)
    drum = np.sin(2 * np.pi * 60 * in_beat) * np.exp(-18 * in_beat)
    rng = np.random.default_rng(start)
    cymbal = rng.standard_normal(n_samples) * np.exp(-40 * (seconds % (beat / 2)))
    return (0.05 * sound + 0.2 * drum + 0.03 * cymbal).astype(np.float32)


_CHORDS: Final = ((-21, -9, -5, -2), (-17, -10, -5, -1), (-24, -12, -8, -5), (-19, -7, -3, 0))
"""Semitones from the A of 440 Hz, a chord for each bar of two seconds."""

_MELODY: Final = (3, 7, 10, 7, 2, 5, 7, 5, 0, 3, 7, 3, 5, 9, 12, 9)

QUIET_SOUNDS: Final[dict[str, Callable[[int, int], Float32]]] = {
    "silence": _silence,
    "fan": _fan,
    "music": _music,
}
"""By name: sounds at SOURCE_RATE_HZ, made from a first sample's index and a number of samples."""


BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 10
_PAUSE_SAMPLES: Final = SOURCE_RATE_HZ
_STRETCH_BLOCKS: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One pass over the recordings.

    Attributes:
        end_s: source heard by its end, since the stream began.
        computing: processor time over length; of all threads of the process.
        words: committed in it.
        lag_s: mean over them of when a word is committed less when the speech ends that it is
            aligned to by attention; computing takes no time.
        memory_mb: held at its end; None where the system does not tell.
    """

    end_s: float
    computing: float
    words: int
    lag_s: float | None
    memory_mb: float | None


def looped(recordings: Sequence[Recording]) -> Float32:
    """[n] one round: recordings with a second between, a whole number of blocks."""
    pause = np.zeros(_PAUSE_SAMPLES, np.float32)
    once = np.concatenate([part for r in recordings for part in (read_audio(r.path), pause)])
    return np.pad(once, (0, -len(once) % BLOCK_SAMPLES))


def play_rounds(
    session: Session,
    once: Float32,
    *,
    length_s: float,
    clock: Callable[[], float] = time.process_time,
) -> Iterator[Round]:
    """Play whole rounds to a session until `length_s` have been heard.

    Args:
        session: a new one; is not finished.
        once: [n] float32 at SOURCE_RATE_HZ, a whole number of blocks.
        length_s: at least this much is played, and at least one round.
        clock: measures computing, in seconds; other programs' work does not count by default.
    """
    heard = 0
    while heard == 0 or heard < length_s * SOURCE_RATE_HZ:
        began_s = clock()
        texts: list[TextCommitted] = []
        for block in once.reshape(-1, BLOCK_SAMPLES):
            events = session.push(SourceBlock(block))
            texts += [event for event in events if isinstance(event, TextCommitted)]
        heard += len(once)
        lags_s = [(event.heard - event.source_end) / SOURCE_RATE_HZ for event in texts]
        yield Round(
            end_s=heard / SOURCE_RATE_HZ,
            computing=(clock() - began_s) * SOURCE_RATE_HZ / len(once),
            words=len("".join(event.text for event in texts).split()),
            lag_s=statistics.fmean(lags_s) if lags_s else None,
            memory_mb=resident_memory_mb(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A sound in which nobody speaks.

    Attributes:
        name: of the sound.
        text: what was committed in it; empty is right.
        computing: processor time over length.
    """

    name: str
    text: str
    computing: float


def play_quiet(
    open_session: Callable[[], Session],
    *,
    length_s: float,
    clock: Callable[[], float] = time.process_time,
) -> Iterator[Quiet]:
    """Play sounds without words, each for `length_s` to a session of its own.

    Args:
        open_session: makes a session.
        length_s: of each sound.
        clock: measures computing, in seconds.
    """
    for name, sound in QUIET_SOUNDS.items():
        session = open_session()
        texts: list[str] = []
        began_s = clock()
        n_blocks = int(length_s * SOURCE_RATE_HZ) // BLOCK_SAMPLES
        # Made in stretches, so that an hour of it needs no memory for an hour.
        for first in range(0, n_blocks, _STRETCH_BLOCKS):
            count = min(_STRETCH_BLOCKS, n_blocks - first)
            samples = sound(first * BLOCK_SAMPLES, count * BLOCK_SAMPLES)
            for block in samples.reshape(-1, BLOCK_SAMPLES):
                events = session.push(SourceBlock(block))
                texts += [event.text for event in events if isinstance(event, TextCommitted)]
        events = finish_now(session)
        texts += [event.text for event in events if isinstance(event, TextCommitted)]
        took_s = clock() - began_s
        session.close()
        yield Quiet(name=name, text="".join(texts).strip(), computing=took_s / length_s)


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

    def record_memory(name: str) -> None:
        peak_mb = peak_memory_mb()
        if peak_mb is not None:
            figures[f"{name}: peak memory, MB"] = peak_mb

    for name, speaks in (("text", False), ("text and speech", True)):
        config = SessionConfig(
            source=recordings[0].language, target=target, voice=voice, speaks=speaks
        )
        figures[f"{name}: ready, s"] = ready_s(interpreter, config)
        factor, lag_s, spoken = median_factor(
            partial(interpreter.session, config), recordings, repeats=repeats
        )
        figures[f"{name}: share of real time"] = factor
        figures[f"{name}: lag of captions, s"] = lag_s
        figures[f"{name}: speech a second"] = spoken
        record_memory(name)
        if long_s and speaks:
            session, once = interpreter.session(config), looped(recordings)
            for number, turn in enumerate(play_rounds(session, once, length_s=long_s), start=1):
                figures[f"round {number}: computing a second"] = turn.computing
                figures[f"round {number}: lag of captions, s"] = turn.lag_s or 0.0
                if turn.memory_mb is not None:
                    figures[f"round {number}: memory, MB"] = turn.memory_mb
    return figures


def ready_s(interpreter: Interpreter, config: SessionConfig) -> float:
    """Seconds to load all models of a session and to hear a first second of silence."""
    began = time.perf_counter()
    interpreter.session(config).push(SourceBlock(np.zeros(SOURCE_RATE_HZ, np.float32)))
    return time.perf_counter() - began


def median_factor(
    open_session: Callable[[], Session], recordings: Sequence[Recording], *, repeats: int
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
        took_s = spoken = 0.0
        for recording in recordings:
            session = open_session()
            began_s = time.perf_counter()
            block = SourceBlock(read_audio(recording.path))
            events = [*session.push(block), *finish_now(session)]
            took_s += time.perf_counter() - began_s
            session.close()
            for event in events:
                if isinstance(event, TextCommitted):
                    lags.append((event.heard - event.source_end) / SOURCE_RATE_HZ)
                elif isinstance(event, AudioProduced):
                    spoken += len(event.samples) / TARGET_RATE_HZ
        factors.append(took_s / audio_s)
    return statistics.median(factors), float(np.mean(lags)) if lags else 0.0, spoken / audio_s
