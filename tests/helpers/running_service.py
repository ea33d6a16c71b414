"""A service on a port of its own, in a thread of the test process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.interpreter import Interpreter
from engine.service.auth import KeyStore, TokenStore, keys_path, tokens_folder
from engine.service.server import Server
from engine.service.service import Access, Service, service_folder
from engine.service.settings import Address, Limits

_START_S = 30.0
_END_S = 60.0


class RunningService:
    """What a test may look at and ask for.

    Attributes:
        url: without a path.
        service: belongs to the server's thread; its gauges may be read.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        home: Path,
        limits: Limits,
        *,
        consent_given: bool,
        address: Address,
        hosts: frozenset[str] | None,
    ) -> None:
        self.service = Service(
            interpreter,
            folder=service_folder(home),
            access=Access(
                keys=KeyStore(keys_path(home)),
                tokens=TokenStore(tokens_folder(home)),
                hosts=hosts,
            ),
            limits=limits,
            takes_consent_as_given=consent_given,
        )
        self._server = Server(self.service, address)
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="service")

    @property
    def api(self) -> str:
        return f"{self.url}/api/"

    def start(self) -> None:
        self._thread.start()
        assert self._started.wait(_START_S)
        self.url = self._server.url

    def terminate(self) -> None:
        """What SIGTERM does."""
        self._server.handle_exit(15, None)

    def cut(self) -> None:
        """Break every connection without a word, as a network does."""
        for connection in list(self._server.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                self._server._loop.call_soon_threadsafe(transport.abort)

    def join(self) -> None:
        self._thread.join(_END_S)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        serving = asyncio.create_task(self._server.serve())
        while not self._server.started and not serving.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        self._started.set()
        await serving


@contextmanager
def running_service(
    interpreter: Interpreter,
    home: Path,
    *,
    limits: Limits | None = None,
    consent_given: bool = False,
    address: Address | None = None,
    hosts: frozenset[str] | None = None,
) -> Iterator[RunningService]:
    limits = limits or Limits(drain_s=2.0)
    running = RunningService(
        interpreter,
        home,
        limits,
        consent_given=consent_given,
        address=address or Address(port=0),
        hosts=hosts,
    )
    running.start()
    try:
        yield running
    finally:
        if not running.service.is_draining:
            running.terminate()
        running.join()
