"""Runs before a bundle on Linux: sounddevice finds the PortAudio that the bundle brings.

sounddevice asks `ctypes.util.find_library`, which sees the system's libraries alone
(https://github.com/spatialaudio/python-sounddevice/issues/378). PortAudio in turn wants a JACK,
which not every system has; linux/slim.py wrote one that finds no server.
"""

import ctypes
import ctypes.util
import sys
from pathlib import Path

_find_in_system = ctypes.util.find_library


def _find(name: str) -> str | None:
    here = Path(getattr(sys, "_MEIPASS", ""))
    bundled = here / "libportaudio.so.2"
    if name != "portaudio" or not bundled.exists():
        return _find_in_system(name)
    try:
        ctypes.CDLL("libjack.so.0")
    except OSError:
        absent = here / "libjack-absent.so"
        if absent.exists():
            ctypes.CDLL(str(absent))  # PortAudio's own wish is met by the name inside it
    return str(bundled)


ctypes.util.find_library = _find
