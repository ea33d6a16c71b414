"""The arguments of the commands for one's own voice: `dragoman voices enroll` and its kin."""

import argparse
from collections.abc import Callable
from pathlib import Path

from engine.cli.sessions import language, positive


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a name needs letters")
    return text


def add_clone_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    run: Callable[[argparse.Namespace], int],
) -> None:
    """Add `enroll`, `remove`, `export` and `import` to `dragoman voices`."""
    _add_enroll(commands, run)
    remove = commands.add_parser(
        "remove",
        help="remove a voice of yours",
        description="Removes a voice that you added, with everything that belongs to it.",
    )
    export = commands.add_parser(
        "export",
        help="write a cloned voice to a file",
        description="Writes a cloned voice and its consent to a file, to take elsewhere.",
    )
    for parser in (remove, export):
        parser.add_argument("voice", metavar="VOICE", help="its name or id")
    export.add_argument("file", type=Path, metavar="FILE", help="ends in .dragoman-voice")
    bring = commands.add_parser(
        "import",
        help="add a cloned voice from a file",
        description="Adds a cloned voice that was exported; its consent comes with it.",
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="ends in .dragoman-voice")
    for name, parser in (("remove", remove), ("export", export), ("import", bring)):
        parser.set_defaults(run=run, action=name)


def _add_enroll(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    run: Callable[[argparse.Namespace], int],
) -> None:
    parser = commands.add_parser(
        "enroll",
        help="clone a voice, with the consent of the person whose it is",
        description="Makes a voice that sounds like a person out of 10 to 30 seconds of speech. "
        "The person has to agree first.",
    )
    parser.add_argument("name", type=_name, metavar="NAME", help="what the voice will be called")
    parser.add_argument(
        "--person",
        type=_name,
        required=True,
        metavar="NAME",
        help="full name of the person whose voice it is",
    )
    parser.add_argument(
        "--recording",
        type=Path,
        metavar="FILE",
        help="speech of that person and nobody else, any audio or video file (default: record now)",
    )
    parser.add_argument(
        "--source",
        dest="microphone",
        default="default",
        metavar="NAME",
        help="the microphone to record with, see `dragoman devices`",
    )
    parser.add_argument(
        "--reads",
        type=language,
        default="en",
        metavar="LANGUAGE",
        help="language of the text that the person reads (default: %(default)s)",
    )
    parser.add_argument(
        "--speaks",
        type=language,
        nargs="+",
        metavar="LANGUAGE",
        help="languages that the voice speaks (default: all)",
    )
    parser.add_argument(
        "--keep-recording",
        action="store_true",
        help="keep ten seconds of the recording with the voice, for voice models that clone from "
        "sound (Pocket TTS); otherwise no recording is kept",
    )
    parser.add_argument(
        "--agreed",
        action="store_true",
        help="say that the person has read the statement that this command prints, and agrees; "
        "otherwise it asks",
    )
    parser.add_argument(
        "--trials",
        type=positive(int, at_most=1000),
        default=120,
        metavar="N",
        help="how many styles to listen to: more takes longer and is more alike "
        "(default: %(default)s)",
    )
    parser.add_argument("--threads", type=positive(int, at_most=64), metavar="N")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.set_defaults(run=run, action="enroll")
