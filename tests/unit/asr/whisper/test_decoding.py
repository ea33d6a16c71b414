"""Searching with a tiny Whisper: greedy and beams, forced beginnings, prompts, stopping."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import Float32, Int64
from engine.asr.whisper.decoding import (
    DecodingOptions,
    WhisperHypothesis,
    best_tokens,
    decode,
    log_sum_exp,
    score,
)
from engine.asr.whisper.model import DecoderStep, EncodedAudio, WhisperModel
from engine.onnx import Runtime
from engine.packs.convert.whisper import convert_whisper
from tests.helpers.tiny_whisper import TinyWhisper

_GREEDY = DecodingOptions(beams=1, max_new_tokens=12)


def _load(tiny: TinyWhisper, tmp_path_factory: pytest.TempPathFactory) -> WhisperModel:
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    tiny.write(source)
    convert_whisper(source, target, int8=False)
    return WhisperModel(target, runtime=Runtime(threads=1))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> WhisperModel:
    return _load(TinyWhisper(seed=3, max_target_tokens=60), tmp_path_factory)


@pytest.fixture(scope="module")
def terse(tmp_path_factory: pytest.TempPathFactory) -> WhisperModel:
    """A model whose texts end soon."""
    return _load(TinyWhisper(seed=29, max_target_tokens=60, end_scale=2), tmp_path_factory)


@pytest.fixture(scope="module")
def encoded(model: WhisperModel) -> EncodedAudio:
    return _hear(model)


def _hear(model: WhisperModel) -> EncodedAudio:
    mel = np.random.default_rng(7).normal(size=(8, 40)).astype(np.float32)
    return model.encode_features(mel, n_samples=0)


def _decode(
    model: WhisperModel,
    encoded: EncodedAudio,
    options: DecodingOptions = _GREEDY,
    *,
    prompt: Sequence[int] = (),
    prefix: Sequence[int] = (),
) -> WhisperHypothesis:
    return decode(
        model,
        encoded,
        language="fr",
        task="translate",
        prompt=prompt,
        prefix=prefix,
        options=options,
    )


def _start(model: WhisperModel) -> list[int]:
    config = model.config
    return [
        config.start_of_transcript,
        config.languages["fr"],
        config.translate,
        config.no_timestamps,
    ]


def _log_probabilities(model: WhisperModel, encoded: EncodedAudio, given: list[int]) -> Float32:
    """Of every token after `given`, as the rules leave them, without any cache."""
    config = model.config
    logits = model.step(np.array([given]), model.initial_state(encoded)).logits[0, 0].copy()
    logits[list(config.suppressed)] = -np.inf
    logits[config.end_of_text + 1 :] = -np.inf
    if given[-1] == config.no_timestamps:
        logits[list(config.suppressed_at_start)] = -np.inf
    result: Float32 = logits - np.log(np.exp(logits - logits.max()).sum()) - logits.max()
    return result


def test_greedy_takes_the_likeliest_token_each_time(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    given = _start(model)
    scores = []
    for _ in range(12):
        values = _log_probabilities(model, encoded, given)
        best = int(values.argmax())
        if best == model.config.end_of_text:
            break
        given.append(best)
        scores.append(values[best])
    found = _decode(model, encoded)
    assert found.tokens == tuple(given[4:])
    np.testing.assert_allclose(found.log_probabilities, scores, atol=1e-4)
    assert found.is_finished == (len(scores) < 12)
    assert found.log_probabilities.mean() == pytest.approx(np.mean(scores), abs=1e-4)


def test_wide_beam_finds_the_best_of_all_sequences(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    """With as many beams as tokens the search over two steps is exhaustive."""
    start, end = _start(model), model.config.end_of_text
    first = _log_probabilities(model, encoded, start)
    candidates: dict[tuple[int, ...], float] = {}
    for token in np.flatnonzero(np.isfinite(first)):
        second = _log_probabilities(model, encoded, [*start, int(token)])
        candidates[int(token),] = float(first[token] + second[end])
        for next_token in np.flatnonzero(np.isfinite(second)):
            if next_token != end:
                pair = (int(token), int(next_token))
                candidates[pair] = float(first[token] + second[next_token]) / 2
    options = DecodingOptions(beams=model.config.vocab_size, max_new_tokens=2)
    found = _decode(model, encoded, options)
    assert found.tokens == max(candidates, key=lambda tokens: candidates[tokens])


def test_beam_search_never_scores_below_greedy_here(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    greedy = _decode(model, encoded)
    beam = _decode(model, encoded, replace(_GREEDY, beams=5))
    assert beam.log_probabilities.mean() >= greedy.log_probabilities.mean() - 1e-6
    assert beam.log_probabilities.shape == (len(beam.tokens),)


def test_hopeless_hypotheses_are_given_up(
    model: WhisperModel, encoded: EncodedAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[int] = []
    step = WhisperModel.step

    def counted(self: WhisperModel, tokens: Int64, *rest: Any, **options: Any) -> DecoderStep:
        rows.append(len(tokens))
        return step(self, tokens, *rest, **options)

    monkeypatch.setattr(WhisperModel, "step", counted)
    found = {}
    for hopeless in (0.0, 2.0, math.inf):
        options = replace(_GREEDY, beams=5, hopeless=hopeless)
        rows.clear()
        found[hopeless] = (_decode(model, encoded, options).tokens, sum(rows))
    # With no patience at all only the best goes on, as where there is one beam.
    assert found[0.0][0] == _decode(model, encoded).tokens
    assert found[2.0][0] == found[math.inf][0]
    assert found[0.0][1] < found[2.0][1] < found[math.inf][1]


@pytest.mark.parametrize("beams", [1, 4])
def test_log_probabilities_and_alignment_are_those_of_the_tokens(
    model: WhisperModel, encoded: EncodedAudio, beams: int
) -> None:
    """Checks that beams are not mixed up: one pass over the result gives the same rows."""
    found = _decode(model, encoded, replace(_GREEDY, beams=beams))
    given = [*_start(model), *found.tokens]
    whole = model.step(np.array([given]), model.initial_state(encoded))
    np.testing.assert_allclose(
        found.alignment, whole.alignment[0, :, 3:-1].transpose(1, 0, 2), atol=1e-5
    )
    if found.is_finished:
        np.testing.assert_allclose(found.end_alignment, whole.alignment[0, :, -1], atol=1e-5)
    for position, token in enumerate(found.tokens):
        values = _log_probabilities(model, encoded, given[: 4 + position])
        assert found.log_probabilities[position] == pytest.approx(values[token], abs=1e-4)


@pytest.mark.parametrize("n_forced", [1, 3])
@pytest.mark.parametrize("beams", [1, 3])
def test_forcing_what_it_said_anyway_changes_nothing(
    model: WhisperModel, encoded: EncodedAudio, n_forced: int, beams: int
) -> None:
    free = _decode(model, encoded)
    options = replace(_GREEDY, max_new_tokens=12 - n_forced, suppress_non_speech=True)
    forced = _decode(model, encoded, options, prefix=free.tokens[:n_forced])
    assert forced.tokens == free.tokens
    np.testing.assert_allclose(forced.alignment, free.alignment, atol=1e-5)
    np.testing.assert_allclose(
        forced.log_probabilities[n_forced:], free.log_probabilities[n_forced:], atol=1e-4
    )
    wide = _decode(model, encoded, replace(options, beams=beams), prefix=free.tokens[:n_forced])
    assert wide.tokens[:n_forced] == free.tokens[:n_forced]


def test_forced_tokens_are_scored_as_the_model_sees_them(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    prefix = (2, 9, 30)  # 2 is a suppressed token: what is committed is not judged again
    found = _decode(model, encoded, prefix=prefix)
    given = _start(model)
    for number, token in enumerate(prefix):
        step = model.step(np.array([given]), model.initial_state(encoded))
        expected = step.logits[0, 0, token] - log_sum_exp(step.logits[0])[0]
        assert found.log_probabilities[number] == pytest.approx(expected, abs=1e-4)
        np.testing.assert_allclose(found.alignment[number], step.alignment[0, :, -1], atol=1e-5)
        given.append(token)


def test_forced_tokens_need_not_be_scored(model: WhisperModel, encoded: EncodedAudio) -> None:
    scored = _decode(model, encoded, prefix=(2, 9, 30))
    unscored = _decode(model, encoded, replace(_GREEDY, score_prefix=False), prefix=(2, 9, 30))
    assert unscored.tokens == scored.tokens
    assert np.all(unscored.log_probabilities[:3] == 0)
    np.testing.assert_allclose(unscored.alignment, scored.alignment, atol=1e-6)
    assert unscored.no_speech_probability == pytest.approx(scored.no_speech_probability)


def test_a_forced_text_may_end_at_once(terse: WhisperModel) -> None:
    """The end is suppressed at the start of a text, and a forced prefix is no such start."""
    encoded = _hear(terse)
    free = _decode(terse, encoded, replace(_GREEDY, max_new_tokens=50))
    assert free.is_finished
    assert free.tokens
    for beams in (1, 3):
        found = _decode(terse, encoded, replace(_GREEDY, beams=beams), prefix=free.tokens)
        if beams == 1:
            assert found.tokens == free.tokens
        assert found.is_finished
    np.testing.assert_allclose(found.alignment[: len(free.tokens)], free.alignment, atol=1e-5)


@pytest.mark.parametrize("beams", [1, 2, 5])
@pytest.mark.parametrize("length_penalty", [0.0, 1.0])
def test_search_that_ends_gives_the_step_that_ended_it(
    terse: WhisperModel, beams: int, length_penalty: float
) -> None:
    encoded = _hear(terse)
    options = DecodingOptions(beams=beams, length_penalty=length_penalty, max_new_tokens=50)
    found = _decode(terse, encoded, options)
    assert found.is_finished
    given = [*_start(terse), *found.tokens]
    whole = terse.step(np.array([given]), terse.initial_state(encoded))
    np.testing.assert_allclose(found.end_alignment, whole.alignment[0, :, -1], atol=1e-5)


def test_a_prompt_is_heard_and_not_repeated(model: WhisperModel, encoded: EncodedAudio) -> None:
    plain = _decode(model, encoded)
    prompted = _decode(model, encoded, prompt=[50, 60, 70])
    assert not np.allclose(prompted.log_probabilities[:1], plain.log_probabilities[:1], atol=1e-4)
    given = [model.config.start_of_previous, 50, 60, 70, *_start(model)]
    values = _log_probabilities(model, encoded, given)
    assert prompted.tokens[0] == values.argmax()


def test_only_the_end_of_a_long_prompt_is_kept(model: WhisperModel, encoded: EncodedAudio) -> None:
    n_kept = model.config.max_target_tokens // 2 - 1
    prompt = list(range(8, 8 + 3 * n_kept))
    whole, end = (_decode(model, encoded, prompt=p) for p in (prompt, prompt[-n_kept:]))
    assert whole.tokens == end.tokens
    np.testing.assert_array_equal(whole.log_probabilities, end.log_probabilities)


def test_no_speech_probability_is_that_of_the_first_step(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    start = np.array([[model.config.start_of_transcript]])
    logits = model.step(start, model.initial_state(encoded)).logits[0]
    expected = np.exp(logits[0, model.config.no_speech] - log_sum_exp(logits)[0])
    found = _decode(model, encoded)
    assert found.no_speech_probability == pytest.approx(float(expected), rel=1e-3)


def test_the_limit_ends_a_text_unfinished(model: WhisperModel, encoded: EncodedAudio) -> None:
    for beams in (1, 3):
        options = DecodingOptions(beams=beams, max_new_tokens=1)
        found = _decode(model, encoded, options)
        assert (len(found.tokens), found.is_finished) == (1, False)
        assert np.all(found.end_alignment == 0)


def test_the_decoder_ends_where_its_positions_end(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    prefix = list(range(20, 20 + 54))  # with the 4 before it, 2 of 60 positions are left
    found = _decode(model, encoded, DecodingOptions(beams=2), prefix=prefix)
    assert 54 <= len(found.tokens) <= 56
    with pytest.raises(ValueError, match="do not fit"):
        _decode(model, encoded, prefix=list(range(20, 20 + 56)))


def test_unknown_language_is_an_error(model: WhisperModel, encoded: EncodedAudio) -> None:
    with pytest.raises(ValueError, match="'xx'"):
        decode(model, encoded, language="xx", task="transcribe", options=_GREEDY)


@pytest.mark.parametrize("beams", [1, 3])
def test_stopping_ends_at_the_token_that_was_asked_about(
    model: WhisperModel, encoded: EncodedAudio, beams: int
) -> None:
    asked: list[tuple[tuple[int, ...], Float32]] = []

    def stop_at_five(tokens: tuple[int, ...], row: Float32) -> bool:
        asked.append((tokens, row))
        return len(tokens) >= 5

    found = decode(
        model,
        encoded,
        language="fr",
        task="translate",
        prefix=(9, 30),
        options=replace(_GREEDY, beams=beams),
        should_stop=stop_at_five,
    )
    assert [len(tokens) for tokens, _ in asked] == [3, 4, 5]
    assert all(tokens[:2] == (9, 30) for tokens, _ in asked)
    if not found.is_finished:
        assert found.tokens == asked[-1][0]
        np.testing.assert_array_equal(found.alignment[-1], asked[-1][1])
    assert asked[-1][1].shape == (len(model.config.alignment_heads), encoded.n_frames)


def test_never_stopping_changes_nothing(model: WhisperModel, encoded: EncodedAudio) -> None:
    options = replace(_GREEDY, beams=4)
    asked = decode(
        model,
        encoded,
        language="fr",
        task="translate",
        options=options,
        should_stop=lambda _tokens, _row: False,
    )
    assert asked.tokens == _decode(model, encoded, options).tokens


def test_repetition_guard_holds_for_forced_and_new_tokens(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    options = DecodingOptions(beams=3, max_new_tokens=40, no_repeat_ngram_tokens=2)
    tokens = _decode(model, encoded, options, prefix=(9, 30, 9)).tokens
    pairs = list(itertools.pairwise(tokens))
    assert len(pairs) == len(set(pairs))
    assert len(tokens) > 10


def test_timestamps_are_placed_by_the_rules(model: WhisperModel, encoded: EncodedAudio) -> None:
    options = DecodingOptions(beams=2, max_new_tokens=20, timestamps=True)
    tokens = _decode(model, encoded, options).tokens
    first = model.config.first_timestamp
    assert tokens[0] >= first
    stamps = [token for token in tokens if token >= first]
    assert stamps == sorted(stamps)


@pytest.mark.parametrize(
    ("beams", "max_new_tokens", "no_repeat_ngram_tokens"), [(0, 9, 0), (1, 0, 0), (1, 9, -1)]
)
def test_options_that_cannot_be_are_an_error(
    beams: int, max_new_tokens: int, no_repeat_ngram_tokens: int
) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        DecodingOptions(
            beams=beams,
            max_new_tokens=max_new_tokens,
            no_repeat_ngram_tokens=no_repeat_ngram_tokens,
        )


@settings(deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    vocab_size=st.integers(2, 3000),
    n=st.integers(1, 12),
    n_rows=st.integers(1, 3),
    n_levels=st.integers(2, 10**6),
)
def test_best_tokens_are_those_of_a_full_sort(
    seed: int, vocab_size: int, n: int, n_rows: int, n_levels: int
) -> None:
    random = np.random.default_rng(seed)
    scores = random.integers(0, n_levels, size=(n_rows, vocab_size)).astype(np.float32)
    scores[random.random(scores.shape) < 0.1] = -np.inf
    found = best_tokens(scores, n)
    expected = -np.sort(-scores, axis=1)[:, :n]
    assert all(len(set(row)) == len(row) for row in found.tolist())
    values = np.take_along_axis(scores, found, axis=1)
    np.testing.assert_array_equal(-np.sort(-values, axis=1), expected)


def test_log_sum_exp_survives_large_and_forbidden_values() -> None:
    logits = np.array([[1000, 1000, -np.inf], [-1000, -np.inf, -np.inf]], np.float32)
    np.testing.assert_allclose(log_sum_exp(logits), [1000 + np.log(2), -1000])


def test_exported_folder_holds_what_the_loader_needs(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    TinyWhisper().write(source)
    convert_whisper(source, target)
    assert {path.name for path in target.iterdir()} == {
        "encoder.onnx",
        "decoder.onnx",
        "whisper.json",
        "tokenizer.json",
    }


def test_a_text_is_scored_as_it_would_be_forced(model: WhisperModel, encoded: EncodedAudio) -> None:
    said = _decode(model, encoded).tokens
    forced = _decode(model, encoded, replace(_GREEDY, max_new_tokens=1), prefix=said)

    def scored(n_known: int) -> Float32:
        return score(model, encoded, said, n_known=n_known, language="fr", task="translate")

    np.testing.assert_allclose(scored(0), forced.log_probabilities[: len(said)], atol=1e-4)
    np.testing.assert_allclose(scored(3), scored(0)[3:], atol=1e-5)
    assert scored(len(said)).size == 0


def test_a_text_may_be_kept_from_beginning_as_it_would(
    model: WhisperModel, encoded: EncodedAudio
) -> None:
    free = _decode(model, encoded).tokens
    other = _decode(model, encoded, replace(_GREEDY, not_first=free[0])).tokens
    assert other[0] != free[0]
    behind = _decode(model, encoded, replace(_GREEDY, not_first=free[2]), prefix=free[:2]).tokens
    assert behind[:2] == free[:2]
    assert behind[2] != free[2]
