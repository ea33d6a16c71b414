"""Canary's vocabularies: special ids, text, languages, and damaged files."""

from pathlib import Path

import numpy as np
import pytest

from engine.asr.canary.tokenizer import CanaryTokenizer
from engine.errors import ModelError
from tests.helpers.tiny_canary import PUBLISHED

_SPECIAL = ["<unk>", "<|nospeech|>", "<pad>", "<|endoftext|>", "<|en|>", "<|de|>", "▁"]
_ENGLISH = ["<unk>", "▁the", "▁and", "▁with", "▁this", "▁", "s"]
_GERMAN = ["<unk>", "▁und", "▁der", "▁nicht", "▁eine", "▁", "s"]


def _tokenizer(folder: Path, pieces: list[str], *, blank: bool = True) -> CanaryTokenizer:
    lines = [*pieces, "<blk>"] if blank else pieces
    path = folder / "vocab.txt"
    path.write_text("".join(f"{p} {n}\n" for n, p in enumerate(lines)), encoding="utf-8")
    return CanaryTokenizer(path)


def test_special_tokens_are_the_first_of_their_name() -> None:
    tokenizer = CanaryTokenizer(PUBLISHED / "vocab.txt")

    assert tokenizer.size == 1216
    assert tokenizer.special("<|endoftext|>") == 3
    assert tokenizer.special("<unk>") == 0
    assert tokenizer.special("▁") == 1151
    assert tokenizer.special("<|de|>") == 76
    assert tokenizer.knows_language("fr")
    assert not tokenizer.knows_language("elvish")
    with pytest.raises(ModelError, match=r"<\|nowhere\|>"):
        tokenizer.special("<|nowhere|>")


def test_text_keeps_the_spaces_of_words_and_leaves_special_tokens_out() -> None:
    tokenizer = CanaryTokenizer(PUBLISHED / "vocab.txt")

    assert tokenizer.decode([1153, 1191, 4, 0, 1154, 1152, 1151, 1189]) == " ar t "
    assert tokenizer.starts_word(1153)
    assert not tokenizer.starts_word(1191)


def test_every_language_is_held_to_its_own_vocabulary(tmp_path: Path) -> None:
    tokenizer = _tokenizer(tmp_path, [*_SPECIAL, *_GERMAN, *_ENGLISH])
    german, english = range(7, 14), range(14, 21)

    assert set(np.flatnonzero(tokenizer.writable("de"))) == set(german[1:])
    assert set(np.flatnonzero(tokenizer.writable("en"))) == set(english[1:])
    # Nothing says which vocabulary a language has that none of them looks like.
    assert set(np.flatnonzero(tokenizer.writable("es"))) == set(german[1:]) | set(english[1:])


def test_languages_that_cannot_be_told_apart_share_all_tokens(tmp_path: Path) -> None:
    tokenizer = _tokenizer(tmp_path, [*_SPECIAL, *_GERMAN, *_GERMAN])

    assert set(np.flatnonzero(tokenizer.writable("de"))) == {*range(8, 14), *range(15, 21)}


def test_one_vocabulary_for_all_languages(tmp_path: Path) -> None:
    pieces = [*_SPECIAL[:-1], "▁the", "▁der", "<0xC3>", "<0xA9>", "a"]
    tokenizer = _tokenizer(tmp_path, pieces, blank=False)

    assert set(np.flatnonzero(tokenizer.writable("de"))) == {6, 7, 8, 9, 10}
    assert tokenizer.decode([6, 10, 8, 9]) == " theaé"
    assert tokenizer.decode([8, 10]) == "\ufffda"


@pytest.mark.parametrize("content", ["", "a 0\nb 2\n", "a\n", "a zero\n", "\n\n"], ids=repr)
def test_damaged_vocabularies_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(ModelError, match=r"vocab\.txt"):
        CanaryTokenizer(path)


def test_a_missing_vocabulary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"vocab\.txt"):
        CanaryTokenizer(tmp_path / "vocab.txt")


def test_text_is_cut_into_the_pieces_that_were_learnt_first(tmp_path: Path) -> None:
    letters = ["\u2581", "c", "a", "t", "s"]
    tokenizer = _tokenizer(
        tmp_path, ["<unk>", "<|endoftext|>", "at", "\u2581c", "\u2581cat", *letters]
    )
    assert tokenizer.encode(" cats", "en") == [4, 9]
    assert tokenizer.encode(" ca", "en") == [3, 7]
    assert tokenizer.decode(tokenizer.encode(" cat tac", "en")) == " cat tac"
    assert tokenizer.encode(" dog", "en") == []


def test_text_is_cut_by_the_vocabulary_of_its_language(tmp_path: Path) -> None:
    tokenizer = _tokenizer(tmp_path, [*_SPECIAL, *_GERMAN, *_ENGLISH])
    assert tokenizer.encode("s", "de") == [13]
    assert tokenizer.encode("s", "en") == [20]
