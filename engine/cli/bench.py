"""`dragoman bench`: how good, how late and how costly interpreting is, beside its rivals."""

import argparse
import importlib.util
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.cli import bench_sound
from engine.cli.sessions import NO_VOICE, positive
from engine.cli.store import open_store
from engine.errors import ModelError
from engine.languages import CORE_LANGUAGES

if TYPE_CHECKING:
    from engine.benchmarks.recordings import Recording
    from engine.models.onnx import Runtime

_CONTESTANTS: Final = "confirmed:all,alignatt:all,local-agreement:all,pause,offline"
_EXTRA: Final = ("sacrebleu", "omnisteval")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "bench",
        help="measure quality, lag and cost on a set of recordings",
        description="Measures how good, how late and how costly interpreting is. The set is a "
        "folder with recordings and a manifest.tsv. Needs the extra 'bench'.",
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    quality = kinds.add_parser(
        "quality",
        help="quality and lag of several configurations side by side",
        description="Plays a set to several configurations in simulated real time and writes "
        "report.json, report.html and logs for other scorers.",
    )
    _add_set_arguments(quality)
    quality.add_argument(
        "--contestants",
        default=_CONTESTANTS,
        metavar="NAMES",
        help="with commas between: confirmed, alignatt, local-agreement, pause, offline, "
        "fw-pause, fw-agreement; behind colons sooner, balanced, surer or all, b1 for one beam, "
        "direct or cascade (default: %(default)s)",
    )
    quality.add_argument(
        "--join",
        action="store_true",
        help="play all recordings of a language as one stream (StreamLAAL instead of LAAL)",
    )
    quality.add_argument(
        "--machine-references",
        action="store_true",
        help="also play recordings whose references were not written by people",
    )
    quality.add_argument("--limit", type=positive(int), metavar="N", help="N recordings a language")
    quality.add_argument(
        "--comet", default="", metavar="MODEL", help="COMET too, where it is installed"
    )
    quality.add_argument(
        "--rival-weights",
        type=Path,
        metavar="FOLDER",
        help="the speech model in CTranslate2's form, for fw-pause and fw-agreement",
    )
    quality.add_argument(
        "--out",
        type=Path,
        default=Path("dragoman-bench"),
        metavar="FOLDER",
        help="where the report goes (default: %(default)s)",
    )
    quality.set_defaults(run=run_quality)
    cost = kinds.add_parser(
        "cost",
        help="time and memory of a session, also over a long stream",
        description="Measures loading, the share of real time and memory, with and without a "
        "voice, and whether they grow from round to round of a long stream.",
    )
    _add_set_arguments(cost)
    cost.add_argument("--repeats", type=positive(int), default=3, metavar="N")
    cost.add_argument(
        "--long", type=int, default=1200, metavar="SECONDS", help="0 leaves the long stream out"
    )
    cost.add_argument("--json", action="store_true", help="print one JSON object")
    cost.set_defaults(run=run_cost)
    bench_sound.add_parsers(kinds)
    endurance = kinds.add_parser(
        "endurance",
        help="an hour of speech, then silence, a fan and music",
        description="Plays the recordings over and over and says what each round cost, how late "
        "it was and how much memory it left; then plays sounds in which nobody speaks and says "
        "what was invented in them. Computing is processor time, so that other programs' work "
        "does not count.",
    )
    _add_set_arguments(endurance)
    endurance.add_argument(
        "--minutes", type=int, default=60, metavar="N", help="of speech (default: %(default)s)"
    )
    endurance.add_argument(
        "--quiet-minutes",
        type=int,
        default=10,
        metavar="N",
        help="of each sound without words (default: %(default)s)",
    )
    endurance.set_defaults(run=run_endurance)


def _add_set_arguments(parser: argparse.ArgumentParser) -> None:
    codes = ", ".join(CORE_LANGUAGES)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="recordings and manifest.tsv")
    parser.add_argument(
        "--from",
        dest="sources",
        default="",
        metavar="LANGUAGES",
        help=f"languages that are spoken, with commas between: {codes} (default: all of the set "
        "but the target)",
    )
    parser.add_argument(
        "--to",
        dest="target",
        required=True,
        choices=tuple(CORE_LANGUAGES),
        metavar="LANGUAGE",
        help="language to translate into",
    )
    parser.add_argument(
        "--voice",
        default=NO_VOICE,
        metavar="NAME",
        help="also speak, with this voice of the target language (default: captions only)",
    )
    parser.add_argument(
        "--threads",
        type=positive(int),
        metavar="N",
        help="processor threads for the models (default: one for each core, at most 4)",
    )


def run_quality(args: argparse.Namespace) -> int:
    """Play a set to all contestants and write the report.

    Raises:
        EngineError: the set, a contestant or a pack cannot be used; says what to do.
    """
    _require_extra()
    runtime = _runtime(args)
    from engine.benchmarks.contestants import parse_contestants  # noqa: PLC0415
    from engine.benchmarks.html.page import write_page  # noqa: PLC0415
    from engine.benchmarks.logs import write_references  # noqa: PLC0415
    from engine.benchmarks.passages import joined_passages, single_passages  # noqa: PLC0415
    from engine.benchmarks.quality import compare  # noqa: PLC0415
    from engine.benchmarks.report import (  # noqa: PLC0415
        Report,
        circumstances,
        text_table,
        write_json,
    )
    from engine.benchmarks.workshop import Bench  # noqa: PLC0415
    from engine.models.silero import SileroModel  # noqa: PLC0415

    contestants = parse_contestants(args.contestants)
    recordings = _recordings(args, only_human=not args.machine_references, limit=args.limit)
    store = open_store()
    vad = SileroModel(store.folder("silero-vad"), runtime=replace(runtime, threads=1))
    make = joined_passages if args.join else single_passages
    passages = tuple(make(recordings, args.target, vad))
    conditions = circumstances(shlex.join(["dragoman", *sys.argv[1:]]), threads=runtime.threads)
    write_references(args.out / "logs", passages)
    failures: list[str] = []

    def note_failure(message: str) -> None:
        failures.append(message)
        sys.stderr.write(f"dragoman: {message}\n")

    results = tuple(
        compare(
            contestants,
            passages,
            Bench(
                store=store,
                threads=runtime.threads,
                target=args.target,
                voice="" if args.voice == NO_VOICE else args.voice,
                rival_weights=args.rival_weights,
            ),
            logs=args.out / "logs",
            comet=args.comet,
            on_progress=_tell,
            on_failure=note_failure,
        )
    )
    if not results:
        return 1
    report = Report(
        circumstances=conditions,
        target=args.target,
        is_joined=args.join,
        passages=passages,
        results=results,
    )
    write_json(report, args.out / "report.json")
    write_page(report, args.out / "report.html")
    sys.stdout.write(f"{text_table(report)}wrote {args.out / 'report.html'}\n")
    return 1 if failures else 0


def run_cost(args: argparse.Namespace) -> int:
    """Measure the time and memory of each direction.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    _require_extra()
    import json  # noqa: PLC0415

    from engine.benchmarks.cost import measure_cost  # noqa: PLC0415
    from engine.interpreter import Interpreter  # noqa: PLC0415

    recordings = _recordings(args, only_human=False, limit=None)
    voice = None if args.voice == NO_VOICE else args.voice
    rows: dict[str, dict[str, float]] = {}
    for source in dict.fromkeys(recording.language for recording in recordings):
        spoken = [recording for recording in recordings if recording.language == source]
        with Interpreter(open_store(), runtime=_runtime(args)) as interpreter:
            rows[source] = measure_cost(
                interpreter,
                spoken,
                target=args.target,
                voice=voice,
                repeats=args.repeats,
                long_s=args.long,
            )
    if args.json:
        sys.stdout.write(json.dumps(rows) + "\n")
        return 0
    for source, figures in rows.items():
        sys.stdout.write(f"{source} -> {args.target}\n")
        for name, value in figures.items():
            sys.stdout.write(f"  {name:<40}{value:10.2f}\n")
    return 0


def run_endurance(args: argparse.Namespace) -> int:
    """Play a long stream, then sounds without words; 1 where something was invented in those.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    from engine.benchmarks.endurance import looped, play_quiet, play_rounds  # noqa: PLC0415
    from engine.interpreter import Interpreter, SessionConfig  # noqa: PLC0415

    recordings = _recordings(args, only_human=False, limit=None)
    is_silent = True
    with Interpreter(open_store(), runtime=_runtime(args)) as interpreter:
        for source in dict.fromkeys(recording.language for recording in recordings):
            voice = None if args.voice == NO_VOICE else args.voice
            config = SessionConfig(
                source=source, target=args.target, voice=voice, speaks=voice is not None
            )
            session = interpreter.session(config)
            sys.stdout.write(
                f"{source} -> {args.target}\n"
                f"  {'minute':>8}{'computing':>11}{'words':>8}{'lag s':>8}{'MB':>8}\n"
            )
            once = looped([item for item in recordings if item.language == source])
            for turn in play_rounds(session, once, length_s=60 * args.minutes):
                lag = "" if turn.lag_s is None else f"{turn.lag_s:.2f}"
                memory = "" if turn.memory_mb is None else f"{turn.memory_mb:.0f}"
                sys.stdout.write(
                    f"  {turn.end_s / 60:8.1f}{turn.computing:11.3f}{turn.words:8}"
                    f"{lag:>8}{memory:>8}\n"
                )
                sys.stdout.flush()
            for quiet in play_quiet(session, length_s=60 * args.quiet_minutes):
                is_silent = is_silent and not quiet.text
                said = f"invented: {quiet.text!r}" if quiet.text else "no text"
                sys.stdout.write(
                    f"  {args.quiet_minutes} minutes of {quiet.name}: {said}, "
                    f"computing {quiet.computing:.3f}\n"
                )
                sys.stdout.flush()
    return 0 if is_silent else 1


def _recordings(
    args: argparse.Namespace, *, only_human: bool, limit: int | None
) -> "list[Recording]":
    """The recordings of the set that are asked for.

    Raises:
        BenchmarkError: there are none, or a language is unknown.
    """
    from engine.benchmarks.errors import BenchmarkError  # noqa: PLC0415
    from engine.benchmarks.recordings import read_manifest  # noqa: PLC0415

    sources = [code.strip() for code in args.sources.split(",") if code.strip()]
    for code in sources:
        if code not in CORE_LANGUAGES or code == args.target:
            others = ", ".join(known for known in CORE_LANGUAGES if known != args.target)
            raise BenchmarkError(f"{code!r} is no language to translate from; choose of {others}.")
    chosen: dict[str, list[Recording]] = {}
    for recording in read_manifest(args.folder, tuple(CORE_LANGUAGES)):
        fits = recording.language in sources if sources else recording.language != args.target
        written = args.target in (recording.human if only_human else recording.references)
        if fits and written:
            chosen.setdefault(recording.language, []).append(recording)
    found = [item for group in chosen.values() for item in group[:limit]]
    if not found:
        advice = "; add --machine-references or choose other languages" if only_human else ""
        raise BenchmarkError(
            f"No recording in {args.folder} has a reference in {args.target!r} that can be "
            f"used{advice}."
        )
    return found


def _require_extra() -> None:
    missing = [name for name in _EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise ModelError(
            f"Benchmarks need {' and '.join(missing)}; run: pip install 'dragoman[bench]'"
        )


def _tell(contestant: str, done: int, of: int) -> None:
    """Keep one line of the error output up to date, or write one for each contestant."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{contestant}  {done} of {of}" + "\n" * (done == of))
        sys.stderr.flush()
    elif done == of:
        sys.stderr.write(f"{contestant}: done\n")


def _runtime(args: argparse.Namespace) -> "Runtime":
    from engine.models.onnx import Runtime  # noqa: PLC0415

    return Runtime() if args.threads is None else Runtime(threads=args.threads)
