"""Runs contestants over passages, one after another, and scores them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from engine.benchmarks.contestants import Contestant
from engine.benchmarks.errors import BenchmarkError
from engine.benchmarks.logs import write_logs
from engine.benchmarks.passages import Passage
from engine.benchmarks.report import Result, evaluate
from engine.benchmarks.worker import perform
from engine.benchmarks.workshop import Bench


class Progress(Protocol):
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
    on_progress: Progress,
    on_failure: Callable[[str], None],
) -> Iterator[Result]:
    """Play all passages to each contestant, write its logs and score it.

    Args:
        contestants: in the order of the report.
        passages: what to play.
        bench: what all contestants have in common.
        logs: folder; each contestant gets one in it.
        comet: name of a COMET model; empty leaves COMET out.
        on_progress: called after each passage.
        on_failure: called with a sentence for a contestant that cannot run; the others still do.

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
            on_failure(str(error))
            continue
        write_logs(logs / contestant.name.replace(":", "-"), performance.observations, passages)
        yield evaluate(performance, passages, comet=comet)
