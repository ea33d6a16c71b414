"""Pocket TTS stage by stage beside the reference, on random weights in the published layout."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pytest

from engine.arrays import Float32
from engine.onnx import Runtime
from engine.tts.pocket import PocketModel, State, prepared_text

pytestmark = pytest.mark.parity

_FOLDER: Final = Path(__file__).parents[1] / "data" / "pocket"
Recorded: TypeAlias = Mapping[str, npt.NDArray[np.generic]]


@pytest.fixture(scope="module")
def model() -> PocketModel:
    return PocketModel(_FOLDER, runtime=Runtime(threads=1))


@pytest.fixture(scope="module")
def expected() -> Recorded:
    with np.load(_FOLDER / "expected.npz") as recorded:
        return dict(recorded)


def _floats(expected: Recorded, name: str) -> Float32:
    return expected[name].astype(np.float32)


def _assert_close(got: Float32, wanted: Float32) -> None:
    np.testing.assert_allclose(got, wanted, rtol=1e-3, atol=1e-5)


@pytest.fixture(scope="module")
def text_state(model: PocketModel, expected: Recorded) -> State:
    voice = model.voice_state(_floats(expected, "heard"))
    return model.text_state(expected["token_ids"].tolist(), voice)


def test_texts_are_prepared_alike() -> None:
    for row in json.loads((_FOLDER / "texts.json").read_text(encoding="utf-8")):
        text, frames = prepared_text(row["text"], pads_short=row["pads"], has_no_semicolons=True)
        assert (text, frames) == (row["prepared"], row["frames"])


def test_text_is_cut_into_the_same_tokens(model: PocketModel, expected: Recorded) -> None:
    assert model.tokenise(str(expected["text"])) == expected["token_ids"].tolist()


def test_a_voice_is_heard_alike(model: PocketModel, expected: Recorded) -> None:
    heard = model.encode_voice(_floats(expected, "clip"))
    _assert_close(heard, _floats(expected, "heard"))


def test_the_language_model_says_the_same_step_by_step(
    model: PocketModel, expected: Recorded, text_state: State
) -> None:
    state = text_state
    before: Float32 = np.full(4, np.nan, np.float32)
    latents = _floats(expected, "latents")
    conditions = _floats(expected, "conditions")
    logits = _floats(expected, "logits")
    for condition, logit, latent in zip(conditions, logits, latents, strict=True):
        got, end_logit, state = model._step(state, latent=before)
        _assert_close(got[0], condition)
        assert end_logit == pytest.approx(float(logit), rel=1e-3)
        before = latent


def test_the_same_noise_gives_the_same_latents_and_the_same_end(
    model: PocketModel, expected: Recorded, text_state: State
) -> None:
    noise = iter(_floats(expected, "noise"))
    drawn = list(
        model.latents(
            text_state,
            n_tokens=len(expected["token_ids"]),
            frames_after_end=3,
            temperature=0.7,
            noise=lambda _size: next(noise),
        )
    )
    assert [is_last for _, is_last in drawn] == [False] * (len(drawn) - 1) + [True]
    latents = np.stack([latent for latent, _ in drawn])
    _assert_close(latents, _floats(expected, "latents"))


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_the_decoder_gives_the_same_sound_however_many_frames_at_once(
    model: PocketModel, expected: Recorded, at_once: int
) -> None:
    latents = _floats(expected, "latents")
    state = model.decoder_state()
    pieces: list[Float32] = []
    for first in range(0, len(latents), at_once):
        piece, state = model.decode(latents[first : first + at_once], state)
        pieces.append(piece)
    _assert_close(np.concatenate(pieces), _floats(expected, "audio"))
