import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import Int64
from engine.asr.guards import (
    GuardConfig,
    is_scrap,
    is_silence,
    is_untranslated,
    loops_on,
    repeats_context,
    trusted_length,
)

CONFIG = GuardConfig()
_FRAME_SAMPLES = 320


def trusted(tokens: tuple[int, ...], attended: Int64, committed: int = 0) -> int:
    samples = attended * _FRAME_SAMPLES
    return trusted_length(tokens, samples, n_committed=committed, config=CONFIG)


def advancing(n: int) -> Int64:
    return np.arange(n, dtype=np.int64) * 25


def test_honest_text_is_trusted_whole() -> None:
    tokens = tuple(range(30))
    assert trusted(tokens, advancing(30)) == 30


def test_of_a_loop_only_the_first_round_is_kept() -> None:
    tokens = (9, 8, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3)
    attended = np.array([0, 20, 40, 45, 50, 51, 50, 52, 51, 52, 52, 51, 53, 52], np.int64)
    assert trusted(tokens, attended) == 5


def test_what_is_said_again_and_again_is_no_loop() -> None:
    """No, no, no, no, no, no, no: each takes its own stretch of sound."""
    tokens = (7, 1, 7, 1, 7, 1, 7, 1, 7, 1, 7, 1, 5, 6)
    assert trusted(tokens, advancing(len(tokens))) == len(tokens)
    words = np.arange(14, dtype=np.int64) * 8
    assert trusted(tokens, words) == len(tokens)


def test_a_word_said_three_times_is_no_loop() -> None:
    tokens = (4, 7, 7, 7, 5)
    assert trusted(tokens, np.arange(5, dtype=np.int64) * 12) == 5


def test_committed_text_is_beyond_doubt() -> None:
    tokens = (1, 2, 1, 2, 1, 2, 5, 6)
    attended = np.array([10, 11, 10, 11, 10, 11, 40, 60], np.int64)
    assert trusted(tokens, attended) == 2
    assert trusted(tokens, attended, committed=6) == 8


def test_text_that_no_longer_follows_the_source_is_not_trusted() -> None:
    attended = np.array([0, 5, 10, *[40] * 10], np.int64)
    assert trusted(tuple(range(13)), attended) == 4


def test_the_same_words_for_the_same_sound_were_said_once() -> None:
    tokens = (1, 2, 3, 4, 1, 2, 3)
    attended = np.array([0, 25, 50, 75, 90, 27, 49], np.int64)
    assert trusted(tokens, attended) == 4


def test_the_same_words_for_other_sound_were_said_twice() -> None:
    tokens = (1, 2, 3, 1, 2, 3)
    assert trusted(tokens, advancing(6)) == 6


def test_text_that_goes_back_to_the_beginning_is_not_trusted() -> None:
    attended = np.array([0, 100, 200, 300, 10, 20, 30], np.int64)
    assert trusted(tuple(range(7)), attended) == 4


def test_a_text_that_only_begins_again_ends_before() -> None:
    assert trusted((1, 2, 3, 4, 5, 6, 7, 1, 2), advancing(9)) == 7
    assert trusted((1, 2, 3, 4, 5, 6, 7, 1, 9), advancing(9)) == 9
    assert trusted((1, 2, 3, 1), advancing(4)) == 4


def test_new_text_that_says_the_context_again_is_noticed() -> None:
    context = (1, 2, 3, 4, 5, 6, 7)
    assert repeats_context(context, (9, 2, 3, 4, 5, 6, 9))
    assert not repeats_context(context, (9, 2, 3, 4, 5, 9, 6))
    assert not repeats_context((), (1, 2, 3, 4, 5, 6))


def test_silence_needs_both_signs() -> None:
    unsure = np.full(4, -2.0, np.float32)
    sure = np.full(4, -0.2, np.float32)
    assert is_silence(0.9, unsure, CONFIG)
    assert not is_silence(0.9, sure, CONFIG)
    assert not is_silence(0.1, unsure, CONFIG)


def test_no_tokens_are_nothing_to_doubt() -> None:
    assert not is_silence(0.9, np.zeros(0, np.float32), CONFIG)


@given(st.lists(st.integers(0, 2), max_size=40), st.data())
def test_the_trusted_length_lies_between_committed_and_all(
    tokens: list[int], data: st.DataObject
) -> None:
    committed = data.draw(st.integers(0, len(tokens)))
    places = st.lists(st.integers(0, 400), min_size=len(tokens), max_size=len(tokens))
    attended = np.array(data.draw(places), np.int64)
    assert committed <= trusted(tuple(tokens), attended, committed) <= len(tokens)


def test_a_scrap_has_no_sound_of_its_own() -> None:
    def scrap(*attended: int, position: int) -> bool:
        samples = np.array(attended) * _FRAME_SAMPLES
        n_heard = 100 * _FRAME_SAMPLES
        return is_scrap(samples, position, n_heard=n_heard, config=CONFIG)

    assert scrap(10, 50, 80, 120, position=3)  # in the padding
    assert scrap(10, 50, 80, 20, position=3)  # back where others were
    assert not scrap(10, 50, 80, 95, position=3)  # "Yes"
    assert not scrap(10, 50, 80, 120, 121, 122, position=3)  # a sentence is no scrap
    assert not scrap(10, 50, 80, position=3)
    assert scrap(150, position=0)
    assert not scrap(40, position=0)


def test_words_that_were_all_there_before_loop_on() -> None:
    once = tuple(range(15))
    assert loops_on((*once, *once[:12]))
    assert not loops_on((*once, *once[:11]))
    assert not loops_on(once)
    assert not loops_on(())
    # Of a short loop, all the rounds are written that it takes to know it for one.
    assert loops_on((7, 8) * 7)
    assert not loops_on((7, 8) * 6)


@pytest.mark.parametrize(
    ("text", "source", "target", "untranslated"),
    [
        (" The dog and the cat with my friends", "en", "de", True),
        (" Les enfants sont dans la maison", "fr", "en", True),
        (" Der Hund, the big one, und die Katze", "en", "de", False),
        (" The train to Paris and the one to Lyon", "fr", "en", False),
        (" Paris, Berlin, London", "fr", "en", False),
        (" The end", "en", "de", False),
        (" The dog and the cat with my friends", "en", "en", False),
        (" The dog and the cat with my friends", "en", "ja", False),
        ("", "en", "de", False),
    ],
)
def test_a_translation_in_the_spoken_language_is_none(
    text: str, source: str, target: str, untranslated: bool
) -> None:
    assert is_untranslated(text, source=source, target=target) == untranslated
