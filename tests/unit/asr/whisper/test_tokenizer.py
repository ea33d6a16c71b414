"""Whisper's tokenizer: nothing is lost, special tokens are not text."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.asr.whisper.tokenizer import WhisperTokenizer
from engine.errors import ModelError
from engine.messages import Code
from tests.helpers.raising import raises
from tests.helpers.tiny_whisper import N_TEXT_TOKENS, SPECIAL, tiny_tokenizer


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> WhisperTokenizer:
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tiny_tokenizer().save(str(path))
    return WhisperTokenizer(path, end_of_text=N_TEXT_TOKENS)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_text_comes_back_unchanged(tokenizer: WhisperTokenizer, text: str) -> None:
    ids = tokenizer.encode(text)
    assert all(tokenizer.is_text(i) for i in ids)
    assert tokenizer.decode(ids) == text


@pytest.mark.parametrize("special", SPECIAL)
def test_text_that_looks_like_a_special_token_stays_text(
    tokenizer: WhisperTokenizer, special: str
) -> None:
    ids = tokenizer.encode(f"a {special} b")
    assert all(tokenizer.is_text(i) for i in ids)
    assert tokenizer.decode(ids) == f"a {special} b"


def test_merges_are_used(tokenizer: WhisperTokenizer) -> None:
    assert len(tokenizer.encode(" the")) == 1


def test_a_file_that_has_lost_its_first_merge_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    tiny_tokenizer().save(str(path))
    document = json.loads(path.read_text(encoding="utf-8"))
    document["model"]["merges"].remove(["Ġ", "t"])
    path.write_text(json.dumps(document), encoding="utf-8")
    assert len(WhisperTokenizer(path, end_of_text=N_TEXT_TOKENS).encode(" the")) == 1


def test_special_ids_and_timestamps_say_nothing(tokenizer: WhisperTokenizer) -> None:
    ids = [N_TEXT_TOKENS, *tokenizer.encode("hi"), N_TEXT_TOKENS + 15, 10**6]
    assert tokenizer.decode(ids) == "hi"
    assert not tokenizer.is_text(N_TEXT_TOKENS)
    assert not tokenizer.is_text(-1)


def test_unfinished_character_is_marked(tokenizer: WhisperTokenizer) -> None:
    ids = tokenizer.encode("né€")
    assert tokenizer.decode(ids[:-1]) == "né\ufffd"


def test_bytes_that_are_no_text_at_all_are_marked(tokenizer: WhisperTokenizer) -> None:
    (continuation,) = (i for i in range(256) if tokenizer.decode_bytes([i]) == b"\x80")
    assert tokenizer.decode([continuation] * 6) == "\ufffd" * 6


def test_damaged_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text("{")
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        WhisperTokenizer(path, end_of_text=10)


def test_file_with_too_few_tokens_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    tiny_tokenizer().save(str(path))
    with pytest.raises(ModelError, match="byte-level token"):
        WhisperTokenizer(path, end_of_text=1000)
