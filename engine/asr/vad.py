"""Cuts a stream into utterances: lead-in, speech, and the silence that ends it."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.asr.silero import FRAME_SAMPLES, SileroModel

_FRAME_MS = 1000 * FRAME_SAMPLES // SOURCE_RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmenterConfig:
    """When speech counts as begun and ended.

    Attributes:
        start_probability: a frame at or above it is speech.
        end_probability: once in speech, a frame must fall below it to be silence.
        min_speech_ms: that much speech without a break opens an utterance.
        min_silence_ms: that much silence closes it.
        lead_ms: sound kept from before the first speech frame, where soft consonants hide.
    """

    start_probability: float = 0.5
    end_probability: float = 0.35
    min_speech_ms: int = 96
    min_silence_ms: int = 640
    lead_ms: int = 320

    def __post_init__(self) -> None:
        if not 0 < self.end_probability <= self.start_probability < 1:
            raise ValueError("0 < end_probability <= start_probability < 1 must hold")
        if min(self.min_speech_ms, self.min_silence_ms, self.lead_ms) < _FRAME_MS:
            raise ValueError(f"durations must be at least one frame, {_FRAME_MS} ms")


@dataclass(frozen=True, slots=True)
class SpeechFrame:
    """32 ms of an utterance (less only at the end of the stream).

    Attributes:
        samples: [n <= 512] float32 at 16 kHz.
        start: index of samples[0] on the stream's clock.
        heard: how far the stream was heard when this frame was let go.
        silence: how many samples of silence the utterance ends in, this frame included.
        opens: first frame of its utterance.
        closes: last frame of its utterance.
    """

    samples: Float32
    start: SampleIndex
    heard: SampleIndex
    silence: int
    opens: bool
    closes: bool


class SpeechSegmenter:
    """Push samples, get the frames of utterances; what is between them is dropped."""

    def __init__(self, model: SileroModel, config: SegmenterConfig | None = None) -> None:
        self._model = model
        self._config = config or SegmenterConfig()
        self.reset()

    def reset(self) -> None:
        """Forget everything, as a new object would."""
        self._state = self._model.initial_state()
        self._rest: Float32 = np.zeros(0, np.float32)
        self._position: SampleIndex = 0
        self._lead: deque[Float32] = deque(
            maxlen=(self._config.lead_ms + self._config.min_speech_ms) // _FRAME_MS
        )
        self._in_speech = False
        self._speech_frames = 0
        self._silence = 0

    def push(self, samples: Float32) -> list[SpeechFrame]:
        """Hear [n] float32 samples at 16 kHz, of any n."""
        heard = np.concatenate([self._rest, samples])
        whole = len(heard) // FRAME_SAMPLES * FRAME_SAMPLES
        self._rest = heard[whole:].copy()
        if whole == 0:
            return []
        probabilities, self._state = self._model.step(heard[:whole], self._state)
        frames: list[SpeechFrame] = []
        for frame, probability in zip(
            heard[:whole].reshape(-1, FRAME_SAMPLES), probabilities.tolist(), strict=True
        ):
            frames += self._classify(frame, probability)
            self._position += FRAME_SAMPLES
        return frames

    def flush(self) -> list[SpeechFrame]:
        """Close the open utterance with what is left of the last frame.

        The stream may go on: what comes next is heard as a new utterance.
        """
        rest, self._rest = self._rest, np.zeros(0, np.float32)
        start, self._position = self._position, self._position + len(rest)
        self._speech_frames = 0
        self._lead.clear()
        if not self._in_speech:
            return []
        self._in_speech = False
        return [SpeechFrame(rest, start, self._position, self._silence, opens=False, closes=True)]

    def skip(self, n_samples: int) -> None:
        """Go on behind sound that is not heard; only after `flush`."""
        self._position += n_samples
        self._state = self._model.initial_state()

    def _classify(self, frame: Float32, probability: float) -> list[SpeechFrame]:
        if not self._in_speech:
            return self._wait_for_speech(frame, probability)
        is_silent = probability < self._config.end_probability
        self._silence = self._silence + FRAME_SAMPLES if is_silent else 0
        closes = self._silence * 1000 >= self._config.min_silence_ms * SOURCE_RATE_HZ
        if closes:
            self._in_speech = False
            self._speech_frames = 0
            self._lead.clear()
        heard = self._position + FRAME_SAMPLES
        return [
            SpeechFrame(frame, self._position, heard, self._silence, opens=False, closes=closes)
        ]

    def _wait_for_speech(self, frame: Float32, probability: float) -> list[SpeechFrame]:
        self._lead.append(frame)
        is_speech = probability >= self._config.start_probability
        self._speech_frames = self._speech_frames + 1 if is_speech else 0
        if self._speech_frames * _FRAME_MS < self._config.min_speech_ms:
            return []
        self._in_speech = True
        self._silence = 0
        first = self._position - (len(self._lead) - 1) * FRAME_SAMPLES
        heard = self._position + FRAME_SAMPLES
        return [
            SpeechFrame(lead, first + i * FRAME_SAMPLES, heard, 0, opens=i == 0, closes=False)
            for i, lead in enumerate(self._lead)
        ]
