"""Raw words with a running service, good and bad."""

import asyncio
import base64
import contextlib
import json
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances

PATIENCE_S = 20.0
CONFIG = {"language": "fr", "target_language": "en"}


def message(type_: str, **fields: object) -> str:
    return json.dumps({"type": type_, **fields})


def setup(**fields: object) -> str:
    return message("setup", **{"input_format": "pcm_16000", "json_config": CONFIG, **fields})


def audio(content: bytes, **fields: object) -> str:
    return message("audio", audio=base64.b64encode(content).decode(), **fields)


def sound(*levels: float) -> bytes:
    return (utterances(*levels) * 32767).astype("<i2").tobytes()


def address(service: RunningService, route: str) -> str:
    return f"{service.url}/api/speech/{route}".replace("http", "ws", 1)


async def told(socket_: ClientConnection) -> tuple[list[dict[str, Any]], int]:
    """All messages until the end, and the code of the close."""
    messages: list[dict[str, Any]] = []
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                messages.append(json.loads(await socket_.recv()))
    except ConnectionClosed as closed:
        return messages, closed.rcvd.code if closed.rcvd is not None else 1006


def talk(
    service: RunningService, *texts: str | bytes, route: str = "asr"
) -> tuple[list[dict[str, Any]], int]:
    async def run() -> tuple[list[dict[str, Any]], int]:
        async with connect(address(service, route)) as socket_:
            with contextlib.suppress(ConnectionClosed):
                for text in texts:
                    await socket_.send(text)
            return await told(socket_)

    return asyncio.run(run())


def assert_no_jobs(service: RunningService) -> None:
    """Every place is free again, or is so soon."""
    until_s = time.monotonic() + PATIENCE_S
    while service.service.scheduler.load.jobs and time.monotonic() < until_s:
        time.sleep(0.01)
    assert service.service.scheduler.load.jobs == 0


def assert_free(service: RunningService) -> None:
    """Every place is free again, and the service still works."""
    assert_no_jobs(service)
    messages, code = talk(service, setup(), audio(sound(0.3)), message("end_of_stream"))
    assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."]
    assert code == 1000
