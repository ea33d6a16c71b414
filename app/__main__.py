"""The command `dragoman`: a window without arguments, else one of the engine's commands."""

import ctypes
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from engine.privacy import remove_telemetry_files

_X11_LIBRARIES: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt's X11 plug-in loads beside what its wheel brings, and Debian's name of it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; returns the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    remove_telemetry_files()
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
    """Why no window can be opened; empty where one can. Qt would end the process instead."""
    if platform in ("win32", "darwin"):
        return ""
    if not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return (
            "There is no display to open the window on; `dragoman --help` shows what works without."
        )
    if environment.get("QT_QPA_PLATFORM", "xcb") != "xcb" or environment.get("WAYLAND_DISPLAY"):
        return ""
    missing = [package for name, package in _X11_LIBRARIES.items() if not _loads(name)]
    if missing:
        return (
            "The window needs system libraries that are not installed; on Debian or Ubuntu run: "
            f"sudo apt install {' '.join(missing)}"
        )
    return ""


def _loads(library: str) -> bool:
    with suppress(OSError):
        ctypes.CDLL(library)
        return True
    return False


def _refuse(problem: str) -> int:
    sys.stderr.write(f"dragoman: {problem}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
