"""What counts as having arrived."""

import re
from pathlib import Path

import pytest

from engine.bench.faithful import Kept, Pair, Probe, measure, probes, read_pairs, table, weigh
from engine.bench.recordings import BenchmarkError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.mt.model import TextOptions
from tests.helpers.raising import raises
from tests.helpers.word_for_word import WordForWord
from tests.unit.cli.test_bench import parse


def _same(word: str) -> str:
    return word


@pytest.mark.parametrize("source", [code for code, one in LANGUAGES.items() if one.lexicon])
def test_made_sentences_are_the_same_in_every_run(source: str) -> None:
    target = "en" if source != "en" else "de"
    made = probes(source, target, per_kind=5)
    assert made == probes(source, target, per_kind=5)
    assert {probe.kind for probe in made} == set(Kept)
    assert all("{}" not in probe.text for probe in made)


def test_what_is_changed_or_gone_did_not_arrive() -> None:
    made = [probe for probe in probes("en", "pt", per_kind=10) if probe.kind is Kept.CODES]
    assert made
    assert all(probe.survives(probe.text) for probe in made)
    assert not any(probe.survives(re.sub(r"\d", "", probe.text)) for probe in made)


@pytest.mark.parametrize(
    ("translation", "survives"),
    [
        ("Custa 1.234,50 $.", True),
        ("Custa 1 234,50 dólares.", True),
        ("Custa $1,234.50.", False),
        ("Custa 1.234,50.", False),
        ("Custa 11.234,50 $.", False),
    ],
)
def test_amounts_need_their_currency_and_the_targets_signs(
    translation: str, *, survives: bool
) -> None:
    made = [probe for probe in probes("en", "pt", per_kind=300) if probe.kind is Kept.AMOUNTS]
    sample = next(probe for probe in made if "$" in probe.text)
    digits = sample.text.split("$")[1].split()[0].rstrip(".")
    whole, broken = digits.replace(",", "").split(".")
    shaped = f"{int(whole):,}"
    shown = (
        translation.replace("1.234,50", f"{shaped.replace(',', '.')},{broken}")
        .replace("1 234,50", f"{shaped.replace(',', ' ')},{broken}")
        .replace("1,234.50", f"{shaped}.{broken}")
    )
    assert sample.survives(shown) is survives, (sample, shown)


def test_the_stage_is_measured_beside_the_model_alone(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("We saw 2,500 of them\tVimos 2.500 deles\n", encoding="utf-8")
    before, after = weigh(
        WordForWord(_same),
        "en-pt",
        pairs_file=file,
        per_kind=8,
        limit=None,
        options=TextOptions(),
    )
    assert after.kept[Kept.AMOUNTS] == (8, 8)
    assert before.kept[Kept.AMOUNTS][0] < 8
    assert before.real[Kept.NUMBERS] == after.real[Kept.NUMBERS] == (1, 1)
    assert any(
        line.split()[:2] == ["made", "amounts"] for line in table(before, after).splitlines()
    )


def test_real_sentences_count_what_the_person_kept() -> None:
    pairs = [Pair(source="I met Anna at 7, not Bob", reference="Conheci Anna às sete, não Roberto")]
    found = measure(WordForWord(_same), (), pairs, source="en", target="pt", options=TextOptions())
    assert found.real[Kept.NAMES] == (1, 1)
    assert found.real[Kept.NUMBERS] == (0, 0)
    assert found.real[Kept.NEGATIONS] == (0, 1)


def test_negations_have_to_arrive() -> None:
    probe = next(p for p in probes("en", "es", per_kind=1) if "against the law" in p.text)
    assert isinstance(probe, Probe)
    assert probe.survives("Votaron contra la ley.")
    assert not probe.survives("Votaron la ley.")
    assert not probe.survives("No votaron contra la ley.")


def test_a_file_without_pairs_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    with raises(BenchmarkError, Code.FILE_UNREADABLE):
        read_pairs(file)
    file.write_text("one column\n", encoding="utf-8")
    with raises(BenchmarkError, Code.BENCHMARK_SET_INVALID):
        read_pairs(file)


def test_a_direction_without_a_model_is_refused() -> None:
    args = parse("faithful", "--directions", "en-xx")
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        args.run(args)
