"""The command `dragoman`: reads the arguments, runs one command, turns errors into one line."""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version

from engine.cli import devices, doctor, models
from engine.errors import EngineError, ModelError


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="dragoman",
        description="A live interpreter: speech in one language becomes text and speech in "
        "another while it is being spoken, on your own machine.",
    )
    parser.add_argument("--version", action="version", version=f"dragoman {version('dragoman')}")
    parser.add_argument(
        "--log-level",
        choices=("debug", "info", "warning", "error"),
        default="warning",
        help="what goes to the error output beside results (default: %(default)s); "
        "what is spoken is never logged",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    try:
        # These need ONNX Runtime, which is an extra: without it the others still say so.
        from engine.cli import demo, live, translate, voices  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "onnxruntime":
            raise
        for name in ("translate", "live", "demo", "voices"):
            refused = subparsers.add_parser(name, help="needs ONNX Runtime")
            refused.set_defaults(run=_refuse)
    else:
        for command in (translate, live, demo, voices):
            command.add_parser(subparsers)
    for command in (devices, models, doctor):
        command.add_parser(subparsers)
    return parser


def _refuse(_args: argparse.Namespace) -> int:
    raise ModelError("ONNX Runtime is not installed; run: pip install 'dragoman[cpu]'")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it did what was asked, 1 when it could not, 2 for arguments that make no sense,
        130 when it was interrupted.
    """
    args = build_parser().parse_args(arguments)
    logging.basicConfig(level=args.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    try:
        status: int = args.run(args)
    except EngineError as error:
        print(f"dragoman: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe (`| head`) went away: that is its right. Python would complain
        # again when it closes the stream at exit.
        sys.stderr.close()
        return 1
    return status
