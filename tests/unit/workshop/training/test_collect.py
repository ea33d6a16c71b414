"""Collecting further text, with Apertium replaced by what it would be asked."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.workshop import WorkshopError
from engine.workshop.training import apertium, collect
from engine.workshop.training.corpus import read_pairs
from engine.workshop.training.directions import Workspace


def _packages(folder: Path) -> Path:
    path = folder / "packages/datasets-sotu/data/1961_john_f_kennedy_d.txt"
    path.parent.mkdir(parents=True)
    path.write_text(
        "It is a pleasure to return. We need Selivanov to be here. We need to parley now.",
        encoding="utf-8",
    )
    return folder / "packages"


def _teacher(english: Sequence[str]) -> list[str]:
    return [f"pt {sentence}" for sentence in english]


def test_true_english_is_paired_with_what_the_chain_makes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []

    def chained(lines: Sequence[str], modes: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
        asked.append(modes)
        return [(f"fr {line}", _unknown(line)) for line in lines]

    monkeypatch.setattr(collect, "modes_from_portuguese", lambda language: (f"pt-{language}",))
    monkeypatch.setattr(collect, "translate_what_is_known", chained)
    packages = _packages(tmp_path)
    workspace = Workspace(tmp_path / "work")
    games, manuals, back = collect.collect(workspace, "fr", packages=packages, teacher=_teacher)
    assert list(read_pairs(games)) == list(read_pairs(manuals)) == []
    assert [(pair.english, pair.foreign) for pair in read_pairs(back)] == [
        ("It is a pleasure to return.", "fr pt It is a pleasure to return."),
        ("We need Selivanov to be here.", "fr pt We need Selivanov to be here."),
    ]
    # What is there is kept, and Portuguese serves both languages.
    collect.collect(workspace, "fr", packages=packages, teacher=_refused)
    collect.collect(workspace, "es", packages=packages, teacher=_refused)
    assert asked == [("pt-fr",), ("pt-es",)]


def _unknown(line: str) -> frozenset[str]:
    return frozenset({"Selivanov", "parley"} & set(line.split()))


def _refused(english: Sequence[str]) -> list[str]:
    raise AssertionError(f"asked again for {len(english)} sentences")


def test_without_apertium_its_packages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(WorkshopError, match="apertium-es-pt"):
        collect.collect(Workspace(tmp_path), "es", packages=_packages(tmp_path), teacher=_teacher)


def test_words_that_apertium_does_not_know_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = {"por-cat": "*Selivanov ve el *brejo", "cat-fra": "Selivanov *ve le brejo"}

    def run(command: Sequence[str], **_: object) -> object:
        return type("Finished", (), {"stdout": lines[command[-1]] + "\n"})

    monkeypatch.setattr("subprocess.run", run)
    assert apertium.translate_what_is_known(["?"], ("por-cat", "cat-fra")) == [
        ("Selivanov ve le brejo", frozenset({"Selivanov", "brejo", "ve"}))
    ]


def test_apertium_keeps_the_point_that_it_takes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> object:
        return type("Finished", (), {"stdout": " I am here\nWho?\nMr. X\n"})

    monkeypatch.setattr("subprocess.run", run)
    translated = apertium.translate_with_apertium(["Aquí.", "¿Quién?", "El Sr. X"], ("spa-eng",))
    assert translated == ["I am here.", "Who?", "Mr. X"]
