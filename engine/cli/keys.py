"""`dragoman keys`: the keys of engines that live elsewhere, in the system's keyring."""

import argparse
import getpass
import sys

from engine.remote.catalogue import ENGINES
from engine.remote.keys import find_key, remove_key, store_key


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dragoman keys`."""
    parser = subparsers.add_parser(
        "keys",
        help="store your keys for engines that live elsewhere",
        description="Keys are in the system's keyring alone; on a server, in the environment "
        "variable of each engine. Without a command: says which there are.",
    )
    parser.set_defaults(run=_list)
    commands = parser.add_subparsers(metavar="COMMAND")
    commands.add_parser("list", help="say for which engines there is a key").set_defaults(run=_list)
    setting = commands.add_parser(
        "set", help="store a key; it is asked for, or read from the standard input"
    )
    removing = commands.add_parser("remove", help="remove a key")
    for command, run in ((setting, _set), (removing, _remove)):
        command.add_argument("engine", choices=tuple(ENGINES))
        command.set_defaults(run=run)


def _list(args: argparse.Namespace) -> int:
    del args
    for info in ENGINES.values():
        has_key = "a key" if find_key(info.name) else "no key"
        sys.stdout.write(f"{info.name:10}{has_key:8}{info.variable}\n")
    return 0


def _set(args: argparse.Namespace) -> int:
    if sys.stdin.isatty():
        key = getpass.getpass(f"Key for {ENGINES[args.engine].title}: ")
    else:
        key = sys.stdin.readline()
    store_key(args.engine, key)
    return 0


def _remove(args: argparse.Namespace) -> int:
    remove_key(args.engine)
    return 0
