"""Which pieces mean the same, counted in pairs, and what pieces start from."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from engine.workshop.training import lexicon
from engine.workshop.training.corpus import Pair
from engine.workshop.training.lexicon import Lexicon, rows_by_meaning
from engine.workshop.training.vocabulary import load_pieces
from tests.helpers.marian_files import write_vocabulary

_HOUSE, _OLD, _THE, _RIVER = 3, 4, 5, 6


def test_pieces_that_occur_together_correspond() -> None:
    # The parent's ids are ten higher, and its adjectives stand first.
    pairs = [
        ([_THE, _HOUSE, _OLD], [15, 14, 13]),
        ([_THE, _RIVER, _OLD], [15, 14, 16]),
        ([_THE, _HOUSE], [15, 13]),
        ([_HOUSE], [13]),
        ([_THE, _RIVER], [15, 16]),
    ] * 3
    found = Lexicon.counted(pairs, n_pieces=8, n_parent=20).best
    assert {ours: best[0][0] for ours, best in found.items()} == {3: 13, 4: 14, 5: 15, 6: 16}
    for best in found.values():
        scores = [score for _, score in best]
        assert scores == sorted(scores, reverse=True)
        assert 0.5 < scores[0] <= 1.0


def test_what_stands_everywhere_is_no_translation_of_a_rare_piece() -> None:
    pairs = [([_THE, _HOUSE], [15, 13])] * 20 + [([_THE, _RIVER], [15, 16])]
    best = Lexicon.counted(pairs, n_pieces=8, n_parent=20).best
    assert best[_RIVER][0][0] == 16
    assert not Lexicon.counted([], n_pieces=8, n_parent=20).best


def test_rows_come_from_the_first_lexicon_that_knows_a_piece(tmp_path: Path) -> None:
    spm = tmp_path / "pieces.spm"
    write_vocabulary(spm, 60)
    pieces = load_pieces(spm)
    words = [i for i in range(2, 60) if pieces.id_to_piece(i).strip("\u2581").isalpha()][:5]
    rows = np.zeros((6, 3), np.float32)
    rows[1], rows[2], rows[3] = (4, 0, 0.5), (0, 4, 1.5), (0, -2, -1)
    started = np.full((60, 3), 9, np.float32)
    by_portuguese = Lexicon(
        best={words[0]: [(1, 0.8)], words[1]: [(1, 0.4), (2, 0.4), (3, 0.1)], words[2]: [(1, 0.1)]}
    )
    by_english = Lexicon(best={words[0]: [(3, 0.9)], words[2]: [(3, 0.9)], words[3]: [(3, 0.19)]})
    result = rows_by_meaning(started, (by_portuguese, by_english), rows, pieces=pieces)
    np.testing.assert_allclose(result[words[0]], rows[1])
    # Two of equal right: between them, and as long as they are; the third counts for too little.
    np.testing.assert_allclose(result[words[1]], (8**0.5, 8**0.5, 1.0), rtol=1e-6)
    np.testing.assert_allclose(result[words[2]], rows[3])
    changed = {index for index in range(60) if (result[index] != 9).any()}
    assert changed == set(words[:3])


def test_portuguese_is_found_by_the_english_that_both_have(tmp_path: Path) -> None:
    def write(path: Path, text: str) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()))

    write(tmp_path / "pt.tsv.gz", "Good day.\tBom dia.\nGood day!\tOlá.\n")
    write(tmp_path / "more" / "massive.pt.tsv.gz", "wake me up\tacorda-me\n")
    pairs = [
        Pair("good day", "Bonjour", "x"),
        Pair("No.", "Non.", "x"),
        Pair("Wake me up.", "Ré", "x"),
    ]
    assert list(lexicon.portuguese_by_english(pairs, tmp_path)) == [
        ("Bonjour", "Bom dia."),
        ("Ré", "acorda-me"),
    ]


def test_a_dictionary_gives_single_words_with_their_first_meaning(tmp_path: Path) -> None:
    path = tmp_path / "x" / "freedict-fra-por.dict.dz"
    path.parent.mkdir()
    text = (
        "Académie française /a.ka.de.mi/ <pn, fem>\nAcademia Francesa\n"
        "barrage /ba.ʁaʒ/ <n, masc>\nbarragem <fem>, represa\n Obra.\n"
        "bon <adj>\n[1] \nbom (de gosto)\nmau\n"
    )
    path.write_bytes(gzip.compress(text.encode()))
    assert list(lexicon.words_of_dictionary(tmp_path, "fr", "por")) == [
        ("barrage", "barragem"),
        ("bon", "bom"),
    ]
    assert not list(lexicon.words_of_dictionary(tmp_path, "fr", "eng"))


def test_apertium_gives_forms_and_leaves_out_what_it_does_not_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def translate(words: list[str], modes: tuple[str, ...]) -> list[tuple[str, frozenset[str]]]:
        assert words == ["mangeons.", "riaient.", "zzyzx."]
        assert modes == ("fr-es", "es-pt_BR")
        return [
            ("comemos.", frozenset()),
            ("se riam.", frozenset()),
            ("zzyzx.", frozenset({"zzyzx"})),
        ]

    monkeypatch.setattr(lexicon, "translate_what_is_known", translate)
    monkeypatch.setattr(lexicon, "modes_to_portuguese", lambda _: ("fr-es", "es-pt_BR"))
    pairs = [Pair("", "Nous mangeons ici.", "x"), Pair("", "riaient zzyzx Paris", "x")]
    assert list(lexicon.words_of_apertium(pairs, "fr")) == [("mangeons", "comemos")]
    monkeypatch.setattr(lexicon, "modes_to_portuguese", lambda _: ())
    assert not list(lexicon.words_of_apertium(pairs, "fr"))
