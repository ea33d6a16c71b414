"""Clients that are wrong, slow, gone or hostile: a clear end, and everything freed."""

import asyncio
import base64
import contextlib
import io
import json
import random
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import numpy as np
import pytest
import soundfile
import soxr
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.service.codecs import find_format
from engine.service.settings import Limits
from engine.tts.voice_stage import VoiceStage
from tests.helpers.running_service import RunningService
from tests.helpers.talking import (
    PATIENCE_S,
    address,
    assert_free,
    audio,
    message,
    setup,
    sound,
    talk,
    told,
)
from tests.helpers.tiny_interpreter import utterances

Serve = Callable[..., RunningService]
END = message("end_of_stream")


def wav(samples: Sequence[float] | Float32) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, np.array(samples, np.float32), 16_000, format="WAV", subtype="FLOAT")
    return file.getvalue()


def resampled(*levels: float) -> Float32:
    samples: Float32 = soxr.resample(utterances(*levels), SOURCE_RATE_HZ, TARGET_RATE_HZ)
    return samples


class TestWrongClients:
    @pytest.mark.parametrize(
        ("texts", "part"),
        [
            ([audio(b"\0\0")], "first message must be a setup"),
            (["nonsense"], "JSON object"),
            ([b"\0\1"], "binary"),
            ([setup(), message("audio", audio="!")], "base64"),
            ([setup(), message("what")], "none of the types"),
            ([setup(), setup()], "active already"),
            ([setup(), message("text", text="x")], "takes audio"),
            ([setup(input_format="pcm_11025")], "no audio format"),
            ([setup(json_config={"language": "fr", "target_language": "de"})], "German"),
            ([setup(input_format="wav"), audio(b"RIFX" * 20)], "not WAV"),
            ([setup(input_format="opus"), audio(b"x" * 300_000)], "not Opus"),
            ([setup(input_format="opus"), audio(b"x" * 30), END], "not Opus"),
            ([setup(input_format="opus"), audio(b"OggS" * 9), END], "not Opus"),
            ([setup(input_format="wav"), audio(b"RIF"), END], "inside its header"),
            ([setup(input_format="wav"), audio(wav([0.1, float("nan")])), END], "not numbers"),
            ([setup(input_format="wav"), audio(wav([float("inf")])), END], "not numbers"),
            ([setup(input_format="wav"), audio(wav([0.1] * 9)[:-1]), END], "inside a sample"),
        ],
    )
    def test_are_told_what_is_wrong(
        self, service: RunningService, texts: list[str | bytes], part: str
    ) -> None:
        messages, code = talk(service, *texts)
        assert messages[-1]["type"] == "error"
        assert messages[-1]["code"] == 1008
        assert part in messages[-1]["message"]
        assert code == 1008
        assert_free(service)

    @pytest.mark.parametrize("name", ["pcm_16000", "wav", "opus"])
    def test_what_was_heard_before_the_damage_is_answered_for(
        self, service: RunningService, name: str
    ) -> None:
        whole = {
            "pcm_16000": sound(0.3),
            "wav": wav(utterances(0.3)),
            "opus": b"".join(
                [*(e := find_format("opus").encoder()).push(resampled(0.3)), e.flush()]
            ),
        }[name]
        messages, code = talk(
            service, setup(input_format=name), audio(whole[:-1]), END, route="asr"
        )
        assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."]
        assert "it ends inside a " in messages[-1]["message"]
        assert code == 1008
        assert_free(service)

    def test_a_message_that_is_too_large_closes_the_socket(self, service: RunningService) -> None:
        messages, code = talk(service, setup(), audio(bytes(10 << 20)))
        assert code == 1009
        assert all(m["type"] in ("ready", "step") for m in messages)
        assert_free(service)

    def test_one_byte_at_a_time_is_heard(self, service: RunningService) -> None:
        content = sound(0.3)
        # The speech itself comes in single bytes at its beginning, in large pieces later.
        pieces = [content[i : i + 1] for i in range(65_000, 67_001)]
        whole = [audio(content[:65_000]), *map(audio, pieces), audio(content[67_001:])]
        messages, code = talk(service, setup(), *whole, message("end_of_stream"))
        assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."]
        assert code == 1000

    def test_many_seconds_in_one_message_are_heard_in_pieces(self, service: RunningService) -> None:
        messages, _ = talk(service, setup(), audio(sound(*[0.3] * 12)), message("end_of_stream"))
        assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."] * 12
        assert service.service.metrics.text().count(b"dragoman_wait_seconds_bucket") > 5

    def test_an_error_of_one_request_leaves_the_others(self, service: RunningService) -> None:
        texts = [
            setup(client_req_id="good", close_ws_on_eos=False),
            setup(client_req_id="bad", close_ws_on_eos=False, input_format="wav"),
            audio(b"no" * 90, client_req_id="bad"),
            audio(b"no" * 90, client_req_id="bad"),
            audio(sound(0.3), client_req_id="good"),
            message("end_of_stream", client_req_id="good"),
            setup(),
            message("end_of_stream"),
        ]
        messages, code = talk(service, *texts)
        errors = [m for m in messages if m["type"] == "error"]
        assert [m["client_req_id"] for m in errors] == ["bad"]
        texts_told = [(m["client_req_id"], m["text"]) for m in messages if m["type"] == "text"]
        assert texts_told == [("good", "translate fr.")]
        assert code == 1000
        assert_free(service)

    def test_silence_without_end_is_no_error_and_costs_no_memory(
        self, service: RunningService
    ) -> None:
        async def run() -> None:
            async with connect(address(service, "asr")) as socket_:
                await socket_.send(setup())
                second = audio(bytes(2 * SOURCE_RATE_HZ))
                for _ in range(240):
                    await socket_.send(second)
                await socket_.send(message("end_of_stream"))
                messages, code = await told(socket_)
                assert {m["type"] for m in messages} == {"ready", "step", "end_of_stream"}
                assert messages[-2]["total_duration_s"] == pytest.approx(240, abs=0.1)
                assert code == 1000

        asyncio.run(run())


class TestWrongSurroundings:
    def test_a_clock_that_jumps_changes_nothing(
        self, service: RunningService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        right = time.time
        jump_s = 0.0
        monkeypatch.setattr(time, "time", lambda: right() + jump_s)

        async def run() -> None:
            nonlocal jump_s
            async with connect(address(service, "asr")) as socket_:
                await socket_.send(setup())
                content = sound(0.3)
                for number, start in enumerate(range(0, len(content), 16_000)):
                    # A day on, two days back, and so on: summer time and worse.
                    jump_s += (86_400.0, -172_800.0, 86_400.0)[number % 3]
                    await socket_.send(audio(content[start : start + 16_000]))
                await socket_.send(message("end_of_stream"))
                messages, code = await told(socket_)
            assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."]
            assert code == 1000

        asyncio.run(run())
        assert_free(service)

    @pytest.mark.parametrize("extras", [[], ["continuations"]])
    def test_a_stage_that_fails_ends_the_session_after_the_text(
        self, service: RunningService, monkeypatch: pytest.MonkeyPatch, extras: list[str]
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("a model is broken")

        with monkeypatch.context() as patch:
            patch.setattr(VoiceStage, "begin", fail)
            config = {"language": "fr", "target_language": "en", "extras": extras}
            content = audio(sound(0.3, 0.3))
            messages, code = talk(service, setup(json_config=config), content, route="s2s")
        ready, text, error = messages
        assert ready["type"] == "ready"
        assert text["text"] == "translate fr."
        assert error["code"] == code == 1011
        assert "broken" not in error["message"]
        assert_free(service)

    def test_bytes_that_are_no_http_reach_nobody(self, service: RunningService) -> None:
        host, port = service.url.removeprefix("http://").split(":")
        rng = random.Random(1)  # noqa: S311 - nothing secret
        starts = (
            b"",
            b"GET / HTTP/1.1\r\n",
            b"GET /api/speech/asr HTTP/1.1\r\nUpgrade: websocket\r\n",
        )
        for number in range(150):
            with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as stranger:
                content = rng.randbytes(rng.randrange(300))
                with contextlib.suppress(ConnectionError):
                    stranger.sendall(starts[number % len(starts)] + content)
        assert_free(service)

    def test_frames_that_are_none_reach_nobody(self, service: RunningService) -> None:
        """Raw bytes where frames should be: the parser of frames meets all of them."""
        rng = random.Random(2)  # noqa: S311 - nothing secret

        async def run() -> None:
            for _ in range(100):
                async with connect(address(service, "asr"), close_timeout=0.1) as socket_:
                    await socket_.send(setup())
                    socket_.transport.write(rng.randbytes(rng.randrange(1, 300)))
                    socket_.transport.abort()

        asyncio.run(run())
        assert_free(service)


class TestGoneClients:
    def test_killed_in_the_middle(self, service: RunningService) -> None:
        async def run() -> None:
            socket_ = await connect(address(service, "s2s"))
            await socket_.send(setup())
            assert json.loads(await socket_.recv())["type"] == "ready"
            await socket_.send(audio(sound(0.3)))
            socket_.transport.abort()

        asyncio.run(run())
        assert_free(service)
        assert b'outcome="gone",route="s2s"' in service.service.metrics.text()

    def test_one_that_says_nothing_is_taken_for_gone(self, serve: Serve) -> None:
        service = serve(Limits(setup_s=0.3, idle_s=0.6))
        for texts, wait in (((), 0.3), ((setup(),), 0.6)):
            messages, code = talk(service, *texts)
            assert messages[-1]["message"] == f"No message came for {wait:g} s."
            assert code == 1008
        assert_free(service)

    def test_half_open_sockets_hold_no_place(self, serve: Serve) -> None:
        service = serve(Limits(setup_s=0.5, idle_s=0.5))
        host, port = service.url.removeprefix("http://").split(":")
        with contextlib.ExitStack() as stack:
            for _ in range(30):
                # Connected, and never heard of again.
                stack.enter_context(socket.create_connection((host, int(port))))
            assert_free(service)

    @pytest.mark.parametrize(
        "begun",
        [
            b"GET /health HTTP/1.1\r\nhost: a",
            *(
                pytest.param(begun, marks=pytest.mark.slow)
                for begun in (b"", b"GET /health HTT", b"POST")
            ),
        ],
    )
    def test_half_a_head_is_not_waited_for(self, serve: Serve, begun: bytes) -> None:
        service = serve(Limits(header_s=0.3))
        host, port = service.url.removeprefix("http://").split(":")
        whole = f"GET /health HTTP/1.1\r\nhost: {host}\r\n\r\n".encode()
        with contextlib.ExitStack() as stack:
            for before in (b"", whole):
                connection = stack.enter_context(
                    socket.create_connection((host, int(port)), PATIENCE_S)
                )
                connection.sendall(before + begun)
                answer = b""
                while received := connection.recv(4096):
                    answer += received
                assert answer.startswith(b"HTTP/1.1 200 OK") == bool(before)
        assert_free(service)

    def test_a_head_in_time_is_a_connection_for_long(self, serve: Serve) -> None:
        service = serve(Limits(header_s=0.3))

        async def run() -> tuple[list[dict[str, Any]], int]:
            async with connect(address(service, "asr")) as socket_:
                await socket_.send(setup())
                await asyncio.sleep(0.6)
                await socket_.send(audio(sound(0.3)))
                await socket_.send(END)
                return await told(socket_)

        messages, code = asyncio.run(run())
        assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."]
        assert code == 1000

    def test_one_that_takes_nothing_is_dropped(self, serve: Serve) -> None:
        service = serve(Limits(slow_reader_s=0.5, idle_s=60))
        host, port = service.url.removeprefix("http://").split(":")

        async def run() -> None:
            reader, writer = await asyncio.open_connection(host, int(port), limit=1024)
            key = base64.b64encode(b"0123456789abcdef").decode()
            lines = [
                "GET /api/speech/tts HTTP/1.1",
                f"Host: {host}:{port}",
                "Upgrade: websocket",
                "Connection: Upgrade",
                f"Sec-WebSocket-Key: {key}",
                "Sec-WebSocket-Version: 13",
                "",
                "",
            ]
            writer.write("\r\n".join(lines).encode())
            await reader.readuntil(b"\r\n\r\n")
            texts = [
                setup(json_config={}),
                *[message("text", text="Many words, one after the other. " * 20)] * 60,
            ]
            for text in texts:
                content = text.encode()
                size = bytes([254]) + len(content).to_bytes(2, "big")
                writer.write(bytes([0x81]) + size + bytes(4) + content)
            # It reads no further, until the service gives it up.
            async with asyncio.timeout(PATIENCE_S):
                while b'reason="slow"' not in service.service.metrics.text():
                    assert service.service.scheduler.load.waiting_s < 120
                    await asyncio.sleep(0.05)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

        asyncio.run(run())
        assert_free(service)


class TestManyClients:
    def test_one_too_many_is_refused_and_may_come_later(self, serve: Serve) -> None:
        service = serve(Limits(sessions=2))

        async def run() -> None:
            async with contextlib.AsyncExitStack() as stack:
                for _ in range(2):
                    socket_ = await stack.enter_async_context(connect(address(service, "asr")))
                    await socket_.send(setup())
                    assert json.loads(await socket_.recv())["type"] == "ready"
                third = await stack.enter_async_context(connect(address(service, "asr")))
                await third.send(setup())
                messages, code = await told(third)
                assert "service is full" in messages[0]["message"]
                assert messages[0]["code"] == code == 1013
                async with httpx.AsyncClient(base_url=service.url) as http:
                    assert (await http.get("/ready")).status_code == 503
                    assert (await http.get("/health")).status_code == 200
                    spoken = await http.post("/api/post/speech/tts", json={"text": "Hello."})
                    assert spoken.status_code == 503

        asyncio.run(run())
        assert_free(service)

    def test_each_gets_its_own_text(self, service: RunningService) -> None:
        async def one(level: float) -> list[str]:
            async with connect(address(service, "asr")) as socket_:
                await socket_.send(setup(json_config={}))
                for start in range(0, len(sound(level)), 5120):
                    await socket_.send(audio(sound(level)[start : start + 5120]))
                await socket_.send(message("end_of_stream"))
                messages, _ = await told(socket_)
                return [m["text"] for m in messages if m["type"] == "text"]

        async def run() -> list[list[str]]:
            return await asyncio.gather(*[one(level) for level in (0.3, 0.9) * 4])

        assert asyncio.run(run()) == [["transcribe fr."], ["transcribe pt."]] * 4

    def test_a_recording_that_comes_at_once_does_not_starve_a_speaker(self, serve: Serve) -> None:
        service = serve(Limits(threads=1))

        async def flood(socket_: ClientConnection) -> None:
            content = audio(sound(0.3))
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await socket_.send(content)

        async def run() -> None:
            async with connect(address(service, "asr")) as hog:
                await hog.send(setup())
                flooding = asyncio.create_task(flood(hog))
                drinking = asyncio.create_task(told(hog))
                async with connect(address(service, "asr")) as live:
                    await live.send(setup())
                    await live.send(audio(sound(0.3)))
                    await live.send(message("end_of_stream"))
                    messages, code = await told(live)
                assert [m["text"] for m in messages if m["type"] == "text"] == ["translate fr."]
                assert code == 1000
                # What the flood has waiting in the engine is bounded.
                assert service.service.scheduler.load.waiting_s < 3
                for task in (flooding, drinking):
                    task.cancel()

        asyncio.run(run())
        assert_free(service)


class TestTheEnd:
    def test_a_running_session_is_finished_with_all_that_it_heard(self, serve: Serve) -> None:
        service = serve(Limits(drain_s=0.5))

        async def run() -> None:
            async with connect(address(service, "asr")) as socket_:
                await socket_.send(setup())
                assert json.loads(await socket_.recv())["type"] == "ready"
                await socket_.send(audio(sound(0.3)[: 2 * 3 * SOURCE_RATE_HZ]))  # mid-speech
                while not service.service.scheduler.load.busy_s:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                service.terminate()
                messages, code = await told(socket_)
                kinds = [m["type"] for m in messages if m["type"] != "step"]
                assert kinds == ["text", "end_text", "end_of_stream"]
                assert code == 1001

        asyncio.run(run())
        service.join()

    def test_who_comes_then_is_refused(self, serve: Serve) -> None:
        service = serve(Limits(drain_s=PATIENCE_S))

        async def run() -> None:
            async with connect(address(service, "asr")) as socket_:
                await socket_.send(setup())
                await socket_.recv()
                service.terminate()
                messages, code = await asyncio.to_thread(talk, service, setup())
                assert messages[0]["message"] == "The service is shutting down."
                assert code == 1013
                async with httpx.AsyncClient(base_url=service.url) as http:
                    assert (await http.get("/ready")).status_code == 503
                await socket_.send(message("end_of_stream"))
                assert (await told(socket_))[1] in (1000, 1001)

        asyncio.run(run())
        service.join()
