"""The session that --server asks for."""

import argparse

from engine.cli.interpreters import session_config
from engine.remote.client import Client, S2SOptions
from engine.remote.dragoman import RemoteSession
from engine.service.wire import Extra


def open_session(args: argparse.Namespace) -> RemoteSession:
    """A session of the service; enter it to connect.

    Raises:
        RouteError: source and target are the same.
        ServiceUnavailableError: the address is none.
    """
    config = session_config(args)
    extras = {Extra.TENTATIVE}
    if args.transcript:
        extras.add(Extra.TRANSCRIPT)
    options = S2SOptions(
        target=config.target,
        source=config.source,
        voice=config.voice,
        speaks=config.speaks,
        promptness=config.promptness.value,
        speed=config.delivery.speed,
        pitch_semitones=config.delivery.pitch_semitones,
        extras=frozenset(extras),
    )
    return RemoteSession(Client(args.server, key=args.server_key), options)
