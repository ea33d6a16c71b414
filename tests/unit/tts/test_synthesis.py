"""The voice's thread: in order, nothing lost, and gone when it is told to go."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import TARGET_RATE_HZ
from engine.bench.simulation import SharedProcessor
from engine.errors import PhonemeError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime
from engine.tts.clauses import Clause
from engine.tts.model import SpeechPiece
from engine.tts.synthesis import Synthesis, SynthesisAtOnce, SynthesisThread
from engine.tts.voice_stage import Delivery, SpokenClause, SpokenPiece
from tests.helpers.tiny_networks import write_endless_network
from tests.helpers.toy_voice import ToyVoice


class Tones(ToyVoice):
    """Says a piece of 100 ms a word; what happens before each is somebody else's."""

    def __init__(self, before: Callable[[str], None] = lambda _: None) -> None:
        super().__init__()
        self._before = before

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        assert tempo == 1.0
        words = text.split()
        for number, word in enumerate(words, 1):
            self._before(word)
            samples = np.full(TARGET_RATE_HZ // 10, 0.1 * number, np.float32)
            yield SpeechPiece(samples=samples, is_last=number == len(words))


def clause(text: str, synthesiser: Tones) -> SpokenClause:
    said = Clause(text=text, language="en", source_start=0, source_end=1)
    return SpokenClause(said, text, synthesiser, tempo=1.0, delivery=Delivery(), pause_ms=0)


def take(synthesis: Synthesis, into: list[SpokenPiece] | None = None) -> list[SpokenPiece]:
    pieces = [] if into is None else into
    deadline_s = time.monotonic() + 20
    while not pieces or not pieces[-1].ends_clause:
        assert time.monotonic() < deadline_s
        piece = synthesis.next_piece(timeout_s=1.0)
        if piece is not None:
            pieces.append(piece)
    return pieces


@pytest.fixture
def voice_thread() -> Iterator[SynthesisThread]:
    synthesis = SynthesisThread()
    yield synthesis
    synthesis.close()


def test_a_thread_makes_what_is_made_at_once(voice_thread: SynthesisThread) -> None:
    made = []
    for synthesis in (SynthesisAtOnce(), voice_thread, SharedProcessor()):
        for text in ("one two three", "four"):
            synthesis.begin(clause(text, Tones()))
            made.append(np.concatenate([piece.samples for piece in take(synthesis)]))
        assert synthesis.next_piece() is None
        synthesis.close()
    for first, second in zip(made[:2], made[2:4], strict=True):
        np.testing.assert_array_equal(first, second)
    for first, second in zip(made[:2], made[4:], strict=True):
        np.testing.assert_array_equal(first, second)


def test_whoever_asks_need_not_wait(voice_thread: SynthesisThread) -> None:
    goes_on = threading.Event()

    def wait(_: str) -> None:
        assert goes_on.wait(20)

    voice_thread.begin(clause("one", Tones(wait)))
    assert voice_thread.next_piece() is None
    assert voice_thread.next_piece(timeout_s=0.01) is None
    before_s = voice_thread.busy_s
    time.sleep(0.02)
    assert voice_thread.busy_s > before_s, "what it is at counts"
    goes_on.set()
    assert take(voice_thread)[0].begins_clause
    idle_s = voice_thread.busy_s
    time.sleep(0.02)
    assert voice_thread.busy_s == idle_s


@pytest.mark.parametrize("error", [PhonemeError(Code.VERBATIM, text="no"), OSError("gone")])
def test_an_error_comes_behind_what_was_made_before_it(
    voice_thread: SynthesisThread, error: Exception
) -> None:
    def fail(word: str) -> None:
        if word == "three":
            raise error

    for synthesis in (voice_thread, SharedProcessor()):
        synthesis.begin(clause("one two three four", Tones(fail)))
        heard: list[SpokenPiece] = []
        with pytest.raises(type(error)):
            take(synthesis, heard)
        assert sum(len(piece.samples) for piece in heard) > 0
        assert not any(piece.ends_clause for piece in heard)
        # The next one is none the worse for it.
        synthesis.begin(clause("five", Tones()))
        assert len(take(synthesis)) == 1


def test_what_is_given_up_is_not_heard_of_again(voice_thread: SynthesisThread) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    said: list[str] = []

    def wait(word: str) -> None:
        said.append(word)
        begun.set()
        assert goes_on.wait(20)

    voice_thread.begin(clause("one two three", Tones(wait)))
    assert begun.wait(20)
    voice_thread.leave()
    voice_thread.begin(clause("four", Tones(said.append)))
    goes_on.set()
    pieces = take(voice_thread)
    assert [piece.clause.text for piece in pieces] == ["four"]
    assert said == ["one", "four"]


def test_a_network_is_left_in_the_middle_for_what_comes_next(
    voice_thread: SynthesisThread, tmp_path: Path
) -> None:
    write_endless_network(tmp_path / "endless.onnx")
    endless = OnnxGraph(tmp_path / "endless.onnx", Runtime(threads=1))
    begun = threading.Event()

    def compute(_: str) -> None:
        begun.set()
        endless.run(("y",), {"x": np.zeros(3, np.float32)})

    for leave in (voice_thread.leave, lambda: None, voice_thread.close):
        begun.clear()
        voice_thread.begin(clause("one", Tones(compute)))
        assert begun.wait(20)
        leave()
        if leave != voice_thread.close:
            voice_thread.begin(clause("two three", Tones()))
            assert [piece.clause.text for piece in take(voice_thread)] == ["two three"] * 2


def test_closing_waits_for_the_piece_that_is_being_made_and_no_longer() -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(word: str) -> None:
        begun.set()
        time.sleep(0.05)
        if word == "one":
            ended.set()
        else:
            raise AssertionError("nothing is begun after the end")

    before = threading.active_count()
    synthesis = SynthesisThread()
    synthesis.begin(clause("one two three", Tones(work)))
    assert begun.wait(20)
    synthesis.close()
    assert ended.is_set()
    assert threading.active_count() == before
    synthesis.close()
    with pytest.raises(RuntimeError, match="closed"):
        synthesis.begin(clause("four", Tones()))


def test_closing_what_never_spoke_needs_no_thread() -> None:
    SynthesisThread().close()


class Spent:
    """A clock by hand."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s

    def spend(self, seconds: float) -> None:
        self.s += seconds


def test_while_both_compute_each_has_half_of_the_simulated_computer() -> None:
    clock = Spent()
    processor = SharedProcessor(clock)
    processor.begin(clause("one two", Tones(lambda _: clock.spend(1.0))))
    assert processor() == 0
    clock.spend(0.6)  # hearing, for which the voice takes half of the time
    assert processor() == pytest.approx(1.2)
    assert processor.next_piece() is None
    clock.spend(1.0)  # 0.4 of it until the first piece is there
    assert processor() == pytest.approx(3.2)
    assert processor.next_piece() is not None
    processor.wait_until(3.5)
    assert processor.next_piece() is None, "0.4 s of the second piece are left"
    assert processor.next_piece(timeout_s=5.0) is not None
    assert processor() == pytest.approx(3.6)
    assert processor.busy_s == pytest.approx(3.6)
    clock.spend(0.3)
    processor.wait_until(1.0)
    assert processor() == pytest.approx(3.9)


def test_what_is_given_up_takes_no_more_of_the_simulated_computer() -> None:
    clock = Spent()
    processor = SharedProcessor(clock)
    processor.begin(clause("one two", Tones(lambda _: clock.spend(1.0))))
    processor.wait_until(0.25)
    processor.begin(clause("three", Tones(lambda _: clock.spend(1.0))))
    processor.wait_until(1.0)
    assert processor.next_piece() is None, "0.75 s of it were made"
    processor.wait_until(1.25)
    (piece,) = take(processor)
    assert piece.clause.text == "three"
    assert processor() == processor.busy_s == processor.computed_s == pytest.approx(1.25)
    assert processor.hearing_s == 0
