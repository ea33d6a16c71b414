import argparse
from pathlib import Path

import pytest

from engine.bench.recordings import BenchmarkError
from engine.cli import bench
from engine.errors import EngineError
from engine.messages import Code
from tests.helpers.raising import raises

HEAD = "file\tlanguage\tseconds\ttranslator\ttranscript\ten\tpt\n"


def parse(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    bench.add_parser(parser.add_subparsers())
    return parser.parse_args(["bench", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.wav").touch()
    row = "a.wav\tpt\t1\tmachine\tO gato\tThe cat\tO gato\n"
    (tmp_path / "manifest.tsv").write_text(HEAD + row, encoding="utf-8")
    return tmp_path


def test_a_set_without_references_by_people_is_refused(folder: Path) -> None:
    args = parse("quality", str(folder), "--to", "en")
    with raises(BenchmarkError, Code.BENCHMARK_SET_UNUSABLE):
        args.run(args)


def test_a_language_of_the_target_is_refused(folder: Path) -> None:
    args = parse("quality", str(folder), "--from", "pt,en", "--to", "en")
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        args.run(args)


def test_an_unknown_contestant_is_refused_before_anything_runs(folder: Path) -> None:
    args = parse("quality", str(folder), "--to", "en", "--contestants", "hurry")
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        args.run(args)


def test_a_missing_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name else "")
    args = parse("quality", str(folder), "--to", "en")
    with raises(EngineError, Code.EXTRA_MISSING):
        args.run(args)


def test_cost_needs_recordings_too(folder: Path) -> None:
    args = parse("cost", str(folder), "--from", "de", "--to", "en")
    with pytest.raises(BenchmarkError, match="No recording"):
        args.run(args)


def test_comet_that_is_not_installed_is_refused_before_anything_runs(folder: Path) -> None:
    args = parse("quality", str(folder), "--to", "en", "--comet", "Unbabel/wmt22-comet-da")
    with raises(EngineError, Code.PACKAGE_MISSING):
        args.run(args)


def test_an_ablation_and_a_run_of_everything_take_the_same_set(folder: Path) -> None:
    ablation = parse("ablation", str(folder), "--from", "de", "--to", "en")
    with pytest.raises(BenchmarkError, match="No recording"):
        ablation.run(ablation)
    everything = parse("all", str(folder), "--directions", "de-en")
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        everything.run(everything)


def test_truth_is_measured_into_english_unless_told_otherwise(folder: Path) -> None:
    args = parse("truth", str(folder), "--from", "de")
    assert args.target == "en"
    with pytest.raises(BenchmarkError, match="No recording"):
        args.run(args)
    unknown = parse("truth", str(folder), "--contestants", "hurry")
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        unknown.run(unknown)


@pytest.mark.parametrize("cores", ["-1", "nan", "1e9", "some"])
def test_so_many_cores_cannot_be_taken(folder: Path, cores: str) -> None:
    with pytest.raises(SystemExit):
        parse("truth", str(folder), "--beside", cores)
    assert parse("truth", str(folder), "--beside", "1.5").beside == 1.5
