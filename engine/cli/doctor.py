"""`dragoman doctor`: what is there, what is missing, and one line of remedy each."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from engine.cli.messages import remedy_line
from engine.cli.sessions import add_device_argument
from engine.compute import Device
from engine.doctor import Check, Status, examine
from engine.messages import Code

_MENDED: Final = (Code.FOUND_NOT_INSTALLED, Code.FOUND_DAMAGED, Code.FOUND_OUTDATED)
"""What installing a pack puts right."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "doctor",
        help="check the installation",
        description="Looks at everything that Dragoman needs and says what to do about the rest. "
        "Exits with 1 where something is missing that it cannot do without.",
    )
    add_device_argument(parser)
    parser.add_argument(
        "--fix",
        action="store_true",
        help="first install the models that are missing, damaged or out of date",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the report; 1 where something needed is missing."""
    device = Device(args.device)
    checks = examine(_find_home, device=device)
    if args.fix and (names := [c.pack for c in checks if c.found.code in _MENDED and c.pack]):
        _install(names)
        checks = examine(_find_home, device=device)
    is_healthy = all(check.status is not Status.MISSING for check in checks)
    if args.json:
        content = {"healthy": is_healthy, "checks": [_record(check) for check in checks]}
        json.dump(content, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(render(checks))
    return 0 if is_healthy else 1


def _install(names: Sequence[str]) -> None:
    """Install packs, which replaces what is damaged or out of date.

    Raises:
        EngineError: they cannot be had, or the disk takes no more.
    """
    # Imported here: what it needs may be what is missing.
    from engine.cli.models import LineView, TerminalView  # noqa: PLC0415
    from engine.cli.store import open_store  # noqa: PLC0415
    from engine.packs.install import Installer  # noqa: PLC0415

    # The report alone goes to the standard output.
    view = TerminalView(sys.stderr) if sys.stderr.isatty() else LineView(sys.stderr)
    try:
        Installer(open_store(), watcher=view).install(names)
    finally:
        view.close()


def _find_home() -> Path:
    # Imported here: what it needs may be what is missing.
    from engine.cli.store import home_folder  # noqa: PLC0415

    return home_folder()


def render(checks: Sequence[Check]) -> str:
    """Lay the report out for a person."""
    width = max((len(check.name) for check in checks), default=0)
    lines = []
    for check in checks:
        lines.append(f"{check.status.value:<8} {check.name:<{width}}  {check.found}")
        remedy = remedy_line(check.found)
        if remedy:
            lines.append(f"{'':<8} {'':<{width}}  -> {remedy}")
    return "\n".join(lines) + "\n"


def _record(check: Check) -> dict[str, str]:
    return {
        "name": check.name,
        "status": check.status.value,
        "code": check.found.code.name.lower(),
        "found": str(check.found),
        "remedy": remedy_line(check.found),
        "pack": check.pack,
    }
