from dataclasses import replace

import pytest

from engine.bench.scores import edits, field_scores, own_figures, speech_parts
from engine.bench.simulation import Clause, DecodingStep
from tests.helpers.benchmark_runs import observation, passage, words_at

TEXT = "the cat sat down"
MOMENTS = (1.0, 2.0, 3.0, 4.0)


def test_laal_is_the_mean_of_what_words_lag_behind_an_even_pace() -> None:
    # Four words over four seconds are due at 0, 1, 2, 3 s; each comes a second later, and half a
    # second more with computing. The last ideal word comes when the source has ended: LAAL counts
    # the first such word, YAAL none.
    seen = [observation(words_at(TEXT, MOMENTS))]
    scores = field_scores(seen, [passage(TEXT)])
    assert scores.laal_s == pytest.approx(1.0)
    assert scores.laal_aware_s == pytest.approx(1.5)
    assert scores.yaal_s == pytest.approx(1.0)
    assert scores.yaal_aware_s == pytest.approx(1.5)
    assert scores.bleu == pytest.approx(100.0)
    assert scores.chrf == pytest.approx(100.0)
    assert scores.comet is None
    assert scores.bleu_interval is None


def test_laal_of_a_long_translation_expects_a_faster_pace() -> None:
    # Eight words where the reference has four are due every half second.
    seen = [observation(words_at("a b c d e f g h", [0.5 * (i + 1) for i in range(8)]))]
    scores = field_scores(seen, [passage(TEXT)])
    assert scores.laal_s == pytest.approx(0.5)


def test_joined_recordings_are_told_apart_by_their_references() -> None:
    other = "a dog ran away"
    words = words_at(f"{TEXT} {other}", (*MOMENTS, 7.0, 8.0, 8.5, 9.0))
    scores = field_scores([observation(words, duration_s=9.0)], [passage(TEXT, other)])
    # Behind 0, 1, 2, 3 s: 1.0 s. The second begins at 5 s: 2, 2, 1.5, 1 s, mean 1.625.
    assert scores.laal_s == pytest.approx((1.0 + 1.625) / 2)
    assert scores.bleu == pytest.approx(100.0)


def test_a_silent_contestant_has_no_latency() -> None:
    scores = field_scores([observation()], [passage(TEXT)])
    assert scores.bleu == 0
    assert scores.laal_s is None
    assert scores.laal_aware_s is None
    own = own_figures([observation()], [passage(TEXT)])
    assert own.lag_s is None
    assert own.erasure is None
    assert own.end_offset_s is None


def test_five_recordings_give_an_interval() -> None:
    right = observation(words_at(TEXT, MOMENTS))
    wrong = observation(words_at("the cat stood up", MOMENTS))
    seen = [right, wrong, right, wrong, right]
    scores = field_scores(seen, [passage(TEXT, name=f"p{i}") for i in range(5)])
    assert scores.bleu_interval is not None
    assert 0 < scores.bleu_interval < 100


def test_the_lag_of_speech_is_shared_out_and_adds_up() -> None:
    def clause(text: str, aware_s: float, duration_s: float) -> Clause:
        return Clause(
            text=text,
            source_start_s=0.0,
            source_end_s=1.0,
            ideal_s=aware_s - 0.5,
            aware_s=aware_s,
            duration_s=duration_s,
        )

    # With computing words are there at 1.5, 2.5, 3.0 and 3.0 s, each 0.75 s after its speech.
    words = words_at(TEXT, (1.0, 2.0, 2.5, 2.5))
    clauses = (
        replace(clause("the cat", 2.8, 1.0), begun_s=2.6, made_s=2.7),
        replace(clause("sat down", 3.9, 1.0), begun_s=2.9, made_s=3.2),
    )
    # "sat" was guessed 0.6 s before it was committed, the others were not shown before.
    step = DecodingStep(ideal_s=2.1, aware_s=2.4, took_s=0.1, n_words=1, tentative="dog sat")
    seen = observation(words, clauses=clauses, steps=(step,))
    parts = speech_parts([seen], is_aware=True)
    assert parts is not None
    assert parts.decode == pytest.approx(0.75 - 0.6 / 4)
    assert parts.agree == pytest.approx(0.6 / 4)
    # "the" waits a second for "cat"; all others come with the last word of their clause.
    assert parts.clause == pytest.approx(1.0 / 4)
    # That the second clause was begun before it was complete is nobody's wait.
    assert parts.wait == pytest.approx(0.1 * 2 / 4)
    assert parts.synthesis == pytest.approx((0.1 + 0.2) * 2 / 4)
    assert parts.queue == pytest.approx((0.1 + 0.7) * 2 / 4)
    lag_s = own_figures([seen], [passage(TEXT)]).speech_lag_aware_s
    assert parts.lag == pytest.approx(lag_s)
    ideal = speech_parts([seen], is_aware=False)
    assert ideal is not None
    assert ideal.decode == pytest.approx(0.25 - 0.4 / 4)
    assert ideal.wait == ideal.synthesis == 0
    assert speech_parts([observation(words)], is_aware=True) is None


def test_own_figures_by_hand() -> None:
    clause = Clause(
        text="the cat sat down",
        source_start_s=0.5,
        source_end_s=3.5,
        ideal_s=2.0,
        aware_s=2.5,
        duration_s=4.0,
    )
    steps = (
        DecodingStep(ideal_s=1, aware_s=1.5, took_s=0.1, n_words=1, tentative=" dog"),
        DecodingStep(ideal_s=2, aware_s=2.5, took_s=0.1, n_words=2, tentative=""),
    )
    seen = observation(words_at(TEXT, MOMENTS), clauses=(clause,), steps=steps, busy_s=2.0)
    own = own_figures([seen], [passage(TEXT)])
    assert own.lag_s == pytest.approx(0.25)
    assert own.lag_aware_s == pytest.approx(0.75)
    assert own.lag_p95_aware_s == pytest.approx(0.75)
    # Speech is from 0.5 to 3.5 s; words come from 1.5 to 4.5 s, target speech from 2.5 to 6.5 s.
    assert own.start_offset_s == pytest.approx(1.0)
    assert own.end_offset_s == pytest.approx(1.0)
    assert own.first_audio_aware_s == pytest.approx(2.0)
    assert own.speech_end_offset_s == pytest.approx(3.0)
    # The words of "the cat sat down" end after 4, 8, 12 and 17 of its 17 letters and gaps.
    ends_s = [2.5 + 4 * letters / 17 for letters in (4, 8, 12, 17)]
    lags_s = [end_s - (moment - 0.25) for end_s, moment in zip(ends_s, MOMENTS, strict=True)]
    assert own.speech_lag_aware_s == pytest.approx(sum(lags_s) / 4)
    assert own.speech_lag_s == pytest.approx(sum(lags_s) / 4 - 2.5 + clause.ideal_s)
    # "dog" was taken back for "cat": one word for four.
    assert own.erasure == pytest.approx(0.25)
    assert own.real_time_factor == pytest.approx(0.5)


def test_words_of_clauses_that_were_dropped_are_not_spoken() -> None:
    clause = Clause(
        text="sat down", source_start_s=0, source_end_s=4, ideal_s=5, aware_s=6, duration_s=9
    )
    spoken = observation(words_at(TEXT, MOMENTS), clauses=(clause,)).spoken_words()
    assert [(word.text, word.ideal_s, word.aware_s) for word in spoken] == [
        ("sat", 9, 10),
        ("down", 14, 15),
    ]


def test_a_mark_that_came_behind_a_spoken_word_does_not_hide_what_was_said() -> None:
    clauses = tuple(
        Clause(text=text, source_start_s=0, source_end_s=4, ideal_s=5, aware_s=6, duration_s=9)
        for text in ("the cat", "typed meanwhile", ", sat down")
    )
    words = words_at("the cat, sat down", MOMENTS)
    parts = observation(words, clauses=clauses).spoken_clauses()
    said = [[word.text for word in words] for _, words in parts]
    assert said == [["the", "cat,"], [], ["sat", "down"]]


def test_the_95th_of_a_hundred_words_is_the_p95() -> None:
    words = words_at("w " * 100, [1.0] * 100)
    late = tuple(
        type(word)(
            text=word.text,
            source_start_s=0,
            source_end_s=0,
            ideal_s=0,
            aware_s=float(i + 1),
        )
        for i, word in enumerate(words)
    )
    own = own_figures([observation(late)], [passage(TEXT)])
    assert own.lag_p95_aware_s == 95


@pytest.mark.parametrize(
    ("written", "heard", "errors"),
    [("a b c", "a b c", 0), ("a b c", "a x c", 1), ("a b c", "b c", 1), ("", "a b", 2)],
)
def test_word_errors(written: str, heard: str, errors: int) -> None:
    assert edits(written.split(), heard.split()) == errors


def test_what_is_heard_back_is_scored_without_capitals_and_marks() -> None:
    clause = Clause(text=TEXT, source_start_s=0, source_end_s=4, ideal_s=5, aware_s=6, duration_s=9)
    seen = observation(words_at(TEXT, MOMENTS), clauses=(clause,))
    right = field_scores([replace(seen, heard_back="The cat: sat down!")], [passage(TEXT)])
    assert right.asr_bleu == pytest.approx(100)
    assert right.asr_wer == 0
    wrong = field_scores([replace(seen, heard_back="The cat stood")], [passage(TEXT)])
    assert wrong.asr_wer == pytest.approx(2 / 4)
    silent = field_scores([observation(words_at(TEXT, MOMENTS))], [passage(TEXT)])
    assert silent.asr_bleu is None
