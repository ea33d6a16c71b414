"""Sessions of Gradium, over its socket by our own client.

Its official client freezes when a connection drops and takes a dropped one for an ended one. The
text is the translation alone, with its times; a connection lives for 300 seconds.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final

from websockets.exceptions import InvalidStatus

from engine.arrays import Float32
from engine.messages import Code
from engine.planner import SessionConfig
from engine.remote.catalogue import ENGINES, EngineInfo
from engine.remote.client import (
    BrokenOffError,
    BusyError,
    Client,
    RealtimeS2S,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
    UnreachableError,
)
from engine.remote.dragoman import received
from engine.remote.vendors import broken_off, handshake_refusal, refusal, unreachable
from engine.remote.wire import Received, Traits
from engine.service.wire import CloseCode

INFO: Final[EngineInfo] = ENGINES["gradium"]

_TRAITS: Final = Traits(title=INFO.title, life_s=300.0, margin_s=45.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradiumWire:
    """Makes connections to Gradium.

    Attributes:
        address: of the service, without /api.
        key: the user's.
        config: languages and voice; pace and pitch are the service's own.
        traits: see Traits.
    """

    address: str
    key: str = field(repr=False)
    config: SessionConfig
    traits: Traits = _TRAITS

    @property
    def target(self) -> str:
        """The language it speaks."""
        return self.config.target

    async def connect(self) -> "_Connection":
        """Connect, and return when the engine takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        options = S2SOptions(
            target=self.config.target,
            source=self.config.source,
            voice=self.config.voice,
            speaks=self.config.speaks,
        )
        context = Client(self.address, key=self.key, attempts=1).s2s_realtime(options)
        try:
            request = await context.__aenter__()
        except ServiceUnavailableError as error:
            raise _told(error) from error
        return _Connection(context, request)


class _Connection:
    def __init__(
        self, context: AbstractAsyncContextManager[RealtimeS2S], request: RealtimeS2S
    ) -> None:
        self._context = context
        self._request = request

    async def send(self, samples: Float32) -> None:
        try:
            await self._request.send(samples)
        except ServiceUnavailableError as error:
            raise _told(error) from error

    async def end(self) -> None:
        try:
            await self._request.end()
        except ServiceUnavailableError as error:
            raise _told(error) from error

    async def __aiter__(self) -> AsyncIterator[Received]:
        try:
            async for message in self._request:
                if (known := received(message)) is not None:
                    yield known
        except ServiceUnavailableError as error:
            raise _told(error) from error

    async def close(self) -> None:
        await self._context.__aexit__(None, None, None)


def _told(error: ServiceUnavailableError) -> ServiceUnavailableError:
    """The error in words of this engine."""
    if isinstance(error.__cause__, InvalidStatus):
        return handshake_refusal(INFO, error.__cause__)
    if isinstance(error, UnreachableError):
        return unreachable(
            INFO, error.__cause__ if isinstance(error.__cause__, Exception) else error
        )
    reason = str(error.parameters.get("reason", error))
    if isinstance(error, BrokenOffError):
        return broken_off(INFO, reason)
    if isinstance(error, RefusedError):
        return _refused(error, reason)
    return error


def _refused(error: RefusedError, reason: str) -> ServiceUnavailableError:
    if error.close_code is CloseCode.TRY_AGAIN_LATER:
        return BusyError(Code.ENGINE_BUSY, engine=INFO.title, reason=reason)
    if error.close_code is CloseCode.INTERNAL:
        return broken_off(INFO, reason)
    return refusal(INFO, status=400, reason=reason)
