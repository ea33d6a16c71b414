"""The quality-latency curve as SVG."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.benchmarks.contestants import Method
from engine.benchmarks.html.markup import tag, text
from engine.benchmarks.report import Report, Result

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
                tag("text", text(name), x=label_x, y=label_y + 4),
                class_=f"label s{series.index(name) % 8}",
            )
        )
    return drawn


def _step(span: float) -> float:
    """A round step that gives at most _MOST_TICKS ticks over `span`."""
    rough = max(span, 1e-6) / _MOST_TICKS
    power = math.pow(10, math.floor(math.log10(rough)))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= rough)


def _ticks(start: float, end: float, step: float) -> list[float]:
    return [start + i * step for i in range(round((end - start) / step) + 1)]
