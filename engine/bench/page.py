"""The report as one HTML page, with the quality-latency curve."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from engine.bench.contestants import Method
from engine.bench.recordings import Passage
from engine.bench.report import Column, Report, Result, price, shares_of_lag, shown_columns
from engine.bench.scores import SPEECH_PARTS
from engine.bench.timeline import (
    Clock,
    breakable,
    draw_lane,
    draw_source,
    passage_note,
    tag,
    text,
    words_table,
)
from engine.output import output_errors

_WIDTH: Final = 860.0
_HEIGHT: Final = 430.0
_LEFT: Final = 56.0
_RIGHT: Final = 210.0
_TOP: Final = 34.0
_BOTTOM: Final = 52.0
_LABEL_STEP: Final = 18.0
_MOST_TICKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A way to say how late a contestant is.

    Attributes:
        title: of the axis.
        aware: key of the computation-aware figure.
        ideal: key of the ideal figure; empty where there is none.
    """

    key: str
    title: str
    aware: str
    ideal: str = ""


def measures(report: Report) -> tuple[Measure, ...]:
    """The measures that a report can show, the one to begin with first."""
    field = "StreamLAAL" if report.is_joined else "LAAL"
    return (
        Measure(key="laal", title=field, aware="laal_aware_s", ideal="laal_s"),
        Measure(key="lag", title="mean lag behind the words", aware="lag_aware_s", ideal="lag_s"),
        Measure(key="end", title="last word after the speech's end", aware="end_offset_s"),
    )


def series_names(report: Report) -> tuple[str, ...]:
    """The curves of a report in order; a curve's place decides its colour."""
    return tuple(dict.fromkeys(result.performance.contestant.series for result in report.results))


def draw_curve(report: Report, measure: Measure) -> str:
    """BLEU over lateness: a filled dot computation-aware, a ring ideal, whiskers 95 %."""
    series = series_names(report)
    plotted = [
        result
        for result in report.results
        if result.performance.contestant.method is not Method.OFFLINE
        and result.figures[measure.aware] is not None
    ]
    offline = [
        result
        for result in report.results
        if result.performance.contestant.method is Method.OFFLINE
    ]
    axes = _Axes.around(report.results, plotted, measure)
    groups = [
        _series(name, series.index(name), own, axes, measure)
        for name in series
        if (own := [r for r in plotted if r.performance.contestant.series == name])
    ]
    ceilings = [
        tag(
            "line",
            class_=f"ceiling s{series.index(result.performance.contestant.series) % 8}",
            x1=_LEFT,
            x2=_WIDTH - _RIGHT,
            y1=axes.y(result.field.bleu),
            y2=axes.y(result.field.bleu),
        )
        for result in offline
    ]
    labels = [
        (axes.y(own[-1].field.bleu), axes.x(own[-1].figures[measure.aware] or 0), name)
        for name in series
        if (own := _in_order(plotted, name, measure))
    ] + [
        (axes.y(result.field.bleu), _WIDTH - _RIGHT, result.performance.contestant.series)
        for result in offline
    ]
    summary = "; ".join(
        f"{r.name} BLEU {r.field.bleu:.1f} at {r.figures[measure.aware] or 0:.2f} s"
        for r in plotted
    )
    return tag(
        "svg",
        tag("title", text(f"BLEU over {measure.title}")),
        tag("desc", text(summary)),
        axes.draw(measure.title),
        *ceilings,
        *groups,
        *_labels(labels, series),
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        aria_label=f"BLEU over {measure.title}. {summary}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axes:
    """Scales; x begins at 0 unless a figure is below it."""

    x_from: float
    x_to: float
    x_step: float
    y_from: float
    y_to: float
    y_step: float

    @classmethod
    def around(
        cls, results: Sequence[Result], plotted: Sequence[Result], measure: Measure
    ) -> "_Axes":
        lateness = [
            value
            for result in plotted
            for key in (measure.aware, measure.ideal)
            if key and (value := result.figures[key]) is not None
        ]
        quality = [
            value
            for result in results
            for half in (result.field.bleu_interval or 0.0,)
            for value in (result.field.bleu - half, result.field.bleu + half)
        ]
        x_step = _step(max(lateness, default=1.0) - min(0.0, *lateness, 0.0))
        y_step = _step(max(quality) - min(quality) + 2)
        return cls(
            x_from=min(0.0, math.floor(min(lateness, default=0.0) / x_step) * x_step),
            x_to=math.ceil(max(*lateness, x_step, 0.0) * 1.02 / x_step) * x_step,
            x_step=x_step,
            y_from=max(0.0, math.floor((min(quality) - 0.5) / y_step) * y_step),
            y_to=math.ceil((max(quality) + 0.5) / y_step) * y_step,
            y_step=y_step,
        )

    def x(self, value: float) -> float:
        share = (value - self.x_from) / (self.x_to - self.x_from)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = (value - self.y_from) / (self.y_to - self.y_from)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def draw(self, title: str) -> str:
        bottom = _HEIGHT - _BOTTOM
        parts = []
        for value in _ticks(self.y_from, self.y_to, self.y_step):
            y = self.y(value)
            parts += [
                tag("line", class_="grid", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y),
                tag("text", f"{value:g}", x=_LEFT - 8, y=y + 4, text_anchor="end"),
            ]
        for value in _ticks(self.x_from, self.x_to, self.x_step):
            x = self.x(value)
            parts += [
                tag("line", class_="tick", x1=x, x2=x, y1=bottom, y2=bottom + 5),
                tag("text", f"{value:g}", x=x, y=bottom + 20, text_anchor="middle"),
            ]
        middle = (_LEFT + _WIDTH - _RIGHT) / 2
        return tag(
            "g",
            *parts,
            tag("line", class_="axis", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=bottom, y2=bottom),
            tag(
                "text",
                text(f"{title}, seconds (sooner is left)"),
                class_="axis-title",
                x=middle,
                y=_HEIGHT - 10,
                text_anchor="middle",
            ),
            tag(
                "text",
                "BLEU",
                class_="axis-title",
                x=_LEFT - 8,
                y=_TOP - 18,
                text_anchor="end",
            ),
            class_="axes",
        )


def _series(name: str, index: int, results: Sequence[Result], axes: _Axes, measure: Measure) -> str:
    ordered = _in_order(results, name, measure)
    points = [(axes.x(r.figures[measure.aware] or 0.0), axes.y(r.field.bleu)) for r in ordered]
    parts = []
    if len(points) > 1:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(tag("polyline", class_="path", points=path))
    for result, (x, y) in zip(ordered, points, strict=True):
        half = result.field.bleu_interval
        if half is not None:
            low, high = axes.y(result.field.bleu - half), axes.y(result.field.bleu + half)
            parts.append(tag("line", class_="whisker", x1=x, x2=x, y1=low, y2=high))
        ideal = result.figures[measure.ideal] if measure.ideal else None
        if ideal is not None:
            parts += [
                tag("line", class_="reach", x1=axes.x(ideal), x2=x, y1=y, y2=y),
                tag("circle", class_="ideal", cx=axes.x(ideal), cy=y, r=4),
            ]
        late = result.figures[measure.aware] or 0.0
        hint = f"{result.name}: BLEU {result.field.bleu:.1f} at {late:.2f} s"
        parts.append(
            tag("circle", tag("title", text(hint)), class_="dot", cx=x, cy=y, r=6),
        )
    return tag("g", *parts, class_=f"series s{index % 8}")


def _in_order(results: Sequence[Result], name: str, measure: Measure) -> list[Result]:
    own = [r for r in results if r.performance.contestant.series == name]
    return sorted(own, key=lambda result: result.figures[measure.aware] or 0.0)


def _labels(places: Sequence[tuple[float, float, str]], series: Sequence[str]) -> list[str]:
    """Names in the right margin, each joined to its curve's last dot by a thin line."""
    ordered = sorted(places)
    heights: list[float] = []
    for y, _, _ in ordered:
        heights.append(max(y, heights[-1] + _LABEL_STEP) if heights else max(y, _TOP))
    overflow = max(heights[-1] - (_HEIGHT - _BOTTOM), 0.0) if heights else 0.0
    drawn = []
    for (y, x, name), height in zip(ordered, heights, strict=True):
        label_x = _WIDTH - _RIGHT + 22
        label_y = height - overflow
        drawn.append(
            tag(
                "g",
                tag(
                    "polyline",
                    class_="leader",
                    points=f"{x + 7:.1f},{y:.1f} {label_x - 16:.1f},{label_y:.1f} "
                    f"{label_x - 4:.1f},{label_y:.1f}",
                ),
                tag("text", text(_short(name, series)), x=label_x, y=label_y + 4),
                class_=f"label s{series.index(name) % 8}",
            )
        )
    return drawn


def _short(name: str, series: Sequence[str]) -> str:
    """A name for the margin: without its address, where that says no more."""
    engine = name.partition("@")[0]
    alike = sum(other.partition("@")[0] == engine for other in series)
    return engine if alike == 1 else name


def _step(span: float) -> float:
    """A round step that gives at most _MOST_TICKS ticks over `span`."""
    rough = max(span, 1e-6) / _MOST_TICKS
    power = math.pow(10, math.floor(math.log10(rough)))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= rough)


def _ticks(start: float, end: float, step: float) -> list[float]:
    return [start + i * step for i in range(round((end - start) / step) + 1)]


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
        f"{report.recordings} recording{'' if report.recordings == 1 else 's'}",
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
        _prices(report),
        _speech_parts(report),
        _languages(report),
        tag("details", tag("summary", "What each figure means"), tag("dl", *terms)),
        aria_labelledby="figures",
    )


def _prices(report: Report) -> str:
    """What engines elsewhere ask, and that their lateness is that of the network too."""
    elsewhere = [result for result in report.results if result.engine is not None]
    if not elsewhere:
        return ""
    terms = [
        tag("dt", breakable(result.name)) + tag("dd", text(price(result, report.audio_s)))
        for result in elsewhere
    ]
    return tag("dl", *terms) + tag(
        "p",
        "Engines elsewhere heard the recordings in real time; how late they are counts the network "
        "and their own computing. Where one does not say to what of the speech a text belongs, the "
        "figures that ask for it have a dash.",
    )


def _speech_parts(report: Report) -> str:
    """Where the lag of spoken words comes from, of each contestant that speaks."""
    rows = []
    for result, is_aware, parts in shares_of_lag(report):
        name = f"{result.name}, computing included" if is_aware else result.name
        figures = [*(getattr(parts, key) for key in SPEECH_PARTS), parts.lag]
        cells = [tag("td", f"{figure:.2f}") for figure in figures]
        rows.append(tag("tr", tag("th", text(name), scope="row"), *cells))
    if not rows:
        return ""
    head = tag(
        "tr",
        tag("th", "contestant", scope="col"),
        *(
            tag("th", text(f"{key} s"), scope="col", title=meaning)
            for key, meaning in SPEECH_PARTS.items()
        ),
        tag("th", "speech lag s", scope="col"),
    )
    terms = "; ".join(f"{key}, {meaning}" for key, meaning in SPEECH_PARTS.items())
    return tag(
        "section",
        tag("h3", "Where the lag of speech comes from", id="speech-parts"),
        tag(
            "p",
            text(f"Means over spoken words, from the end of the speech of each: {terms}."),
            class_="facts",
        ),
        tag(
            "div",
            tag("table", tag("thead", head), tag("tbody", *rows), class_="figures"),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label="Where the lag of speech comes from",
        ),
        aria_labelledby="speech-parts",
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
