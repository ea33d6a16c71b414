"""`dragoman doctor`: what is there, what is missing, and one line of remedy each."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.cli.messages import full_text, remedy_line
from engine.cli.sessions import add_device_argument
from engine.compute import Device
from engine.doctor import Check, Status, examine, mended, to_install, to_prove
from engine.errors import PackInstallError
from engine.messages import Code, Message


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
        help="first install the models that are missing, damaged or out of date, test those that "
        "gave wrong answers again, and say what was done",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the report; 1 where something needed is missing."""
    device = Device(args.device)
    checks = examine(_find_home, device=device)
    done: list[Message] = []
    if args.fix:
        done, checks = _fix(checks, device)
    is_healthy = all(check.status is not Status.MISSING for check in checks)
    if args.json:
        content = {"healthy": is_healthy, "checks": [_record(check) for check in checks]}
        if args.fix:
            content["fixed"] = [full_text(message) for message in done]
        json.dump(content, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        for message in done:
            sys.stdout.write(f"{full_text(message)}\n")
        sys.stdout.write(("\n" if done else "") + render(checks))
    return 0 if is_healthy else 1


def _fix(checks: Sequence[Check], device: Device) -> tuple[list[Message], list[Check]]:
    """Repair what can be; returns what became of it, and the checks made again."""
    names, doubtful = to_install(checks), to_prove(checks)
    if not names and not doubtful:
        return [Message(Code.NOTHING_TO_MEND)], list(checks)
    problems = _install(names)
    _prove([*names, *doubtful])
    after = examine(_find_home, device=device)
    return [*mended(checks, after), *problems], after


def _install(names: Sequence[str]) -> list[Message]:
    """Install packs, which replaces what is damaged or out of date; returns what went wrong."""
    # Imported here: what it needs may be what is missing.
    from engine.cli.models import LineView, TerminalView  # noqa: PLC0415
    from engine.cli.store import open_store  # noqa: PLC0415
    from engine.packs.install import Installer  # noqa: PLC0415

    # The report alone goes to the standard output.
    view = TerminalView(sys.stderr) if sys.stderr.isatty() else LineView(sys.stderr)
    problems: list[Message] = []
    left = list(names)
    try:
        while left:
            try:
                Installer(open_store(), watcher=view).install(left)
                break
            except PackInstallError as error:
                problems.append(error.message)
                failed = error.message.parameters.get("pack")
                if failed not in left:
                    break  # the disk or the folder: no other pack would do better
                left.remove(str(failed))
    finally:
        view.close()
    return problems


def _prove(names: Sequence[str]) -> None:
    """Have those of the packs that are there prove themselves, where sessions would use them."""
    try:
        # Imported here: as above.
        from engine.cli.store import open_store  # noqa: PLC0415
        from engine.onnx import Runtime  # noqa: PLC0415
        from engine.packs.store import PackState  # noqa: PLC0415
        from engine.proving import Prover  # noqa: PLC0415
    except ImportError:
        return  # the report names what does not load
    store = open_store()
    there = [n for n in names if store.state(n) in (PackState.INSTALLED, PackState.FAILED)]
    for pack, _ in Prover(store, runtime=Runtime(device=store.device)).prove(there):
        sys.stderr.write(f"{pack}: tested\n")


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
