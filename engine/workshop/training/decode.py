"""Translates lists of sentences with a `Student`, for scoring."""

import time
from collections.abc import Mapping, Sequence
from typing import Final

import sentencepiece
import torch
from torch import Tensor

from engine.workshop.training.corpus import Pair
from engine.workshop.training.model import Student
from engine.workshop.training.scores import Score, score_texts
from engine.workshop.training.vocabulary import END_ID

_BATCH_TOKENS: Final = 3000
_MAX_LENGTH_FACTOR: Final = 2.5
_MAX_EXTRA_TOKENS: Final = 10


def source_mask(lengths: Tensor, n_source: int) -> Tensor | None:
    """True where a source position is real, [batch, 1, 1, S]; None when every one is."""
    if int(lengths.min()) == n_source:
        return None
    return (torch.arange(n_source) < lengths.unsqueeze(1))[:, None, None, :]


def translate(
    student: Student,
    sentences: Sequence[str],
    *,
    source_pieces: sentencepiece.SentencePieceProcessor,
    target_pieces: sentencepiece.SentencePieceProcessor,
) -> list[str]:
    """Translate each sentence greedily.

    Args:
        student: the network.
        sentences: source texts.
        source_pieces: vocabulary of the source.
        target_pieces: vocabulary of the target.

    Returns:
        One text a sentence, in their order.
    """
    ids: list[list[int]] = source_pieces.encode(list(sentences), add_eos=True)
    order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
    texts = [""] * len(ids)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and (end + 1 - start) * len(ids[order[end]]) <= _BATCH_TOKENS:
            end += 1
        rows = order[start:end]
        lengths = torch.tensor([len(ids[index]) for index in rows])
        n_source = int(lengths.max())
        source = torch.full((len(rows), n_source), END_ID)
        for row, index in enumerate(rows):
            source[row, : len(ids[index])] = torch.tensor(ids[index])
        max_tokens = int(n_source * _MAX_LENGTH_FACTOR) + _MAX_EXTRA_TOKENS
        written = student.greedy(source, source_mask(lengths, n_source), max_tokens=max_tokens)
        for row, index in enumerate(rows):
            pieces: list[int] = written[row].tolist()
            if END_ID in pieces:
                pieces = pieces[: pieces.index(END_ID)]
            texts[index] = target_pieces.decode(pieces)
        start = end
    return texts


def score_student(
    student: Student,
    sets: Mapping[str, Sequence[Pair]],
    *,
    reads_english: bool,
    source_pieces: sentencepiece.SentencePieceProcessor,
    target_pieces: sentencepiece.SentencePieceProcessor,
) -> tuple[dict[str, Score], float]:
    """Translate and score each set.

    Args:
        student: the network.
        sets: name to pairs.
        reads_english: whether the English side is the source.
        source_pieces: vocabulary of the source.
        target_pieces: vocabulary of the target.

    Returns:
        Name to score, and the seconds that translating took.
    """
    started = time.perf_counter()
    scores: dict[str, Score] = {}
    for name, pairs in sets.items():
        sources = [pair.english if reads_english else pair.foreign for pair in pairs]
        references = [pair.foreign if reads_english else pair.english for pair in pairs]
        hypotheses = translate(
            student, sources, source_pieces=source_pieces, target_pieces=target_pieces
        )
        scores[name] = score_texts(hypotheses, references)
    return scores, time.perf_counter() - started
