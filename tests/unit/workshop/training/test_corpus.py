"""Splits: what may be trained on, and what is kept out."""

import gzip
from pathlib import Path

from engine.workshop.training.corpus import (
    EVERYDAY_DEV_PAIRS,
    NearDuplicates,
    Pair,
    normalised,
    read_split,
    split_corpus,
    write_splits,
)

_NOUNS = [f"thing{chr(97 + i)}{chr(97 + j)}" for i in range(20) for j in range(20)]
_LEAK_BY_ENGLISH = ("Is that yours?", "¿Eso es de usted?")
_LEAK_BY_FOREIGN = ("It belongs to you?", "¿Es tuyo eso?")
_SPOKEN = ("The park is nice, Tom!", "El parque es bonito, Tom.")


def _write(path: Path, pairs: list[tuple[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{english}\t{foreign}\n" for english, foreign in pairs)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")


def _corpus(folder: Path) -> tuple[Path, Path]:
    everyday = [(f"I see the {noun}.", f"Veo la {noun}x.") for noun in _NOUNS]
    _write(
        folder / "es.tsv.gz", [*everyday, _LEAK_BY_ENGLISH, _LEAK_BY_FOREIGN, _SPOKEN, ("a", " ")]
    )
    _write(folder / "more" / "calls.es.tsv.gz", [("call me now", "llámame ya")])
    long = [
        (
            " ".join(f"{noun}{k}" for k in range(12)) + ".",
            " ".join(f"{noun}{k}o" for k in range(12)) + ".",
        )
        for noun in _NOUNS
        for _ in range(2)
    ]
    _write(folder / "long" / "book.es.tsv.gz", long)
    _write(folder / "test" / "es.tsv", [("is that yours", "¿Es tuyo eso?")])
    manifest = folder / "manifest.tsv"
    manifest.write_text(
        "file\ttranscript\ten\tfr\tde\tes\tpt\n"
        "a.flac\tThe park is nice, Tom.\tThe park is nice, Tom.\t\t\t\t\n",
        encoding="utf-8",
    )
    return folder, manifest


def test_scoring_sentences_are_kept_out_by_either_side(tmp_path: Path) -> None:
    corpus, manifest = _corpus(tmp_path)
    splits = split_corpus(corpus, "es", speech_manifest=manifest)
    held = [*splits.train, *splits.everyday_dev, *splits.long_dev, *splits.long_test]
    texts = {(pair.english, pair.foreign) for pair in held}
    assert not texts & {_LEAK_BY_ENGLISH, _LEAK_BY_FOREIGN, _SPOKEN}
    assert ("call me now", "llámame ya") in texts


def test_held_out_sets_share_nothing_with_training(tmp_path: Path) -> None:
    corpus, manifest = _corpus(tmp_path)
    splits = split_corpus(corpus, "es", speech_manifest=manifest)
    train = {normalised(p.english) for p in splits.train}
    train |= {normalised(p.foreign) for p in splits.train}
    for held_out in (splits.everyday_dev, splits.long_dev, splits.long_test):
        assert held_out
        assert not train & {normalised(pair.english) for pair in held_out}
        assert not train & {normalised(pair.foreign) for pair in held_out}
    assert len(splits.everyday_dev) == EVERYDAY_DEV_PAIRS


def test_the_split_is_the_same_every_time_and_survives_its_files(tmp_path: Path) -> None:
    corpus, manifest = _corpus(tmp_path)
    first = split_corpus(corpus, "es", speech_manifest=manifest)
    second = split_corpus(corpus, "es", speech_manifest=manifest)
    assert first == second
    write_splits(tmp_path / "out", first)
    assert read_split(tmp_path / "out" / "train.tsv") == first.train
    assert read_split(tmp_path / "out" / "long-test.tsv") == first.long_test


def test_near_duplicates_are_found_whatever_the_punctuation() -> None:
    near = NearDuplicates(["The quick brown fox jumps over the lazy dog near the river bank."])
    assert near.match("the quick brown fox jumps over the lazy dog")
    assert near.match("Yesterday the quick, brown fox jumps over the lazy dog near a house.")
    assert not near.match("The quick answer is that nobody saw the brown dog jump.")
    assert not near.match("")


def test_a_short_sentence_is_a_duplicate_of_itself_only() -> None:
    near = NearDuplicates(["Good morning."])
    assert near.match("good morning")
    assert not near.match("good evening")


def test_normalised_compares_letters_and_digits_only() -> None:
    assert normalised("  ¿Qué—hora  es?") == normalised("qué hora ES")
    assert normalised("ﬁne") == "fine"
    assert Pair("a", "b", "c").origin == "c"
