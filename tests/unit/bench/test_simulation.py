from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from json import dumps

import numpy as np
import pytest

from engine.bench.simulation import Observation, SharedProcessor, simulate
from engine.events import AudioProduced, Event, TextCommitted, TextTentative
from engine.session import SourceBlock
from engine.tts.clauses import Clause
from engine.tts.voice_stage import SpokenClause, SpokenPiece


class Scripted:
    """Answers its blocks, in order, with prepared events; the last entry answers the end."""

    def __init__(self, *script: list[Event], took_s: Sequence[float] = (0.0,) * 5) -> None:
        self._script = list(script)
        self._took_s = took_s
        self._position = 0
        self._spent_s = 0.0
        self.processor = SharedProcessor(lambda: self._spent_s)
        self.backlogs: list[int] = []
        self.queued: list[int | None] = []
        self.lengths: list[int] = []

    def push(self, block: SourceBlock) -> list[Event]:
        self.backlogs.append(block.backlog_samples)
        self.queued.append(block.queued_samples)
        self.lengths.append(len(block.samples))
        return self._answer()

    def finish(self) -> Iterator[list[Event]]:
        yield self._answer()

    def close(self) -> None: ...

    def _answer(self) -> list[Event]:
        self._spent_s += self._took_s[self._position]
        self._position += 1
        return self._script[self._position - 1]


def heard(session: Scripted) -> Observation:
    return simulate(session, AUDIO, passage="p", processor=session.processor)


def committed(text: str, start: int, end: int, heard: int) -> TextCommitted:
    return TextCommitted(text=text, language="en", source_start=start, source_end=end, heard=heard)


def tentative(text: str) -> TextTentative:
    return TextTentative(text=text, language="en", source_start=0, source_end=0, heard=0)


def spoken(n_samples: int, target_start: int) -> AudioProduced:
    return AudioProduced(
        samples=np.zeros(n_samples, np.float32),
        target_start=target_start,
        text=" said ",
        language="en",
        tempo=1.0,
        source_start=0,
        source_end=1_600,
        heard=1_600,
    )


AUDIO = np.zeros(5_600, np.float32)


def test_the_clock_runs_with_the_audio_and_with_slow_computing() -> None:
    script: list[list[Event]] = [[committed(f" w{i}", 0, 1_600, 1_600 * (i + 1))] for i in range(5)]
    session = Scripted(*script, took_s=(0.25, 0.0, 0.0, 0.0, 0.1))
    seen = heard(session)
    assert session.lengths == [1_600, 1_600, 1_600, 800]
    # Blocks arrive at 0.1, 0.2, 0.3, 0.35; the first is done at 0.35, when all have arrived.
    assert [word.aware_s for word in seen.words] == pytest.approx([0.35] * 4 + [0.45])
    assert session.backlogs == [0, 2_400, 800, 0]
    assert seen.busy_s == pytest.approx(0.35)
    assert seen.duration_s == pytest.approx(0.35)


def test_words_are_parted_and_joined_as_their_text_says() -> None:
    session = Scripted(
        [committed(" Hello wor", 0, 1_600, 1_600)],
        [],
        [committed("ld,", 3_200, 4_800, 4_800)],
        [],
        [committed(" again", 4_800, 5_600, 5_600)],
    )
    seen = heard(session)
    assert [word.text for word in seen.words] == ["Hello", "world,", "again"]
    hello, world, _ = seen.words
    assert (hello.source_start_s, hello.source_end_s) == pytest.approx((0.0, 0.05))
    # A word is there when its last letter is, and its source is all that its letters came from.
    assert (world.source_start_s, world.source_end_s) == pytest.approx((0.05, 0.3))
    assert (world.ideal_s, world.aware_s) == pytest.approx((0.3, 0.3))
    assert seen.text == "Hello world, again"


def test_steps_hold_what_is_shown_and_count_what_is_erased() -> None:
    session = Scripted(
        [tentative(" the cat sits")],
        [],
        [committed(" the", 0, 1_600, 4_800), tentative(" dog sits")],
        [tentative(" dog")],
        [committed(" dog barks", 0, 1_600, 5_600), tentative("")],
        took_s=(0.01, 0.02, 0.03, 0.04, 0.05),
    )
    seen = heard(session)
    assert [seen.shown(step) for step in seen.steps] == [
        ["the", "cat", "sits"],
        ["the", "dog", "sits"],
        ["the", "dog"],
        ["the", "dog", "barks"],
    ]
    # "cat sits" went, then "sits"; a word behind a changed one counts as changed.
    assert seen.erasures() == [0, 2, 1, 0]
    assert [step.took_s for step in seen.steps] == pytest.approx([0.01, 0.05, 0.04, 0.05])


def test_speech_waits_for_its_moment_its_making_and_the_speech_before_it() -> None:
    said: list[Event] = [spoken(9_600, 4_800), spoken(4_800, 4_800)]
    session = Scripted(said, [], [], [], [], took_s=(0.2, 0.0, 0.0, 0.0, 0.0))
    seen = heard(session)
    first, second = seen.clauses
    assert (first.ideal_s, first.aware_s) == pytest.approx((0.1, 0.3))
    assert first.duration_s == pytest.approx(0.2)
    assert second.aware_s == pytest.approx(0.5)
    assert first.text == "said"
    # The session is told what is still to be heard, as by what plays it: 0.3 s end at 0.6 s.
    assert session.queued == [0, *[round(s * 48_000) for s in (0.3, 0.3, 0.25)]]


def test_without_computing_a_clause_begins_with_its_last_word_and_behind_the_last() -> None:
    session = Scripted(
        [committed(" said", 0, 1_600, 1_600)],
        [committed(" said", 0, 1_600, 3_200), spoken(9_600, 9_600)],
        [spoken(4_800, 48_000)],
        [],
        [],
        took_s=(0.5, 0.5, 0.0, 0.0, 0.0),
    )
    seen = heard(session)
    assert [clause.ideal_s for clause in seen.clauses] == pytest.approx([0.1, 0.3])
    assert [clause.aware_s for clause in seen.clauses] == pytest.approx([1.1, 1.3])


class SpeaksAtLast:
    """Gives what it said a part at a time, each of which takes a second."""

    def __init__(self, processor: SharedProcessor, spend: Callable[[float], None]) -> None:
        self._processor = processor
        self._spend = spend

    def push(self, block: SourceBlock) -> list[Event]:
        del block
        return []

    def finish(self) -> Iterator[list[Event]]:
        for _ in range(2):
            self._spend(1.0)
            yield [spoken(48, 0)]

    def close(self) -> None: ...


def test_what_comes_at_the_end_comes_one_after_the_other() -> None:
    spent = [0.0]
    processor = SharedProcessor(lambda: spent[0])

    def spend(seconds: float) -> None:
        spent[0] += seconds

    seen = simulate(SpeaksAtLast(processor, spend), AUDIO, passage="p", processor=processor)
    assert [clause.aware_s for clause in seen.clauses] == pytest.approx([1.35, 2.35])
    assert seen.busy_s == pytest.approx(2.0)


class TakesItsTime(SpokenClause):
    """Needs 0.08 s for its only piece."""

    def __init__(self, text: str, spend: Callable[[float], None]) -> None:
        self.clause = Clause(text=text, language="en", source_start=0, source_end=1_600)
        self._spend = spend

    def next_piece(self) -> SpokenPiece:
        self._spend(0.08)
        return SpokenPiece(
            clause=self.clause,
            samples=np.zeros(4_800, np.float32),
            tempo=1.0,
            begins_clause=True,
            ends_clause=True,
        )


class SpeaksBeside:
    """Has a clause made beside hearing, and gives up one before it."""

    def __init__(self, processor: SharedProcessor, spend: Callable[[float], None]) -> None:
        self._processor = processor
        self._spend = spend
        self._texts = deque(["given up", "said"])

    def push(self, block: SourceBlock) -> list[Event]:
        del block
        if self._texts:
            self._processor.begin(TakesItsTime(self._texts.popleft(), self._spend))
        piece = self._processor.next_piece()
        return [] if piece is None else [replace(spoken(4_800, 0), text=piece.clause.text)]

    def finish(self) -> Iterator[list[Event]]:
        return iter(())

    def close(self) -> None: ...


def test_it_is_seen_when_a_clause_was_begun_and_made() -> None:
    spent = [0.0]
    processor = SharedProcessor(lambda: spent[0])

    def spend(seconds: float) -> None:
        spent[0] += seconds

    seen = simulate(SpeaksBeside(processor, spend), AUDIO, passage="p", processor=processor)
    (clause,) = seen.clauses
    assert clause.text == "said"
    assert (clause.begun_s, clause.made_s) == pytest.approx((0.2, 0.3))


def test_a_word_is_seen_when_it_stands_in_its_place() -> None:
    session = Scripted(
        [tentative(" other cat")],
        [tentative(" the dog")],
        [committed(" the", 0, 1, 4_800), tentative(" cat")],
        [committed(" cat", 0, 1, 5_600)],
        [],
    )
    seen = heard(session)
    assert [ideal_s for ideal_s, _ in seen.first_shown()] == pytest.approx([0.2, 0.1])


def test_an_observation_survives_json() -> None:
    session = Scripted([committed(" a", 0, 1, 2), spoken(48, 0)], [], [tentative(" b")], [], [])
    seen = heard(session)
    assert Observation.from_json(dumps(asdict(seen))) == seen
