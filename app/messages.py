"""What the engine tells, in the language of the interface."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from engine.messages import OR, Message, Parameter, alternatives

_LANGUAGES: Final = frozenset({"language", "languages", "source", "target"})
"""Parameters that are languages, by their English names."""

_REASONS: Final = (
    QT_TRANSLATE_NOOP("", "timed out"),
    QT_TRANSLATE_NOOP("", "the disk is full"),
    QT_TRANSLATE_NOOP("", "out of memory"),
    QT_TRANSLATE_NOOP("", "it is full"),
    QT_TRANSLATE_NOOP("", "it serves one at a time"),
    QT_TRANSLATE_NOOP("", "it is never ready"),
    QT_TRANSLATE_NOOP("", "it takes no sound"),
    QT_TRANSLATE_NOOP("", "no goodbye"),
)
"""What Dragoman, or Python for it, says of a fault: others come from libraries as they are."""

_CONTEXT: Final = ""
"""lupdate gives texts outside a function none."""


def user_text(message: Message) -> str:
    """The sentence and what to do."""
    return f"{sentence(message)} {remedies_text(message)}".rstrip()


def sentence(message: Message) -> str:
    """What happened."""
    return message.fill(_translated(message.code.sentence), show=_shown)


def remedies_text(message: Message) -> str:
    """What to do about it; empty where nothing is to be done."""
    remedies = [message.fill(_translated(one.text), show=_shown) for one in message.remedies]
    return alternatives(remedies, _translated(OR))


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def _shown(name: str, value: Parameter) -> str:
    match value:
        case tuple():
            return ", ".join(_shown(name, part) for part in value)
        case float():
            return QLocale().toString(value, "g")
        case str() if name in _LANGUAGES:
            return QCoreApplication.translate("Texts", value)
        case str() if name == "device":
            return _translated(value)
        case str() if name == "reason":
            return "; ".join(map(_translated, _in_one_line(value).split("; ")))
        case _:
            return _in_one_line(value)


def _in_one_line(value: Parameter) -> str:
    return " ".join(str(value).splitlines())
