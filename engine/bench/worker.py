"""One contestant in a process of its own, so that its memory is its own.

The parent writes a task as one JSON object to the standard input; every line that comes back on
the standard output is a word and a JSON value: `ready_s`, then an `observation` for each passage,
then `peak_mb`; or `failed` and a sentence for the user.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from engine.arrays import SOURCE_RATE_HZ
from engine.bench.contestants import Contestant, parse_contestants
from engine.bench.recordings import BenchmarkError, Passage, passage_samples
from engine.bench.setup import Bench, BenchInterpreter
from engine.bench.simulation import BLOCK_SAMPLES, Observation, SharedProcessor, play, simulate
from engine.compute import Device, peak_memory_mb
from engine.errors import EngineError
from engine.messages import Code, Parameter
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.program import module_command
from engine.session import SourceBlock, finish_now

_SPOKEN_BLOCK: Final = SOURCE_RATE_HZ // 50
"""What arrives at once where speech is to be found as soon as it is there."""

_WARM_UP_SAMPLES: Final = 4 * SOURCE_RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """All that one contestant did.

    Attributes:
        ready_s: loading the models and decoding the first seconds once, before the clock runs.
        peak_mb: most memory of its process; None where the system does not tell.
    """

    contestant: Contestant
    observations: tuple[Observation, ...]
    ready_s: float
    peak_mb: float | None


def perform(
    contestant: Contestant,
    passages: Sequence[Passage],
    bench: Bench,
    *,
    on_passage: Callable[[str], None],
) -> Performance:
    """Run a contestant in a process of its own.

    Args:
        contestant: that runs.
        passages: to play to it.
        bench: what all contestants have in common.
        on_passage: gets the name of each passage when it is done.

    Raises:
        BenchmarkError: it could not; says why.
    """
    task = {
        "contestant": contestant.name,
        "passages": [
            {"name": item.name, "language": item.language, "paths": [str(p) for p in item.paths]}
            for item in passages
        ],
        "store": str(bench.store.root),
        "threads": bench.runtime.threads,
        "device": bench.runtime.device.value,
        "target": bench.target,
        "voice": bench.voice,
        "rival_weights": str(bench.rival_weights or ""),
        "step_s": bench.step_s,
    }
    observations: list[Observation] = []
    figures: dict[str, float | None] = {}
    command = module_command("engine.bench.worker")
    with subprocess.Popen(  # noqa: S603 - this very program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both are pipes")
        process.stdin.write(json.dumps(task))
        process.stdin.close()
        for line in process.stdout:
            key, _, value = line.partition(" ")
            if key == "failed":
                raise _failure(*json.loads(value))
            if key == "observation":
                observations.append(Observation.from_json(value))
                on_passage(observations[-1].passage)
            else:
                figures[key] = json.loads(value)
    ready_s = figures.get("ready_s")
    if process.returncode or ready_s is None or len(observations) < len(passages):
        raise BenchmarkError(
            Code.CONTESTANT_FAILED,
            contestant=contestant.name,
            reason=f"status {process.returncode}",
        )
    return Performance(
        contestant=contestant,
        observations=tuple(observations),
        ready_s=ready_s,
        peak_mb=figures.get("peak_mb"),
    )


def _failure(code: str, parameters: Mapping[str, Parameter | list[str]]) -> BenchmarkError:
    """The error that the worker's process ended in."""
    given = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in parameters.items()
    }
    return BenchmarkError(Code[code], **given)


class StepClock:
    """A clock on which each decoding step takes as long as the others and nothing else does."""

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._now_s = 0.0

    def tick(self) -> None:
        """A decoding step begins."""
        self._now_s += self._step_s

    def __call__(self) -> float:
        """Seconds of computing by now."""
        return self._now_s


def observe(
    interpreter: BenchInterpreter,
    passages: Sequence[tuple[str, str, Sequence[Path]]],
    *,
    speaks: bool,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[float | Observation]:
    """Play passages to the sessions of one interpreter: seconds to get ready, then observations.

    Args:
        interpreter: makes a session for each passage.
        passages: name, language and recordings of each.
        speaks: whether target speech is made, and then written down by a recogniser.
        clock: measures computing, in seconds.
    """
    began_s = time.perf_counter()
    is_elsewhere = interpreter.is_elsewhere
    first_paths = {language: paths for _, language, paths in reversed(passages)}
    for language, paths in first_paths.items():
        # What a program loads, compiles and allocates at its first words is no part of its lag.
        session = interpreter.open(language)
        if not is_elsewhere:  # where each second costs, and a connection is all there is to make
            session.push(SourceBlock(passage_samples(paths[:1])[:_WARM_UP_SAMPLES]))
            finish_now(session)
        session.close()
    yield time.perf_counter() - began_s
    recognise = interpreter.recogniser() if speaks else None
    for name, language, paths in passages:
        samples = passage_samples(paths)
        if is_elsewhere:
            session = interpreter.open(language)
            yield play(session, samples, passage=name, recognise=recognise)
            continue
        processor = SharedProcessor(clock)
        yield simulate(
            interpreter.open(language, processor),
            samples,
            passage=name,
            processor=processor,
            block_samples=_SPOKEN_BLOCK if speaks else BLOCK_SAMPLES,
            recognise=recognise,
        )


def _work() -> int:
    """The child's part of `perform`."""
    task = json.load(sys.stdin)
    # Libraries print; only answers go to the parent.
    answers, sys.stdout = sys.stdout, sys.stderr

    def answer(key: str, value: object) -> None:
        answers.write(f"{key} {json.dumps(value, ensure_ascii=False)}\n")
        answers.flush()

    try:
        (contestant,) = parse_contestants(task["contestant"])
        bench = Bench(
            store=PackStore(Path(task["store"]), Catalogue.shipped()),
            runtime=Runtime(threads=task["threads"], device=Device(task["device"])),
            target=task["target"],
            voice=task["voice"],
            rival_weights=Path(task["rival_weights"]) if task["rival_weights"] else None,
            step_s=task["step_s"],
        )
        passages = [
            (item["name"], item["language"], [Path(path) for path in item["paths"]])
            for item in task["passages"]
        ]
        clock = StepClock(bench.step_s) if bench.step_s is not None else None
        with BenchInterpreter(
            bench, contestant, on_step=None if clock is None else clock.tick
        ) as interpreter:
            results = observe(
                interpreter,
                passages,
                speaks=bool(bench.voice),
                clock=time.perf_counter if clock is None else clock,
            )
            for result in results:
                if isinstance(result, Observation):
                    answer("observation", asdict(result))
                else:
                    answer("ready_s", result)
        answer("peak_mb", peak_memory_mb())
    except EngineError as error:
        answer("failed", [error.code.name, error.parameters])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_work())
