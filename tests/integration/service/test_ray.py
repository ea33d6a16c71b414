"""Two replicas on Ray Serve, here."""

import asyncio
import contextlib
import importlib
import json
import socket
import time
from pathlib import Path

import httpx
import numpy as np
import pytest
from websockets.asyncio.client import connect

from engine.audio.files import open_audio
from engine.packs.store import PackStore
from engine.remote.client import Client, S2SOptions

pytestmark = pytest.mark.models

_PATIENCE_S = 300.0
SPEECH = Path(__file__).parents[2] / "data" / "speech" / "fr_cv_accident.flac"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def wait_until_ready(url: str) -> None:
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{url}/ready").status_code == 200:
                return
        time.sleep(0.2)
    pytest.fail("no replica answered in time")


@pytest.mark.filterwarnings("ignore")
def test_two_replicas_share_the_connections(
    packs: PackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine a proxy takes longer to start than the five seconds that Ray gives it.
    for name in ("READY_CHECK_TIMEOUT_S", "HEALTH_CHECK_TIMEOUT_S"):
        monkeypatch.setenv(f"RAY_SERVE_PROXY_{name}", "120")
    pytest.importorskip("ray.serve", reason="ray is not installed: pip install -e '.[ray]'")
    ray = importlib.import_module("ray")
    serve = importlib.import_module("ray.serve")
    ray_app = importlib.import_module("engine.service.ray_app")
    port = free_port()
    cluster = ray_app.Cluster(
        home=packs.root.parent,
        needs_key=False,
        least_replicas=2,
        most_replicas=2,
        cpus=1,
        directions=(("fr", "en"),),
        drain_s=5.0,
    )
    ray.init(num_cpus=3, include_dashboard=False, log_to_driver=False)
    try:
        # A proxy that is not there within Ray's own minute comes all the same.
        with contextlib.suppress(TimeoutError):
            serve.start(http_options={"host": "127.0.0.1", "port": port})
        serve.run(ray_app.application(cluster))
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(url)
        instances = {httpx.get(f"{url}/ready").json()["instance"] for _ in range(40)}
        assert len(instances) == 2
        with open_audio(SPEECH) as file:
            samples = np.concatenate(list(file))
        options = S2SOptions(source="fr", target="en", speaks=False)

        async def run() -> list[str]:
            async with connect(f"ws://127.0.0.1:{port}/api/speech/asr") as wrong:
                await wrong.send("{}")
                assert json.loads(await wrong.recv())["code"] == 1008
            client = Client(url)
            results = await asyncio.gather(*[client.s2s(options, samples) for _ in range(4)])
            return [result.text for result in results]

        async def entered(token: str) -> bool:
            """Whether a token opens a connection, on whichever replica it lands."""
            address = f"ws://127.0.0.1:{port}/api/speech/asr?token={token}"
            async with connect(address) as socket_:
                await socket_.send("{}")
                return "API key" not in json.loads(await socket_.recv())["message"]

        tokens = [httpx.get(f"{url}/api/api-keys/token").json()["token"] for _ in range(6)]
        assert [asyncio.run(entered(token)) for token in tokens] == [True] * 6
        assert [asyncio.run(entered(token)) for token in tokens] == [False] * 6
        texts = asyncio.run(run())
        assert texts[0]
        assert len(set(texts)) == 1
    finally:
        serve.shutdown()
        ray.shutdown()
