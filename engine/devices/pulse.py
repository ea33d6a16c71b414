"""The only place that loads the client of PulseAudio and PipeWire servers."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from engine.errors import DeviceError
from engine.messages import Code


class SoundServerError(DeviceError):
    """No PulseAudio or PipeWire server answers, or it went away in the middle."""


@contextmanager
def sound_server(name: str) -> Iterator[Any]:
    """A `pulsectl.Pulse` that is connected to the user's server, and closed in the end.

    Args:
        name: what the server calls this connection.

    Raises:
        SoundServerError: none answers, it went away meanwhile, or it refused something.
    """
    pulse = connect(name)
    with sound_server_errors(), pulse:
        yield pulse


def connect(name: str) -> Any:
    """The same for who closes it, and calls it inside `sound_server_errors`.

    Raises:
        SoundServerError: no server answers.
    """
    pulsectl = _load()
    if pulsectl is None:
        raise SoundServerError(Code.SOUND_SERVER_FAILED, reason="there is no libpulse, its client")
    with sound_server_errors():
        pulse = pulsectl.Pulse(name, connect=False)
        try:
            # With a timeout, pulsectl waits for all of it even where the server answers at once.
            pulse.connect(autospawn=False)
        except BaseException:
            pulse.close()
            raise
        return pulse


@contextmanager
def sound_server_errors() -> Iterator[None]:
    """Turn what pulsectl raises into SoundServerError."""
    pulsectl = _load()
    if pulsectl is None:
        yield
        return
    # A server that went away between two calls makes the second a CallError, which is no
    # PulseError and has no public name.
    call_error = pulsectl._pulsectl.LibPulse.CallError  # noqa: SLF001
    try:
        yield
    except (pulsectl.PulseError, call_error) as error:
        raise SoundServerError(Code.SOUND_SERVER_FAILED, reason=str(error)) from error


def _load() -> ModuleType | None:
    """Load the client; None where the system has no libpulse."""
    if sys.platform in ("win32", "darwin"):
        return None
    try:
        return importlib.import_module("pulsectl")
    except (ImportError, OSError):
        return None
