"""The calls of Gradium's announcement of s2s-translate, with its setup, in our own words.

Its text is not ours to ship, so this is typed from what it calls. A test changes the client's
address and the recording, nothing else.
"""

import asyncio

import numpy as np
from gradium import client as gradium_client

speech_client = gradium_client.GradiumClient()  # its key is in GRADIUM_API_KEY

setup = {
    "model_name": "s2s-translate",
    "input_format": "pcm_24000",
    "output_format": "pcm_48000",
    "voice_id": "cLONiZ4hQ8VpQ4Sz",
    "stt_model_name": "stt-translate",
    "tts_model_name": "default",
    "target_language": "en",
}

with open("input_24k_mono.pcm", "rb") as recording:  # noqa: PTH123 - as announced
    said = recording.read()


async def translate() -> "np.ndarray":
    spoken: list[bytes] = []
    async with speech_client.s2s_realtime(wait_for_ready_on_start=True, **setup) as s2s:

        async def speak() -> None:
            for start in range(0, len(said), 1920):  # bytes: 40 ms
                await s2s.send_audio(said[start : start + 1920])
            await s2s.send_eos()

        async def listen() -> None:
            async for message in s2s:
                if message["type"] == "audio":
                    spoken.append(message["audio"])
                elif message["type"] == "text":
                    print(message["text"], end=" ", flush=True)  # noqa: T201 - as announced
                elif message["type"] == "end_of_stream":
                    break

        async with asyncio.TaskGroup() as group:
            group.create_task(speak())
            group.create_task(listen())
    return np.frombuffer(b"".join(spoken), dtype=np.int16)


translated = asyncio.run(translate())
