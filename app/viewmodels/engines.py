"""Engines to choose from: what each can do, whether it is ready, and what it has cost."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import user_text
from app.settings import EngineChoice, Profile
from app.threads import Background
from app.viewmodels.preferences import Preferences
from engine.messages import Code, Message
from engine.remote.catalogue import ENGINES, LOCAL, EngineInfo
from engine.remote.keys import check_address, find_key, remove_key, store_key
from engine.remote.offers import Offer, OfferedVoice, ask_offer

_log = logging.getLogger(__name__)

_SECONDS: Final = 60.0


class Engines(QObject):
    """What may interpret; lives in the window's thread.

    Keys pass through on their way to the system's keyring and are not held.

    Signals:
        changed: another engine is in use, or more is known of one.
        cost_changed: what the session has cost so far.
        asked: name of an engine whose dialog is to be opened.
        stored: name of an engine that `use` has put into use.
        failed: a message for the user: a key was not stored or removed.
    """

    changed = Signal()
    cost_changed = Signal()
    asked = Signal(str)
    stored = Signal(str)
    failed = Signal(str)

    def __init__(
        self, preferences: Preferences, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._background = background
        self._keys: Mapping[str, bool] = {}
        self._offers: dict[EngineChoice, Offer] = {}
        self._choice = preferences.profile.engine
        self._rated: EngineInfo | None = None
        self._before_s = 0.0
        self._until_s: list[float | None] = []
        self._billed_s = 0.0
        preferences.changed.connect(self._on_preferences_changed)

    @property
    def names(self) -> Sequence[str]:
        """All there are, this computer first."""
        return (LOCAL, *ENGINES)

    @property
    def choice(self) -> EngineChoice:
        """The engine of the profile in use."""
        return self._choice

    @property
    def info(self) -> EngineInfo | None:
        """What is known of the engine in use; None for this computer."""
        return self.info_of(self._choice.name)

    @staticmethod
    def info_of(name: str) -> EngineInfo | None:
        """What is known of an engine; None for this computer."""
        return ENGINES.get(name)

    @staticmethod
    def lacks(name: str) -> Message | None:
        """That packages of an engine are missing; None where none is."""
        info = ENGINES.get(name)
        missing = () if info is None else tuple(p for p in info.packages if not _is_there(p))
        if info is None or not missing:
            return None
        return Message(Code.EXTRA_MISSING, packages=missing, extra=info.extra)

    def has_key(self, name: str) -> bool:
        """Whether there is a key for an engine, as far as is known yet."""
        return self._keys.get(name, False)

    def allows(self, choice: EngineChoice) -> bool:
        """Whether the user was told where speech goes, and wanted it."""
        return self._preferences.settings.allows(choice)

    @property
    def voices(self) -> Sequence[OfferedVoice]:
        """Voices of the engine in use, as far as they are known yet."""
        offer = self._offers.get(self._place(self._choice))
        return () if offer is None else offer.voices

    def serves(self, source: str | None, target: str) -> bool:
        """Whether the engine in use, which is elsewhere, interprets a direction."""
        info = self.info
        offer = self._offers.get(self._place(self._choice))
        if info is None or not info.serves(source, target):
            return False
        if offer is None or offer.directions is None:
            return True
        return any(t == target and source in (None, s) for s, t in offer.directions)

    def choice_of(self, name: str) -> EngineChoice:
        """The choice of an engine, where it was when it was used last."""
        before = self._choice
        if name == before.name:
            return before
        info = ENGINES.get(name)
        is_elsewhere = info is not None and not info.address
        address = self._preferences.settings.allowed.get(name, "") if is_elsewhere else ""
        return replace(before, name=name, address=address)

    def request(self, name: str) -> None:
        """Put an engine into use; where something is to be said or asked first, have it asked."""
        choice = self.choice_of(name)
        info = ENGINES.get(name)
        is_ready = info is None or (
            self.allows(choice)
            and self.lacks(name) is None
            and (self.has_key(name) or not info.needs_key)
        )
        if is_ready:
            self._preferences.change_profile(replace(self._preferences.profile, engine=choice))
        else:
            self.asked.emit(name)

    def use(self, choice: EngineChoice, *, key: str) -> None:
        """Store what the user entered, allow the engine to have speech, and put it into use.

        Args:
            choice: with an address where the engine has none.
            key: empty to leave the one that is there.
        """

        def work() -> None:
            check_address(choice.recipient)
            if key:
                store_key(choice.name, key)

        def done(_: None) -> None:
            settings = self._preferences.settings
            allowed = {**settings.allowed, choice.name: choice.recipient}
            profile = replace(settings.current, engine=choice)
            self._preferences.change(replace(settings, allowed=allowed).with_current(profile))
            self.refresh()
            self.stored.emit(choice.name)

        self._background.run(work, done=done, failed=self._fail, context=self)

    def remove_key(self, name: str) -> None:
        """Remove the key of an engine from the system's keyring."""
        self._background.run(
            lambda: remove_key(name),
            done=lambda _: self.refresh(),
            failed=self._fail,
            context=self,
        )

    def _fail(self, message: Message) -> None:
        self.failed.emit(user_text(message))

    def refresh(self) -> None:
        """Look which keys there are, and what the engine in use offers."""
        self._background.run(_keys, done=self._take_keys, failed=_log.warning, context=self)
        self._ask_offer()

    def _ask_offer(self) -> None:
        choice = self._place(self._choice)
        info = self.info
        if info is None or not self.allows(choice):
            return

        def done(offer: Offer) -> None:
            self._offers[choice] = offer
            self.changed.emit()

        self._background.run(
            lambda: ask_offer(info, choice.recipient), done=done, failed=_log.info, context=self
        )

    @staticmethod
    def _place(choice: EngineChoice) -> EngineChoice:
        return replace(choice, falls_back=True)

    def _take_keys(self, keys: Mapping[str, bool]) -> None:
        if keys != self._keys:
            self._keys = keys
            self.changed.emit()

    @Slot()
    def _on_preferences_changed(self) -> None:
        choice = self._preferences.profile.engine
        if choice != self._choice:
            self._choice = choice
            self.changed.emit()
            self._ask_offer()

    @property
    def rated(self) -> EngineInfo | None:
        """The engine that the session is or was billed for; None for this computer."""
        return self._rated

    @property
    def at_work(self) -> EngineInfo | None:
        """The engine that interprets in the session; None where this computer does, too."""
        return self._rated if all(until is None for until in self._until_s) else None

    @property
    def usd(self) -> float | None:
        """What the session has cost so far by the published price; None where there is none."""
        info = self._rated
        rate = None if info is None else info.usd_a_minute
        return None if rate is None else self._billed_s / _SECONDS * rate

    @property
    def credit(self) -> float | None:
        """How many credits the session has cost so far; None where it is not paid with any."""
        info = self._rated
        rate = None if info is None else info.credits_a_second
        return None if rate is None else self._billed_s * rate

    def begin(self, profile: Profile, *, replaces: bool, at_s: float = 0.0) -> None:
        """Count what a session costs.

        Args:
            profile: that it runs.
            replaces: it goes on with what one before it cost, where the engine is the same.
            at_s: how long it has been on air, where another engine goes on with it.
        """
        info = ENGINES.get(profile.engine.name)
        goes_on = replaces and info is self._rated
        self._billed_s = self._billed_s if goes_on else 0.0
        self._rated = info
        self._until_s = [None] * len(profile.directions())
        self._before_s = self._billed_s - at_s * len(self._until_s)
        self.cost_changed.emit()

    def count(self, running_s: float) -> None:
        """Take the session's time, of which engines bill the sound of each direction."""
        if self._rated is not None:
            spent = (running_s if until is None else until for until in self._until_s)
            self._billed_s = self._before_s + sum(spent)
            self.cost_changed.emit()

    def hand_over(self, direction: int, *, running_s: float) -> None:
        """This machine has taken a direction over, which costs nothing more."""
        if direction < len(self._until_s) and self._until_s[direction] is None:
            self._until_s[direction] = running_s
            self.count(running_s)


def _keys() -> Mapping[str, bool]:
    return {name: find_key(name) is not None for name in ENGINES}


def _is_there(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ImportError:  # of a package whose parent is missing
        return False
