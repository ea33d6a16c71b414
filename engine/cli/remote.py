"""The engine that --engine or --server names; apart, since its packages are an extra."""

import argparse
from collections.abc import Callable

from engine.live.direction import SessionFactory
from engine.remote.catalogue import ENGINES
from engine.remote.client import Client
from engine.remote.dragoman import RemoteEngine
from engine.remote.engines import FallbackEngine, VendorEngine
from engine.remote.keys import find_key
from engine.service.wire import Extra


def remote_engine(
    args: argparse.Namespace, *, transcribes: bool, local: Callable[[], SessionFactory]
) -> SessionFactory:
    """Makes sessions of the engine that --engine or --server names.

    Args:
        args: of the command.
        transcribes: whether it also writes down what is said.
        local: what goes on where it fails, unless --no-fallback is given.

    Raises:
        ServiceUnavailableError: the address is none.
    """
    engine: RemoteEngine | VendorEngine
    voices: dict[str, str] = {}
    if args.engine == "dragoman":
        extras = {Extra.TENTATIVE}
        if transcribes:
            extras.add(Extra.TRANSCRIPT)
        client = Client(args.server, key=find_key("dragoman"))
        engine = RemoteEngine(client, extras=frozenset(extras))
    else:
        engine = VendorEngine(
            ENGINES[args.engine], address=args.engine_address, transcribes=transcribes
        )
        # A voice that the engine has none of is this machine's, for when that goes on.
        if not engine.info.has_voices and args.voice is not None:
            voices = {args.target: args.voice}
    return engine if args.no_fallback else FallbackEngine(engine, local, voices=voices)
