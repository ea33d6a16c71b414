"""Canary as a speech model: tasks, prompts, the lead-in, and what it refuses."""

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engine.asr.bias import SpeechBias, TokenBias
from engine.asr.canary.model import CanaryModel
from engine.asr.model import SpeechOptions
from engine.errors import AudioError, ModelError
from engine.onnx import Runtime
from tests.helpers.tiny_canary import (
    PUBLISHED,
    expected_floats,
    expected_ids,
    install_tiny_canary,
)

_RUNTIME = Runtime(threads=1)
_OPTIONS = SpeechOptions(beams=1, max_new_tokens=8)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_tiny_canary(tmp_path_factory.mktemp("canary") / "pack")


@pytest.fixture(scope="module")
def model(installed: Path) -> CanaryModel:
    return CanaryModel(installed, runtime=_RUNTIME)


def test_it_writes_the_spoken_language_and_translates_from_and_to_english(
    model: CanaryModel,
) -> None:
    assert model.writes(source="de", target="de")
    assert model.writes(source="de", target="en")
    assert model.writes(source="en", target="de")
    assert not model.writes(source="de", target="fr")
    assert not model.writes(source="en", target="elvish")


def test_the_prompts_of_both_tasks(model: CanaryModel) -> None:
    assert model.prompt(source="en", target="de") == expected_ids("prompt")
    assert model.prompt(source="fr", target="fr") == (7, 4, 16, 69, 69, 5, 9, 11, 13)


def test_one_vocabulary_for_all_has_a_space_before_the_prompt(
    installed: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(installed, pack)
    lines = (PUBLISHED / "vocab.txt").read_text(encoding="utf-8")
    # Only an aggregate vocabulary has one "<unk>" for each language.
    (pack / "vocab.txt").write_text(lines.replace("<unk> 1152", "ö 1152"), encoding="utf-8")

    model = CanaryModel(pack, runtime=_RUNTIME)

    assert model.prompt(source="en", target="de") == (1151, *expected_ids("prompt"))


@pytest.mark.parametrize("target", ["en", "de"])
def test_a_decision_is_kept_and_frames_count_from_the_sound(
    model: CanaryModel, target: str
) -> None:
    samples = expected_floats("samples")
    speech = model.encode(samples, is_last=True)

    free = speech.decode(source="en", target=target, options=_OPTIONS)
    forced = speech.decode(
        source="en",
        target=target,
        prefix=free.tokens[:3],
        context=(1153, 1154),
        options=SpeechOptions(max_new_tokens=5),
    )

    assert len(free.tokens) == 8
    assert forced.tokens == free.tokens
    np.testing.assert_array_equal(forced.frames, free.frames)
    assert free.frames.min() >= 0
    assert free.frames.max() < -(-samples.size // model.traits.frame_samples)


def test_no_sound_comes_before_the_lead_in(model: CanaryModel) -> None:
    samples = expected_floats("samples")
    features = expected_floats("features")

    speech = model.encode(samples, is_last=False)

    n_frames = speech.heard.cross["cross_key_0"].shape[1]
    assert n_frames == 8 + model.network.encode(features).cross["cross_key_0"].shape[1]


def test_speech_ends_where_the_sound_does(model: CanaryModel) -> None:
    samples = expected_floats("samples")
    noise = 0.01 * np.random.default_rng(1).normal(size=16_000).astype(np.float32)

    followed = model.encode(np.concatenate([samples, noise]), is_last=True)
    alone = model.encode(noise, is_last=True)

    assert 15 <= followed.last_speech_frame <= 25
    assert alone.last_speech_frame == -1


class TestSourceLanguage:
    """What it writes are English words by the vocabulary, where German was asked for."""

    @pytest.fixture
    def first_choices(self, model: CanaryModel) -> tuple[int, int]:
        """The two likeliest first tokens of a translation."""
        speech = model.encode(expected_floats("samples"), is_last=True)
        row = model.network.step(model.prompt(source="en", target="de"), speech.heard)
        best = np.argsort(-row.log_probabilities[0])
        return int(best[0]), int(best[1])

    def _english(self, installed: Path, pack: Path, *, german: int | None = None) -> CanaryModel:
        """All pieces are English words, but for one that is a German one."""
        shutil.copytree(installed, pack)
        lines = (PUBLISHED / "vocab.txt").read_text(encoding="utf-8").splitlines()
        words = ("▁the", "▁and", "▁with")
        lines[1153:1216] = [
            f"{'▁und' if n == german else words[n % 3]} {n}" for n in range(1153, 1216)
        ]
        (pack / "vocab.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return CanaryModel(pack, runtime=_RUNTIME)

    def test_while_speech_goes_on_it_waits(
        self, model: CanaryModel, installed: Path, tmp_path: Path
    ) -> None:
        samples = expected_floats("samples")
        free = model.encode(samples, is_last=False).decode(
            source="en", target="de", options=_OPTIONS
        )
        english = self._english(installed, tmp_path / "pack")

        found = english.encode(samples, is_last=False).decode(
            source="en", target="de", prefix=free.tokens[:2], options=_OPTIONS
        )

        assert found.tokens == free.tokens[:2]
        assert len(found.frames) == len(found.log_probabilities) == 2
        assert not found.is_finished

    def test_at_the_end_it_tries_another_first_word(
        self, installed: Path, tmp_path: Path, first_choices: tuple[int, int]
    ) -> None:
        _, second = first_choices
        partly = self._english(installed, tmp_path / "partly", german=second)
        speech = partly.encode(expected_floats("samples"), is_last=True)

        found = speech.decode(source="en", target="de", options=SpeechOptions(max_new_tokens=3))

        assert found.tokens[0] == second
        assert len(found.tokens) == 3

    def test_text_that_stays_untranslated_is_not_given(
        self, installed: Path, tmp_path: Path
    ) -> None:
        speech = self._english(installed, tmp_path / "pack").encode(
            expected_floats("samples"), is_last=True
        )

        assert speech.decode(source="en", target="de", options=_OPTIONS).tokens == ()
        # As a transcript it is what was asked for.
        assert len(speech.decode(source="en", target="en", options=_OPTIONS).tokens) == 8


def test_what_it_cannot_do_is_refused(model: CanaryModel) -> None:
    speech = model.encode(expected_floats("samples"), is_last=True)

    with pytest.raises(ValueError, match="does not write 'fr' from 'de'"):
        speech.decode(source="de", target="fr", options=_OPTIONS)
    with pytest.raises(AudioError, match="at most 20 s"):
        model.encode(np.zeros(20 * 16_000 + 1, np.float32), is_last=True)
    with pytest.raises(AudioError):
        model.encode(np.zeros(0, np.float32), is_last=True)


def test_text_and_words(model: CanaryModel) -> None:
    assert model.text((1153, 1191, 1154)) == " ar t"
    assert model.starts_word(1154)
    assert not model.starts_word(1191)


def test_a_vocabulary_of_another_size_is_refused(installed: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(installed, pack)
    lines = (PUBLISHED / "vocab.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    (pack / "vocab.txt").write_text("".join(lines[:-3]), encoding="utf-8")

    with pytest.raises(ModelError, match="1214 tokens"):
        CanaryModel(pack, runtime=_RUNTIME)


def test_the_search_leans_towards_words_that_are_listened_for(model: CanaryModel) -> None:
    speech = model.encode(expected_floats("samples"), is_last=True)

    def tokens(bias: SpeechBias | None) -> tuple[int, ...]:
        options = SpeechOptions(max_new_tokens=1, bias=bias)
        return speech.decode(source="en", target="en", options=options).tokens

    plain = tokens(None)
    leaning = {
        tokens(SpeechBias(tokens=TokenBias([(number,)]))) for number in range(model.tokenizer.size)
    }
    assert leaning > {plain}
    assert model.bias(["no such \u4e00"], target="en").tokens.match((1153,)).nodes == ()


def test_texts_are_scored_and_need_not_repeat_themselves(model: CanaryModel) -> None:
    samples = expected_floats("samples")
    speech = model.encode(samples, is_last=True)
    found = speech.decode(source="en", target="en", options=_OPTIONS)
    assert len(found.tokens) > 3
    scores = speech.score(found.tokens, source="en", target="en")
    np.testing.assert_allclose(scores, found.log_probabilities, atol=1e-3)
    rest = speech.score(found.tokens, n_known=2, source="en", target="en")
    np.testing.assert_allclose(rest, scores[2:], atol=1e-3)
    with pytest.raises(ValueError, match="does not write"):
        speech.score(found.tokens, source="de", target="fr")

    options = SpeechOptions(beams=1, max_new_tokens=40, no_repeat_tokens=2)
    varied = speech.decode(source="en", target="en", options=options).tokens
    pairs = list(pairwise(varied))
    assert len(pairs) == len(set(pairs))

    begun = found.tokens[:2]
    options = replace(_OPTIONS, not_first=found.tokens[2])
    other = speech.decode(source="en", target="en", prefix=begun, options=options).tokens
    assert other[:2] == begun
    assert other[2:3] != found.tokens[2:3]
