"""Keys on Wayland: the desktop's portal, org.freedesktop.portal.GlobalShortcuts, on a thread.

The desktop asks the user and may give other keys than the wanted ones, now or later. Sources: the
portals' documentation (https://flatpak.github.io/xdg-desktop-portal/docs/) for GlobalShortcuts,
Request, Session and host.portal.Registry; triggers are written as the shortcuts specification of
freedesktop.org says.
"""

import itertools
import os
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

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
from engine.errors import OutputError
from engine.output import output_errors

APP_ID: Final = "dragoman"
"""The name of the entry, by which a desktop knows a program."""
_OURS: Final = "X-Dragoman-Made=true"
_SPECIAL: Final = '"`$\\'
PORTAL: Final = "org.freedesktop.portal.Desktop"
OBJECT: Final = "/org/freedesktop/portal/desktop"
SHORTCUTS: Final = "org.freedesktop.portal.GlobalShortcuts"
REQUEST: Final = "org.freedesktop.portal.Request"
SESSION: Final = "org.freedesktop.portal.Session"
REGISTRY: Final = "org.freedesktop.host.portal.Registry"
_NOT_ALLOWED: Final = "org.freedesktop.portal.Error.NotAllowed"
_CALL_S: Final = 5.0
_GRANTED: Final = 0
_CANCELLED: Final = 1
_TROUBLES: Final[Mapping[str, Trouble]] = MappingProxyType({_NOT_ALLOWED: Trouble.NOT_INSTALLED})


def ensure_menu_entry(
    environment: Mapping[str, str], *, home: Path, command: Sequence[str], icon: Path
) -> None:
    """Write the entry where there is none, or where ours leads to a Dragoman that has moved.

    Args:
        environment: says where a desktop looks.
        home: of the user.
        command: opens the window.
        icon: a picture of it.

    Raises:
        OutputError: it cannot be written.
    """
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    places = [own, *(Path(folder) for folder in shared.split(":") if folder)]
    entries = [place / "applications" / f"{APP_ID}.desktop" for place in places]
    text = _entry(command, icon)
    for path in entries:
        if path.is_file():
            present = path.read_text(encoding="utf-8", errors="replace")
            if _OURS not in present or present == text:
                return
            break
    with output_errors(entries[0]):
        entries[0].parent.mkdir(parents=True, exist_ok=True)
        fresh = entries[0].with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(entries[0])


def _entry(command: Sequence[str], icon: Path) -> str:
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.5",
            "Name=Dragoman",
            "GenericName=Live interpreter",
            f"Exec={' '.join(map(_quoted, command))}",
            f"Icon={icon}",
            "Terminal=false",
            "StartupNotify=true",
            f"StartupWMClass={APP_ID}",
            "Categories=AudioVideo;Audio;",
            _OURS,
            "",
        )
    )


def _quoted(argument: str) -> str:
    """An argument as the specification's section on Exec quotes it, and then its strings."""
    quoted = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in argument)
    # A backslash is doubled once more, as in every string of such a file; % begins a field code.
    return '"' + quoted.replace("\\", "\\\\").replace("%", "%%") + '"'


class PortalKeys:
    """A `KeyListener`.

    Args:
        bus: address of a session bus; None for the user's own.
        prepare: has the desktop know this program; is called on the thread that listens.
    """

    def __init__(
        self, bus: str | None = None, *, prepare: Callable[[], None] = lambda: None
    ) -> None:
        self._bus = bus or "SESSION"
        self._prepare = prepare
        self._thread = WakableThread("keys-portal")

    def start(self, wanted: Sequence[WantedKey], report: Report) -> None:
        """Listen; see KeyListener."""
        keys = tuple(wanted)
        self._thread.start(lambda waker: self._run(keys, report, waker))

    def close(self) -> None:
        """Unregister the keys; see KeyListener."""
        self._thread.close()

    def _run(self, wanted: Sequence[WantedKey], report: Report, waker: Waker) -> None:
        try:
            connection = open_dbus_connection(self._bus)
        # KeyError: the environment names no bus. The others: what it names cannot be used.
        except (OSError, KeyError, RuntimeError, ValueError) as problem:
            report(Failed(Trouble.NO_SERVICE, f"there is no session bus ({problem})"))
            return
        session = _Session(connection, waker, report)
        try:
            self._prepare()
            session.serve(wanted)
        except _AskedToEndError:
            session.end()
        except _PortalError as problem:
            report(Failed(problem.trouble, str(problem)))
        except DBusErrorResponse as problem:
            report(Failed(_TROUBLES.get(problem.name, Trouble.NO_SERVICE), str(problem)))
        except OutputError as problem:
            report(Failed(Trouble.NOT_INSTALLED, str(problem)))
        except TimeoutError:
            report(Failed(Trouble.NO_SERVICE, "the desktop's portal does not answer"))
        except OSError as problem:
            report(Failed(Trouble.LOST, f"the session bus is gone ({problem})"))
        finally:
            connection.close()


class _AskedToEndError(Exception):
    """Somebody woke the thread."""


class _PortalError(Exception):
    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble = trouble


class _Session:
    """A session of the portal on a connection of its own."""

    def __init__(self, connection: DBusConnection, waker: Waker, report: Report) -> None:
        self._connection = connection
        self._waker = waker
        self._report = report
        self._early: deque[Message] = deque()
        self._tokens = itertools.count()
        self._handle = ""
        self._held: set[KeyAction] = set()
        self._wanted: dict[str, KeyAction] = {}

    def serve(self, wanted: Sequence[WantedKey]) -> None:
        """Bind the keys and report them, until there is a reason to stop.

        Raises:
            _AskedToEndError: somebody wakes.
            _PortalError: the portal or the user says no, or takes the keys back.
            DBusErrorResponse: the portal is not there, or is an older one.
            TimeoutError: it does not answer.
            OSError: the bus is gone.
        """
        refused = {}
        shortcuts = []
        for key in wanted:
            trigger = _trigger(key.combination)
            options = {"description": ("s", key.description)}
            if trigger is None:
                refused[key.action] = Refusal.NO_SUCH_KEY
                continue
            self._wanted[key.action.value] = key.action
            options["preferred_trigger"] = ("s", trigger)
            shortcuts.append((key.action.value, options))
        self._watch()
        self._introduce()
        created = self._request(
            lambda token: (
                "CreateSession",
                "a{sv}",
                (
                    {
                        "handle_token": ("s", token),
                        "session_handle_token": ("s", f"dragoman_{os.getpid()}_{token}"),
                    },
                ),
            )
        )
        if "session_handle" not in created:
            raise _PortalError(Trouble.NO_SERVICE, "the portal named no session")
        self._handle = str(created["session_handle"][1])
        bound = self._request(
            lambda token: (
                "BindShortcuts",
                "oa(sa{sv})sa{sv}",
                (self._handle, shortcuts, "", {"handle_token": ("s", token)}),
            )
        )
        given = bound.get("shortcuts", ("", ()))[1]
        self._report(Bound(triggers=self._triggers(given), refused=refused))
        while True:
            self._handle_signal(self._next(), refused)

    def end(self) -> None:
        """Close the session, whether or not the portal listens."""
        if self._handle:
            address = DBusAddress(self._handle, bus_name=PORTAL, interface=SESSION)
            with suppress(OSError):
                self._connection.send(new_method_call(address, "Close"))

    def _watch(self) -> None:
        """Have the bus send what the portal signals."""
        rules = [
            MatchRule(type="signal", sender=PORTAL, interface=interface)
            for interface in (SHORTCUTS, REQUEST, SESSION)
        ]
        owner = MatchRule(type="signal", sender=message_bus.bus_name, member="NameOwnerChanged")
        owner.add_arg_condition(0, PORTAL)
        for rule in [*rules, owner]:
            self._call(message_bus.AddMatch(rule))

    def _introduce(self) -> None:
        """Name the program: by itself, the portal knows only programs that a menu started."""
        address = DBusAddress(OBJECT, bus_name=PORTAL, interface=REGISTRY)
        # Older portals have no registry, and newer ones no entry of a program that is not
        # installed: whether that matters, CreateSession says.
        with suppress(DBusErrorResponse):
            self._call(new_method_call(address, "Register", "sa{sv}", (APP_ID, {})))

    def _request(
        self, make: Callable[[str], tuple[str, str, tuple[object, ...]]]
    ) -> dict[str, Any]:
        """Call a method whose answer comes later, and wait for that as long as it takes.

        Args:
            make: gives method, signature and arguments for a token.
        """
        method, signature, arguments = make(f"dragoman{next(self._tokens)}")
        address = DBusAddress(OBJECT, bus_name=PORTAL, interface=SHORTCUTS)
        (handle,) = self._call(new_method_call(address, method, signature, arguments))
        while True:
            message = self._next()
            if _header(message, HeaderFields.path) == handle and _is(message, REQUEST, "Response"):
                code, results = message.body
                break
            self._check_alive(message)
        if code == _GRANTED:
            return dict(results)
        trouble = Trouble.DENIED if code == _CANCELLED else Trouble.NO_SERVICE
        raise _PortalError(trouble, f"{method} was answered with {code}")

    def _call(self, message: Message) -> tuple[Any, ...]:
        """Call a method; what else comes meanwhile waits for `_next`."""
        serial = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=serial)
        deadline_s = time.monotonic() + _CALL_S
        while True:
            answer = self._receive(max(0.0, deadline_s - time.monotonic()))
            if _header(answer, HeaderFields.reply_serial) == serial:
                return tuple(unwrap_msg(answer))
            self._early.append(answer)

    def _next(self) -> Message:
        return self._early.popleft() if self._early else self._receive(None)

    def _receive(self, timeout_s: float | None) -> Message:
        while True:
            # What was read already is in the connection's parser and not in the socket.
            with suppress(TimeoutError):
                return self._connection.receive(timeout=0)
            before_s = time.monotonic()
            if not self._waker.wait(self._connection.sock.fileno(), timeout_s):
                raise _AskedToEndError
            if timeout_s is not None:
                timeout_s -= time.monotonic() - before_s
                if timeout_s <= 0:
                    raise TimeoutError

    def _handle_signal(self, message: Message, refused: Mapping[KeyAction, Refusal]) -> None:
        self._check_alive(message)
        if _is(message, SHORTCUTS, "Activated") or _is(message, SHORTCUTS, "Deactivated"):
            session, name = message.body[:2]
            action = self._wanted.get(name)
            if session == self._handle and action is not None:
                self._change(action, is_down=_is(message, SHORTCUTS, "Activated"))
        elif _is(message, SHORTCUTS, "ShortcutsChanged"):
            session, shortcuts = message.body
            if session == self._handle:
                self._report(Bound(triggers=self._triggers(shortcuts), refused=refused))

    def _change(self, action: KeyAction, *, is_down: bool) -> None:
        # Some desktops repeat Activated while a key is held.
        if is_down is (action in self._held):
            return
        if is_down:
            self._held.add(action)
            self._report(Pressed(action))
        else:
            self._held.remove(action)
            self._report(Released(action))

    def _check_alive(self, message: Message) -> None:
        if _is(message, SESSION, "Closed") and (
            _header(message, HeaderFields.path) == self._handle
        ):
            raise _PortalError(Trouble.LOST, "the desktop closed the session")
        # It has no owner before the first call starts it.
        if _is(message, "org.freedesktop.DBus", "NameOwnerChanged") and message.body[1]:
            raise _PortalError(Trouble.LOST, "the desktop's portal is another one now")

    def _triggers(self, shortcuts: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[KeyAction, str]:
        """What to press, by action; empty text for those to which the user gave no key."""
        described = {
            name: str(options.get("trigger_description", ("s", ""))[1])
            for name, options in shortcuts
        }
        return {action: described.get(name, "") for name, action in self._wanted.items()}


def _header(message: Message, field: HeaderFields) -> object:
    return message.header.fields.get(field)


def _is(message: Message, interface: str, member: str) -> bool:
    """Whether it is a signal of that name; the bus itself vouches for who sent it."""
    return (
        message.header.message_type is MessageType.signal
        and _header(message, HeaderFields.interface) == interface
        and _header(message, HeaderFields.member) == member
    )


def _trigger(combination: Combination) -> str | None:
    """As the shortcuts specification writes it: "CTRL+ALT+m"."""
    name = keysym_name(combination.key)
    if name is None:
        return None
    held = (
        (combination.ctrl, "CTRL"),
        (combination.alt, "ALT"),
        (combination.shift, "SHIFT"),
        (combination.meta, "LOGO"),
    )
    return "+".join([*(text for is_held, text in held if is_held), name])
