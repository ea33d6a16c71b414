"""`dragoman translate`: a recording in; captions, speech and subtitle files out."""

import argparse
import importlib
from collections.abc import Iterator
from contextlib import closing, contextmanager

from engine.audio.files import open_audio
from engine.cli.interpreters import build_interpreter, session_config
from engine.cli.running import Outputs, check_outputs, exit_code, run_stream, say
from engine.cli.sessions import NO_VOICE
from engine.devices.files import FileInput
from engine.session import Session


def run(args: argparse.Namespace) -> int:
    """Interpret the recording.

    Raises:
        EngineError: the recording cannot be read, a route, voice or pack is missing, or a result
            cannot be written.
    """
    if args.out is None:
        # Nobody would hear it: the time is better spent on the captions.
        args.voice = NO_VOICE
    check_outputs(
        source=args.file, speech=args.out, subtitles=args.subtitles, transcripts=args.transcript
    )
    with (
        open_audio(args.file, channel=args.channel) as file,
        _session(args) as session,
    ):
        with Outputs(
            speech=args.out,
            subtitles=args.subtitles,
            transcripts=args.transcript,
            as_json=args.json,
        ) as outputs:
            ending = run_stream(FileInput(file, realtime=args.realtime), session, outputs)
        status = exit_code(ending)
    if file.shortfall is not None:
        say(file.shortfall)
    return status


@contextmanager
def _session(args: argparse.Namespace) -> Iterator[Session]:
    """A session on this machine, or on the one that --server names."""
    config = session_config(args)
    if args.server is None:
        with build_interpreter(args) as interpreter:
            session = interpreter.session(config)
            if caution := interpreter.caution(config):
                say(caution)
            yield session
        return
    # The packages of the client are those of the service, which are an extra.
    remote = importlib.import_module("engine.cli.remote")
    with closing(remote.open_engine(args).session(config)) as session:
        yield session
