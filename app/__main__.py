"""The command `dragoman`: a window without arguments, else one of the engine's commands."""

import os
import sys
from collections.abc import Mapping, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; returns the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given:
        from engine.cli.main import main as run_command  # noqa: PLC0415 - as below

        return run_command(given)
    problem = why_no_window(os.environ, sys.platform)
    if problem:
        return _refuse(problem)
    try:
        # Imported here: commands work where Qt's libraries are missing, and start sooner.
        from app.boot import run_window  # noqa: PLC0415
    except ImportError as error:
        if error.name is not None and error.name.partition(".")[0] in ("app", "engine"):
            raise
        return _refuse(f"The window cannot be opened here ({error}); run: dragoman doctor")
    return run_window(os.environ)


def why_no_window(environment: Mapping[str, str], platform: str) -> str:
    """Say why there can be no window; empty where there can. Qt would end the process instead."""
    if platform in ("win32", "darwin"):
        return ""
    if any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return ""
    return "There is no display to open the window on; `dragoman --help` shows what works without."


def _refuse(problem: str) -> int:
    sys.stderr.write(f"dragoman: {problem}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
