"""OpenAI's official client, unmodified, against the socket for live translation."""

import asyncio
import base64
import json
from typing import Any

import numpy as np
import pytest
import soxr
from websockets.asyncio.client import connect

from engine.arrays import SOURCE_RATE_HZ
from tests.helpers.running_service import RunningService
from tests.helpers.talking import PATIENCE_S, assert_free, assert_no_jobs
from tests.helpers.tiny_interpreter import utterances

RATE_HZ = 24_000


def sound(*levels: float) -> bytes:
    at_rate = soxr.resample(utterances(*levels), SOURCE_RATE_HZ, RATE_HZ)
    return bytes((at_rate * 32767).astype("<i2").tobytes())


def pieces(content: bytes, size: int = 9_600) -> list[str]:
    starts = range(0, len(content), size)
    return [base64.b64encode(content[start : start + size]).decode() for start in starts]


def interpret(
    service: RunningService, *updates: dict[str, Any], key: str = "any"
) -> list[dict[str, Any]]:
    """The events of a session that hears one utterance behind each update."""

    from openai import AsyncOpenAI  # noqa: PLC0415 - 50 MB, which not every process of tests needs

    async def run() -> list[dict[str, Any]]:
        client = AsyncOpenAI(base_url=f"{service.url}/v1", api_key=key)
        events: list[dict[str, Any]] = []
        async with (
            asyncio.timeout(PATIENCE_S),
            client.realtime.translations.connect(model="gpt-realtime-translate") as connection,
        ):
            for update in updates:
                if update:
                    await connection.session.update(session=update)  # type: ignore[arg-type]
                for piece in pieces(sound(0.3)):
                    await connection.session.input_audio_buffer.append(audio=piece)
            await connection.session.close()
            async for event in connection:
                events.append(event.to_dict())
                if event.type == "session.closed":
                    break
        return events

    return asyncio.run(run())


def joined(events: list[dict[str, Any]], side: str) -> str:
    kind = f"session.{side}_transcript.delta"
    return "".join(event["delta"] for event in events if event["type"] == kind)


def output(language: str) -> dict[str, Any]:
    return {"audio": {"output": {"language": language}}}


def test_speech_becomes_speech_and_text(service: RunningService) -> None:
    events = interpret(service, output("en"))
    kinds = [event["type"] for event in events]
    assert kinds[:2] == ["session.created", "session.updated"]
    assert kinds[-1] == "session.closed"
    assert all(event["event_id"] for event in events)
    assert events[1]["session"]["audio"]["output"]["language"] == "en"
    assert joined(events, "output").startswith("t")
    audio = [e for e in events if e["type"] == "session.output_audio.delta"]
    samples = np.frombuffer(base64.b64decode("".join(e["delta"] for e in audio[:1])), "<i2")
    assert audio
    assert audio[0]["sample_rate"] == RATE_HZ
    assert len(samples) == RATE_HZ * 80 // 1000
    assert "session.input_transcript.delta" not in kinds
    assert_free(service)


def test_what_was_said_is_written_where_it_is_asked_for(service: RunningService) -> None:
    update = output("en")
    update["audio"]["input"] = {"transcription": {"model": "gpt-realtime-whisper"}}
    events = interpret(service, update)
    assert joined(events, "input")


def test_without_an_update_spanish_is_spoken(service: RunningService) -> None:
    events = interpret(service, {})
    assert events[0]["session"]["audio"]["output"]["language"] == "es"
    assert joined(events, "output")


def test_the_language_changes_on_air_and_nothing_is_lost(service: RunningService) -> None:
    events = interpret(service, output("en"), output("es"))
    assert [e["type"] for e in events].count("session.updated") == 2
    assert (
        joined(events, "output").count("translate") + joined(events, "output").count("transcribe")
        == 2
    )
    assert events[-1]["type"] == "session.closed"


def test_errors_leave_the_session_open(service: RunningService) -> None:
    async def run() -> list[dict[str, Any]]:
        address = f"{service.url}/v1/realtime/translations?model=x".replace("http", "ws", 1)
        async with asyncio.timeout(PATIENCE_S), connect(address) as socket_:
            for text in (
                "nonsense",
                "[]",
                json.dumps({"type": "what", "event_id": "mine"}),
                json.dumps({"type": "session.input_audio_buffer.append", "audio": "!"}),
                json.dumps({"type": "session.update", "session": output("zh_CN")}),
                json.dumps({"type": "session.update", "session": "en"}),
            ):
                await socket_.send(text)
            await socket_.send(b"binary")
            # Of a language that nothing speaks here.
            await socket_.send(json.dumps({"type": "session.update", "session": output("de")}))
            await socket_.send(json.dumps({"type": "session.close"}))
            return [json.loads(text) async for text in socket_]

    events = asyncio.run(run())
    errors = [event["error"] for event in events if event["type"] == "error"]
    assert len(errors) >= 7
    assert errors[2]["event_id"] == "mine"
    assert errors[4]["param"] == "session.audio.output.language"
    assert events[-1]["type"] == "session.closed"
    assert_free(service)


def test_a_key_is_asked_for(service: RunningService) -> None:
    key = service.service.access.keys.add("openai")
    assert interpret(service, output("en"), key=key)[-1]["type"] == "session.closed"

    async def run() -> dict[str, Any]:
        address = f"{service.url}/v1/realtime/translations".replace("http", "ws", 1)
        offered: list[Any] = ["realtime", f"openai-insecure-api-key.{key}"]
        async with asyncio.timeout(PATIENCE_S), connect(address, subprotocols=offered) as page:
            assert page.subprotocol == "realtime"
            first: dict[str, Any] = json.loads(await page.recv())
            return first

    assert asyncio.run(run())["type"] == "session.created"
    with pytest.raises(Exception, match=r"API key|401|403"):
        interpret(service, output("en"), key="wrong")
    assert_no_jobs(service)
