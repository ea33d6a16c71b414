"""`python -m engine.workshop.service load|soak URL FILE`: what a running service can take."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.cli.sessions import language, positive
from engine.errors import EngineError
from engine.workshop import WorkshopError

if TYPE_CHECKING:
    from engine.arrays import Float32
    from engine.remote.client import S2SOptions


def add_parsers(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two."""
    load = kinds.add_parser(
        "load",
        help="how many live clients a running `dragoman serve` keeps up with",
        description="Lets more and more clients speak at once to a running service, captions "
        "only and with speech, and prints the lag of each load.",
    )
    _add_common(load)
    load.add_argument(
        "--clients", default="1,2,3,4", metavar="N,N", help="loads to try (default: %(default)s)"
    )
    load.add_argument(
        "--seconds", type=positive(int), default=45, metavar="N", help="that each client speaks"
    )
    load.set_defaults(run=_load)
    soak = kinds.add_parser(
        "soak",
        help="good, misbehaving and vanishing clients on a running `dragoman serve`, for hours",
        description="Connects, kills connections and sends garbage for a long time, then says "
        "whether a text was lost, a session is stuck, or memory leaks.",
    )
    _add_common(soak)
    soak.add_argument("--minutes", type=positive(int), default=60, metavar="N")
    soak.add_argument(
        "--clients", type=positive(int), default=3, metavar="N", help="at once (default: 3)"
    )
    soak.set_defaults(run=_soak)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="of the service, such as http://127.0.0.1:8642")
    parser.add_argument("file", type=Path, metavar="FILE", help="a recording of speech")
    parser.add_argument("--from", dest="source", required=True, type=language, metavar="LANGUAGE")
    parser.add_argument("--to", dest="target", required=True, type=language, metavar="LANGUAGE")


def _options(args: argparse.Namespace, *, speaks: bool) -> "S2SOptions":
    from engine.remote.client import S2SOptions  # noqa: PLC0415 - an extra
    from engine.service.wire import Extra  # noqa: PLC0415

    return S2SOptions(
        source=args.source,
        target=args.target,
        speaks=speaks,
        extras=frozenset({Extra.NOTICES}),
    )


def _samples(path: Path) -> "Float32":
    from engine.audio.files import open_audio  # noqa: PLC0415 - a decoder

    with open_audio(path) as file:
        return np.concatenate(list(file))


def _load(args: argparse.Namespace) -> int:
    """Print a line for each load, until one is too much.

    Raises:
        EngineError, WorkshopError: the recording cannot be read, or the service not watched.
    """
    samples = _samples(args.file)
    for speaks in (False, True):
        sys.stdout.write(asyncio.run(_loads(args, samples, speaks=speaks)))
        sys.stdout.flush()
    return 0


async def _loads(args: argparse.Namespace, samples: "Float32", *, speaks: bool) -> str:
    from engine.remote.client import Client  # noqa: PLC0415 - an extra
    from engine.remote.keys import find_key  # noqa: PLC0415
    from engine.workshop.service.load import measure_load, render  # noqa: PLC0415
    from engine.workshop.service.vitals import VitalSigns  # noqa: PLC0415

    points = []
    async with VitalSigns(args.url, key=find_key("dragoman")) as signs:
        for clients in map(int, args.clients.split(",")):
            point = await measure_load(
                Client(args.url, key=find_key("dragoman")),
                signs,
                _options(args, speaks=speaks),
                samples,
                clients=clients,
                seconds=args.seconds,
            )
            points.append(point)
            if not point.keeps_up:
                break
    return render(points)


def _soak(args: argparse.Namespace) -> int:
    """Print a line each minute; 1 where something is wrong.

    Raises:
        EngineError, WorkshopError: the recording cannot be read, or the service not reached or
            watched.
    """
    from engine.remote.keys import find_key  # noqa: PLC0415 - as above
    from engine.workshop.service.soak import (  # noqa: PLC0415
        Soak,
        SoakReport,
        render,
        render_end,
    )

    def tell(report: SoakReport) -> None:
        sys.stdout.write(f"{render(report)}\n")
        sys.stdout.flush()

    soak = Soak(
        args.url,
        key=find_key("dragoman"),
        options=_options(args, speaks=True),
        samples=_samples(args.file),
    )
    report = asyncio.run(
        soak.run(seconds=60 * args.minutes, clients=args.clients, each_minute=tell)
    )
    sys.stdout.write(f"{render_end(report)}\n")
    return int(bool(report.faults()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m engine.workshop.service", description=__doc__)
    add_parsers(parser.add_subparsers(required=True, metavar="TOOL"))
    args = parser.parse_args(arguments)
    try:
        return int(args.run(args))
    except (EngineError, WorkshopError) as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    sys.exit(main())
