"""The command `dragoman`: reads the arguments, runs one command, turns errors into one line."""

import argparse
import errno
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from engine.cli import bench, devices, doctor, keys, models, serve
from engine.cli.arguments import add_demo, add_live, add_translate, add_voices
from engine.cli.messages import full_text
from engine.errors import EngineError
from engine.output import output_error

_INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as in a shell."""

_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="dragoman",
        description="A live interpreter: speech in one language becomes text and speech in "
        "another while it is being spoken, on your own machine.",
    )
    parser.add_argument("--version", action="version", version=f"dragoman {_version()}")
    parser.add_argument(
        "--log-level",
        choices=("debug", "info", "warning", "error"),
        default="warning",
        help="what goes to the error output beside results (default: %(default)s); "
        "what is spoken is never logged",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (add_translate, add_live, add_demo, add_voices):
        add(subparsers)
    for command in (serve, devices, models, keys, bench, doctor):
        command.add_parser(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it did what was asked, 1 when it could not, 130 when it was interrupted; an
        interrupted `translate` has still written what it heard. `live` has no other end than an
        interrupt: 0 after the first, 130 after a second that stopped it at once. 1 also when
        whoever read the standard output went away.

    Raises:
        SystemExit: with 2 for arguments that make no sense, with 0 after help was printed.
    """
    args = build_parser().parse_args(arguments)
    logging.basicConfig(level=args.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    _settle_output(as_json=getattr(args, "json", False))
    try:
        status: int = args.run(args)
        # Python would do this at exit, where a closed pipe or full disk can no longer be caught.
        sys.stdout.flush()
    except EngineError as error:
        return _fail(full_text(error))
    except ImportError as error:
        if error.name is not None and error.name.partition(".")[0] in ("app", "engine"):
            raise
        return _fail(_explain_import(error))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe (`| head`) went away: that is its right.
        _drop_output()
        return 1
    except OSError as error:
        if error.filename is not None or error.errno not in _FULL:
            raise
        # Every other file explains its own errors.
        _drop_output()
        return _fail(full_text(output_error(Path("the standard output"), error)))
    return status


def _settle_output(*, as_json: bool) -> None:
    """Make the standard output take any text: JSON is UTF-8 (RFC 8259), captions lose a letter."""
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return
    if as_json:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    else:
        sys.stdout.reconfigure(errors="replace")


def _fail(message: str) -> int:
    # What was printed before goes first, and its own failure is not worth a second message.
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    sys.stderr.write(f"dragoman: {' '.join(message.split())}\n")
    return 1


def _explain_import(error: ImportError) -> str:
    """Name the package that is missing or does not load."""
    if isinstance(error, ModuleNotFoundError) and error.name is not None:
        return f"{error.name.partition('.')[0]} is not installed; run: dragoman doctor"
    return f"A package that Dragoman needs does not load ({error}); run: dragoman doctor"


def _drop_output() -> None:
    """Send what is left in the buffer nowhere, or Python would complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _version() -> str:
    try:
        return metadata.version("dragoman")
    except metadata.PackageNotFoundError:
        return "(not installed)"
