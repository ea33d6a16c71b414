"""Sessions of another Dragoman: by its own wire, which says where text and speech belong."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager
from dataclasses import replace
from math import inf
from typing import Final, Self

from websockets.exceptions import InvalidStatus

from engine.arrays import Float32
from engine.effort import Effort
from engine.errors import RouteError
from engine.events import GapReason
from engine.messages import Code
from engine.packs.progress import LoadWatcher
from engine.planner import SessionConfig
from engine.remote.catalogue import ENGINES, EngineInfo
from engine.remote.client import (
    Client,
    RealtimeS2S,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
    samples_of,
    spaced,
)
from engine.remote.streaming import StreamedSession
from engine.remote.vendors import handshake_refusal, refusal, telling
from engine.remote.wire import (
    Edge,
    EffortReport,
    Gap,
    Guess,
    Original,
    Received,
    Sound,
    Text,
    Traits,
)
from engine.service.wire import (
    Extra,
    Notice,
    ServerMessage,
    SpokenAudio,
    Tentative,
    Transcript,
    WrittenText,
)

_INFO: Final[EngineInfo] = ENGINES["dragoman"]

TRAITS: Final = Traits(
    title="",
    # It is told how much waits, and sees for itself how late it is.
    speed_limit=None,
    # One that is restarted loads its models first.
    start_s=120.0,
    stall_s=60.0,
    patience_s=60.0,
    rest_s=120.0,
    most_rest_s=inf,
    tells_ends=True,
)


class RemoteEngine:
    """Makes sessions of a Dragoman that runs elsewhere, as an Interpreter makes those of this one.

    Args:
        client: of the service.
        extras: what is asked for beyond text and speech.
    """

    def __init__(self, client: Client, *, extras: frozenset[Extra] = frozenset()) -> None:
        self._client = client
        self._extras = extras

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """No packs of this machine.

        Raises:
            RouteError: it is to tell two languages apart.
        """
        if config.both_ways:
            raise RouteError(Code.ENGINE_ONE_WAY, engine=ENGINES["dragoman"].title)
        return ()

    def caution(self, config: SessionConfig) -> None:
        """Nothing: what serves the languages is known there."""
        del config

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        """Nothing: models are loaded there."""

    def session(self, config: SessionConfig) -> StreamedSession:
        """Connect.

        Raises:
            ServiceUnavailableError: the service cannot be reached or refuses.
        """
        options = S2SOptions(
            target=config.target,
            source=config.source,
            voice=config.voice,
            speaks=config.speaks,
            preset=config.preset.value,
            speed=config.delivery.speed,
            pitch_semitones=config.delivery.pitch_semitones,
            extras=self._extras,
            glossary=config.glossary,
        )
        return StreamedSession(DragomanWire(self._client, options))


class DragomanWire:
    """Makes connections to a Dragoman that runs elsewhere.

    Args:
        client: of the service.
        options: what it is asked for.
        traits: see Traits; its title is the service's address where it has none.
    """

    def __init__(self, client: Client, options: S2SOptions, *, traits: Traits = TRAITS) -> None:
        self._client = client
        # The ends of utterances are among the notices.
        self._options = replace(options, extras=options.extras | {Extra.NOTICES})
        self.traits: Final = replace(traits, title=traits.title or client.address)

    @property
    def target(self) -> str:
        """The language it speaks."""
        return self._options.target

    async def connect(self) -> "DragomanConnection":
        """Connect, and return when the service takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        return await DragomanConnection.open(self._client, self._options, info=_INFO, told=_told)


class ServiceConnection:
    """A connection by the socket of a service: Dragoman's, or Gradium's; see `open`."""

    def __init__(
        self,
        context: AbstractAsyncContextManager[RealtimeS2S],
        request: RealtimeS2S,
        telling: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._context = context
        self._request = request
        self._telling = telling

    @classmethod
    async def open(
        cls,
        client: Client,
        options: S2SOptions,
        *,
        info: EngineInfo,
        told: Callable[[ServiceUnavailableError], ServiceUnavailableError],
    ) -> Self:
        """Connect, and return when the service takes sound.

        Args:
            client: of the service.
            options: what it is asked for.
            info: the engine that it is.
            told: puts an error of the client into words of that engine.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """

        @contextmanager
        def in_its_words() -> Iterator[None]:
            with telling(info, client.key):
                try:
                    yield
                except ServiceUnavailableError as error:
                    changed = told(error)
                    if changed is error:
                        raise
                    raise changed from error

        context = client.s2s_realtime(options)
        with in_its_words():
            request = await context.__aenter__()
        return cls(context, request, in_its_words)

    async def send(self, samples: Float32) -> None:
        """See Connection."""
        with self._telling():
            await self._request.send(samples)

    async def end(self) -> None:
        """See Connection."""
        with self._telling():
            await self._request.end()

    async def __aiter__(self) -> AsyncIterator[Received]:
        with self._telling():
            async for message in self._request:
                if (known := received(message)) is not None:
                    yield known

    async def close(self) -> None:
        """See Connection."""
        await self._context.__aexit__(None, None, None)


class DragomanConnection(ServiceConnection):
    """A connection to a Dragoman, which can leave what waits there."""

    async def catch_up(self) -> None:
        """See CatchesUp."""
        with self._telling():
            await self._request.catch_up()


def _told(error: ServiceUnavailableError) -> ServiceUnavailableError:
    """The error in words of an engine where they say more than those of a service."""
    if isinstance(error.__cause__, InvalidStatus):
        return handshake_refusal(_INFO, error.__cause__)
    if isinstance(error, RefusedError):
        told = refusal(_INFO, status=400, reason=str(error.parameters["reason"]))
        return told if told.code is Code.ENGINE_KEY_REFUSED else error
    return error


def received(message: ServerMessage) -> Received | None:
    """What a message of this wire is to a session; None where it is nothing to it."""
    result: Received | None = None
    match message:
        case WrittenText(start_s=start_s, stop_s=stop_s):
            result = Text(text=spaced(message), start_s=start_s, stop_s=stop_s)
        case Tentative(start_s=start_s, stop_s=stop_s):
            result = Guess(text=spaced(message), start_s=start_s, stop_s=stop_s)
        case Transcript(language=language, start_s=start_s, stop_s=stop_s):
            result = Original(
                text=spaced(message), language=language, start_s=start_s, stop_s=stop_s
            )
        case SpokenAudio(start_s=start_s, stop_s=stop_s):
            result = Sound(samples=samples_of(message), start_s=start_s, stop_s=stop_s)
        case Notice(kind="speech_started", start_s=float() as start_s):
            result = Edge(start_s=start_s)
        case Notice(kind="speech_ended", start_s=float() as start_s, stop_s=float() as stop_s):
            result = Edge(start_s=start_s, stop_s=stop_s)
        case Notice(kind="gap", start_s=float() as start_s, stop_s=float() as stop_s):
            reasons = (reason for reason in GapReason if reason == message.detail)
            reason = next(reasons, GapReason.SKIPPED)
            result = Gap(reason=reason, start_s=start_s, stop_s=stop_s)
        case Notice(kind="behind"):
            # A service of another version may know other steps, or say none.
            known = (effort for effort in Effort if effort == message.detail)
            result = EffortReport(effort=next(known, Effort.FEWER_STEPS))
        case Notice(kind="caught_up"):
            result = EffortReport(effort=Effort.FULL)
    return result
