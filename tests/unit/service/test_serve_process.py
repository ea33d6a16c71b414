"""`dragoman serve` as a process of its own: how it ends."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from engine.cli.running import INTERRUPTED
from engine.cli.store import HOME_VARIABLE
from engine.workshop.service.vitals import VitalSigns

_PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")


@pytest.fixture
def process(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A service that listens, with its URL; it needs no models before somebody speaks."""
    # Whoever runs the tests in the background ignores interrupts, and so would the service.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0"],
        env={**os.environ, HOME_VARIABLE: str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    assert running.stderr is not None
    url = None
    while url is None and (line := running.stderr.readline()):
        found = re.search(r"serving at (\S+)", line)
        url = found and found[1]
    assert url is not None
    yield running, url
    running.kill()
    running.communicate()


def test_an_interrupt_ends_it_where_nobody_is_there(
    process: tuple["subprocess.Popen[str]", str],
) -> None:
    running, _ = process
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=_PATIENCE_S)
    assert running.returncode == 0
    assert "Traceback" not in errors


def test_a_second_one_waits_for_nobody(process: tuple["subprocess.Popen[str]", str]) -> None:
    running, url = process

    async def run() -> float:
        async with connect(f"{url.replace('http', 'ws', 1)}/api/speech/asr") as socket:
            async with VitalSigns(url, key=None) as signs:
                while not (await signs.read()).connections:  # noqa: ASYNC110 - another process
                    await asyncio.sleep(0.05)
            running.send_signal(signal.SIGINT)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.recv(), 1)  # it is let finish
            assert running.poll() is None
            began_s = time.monotonic()
            running.send_signal(signal.SIGINT)
            with pytest.raises(ConnectionClosed):
                await socket.recv()
            return time.monotonic() - began_s

    took_s = asyncio.run(run())
    _, errors = running.communicate(timeout=_PATIENCE_S)
    assert took_s < 8  # less than what a connection may take to set itself up
    assert running.returncode == INTERRUPTED
    assert "stopped at once" in errors
    assert "Traceback" not in errors
