"""Keeping streams on their devices, where a sound server moves them by itself.

When the default device of a PulseAudio server comes back, the server moves to it all that is on
what was the default meanwhile, though a program asked for that by name. A stream carries a tag
among its properties, by which it is found and moved back.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from engine.devices.listing import PULSE_HOST, AudioDevice, DeviceKind
from engine.devices.pulse import SoundServerError, sound_server

_TAG: Final = "dragoman.stream"
_VARIABLE: Final = "PULSE_PROP"


def new_tag() -> str:
    """A tag for one stream."""
    return uuid.uuid4().hex


@contextmanager
def tagged(tag: str) -> Iterator[None]:
    """Let streams that are opened meanwhile carry a tag; not for two threads at once.

    libpulse reads more properties of a client from PULSE_PROP, and a server takes them over for
    the client's streams.
    """
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = f"{_TAG}={tag}"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before


def keep_in_place(tag: str, device: AudioDevice) -> bool:
    """Move the stream with a tag to its device, if it is elsewhere.

    Returns:
        Whether it had to be moved.
    """
    if device.host != PULSE_HOST:
        return False
    try:
        with sound_server("dragoman-keep") as pulse:
            if device.kind is DeviceKind.INPUT:
                return _keep(
                    tag,
                    device.name,
                    streams=[(s, s.source) for s in pulse.source_output_list()],
                    devices=pulse.source_list(),
                    move=pulse.source_output_move,
                )
            return _keep(
                tag,
                device.name,
                streams=[(s, s.sink) for s in pulse.sink_input_list()],
                devices=pulse.sink_list(),
                move=pulse.sink_input_move,
            )
    except SoundServerError:
        return False


def _keep(tag: str, name: str, *, streams: Any, devices: Any, move: Any) -> bool:
    home = next((device.index for device in devices if device.name == name), None)
    for stream, place in streams:
        if stream.proplist.get(_TAG) == tag and home is not None and place != home:
            move(stream.index, home)
            return True
    return False
