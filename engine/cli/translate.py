"""`dragoman translate`: a recording in; captions, speech and subtitle files out."""

import argparse
import sys
import time
from pathlib import Path

from engine.audio.files import open_audio
from engine.cli.outputs import Outputs
from engine.cli.sessions import (
    NO_VOICE,
    add_session_arguments,
    build_interpreter,
    build_session,
    positive,
)
from engine.devices.file_source import FileSource
from engine.errors import AudioError
from engine.events import EngineFailed, Event
from engine.pipeline import Session
from engine.runner import Runner

_JOIN_STEP_S = 0.2
"""An interrupt is noticed between two joins, on systems where a join cannot be broken."""

_DRAIN_S = 60.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "translate",
        help="interpret a recording",
        description="Interprets a recording as if it were being spoken, as fast as the machine "
        "can or at its own pace.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="any audio or video file")
    add_session_arguments(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the target speech (.wav or .flac)"
    )
    parser.add_argument(
        "--subtitles",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="write captions (.srt, .vtt, .txt or .jsonl); may be given several times",
    )
    parser.add_argument(
        "--transcript",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="write what was said, in its own language, on routes that transcribe first",
    )
    parser.add_argument(
        "--channel", type=positive(int), metavar="N", help="hear this channel only, from 1"
    )
    parser.add_argument(
        "--realtime", action="store_true", help="hear the recording at its own pace"
    )
    parser.add_argument(
        "--json", action="store_true", help="print every event as a JSON line, then a summary"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Interpret the recording."""
    if args.out is None and args.voice is None:
        # Nobody would hear it: the time is better spent on the captions.
        args.voice = NO_VOICE
    elif args.out is not None and args.voice == NO_VOICE:
        raise AudioError(f"--voice {NO_VOICE} gives no speech to write; leave out --out.")
    with (
        open_audio(args.file, channel=args.channel) as file,
        build_interpreter(args) as interpreter,
    ):
        session = build_session(args, interpreter)
        with Outputs(
            speech=args.out,
            subtitles=args.subtitles,
            transcripts=args.transcript,
            as_json=args.json,
        ) as outputs:
            status = interpret(FileSource(file, realtime=args.realtime), session, outputs)
    if file.shortfall is not None:
        sys.stderr.write(f"dragoman: {file.shortfall}\n")
    return status


def interpret(source: FileSource, session: Session, outputs: Outputs) -> int:
    """Run a session over a file to its end.

    Returns:
        0, or 1 where the stream failed; why stands on the error output.
    """

    def on_event(event: Event) -> None:
        outputs.on_event(event)
        if isinstance(event, EngineFailed):
            sys.stderr.write(f"dragoman: {event.message}\n")

    runner = Runner(source, session, on_event=on_event)
    began_s = time.perf_counter()
    runner.start()
    try:
        while not runner.join(timeout_s=_JOIN_STEP_S):
            pass
    except KeyboardInterrupt:
        # What was heard is finished and written; a second interrupt leaves at once.
        runner.stop(drain=True, timeout_s=_DRAIN_S)
    if not runner.failed:
        outputs.finish(runner.status, took_s=time.perf_counter() - began_s)
    return int(runner.failed)
