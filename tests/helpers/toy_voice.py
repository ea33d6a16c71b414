"""What synthesisers of tests share: a voice that nobody hears, and any tempo."""

import numpy as np

from engine.arrays import TARGET_RATE_HZ
from engine.tts.kokoro import STYLE_SIZE, KokoroStyle
from engine.tts.model import Sex, Voice


class ToyVoice:
    """A synthesiser but for `speak`; speaks any tempo itself."""

    def __init__(self) -> None:
        self.voice = Voice(
            id="en-tone",
            name="Tone",
            language="en",
            accent="none",
            sex=Sex.FEMALE,
            gain_db=0.0,
            sound=KokoroStyle(tag="en", vectors=np.zeros((510, STYLE_SIZE), np.float32)),
        )
        self.rate_hz = TARGET_RATE_HZ
        self.least_words = 1

    def prepare(self) -> None:
        """Nothing to wait for."""

    def own_tempo(self, tempo: float) -> float:
        return tempo
