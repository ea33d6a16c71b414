"""Deepgram's official client, unmodified, against the socket for live transcripts."""

import asyncio
import contextlib
import hashlib
import io
import json
from typing import Any

import pytest
import soundfile
from deepgram import AsyncDeepgramClient
from deepgram.environment import DeepgramClientEnvironment
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from engine.arrays import SOURCE_RATE_HZ
from tests.helpers.running_service import RunningService
from tests.helpers.talking import PATIENCE_S, assert_free, assert_no_jobs, sound, told
from tests.helpers.tiny_interpreter import utterances

# The client still uses old names of websockets.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

LINEAR: dict[str, Any] = {"encoding": "linear16", "sample_rate": "16000"}


def listen(
    service: RunningService,
    content: bytes,
    *,
    finalize: bool = False,
    key: str = "any",
    **query: str,
) -> list[dict[str, Any]]:
    async def run() -> list[dict[str, Any]]:
        socket_url = service.url.replace("http", "ws", 1)
        environment = DeepgramClientEnvironment(
            base=service.url, production=socket_url, agent=socket_url, agent_rest=service.url
        )
        client = AsyncDeepgramClient(api_key=key, environment=environment)
        options: Any = {"model": "nova-3", "language": "fr", **query}
        async with asyncio.timeout(PATIENCE_S), client.listen.v1.connect(**options) as socket_:
            await socket_.send_keep_alive()
            for start in range(0, len(content), 3_001):
                await socket_.send_media(content[start : start + 3_001])
            if finalize:
                await socket_.send_finalize()
            await socket_.send_close_stream()
            return [m.dict() async for m in socket_ if not isinstance(m, bytes)]

    return asyncio.run(run())


def finals(messages: list[dict[str, Any]]) -> list[str]:
    results = [m for m in messages if m["type"] == "Results" and m["is_final"]]
    texts = [m["channel"]["alternatives"][0]["transcript"] for m in results]
    return [text for text in texts if text]


def test_speech_is_written_down(service: RunningService) -> None:
    content = sound(0.3, 0.3)
    messages = listen(
        service, content, vad_events="true", utterance_end_ms="1000", finalize=True, **LINEAR
    )
    assert finals(messages) == ["transcribe fr."] * 2
    kinds = [message["type"] for message in messages]
    assert kinds[-1] == "Metadata"
    assert kinds.count("SpeechStarted") == kinds.count("UtteranceEnd") == 2
    assert any(m.get("speech_final") for m in messages)
    assert any(m.get("from_finalize") for m in messages)
    result = next(m for m in messages if finals([m]))
    words = result["channel"]["alternatives"][0]["words"]
    assert [word["punctuated_word"] for word in words] == ["transcribe", "fr."]
    assert [word["word"] for word in words] == ["transcribe", "fr"]
    end = result["start"] + result["duration"]
    assert result["start"] == words[0]["start"] < words[0]["end"] < words[1]["start"]
    assert words[1]["end"] == pytest.approx(end, abs=0.01)
    assert messages[-1]["sha256"] == hashlib.sha256(content).hexdigest()
    assert messages[-1]["duration"] == pytest.approx(len(content) / 32_000, abs=0.2)
    assert_free(service)


def test_a_container_needs_no_encoding(service: RunningService) -> None:
    file = io.BytesIO()
    soundfile.write(file, utterances(0.3), SOURCE_RATE_HZ, format="WAV", subtype="PCM_16")
    assert finals(listen(service, file.getvalue())) == ["transcribe fr."]


def test_nothing_heard_ends_well(service: RunningService) -> None:
    messages = listen(service, b"", **LINEAR)
    assert [message["type"] for message in messages] == ["Metadata"]


@pytest.mark.parametrize(
    ("query", "text", "part"),
    [
        ("encoding=linear16&sample_rate=11025", b"\0\0", "no audio format"),
        ("encoding=speex", b"\0\0", "no encoding"),
        ("channels=2&encoding=linear16&sample_rate=16000", b"\0\0", "one channel"),
        ("language=tlh&encoding=linear16&sample_rate=16000", b"\0\0", "no language"),
        ("encoding=linear16&sample_rate=16000", "nonsense", "one of the types"),
        ("encoding=linear16&sample_rate=16000", '{"type": "Configure"}', "one of the types"),
        ("", b"garbage, and no container", "not WAV"),
    ],
)
def test_what_is_wrong_is_said(
    service: RunningService, query: str, text: str | bytes, part: str
) -> None:
    async def run() -> tuple[list[dict[str, Any]], int]:
        address = f"{service.url}/v1/listen?{query}".replace("http", "ws", 1)
        async with connect(address) as socket_:
            await socket_.send(text)
            await socket_.send(json.dumps({"type": "CloseStream"}))
            return await told(socket_)

    messages, code = asyncio.run(run())
    assert messages[-1]["type"] == "Error"
    assert part in messages[-1]["description"]
    assert code == 1008
    assert_free(service)


def test_a_key_is_asked_for(service: RunningService) -> None:
    key = service.service.access.keys.add("deepgram")
    assert finals(listen(service, sound(0.3), key=key, **LINEAR)) == ["transcribe fr."]

    async def run(*offered: Any) -> list[dict[str, Any]]:
        address = f"{service.url}/v1/listen?language=fr&encoding=linear16&sample_rate=16000"
        async with connect(address.replace("http", "ws", 1), subprotocols=offered) as page:
            with contextlib.suppress(ConnectionClosed):
                await page.send(sound(0.3))
                await page.send(json.dumps({"type": "CloseStream"}))
            return (await told(page))[0]

    assert finals(asyncio.run(run("token", key))) == ["transcribe fr."]
    assert "API key" in asyncio.run(run("token", "wrong"))[0]["description"]
    assert_no_jobs(service)
