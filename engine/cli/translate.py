"""`dragoman translate`: a recording in; captions, speech and subtitle files out."""

import argparse
from contextlib import closing

from engine.audio.files import open_audio
from engine.cli.interpreters import open_engine, session_config
from engine.cli.messages import full_text
from engine.cli.running import Outputs, check_outputs, exit_code, run_stream, say
from engine.cli.sessions import NO_VOICE
from engine.devices.files import FileInput


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
    config = session_config(args)
    with (
        open_audio(args.file, channel=args.channel) as file,
        open_engine(args, transcribes=bool(args.transcript)) as engine,
        closing(engine.session(config)) as session,
    ):
        if (caution := engine.caution(config)) is not None:
            say(full_text(caution))
        with Outputs(
            speech=args.out,
            subtitles=args.subtitles,
            transcripts=args.transcript,
            as_json=args.json,
        ) as outputs:
            ending = run_stream(FileInput(file, realtime=args.realtime), session, outputs)
        status = exit_code(ending)
    if file.damage is not None:
        say(full_text(file.damage))
    return status
