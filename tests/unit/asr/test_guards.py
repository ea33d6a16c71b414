import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import Int64
from engine.asr.guards import (
    GuardConfig,
    begins_again,
    goes_nowhere,
    heard_length,
    is_said_again,
    is_scrap,
    is_silence,
    is_unheard,
    is_untranslated,
    repeated_run,
    repeating_tokens,
    repeats_context,
    restart,
    spoken_word,
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


def test_a_search_ends_where_its_newest_words_go_nowhere() -> None:
    def ends(tokens: tuple[int, ...], *attended: int) -> bool:
        return goes_nowhere(tokens, np.array(attended, np.int64) * _FRAME_SAMPLES, CONFIG)

    assert ends((1, 2, 3, 4, 1, 2, 3), 0, 25, 50, 75, 2, 27, 49)  # the same sound again
    assert not ends((1, 2, 3, 4, 1, 2), 0, 25, 50, 75, 2, 27)  # two words may be chance
    assert not ends((1, 2, 3, 4, 1, 2, 3), *range(0, 175, 25))  # said twice
    assert ends(tuple(range(7)), 0, 100, 200, 300, 10, 20, 30)  # far back
    assert not ends(tuple(range(6)), 0, 100, 200, 300, 10, 20)
    assert ends((8, 7, 7, 7), 0, 25, 26, 25)  # a loop
    assert ends((8, 1, 2, 1, 2, 1, 2), 0, 25, 26, 26, 25, 27, 26)
    assert not ends((8, 7, 7, 7), 0, 25, 50, 75)  # no, no, no
    assert ends(tuple(range(11)), 0, *[40] * 10)  # no sound is left
    assert not ends(tuple(range(10)), 0, *[40] * 9)
    assert not ends((), *())


@given(st.lists(st.integers(0, 2), max_size=30), st.data())
def test_what_ends_a_search_is_not_trusted_to_its_end(
    tokens: list[int], data: st.DataObject
) -> None:
    places = st.lists(st.integers(0, 400), min_size=len(tokens), max_size=len(tokens))
    attended = np.array(data.draw(places), np.int64)
    if goes_nowhere(tuple(tokens), attended * _FRAME_SAMPLES, CONFIG):
        assert trusted(tuple(tokens), attended) < len(tokens)


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


@pytest.mark.parametrize(
    ("before", "text", "again"),
    [
        (" We bake. For example,", " for example, students", True),
        (" For example,", " For example students", True),
        (" It is a long way.", " Way to go", False),
        (" For example, a cake", " For example, students", False),
        ("", " For example", False),
    ],
)
def test_a_text_that_begins_with_the_words_before_it_is_noticed(
    before: str, text: str, *, again: bool
) -> None:
    assert begins_again(before, text) is again


@pytest.mark.parametrize(
    ("tokens", "committed", "run"),
    [
        ((1, 2, 3, 1, 2, 3, 4), 0, (3, 6)),
        ((1, 2, 3, 1, 2, 3, 4), 4, None),
        ((9, 5, 5, 4), 0, None),
        ((9, 5, 5, 5, 4), 0, (2, 4)),
        ((9, 5, 6, 5, 6, 4), 0, None),
        ((9, 5, 6, 5, 6, 5, 6), 0, (3, 7)),
        (tuple(range(20)), 0, None),
    ],
)
def test_three_tokens_said_again_or_a_word_thrice_are_a_repeat(
    tokens: tuple[int, ...], committed: int, run: tuple[int, int] | None
) -> None:
    assert repeated_run(tokens, n_committed=committed) == run


def test_the_token_that_would_complete_a_run_again_is_named() -> None:
    assert repeating_tokens((1, 2, 3, 1, 2), 3) == [3]
    assert repeating_tokens((1, 2, 3, 1, 2, 4, 1, 2), 3) == [3, 4]
    assert repeating_tokens((1, 2, 3, 4), 3) == []
    assert repeating_tokens((1, 2, 3, 1, 2), 0) == []


def _evidence(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def test_text_that_silence_would_give_as_well_was_not_heard() -> None:
    # As measured: "There are three" said again, and the same words where they were said.
    assert is_unheard(_evidence(-0.8, 0.1, 1.4), CONFIG)
    assert not is_unheard(_evidence(5.4, 1.4, 3.9), CONFIG)
    # One word that the sound speaks for is enough.
    assert not is_unheard(_evidence(0.1, -0.2, 4.0), CONFIG)
    assert not is_unheard(_evidence(), CONFIG)


def test_text_ends_where_nothing_was_heard_for_several_words() -> None:
    invented = _evidence(5.5, 0.2, 0.0, -0.7, 0.7, 1.1, 0.4, -0.2)
    assert heard_length(invented, n_committed=0, config=CONFIG) == 1
    assert heard_length(invented, n_committed=3, config=CONFIG) == 8
    spoken = _evidence(4.0, 0.1, 0.3, 5.0, 0.2, 0.2, 6.0, 0.1, 0.4)
    assert heard_length(spoken, n_committed=0, config=CONFIG) == 9


def test_a_text_that_only_begins_again_ends_before_it() -> None:
    tokens = (1, 2, 3, 4, 5, 6, 7, 1, 2, 3)
    behind = np.array([0, 5, 10, 15, 20, 25, 90, 91, 92, 93], np.int64)

    def cut(tokens: tuple[int, ...], attended: Int64, *, n_heard: int, committed: int = 0) -> int:
        return restart(tokens, attended, n_committed=committed, n_heard=n_heard, config=CONFIG)

    assert cut(tokens, behind, n_heard=80) == 7  # it looks at the silence behind the speech
    assert cut(tokens, behind, n_heard=200) == 10  # it was said: the sound goes on
    assert cut(tokens, behind, n_heard=80, committed=9) == 10
    assert cut(tokens[:8], behind[:8], n_heard=200) == 7  # a word or two never are
    assert cut((1, 2, 3, 1, 2), behind[:5], n_heard=80) == 5  # "no, I said no"


def test_one_foreign_word_is_enough_to_wait_while_speech_goes_on() -> None:
    assert is_untranslated(" La parole", source="fr", target="en", is_open=True)
    assert not is_untranslated(" La parole", source="fr", target="en")
    assert not is_untranslated(" La parole to the", source="fr", target="en", is_open=True)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("add the cold cold milk", 3),
        ("for example for example students", 2),
        ("no no no", 1),
        ("little by little", None),
        ("the end the beginning", None),
    ],
)
def test_words_said_again_at_once_are_found(text: str, position: int | None) -> None:
    words = text.split()
    again = [n for n in range(len(words)) if is_said_again(words, n)]
    assert again[:1] == ([] if position is None else [position])


def test_marks_say_nothing_again() -> None:
    assert [spoken_word(text) for text in (" Don't", ",", " H\u00c9!")] == ["dont", "", "h\u00e9"]
    assert not is_said_again(["a", "", ""], 2)
