"""`python -m engine.benchmarks quality|cost FOLDER`, over recordings with a manifest.tsv."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from engine.benchmarks.cost import measure_growth, median_factor, peak_memory_mb, ready_s
from engine.benchmarks.quality import measure_quality
from engine.benchmarks.recordings import Recording, read_manifest
from engine.cli.sessions import add_session_arguments, build_interpreter, session_config
from engine.errors import EngineError
from engine.languages import CORE_LANGUAGES


def main() -> int:
    """Run one benchmark and print a table, or one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m engine.benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    quality = commands.add_parser("quality", help="BLEU, chrF and lag of the text of a direction")
    quality.add_argument("--machine-references", action="store_true", help="score those rows too")
    quality.add_argument("--show", action="store_true", help="print every translation")
    cost = commands.add_parser("cost", help="time and memory of a session")
    cost.add_argument("--repeats", type=int, default=3)
    cost.add_argument("--long", type=int, default=1200, metavar="SECONDS", help="0 leaves it out")
    for command in (quality, cost):
        command.add_argument("folder", type=Path)
        add_session_arguments(command)
        command.add_argument("--json", action="store_true")
    args = parser.parse_args()
    try:
        recordings = [
            recording
            for recording in read_manifest(args.folder, tuple(CORE_LANGUAGES))
            if recording.language == args.source and args.target in recording.references
        ]
        if not recordings:
            sys.stderr.write(f"No recording of {args.source!r} in {args.folder}.\n")
            return 1
        return (
            run_quality(args, recordings)
            if args.command == "quality"
            else run_cost(args, recordings)
        )
    except EngineError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def run_quality(args: argparse.Namespace, recordings: list[Recording]) -> int:
    """Score the text of one direction."""
    chosen = [r for r in recordings if r.human or args.machine_references]
    args.voice = "none"
    with build_interpreter(args) as interpreter:
        session = interpreter.session(session_config(args))
        result = measure_quality(session, chosen, args.target)
    if args.json:
        sys.stdout.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
        return 0
    if args.show:
        for recording, hypothesis in zip(chosen, result.hypotheses, strict=True):
            reference = recording.references[args.target]
            sys.stdout.write(f"{recording.path.name}\n  = {reference}\n  > {hypothesis}\n")
    sys.stdout.write(
        f"{args.source}->{args.target} {result.recordings} recordings, {result.audio_s:.0f} s: "
        f"BLEU {result.bleu:.1f}, chrF {result.chrf:.1f}, lag {result.ideal_lag_s:.2f} s ideal, "
        f"{result.real_lag_s:.2f} s with computing, {result.real_time_factor:.2f} of real time\n"
    )
    return 0


def run_cost(args: argparse.Namespace, recordings: list[Recording]) -> int:
    """Measure the time and memory of one direction, with and without a voice."""
    rows: dict[str, float] = {}
    with build_interpreter(args) as interpreter:
        for name, voice in (("text", "none"), ("text and speech", None)):
            args.voice = voice
            config = session_config(args)
            session, rows[f"{name}: ready, s"] = ready_s(interpreter, config)
            factor, lag_s, spoken = median_factor(session, recordings, repeats=args.repeats)
            rows[f"{name}: share of real time"] = factor
            rows[f"{name}: lag of captions, s"] = lag_s
            rows[f"{name}: speech a second"] = spoken
            rows[f"{name}: peak memory, MB"] = peak_memory_mb()
        for length_s in (60, args.long) if args.long else ():
            growth = measure_growth(session, recordings, length_s=length_s)
            rows[f"{length_s} s: share of real time"] = growth.real_time_factor
            rows[f"{length_s} s: of its first minute"] = growth.first_minute_factor
            rows[f"{length_s} s: of its last minute"] = growth.last_minute_factor
            rows[f"{length_s} s: peak memory, MB"] = growth.peak_mb
    if args.json:
        sys.stdout.write(json.dumps(rows) + "\n")
    else:
        for name, value in rows.items():
            sys.stdout.write(f"{name:<40}{value:10.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
