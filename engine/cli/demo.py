"""`dragoman demo`: interpret the recording that ships with Dragoman, and show all it can do."""

import argparse
import sys
from importlib.resources import files
from pathlib import Path

from engine.audio.files import open_audio
from engine.cli.interpreters import build_interpreter
from engine.cli.running import Ending, Outputs, exit_code, run_stream
from engine.devices.files import FileInput
from engine.output import output_errors
from engine.planner import SessionConfig
from engine.recordings import Results

_SAMPLE = "crepes.fr.flac"


def run(args: argparse.Namespace) -> int:
    """Interpret the sample.

    Raises:
        EngineError: the models are missing, or the results cannot be written.
    """
    with output_errors(args.folder):
        args.folder.mkdir(parents=True, exist_ok=True)
    sample = Path(str(files("resources") / "samples" / _SAMPLE))
    config = SessionConfig(source="fr", target="en")
    with open_audio(sample) as file, build_interpreter(args) as interpreter:
        sys.stdout.write("Loading the models ...\n")
        session = interpreter.session(config)
        voice = interpreter.voices.default(config.target).name
        sys.stdout.write(
            f"A recording in French ({sample}),\ninterpreted into English, spoken by {voice}. "
            "Each line shows when its words were said and how much\nlater they were committed; "
            "committed words are never changed.\n\n"
        )
        results = Results(
            speech=args.folder / "crepes.en.wav", subtitles=[args.folder / "crepes.en.srt"]
        )
        with Outputs(results) as outputs:
            ending = run_stream(FileInput(file, realtime=args.realtime), session, outputs)
        status = exit_code(ending)
    if ending is Ending.FINISHED:
        sys.stdout.write(
            "\nNext: dragoman translate YOUR_FILE --from fr --to en --out out.wav"
            "\n      dragoman live --from fr --to en          (your microphone)"
            "\n      dragoman models list                     (which languages work)\n"
        )
    return status
