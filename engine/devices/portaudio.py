"""The only place that loads PortAudio, and only when a device is used.

Streams are rtmixer's: their callback is compiled and copies between the device and a lock-free
ring, so that a busy interpreter cannot make it miss its turn.
"""

import ctypes
import importlib
import sys
import threading
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from engine.errors import DeviceError
from engine.messages import Code

PORTAUDIO_LOCK: Final = threading.Lock()
"""Held to read PortAudio's list, to open a stream by it, and to have it made anew: no line of the
list, nor a stream that is not started yet, outlives that."""

_OPEN: Final[set[Any]] = set()
"""The streams that are open; only who holds the lock adds one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortAudioEntry:
    """A line of PortAudio's own list of devices, which is made when it is loaded."""

    index: int
    name: str
    host: str
    input_channels: int
    output_channels: int
    default_rate_hz: int
    is_default_input: bool
    is_default_output: bool


@dataclass(frozen=True, slots=True)
class PortAudio:
    """The two modules that reach the library: plain streams and compiled callbacks.

    Who asks for the list holds PORTAUDIO_LOCK.
    """

    sounddevice: ModuleType
    rtmixer: ModuleType

    def entries(self) -> list[PortAudioEntry]:
        """Give PortAudio's list of devices.

        Raises:
            PortAudioError: the list could not be made anew.
        """
        hosts = self.sounddevice.query_hostapis()
        entries = []
        for index, device in enumerate(self.sounddevice.query_devices()):
            host = hosts[device["hostapi"]]
            entries.append(
                PortAudioEntry(
                    index=index,
                    name=device["name"],
                    host=host["name"],
                    input_channels=device["max_input_channels"],
                    output_channels=device["max_output_channels"],
                    default_rate_hz=round(device["default_samplerate"]),
                    is_default_input=index == host["default_input_device"],
                    is_default_output=index == host["default_output_device"],
                )
            )
        return entries

    def look_again(self) -> None:
        """Make the list anew, unless a stream is open, which that would end.

        Raises:
            PortAudioError: there is no list now; looking again may help.
        """
        if _OPEN:
            return
        # sounddevice has no public way: https://github.com/spatialaudio/python-sounddevice/issues/125
        if self.sounddevice._initialized:  # noqa: SLF001
            self.sounddevice._terminate()  # noqa: SLF001
        self.sounddevice._initialize()  # noqa: SLF001


def load_portaudio() -> PortAudio:
    """Load PortAudio and ask it what devices there are.

    Raises:
        DeviceError: the library is not installed; says how to.
    """
    if sys.platform == "linux":
        _quieten("libasound.so.2", "snd_lib_error_set_handler")
        _quieten("libjack.so.0", "jack_set_error_function", "jack_set_info_function")
    try:
        return PortAudio(importlib.import_module("sounddevice"), importlib.import_module("rtmixer"))
    except (ImportError, OSError) as error:
        raise DeviceError(Code.PORTAUDIO_MISSING, reason=str(error)) from error


def start(stream: Any) -> None:
    """Start a stream, or close it: PortAudio's thread may outlive a start that failed.

    Over ALSA such a thread never ends: it asks the dead device again without a pause, and writes
    each time to the standard error.

    Args:
        stream: was made since PORTAUDIO_LOCK was taken, which is still held.

    Raises:
        PortAudioError: the device does not start.
    """
    try:
        stream.start()
    except BaseException:
        stream.close(ignore_errors=True)
        raise
    _OPEN.add(stream)


def close(stream: Any) -> None:
    """Close a stream that was started; needs no lock."""
    stream.close(ignore_errors=True)
    _OPEN.discard(stream)


def _quieten(library: str, *setters: str) -> None:
    """Keep ALSA, or JACK behind it, from writing to the terminal, over the captions.

    They complain to the standard error about each card that a sound server holds, about each
    underrun, and, whenever the list is made, about a server that does not run. Their handlers are
    called from threads of their own, so they must be compiled code: getpid takes no notice of its
    arguments and does nothing.
    """
    try:
        loaded = ctypes.CDLL(library)
        harmless = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
        for setter in setters:
            getattr(loaded, setter)(harmless)
    except (OSError, AttributeError):
        # Without it, or with one that has no such call, nothing is to be kept quiet.
        return
