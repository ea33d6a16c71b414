"""`dragoman translate`: a recording in; captions, speech and subtitle files out."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from engine.audio.files import open_audio
from engine.cli.interpreters import open_engine, session_config
from engine.cli.messages import full_text
from engine.cli.running import INCOMPLETE, Outputs, exit_code, run_stream, say
from engine.cli.sessions import NO_VOICE
from engine.devices.files import FileInput
from engine.errors import AudioError
from engine.messages import Code
from engine.output import output_errors
from engine.recordings import Results, check_outputs, judge_of_speech

_STANDARD_INPUT: Final = Path("-")


def run(args: argparse.Namespace) -> int:
    """Interpret the recording.

    Raises:
        EngineError: the recording cannot be read, a route, voice or pack is missing, or a result
            cannot be written.
    """
    if args.out is None:
        # Nobody would hear it: the time is better spent on the captions.
        args.voice = NO_VOICE
    results = Results(speech=args.out, subtitles=args.subtitles, transcripts=args.transcript)
    check_outputs(results, source=None if args.file == _STANDARD_INPUT else args.file)
    config = session_config(args)
    with (
        _seekable(args.file) as (path, name),
        open_engine(args, transcribes=bool(args.transcript)) as engine,
        open_audio(
            path,
            channel=args.channel,
            track=args.track,
            name=name,
            has_speech=judge_of_speech(engine),
        ) as file,
        closing(engine.session(config)) as session,
    ):
        if (caution := engine.caution(config)) is not None:
            say(full_text(caution))
        for notice in file.notices:
            say(full_text(notice))
        with Outputs(results, as_json=args.json) as outputs:
            ending = run_stream(FileInput(file, realtime=args.realtime), session, outputs)
        status = exit_code(ending)
    if file.damage is not None:
        say(full_text(file.damage))
        return status or INCOMPLETE
    return status


@contextmanager
def _seekable(path: Path) -> Iterator[tuple[Path, str]]:
    """Give a file that can be read more than once, and what to call it.

    What comes through a pipe is kept in a file of its own meanwhile: half of all formats cannot be
    read from the front to the back.

    Raises:
        AudioError: nothing is piped in.
        OutputError: the disk is full.
    """
    is_standard_input = path == _STANDARD_INPUT
    if not is_standard_input and (path.is_file() or path.is_dir() or not path.exists()):
        yield path, path.name
        return
    name = "standard input" if is_standard_input else str(path)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        kept = Path(folder) / "recording"
        with sys.stdin.buffer if is_standard_input else path.open("rb") as piped:
            if piped.isatty():
                raise AudioError(Code.NOTHING_PIPED_IN)
            with output_errors(kept), kept.open("wb") as file:
                shutil.copyfileobj(piped, file)
        yield kept, name
