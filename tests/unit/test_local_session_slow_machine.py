"""A session on a machine that has less and less time for it, on a clock by hand.

Speech and voice cost what they cost a Whisper base and Kokoro on two quiet cores; a load makes
everything take so many times as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.asr.model import EncodedSpeech, ShouldStop, SpeechHypothesis, SpeechOptions
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.bench.simulation import SharedProcessor
from engine.effort import Effort
from engine.events import (
    AudioProduced,
    EffortChanged,
    Event,
    GapReason,
    SourceGap,
    SpeechDropped,
    TextCommitted,
)
from engine.local_session import LocalSession
from engine.policy import LatencyPreset, PolicyName, speech_policy
from engine.session import BacklogControl, SourceBlock
from engine.translator import Chain, SpeechTranslator
from engine.tts.model import SpeechPiece
from engine.tts.voice_stage import VoiceStage, VoiceStageConfig
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.toy_speech import ToyEncoding, ToySpeech, sound
from tests.helpers.toy_voice import ToyVoice

_ENCODING = 0.006
"""Seconds of computing for each second of speech that is heard again."""

_BEAM_S = 0.012
"""For each beam of a decoding step."""

_VOICE = 0.5
"""For each second of speech that is spoken."""

_LETTER_S = 0.065


class Machine(SharedProcessor):
    """A clock that goes on with the computing, of hearing and of a voice beside it."""

    def __init__(self, *, voice: float = _VOICE) -> None:
        self.load = 1.0
        self.voice = voice
        self.needed_s = 0.0
        self._worked_s = 0.0
        super().__init__(lambda: self._worked_s, lambda: self.needed_s)

    @property
    def now_s(self) -> float:
        return self()

    def work(self, seconds: float) -> None:
        self.needed_s += seconds
        self._worked_s += seconds * self.load


@dataclass(frozen=True)
class SlowEncoding:
    inner: ToyEncoding
    machine: Machine

    def decode(
        self,
        *,
        source: str,
        target: str,
        prefix: Sequence[int] = (),
        context: Sequence[int] = (),
        options: SpeechOptions,
        should_stop: ShouldStop | None = None,
    ) -> SpeechHypothesis:
        self.machine.work(0.02 + _BEAM_S * options.beams)
        return self.inner.decode(
            source=source,
            target=target,
            prefix=prefix,
            context=context,
            options=options,
            should_stop=should_stop,
        )

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        self.machine.work(0.02)
        return self.inner.score(tokens, n_known=n_known, source=source, target=target)


class SlowSpeech(ToySpeech):
    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def encode(self, samples: Float32, *, is_last: bool) -> EncodedSpeech:  # type: ignore[override]
        self._machine.work(0.02 + _ENCODING * len(samples) / SOURCE_RATE_HZ)
        return SlowEncoding(super().encode(samples, is_last=is_last), self._machine)


class SlowVoice(ToyVoice):
    """Hums, as long as the words take."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        seconds = len(text) * _LETTER_S / tempo
        self._machine.work(self._machine.voice * seconds)
        yield SpeechPiece(
            samples=np.full(round(seconds * TARGET_RATE_HZ), 0.1, np.float32), is_last=True
        )


def session(machine: Machine, *, speaks: bool = True, is_file: bool = False) -> LocalSession:
    speech = SlowSpeech(machine)
    decoder = SpeechDecoder(
        speech,
        speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED),
        source="fr",
        target="en",
        config=SpeechDecoderConfig(),
    )
    translator = SpeechTranslator(
        vad=LoudnessVad(),
        detector=None,
        chain_for=lambda _: Chain(speech=decoder),
        sources=("fr",),
        target="en",
    )
    stage = (
        VoiceStage(SlowVoice(machine), language="en", config=VoiceStageConfig()) if speaks else None
    )
    synthesis = None if is_file else machine
    return LocalSession(
        translator, stage, synthesis=synthesis, clock=machine, processor=lambda: machine.needed_s
    )


def talk(seconds: float) -> Float32:
    """Sentences of three seconds with half a second between, as somebody speaks who is in a hurry.

    A word takes 0.32 s; a sentence ends after nine of them.
    """
    sentence = [*np.random.default_rng(7).permutation(9).tolist(), 10]
    once = np.pad(sound(sentence), (0, SOURCE_RATE_HZ // 2))
    return np.resize(once, round(seconds * SOURCE_RATE_HZ))


@dataclass
class Heard:
    """What a listener got, each with the second in which it was there, and when speech sounded."""

    events: list[tuple[float, Event]]
    sounds: list[tuple[float, AudioProduced]]

    def of(self, *kinds: type[Event]) -> list[tuple[float, Event]]:
        return [(at_s, event) for at_s, event in self.events if isinstance(event, kinds)]

    @property
    def text_lags_s(self) -> list[tuple[float, float]]:
        return [
            (at_s, at_s - event.source_end / SOURCE_RATE_HZ)
            for at_s, event in self.events
            if isinstance(event, TextCommitted)
        ]

    @property
    def speech_lags_s(self) -> list[tuple[float, float]]:
        return [
            (at_s, at_s - event.source_start / SOURCE_RATE_HZ)
            for at_s, event in self.sounds
            if event.begins_clause
        ]


def live(
    made: LocalSession,
    machine: Machine,
    samples: Float32,
    *,
    loads: Sequence[tuple[float, float]],
    catch_up_at_s: float | None = None,
) -> Heard:
    """Play to a session as a runner does: what came is taken, at most half a second at once."""
    heard = Heard([], [])
    position, plays_until_s = 0, 0.0
    while position < len(samples):
        machine.load = next(load for from_s, load in reversed(loads) if machine.now_s >= from_s)
        if catch_up_at_s is not None and machine.now_s >= catch_up_at_s:
            made.catch_up()
            catch_up_at_s, plays_until_s = None, machine.now_s
        arrived = min(int(machine.now_s * SOURCE_RATE_HZ), len(samples))
        if arrived - position < 160 and arrived < len(samples):
            machine.wait_until(machine.now_s + 0.01)
            continue
        block = samples[position : min(arrived, position + SOURCE_RATE_HZ // 2)]
        position += len(block)
        queued_s = max(0.0, plays_until_s - machine.now_s)
        events = made.push(
            SourceBlock(
                block,
                backlog_samples=arrived - position,
                queued_samples=round(queued_s * TARGET_RATE_HZ),
            )
        )
        for event in events:
            heard.events.append((machine.now_s, event))
            if isinstance(event, AudioProduced):
                begins_s = max(plays_until_s, machine.now_s)
                heard.sounds.append((begins_s, event))
                plays_until_s = begins_s + len(event.samples) / TARGET_RATE_HZ
    return heard


def efforts(heard: Heard) -> list[tuple[float, Effort]]:
    return [
        (at_s, event.effort) for at_s, event in heard.events if isinstance(event, EffortChanged)
    ]


def assert_nothing_is_missing_without_a_mark(heard: Heard, *, until_s: float) -> None:
    """Every stretch of more than some words is in the text or in a gap."""
    spans = sorted(
        (event.source_start, event.source_end)
        for _, event in heard.events
        if isinstance(event, TextCommitted | SourceGap)
    )
    for (_, end), (start, _) in pairwise(spans):
        assert start - end < 1.5 * SOURCE_RATE_HZ
    assert until_s - spans[-1][1] / SOURCE_RATE_HZ < 5


def p95(lags: Sequence[tuple[float, float]]) -> float:
    return float(np.percentile([lag for _, lag in lags], 95))


def test_a_quiet_machine_gives_nothing_up() -> None:
    machine = Machine()
    heard = live(session(machine), machine, talk(60), loads=[(0, 1.0)])
    assert efforts(heard) == []
    assert heard.of(SourceGap, SpeechDropped) == []
    assert p95(heard.text_lags_s) < 4


@pytest.mark.parametrize(
    ("load", "later", "voice"),
    [
        *((load, 1.0, _VOICE) for load in (1.4, 2.0, 3.0, 4.0, 6.0, 10.0)),
        # A voice that costs little, or so much that hearing has just time beside it.
        (4.0, 1.0, 0.25),
        (2.5, 1.0, 0.8),
        # The load ends in part: enough for the voice, and not for everything.
        (4.0, 1.4, _VOICE),
    ],
)
def test_three_minutes_on_a_part_of_a_machine_are_never_hopelessly_late(
    load: float, later: float, voice: float
) -> None:
    # Half a core of two is a load of four.
    machine = Machine(voice=voice)
    made = session(machine)
    heard = live(made, machine, talk(230), loads=[(0, 1.0), (20, load), (200, later)])
    under_load = [(at_s, lag_s) for at_s, lag_s in heard.text_lags_s if at_s < 200]
    assert p95(under_load) <= 8
    spoken = [(at_s, lag_s) for at_s, lag_s in heard.speech_lags_s if 20 < at_s < 200]
    assert max((lag_s for _, lag_s in spoken), default=0.0) <= 8
    assert_nothing_is_missing_without_a_mark(heard, until_s=230)
    # A voice that there is no time for is given up once, and not to and fro.
    levels = [(0.0, Effort.FULL), *efforts(heard)]
    assert [effort for at_s, effort in levels if at_s < 200].count(Effort.CAPTIONS_ONLY) <= 1
    # Ten seconds after the load ends all is as it was, or as far as it fits; the voice is back.
    then = [effort for at_s, effort in levels if at_s < 210][-1]
    is_whole = later == 1.0 and voice <= _VOICE
    assert then is Effort.FULL if is_whole else then.rank <= Effort.FEWEST_STEPS.rank
    assert max(lag_s for at_s, lag_s in heard.text_lags_s if at_s > 210) < 4
    back = [at_s for at_s, event in heard.sounds if event.source_start > 200 * SOURCE_RATE_HZ]
    assert min(back) < 210


@pytest.mark.parametrize(("load", "at_s"), [(8.0, 21.3), (12.0, 21.3)])
def test_a_clause_that_was_made_far_too_late_is_left_out_with_its_mark(
    load: float, at_s: float
) -> None:
    machine = Machine()
    # The load comes while a clause is being made.
    heard = live(session(machine), machine, talk(45), loads=[(0, 1.0), (at_s, load)])
    assert max(lag_s for told_s, lag_s in heard.speech_lags_s if told_s > at_s) <= 8
    text = "".join(e.text for _, e in heard.events if isinstance(e, TextCommitted)).split()
    said = [e.text for _, e in heard.events if isinstance(e, AudioProduced | SpeechDropped)]
    named = " ".join(said).split()
    assert named == text[: len(named)]


def test_a_machine_that_has_time_for_half_of_the_voice_s_speech_keeps_the_voice() -> None:
    machine = Machine()
    heard = live(session(machine), machine, talk(100), loads=[(0, 1.7)])
    assert Effort.CAPTIONS_ONLY not in [effort for _, effort in efforts(heard)]
    assert heard.of(SpeechDropped, SourceGap) == []
    assert p95(heard.speech_lags_s) <= 6


def test_a_file_is_interpreted_the_same_on_every_machine() -> None:
    clips = []
    for load in (0.1, 20.0):
        machine = Machine()
        machine.load = load
        made = session(machine, is_file=True)
        events = made.push(SourceBlock(talk(30)))
        assert not [event for event in events if isinstance(event, EffortChanged)]
        clips.append(
            [
                (event.target_start, event.text, len(event.samples))
                for event in events
                if isinstance(event, AudioProduced)
            ]
        )
    assert clips[0]
    assert clips[0] == clips[1]


def test_steps_are_taken_in_turn_and_not_to_and_fro() -> None:
    machine = Machine()
    heard = live(session(machine), machine, talk(150), loads=[(0, 1.0), (10, 6.0)])
    told = [effort for _, effort in efforts(heard)]
    assert list(dict.fromkeys(told))[: len(Effort) - 1] == list(Effort)[1:]
    assert all(abs(a.rank - b.rank) == 1 for a, b in pairwise([Effort.FULL, *told]))
    assert len(told) <= 20


def test_what_is_skipped_has_a_mark_and_the_clock_stays_right() -> None:
    machine = Machine()
    # 25 times as long: nothing but skipping helps, and a clause that was begun takes its time.
    heard = live(session(machine), machine, talk(90), loads=[(0, 1.0), (20, 25.0), (60, 1.0)])
    gaps = [event for _, event in heard.of(SourceGap) if isinstance(event, SourceGap)]
    assert gaps
    assert all(gap.reason is GapReason.SKIPPED and gap.seconds > 3 for gap in gaps)
    assert_nothing_is_missing_without_a_mark(heard, until_s=90)
    for gap in gaps:
        for _, event in heard.of(TextCommitted):
            assert isinstance(event, TextCommitted)
            assert event.source_end <= gap.source_start or event.source_start >= gap.source_end
    assert max(lag_s for at_s, lag_s in heard.text_lags_s if at_s > 70) < 4


def test_who_asks_hears_what_is_said_now() -> None:
    machine = Machine()
    made = session(machine, speaks=False)
    assert isinstance(made, BacklogControl)
    # A decoding step of some seconds, too short for anything to be skipped anything.
    heard = live(
        made, machine, talk(40), loads=[(0, 1.0), (20, 30.0), (20.5, 1.0)], catch_up_at_s=20.5
    )
    ((at_s, gap),) = heard.of(SourceGap)
    assert isinstance(gap, SourceGap)
    assert 1 < gap.seconds < 8
    later = [lag_s for told_s, lag_s in heard.text_lags_s if told_s > at_s + 1]
    assert max(later) < 4


def test_who_asks_to_catch_up_need_not_hear_what_waits_to_be_said() -> None:
    machine = Machine()
    made = session(machine)
    machine.load = 3.0
    told: list[Event] = []
    samples = talk(12)
    for start in range(0, len(samples), SOURCE_RATE_HZ // 10):
        # Speech of before plays on and on, so that clauses wait.
        block = samples[start : start + SOURCE_RATE_HZ // 10]
        told += made.push(SourceBlock(block, queued_samples=20 * TARGET_RATE_HZ))
    assert not [event for event in told if isinstance(event, SpeechDropped | AudioProduced)]
    made.catch_up()
    caught = made.push(SourceBlock(talk(0.1), queued_samples=0))
    assert [event for event in caught if isinstance(event, SpeechDropped)]
    assert not [event for event in caught if isinstance(event, SourceGap)]


def test_who_asks_for_nothing_that_waits_gets_no_gap() -> None:
    machine = Machine()
    heard = live(session(machine), machine, talk(20), loads=[(0, 1.0)], catch_up_at_s=10)
    assert heard.of(SourceGap) == []


def test_a_long_block_that_nothing_waits_behind_is_heard_whole() -> None:
    made = session(Machine(), speaks=False)
    told = made.push(SourceBlock(talk(60)))
    assert not [event for event in told if isinstance(event, SourceGap)]
    words = "".join(event.text for event in told if isinstance(event, TextCommitted)).split()
    assert len(words) > 100


def test_a_gap_that_the_stream_ends_in_is_marked_as_far_as_it_goes() -> None:
    machine = Machine()
    made = session(machine, speaks=False)
    made.catch_up()
    told = made.push(SourceBlock(talk(1), backlog_samples=10 * SOURCE_RATE_HZ))
    assert not [event for event in told if isinstance(event, SourceGap)]
    ended = [event for part in made.finish() for event in part]
    (gap,) = (event for event in ended if isinstance(event, SourceGap))
    assert (gap.source_start, gap.source_end) == (0, SOURCE_RATE_HZ)


def test_speech_that_waits_is_dropped_and_named_where_the_voice_is_given_up() -> None:
    machine = Machine()
    heard = live(session(machine), machine, talk(60), loads=[(0, 1.0), (10, 8.0)])
    silent_at_s = next(at_s for at_s, effort in efforts(heard) if effort is Effort.CAPTIONS_ONLY)
    text = "".join(e.text for _, e in heard.events if isinstance(e, TextCommitted)).split()
    said = [e.text for _, e in heard.events if isinstance(e, AudioProduced | SpeechDropped)]
    # Up to there, each word is spoken or named.
    before = [
        e.text for at_s, e in heard.events if isinstance(e, TextCommitted) and at_s <= silent_at_s
    ]
    words = "".join(before).split()
    assert " ".join(said).split()[: len(words)] == words == text[: len(words)]
