"""Runs contestants over passages and scores them; ablations; every direction of a set."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final, Protocol

from engine.bench.contestants import Contestant, Mechanism, Method
from engine.bench.recordings import BenchmarkError, Passage, read_manifest
from engine.bench.report import Report, Result, evaluate
from engine.bench.scores import write_logs
from engine.bench.setup import Bench
from engine.bench.worker import perform
from engine.errors import RouteError
from engine.languages import LANGUAGES
from engine.messages import Code, Message
from engine.output import output_errors
from engine.packs.entries import Route
from engine.packs.routes import RouteFinder
from engine.packs.store import PackStore


class OnProgress(Protocol):
    """Is told how far a run is."""

    def __call__(self, contestant: str, done: int, of: int) -> None:
        """`done` of `of` passages."""
        ...


def compare(
    contestants: Sequence[Contestant],
    passages: Sequence[Passage],
    bench: Bench,
    *,
    logs: Path,
    comet: str,
    on_progress: OnProgress,
    on_failure: Callable[[Message], None],
) -> Iterator[Result]:
    """Play all passages to each contestant, write its logs and score it.

    Args:
        contestants: in the order of the report.
        passages: what to play.
        bench: what all contestants have in common.
        logs: folder; each contestant gets one in it.
        comet: name of a COMET model; empty leaves COMET out.
        on_progress: called after each passage.
        on_failure: called with why a contestant cannot run; the others still do.

    Raises:
        BenchmarkError: COMET is asked for and not installed.
        OutputError: a log cannot be written.
    """
    for contestant in contestants:
        done: list[str] = []

        def note(passage: str, name: str = contestant.name, done: list[str] = done) -> None:
            done.append(passage)
            on_progress(name, len(done), len(passages))

        try:
            performance = perform(contestant, passages, bench, on_passage=note)
        except BenchmarkError as error:
            # Hours may lie in what the others do.
            on_failure(error.message)
            continue
        folder = re.sub(r"[^\w.@-]+", "-", contestant.name)
        write_logs(logs / folder, performance.observations, passages)
        yield evaluate(performance, passages, comet=comet)


_FULL: Final = "confirmed:balanced"

_OTHERS: Final = {
    f"{Method.ALIGN_ATT}:balanced": "no decoding step asks another: attention alone decides",
    f"{Method.LOCAL_AGREEMENT}:balanced": "attention is not asked: two steps that agree decide",
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


_CAPTIONS: Final = "confirmed:all,alignatt:all,local-agreement:all,pause,offline"
_ROUTES: Final = "confirmed:direct,confirmed:cascade"
_RIVALS: Final = "fw-pause,fw-agreement:all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one direction; its name is that of its folder."""

    name: str
    contestants: str
    speaks: bool = False


def directions(
    folder: Path, store: PackStore, *, wanted: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Source and target of what can be run: references by people, installed packs.

    Args:
        folder: the set.
        store: the installed packs.
        wanted: pairs such as "fr-en"; none for all.

    Raises:
        BenchmarkError: the set cannot be read, or a wanted pair cannot be run.
    """
    found = []
    for source in LANGUAGES:
        for target in LANGUAGES:
            with suppress(RouteError):
                if _is_referenced(folder, source, target) and _routes(store, source, target):
                    found.append((source, target))
    missing = [pair for pair in wanted if tuple(pair.split("-")) not in found]
    if missing:
        raise BenchmarkError(
            Code.CHOICE_UNKNOWN,
            name=", ".join(missing),
            choices=tuple("-".join(pair) for pair in found),
        )
    yield from (pair for pair in found if not wanted or "-".join(pair) in wanted)


def runs(source: str, target: str, *, has_rivals: bool) -> tuple[Run, ...]:
    """What is run for a direction.

    Args:
        source: language that is spoken.
        target: language to translate into.
        has_rivals: whether rivals' weights are there.
    """
    captions = f"{_CAPTIONS},{_RIVALS}" if has_rivals else _CAPTIONS
    # Portuguese into English has both: text models, and Whisper in one pass.
    routes = (Run(name="routes", contestants=_ROUTES, speaks=True),) if target == "en" else ()
    return (
        Run(name="captions", contestants=captions),
        Run(name="speech", contestants="confirmed:all", speaks=True),
        *(routes if source == "pt" else ()),
        Run(name="ablation", contestants=CONTESTANTS),
    )


def write_overview(folder: Path, tables: Mapping[str, str]) -> None:
    """Write the tables of all runs as text and as a page with links to their reports.

    Raises:
        OutputError: the folder cannot be written.
    """
    parts = [
        f'<h2><a href="{escape(name)}/report.html">{escape(name)}</a></h2>\n'
        f"<pre>{escape(table)}</pre>\n"
        for name, table in tables.items()
    ]
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>'
        "<title>Interpreting measured</title></head>"
        f"<body><h1>Interpreting measured</h1>{''.join(parts)}</body></html>\n"
    )
    text = "".join(f"{name}\n{table}\n" for name, table in tables.items())
    for name, content in (("index.html", page), ("tables.txt", text)):
        with output_errors(folder / name):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")


def _is_referenced(folder: Path, source: str, target: str) -> bool:
    recordings = read_manifest(folder, tuple(LANGUAGES))
    return source != target and any(
        item.language == source and target in item.human for item in recordings
    )


def _routes(store: PackStore, source: str, target: str) -> list[Route]:
    installed = store.installed()
    return [
        route
        for route in RouteFinder(store.catalogue).routes(source, target)
        if installed.issuperset(route.packs)
    ]
