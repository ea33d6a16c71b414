from pathlib import Path

import pytest

from engine.bench.contestants import Mechanism, parse_contestants
from engine.bench.quality import CONTESTANTS, ablation_table, directions, runs, write_overview
from engine.bench.recordings import BenchmarkError
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from tests.helpers.benchmark_runs import report
from tests.helpers.raising import raises


def test_an_ablation_names_each_mechanism_once_and_the_whole_first() -> None:
    contestants = parse_contestants(CONTESTANTS)
    assert contestants[0].without == ()
    switched_off = [mechanism for item in contestants for mechanism in item.without]
    assert sorted(switched_off) == sorted(Mechanism)


def test_an_ablation_shows_differences() -> None:
    head, full, less = ablation_table(report("confirmed,alignatt")).splitlines()
    assert head.split()[:2] == ["BLEU", "chrF"]
    assert full.split()[0] == "confirmed:balanced"
    assert less.split()[0] == "alignatt:balanced"
    assert less.split()[1][0] in "+-"


@pytest.mark.parametrize("has_rivals", [True, False])
def test_every_run_can_be_read(*, has_rivals: bool) -> None:
    for run in runs("pt", "en", has_rivals=has_rivals):
        assert parse_contestants(run.contestants)
    names = {run.name for run in runs("pt", "en", has_rivals=has_rivals)}
    assert names == {"captions", "speech", "routes", "ablation"}


def test_a_direction_that_cannot_be_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    (tmp_path / "manifest.tsv").write_text(
        "file\tlanguage\tseconds\ttranslator\ttranscript\ten\n"
        "a.wav\tfr\t1\thuman\tLe chat\tThe cat\n",
        encoding="utf-8",
    )
    store = PackStore(tmp_path / "store", Catalogue.shipped())
    assert list(directions(tmp_path, store, wanted=[])) == []
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        list(directions(tmp_path, store, wanted=["fr-en"]))


def test_the_overview_links_to_the_reports(tmp_path: Path) -> None:
    write_overview(tmp_path, {"fr-en/captions": "BLEU <9>\n"})
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="fr-en/captions/report.html"' in page
    assert "BLEU &lt;9&gt;" in page
    assert (tmp_path / "tables.txt").read_text(encoding="utf-8").startswith("fr-en/captions\nBLEU")
