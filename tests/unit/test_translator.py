from collections.abc import Sequence

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.vad import SpeechFrame
from engine.effort import Effort
from engine.errors import AudioError
from engine.events import (
    Event,
    LanguageDetected,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.timed_text import TextUpdate, TimedText
from engine.translator import Chain, Relief, SpeechTranslator, TranslatorConfig
from tests.helpers.loudness_vad import LoudnessVad


class Counting:
    """A speech stage that says a number for every half second, and "end" at the end."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._heard = 0
        self._said = 0
        self.backlogs_ms: list[float] = []
        self.efforts: list[Effort] = []

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> TextUpdate | None:
        self.backlogs_ms.append(backlog_ms)
        self.efforts.append(effort)
        self._heard += len(frame.samples)
        end = frame.start + len(frame.samples)
        if frame.closes:
            last = TimedText(" end", end, end)
            return TextUpdate(committed=(last,), tentative=TimedText("", end, end), closes=True)
        if self._heard < (self._said + 1) * SOURCE_RATE_HZ // 2:
            return None
        self._said += 1
        word = TimedText(f" {self._language}{self._said}", frame.start, end)
        return TextUpdate(committed=(word,), tentative=TimedText(" maybe", end, end), closes=False)


class Shouting:
    def push(self, progress: TextUpdate) -> TextUpdate:
        committed = tuple(TimedText(w.text.upper(), w.start, w.end) for w in progress.committed)
        return TextUpdate(committed=committed, tentative=progress.tentative, closes=progress.closes)


class Guessing:
    """Hears the languages that it is told to, one a question, the last of them for ever."""

    def __init__(self, *guesses: tuple[str, float]) -> None:
        self._guesses = list(guesses)

    def detect_language(self, samples: Float32, *, among: Sequence[str]) -> list[tuple[str, float]]:
        del samples, among
        return [self._guesses.pop(0) if len(self._guesses) > 1 else self._guesses[0]]


def translator(
    *guesses: tuple[str, float], sources: tuple[str, ...] = ("fr",), shows: bool = False
) -> SpeechTranslator:
    return SpeechTranslator(
        vad=LoudnessVad(),
        detector=Guessing(*guesses),
        chain_for=lambda source: Chain(
            speech=Counting(source), texts=(Shouting(),), shows_transcript=shows
        ),
        sources=sources,
        target="en",
        config=TranslatorConfig(),
    )


def speech(*lengths_s: float) -> Float32:
    quiet = np.zeros(SOURCE_RATE_HZ, np.float32)
    rng = np.random.default_rng(0)
    parts = [quiet]
    for length_s in lengths_s:
        parts += [rng.uniform(-1, 1, int(length_s * SOURCE_RATE_HZ)).astype(np.float32), quiet]
    return np.concatenate(parts)


def run(stage: SpeechTranslator, samples: Float32) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), 1600):
        events += stage.push(samples[start : start + 1600])
    return events + stage.flush()


def test_an_utterance_starts_is_committed_and_ends_in_that_order() -> None:
    events = run(translator(), speech(1.2))
    assert isinstance(events[0], SpeechStarted)
    assert isinstance(events[-1], SpeechEnded)
    assert [e.text for e in events if isinstance(e, TextCommitted)] == [
        " FR1",
        " FR2",
        " FR3",
        " FR4",
        " END",
    ]


def test_the_transcript_is_shown_where_there_is_one() -> None:
    events = run(translator(shows=True), speech(1.2))
    transcript = [e for e in events if isinstance(e, TranscriptCommitted)]
    assert [e.text for e in transcript][:2] == [" fr1", " fr2"]
    assert {e.language for e in transcript} == {"fr"}


def test_tentative_text_is_told_only_when_it_changes() -> None:
    events = run(translator(), speech(1.2))
    assert [e.text for e in events if isinstance(e, TextTentative)] == [" maybe", ""]


def test_the_language_is_decided_for_each_utterance() -> None:
    stage = translator(("fr", 0.9), ("de", 0.9), sources=("fr", "de"))
    events = run(stage, speech(2.5, 2.5))
    assert [e.language for e in events if isinstance(e, LanguageDetected)] == ["fr", "de"]
    said = "".join(e.text for e in events if isinstance(e, TextCommitted))
    assert " FR1" in said
    assert " DE1" in said


def test_an_unsure_guess_does_not_change_the_language() -> None:
    stage = translator(("fr", 0.9), ("de", 0.4), ("de", 0.5), sources=("fr", "de"))
    events = run(stage, speech(2.5, 2.5))
    assert [e.language for e in events if isinstance(e, LanguageDetected)] == ["fr"]


def test_where_it_is_unsure_it_listens_longer_once() -> None:
    stage = translator(("fr", 0.7), ("de", 0.7), sources=("fr", "de"))
    events = run(stage, speech(5))
    (detected,) = (e for e in events if isinstance(e, LanguageDetected))
    assert detected.language == "de"
    (started,) = (e for e in events if isinstance(e, SpeechStarted))
    limit = TranslatorConfig().detection_limit_ms * SOURCE_RATE_HZ // 1000
    assert 0 <= detected.heard - started.source_start - limit < 1600


def test_a_short_utterance_is_decided_when_it_ends() -> None:
    events = run(translator(("de", 0.9), sources=("fr", "de")), speech(0.6))
    kinds = [type(event) for event in events]
    assert kinds.index(LanguageDetected) < kinds.index(TextCommitted)


def test_a_language_that_begins_without_a_pause_begins_an_utterance() -> None:
    stage = translator(("fr", 0.9), ("fr", 0.9), ("de", 0.9), sources=("fr", "de"))
    events = run(stage, speech(12))
    changes = [e for e in events if isinstance(e, SpeechStarted | LanguageDetected | SpeechEnded)]
    assert [type(e) for e in changes] == [
        *(SpeechStarted, LanguageDetected, SpeechEnded),
        *(SpeechStarted, LanguageDetected, SpeechEnded),
    ]
    first, second = changes[2], changes[3]
    assert isinstance(first, SpeechEnded)
    assert isinstance(second, SpeechStarted)
    assert first.source_end == second.source_start
    said = "".join(e.text for e in events if isinstance(e, TextCommitted))
    # Nothing is lost and nothing said twice: a word for every whole half second of both.
    assert said.index(" END") < said.index(" DE1")
    assert said.count(" FR") + said.count(" DE") == 25


def test_one_answer_is_not_enough_to_change_the_language_of_an_utterance() -> None:
    guesses = [("fr", 0.9), ("de", 0.9), ("fr", 0.9), ("de", 0.9), ("es", 0.9), ("fr", 0.9)]
    events = run(translator(*guesses, sources=("fr", "de", "es")), speech(14))
    assert [e.language for e in events if isinstance(e, LanguageDetected)] == ["fr"]
    assert len([e for e in events if isinstance(e, SpeechStarted)]) == 1


def test_an_unsure_answer_does_not_change_the_language_of_an_utterance() -> None:
    events = run(translator(("fr", 0.9), ("de", 0.7), sources=("fr", "de")), speech(14))
    assert [e.language for e in events if isinstance(e, LanguageDetected)] == ["fr"]


def test_what_was_heard_never_goes_back() -> None:
    stage = translator(("fr", 0.9), ("de", 0.9), sources=("fr", "de"))
    heard = [event.heard for event in run(stage, speech(2.5, 1.7))]
    assert heard == sorted(heard)


def test_a_stage_is_told_what_waits_while_the_machine_is_behind() -> None:
    stage = Counting("fr")
    behind = SpeechTranslator(
        vad=LoudnessVad(),
        detector=Guessing(),
        chain_for=lambda _: Chain(speech=stage),
        sources=("fr",),
        target="en",
    )
    efforts = (Effort.FULL, Effort.FULL, Effort.FEWER_STEPS)
    blocks = np.array_split(speech(3.0), 3)
    for backlog, effort, block in zip((0, 8_000, 32_000), efforts, blocks, strict=True):
        behind.push(block, backlog_samples=backlog, effort=effort)
    assert set(stage.backlogs_ms) == {0, 2_000}
    assert set(stage.efforts) == {Effort.FULL, Effort.FEWER_STEPS}


def test_the_clock_goes_on_over_what_is_skipped() -> None:
    stage = translator()
    before = [*stage.push(speech(1.2)), *stage.flush()]
    stage.skip(5 * SOURCE_RATE_HZ)
    after = [*stage.push(speech(1.2)), *stage.flush()]
    assert [type(event) for event in before] == [type(event) for event in after]
    shift = len(speech(1.2)) + 5 * SOURCE_RATE_HZ
    starts = [
        [event.source_start for event in events if isinstance(event, SpeechStarted)]
        for events in (before, after)
    ]
    assert starts[1] == [start + shift for start in starts[0]]


def test_samples_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(AudioError, match="not numbers"):
        translator().push(np.array([0, np.inf], np.float32))


def test_reset_equals_a_new_object() -> None:
    stage = translator()
    run(stage, speech(0.8)[:20_000])
    stage.reset()
    assert run(stage, speech(1.2)) == run(translator(), speech(1.2))


class TestSlowStages:
    """Stages that a machine cannot keep up with are left for lighter ones."""

    def stage(self, reliefs: list[Chain | None], asked: list[str]) -> SpeechTranslator:
        def relieve(language: str) -> Relief | None:
            asked.append(language)
            return (lambda: reliefs.pop(0)) if reliefs else None

        return SpeechTranslator(
            vad=LoudnessVad(),
            detector=None,
            chain_for=lambda source: Chain(speech=Counting(source)),
            sources=("fr",),
            target="en",
            relieve=relieve,
            config=TranslatorConfig(relieve_ms=2_000),
        )

    def words(self, stage: SpeechTranslator, *, effort: Effort) -> list[str]:
        events: list[Event] = []
        samples = speech(3.2, 1.2, 1.2)
        for start in range(0, len(samples), 1600):
            events += stage.push(samples[start : start + 1600], effort=effort)
        return [e.text.strip() for e in events if isinstance(e, TextCommitted)]

    def test_at_the_next_pause_and_nothing_is_lost(self) -> None:
        asked: list[str] = []
        stage = self.stage([Chain(speech=Counting("light"))], asked)
        words = self.words(stage, effort=Effort.FEWEST_STEPS)
        assert asked[0] == "fr"
        first_end = words.index("end")
        assert all(word.startswith("fr") for word in words[:first_end])
        assert words[first_end + 1] == "light1"

    def test_only_when_the_lighter_ones_are_ready(self) -> None:
        stage = self.stage([None, Chain(speech=Counting("light"))], [])
        words = self.words(stage, effort=Effort.FEWEST_STEPS)
        assert [word.startswith("light") for word in words].index(True) > words.index("end") + 1
        assert words.count("end") == 3

    def test_not_where_it_keeps_up(self) -> None:
        asked: list[str] = []
        for effort in (Effort.FULL, Effort.FEWER_STEPS):
            self.words(self.stage([Chain(speech=Counting("light"))], asked), effort=effort)
        assert asked == []

    def test_what_has_no_lighter_stages_is_asked_once(self) -> None:
        asked: list[str] = []
        words = self.words(self.stage([], asked), effort=Effort.FEWEST_STEPS)
        assert asked == ["fr"]
        assert words.count("end") == 3


def conversation(*guesses: tuple[str, float], shows: bool = False) -> SpeechTranslator:
    return SpeechTranslator(
        vad=LoudnessVad(),
        detector=Guessing(*guesses),
        chain_for=lambda source: Chain(speech=Counting(source), shows_transcript=shows),
        sources=("fr", "en"),
        target="en",
        both_ways=True,
    )


def written(events: list[Event]) -> list[tuple[str, str]]:
    """The texts of utterances with their languages."""
    texts: list[tuple[str, str]] = []
    for event in events:
        if isinstance(event, TextCommitted):
            before, language = texts.pop() if texts and texts[-1][0][-4:] != " end" else ("", "")
            assert language in ("", event.language)
            texts.append((before + event.text, event.language))
    return texts


class TestConversation:
    """Two languages at one microphone."""

    def test_each_is_translated_into_the_other(self) -> None:
        stage = conversation(("fr", 0.9), ("en", 0.9), ("fr", 0.9))
        events = run(stage, speech(1.8, 1.8, 1.8))
        assert [language for _, language in written(events)] == ["en", "fr", "en"]
        detected = [e for e in events if isinstance(e, LanguageDetected)]
        assert [(e.language, e.target) for e in detected] == [
            ("fr", "en"),
            ("en", "fr"),
            ("fr", "en"),
        ]

    def test_of_a_word_or_two_it_must_be_sure_to_change(self) -> None:
        events = run(conversation(("fr", 0.9), ("en", 0.7)), speech(1.8, 0.6))
        assert [language for _, language in written(events)] == ["en", "en"]
        events = run(conversation(("fr", 0.9), ("en", 0.9)), speech(1.8, 0.6))
        assert [language for _, language in written(events)] == ["en", "fr"]

    def test_a_turn_that_is_over_is_heard_again_the_other_way_and_back(self) -> None:
        stage = conversation(("fr", 0.9))
        events = run(stage, speech(1.8))
        (ended,) = (e for e in events if isinstance(e, SpeechEnded))
        for language, target, said in (("en", "fr", " en1 en2"), ("fr", "en", " fr1 fr2")):
            again = stage.correct_turn()
            (withdrawn,) = (e for e in again if isinstance(e, TextWithdrawn))
            (detected,) = (e for e in again if isinstance(e, LanguageDetected))
            assert withdrawn.source_start == ended.source_start
            assert withdrawn.source_end >= ended.source_end
            assert (detected.language, detected.target) == (language, target)
            ((text, written_in),) = written(again)
            assert text.startswith(said)
            assert written_in == target
            assert next(e for e in again if isinstance(e, SpeechEnded)).source_start == (
                ended.source_start
            )
            assert {e.heard for e in again} == {again[0].heard}

    def test_a_turn_that_goes_on_stays_the_other_way_to_its_end(self) -> None:
        # Asked again every two seconds, the detector insists on French.
        stage = conversation(("fr", 0.95))
        samples = speech(8, 1.8)
        events = run_without_end(stage, samples[: 4 * SOURCE_RATE_HZ])
        corrected = stage.correct_turn()
        assert not [e for e in corrected if isinstance(e, SpeechEnded)]
        later = run(stage, samples[4 * SOURCE_RATE_HZ :])
        assert {e.language for e in events if isinstance(e, TextCommitted)} == {"en"}
        texts = written([*corrected, *later])
        assert [language for _, language in texts] == ["fr", "en"]
        # Nothing of it is lost and nothing said twice.
        assert texts[0] == written(run(conversation(("en", 0.95)), samples))[0]
        assert "fr1" in texts[1][0]

    def test_before_anybody_spoke_there_is_nothing_to_correct(self) -> None:
        assert conversation().correct_turn() == []
        one_way = translator()
        run(one_way, speech(1.8))
        assert one_way.correct_turn() == []

    def test_of_a_very_long_turn_the_last_minute_is_heard_again(self) -> None:
        stage = conversation(("fr", 0.95))
        run(stage, speech(70))
        (withdrawn,) = (e for e in stage.correct_turn() if isinstance(e, TextWithdrawn))
        length_s = (withdrawn.source_end - withdrawn.source_start) / SOURCE_RATE_HZ
        assert 59 < length_s <= 60

    def test_needs_two_languages_of_which_one_is_the_target(self) -> None:
        for sources, target in ((("fr",), "fr"), (("fr", "en"), "de"), (("fr", "en"), None)):
            with pytest.raises(ValueError, match="both ways"):
                SpeechTranslator(
                    vad=LoudnessVad(),
                    detector=Guessing(),
                    chain_for=lambda source: Chain(speech=Counting(source)),
                    sources=sources,
                    target=target,
                    both_ways=True,
                )


def run_without_end(stage: SpeechTranslator, samples: Float32) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), 1600):
        events += stage.push(samples[start : start + 1600])
    return events
