"""`dragoman live`: hear a microphone, show captions, speak to a loudspeaker."""

import argparse
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Final

from engine.cli.outputs import Outputs
from engine.cli.sessions import (
    NO_VOICE,
    add_session_arguments,
    build_interpreter,
    build_session,
)
from engine.devices.listing import AudioDevice, DeviceKind, find_device, list_devices
from engine.devices.loudspeaker import Loudspeaker
from engine.devices.microphone import Microphone
from engine.devices.protocols import AudioSink, AudioSource
from engine.errors import DeviceError
from engine.events import AudioProduced, EngineFailed, Event
from engine.output import output_errors
from engine.runner import Drain, Runner, StopNow, StreamSession

NO_OUTPUT: Final = "none"

_JOIN_STEP_S: Final = 0.2
"""An interrupt is noticed between two joins, on systems where a join cannot be broken."""

_STOP_S: Final = 5.0
"""How long a stop waits for the block that is being worked on."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "live",
        help="interpret a microphone",
        description="Interprets what a microphone hears until Ctrl-C, which finishes what was "
        "said; a second Ctrl-C stops at once. Wear headphones, or the microphone hears the "
        "interpreter.",
    )
    parser.add_argument(
        "--source",
        dest="microphone",
        default="default",
        metavar="NAME",
        help="a microphone, see `dragoman devices` (default: the system's own choice)",
    )
    parser.add_argument(
        "--output",
        default="default",
        metavar="NAME",
        help=f"a loudspeaker, or {NO_OUTPUT} for captions only (default: the system's own choice)",
    )
    add_session_arguments(parser)
    parser.add_argument(
        "--subtitles",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="write captions (.srt, .vtt, .txt or .jsonl); may be given several times",
    )
    parser.add_argument(
        "--save",
        type=Path,
        metavar="FOLDER",
        help="keep captions, events and target speech in a new folder in this one",
    )
    parser.add_argument(
        "--json", action="store_true", help="print every event as a JSON line, then a summary"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Interpret until interrupted.

    Raises:
        EngineError: a device, route, voice or pack is missing, or a file cannot be written.
    """
    # What can be refused at once is refused before seconds go into loading models.
    devices = list_devices()
    heard = find_device(args.microphone, DeviceKind.INPUT, devices)
    spoken = None
    if args.output != NO_OUTPUT and args.voice != NO_VOICE:
        spoken = find_device(args.output, DeviceKind.OUTPUT, devices)
        refuse_loop(heard, spoken)
    elif args.save is None:
        # Nobody would hear it: the time is better spent on the captions.
        args.voice = NO_VOICE
    speech, subtitles = None, list(args.subtitles)
    if args.save is not None:
        folder = _new_folder(args.save)
        speech = folder / "speech.flac" if args.voice != NO_VOICE else None
        subtitles += [folder / "captions.srt", folder / "events.jsonl"]
    with build_interpreter(args) as interpreter:
        session = build_session(args, interpreter)
        with Outputs(speech=speech, subtitles=subtitles, as_json=args.json) as outputs:
            _say(f"hearing {heard.description}; Ctrl-C ends")
            sink = None if spoken is None else Loudspeaker(spoken)
            return converse(Microphone(heard), session, sink, outputs)


def converse(
    source: AudioSource, session: StreamSession, sink: AudioSink | None, outputs: Outputs
) -> int:
    """Run a session between a source and a sink until the source ends or Ctrl-C.

    The first interrupt finishes what was heard and plays it; the second stops at once.

    Returns:
        0, or 1 where the stream failed; why stands on the error output.

    Raises:
        DeviceError: the sink cannot be opened.
    """

    def on_event(event: Event) -> None:
        outputs.on_event(event)
        if sink is not None and isinstance(event, AudioProduced):
            sink.write(event.samples)
        if isinstance(event, EngineFailed):
            _say(event.message)

    runner = Runner(source, session, on_event=on_event)
    _end_like_interrupt()
    if sink is not None:
        sink.start()
    began_s = time.perf_counter()
    hurried = False
    try:
        runner.start()
        hurried = _wait(runner)
        if sink is not None and not hurried and not runner.failed:
            sink.close(drain=True)
    except KeyboardInterrupt:
        # The second one came while the rest was being played.
        hurried = True
    finally:
        if sink is not None:
            sink.close(drain=False)
    if not runner.failed:
        outputs.finish(runner.status, took_s=time.perf_counter() - began_s)
    return int(runner.failed)


def refuse_loop(heard: AudioDevice, spoken: AudioDevice) -> None:
    """Refuse to interpret the interpreter.

    Raises:
        DeviceError: the source hears what the output plays.
    """
    if heard.is_monitor and heard.name == f"{spoken.name}.monitor":
        raise DeviceError(
            f"{heard.description} would hear the interpreter itself; "
            "choose another --output or --source."
        )


def _wait(runner: Runner) -> bool:
    """Wait for the end of the stream; True where it was stopped at once."""
    interrupts = 0
    while True:
        try:
            if runner.join(timeout_s=_JOIN_STEP_S):
                return interrupts > 1
        except KeyboardInterrupt:
            interrupts += 1
            if interrupts == 1:
                _say("finishing what was said; Ctrl-C again stops at once")
                if runner.send(Drain()):
                    continue
            runner.send(StopNow())
            runner.join(timeout_s=_STOP_S)
            return True


def _end_like_interrupt() -> None:
    """Have a request to terminate finish the stream as Ctrl-C does."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _new_folder(parent: Path) -> Path:
    folder = parent / time.strftime("%Y-%m-%d %H.%M.%S")
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=False)
    return folder


def _say(text: str) -> None:
    sys.stderr.write(f"dragoman: {text}\n")
    sys.stderr.flush()
