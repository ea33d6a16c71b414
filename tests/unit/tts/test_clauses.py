import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.spoken.lexicon import word_list
from engine.tts.clauses import Clause, ClauseConfig, ClauseCutter, split_clause


def _cutter(language: str = "en") -> ClauseCutter:
    return ClauseCutter(language=language, config=ClauseConfig())


def _at_once(text: str, language: str = "en") -> list[str]:
    cutter = _cutter(language)
    clauses = cutter.push(text, source_start=0, source_end=1) + cutter.flush()
    return [clause.text for clause in clauses]


def _word_by_word(text: str, language: str) -> list[Clause]:
    cutter = _cutter(language)
    clauses = []
    for index, word in enumerate(re.findall(r"\s*\S+|\s+$", text)):
        clauses += cutter.push(word, source_start=100 * index, source_end=100 * index + 100)
    return clauses + cutter.flush()


@pytest.mark.parametrize(
    ("language", "text", "clauses"),
    [
        ("en", "We went home, because it was late.", ["We went home,", "because it was late."]),
        ("en", "I saw Dr. Smith today.", ["I saw Dr. Smith today."]),
        ("en", "It costs 3,000 dollars or 3.5 euros here.", None),
        ("en", "J. K. Rowling came to the U.S. and left.", None),
        ("en", "So did I. They left early.", ["So did I.", "They left early."]),
        ("en", "Yes. No. We cannot tell.", ["Yes.", "No.", "We cannot tell."]),
        ("en", "He said it was good! We agreed at once.", 2),
        ("en", "numbers 3, 4 and 5 are there", None),
        ("fr", "Bonjour ! Vous allez bien, madame ?", 2),
        ("fr", "M. Dupont mesure 1,80 m, p. ex. ici.", 2),
        ("de", "Am 3. Oktober war es so weit.", None),
        ("de", "Das ist z. B. sehr schön.", None),
        ("de", "Das war im Jahr 1987. Danach kam er.", 2),
        ("es", "¿Verdad que sí? El Sr. García vive en EE. UU. ahora.", 2),
        ("pt", "O Sr. Silva chegou às 10h, e a Dra. Ana também.", 2),
    ],
)
def test_text_is_cut_where_a_speaker_would_breathe(
    language: str, text: str, clauses: list[str] | int | None
) -> None:
    found = _at_once(text, language)
    assert " ".join(found) == text
    if isinstance(clauses, list):
        assert found == clauses
    else:
        assert len(found) == (clauses or 1)


def test_a_long_clause_is_cut_before_a_word_that_opens_one() -> None:
    text = (
        "the committee that they had founded in spring decided nothing at all about the question "
        "which everybody had been waiting for since"
    )
    assert _at_once(text) == [
        "the committee that they had founded in spring decided nothing at all about the question",
        "which everybody had been waiting for since",
    ]


def test_a_clause_without_any_mark_does_not_grow_for_ever() -> None:
    most = ClauseConfig().most_words
    assert max(len(c.split()) for c in _at_once("water under bridges flows " * 50)) <= most
    assert max(len(c.split()) for c in _at_once("555 " * 400)) <= 2 * most


def test_a_name_and_a_number_with_its_unit_stay_together() -> None:
    assert len(_at_once("Anna " * 30)) == 1
    counted = _at_once("they saw 5 boats there " * 20)
    assert len(counted) > 1
    assert not any(clause.endswith(" 5") for clause in counted)


def test_the_end_of_a_sentence_does_not_wait_for_the_next_word() -> None:
    cutter = _cutter()
    assert not cutter.push(" That was all", source_start=0, source_end=10)
    (clause,) = cutter.push(".", source_start=10, source_end=12)
    assert clause == Clause(text="That was all.", language="en", source_start=0, source_end=12)


def test_a_mark_that_may_go_on_waits() -> None:
    cutter = _cutter()
    for text in (" It weighs about 3", ".", "5", " kilos and Mr", "."):
        assert not cutter.push(text, source_start=0, source_end=1)
    assert [c.text for c in cutter.flush()] == ["It weighs about 3.5 kilos and Mr."]


def test_a_short_sentence_can_be_made_to_join_the_next() -> None:
    cutter = ClauseCutter(language="en", config=ClauseConfig(sentence_words=3))
    found = cutter.push("Yes. That is what I meant. No.", source_start=0, source_end=1)
    assert [c.text for c in found + cutter.flush()] == ["Yes. That is what I meant.", "No."]


def test_a_mark_set_apart_ends_the_clause_at_once() -> None:
    cutter = _cutter("fr")
    assert not cutter.push(" Bonjour", source_start=0, source_end=1)
    (clause,) = cutter.push(" !", source_start=1, source_end=2)
    assert clause.text == "Bonjour !"


def test_clauses_carry_the_source_span_of_their_words() -> None:
    clauses = _word_by_word("We went home, because it was late.", "en")
    assert [(c.source_start, c.source_end) for c in clauses] == [(0, 300), (300, 700)]


def test_haste_cuts_where_a_phrase_may_begin() -> None:
    cutter = _cutter()
    assert not cutter.push(" We", source_start=0, source_end=1)
    assert cutter.hasten() is None
    assert not cutter.push(
        " agree with the declaration of the committee", source_start=1, source_end=9
    )
    hasty = cutter.hasten()
    assert hasty is not None
    assert hasty.text == "We agree with the declaration"
    assert (hasty.source_start, hasty.source_end) == (0, 9)
    assert cutter.hasten() is None  # what is left would be a scrap
    assert [c.text for c in cutter.flush()] == ["of the committee"]


def test_haste_ends_with_the_last_word_where_what_is_expected_may_begin_a_phrase() -> None:
    cutter = _cutter()
    assert not cutter.push(" We agree", source_start=0, source_end=1)
    assert cutter.hasten() is None  # nothing says whether "agree" ends it
    assert cutter.hasten(expected="ment") is None  # it is no whole word
    hasty = cutter.hasten(expected=" with the declaration")
    assert hasty is not None
    assert hasty.text == "We agree"
    assert not cutter.push(" with the", source_start=1, source_end=2)
    assert cutter.hasten(expected=" declaration") is None  # "the" belongs to it


@pytest.mark.parametrize(
    ("text", "expected", "phrase"),
    [
        ("", " We agree with the declaration", "We agree"),
        (" We", " agree with", "We agree"),
        (" We", " agree", ""),  # nothing says whether it goes on
        ("", " The house of the", "The house"),
        ("", " the", ""),
        (" We agree", " with the declaration of", ""),  # haste says it at once
        ("", " Yes. We agree with", ""),  # the sentence is a clause of its own
    ],
)
def test_the_first_phrase_of_what_is_expected_is_guessed(
    text: str, expected: str, phrase: str
) -> None:
    cutter = _cutter()
    assert not cutter.push(text, source_start=0, source_end=1)
    assert cutter.guess(expected=expected) == phrase


def test_a_guess_is_taken_only_if_it_is_what_was_pushed() -> None:
    cutter = _cutter()
    assert cutter.take("We agree") is None
    assert not cutter.push(" We agreed with", source_start=0, source_end=3)
    assert cutter.take("We agree") is None
    assert cutter.take("") is None
    assert not cutter.push(" the", source_start=3, source_end=4)
    clause = cutter.take("We agreed")
    assert clause is not None
    assert (clause.text, clause.source_start, clause.source_end) == ("We agreed", 0, 3)
    assert [c.text for c in cutter.flush()] == ["with the"]


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt"])
def test_haste_loses_nothing_and_leaves_no_scraps(language: str) -> None:
    words = word_list("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi")
    cutter = _cutter(language)
    clauses = []
    for word in words:
        clauses += cutter.push(f" {word}", source_start=0, source_end=1)
        hasty = cutter.hasten()
        clauses += [] if hasty is None else [hasty]
    assert len(clauses) > 1
    assert all(len(clause.text.split()) >= ClauseConfig().haste_words for clause in clauses)
    said = [clause.text for clause in [*clauses, *cutter.flush()]]
    assert " ".join(said) == " ".join(words)


def test_flush_begins_a_new_utterance_and_then_has_nothing() -> None:
    cutter = _cutter()
    cutter.push(" left over", source_start=0, source_end=1)
    assert [c.text for c in cutter.flush()] == ["left over"]
    assert cutter.flush() == []
    assert not cutter.push("   ", source_start=1, source_end=2)
    assert cutter.flush() == []


@pytest.mark.parametrize("counts", [(0, 4, 8, 16), (5, 4, 8, 16), (3, 9, 8, 16), (3, 4, 20, 16)])
def test_impossible_word_counts_are_refused(counts: tuple[int, int, int, int]) -> None:
    first, comma, opening, most = counts
    with pytest.raises(ValueError, match="word counts"):
        ClauseConfig(first_words=first, comma_words=comma, opening_words=opening, most_words=most)


_WORDS = st.sampled_from(
    word_list(
        "the and Dr. Mr. I. a, b; c: end. what? so! 3 4, 5. 1,000 3.5 New York which e.g. U.S. — "
        "« » ! … “yes” 'tis (so) because z. B. 3. p. ex. que und"
    )
)


@given(
    words=st.lists(_WORDS, max_size=60), language=st.sampled_from(["en", "fr", "de", "es", "pt"])
)
def test_cuts_do_not_depend_on_the_pushes_and_lose_nothing(words: list[str], language: str) -> None:
    text = " ".join(words)
    clauses = _word_by_word(text, language)
    assert [c.text for c in clauses] == _at_once(text, language)
    assert " ".join(c.text for c in clauses) == text
    spans = [(c.source_start, c.source_end) for c in clauses]
    assert spans == sorted(spans)


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_text_in_any_pieces_comes_out_whole(pieces: list[str]) -> None:
    cutter = _cutter()
    clauses: list[Clause] = []
    for piece in pieces:
        clauses += cutter.push(piece, source_start=0, source_end=1)
    clauses += cutter.flush()
    assert "".join("".join(c.text.split()) for c in clauses) == "".join("".join(pieces).split())
    assert all(c.text.strip() == c.text != "" for c in clauses)


class TestSplitting:
    def clause(self, text: str) -> Clause:
        return Clause(text=text, language="en", source_start=1_000, source_end=9_000)

    def test_the_beginning_ends_where_a_listener_could_pause(self) -> None:
        whole = self.clause("We walked home in the evening because the night was warm.")
        first, second = split_clause(whole, least_share=0.3, least_words=2)
        assert first.text == "We walked home in the evening"
        assert second.text == "because the night was warm."
        assert first.source_start == 1_000
        assert first.source_end == second.source_start
        assert second.source_end == 9_000
        assert 4_000 < first.source_end < 6_000

    def test_it_is_as_long_as_it_has_to_be(self) -> None:
        whole = self.clause("We walked home in the evening because the night was warm.")
        (first, _) = split_clause(whole, least_share=0.1, least_words=3)
        assert first.text == "We walked home"

    @pytest.mark.parametrize("text", ["in the evening", "yes", "of the", "because of this house"])
    def test_what_belongs_together_stays_together(self, text: str) -> None:
        whole = self.clause(text)
        parts = split_clause(whole, least_share=0.2, least_words=3)
        assert parts == [whole]
