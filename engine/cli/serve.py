"""`dragoman serve`: the service, and the keys to it."""

import argparse
import asyncio
import importlib
import sys
from pathlib import Path
from typing import Final

from engine.cli.sessions import add_device_argument, positive
from engine.cli.store import home_folder
from engine.languages import LANGUAGES
from engine.policy import LatencyPreset
from engine.service.auth import KeyStore, keys_path

_LOOPBACK: Final = "127.0.0.1"
_PORT: Final = 8642
_SESSIONS: Final = 8


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dragoman serve`."""
    parser = subparsers.add_parser(
        "serve",
        help="serve other programs, and a page for browsers",
        description="Serves speech to speech, transcripts and text to speech over WebSockets in "
        "Gradium's format, and a page to try it, until Ctrl-C, which lets running sessions "
        "finish. Only this machine can reach it unless --host says otherwise.",
    )
    _add_run(parser)
    actions = parser.add_subparsers(dest="action", metavar="keys")
    _add_keys(actions)


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host",
        default=_LOOPBACK,
        metavar="ADDRESS",
        help="where to listen; beyond this machine only once there is a key (default: %(default)s)",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=_PORT,
        metavar="N",
        help="0 takes any that is free (default: %(default)s)",
    )
    parser.add_argument(
        "--sessions",
        type=positive(int, at_most=1_000),
        default=_SESSIONS,
        metavar="N",
        help="how many at once; more are refused (default: %(default)s)",
    )
    parser.add_argument(
        "--engines",
        type=positive(int, at_most=64),
        metavar="N",
        help="inference threads that the sessions share (default: one for each core, at most 4)",
    )
    parser.add_argument(
        "--threads",
        type=positive(int, at_most=64),
        default=1,
        metavar="N",
        help="processor threads that each inference thread uses (default: %(default)s)",
    )
    add_device_argument(parser)
    parser.add_argument(
        "--latency",
        "--promptness",
        dest="preset",
        choices=tuple(preset.value for preset in LatencyPreset),
        default=LatencyPreset.BALANCED.value,
        help="how soon text is committed where a client does not say (default: %(default)s)",
    )
    parser.add_argument(
        "--load",
        action="append",
        default=[],
        type=_direction,
        metavar="FROM-TO",
        help="load the models of a direction, such as fr-en, before the first client asks",
    )
    parser.add_argument(
        "--allow-origin",
        action="append",
        default=[],
        metavar="URL",
        help="a site whose pages may use the service, such as https://example.org",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name by which clients call this machine, where there are no keys",
    )
    parser.add_argument(
        "--consent-given",
        action="store_true",
        help="take every recording that is uploaded to make a voice as one whose speaker agreed "
        "to that; without this, each upload must say so",
    )
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="for TLS, in PEM")
    parser.add_argument("--private-key", type=Path, metavar="FILE", help="of the certificate")
    parser.set_defaults(run=_run)


def _add_keys(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    keys = actions.add_parser("keys", help="make, list and remove the keys of clients")
    verbs = keys.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="make a key and print it, this once")
    add.add_argument("name", metavar="NAME", help="says whose it is")
    add.set_defaults(run=_add_key)
    verbs.add_parser("list", help="name the keys").set_defaults(run=_list_keys)
    remove = verbs.add_parser("remove", help="make a key useless")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=_remove_key)


def _direction(text: str) -> tuple[str, str]:
    source, _, target = text.partition("-")
    if source not in LANGUAGES or target not in LANGUAGES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a direction such as fr-en")
    return source, target


def _run(args: argparse.Namespace) -> int:
    """Serve until a signal.

    Raises:
        EngineError: it cannot listen there, or models of --load are missing.
    """
    # Whether the packages are installed shows here, and not where other commands are parsed.
    running = importlib.import_module("engine.cli.serving")
    return int(asyncio.run(running.serve(args)))


def _add_key(args: argparse.Namespace) -> int:
    sys.stdout.write(f"{_keys().add(args.name)}\n")
    sys.stderr.write("dragoman: it is not shown again; clients send it as x-api-key\n")
    return 0


def _list_keys(args: argparse.Namespace) -> int:
    del args
    for entry in _keys().entries():
        sys.stdout.write(f"{entry.name}  (made {entry.created_at})\n")
    return 0


def _remove_key(args: argparse.Namespace) -> int:
    _keys().remove(args.name)
    return 0


def _keys() -> KeyStore:
    return KeyStore(keys_path(home_folder()))
