"""`dragoman bench audio` and `dragoman bench live`: the sound side, on virtual devices."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from engine.cli.sessions import add_session_arguments, positive

_BUSY = (0, 1, 2, 4)


def add_parsers(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both kinds."""
    audio = kinds.add_parser(
        "audio",
        help="how often an output runs dry beside busy threads",
        description="Passes sound from a virtual speaker to a virtual microphone beside 0 to 4 "
        "busy threads of Python, in the way that Dragoman does it and with a callback in Python.",
    )
    audio.add_argument("--seconds", type=positive(int), default=10, metavar="N")
    audio.set_defaults(run=run_audio)
    live = kinds.add_parser(
        "live",
        help="a live direction for ten minutes: lag, lost sound, memory",
        description="Plays recordings into a virtual speaker and interprets them into a virtual "
        "microphone, all at the pace of life.",
    )
    live.add_argument("files", type=Path, nargs="+", metavar="FILE", help="recordings to play")
    live.add_argument("--seconds", type=positive(int), default=600, metavar="N")
    add_session_arguments(live)
    live.set_defaults(run=run_live)


def run_audio(args: argparse.Namespace) -> int:
    """Measure and print.

    Raises:
        DeviceError: no virtual devices can be made here.
    """
    from engine.bench.sound import measure_xruns  # noqa: PLC0415 - needs PortAudio
    from engine.devices.virtual import VirtualDevices  # noqa: PLC0415

    sys.stdout.write(f"xruns in {args.seconds} s\nbusy threads  compiled callback  in Python\n")
    with VirtualDevices() as virtual:
        heard, played = virtual.speaker().device, virtual.microphone().device
        for busy in _BUSY:
            row = measure_xruns(heard, played, busy_threads=busy, seconds=args.seconds)
            sys.stdout.write(f"{busy:>12}{row.compiled_xruns:>19}{row.python_xruns:>11}\n")
            sys.stdout.flush()
    return 0


def run_live(args: argparse.Namespace) -> int:
    """Run and print; 1 where sound was lost or the lag grew.

    Raises:
        EngineError: no virtual devices can be made here, or a pack is missing.
    """
    from engine.bench.live import soak  # noqa: PLC0415 - needs the model runtime
    from engine.cli.interpreters import build_interpreter, session_config  # noqa: PLC0415

    def tell(seconds: float, lag_s: float | None, backlog_s: float, xruns: int) -> None:
        if round(seconds) % 10 == 0:
            lag = "-" if lag_s is None else f"{lag_s:.1f} s"
            sys.stderr.write(
                f"{seconds:6.0f} s  lag {lag}  backlog {backlog_s:.1f} s  xruns {xruns}\n"
            )

    with build_interpreter(args) as interpreter:
        report = soak(
            interpreter, session_config(args), args.files, seconds=args.seconds, on_reading=tell
        )
    for name, value in asdict(report).items():
        sys.stdout.write(f"  {name:<20}{value}\n")
    return 1 if report.xruns or report.lost_s else 0
