"""Target speech on its time line: what lies between two clauses is silence."""

from typing import Final

import numpy as np

from engine.arrays import TARGET_RATE_HZ, SampleIndex
from engine.audio.writing import AudioWriter
from engine.events import AudioProduced

_SILENCE_STEP_SAMPLES: Final = 10 * TARGET_RATE_HZ
"""Silence is written in steps, so that an hour of it needs no large array."""


class SpeechTrack:
    """Writes AudioProduced events where they are due, so that the file runs beside its source."""

    def __init__(self, writer: AudioWriter) -> None:
        self._writer = writer

    def push(self, event: AudioProduced) -> None:
        """Write the silence before a clause, and the clause.

        Raises:
            OutputError: the disk is full or gone.
        """
        self.pad_to(event.target_start)
        self._writer.write(event.samples)

    def pad_to(self, position: SampleIndex) -> None:
        """Write silence up to a position on the target's clock; none where it is past."""
        while (missing := position - self._writer.written_samples) > 0:
            self._writer.write(np.zeros(min(missing, _SILENCE_STEP_SAMPLES), np.float32))
