"""Hours in minutes: the same recordings over and over, then sounds without words.

Rounds of one and the same sound are compared with each other, as minutes of different speech cannot
be: what grows with the length of a stream shows as a later round that costs more, lags more or
holds more memory.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.benchmarks.memory import resident_memory_mb
from engine.benchmarks.quiet_sounds import QUIET_SOUNDS
from engine.benchmarks.recordings import Recording
from engine.events import TextCommitted
from engine.runner import StreamSession

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
    session: StreamSession,
    once: Float32,
    *,
    length_s: float,
    clock: Callable[[], float] = time.process_time,
) -> Iterator[Round]:
    """Play whole rounds to a session until `length_s` have been heard.

    Args:
        session: is reset first, and not ended.
        once: [n] float32 at SOURCE_RATE_HZ, a whole number of blocks.
        length_s: at least this much is played, and at least one round.
        clock: measures computing, in seconds; other programs' work does not count by default.
    """
    session.reset()
    heard = 0
    while heard == 0 or heard < length_s * SOURCE_RATE_HZ:
        began_s = clock()
        texts: list[TextCommitted] = []
        for block in once.reshape(-1, BLOCK_SAMPLES):
            texts += [event for event in session.push(block) if isinstance(event, TextCommitted)]
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
    session: StreamSession, *, length_s: float, clock: Callable[[], float] = time.process_time
) -> Iterator[Quiet]:
    """Play sounds without words to a session, each for `length_s`.

    Args:
        session: is reset before each sound.
        length_s: of each sound.
        clock: measures computing, in seconds.
    """
    for name, sound in QUIET_SOUNDS.items():
        session.reset()
        texts: list[str] = []
        began_s = clock()
        n_blocks = int(length_s * SOURCE_RATE_HZ) // BLOCK_SAMPLES
        # Made in stretches, so that an hour of it needs no memory for an hour.
        for first in range(0, n_blocks, _STRETCH_BLOCKS):
            count = min(_STRETCH_BLOCKS, n_blocks - first)
            samples = sound(first * BLOCK_SAMPLES, count * BLOCK_SAMPLES)
            for block in samples.reshape(-1, BLOCK_SAMPLES):
                events = session.push(block)
                texts += [event.text for event in events if isinstance(event, TextCommitted)]
        texts += [event.text for event in session.flush() if isinstance(event, TextCommitted)]
        took_s = clock() - began_s
        yield Quiet(name=name, text="".join(texts).strip(), computing=took_s / length_s)
