"""`dragoman live`: hear a microphone, show captions, speak to a loudspeaker."""

import argparse
import time
from contextlib import ExitStack
from typing import Final

from engine.cli.arguments import NO_OUTPUT
from engine.cli.interpreters import build_interpreter, session_config
from engine.cli.running import Ending, Interrupts, Outputs, check_outputs, exit_code, say
from engine.cli.sessions import NO_VOICE
from engine.events import EngineFailed
from engine.live.direction import LiveDirection
from engine.live.events import (
    Controls,
    DefaultChanged,
    DeviceLost,
    DeviceReturned,
    EchoCleared,
    EchoHeard,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualSpeaker,
    LiveConfig,
    LiveEvent,
    LiveState,
    SourceChoice,
    SourceSilent,
    StarterQuality,
    StateChanged,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.output import output_errors
from engine.packs.progress import LoadProgress

_STEP_S: Final = 0.2
"""An interrupt is noticed between two waits, on systems where a wait cannot be broken."""


def run(args: argparse.Namespace) -> int:
    """Interpret until interrupted.

    Raises:
        EngineError: a file cannot be written.
    """
    # What can be refused at once is refused before seconds go into loading models.
    check_outputs(subtitles=args.subtitles)
    source, target = _source(args), _target(args)
    if target is None and args.save is None:
        # Nobody would hear it: the time is better spent on the captions.
        args.voice = NO_VOICE
    config = LiveConfig(session=session_config(args), source=source, target=target)
    with build_interpreter(args) as interpreter, ExitStack() as stack:
        listener = _Listener(args, stack)
        direction = LiveDirection(
            interpreter,
            config,
            on_event=listener.on_event,
            controls=Controls(original_volume=args.original_volume),
        )
        listener.direction = direction
        ending = _run_until_interrupted(direction)
        direction.raise_failure()
        if listener.outputs is not None and direction.status is not None:
            listener.outputs.finish(direction.status, took_s=direction.gauges.elapsed_s)
    # There is no other way to end than an interrupt, and the first one finishes all.
    return exit_code(ending, if_drained=0)


class _Listener:
    """Passes the events on, to outputs that are opened when the direction is on air.

    Attributes:
        direction: what is listened to.
        outputs: None until it is on air.
    """

    def __init__(self, args: argparse.Namespace, stack: ExitStack) -> None:
        self._args = args
        self._stack = stack
        self.direction: LiveDirection | None = None
        self.outputs: Outputs | None = None

    def on_event(self, event: LiveEvent) -> None:
        match event:
            case StateChanged():
                self._note_state(event.state)
            case LoadProgress():
                pass
            case DeviceLost() | EchoHeard() | StarterQuality():
                say(event.message)
            case SourceSilent():
                say(event.message or "The source is heard again.")
            case DeviceReturned():
                say(f"{event.description} is in use again.")
            case DefaultChanged():
                say(f"The system's default is {event.description} now, and in use.")
            case EchoCleared():
                say("The interpreter's voice is not heard any more.")
            case _:
                if self.outputs is not None:
                    self.outputs.on_event(event)
                if isinstance(event, EngineFailed):
                    say(event.message)

    def _note_state(self, state: LiveState) -> None:
        if state is LiveState.RUNNING and self.direction is not None:
            self.outputs = self._stack.enter_context(_open_outputs(self._args))
            say(f"hearing {self.direction.source_description}; Ctrl-C ends")
            if self.direction.hint:
                say(self.direction.hint)


def _run_until_interrupted(direction: LiveDirection) -> Ending:
    with Interrupts() as interrupts:
        direction.start()
        is_draining = False
        while not direction.join(timeout_s=_STEP_S):
            if interrupts.count and not is_draining:
                is_draining = True
                say("finishing what was said; Ctrl-C again stops at once")
                direction.end(drain=True)
            if interrupts.count > 1:
                direction.end(drain=False)
        if direction.was_abandoned:
            return Ending.ABANDONED
        if direction.state is LiveState.FAILED:
            return Ending.FAILED
        if interrupts.count > 1:
            return Ending.STOPPED
        return Ending.DRAINED if is_draining else Ending.FINISHED


def _source(args: argparse.Namespace) -> SourceChoice:
    if args.system_audio:
        return FromSystemAudio()
    if args.virtual_speaker:
        return FromVirtualSpeaker()
    return FromMicrophone(args.microphone)


def _target(args: argparse.Namespace) -> TargetChoice:
    if args.virtual_microphone:
        return ToVirtualMicrophone()
    is_silent = args.voice == NO_VOICE and not args.original_volume
    return None if args.output == NO_OUTPUT or is_silent else ToOutput(args.output)


def _open_outputs(args: argparse.Namespace) -> Outputs:
    speech, subtitles = None, list(args.subtitles)
    if args.save is not None:
        folder = args.save / time.strftime("%Y-%m-%d %H.%M.%S")
        with output_errors(folder):
            folder.mkdir(parents=True, exist_ok=False)
        speech = folder / "speech.flac" if args.voice != NO_VOICE else None
        subtitles += [folder / "captions.srt", folder / "events.jsonl"]
    return Outputs(speech=speech, subtitles=subtitles, as_json=args.json)
