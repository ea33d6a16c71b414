"""The result of a run: figures of each contestant, as a table in the terminal and as JSON."""

import importlib.metadata
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.benchmarks.definitions import COLUMNS, Column
from engine.benchmarks.field_scores import FieldScores, field_scores
from engine.benchmarks.own_figures import OwnFigures, own_figures
from engine.benchmarks.passages import Passage
from engine.benchmarks.worker import Performance
from engine.output import output_errors

_SCHEMA: Final = 1

_PACKAGES: Final = (
    *("dragoman", "omnisteval", "sacrebleu", "numpy", "onnxruntime"),
    *("faster-whisper", "ctranslate2"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One contestant's figures.

    Attributes:
        languages: the same figures for each source language alone; empty where there is one.
    """

    performance: Performance
    field: FieldScores
    own: OwnFigures
    languages: dict[str, tuple[FieldScores, OwnFigures]]

    @property
    def name(self) -> str:
        """The contestant's."""
        return self.performance.contestant.name

    @property
    def figures(self) -> dict[str, float | None]:
        """All figures by name."""
        return {
            **asdict(self.field),
            **asdict(self.own),
            "ready_s": self.performance.ready_s,
            "peak_mb": self.performance.peak_mb,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a figure depends on beside the contestants.

    Attributes:
        command: what was typed.
        load: the system's load average when the run began; more than 0 of other work makes
            computation-aware figures worse.
    """

    command: str
    created: str
    machine: str
    cores: int
    threads: int
    load: float | None
    versions: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A run."""

    circumstances: Circumstances
    target: str
    is_joined: bool
    passages: tuple[Passage, ...]
    results: tuple[Result, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Languages that were spoken, in the order of the set."""
        return tuple(dict.fromkeys(passage.language for passage in self.passages))

    @property
    def recordings(self) -> int:
        """How many recordings were played."""
        return sum(len(passage.segments) for passage in self.passages)

    @property
    def audio_s(self) -> float:
        """How much was played."""
        return sum(passage.duration_s for passage in self.passages)


def evaluate(performance: Performance, passages: Sequence[Passage], *, comet: str = "") -> Result:
    """Score one contestant, over all passages and for each language.

    Raises:
        BenchmarkError: COMET is asked for and not installed.
    """
    pairs = list(zip(performance.observations, passages, strict=True))
    languages = dict.fromkeys(passage.language for passage in passages)
    shares: dict[str, tuple[FieldScores, OwnFigures]] = {}
    for language in languages if len(languages) > 1 else ():
        seen = [o for o, passage in pairs if passage.language == language]
        played = [passage for passage in passages if passage.language == language]
        shares[language] = (field_scores(seen, played, comet=comet), own_figures(seen, played))
    return Result(
        performance=performance,
        field=field_scores(performance.observations, passages, comet=comet),
        own=own_figures(performance.observations, passages),
        languages=shares,
    )


def circumstances(command: str, *, threads: int) -> Circumstances:
    """What this machine is now."""
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return Circumstances(
        command=command,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count() or 1,
        threads=threads,
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        versions=versions,
    )


def shown_columns(report: Report) -> list[Column]:
    """The columns for which some contestant has a figure."""
    return [
        column
        for column in COLUMNS
        if any(result.figures[column.key] is not None for result in report.results)
    ]


def text_table(report: Report) -> str:
    """The figures as lines of a terminal."""
    columns = [column for column in shown_columns(report) if column.brief]
    head = ["", *(column.title(is_joined=report.is_joined) for column in columns)]
    rows = [
        [result.name, *(column.format(result.figures) for column in columns)]
        for result in report.results
    ]
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join(lines) + "\n"


def write_json(report: Report, path: Path) -> None:
    """Write everything: circumstances, figures and their definitions, and what was observed.

    Raises:
        OutputError: the file cannot be written.
    """
    content = {
        "schema": _SCHEMA,
        **asdict(report.circumstances),
        "target": report.target,
        "joined": report.is_joined,
        "definitions": {
            column.key: column.definition(is_joined=report.is_joined) for column in COLUMNS
        },
        "passages": [
            {
                **asdict(passage),
                "paths": [str(item) for item in passage.paths],
            }
            for passage in report.passages
        ],
        "contestants": [
            {
                "name": result.name,
                "figures": result.figures,
                "languages": {
                    code: {**asdict(field), **asdict(own)}
                    for code, (field, own) in result.languages.items()
                },
                "observations": [asdict(item) for item in result.performance.observations],
            }
            for result in report.results
        ],
    }
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
