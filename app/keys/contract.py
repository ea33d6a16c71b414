"""The contract of global shortcuts on every system.

A `KeyListener` runs a thread of its own, reports from it, and is used once: for other keys there is
another one. Nothing here knows a system, and nothing but `Combination.parse` knows Qt.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeAlias

from PySide6.QtGui import QKeySequence

_MODIFIERS: Final = frozenset({"Ctrl", "Alt", "Shift", "Meta"})
_HARMLESS: Final = frozenset(
    {"Pause", "ScrollLock", "Media Play", "Media Stop", "Volume Mute", "Microphone Mute"}
    | {f"F{number}" for number in range(1, 36)}
)
"""Keys that write nothing: nobody misses one of them in a text."""


class KeyAction(StrEnum):
    """What a key does; each is the name of a field of `GlobalShortcuts`."""

    START_STOP = "start_stop"
    HOLD_TO_MUTE = "hold_to_mute"
    HOLD_TO_TRANSLATE = "hold_to_translate"
    OVERLAY = "overlay"
    CATCH_UP = "catch_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """A key with its modifiers.

    Attributes:
        key: as Qt names it portably: "F8", "M", "Return", "PgUp", ",".
        meta: the Windows key, or Super.
    """

    key: str
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False

    @classmethod
    def parse(cls, text: str) -> "Combination | None":
        """Read what Qt writes as portable text.

        Returns:
            None where it names no key, or one of the number pad.
        """
        sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
        # Written again, modifiers stand in Qt's spelling, and what it does not know is gone.
        written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        # A plus at the end is the key itself.
        *held, key = re.split(r"\+(?=.)", written)
        if sequence.count() != 1 or not key or not set(held) <= _MODIFIERS:
            return None
        return cls(
            key=key,
            ctrl="Ctrl" in held,
            alt="Alt" in held,
            shift="Shift" in held,
            meta="Meta" in held,
        )

    @property
    def is_harmless(self) -> bool:
        """Whether other programs can do without it: M alone could never be typed again."""
        return self.ctrl or self.alt or self.meta or self.key in _HARMLESS


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedKey:
    """A key to register.

    Attributes:
        description: what it does, for systems that ask the user.
    """

    action: KeyAction
    combination: Combination
    description: str


class Refusal(StrEnum):
    """Why one key cannot be registered."""

    TAKEN = "taken"
    """Another program has it."""
    NO_SUCH_KEY = "no such key"
    """The keyboard has none, or the system has no word for it."""


class Trouble(StrEnum):
    """Why no key can be registered."""

    NO_SERVICE = "no service"
    """The system has no such way, or it does not answer."""
    DENIED = "denied"
    """The user said no when the system asked."""
    NOT_INSTALLED = "not installed"
    """The system gives keys to programs of its menu alone."""
    LOST = "lost"
    """It worked and came to an end: the system took it back, or is itself gone."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key went down; one that is held down is reported once."""

    action: KeyAction


@dataclass(frozen=True, slots=True)
class Released:
    """The key of a `Pressed` went up."""

    action: KeyAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Which keys are registered now; reported again when that changes.

    Attributes:
        triggers: what to press, in the system's words; empty where those are the wanted ones.
        refused: the keys that are not heard.
    """

    triggers: Mapping[KeyAction, str]
    refused: Mapping[KeyAction, Refusal]


@dataclass(frozen=True, slots=True)
class Failed:
    """The listener ended; nothing is reported after it.

    Attributes:
        detail: for the log.
    """

    trouble: Trouble
    detail: str


KeyReport: TypeAlias = Pressed | Released | Bound | Failed
Report: TypeAlias = Callable[[KeyReport], None]


class KeyListener(Protocol):
    """Listens for keys in one system's way."""

    def start(self, wanted: Sequence[WantedKey], report: Report) -> None:
        """Listen, and return at once.

        Args:
            wanted: at least one.
            report: is called from another thread.
        """

    def close(self) -> None:
        """Unregister the keys; nothing is reported after it has returned.

        It waits for the thread, which takes milliseconds.
        """
