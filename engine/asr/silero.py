"""Silero voice activity detection (silero-vad 6.2, MIT), the 16 kHz sequence graph.

Each frame of 512 samples is fed with the last 64 samples of the frame before it, as the
project's own `OnnxWrapper` does.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.onnx import OnnxGraph, Runtime

FRAME_SAMPLES: Final = 512
CONTEXT_SAMPLES: Final = 64


@dataclass(frozen=True, slots=True)
class SileroState:
    """What the network carries from frame to frame.

    Attributes:
        hidden: [1, 1, 128], `cell`: [1, 1, 128], of the recurrent layer.
        context: [64] the last samples heard.
    """

    hidden: Float32
    cell: Float32
    context: Float32


class SileroModel:
    """Immutable weights; one SileroState per stream."""

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        # One thread of the processor, whatever the runtime: the network is so small that handing
        # work over costs more than it saves.
        del runtime
        self._graph = OnnxGraph(folder / "silero_vad.onnx", Runtime(threads=1))

    def initial_state(self) -> SileroState:
        """State of a stream that has heard nothing."""
        return SileroState(
            hidden=np.zeros((1, 1, 128), np.float32),
            cell=np.zeros((1, 1, 128), np.float32),
            context=np.zeros(CONTEXT_SAMPLES, np.float32),
        )

    def step(self, samples: Float32, state: SileroState) -> tuple[Float32, SileroState]:
        """Speech probability of each frame.

        Args:
            samples: [n * 512] float32 at 16 kHz.
            state: what the call before returned.

        Returns:
            [n] probabilities, and the state to pass on.
        """
        frames = samples.reshape(-1, FRAME_SAMPLES)
        previous = np.concatenate([state.context[None], frames[:-1, -CONTEXT_SAMPLES:]])
        probabilities, hidden, cell = self._graph.run(
            ("speech_probs", "hn", "cn"),
            {
                "input": np.concatenate([previous, frames], axis=1),
                "h": state.hidden,
                "c": state.cell,
            },
        )
        return (
            np.asarray(probabilities, np.float32),
            SileroState(
                hidden=np.asarray(hidden, np.float32),
                cell=np.asarray(cell, np.float32),
                context=frames[-1, -CONTEXT_SAMPLES:].copy(),
            ),
        )


def load_silero(folder: Path, runtime: Runtime) -> SileroModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = SileroModel(folder, runtime=runtime)
    model.step(np.zeros(FRAME_SAMPLES, np.float32), model.initial_state())
    return model
