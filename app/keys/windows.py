"""Keys on Windows: RegisterHotKey on a thread with a message loop of its own.

A hot key says when it goes down and not when it comes up: while one is held, a timer asks for the
state of the key. `Win32` is all that is used of the system. It has been tested over a stand-in for
that alone, not on Windows. Source: learn.microsoft.com/windows/win32/api/winuser, RegisterHotKey
and Virtual-Key Codes.
"""

import ctypes
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Protocol

from app.keys.contract import (
    Bound,
    Combination,
    KeyAction,
    Pressed,
    Refusal,
    Released,
    Report,
    WantedKey,
)

WM_HOTKEY: Final = 0x0312
WM_TIMER: Final = 0x0113
_WM_QUIT: Final = 0x0012
_MOD_NOREPEAT: Final = 0x4000
_POLL_MS: Final = 20
_KEYS: Final = MappingProxyType(
    {
        "Backspace": 0x08,
        "Tab": 0x09,
        "Return": 0x0D,
        "Enter": 0x0D,
        "Pause": 0x13,
        "Esc": 0x1B,
        "Space": 0x20,
        "PgUp": 0x21,
        "PgDown": 0x22,
        "End": 0x23,
        "Home": 0x24,
        "Left": 0x25,
        "Up": 0x26,
        "Right": 0x27,
        "Down": 0x28,
        "Print": 0x2C,
        "Ins": 0x2D,
        "Del": 0x2E,
        "Menu": 0x5D,
        "ScrollLock": 0x91,
        "Volume Mute": 0xAD,
        "Media Stop": 0xB2,
        "Media Play": 0xB3,
        **{f"F{number}": 0x6F + number for number in range(1, 25)},
    }
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a thread: its kind, and the number of the hot key it is about."""

    kind: int
    key: int


class Win32(Protocol):
    """What is used of Windows; all but `post_quit` is called on the thread that listens."""

    def thread_id(self) -> int:
        """Number of the calling thread, which has a queue of messages from then on."""

    def virtual_key(self, character: str) -> int | None:
        """The key that writes a character on the keyboard in use."""

    def register(self, key: int, modifiers: int, virtual_key: int) -> bool:
        """Register a hot key; False where another program has it."""

    def unregister(self, key: int) -> None:
        """Unregister a hot key."""

    def next_message(self) -> Message | None:
        """Wait for a message; None for the end."""

    def start_timer(self, interval_ms: int) -> int:
        """Have WM_TIMER posted repeatedly; returns the timer for `stop_timer`."""

    def stop_timer(self, timer: int) -> None:
        """Stop a timer."""

    def is_down(self, virtual_key: int) -> bool:
        """Whether a key is held now."""

    def post_quit(self, thread_id: int) -> None:
        """End a thread's messages."""


class WindowsKeys:
    """A `KeyListener`.

    Args:
        win32: makes what is used of the system; is called on the thread that listens.
    """

    def __init__(self, win32: Callable[[], Win32]) -> None:
        self._make = win32
        self._win32: Win32 | None = None
        self._thread: threading.Thread | None = None
        self._thread_id = 0
        self._is_ready = threading.Event()

    def start(self, wanted: Sequence[WantedKey], report: Report) -> None:
        """Listen; see KeyListener."""
        self._thread = threading.Thread(
            target=self._run, args=(tuple(wanted), report), name="keys-windows", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Unregister the keys; see KeyListener."""
        if self._thread is None:
            return
        # Before it has a queue, a thread loses what is posted to it.
        self._is_ready.wait()
        if self._win32 is not None:
            self._win32.post_quit(self._thread_id)
        self._thread.join()

    def _run(self, wanted: Sequence[WantedKey], report: Report) -> None:
        try:
            self._win32 = win32 = self._make()
            self._thread_id = win32.thread_id()
        finally:
            self._is_ready.set()
        _HotKeys(win32, report).serve(wanted)


class _HotKeys:
    def __init__(self, win32: Win32, report: Report) -> None:
        self._win32 = win32
        self._report = report
        self._held: dict[KeyAction, int] = {}
        self._timer: int | None = None

    def serve(self, wanted: Sequence[WantedKey]) -> None:
        """Report keys until the messages end."""
        registered: dict[int, tuple[KeyAction, int]] = {}
        refused = {}
        for number, key in enumerate(wanted, start=1):
            virtual_key = self._virtual_key(key.combination)
            modifiers = _modifiers(key.combination) | _MOD_NOREPEAT
            if virtual_key is None:
                refused[key.action] = Refusal.NO_SUCH_KEY
            elif self._win32.register(number, modifiers, virtual_key):
                registered[number] = (key.action, virtual_key)
            else:
                refused[key.action] = Refusal.TAKEN
        self._report(Bound(triggers={}, refused=refused))
        try:
            while (message := self._win32.next_message()) is not None:
                if message.kind == WM_HOTKEY and message.key in registered:
                    self._press(*registered[message.key])
                elif message.kind == WM_TIMER:
                    self._let_go()
        finally:
            self._stop_timer()
            for number in registered:
                self._win32.unregister(number)

    def _virtual_key(self, combination: Combination) -> int | None:
        if len(combination.key) == 1:
            return self._win32.virtual_key(combination.key)
        return _KEYS.get(combination.key)

    def _press(self, action: KeyAction, virtual_key: int) -> None:
        if action in self._held:
            return
        self._held[action] = virtual_key
        self._report(Pressed(action))
        if self._timer is None:
            self._timer = self._win32.start_timer(_POLL_MS)

    def _let_go(self) -> None:
        for action, virtual_key in list(self._held.items()):
            if not self._win32.is_down(virtual_key):
                del self._held[action]
                self._report(Released(action))
        if not self._held:
            self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._win32.stop_timer(self._timer)
            self._timer = None


def _modifiers(combination: Combination) -> int:
    """MOD_ALT, MOD_CONTROL, MOD_SHIFT and MOD_WIN."""
    return (
        0x1 * combination.alt
        | 0x2 * combination.ctrl
        | 0x4 * combination.shift
        | 0x8 * combination.meta
    )


class _Point(ctypes.Structure):
    _fields_ = (("x", ctypes.c_long), ("y", ctypes.c_long))


class _Msg(ctypes.Structure):
    """MSG of winuser.h."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("pt", _Point),
    )


class User32:
    """A `Win32`: Windows itself.

    Raises:
        OSError: this is another system.
    """

    def __init__(self) -> None:
        self._user, self._kernel = _library("user32"), _library("kernel32")
        handle, number, size = ctypes.c_void_p, ctypes.c_uint, ctypes.c_size_t
        for function, arguments, result in (
            (self._user.PeekMessageW, [ctypes.POINTER(_Msg), handle, number, number, number], None),
            (self._user.GetMessageW, [ctypes.POINTER(_Msg), handle, number, number], ctypes.c_int),
            (self._user.RegisterHotKey, [handle, ctypes.c_int, number, number], ctypes.c_int),
            (self._user.UnregisterHotKey, [handle, ctypes.c_int], ctypes.c_int),
            (self._user.VkKeyScanW, [ctypes.c_wchar], ctypes.c_short),
            (self._user.SetTimer, [handle, size, number, handle], size),
            (self._user.KillTimer, [handle, size], ctypes.c_int),
            (self._user.GetAsyncKeyState, [ctypes.c_int], ctypes.c_short),
            (self._user.PostThreadMessageW, [number, number, size, size], ctypes.c_int),
            (self._kernel.GetCurrentThreadId, [], number),
        ):
            _declare(function, arguments, result)

    def thread_id(self) -> int:
        """See Win32."""
        # To look for a message is what makes the queue.
        self._user.PeekMessageW(ctypes.byref(_Msg()), None, 0, 0, 0)
        return int(self._kernel.GetCurrentThreadId())

    def virtual_key(self, character: str) -> int | None:
        """See Win32."""
        found = int(self._user.VkKeyScanW(character.lower()))
        return None if found == -1 else found & 0xFF

    def register(self, key: int, modifiers: int, virtual_key: int) -> bool:
        """See Win32."""
        return bool(self._user.RegisterHotKey(None, key, modifiers, virtual_key))

    def unregister(self, key: int) -> None:
        """See Win32."""
        self._user.UnregisterHotKey(None, key)

    def next_message(self) -> Message | None:
        """See Win32."""
        message = _Msg()
        # 0 is WM_QUIT, -1 an error.
        if self._user.GetMessageW(ctypes.byref(message), None, 0, 0) <= 0:
            return None
        return Message(kind=int(message.message), key=int(message.wParam))

    def start_timer(self, interval_ms: int) -> int:
        """See Win32."""
        return int(self._user.SetTimer(None, 0, interval_ms, None))

    def stop_timer(self, timer: int) -> None:
        """See Win32."""
        self._user.KillTimer(None, timer)

    def is_down(self, virtual_key: int) -> bool:
        """See Win32."""
        # The sign is the key's state; the lowest bit tells of the past.
        return int(self._user.GetAsyncKeyState(virtual_key)) < 0

    def post_quit(self, thread_id: int) -> None:
        """See Win32."""
        self._user.PostThreadMessageW(thread_id, _WM_QUIT, 0, 0)


def _library(name: str) -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL(name)
    raise OSError(f"{name} is a library of Windows")


def _declare(function: Any, arguments: Sequence[object], result: object) -> None:
    function.argtypes = arguments
    function.restype = result
