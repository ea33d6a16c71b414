"""What each mechanism is worth: the engine in full beside itself with one thing less."""

from typing import Final

from engine.benchmarks.contestants import Method
from engine.benchmarks.mechanisms import Mechanism
from engine.benchmarks.report import Report

_FULL: Final = "confirmed:balanced"

_OTHERS: Final = {
    f"{Method.ALIGN_ATT}:balanced": "no look asks another: attention alone decides",
    f"{Method.LOCAL_AGREEMENT}:balanced": "attention is not asked: two looks that agree decide",
    f"{_FULL}:b1": "greedy search instead of five beams",
}

CONTESTANTS: Final = ",".join(
    [_FULL, *_OTHERS, *(f"{_FULL}:no-{mechanism}" for mechanism in Mechanism)]
)
"""Names, the engine in full first."""

_KEYS: Final = {
    "BLEU": "bleu",
    "chrF": "chrf",
    "LAAL s": "laal_s",
    "LAAL CA s": "laal_aware_s",
    "lag s": "lag_s",
    "flicker": "erasure",
    "RTF": "real_time_factor",
}


def ablation_table(report: Report) -> str:
    """The first contestant's figures, and by how much those of the others differ from them."""
    first, *others = report.results
    meanings = _OTHERS | {f"{_FULL}:no-{item}": item.meaning for item in Mechanism}
    width = max(len(result.name) for result in report.results)
    lines = [
        " ".join([" " * width, *(f"{title:>9}" for title in _KEYS)]),
        " ".join([f"{first.name:<{width}}", *(_number(first.figures[k]) for k in _KEYS.values())]),
    ]
    for result in others:
        differences = [
            _difference(result.figures[key], first.figures[key]) for key in _KEYS.values()
        ]
        meaning = meanings.get(result.name, "")
        lines.append(" ".join([f"{result.name:<{width}}", *differences, "", meaning]).rstrip())
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    return f"{'-':>9}" if value is None else f"{value:9.2f}"


def _difference(value: float | None, full: float | None) -> str:
    return f"{'-':>9}" if value is None or full is None else f"{value - full:+9.2f}"
