"""Collect, prepare, train, evaluate, export, record and gate one direction, one command each."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from engine.errors import EngineError
from engine.onnx import Runtime
from engine.packs.convert.marian_file import read_marian_binary
from engine.workshop import WorkshopError
from engine.workshop.training.collect import collect
from engine.workshop.training.corpus import Pair, read_pairs, read_split
from engine.workshop.training.decode import score_student
from engine.workshop.training.directions import Direction, Workspace
from engine.workshop.training.export import export_student, load_student
from engine.workshop.training.gate import run_gate
from engine.workshop.training.gpu_pack import write_gpu_pack
from engine.workshop.training.lexicon import lexicons_for, rows_by_meaning
from engine.workshop.training.model import Student
from engine.workshop.training.prepare import DEFAULT_EPOCHS, Recipe, prepare, vocabularies
from engine.workshop.training.teacher import into_portuguese
from engine.workshop.training.trainer import DEFAULT_SCHEDULE, Schedule, Trainer
from engine.workshop.training.vocabulary import load_pieces, parent_vocabulary_path
from engine.workshop.training.warm_start import (
    empty_student,
    go_on_from,
    parent_rows,
    read_parent,
    rows_by_text,
    warm_start,
)

_ALLOCATOR_SETTING: Final = "GLIBC_TUNABLES"
_ALLOCATOR_VALUE: Final = (
    "glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=17179869184"
)
_N_REPLICAS: Final = 2
_DEV_SETS: Final = ("everyday-dev", "long-dev")


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="python -m engine.workshop.training",
        description="Train text translation students on sentence pairs.",
    )
    parser.add_argument(
        "command",
        choices=tuple(_COMMANDS),
        help="what to do",
    )
    parser.add_argument("--direction", required=True, type=Direction.parse, help="en-es, fr-en, …")
    parser.add_argument(
        "--workspace", required=True, type=Path, help="folder for everything that is written"
    )
    parser.add_argument(
        "--packages",
        type=Path,
        help="folder of unpacked Debian and npm packages, for collect and lexicon",
    )
    parser.add_argument("--corpus", type=Path, help="folder of the sentence pairs")
    parser.add_argument(
        "--speech-manifest", type=Path, help="TSV of recordings whose texts are for scoring only"
    )
    parser.add_argument(
        "--parents",
        type=Path,
        help="folder of the published students (default: WORKSPACE/parents)",
    )
    parser.add_argument(
        "--extra", type=Path, nargs="*", default=[], help="more TSV files to train on"
    )
    parser.add_argument(
        "--student",
        type=Path,
        help="folder of an exported student to go on from (prepare: its vocabularies and marks)",
    )
    parser.add_argument("--run", default="", help="name of the training, to keep several")
    parser.add_argument(
        "--epochs", type=int, default=DEFAULT_EPOCHS, help="passes to prepare (%(default)s)"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a field of the training's schedule, for instance peak_rate=5e-4",
    )
    parser.add_argument(
        "--finish",
        action="store_true",
        help="let the learning rate fall to nothing from the checkpoint on, then stop",
    )
    parser.add_argument(
        "--weights",
        choices=("best", "average"),
        default="best",
        help="which weights to evaluate or export (default: %(default)s)",
    )
    parser.add_argument("--gpu-pack", type=Path, help="ZIP for one_gpu.py, for pack")
    parser.add_argument(
        "--parts", type=Path, help="folder of a model in parts by one_gpu.py, for export"
    )
    parser.add_argument("--pack", type=Path, help="folder of the installed pack")
    parser.add_argument("--files", type=Path, help="folder for the files that a pack is made from")
    parser.add_argument(
        "--speech", type=Path, help="folder of recordings with a manifest, for record"
    )
    parser.add_argument("--models", type=Path, help="folder of installed packs, for record")
    parser.add_argument(
        "--recordings", type=Path, help="JSON Lines that record writes and the gate reads"
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it did what was asked (for `gate`: the student passed), 1 otherwise.
    """
    args = build_parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    args.parents = args.parents or args.workspace / "parents"
    args.workspace = Workspace(args.workspace)
    try:
        return _COMMANDS[args.command](args)
    except (EngineError, WorkshopError) as error:
        print(f"training: {error}", file=sys.stderr)  # noqa: T201
        return 1


def schedule_with(settings: Sequence[str], *, start: Schedule = DEFAULT_SCHEDULE) -> Schedule:
    """A schedule with `name=value` changes.

    Raises:
        ValueError: a name is unknown or a value does not fit.
    """
    changes: dict[str, Any] = {}
    for setting in settings:
        name, _, text = setting.partition("=")
        if name not in asdict(start):
            raise ValueError(f"{name!r} is not one of {', '.join(asdict(start))}.")
        convert = float if isinstance(getattr(start, name), float) else int
        changes[name] = convert(text)
    return replace(start, **changes)


def _collect(args: argparse.Namespace) -> int:
    torch.set_num_threads(2)
    written = collect(
        args.workspace,
        args.direction.foreign,
        packages=_required(args.packages, "--packages"),
        teacher=lambda english: into_portuguese(english, args.parents),
    )
    for path in written:
        print(path)  # noqa: T201
    return 0


def _prepare(args: argparse.Namespace) -> int:
    prepare(args.workspace, args.direction, _recipe(args))
    return 0


def _recipe(args: argparse.Namespace) -> Recipe:
    return Recipe(
        corpus=_required(args.corpus, "--corpus"),
        speech_manifest=args.speech_manifest,
        parents=args.parents,
        extra=tuple(args.extra),
        student=args.student,
        n_epochs=args.epochs,
    )


def _lexicon(args: argparse.Namespace) -> int:
    workspace: Workspace = args.workspace
    direction: Direction = args.direction
    source_pieces, target_pieces = vocabularies(workspace, direction)
    pieces = target_pieces if direction.source == "en" else source_pieces
    parent = read_parent(args.parents, direction)
    parent_pieces = load_pieces(parent_vocabulary_path(args.parents, direction))
    lexicons = lexicons_for(
        read_split(workspace.splits(direction.foreign) / "train.tsv"),
        direction.foreign,
        corpus=_required(args.corpus, "--corpus"),
        packages=args.packages,
        pieces=pieces,
        parent=parent_pieces,
    )
    rows = rows_by_meaning(
        rows_by_text(pieces, parent, parent_pieces), lexicons, parent_rows(parent), pieces=pieces
    )
    path = workspace.foreign_rows(direction)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, rows)
    return 0


def _pack(args: argparse.Namespace) -> int:
    workspace: Workspace = args.workspace
    direction: Direction = args.direction
    path = _required(args.gpu_pack, "--gpu-pack")
    size = write_gpu_pack(
        path,
        _started(args),
        shard_paths=sorted(workspace.shards(direction).glob("epoch-*.npz"))[: args.epochs],
        dev_sets=_dev_sets(workspace, direction),
        pieces=vocabularies(workspace, direction),
        reads_english=direction.source == "en",
        config=read_parent(args.parents, direction).config,
    )
    print(f"{path}: {size / 1e6:.1f} MB")  # noqa: T201
    return 0


def _started(args: argparse.Namespace) -> Student:
    """A student before its first step."""
    workspace, direction = args.workspace, args.direction
    source_pieces, target_pieces = vocabularies(workspace, direction)
    student = empty_student(source_pieces, target_pieces)
    warm_start(
        student,
        read_parent(args.parents, direction),
        parent_pieces=load_pieces(parent_vocabulary_path(args.parents, direction)),
        source_pieces=source_pieces,
        target_pieces=target_pieces,
        foreign_rows=workspace.foreign_rows(direction),
        reads_english=direction.source == "en",
    )
    if args.student is not None:
        go_on_from(student, read_marian_binary(args.student / "model.bin"))
    return student


def _dev_sets(workspace: Workspace, direction: Direction) -> dict[str, list[Pair]]:
    folder = workspace.splits(direction.foreign)
    return {name: read_split(folder / f"{name}.tsv") for name in _DEV_SETS}


def _train(args: argparse.Namespace) -> int:
    _with_roomy_allocator()
    torch.set_num_threads(1)
    workspace: Workspace = args.workspace
    direction: Direction = args.direction
    source_pieces, target_pieces = vocabularies(workspace, direction)
    folder = workspace.run(direction, args.run)
    folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(
        replicas=[_started(args) for _ in range(_N_REPLICAS)],
        twin=_started(args),
        schedule=schedule_with(args.set),
        shard_paths=sorted(workspace.shards(direction).glob("epoch-*.npz")),
        dev_sets=_dev_sets(workspace, direction),
        source_pieces=source_pieces,
        target_pieces=target_pieces,
        reads_english=direction.source == "en",
        folder=folder,
    )
    trainer.resume()
    if args.finish:
        trainer.finish()
    workspace.pid_file.write_text(f"{os.getpid()}\n", encoding="utf-8")
    try:
        trainer.run()
    finally:
        workspace.pid_file.unlink(missing_ok=True)
    return 0


def _evaluate(args: argparse.Namespace) -> int:
    corpus = _required(args.corpus, "--corpus")
    workspace, direction = args.workspace, args.direction
    student = load_student(workspace, direction, run=args.run, weights=args.weights)
    splits = workspace.splits(direction.foreign)
    sets = {
        "everyday test": list(read_pairs(corpus / "test" / f"{direction.foreign}.tsv")),
        "long test": read_split(splits / "long-test.tsv"),
    }
    source_pieces, target_pieces = vocabularies(workspace, direction)
    scores, seconds = score_student(
        student,
        sets,
        reads_english=direction.source == "en",
        source_pieces=source_pieces,
        target_pieces=target_pieces,
    )
    rows = {name: asdict(score) for name, score in scores.items()}
    print(json.dumps({**rows, "seconds": round(seconds, 1)}, indent=1))  # noqa: T201
    return 0


def _export(args: argparse.Namespace) -> int:
    export_student(
        args.workspace,
        args.direction,
        run=args.run,
        weights=args.weights,
        parents=args.parents,
        folder=_required(args.pack, "--pack"),
        files=_required(args.files, "--files"),
        parts=args.parts,
    )
    return 0


def _record(args: argparse.Namespace) -> int:
    from engine.workshop.training.record import record  # noqa: PLC0415 - loads the whole product

    record(
        _required(args.recordings, "--recordings"),
        speech=_required(args.speech, "--speech"),
        models=_required(args.models, "--models"),
        sources=(args.direction.source,),
        threads=2,
    )
    return 0


def _gate(args: argparse.Namespace) -> int:
    result = run_gate(
        args.workspace,
        args.direction,
        pack=_required(args.pack, "--pack"),
        corpus=_required(args.corpus, "--corpus"),
        runtime=Runtime(threads=2),
        recordings=args.recordings,
    )
    print(json.dumps(result.as_json(), indent=1, ensure_ascii=False))  # noqa: T201
    return 1 if result.failures else 0


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "collect": _collect,
    "prepare": _prepare,
    "lexicon": _lexicon,
    "pack": _pack,
    "train": _train,
    "evaluate": _evaluate,
    "export": _export,
    "record": _record,
    "gate": _gate,
}


def _required(path: Path | None, option: str) -> Path:
    if path is None:
        raise WorkshopError(f"This command needs {option}; give it.")
    return path


def _with_roomy_allocator() -> None:
    """Start this command again with an allocator that keeps large blocks.

    By default glibc returns every large block to the system when it is freed, and a training step
    then spends a third of its time having fresh pages zeroed. The setting is read at start only.
    """
    if sys.platform == "linux" and _ALLOCATOR_SETTING not in os.environ:
        os.environ[_ALLOCATOR_SETTING] = _ALLOCATOR_VALUE
        os.execv(sys.executable, [sys.executable, "-m", "engine.workshop.training", *sys.argv[1:]])  # noqa: S606
