"""The report as one HTML page."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from engine.benchmarks.definitions import Column
from engine.benchmarks.html.curve import draw_curve, measures, series_names
from engine.benchmarks.html.markup import breakable, tag, text
from engine.benchmarks.html.timeline import (
    Clock,
    draw_lane,
    draw_source,
    passage_note,
    words_table,
)
from engine.benchmarks.passages import Passage
from engine.benchmarks.report import Report, shown_columns
from engine.output import output_errors

_OPEN_PASSAGES: Final = 3
"""Timelines that are open when the page is; the others open at a click."""


def write_page(report: Report, path: Path) -> None:
    """Write the page.

    Raises:
        OutputError: the file cannot be written.
    """
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_page(report), encoding="utf-8")


def render_page(report: Report) -> str:
    """The whole page: style and script inside it, well-formed as XML too."""
    shipped = files("resources") / "bench"
    style = (shipped / "page.css").read_text(encoding="utf-8")
    script = (shipped / "page.js").read_text(encoding="utf-8")
    title = f"{', '.join(report.sources)} → {report.target}: interpreting measured"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", text(title)),
        # The marks let an XML reader take script and style as they are.
        f"<style>/*<![CDATA[*/\n{style}\n/*]]>*/</style>",
    )
    body = tag(
        "body",
        tag("a", "Skip to the timelines", href="#timelines", class_="skip"),
        tag(
            "main",
            _header(report),
            _curve(report),
            _table(report),
            _timelines(report),
            _footer(report),
        ),
        f"<script>//<![CDATA[\n{script}\n//]]></script>",
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _header(report: Report) -> str:
    conditions = report.circumstances
    sources = ", ".join(report.sources)
    facts = [
        f"{report.recordings} recordings",
        f"{_length(report.audio_s)} of speech",
        f"{conditions.cores} cores, {conditions.threads} threads",
        conditions.machine,
        conditions.created[:10],
    ]
    parts = [
        tag("p", "dragoman bench", class_="kicker"),
        tag("h1", text(f"{sources} → {report.target}")),
        tag("p", text(" · ".join(facts)), class_="facts"),
    ]
    if conditions.load is not None and conditions.load > conditions.cores / 2:
        parts.append(
            tag(
                "p",
                text(
                    f"Other programs were using this machine (load {conditions.load:.1f} on "
                    f"{conditions.cores} cores): computation-aware figures are worse than they "
                    "would be on a quiet one."
                ),
                class_="warning",
                role="note",
            )
        )
    return tag("header", *parts)


def _curve(report: Report) -> str:
    choices, figures = [], []
    for number, measure in enumerate(measures(report)):
        identity = f"by-{measure.key}"
        choices.append(
            tag(
                "input",
                type="radio",
                name="measure",
                id=identity,
                class_=f"choice choice-{measure.key}",
                checked="checked" if number == 0 else None,
            )
            + tag("label", text(measure.title), for_=identity)
        )
        figures.append(tag("div", draw_curve(report, measure), class_=f"plot plot-{measure.key}"))
    return tag(
        "section",
        tag("h2", "Quality against lateness", id="curve"),
        tag(
            "p",
            "Better is up and to the left. A dot counts computing on this machine, the ring "
            "beside it does not; whiskers are 95 % intervals of BLEU. A dashed line is what the "
            "same models reach when they hear everything first.",
            class_="lead",
        ),
        tag(
            "div",
            tag("fieldset", tag("legend", "Lateness as"), *choices),
            *figures,
            class_="curves",
        ),
        aria_labelledby="curve",
    )


def _table(report: Report) -> str:
    columns = shown_columns(report)
    series = series_names(report)
    head = tag(
        "tr",
        tag("th", "contestant", scope="col"),
        *(
            tag(
                "th",
                text(column.title(is_joined=report.is_joined)),
                scope="col",
                title=column.definition(is_joined=report.is_joined),
            )
            for column in columns
        ),
    )
    rows = []
    for result in report.results:
        color = series.index(result.performance.contestant.series) % 8
        cells = [
            tag(
                "td",
                text(column.format(result.figures)),
                class_="best" if _is_best(report, column, result.figures[column.key]) else None,
            )
            for column in columns
        ]
        name = tag("span", class_=f"swatch s{color}") + text(result.name)
        rows.append(tag("tr", tag("th", name, scope="row"), *cells))
    terms = [
        tag("dt", text(column.title(is_joined=report.is_joined)))
        + tag("dd", text(column.definition(is_joined=report.is_joined)))
        for column in columns
    ]
    return tag(
        "section",
        tag("h2", "Figures", id="figures"),
        tag(
            "div",
            tag("table", tag("thead", head), tag("tbody", *rows), class_="figures"),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label="Figures of all contestants",
        ),
        _languages(report),
        tag("details", tag("summary", "What each figure means"), tag("dl", *terms)),
        aria_labelledby="figures",
    )


def _languages(report: Report) -> str:
    """BLEU and lag of each source language alone."""
    if len(report.sources) < 2:
        return ""
    head = tag(
        "tr",
        tag("th", "contestant", scope="col"),
        *(tag("th", text(f"{code}: BLEU, LAAL s"), scope="col") for code in report.sources),
    )
    rows = []
    for result in report.results:
        cells = []
        for code in report.sources:
            field, _ = result.languages[code]
            late = "\N{EN DASH}" if field.laal_aware_s is None else f"{field.laal_aware_s:.2f}"
            cells.append(tag("td", f"{field.bleu:.1f}, {late}"))
        rows.append(tag("tr", tag("th", text(result.name), scope="row"), *cells))
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="figures")
    return tag(
        "details",
        tag("summary", "Each source language alone"),
        tag(
            "div",
            table,
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label="Figures of each language",
        ),
    )


def _timelines(report: Report) -> str:
    return tag(
        "section",
        tag("h2", "Word by word", id="timelines"),
        tag(
            "p",
            "Each ribbon begins above, at the speech that its words come from, and ends at the "
            "moment they were committed: the more upright, the sooner. Bars under the words are "
            "speech. Play a recording to see them come at their own pace.",
            class_="lead",
        ),
        *(_passage(report, index, passage) for index, passage in enumerate(report.passages)),
        aria_labelledby="timelines",
    )


def _passage(report: Report, index: int, passage: Passage) -> str:
    seen = [result.performance.observations[index] for result in report.results]
    clock = Clock.over(passage, seen)
    series = series_names(report)
    rows = [
        tag("div", tag("span", "speech"), class_="who"),
        draw_source(passage, clock),
    ]
    tables = []
    for result, own in zip(report.results, seen, strict=True):
        color = series.index(result.performance.contestant.series)
        rows += [
            tag(
                "div",
                tag("strong", breakable(result.name)),
                tag("small", text(passage_note(own, passage))),
                class_=f"who s{color % 8}",
            ),
            draw_lane(own, clock, name=result.name, color=color, language=report.target),
        ]
        tables.append(tag("h4", text(result.name)) + words_table(own, language=report.target))
    said = " ".join(segment.transcript for segment in passage.segments)
    meant = " ".join(segment.reference for segment in passage.segments)
    heading = text(passage.name) + " " + tag("small", text(_about(passage)))
    return tag(
        "details",
        tag("summary", tag("h3", heading)),
        tag(
            "div",
            tag("p", text(said), lang=passage.language, class_="said"),
            tag("p", text(meant), lang=report.target, class_="meant"),
            class_="texts",
        ),
        tag(
            "div",
            tag("button", "Play", type="button", class_="play"),
            tag(
                "input",
                type="range",
                class_="now",
                min="0",
                max=f"{clock.end_s:.2f}",
                step="0.05",
                value=f"{clock.end_s:.2f}",
                aria_label=f"Moment in {passage.name}, seconds",
            ),
            tag("output", f"{clock.end_s:.1f} s"),
            class_="player",
            hidden="hidden",
        ),
        tag(
            "div",
            tag("div", *rows, tag("div", class_="head", hidden="hidden"), class_="lanes"),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label=f"Timeline of {passage.name}",
            data_px=f"{clock.px_per_s:g}",
            data_zero=f"{clock.x(0):g}",
        ),
        tag(
            "details",
            tag("summary", "The same as a table"),
            *tables,
            class_="tables",
        ),
        class_="passage",
        open="open" if index < _OPEN_PASSAGES else None,
    )


def _footer(report: Report) -> str:
    versions = ", ".join(f"{k} {v}" for k, v in report.circumstances.versions.items())
    return tag(
        "footer",
        tag("p", "Made by ", tag("code", text(report.circumstances.command))),
        tag("p", text(f"{versions}. Everything on this page is also in report.json.")),
    )


def _is_best(report: Report, column: Column, value: float | None) -> bool:
    values = [other for r in report.results if (other := r.figures[column.key]) is not None]
    if value is None or len(values) < 2:
        return False
    best = max(values) if column.best > 0 else min(values)
    return round(value, column.places) == round(best, column.places)


def _about(passage: Passage) -> str:
    count = len(passage.segments)
    joined = f", {count} recordings" if count > 1 else ""
    return f"{passage.language}, {_length(passage.duration_s)}{joined}"


def _length(duration_s: float) -> str:
    minutes, seconds = divmod(round(duration_s), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
