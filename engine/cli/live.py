"""`dragoman live`: hear a microphone, show captions, speak; in a call, both ways."""

import argparse
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from types import FrameType
from typing import Final, Protocol

from engine.arrays import Float32
from engine.cli.arguments import NO_OUTPUT, SYSTEM_AUDIO
from engine.cli.console import LastLine
from engine.cli.interpreters import build_interpreter, open_engine, session_config
from engine.cli.messages import full_text
from engine.cli.running import Ending, Interrupts, Outputs, exit_code, say
from engine.cli.sessions import NO_VOICE
from engine.errors import EngineError
from engine.events import EngineFailed, Event
from engine.interpreter import Interpreter
from engine.languages import LANGUAGES
from engine.live.call import Call
from engine.live.config import (
    Controls,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualLoudspeaker,
    LiveConfig,
    SourceChoice,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.direction import SessionFactory
from engine.live.events import (
    LiveEvent,
    LiveState,
    Notice,
    StateChanged,
    holds,
    told_over_by,
)
from engine.messages import Code
from engine.output import output_errors
from engine.packs.progress import LoadProgress
from engine.recordings import Results, check_outputs
from engine.service.broadcast import Broadcast, Broadcaster

YOU: Final = "you"
THEY: Final = "they"
"""Who speaks, where both directions of a call are shown, and the names of their folders."""

_STEP_S: Final = 0.2
"""An interrupt is noticed between two waits, on systems where a wait cannot be broken."""


def run(args: argparse.Namespace) -> int:
    """Interpret until interrupted.

    Raises:
        EngineError: a file cannot be written.
    """
    # What can be refused at once is refused before seconds go into loading models.
    check_outputs(Results(subtitles=args.subtitles))
    configs = live_configs(args)
    labels = (YOU, THEY) if args.call else ("",)
    # What you say yourself you need not hear.
    volumes = (0.0, args.original_volume) if args.call else (args.original_volume,)
    with open_engine(args) as engine, ExitStack() as stack:
        listener = _Listener(args, configs, labels, stack)
        if args.listeners is not None:
            listener.broadcaster = _open_page(args, engine, configs[0], stack)
        call = Call(
            engine,
            configs,
            on_event=listener.on_event,
            controls=[Controls(original_volume=volume) for volume in volumes],
            tap=listener.hear,
        )
        listener.call = call
        with _catching_up(call):
            ending = _run_until_interrupted(call)
        call.raise_failure()
        listener.finish()
    # There is no other way to end than an interrupt, and the first one finishes all.
    return exit_code(ending, if_drained=0)


def live_configs(args: argparse.Namespace) -> list[LiveConfig]:
    """What the direction does that the arguments ask for, or the two of a call: your own first.

    Raises:
        EngineError: source and target are the same, or the glossary cannot be read.
    """
    session = session_config(args)
    if not args.call:
        source, target = _source(args), _target(args)
        if target is None and args.save is None:
            # Nobody would hear it: the time is better spent on the captions.
            session = replace(session, voice=None, speaks=False)
        return [LiveConfig(session=session, source=source, target=target)]
    is_heard = args.output != NO_OUTPUT or args.save is not None
    back = replace(
        session,
        source=session.target,
        target=args.source,
        voice=None if args.their_voice == NO_VOICE else args.their_voice,
        speaks=args.their_voice != NO_VOICE and is_heard,
    )
    to_them = ToVirtualMicrophone() if args.their_output is None else ToOutput(args.their_output)
    is_played = args.output != NO_OUTPUT and (back.speaks or args.original_volume)
    return [
        LiveConfig(
            session=session,
            source=FromMicrophone(args.microphone),
            target=to_them if session.speaks else None,
        ),
        LiveConfig(
            session=back,
            source=_their_source(args),
            target=ToOutput(args.output) if is_played else None,
        ),
    ]


class _Listener:
    """Passes the events on, to outputs that are opened when a direction is on air.

    Args:
        args: of the command.
        configs: of the directions.
        labels: of the directions.
        stack: closes the outputs.

    Attributes:
        call: what is listened to.
        broadcaster: whom others follow on their pages; None where nobody can.
    """

    def __init__(
        self,
        args: argparse.Namespace,
        configs: Sequence[LiveConfig],
        labels: Sequence[str],
        stack: ExitStack,
    ) -> None:
        self._args = args
        self._configs = configs
        self._labels = labels
        self._stack = stack
        self._lock = threading.Lock()
        self._outputs: dict[int, Outputs] = {}
        self._last_line = LastLine()
        self._began = time.strftime("%Y-%m-%d %H.%M.%S")
        self.call: Call | None = None
        self.broadcaster: Broadcaster | None = None

    def hear(self, number: int, samples: Float32) -> None:
        """Pass the first direction's sound on to those who follow it."""
        if self.broadcaster is not None and number == 0:
            self.broadcaster.hear(samples)

    def on_event(self, number: int, event: LiveEvent) -> None:
        if self.broadcaster is not None and number == 0 and isinstance(event, Event):
            self.broadcaster.take(event)
        with self._lock:
            self._show(number, event)

    def finish(self) -> None:
        """Complete what was opened, and say what was done."""
        for number, outputs in sorted(self._outputs.items()):
            if self.call is None:
                return
            direction = self.call.directions[number]
            if direction.status is not None:
                outputs.finish(direction.status, took_s=direction.gauges.elapsed_s)

    def _show(self, number: int, event: LiveEvent) -> None:
        if isinstance(event, StateChanged):
            if event.state is LiveState.RUNNING and number not in self._outputs:
                self._begin(number)
        elif isinstance(event, Notice):
            self._hold(number, event)
            self._say(number, full_text(event.message))
        elif not isinstance(event, LoadProgress):
            outputs = self._outputs.get(number)
            if outputs is not None:
                outputs.on_event(event)
            if isinstance(event, EngineFailed):
                self._say(number, full_text(event.message))

    def _begin(self, number: int) -> None:
        if self.call is None:
            return
        self._outputs[number] = self._stack.enter_context(self._open_outputs(number))
        direction = self.call.directions[number]
        keys = "Ctrl-C ends"
        if sys.stdin.isatty():
            keys = "a line and Enter is spoken, Enter alone catches up, Ctrl-C ends"
            if self._configs[number].session.both_ways:
                keys = f"/ and Enter hears the last turn the other way, {keys}"
        self._say(number, f"hearing {direction.source_description}; {keys}")
        for hint in direction.hints:
            self._say(number, full_text(hint))

    def _hold(self, number: int, notice: Notice) -> None:
        """Have what goes on holding stand below the captions, which would push it out of sight."""
        warnings = self._last_line.warnings
        for about in told_over_by(notice):
            warnings.pop(f"{number} {about}", None)
        held = holds(notice)
        if held is not None:
            warnings[f"{number} {held}"] = self._labelled(number, full_text(notice.message))

    def _say(self, number: int, text: str) -> None:
        text, outputs = self._labelled(number, text), self._outputs.get(number)
        if outputs is None:
            say(text)
        else:
            outputs.say(text)

    def _labelled(self, number: int, text: str) -> str:
        label = self._labels[number]
        return f"{label}: {text}" if label else text

    def _open_outputs(self, number: int) -> Outputs:
        args, label = self._args, self._labels[number]
        speech, subtitles = None, list(args.subtitles)
        if args.save is not None:
            folder = args.save / self._began / label
            with output_errors(folder):
                folder.mkdir(parents=True, exist_ok=False)
            speech = folder / "speech.flac" if self._configs[number].session.speaks else None
            subtitles += [folder / "captions.srt", folder / "events.jsonl"]
        return Outputs(
            Results(speech=speech, subtitles=subtitles),
            as_json=args.json,
            label=label,
            last_line=self._last_line,
        )


def _open_page(
    args: argparse.Namespace, engine: SessionFactory, config: LiveConfig, stack: ExitStack
) -> Broadcaster:
    """Open the page for listeners, and say where it is.

    Raises:
        EngineError: its packages are not installed, or no port can be had.
    """
    try:
        listening = importlib.import_module("engine.service.listening")
        segno = importlib.import_module("segno")
    except ImportError as error:
        raise EngineError(
            Code.EXTRA_MISSING, packages=(error.name or "starlette",), extra="serve"
        ) from error
    broadcast = Broadcast()
    server = listening.ListeningServer(broadcast, port=args.listeners)
    stack.callback(server.close)
    stack.callback(broadcast.close)
    say(f"listeners open {server.url}; OBS and vMix {server.url}?obs")
    if sys.stderr.isatty():
        segno.make_qr(server.url).terminal(out=sys.stderr, compact=True)
    # Further languages are this machine's, whoever interprets for the speaker.
    local = engine if isinstance(engine, Interpreter) else None
    interpreter = local or stack.enter_context(build_interpreter(args))
    return broadcast.begin(interpreter, config.session)


def _run_until_interrupted(call: Call) -> Ending:
    with Interrupts() as interrupts:
        call.start()
        is_draining = False
        while not call.join(timeout_s=_STEP_S):
            if interrupts.count and not is_draining:
                is_draining = True
                say("finishing what was said; Ctrl-C again stops at once")
                call.end(drain=True)
            if interrupts.count > 1:
                call.end(drain=False)
        if call.was_abandoned:
            return Ending.ABANDONED
        if LiveState.FAILED in call.states:
            return Ending.FAILED
        return interrupts.ending if interrupts.count else Ending.FINISHED


@contextmanager
def _catching_up(call: Call) -> Iterator[None]:
    """Have Enter, and SIGUSR1 where there are such signals, skip to what is said now."""

    def on_signal(number: int, frame: FrameType | None) -> None:
        del number, frame
        # A handler may interrupt a thread that holds a lock which this needs.
        threading.Thread(target=call.catch_up, name="catch up").start()

    is_main = threading.current_thread() is threading.main_thread()
    before = []
    if is_main and sys.platform != "win32":
        before.append((signal.SIGUSR1, signal.signal(signal.SIGUSR1, on_signal)))
        # A job in the background that reads the terminal is stopped otherwise.
        before.append((signal.SIGTTIN, signal.signal(signal.SIGTTIN, signal.SIG_IGN)))
    if sys.stdin.isatty():
        reader = threading.Thread(
            target=_read_keys, args=(sys.stdin.fileno(), call), name="keys", daemon=True
        )
        reader.start()
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _read_keys(terminal: int, call: Call) -> None:
    # Not through `sys.stdin`, whose lock would be held when Python ends.
    with suppress(OSError):
        while line := os.read(terminal, 4096):
            _obey(line.decode(errors="replace").strip(), call)


class _Typed(Protocol):
    """What a line can be typed to: a Call."""

    def catch_up(self) -> None: ...

    def correct_turn(self) -> None: ...

    def type_text(self, text: str, language: str | None = None) -> None: ...


def _obey(line: str, call: _Typed) -> None:
    """Say a line that was typed, after /CODE in that language.

    An empty one catches up, and / alone has the last turn heard in the other language.
    """
    if not line.strip("/"):
        (call.correct_turn if line else call.catch_up)()
        return
    language = None
    if line.startswith("/"):
        code, _, line = line[1:].partition(" ")
        language = code.lower()
        if language not in LANGUAGES:
            say(f"/{code} is no language of Dragoman: {', '.join(LANGUAGES)}")
            return
    try:
        call.type_text(line, language)
    except EngineError as error:
        say(full_text(error.message))


def _source(args: argparse.Namespace) -> SourceChoice:
    if args.system_audio:
        return FromSystemAudio()
    if args.virtual_speaker or args.program:
        return FromVirtualLoudspeaker(args.program)
    return FromMicrophone(args.microphone)


def _their_source(args: argparse.Namespace) -> SourceChoice:
    if args.their_source is None:
        return FromVirtualLoudspeaker()
    if args.their_source == SYSTEM_AUDIO:
        return FromSystemAudio()
    return FromMicrophone(args.their_source)


def _target(args: argparse.Namespace) -> TargetChoice:
    if args.virtual_microphone:
        return ToVirtualMicrophone()
    is_silent = args.voice == NO_VOICE and not args.original_volume
    return None if args.output == NO_OUTPUT or is_silent else ToOutput(args.output)
