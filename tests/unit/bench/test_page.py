import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from engine.bench.page import render_page, write_page
from engine.bench.report import Report, speech_table, text_table, write_json
from engine.errors import OutputError
from tests.helpers.benchmark_runs import report

NAMES = "confirmed:all,alignatt,offline,fw-pause"


@pytest.fixture(scope="module")
def shown() -> Report:
    return report(NAMES, spoken=True)


@pytest.fixture(scope="module")
def page(shown: Report) -> ET.Element:
    return ET.fromstring(render_page(shown))  # noqa: S314 - written by the code under test


def test_the_page_is_well_formed_and_whole(shown: Report, page: ET.Element) -> None:
    text = "".join(page.itertext())
    for result in shown.results:
        assert result.name in text
    assert "slept." in text
    assert "<quickly>" in text


def test_the_page_asks_the_network_for_nothing(shown: Report) -> None:
    page = render_page(shown)
    addresses = re.findall(r"https?://[^\s\"'<]+", page)
    assert addresses == []
    assert not re.search(r"<(?:link|img|iframe|script src)|@import|url\(", page)


def test_ids_are_unique_and_labels_have_their_inputs(page: ET.Element) -> None:
    ids = [item.attrib["id"] for item in page.iter() if "id" in item.attrib]
    assert len(ids) == len(set(ids))
    targets = [item.attrib["for"] for item in page.iter("label")]
    targets += [item.attrib["aria-labelledby"] for item in page.iter("section")]
    assert set(targets) <= set(ids)


def test_pictures_and_scrolling_regions_have_names(page: ET.Element) -> None:
    pictures = list(page.iter("svg"))
    assert pictures
    for item in pictures:
        assert item.attrib["role"] == "img"
        assert item.attrib["aria-label"]
    for item in page.iter("div"):
        if item.attrib.get("class") == "scroll":
            assert item.attrib["tabindex"] == "0"
            assert item.attrib["aria-label"]


def test_each_contestant_has_a_lane_in_each_passage(shown: Report, page: ET.Element) -> None:
    lanes = [item for item in page.iter("svg") if item.attrib.get("class", "").startswith("lane")]
    assert len(lanes) == len(shown.results) * len(shown.passages)
    moments = [item.attrib["data-t"] for item in lanes[0].iter("g") if "data-t" in item.attrib]
    first = shown.results[0].performance.observations[0]
    # One for each word, and one for the clause that is spoken.
    expected = [word.aware_s for word in first.words] + [first.clauses[0].aware_s]
    assert [float(moment) for moment in moments] == pytest.approx(expected)


def test_the_curve_has_a_dot_for_each_contestant_but_offline(
    shown: Report, page: ET.Element
) -> None:
    plot = next(item for item in page.iter("div") if item.attrib.get("class") == "plot plot-laal")
    dots = [item for item in plot.iter("circle") if item.attrib.get("class") == "dot"]
    assert len(dots) == len(shown.results) - 1
    ceilings = [
        item for item in plot.iter("line") if item.attrib.get("class", "").startswith("ceiling")
    ]
    assert len(ceilings) == 1


def test_dots_stand_further_right_the_later_they_are(shown: Report, page: ET.Element) -> None:
    del shown
    plot = next(item for item in page.iter("div") if item.attrib.get("class") == "plot plot-laal")
    series = next(item for item in plot.iter("g") if item.attrib.get("class") == "series s0")
    xs = [
        float(item.attrib["cx"])
        for item in series.iter("circle")
        if item.attrib.get("class") == "dot"
    ]
    assert len(xs) == 3
    assert xs == sorted(xs)
    assert xs[0] < xs[-1]


def test_where_the_lag_of_speech_comes_from_stands_in_the_page(
    shown: Report, page: ET.Element
) -> None:
    (section,) = (
        item for item in page.iter("section") if item.get("aria-labelledby") == "speech-parts"
    )
    rows = [["".join(cell.itertext()) for cell in row] for row in section.iter("tr")]
    speaking = [result for result in shown.results if result.performance.observations[0].clauses]
    assert len(rows) == 1 + 2 * len(speaking)
    for row in rows[1:]:
        assert sum(map(float, row[1:-1])) == pytest.approx(float(row[-1]), abs=0.03)


def test_where_the_lag_of_speech_comes_from_stands_in_the_terminal(shown: Report) -> None:
    head, *rows, terms = speech_table(shown).splitlines()
    speaking = [result for result in shown.results if result.performance.observations[0].clauses]
    assert len(rows) == 2 * len(speaking)
    assert head.split()[-2:] == ["speech", "lag"]
    assert all(f"{title}: " in terms for title in head.split()[:-2])
    for row in rows:
        *parts, lag = map(float, row.split()[-8:])
        assert sum(parts) == pytest.approx(lag, abs=0.05)
    assert speech_table(report("pause", silent=True)) == ""


def test_a_page_of_one_silent_contestant_is_well_formed() -> None:
    ET.fromstring(render_page(report("pause", silent=True)))  # noqa: S314 - written by the code under test


def test_the_table_has_a_line_for_each_contestant(shown: Report) -> None:
    head, *lines = text_table(shown).splitlines()
    assert head.split()[:2] == ["BLEU", "chrF"]
    assert [line.split()[0] for line in lines] == [result.name for result in shown.results]
    assert "1st audio CA s" in head
    assert "COMET" not in head


def test_the_json_holds_figures_their_meaning_and_what_was_seen(
    shown: Report, tmp_path: Path
) -> None:
    write_json(shown, tmp_path / "new" / "report.json")
    content = json.loads((tmp_path / "new" / "report.json").read_text(encoding="utf-8"))
    first = content["contestants"][0]
    assert first["figures"]["laal_s"] == shown.results[0].field.laal_s
    assert set(content["definitions"]) <= set(first["figures"])
    assert first["observations"][0]["words"][0]["text"] == "The"
    assert set(first["languages"]) == {"de", "fr"}


def test_a_page_that_cannot_be_written_is_named(shown: Report, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write_page(shown, tmp_path)
