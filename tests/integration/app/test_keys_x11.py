"""Keys on a real X server that has no screen, pressed through its XTEST extension."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest

if sys.platform != "linux":
    pytest.skip("X11 is elsewhere", allow_module_level=True)

from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.ext import xtest

from app.keys.contract import Bound, Failed, KeyAction, Pressed, Refusal, Released, Trouble
from app.keys.x11 import X11Keys
from tests.helpers.key_reports import Reports, wanted

_XVFB = shutil.which("Xvfb")

pytestmark = pytest.mark.skipif(_XVFB is None, reason="needs Xvfb")

_REPEAT_S = 1.2
"""Longer than a server waits before a held key repeats."""


@dataclass
class Server:
    """An X server and a person at its keyboard, with another program in front."""

    name: str
    process: subprocess.Popen[bytes]
    display: Display = field(init=False)
    _others: list[Display] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.display = Display(self.name)
        screen = self.display.screen()
        self._window = screen.root.create_window(
            0, 0, 99, 99, 0, screen.root_depth, event_mask=X.KeyPressMask | X.KeyReleaseMask
        )
        self._window.map()
        self.display.sync()
        self._window.set_input_focus(X.RevertToNone, X.CurrentTime)
        self.display.sync()

    def another(self) -> Display:
        """The connection of another program."""
        self._others.append(Display(self.name))
        return self._others[-1]

    def close(self) -> None:
        for display in [self.display, *self._others]:
            display.close()
        self._others.clear()

    def key(self, name: str, *, is_down: bool) -> None:
        code = self.display.keysym_to_keycode(XK.string_to_keysym(name))
        assert code, name
        xtest.fake_input(self.display, X.KeyPress if is_down else X.KeyRelease, code)
        self.display.sync()

    def down(self, *names: str) -> None:
        for name in names:
            self.key(name, is_down=True)

    def up(self, *names: str) -> None:
        for name in names:
            self.key(name, is_down=False)

    def tap(self, *names: str) -> None:
        self.down(*names)
        self.up(*reversed(names))

    def typed(self) -> list[int]:
        """Key codes that went down in the other program since the last call."""
        self.display.sync()
        events = [self.display.next_event() for _ in range(self.display.pending_events())]
        return [event.detail for event in events if event.type == X.KeyPress]

    def code(self, name: str) -> int:
        return self.display.keysym_to_keycode(XK.string_to_keysym(name))

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def server() -> Iterator[Server]:
    assert _XVFB is not None
    # With -displayfd the server takes a free number and says which when it is ready.
    process = subprocess.Popen(  # noqa: S603 - the path is the system's own
        [_XVFB, "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    with process.stdout:
        number = process.stdout.readline().decode().strip()
    try:
        running = Server(f":{number}", process)
        yield running
        with suppress(error.ConnectionClosedError):
            running.close()
    finally:
        process.terminate()
        process.wait()


@contextmanager
def listening(server: Server, **keys: str) -> Iterator[Reports]:
    """Listen; the first report says that the keys are there."""
    reports = Reports()
    listener = X11Keys(server.name)
    listener.start(wanted(**keys), reports)
    try:
        yield reports
    finally:
        listener.close()


def test_a_key_is_heard_while_another_program_is_in_front(server: Server) -> None:
    with listening(server, start_stop="Ctrl+Alt+Return", overlay="F9") as reports:
        assert reports.next() == Bound(triggers={}, refused={})
        server.tap("a")
        assert server.typed() == [server.code("a")]
        server.tap("Control_L", "Alt_L", "Return")
        assert reports.next() == Pressed(KeyAction.START_STOP)
        assert reports.next() == Released(KeyAction.START_STOP)
        assert server.code("Return") not in server.typed()
        # The same key without its modifiers is the other program's.
        server.tap("Return")
        assert server.typed() == [server.code("Return")]
        server.tap("F9")
        assert reports.next() == Pressed(KeyAction.OVERLAY)
        assert reports.next() == Released(KeyAction.OVERLAY)
    assert reports.is_quiet


def test_a_held_key_is_one_press_however_long(server: Server) -> None:
    with listening(server, hold_to_mute="Ctrl+Alt+Space") as reports:
        reports.next()
        server.down("Control_L", "Alt_L", "space")
        assert reports.next() == Pressed(KeyAction.HOLD_TO_MUTE)
        time.sleep(_REPEAT_S)
        assert reports.is_quiet
        # Fingers leave the modifiers first, as they please.
        server.up("Control_L", "Alt_L")
        assert reports.is_quiet
        server.up("space")
        assert reports.next() == Released(KeyAction.HOLD_TO_MUTE)


def test_the_server_of_this_test_does_repeat(server: Server) -> None:
    """Else the test above proves nothing."""
    server.down("a")
    time.sleep(_REPEAT_S)
    server.up("a")
    assert len(server.typed()) > 3


@pytest.mark.parametrize("lock", ["Num_Lock", "Caps_Lock"])
def test_locks_do_not_matter(server: Server, lock: str) -> None:
    with listening(server, overlay="Ctrl+Alt+K") as reports:
        assert reports.next() == Bound(triggers={}, refused={})
        server.tap(lock)
        server.tap("Control_L", "Alt_L", "k")
        assert reports.next() == Pressed(KeyAction.OVERLAY)
        assert reports.next() == Released(KeyAction.OVERLAY)


def test_what_another_program_holds_is_said_and_the_rest_works(server: Server) -> None:
    other = server.another()
    modifiers = X.ControlMask | X.Mod1Mask
    other.screen().root.grab_key(
        server.code("k"),
        modifiers,
        False,
        X.GrabModeAsync,
        X.GrabModeAsync,
    )
    other.sync()
    with listening(server, overlay="Ctrl+Alt+K", start_stop="F9") as reports:
        assert reports.next() == Bound(triggers={}, refused={KeyAction.OVERLAY: Refusal.TAKEN})
        server.tap("F9")
        assert reports.next() == Pressed(KeyAction.START_STOP)
        assert reports.next() == Released(KeyAction.START_STOP)
        # The other program still has it, under every lock.
        server.tap("Control_L", "Alt_L", "k")
        event = other.next_event()
        while event.type == X.MappingNotify:
            event = other.next_event()
        assert event.detail == server.code("k")


def test_a_key_is_given_back(server: Server) -> None:
    for _ in range(3):
        with listening(server, overlay="F9") as reports:
            assert reports.next() == Bound(triggers={}, refused={})
        server.tap("F9")
        assert server.code("F9") in server.typed()


def test_a_key_that_the_keyboard_lacks_is_said(server: Server) -> None:
    with listening(server, overlay="Ctrl+Ж") as reports:
        assert reports.next() == Bound(
            triggers={}, refused={KeyAction.OVERLAY: Refusal.NO_SUCH_KEY}
        )


def test_another_layout_moves_the_key(server: Server) -> None:
    with listening(server, overlay="Ctrl+K") as reports:
        reports.next()
        before, spare = (
            server.code("k"),
            server.code("F20") or server.display.display.info.max_keycode,
        )
        letters = server.display.get_keyboard_mapping(before, 1)
        server.display.change_keyboard_mapping(spare, letters)
        server.display.change_keyboard_mapping(before, [(X.NoSymbol,) * len(letters[0])])
        server.display.sync()
        assert reports.next() == Bound(triggers={}, refused={})
        while reports.is_quiet:
            server.down("Control_L")
            xtest.fake_input(server.display, X.KeyPress, spare)
            xtest.fake_input(server.display, X.KeyRelease, spare)
            server.up("Control_L")
            time.sleep(0.1)
        heard = reports.next()
        while isinstance(heard, Bound):
            heard = reports.next()
        assert heard == Pressed(KeyAction.OVERLAY)


def test_a_server_that_is_gone_ends_it(server: Server) -> None:
    with listening(server, overlay="F9") as reports:
        reports.next()
        server.end()
        lost = reports.next()
        assert isinstance(lost, Failed)
        assert lost.trouble is Trouble.LOST


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # python-xlib leaves its attempt
def test_without_a_server_there_is_no_service() -> None:
    reports = Reports()
    listener = X11Keys(":4711")
    listener.start(wanted(overlay="F9"), reports)
    failed = reports.next()
    listener.close()
    assert isinstance(failed, Failed)
    assert failed.trouble is Trouble.NO_SERVICE
