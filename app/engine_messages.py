"""Messages of the engine as the window says them.

The engine writes one English sentence for people at a terminal. Those that users of the window meet
most are said again in the language of the interface, without the names of commands; others stay as
they are.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication


def user_text(message: str) -> str:
    """A message of the engine, in the language of the interface where there are words for it."""
    for pattern, text in _known():
        found = re.fullmatch(pattern, message, flags=re.DOTALL)
        if found is not None:
            return text.format(**found.groupdict())
    return message


def _known() -> Iterator[tuple[str, str]]:
    """What the engine says, with the parts to keep named, and what the window says."""
    translate = QCoreApplication.translate
    yield (
        r"There is no microphone; .*",
        translate("EngineMessages", "There is no microphone. Plug one in."),
    )
    yield (
        r"There is no loudspeaker; .*",
        translate("EngineMessages", "There is no loudspeaker. Plug one in."),
    )
    yield (
        r"There is no (microphone|loudspeaker) '(?P<device>.*)'; .*",
        translate(
            "EngineMessages", "{device} is not plugged in. Plug it in, or choose another device."
        ),
    )
    yield (
        r"(?P<device>.*) cannot be opened \(.*\); close other programs .*",
        translate(
            "EngineMessages",
            "{device} cannot be opened. Close other programs that use it, or choose another "
            "device.",
        ),
    )
    yield (
        r"(?P<device>.*) (is gone|stopped playing|stopped delivering sound); plug it in .*",
        translate("EngineMessages", "{device} is gone. Plug it in, or choose another device."),
    )
    yield (
        r"(?P<device>.*) would hear the interpreter itself; .*",
        translate(
            "EngineMessages",
            "{device} would hear Dragoman itself. Choose another output or another source.",
        ),
    )
    yield (
        r"Another Dragoman uses the virtual device; .*",
        translate(
            "EngineMessages",
            "Another Dragoman uses the virtual microphone. Close it, or choose another output.",
        ),
    )
    yield (
        r"The model pack (?P<model>\S+) is damaged: .*",
        translate("EngineMessages", "The model {model} is damaged. Repair it under Models."),
    )
    yield (
        r"There is no file (?P<file>.*); check its name\.",
        translate("EngineMessages", "{file} is not there any more. Choose another recording."),
    )
    yield (
        r"(?P<file>.*) is a folder; .*",
        translate("EngineMessages", "{file} is a folder. Choose a recording."),
    )
    yield (
        r"(?P<file>.*) has a header and no audio .*",
        translate("EngineMessages", "{file} holds no sound. Choose another file."),
    )
    yield (
        r"(?P<file>.*) is not audio .*",
        translate("EngineMessages", "{file} is not a recording. Choose another file."),
    )
    yield from _known_of_virtual_devices()


def _known_of_virtual_devices() -> Iterator[tuple[str, str]]:
    """What the engine says of devices that it makes, or that a person installs."""
    translate = QCoreApplication.translate
    yield (
        r'In your call, choose the microphone "(?P<device>.*)"\.',
        translate("EngineMessages", "In your call, choose “{device}” as the microphone."),
    )
    yield (
        r'In your call, choose the loudspeaker "(?P<device>.*)"\.',
        translate("EngineMessages", "In your call, choose “{device}” as the loudspeaker."),
    )
    yield (
        r'There is no "(?P<device>.*)"; install (?P<cable>.*) \((?P<address>\S+)\) and start .*',
        translate(
            "EngineMessages",
            "This needs the virtual cable {cable}. Install it from {address}, then start the "
            "computer again.",
        ),
    )
    yield (
        r'There is no "(?P<device>.*)"; install (?P<cable>.*) \((?P<address>\S+)\)\.',
        translate(
            "EngineMessages", "This needs the virtual cable {cable}. Install it from {address}."
        ),
    )
    yield (
        r"(There is no virtual device|What other programs play can .*); start PulseAudio .*",
        translate(
            "EngineMessages",
            "This needs a sound server. Start PulseAudio, or PipeWire with pipewire-pulse.",
        ),
    )
    yield (
        r"On (?P<system>.*), Dragoman .*; install (?P<cable>.*) \((?P<address>\S+)\), let .*",
        translate(
            "EngineMessages",
            "{system} lets no program hear what others play. Install {cable} from {address}, let "
            "the others play to it, and choose it here as the microphone.",
        ),
    )
