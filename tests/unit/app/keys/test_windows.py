"""Hot keys over a stand-in for Windows."""

import queue
import sys
import threading
from collections.abc import Iterator

import pytest

from app.keys.contract import (
    Bound,
    Combination,
    KeyAction,
    KeyReport,
    Pressed,
    Refusal,
    Released,
    WantedKey,
)
from app.keys.windows import WM_HOTKEY, WM_TIMER, Message, User32, WindowsKeys

_SPACE = 0x20
_LONG_S = 60.0


class FakeWindows:
    """Does with messages and hot keys what Windows documents."""

    def __init__(self) -> None:
        self.messages: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self.registered: dict[int, tuple[int, int]] = {}
        self.taken: set[tuple[int, int]] = set()
        self.timers: set[int] = set()
        self.down: set[int] = set()
        self.thread = 0

    def thread_id(self) -> int:
        self.thread = threading.get_ident()
        return 7

    def virtual_key(self, character: str) -> int | None:
        return ord(character.upper()) if character.isascii() else None

    def register(self, key: int, modifiers: int, virtual_key: int) -> bool:
        assert threading.get_ident() == self.thread
        if (modifiers & 0xF, virtual_key) in self.taken:
            return False
        self.registered[key] = (modifiers, virtual_key)
        return True

    def unregister(self, key: int) -> None:
        assert threading.get_ident() == self.thread
        del self.registered[key]

    def next_message(self) -> Message | None:
        return self.messages.get(timeout=_LONG_S)

    def start_timer(self, interval_ms: int) -> int:
        assert interval_ms > 0
        self.timers.add(1)
        return 1

    def stop_timer(self, timer: int) -> None:
        self.timers.remove(timer)

    def is_down(self, virtual_key: int) -> bool:
        return virtual_key in self.down

    def post_quit(self, thread_id: int) -> None:
        assert thread_id == 7
        self.messages.put(None)


class Desk:
    """A listener that is running, and what it reports."""

    def __init__(self, *keys: tuple[KeyAction, str], taken: set[tuple[int, int]]) -> None:
        self.windows = FakeWindows()
        self.windows.taken = taken
        self.reports: queue.SimpleQueue[KeyReport] = queue.SimpleQueue()
        self.listener = WindowsKeys(lambda: self.windows)
        wanted = []
        for action, text in keys:
            combination = Combination.parse(text)
            assert combination is not None
            wanted.append(WantedKey(action=action, combination=combination, description=""))
        self.listener.start(wanted, self.reports.put)

    def next(self) -> KeyReport:
        return self.reports.get(timeout=_LONG_S)

    def tick(self) -> None:
        self.windows.messages.put(Message(WM_TIMER, 1))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk(
        (KeyAction.HOLD_TO_MUTE, "Ctrl+Alt+Space"),
        (KeyAction.START_STOP, "Ctrl+Shift+M"),
        (KeyAction.OVERLAY, "Ctrl+É"),
        taken={(0x2 | 0x4, ord("M"))},
    )
    yield made
    made.listener.close()
    assert made.windows.registered == {}
    assert made.windows.timers == set()


def test_what_is_taken_or_missing_is_said(desk: Desk) -> None:
    assert desk.next() == Bound(
        triggers={},
        refused={
            KeyAction.START_STOP: Refusal.TAKEN,
            KeyAction.OVERLAY: Refusal.NO_SUCH_KEY,
        },
    )
    # Without repeats: MOD_NOREPEAT, MOD_CONTROL, MOD_ALT.
    assert list(desk.windows.registered.values()) == [(0x4000 | 0x2 | 0x1, _SPACE)]


def test_a_key_is_held_until_windows_says_that_it_is_up(desk: Desk) -> None:
    desk.next()
    desk.windows.down.add(_SPACE)
    (number,) = desk.windows.registered
    desk.windows.messages.put(Message(WM_HOTKEY, number))
    assert desk.next() == Pressed(KeyAction.HOLD_TO_MUTE)
    desk.tick()
    desk.windows.messages.put(Message(WM_HOTKEY, number))
    desk.tick()
    desk.windows.messages.put(Message(0x0400, 0))
    assert desk.windows.timers == {1}
    desk.windows.down.clear()
    desk.tick()
    assert desk.next() == Released(KeyAction.HOLD_TO_MUTE)


def test_keys_are_given_back_while_one_is_held(desk: Desk) -> None:
    desk.next()
    desk.windows.down.add(_SPACE)
    desk.windows.messages.put(Message(WM_HOTKEY, next(iter(desk.windows.registered))))
    assert desk.next() == Pressed(KeyAction.HOLD_TO_MUTE)


def test_closing_at_once_loses_no_end() -> None:
    for _ in range(20):
        made = Desk((KeyAction.OVERLAY, "F9"), taken=set())
        made.listener.close()
        assert made.windows.registered == {}


@pytest.mark.skipif(sys.platform == "win32", reason="there it is to be had")
def test_elsewhere_there_is_no_such_library() -> None:
    with pytest.raises(OSError, match="Windows"):
        User32()
