"""How to start Dragoman's own programs, from a Python environment or from a bundle.

A bundle (installers/dragoman.spec) has no Python that could be started: its own program runs the
modules that it may run, and the phoneme program is another file beside it.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Creation flags of child processes: on Windows, a console would open beside the window."""

BUNDLED_EXTRAS: Final = frozenset({"cpu", "serve", "hub", "gradium", "openai", "gemini", "hibiki"})
"""Extras of the package that bundles have; they can take in no others."""


def is_bundled() -> bool:
    """Whether this is a bundle."""
    return bool(getattr(sys, "frozen", False))


def module_command(module: str) -> list[str]:
    """What runs a module as a program; its arguments follow.

    Args:
        module: any in an environment; in a bundle one that installers/launcher.py names.
    """
    program = str(_beside("dragoman")) if is_bundled() else sys.executable
    return [program, "-m", module]


def phoneme_command() -> list[str]:
    """What runs the phoneme program."""
    if is_bundled():
        return [str(_beside("dragoman-phonemes"))]
    worker = Path(__file__).parent / "tts" / "espeak_worker.py"
    # -P: the worker's own folder must not shadow other modules.
    return [sys.executable, "-P", str(worker)]


def window_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """What opens the window, for a desktop's menu.

    Args:
        environment: of the process; an AppImage is started as the file that it names.
    """
    if is_bundled():
        return [environment.get("APPIMAGE") or sys.executable]
    return [sys.executable, "-m", "app"]


def _beside(name: str) -> Path:
    """Another program of the bundle."""
    # Read when it is asked: Windows has a program without a console for the window.
    this = Path(sys.executable)
    return this.with_name(name + this.suffix)
