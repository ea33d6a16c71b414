"""The engine that --server names."""

import argparse

from engine.remote.client import Client
from engine.remote.dragoman import RemoteEngine
from engine.service.wire import Extra


def open_engine(args: argparse.Namespace) -> RemoteEngine:
    """Makes sessions of that service.

    Raises:
        ServiceUnavailableError: the address is none.
    """
    extras = {Extra.TENTATIVE}
    if args.transcript:
        extras.add(Extra.TRANSCRIPT)
    return RemoteEngine(Client(args.server, key=args.server_key), extras=frozenset(extras))
