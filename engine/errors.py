"""Every error that the engine raises on purpose.

EngineError
├── AudioError                 the input cannot be used as audio
├── CatalogueError             the catalogue file is wrong
├── PackError                  a model pack
│   ├── PackMissingError       it is not installed
│   ├── PackDamagedError       its files are not what was installed
│   └── PackInstallError       it could not be installed
├── RouteError                 no installed pack serves a pair of languages
├── VoiceError                 no such voice, or a voice of another language
├── ConsentError               a person did not agree to be cloned
├── EnrolmentCancelledError    the user cancelled cloning
├── ComputeError               models can't run on the device that was chosen
├── ModelError                 a model file does not hold what its format promises
├── OutputError                a result file cannot be written
├── GlossaryError              a glossary is not valid
├── PhonemeError               the phoneme program does not work
└── DeviceError                an audio device is missing, busy or lost

The class says what a caller can do, the code what the user is told. To raise one:

1. Choose a Code of engine/messages.py, or add a member there: one English sentence with `{name}`
   for each parameter, and its remedies.
2. `raise DeviceError(Code.DEVICE_BUSY, device=name, reason=str(error))`: exactly the parameters
   that the sentence and its remedies want; others are a TypeError.
3. Translate a new sentence (resources/translations/README.md); tests find one that is not.

What only a programmer can get wrong stays a ValueError. Anything else that escapes is a bug.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Self

from engine.messages import Code, Message, Parameter, Remedy


class EngineError(Exception):
    """Root of the tree; `str(error)` is the English sentence, without remedies, for logs.

    Attributes:
        message: what the user is told.
    """

    def __init__(self, code: Code, /, **parameters: Parameter) -> None:
        self.message = Message(code, **parameters)
        super().__init__(str(self.message))

    @classmethod
    def of(cls, message: Message) -> Self:
        """Make the error of a message that was told elsewhere."""
        return cls(message.code, **message.parameters)

    @property
    def code(self) -> Code:
        """Which sentence it is."""
        return self.message.code

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What the sentence and its remedies speak of."""
        return self.message.parameters

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What the user can do, the best first."""
        return self.message.remedies

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are pickled with their text alone, which is no code.
        return partial(type(self), self.code, **self.parameters), ()


def message_of(error: Exception) -> Message:
    """What the user is told of any exception."""
    if isinstance(error, EngineError):
        return error.message
    return Message(Code.UNEXPECTED, kind=type(error).__name__, detail=str(error))


class AudioError(EngineError, ValueError):
    """The input is not audio, is empty, damaged, or has values that are not numbers."""


class CatalogueError(EngineError, ValueError):
    """The catalogue file is not valid."""


class PackError(EngineError):
    """A model pack cannot be used."""


class PackMissingError(PackError, LookupError):
    """A pack is needed and not installed."""


class PackDamagedError(PackError):
    """A file of an installed pack is missing or its hash is wrong."""


class PackInstallError(PackError):
    """A pack could not be installed; nothing of it is left in place."""


class RouteError(EngineError, LookupError):
    """No route of the catalogue with installed packs serves the pair of languages."""


class VoiceError(EngineError, LookupError):
    """The voice is unknown or does not speak the target language."""


class ConsentError(EngineError, PermissionError):
    """A voice was to be cloned without the consent of the person whose it is."""


class EnrolmentCancelledError(EngineError):
    """Cloning a voice was cancelled; nothing of it is kept."""


class ComputeError(EngineError, RuntimeError):
    """A device of computation is not there, or a model does not run on it."""


class ModelError(EngineError, ValueError):
    """A model file does not hold what its format promises."""


class OutputError(EngineError, OSError):
    """A result file cannot be written, or its ending names no format."""


class GlossaryError(EngineError, ValueError):
    """A glossary or one of its rules is not valid."""


class PhonemeError(EngineError):
    """The phoneme program does not start, does not answer, or refuses a text."""


class DeviceError(EngineError, OSError):
    """An audio device is missing, refuses the format, or was lost."""
