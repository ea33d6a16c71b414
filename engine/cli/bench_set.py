"""What the kinds of `dragoman bench` share: which recordings, into what, how models run."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.sessions import NO_VOICE, positive
from engine.languages import CORE_LANGUAGES

if TYPE_CHECKING:
    from engine.bench.recordings import Recording
    from engine.onnx import Runtime


def add_set_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says which recordings to play, into which language, and with how many threads."""
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


def chosen_recordings(
    args: argparse.Namespace, *, only_human: bool, limit: int | None
) -> "list[Recording]":
    """The recordings of the set that are asked for.

    Raises:
        BenchmarkError: there are none, or a language is unknown.
    """
    from engine.bench.recordings import BenchmarkError, read_manifest  # noqa: PLC0415 - an extra

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


def chosen_runtime(args: argparse.Namespace) -> "Runtime":
    """How models run, as the arguments say."""
    from engine.onnx import Runtime  # noqa: PLC0415

    return Runtime() if args.threads is None else Runtime(threads=args.threads)
