"""One speaker, many listeners, each in a language of their own.

A language that anybody listens to is a channel. The language that the speaker's own session speaks
costs nothing more: its events are passed on. Any other channel has one session, however many
follow it, which hears what the speaker's session hears; it begins with the first listener and ends
some time after the last, who may only have lost the network. It speaks only while somebody wants
to hear it, and changes over in a pause of the speech.

Captions are numbered, so that whoever comes back gets what was missed and nothing twice.
"""

import logging
import secrets
import threading
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Protocol, TypeAlias

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.audio.writing import to_int16
from engine.devices.memory import MemoryInput
from engine.errors import EngineError
from engine.events import (
    AudioProduced,
    EngineFailed,
    Event,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TextTyped,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.languages import LANGUAGES
from engine.messages import Message
from engine.planner import SessionConfig
from engine.runner import Runner
from engine.session import Session, TypingControl

_log = logging.getLogger(__name__)

SPEECH_RATE_HZ: Final = 24_000
"""Of the speech that listeners get: 48 kB a second for each."""

_TAKEN_BACK: Final = "\u21a9"
"""Stands behind a turn that was heard in the wrong language: an arrow, in any language."""

_MOST_CAPTIONS: Final = 200
_MOST_BACKLOG: Final = 30 * SOURCE_RATE_HZ
_PATIENCE_S: Final = 20.0
"""How long a session goes on for listeners who left: they may come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Words that never change.

    Attributes:
        number: of the channel, from 1.
        text: with its own leading space.
        begins: whether an utterance begins with it.
    """

    number: int
    text: str
    begins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What may follow the captions so far; replaces the one before it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Speech: little-endian 16-bit samples at SPEECH_RATE_HZ."""

    samples: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What there is to listen to.

    Attributes:
        is_live: whether somebody is on air.
        is_hidden: captions and speech are withheld for now.
        languages: that can be chosen.
        problem: why a language that was chosen does not come; None where it does.
    """

    is_live: bool
    is_hidden: bool
    languages: tuple[str, ...]
    problem: Message | None = None


Told: TypeAlias = Caption | Guess | Spoken | Situation


class Listener(Protocol):
    """Somebody who follows; `tell` is called on any thread, under a lock, and returns at once."""

    def tell(self, told: Told) -> None:
        """Pass it on."""
        ...


class SessionMaker(Protocol):
    """Makes sessions of this machine."""

    def load(self, config: SessionConfig) -> None:
        """Load all that a session needs."""
        ...

    def session(self, config: SessionConfig) -> Session:
        """Make a session."""
        ...

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        """Pairs of languages that installed packs serve."""
        ...


class Broadcast:
    """What listeners follow; speakers come and go. Safe from any thread.

    Attributes:
        epoch: numbers of captions count within it.
        lock: held while anything is passed on.
    """

    def __init__(self) -> None:
        self.epoch: Final = secrets.token_hex(4)
        self.lock = threading.RLock()
        self._listeners: dict[Listener, tuple[str, bool]] = {}
        self._channels: dict[str, _Channel] = {}
        self._broadcaster: Broadcaster | None = None
        self._is_hidden = False

    @property
    def counts(self) -> Mapping[str, int]:
        """How many follow each language."""
        with self.lock:
            return Counter(language for language, _ in self._listeners.values())

    @property
    def is_hidden(self) -> bool:
        """Whether captions and speech are withheld."""
        return self._is_hidden

    @property
    def sessions(self) -> int:
        """How many sessions run beside the speaker's own."""
        with self.lock:
            return sum(channel.is_running for channel in self._channels.values())

    @property
    def is_used(self) -> bool:
        """Whether anybody speaks or follows."""
        with self.lock:
            return self._broadcaster is not None or bool(self._listeners)

    def begin(self, sessions: SessionMaker, config: SessionConfig) -> "Broadcaster":
        """Follow another speaker.

        Args:
            sessions: makes those of further languages.
            config: of the speaker's own session.
        """
        with self.lock:
            self._stop_channels()
            self._broadcaster = Broadcaster(self, sessions, config)
            self._tell_situation()
            for listener in self._listeners:
                self._follow(listener)
            return self._broadcaster

    def hide(self, *, is_hidden: bool) -> None:
        """Withhold captions and speech from every page at once, or show them again."""
        with self.lock:
            self._is_hidden = is_hidden
            if is_hidden:
                # Whoever comes back is not shown it either.
                for channel in self._channels.values():
                    channel.forget()
            self._tell_situation()

    def join(
        self, listener: Listener, language: str, *, hears: bool, after: int = 0, epoch: str = ""
    ) -> None:
        """Follow a language from now on, in the place of any before.

        Args:
            listener: who.
            language: which.
            hears: whether they want speech, too.
            after: number of the last caption that they have.
            epoch: that it belongs to; with another one they have none.
        """
        with self.lock:
            before = self._listeners.get(listener)
            self._listeners[listener] = (language, hears)
            if before is None or before[0] != language:
                listener.tell(self._situation())
                channel = self._channel(language)
                for caption in channel.since(after if epoch == self.epoch else 0):
                    listener.tell(caption)
            self._follow(listener)
            self._release()

    def leave(self, listener: Listener) -> None:
        """Follow no more; twice is harmless."""
        with self.lock:
            if self._listeners.pop(listener, None) is not None:
                self._release()

    def close(self) -> None:
        """End all sessions."""
        with self.lock:
            self._listeners.clear()
            self._stop_channels()
            self._broadcaster = None

    def _end(self, broadcaster: "Broadcaster") -> None:
        with self.lock:
            if broadcaster is not self._broadcaster:
                return  # another one speaks already
            self._broadcaster = None
            for channel in self._channels.values():
                channel.stop(drain=True)
            self._tell_situation()

    def _stop_channels(self) -> None:
        for channel in self._channels.values():
            channel.stop(drain=False)

    def _channel(self, language: str) -> "_Channel":
        if language not in self._channels:
            self._channels[language] = _Channel(self, language)
        return self._channels[language]

    def _follow(self, listener: Listener) -> None:
        """See to it that there is something to follow."""
        language, _ = self._listeners[listener]
        broadcaster = self._broadcaster
        if broadcaster is None or language not in broadcaster.languages:
            return
        hears = any(h for chosen, h in self._listeners.values() if chosen == language)
        if not broadcaster.serves(language, hears=hears):
            self._channel(language).run(broadcaster, speaks=hears)

    def _release(self) -> None:
        """End, in a while, sessions that nobody follows, and speech that nobody hears."""
        for language, channel in self._channels.items():
            wanted = [hears for chosen, hears in self._listeners.values() if chosen == language]
            if not wanted and channel.is_running:
                timer = threading.Timer(_PATIENCE_S, partial(self._release_now, language))
                timer.daemon = True
                timer.start()
            elif wanted and channel.is_running and self._broadcaster is not None:
                channel.run(self._broadcaster, speaks=any(wanted))

    def _release_now(self, language: str) -> None:
        with self.lock:
            if all(chosen != language for chosen, _ in self._listeners.values()):
                self._channels[language].stop(drain=False)

    def _hear(self, broadcaster: "Broadcaster", samples: Float32) -> None:
        with self.lock:
            if broadcaster is self._broadcaster:
                for channel in self._channels.values():
                    channel.feed(samples)

    def _take(self, broadcaster: "Broadcaster", event: Event) -> None:
        with self.lock:
            if broadcaster is not self._broadcaster:
                return
            for language in broadcaster.own:
                if not self._channel(language).is_running:
                    self._channel(language).take(event)
            if isinstance(event, TextTyped):
                for channel in self._channels.values():
                    channel.say(event)

    def tell(self, language: str, told: Told) -> None:
        """Pass something of a language on to those who follow it."""
        with self.lock:
            if self._is_hidden and not isinstance(told, Situation):
                return
            for listener, (chosen, hears) in self._listeners.items():
                if chosen == language and (hears or not isinstance(told, Spoken)):
                    listener.tell(told)

    def _situation(self, problem: Message | None = None) -> Situation:
        broadcaster = self._broadcaster
        return Situation(
            is_live=broadcaster is not None,
            is_hidden=self._is_hidden,
            languages=() if broadcaster is None else broadcaster.languages,
            problem=problem,
        )

    def report(self, language: str, problem: Message) -> None:
        """Say that a language does not come."""
        with self.lock:
            self.tell(language, self._situation(problem))

    def _tell_situation(self) -> None:
        for listener in self._listeners:
            listener.tell(self._situation())


class Broadcaster:
    """Somebody on air.

    Args:
        broadcast: what they are heard in.
        sessions: makes sessions of further languages.
        config: of the speaker's own session.

    Attributes:
        own: the languages that its own session gives: one, or the two of a conversation.
        languages: that listeners may choose.
    """

    def __init__(self, broadcast: Broadcast, sessions: SessionMaker, config: SessionConfig) -> None:
        self._broadcast = broadcast
        self.sessions: Final = sessions
        self.config: Final = config
        pairs = sessions.served_directions()
        self.own: Final = (config.target, config.source or "")[: 2 if config.both_ways else 1]
        heard = (None,) if config.both_ways else (config.source,)
        served = {target for source, target in pairs if None in heard or source in heard} | set(
            self.own
        )
        self.languages: Final = tuple(code for code in LANGUAGES if code in served)

    def serves(self, language: str, *, hears: bool) -> bool:
        """Whether the speaker's own session gives what is wanted."""
        return language in self.own and (self.config.speaks or not hears)

    def hear(self, samples: Float32) -> None:
        """Take [n] samples at SOURCE_RATE_HZ of what the speaker's session hears."""
        self._broadcast._hear(self, samples)  # noqa: SLF001 - a part of it

    def take(self, event: Event) -> None:
        """Take an event of the speaker's session."""
        self._broadcast._take(self, event)  # noqa: SLF001 - as above

    def end(self) -> None:
        """The speaker is off air; what was said is finished."""
        self._broadcast._end(self)  # noqa: SLF001 - as above


class _Channel:
    """One language; used under the lock of its broadcast."""

    def __init__(self, broadcast: Broadcast, language: str) -> None:
        self._broadcast = broadcast
        self._language = language
        self._captions: deque[Caption] = deque(maxlen=_MOST_CAPTIONS)
        self._count = 0
        self._begins = True
        self._is_speech = False
        self._run: _Run | None = None
        self._wanted: tuple[Broadcaster, bool] | None = None
        self._thinned = Resampler(from_hz=TARGET_RATE_HZ, to_hz=SPEECH_RATE_HZ)

    @property
    def is_running(self) -> bool:
        return self._run is not None

    def since(self, number: int) -> Sequence[Caption]:
        return [caption for caption in self._captions if caption.number > number]

    def forget(self) -> None:
        self._captions.clear()

    def run(self, broadcaster: Broadcaster, *, speaks: bool) -> None:
        """Have a session, which speaks or not; a change waits for a pause."""
        self._wanted = None
        if self._run is not None and self._run.speaks is speaks:
            return
        if self._run is not None and self._is_speech:
            self._wanted = (broadcaster, speaks)
            return
        self._change(broadcaster, speaks=speaks)

    def _change(self, broadcaster: Broadcaster, *, speaks: bool) -> None:
        before = self._run
        # Of two who speak, one may speak this language: then it is a transcript.
        source = None if broadcaster.config.both_ways else broadcaster.config.source
        config = replace(
            broadcaster.config,
            source=source,
            target=self._language,
            voice=None,
            speaks=speaks,
            both_ways=False,
            tells_speakers=False,
        )
        self._run = _Run(broadcaster.sessions, config, self._broadcast, self)
        if before is not None:
            before.end(drain=True)

    def stop(self, *, drain: bool) -> None:
        run, self._run, self._wanted = self._run, None, None
        self._is_speech = False
        if run is not None:
            run.end(drain=drain)

    def feed(self, samples: Float32) -> None:
        if self._run is not None:
            self._run.feed(samples)

    def say(self, typed: TextTyped) -> None:
        """Have what was typed for another language translated here too."""
        if self._run is not None:
            self._run.say(typed)

    def _show(self, text: str, *, begins: bool) -> None:
        self._count += 1
        caption = Caption(number=self._count, text=text, begins=begins)
        self._begins = False
        if not self._broadcast.is_hidden:
            self._captions.append(caption)
        self._broadcast.tell(self._language, caption)

    def take(self, event: Event) -> None:
        """Pass an event on to those who follow."""
        match event:
            case SpeechStarted():
                self._is_speech = True
            case SpeechEnded():
                self._is_speech = False
                self._begins = True
                if self._wanted is not None:
                    (broadcaster, speaks), self._wanted = self._wanted, None
                    self._change(broadcaster, speaks=speaks)
            case TextCommitted(text=text) | TranscriptCommitted(text=text) if (
                event.language == self._language and text
            ):
                self._show(text, begins=self._begins)
            case TextWithdrawn():
                self._show(_TAKEN_BACK, begins=True)
                self._begins = True
            case TextTyped():
                # Typed in this language or translated into it, of one that goes both ways.
                is_target = event.language == self._language
                self._show(event.text if is_target else event.typed, begins=True)
                self._begins = True
            case TextTentative(text=text) if event.language == self._language:
                self._broadcast.tell(self._language, Guess(text=text))
            case AudioProduced(samples=samples) if event.language == self._language:
                thin = self._thinned.push(samples)
                spoken = Spoken(samples=to_int16(thin).astype("<i2").tobytes())
                self._broadcast.tell(self._language, spoken)
            case EngineFailed(message=message):
                self.stop(drain=False)
                self._broadcast.report(self._language, message)
            case _:
                pass


class _Run:
    """A session of a channel, from when its models are loaded."""

    def __init__(
        self, sessions: SessionMaker, config: SessionConfig, broadcast: Broadcast, channel: _Channel
    ) -> None:
        self.speaks: Final = config.speaks
        self._sessions = sessions
        self._config = config
        self._broadcast = broadcast
        self._channel = channel
        self._input = MemoryInput(most_samples=_MOST_BACKLOG)
        self._runner: Runner | None = None
        self._session: Session | None = None
        self._is_over = False
        threading.Thread(target=self._start, name="channel", daemon=True).start()

    def feed(self, samples: Float32) -> None:
        self._input.feed(samples)

    def say(self, typed: TextTyped) -> None:
        session = self._session
        if session is not None and isinstance(session, TypingControl):
            threading.Thread(target=self._say, args=(session, typed), daemon=True).start()

    @staticmethod
    def _say(session: TypingControl, typed: TextTyped) -> None:
        try:
            session.type_text(typed.typed, typed.typed_language)
        except EngineError as error:
            _log.info("what was typed is not translated for listeners: %s", error)

    def end(self, *, drain: bool) -> None:
        self._is_over = not drain
        self._input.finish()
        if self._runner is not None and not drain:
            self._runner.end(drain=False)

    def _start(self) -> None:
        try:
            self._sessions.load(self._config)
            session = self._sessions.session(self._config)
        except EngineError as error:
            self._on_event(EngineFailed(message=error.message, heard=0))
            return
        self._session = session
        self._runner = Runner(self._input, session, on_event=self._on_event)
        if self._is_over:
            self._runner.end(drain=False)
        self._runner.start()

    def _on_event(self, event: Event) -> None:
        with self._broadcast.lock:
            if not self._is_over:
                self._channel.take(event)
