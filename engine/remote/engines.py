"""Makes sessions of the engine that a user chose, and lets this machine go on where it fails."""

import importlib.util
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.errors import EngineError, RouteError, VoiceError
from engine.events import AudioProduced, EngineNotice, Event, put_later
from engine.languages import language_name
from engine.live.direction import SessionFactory
from engine.messages import Code, Message
from engine.packs.progress import LoadWatcher
from engine.planner import SessionConfig
from engine.remote.catalogue import EngineInfo
from engine.remote.client import BusyError, ServiceUnavailableError, UnreachableError
from engine.remote.gemini import GeminiWire
from engine.remote.gradium import GradiumWire
from engine.remote.hibiki import HibikiWire
from engine.remote.keys import check_address, need_key
from engine.remote.offers import ask_offer
from engine.remote.openai import OpenAIWire
from engine.remote.streaming import StreamedSession
from engine.remote.wire import Wire
from engine.session import BacklogControl, Session, SourceBlock, TypingControl, VoiceControl
from engine.tts.model import Synthesiser
from engine.tts.voice_stage import Delivery

_log = logging.getLogger(__name__)

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 10
_DETECTED: Final = "any language"

_WIRES: Final[Mapping[str, type[GradiumWire | OpenAIWire | GeminiWire | HibikiWire]]] = (
    MappingProxyType(
        {"gradium": GradiumWire, "openai": OpenAIWire, "gemini": GeminiWire, "hibiki": HibikiWire}
    )
)


class VendorEngine:
    """Makes sessions of a vendor's engine, as an Interpreter makes those of this machine.

    Args:
        info: the engine.
        address: of another server than the vendor's own.
        transcribes: whether what is said is written down too, where the engine can.
    """

    def __init__(
        self, info: EngineInfo, *, address: str | None = None, transcribes: bool = False
    ) -> None:
        self.info: Final = info
        self._address = address or info.address
        self._transcribes = transcribes

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """No packs of this machine.

        Raises:
            ApiKeyError: there is no key, or one in the address.
            RouteError: the engine does not take these languages.
            ServiceUnavailableError: its packages are not installed, or nobody said where it is.
        """
        if config.both_ways:
            raise RouteError(Code.ENGINE_ONE_WAY, engine=self.info.title)
        if not self.info.serves(config.source, config.target):
            source = _DETECTED if config.source is None else language_name(config.source)
            raise RouteError(
                Code.ENGINE_LANGUAGES,
                engine=self.info.title,
                source=source,
                target=language_name(config.target),
            )
        if not self._address:
            raise ServiceUnavailableError(Code.ENGINE_ADDRESS_MISSING, engine=self.info.title)
        check_address(self._address)
        missing = tuple(name for name in self.info.packages if not _is_installed(name))
        if missing:
            raise ServiceUnavailableError(
                Code.EXTRA_MISSING, packages=missing, extra=self.info.extra
            )
        if self.info.needs_key:
            need_key(self.info.name)
        return ()

    def caution(self, config: SessionConfig) -> Message:
        """That what is said leaves the machine, and where to."""
        del config
        return Message(
            Code.ENGINE_SENDS_SPEECH,
            recipient=self.info.recipient or self.info.title,
            address=self._address,
        )

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        """Nothing: models are loaded there."""

    def session(self, config: SessionConfig) -> StreamedSession:
        """Connect.

        Raises:
            EngineError: as `required`, or the engine cannot be reached or refuses.
        """
        self.required(config)
        return StreamedSession(self._wire(config))

    def _wire(self, config: SessionConfig) -> Wire:
        name = self.info.name
        return _WIRES[name](
            address=self._address,
            key=need_key(name) if self.info.needs_key else "",
            config=self._with_voice(config) if name == "gradium" else config,
            transcribes=self._transcribes,
        )

    def _with_voice(self, config: SessionConfig) -> SessionConfig:
        """With the engine's first voice of the language, where it wants one and none was chosen."""
        if config.voice is not None or not config.speaks:
            return config
        try:
            voices = ask_offer(self.info, self._address).voices
        except EngineError as error:
            _log.warning("the engine's voices are not known: %s", error)
            return config
        fitting = (voice.id for voice in voices if voice.language == config.target)
        return replace(config, voice=next(fitting, None))


def _is_installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:  # of a package within one that is not there
        return False


class ElsewhereSession(Session, Protocol):
    """A session of an engine elsewhere, which knows what it still owes."""

    @property
    def unanswered(self) -> Float32:
        """[n] samples that were heard since the last committed word, as far as they are stored."""
        ...


class Elsewhere(Protocol):
    """Makes sessions of an engine elsewhere: a vendor's, or another Dragoman."""

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """No packs of this machine; refuses at once what cannot be done."""
        ...

    def caution(self, config: SessionConfig) -> Message | None:
        """What to expect of a session; None for nothing."""
        ...

    def session(self, config: SessionConfig) -> ElsewhereSession:
        """Connect."""
        ...


class FallbackEngine:
    """Makes sessions of an engine elsewhere, in whose place this machine goes on if it fails.

    Args:
        remote: the engine.
        local: makes the sessions of this machine; asked only when they are needed.
        voices: which voice of this machine goes on, by language; its default where none is named.
    """

    def __init__(
        self,
        remote: Elsewhere,
        local: Callable[[], SessionFactory],
        *,
        voices: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._remote = remote
        self._local = local
        self._voices = voices

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """As of the engine: without this machine's packs it runs all the same."""
        return self._remote.required(config)

    def caution(self, config: SessionConfig) -> Message | None:
        """As of the engine."""
        return self._remote.caution(config)

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        """Nothing: this machine's models are loaded when they are needed."""

    def session(self, config: SessionConfig) -> Session:
        """Connect.

        Where it cannot be reached or is busy, this machine begins.

        Raises:
            EngineError: the engine refuses, or cannot be reached and this machine cannot begin.
        """
        # A voice of the engine's is none of this machine's.
        here = replace(config, voice=self._voices.get(config.target))

        def local() -> Session:
            factory = self._local()
            factory.required(here)
            factory.load(here)
            return factory.session(here)

        try:
            return FallbackSession(self._remote.session(config), local)
        except (UnreachableError, BusyError) as error:
            try:
                begun = local()
            except EngineError as failure:
                _log.warning("this machine can't begin: %s", failure)
                raise error from failure
            return FallbackSession(_Unreached(error), lambda: begun)


class _Unreached:
    """A session of an engine that could not be reached, as who takes over needs to know."""

    def __init__(self, error: ServiceUnavailableError) -> None:
        self._error = error
        self.unanswered: Float32 = np.zeros(0, np.float32)

    def push(self, block: SourceBlock) -> list[Event]:
        self.unanswered = block.samples
        raise self._error

    def finish(self) -> Iterator[list[Event]]:
        raise self._error

    def close(self) -> None:
        """Nothing is open."""


class FallbackSession:
    """A Session of an engine elsewhere until that fails, then of this machine.

    This machine hears again what was not translated when the engine failed. What is committed
    stays. It goes on until the stream's end; the next stream has the engine again.

    Args:
        remote: the engine's session.
        local: makes this machine's; raises EngineError where it cannot.
    """

    def __init__(self, remote: ElsewhereSession, local: Callable[[], Session]) -> None:
        self._remote = remote
        self._make_local = local
        self._local: Session | None = None
        self._heard: SampleIndex = 0
        self._offset: SampleIndex = 0
        self._planned: SampleIndex = 0
        self._voice_lock = threading.Lock()
        self._own_voices: dict[str, Synthesiser] = {}
        self._delivery: Delivery | None = None

    def push(self, block: SourceBlock) -> list[Event]:
        """Hear the next block.

        Raises:
            EngineError: the engine failed and this machine cannot go on, or failed too.
        """
        self._heard += len(block.samples)
        if self._local is not None:
            return self._shifted(self._local.push(block))
        try:
            return self._noted(self._remote.push(block))
        except ServiceUnavailableError as error:
            return self._take_over(error)

    def finish(self) -> Iterator[list[Event]]:
        """Commit and speak all that was heard.

        Raises:
            EngineError: as `push`.
        """
        if self._local is None:
            try:
                for part in self._remote.finish():
                    yield self._noted(part)
            except ServiceUnavailableError as error:
                yield self._take_over(error)
        if self._local is not None:
            for part in self._local.finish():
                yield self._shifted(part)

    def type_text(self, text: str, language: str | None) -> None:
        """As TypingControl, once this machine goes on."""
        session = self._local
        if session is None or not isinstance(session, TypingControl):
            raise EngineError(Code.TYPING_NOT_HERE)
        session.type_text(text, language)

    def catch_up(self) -> None:
        """As BacklogControl, of whichever goes on."""
        session = self._local or self._remote
        if isinstance(session, BacklogControl):
            session.catch_up()

    def change_voice(self, synthesiser: Synthesiser) -> None:
        """As VoiceControl, of this machine's voice: at once, or when it goes on."""
        with self._voice_lock:
            self._own_voices[synthesiser.voice.language] = synthesiser
            session = self._local
            if session is not None and isinstance(session, VoiceControl):
                session.change_voice(synthesiser)

    def change_delivery(self, delivery: Delivery) -> None:
        """As VoiceControl, likewise; an engine elsewhere speaks as it was asked to at first."""
        with self._voice_lock:
            self._delivery = delivery
            session = self._local
            if session is not None and isinstance(session, VoiceControl):
                session.change_delivery(delivery)

    def close(self) -> None:
        """Release both."""
        self._remote.close()
        if self._local is not None:
            self._local.close()

    def _take_over(self, error: ServiceUnavailableError) -> list[Event]:
        left = self._remote.unanswered
        try:
            made = self._make_local()
        except EngineError as failure:
            _log.warning("this machine can't go on: %s", failure)
            raise error from failure
        with self._voice_lock:
            self._local = made
            if isinstance(made, VoiceControl):
                with suppress(VoiceError):  # there are captions only
                    if self._delivery is not None:
                        made.change_delivery(self._delivery)
                    for voice in self._own_voices.values():
                        made.change_voice(voice)
        with suppress(Exception):
            self._remote.close()
        self._offset = self._heard - len(left)
        reason = str(error.message).rstrip(".") + "."
        events: list[Event] = [
            EngineNotice(message=Message(Code.ENGINE_TOOK_OVER, reason=reason), heard=self._heard)
        ]
        for start in range(0, len(left), _BLOCK_SAMPLES):
            samples: Float32 = np.ascontiguousarray(left[start : start + _BLOCK_SAMPLES])
            backlog = len(left) - start - len(samples)
            events += self._shifted(self._local.push(SourceBlock(samples, backlog_samples=backlog)))
        return events

    def _noted(self, events: list[Event]) -> list[Event]:
        for event in events:
            if isinstance(event, AudioProduced):
                self._planned = event.target_start + len(event.samples)
        return events

    def _shifted(self, events: list[Event]) -> list[Event]:
        """Events of the local session, on the clock of the whole stream."""
        shifted: list[Event] = []
        for event in events:
            later = put_later(event, offset=self._offset, not_before=self._planned)
            if isinstance(later, AudioProduced):
                self._planned = later.target_start + len(later.samples)
            shifted.append(later)
        return shifted
