"""Names and numbers that must survive, and directions."""

import pytest

from engine.workshop.training.corpus import Pair
from engine.workshop.training.directions import Direction
from engine.workshop.training.fidelity import fidelity, ordinary_words, to_keep


def test_only_what_the_reference_keeps_is_asked_for() -> None:
    pair = Pair("In 1990 Maria went to London for 3 days.", "En 1990 Maria fue tres días.", "x")
    assert to_keep(pair) == {"1990", "Maria"}


def test_a_sentence_counts_when_all_arrived() -> None:
    pairs = [
        Pair("I met Ann in 2001.", "Conocí a Ann en 2001.", "x"),
        Pair("I met Ann in 2001.", "Conocí a Ann en 2001.", "x"),
        Pair("I met her.", "La conocí.", "x"),
        Pair("Where is Bob?", "¿Dónde está Bob?", "x"),
    ]
    outputs = ["Vi a Ann en 2001.", "Vi a Anna en 2001.", "", "¿Bob está?"]
    kept = fidelity(pairs, outputs)
    assert (kept.n_sentences, kept.n_kept) == (3, 2)
    assert kept.share == pytest.approx(2 / 3)


def test_a_name_arrives_in_a_compound_too_but_not_in_another_name() -> None:
    pair = Pair("I like Linux and Rust.", "Ich mag Linux und Rust.", "x")
    assert fidelity([pair], ["Ich mag die Linux-Familie und Rust."]).n_kept == 1
    assert fidelity([pair], ["Ich mag Linuxfamilien und Rust."]).n_kept == 0


def test_a_word_that_english_writes_small_is_no_name() -> None:
    ordinary = ordinary_words(["Open the Calendar now.", "My calendar is a calendar of Rust."])
    assert "calendar" in ordinary
    assert "rust" not in ordinary
    pair = Pair("Then open the Calendar in Rust.", "Entonces abre Calendar en Rust.", "x")
    assert to_keep(pair, ordinary) == {"Rust"}


def test_nothing_to_keep_is_all_kept() -> None:
    assert fidelity([Pair("Hi.", "Hola.", "x")], [""]).share == 1.0


@pytest.mark.parametrize(
    ("text", "foreign", "parent"),
    [("en-es", "es", "en-pt"), ("fr-en", "fr", "pt-en"), ("en-de", "de", "en-pt")],
)
def test_a_direction_knows_its_parent(text: str, foreign: str, parent: str) -> None:
    direction = Direction.parse(text)
    assert (direction.name, direction.foreign, direction.parent) == (text, foreign, parent)


@pytest.mark.parametrize("text", ["en-en", "es-fr", "en-ja", "en", ""])
def test_what_cannot_be_trained_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be trained"):
        Direction.parse(text)
