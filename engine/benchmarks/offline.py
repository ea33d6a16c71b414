"""The same models without haste: a recording is decoded when all of it has been heard."""

from collections.abc import Callable
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.benchmarks.passages import speech_spans
from engine.events import Event, TextCommitted
from engine.models.silero import SileroModel
from engine.translate.translator import Chain
from engine.vad.segmenter import SpeechFrame

_LONGEST_SAMPLES: Final = 26 * SOURCE_RATE_HZ
"""The speech model hears 30 s at a time, padding included."""

_MARGIN_SAMPLES: Final = SOURCE_RATE_HZ // 5
"""Kept before and after speech."""


class OfflineSession:
    """Hears all, then decodes it in as few pieces as the speech model allows, cut in pauses.

    Args:
        make_chain: makes the stages of a stream; their policy is not asked.
        vad: finds the pauses.
        target: language of the text.
    """

    def __init__(self, make_chain: Callable[[], Chain], vad: SileroModel, *, target: str) -> None:
        self._make_chain = make_chain
        self._vad = vad
        self._target = target
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._chain = self._make_chain()
        self._blocks: list[Float32] = []

    def push(self, samples: Float32, *, backlog_samples: int = 0) -> list[Event]:
        """Hear [n] samples at SOURCE_RATE_HZ; says nothing yet."""
        del backlog_samples
        self._blocks.append(samples)
        return []

    def flush(self) -> list[Event]:
        """Decode everything."""
        samples = np.concatenate([np.zeros(0, np.float32), *self._blocks])
        self._blocks = []
        events: list[Event] = []
        for start, end in windows(speech_spans(samples, self._vad), len(samples)):
            frame = SpeechFrame(samples[start:end], start, len(samples), 0, opens=True, closes=True)
            progress = self._chain.push(frame, backlog_ms=0)
            if progress is None:
                continue
            _, last = progress
            events += [
                TextCommitted(
                    text=word.text,
                    language=self._target,
                    source_start=word.start,
                    source_end=word.end,
                    heard=len(samples),
                )
                for word in last.committed
            ]
        return events


def windows(spans: tuple[tuple[float, float], ...], n_samples: int) -> list[tuple[int, int]]:
    """Group stretches of speech into windows that the speech model can hear.

    Args:
        spans: (start, end) in seconds.
        n_samples: length of the recording.

    Returns:
        (start, end) in samples, each at most 26 s, none where there is no speech.
    """
    found: list[tuple[int, int]] = []
    for start_s, end_s in spans:
        start = max(int(start_s * SOURCE_RATE_HZ) - _MARGIN_SAMPLES, 0)
        end = min(int(end_s * SOURCE_RATE_HZ) + _MARGIN_SAMPLES, n_samples)
        if found and end - found[-1][0] <= _LONGEST_SAMPLES:
            found[-1] = (found[-1][0], end)
            continue
        if found:
            start = max(start, found[-1][1])
        while end - start > _LONGEST_SAMPLES:
            found.append((start, start + _LONGEST_SAMPLES))
            start += _LONGEST_SAMPLES
        found.append((start, end))
    return found
