"""The result of a run: figures of each contestant, as a table in the terminal and as JSON."""

import importlib.metadata
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.bench.recordings import Passage
from engine.bench.scores import (
    SPEECH_PARTS,
    FieldScores,
    OwnFigures,
    SpeechParts,
    field_scores,
    own_figures,
    speech_parts,
)
from engine.bench.worker import Performance
from engine.output import output_errors
from engine.remote.catalogue import ENGINES, EngineInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One figure.

    Attributes:
        key: its name in JSON.
        single: its title where each recording is a stream.
        joined: its title where recordings are joined; empty if it is the same.
        meaning: in a sentence; `{name}` stands for the title.
        places: decimal places.
        best: 1 where more is better, -1 where less is, 0 where neither.
        brief: whether a terminal shows it too; a page and JSON always do.
        interval: key of half the width of its interval, if it has one.
    """

    key: str
    single: str
    meaning: str
    joined: str = ""
    places: int = 2
    best: int = -1
    brief: bool = True
    interval: str = ""

    def title(self, *, is_joined: bool) -> str:
        """What to call it."""
        return self.joined if is_joined and self.joined else self.single

    def definition(self, *, is_joined: bool) -> str:
        """What it means."""
        return self.meaning.format(name=self.title(is_joined=is_joined))

    def format(self, figures: Mapping[str, float | None]) -> str:
        """The number as it is shown, a dash where there is none."""
        value = figures[self.key]
        if value is None:
            return "\N{EN DASH}"
        text = f"{value:.{self.places}f}"
        half = figures[self.interval] if self.interval else None
        return text if half is None else f"{text} ±{half:.{self.places}f}"


_AWARE: Final = "computation-aware: the clock also runs while this machine computes"
_IDEAL: Final = "ideal: computing takes no time"

COLUMNS: Final = (
    Column(
        key="bleu",
        single="BLEU",
        places=1,
        best=1,
        interval="bleu_interval",
        meaning="Corpus BLEU of the committed text (sacrebleu, 13a, cased); ± is half of the "
        "95 % bootstrap interval.",
    ),
    Column(
        key="chrf",
        single="chrF",
        places=1,
        best=1,
        meaning="Corpus chrF2 of the committed text (sacrebleu).",
    ),
    Column(key="comet", single="COMET", places=3, best=1, meaning="COMET of the committed text."),
    Column(
        key="laal_s",
        single="LAAL s",
        joined="StreamLAAL s",
        meaning=f"{{name}}: length-adaptive average lagging, by OmniSTEval, in seconds; {_IDEAL}.",
    ),
    Column(
        key="laal_aware_s",
        single="LAAL CA s",
        joined="StreamLAAL CA s",
        meaning=f"{{name}}: the same, {_AWARE}.",
    ),
    Column(
        key="yaal_aware_s",
        brief=False,
        single="YAAL CA s",
        joined="LongYAAL CA s",
        meaning="{name}: as LAAL, but words that come after the source has ended do not count; "
        f"by OmniSTEval; {_AWARE}.",
    ),
    Column(
        key="lag_s",
        brief=False,
        single="lag s",
        meaning="Mean over committed words: when the word is committed less when the speech ends "
        f"that it is aligned to by attention; {_IDEAL}. Contestants align by their own models; "
        "words that are committed in one piece share its speech evenly.",
    ),
    Column(
        key="lag_aware_s",
        single="lag CA s",
        meaning=f"The same, {_AWARE}.",
    ),
    Column(
        key="lag_p95_aware_s",
        brief=False,
        single="p95 s",
        meaning=f"95 of 100 words lag no longer than this; {_AWARE}.",
    ),
    Column(
        key="start_offset_s",
        brief=False,
        single="start s",
        meaning="Mean over passages: when the first word is committed less when speech begins; "
        f"{_AWARE}.",
    ),
    Column(
        key="end_offset_s",
        single="end s",
        meaning="Mean over passages: when the last word is committed less when speech ends; "
        f"{_AWARE}.",
    ),
    Column(
        key="first_audio_s",
        brief=False,
        single="1st audio s",
        meaning="Mean over passages: when target speech begins less when source speech begins; "
        f"{_IDEAL}.",
    ),
    Column(
        key="first_audio_aware_s",
        single="1st audio CA s",
        meaning=f"The same, {_AWARE}.",
    ),
    Column(
        key="speech_lag_s",
        single="speech lag s",
        meaning="Mean over spoken words: when a word has been spoken less when the speech ends "
        "that it is aligned to by attention. A clause's sound is shared out evenly among its "
        f"letters; {_IDEAL}.",
    ),
    Column(
        key="speech_lag_aware_s",
        single="speech lag CA s",
        meaning=f"The same, {_AWARE}.",
    ),
    Column(
        key="asr_bleu",
        single="ASR-BLEU",
        places=1,
        best=1,
        meaning="Corpus BLEU of what a speech recogniser (the speech model itself, on the whole "
        "recording) hears in the target speech; without capitals and marks.",
    ),
    Column(
        key="asr_wer",
        single="ASR-WER",
        meaning="Word errors of the same against the committed text, as a share of its words: "
        "errors of the voice and of the recogniser together, and words that were not spoken.",
    ),
    Column(
        key="speech_end_offset_s",
        brief=False,
        single="audio end s",
        meaning="Mean over passages: when target speech ends less when source speech ends; "
        f"{_AWARE}.",
    ),
    Column(
        key="erasure",
        single="flicker",
        meaning="Normalised erasure of all that is shown, tentative words included: words taken "
        "back or changed, for each committed word. Of committed text it is 0 by construction.",
    ),
    Column(
        key="real_time_factor",
        single="RTF",
        meaning="Real-time factor: computing over the length of the audio; of an engine elsewhere "
        "what its client computes here.",
    ),
    Column(
        key="usd_a_minute",
        single="USD/min",
        places=3,
        meaning="What an engine elsewhere costs a minute, as published; a dash where nothing is "
        "charged, or no price in money is published.",
    ),
    Column(
        key="peak_mb",
        single="MB",
        places=0,
        meaning="Peak memory of the contestant's process, models included, in MB of 2^20 bytes.",
    ),
)
"""In the order of a table."""

_ALIGNED: Final = ("lag_s", "lag_aware_s", "lag_p95_aware_s", "speech_lag_s", "speech_lag_aware_s")
"""Figures that ask what of the speech a word belongs to."""


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
        own: dict[str, float | None] = asdict(self.own)
        engine = self.engine
        if engine is not None and not engine.tells_times:
            own |= dict.fromkeys(_ALIGNED)
        return {
            **asdict(self.field),
            **own,
            "ready_s": self.performance.ready_s,
            "peak_mb": self.performance.peak_mb,
            "usd_a_minute": None if engine is None else engine.usd_a_minute,
        }

    @property
    def engine(self) -> EngineInfo | None:
        """The engine elsewhere; None for this machine."""
        return ENGINES.get(self.performance.contestant.engine)


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


def price(result: Result, audio_s: float) -> str:
    """What an engine elsewhere asks, and what this run has cost; empty for this machine."""
    info = result.engine
    if info is None:
        return ""
    parts = [info.price_note] if info.price_note else []
    if info.usd_a_minute is not None:
        cost = info.usd_a_minute * audio_s / 60
        parts.insert(0, f"{info.usd_a_minute:g} USD a minute, {cost:.2f} USD for this run")
    told = "; ".join(parts) or "nothing is charged"
    return f"{told} (read {info.priced})" if info.priced else told


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


def shares_of_lag(report: Report) -> Iterator[tuple[Result, bool, SpeechParts]]:
    """Of each contestant that speaks, where its lag comes from: ideal, then computing included."""
    for result in report.results:
        for is_aware in (False, True):
            parts = speech_parts(result.performance.observations, is_aware=is_aware)
            if parts is not None:
                yield result, is_aware, parts


def speech_table(report: Report) -> str:
    """Where the lag of spoken words comes from, as lines of a terminal; empty without speech."""
    rows = [
        (f"{result.name}{' CA' if is_aware else ''}", parts)
        for result, is_aware, parts in shares_of_lag(report)
    ]
    if not rows:
        return ""
    width = max(len(name) for name, _ in rows)
    titles = [*SPEECH_PARTS, "speech lag"]
    lines = [" ".join([" " * width, *(f"{title:>10}" for title in titles)])]
    for name, parts in rows:
        figures = [*(getattr(parts, key) for key in SPEECH_PARTS), parts.lag]
        lines.append(" ".join([f"{name:<{width}}", *(f"{figure:10.2f}" for figure in figures)]))
    meanings = "; ".join(f"{key}: {meaning}" for key, meaning in SPEECH_PARTS.items())
    lines.append(f"seconds, means over spoken words from the end of the speech of each; {meanings}")
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
                "price": price(result, report.audio_s),
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
