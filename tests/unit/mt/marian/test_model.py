"""Searching with a Marian model: prefixes, beams, batches, limits, and where pieces stand."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ModelError
from engine.messages import Code
from engine.mt.marian.marks import MARKS, NAME_MARKS, Marking
from engine.mt.marian.model import MarianModel
from engine.mt.marian.vocabulary import load_pieces
from engine.mt.model import TextOptions
from engine.onnx import Runtime
from engine.packs.convert.marian import convert_marian
from engine.packs.convert.marian_file import read_marian_binary
from tests.helpers.marian_files import (
    END_ID,
    UNKNOWN_ID,
    TinyStudent,
    write_marian_binary,
    write_student,
    write_vocabulary,
    yaml_text,
)
from tests.helpers.marian_reference import MarianReference
from tests.helpers.raising import raises

_STUDENT = TinyStudent(n_encoder_layers=2, n_decoder_layers=3, end_bias=1.0, seed=11)
_TEXTS = (
    "the old train has a small window.",
    "but the river was quiet",
    "people in the village always answer the teacher because winter comes early.",
    "a",
)
_PATIENT = TextOptions(max_target_tokens=40, max_length_factor=100)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marian")
    write_vocabulary(folder / "both.spm", 60)
    write_student(folder / "model.bin", _STUDENT, int8=False)
    both = folder / "both.spm"
    convert_marian(folder / "model.bin", both, both, folder, int8=False)
    return folder


@pytest.fixture(scope="module")
def model(folder: Path) -> MarianModel:
    return MarianModel(folder, runtime=Runtime(threads=1))


@pytest.fixture(scope="module")
def reference(folder: Path) -> MarianReference:
    return MarianReference(read_marian_binary(folder / "model.bin"))


def _tokens(model: MarianModel, text: str) -> tuple[int, ...]:
    """What the encoder is given."""
    return model._encode(text).tokens


@pytest.mark.parametrize("text", _TEXTS)
def test_one_beam_is_greedy(model: MarianModel, reference: MarianReference, text: str) -> None:
    found = model.translate(text, options=_PATIENT)
    spelt = set(range(60)) - {UNKNOWN_ID}
    expected = reference.greedy(_tokens(model, text), max_tokens=40, allowed=spelt)
    assert list(found.tokens) == expected
    assert found.is_finished == (len(expected) < 40)
    assert found.alignment.shape == (len(expected), len(found.source_pieces))
    np.testing.assert_allclose(found.alignment.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("beams", [2, 4])
@pytest.mark.parametrize("text", _TEXTS)
def test_beam_search_equals_an_exhaustive_one(
    model: MarianModel, reference: MarianReference, text: str, beams: int
) -> None:
    options = TextOptions(beams=beams, max_target_tokens=12, max_length_factor=100)
    found = model.translate(text, options=options)
    expected, score = _exhaustive_beam(reference, _tokens(model, text), beams=beams, max_tokens=12)
    assert found.is_finished == (score is not None)
    if score is not None:
        assert list(found.tokens) == expected


def _exhaustive_beam(
    reference: MarianReference, source: Sequence[int], *, beams: int, max_tokens: int
) -> tuple[list[int], float | None]:
    memory = reference.encode(source)
    live = [(0.0, list[int](), reference.start())]
    ended: list[tuple[float, list[int]]] = []
    for position in range(max_tokens + 1):
        grown = []
        for score, tokens, cells in live:
            step = reference.step(
                tokens[-1] if tokens else None, cells, position=position, memory=memory
            )
            logits = step.logits.astype(np.float64)
            logits[UNKNOWN_ID] = -1e9
            logits -= np.log(np.exp(logits - logits.max()).sum()) + logits.max()
            grown += [(score + logits[t], [*tokens, t], step.cells) for t in range(len(logits))]
        grown.sort(key=lambda hypothesis: -hypothesis[0])
        live = []
        for hypothesis in grown[: beams - len(ended)]:
            if hypothesis[1][-1] == END_ID:
                live_length = len(hypothesis[1])
                ended.append((hypothesis[0] / live_length, hypothesis[1][:-1]))
            else:
                live.append(hypothesis)
        if not live:
            break
    if not ended:
        return live[0][1], None
    score, tokens = max(ended)
    return tokens, score


@pytest.mark.parametrize("beams", [1, 3])
@pytest.mark.parametrize("text", _TEXTS)
def test_forcing_part_of_the_free_output_gives_the_free_output(
    model: MarianModel, text: str, beams: int
) -> None:
    greedy = replace(_PATIENT, beams=1)
    free = model.translate(text, options=greedy)
    for length in range(len(free.tokens) + 1):
        forced = model.translate(text, options=greedy, prefix=free.tokens[:length])
        assert forced.tokens == free.tokens
        assert forced.is_finished == free.is_finished
        np.testing.assert_allclose(
            forced.log_probabilities, free.log_probabilities, atol=1e-3, rtol=1e-3
        )
        np.testing.assert_allclose(forced.alignment, free.alignment, atol=1e-4)
        wide = model.translate(
            text, options=replace(greedy, beams=beams), prefix=free.tokens[:length]
        )
        assert wide.tokens[:length] == free.tokens[:length]


def test_a_long_prefix_is_scored_as_step_by_step(
    model: MarianModel, reference: MarianReference
) -> None:
    prefix = np.random.default_rng(5).integers(2, 60, 75).tolist()
    found = model.translate(
        _TEXTS[0], options=replace(_PATIENT, max_target_tokens=80), prefix=prefix
    )
    assert list(found.tokens[:75]) == prefix
    memory = reference.encode(_tokens(model, _TEXTS[0]))
    cells = reference.start()
    previous: int | None = None
    for position, token in enumerate(found.tokens):
        step = reference.step(previous, cells, position=position, memory=memory)
        logits = np.delete(step.logits.astype(np.float64), UNKNOWN_ID)
        normaliser = np.log(np.exp(logits).sum())
        expected = float(step.logits[token]) - normaliser
        assert found.log_probabilities[position] == pytest.approx(expected, abs=1e-3)
        np.testing.assert_allclose(found.alignment[position], step.attention, atol=1e-4)
        cells, previous = step.cells, token


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\N{IDEOGRAPHIC SPACE}", "\N{GRINNING FACE}"])
def test_text_without_anything_to_say_is_empty(model: MarianModel, text: str) -> None:
    found = model.translate(text)
    assert found.tokens == ()
    assert found.text == ""
    assert found.is_finished
    assert found.alignment.shape == (0, 1)
    assert len(found.source_pieces) == 1
    kept = model.translate(text, prefix=(5, 6))
    assert kept.tokens == (5, 6)
    assert kept.alignment.shape == (2, 1)
    assert kept.log_probabilities.shape == (2,)


@pytest.mark.parametrize("beams", [1, 3])
def test_length_limits_end_a_runaway(folder: Path, tmp_path: Path, beams: int) -> None:
    endless = replace(_STUDENT, end_bias=-50.0)
    write_student(tmp_path / "model.bin", endless, int8=True)
    both = folder / "both.spm"
    convert_marian(tmp_path / "model.bin", both, both, tmp_path)
    model = MarianModel(tmp_path, runtime=Runtime(threads=1))
    short = model.translate("a", options=TextOptions(beams=beams))
    assert not short.is_finished
    assert len(short.tokens) <= 2.5 * len(short.source_pieces) + 9
    found = model.translate(_TEXTS[2], options=TextOptions(beams=beams, max_target_tokens=7))
    assert len(found.tokens) == 7
    assert not found.is_finished
    over = model.translate(
        _TEXTS[2], options=TextOptions(beams=beams, max_target_tokens=3), prefix=[9] * 10
    )
    assert over.tokens == (9,) * 10


def test_pieces_know_their_characters(model: MarianModel) -> None:
    text = "  The riv\N{LATIN SMALL LETTER E WITH GRAVE}r \N{EM DASH} \N{GRINNING FACE} wa\u0301s"
    found = model.translate(text)
    spans = [(piece.start, piece.end) for piece in found.source_pieces]
    assert spans == sorted(spans)
    assert spans[-1] == (len(text), len(text))
    covered = {index for start, end in spans for index in range(start, end)}
    assert {index for index, character in enumerate(text) if character.isalpha()} <= covered
    spelling = "".join(piece.piece for piece in found.source_pieces[:-1])
    assert "rivèr" not in spelling
    assert "river" in spelling.replace("▁", "")
    for piece in found.source_pieces:
        if piece.piece == "\N{GRINNING FACE}":
            assert text[piece.start : piece.end] == "\N{GRINNING FACE}"
            break
    else:
        pytest.fail("an unknown character has no piece of its own")


def test_text_of_tokens_and_word_starts(model: MarianModel) -> None:
    found = model.translate(_TEXTS[0], options=_PATIENT)
    assert model.text(found.tokens) == found.text
    assert model.text(()) == ""
    starts = [model.starts_word(token) for token in found.tokens]
    n_words = len(found.text.split())
    assert sum(starts) >= n_words - 1


@pytest.mark.parametrize("prefix", [(60,), (-1,), (3, 1000)])
def test_a_prefix_outside_the_vocabulary_is_refused(
    model: MarianModel, prefix: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="outside the target vocabulary"):
        model.translate("the train", prefix=prefix)


def test_a_text_far_beyond_a_sentence_is_refused(model: MarianModel) -> None:
    with pytest.raises(ValueError, match="sentence by sentence"):
        model.translate("the train " * 2000)


@pytest.mark.parametrize("options", [{"beams": 0}, {"max_target_tokens": 0}])
def test_options_are_checked(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        TextOptions(**options)


def test_threads_share_a_model(model: MarianModel) -> None:
    expected = [model.translate(text, options=_PATIENT).tokens for text in _TEXTS]
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda text: model.translate(text, options=_PATIENT).tokens, _TEXTS * 5)
    assert list(found) == expected * 5


@pytest.mark.parametrize(
    "name", ["encoder.onnx", "decoder.onnx", "source.spm", "target.spm", "marian.json"]
)
@pytest.mark.parametrize("damage", ["missing", "garbage", "empty"])
def test_a_damaged_folder_is_refused(folder: Path, tmp_path: Path, name: str, damage: str) -> None:
    for path in folder.iterdir():
        if path.name != name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    if damage != "missing":
        (tmp_path / name).write_bytes(b"\x07garbage" * 99 if damage == "garbage" else b"")
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        MarianModel(tmp_path, runtime=Runtime(threads=1))


@pytest.mark.parametrize("change", [{"format": 2}, {"surprise": 1}, {"target_vocabulary_size": 59}])
def test_a_description_that_does_not_fit_is_refused(
    folder: Path, tmp_path: Path, change: dict[str, int]
) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    description = json.loads((folder / "marian.json").read_text())
    (tmp_path / "marian.json").write_text(json.dumps(description | change))
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        MarianModel(tmp_path, runtime=Runtime(threads=1))


@pytest.fixture(scope="module")
def marking_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student that carries names."""
    folder = tmp_path_factory.mktemp("marks")
    write_vocabulary(folder / "both.spm", 90, symbols=MARKS)
    student = replace(_STUDENT, source_vocabulary_size=90, target_vocabulary_size=90)
    write_student(folder / "model.bin", student, int8=False)
    Marking(known=frozenset()).save(folder)
    both = folder / "both.spm"
    pack = folder / "pack"
    pack.mkdir()
    convert_marian(folder / "model.bin", both, both, pack, marks=folder / "marks.json", int8=False)
    return pack


@pytest.fixture(scope="module")
def marking_model(marking_folder: Path) -> MarianModel:
    return MarianModel(marking_folder, runtime=Runtime(threads=1))


def test_a_name_is_one_piece_that_stands_for_all_of_it(marking_model: MarianModel) -> None:
    text = "the house of Hashimoto was old, and Hashimoto was quiet."
    found = marking_model.translate(text, options=_PATIENT)
    assert dict(found.carried) == {NAME_MARKS[0]: "Hashimoto"}
    places = [(p.start, p.end) for p in found.source_pieces if p.piece == NAME_MARKS[0]]
    assert [text[start:end] for start, end in places] == ["Hashimoto", "Hashimoto"]
    ends = [piece.end for piece in found.source_pieces]
    assert ends == sorted(ends)
    assert ends[-1] == len(text)


def test_no_mark_is_ever_shown_and_prefixes_stay_prefixes(
    marking_folder: Path, marking_model: MarianModel
) -> None:
    found = marking_model.translate("so Hashimoto met Selivanov early", options=_PATIENT)
    pieces = load_pieces(marking_folder / "target.spm")
    space = pieces.piece_to_id("\u2581")
    tokens = [token for mark in MARKS for token in (space, pieces.piece_to_id(mark))]
    whole = marking_model.text(tokens, found.carried)
    assert not set(whole) & set(MARKS)
    assert {"Hashimoto", "Selivanov"} <= set(whole.split())
    for n in range(len(tokens)):
        assert whole.startswith(marking_model.text(tokens[:n], found.carried))


@pytest.mark.parametrize("beams", [1, 3])
def test_a_mark_is_written_as_often_as_it_was_read(marking_folder: Path, beams: int) -> None:
    folder = marking_folder.parent
    student = replace(_STUDENT, source_vocabulary_size=90, target_vocabulary_size=90)
    tensors = student.tensors()
    pieces = load_pieces(folder / "both.spm")
    first, second = (pieces.piece_to_id(mark) for mark in NAME_MARKS[:2])
    # This one would write nothing but the first two marks.
    tensors["decoder_ff_logit_out_b"][0, [first, second]] += 100
    pack = folder / f"eager-{beams}"
    pack.mkdir()
    write_marian_binary(pack / "model.bin", tensors, config=yaml_text(student.config()))
    both = folder / "both.spm"
    convert_marian(pack / "model.bin", both, both, pack, marks=folder / "marks.json", int8=False)
    model = MarianModel(pack, runtime=Runtime(threads=1))
    options = TextOptions(beams=beams, max_target_tokens=20)
    text = "the house of Hashimoto was old, and Hashimoto was quiet."
    tokens = model.translate(text, options=options).tokens
    assert tokens.count(first) == 2
    assert tokens.count(second) == 0
    # What is forced counts too.
    tokens = model.translate(text, options=options, prefix=(first,)).tokens
    assert tokens.count(first) == 2
