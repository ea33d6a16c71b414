"""Messages as the command line writes them: the sentence, and what to do with its command."""

import sys
from collections.abc import Mapping
from typing import Final

from engine.errors import EngineError
from engine.messages import Message, Parameter, Remedy, alternatives

_COMMANDS: Final[Mapping[Remedy, str]] = {
    Remedy.INSTALL_RUNTIME: "Run: pip install 'dragoman[cpu]', or 'dragoman[gpu]'",
    Remedy.INSTALL_EXTRA: "Run: pip install 'dragoman[{extra}]'",
    Remedy.INSTALL_PACKAGE: "Run: pip install {package}",
    Remedy.REINSTALL_PACKAGE: "Run: pip uninstall {package}; then: pip install {package}",
    Remedy.CHOOSE_CHANNEL: "Choose one with --channel, or convert it to mono or stereo.",
    Remedy.CHOOSE_TRACK: "Choose another one with --track.",
    Remedy.INSTALL_MODELS: "Run: dragoman models install {packs}",
    Remedy.PROVE_AGAIN: "Test them again with: dragoman models prove {packs}",
    Remedy.REPAIR_MODEL: "Run: dragoman models install {pack}",
    Remedy.REINSTALL_ITS_MODEL: "Find the damaged model with: dragoman models verify",
    Remedy.INSTALL_BETTER: "Better ones ({size_mb} MB): dragoman models install {packs}",
    Remedy.LIST_MODELS: "See: dragoman models list",
    Remedy.INSTALL_FROM_FOLDER: "Run: dragoman models install {pack} --from FOLDER",
    Remedy.CHOOSE_ANOTHER_VOICE: "Choose another voice; see: dragoman voices list",
    Remedy.CHOOSE_ANOTHER_DEVICE: "Choose another device; see: dragoman devices",
    Remedy.CHOOSE_ANOTHER_OUTPUT: "Choose another output; see: dragoman devices",
    Remedy.START_SERVICE: "Check that it is running, or start one with: dragoman serve",
    Remedy.CHOOSE_ANOTHER_PORT: "Close the program that uses it, or choose another --port.",
    Remedy.CHOOSE_COMPUTE_DEVICE: "Choose another --device, or auto.",
    Remedy.MAKE_KEY: "Run: dragoman serve keys add NAME; or listen on 127.0.0.1.",
    Remedy.SET_KEY: "Run: dragoman keys set {engine_name}",
    Remedy.CHECK_KEY: "Check the key, and run: dragoman keys set {engine_name}",
    Remedy.GIVE_ENGINE_ADDRESS: "Add its address: --engine-address URL, in a benchmark NAME@URL.",
    Remedy.CHOOSE_ANOTHER_ENGINE: "Choose another --engine.",
    Remedy.CHOOSE_ANOTHER_SET: "Choose other languages, or add --machine-references.",
    Remedy.NAME_RIVAL_WEIGHTS: "Name the folder that holds them with --rival-weights.",
}

_COMMANDS_OF_SYSTEMS: Final[Mapping[str, Mapping[Remedy, str]]] = {
    "linux": {
        Remedy.INSTALL_PORTAUDIO: "Run: sudo apt install libportaudio2 libasound2-plugins",
        Remedy.INSTALL_ALSA_PLUGINS: "Run: sudo apt install libasound2-plugins",
    },
    "darwin": {Remedy.INSTALL_PORTAUDIO: "Run: brew install portaudio"},
    # Its wheel carries the library.
    "win32": {Remedy.INSTALL_PORTAUDIO: Remedy.REINSTALL_DRAGOMAN.text},
}


def full_text(message: Message | EngineError) -> str:
    """The sentence and what to do, on one line."""
    told = message.message if isinstance(message, EngineError) else message
    return f"{told} {remedy_line(told)}".rstrip()


def remedy_line(message: Message) -> str:
    """What to do about a message, with commands; empty where nothing is to be done."""
    return alternatives([_filled(message, remedy) for remedy in message.remedies])


def _filled(message: Message, remedy: Remedy) -> str:
    of_system = _COMMANDS_OF_SYSTEMS.get(sys.platform, {})
    template = of_system.get(remedy) or _COMMANDS.get(remedy)
    if template is None:
        return message.fill(remedy.text)
    return message.fill(template, show=_in_command)


def _in_command(_name: str, value: Parameter) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)
