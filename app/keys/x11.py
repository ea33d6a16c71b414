"""Keys on X11: passive grabs (XGrabKey) on a connection and a thread of their own.

While a grabbed key is held the server sends every key to Dragoman, so nobody types in another
program meanwhile.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from typing import Final

from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.protocol.event import KeyPress, KeyRelease, MappingNotify
from Xlib.protocol.rq import Event

from app.keys.contract import (
    Bound,
    Combination,
    Failed,
    KeyAction,
    Pressed,
    Refusal,
    Released,
    Report,
    Trouble,
    WantedKey,
)
from app.keys.keysyms import keysym_name
from app.keys.waking import WakableThread, Waker

_log = logging.getLogger(__name__)
_REPEAT_S: Final = 0.03
"""A release that is followed by a press within this time is the keyboard repeating itself: the
server sends both in one go, and no finger is as fast."""

_LATIN_1: Final = 0x100
_UNICODE: Final = 0x01000000
_CONNECTION_ERRORS: Final = (
    error.DisplayError,
    error.ConnectionClosedError,
    error.XauthError,
    OSError,
)


class X11Keys:
    """A `KeyListener`.

    Args:
        display: of the X server, as in DISPLAY; None for that of the environment.
    """

    def __init__(self, display: str | None = None) -> None:
        self._display = display
        self._thread = WakableThread("keys-x11")

    def start(self, wanted: Sequence[WantedKey], report: Report) -> None:
        """Listen; see KeyListener."""
        keys = tuple(wanted)
        self._thread.start(lambda waker: self._run(keys, report, waker))

    def close(self) -> None:
        """Unregister the keys; see KeyListener."""
        self._thread.close()

    def _run(self, wanted: Sequence[WantedKey], report: Report, waker: Waker) -> None:
        try:
            display = Display(self._display)
        except _CONNECTION_ERRORS as problem:
            report(Failed(Trouble.NO_SERVICE, str(problem)))
            return
        try:
            _Grabs(display, wanted, report).serve(waker)
        except error.ConnectionClosedError as problem:
            report(Failed(Trouble.LOST, str(problem)))
        finally:
            # The server takes the grabs away with the connection.
            with suppress(*_CONNECTION_ERRORS):
                display.close()


class _Grabs:
    """The grabbed keys of one connection."""

    def __init__(self, display: Display, wanted: Sequence[WantedKey], report: Report) -> None:
        self._display = display
        self._root = display.screen().root
        self._wanted = wanted
        self._report = report
        self._by_key: dict[tuple[int, int], KeyAction] = {}
        self._modifiers = 0
        self._plan: tuple[dict[KeyAction, tuple[list[int], int]], tuple[int, ...]] | None = None
        self._held: dict[int, KeyAction] = {}
        self._going_up: dict[int, float] = {}
        self._has_other_keys = False

    def serve(self, waker: Waker) -> None:
        """Report keys until somebody wakes."""
        self._grab()
        # What arrived while the server answered something else is in a queue of Xlib's, and
        # nothing on the connection tells of it.
        while self._display.pending_events() or waker.wait(
            self._display.fileno(), self._patience_s()
        ):
            while self._display.pending_events():
                self._handle(self._display.next_event())
            self._let_go(time.monotonic())
            # Mappings change in bursts: once for all of them, and not while a key is down.
            if self._has_other_keys and not self._held:
                self._has_other_keys = False
                self._grab()

    def _handle(self, event: Event) -> None:
        match event:
            case KeyRelease() if event.detail in self._held:
                self._going_up[event.detail] = time.monotonic() + _REPEAT_S
            case KeyPress():
                self._on_press(event.detail, event.state)
            case MappingNotify():
                self._display.refresh_keyboard_mapping(event)
                self._has_other_keys = True

    def _patience_s(self) -> float | None:
        if not self._going_up:
            return None
        return max(0.0, min(self._going_up.values()) - time.monotonic())

    def _on_press(self, keycode: int, state: int) -> None:
        if keycode in self._held:
            self._going_up.pop(keycode, None)
            return
        action = self._by_key.get((keycode, state & self._modifiers))
        if action is not None:
            self._held[keycode] = action
            self._report(Pressed(action))

    def _let_go(self, now_s: float) -> None:
        for keycode in [code for code, at_s in self._going_up.items() if at_s <= now_s]:
            del self._going_up[keycode]
            self._report(Released(self._held.pop(keycode)))

    def _grab(self) -> None:
        """Grab the wanted keys, on the present keyboard mapping."""
        masks = _ModifierMasks(self._display)
        plan = {
            key.action: (_keycodes(self._display, key.combination), masks.of(key.combination))
            for key in self._wanted
        }
        # Servers speak of another mapping whenever another keyboard is typed on.
        if (plan, masks.locks) == self._plan:
            return
        self._plan = (plan, masks.locks)
        self._root.ungrab_key(X.AnyKey, X.AnyModifier)
        self._modifiers = masks.counted
        self._by_key = {}
        refused = {}
        for action, (keycodes, modifiers) in plan.items():
            if not keycodes:
                refused[action] = Refusal.NO_SUCH_KEY
            elif all(self._grab_one(code, modifiers, masks.locks) for code in keycodes):
                self._by_key.update({(code, modifiers): action for code in keycodes})
            else:
                refused[action] = Refusal.TAKEN
        self._report(Bound(triggers={}, refused=refused))

    def _grab_one(self, keycode: int, modifiers: int, locks: Sequence[int]) -> bool:
        """Grab a key whichever locks are on; all of that or nothing."""
        taken = error.CatchError(error.BadAccess)
        for lock in locks:
            self._root.grab_key(
                keycode,
                modifiers | lock,
                False,
                X.GrabModeAsync,
                X.GrabModeAsync,
                onerror=taken,
            )
        self._display.sync()
        if taken.get_error() is None:
            return True
        for lock in locks:
            # What is not ours is left as it is.
            self._root.ungrab_key(keycode, modifiers | lock)
        return False


class _ModifierMasks:
    """Which bit stands for which modifier on this keyboard, and which are mere locks.

    Attributes:
        locks: every combination of Caps, Num and Scroll Lock, none of them included: the server
            takes a key with a lock on for another one.
        counted: all bits that tell combinations apart.
    """

    def __init__(self, display: Display) -> None:
        bits: dict[int, int] = {}
        for index, keycodes in enumerate(display.get_modifier_mapping()):
            bits.update({code: 1 << index for code in keycodes if code})

        def bit(names: Sequence[str], default: int) -> int:
            for name in names:
                for code, _ in display.keysym_to_keycodes(XK.string_to_keysym(name)):
                    if code in bits:
                        return bits[code]
            return default

        self._alt = bit(("Alt_L", "Alt_R", "Meta_L"), X.Mod1Mask)
        self._meta = bit(("Super_L", "Super_R", "Hyper_L"), X.Mod4Mask)
        self.counted = X.ShiftMask | X.ControlMask | self._alt | self._meta
        others = {X.LockMask, bit(("Num_Lock",), 0), bit(("Scroll_Lock",), 0)} - {0}
        self.locks = tuple(_sums(others))

    def of(self, combination: Combination) -> int:
        """The bits of a combination."""
        mask = 0
        for is_held, bit in (
            (combination.shift, X.ShiftMask),
            (combination.ctrl, X.ControlMask),
            (combination.alt, self._alt),
            (combination.meta, self._meta),
        ):
            mask |= bit if is_held else 0
        return mask


def _sums(bits: set[int]) -> Iterator[int]:
    for count in range(len(bits) + 1):
        for chosen in combinations(sorted(bits), count):
            yield sum(chosen)


def _keycodes(display: Display, combination: Combination) -> list[int]:
    name = keysym_name(combination.key)
    if name is None:
        return []
    if name.startswith("XF86"):
        XK.load_keysym_group("xf86")
        name = name.replace("XF86", "XF86_", 1)
    keysym = XK.string_to_keysym(name)
    if keysym == X.NoSymbol and name.startswith("U"):
        code = int(name[1:], 16)
        keysym = code if code < _LATIN_1 else _UNICODE | code
    found = list(display.keysym_to_keycodes(keysym))
    # Of several layouts and levels, those where the key is reached first.
    nearest = min((level for _, level in found), default=0)
    return sorted({code for code, level in found if level == nearest})
