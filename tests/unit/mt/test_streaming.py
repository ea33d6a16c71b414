from hypothesis import given
from hypothesis import strategies as st

from engine.mt.streaming import TextTranslator, TextTranslatorConfig
from engine.policy import AlignAtt, LocalAgreement
from engine.timed_text import TextUpdate, TimedText
from tests.helpers.word_for_word import WordForWord


def progress(*words: str, tail: str = "", at: int = 0, closes: bool = False) -> TextUpdate:
    """Words of 100 samples each, from sample `at`."""
    committed = tuple(
        TimedText(f" {word}", at + 100 * i, at + 100 * (i + 1)) for i, word in enumerate(words)
    )
    end = at + 100 * len(words)
    return TextUpdate(committed=committed, tentative=TimedText(tail, end, end + 100), closes=closes)


def translator(margin: int = 1, limit_chars: int = 400) -> TextTranslator:
    return TextTranslator(
        WordForWord(),
        AlignAtt(margin=margin),
        language="en",
        config=TextTranslatorConfig(limit_chars=limit_chars),
    )


def committed(*steps: TextUpdate) -> str:
    return "".join(word.text for step in steps for word in step.committed)


def test_text_that_attends_to_the_newest_source_waits() -> None:
    step = translator(margin=2).push(progress("one", "two", "three"))
    assert committed(step) == " ONE TWO"
    assert step.tentative.text == " THREE"


def test_text_of_the_tentative_tail_is_tentative() -> None:
    step = translator().push(progress("one", "two", tail=" three four"))
    assert committed(step) == " ONE"
    assert step.tentative.text == " TWO THREE FOUR"


def test_tentative_words_alone_commit_nothing() -> None:
    stage = TextTranslator(WordForWord(), LocalAgreement(), language="en")
    for _ in range(3):
        step = stage.push(progress(tail=" one two"))
        assert committed(step) == ""
        assert step.tentative.text == " ONE TWO"


def test_a_finished_sentence_is_committed_whole() -> None:
    step = translator().push(progress("one", "two.", "three"))
    assert committed(step).startswith(" ONE TWO.")


def test_an_abbreviation_ends_no_sentence() -> None:
    step = translator(margin=3).push(progress("Dr.", "two"))
    assert committed(step) == ""


def test_the_end_of_the_utterance_commits_all() -> None:
    stage = translator(margin=5)
    first = stage.push(progress("one", "two"))
    last = stage.push(progress("three", at=200, closes=True))
    assert committed(first, last) == " ONE TWO THREE"
    assert last.closes
    assert last.tentative.text == ""


def test_a_sentence_without_an_end_is_cut() -> None:
    step = translator(margin=50, limit_chars=10).push(progress(*["word"] * 4))
    assert committed(step).split() == ["WORD"] * 3


def test_times_are_those_of_the_source_words() -> None:
    step = translator().push(progress("one", "two", "three", at=1000))
    (stretch,) = step.committed
    assert (stretch.start, stretch.end) == (1000, 1200)


def test_reset_equals_a_new_object() -> None:
    stage = translator()
    stage.push(progress("left", "over"))
    stage.reset()
    assert committed(stage.push(progress("one", closes=True))) == " ONE"


@given(
    st.lists(st.sampled_from(["a", "bb", "ccc.", "d,", "e?"]), min_size=1, max_size=12),
    st.lists(st.integers(1, 4), min_size=12, max_size=12),
    st.integers(1, 5),
)
def test_no_word_is_lost_doubled_or_moved(words: list[str], sizes: list[int], margin: int) -> None:
    stage = translator(margin=margin)
    steps: list[TextUpdate] = []
    rest = list(words)
    for size in sizes:
        now, rest = rest[:size], rest[size:]
        steps.append(stage.push(progress(*now, tail=" x y", closes=not rest)))
        if not rest:
            break
    assert committed(*steps).split() == [word.upper() for word in words]
    assert all(not step.text or step.text[0] == " " for s in steps for step in s.committed[:1])
