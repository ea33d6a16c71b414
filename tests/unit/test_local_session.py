import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.effort import Effort
from engine.errors import EngineError, PhonemeError, VoiceError
from engine.events import (
    AudioProduced,
    DropReason,
    Event,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    TextCommitted,
    TextTentative,
    TextTyped,
)
from engine.local_session import LocalSession, PacingConfig
from engine.messages import Code
from engine.session import SourceBlock, finish_now
from engine.translator import SpeechTranslator
from engine.tts.clauses import Clause
from engine.tts.model import SpeechPiece
from engine.tts.synthesis import SynthesisAtOnce
from engine.tts.voice_stage import (
    Delivery,
    PendingClause,
    SpokenClause,
    SpokenPiece,
    VoiceStage,
    VoiceStageConfig,
)
from tests.helpers.raising import raises
from tests.helpers.toy_voice import ToyVoice

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

    @property
    def is_hearing_speech(self) -> bool:
        return bool(self._left)

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, effort: Effort = Effort.FULL
    ) -> list[Event]:
        del backlog_samples, effort
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


class ClauseByHand(SpokenClause):
    """Its pieces are made already."""

    def __init__(self, clause: Clause, pieces: deque[SpokenPiece], *, tempo: float) -> None:
        self.clause = clause
        self.tempo = tempo
        self.n_samples = sum(len(piece.samples) for piece in pieces)
        self.processor_s = 0.0
        self.pieces = pieces

    def next_piece(self) -> SpokenPiece:
        if self.clause.text == UNREADABLE:
            raise PhonemeError(Code.VERBATIM, text="no")
        return self.pieces.popleft()


class OneClauseAText(VoiceStage):
    """Every committed text is a clause; a character takes 0.1 s at tempo 1.

    Where `piece_samples` is given a clause comes in pieces of at most so many.
    """

    def __init__(self, piece_samples: int | None = None) -> None:
        self._piece_samples = piece_samples
        self.reset()

    def reset(self) -> None:
        self._texts: deque[Clause] = deque()

    def push(
        self,
        text: str,
        *,
        source_start: int = 0,
        source_end: int = 0,
        heard: int = 0,
        language: str | None = None,
    ) -> None:
        assert language in (None, "en")
        clause = Clause(
            text=text,
            language="en",
            source_start=source_start,
            source_end=source_end,
            heard=heard,
        )
        self._texts.append(clause)

    def flush(self) -> None:
        """Nothing is held back."""

    def hasten(self) -> None:
        """Nothing is held back."""

    def expect(self, text: str, *, source_start: int = 0) -> None:
        """It cuts no text."""

    def guess(self) -> Clause | None:
        """It never knows."""
        return None

    def part_first(self, *, least_share: float) -> None:
        """Each is spoken whole."""

    def pending(self) -> tuple[PendingClause, ...]:
        return tuple(
            PendingClause(clause=text, estimated_samples=len(text.text) * 4800)
            for text in self._texts
        )

    def drop_next(self) -> Clause | None:
        return self._texts.popleft() if self._texts else None

    def begin(self, *, tempo: float) -> SpokenClause:
        text = self._texts.popleft()
        n_samples = round(len(text.text) * 4800 / tempo)
        size = self._piece_samples or n_samples
        pieces = (
            SpokenPiece(
                clause=text,
                samples=np.ones(min(size, n_samples - start), np.float32),
                tempo=tempo,
                begins_clause=start == 0,
                ends_clause=start + size >= n_samples,
            )
            for start in range(0, n_samples, size)
        )
        return ClauseByHand(text, deque(pieces), tempo=tempo)

    def learn(self, spoken: SpokenClause) -> None:
        """It knows."""


def hear(session: LocalSession, count: int) -> list[Event]:
    return session.push(SourceBlock(np.zeros(count, np.float32)))


def run(
    script: list[tuple[int, str]],
    length: int,
    block: int = _TICK,
    *,
    piece_samples: int | None = None,
) -> tuple[list[AudioProduced], list[SpeakingTempoChanged | SpeechDropped]]:
    session = LocalSession(ScriptedTranslator(script), OneClauseAText(piece_samples))
    events: list[Event] = []
    for start in range(0, length, block):
        events += hear(session, min(block, length - start))
    events += finish_now(session)
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
    script = [(_TICK, "a" * 60), (_TICK * 2, "b" * 20), (_TICK * 150, "on time again")]
    audio, paces = run(script, SOURCE_RATE_HZ * 20)
    fastest = PacingConfig().fastest_tempo
    assert [clause.tempo for clause in audio] == [1.0, fastest, 1.0]
    tempos = [pace.tempo for pace in paces if isinstance(pace, SpeakingTempoChanged)]
    assert tempos == [fastest, 1.0]


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
        LocalSession(ScriptedTranslator([]), None).push(SourceBlock(samples))


class Failing(ScriptedTranslator):
    """Fails when so much has been heard."""

    def __init__(self, script: list[tuple[int, str]], fails_at: int) -> None:
        super().__init__(script)
        self._fails_at = fails_at

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, effort: Effort = Effort.FULL
    ) -> list[Event]:
        if self._at + len(samples) > self._fails_at:
            raise EngineError(Code.VERBATIM, text="broken")
        return super().push(samples, backlog_samples=backlog_samples, effort=effort)


class Mute(OneClauseAText):
    """Fails to say a text."""

    def begin(self, *, tempo: float) -> SpokenClause:
        raise VoiceError(Code.VERBATIM, text=f"hoarse at {tempo}")


@pytest.mark.parametrize("ends", [True, False])
def test_a_stage_that_fails_loses_nothing_that_was_committed(*, ends: bool) -> None:
    script = [(_TICK, "one"), (2 * _TICK, "two"), (9 * _TICK, "never")]
    session = LocalSession(Failing(script, 3 * _TICK), None)
    told = hear(session, 8 * _TICK)
    assert [event.text for event in told if isinstance(event, TextCommitted)] == ["one", "two"]
    for _ in range(2):
        with pytest.raises(EngineError, match="broken"):
            finish_now(session) if ends else hear(session, _TICK)


def test_a_voice_that_fails_leaves_the_text_of_its_tick() -> None:
    session = LocalSession(ScriptedTranslator([(_TICK, "one")]), Mute())
    told = hear(session, _TICK)
    assert [event.text for event in told if isinstance(event, TextCommitted)] == ["one"]
    with pytest.raises(VoiceError, match="hoarse"):
        hear(session, _TICK)


def test_a_failure_before_anything_was_made_is_raised_at_once() -> None:
    session = LocalSession(Failing([], 0), None)
    with pytest.raises(EngineError, match="broken"):
        hear(session, _TICK)


def test_without_a_speaker_there_is_no_audio() -> None:
    session = LocalSession(ScriptedTranslator([(_TICK, "hello")]), None)
    events = [*hear(session, SOURCE_RATE_HZ), *finish_now(session)]
    assert [type(event) for event in events] == [TextCommitted, SpeechEnded]


def test_the_stream_goes_on_after_it_was_finished() -> None:
    session = LocalSession(ScriptedTranslator([(_TICK * 3, "hello there")]), OneClauseAText())
    events = hear(session, SOURCE_RATE_HZ + 7) + finish_now(session)
    assert [e.text for e in events if isinstance(e, TextCommitted)] == ["hello there"]
    more = hear(session, SOURCE_RATE_HZ) + finish_now(session)
    (ended,) = (event for event in more if isinstance(event, SpeechEnded))
    assert ended.heard == 2 * SOURCE_RATE_HZ + 7


def test_a_text_that_fails_at_the_end_loses_nothing_that_was_committed() -> None:
    class Breaking(ScriptedTranslator):
        def flush(self) -> list[Event]:
            raise EngineError(Code.VERBATIM, text="broken")

    session = LocalSession(Breaking([(_TICK + 5, "one")]), None)
    hear(session, _TICK + 5)
    parts = session.finish()
    (text,) = next(parts)
    assert isinstance(text, TextCommitted)
    with pytest.raises(EngineError, match="broken"):
        next(parts)
    with pytest.raises(EngineError, match="broken"):
        hear(session, _TICK)


def test_a_voice_that_fails_at_the_end_costs_no_text() -> None:
    session = LocalSession(ScriptedTranslator([(9 * _TICK, "one")]), Mute())
    hear(session, _TICK)
    parts = session.finish()
    assert [e.text for e in next(parts) if isinstance(e, TextCommitted)] == ["one"]
    with pytest.raises(VoiceError, match="hoarse"):
        next(parts)


class TestPieces:
    """A clause that comes in pieces."""

    def test_they_join_and_the_text_comes_once(self) -> None:
        pieces, _ = run([(_TICK, "a" * 30)], SOURCE_RATE_HZ * 6, piece_samples=3840)
        ends = [piece.target_start + len(piece.samples) for piece in pieces]
        assert [piece.target_start for piece in pieces[1:]] == ends[:-1]
        assert [piece.text for piece in pieces] == ["a" * 30] + [""] * (len(pieces) - 1)
        assert [piece.begins_clause for piece in pieces] == [True] + [False] * (len(pieces) - 1)
        assert [piece.ends_clause for piece in pieces] == [False] * (len(pieces) - 1) + [True]
        assert sum(len(piece.samples) for piece in pieces) == 30 * 4800

    def test_a_tick_makes_a_burst_and_no_more(self) -> None:
        frame, tick = 768, SOURCE_RATE_HZ // 50  # 16 ms, 20 ms
        session = LocalSession(ScriptedTranslator([(tick, "a" * 100)]), OneClauseAText(frame))
        made = [sum(isinstance(e, AudioProduced) for e in hear(session, tick)) for _ in range(60)]
        assert made[0] == 3, "16 + 16 < 40 <= 16 + 16 + 16"
        assert max(made) == 3
        # From then on as much is made as is heard, however long that takes.
        assert 0 < sum(made[40:]) * 16 <= 20 * 20 + 48

    def test_no_clause_breaks_off(self) -> None:
        script = [(_TICK * k, "abcdefghij" * k) for k in range(1, 6)]
        pieces, _ = run(script, SOURCE_RATE_HZ * 30, piece_samples=2000)
        for before, after in pairwise(pieces):
            if not after.begins_clause:
                assert after.target_start == before.target_start + len(before.samples)

    def test_captions_have_no_voice_to_change(self) -> None:
        session = LocalSession(ScriptedTranslator([]), None)
        with pytest.raises(VoiceError, match="captions only"):
            session.change_delivery(Delivery(speed=1.2))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(1, 80_000), st.integers(1, 40)), max_size=8),
    st.integers(1, 20_000),
    st.sampled_from([None, 100, 3840]),
)
def test_block_size_changes_nothing(
    entries: list[tuple[int, int]], block: int, piece_samples: int | None
) -> None:
    script = [(at, "x" * n) for at, n in sorted(entries)]
    length = min(80_000, 4_000 * block)
    a, pace_a = run(script, length, length, piece_samples=piece_samples)
    b, pace_b = run(script, length, block, piece_samples=piece_samples)
    assert [(x.target_start, x.text, x.tempo) for x in a] == [
        (x.target_start, x.text, x.tempo) for x in b
    ]
    assert pace_a == pace_b


@pytest.mark.parametrize(
    "wrong",
    [
        {"prompt_ms": 9_000.0},
        {"fastest_tempo": 0.9},
        {"drop_ms": 5_000.0},
        {"ahead_ms": 0.0},
        {"prefetch_ms": 5_000.0},
        {"burst_ms": 10.0},
    ],
)
def test_pacing_that_cannot_work_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        PacingConfig(**wrong)


def test_speech_is_planned_behind_what_is_still_to_be_heard() -> None:
    script = ScriptedTranslator([(_TICK, "hello")])
    session = LocalSession(script, OneClauseAText(), synthesis=SynthesisAtOnce())
    late = TARGET_RATE_HZ // 5
    # A second of sound waits for the engine, and speech of before for the loudspeaker.
    silence = np.zeros(_TICK, np.float32)
    events = session.push(SourceBlock(silence, SOURCE_RATE_HZ, late))
    (audio,) = (event for event in events if isinstance(event, AudioProduced))
    heard_by_now = (_TICK + SOURCE_RATE_HZ) * TARGET_RATE_HZ // SOURCE_RATE_HZ
    assert audio.target_start == heard_by_now + late


def test_nothing_is_synthesised_while_enough_waits_to_be_heard() -> None:
    script = ScriptedTranslator([(_TICK, "hello")])
    session = LocalSession(script, OneClauseAText(), synthesis=SynthesisAtOnce())
    block = SourceBlock(np.zeros(_TICK, np.float32), queued_samples=10 * TARGET_RATE_HZ)
    assert not [e for e in session.push(block) if _is_audio(e)]
    # What was planned would be over by now; what plays it is late.
    assert not [e for e in session.push(block) if _is_audio(e)]


def _is_audio(event: Event) -> bool:
    return isinstance(event, AudioProduced)


def say_in_capitals(text: str, language: str | None) -> TextTyped | None:
    if not text:
        return None
    return TextTyped(
        typed=text,
        typed_language=language or "fr",
        text=text.upper(),
        language="en",
        source_start=0,
        source_end=0,
        heard=0,
    )


def test_what_is_typed_is_spoken_where_it_was_typed_and_told() -> None:
    session = LocalSession(ScriptedTranslator([]), OneClauseAText(), typist=say_in_capitals)
    events = hear(session, _TICK * 10)
    session.type_text("bonjour", None)
    session.type_text("", None)
    session.type_text("merci", "de")
    events += hear(session, _TICK)
    typed = [event for event in events if isinstance(event, TextTyped)]
    assert [(e.typed, e.text, e.typed_language) for e in typed] == [
        ("bonjour", "BONJOUR", "fr"),
        ("merci", "MERCI", "de"),
    ]
    assert {(e.source_start, e.source_end, e.heard) for e in typed} == {(_TICK * 10,) * 3}
    events += finish_now(session)
    spoken = [event for event in events if isinstance(event, AudioProduced)]
    assert [piece.text.strip() for piece in spoken] == ["BONJOUR", "MERCI"]
    assert spoken[0].source_start == _TICK * 10


def test_what_is_typed_at_the_very_end_is_said_too() -> None:
    session = LocalSession(ScriptedTranslator([]), OneClauseAText(), typist=say_in_capitals)
    hear(session, _TICK)
    session.type_text("bonjour", None)
    events = finish_now(session)
    assert [e.text for e in events if isinstance(e, TextTyped)] == ["BONJOUR"]
    assert [e.text.strip() for e in events if isinstance(e, AudioProduced)] == ["BONJOUR"]


def test_a_session_that_nobody_can_type_to_says_so() -> None:
    with raises(EngineError, Code.TYPING_NOT_HERE):
        LocalSession(ScriptedTranslator([]), None).type_text("bonjour", None)


class Slow(OneClauseAText):
    """Each clause is made when it may be."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.goes_on = threading.Event(), threading.Event()

    def begin(self, *, tempo: float) -> SpokenClause:
        clause = super().begin(tempo=tempo)
        make = clause.next_piece

        def wait_and_make() -> SpokenPiece:
            self.begun.set()
            assert self.goes_on.wait(20)
            return make()

        clause.next_piece = wait_and_make  # type: ignore[method-assign]
        return clause


def expected(text: str) -> TextTentative:
    return TextTentative(text=text, language="en", source_start=0, source_end=0, heard=0)


class Expecting(SpeechTranslator):
    """Commits texts, or says what it expects, at given ticks; each takes some computing."""

    def __init__(self, script: Sequence[tuple[int, str | Event]], *, took_s: float = 0.0) -> None:
        self._script = list(script)
        self._took_s = took_s
        self.spent_s = 0.0
        self.heard = 0

    def say(self, at: int, what: str | Event) -> None:
        self._script.append((at, what))

    @property
    def is_hearing_speech(self) -> bool:
        return True

    @property
    def ticks(self) -> int:
        return self.heard // _TICK

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, effort: Effort = Effort.FULL
    ) -> list[Event]:
        del backlog_samples, effort
        before, self.heard = self.ticks, self.heard + len(samples)
        if self.ticks == before:
            return []
        self.spent_s += self._took_s
        due = [what for at, what in self._script if at == self.ticks]
        return [self._event(what) for what in due]

    def flush(self) -> list[Event]:
        return [SpeechEnded(source_start=0, source_end=self.heard, heard=self.heard)]

    def _event(self, what: str | Event) -> Event:
        if not isinstance(what, str):
            return what
        return TextCommitted(
            text=what,
            language="en",
            source_start=self.heard,
            source_end=self.heard,
            heard=self.heard,
        )


class Noting(SynthesisAtOnce):
    """Notes at which tick each clause was begun."""

    def __init__(self, script: Expecting, *, is_at_once: bool = False) -> None:
        super().__init__()
        self._script = script
        self._is_at_once = is_at_once
        self.begun: list[tuple[int, str]] = []

    @property
    def is_at_once(self) -> bool:
        return self._is_at_once

    def begin(self, clause: SpokenClause) -> None:
        self.begun.append((self._script.ticks, clause.clause.text))
        super().begin(clause)


class Tones(ToyVoice):
    """Says a word in 100 ms."""

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        del tempo
        samples = np.full(len(text.split()) * TARGET_RATE_HZ // 10, 0.1, np.float32)
        yield SpeechPiece(samples=samples, is_last=True)


def spoken_in_tones() -> VoiceStage:
    return VoiceStage(Tones(), language="en", config=VoiceStageConfig())


def spoken_ahead(
    *scripts: Sequence[tuple[int, str | Event]], queued: int = 0
) -> tuple[list[Event], Noting]:
    """What comes of expectations and commitments, with something that plays it."""
    script = Expecting([entry for part in scripts for entry in part])
    synthesis = Noting(script)
    session = LocalSession(script, spoken_in_tones(), synthesis=synthesis)
    events = [event for _ in range(5) for event in play(session, queued=queued)]
    return events + finish_now(session), synthesis


def play(session: LocalSession, count: int = _TICK, *, queued: int = 0) -> list[Event]:
    return session.push(SourceBlock(np.zeros(count, np.float32), queued_samples=queued))


def played(session: LocalSession, *, until: type[Event]) -> list[Event]:
    """What comes of silence until there is an event of a kind."""
    events: list[Event] = []
    deadline_s = time.monotonic() + 20
    while not any(isinstance(event, until) for event in events):
        assert time.monotonic() < deadline_s
        events += play(session)
        time.sleep(0.002)
    return events


class TestPlayed:
    """Where something plays what is said, the voice has a thread of its own."""

    def test_hearing_does_not_wait_for_the_voice(self) -> None:
        stage = Slow()
        with closing(
            LocalSession(ScriptedTranslator([(_TICK, "a"), (5 * _TICK, "b")]), stage)
        ) as s:
            events = play(s)
            assert stage.begun.wait(20)
            events += play(s, 9 * _TICK)
            assert [e.text for e in events if isinstance(e, TextCommitted)] == ["a", "b"]
            assert not [e for e in events if isinstance(e, AudioProduced)]
            stage.goes_on.set()
            said = [e for e in played(s, until=AudioProduced) if isinstance(e, AudioProduced)]
            assert said[0].text == "a"
            # It is planned for when it is there, and not for when it was begun.
            assert said[0].target_start >= 10 * _TICK * TARGET_RATE_HZ // SOURCE_RATE_HZ
            ended = finish_now(s)
            texts = [e.text for e in [*said[1:], *ended] if isinstance(e, AudioProduced)]
            assert texts == ["b"]

    def test_hearing_waits_for_a_voice_only_when_its_text_can_be_read(self) -> None:
        waits: list[float] = []

        class NotYet(SynthesisAtOnce):
            @property
            def is_at_once(self) -> bool:
                return False

            def next_piece(self, *, timeout_s: float = 0.0) -> SpokenPiece | None:
                waits.append(timeout_s)
                return None

        script = ScriptedTranslator([(_TICK, "a")])
        session = LocalSession(script, OneClauseAText(), synthesis=NotYet())
        assert [type(event) for event in play(session)] == [TextCommitted]
        assert max(waits) == 0.0
        waits.clear()
        assert play(session, _TICK // 10) == []
        assert waits == [pytest.approx(PacingConfig().yield_ms / 1000)]

    def test_what_is_expected_is_made_before_it_is_committed(self) -> None:
        guessed, synthesis = spoken_ahead(
            [(1, expected(" We agree with")), (2, expected(" We agree with the"))],
            [(3, " We agree with"), (3, expected(" the"))],
        )
        assert synthesis.begun[0] == (1, "We agree")
        (first, *_) = (event for event in guessed if isinstance(event, AudioProduced))
        assert (first.text, first.begins_clause) == ("We agree", True)
        # It says the text that was committed, and knows where that comes from.
        assert (first.source_start, first.source_end) == (3 * _TICK, 3 * _TICK)

    def test_what_was_expected_and_not_committed_is_never_heard(self) -> None:
        guessed, synthesis = spoken_ahead(
            [(1, expected(" We agree with")), (2, expected(" We agree with the"))],
            [(3, " He agrees with"), (3, expected(" the")), (4, " the house.")],
        )
        assert synthesis.begun[0] == (1, "We agree")
        said = [event.text for event in guessed if isinstance(event, AudioProduced)]
        assert " ".join(said) == "He agrees with the house."

    def test_while_there_is_something_to_hear_each_other_guess_is_made(self) -> None:
        _, synthesis = spoken_ahead(
            [(1, expected(" We agree with")), (2, expected(" He agrees with"))],
            [(3, expected(" He agrees with the"))],
            queued=TARGET_RATE_HZ // 2,
        )
        assert synthesis.begun == [(1, "We agree"), (2, "He agrees")]

    def test_files_are_spoken_without_guessing(self) -> None:
        script = Expecting(
            [(1, expected(" We agree with")), (2, expected(" We agree with the")), (4, " Stop.")]
        )
        synthesis = Noting(script, is_at_once=True)
        session = LocalSession(script, spoken_in_tones(), synthesis=synthesis)
        for _ in range(5):
            hear(session, _TICK)
        assert [text for _, text in synthesis.begun] == ["Stop."]

    def test_a_computer_with_much_to_do_makes_nothing_that_may_be_in_vain(self) -> None:
        script = Expecting(
            [(k, expected(f" We agree with{' the' * k}")) for k in range(1, 40)], took_s=0.09
        )
        synthesis = Noting(script)
        session = LocalSession(
            script, spoken_in_tones(), synthesis=synthesis, clock=lambda: script.spent_s
        )
        for _ in range(40):
            play(session)
        # At first it is not known how much there is to do.
        assert {text for _, text in synthesis.begun} == {"We agree"}
        script.say(41, expected(" He said that"))
        script.say(42, expected(" He said that the"))
        for _ in range(3):
            play(session)
        assert "He said" not in {text for _, text in synthesis.begun}

    def test_a_file_is_spoken_in_the_session_s_own_thread(self) -> None:
        before = threading.active_count()
        run([(_TICK, "hello")], SOURCE_RATE_HZ)
        assert threading.active_count() == before

    def test_what_the_voice_fails_at_ends_the_session_and_costs_no_text(self) -> None:
        class Hoarse(OneClauseAText):
            def begin(self, *, tempo: float) -> SpokenClause:
                clause = super().begin(tempo=tempo)

                def fail() -> SpokenPiece:
                    raise VoiceError(Code.VERBATIM, text="hoarse")

                clause.next_piece = fail  # type: ignore[method-assign]
                return clause

        with closing(LocalSession(ScriptedTranslator([(_TICK, "one")]), Hoarse())) as session:
            events = play(session)
            with pytest.raises(VoiceError, match="hoarse"):
                played(session, until=AudioProduced)
            assert [e.text for e in events if isinstance(e, TextCommitted)] == ["one"]
            with pytest.raises(VoiceError, match="hoarse"):
                finish_now(session)

    def test_a_clause_that_cannot_be_read_does_not_end_the_stream(self) -> None:
        script = [(_TICK, UNREADABLE), (2 * _TICK, "two")]
        with closing(LocalSession(ScriptedTranslator(script), OneClauseAText())) as session:
            events = played(session, until=AudioProduced)
        (dropped,) = (event for event in events if isinstance(event, SpeechDropped))
        assert (dropped.text, dropped.reason) == (UNREADABLE, DropReason.UNSPEAKABLE)

    def test_who_catches_up_does_not_hear_the_clause_that_is_being_made(self) -> None:
        stage = Slow()
        script = [(_TICK, "old"), (2 * _TICK, "older"), (9 * _TICK, "new")]
        with closing(LocalSession(ScriptedTranslator(script), stage)) as session:
            play(session, 2 * _TICK)
            assert stage.begun.wait(20)
            session.catch_up()
            caught = play(session)
            dropped = [e.text for e in caught if isinstance(e, SpeechDropped)]
            assert dropped == ["old", "older"]
            stage.goes_on.set()
            events = played(session, until=AudioProduced)
            assert [e.text for e in events if isinstance(e, AudioProduced)] == ["new"]

    def test_a_finish_that_waits_for_the_voice_can_be_given_up(self) -> None:
        stage = Slow()
        before = threading.active_count()
        session = LocalSession(ScriptedTranslator([(_TICK, "one")]), stage)
        play(session)
        assert threading.active_count() == before + 1
        parts = session.finish()
        next(parts)
        assert [next(parts) for _ in range(3)] == [[], [], []]
        stage.goes_on.set()
        session.close()
        assert threading.active_count() == before
