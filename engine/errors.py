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
├── ModelError                 a model file does not hold what its format promises
├── OutputError                a result file cannot be written
├── GlossaryError              a glossary is not valid
├── PhonemeError               the phoneme program does not work
└── DeviceError                an audio device is missing, busy or lost

Each message is one sentence for the user that ends in what to do. Anything else that escapes
the engine is a bug.
"""


class EngineError(Exception):
    """Root of the tree; the message can be shown to a user as it is."""


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
