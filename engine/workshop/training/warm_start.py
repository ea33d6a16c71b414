"""Builds a student of a new direction from a published one."""

from pathlib import Path

import numpy as np
import sentencepiece
import torch

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
    source_rows: Path | None = None,
) -> None:
    """Copy the parent's layers; start each embedding from the parent's rows of the same text.

    Args:
        student: gets the weights.
        parent: a student with one vocabulary for both sides.
        parent_pieces: that vocabulary.
        source_pieces: the new student's source vocabulary.
        target_pieces: the new student's target vocabulary.
        source_rows: file of better rows of the source embedding, if it exists, see `lexicon.py`.
    """
    load_layers(student, parent.tensors)
    rows = parent.tensors["Wemb"]
    bias = parent.tensors["decoder_ff_logit_out_b"].reshape(-1, 1)
    if source_rows is not None and source_rows.exists():
        source = np.load(source_rows)
    else:
        source = pieces_from_parent(source_pieces, parent_pieces, rows)
    target = pieces_from_parent(target_pieces, parent_pieces, rows)
    student.source_embedding.weight.copy_(torch.from_numpy(source))
    student.target_embedding.weight.copy_(torch.from_numpy(target))
    target_bias = pieces_from_parent(target_pieces, parent_pieces, bias)
    student.output_bias.copy_(torch.from_numpy(target_bias[:, 0]))


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
