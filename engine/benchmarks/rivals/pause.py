"""faster-whisper on pauses: an utterance is decoded whole when it has ended.

What most open captioners do. The utterances are the engine's own, so that only the decoding
differs.
"""

from typing import Protocol

import numpy as np

from engine.arrays import Float32
from engine.benchmarks.rivals.weights import Heard
from engine.models.silero import SileroModel
from engine.translate.progress import Progress, TimedText
from engine.vad.segmenter import SpeechFrame, SpeechSegmenter


class Hearing(Protocol):
    """The part of RivalWhisper that the rivals use."""

    def hear(self, samples: Float32, *, prompt: str = "", with_words: bool) -> list[Heard]:
        """See RivalWhisper."""
        ...


class PauseDecoder:
    """See the module.

    Args:
        whisper: decodes.
        vad: finds the pauses.
    """

    def __init__(self, whisper: Hearing, vad: SileroModel) -> None:
        self._whisper = whisper
        self._segmenter = SpeechSegmenter(vad)
        self._frames: list[SpeechFrame] = []

    def reset(self) -> None:
        """Forget the stream."""
        self._segmenter.reset()
        self._frames = []

    def push(self, samples: Float32, *, backlog_samples: int) -> list[Progress]:
        """See RivalDecoder."""
        del backlog_samples
        return self._take(self._segmenter.push(samples))

    def flush(self) -> list[Progress]:
        """See RivalDecoder."""
        return self._take(self._segmenter.flush())

    def _take(self, frames: list[SpeechFrame]) -> list[Progress]:
        steps: list[Progress] = []
        for frame in frames:
            if frame.opens:
                self._frames = []
            self._frames.append(frame)
            if frame.closes:
                steps.append(self._decode())
        return steps

    def _decode(self) -> Progress:
        samples = np.concatenate([frame.samples for frame in self._frames])
        start = self._frames[0].start
        limit = start + len(samples)
        words = tuple(
            TimedText(word.text, min(start + word.start, limit), min(start + word.end, limit))
            for piece in self._whisper.hear(samples, with_words=False)
            for word in piece.words
        )
        return Progress(committed=words, tentative=TimedText("", limit, limit), closes=True)
