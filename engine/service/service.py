"""One running service: what its routes share."""

import asyncio
import logging
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from engine.interpreter import Interpreter
from engine.policy import LatencyPreset
from engine.service.auth import KeyStore, TokenStore
from engine.service.dictionaries import DictionaryStore
from engine.service.metrics import Metrics
from engine.service.rooms import Rooms
from engine.service.scheduler import Scheduler
from engine.service.settings import Limits
from engine.service.setups import Setups
from engine.service.voices import VoiceStore

_log = logging.getLogger(__name__)


_LOOK_S: Final = 0.05


class Draining(Protocol):
    """A connection that can be asked to end."""

    def drain(self) -> None:
        """End all requests with what they have heard."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may come in.

    Attributes:
        keys: of the clients.
        tokens: that pages in a browser use in the place of a key.
        needs_key: also while there are no keys: nobody may come in then.
        origins: beside the service's own pages, those whose pages may use it.
        hosts: names by which it may be called; None for any. Without keys, a name that an attacker
            points at this machine must not do (DNS rebinding).
    """

    keys: KeyStore
    tokens: TokenStore
    needs_key: bool = False
    origins: frozenset[str] = frozenset()
    hosts: frozenset[str] | None = None


class Service:
    """The engine, who may use it, and what it counts.

    Args:
        interpreter: is closed with the service.
        folder: where keys and dictionaries are kept.
        access: see Access.
        limits: see Limits.
        preset: where a request asks for none.
        takes_consent_as_given: whether uploading a recording says that the person whose voice it
            is agreed to being cloned.

    Attributes:
        instance: tells it from others behind the same address.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        *,
        folder: Path,
        access: Access,
        limits: Limits,
        preset: LatencyPreset = LatencyPreset.BALANCED,
        takes_consent_as_given: bool = False,
    ) -> None:
        self.instance = secrets.token_hex(4)
        self.interpreter = interpreter
        self.access = access
        self.limits = limits
        self.metrics = Metrics()
        self.voices = VoiceStore(interpreter, takes_consent_as_given=takes_consent_as_given)
        self.dictionaries = DictionaryStore(folder / "pronunciations")
        self.rooms = Rooms(
            interpreter,
            has_place=lambda more: self.scheduler.load.jobs + more <= limits.sessions,
        )
        self.setups = Setups(
            interpreter,
            find_glossary=self.dictionaries.find_glossary,
            rooms=self.rooms,
            preset=preset,
        )
        self.scheduler = Scheduler(
            threads=limits.threads,
            most_jobs=limits.sessions,
            on_wait=self.metrics.waits.observe,
        )
        self.is_draining = False
        self._connections: set[Draining] = set()
        self.metrics.watch(self.scheduler, count_connections=lambda: len(self._connections))

    def enter(self, connection: "Draining") -> None:
        """Note a connection that is to be drained with the service."""
        self._connections.add(connection)

    def leave(self, connection: "Draining") -> None:
        """Forget a connection that has ended."""
        self._connections.discard(connection)

    async def drain(self) -> None:
        """Let requests end by themselves, then with what they have heard; return after the last."""
        self.is_draining = True
        await self._emptied(self.limits.drain_s)
        for connection in list(self._connections):
            connection.drain()
        await self._emptied(self.limits.drain_s)

    async def _emptied(self, timeout_s: float) -> None:
        until_s = time.monotonic() + timeout_s
        while self._is_busy() and time.monotonic() < until_s:  # noqa: ASYNC110 - in other threads
            await asyncio.sleep(_LOOK_S)

    def _is_busy(self) -> bool:
        return bool(self._connections) or self.scheduler.load.jobs > 0

    def close(self) -> None:
        """End the inference threads and the interpreter."""
        self.rooms.close()
        self.rooms.close()
        if not self.scheduler.close(timeout_s=10.0):
            _log.warning("an inference thread did not end in time")
        self.interpreter.close()


def service_folder(home: Path) -> Path:
    """Where a service keeps its files."""
    return home / "service"
