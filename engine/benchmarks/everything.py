"""The whole table: every direction of a set, with all contestants, spoken, and ablated."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from engine.benchmarks.ablation import CONTESTANTS as ABLATION
from engine.benchmarks.errors import BenchmarkError
from engine.benchmarks.recordings import read_manifest
from engine.errors import RouteError
from engine.languages import CORE_LANGUAGES
from engine.output import output_errors
from engine.packs.entries import Route
from engine.packs.store import PackStore

_CAPTIONS: Final = "confirmed:all,alignatt:all,local-agreement:all,pause,offline"
_PATHS: Final = "confirmed:direct,confirmed:cascade"
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
    for source in CORE_LANGUAGES:
        for target in CORE_LANGUAGES:
            with suppress(RouteError):
                if _is_referenced(folder, source, target) and _routes(store, source, target):
                    found.append((source, target))
    missing = [pair for pair in wanted if tuple(pair.split("-")) not in found]
    if missing:
        known = ", ".join("-".join(pair) for pair in found)
        raise BenchmarkError(f"{', '.join(missing)} cannot be run here; choose among {known}.")
    yield from (pair for pair in found if not wanted or "-".join(pair) in wanted)


def runs(source: str, target: str, *, has_rivals: bool) -> tuple[Run, ...]:
    """What is run for a direction.

    Args:
        source: language that is spoken.
        target: language to translate into.
        has_rivals: whether rivals' weights are there.
    """
    captions = f"{_CAPTIONS},{_RIVALS}" if has_rivals else _CAPTIONS
    # Only into English is there a speech model that translates by itself.
    paths = (Run(name="paths", contestants=_PATHS, speaks=True),) if target == "en" else ()
    return (
        Run(name="captions", contestants=captions),
        Run(name="speech", contestants="confirmed:all", speaks=True),
        *(paths if source == "pt" else ()),
        Run(name="ablation", contestants=ABLATION),
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
    recordings = read_manifest(folder, tuple(CORE_LANGUAGES))
    return source != target and any(
        item.language == source and target in item.human for item in recordings
    )


def _routes(store: PackStore, source: str, target: str) -> list[Route]:
    installed = store.installed()
    return [
        route
        for route in store.catalogue.routes(source, target)
        if installed.issuperset(route.packs)
    ]
