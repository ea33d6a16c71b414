"""What is played to a contestant: single recordings, or all of a language joined into one stream.

Joined, a set of clips becomes unsegmented speech with known segments, which is what StreamLAAL is
defined on (Papi et al. 2024, "StreamAtt: Direct Streaming Speech-to-Text Translation with
Attention-based Audio History Selection").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.benchmarks.recordings import Recording
from engine.models.silero import FRAME_SAMPLES, SileroModel

PAUSE_SAMPLES: Final = SOURCE_RATE_HZ
"""Silence between two recordings of a joined stream."""

_SPEECH_PROBABILITY: Final = 0.5
_CLOSED_GAP_SAMPLES: Final = 5_120  # 320 ms: a breath inside a sentence, not a pause
_SHORTEST_SPEECH_SAMPLES: Final = 1_536  # 96 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a passage that has a reference of its own."""

    name: str
    start_s: float
    duration_s: float
    reference: str
    transcript: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One stream.

    Attributes:
        name: unique in a run.
        language: that is spoken.
        paths: recordings, in order, PAUSE_SAMPLES between them.
        segments: in order, one for each recording.
        duration_s: of all of it.
        speech: (start, end) in seconds of the stretches where somebody speaks; the same for all
            contestants, whatever they use themselves.
    """

    name: str
    language: str
    paths: tuple[Path, ...]
    segments: tuple[Segment, ...]
    duration_s: float
    speech: tuple[tuple[float, float], ...]

    @property
    def speech_start_s(self) -> float:
        """When the first word begins; 0 where no speech was found."""
        return self.speech[0][0] if self.speech else 0.0

    @property
    def speech_end_s(self) -> float:
        """When the last word ends; the passage's end where no speech was found."""
        return self.speech[-1][1] if self.speech else self.duration_s


def single_passages(
    recordings: Sequence[Recording], target: str, vad: SileroModel
) -> list[Passage]:
    """Each recording as a stream of its own."""
    return [_passage(item.name, [item], target, vad) for item in recordings]


def joined_passages(
    recordings: Sequence[Recording], target: str, vad: SileroModel
) -> list[Passage]:
    """All recordings of one language as one stream, for each language."""
    languages = dict.fromkeys(item.language for item in recordings)
    return [
        _passage(code, [item for item in recordings if item.language == code], target, vad)
        for code in languages
    ]


def passage_samples(paths: Sequence[Path]) -> Float32:
    """[n] float32 at SOURCE_RATE_HZ: the recordings with a pause after each but the last."""
    pause = np.zeros(PAUSE_SAMPLES, np.float32)
    parts = [part for path in paths for part in (read_audio(path), pause)]
    return np.concatenate(parts[:-1])


def _passage(name: str, recordings: Sequence[Recording], target: str, vad: SileroModel) -> Passage:
    segments: list[Segment] = []
    position = 0
    for recording in recordings:
        length = len(read_audio(recording.path))
        segments.append(
            Segment(
                name=recording.name,
                start_s=position / SOURCE_RATE_HZ,
                duration_s=length / SOURCE_RATE_HZ,
                reference=recording.references[target],
                transcript=recording.references.get(recording.language, ""),
            )
        )
        position += length + PAUSE_SAMPLES
    paths = tuple(recording.path for recording in recordings)
    samples = passage_samples(paths)
    return Passage(
        name=name,
        language=recordings[0].language,
        paths=paths,
        segments=tuple(segments),
        duration_s=len(samples) / SOURCE_RATE_HZ,
        speech=speech_spans(samples, vad),
    )


def speech_spans(samples: Float32, vad: SileroModel) -> tuple[tuple[float, float], ...]:
    """(start, end) in seconds of speech in [n] float32 at SOURCE_RATE_HZ."""
    whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    if whole == 0:
        return ()
    probabilities, _ = vad.step(samples[:whole], vad.initial_state())
    spans: list[list[int]] = []
    for index in np.flatnonzero(probabilities >= _SPEECH_PROBABILITY).tolist():
        start = index * FRAME_SAMPLES
        if spans and start - spans[-1][1] <= _CLOSED_GAP_SAMPLES:
            spans[-1][1] = start + FRAME_SAMPLES
        else:
            spans.append([start, start + FRAME_SAMPLES])
    return tuple(
        (start / SOURCE_RATE_HZ, end / SOURCE_RATE_HZ)
        for start, end in spans
        if end - start >= _SHORTEST_SPEECH_SAMPLES
    )
