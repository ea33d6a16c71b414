"""Runs before a bundle on Linux: sounddevice finds the PortAudio that the bundle brings.

sounddevice asks `ctypes.util.find_library`, which sees the system's libraries alone
(https://github.com/spatialaudio/python-sounddevice/issues/378).
"""

import ctypes.util
import sys
from pathlib import Path

_find_in_system = ctypes.util.find_library


def _find(name: str) -> str | None:
    bundled = Path(getattr(sys, "_MEIPASS", "")) / "libportaudio.so.2"
    return str(bundled) if name == "portaudio" and bundled.exists() else _find_in_system(name)


ctypes.util.find_library = _find
