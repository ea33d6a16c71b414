"""`dragoman live`: hear a microphone, show captions, speak to a loudspeaker."""

import argparse
import time
from pathlib import Path

from engine.cli.arguments import NO_OUTPUT
from engine.cli.interpreters import build_interpreter, build_session
from engine.cli.output_paths import check_outputs
from engine.cli.outputs import Outputs
from engine.cli.running import exit_code, run_stream, say
from engine.cli.sessions import NO_VOICE
from engine.devices.listing import AudioDevice, DeviceKind, find_device, list_devices
from engine.devices.loudspeaker import Loudspeaker
from engine.devices.microphone import Microphone
from engine.errors import DeviceError
from engine.output import output_errors


def run(args: argparse.Namespace) -> int:
    """Interpret until interrupted.

    Raises:
        EngineError: a device, route, voice or pack is missing, or a file cannot be written.
    """
    # What can be refused at once is refused before seconds go into loading models.
    check_outputs(subtitles=args.subtitles)
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
            say(f"hearing {heard.description}; Ctrl-C ends")
            sink = None if spoken is None else Loudspeaker(spoken)
            ending = run_stream(Microphone(heard), session, outputs, sink=sink)
        # There is no other way to end than an interrupt, and the first one finishes all.
        return exit_code(ending, if_drained=0)


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


def _new_folder(parent: Path) -> Path:
    folder = parent / time.strftime("%Y-%m-%d %H.%M.%S")
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=False)
    return folder
