"""Plays a passage to a session on a simulated clock, and records what it did.

Every moment has two readings. `ideal_s` counts the source that had been heard: computing takes no
time. `aware_s` is the simulated clock: computing takes the time that it took on this machine.

The clock is simulated: it advances with the audio and, where the machine is slower, with the
computing. A block is worked on when it has arrived and the work before it is done, and the session
is told how much audio waits behind it and how much of its speech is still to be heard, as a runner
would tell it. A voice computes beside it, as on a thread of its own.
"""

import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import Final, Self

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.events import AudioProduced, Event, TextCommitted, TextTentative
from engine.session import Session, SourceBlock
from engine.tts.voice_stage import SpokenClause, SpokenPiece


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A committed word; its moment is that of its last letter or mark.

    Attributes:
        source_start_s: where the speech begins that the contestant aligns it to.
        source_end_s: where that speech ends.
    """

    text: str
    source_start_s: float
    source_end_s: float
    ideal_s: float
    aware_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of target speech; `ideal_s` and `aware_s` are when it begins to sound.

    Attributes:
        begun_s: when this machine began to make it, computing included; None where that is not
            known.
        made_s: when its first sound was there, computing included; likewise.
    """

    text: str
    source_start_s: float
    source_end_s: float
    ideal_s: float
    aware_s: float
    duration_s: float
    begun_s: float | None = None
    made_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodingStep:
    """A step after which something else is shown.

    Attributes:
        took_s: computing since the step before.
        n_words: committed words by now.
        tentative: what is shown behind them.
    """

    ideal_s: float
    aware_s: float
    took_s: float
    n_words: int
    tentative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One passage.

    Attributes:
        passage: its name.
        duration_s: its length.
        busy_s: all computing.
        heard_back: what a speech recogniser hears in the target speech; empty where there is none.
    """

    passage: str
    duration_s: float
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    steps: tuple[DecodingStep, ...]
    busy_s: float
    heard_back: str = ""

    @property
    def text(self) -> str:
        """All that was committed."""
        return " ".join(word.text for word in self.words)

    def shown(self, step: DecodingStep) -> list[str]:
        """The words on the screen at a step: committed ones, then tentative ones."""
        committed = [word.text for word in self.words[: step.n_words]]
        return [*committed, *step.tentative.split()]

    def erasures(self) -> list[int]:
        """For each step, how many words on the screen before it were taken back or changed."""
        erased: list[int] = []
        before: list[str] = []
        for step in self.steps:
            now = self.shown(step)
            erased.append(len(before) - common_prefix(before, now))
            before = now
        return erased

    def first_shown(self) -> list[tuple[float, float]]:
        """For each word, when it stood on the screen first, in its place: ideal and aware."""
        moments = [(word.ideal_s, word.aware_s) for word in self.words]
        unseen = set(range(len(moments)))
        for step in self.steps:
            shown = self.shown(step)
            for place in [n for n in unseen if shown[n : n + 1] == [self.words[n].text]]:
                ideal_s, aware_s = moments[place]
                moments[place] = (min(ideal_s, step.ideal_s), min(aware_s, step.aware_s))
                unseen.discard(place)
        return moments

    def spoken_clauses(self) -> list[tuple[Clause, list[Word]]]:
        """The clauses, each with its words as they were committed."""
        found: list[tuple[Clause, list[Word]]] = []
        unspoken = list(self.words)
        for clause in self.clauses:
            # Clauses that were dropped leave words that nobody hears.
            for start in range(len(unspoken)):
                if n_words := _n_saying(unspoken[start:], clause.text):
                    found.append((clause, unspoken[start : start + n_words]))
                    unspoken = unspoken[start + n_words :]
                    break
            else:
                found.append((clause, []))
        return found

    def spoken_words(self) -> list[Word]:
        """The committed words that were spoken; their moments are when each has been heard.

        A clause's sound is shared out among its letters.
        """
        spoken: list[Word] = []
        for clause, words in self.spoken_clauses():
            said = 0
            for word in words:
                said += len(word.text) + 1
                after_s = clause.duration_s * min(said / (len(clause.text) + 1), 1.0)
                spoken.append(
                    replace(
                        word, ideal_s=clause.ideal_s + after_s, aware_s=clause.aware_s + after_s
                    )
                )
        return spoken

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Take back what `dataclasses.asdict` and `json.dumps` gave."""
        record = json.loads(text)
        parts = {"words": Word, "clauses": Clause, "steps": DecodingStep}
        lists = {name: tuple(kind(**item) for item in record[name]) for name, kind in parts.items()}
        return cls(**{**record, **lists})


def _n_saying(words: Sequence[Word], text: str) -> int:
    """How many leading words say a text, but for their marks; 0 where they say something else.

    A mark may be committed when the word before it is spoken already.
    """
    wanted, said = _letters(text), ""
    for number, word in enumerate(words, start=1):
        said += _letters(word.text)
        if said == wanted:
            return number
        if not wanted.startswith(said):
            break
    return 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def common_prefix(before: Sequence[str], now: Sequence[str]) -> int:
    """How many leading items two lists share."""
    pairs = zip(before, now, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def add_text(words: list[Word], addition: Word, *, joins: bool) -> None:
    """Add committed text to a list of words.

    Words that were committed in one piece share its source evenly: a sentence that is committed
    at its end did not wait for its first word as short a time as for its last.

    Args:
        words: grows; its last word is replaced where the text goes on with it.
        addition: text of any number of words.
        joins: whether its first word goes on with the last word of the list.
    """
    texts = addition.text.split()
    step_s = (addition.source_end_s - addition.source_start_s) / max(len(texts), 1)
    for number, text in enumerate(texts):
        start_s = addition.source_start_s + number * step_s
        word = replace(addition, text=text, source_start_s=start_s, source_end_s=start_s + step_s)
        if joins and number == 0 and words:
            before = words.pop()
            word = replace(
                word,
                text=before.text + text,
                source_start_s=min(before.source_start_s, word.source_start_s),
                source_end_s=max(before.source_end_s, word.source_end_s),
            )
        words.append(word)


class SharedProcessor:
    """A simulated clock of a computer on which a session hears and speaks at once; its Synthesis.

    While both compute, each has half of the computer, and alone all of it: as with models that
    take all cores. What the voice computes is done when it begins, outside of this clock, and is
    there when its share of the time has passed.

    Args:
        clock: measures computing, in seconds.
        processor: measures what the processor does of it; all, if None.

    Attributes:
        begun: text of each clause that was begun, and when.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.perf_counter,
        processor: Callable[[], float] | None = None,
    ) -> None:
        self._clock = clock
        self._processor = processor or clock
        self._seen_s = clock()
        self._now_s = self._busy_s = self._hearing_s = self._speaking_s = 0.0
        self._left_s: deque[float] = deque()
        self._made: deque[SpokenPiece | Exception] = deque()
        self.begun: deque[tuple[str, float]] = deque()

    def __call__(self) -> float:
        """Seconds since the beginning; what was computed since the last look counts as hearing."""
        seen_s = self._clock()
        left_s, self._seen_s = seen_s - self._seen_s, seen_s
        self._hearing_s += left_s
        while left_s > 0 and any(self._left_s):
            passed_s = 2 * min(left_s, self._next_s)
            left_s -= passed_s / 2
            self._speak_for(passed_s / 2, passed_s=passed_s)
        self._now_s += left_s
        return self._now_s

    def wait_until(self, at_s: float) -> None:
        """Nothing is heard until a moment, unless that is past."""
        while (left_s := at_s - self()) > 0 and any(self._left_s):
            passed_s = min(left_s, self._next_s)
            self._speak_for(passed_s, passed_s=passed_s)
        self._now_s = max(self._now_s, at_s)

    def discard(self) -> None:
        """What was computed since the last look is no part of a session."""
        self._seen_s = self._clock()

    @property
    def hearing_s(self) -> float:
        """What was computed but for the voice."""
        self()
        return self._hearing_s

    @property
    def computed_s(self) -> float:
        """All that was computed until now."""
        return self.hearing_s + self._speaking_s

    @property
    def _next_s(self) -> float:
        """What is left of the piece that is being made."""
        return next(left_s for left_s in self._left_s if left_s)

    def _speak_for(self, computing_s: float, *, passed_s: float) -> None:
        place = next(place for place, left_s in enumerate(self._left_s) if left_s)
        left_s = self._left_s[place] - computing_s
        self._left_s[place] = left_s if left_s > _INSTANT_S else 0.0
        self._speaking_s += computing_s
        self._busy_s += passed_s
        self._now_s += passed_s

    @property
    def is_at_once(self) -> bool:
        """It is not: it takes its time."""
        return False

    @property
    def busy_s(self) -> float:
        """See Synthesis."""
        self()
        return self._busy_s

    def begin(self, clause: SpokenClause) -> None:
        """See Synthesis."""
        self.begun.append((clause.clause.text, self()))
        self.leave()
        is_over = False
        processor_s = self._processor()
        while not is_over:
            began_s = self._clock()
            made: SpokenPiece | Exception
            try:
                made = clause.next_piece()
            except Exception as error:  # noqa: BLE001 - whoever asks for the piece gets it
                made = error
            is_over = isinstance(made, Exception) or made.ends_clause
            self._left_s.append(self._clock() - began_s)
            self._made.append(made)
        clause.processor_s = self._processor() - processor_s
        self._seen_s = self._clock()

    def next_piece(self, *, timeout_s: float = 0.0) -> SpokenPiece | None:
        """See Synthesis."""
        now_s = self()
        if self._made and self._left_s[0]:
            self.wait_until(now_s + min(timeout_s, self._left_s[0]))
        if not self._made or self._left_s[0]:
            return None
        self._left_s.popleft()
        made = self._made.popleft()
        if isinstance(made, Exception):
            raise made
        return made

    def leave(self) -> None:
        """See Synthesis; what is left of it is never computed."""
        self()
        self._made.clear()
        self._left_s.clear()

    def close(self) -> None:
        """See Synthesis."""
        self.leave()


_INSTANT_S: Final = 1e-9
"""What is less than this is the rounding of what was nothing."""

BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 10


def simulate(
    session: Session,
    samples: Float32,
    *,
    passage: str,
    processor: SharedProcessor | None = None,
    block_samples: int = BLOCK_SAMPLES,
    recognise: Callable[[Float32], str] | None = None,
) -> Observation:
    """Play [n] float32 samples at SOURCE_RATE_HZ to a session.

    Args:
        session: a new one; is used up.
        samples: the passage.
        passage: its name.
        processor: the clock, and what makes the session's speech, if any.
        block_samples: what arrives at once; speech is found when a block is worked on.
        recognise: writes down target speech, [n] at TARGET_RATE_HZ, as it sounded; takes no time.
    """
    now = processor or SharedProcessor()
    log = _Log(now.begun)
    logged_s = now.computed_s

    def work(make: Callable[[], list[Event] | None], *, ideal_s: float) -> bool:
        nonlocal logged_s
        now.discard()
        events = make()
        if events is not None:
            before_s, logged_s = logged_s, now.computed_s
            log.record(events, ideal_s=ideal_s, aware_s=now(), took_s=logged_s - before_s)
        return events is not None

    for start in range(0, len(samples), block_samples):
        block = samples[start : start + block_samples]
        end = start + len(block)
        now.discard()
        now.wait_until(end / SOURCE_RATE_HZ)
        at_s = now()
        source = SourceBlock(
            block,
            backlog_samples=min(round(at_s * SOURCE_RATE_HZ), len(samples)) - end,
            queued_samples=round(max(0.0, log.sounds_until_s - at_s) * TARGET_RATE_HZ),
        )
        work(partial(session.push, source), ideal_s=end / SOURCE_RATE_HZ)
    duration_s = len(samples) / SOURCE_RATE_HZ
    parts = session.finish()
    while work(lambda: next(parts, None), ideal_s=duration_s):
        pass
    session.close()
    return _with_ideal_clauses(log.observation(passage, duration_s, recognise))


def _with_ideal_clauses(seen: Observation) -> Observation:
    """Let a clause begin, where computing takes no time, with its last word and behind the last."""
    clauses: list[Clause] = []
    free_s = 0.0
    for clause, words in seen.spoken_clauses():
        ready_s = max((word.ideal_s for word in words), default=clause.ideal_s)
        begins_s = max(ready_s, free_s)
        free_s = begins_s + clause.duration_s
        clauses.append(replace(clause, ideal_s=begins_s))
    return replace(seen, clauses=tuple(clauses))


def play(
    session: Session,
    samples: Float32,
    *,
    passage: str,
    recognise: Callable[[Float32], str] | None = None,
) -> Observation:
    """Play as `simulate` does, in real time: to an engine elsewhere, whose time cannot be made.

    `aware_s` is then the time that passed, and computing what this process did.
    """
    log = _Log()
    began_s = time.monotonic()
    worked_s = time.process_time()

    def record(events: list[Event], ideal_s: float) -> None:
        nonlocal worked_s
        before_s, worked_s = worked_s, time.process_time()
        aware_s = time.monotonic() - began_s
        log.record(events, ideal_s=ideal_s, aware_s=aware_s, took_s=worked_s - before_s)

    with closing(session):
        for start in range(0, len(samples), BLOCK_SAMPLES):
            block = samples[start : start + BLOCK_SAMPLES]
            end_s = (start + len(block)) / SOURCE_RATE_HZ
            time.sleep(max(0.0, end_s - (time.monotonic() - began_s)))
            record(session.push(SourceBlock(block)), end_s)
        duration_s = len(samples) / SOURCE_RATE_HZ
        for part in session.finish():
            record(part, duration_s)
    return log.observation(passage, duration_s, recognise)


class _Log:
    """Gathers an observation.

    Args:
        begun: clauses that were begun, and when; what was seen of it is taken away.
    """

    def __init__(self, begun: deque[tuple[str, float]] | None = None) -> None:
        self._begun: deque[tuple[str, float]] = deque() if begun is None else begun
        self.words: list[Word] = []
        self.clauses: list[Clause] = []
        self.steps: list[DecodingStep] = []
        self.busy_s = 0.0
        self._unlogged_s = 0.0
        self._tentative = ""
        self._ends_in_space = True
        self.sounds_until_s = 0.0
        self._pieces: list[tuple[float, Float32]] = []

    def record(self, events: list[Event], *, ideal_s: float, aware_s: float, took_s: float) -> None:
        self.busy_s += took_s
        self._unlogged_s += took_s
        for event in events:
            if isinstance(event, TextCommitted):
                self._commit(event, aware_s)
            elif isinstance(event, TextTentative):
                self._tentative = event.text
            elif isinstance(event, AudioProduced):
                self._speak(event, aware_s)
        if any(isinstance(event, TextCommitted | TextTentative) for event in events):
            self.steps.append(
                DecodingStep(
                    ideal_s=ideal_s,
                    aware_s=aware_s,
                    took_s=self._unlogged_s,
                    n_words=len(self.words),
                    tentative=self._tentative,
                )
            )
            self._unlogged_s = 0.0

    def observation(
        self,
        passage: str,
        duration_s: float,
        recognise: Callable[[Float32], str] | None,
    ) -> Observation:
        """What was gathered."""
        return Observation(
            passage=passage,
            duration_s=duration_s,
            words=tuple(self.words),
            clauses=tuple(self.clauses),
            steps=tuple(self.steps),
            busy_s=self.busy_s,
            heard_back=recognise(self.sound()) if recognise is not None and self.clauses else "",
        )

    def sound(self) -> Float32:
        """[n] at TARGET_RATE_HZ: the target speech with its pauses, from when it began."""
        first_s = self._pieces[0][0]
        sound = np.zeros(round((self.sounds_until_s - first_s) * TARGET_RATE_HZ) + 1, np.float32)
        for begins_s, samples in self._pieces:
            start = round((begins_s - first_s) * TARGET_RATE_HZ)
            room = len(sound) - start
            sound[start : start + len(samples)] += samples[:room]
        return sound

    def _commit(self, event: TextCommitted, aware_s: float) -> None:
        if not event.text:
            return
        addition = Word(
            text=event.text,
            source_start_s=event.source_start / SOURCE_RATE_HZ,
            source_end_s=event.source_end / SOURCE_RATE_HZ,
            ideal_s=event.heard / SOURCE_RATE_HZ,
            aware_s=aware_s,
        )
        joins = not self._ends_in_space and not event.text[0].isspace()
        add_text(self.words, addition, joins=joins)
        self._ends_in_space = event.text[-1].isspace()

    def _speak(self, event: AudioProduced, aware_s: float) -> None:
        """A clause sounds when it is there and the clause before it has ended."""
        begins_s = max(aware_s, self.sounds_until_s, event.target_start / TARGET_RATE_HZ)
        duration_s = len(event.samples) / TARGET_RATE_HZ
        self._pieces.append((begins_s, event.samples))
        self.sounds_until_s = begins_s + duration_s
        if not event.begins_clause and self.clauses:
            begun = self.clauses[-1]
            # A piece that comes late leaves a gap in the clause.
            self.clauses[-1] = replace(begun, duration_s=self.sounds_until_s - begun.aware_s)
            return
        begun_s = None
        while begun_s is None and self._begun:
            # What was begun and given up before this one was never heard.
            text, at_s = self._begun.popleft()
            begun_s = at_s if text == event.text else None
        self.clauses.append(
            Clause(
                text=event.text.strip(),
                source_start_s=event.source_start / SOURCE_RATE_HZ,
                source_end_s=event.source_end / SOURCE_RATE_HZ,
                ideal_s=event.target_start / TARGET_RATE_HZ,
                aware_s=begins_s,
                duration_s=duration_s,
                begun_s=begun_s,
                made_s=None if begun_s is None else aware_s,
            )
        )
