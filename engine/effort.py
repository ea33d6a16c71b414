"""How much computing a session spends on its speech, when the machine is behind and when it is not.

Effort has levels, and each gives up a little more than the one before it, so that the lag stays
small on a machine that cannot do everything. It is lowered a level at a time while sound waits. It
is raised the same way, as soon as the level above is expected to fit the time there is; where that
went wrong before, only once the load is clearly less, or after a while, to see.

What a voice would cost is known from what it cost the processor, which is the same on a computer
that others use: how much longer than its work listening takes says how long speech would take now.
"""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Effort(StrEnum):
    """The levels, from everything to the least; each takes less than those before it.

    Attributes:
        FULL: as it is meant to be.
        FEWER_STEPS: decoding steps are rarer.
        FEWEST_STEPS: they are rarer still.
        SHORT_BUFFER: steps as with FEWER_STEPS, but one hypothesis is followed instead of several,
            and less of the speech is heard again: text that is as soon, and worse.
        CAPTIONS_ONLY: and nothing is spoken.
    """

    FULL = "full"
    FEWER_STEPS = "fewer_steps"
    FEWEST_STEPS = "fewest_steps"
    SHORT_BUFFER = "short_buffer"
    CAPTIONS_ONLY = "captions_only"

    @classmethod
    def _missing_(cls, value: object) -> "Effort | None":
        """The level that an earlier version wrote in the place of another."""
        return cls.FEWEST_STEPS if value == "greedy" else None

    @property
    def rank(self) -> int:
        """How many levels below full effort it is."""
        return _LEVELS.index(self)


_LEVELS: Final = tuple(Effort)

_COSTS: Final = {
    Effort.FEWER_STEPS: 1.8,
    Effort.FEWEST_STEPS: 1.6,
    Effort.SHORT_BUFFER: 1.3,
    Effort.CAPTIONS_ONLY: 1.0,
}
"""How many times as much listening costs on the level above, as a rule."""

_VOICE_COST: Final = 1.5
"""What a voice is taken to cost beside listening until it was measured."""

_NEW_SHARE: Final = 0.3
"""What a clause cost counts so much beside what those before it cost."""

_LIMITS_MS: Final = {
    Effort.FEWER_STEPS: 1_000.0,
    Effort.FEWEST_STEPS: 1_500.0,
    Effort.SHORT_BUFFER: 2_000.0,
    Effort.CAPTIONS_ONLY: 2_500.0,
}
"""With more sound waiting than this, effort is lowered to each level."""

_URGENT: Final = 2.0
"""With so many times its limit waiting, a level is taken whatever the last one saved."""

_LOAD_MS: Final = 3_000.0
_RETRIES_MS: Final = (20_000.0, 120_000.0)
_TRUST_MS: Final = 30_000.0
"""A level that was not needed for so long was rightly left."""

_CLEARLY_LESS: Final = 0.8
"""At less than this times what was expected of a level when it was too much, the computer has more
time than it had then."""

_LEAST_ROOM: Final = 0.5
"""Where no more than this is expected of a level, it was not too much: something else came."""

_WORTH_TRYING: Final = 1.4
"""What is expected to cost more than this times the room there is, is not tried to see."""

_WORTH_SAYING: Final = 1.15
"""Nor is a voice: nobody wants to hear one that is cut off again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortConfig:
    """When to lower effort and when to raise it; all in milliseconds of sound.

    Attributes:
        settle_ms: a level is given so long to show what it saves before the next one is taken.
        voice_ms: a voice that begins a clause so long after its text was there is in time.
        useless_ms: one that is later than that, and so long after what it translates, is left out.
        warm_ms: for so long a late voice alone is no reason to give it up: models warm up, and the
            first clauses are the most late.
        skip_ms: with so much waiting at the lowest level, what waits is skipped.
        most_ms: with so much waiting it is skipped at any level.
        calm_ms: less than this waiting is nothing: a block, or what came during one decoding step.
        calm_for_ms: so long it must be calm before effort is raised.
        room: share of the time that computing may be expected to take at the level above.
    """

    settle_ms: float = 1_000
    voice_ms: float = 2_000
    useless_ms: float = 6_000
    warm_ms: float = 15_000
    skip_ms: float = 4_000
    most_ms: float = 8_000
    calm_ms: float = 600
    calm_for_ms: float = 1_000
    room: float = 0.95

    def __post_init__(self) -> None:
        if not 0 < self.calm_ms < _LIMITS_MS[Effort.FEWER_STEPS]:
            raise ValueError("calm_ms must be more than 0 and less than what counts as behind")
        if not max(_LIMITS_MS.values()) < self.skip_ms <= self.most_ms:
            raise ValueError("skip_ms must lie between the lowest level's limit and most_ms")


@dataclass(slots=True)
class _Memory:
    """What is remembered of the level above one.

    Attributes:
        room: it is taken where no more than this is expected of it.
        retry_ms: after so long it is taken to see.
        taken_ms: when it was taken last; None where it was too much then, or was not for long.
        expected: of it then.
    """

    room: float
    retry_ms: float = _RETRIES_MS[0]
    taken_ms: float | None = None
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What a stretch of sound cost, in seconds.

    Attributes:
        listening_s: by the clock, waiting for the processor included.
        speaking_s: likewise.
        processor_s: what the listening thread had of the processor; a computer that is taken away
            makes listening take long, and this stays as it is.
    """

    listening_s: float
    speaking_s: float = 0.0
    processor_s: float = 0.0


class EffortController:
    """Chooses the effort of one stream; holds its state.

    Args:
        speaks: whether there is a voice that can be given up.
        config: see EffortConfig.
    """

    def __init__(self, *, speaks: bool, config: EffortConfig | None = None) -> None:
        self._config = config or EffortConfig()
        self._speaks = speaks
        self._levels = _LEVELS if speaks else _LEVELS[:-1]
        self._effort = Effort.FULL
        self._heard_ms = self._now_ms = self._since_ms = 0.0
        self._calm_since_ms: float | None = 0.0
        self._work: deque[tuple[float, Work]] = deque()
        self._voice_cost: float | None = None
        self._memories = {effort: self._new_memory() for effort in _LEVELS[1:]}

    @property
    def effort(self) -> Effort:
        """What is spent now."""
        return self._effort

    @property
    def load(self) -> float:
        """Computing as a share of the time of speech lately; 0 where too little was heard."""
        return self._load or 0.0

    def wants_skip(self, backlog_ms: float) -> bool:
        """Whether so much waits that nothing else will do."""
        is_lowest = self._effort is self._levels[-1]
        limit_ms = self._config.skip_ms if is_lowest and self._has_settled else self._config.most_ms
        return backlog_ms > limit_ms

    def is_too_late(self, lag_ms: float, *, voice_late_ms: float) -> bool:
        """Whether a clause that is ready now is left out, since the voice kept it so long.

        Args:
            lag_ms: since its source ended.
            voice_late_ms: since its text was there, as in `observe`.
        """
        is_warm = self._now_ms >= self._config.warm_ms
        is_late = voice_late_ms > self._config.voice_ms
        return is_warm and is_late and lag_ms > self._config.useless_ms

    def learn_voice(self, cost: float) -> None:
        """Take note of what a clause took of the processor, for each second that it lasts."""
        before = cost if self._voice_cost is None else self._voice_cost
        self._voice_cost = before + _NEW_SHARE * (cost - before)

    def observe(
        self,
        heard_ms: float,
        work: Work,
        *,
        backlog_ms: float,
        voice_late_ms: float = 0.0,
        is_speech: bool,
    ) -> bool:
        """Take note of a stretch of sound, and lower or raise effort by at most a level.

        Args:
            heard_ms: its length.
            work: what it cost.
            backlog_ms: sound that waits behind it.
            voice_late_ms: how long after its text was there the voice begins what it says next; 0
                where it is not the computer that it waits for.
            is_speech: whether somebody spoke in it; silence costs nothing and proves nothing.

        Returns:
            Whether the effort is another one now.
        """
        self._heard_ms += heard_ms
        self._now_ms = max(self._now_ms, self._heard_ms + backlog_ms)
        if is_speech:
            self._work.append((heard_ms, work))
            while self._measured_ms - self._work[0][0] >= _LOAD_MS:
                self._work.popleft()
        behind_ms = max(backlog_ms, voice_late_ms - self._config.voice_ms)
        # A voice is as late as its clauses are long: only what lowers effort disturbs the calm.
        is_late = behind_ms > _LIMITS_MS[Effort.FEWER_STEPS]
        if is_late or backlog_ms > self._config.calm_ms:
            self._calm_since_ms = None
        elif self._calm_since_ms is None:
            self._calm_since_ms = self._now_ms
        self._trust_rises()
        rank = self._effort.rank
        below = self._levels[rank + 1] if rank + 1 < len(self._levels) else None
        if below is Effort.CAPTIONS_ONLY and self._now_ms < self._config.warm_ms:
            behind_ms = backlog_ms
        if below is not None and self._must_lower(below, behind_ms):
            self._blame_rise(below)
            self._become(below)
            return True
        if rank and self._may_raise():
            memory = self._memories[self._effort]
            memory.taken_ms, memory.expected = self._now_ms, self._load_above
            # What a level cost is no measure of those above it, only of those below.
            self._work.clear()
            self._become(self._levels[rank - 1])
            return True
        return False

    def _become(self, effort: Effort) -> None:
        self._effort = effort
        self._since_ms = self._now_ms
        self._calm_since_ms = None

    @property
    def _has_settled(self) -> bool:
        return self._now_ms - self._since_ms >= self._config.settle_ms

    def _must_lower(self, below: Effort, behind_ms: float) -> bool:
        # The first one is no loss: nothing is gained by waiting for it.
        may_lower = self._effort is Effort.FULL or self._has_settled
        limit_ms = _LIMITS_MS[below]
        return behind_ms > (limit_ms if may_lower else _URGENT * limit_ms)

    @property
    def _measured_ms(self) -> float:
        return sum(length_ms for length_ms, _ in self._work)

    @property
    def _load(self) -> float | None:
        """Computing as a share of the time of speech lately; None where too little was heard."""
        measured_ms = self._measured_ms
        if measured_ms < self._config.calm_for_ms:
            return None
        return sum(w.listening_s + w.speaking_s for _, w in self._work) * 1000 / measured_ms

    @property
    def _load_above(self) -> float | None:
        """What is expected of the level above, in the same measure."""
        if self._measured_ms < self._config.calm_for_ms:
            return None
        measured_s = self._measured_ms / 1000
        listening_s = sum(work.listening_s for _, work in self._work)
        processor_s = sum(work.processor_s for _, work in self._work)
        expected = _COSTS[self._effort] * listening_s / measured_s
        if not self._speaks:
            return expected
        if self._voice_cost is None or not processor_s:
            return expected + _VOICE_COST * listening_s / measured_s
        # A translation takes about as long to say as what it translates, and waits for the
        # processor as listening does.
        return expected + self._voice_cost * listening_s / processor_s

    def _may_raise(self) -> bool:
        if self._calm_since_ms is None:
            return False
        calm_ms = self._now_ms - self._calm_since_ms
        memory = self._memories[self._effort]
        expected = self._load_above
        if calm_ms >= memory.retry_ms:
            is_silent = self._effort is Effort.CAPTIONS_ONLY
            worth = _WORTH_SAYING if is_silent else _WORTH_TRYING
            return expected is None or expected < worth * self._config.room
        return (
            calm_ms >= self._config.calm_for_ms and expected is not None and expected <= memory.room
        )

    def _blame_rise(self, below: Effort) -> None:
        """A level is taken again that was perhaps left a moment ago."""
        memory = self._memories[below]
        if memory.taken_ms is not None:
            if memory.expected is not None:
                least = max(_CLEARLY_LESS * memory.expected, _LEAST_ROOM)
                memory.room = min(memory.room, least)
            memory.retry_ms = min(2 * memory.retry_ms, _RETRIES_MS[1])
            memory.taken_ms = None

    def _trust_rises(self) -> None:
        """Forget what went wrong once where it goes well."""
        for effort, memory in self._memories.items():
            taken_ms = memory.taken_ms
            if taken_ms is not None and self._now_ms - taken_ms >= _TRUST_MS:
                self._memories[effort] = self._new_memory()

    def _new_memory(self) -> _Memory:
        return _Memory(self._config.room)
