from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.errors import PhonemeError
from engine.events import (
    AudioProduced,
    DropReason,
    Event,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    TextCommitted,
)
from engine.pipeline import PacingConfig, Session
from engine.speech.speaker import PendingClause, Speaker, SpokenClause
from engine.text.clauses import Clause
from engine.translate.translator import SpeechTranslator

UNREADABLE = "<unreadable>"
_TICK = SOURCE_RATE_HZ // 10


class ScriptedTranslator(SpeechTranslator):
    """Commits given texts when given samples have been heard."""

    def __init__(self, script: list[tuple[int, str]]) -> None:
        self._script = script
        self.reset()

    def reset(self) -> None:
        self._at = 0
        self._left = deque(self._script)

    def push(self, samples: Float32, *, backlog_samples: int = 0) -> list[Event]:
        del backlog_samples
        self._at += len(samples)
        events: list[Event] = []
        while self._left and self._left[0][0] <= self._at:
            events.append(self._commit(*self._left.popleft()))
        return events

    def flush(self) -> list[Event]:
        events: list[Event] = [self._commit(*entry) for entry in self._left]
        self._left.clear()
        end = SpeechEnded(source_start=0, source_end=self._at, heard=self._at)
        return [*events, end]

    @staticmethod
    def _commit(at: int, text: str) -> TextCommitted:
        return TextCommitted(text=text, language="en", source_start=at, source_end=at, heard=at)


class OneClauseAText(Speaker):
    """Every committed text is a clause; a character takes 0.1 s at tempo 1."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._texts: deque[TextCommitted] = deque()

    def push(self, committed: TextCommitted) -> None:
        self._texts.append(committed)

    def flush(self) -> None:
        """Nothing is held back."""

    def pending(self) -> tuple[PendingClause, ...]:
        return tuple(
            PendingClause(clause=self._clause(text), estimated_samples=len(text.text) * 4800)
            for text in self._texts
        )

    def drop_next(self) -> Clause | None:
        return self._clause(self._texts.popleft()) if self._texts else None

    def speak_next(self, *, tempo: float) -> SpokenClause | None:
        if self._texts[0].text == UNREADABLE:
            raise PhonemeError("no")
        text = self._texts.popleft()
        return SpokenClause(
            clause=self._clause(text),
            samples=np.ones(round(len(text.text) * 4800 / tempo), np.float32),
            tempo=tempo,
        )

    @staticmethod
    def _clause(text: TextCommitted) -> Clause:
        return Clause(
            text=text.text,
            language="en",
            source_start=text.source_start,
            source_end=text.source_end,
        )


def run(
    script: list[tuple[int, str]], length: int, block: int = _TICK
) -> tuple[list[AudioProduced], list[SpeakingTempoChanged | SpeechDropped]]:
    session = Session(ScriptedTranslator(script), OneClauseAText())
    events: list[Event] = []
    for start in range(0, length, block):
        events += session.push(np.zeros(min(block, length - start), np.float32))
    events += session.flush()
    return (
        [event for event in events if isinstance(event, AudioProduced)],
        [event for event in events if isinstance(event, SpeakingTempoChanged | SpeechDropped)],
    )


def test_a_clause_is_due_when_its_text_was_committed() -> None:
    (audio,), _ = run([(_TICK * 10, "hello")], SOURCE_RATE_HZ * 3)
    assert audio.target_start == TARGET_RATE_HZ
    assert audio.tempo == 1.0


def test_clauses_do_not_overlap() -> None:
    audio, _ = run([(_TICK, "a" * 15), (_TICK * 2, "b" * 15)], SOURCE_RATE_HZ * 5)
    assert audio[1].target_start == audio[0].target_start + len(audio[0].samples)


def test_speech_that_waits_is_spoken_faster_and_says_so() -> None:
    audio, paces = run([(_TICK, "a" * 60), (_TICK * 2, "b" * 20)], SOURCE_RATE_HZ * 20)
    assert 1.0 < audio[0].tempo <= PacingConfig().fastest_tempo
    tempos = [pace.tempo for pace in paces if isinstance(pace, SpeakingTempoChanged)]
    assert tempos == [audio[0].tempo, 1.0]


def test_far_behind_the_oldest_clauses_are_dropped_and_named() -> None:
    script = [(_TICK, str(i) * 50) for i in range(8)]
    audio, paces = run(script, SOURCE_RATE_HZ * 2)
    dropped = [pace.text for pace in paces if isinstance(pace, SpeechDropped)]
    assert dropped
    assert sorted([*dropped, *(clip.text for clip in audio)]) == [text for _, text in script]
    assert audio[-1].text == script[-1][1]


def test_nothing_is_dropped_at_the_end_of_the_stream() -> None:
    script = [(_TICK * 100, str(i) * 50) for i in range(8)]
    audio, paces = run(script, SOURCE_RATE_HZ)
    assert [clip.text for clip in audio] == [text for _, text in script]
    assert not [pace for pace in paces if isinstance(pace, SpeechDropped)]


def test_a_clause_that_cannot_be_read_does_not_end_the_stream() -> None:
    audio, paces = run([(_TICK, "one"), (_TICK, UNREADABLE), (_TICK, "two")], SOURCE_RATE_HZ)
    assert [clip.text for clip in audio] == ["one", "two"]
    (dropped,) = (pace for pace in paces if isinstance(pace, SpeechDropped))
    assert (dropped.text, dropped.reason) == (UNREADABLE, DropReason.UNSPEAKABLE)


@pytest.mark.parametrize("samples", [np.zeros(8, np.int16), np.zeros((8, 1), np.float32)])
def test_samples_of_another_kind_are_refused(samples: Float32) -> None:
    with pytest.raises(ValueError, match="float32"):
        Session(ScriptedTranslator([]), None).push(samples)


def test_without_a_speaker_there_is_no_audio() -> None:
    session = Session(ScriptedTranslator([(_TICK, "hello")]), None)
    events = [*session.push(np.zeros(SOURCE_RATE_HZ, np.float32)), *session.flush()]
    assert [type(event) for event in events] == [TextCommitted, SpeechEnded]


def test_reset_equals_a_new_object() -> None:
    script = [(_TICK * 3, "hello there"), (_TICK * 5, "again")]
    session = Session(ScriptedTranslator(script), OneClauseAText())
    runs = []
    for _ in range(2):
        session.reset()
        events = session.push(np.zeros(SOURCE_RATE_HZ * 2 + 7, np.float32)) + session.flush()
        runs.append([e.target_start for e in events if isinstance(e, AudioProduced)])
    assert runs[0] == runs[1]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 80_000), st.integers(1, 40)), max_size=8),
    st.integers(1, 20_000),
)
def test_block_size_changes_nothing(entries: list[tuple[int, int]], block: int) -> None:
    script = [(at, "x" * n) for at, n in sorted(entries)]
    a, pace_a = run(script, 80_000, 80_000)
    b, pace_b = run(script, 80_000, block)
    assert [(x.target_start, x.text, x.tempo) for x in a] == [
        (x.target_start, x.text, x.tempo) for x in b
    ]
    assert pace_a == pace_b


@pytest.mark.parametrize(
    "wrong",
    [{"calm_ms": 1.0}, {"fastest_tempo": 0.9}, {"drop_ms": 5_000.0}, {"ahead_ms": 0.0}],
)
def test_pacing_that_cannot_work_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        PacingConfig(**wrong)
