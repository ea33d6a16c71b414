from collections.abc import Iterator

import numpy as np
import pytest

from engine.arrays import Float32
from engine.devices.loudspeaker import play
from engine.errors import PhonemeError


class Sink:
    def __init__(self) -> None:
        self.queued_samples = 0
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def write(self, samples: Float32) -> None:
        self.calls.append(f"write {samples.size}")

    def clear(self) -> None:
        self.calls.append("clear")

    def close(self, *, drain: bool) -> None:
        self.calls.append("drain" if drain else "stop")


def test_all_pieces_are_heard_before_it_returns() -> None:
    sink = Sink()
    play(sink, [np.zeros(3, np.float32), np.zeros(4, np.float32)])
    assert sink.calls == ["start", "write 3", "write 4", "drain"]


def test_the_sound_ends_where_a_piece_cannot_be_made() -> None:
    def pieces() -> Iterator[Float32]:
        yield np.zeros(3, np.float32)
        raise PhonemeError("It cannot be read; choose other words.")

    sink = Sink()
    with pytest.raises(PhonemeError):
        play(sink, pieces())
    assert sink.calls == ["start", "write 3", "stop"]
