"""`dragoman demo`: interpret the recording that ships with Dragoman, and show all it can do."""

import argparse
import sys
from importlib.resources import files
from pathlib import Path

from engine.audio.files import open_audio
from engine.cli.outputs import Outputs
from engine.cli.store import open_store
from engine.cli.translate import interpret
from engine.devices.file_source import FileSource
from engine.errors import PackMissingError
from engine.interpreter import Interpreter, SessionConfig
from engine.models.onnx import Runtime
from engine.output import output_errors
from engine.packs.entries import STARTER_GROUP

_SAMPLE = "crepes.fr.flac"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "demo",
        help="interpret a recording that ships with Dragoman",
        description="A minute of French becomes English captions, speech and subtitles.",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("demo-output"),
        help="where the results go (default: %(default)s)",
    )
    parser.add_argument(
        "--realtime", action="store_true", help="hear the recording at its own pace"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Interpret the sample.

    Raises:
        EngineError: the models are missing, or the results cannot be written.
    """
    store = open_store()
    missing = [pack.id for pack in store.catalogue.resolve([STARTER_GROUP])]
    missing = [pack for pack in missing if pack not in store.installed()]
    if missing:
        raise PackMissingError(
            f"The demo needs the model packs {', '.join(missing)}; "
            f"run: dragoman models install {STARTER_GROUP}"
        )
    with output_errors(args.folder):
        args.folder.mkdir(parents=True, exist_ok=True)
    sample = Path(str(files("resources") / "samples" / _SAMPLE))
    config = SessionConfig(source="fr", target="en")
    with open_audio(sample) as file, Interpreter(store, runtime=Runtime()) as interpreter:
        sys.stdout.write("Loading the models ...\n")
        session = interpreter.session(config)
        voice = interpreter.voices.default(config.target).name
        sys.stdout.write(
            f"A recording in French ({sample}),\ninterpreted into English, spoken by {voice}. "
            "Each line shows when its words were said and how much\nlater they were committed; "
            "committed words are never changed.\n\n"
        )
        with Outputs(
            speech=args.folder / "crepes.en.wav", subtitles=[args.folder / "crepes.en.srt"]
        ) as outputs:
            status = interpret(FileSource(file, realtime=args.realtime), session, outputs)
    if status == 0:
        sys.stdout.write(
            "\nNext: dragoman translate YOUR_FILE --from fr --to en --out out.wav"
            "\n      dragoman live --from fr --to en          (your microphone)"
            "\n      dragoman models list                     (which languages work)\n"
        )
    return status
