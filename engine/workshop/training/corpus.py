"""Reads the sentence pairs, keeps every scoring sentence out, and splits off the held-out sets.

A pair is left out when either of its sides, compared as lower-case letters and digits, is a side
of a scoring pair: one English sentence with two translations would otherwise leak from the tests
of X->English into its training.
"""

import csv
import gzip
import json
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.workshop.training.directions import FOREIGN_LANGUAGES

SPLIT_SEED: Final = 20_240_917
LONG_TEST_PAIRS: Final = 500
LONG_DEV_PAIRS: Final = 200
EVERYDAY_DEV_PAIRS: Final = 300
LONG_MIN_WORDS: Final = 10

_SHINGLE_WORDS: Final = 4
_NEAR_SHARE: Final = 0.4
_MAX_WORDS: Final = 70
_MAX_WORD_RATIO: Final = 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence in two languages.

    Attributes:
        english: the English side.
        foreign: the other side.
        origin: the file that it came from, without suffixes.
    """

    english: str
    foreign: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """The pairs of one language, divided for good.

    Attributes:
        train: everything that may be learnt from.
        everyday_dev: short sentences that choose the best checkpoint.
        long_dev: long sentences that choose the best checkpoint.
        long_test: long sentences, for the gate only.
        n_excluded: pairs dropped because they touch a scoring sentence.
    """

    train: list[Pair]
    everyday_dev: list[Pair]
    long_dev: list[Pair]
    long_test: list[Pair]
    n_excluded: int


def normalised(text: str) -> str:
    """NFKC, lower case, letters and digits only, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read a TSV of English TAB other language, plain or gzip, one pair a line."""
    origin = path.name.removesuffix(".gz").removesuffix(".tsv")
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    for line in content.decode("utf-8").split("\n"):
        english, tab, foreign = line.partition("\t")
        if tab:
            yield Pair(" ".join(english.split()), " ".join(foreign.split()), origin)


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as TSV with their origin as the third column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{p.english}\t{p.foreign}\t{p.origin}\n" for p in pairs)


def read_split(path: Path) -> list[Pair]:
    """Read what `write_pairs` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [Pair(*line.rstrip("\n").split("\t")) for line in lines]


def scoring_sentences(corpus: Path, speech_manifest: Path | None) -> set[str]:
    """Every sentence, in any language, that a score depends on, normalised.

    Args:
        corpus: folder with `test/`.
        speech_manifest: the TSV that lists the recordings with transcript and references.
    """
    found: set[str] = set()
    for path in sorted((corpus / "test").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update(normalised(side) for side in line.split("\t"))
    if speech_manifest is not None:
        columns = ("transcript", "en", *FOREIGN_LANGUAGES)
        with speech_manifest.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                for column in columns:
                    text = row[column] or ""
                    found.add(normalised(text))
                    found.update(normalised(part) for part in text.split(". "))
    found.discard("")
    return found


class NearDuplicates:
    """Finds pairs that share much of their wording with given sentences.

    Args:
        sentences: what must not be approached.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self._owners: dict[tuple[str, ...], set[int]] = {}
        self._n_shingles: list[int] = []
        for index, sentence in enumerate(sentences):
            shingles = _shingles(sentence)
            self._n_shingles.append(len(shingles))
            for shingle in shingles:
                self._owners.setdefault(shingle, set()).add(index)

    def match(self, sentence: str) -> bool:
        """Whether two fifths of a given sentence's word runs, or of its own, are shared."""
        shingles = _shingles(sentence)
        shared: dict[int, int] = {}
        for shingle in shingles:
            for owner in self._owners.get(shingle, ()):
                shared[owner] = shared.get(owner, 0) + 1
        return any(
            count >= _NEAR_SHARE * min(self._n_shingles[owner], len(shingles))
            for owner, count in shared.items()
        )


def _shingles(sentence: str) -> set[tuple[str, ...]]:
    words = normalised(sentence).split()
    starts = range(max(1, len(words) - _SHINGLE_WORDS + 1))
    return {tuple(words[start : start + _SHINGLE_WORDS]) for start in starts}


def split_corpus(
    corpus: Path,
    language: str,
    *,
    speech_manifest: Path | None,
    extra: Sequence[Path] = (),
) -> Splits:
    """Read every set of a language and divide it, the same way every time.

    Args:
        corpus: folder with `LANG.tsv.gz`, `more/`, `long/` and `test/`.
        language: the language that is not English.
        speech_manifest: as in `scoring_sentences`.
        extra: more TSV files, for training only.
    """
    banned = scoring_sentences(corpus, speech_manifest)
    everyday = list(read_pairs(corpus / f"{language}.tsv.gz"))
    spoken = [
        pair
        for path in sorted((corpus / "more").glob(f"*.{language}.tsv.gz"))
        for pair in read_pairs(path)
    ]
    long = [
        pair
        for path in sorted((corpus / "long").glob(f"*.{language}.tsv.gz"))
        for pair in read_pairs(path)
    ]
    added = [pair for path in sorted(extra) for pair in read_pairs(path)]
    n_read = len(everyday) + len(spoken) + len(long) + len(added)

    clean_long = _allowed(long, banned)
    long_test = _held_out_long(clean_long, LONG_TEST_PAIRS, seed=SPLIT_SEED)
    remaining = _without_near(clean_long, long_test)
    long_dev = _held_out_long(remaining, LONG_DEV_PAIRS, seed=SPLIT_SEED + 1)
    clean_everyday = _allowed(everyday, banned)
    everyday_dev = random.Random(SPLIT_SEED + 2).sample(clean_everyday, EVERYDAY_DEV_PAIRS)  # noqa: S311
    dev_sides = {normalised(side) for p in everyday_dev for side in (p.english, p.foreign)}

    others = _allowed([*everyday, *spoken, *added], banned | dev_sides)
    train = _without_near([*others, *remaining], [*long_test, *long_dev])
    train = list({(p.english, p.foreign): p for p in train}.values())
    n_kept = len(train) + len(long_test) + len(long_dev) + len(everyday_dev)
    return Splits(
        train=train,
        everyday_dev=everyday_dev,
        long_dev=long_dev,
        long_test=long_test,
        n_excluded=n_read - n_kept,
    )


def write_splits(folder: Path, splits: Splits) -> None:
    """Write the four sets as TSV and their sizes as `splits.json`."""
    sets = {
        "train": splits.train,
        "everyday-dev": splits.everyday_dev,
        "long-dev": splits.long_dev,
        "long-test": splits.long_test,
    }
    for name, pairs in sets.items():
        write_pairs(folder / f"{name}.tsv", pairs)
    sizes = {name: len(pairs) for name, pairs in sets.items()}
    sizes["excluded"] = splits.n_excluded
    (folder / "splits.json").write_text(json.dumps(sizes, indent=1) + "\n", encoding="utf-8")


def _allowed(pairs: Sequence[Pair], banned: set[str]) -> list[Pair]:
    return [pair for pair in pairs if _is_usable(pair, banned)]


def _is_usable(pair: Pair, banned: set[str]) -> bool:
    english, foreign = normalised(pair.english), normalised(pair.foreign)
    if not english or not foreign or english in banned or foreign in banned:
        return False
    n_english, n_foreign = len(english.split()), len(foreign.split())
    if max(n_english, n_foreign) > _MAX_WORDS:
        return False
    longer, shorter = max(n_english, n_foreign), min(n_english, n_foreign)
    return longer <= _MAX_WORD_RATIO * shorter + 3


def _held_out_long(pairs: Sequence[Pair], n_pairs: int, *, seed: int) -> list[Pair]:
    """Draw pairs so that a set counts by the square root of its size.

    One set, programming documentation, is most of the long pairs; drawn evenly it would be most
    of the test too.
    """
    by_origin: dict[str, list[Pair]] = {}
    for pair in pairs:
        if len(pair.english.split()) >= LONG_MIN_WORDS:
            by_origin.setdefault(pair.origin, []).append(pair)
    total = sum(len(group) ** 0.5 for group in by_origin.values())
    chooser = random.Random(seed)  # noqa: S311
    drawn: list[Pair] = []
    for group in by_origin.values():
        share = round(n_pairs * len(group) ** 0.5 / total)
        drawn += chooser.sample(group, min(share, len(group)))
    chooser.shuffle(drawn)
    return drawn[:n_pairs]


def _without_near(pairs: Sequence[Pair], held_out: Sequence[Pair]) -> list[Pair]:
    english = NearDuplicates(pair.english for pair in held_out)
    foreign = NearDuplicates(pair.foreign for pair in held_out)
    return [p for p in pairs if not english.match(p.english) and not foreign.match(p.foreign)]
