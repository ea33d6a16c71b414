"""What counts as invented, said again, left out or left untranslated."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.asr.model import SpeechModel
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.bench.contestants import parse_contestants
from engine.bench.recordings import Passage
from engine.bench.report import evaluate
from engine.bench.setup import WatchedSpeech
from engine.bench.simulation import SharedProcessor, simulate
from engine.bench.truth import (
    Fault,
    all_faults,
    as_json,
    counts,
    faults,
    listing,
    repeats,
    split_sentences,
    table,
)
from engine.bench.worker import Performance, StepClock
from engine.local_session import LocalSession
from engine.policy import LatencyPreset, PolicyName, speech_policy
from engine.translator import Chain, SpeechTranslator
from tests.helpers.benchmark_runs import observation, passage, words_at
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.toy_speech import ToySpeech, sound


def played(
    reference: str,
    transcript: str,
    *,
    language: str = "es",
    speech: tuple[tuple[float, float], ...] = ((0.0, 60.0),),
) -> Passage:
    made = passage(reference, language=language, speech=speech)
    return replace(made, segments=(replace(made.segments[0], transcript=transcript),))


def kinds(
    text: str, one: Passage, *, moments_s: Sequence[float] | None = None
) -> list[tuple[Fault, str]]:
    at = [1.0 + 0.4 * number for number, _ in enumerate(text.split())]
    seen = observation(words_at(text, moments_s or at))
    return [(found.fault, found.text) for found in faults(seen, one, target="en")]


_TEXAS = played(
    "There are three generations per year in southern Texas.",
    "Existen tres generaciones por a\u00f1o en el sur de Texas.",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There are three generations per year in southern Texas.", []),
        (
            "There are three generations per year, per year in southern Texas.",
            [(Fault.REPEATED, "per year")],
        ),
        (
            "There are three generations per year. There are three generations in Texas.",
            [(Fault.REPEATED, "there are three generations")],
        ),
        ("Texas Texas has three generations.", [(Fault.REPEATED, "texas")]),
        (
            "Existen tres generaciones por a\u00f1o en el sur.",
            [(Fault.UNTRANSLATED, "Existen tres generaciones por a\u00f1o en el sur.")],
        ),
        (
            "There are three generations per year in southern Texas. There are three",
            [(Fault.UNFINISHED, "There are three")],
        ),
        ("There are three generations per year in the", [(Fault.UNFINISHED, "*")]),
        ("", [(Fault.EMPTY, "")]),
        (
            "There are not three generations per year in southern Texas.",
            [(Fault.TURNED, "*")],
        ),
        (
            "Liza. There are three generations per year in southern Texas.",
            [(Fault.LONE, "Liza.")],
        ),
        (
            "There are three generations. ... It is per year in southern Texas.",
            [(Fault.LONE, "...")],
        ),
    ],
)
def test_each_fault_is_found_and_nothing_else(text: str, found: list[tuple[Fault, str]]) -> None:
    expected = [(fault, text if part == "*" else part) for fault, part in found]
    assert kinds(text, _TEXAS) == expected


@pytest.mark.parametrize(
    ("text", "reference", "transcript", "is_turned"),
    [
        ("Who comes today?", "Who does not come today?", "\u00bfQui\u00e9n no viene hoy?", True),
        ("Who doesn't come today?", "Who is coming today?", "\u00bfQui\u00e9n viene hoy?", True),
        ("Who never comes?", "Who does not come today?", "\u00bfQui\u00e9n no viene hoy?", False),
        ("Don't worry about it.", "Take it easy.", "No te preocupes.", False),
        ("Nobody comes today.", "Who is coming today?", "", False),
    ],
)
def test_what_nobody_denies_may_not_be_denied(
    text: str, reference: str, transcript: str, is_turned: bool
) -> None:
    found = kinds(text, played(reference, transcript))
    assert [fault for fault, _ in found] == [Fault.TURNED] * is_turned


def test_an_ending_is_invented_where_nobody_speaks_any_more() -> None:
    text = "There are three generations per year in southern Texas. Let's see in 2002."
    # The first sentence ends at 3.95 s, the other one at 5.55 s.
    invented = replace(_TEXAS, speech=((0.5, 4.4),))
    assert kinds(text, invented) == [(Fault.ENDING, "Let's see in 2002.")]
    said = replace(_TEXAS, speech=((0.5, 4.4), (4.8, 5.6)))
    assert kinds(text, said) == [], "what was said was understood badly"


def test_a_text_that_ends_where_the_speaker_does_lacks_nothing_but_a_mark() -> None:
    assert kinds("There are three each year in Texas", _TEXAS) == []
    (found,) = kinds("There are three generations per year in the south of Tex", _TEXAS)
    assert found[0] is Fault.UNFINISHED


def test_a_word_between_marks_may_stand_alone() -> None:
    said = played("Hello, today we bake.", "Bonjour, aujourd'hui nous cuisinons.", language="fr")
    assert kinds("Hello. Today we bake.", said) == []
    assert kinds("Hello. Today. We bake.", said) == [(Fault.LONE, "Today.")]


def test_a_free_translation_is_no_fault() -> None:
    assert kinds("Each year sees three generations, in the south of Texas.", _TEXAS) == []


def test_what_the_speaker_says_twice_may_be_written_twice() -> None:
    said = played("Very, very good. Yes.", "Muy, muy bien. S\u00ed.")
    assert kinds("Very, very good. Yes.", said) == []
    assert repeats("It was very very good.", transcript="Era muy muy bueno.") == []
    assert repeats("It was very very good good.", transcript="Era muy muy bueno.") == ["good"]


def test_a_clause_may_begin_with_what_the_one_before_it_ends_with() -> None:
    assert repeats("I did not feel it, it was not fair.") == []
    assert repeats("I did not feel it it was not fair.") == ["it"]
    assert repeats("No, no, he has to.") == ["no"]


def test_text_that_is_aligned_to_silence_was_not_heard() -> None:
    said = played("It was good.", "Era bueno.", speech=((0.0, 2.0), (9.0, 10.0)))
    # Each word is said from 1 s to 0.25 s before its moment.
    moments = [1.0, 1.5, 2.0, 6.0, 6.5, 10.0]
    found = kinds("It was good today I mean.", said, moments_s=moments)
    assert found == [(Fault.UNHEARD, "today I")]


def test_silence_without_text_is_no_fault() -> None:
    assert kinds("", played("", "", speech=())) == []
    assert kinds("Thank you.", played("", "", speech=())) == [(Fault.UNHEARD, "Thank you.")]


def test_names_and_speech_of_the_target_language_are_not_untranslated() -> None:
    said = played("Juan Carlos Garcia is here.", "Juan Carlos Garc\u00eda est\u00e1 aqu\u00ed.")
    assert kinds("Juan Carlos Garcia is here.", said) == []
    english = played("It is what it is.", "It is what it is.", language="en")
    assert kinds("It is what it is.", english) == []


def test_sentences_end_at_marks_that_end_them() -> None:
    text = "Mr. Smith came. He saw 3.5 m of it, and then"
    assert split_sentences(text, language="en") == [
        "Mr. Smith came.",
        "He saw 3.5 m of it, and then",
    ]


def test_a_run_is_summed_up_for_people_and_for_programs() -> None:
    passages = (replace(_TEXAS, name="one"), replace(_TEXAS, name="two"))
    good = "There are three generations per year in southern Texas."
    seen = tuple(
        observation(
            words_at(text, [1 + 0.3 * i for i in range(12)][: len(text.split())]), passage=n
        )
        for text, n in ((good, "one"), ("There are three generations per year in the", "two"))
    )
    (contestant,) = parse_contestants("confirmed")
    result = evaluate(
        Performance(contestant=contestant, observations=seen, ready_s=1.0, peak_mb=None), passages
    )
    found = all_faults(result, passages, target="en")
    assert counts(found) == {fault: int(fault is Fault.UNFINISHED) for fault in Fault}
    assert listing(found).split() == ["two", "unfinished", *seen[1].text.split()]
    rows = {result.name: (result, found)}
    head, line = table(rows).splitlines()
    assert dict(zip(head.split(), line.split()[1:], strict=False))["unfinished"] == "1"
    content = as_json(rows, passages)["contestants"]
    assert isinstance(content, dict)
    whole = content[result.name]
    assert whole["passages"]["two"]["faults"]["unfinished"] == [seen[1].text]
    assert whole["passages"]["one"] == {"text": good, "faults": {f.value: [] for f in Fault}}


def test_every_step_takes_as_long_as_it_is_told_to() -> None:
    """A slow machine by the number: steps become rarer, and every run gives the same."""

    def steps(step_s: float) -> list[float]:
        clock = StepClock(step_s)
        model = WatchedSpeech(ToySpeech(), clock.tick)
        assert isinstance(model, SpeechModel)

        def chain(source: str) -> Chain:
            policy = speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED)
            config = SpeechDecoderConfig()
            return Chain(
                speech=SpeechDecoder(model, policy, source=source, target="en", config=config)
            )

        heard = SpeechTranslator(
            vad=LoudnessVad(), detector=None, chain_for=chain, sources=("fr",), target="en"
        )
        samples = np.concatenate([np.zeros(SOURCE_RATE_HZ, np.float32), sound([1, 2, 3, 4] * 10)])
        seen = simulate(
            LocalSession(heard, None), samples, passage="p", processor=SharedProcessor(clock)
        )
        assert seen.busy_s == pytest.approx(clock())
        return [step.ideal_s for step in seen.steps]

    assert steps(2.0) == steps(2.0)
    assert len(steps(2.0)) < len(steps(0.0)) / 2
