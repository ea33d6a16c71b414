"""Changes to pairs keep the sides translations of each other."""

import random
import re

import pytest

from engine.mt.marian.marks import Marking
from engine.workshop.training.augment import (
    FILLERS,
    NamePool,
    NoiseRates,
    as_heard,
    augmented_epoch,
    joined,
    shared_names,
    swap_numbers,
    swap_parted_numbers,
)
from engine.workshop.training.corpus import Pair

_QUIET = NoiseRates(swap=0, mark=0, mark_common=0, join=0, filler=0, repeat=0, lower=0, bare=0)


def _pair(english: str, foreign: str) -> Pair:
    return Pair(english, foreign, "x")


def test_names_are_words_that_both_sides_share() -> None:
    pair = _pair("Yesterday Rodrigo saw London.", "Ayer Rodrigo vio Londres.")
    assert shared_names(pair) == {"Rodrigo"}


def test_a_first_word_counts_when_the_other_side_has_it_further_in() -> None:
    assert shared_names(_pair("Tom left.", "Ayer Tom se fue.")) == {"Tom"}
    assert shared_names(_pair("No.", "No.")) == set()


def test_a_swapped_name_is_the_same_on_both_sides() -> None:
    pairs = [_pair(f"I know Rodrigo {i}.", f"Conozco a Rodrigo {i}.") for i in range(3)]
    names = NamePool(pairs, made_up_share=1.0)
    swapped = names.swap_names(pairs[0], random.Random(0))  # noqa: S311
    assert "Rodrigo" not in swapped.english + swapped.foreign
    (name,) = shared_names(swapped)
    assert swapped == _pair(f"I know {name} 0.", f"Conozco a {name} 0.")


@pytest.mark.parametrize("seed", range(20))
def test_swapped_numbers_agree_on_both_sides(seed: int) -> None:
    pair = _pair("On 12 May 1989 it cost 7 euros.", "El 12 de mayo de 1989 costaba 7 euros.")
    swapped = swap_numbers(pair, random.Random(seed))  # noqa: S311
    numbers = [word for word in swapped.english.split() if word.isdigit()]
    assert [len(number) for number in numbers] == [2, 4, 1]
    assert all(number in swapped.foreign.split() for number in numbers)


@pytest.mark.parametrize(
    ("english", "foreign"),
    [
        ("1 hour", "1 hora"),
        ("at 5:30", "a las 5:30"),
        ("3.5 metres", "3,5 metros"),
        ("20 people", "veinte personas"),
        ("the B2 room", "la sala B2"),
    ],
)
def test_numbers_that_do_not_correspond_are_left_alone(english: str, foreign: str) -> None:
    pair = _pair(english, foreign)
    assert swap_numbers(pair, random.Random(1)) == pair  # noqa: S311


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    ("english", "foreign"),
    [
        ("It has 5,512 pages.", "Tiene 5.512 páginas."),
        ("At 2:35 it was 3.75 metres.", "A las 2:35 eran 3,75 metros."),
    ],
)
def test_parted_numbers_keep_the_separators_of_their_side(
    english: str, foreign: str, seed: int
) -> None:
    pair = _pair(english, foreign)
    swapped = swap_parted_numbers(pair, random.Random(seed))  # noqa: S311
    assert swapped != pair
    for before, after in ((english, swapped.english), (foreign, swapped.foreign)):
        assert re.sub(r"\d", "0", after) == re.sub(r"\d", "0", before)
    digits = re.compile(r"\d+")
    assert digits.findall(swapped.english) == digits.findall(swapped.foreign)


def test_joined_keeps_every_sentence_in_order_on_both_sides() -> None:
    pairs = [_pair(f"One{i} here.", f"Uno{i} aquí.") for i in range(200)]
    runs = list(joined(pairs, random.Random(2), rate=0.3))  # noqa: S311
    assert len(runs) < len(pairs)
    assert " ".join(run.english for run in runs) == " ".join(pair.english for pair in pairs)
    assert " ".join(run.foreign for run in runs) == " ".join(pair.foreign for pair in pairs)
    assert max(run.english.count(".") for run in runs) in range(2, 6)


def test_a_source_without_noise_is_unchanged() -> None:
    assert as_heard("Hello, Tom!", "en", random.Random(3), rates=_QUIET) == "Hello, Tom!"  # noqa: S311


def test_lower_case_speech_has_no_punctuation() -> None:
    rates = NoiseRates(swap=0, join=0, filler=0, repeat=0, lower=1, bare=0)
    heard = as_heard("¿Qué hora es, «Tom»?", "es", random.Random(4), rates=rates)  # noqa: S311
    assert heard == "qué hora es tom"


def test_fillers_are_those_of_the_language() -> None:
    rates = NoiseRates(swap=0, join=0, filler=1, repeat=0, lower=0, bare=0)
    heard = as_heard("Ich weiß nichts.", "de", random.Random(5), rates=rates).casefold()  # noqa: S311
    assert any(filler.casefold() in heard for filler in FILLERS["de"])
    assert heard.endswith("nichts.")


@pytest.mark.parametrize("source", ["en", "fr"])
def test_an_epoch_depends_on_its_seed_only_and_disturbs_the_source_only(source: str) -> None:
    pairs = [_pair(f"Sentence number {i}.", f"Phrase numéro {i}.") for i in range(50)]
    rates = NoiseRates(swap=0, join=0, filler=1, repeat=1, lower=0.5, bare=0.5)
    names = NamePool(pairs)

    def epoch(seed: int) -> list[tuple[str, str]]:
        return list(
            augmented_epoch(
                pairs,
                names,
                source=source,
                seed=seed,
                rates=rates,
                marking=Marking(known=frozenset()),
                n_pieces=len,
            )
        )

    assert epoch(1) == epoch(1)
    assert epoch(1) != epoch(2)
    clean = {pair.foreign if source == "en" else pair.english for pair in pairs}
    assert {target for _, target in epoch(1)} == clean
