"""The engine that --server names; apart, since its packages are an extra."""

import argparse

from engine.remote.client import Client
from engine.remote.dragoman import RemoteEngine
from engine.service.wire import Extra


def remote_engine(args: argparse.Namespace, *, transcribes: bool) -> RemoteEngine:
    """Makes sessions of that service.

    Args:
        args: of the command.
        transcribes: whether it also writes down what is said.

    Raises:
        ServiceUnavailableError: the address is none.
    """
    extras = {Extra.TENTATIVE}
    if transcribes:
        extras.add(Extra.TRANSCRIPT)
    return RemoteEngine(Client(args.server, key=args.server_key), extras=frozenset(extras))
