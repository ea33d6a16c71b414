"""Which listener for global shortcuts this system has."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from app.keys.contract import KeyListener
from app.keys.portal import ensure_menu_entry
from app.theme.icons import ICON_FOLDER
from engine.program import window_command


class KeySystem(StrEnum):
    """A system's interface for global shortcuts."""

    NONE = "none"
    X11 = "x11"
    PORTAL = "portal"
    WINDOWS = "windows"


def key_system(platform: str, environment: Mapping[str, str]) -> KeySystem:
    """The interface of a computer; whether it works shows when keys are registered.

    Args:
        platform: as sys.platform.
        environment: of the process.
    """
    if platform == "win32":
        return KeySystem.WINDOWS
    # macOS has RegisterEventHotKey of a library that Apple has left behind; nobody could try it.
    if not platform.startswith("linux"):
        return KeySystem.NONE
    # A Wayland desktop has an X server for older programs; keys pass that by unless one of those
    # is in front.
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return KeySystem.PORTAL
    return KeySystem.X11 if environment.get("DISPLAY") else KeySystem.NONE


def make_listener(system: KeySystem) -> KeyListener:
    """A listener of that system.

    Raises:
        ValueError: there is none.
    """
    # Imported here: each needs what other systems lack.
    match system:
        case KeySystem.X11:
            from app.keys.x11 import X11Keys  # noqa: PLC0415

            return X11Keys()
        case KeySystem.PORTAL:
            from app.keys.portal import PortalKeys  # noqa: PLC0415

            return PortalKeys(prepare=_enter_menu)
        case KeySystem.WINDOWS:
            from app.keys.windows import User32, WindowsKeys  # noqa: PLC0415

            return WindowsKeys(User32)
        case KeySystem.NONE:
            raise ValueError("there is no way of hearing keys here")


def _enter_menu() -> None:
    icon = ICON_FOLDER / "dragoman.svg"
    ensure_menu_entry(os.environ, home=Path.home(), command=window_command(), icon=icon)
