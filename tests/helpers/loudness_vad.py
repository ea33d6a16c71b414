"""A voice activity model that needs no weights: loud frames are speech."""

import numpy as np

from engine.arrays import Float32
from engine.asr.silero import FRAME_SAMPLES, SileroModel, SileroState


class LoudnessVad(SileroModel):
    def __init__(self) -> None:
        """Load nothing."""

    def initial_state(self) -> SileroState:
        nothing = np.zeros((1, 1, 1), np.float32)
        return SileroState(hidden=nothing, cell=nothing, context=np.zeros(0, np.float32))

    def step(self, samples: Float32, state: SileroState) -> tuple[Float32, SileroState]:
        frames = samples.reshape(-1, FRAME_SAMPLES)
        return (np.abs(frames).mean(axis=1) > 0.1).astype(np.float32), state
