"""What the check-up of the engine finds, in the language of the interface.

The engine writes for a terminal, in English. Names, numbers and what the system itself says stay as
they are, and so does what there are no words for.
"""

import re

from PySide6.QtCore import QCoreApplication


def name_text(name: str) -> str:
    """The name of a check."""
    translate = QCoreApplication.translate
    names = {
        "packages": translate("CheckTexts", "Packages"),
        "model folder": translate("CheckTexts", "Model folder"),
        "disk": translate("CheckTexts", "Disk"),
        "models": translate("CheckTexts", "Models"),
        "voices": translate("CheckTexts", "Voices"),
        "phonemes": translate("CheckTexts", "Phonemes"),
        "sound devices": translate("CheckTexts", "Sound devices"),
        "sound server": translate("CheckTexts", "Sound server"),
        "microphones": translate("CheckTexts", "Microphones"),
        "loudspeakers": translate("CheckTexts", "Loudspeakers"),
    }
    if name not in names and name.startswith("model "):
        return translate("CheckTexts", "Model {name}").format(name=name.removeprefix("model "))
    return names.get(name, name)


def found_text(found: str) -> str:
    """What was found."""
    translate = QCoreApplication.translate
    for pattern, text in (
        ("missing", translate("CheckTexts", "Not installed")),
        ("damaged", translate("CheckTexts", "Damaged")),
        ("outdated", translate("CheckTexts", "Outdated")),
        (r"all (?P<count>\d+)", translate("CheckTexts", "All {count} are there")),
        (r"none is installed", translate("CheckTexts", "None is installed")),
        (r"(?P<size>[\d.]+) GB free", translate("CheckTexts", "{size} GB free")),
        (
            r"(?P<size>[\d.]+) GB free: too little to install models",
            translate("CheckTexts", "{size} GB free: too little to install models"),
        ),
        (
            r"(?P<folder>.*) cannot be written \((?P<reason>.*)\)",
            translate("CheckTexts", "{folder} cannot be written ({reason})"),
        ),
        (
            r"(?P<voices>\d+) in (?P<languages>\d+) languages",
            translate("CheckTexts", "{voices} in {languages} languages"),
        ),
        (
            r'"(?P<word>.*)" is (?P<phonemes>.*)',
            translate("CheckTexts", "“{word}” is {phonemes}"),
        ),
        (
            r"none answers: .*",
            translate(
                "CheckTexts",
                "None answers: devices can be used by one program at a time, if at all",
            ),
        ),
        (
            r"none: nothing to interpret live",
            translate("CheckTexts", "None: nothing to interpret live"),
        ),
        (
            r"none: captions and files only",
            translate("CheckTexts", "None: captions and files only"),
        ),
        (
            r"(?P<reason>.*): files only, no live interpreting",
            translate("CheckTexts", "{reason}: files only, no live interpreting"),
        ),
    ):
        match = re.fullmatch(pattern, found, flags=re.DOTALL)
        if match is not None:
            return text.format(**match.groupdict())
    return found


def remedy_text(remedy: str) -> str:
    """What to do."""
    translate = QCoreApplication.translate
    remedies = {
        "plug one in": translate("CheckTexts", "Plug one in and check again."),
        "install Dragoman again": translate("CheckTexts", "Install Dragoman again."),
        "install Python 3.11 or newer": translate("CheckTexts", "Install Python 3.11 or newer."),
        "start PipeWire (with pipewire-pulse) or PulseAudio": translate(
            "CheckTexts", "Start PipeWire (with pipewire-pulse) or PulseAudio."
        ),
        "free some space or set DRAGOMAN_HOME to a folder on another disk": translate(
            "CheckTexts", "Free some space, or set DRAGOMAN_HOME to a folder on another disk."
        ),
        "change its rights or set DRAGOMAN_HOME to another folder": translate(
            "CheckTexts", "Change its rights, or set DRAGOMAN_HOME to another folder."
        ),
    }
    return remedies.get(remedy, remedy[:1].upper() + remedy[1:])
