"""What Gradium's example scripts do, call by call, against this service.

Each test is named after a script there; the scripts themselves are not ours to ship. They read
sound files with a package that is not needed here, so the sound is made instead.
"""

import asyncio
import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import soundfile
import soxr
from gradium import GradiumClient
from websockets.asyncio.client import connect

from engine.arrays import SOURCE_RATE_HZ
from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances

ANNOUNCED = Path(__file__).parents[2] / "data" / "gradium" / "announced.py"
RATE_HZ = 24_000
FRAME = 1920
UNKNOWN_VOICE = "AbCdEfGhIjKlMnOp"
"""Of the form of Gradium's ids, which its scripts name."""


class SelfHostedClient(GradiumClient):  # type: ignore[misc]
    """Sends its key as the script for self-hosted models does."""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Api-Key {self._api_key}", "x-api-source": "test"}


@pytest.fixture
def key(service: RunningService) -> str:
    return service.service.access.keys.add("examples")


def pcm() -> "np.ndarray[Any, np.dtype[np.int16]]":
    at_rate = soxr.resample(utterances(0.3), SOURCE_RATE_HZ, RATE_HZ)
    scaled: np.ndarray[Any, np.dtype[np.int16]] = np.clip(at_rate * 32768, -32768, 32767).astype(
        np.int16
    )
    return scaled


async def pieces(samples: "np.ndarray[Any, np.dtype[np.int16]]") -> AsyncGenerator[Any, None]:
    for start in range(0, len(samples), FRAME):
        yield samples[start : start + FRAME]


def test_s2s_streaming(service: RunningService, key: str) -> None:
    client = GradiumClient(base_url=service.api, api_key=key)
    setup = {
        "model_name": "s2s-translate",
        "input_format": "pcm_24000",
        "output_format": "pcm_48000",
        "voice_id": UNKNOWN_VOICE,
        "stt_model_name": "default",
        "tts_model_name": "default",
        "json_config": {"target_language": "en"},
    }

    async def run() -> tuple[list[str], bytes, dict[str, Any]]:
        texts: list[str] = []
        audio: list[bytes] = []
        async with client.s2s_realtime(wait_for_ready_on_start=True, **setup) as s2s:

            async def send() -> None:
                async for piece in pieces(pcm()):
                    await s2s.send_audio(piece)
                await s2s.send_eos()

            async def receive() -> None:
                # To the end of the connection, which it is the service's part to close.
                async for message in s2s:
                    if message["type"] == "audio":
                        audio.append(message["audio"])
                    elif message["type"] == "text":
                        texts.append(message["text"])

            async with asyncio.TaskGroup() as group:
                group.create_task(send())
                group.create_task(receive())
            return texts, b"".join(audio), s2s.ready

    texts, audio, ready = asyncio.run(run())
    assert " ".join(texts) == "translate fr."
    assert ready["sample_rate"] == 48_000
    samples = np.frombuffer(audio, np.int16)
    assert len(samples) > 4800
    assert np.abs(samples).max() > 300


def test_the_example_of_the_announcement_prints_a_translation_and_returns_sound(
    service: RunningService, key: str, tmp_path: Path
) -> None:
    """As it stands, but for the address and the recording."""
    example = ANNOUNCED.read_text(encoding="utf-8")
    recording = tmp_path / "said.pcm"
    recording.write_bytes(pcm().tobytes())
    for written, meant in (
        ("GradiumClient()", f"GradiumClient(base_url={service.api!r})"),
        ('"input_24k_mono.pcm"', repr(str(recording))),
    ):
        assert example.count(written) == 1
        example = example.replace(written, meant)
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    returned = "import runpy; runpy.run_path('example.py')['translated'].tofile('returned.pcm')"
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", returned],
        cwd=tmp_path,
        env={**os.environ, "GRADIUM_API_KEY": key},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("translate fr. ", 0), done.stderr
    spoken = np.fromfile(tmp_path / "returned.pcm", np.int16)
    assert len(spoken) > 0.1 * 48_000
    assert np.abs(spoken).max() > 300


def test_stt_streaming(service: RunningService, key: str) -> None:
    client = GradiumClient(base_url=service.api, api_key=key)
    config = {"language": "fr", "temp": 0.3}
    setup = {"model_name": "default", "input_format": "pcm", "json_config": config}

    async def run() -> list[dict[str, Any]]:
        stream = await client.stt_stream(setup, pieces(pcm()))
        return [message async for message in stream._stream]

    messages = asyncio.run(run())
    texts = [message for message in messages if message["type"] == "text"]
    assert [text["text"] for text in texts] == ["transcribe fr."]
    assert 0 < texts[0]["start_s"] < texts[0]["stop_s"] < 6
    steps = [message for message in messages if message["type"] == "step"]
    assert len(steps) > 70
    assert all(0 <= step["vad"][2]["inactivity_prob"] <= 1 for step in steps)


def test_temp_token(service: RunningService, key: str) -> None:
    answer = httpx.get(f"{service.api}api-keys/token", headers={"x-api-key": key})
    answer.raise_for_status()
    token = answer.json()["token"]
    address = f"{service.api.replace('http://', 'ws://')}speech/tts?token={token}"

    async def run() -> bytes:
        async with connect(address) as socket:
            setup = {"type": "setup", "voice_id": UNKNOWN_VOICE, "output_format": "wav"}
            for message in (
                setup,
                {"type": "text", "text": "Hello there."},
                {"type": "end_of_stream"},
            ):
                await socket.send(json.dumps(message))
            answers = [json.loads(text) async for text in socket]
        assert answers[-1]["type"] == "end_of_stream"
        return b"".join(base64.b64decode(a["audio"]) for a in answers if a["type"] == "audio")

    samples, rate = soundfile.read(io.BytesIO(asyncio.run(run())))
    assert rate == 48_000
    assert len(samples) > 4800


@pytest.mark.parametrize(
    "voice", [{"voice_id": UNKNOWN_VOICE}, {"voice": "Heart"}, {"voice_id": "en-us-heart"}]
)
def test_tts_streaming(service: RunningService, key: str, voice: dict[str, str]) -> None:
    client = GradiumClient(base_url=service.api, api_key=key)
    config = {
        "max_padding": 3,
        "max_padding_per_token": 2,
        "padding_bonus": 1.5,
        "padding_between": 1,
        "rewrite_rules": "en",
    }
    text = "\nHello there,\nthis is a test.\n"

    async def words() -> AsyncGenerator[str, None]:
        for word in text.split(" "):
            yield word

    async def one() -> tuple[bytes, str]:
        setup = {
            "model_name": "default",
            "output_format": "wav",
            "retry_for_s": 30.0,
            "json_config": config,
            **voice,
        }
        stream = await client.tts_stream(setup, words())
        audio, texts = [], []
        async for message in stream._stream:
            if message["type"] == "audio":
                assert message["stop_s"] >= 0
                audio.append(base64.b64decode(message["audio"]))
            elif message["type"] == "text":
                texts.append(message["text"])
        return b"".join(audio), " ".join(texts)

    async def run() -> tuple[tuple[bytes, str], tuple[bytes, str]]:
        return await asyncio.gather(one(), one())

    for audio, said in asyncio.run(run()):
        assert said.split() == text.split()
        samples, rate = soundfile.read(io.BytesIO(audio))
        assert rate == 48_000
        assert len(samples) > 4800


def test_self_hosted_example_tts(service: RunningService, key: str) -> None:
    base = f"{service.api}speech/tts"
    setup = {"voice_id": "default", "output_format": "wav"}

    async def run() -> bytes:
        client = SelfHostedClient(base_url=base, api_key=key, tts_route="")
        stream = await client.tts_stream(setup, "Hello world")
        return b"".join([chunk async for chunk in stream.iter_bytes()])

    samples, rate = soundfile.read(io.BytesIO(asyncio.run(run())))
    assert rate == 48_000
    assert len(samples) > 4800
    for shown, status in ((key, 200), (f"{key}x", 401)):
        headers = {"authorization": f"Api-Key {shown}"}
        assert httpx.get(f"{service.api}voices/", headers=headers).status_code == status
