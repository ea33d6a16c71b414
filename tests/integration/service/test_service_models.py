"""Gradium's own client against a service with the starter pack."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soxr
from gradium import GradiumClient

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from tests.helpers.running_service import RunningService, running_service

pytestmark = pytest.mark.models

SPEECH = Path(__file__).parents[2] / "data" / "speech"
RATE_HZ = 24_000


@pytest.fixture(scope="module")
def service(packs: PackStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    interpreter = Interpreter(packs, runtime=Runtime(threads=1))
    interpreter.load(SessionConfig(source="fr", target="en"))
    with running_service(interpreter, tmp_path_factory.mktemp("home")) as running:
        yield running


def recording(name: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    with open_audio(SPEECH / name) as file:
        samples: Float32 = np.concatenate(list(file))
    at_rate = soxr.resample(samples, SOURCE_RATE_HZ, RATE_HZ)
    pcm: np.ndarray[tuple[int, ...], np.dtype[np.int16]] = (at_rate * 32767).astype(np.int16)
    return pcm


def test_speech_is_interpreted_and_what_is_spoken_is_understood(service: RunningService) -> None:
    client = GradiumClient(base_url=service.api, api_key="any")
    setup = {
        "input_format": "pcm",
        "output_format": "pcm_24000",
        "json_config": {"target_language": "en", "language": "fr"},
    }
    pcm = recording("fr_cv_accident.flac")

    async def run() -> tuple[str, str]:
        interpreted = await client.s2s(setup, pcm, sample_rate=RATE_HZ)
        heard = await client.stt(
            {"input_format": "pcm", "json_config": {"language": "en"}},
            interpreted.pcm16(),
            sample_rate=RATE_HZ,
        )
        return interpreted.text, heard.text

    said, heard = asyncio.run(run())
    words = {word.strip(".,!?").casefold() for word in said.split()}
    understood = {word.strip(".,!?").casefold() for word in heard.split()}
    assert len(words) >= 3
    assert len(words & understood) >= len(words) / 2


def test_two_directions_at_once_do_not_mix(service: RunningService) -> None:
    client = GradiumClient(base_url=service.api, api_key="any")

    async def one(name: str, language: str) -> str:
        setup = {"input_format": "pcm", "json_config": {"language": language}}
        result = await client.stt(setup, recording(name), sample_rate=RATE_HZ)
        return str(result.text).casefold()

    async def run() -> tuple[str, str]:
        return await asyncio.gather(one("en_jfk.flac", "en"), one("fr_cv_accident.flac", "fr"))

    english, french = asyncio.run(run())
    assert "country" in english
    assert "country" not in french
    assert french
