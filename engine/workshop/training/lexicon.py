"""Starts the pieces of a new language from the parent's pieces that mean the same.

A parent reads Portuguese or English and knows much that no pairs of ours touch. A French piece
that starts as the mean of the parent's pieces of its letters says nothing to it; one that starts as
the piece of its Portuguese translation says everything but the grammar. Which pieces correspond is
counted in sentence pairs and dictionaries with IBM Model 1 (Brown et al. 1993, J93-2003), run in
both directions: a score is the geometric mean of p(target | source) and p(source | target), which
rare words cannot all claim.

Portuguese comes first, where it is known: its order of words is that which the parent learnt with
its pieces. English serves otherwise: the parent from Portuguese passes English on as it is.
"""

import gzip
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import sentencepiece

from engine.arrays import Float32, Int64
from engine.mt.marian.marks import MARKS
from engine.workshop.training.apertium import modes_to_portuguese, translate_what_is_known
from engine.workshop.training.corpus import Pair, normalised, read_pairs

_LOG = logging.getLogger(__name__)

_N_ROUNDS: Final = 4
_LONGEST_PIECES: Final = 30
_LEAST_COUNT: Final = 0.9
_NEXT_BEST: Final = 0.5
"""Share of the best score from which a piece has a part in the row."""

LEAST_SCORES: Final = (0.15, 0.2)
"""Of Portuguese, of English: below, no piece is surely the same."""

_N_BEST: Final = 4
_DICTIONARY_REPEATS: Final = 2
_THREE_LETTERS: Final[Mapping[str, str]] = {"fr": "fra", "de": "deu", "es": "spa", "en": "eng"}
_HEADWORD: Final = re.compile(r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?) (?:/.*)?(?:<[^>]*>|/)")
_ASIDE: Final = re.compile(r"<[^>]*>|\([^)]*\)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LEAST_WORD_CHARS: Final = 4

Float64Array = npt.NDArray[np.float64]
PiecePair = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Which of the parent's pieces a piece corresponds to.

    Attributes:
        best: piece to up to four of the parent's, best first, each with its score from 0 to 1.
    """

    best: Mapping[int, Sequence[tuple[int, float]]]

    @classmethod
    def counted(cls, pairs: Sequence[PiecePair], *, n_pieces: int, n_parent: int) -> Self:
        """Count in pairs of sentences, as pieces of the new language and of the parent.

        Args:
            pairs: ids of both sides.
            n_pieces: size of the new vocabulary.
            n_parent: size of the parent's.
        """
        if not pairs:
            return cls(best={})
        keys, shares, counts = _model_1(pairs, n_pieces, n_parent)
        swapped = [(theirs, ours) for ours, theirs in pairs]
        back_keys, back_shares, _ = _model_1(swapped, n_parent, n_pieces)
        # The keys of both hold the same combinations, each in the order of its own first side.
        as_ours = (back_keys % n_pieces) * n_parent + back_keys // n_pieces
        scores = np.sqrt(shares * back_shares[np.argsort(as_ours)])
        ours, theirs = keys // n_parent, keys % n_parent
        best: dict[int, list[tuple[int, float]]] = {}
        for place in np.lexsort((-scores, ours)):
            found = best.setdefault(int(ours[place]), [])
            if len(found) < _N_BEST and counts[place] >= _LEAST_COUNT:
                found.append((int(theirs[place]), float(scores[place])))
        return cls(best=best)


def _model_1(
    pairs: Sequence[PiecePair], n_source: int, n_target: int
) -> tuple[Int64, Float64Array, Float64Array]:
    """Combinations, sorted, as source * n_target + target; p(target | source); counts."""
    keys: list[Int64] = []
    groups: list[Int64] = []
    n_groups = 0
    for source, target in pairs:
        read, written = np.asarray(source, np.int64), np.asarray(target, np.int64)
        keys.append(np.repeat(read, len(written)) * n_target + np.tile(written, len(read)))
        groups.append(np.tile(np.arange(n_groups, n_groups + len(written)), len(read)))
        n_groups += len(written)
    found, places = np.unique(np.concatenate(keys), return_inverse=True)
    group = np.concatenate(groups)
    sources = found // n_target
    shares: Float64Array = np.ones(len(found))
    counts: Float64Array = shares
    for _ in range(_N_ROUNDS):
        weights = shares[places]
        weights /= np.bincount(group, weights, minlength=n_groups)[group]
        counts = np.bincount(places, weights, minlength=len(found)).astype(np.float64)
        shares = counts / np.bincount(sources, counts, minlength=n_source)[sources]
    return found, shares, counts


def rows_by_meaning(
    started: Float32,
    lexicons: Sequence[Lexicon],
    rows: Float32,
    *,
    pieces: sentencepiece.SentencePieceProcessor,
) -> Float32:
    """Starting rows of a vocabulary, the first lexicon that knows a piece deciding.

    Args:
        started: rows by the letters, which what no lexicon knows keeps, each with its bias behind
            it, [pieces, d + 1].
        lexicons: as many as `LEAST_SCORES`.
        rows: of the parent's pieces, [parent pieces, d + 1].
        pieces: the vocabulary.
    """
    result = started.copy()
    norms = np.linalg.norm(rows[:, :-1], axis=1)
    n_by = [0] * len(lexicons)
    for index in range(len(started)):
        piece = pieces.id_to_piece(index)
        if piece in MARKS or not any(character.isalpha() for character in piece):
            continue
        for place, (lexicon, least) in enumerate(zip(lexicons, LEAST_SCORES, strict=True)):
            known = lexicon.best.get(index, ())
            if known and known[0][1] >= least:
                used = [item for item in known if item[1] >= _NEXT_BEST * known[0][1]]
                ids = [theirs for theirs, _ in used]
                weights = np.array([score for _, score in used], np.float32)
                weights /= weights.sum()
                row = weights @ rows[ids]
                # A mean is shorter than what it is the mean of.
                row[:-1] *= weights @ norms[ids] / max(np.linalg.norm(row[:-1]), 1e-6)
                result[index] = row
                n_by[place] += 1
                break
    _LOG.info("%d pieces start by meaning, of %d", sum(n_by), len(started))
    return result


def portuguese_by_english(pairs: Iterable[Pair], corpus: Path) -> Iterator[tuple[str, str]]:
    """Sentences of another language with the Portuguese of the same English."""
    paths = (
        corpus / "pt.tsv.gz",
        *sorted((corpus / "more").glob("*.pt.tsv.gz")),
        *sorted((corpus / "long").glob("*.pt.tsv.gz")),
    )
    portuguese: dict[str, str] = {}
    for path in paths:
        if path.exists():
            for pair in read_pairs(path):
                portuguese.setdefault(normalised(pair.english), pair.foreign)
    for pair in pairs:
        translated = portuguese.get(normalised(pair.english))
        if translated is not None:
            yield pair.foreign, translated


def words_of_dictionary(packages: Path, language: str, target: str) -> Iterator[tuple[str, str]]:
    """Single words of a FreeDict dictionary (Debian: dict-freedict-fra-por) with the first meaning.

    Args:
        packages: folder below which it is unpacked; without it nothing comes.
        language: of the words.
        target: of the meanings, `por` or `eng`.
    """
    name = f"freedict-{_THREE_LETTERS[language]}-{target}.dict.dz"
    for path in sorted(packages.rglob(name)):
        word = ""
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            head = _HEADWORD.fullmatch(line)
            if head is not None:
                word = head["word"]
            elif word and line and not line.startswith((" ", "[")):
                meaning = _ASIDE.sub("", line).split(",")[0].strip()
                if _WORD.fullmatch(meaning):
                    yield word, meaning
                word = ""


def words_of_apertium(pairs: Iterable[Pair], language: str) -> Iterator[tuple[str, str]]:
    """The forms of words that the pairs have, in Portuguese; nothing where Apertium is missing."""
    modes = modes_to_portuguese(language)
    if not modes:
        return
    words = sorted(
        {
            word
            for pair in pairs
            for word in _WORD.findall(pair.foreign)
            if word.islower() and len(word) >= _LEAST_WORD_CHARS
        }
    )
    translated = translate_what_is_known([f"{word}." for word in words], modes)
    for word, (text, unknown) in zip(words, translated, strict=True):
        meaning = text.rstrip(".").lower()
        if not unknown and _WORD.fullmatch(meaning):
            yield word, meaning


def lexicons_for(
    pairs: Sequence[Pair],
    language: str,
    *,
    corpus: Path,
    packages: Path | None,
    pieces: sentencepiece.SentencePieceProcessor,
    parent: sentencepiece.SentencePieceProcessor,
) -> tuple[Lexicon, Lexicon]:
    """Into Portuguese and into English.

    Args:
        pairs: of the language with English.
        language: the one that is not English.
        corpus: folder of the sentence pairs.
        packages: folder of unpacked dictionaries, if any.
        pieces: the vocabulary of the language.
        parent: the parent's vocabulary.
    """
    into_portuguese = [
        *portuguese_by_english(pairs, corpus),
        *_DICTIONARY_REPEATS * list(words_of_apertium(pairs, language)),
    ]
    into_english = [(pair.foreign, pair.english) for pair in pairs]
    if packages is not None:
        for texts, target in ((into_portuguese, "por"), (into_english, "eng")):
            words = list(words_of_dictionary(packages, language, target))
            texts.extend(_DICTIONARY_REPEATS * words)

    def counted(texts: Sequence[tuple[str, str]]) -> Lexicon:
        ours = pieces.encode([text for text, _ in texts])
        theirs = parent.encode([text for _, text in texts])
        usable = [
            (read, written)
            for read, written in zip(ours, theirs, strict=True)
            if 0 < len(read) <= _LONGEST_PIECES and 0 < len(written) <= _LONGEST_PIECES
        ]
        _LOG.info("counting in %d pairs", len(usable))
        return Lexicon.counted(
            usable, n_pieces=pieces.get_piece_size(), n_parent=parent.get_piece_size()
        )

    return counted(into_portuguese), counted(into_english)
