"""Which tokens Whisper may say: suppression, repetition, timestamps."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.asr.whisper.decoding import TokenRules
from engine.asr.whisper.tokenizer import WhisperConfig
from engine.errors import ModelError
from engine.messages import Code
from tests.helpers.raising import raises

_CONFIG = WhisperConfig(
    n_mels=8,
    n_encoder_layers=1,
    n_layers=1,
    n_heads=1,
    d_model=8,
    vocab_size=30,
    max_source_frames=10,
    max_target_tokens=10,
    alignment_heads=((0, 0),),
    languages={"en": 12},
    start_of_transcript=11,
    end_of_text=10,
    transcribe=14,
    translate=13,
    start_of_previous=15,
    no_speech=16,
    no_timestamps=17,
    suppressed=(3, 13),
    suppressed_at_start=(5, 10),
)
_FIRST = 18  # id of the timestamp 0.00


def _rules(
    *,
    suppress_blank: bool = True,
    suppress_non_speech: bool = True,
    timestamps: bool = False,
    no_repeat_ngram_tokens: int = 0,
) -> TokenRules:
    return TokenRules(
        _CONFIG,
        suppress_blank=suppress_blank,
        suppress_non_speech=suppress_non_speech,
        timestamps=timestamps,
        max_initial_timestamp_frames=4,
        no_repeat_ngram_tokens=no_repeat_ngram_tokens,
    )


def _allowed(
    rules: TokenRules, *sequence: int, is_first: bool = False, logits: Float32 | None = None
) -> set[int]:
    values = np.zeros((1, 30), np.float32) if logits is None else logits[None].copy()
    rules.apply(values, [sequence] if rules.need_sequences else None, is_first=is_first)
    return set(np.flatnonzero(np.isfinite(values[0])).tolist())


def test_task_tokens_and_timestamps_are_never_said() -> None:
    assert _allowed(_rules(suppress_non_speech=False)) == set(range(11))


def test_listed_tokens_are_suppressed() -> None:
    assert _allowed(_rules()) == set(range(11)) - {3}


def test_blank_and_end_are_suppressed_only_at_the_start() -> None:
    assert _allowed(_rules(), is_first=True) == set(range(10)) - {3, 5}
    assert _allowed(_rules(suppress_blank=False), is_first=True) == set(range(11)) - {3}


@pytest.mark.parametrize(
    ("size", "sequence", "forbidden"),
    [
        (2, (4, 6, 4), {6}),
        (3, (1, 2, 6, 1, 2), {6}),
        (3, (1, 2, 6, 2), set()),
        (3, (7, 7, 7, 7), {7}),
        (1, (4, 6), {4, 6}),
        (3, (1,), set()),
        (3, (), set()),
    ],
)
def test_no_sequence_of_so_many_tokens_occurs_twice(
    size: int, sequence: tuple[int, ...], forbidden: set[int]
) -> None:
    rules = _rules(suppress_non_speech=False, no_repeat_ngram_tokens=size)
    assert _allowed(rules, *sequence) == set(range(11)) - forbidden


def test_timestamped_text_begins_with_an_early_timestamp() -> None:
    assert _allowed(_rules(timestamps=True), is_first=True) == set(range(_FIRST, _FIRST + 5))


def test_timestamps_come_in_pairs_between_texts() -> None:
    rules = _rules(timestamps=True, suppress_non_speech=False)
    text = np.zeros(30, np.float32)
    text[4] = 50  # text far likelier than all timestamps together
    assert _allowed(rules, _FIRST, logits=text) == set(range(11))
    assert _allowed(rules, _FIRST, 4, _FIRST + 3, logits=-text) == set(range(_FIRST + 3, 30))
    assert _allowed(rules, _FIRST, 4, _FIRST + 3, _FIRST + 3, logits=text) == set(range(11))


def test_timestamps_never_go_back() -> None:
    rules = _rules(timestamps=True, suppress_non_speech=False)
    text = np.zeros(30, np.float32)
    text[4] = 50
    allowed = _allowed(rules, _FIRST + 6, 4, logits=text)
    assert min(token for token in allowed if token >= _FIRST) == _FIRST + 7


def test_a_timestamp_is_forced_where_all_together_are_likelier_than_any_text() -> None:
    rules = _rules(timestamps=True, suppress_non_speech=False)
    assert _allowed(rules, _FIRST, 4) == set(range(_FIRST + 1, 30))


def test_each_beam_has_its_own_sequence() -> None:
    rules = _rules(suppress_non_speech=False, no_repeat_ngram_tokens=1)
    logits = np.zeros((2, 30), np.float32)
    rules.apply(logits, [(1, 2), (3,)], is_first=False)
    assert np.isinf(logits[0, [1, 2]]).all()
    assert not np.isinf(logits[0, 3])
    assert np.isinf(logits[1, 3])
    assert not np.isinf(logits[1, [1, 2]]).any()


def test_configuration_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with raises(ModelError, Code.MODEL_FILE_INVALID):
        WhisperConfig.load(tmp_path / "whisper.json")


def test_first_timestamp_follows_the_token_for_none() -> None:
    assert _CONFIG.first_timestamp == _FIRST
    assert replace(_CONFIG, no_timestamps=20).first_timestamp == 21
