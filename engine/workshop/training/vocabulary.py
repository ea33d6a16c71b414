"""Trains the pieces of a language and starts their embeddings from a parent's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from engine.arrays import Float32
from engine.mt.marian.marks import MARKS, NAME_MARKS, NUMBER_MARKS
from engine.workshop import WorkshopError
from engine.workshop.training.directions import Direction

N_PIECES: Final = 8000
END_ID: Final = 0
"""`</s>` in every Marian vocabulary; also what pads a batch."""

UNKNOWN_ID: Final = 1

_WORD_START: Final = "\u2581"

# Every letter that the five languages write, so that none is ever unknown, plus common signs.
_REQUIRED: Final = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "àâäáãçéèêëíìîïñóòôöõøúùûüýÿæœßåÀÂÄÁÃÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝÆŒÅčćšžřěłńśźżğışČŠŽŁ"
    ".,;:!?¿¡'\"()[]-\u2013\u2014…/%&+*=#@$€£°«»„“”\u2018\u2019_"
)


_CARRIERS: Final = dict(
    zip(
        (*NAME_MARKS, *NUMBER_MARKS),
        (
            *("Tom", "John", "David", "Paul", "Peter", "Robert", "Michael", "James", "Boston"),
            *("Chicago", "Texas", "Oxford", "1995", "2000", "1998", "2005", "1990", "2008"),
        ),
        strict=True,
    )
)
"""A name or a number that the parents know whole, whose embedding each mark starts from."""


def parent_vocabulary_path(parents: Path, direction: Direction) -> Path:
    """The vocabulary, shared by both its languages, of the parent student of a direction.

    Args:
        parents: folder that holds the published `vocab.*.spm` somewhere.
        direction: what is trained.

    Raises:
        WorkshopError: the folder does not hold exactly one such file.
    """
    return published_file(parents, f"vocab.{direction.parent.replace('-', '')}.spm")


def published_file(parents: Path, pattern: str) -> Path:
    """The one file of a name anywhere below a folder.

    Raises:
        WorkshopError: there is none, or more than one.
    """
    found = sorted(parents.glob(f"**/{pattern}"))
    if len(found) != 1:
        raise WorkshopError(
            f"{parents} holds {len(found)} files {pattern}, not one; unpack the published "
            "students there."
        )
    return found[0]


def write_english_pieces(parent: Path, path: Path, *, texts: Sequence[str] | None = None) -> None:
    """Copy a parent's vocabulary so that it cuts numbers into single digits.

    A published student knows some numbers whole, some with the sign before them, and cuts others
    anywhere, which makes copying an unseen one a matter of luck.

    Args:
        parent: a `.spm` file.
        path: where the copy goes.
        texts: when given, only pieces that occur in these more than once are kept, and single
            characters: half a parent's pieces are of its other language, and the output layer is
            the dearest part of a step. When None all pieces keep their ids.
    """
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    model.ParseFromString(parent.read_bytes())
    kinds = sentencepiece_model_pb2.ModelProto.SentencePiece.Type  # type: ignore[attr-defined]
    for piece in model.pieces:
        text = piece.piece.removeprefix(_WORD_START)
        if len(text) > 1 and any(character.isdigit() for character in text):
            piece.type = kinds.UNUSED
    if texts is not None:
        whole = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
        counts = Counter(i for ids in whole.encode(list(texts), num_threads=2) for i in ids)
        kept = [
            piece
            for index, piece in enumerate(model.pieces)
            if piece.type not in (kinds.NORMAL, kinds.UNUSED)
            or (
                piece.type == kinds.NORMAL
                and (counts[index] > 1 or len(piece.piece.removeprefix(_WORD_START)) <= 1)
            )
        ]
        del model.pieces[:]
        model.pieces.extend(kept)
        model.trainer_spec.vocab_size = len(kept)
    _add_marks(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(model.SerializeToString())
    partial.replace(path)


def load_pieces(path: Path) -> sentencepiece.SentencePieceProcessor:
    """Open a `.spm` file."""
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def train_pieces(sentences: Iterable[str], path: Path, *, n_pieces: int = N_PIECES) -> None:
    """Train a unigram SentencePiece model with Marian's special ids.

    Digits are pieces of their own, so that a number is copied digit by digit.

    Args:
        sentences: text of one language.
        path: where the `.spm` goes.
        n_pieces: size of the vocabulary.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences),
            model_writer=model,
            model_type="unigram",
            vocab_size=n_pieces,
            eos_id=END_ID,
            unk_id=UNKNOWN_ID,
            bos_id=-1,
            pad_id=-1,
            character_coverage=0.9999,
            required_chars=_REQUIRED,
            split_digits=True,
            num_threads=2,
            minloglevel=2,
        )
    trained = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    trained.ParseFromString(partial.read_bytes())
    _add_marks(trained)
    partial.write_bytes(trained.SerializeToString())
    partial.replace(path)


def _add_marks(model: sentencepiece_model_pb2.ModelProto) -> None:  # type: ignore[name-defined]
    """Turn pieces that are never or hardly ever used into the marks, so that all ids stay."""
    kinds = sentencepiece_model_pb2.ModelProto.SentencePiece.Type  # type: ignore[attr-defined]
    unused = [piece for piece in model.pieces if piece.type == kinds.UNUSED]
    rare = sorted(
        (piece for piece in model.pieces if piece.type == kinds.NORMAL and len(piece.piece) > 1),
        key=lambda piece: piece.score,
    )
    there = {piece.piece for piece in model.pieces}
    missing = [mark for mark in MARKS if mark not in there]
    for piece, mark in zip((*unused, *rare), missing, strict=False):
        piece.piece, piece.type, piece.score = mark, kinds.USER_DEFINED, 0.0


def pieces_from_parent(
    pieces: sentencepiece.SentencePieceProcessor,
    parent: sentencepiece.SentencePieceProcessor,
    rows: Float32,
) -> Float32:
    """A starting row for every new piece: the mean of the rows of the parent's pieces of it.

    Args:
        pieces: the new vocabulary.
        parent: the parent's vocabulary.
        rows: one row for each of the parent's pieces, [parent pieces, d]; or [parent pieces, 1].

    Returns:
        [new pieces, d].
    """
    started = np.empty((pieces.get_piece_size(), rows.shape[1]), np.float32)
    chooser = np.random.default_rng(0)
    for index in range(len(started)):
        piece = pieces.id_to_piece(index)
        row = rows[_parent_ids(piece, index, parent)].mean(axis=0)
        if piece in _CARRIERS and len(row) > 1:
            # Half the carrier, so that it reads like a name, and half its own, so that it is no
            # other one: a mark with the carrier's row is taken for the carrier itself.
            own = chooser.standard_normal(len(row)).astype(np.float32)
            row = 0.5 * row + own * (np.linalg.norm(row) / np.linalg.norm(own))
        started[index] = row
    return started


def _parent_ids(
    piece: str, index: int, parent: sentencepiece.SentencePieceProcessor
) -> Sequence[int]:
    if index in (END_ID, UNKNOWN_ID):
        return [index]
    piece = _WORD_START + _CARRIERS[piece] if piece in _CARRIERS else piece
    whole = parent.piece_to_id(piece)
    if whole != UNKNOWN_ID:
        return [whole]
    text = piece.replace(_WORD_START, " ").strip()
    ids: list[int] = parent.encode(text) if text else []
    if ids and not piece.startswith(_WORD_START):
        # The parent's segmentation starts a word; inside one, the bare pieces are the right ones.
        bare = [parent.piece_to_id(parent.id_to_piece(i).removeprefix(_WORD_START)) for i in ids]
        ids = [
            bare_id if bare_id != UNKNOWN_ID else i for bare_id, i in zip(bare, ids, strict=True)
        ]
    return [i for i in ids if i != UNKNOWN_ID] or [UNKNOWN_ID]
