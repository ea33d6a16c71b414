"""Global shortcuts, as the settings want them."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from app.keys.contract import (
    Bound,
    Failed,
    KeyAction,
    KeyListener,
    KeyReport,
    Pressed,
    Refusal,
    Released,
    Trouble,
    WantedKey,
)
from app.keys.system import KeySystem, make_listener
from app.settings import GlobalShortcuts
from app.texts import action_text
from app.threads import EngineBridge

_log = logging.getLogger(__name__)
ListenerMaker: TypeAlias = Callable[[KeySystem], KeyListener]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """The state of the shortcuts.

    Attributes:
        triggers: what to press, where the system has its own words for it.
        refused: the keys that do not work, and why.
        trouble: why none works; None where some do, or none is wanted.
        is_waiting: the system has not answered yet.
    """

    triggers: Mapping[KeyAction, str] = field(default_factory=dict)
    refused: Mapping[KeyAction, Refusal] = field(default_factory=dict)
    trouble: Trouble | None = None
    is_waiting: bool = False


class GlobalKeys(QObject):
    """Runs one listener for the keys that are wanted; lives in the window's thread.

    Signals:
        pressed, released: a KeyAction. Every pressed is followed by its released, also where the
            listener ends in between.
        state_changed: the new KeyState.
    """

    pressed = Signal(object)
    released = Signal(object)
    state_changed = Signal(object)

    def __init__(
        self,
        system: KeySystem,
        parent: QObject | None = None,
        *,
        make: ListenerMaker = make_listener,
    ) -> None:
        """Make one without any key.

        Args:
            system: what there is.
            parent: its owner.
            make: makes a listener of the system.
        """
        super().__init__(parent)
        self.system = system
        self._make = make
        self._settings: GlobalShortcuts | None = None
        self._listener: KeyListener | None = None
        self._number = 0
        self._held: set[KeyAction] = set()
        self._state = KeyState()
        self._bridge = EngineBridge(self)
        self._bridge.received.connect(self._on_report)

    @property
    def state(self) -> KeyState:
        """The state of the shortcuts."""
        return self._state

    def listen(self, settings: GlobalShortcuts) -> None:
        """Register these keys, and no others."""
        if settings == self._settings:
            return
        self._settings = settings
        self._leave()
        combinations = settings.combinations() if settings.is_on else {}
        if self.system is KeySystem.NONE or not combinations:
            self._become(KeyState())
            return
        self._start(
            [
                WantedKey(action=action, combination=keys, description=action_text(action))
                for action, keys in combinations.items()
            ]
        )

    def close(self) -> None:
        """Unregister all keys."""
        self._settings = None
        self._leave()

    def _start(self, wanted: Sequence[WantedKey]) -> None:
        self._become(KeyState(is_waiting=True))
        number = self._number
        self._listener = self._make(self.system)
        self._listener.start(wanted, lambda report: self._bridge.post((number, report)))

    def _leave(self) -> None:
        self._number += 1
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()
        self._let_go()

    def _let_go(self) -> None:
        for action in sorted(self._held):
            self._held.remove(action)
            self.released.emit(action)

    @Slot(object)
    def _on_report(self, numbered: tuple[int, KeyReport]) -> None:
        number, report = numbered
        # Of a listener that was closed since.
        if number != self._number:
            return
        match report:
            case Pressed():
                self._held.add(report.action)
                self.pressed.emit(report.action)
            case Released():
                self._held.discard(report.action)
                self.released.emit(report.action)
            case Bound():
                self._become(KeyState(triggers=report.triggers, refused=report.refused))
            case Failed():
                _log.warning("keys behind other programs: %s", report.detail)
                self._let_go()
                self._become(KeyState(trouble=report.trouble))

    def _become(self, state: KeyState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
