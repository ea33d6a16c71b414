"""How silent a speaker has been, every 80 ms, for who wants to know whose turn it is."""

from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.models.silero import FRAME_SAMPLES, SileroModel
from engine.service.formats import FRAME_MS
from engine.service.messages import Inactivity, Step

_STEP_SAMPLES: Final = SOURCE_RATE_HZ * FRAME_MS // 1000
_HORIZONS_S: Final = (0.5, 1.0, 2.0, 3.0)
_STEP_S: Final = FRAME_MS / 1000


class TurnMeter:
    """One stream's steps.

    Gradium's model foretells silence. This one looks back: `inactivity_prob` is the mean of
    1 - P(speech) over the last `horizon_s`, sound before the beginning counting as silence. It
    passes the recommended 0.5 at 2 s after about one second of silence.
    """

    def __init__(self, vad: SileroModel) -> None:
        self._vad = vad
        self._state = vad.initial_state()
        self._rest: Float32 = np.zeros(0, np.float32)
        longest = round(max(_HORIZONS_S) * SOURCE_RATE_HZ / FRAME_SAMPLES)
        self._silences: Float32 = np.ones(longest, np.float32)
        self._heard = 0
        self._steps = 0

    def push(self, samples: Float32) -> list[Step]:
        """Hear [n] samples at SOURCE_RATE_HZ; a step for each 80 ms that are complete."""
        heard = np.concatenate([self._rest, samples])
        whole = len(heard) // FRAME_SAMPLES * FRAME_SAMPLES
        self._rest = heard[whole:].copy()
        steps: list[Step] = []
        if whole == 0:
            return steps
        speech, self._state = self._vad.step(heard[:whole], self._state)
        for probability in speech:
            self._silences = np.append(self._silences[1:], 1 - probability)
            self._heard += FRAME_SAMPLES
            while (self._steps + 1) * _STEP_SAMPLES <= self._heard:
                steps.append(self._step())
                self._steps += 1
        return steps

    def _step(self) -> Step:
        return Step(
            step_idx=self._steps,
            step_duration_s=_STEP_S,
            total_duration_s=round((self._steps + 1) * _STEP_S, 4),
            vad=tuple(
                Inactivity(horizon_s=horizon, inactivity_prob=round(self._silence(horizon), 4))
                for horizon in _HORIZONS_S
            ),
        )

    def _silence(self, horizon_s: float) -> float:
        return float(self._silences[-round(horizon_s * SOURCE_RATE_HZ / FRAME_SAMPLES) :].mean())
