"""The streaming decoder, the guards and the policies on a family that is not Whisper."""

import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine.asr
import engine.mt
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.model import (
    LanguageDetector,
    ShouldStop,
    SpeechHypothesis,
    SpeechModel,
    SpeechOptions,
)
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.asr.vad import SpeechSegmenter
from engine.asr.whisper.speech import WhisperSpeech
from engine.bench.simulation import SharedProcessor, simulate
from engine.effort import Effort
from engine.events import Event, GapReason, SourceGap, SpeechEnded, TextCommitted
from engine.local_session import LocalSession
from engine.policy import LatencyPreset, Policy, PolicyName, speech_policy
from engine.text_scores import count_word_errors
from engine.translator import Chain, SpeechTranslator
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.toy_speech import LOOPING, WORDS, ToyEncoding, ToySpeech, said, sound

_POLICIES = [
    pytest.param((name, preset), id=f"{name.value}-{preset.value}")
    for name in PolicyName
    for preset in LatencyPreset
]
_QUIET = np.zeros(SOURCE_RATE_HZ, np.float32)
_WORD_END = 14
"""A token that goes on with the word before it."""


def translator(
    policy: Policy,
    *,
    target: str = "en",
    model: SpeechModel | None = None,
    config: SpeechDecoderConfig | None = None,
) -> SpeechTranslator:
    toy = model or ToySpeech()

    def chain(source: str) -> Chain:
        return Chain(
            speech=SpeechDecoder(
                toy,
                policy,
                source=source,
                target=target,
                config=config or SpeechDecoderConfig(),
            )
        )

    return SpeechTranslator(
        vad=LoudnessVad(), detector=None, chain_for=chain, sources=("fr",), target=target
    )


def hear(
    stage: SpeechTranslator, samples: Float32, *, block: int = 1600, effort: Effort = Effort.FULL
) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), block):
        events += stage.push(samples[start : start + block], effort=effort)
    return [*events, *stage.flush()]


def committed(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextCommitted))


def test_the_members_fulfil_the_contract() -> None:
    assert isinstance(ToySpeech(), SpeechModel)
    assert not isinstance(ToySpeech(), LanguageDetector)
    assert issubclass(WhisperSpeech, LanguageDetector)


@st.composite
def _speech(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Sentences of a few words, no word twice in a row, and how many frames each takes.

    The first word never comes again: an end that only begins the text again is taken for a scrap.
    """
    tokens: list[int] = [13]
    for _ in range(draw(st.integers(1, 3))):
        words = draw(st.lists(st.integers(0, 9), min_size=1, max_size=3))
        tokens += [*words, draw(st.integers(10, 12))]
    tokens = [token for before, token in pairwise([-1, *tokens]) if before != token]
    n = len(tokens)
    return tokens, draw(st.lists(st.integers(3, 6), min_size=n, max_size=n))


@pytest.mark.parametrize("preset", _POLICIES)
@settings(deadline=None, max_examples=15)
@given(speech=_speech(), block=st.integers(100, 20_000))
def test_what_is_said_is_committed_once_and_in_order(
    preset: tuple[PolicyName, LatencyPreset], speech: tuple[list[int], list[int]], block: int
) -> None:
    tokens, frames = speech
    samples = np.concatenate([_QUIET, sound(tokens, frames=frames), _QUIET])
    events = hear(translator(speech_policy(*preset)), samples, block=block)
    assert committed(events) == said(tokens)
    words = [event for event in events if isinstance(event, TextCommitted)]
    assert all(word.source_start <= word.source_end <= len(samples) for word in words)
    assert all(a.source_end <= b.source_start for a, b in pairwise(words))
    whole = hear(translator(speech_policy(*preset)), samples, block=len(samples))
    assert words == [event for event in whole if isinstance(event, TextCommitted)]


class Hasty(ToySpeech):
    """Takes a full stop for the end of all speech, as models do; alone it hears what follows.

    Args:
        is_deaf: it does not understand that either.
    """

    def __init__(self, *, is_deaf: bool = False) -> None:
        self._is_deaf = is_deaf

    def encode(self, samples: Float32, *, is_last: bool) -> "HastyEncoding":
        return HastyEncoding(super().encode(samples, is_last=is_last), is_deaf=self._is_deaf)


class HastyEncoding(ToyEncoding):
    def __init__(self, whole: ToyEncoding, *, is_deaf: bool) -> None:
        tokens = [token for token, _ in whole._heard]
        n_heard = tokens.index(_STOP) + 1 if _STOP in tokens else 0 if is_deaf else len(tokens)
        self._heard = whole._heard[:n_heard]


_STOP = 10
_BEFORE = [13, 1, 2, _STOP]
_BEHIND = [3, 4, 5, 6, 7, 8, 9, 0]


@pytest.mark.parametrize("effort", [Effort.FULL, Effort.FEWEST_STEPS, Effort.CAPTIONS_ONLY])
def test_what_follows_a_text_that_ended_too_early_is_heard_on_its_own(effort: Effort) -> None:
    policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED)
    stage = translator(policy, model=Hasty())
    samples = np.concatenate([_QUIET, sound(_BEFORE + _BEHIND), _QUIET])
    events = hear(stage, samples, effort=effort)
    assert committed(events) == said(_BEFORE + _BEHIND)
    assert not [event for event in events if isinstance(event, SourceGap)]


def test_speech_that_a_machine_that_is_behind_does_not_understand_has_a_mark() -> None:
    def marks(
        tokens: list[int], effort: Effort, *, then: Float32 = _QUIET
    ) -> list[tuple[GapReason, float, float]]:
        policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED)
        samples = np.concatenate([_QUIET, sound(tokens), then, _QUIET])
        events = hear(translator(policy, model=Hasty(is_deaf=True)), samples, effort=effort)
        return [
            (gap.reason, gap.source_start / SOURCE_RATE_HZ, gap.source_end / SOURCE_RATE_HZ)
            for gap in events
            if isinstance(gap, SourceGap)
        ]

    ((reason, start, end),) = marks(_BEFORE + _BEHIND, Effort.CAPTIONS_ONLY)
    assert reason is GapReason.NOT_UNDERSTOOD
    stop = 1 + 0.32 * len(_BEFORE)
    assert (start, end) == pytest.approx((stop, stop + 0.32 * len(_BEHIND)), abs=0.1)
    assert marks(_BEFORE + _BEHIND, Effort.FULL) == []
    # A word may have been left out, and where nothing was understood it may be no speech.
    assert marks(_BEFORE + _BEHIND[:3], Effort.CAPTIONS_ONLY) == []
    assert marks(_BEHIND, Effort.CAPTIONS_ONLY) == []
    # Pauses are no speech.
    halting = np.concatenate([_QUIET[: SOURCE_RATE_HZ // 2], sound(_BEHIND[:3])])
    assert marks(_BEFORE + _BEHIND[:3], Effort.CAPTIONS_ONLY, then=halting) == []


@pytest.mark.parametrize("preset", _POLICIES)
def test_text_comes_while_speech_goes_on(preset: tuple[PolicyName, LatencyPreset]) -> None:
    tokens = [token % 10 for token in range(40)]
    events = hear(translator(speech_policy(*preset)), np.concatenate([_QUIET, sound(tokens)]))
    (ended,) = (event for event in events if isinstance(event, SpeechEnded))
    early = [
        event
        for event in events
        if isinstance(event, TextCommitted) and event.heard < ended.heard - SOURCE_RATE_HZ
    ]
    assert early, "even a policy that waits for pauses commits what the model can no longer hear"


def test_what_is_kept_stays_within_what_the_model_hears() -> None:
    toy = ToySpeech()
    stage = SpeechDecoder(
        toy,
        speech_policy(PolicyName.WAIT_FOR_PAUSE, LatencyPreset.SURER),
        source="fr",
        target="fr",
        config=SpeechDecoderConfig(),
    )
    frames = SpeechSegmenter(LoudnessVad()).push(sound([n % 10 for n in range(80)]))
    for backlog_ms in (0, 60_000):
        for frame in frames:
            stage.push(frame, backlog_ms=backlog_ms)
            assert stage._n_samples <= toy.traits.max_samples


def test_a_model_that_loses_its_place_is_not_believed() -> None:
    tokens = [1, 2, 3, LOOPING]
    samples = np.concatenate([_QUIET, sound(tokens), _QUIET])
    text = committed(
        hear(translator(speech_policy(PolicyName.CONFIRMED, LatencyPreset.SURER)), samples)
    )
    assert text.startswith(said([1, 2, 3]))
    assert text.count(WORDS[LOOPING]) <= 2


def test_a_pair_that_the_model_does_not_write_is_refused() -> None:
    policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED)
    with pytest.raises(ValueError, match="does not write 'de' from 'fr'"):
        SpeechDecoder(ToySpeech(), policy, source="fr", target="de", config=SpeechDecoderConfig())


def test_nothing_that_streams_knows_a_family() -> None:
    modules = [
        "engine.asr.streaming",
        "engine.asr.guards",
        "engine.mt.streaming",
        "engine.translator",
        "engine.policy",
    ]
    families = [
        f"{package.__name__}.{path.parent.name}"
        for package in (engine.asr, engine.mt)
        for path in Path(str(package.__file__)).parent.glob("*/__init__.py")
    ]
    assert "engine.asr.whisper" in families
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert set(families).isdisjoint(done.stdout.split())


class SlowToy(ToySpeech):
    """Takes long for every decoding step, on a clock by hand."""

    def __init__(self, step_s: float) -> None:
        self.now_s = 0.0
        self.steps_at_s: list[float] = []
        self._step_s = step_s

    def encode(self, samples: Float32, *, is_last: bool) -> "ToyEncoding":
        self.steps_at_s.append(self.now_s)
        self.now_s += self._step_s
        return super().encode(samples, is_last=is_last)


@pytest.mark.parametrize("step_s", [0.9, 2.0, 4.0])
def test_a_model_that_is_too_large_is_late_and_loses_nothing(step_s: float) -> None:
    toy = SlowToy(step_s)
    policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED)
    session = LocalSession(translator(policy, model=toy), None)
    tokens = [13, *([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] * 6)]
    samples = np.concatenate([_QUIET, sound(tokens, frames=6), _QUIET])
    seen = simulate(session, samples, passage="p", processor=SharedProcessor(lambda: toy.now_s))
    # No word is lost or comes twice. The toy mishears a word that is cut off, and rare steps take
    # longer to contradict it than the policy has patience.
    assert len(seen.words) == len(said(tokens).split())
    assert count_word_errors(said(tokens), seen.text) <= len(seen.words) // 10
    # Steps came as far apart as one takes, not every 0.3 s: no queue of them grows.
    apart_s = np.diff([step.ideal_s for step in seen.steps])
    assert len(toy.steps_at_s) * 0.3 < len(samples) / SOURCE_RATE_HZ / 2
    assert apart_s.max() < 2.5 * step_s + 1
    # It is late by a few steps, at the end as at the beginning.
    late_s = [word.aware_s - word.source_end_s for word in seen.words]
    half = len(late_s) // 2
    assert max(late_s[half:]) < max(late_s[:half]) + 2 * step_s
    assert max(late_s) < 5 * step_s + 3


class InventiveToy(ToySpeech):
    """Hears a lone word wrong, and at the end of speech goes on with what nobody said."""

    def encode(self, samples: Float32, *, is_last: bool) -> "ToyEncoding":
        return InventiveEncoding(super().encode(samples, is_last=is_last), is_last=is_last)


class InventiveEncoding(ToyEncoding):
    invented = (5, 6, 11)

    def __init__(self, honest: ToyEncoding, *, is_last: bool) -> None:
        self._heard = list(honest._heard)
        if 0 < len(self._heard) <= 2:
            self._heard = [(9, self._heard[0][1]), (10, self._heard[0][1])]
        elif is_last and self._heard and self._heard[-1][0] == 10:
            last = self._heard[-1][1]
            self._heard += [(token, last + 1) for token in self.invented]

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        honest = super().score(tokens, source=source, target=target)
        # It would go on so in silence as well.
        for i, token in enumerate(tokens):
            if token in self.invented and 10 in tokens[:i]:
                honest[i] = 0
        return honest[n_known:]


@pytest.mark.parametrize("preset", list(LatencyPreset))
def test_a_lone_word_is_heard_with_the_speech_before_it(preset: LatencyPreset) -> None:
    policy = speech_policy(PolicyName.CONFIRMED, preset)
    sentence, word = [1, 2, 3, 4, 10], [7]
    pause = np.zeros(2 * SOURCE_RATE_HZ, np.float32)
    said_alone = np.concatenate([_QUIET, sound(sentence), pause, sound([*word, 11]), pause])
    text = committed(hear(translator(policy, model=InventiveToy()), said_alone))
    assert text == said([*sentence, *word, 11])


@pytest.mark.parametrize("preset", list(LatencyPreset))
def test_an_ending_that_nobody_said_is_left_out(preset: LatencyPreset) -> None:
    sentence = [1, 2, 3, 4, 10]
    samples = np.concatenate([_QUIET, sound(sentence, frames=6), _QUIET])
    policy = speech_policy(PolicyName.CONFIRMED, preset)
    events = hear(translator(policy, model=InventiveToy()), samples)
    assert committed(events) == said(sentence)


class LoopingToy(ToySpeech):
    """Says its second word for ever at the end of speech, unless it may not repeat itself."""

    def encode(self, samples: Float32, *, is_last: bool) -> "ToyEncoding":
        return LoopingEncoding(super().encode(samples, is_last=is_last), is_last=is_last)


class LoopingEncoding(ToyEncoding):
    def __init__(self, honest: ToyEncoding, *, is_last: bool) -> None:
        self._heard = self._honest = list(honest._heard)
        self._is_last = is_last

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
        heard = self._honest
        loops = self._is_last and not options.no_repeat_tokens
        self._heard = [*heard[:1], *heard[1:2] * 99] if loops else heard
        return super().decode(
            source=source,
            target=target,
            prefix=prefix,
            context=context,
            options=options,
            should_stop=should_stop,
        )


def test_a_last_text_that_does_not_end_is_searched_for_again() -> None:
    tokens = [1, 2, 3, 4, 5, 10]
    samples = np.concatenate([_QUIET, sound(tokens), _QUIET])
    policy = speech_policy(PolicyName.WAIT_FOR_PAUSE, LatencyPreset.BALANCED)
    assert committed(hear(translator(policy, model=LoopingToy()), samples)) == said(tokens)


def test_a_machine_that_is_behind_hears_less_often_before_it_hears_worse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decode = ToyEncoding.decode
    beams: list[int] = []

    def counted(
        encoding: ToyEncoding, *, options: SpeechOptions, **others: Any
    ) -> SpeechHypothesis:
        beams.append(options.beams)
        return decode(encoding, options=options, **others)

    monkeypatch.setattr(ToyEncoding, "decode", counted)
    samples = np.concatenate([_QUIET, sound([1, 2, 3, 4, 5, 6, 7, 8, 10], frames=8), _QUIET])
    searches: dict[Effort, list[int]] = {}
    for effort in Effort:
        beams.clear()
        policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED)
        hear(translator(policy, model=ToySpeech()), samples, effort=effort)
        searches[effort] = list(beams)
    whole, fewer, fewest = (len(searches[effort]) for effort in list(Effort)[:3])
    assert whole > 1.5 * fewer > 2 * fewest
    assert {max(widths) for widths in list(searches.values())[:3]} == {SpeechDecoderConfig().beams}
    assert set(searches[Effort.SHORT_BUFFER]) == {1}


class StutteringToy(ToySpeech):
    """Says the end of a word for ever, once it is all that is left to say."""

    def encode(self, samples: Float32, *, is_last: bool) -> ToyEncoding:
        encoded = super().encode(samples, is_last=is_last)
        if encoded._heard and encoded._heard[-1][0] == _WORD_END:
            encoded._heard += encoded._heard[-1:] * 99
        return encoded


def test_what_is_believed_ends_with_a_word() -> None:
    """As seen: "Add fresh thyme seeds, leopards, leop"."""
    samples = np.concatenate([_QUIET, sound([1, 2, 3, 4, 13, _WORD_END], frames=6), _QUIET])
    policy = speech_policy(PolicyName.WAIT_FOR_PAUSE, LatencyPreset.BALANCED)
    text = committed(hear(translator(policy, model=StutteringToy()), samples))
    assert text == said([1, 2, 3, 4])


class LostToy(ToySpeech):
    """Loses its place at the beginning of its fourth word, unless that is the first it hears."""

    def encode(self, samples: Float32, *, is_last: bool) -> ToyEncoding:
        encoded = super().encode(samples, is_last=is_last)
        tokens = [token for token, _ in encoded._heard]
        if is_last and 4 in tokens[1:]:
            at = tokens.index(4)
            encoded._heard[at:] = [(4, encoded._heard[at - 1][1] + 3)] * 99
        return encoded


def test_a_word_that_is_cut_through_is_said_once() -> None:
    """As seen: "leopards, green green onions"."""
    tokens = [1, 2, 3, 4, 5, 6, 10]
    samples = np.concatenate([_QUIET, sound(tokens, frames=6), _QUIET])
    policy = speech_policy(PolicyName.WAIT_FOR_PAUSE, LatencyPreset.BALANCED)
    assert committed(hear(translator(policy, model=LostToy()), samples)) == said(tokens)


class AdjectiveToy(ToySpeech):
    """Hears at once, and writes the sixth word before the fifth."""

    def encode(self, samples: Float32, *, is_last: bool) -> ToyEncoding:  # noqa: ARG002 - always sure
        encoded = super().encode(samples, is_last=True)
        tokens = [token for token, _ in encoded._heard]
        if 6 in tokens:
            at = tokens.index(6)
            encoded._heard[at - 1 : at + 1] = [encoded._heard[at], encoded._heard[at - 1]]
        return encoded


@pytest.mark.parametrize("preset", [LatencyPreset.SOONER, LatencyPreset.BALANCED])
def test_a_noun_waits_for_its_adjective_unless_the_speaker_pauses(preset: LatencyPreset) -> None:
    """As seen: "the government provisional"."""
    policy = speech_policy(PolicyName.CONFIRMED, preset)
    config = SpeechDecoderConfig(step_ms=100, pause_ms=416)
    noun = np.concatenate([_QUIET, sound([1, 2, 3, 4, 5])])
    breath, pause = _QUIET[: SOURCE_RATE_HZ // 3], _QUIET[: SOURCE_RATE_HZ // 2]
    whole = np.concatenate([noun, breath, sound([6, 10]), _QUIET])
    text = committed(hear(translator(policy, model=AdjectiveToy(), config=config), whole))
    assert text == said([1, 2, 3, 4, 6, 5, 10])
    stage = translator(policy, model=AdjectiveToy(), config=config)
    events = stage.push(np.concatenate([noun, pause]))
    assert committed(events) == said([1, 2, 3, 4, 5])


class Mistaken(ToyEncoding):
    """Says otherwise than it heard, from a place on, unless it may not go on so."""

    def __init__(self, honest: ToyEncoding, at: int, written: int, log_probability: float) -> None:
        self._heard = self._honest = list(honest._heard)
        self._at, self._written, self._log_probability = at, written, log_probability

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
        heard, at = self._honest, self._at
        is_told = len(prefix) == at and options.not_first == self._written
        is_past = len(prefix) > at and prefix[at] != self._written
        errs = source != target and len(heard) > at + 1 and not is_told and not is_past
        frame = heard[at - 1][1] if len(heard) >= at else 0
        self._heard = [*heard[:at], (self._written, frame), *heard[at:]] if errs else heard
        found = super().decode(
            source=source,
            target=target,
            prefix=prefix,
            context=context,
            options=options,
            should_stop=should_stop,
        )
        if errs and at >= len(prefix):
            found.log_probabilities[at : at + 1] = self._log_probability
        return found


class MistakenToy(ToySpeech):
    """Two of its words are "not" and what French says for that."""

    def __init__(self, at: int, written: int, log_probability: float) -> None:
        self._mistake = at, written, log_probability

    def encode(self, samples: Float32, *, is_last: bool) -> ToyEncoding:
        return Mistaken(super().encode(samples, is_last=is_last), *self._mistake)

    def text(self, tokens: Sequence[int]) -> str:
        return denying(said(tokens))


def denying(text: str) -> str:
    return text.replace(" nine", " not").replace(" eight", " pas")


@pytest.mark.parametrize("preset", list(LatencyPreset))
@pytest.mark.parametrize(
    ("log_probability", "times"),
    [pytest.param(-1, 1, id="in doubt"), pytest.param(0, 2, id="sure")],
)
@pytest.mark.parametrize("effort", [Effort.FULL, Effort.CAPTIONS_ONLY])
def test_a_word_is_said_twice_only_where_the_model_is_sure(
    preset: LatencyPreset, log_probability: float, times: int, effort: Effort
) -> None:
    toy = MistakenToy(at=2, written=2, log_probability=log_probability)
    samples = np.concatenate([_QUIET, sound([1, 2, 3, 4, 5, 10], frames=6), _QUIET])
    policy = speech_policy(PolicyName.CONFIRMED, preset)
    text = committed(hear(translator(policy, model=toy), samples, effort=effort))
    assert text == said([1, *[2] * times, 3, 4, 5, 10])


@pytest.mark.parametrize("preset", list(LatencyPreset))
@pytest.mark.parametrize(
    "is_denied", [pytest.param(False, id="invented"), pytest.param(True, id="said")]
)
def test_what_the_speaker_does_not_deny_is_not_denied(
    preset: LatencyPreset, is_denied: bool
) -> None:
    spoken = [1, 2, *([7] if is_denied else []), 3, 4, 5, 10]
    toy = MistakenToy(at=2, written=8, log_probability=-1)
    samples = np.concatenate([_QUIET, sound(spoken, frames=6), _QUIET])
    policy = speech_policy(PolicyName.CONFIRMED, preset)
    text = committed(hear(translator(policy, model=toy), samples))
    assert (" not" in text) is is_denied
    assert text.replace(" not", "") == denying(said(spoken))


class ForgetfulToy(ToySpeech):
    """Writes nothing more at the end of speech; knows what was said when it is asked."""

    def __init__(self, *, knows: bool) -> None:
        self._knows = knows

    def encode(self, samples: Float32, *, is_last: bool) -> ToyEncoding:
        honest = super().encode(samples, is_last=is_last)
        return Forgetful(honest, is_last=is_last, knows=self._knows)


class Forgetful(ToyEncoding):
    def __init__(self, honest: ToyEncoding, *, is_last: bool, knows: bool) -> None:
        self._heard = list(honest._heard)
        self._is_last, self._knows = is_last, knows

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
        heard = self._heard
        if self._is_last:
            self._heard = heard[: len(prefix)]
        found = super().decode(
            source=source,
            target=target,
            prefix=prefix,
            context=context,
            options=options,
            should_stop=should_stop,
        )
        self._heard = heard
        return found

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        honest = super().score(tokens, n_known=n_known, source=source, target=target)
        return honest if self._knows or not self._is_last else np.full_like(honest, -5)


@pytest.mark.parametrize("knows", [True, False])
def test_a_last_word_that_was_heard_before_the_end_is_kept(knows: bool) -> None:
    tokens = [1, 2, 3, 4, 10, 7]
    samples = np.concatenate([_QUIET, sound(tokens, frames=4), _QUIET])
    policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.SURER)
    text = committed(hear(translator(policy, model=ForgetfulToy(knows=knows)), samples))
    assert text.endswith(said([7])) is knows
    assert text.startswith(said([1, 2, 3, 4]))


class GuessingToy(ToySpeech):
    """Is as sure as it is told of what it writes, and would write it in silence as well or not."""

    def __init__(self, log_probability: float, *, needs_sound: bool) -> None:
        self._log_probability, self._needs_sound = log_probability, needs_sound

    def encode(self, samples: Float32, *, is_last: bool) -> ToyEncoding:
        honest = super().encode(samples, is_last=is_last)
        return Guessing(honest, self._log_probability, needs_sound=self._needs_sound)


class Guessing(ToyEncoding):
    def __init__(self, honest: ToyEncoding, log_probability: float, *, needs_sound: bool) -> None:
        self._heard = list(honest._heard)
        self._log_probability, self._needs_sound = log_probability, needs_sound

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
        found = super().decode(
            source=source,
            target=target,
            prefix=prefix,
            context=context,
            options=options,
            should_stop=should_stop,
        )
        found.log_probabilities[len(prefix) :] = self._log_probability
        return found

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        honest = super().score(tokens, n_known=n_known, source=source, target=target)
        return honest if self._needs_sound else np.full_like(honest, self._log_probability)


@pytest.mark.parametrize(
    ("tokens", "log_probability", "needs_sound", "is_said"),
    [
        pytest.param([1, 2, 3, 4, 5, 6, 10], -0.9, False, True, id="believed"),
        pytest.param([1, 2, 3, 4, 5, 6, 10], -1.6, True, True, id="heard"),
        pytest.param([1, 2, 3, 4, 5, 6, 10], -1.6, False, False, id="neither"),
        pytest.param([1, 10], -0.9, True, True, id="two words"),
        pytest.param([1, 10], -1.6, True, False, id="two words in doubt"),
    ],
)
def test_what_was_not_understood_is_not_said(
    tokens: list[int], log_probability: float, needs_sound: bool, is_said: bool
) -> None:
    samples = np.concatenate([_QUIET, sound(tokens, frames=40 // len(tokens)), _QUIET])
    toy = GuessingToy(log_probability, needs_sound=needs_sound)
    policy = speech_policy(PolicyName.WAIT_FOR_PAUSE, LatencyPreset.BALANCED)
    text = committed(hear(translator(policy, model=toy), samples))
    assert text == (said(tokens) if is_said else "")
