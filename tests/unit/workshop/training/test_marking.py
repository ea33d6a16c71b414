"""Learning which words are names, and putting marks into pairs."""

import random

from engine.mt.marian.marks import NAME_MARKS, NUMBER_MARKS, Marking
from engine.workshop.training.marking import learn_marking, with_marks

_TEXTS = [
    ("We met Selivanov in Lisbon.", "Nos vimos con Selivanov en Lisboa."),
    ("Then Selivanov spoke Danish.", "Entonces Selivanov habló danés."),
    ("My brother likes Yellow Windows.", "A mi hermano le gustan las ventanas amarillas."),
]


def test_names_are_what_the_pairs_carry_over() -> None:
    marking = learn_marking(_TEXTS, source="en")
    assert "selivanov" not in marking.known
    assert {"lisbon", "danish", "windows", "brother"} <= marking.known


def test_a_name_that_is_met_often_is_left_to_the_student() -> None:
    texts = [("Then Tom saw Ann and rust.", "Entonces Tom vio a Ann.")] * 40
    rare = [("We saw Rust there.", "Allí vimos Rust.")] * 2
    known = learn_marking([*texts, *rare], source="en").known
    assert {"tom", "ann"} <= known
    # Written small once, but carried over as a name: it may get a mark.
    assert "rust" not in known


def test_a_name_that_pairs_often_translate_is_carried_however_often_it_is_met() -> None:
    kept = [("Then Mary saw Oslo.", "Dann sah Mary Oslo.")] * 40
    changed = [("Then Mary saw Oslo.", "Dann sah Maria Oslo.")] * 160
    known = learn_marking([*kept, *changed], source="en").known
    assert "mary" not in known
    assert "oslo" in known


def test_german_compounds_are_no_names() -> None:
    texts = [
        ("Hier ist ein Buch für Nussbaum.", "Here is a book for Nussbaum."),
        ("Dort war ein Wörterbuch unter dem Baum.", "There was a dictionary below the tree."),
    ]
    marking = learn_marking(texts, source="de")
    assert {"buch", "baum"} <= marking.known
    assert "wörterbuch" not in marking.known
    found = marking.words("also gab Selivanov Nussbaum ein Kochbuch und ein Ei.", len)
    assert [match.group() for match in found] == ["Selivanov", "Nussbaum"]


def _marked(read: str, written: str, *, common: tuple[str, ...] = ()) -> tuple[str, str]:
    return with_marks(
        read,
        written,
        Marking(known=frozenset({"tom"})),
        random.Random(1),  # noqa: S311
        n_pieces=len,
        common_names=common,
        rate=1.0,
    )


def test_both_sides_get_the_same_marks() -> None:
    read, written = _marked("Here Ana saw Ankara in 1987.", "Aquí Ana vio Ankara en 1987.")
    name, place, year = read[5], read[11], read[16]
    assert read == f"Here {name} saw {place} in {year}."
    assert written == f"Aquí {name} vio {place} en {year}."
    assert {name, place} < set(NAME_MARKS)
    assert name != place
    assert year in NUMBER_MARKS


def test_a_word_that_changes_gets_no_mark() -> None:
    pair = ("He was in Firenze in 1987.", "Estaba en Florencia en el 87.")
    assert _marked(*pair) == pair


def test_familiar_names_get_a_mark_where_asked() -> None:
    pair = ("Here Tom sat.", "Aquí Tom se sentó.")
    assert _marked(*pair) == pair
    read, written = _marked(*pair, common=("Tom",))
    assert read[5] == written[5]
    assert read[5] in NAME_MARKS
