"""The tables of what was measured of clones."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

_VOICES: Final = ("clone", "nearest", "stock")

# What JSON holds has no type that could be checked.
Row = Mapping[str, Any]


def summary(rows: Sequence[Row]) -> str:
    """Return how alike and how clear clones and ready-made voices are, as two tables.

    Args:
        rows: what measure.py found, a person each.
    """
    if not rows:
        return "no recording was long and good enough\n"
    return f"{_similarities(rows)}\n{_word_errors(rows)}"


def _similarities(rows: Sequence[Row]) -> str:
    lines = ["| voice | judge | mean | lowest | highest |", "|---|---|---|---|---|"]
    for voice in _VOICES:
        for judge in rows[0]["same_person"]:
            values = [row[voice]["similarity"][judge] for row in rows]
            mean = sum(values) / len(values)
            cells = (voice, judge, f"{mean:.2f}", f"{min(values):.2f}", f"{max(values):.2f}")
            lines.append(f"| {' | '.join(cells)} |")
    return f"{len(rows)} people\n\n" + "\n".join(lines) + "\n"


def _word_errors(rows: Sequence[Row]) -> str:
    languages = list(rows[0]["clone"]["misheard"])
    head = ["voice", *languages, "all"]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for voice in _VOICES:
        found = [[row[voice]["misheard"][code] for row in rows] for code in languages]
        groups = [*found, [one for group in found for one in group]]
        rates = [sum(o["wrong"] for o in g) / sum(o["words"] for o in g) for g in groups]
        lines.append(f"| {' | '.join([voice, *(f'{rate:.3f}' for rate in rates)])} |")
    return "\n".join(lines) + "\n"
