"""From sentence pairs to tokenised epochs, reproducibly."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import sentencepiece

from engine.mt.marian.marks import FILE_NAME, Marking
from engine.workshop import WorkshopError
from engine.workshop.training import augment, corpus, shards, vocabulary
from engine.workshop.training.directions import Direction, Workspace
from engine.workshop.training.marking import PieceCounter, learn_marking

_LOG = logging.getLogger(__name__)

DEFAULT_EPOCHS: Final = 6

N_SOURCE_PIECES: Final = 32_000
"""Size of a vocabulary that is only read; what is written costs a row of the softmax a piece."""

SOURCE_ALPHA: Final = 0.5
"""Sharpness of random source segmentations into English, where the source pieces are new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What goes into the epochs of one direction.

    Attributes:
        corpus: folder of the sentence pairs.
        speech_manifest: list of the recordings whose texts must not be trained on.
        parents: folder of the parents' `vocab.*.spm` and `model.*.bin`, by direction.
        extra: more TSV files for training.
        student: folder of an exported student, whose vocabularies and marks are taken.
        n_epochs: passes that are prepared; a longer training goes round.
        weights: how often a pair of a given set (file name before its language) is repeated.
        rates: how often each change is made.
    """

    corpus: Path
    speech_manifest: Path | None
    parents: Path
    extra: Sequence[Path] = ()
    student: Path | None = None
    n_epochs: int = DEFAULT_EPOCHS
    weights: Mapping[str, int] = field(
        default_factory=lambda: {
            "debian-handbook": 2,
            "gnome-user-docs": 2,
            "opensource-guide": 4,
            "renpy": 4,
            "cocoa-mt": 3,
            "mt-geneval": 3,
            "tico19-test": 3,
        }
    )
    rates: augment.NoiseRates = field(default_factory=augment.NoiseRates)


def vocabulary_paths(workspace: Workspace, direction: Direction) -> tuple[Path, Path]:
    """Source and target vocabulary: the parent's for English, our own for the other language."""
    english = workspace.english_vocabulary(direction)
    own = workspace.vocabulary(direction)
    return (english, own) if direction.source == "en" else (own, english)


def vocabularies(
    workspace: Workspace, direction: Direction
) -> tuple[sentencepiece.SentencePieceProcessor, sentencepiece.SentencePieceProcessor]:
    """Open the source and the target vocabulary.

    Raises:
        WorkshopError: the direction is not prepared.
    """
    source, target = vocabulary_paths(workspace, direction)
    for path in (source, target):
        if not path.exists():
            raise WorkshopError(f"{path} does not exist; run prepare for {direction.name} first.")
    return vocabulary.load_pieces(source), vocabulary.load_pieces(target)


def prepare(workspace: Workspace, direction: Direction, recipe: Recipe) -> None:
    """Write splits, vocabulary and epochs; what is there already is kept."""
    if recipe.student is not None:
        _take_over(workspace, direction, recipe.student)
    language = direction.foreign
    folder = workspace.splits(language)
    if not (folder / "splits.json").exists():
        splits = corpus.split_corpus(
            recipe.corpus,
            language,
            speech_manifest=recipe.speech_manifest,
            extra=recipe.extra,
        )
        corpus.write_splits(folder, splits)
        _LOG.info("%s: %d training pairs", language, len(splits.train))
    pairs = corpus.read_split(folder / "train.tsv")
    own = workspace.vocabulary(direction)
    if not own.exists():
        texts = sorted({pair.foreign for pair in pairs})
        is_source = direction.target == "en"
        vocabulary.train_pieces(
            texts, own, n_pieces=N_SOURCE_PIECES if is_source else vocabulary.N_PIECES
        )
        _LOG.info("%s: vocabulary trained", language)
    english = workspace.english_vocabulary(direction)
    if not english.exists():
        parent = vocabulary.parent_vocabulary_path(recipe.parents, direction)
        used = None if direction.source == "en" else sorted({pair.english for pair in pairs})
        vocabulary.write_english_pieces(parent, english, texts=used)
    source_pieces, target_pieces = vocabularies(workspace, direction)
    marking = _marking(workspace, direction, pairs)
    names = augment.NamePool(pairs)
    weighted = [
        pair for pair in pairs for _ in range(recipe.weights.get(pair.origin.split(".")[0], 1))
    ]
    for epoch in range(recipe.n_epochs):
        path = workspace.shards(direction) / f"epoch-{epoch:02}.npz"
        if path.exists():
            continue
        texts_of_epoch = augment.augmented_epoch(
            weighted,
            names,
            source=direction.source,
            seed=epoch,
            rates=recipe.rates,
            marking=marking,
            n_pieces=piece_counter(source_pieces),
        )
        shard = shards.tokenised(
            texts_of_epoch,
            source_pieces=source_pieces,
            target_pieces=target_pieces,
            source_alpha=None if direction.source == "en" else SOURCE_ALPHA,
        )
        shard.save(path)
        _LOG.info(
            "%s: %d pairs, %d source and %d target tokens",
            path.name,
            len(shard),
            len(shard.source),
            len(shard.target),
        )


def _take_over(workspace: Workspace, direction: Direction, student: Path) -> None:
    source, target = vocabulary_paths(workspace, direction)
    marks = workspace.marking(direction) / FILE_NAME
    for name, path in (("source.spm", source), ("target.spm", target), (FILE_NAME, marks)):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(student / name, path)


def piece_counter(pieces: sentencepiece.SentencePieceProcessor) -> PieceCounter:
    """What counts the pieces of a word."""

    def count(word: str) -> int:
        return len(pieces.encode(word))

    return count


def _marking(workspace: Workspace, direction: Direction, pairs: Sequence[corpus.Pair]) -> Marking:
    folder = workspace.marking(direction)
    known = Marking.load(folder)
    if known is None:
        folder.mkdir(parents=True, exist_ok=True)
        texts = (
            (pair.english, pair.foreign)
            if direction.source == "en"
            else (pair.foreign, pair.english)
            for pair in pairs
        )
        known = learn_marking(texts, source=direction.source)
        known.save(folder)
    return known
