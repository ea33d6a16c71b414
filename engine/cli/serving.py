"""Runs the service that the arguments ask for."""

import argparse
import os
import sys

from engine.cli.interpreters import build_interpreter
from engine.cli.running import INTERRUPTED
from engine.cli.store import home_folder
from engine.planner import SessionConfig
from engine.policy import LatencyPreset
from engine.service.auth import KeyStore, TokenStore, keys_path, tokens_folder
from engine.service.server import Server
from engine.service.service import Access, Service, service_folder
from engine.service.settings import Address, Limits


async def serve(args: argparse.Namespace) -> int:
    """Serve until a signal; a second signal ends the process.

    Raises:
        EngineError: it cannot listen there, or models of --load are missing.
    """
    address = Address(
        host=args.host,
        port=args.port,
        certificate=args.certificate,
        private_key=args.private_key,
    )
    home = home_folder()
    keys = KeyStore(keys_path(home))
    interpreter = build_interpreter(args)
    for source, target in args.load:
        interpreter.load(SessionConfig(source=source, target=target))
    has_keys = bool(keys.entries())
    service = Service(
        interpreter,
        folder=service_folder(home),
        access=Access(
            keys=keys,
            tokens=TokenStore(tokens_folder(home)),
            # Who takes the last key away shuts the service, and does not open it.
            needs_key=has_keys,
            origins=frozenset(args.allow_origin),
            hosts=None if has_keys else frozenset(args.allow_host),
        ),
        limits=Limits(sessions=args.sessions, threads=args.engines or min(4, _cores())),
        preset=LatencyPreset(args.preset),
        takes_consent_as_given=args.consent_given,
    )
    server = Server(service, address, on_start=_announce)
    await server.serve()
    if server.force_exit:
        # An inference thread may be inside a model, where nothing ends it but the process.
        sys.stderr.write("dragoman: stopped at once; what was being said is lost\n")
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    return 0


def _announce(url: str) -> None:
    sys.stderr.write(
        f"dragoman: serving at {url} (open it in a browser; clients use {url}/api)\n"
        "dragoman: Ctrl-C lets running sessions finish; a second one does not\n"
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
