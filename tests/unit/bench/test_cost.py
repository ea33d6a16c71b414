from collections.abc import Iterator

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.bench.cost import BLOCK_SAMPLES, QUIET_SOUNDS, play_quiet, play_rounds
from engine.events import Event, TextCommitted
from engine.session import SourceBlock


class Tired:
    """Says a word a block while there is sound; each block takes it longer."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._blocks = 0

    def push(self, block: SourceBlock) -> list[Event]:
        self._blocks += 1
        self.now_s += 0.001 * self._blocks
        heard = self._blocks * BLOCK_SAMPLES
        if not block.samples.any():
            return []
        word = TextCommitted(
            text=" la", language="en", source_start=0, source_end=heard - 800, heard=heard
        )
        return [word]

    def finish(self) -> Iterator[list[Event]]:
        yield []

    def close(self) -> None: ...


def test_rounds_of_one_sound_show_what_grows() -> None:
    session = Tired()
    once = np.ones(2 * BLOCK_SAMPLES, np.float32)
    first, second = play_rounds(session, once, length_s=0.3, clock=lambda: session.now_s)
    assert [first.end_s, second.end_s] == pytest.approx([0.2, 0.4])
    assert first.computing == pytest.approx(0.003 / 0.2)
    assert second.computing == pytest.approx(0.007 / 0.2)
    assert second.words == 2
    assert second.lag_s == pytest.approx(0.05)


def test_what_is_invented_in_a_sound_without_words_is_told() -> None:
    heard = {quiet.name: quiet.text for quiet in play_quiet(Tired, length_s=0.2)}
    assert heard == {"silence": "", "fan": "la la", "music": "la la"}


@pytest.mark.parametrize("name", list(QUIET_SOUNDS))
def test_sounds_are_finite_and_do_not_clip(name: str) -> None:
    sound = QUIET_SOUNDS[name](SOURCE_RATE_HZ, 5 * SOURCE_RATE_HZ)
    assert sound.shape == (5 * SOURCE_RATE_HZ,)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 1
    assert name == "silence" or np.abs(sound).max() > 0.05
