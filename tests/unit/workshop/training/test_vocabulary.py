"""Vocabularies of our own and of the parents."""

from pathlib import Path

import sentencepiece

from engine.mt.marian.marks import MARKS
from engine.workshop.training.vocabulary import (
    END_ID,
    UNKNOWN_ID,
    load_pieces,
    train_pieces,
    write_english_pieces,
)

_SYLLABLES = ("ca", "sa", "pe", "rro", "mon", "te", "lu", "nar", "bri", "llo", "ver", "de", "ñu")
_WORDS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES[:4]]
_SENTENCES = [
    f"En {1900 + i % 90} había {i % 40} {_WORDS[i]}, {_WORDS[-i]} y un {_WORDS[i // 2]} {i}."
    for i in range(len(_WORDS))
]


def test_trained_pieces_have_marians_special_ids_and_cut_numbers_into_digits(
    tmp_path: Path,
) -> None:
    path = tmp_path / "es.spm"
    train_pieces(_SENTENCES, path, n_pieces=300)
    pieces = load_pieces(path)
    assert pieces.get_piece_size() == 300
    assert (pieces.eos_id(), pieces.unk_id()) == (END_ID, UNKNOWN_ID)
    cut = pieces.encode("en 1987", out_type=str)
    assert cut[-4:] == ["1", "9", "8", "7"]
    assert pieces.decode(pieces.encode("¿Qué año, señor Łukasz?")) == "¿Qué año, señor Łukasz?"
    assert [file.name for file in tmp_path.iterdir()] == ["es.spm"]


def test_a_parents_vocabulary_keeps_its_ids_but_cuts_numbers(tmp_path: Path) -> None:
    parent_path, path = tmp_path / "parent.spm", tmp_path / "english.spm"
    with parent_path.open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(_SENTENCES),
            model_writer=model,
            vocab_size=300,
            eos_id=END_ID,
            unk_id=UNKNOWN_ID,
            bos_id=-1,
            pad_id=-1,
            minloglevel=2,
        )
    write_english_pieces(parent_path, path)
    parent, pieces = load_pieces(parent_path), load_pieces(path)
    several = [
        parent.id_to_piece(index)
        for index in range(300)
        if any(c.isdigit() for c in parent.id_to_piece(index))
        and len(parent.id_to_piece(index).removeprefix("\u2581")) > 1
    ]
    assert several
    whole = several[0].removeprefix("\u2581")
    cut = pieces.encode(whole, out_type=str)
    assert all(sum(c.isdigit() for c in piece) <= 1 for piece in cut)
    assert "".join(cut).removeprefix("\u2581") == whole
    changed = {
        parent.id_to_piece(i): pieces.id_to_piece(i)
        for i in range(300)
        if parent.id_to_piece(i) != pieces.id_to_piece(i)
    }
    assert sorted(changed.values()) == sorted(MARKS)
    # Numbers in one piece were switched off, so their places are free.
    assert set(several[: len(MARKS)]) <= changed.keys()
    assert pieces.encode(f"y {MARKS[3]}", out_type=str)[-1] == MARKS[3]
    assert pieces.encode("casas y un río") == parent.encode("casas y un río")


def test_a_target_vocabulary_keeps_what_its_texts_use(tmp_path: Path) -> None:
    parent_path, path = tmp_path / "parent.spm", tmp_path / "english.spm"
    train_pieces(_SENTENCES, parent_path, n_pieces=300)
    texts = [f"y un {_WORDS[5]} 1987", f"y {_WORDS[5]}"]
    write_english_pieces(parent_path, path, texts=texts)
    parent, pieces = load_pieces(parent_path), load_pieces(path)
    assert pieces.get_piece_size() < parent.get_piece_size()
    assert (pieces.eos_id(), pieces.unk_id()) == (END_ID, UNKNOWN_ID)
    for text in [*texts, _SENTENCES[3]]:
        assert pieces.decode(pieces.encode(text)) == text
    assert all(pieces.encode(mark, out_type=str)[-1] == mark for mark in MARKS)
