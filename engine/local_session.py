"""The session of this machine: its models, and a plan for what they say.

The local session plans speech on the source's clock: a clause begins when it is synthesised or when
the clause before it ends, whichever is later. A clause is synthesised only when what was planned
before it is about to run out, so that its tempo can answer to how much is waiting by then. A voice
with nothing left to say takes the beginning of a clause that is not complete yet, and says it.
Where it has a thread of its own and the computer has time, it makes what a guess begins with before
that is committed. If something else is guessed or committed, that is given up and never heard.

Falling behind: where speech would begin more than `prompt_ms` after its source ended, the tempo
rises in a straight line, up to `fastest_tempo` at `late_ms`. With more than `drop_ms` waiting the
oldest clauses that were not begun are dropped until `kept_ms` are left; SpeechDropped names each,
and its text stays in the captions.

Where something plays what is said, the voice has a thread of its own (engine/tts/synthesis.py), so
that hearing goes on while it computes: it is given a clause, and each piece is planned when it is
there. Elsewhere, as for files, speech is made in the session's own thread, and is the same in every
run: of a clause in pieces, no more are made in a tick than `burst_ms` need, so that hearing never
waits for long; what a tick makes lasts longer than the tick, so that no clause breaks off.

A machine that is behind spends less effort, level by level (engine/effort.py), the last of which is
that it does not speak. A clause that was made far too late is dropped, too. Where that is not
enough, what waits is skipped: the open utterance is finished, and hearing goes on with what is said
now. The clock goes on over what was skipped, and a SourceGap says how long it was.

A stage that fails ends the session, and nothing that was committed is lost by it: what a call had
made by then is returned, and the error is raised by the next call.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.effort import Effort, EffortConfig, EffortController, Work
from engine.errors import EngineError, PhonemeError, VoiceError
from engine.events import (
    AudioProduced,
    DropReason,
    EffortChanged,
    Event,
    GapReason,
    SourceGap,
    SpeakerChanged,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    TextCommitted,
    TextTentative,
    TextTyped,
    TextWithdrawn,
)
from engine.messages import Code
from engine.session import Session, SourceBlock
from engine.speakers.turns import TurnListener
from engine.translator import SpeechTranslator
from engine.tts.clauses import Clause
from engine.tts.model import Synthesiser
from engine.tts.synthesis import Synthesis, SynthesisAtOnce, SynthesisThread
from engine.tts.voice_stage import Delivery, PendingClause, SpokenClause, SpokenPiece, VoiceStage

_log = logging.getLogger(__name__)

_TICK_MS = 20
"""What is heard is worked on as soon as it is so much: a word waits for the next tick."""

_TICK_SAMPLES = SOURCE_RATE_HZ * _TICK_MS // 1000
_CLOCK_RATIO = TARGET_RATE_HZ // SOURCE_RATE_HZ

_EFFORT_MS = 100
"""Effort is weighed for so much sound at a time."""

_COST_MEMORY = 0.5
"""What the voice cost before counts so much beside what it cost last."""

Typist: TypeAlias = Callable[[str, str | None], TextTyped | None]
"""Translates a text that was typed in a language, or in the one that is heard where that is None;
gives it without its place in time, or None where there is nothing to say. Raises EngineError."""

_UNKNOWN_COST = 1.5
"""What a voice that comes back is taken to cost, so that it begins with a short part."""

_GUESSING_LOAD = 0.75
"""With more of the time taken by computing, nothing is made that may never be said."""

_FINISH_S = 0.05
"""So long the end of a stream waits for speech before whoever asks for it may think otherwise."""

_LEAST_SKIPPED = SOURCE_RATE_HZ
"""With less than this waiting, skipping would gain nothing, so nothing is skipped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacingConfig:
    """How speech keeps up with the source.

    Attributes:
        ahead_ms: speech that is planned ahead before the next clause waits; more where the computer
            needs longer than that to make it.
        prefetch_ms: the same where the voice has a thread of its own, with nothing else to do.
        most_ahead_ms: no more is planned ahead even so, or tempo could not answer to what comes.
        prompt_ms: speech that begins so long after its source ended, or sooner, keeps the voice's
            own tempo.
        late_ms: from so long on, it has `fastest_tempo`.
        fastest_tempo: 1.0 is the voice's own tempo.
        drop_ms: with more than this waiting, clauses are dropped until `kept_ms` are left.
        kept_ms: what is left of what was too much.
        idle_ms: with less speech than this ahead, a clause is not waited for to its end.
        wait_ms: a clause that would take so much longer to make than there is speech ahead is made
            in two parts.
        yield_ms: so long hearing waits for a clause that listeners wait for, so that the voice has
            the computer to itself.
        burst_ms: speech after which no more pieces are made until a tick later.
    """

    ahead_ms: float = 400
    prefetch_ms: float = 2_000
    most_ahead_ms: float = 4_000
    prompt_ms: float = 500
    late_ms: float = 1_500
    fastest_tempo: float = 1.35
    drop_ms: float = 20_000
    kept_ms: float = 8_000
    wait_ms: float = 200
    yield_ms: float = 800
    burst_ms: float = 2 * _TICK_MS
    idle_ms: float = 800

    def __post_init__(self) -> None:
        most_ahead_ms = max(self.ahead_ms, self.prefetch_ms)
        if not most_ahead_ms <= self.most_ahead_ms < self.kept_ms < self.drop_ms:
            raise ValueError("ahead_ms, prefetch_ms <= most_ahead_ms < kept_ms < drop_ms must hold")
        if min(self.ahead_ms, self.prefetch_ms) <= 0:
            raise ValueError("ahead_ms and prefetch_ms must be more than 0")
        if not 0 <= self.prompt_ms < self.late_ms:
            raise ValueError("0 <= prompt_ms < late_ms must hold")
        if self.fastest_tempo < 1:
            raise ValueError(f"fastest_tempo must be at least 1, not {self.fastest_tempo}")
        if self.burst_ms < _TICK_MS:
            raise ValueError(f"burst_ms must be at least {_TICK_MS}, not {self.burst_ms}")

    def tempo(self, lag_ms: float) -> float:
        """The tempo to speak at, with speech that begins so long after its source ended."""
        share = (lag_ms - self.prompt_ms) / (self.late_ms - self.prompt_ms)
        return 1.0 + (self.fastest_tempo - 1.0) * min(max(share, 0.0), 1.0)


class LocalSession:
    """A Session over the models of this machine, which it shares with others.

    Args:
        translator: this stream's own.
        stage: this stream's own voice stage; None for captions only.
        pacing: see PacingConfig.
        effort: see EffortConfig.
        synthesis: makes the speech; if None it is made at once, until something plays it.
        clock: measures computing, in seconds.
        processor: the processor's time that the calling thread has had, in seconds.
        typist: translates what is typed; None where nothing can be typed.
        listener: tells who speaks of what the translator hears; None for nobody.
    """

    def __init__(
        self,
        translator: SpeechTranslator,
        stage: VoiceStage | None,
        *,
        pacing: PacingConfig | None = None,
        effort: EffortConfig | None = None,
        synthesis: Synthesis | None = None,
        clock: Callable[[], float] = time.perf_counter,
        processor: Callable[[], float] = time.thread_time,
        typist: Typist | None = None,
        listener: TurnListener | None = None,
    ) -> None:
        self._typist = typist
        self.listener = listener
        self._typed: deque[TextTyped] = deque()
        self._typing = threading.Lock()
        self._translator = translator
        self._voice_stage = stage
        self._pacing = pacing or PacingConfig()
        self._control = EffortController(speaks=stage is not None, config=effort)
        self._clock = clock
        self._processor = processor
        self._synthesis = synthesis or SynthesisAtOnce(clock)
        self._may_change_synthesis = synthesis is None
        self._making: SpokenClause | None = None
        self._is_making_heard = False
        self._may_wait = True
        self._guess: SpokenClause | None = None
        self._pushed_s = self._made_s = 0.0
        self._expected_ms = 0.0
        self._seen_busy_s = 0.0
        self._work: list[Work] = []
        self._wants_now = False
        self._wants_other = False
        self._gap_start: SampleIndex = 0
        self._left_to_skip = 0
        self._rest: Float32 = np.zeros(0, np.float32)
        self._heard: SampleIndex = 0
        self._now: SampleIndex = 0
        self._planned_end: SampleIndex = 0
        self._piece_end: SampleIndex = 0
        self._tempo = 1.0
        self._voice_late_ms = 0.0
        self._voice_cost = 0.0
        self._is_hurried = False
        self._failure: Exception | None = None

    def change_voice(self, synthesiser: Synthesiser) -> None:
        """Speak with another voice from the next clause on; from any thread."""
        self._speaking_part().change_voice(synthesiser)

    def change_delivery(self, delivery: Delivery) -> None:
        """Speak faster, slower, higher or lower from the next clause on; from any thread."""
        self._speaking_part().change_delivery(delivery)

    def follow(self, earlier: Session) -> None:
        """Know the voices that an earlier session of the stream heard; before the first block."""
        if isinstance(earlier, LocalSession) and self.listener and earlier.listener:
            self.listener.follow(earlier.listener)

    def catch_up(self) -> None:
        """Go on with what is said now from the next block on; from any thread."""
        self._wants_now = True

    def correct_turn(self) -> None:
        """Hear the last turn in the other language from the next block on; from any thread."""
        self._wants_other = True

    def _correct_turn(self, block: SourceBlock) -> list[Event]:
        """Take back what was made of the last turn, and make it anew."""
        events = self._translator.correct_turn()
        for event in events:
            if isinstance(event, TextWithdrawn) and self._voice_stage is not None:
                self._voice_stage.withdraw(event)
                self._leave_guess()
                if self._making is not None and event.takes_back(self._making.clause):
                    self._synthesis.leave()
                    self._making = None
                # Whatever plays it takes back what waits; what is left of it is told with blocks.
                self._now = (self._heard + len(self._rest) + len(block.samples)) * _CLOCK_RATIO
                self._planned_end = self._now
        return self._hand_over(events)

    def type_text(self, text: str, language: str | None) -> None:
        """Translate and speak what was typed; slow, from any thread."""
        if self._typist is None:
            raise EngineError(Code.TYPING_NOT_HERE)
        # One after the other: what was typed first is said first.
        with self._typing:
            typed = self._typist(text, language)
            if typed is not None:
                self._typed.append(typed)

    def _take_typed(self) -> list[Event]:
        """Have said what was typed since the last time."""
        events: list[Event] = []
        while self._typed:
            typed = self._typed.popleft()
            now = self._heard
            events.append(replace(typed, source_start=now, source_end=now, heard=now))
            if self._voice_stage is not None:
                # What is said of an open utterance is a clause of its own then.
                self._voice_stage.flush()
                self._voice_stage.push(
                    f" {typed.text}",
                    source_start=now,
                    source_end=now,
                    heard=now,
                    language=typed.language,
                )
                self._voice_stage.flush()
        return events

    def _speaking_part(self) -> VoiceStage:
        if self._voice_stage is None:
            raise VoiceError(Code.CAPTIONS_ONLY)
        return self._voice_stage

    def push(self, block: SourceBlock) -> list[Event]:
        """Hear the next block, a tick at a time."""
        self._raise_failure()
        self._pushed_s = self._clock()
        samples = block.samples
        if samples.dtype != np.float32 or samples.ndim != 1:
            raise ValueError(f"a session hears float32 [n], not {samples.dtype} {samples.shape}")
        if block.queued_samples is not None and self._may_change_synthesis:
            self._use_thread()
        events: list[Event] = []
        try:
            wants_now, self._wants_now = self._wants_now, False
            if wants_now:
                events += self._leave_speech(block)
            wants_other, self._wants_other = self._wants_other, False
            if wants_other:
                events += self._correct_turn(block)
            events += self._take_typed()
            if self._must_skip(block.backlog_samples, wants_now=wants_now):
                events += self._begin_skipping(len(samples) + block.backlog_samples)
            if self._left_to_skip:
                events += self._skip(len(samples))
            else:
                self._hear(block, events)
        except Exception as error:
            if not events:
                raise
            self._failure = error
        return events

    def _hear(self, block: SourceBlock, events: list[Event]) -> None:
        """Add to the events what comes of a block, each as soon as it is there."""
        heard = np.concatenate([self._rest, block.samples])
        if block.queued_samples is not None:
            self._now = (self._heard + len(heard) + block.backlog_samples) * _CLOCK_RATIO
            self._planned_end = max(self._planned_end, self._now + block.queued_samples)
        whole = len(heard) // _TICK_SAMPLES * _TICK_SAMPLES
        self._rest = heard[whole:].copy()
        self._may_wait = True
        for tick in heard[:whole].reshape(-1, _TICK_SAMPLES):
            began_s, busy_s = self._clock(), self._synthesis.busy_s
            processor_s = self._processor()
            self._heard += _TICK_SAMPLES
            progress = self._translator.push(
                tick, backlog_samples=block.backlog_samples, effort=self._control.effort
            )
            events += self._hand_over(progress)
            if any(isinstance(event, TextCommitted) for event in progress):
                # What is there to be read is not kept back until it can be heard, too.
                self._may_wait = False
            events += self._tell_turns(waits=block.queued_samples is None)
            listened_s = self._clock() - began_s
            processor_s = self._processor() - processor_s
            # While both compute, each has half of the machine.
            shared_s = (self._synthesis.busy_s - busy_s) / 2
            events += self._speak()
            spoke_s, self._seen_busy_s = (
                self._synthesis.busy_s - self._seen_busy_s,
                self._synthesis.busy_s,
            )
            self._work.append(Work(listened_s - shared_s, spoke_s - shared_s, processor_s))
            if len(self._work) * _TICK_MS >= _EFFORT_MS:
                events += self._adapt_effort(block.backlog_samples)
        if not self._synthesis.is_at_once:
            # What is made on another thread need not wait for a whole step.
            events += self._speak()

    def _tell_turns(self, *, waits: bool, is_end: bool = False) -> list[Event]:
        """Who speaks, as far as it is known; where nobody listens, alike in every run."""
        if self.listener is None:
            return []
        self.listener.is_paused = self._control.effort is not Effort.FULL
        return [
            SpeakerChanged(speaker=turn.speaker, source_start=turn.start, heard=self._heard)
            for turn in self.listener.turns(None if is_end else self._heard, waits=waits)
        ]

    def _adapt_effort(self, backlog_samples: int) -> list[Event]:
        """Spend less effort where sound waits, and more where there is time."""
        heard_ms = len(self._work) * _TICK_MS
        work = Work(
            sum(work.listening_s for work in self._work),
            sum(work.speaking_s for work in self._work),
            sum(work.processor_s for work in self._work),
        )
        self._work.clear()
        backlog_ms = backlog_samples * 1000 / SOURCE_RATE_HZ
        effort_before = self._control.effort
        is_changed = self._control.observe(
            heard_ms,
            work,
            backlog_ms=backlog_ms,
            voice_late_ms=self._voice_late_ms,
            is_speech=self._translator.is_hearing_speech,
        )
        if not is_changed:
            return []
        if effort_before is Effort.CAPTIONS_ONLY and not self._synthesis.is_at_once:
            # What the voice cost on a machine that had no time for it says nothing of now.
            self._voice_cost = _UNKNOWN_COST
        effort = self._control.effort
        events: list[Event] = [
            EffortChanged(effort=effort, backlog_ms=backlog_ms, heard=self._heard)
        ]
        if effort is Effort.CAPTIONS_ONLY:
            events += self._drop_all()
        return events

    def _must_skip(self, backlog_samples: int, *, wants_now: bool) -> bool:
        if self._left_to_skip:
            return False
        if wants_now:
            return backlog_samples >= _LEAST_SKIPPED
        return self._control.wants_skip(backlog_samples * 1000 / SOURCE_RATE_HZ)

    def _begin_skipping(self, waiting: int) -> list[Event]:
        """Finish what was heard of the open utterance, and leave so much of what comes."""
        rest, self._rest = self._rest, np.zeros(0, np.float32)
        self._heard += len(rest)
        effort = self._control.effort
        events = self._hand_over(self._translator.push(rest, effort=effort))
        events += self._hand_over(self._translator.flush())
        self._gap_start = self._heard
        self._left_to_skip = waiting
        return events

    def _skip(self, n_samples: int) -> list[Event]:
        """Leave a block, or as much of it as belongs to what is skipped.

        A block is never parted: the driver cuts them short enough.
        """
        self._heard += n_samples
        self._translator.skip(n_samples)
        self._left_to_skip = max(0, self._left_to_skip - n_samples)
        return [] if self._left_to_skip else self._end_gap()

    def _end_gap(self) -> list[Event]:
        self._left_to_skip = 0
        return [
            SourceGap(
                reason=GapReason.SKIPPED,
                source_start=self._gap_start,
                source_end=self._heard,
                heard=self._heard,
            )
        ]

    def _leave_speech(self, block: SourceBlock) -> list[Event]:
        """Drop what waits to be spoken, and plan from now on."""
        self._now = (self._heard + len(self._rest) + len(block.samples)) * _CLOCK_RATIO
        self._planned_end = self._now
        return self._drop_all()

    def _drop_all(self) -> list[Event]:
        """Drop every clause that was not begun."""
        stage = self._voice_stage
        if stage is None:
            return []
        stage.flush()
        self._leave_guess()
        events: list[Event] = []
        if self._making is not None and not self._is_making_heard:
            events.append(self._dropped(self._making.clause, DropReason.BEHIND))
            self._synthesis.leave()
            self._making = None
        return events + [self._drop(stage, DropReason.BEHIND) for _ in stage.pending()]

    def finish(self) -> Iterator[list[Event]]:
        """Commit and speak all that was heard, the speech a piece at a time."""
        self._raise_failure()
        events: list[Event] = self._end_gap() if self._left_to_skip else []
        rest, self._rest = self._rest, np.zeros(0, np.float32)
        self._heard += len(rest)
        try:
            events += self._hand_over(self._translator.push(rest, effort=self._control.effort))
            events += self._hand_over(self._translator.flush())
            events += self._tell_turns(waits=True, is_end=True)
            events += self._take_typed()
        except Exception as error:
            if not events:
                raise
            self._failure = error
        yield events
        self._raise_failure()
        if self._voice_stage is not None:
            self._voice_stage.flush()
            while self._making is not None or self._voice_stage.pending():
                yield self._speak(to_the_end=True)

    def close(self) -> None:
        """End the session's threads; the models belong to the interpreter."""
        self._synthesis.close()
        if self.listener is not None:
            self.listener.close()

    def _use_thread(self) -> None:
        """Something plays what is said: from now on hearing need not wait for the voice."""
        self._may_change_synthesis = False
        if self._voice_stage is not None and self._making is None:
            self._synthesis, self._seen_busy_s = SynthesisThread(self._clock), 0.0

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _hand_over(self, events: list[Event]) -> list[Event]:
        """Hand committed text to the voice, unless there are captions only."""
        if self._voice_stage is not None and self._control.effort is not Effort.CAPTIONS_ONLY:
            for event in events:
                if isinstance(event, TextCommitted):
                    self._voice_stage.push(
                        event.text,
                        source_start=event.source_start,
                        source_end=event.source_end,
                        heard=event.heard,
                        language=event.language,
                    )
                elif isinstance(event, TextTentative):
                    self._voice_stage.expect(event.text, source_start=event.source_start)
                elif isinstance(event, SpeechEnded):
                    self._voice_stage.flush()
        return events

    def _speak(self, *, to_the_end: bool = False) -> list[Event]:
        """Have speech made until enough is planned ahead or made at once; to the end, a piece."""
        stage = self._voice_stage
        if stage is None:
            return []
        events: list[Event] = []
        # Later than what was heard by what waits, where it is known when speech is heard.
        now = self._now = max(self._now, self._heard * _CLOCK_RATIO)
        begun_at = self._planned_end
        is_idle = self._making is None and not stage.pending()
        if is_idle:
            self._voice_late_ms = 0.0
        events += self._use_guess(stage, now)
        is_idle = is_idle and self._making is None
        if is_idle and _ms(self._planned_end - now) < self._pacing.idle_ms:
            stage.hasten()
        while self._making is not None or stage.pending():
            ahead_ms = _ms(max(self._planned_end - now, 0))
            made_ms = _ms(self._planned_end - max(begun_at, now))
            is_enough = ahead_ms > self._wanted_ahead_ms() or made_ms >= self._pacing.burst_ms
            waits = self._making is None or self._synthesis.is_at_once
            if is_enough and waits and not to_the_end:
                break
            events += self._use_guess(stage, now)
            if self._making is None:
                self._guess = None
                events += self._choose_tempo(stage, now, ahead_ms, may_drop=not to_the_end)
                self._making = stage.begin(tempo=self._tempo)
                self._is_making_heard = False
                self._made_s = self._synthesis.busy_s
                self._synthesis.begin(self._making)
            timeout_s = _FINISH_S if to_the_end else self._patience_s(ahead_ms)
            made = self._take_piece(stage, now, timeout_s=timeout_s, may_drop=not to_the_end)
            if made is None:
                self._note_lateness(now, ahead_ms)
                break
            events += made
            if to_the_end:
                break
        self._prepare_guess(stage, now)
        return events

    def _prepare_guess(self, stage: VoiceStage, now: SampleIndex) -> None:
        """Make, where there is time, what will probably be said next, before that is certain."""
        if (
            self._synthesis.is_at_once
            or self._making is not None
            or _ms(self._planned_end - now) >= self._pacing.idle_ms
            or self._control.effort is not Effort.FULL
            or self._control.load > _GUESSING_LOAD
        ):
            return
        clause = stage.guess()
        if clause is None or (self._guess is not None and self._guess.clause.text == clause.text):
            return
        tempo = self._pacing.tempo(_ms(now - clause.source_start * _CLOCK_RATIO))
        self._guess = stage.prepare(clause, tempo=tempo)
        self._made_s = self._synthesis.busy_s
        self._synthesis.begin(self._guess)

    def _use_guess(self, stage: VoiceStage, now: SampleIndex) -> list[Event]:
        """Say what was prepared, if that is what comes next."""
        guess = self._guess
        if guess is None or self._making is not None or not stage.take_guess(guess):
            return []
        self._guess, self._making = None, guess
        self._is_making_heard = False
        self._expected_ms = 0.0
        self._tempo = guess.tempo
        waiting_ms = sum(_ms(clause.estimated_samples) for clause in stage.pending())
        return self._tempo_change(guess.tempo, _ms(max(self._planned_end - now, 0)) + waiting_ms)

    def _leave_guess(self) -> None:
        if self._guess is not None:
            self._synthesis.leave()
            self._guess = None

    def _take_piece(
        self, stage: VoiceStage, now: SampleIndex, *, timeout_s: float, may_drop: bool
    ) -> list[Event] | None:
        """Plan the next piece of the clause that is being made; None where it is not there yet."""
        making = self._making
        if making is None:
            raise AssertionError("a clause was begun")
        try:
            piece = self._synthesis.next_piece(timeout_s=timeout_s)
        except PhonemeError:
            # One clause that cannot be read must not end the interpretation.
            _log.warning("a clause could not be read", exc_info=True)
            self._making = None
            return [self._dropped(making.clause, DropReason.UNSPEAKABLE)]
        except Exception as error:
            self._failure = error
            raise
        if piece is None:
            return None
        if may_drop and not self._is_making_heard and self._is_too_late(making.clause, now):
            self._synthesis.leave()
            self._making = None
            return [self._dropped(making.clause, DropReason.BEHIND)]
        # What was guessed knows only now where it comes from.
        piece = replace(piece, clause=making.clause)
        self._is_making_heard = True
        if piece.ends_clause:
            self._making = None
            stage.learn(making)
            # What is made at once is the same in every run, however fast the computer is.
            if making.n_samples and not self._synthesis.is_at_once:
                spoken_s = making.n_samples / TARGET_RATE_HZ
                cost = (self._synthesis.busy_s - self._made_s) / spoken_s
                self._voice_cost += (1 - _COST_MEMORY) * (cost - self._voice_cost)
                self._control.learn_voice(making.processor_s / spoken_s)
        return [self._plan(piece, now)] if len(piece.samples) else []

    def _is_too_late(self, clause: Clause, now: SampleIndex) -> bool:
        """Whether the computer took so long for a clause that it is not worth hearing any more."""
        if self._synthesis.is_at_once:
            return False
        # A decoding step may have taken seconds since the block came.
        now += round((self._clock() - self._pushed_s) * TARGET_RATE_HZ)
        late_ms = _lateness_ms(clause, now, 0.0, _ms(max(self._planned_end - now, 0)))
        lag_ms = _ms(now - clause.source_end * _CLOCK_RATIO)
        return self._control.is_too_late(lag_ms, voice_late_ms=late_ms)

    def _patience_s(self, ahead_ms: float) -> float:
        """How long hearing waits for a clause: a listener with nothing to hear comes first."""
        if self._is_making_heard or ahead_ms > 0 or not self._may_wait:
            return 0.0
        spent_s = self._synthesis.busy_s - self._made_s
        return max(0.0, self._pacing.yield_ms / 1000 - spent_s)

    def _note_lateness(self, now: SampleIndex, ahead_ms: float) -> None:
        """A clause is being made: how late will it be?"""
        making = self._making
        if making is None or self._is_making_heard:
            return
        spent_ms = (self._synthesis.busy_s - self._made_s) * 1000
        left_ms = max(self._expected_ms - spent_ms, 0.0)
        self._voice_late_ms = _lateness_ms(making.clause, now, left_ms, ahead_ms)

    def _choose_tempo(
        self, stage: VoiceStage, now: SampleIndex, ahead_ms: float, *, may_drop: bool
    ) -> list[Event]:
        """Decide, before a clause begins, which one it is and how fast it is spoken."""
        pending = stage.pending()
        events: list[Event] = []
        if may_drop:
            n_dropped = self._surplus(ahead_ms, pending)
            events += [self._drop(stage, DropReason.BEHIND) for _ in range(n_dropped)]
            pending = pending[n_dropped:]
        if self._cost_ms(pending[0]) - ahead_ms > self._pacing.wait_ms:
            # So long a beginning that the rest is made while it is heard.
            stage.part_first(least_share=self._voice_cost / (1 + self._voice_cost))
            pending = stage.pending()
        cost_ms = self._cost_ms(pending[0])
        self._voice_late_ms = _lateness_ms(pending[0].clause, now, cost_ms, ahead_ms)
        self._expected_ms = cost_ms
        waiting_ms = [_ms(clause.estimated_samples) for clause in pending]
        # The last in line is the one that haste is for: it would begin when all others are said.
        since_said_ms = _ms(now - pending[-1].clause.source_end * _CLOCK_RATIO)
        self._tempo = self._pacing.tempo(since_said_ms + ahead_ms + sum(waiting_ms[:-1]))
        backlog_ms = ahead_ms + sum(waiting_ms)
        return events + self._tempo_change(self._tempo, backlog_ms)

    def _cost_ms(self, clause: PendingClause) -> float:
        """How long the computer will need for a clause, as it was lately."""
        return self._voice_cost * _ms(clause.estimated_samples)

    def _wanted_ahead_ms(self) -> float:
        """How much may still be left to play when the next clause, or the next piece, is made."""
        is_at_once = self._synthesis.is_at_once
        wanted_ms = self._pacing.ahead_ms if is_at_once else self._pacing.prefetch_ms
        if self._voice_stage is not None and self._making is None:
            pending = self._voice_stage.pending()
            wanted_ms = max(wanted_ms, self._cost_ms(pending[0]))
        return min(wanted_ms, self._pacing.most_ahead_ms)

    def _plan(self, spoken: SpokenPiece, now: SampleIndex) -> AudioProduced:
        """Put a piece where the one before it ends, or here where that is past."""
        due = max(self._planned_end, now)
        # A clause stays gapless even where it is played late; the plan counts its full length.
        start = max(due, self._piece_end) if spoken.begins_clause else self._piece_end
        self._piece_end = start + len(spoken.samples)
        self._planned_end = due + len(spoken.samples)
        return AudioProduced(
            samples=spoken.samples,
            target_start=start,
            text=spoken.clause.text if spoken.begins_clause else "",
            language=spoken.clause.language,
            tempo=spoken.tempo,
            source_start=spoken.clause.source_start,
            source_end=spoken.clause.source_end,
            heard=self._heard,
            begins_clause=spoken.begins_clause,
            ends_clause=spoken.ends_clause,
        )

    def _surplus(self, ahead_ms: float, pending: Sequence[PendingClause]) -> int:
        """How many of the oldest waiting clauses are too many."""
        waiting_ms = [_ms(clause.estimated_samples) for clause in pending]
        if ahead_ms + sum(waiting_ms) <= self._pacing.drop_ms:
            return 0
        n_dropped = 0
        # The newest clause always stays: something must be said.
        while (
            n_dropped < len(waiting_ms) - 1
            and ahead_ms + sum(waiting_ms[n_dropped:]) > self._pacing.kept_ms
        ):
            n_dropped += 1
        return n_dropped

    def _drop(self, stage: VoiceStage, reason: DropReason) -> SpeechDropped:
        """Give up the clause that is first in line."""
        clause = stage.drop_next()
        if clause is None:
            raise AssertionError("a clause is waiting where one is dropped")
        return self._dropped(clause, reason)

    def _dropped(self, clause: Clause, reason: DropReason) -> SpeechDropped:
        return SpeechDropped(
            text=clause.text,
            language=clause.language,
            reason=reason,
            source_start=clause.source_start,
            source_end=clause.source_end,
            heard=self._heard,
        )

    def _tempo_change(self, tempo: float, backlog_ms: float) -> list[Event]:
        # In between nothing is reported: tempo follows the backlog up and down all the time.
        half = (1 + self._pacing.fastest_tempo) / 2
        is_hurried = tempo > 1 if self._is_hurried else tempo > half
        if is_hurried == self._is_hurried:
            return []
        self._is_hurried = is_hurried
        return [SpeakingTempoChanged(tempo=tempo, backlog_ms=backlog_ms, heard=self._heard)]


def _ms(target_samples: int) -> float:
    return target_samples * 1000 / TARGET_RATE_HZ


def _lateness_ms(clause: Clause, now: SampleIndex, left_ms: float, ahead_ms: float) -> float:
    """How long after its text was there a clause begins that takes so long to be made."""
    # Where it is what plays that is waited for, the computer is not to blame.
    if left_ms < ahead_ms:
        return 0.0
    return _ms(now - clause.heard * _CLOCK_RATIO) + left_ms
