"""From a training's best weights to the files of a pack and the installed pack."""

import shutil
import tempfile
from pathlib import Path

import torch

from engine.mt.marian.marks import FILE_NAME
from engine.packs.convert.table import CONVERTERS
from engine.workshop import WorkshopError
from engine.workshop.training.directions import Direction, Workspace
from engine.workshop.training.marian_file import student_weights, write_marian_binary
from engine.workshop.training.model import Student
from engine.workshop.training.prepare import vocabularies, vocabulary_paths
from engine.workshop.training.warm_start import empty_student, read_parent


def load_student(workspace: Workspace, direction: Direction, *, run: str, weights: str) -> Student:
    """A trained student.

    Args:
        workspace: where it was trained.
        direction: its direction.
        run: name of the training; empty for the plain one.
        weights: `best` (highest development score) or `average` (latest).

    Raises:
        WorkshopError: the training has no such weights yet.
    """
    path = workspace.run(direction, run) / f"{weights}.pt"
    if not path.exists():
        raise WorkshopError(f"{path} does not exist; train {direction.name} until it is scored.")
    student = empty_student(*vocabularies(workspace, direction))
    student.load_state_dict(torch.load(path, weights_only=True))
    return student


def export_student(
    workspace: Workspace,
    direction: Direction,
    *,
    run: str,
    weights: str,
    parents: Path,
    folder: Path,
    files: Path,
    parts: Path | None = None,
) -> None:
    """Write the files of a pack, and the pack that they become when it is installed.

    Args:
        workspace: where it was trained.
        direction: its direction.
        run: name of the training.
        weights: as in `load_student`.
        parents: folder of the published models.
        folder: the installed pack; made when missing, replaced when there.
        files: folder for model.bin, source.spm, target.spm and marks.json; others in it stay.
        parts: folder of the parts that `one_gpu.py` wrote, to take the weights from.

    Raises:
        WorkshopError: there are no such weights.
    """
    source, target = vocabulary_paths(workspace, direction)
    files.mkdir(parents=True, exist_ok=True)
    if parts is not None:
        join_parts(parts, files / "model.bin")
    else:
        student = load_student(workspace, direction, run=run, weights=weights)
        config = read_parent(parents, direction).config
        write_marian_binary(files / "model.bin", student_weights(student, config))
    shutil.copyfile(source, files / "source.spm")
    shutil.copyfile(target, files / "target.spm")
    shutil.copyfile(workspace.marking(direction) / FILE_NAME, files / FILE_NAME)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        pack = Path(scratch) / "pack"
        pack.mkdir()
        CONVERTERS["marian"].convert(files, pack, lambda _share: None)
        if folder.exists():
            shutil.rmtree(folder)
        pack.rename(folder)


def join_parts(parts: Path, path: Path) -> None:
    """Put a model together that `one_gpu.py` left in parts.

    Raises:
        WorkshopError: a part is missing.
    """
    found = sorted(parts.glob("model.bin.*"))
    if [part.suffix for part in found] != [f".{number:02}" for number in range(len(found))]:
        raise WorkshopError(f"{parts} lacks a part of the model; it has {len(found)}.")
    if not found:
        raise WorkshopError(f"{parts} holds no part model.bin.00; name a folder of one_gpu.py.")
    path.write_bytes(b"".join(part.read_bytes() for part in found))
