"""What the engine tells, in the language of the interface."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from app.texts import language_name
from engine.languages import LANGUAGES
from engine.messages import OR, Message, Parameter, Remedy, alternatives

_LANGUAGES: Final = frozenset({"language", "languages", "source", "target"})
"""Parameters that are languages, by their English names."""

_CODES: Final = {language.name: code for code, language in LANGUAGES.items()}
_CONTEXT: Final = ""
"""lupdate gives texts outside a function none."""


def user_text(message: Message) -> str:
    """The sentence and what to do."""
    remedies = [remedy_text(message, one) for one in message.remedies]
    return f"{sentence(message)} {alternatives(remedies, _translated(OR))}".rstrip()


def sentence(message: Message) -> str:
    """What happened."""
    return message.fill(_translated(message.code.sentence), show=_shown)


def remedy_text(message: Message, remedy: Remedy) -> str:
    """What to do about it."""
    return message.fill(_translated(remedy.text), show=_shown)


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def _shown(name: str, value: Parameter) -> str:
    match value:
        case tuple():
            return ", ".join(_shown(name, part) for part in value)
        case float():
            return QLocale().toString(value, "g")
        case str() if name in _LANGUAGES:
            return language_name(_CODES[value]) if value in _CODES else value
        case _:
            return " ".join(str(value).splitlines())
