"""Names and long numbers give their places to marks and take them back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import ModelError
from engine.messages import Code
from engine.mt.marian.marks import (
    NAME_MARKS,
    NUMBER_MARKS,
    Marking,
    restored,
)
from tests.helpers.raising import raises

_MARKING = Marking(known=frozenset({"americans", "thanksgiving", "london", "tom"}))


def _n_pieces(word: str) -> int:
    return len(word) // 2


def _words(text: str, marking: Marking = _MARKING) -> list[str]:
    return [match.group() for match in marking.words(text, _n_pieces)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I met Selivanov in London with Tom.", ["Selivanov"]),
        ("Some Americans like Thanksgiving.", []),
        ("In 1987 there were 12 of them, bpo-31415.", ["1987", "31415"]),
        ("It is 5,500 miles, or B2000.", ["500"]),
        ("Mr. Al-Rashid came.", ["Al-Rashid"]),
        ("a Unix-like system", []),
        ("all small hashimoto", []),
        ("THIS IS SHOUTED", []),
    ],
)
def test_unfamiliar_names_and_long_numbers_are_carried(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


def test_a_first_word_needs_more_to_be_a_name() -> None:
    def n_pieces(word: str) -> int:
        return {"Hashimoto": 4, "hashimoto": 4, "Gardening": 3, "gardening": 2}[word]

    found = [
        [m.group() for m in _MARKING.words(f"{word}", n_pieces)]
        for word in ("Hashimoto", "Gardening")
    ]
    assert found == [["Hashimoto"], []]


def test_where_nouns_have_capitals_compounds_of_known_words_are_no_names() -> None:
    marking = Marking(
        known=frozenset({"leuchter", "baum", "bau"}), heads=True, carried=frozenset({"nussbaum"})
    )
    text = "der Kronleuchter, den Nussbaum und Selivanov am Neubau sahen"
    assert _words(text, marking) == ["Nussbaum", "Selivanov", "Neubau"]


def test_a_marking_is_read_as_it_was_written(tmp_path: Path) -> None:
    marking = Marking(known=frozenset({"baum"}), heads=True, carried=frozenset({"nussbaum"}))
    marking.save(tmp_path)
    assert Marking.load(tmp_path) == marking


def test_a_marking_of_the_first_format_knows_no_compounds(tmp_path: Path) -> None:
    content = {"format": 1, "names": True, "known": ["tom"]}
    (tmp_path / "marks.json").write_text(json.dumps(content), encoding="utf-8")
    assert Marking.load(tmp_path) == Marking(known=frozenset({"tom"}))


def test_the_same_word_has_the_same_mark_and_marks_run_out() -> None:
    names = [f"Name{'abcdefghijklmnopq'[n]}" for n in range(len(NAME_MARKS) + 2)]
    text = "so " + " ".join([*names, names[0]])
    marked = _MARKING.mark(text, _n_pieces)
    shown = marked.text.split()[1:]
    assert shown == [*NAME_MARKS, *names[-2:], NAME_MARKS[0]]
    assert restored(marked.text, marked.carried) == text


def test_a_space_that_the_student_forgot_comes_back() -> None:
    name, number = NAME_MARKS[0], NUMBER_MARKS[0]
    carried = {name: "Ankara", number: "1987"}
    assert restored(f"en{name}, de{name}", carried) == "en Ankara, de Ankara"
    assert restored(f"¿{name}? 2,{number} «{name}»", carried) == "¿Ankara? 2,1987 «Ankara»"


def test_a_mark_that_stands_for_nothing_goes() -> None:
    assert restored(f"a {NUMBER_MARKS[0]}b", {}) == "a b"


@given(st.text(st.sampled_from("Ab c1.-é"), max_size=40))
def test_every_character_knows_its_place_and_restoring_undoes_marking(text: str) -> None:
    marked = _MARKING.mark(text, _n_pieces)
    # Where a name touches what stands before it, a space comes in.
    assert restored(marked.text, marked.carried).replace(" ", "") == text.replace(" ", "")
    spans = zip(marked.text, marked.starts, marked.ends, strict=True)
    assert [marked.carried.get(c, c) for c in marked.text] == [text[s:e] for _, s, e in spans]


@given(st.text(st.sampled_from("Ab c1.-"), max_size=30), st.text(max_size=20))
def test_marks_do_not_depend_on_what_follows(before: str, after: str) -> None:
    short = _MARKING.mark(before, _n_pieces)
    long = _MARKING.mark(f"{before} {after}", _n_pieces)
    assert long.text.startswith(short.text)
    assert long.carried.items() >= short.carried.items()


def test_a_pack_without_the_file_has_no_marks(tmp_path: Path) -> None:
    assert Marking.load(tmp_path) is None
    _MARKING.save(tmp_path)
    assert Marking.load(tmp_path) == _MARKING


@pytest.mark.parametrize("content", ["[]", "{", json.dumps({"format": 2}), "{}"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "marks.json").write_text(content, encoding="utf-8")
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        Marking.load(tmp_path)
