"""Cloning with the real models: who speaks in a recording, and a clone of that person."""

import re
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.interpreter import Interpreter
from engine.messages import Code
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.speakers.resemblyzer import ResemblyzerModel
from engine.tts.cloning.checks import Problem, check_recording
from engine.tts.cloning.consent import record_consent
from engine.tts.cloning.enrolment import EnrolmentConfig, Request
from engine.tts.cloning.search import SearchConfig

pytestmark = pytest.mark.models

_SPEECH = Path(__file__).parents[2] / "data" / "speech"


def _clip(name: str) -> Float32:
    with open_audio(_SPEECH / f"{name}.flac") as file:
        samples: Float32 = np.concatenate(list(file))
        return samples


@pytest.fixture(scope="module")
def clean() -> Float32:
    return _clip("pt_banco")


@pytest.fixture(scope="module")
def encoder(packs: PackStore) -> ResemblyzerModel:
    return ResemblyzerModel(packs.folder("resemblyzer"), runtime=Runtime(threads=1))


def test_two_people_in_one_recording(encoder: ResemblyzerModel, clean: Float32) -> None:
    assert check_recording(clean, encoder) == ()
    both = np.concatenate([clean[: 8 * SOURCE_RATE_HZ], _clip("en_jfk")])
    problems = [finding.problem for finding in check_recording(both, encoder)]
    assert Problem.SEVERAL_SPEAKERS in problems


@pytest.mark.parametrize("other", ["en_long_voxpopuli_ivory", "de_mls_mathematik"])
def test_two_people_in_turn(encoder: ResemblyzerModel, clean: Float32, other: str) -> None:
    second = _clip(other)
    cut, end = 8 * SOURCE_RATE_HZ, 12 * SOURCE_RATE_HZ
    turns = np.concatenate([clean[:cut], second[:cut], clean[cut:end], second[cut:end]])
    findings = {finding.problem: finding.is_blocking for finding in check_recording(turns, encoder)}
    assert findings[Problem.SEVERAL_SPEAKERS]


def test_what_is_not_used_of_a_long_recording_is_said(
    encoder: ResemblyzerModel, clean: Float32
) -> None:
    (finding,) = check_recording(np.tile(clean, 4), encoder)
    assert finding.problem is Problem.TOO_LONG
    assert not finding.is_blocking


@pytest.mark.slow
def test_a_person_is_cloned_with_the_starter_pack(packs: PackStore, clean: Float32) -> None:
    with Interpreter(packs, runtime=Runtime(threads=2)) as interpreter:
        result = interpreter.enroller().enrol(
            Request(
                name="Banco",
                samples=clean,
                consent=record_consent("The speaker of pt_banco", agreed=True),
                languages=("pt",),
            ),
            EnrolmentConfig(search=SearchConfig(n_trials=4)),
        )
    assert result.likeness.least > max(0.2, result.ready_made_likeness.least)
    # The recording was made for something else.
    assert result.consent_notice.code is Code.CONSENT_GIVEN_FOR
    assert result.word_errors is not None
    assert result.word_errors < 0.5
    assert re.fullmatch(r"clone-[0-9a-f]{12}", result.voice.id)
