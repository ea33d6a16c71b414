"""Builds a student of a new direction from a published one."""

from pathlib import Path

import numpy as np
import sentencepiece
import torch

from engine.arrays import Float32
from engine.packs.convert.marian_file import MarianWeights, read_marian_binary
from engine.workshop import WorkshopError
from engine.workshop.training.directions import Direction
from engine.workshop.training.model import Student, StudentShape
from engine.workshop.training.vocabulary import pieces_from_parent, published_file
from engine.workshop.training.weights import load_layers


def read_parent(parents: Path, direction: Direction) -> MarianWeights:
    """The weights of the parent student of a direction.

    Args:
        parents: folder that holds the published `model.*.bin` somewhere.
        direction: what will be trained.
    """
    code = direction.parent.replace("-", "")
    return read_marian_binary(published_file(parents, f"model.{code}.*.bin"))


def empty_student(
    source_pieces: sentencepiece.SentencePieceProcessor,
    target_pieces: sentencepiece.SentencePieceProcessor,
) -> Student:
    """A bfloat16 student with the sizes that the vocabularies ask for."""
    shape = StudentShape(
        n_source_pieces=source_pieces.get_piece_size(),
        n_target_pieces=target_pieces.get_piece_size(),
    )
    return Student(shape).to(torch.bfloat16)


@torch.no_grad()
def warm_start(
    student: Student,
    parent: MarianWeights,
    *,
    parent_pieces: sentencepiece.SentencePieceProcessor,
    source_pieces: sentencepiece.SentencePieceProcessor,
    target_pieces: sentencepiece.SentencePieceProcessor,
    foreign_rows: Path | None = None,
    reads_english: bool = False,
) -> None:
    """Copy the parent's layers; start each embedding from the parent's rows of the same text.

    Args:
        student: gets the weights.
        parent: a student with one vocabulary for both sides.
        parent_pieces: that vocabulary.
        source_pieces: the new student's source vocabulary.
        target_pieces: the new student's target vocabulary.
        foreign_rows: file of better rows for the language that is not English, each with its bias
            behind it, [pieces, d + 1]; they are used if it exists, see `lexicon.py`.
        reads_english: whether that language is the target.
    """
    load_layers(student, parent.tensors)
    source = rows_by_text(source_pieces, parent, parent_pieces)
    target = rows_by_text(target_pieces, parent, parent_pieces)
    if foreign_rows is not None and foreign_rows.exists():
        better: Float32 = np.load(foreign_rows)
        source, target = (source, better) if reads_english else (better, target)
    student.source_embedding.weight.copy_(torch.from_numpy(source[:, :-1]))
    student.target_embedding.weight.copy_(torch.from_numpy(target[:, :-1]))
    student.output_bias.copy_(torch.from_numpy(target[:, -1]))


def parent_rows(parent: MarianWeights) -> Float32:
    """A parent's embedding, and the bias of its output layer behind it, [pieces, d + 1]."""
    bias = parent.tensors["decoder_ff_logit_out_b"].reshape(-1, 1)
    return np.concatenate([parent.tensors["Wemb"], bias], axis=1)


def rows_by_text(
    pieces: sentencepiece.SentencePieceProcessor,
    parent: MarianWeights,
    parent_pieces: sentencepiece.SentencePieceProcessor,
) -> Float32:
    """Starting rows of a vocabulary by the texts of its pieces, [pieces, d + 1]."""
    rows = parent_rows(parent)
    tables = (rows[:, :-1], rows[:, -1:])
    return np.concatenate([pieces_from_parent(pieces, parent_pieces, t) for t in tables], axis=1)


@torch.no_grad()
def go_on_from(student: Student, weights: MarianWeights) -> None:
    """Take all weights from a student that was exported before.

    Args:
        student: gets the weights; of the same vocabularies.
        weights: what `export` wrote.

    Raises:
        WorkshopError: the vocabularies are of other sizes.
    """
    load_layers(student, weights.tensors)
    embeddings = {
        "encoder_Wemb": student.source_embedding.weight,
        "decoder_Wemb": student.target_embedding.weight,
    }
    for name, place in embeddings.items():
        rows = torch.from_numpy(weights.tensors[name])
        if rows.shape != place.shape:
            raise WorkshopError(
                f"The student to go on from has {len(rows)} pieces in {name}, the one to train "
                f"{len(place)}; prepare with the same --student."
            )
        place.copy_(rows)
    student.output_bias.copy_(
        torch.from_numpy(weights.tensors["decoder_ff_logit_out_b"].reshape(-1))
    )
