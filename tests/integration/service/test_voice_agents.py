"""Pipecat's and LiveKit's own parts for Gradium, as they are on the package registry.

They are large: pip install --group agents. Where they are not installed, these tests are skipped.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import pytest

import engine.interpreter
from engine.arrays import SOURCE_RATE_HZ
from engine.audio.resample import Resampler
from engine.audio.writing import to_int16
from tests.helpers.running_service import RunningService, running_service
from tests.helpers.tiny_interpreter import ALL, Loads, Maker, Saying, Wrapping, utterances
from tests.helpers.tiny_kokoro import write_tiny_kokoro

pytestmark = [
    pytest.mark.slow,
    # They warn of their own dependencies.
    pytest.mark.filterwarnings("default"),
]

TIME_LIMIT_S = 60.0


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningService]:
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    maker = Maker(tmp_path, Loads(write_tiny_kokoro(tmp_path / "kokoro")), tmp_path / "started")
    with ExitStack() as stack:
        interpreter = stack.enter_context(maker(*ALL))
        yield stack.enter_context(running_service(interpreter, tmp_path / "home"))


def address(service: RunningService, path: str) -> str:
    return f"{service.api.replace('http', 'ws', 1)}speech/{path}"


def said(rate_hz: int) -> bytes:
    """An utterance in 16 bits, with the pauses around it."""
    resampler = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=rate_hz)
    samples = np.concatenate([resampler.push(utterances(0.3)), resampler.flush()])
    return to_int16(samples).astype("<i2").tobytes()


def pipecat_frames(part: Any, frames: list[Any]) -> list[Any]:
    """What a part of Pipecat makes of frames."""
    utils = pytest.importorskip("pipecat.tests.utils")
    down, _ = asyncio.run(
        asyncio.wait_for(
            utils.run_test(part, frames_to_send=frames, start_timeout=TIME_LIMIT_S), TIME_LIMIT_S
        )
    )
    return list(down)


def test_pipecat_writes_down_what_is_said(service: RunningService) -> None:
    stt = pytest.importorskip("pipecat.services.gradium.stt")
    frames = pytest.importorskip("pipecat.frames.frames")
    utils = pytest.importorskip("pipecat.tests.utils")
    part = stt.GradiumSTTService(
        api_key="any",
        api_endpoint_base_url=address(service, "asr"),
        settings=stt.GradiumSTTService.Settings(language="fr"),
    )
    sound = said(SOURCE_RATE_HZ)
    pieces = [
        frames.InputAudioRawFrame(
            audio=sound[start : start + 640], sample_rate=SOURCE_RATE_HZ, num_channels=1
        )
        for start in range(0, len(sound), 640)
    ]
    stopped = frames.VADUserStoppedSpeakingFrame()
    made = pipecat_frames(part, [*pieces, utils.SleepFrame(5.0), stopped, utils.SleepFrame(3.0)])
    texts = [frame.text for frame in made if isinstance(frame, frames.TranscriptionFrame)]
    assert texts == ["transcribe fr."]


def test_pipecat_speaks_with_its_default_voice(service: RunningService) -> None:
    tts = pytest.importorskip("pipecat.services.gradium.tts")
    frames = pytest.importorskip("pipecat.frames.frames")
    utils = pytest.importorskip("pipecat.tests.utils")
    part = tts.GradiumTTSService(api_key="any", url=address(service, "tts"))
    made = pipecat_frames(
        part, [frames.TTSSpeakFrame("Hello there, this is a test."), utils.SleepFrame(8.0)]
    )
    sound = b"".join(f.audio for f in made if isinstance(f, frames.TTSAudioRawFrame))
    assert len(sound) > 48_000
    assert np.abs(np.frombuffer(sound[: len(sound) // 2 * 2], "<i2")).max() > 300


def livekit(work: Callable[[aiohttp.ClientSession], Any]) -> Any:
    async def run() -> Any:
        async with aiohttp.ClientSession() as http:
            return await asyncio.wait_for(work(http), TIME_LIMIT_S)

    return asyncio.run(run())


def test_livekit_writes_down_what_is_said(service: RunningService) -> None:
    gradium = pytest.importorskip("livekit.plugins.gradium")
    rtc = pytest.importorskip("livekit.rtc")
    kinds = pytest.importorskip("livekit.agents.stt").SpeechEventType

    async def work(http: aiohttp.ClientSession) -> str:
        stt = gradium.STT(
            api_key="any",
            model_endpoint=address(service, "asr"),
            http_session=http,
            language="fr",
        )
        sound = said(24_000) + bytes(24_000 * 2 * 6)
        async with stt.stream() as stream:
            for start in range(0, len(sound), 3_840):
                data = sound[start : start + 3_840]
                stream.push_frame(
                    rtc.AudioFrame(
                        data=data,
                        sample_rate=24_000,
                        num_channels=1,
                        samples_per_channel=len(data) // 2,
                    )
                )
            async for event in stream:
                if event.type == kinds.FINAL_TRANSCRIPT:
                    return str(event.alternatives[0].text)
        raise AssertionError("it ended without a transcript")

    assert livekit(work) == "transcribe fr."


def test_livekit_speaks_with_its_default_voice(service: RunningService) -> None:
    gradium = pytest.importorskip("livekit.plugins.gradium")

    async def work(http: aiohttp.ClientSession) -> bytes:
        tts = gradium.TTS(api_key="any", model_endpoint=address(service, "tts"), http_session=http)
        async with tts.synthesize("Hello there, this is a test.") as stream:
            return b"".join([bytes(piece.frame.data) async for piece in stream])

    sound = livekit(work)
    assert len(sound) > 48_000
    assert np.abs(np.frombuffer(sound, "<i2")).max() > 300
