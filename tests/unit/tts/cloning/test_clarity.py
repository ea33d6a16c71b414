import numpy as np
import pytest

from engine.arrays import Float32
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.tts.cloning.clarity import Misheard, made_clear, misheard, mixtures
from engine.tts.cloning.search import HALF, TrialVoice
from engine.tts.kokoro import STYLE_SIZE
from engine.workshop.training.cloning.pairs import PHRASES

_SAID = ("one two three", "four five six")


class _Voice(TrialVoice):
    """Its speech is the style itself."""

    def __init__(self) -> None:
        pass

    def speak(self, style: Float32, sentence: int) -> Float32:
        return np.append(style, np.float32(sentence))


def _cleared(least_melody: float, *, own: float = 0.0) -> tuple[Float32, Misheard, Misheard]:
    """Make clear what is understood where enough of the melody is another's."""

    def hears(samples: Float32) -> str:
        return _SAID[int(samples[-1])] if samples[HALF] >= least_melody else "one"

    clear = made_clear(
        np.full(STYLE_SIZE, own, np.float32),
        ready_made=np.ones(STYLE_SIZE, np.float32),
        towards=np.ones(STYLE_SIZE, np.float32),
        sentences=_SAID,
        speaks=_Voice(),
        hears=hears,
    )
    return clear.style, clear.misheard, clear.ready_made_misheard


@pytest.mark.parametrize(("least", "melody", "wrong"), [(0.0, 0, 0), (0.4, 0.5, 0), (0.9, 1, 0)])
def test_no_more_is_taken_over_than_it_takes(least: float, melody: float, wrong: int) -> None:
    style, found, goal = _cleared(least)
    assert (style[:HALF] == 0).all()
    assert (style[HALF:] == melody).all()
    assert (found.wrong, found.words, goal.wrong) == (wrong, 6, 0)


def test_where_nobody_is_understood_the_voice_stays_as_it_is() -> None:
    style, found, goal = _cleared(2.0)
    assert (style == 0).all()
    assert found.rate == goal.rate == 5 / 6


def test_of_two_that_are_misheard_alike_the_first_is_taken() -> None:
    style, _, goal = _cleared(1.0, own=-1.0)
    assert goal.wrong == 0
    assert (style[:HALF] == -1).all()
    assert (style[HALF:] == 1).all()


def test_mixtures_end_with_the_melody_of_another_and_half_its_timbre() -> None:
    zeros, ones = (np.full(STYLE_SIZE, value, np.float32) for value in (0, 1))
    mixed = list(mixtures(zeros, ones))
    assert (mixed[0] == zeros).all()
    assert (mixed[-1][:HALF].max(), mixed[-1][HALF:].min()) == (0.5, 1)


def test_a_transcript_that_goes_round_in_circles_is_wrong_in_every_word_at_most() -> None:
    assert misheard("one two", "no " * 30) == Misheard(wrong=2, words=2)
    assert (Misheard(wrong=1, words=4) + Misheard(wrong=1, words=4)).rate == 0.25


def test_what_is_checked_is_neither_searched_with_nor_judged_by() -> None:
    for language in CLONING_LANGUAGES:
        texts = cloning_texts(language)
        assert not set(texts.everyday) & ({*texts.short} | {*PHRASES[language]})
