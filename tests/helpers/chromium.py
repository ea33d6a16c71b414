"""Headless Chromium over its DevTools protocol: enough to open a page, look and click."""

import asyncio
import base64
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

_START_S = 60.0
_LOOK_S = 0.1


def find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class Page:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.complaints: list[str] = []

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        number = self._number
        await self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message: dict[str, Any] = json.loads(await self._socket.recv())
            if message.get("id") == number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.complaints.append(json.dumps(message["params"]))

    async def open(self, url: str, *, before: str = "") -> None:
        for domain in ("Page", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        await self.call("Page.navigate", url=url)

    async def value(self, expression: str) -> Any:
        answer = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, expression: str, *, timeout_s: float = 60.0) -> None:
        async with asyncio.timeout(timeout_s):
            while not await self.value(expression):  # noqa: ASYNC110 - the browser tells nobody
                await asyncio.sleep(_LOOK_S)

    async def screenshot(self, path: Path, *, width: int = 1100, height: int = 900) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        answer = await self.call("Page.captureScreenshot", format="png")
        content = base64.b64decode(answer["data"])
        await asyncio.to_thread(path.write_bytes, content)


@asynccontextmanager
async def chromium(program: str, folder: Path, *flags: str) -> AsyncIterator[Page]:
    port_file = folder / "DevToolsActivePort"
    command = [
        program,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        *flags,
        "about:blank",
    ]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(_START_S):
            while not (port_file.is_file() and port_file.read_text().count("\n")):
                assert process.returncode is None
                await asyncio.sleep(_LOOK_S)
        port, path = port_file.read_text().split()
        async with connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as browser:
            tab = Page(browser)
            targets = await tab.call("Target.getTargets")
            target = next(t["targetId"] for t in targets["targetInfos"] if t["type"] == "page")
        address = f"ws://127.0.0.1:{port}/devtools/page/{target}"
        async with connect(address, max_size=None) as socket:
            yield Page(socket)
    finally:
        process.kill()
        await process.wait()
