"""A desktop's portal for keys, on a session bus of its own.

Does what the documentation of org.freedesktop.portal.GlobalShortcuts says, in a process apart that
a test steers line by line: see `FakePortal`. Run as a program, this file is that process.
"""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

PORTAL = "org.freedesktop.portal.Desktop"
OBJECT = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
REGISTRY = "org.freedesktop.host.portal.Registry"

_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def why_no_bus() -> str | None:
    """Why there can be no private bus; None where there can."""
    return None if shutil.which("dbus-daemon") else "needs dbus-daemon"


@contextmanager
def session_bus(folder: Path) -> Iterator[str]:
    """A bus that nobody else is on; gives its address."""
    program = shutil.which("dbus-daemon")
    assert program is not None
    configuration, socket = folder / "bus.conf", folder / "bus"
    configuration.write_text(_CONFIGURATION.format(socket=socket))
    process = subprocess.Popen(  # noqa: S603 - the path is the system's own
        [program, f"--config-file={configuration}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        with process.stdout:
            yield process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.wait()


class FakePortal:
    """A portal that is running.

    Args:
        address: of the bus.
        options: `answer`, the code of requests (0 unless told); `refuses`, an error that
            CreateSession gives; `knows`, whether the program is in the menu; `triggers`, what the
            user chose, by shortcut; `early`, whether answers come before the
            call returns; `silent`, whether none comes.
    """

    def __init__(self, address: str, **options: object) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this file
            [sys.executable, __file__, address, json.dumps(options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.read() == {"is": "ready"}

    def read(self) -> dict[str, Any]:
        """What happened next at the portal."""
        assert self._process.stdout is not None
        line: dict[str, Any] = json.loads(self._process.stdout.readline())
        return line

    def say(self, what: str, **arguments: object) -> None:
        """Have it signal something."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"say": what, **arguments}) + "\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate()


@dataclass
class _Portal:
    """The process's side."""

    connection: Any
    options: Mapping[str, Any]
    session: str = ""
    app: str = ""

    def serve(self) -> None:
        while True:
            message = self.connection.receive()
            if message.header.message_type is MessageType.method_call:
                fields = message.header.fields
                self._answer(message, fields[HeaderFields.member], fields[HeaderFields.sender])

    def _answer(self, message: Any, member: str, sender: str) -> None:
        match member:
            case "Register":
                if not self.options.get("knows", True):
                    error = new_error(message, "org.freedesktop.portal.Error.Failed", "s", ("no",))
                    self.connection.send(error)
                    return
                self.app = message.body[0]
                self.connection.send(new_method_return(message))
            case "CreateSession":
                if name := self.options.get("refuses"):
                    self.connection.send(new_error(message, name, "s", ("An app id is required",)))
                    return
                (options,) = message.body
                path = sender.lstrip(":").replace(".", "_")
                self.session = f"{OBJECT}/session/{path}/{options['session_handle_token'][1]}"
                results = {"session_handle": ("s", self.session)}
                self._respond(message, sender, options, results)
            case "BindShortcuts":
                session, shortcuts, parent, options = message.body
                tell(
                    bound={name: {k: v[1] for k, v in o.items()} for name, o in shortcuts},
                    session=session == self.session,
                    parent=parent,
                    app=self.app,
                )
                self._respond(message, sender, options, {"shortcuts": self.shortcuts(shortcuts)})
            case "Close":
                tell(closed=True)
                self.connection.send(new_method_return(message))
            case _:
                self.connection.send(
                    new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", (member,))
                )

    def shortcuts(self, asked: Any) -> tuple[str, Any]:
        triggers = self.options.get("triggers", {})
        return (
            "a(sa{sv})",
            [
                (
                    name,
                    {
                        "description": options["description"],
                        "trigger_description": ("s", triggers.get(name, "Press it")),
                    },
                )
                for name, options in asked
            ],
        )

    def _respond(
        self, message: Any, sender: str, options: Mapping[str, Any], results: Mapping[str, Any]
    ) -> None:
        path = f"{OBJECT}/request/{sender.lstrip(':').replace('.', '_')}"
        handle = f"{path}/{options['handle_token'][1]}"
        answer = new_method_return(message, "o", (handle,))
        code = self.options.get("answer", 0)
        if self.options.get("silent"):
            self.connection.send(answer)
        elif self.options.get("early"):
            self.emit(handle, REQUEST, "Response", "ua{sv}", (code, results))
            self.connection.send(answer)
        else:
            self.connection.send(answer)
            self.emit(handle, REQUEST, "Response", "ua{sv}", (code, results))

    def emit(
        self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]
    ) -> None:
        self.connection.send(
            new_signal(DBusAddress(path, interface=interface), member, signature, body)
        )

    def obey(self, order: Mapping[str, Any]) -> None:
        session = order.get("session") or self.session
        match order["say"]:
            case "Activated" | "Deactivated" as member:
                body: tuple[object, ...] = (session, order["name"], 0, {})
                self.emit(OBJECT, SHORTCUTS, member, "osta{sv}", body)
            case "ShortcutsChanged":
                shortcuts = [
                    (name, {"trigger_description": ("s", text)})
                    for name, text in order["triggers"].items()
                ]
                self.emit(OBJECT, SHORTCUTS, "ShortcutsChanged", "oa(sa{sv})", (session, shortcuts))
            case "Closed":
                self.emit(session, SESSION, "Closed", "a{sv}", ({},))


def tell(**what: object) -> None:
    """Say to the test what happened."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Be the portal."""
    connection = open_dbus_connection(sys.argv[1])
    portal = _Portal(connection, json.loads(sys.argv[2]))
    Proxy(message_bus, connection).RequestName(PORTAL)
    tell(**{"is": "ready"})
    threading.Thread(target=portal.serve, daemon=True).start()
    for line in sys.stdin:
        portal.obey(json.loads(line))


if __name__ == "__main__":
    main()
