"""The look for a newer version: only where it is wanted, and nothing but the question is sent."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.viewmodels import updates
from app.viewmodels.updates import Release, Updates, is_newer, read_release, releases_address
from app.windows.settings import SettingsDialog
from tests.unit.app.conftest import World

_DAY_S = 86_400.0
_PAGE = "https://example.org/releases/v0.3.0"


@dataclass
class Server:
    """Answers as the releases API does, and keeps what it was sent."""

    address: str = ""
    status: int = 200
    location: str = ""
    body: bytes = json.dumps({"tag_name": "v0.3.0", "html_url": _PAGE}).encode()
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            state.requests.append((self.requestline, dict(self.headers)))
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(state.body)))
            self.send_header("Set-Cookie", "visitor=1")
            if state.location:
                self.send_header("Location", state.location)
            self.end_headers()
            self.wfile.write(state.body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing on standard error."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{http.server_port}/repos/a/b/releases/latest"
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    yield state
    http.shutdown()
    thread.join()
    http.server_close()


@dataclass(kw_only=True)
class Asking:
    """An Updates with a clock of the test's own."""

    updates: Updates
    found: list[Release]
    time_s: float = 1_800_000_000.0

    def again(self) -> "Asking":
        """The program is started anew."""
        before = self.updates
        asking = make_asking(before._stamp, before._address.toString())
        asking.time_s = self.time_s
        return asking


def make_asking(stamp: Path, address: str, version: str = "0.2.0") -> Asking:
    asking: Asking
    looking = Updates(stamp, address=address, version=version, now=lambda: asking.time_s)
    found: list[Release] = []
    looking.found.connect(found.append)
    asking = Asking(updates=looking, found=found)
    return asking


@pytest.fixture
def asking(qtbot: QtBot, tmp_path: Path, server: Server) -> Asking:
    del qtbot  # the application
    return make_asking(tmp_path / "data" / "asked", server.address)


def ask(qtbot: QtBot, asking: Asking) -> None:
    asking.updates.set_wanted(is_wanted=True)
    qtbot.waitUntil(lambda: asking.updates._reply is None)


def test_a_newer_version_is_told(qtbot: QtBot, asking: Asking) -> None:
    ask(qtbot, asking)
    assert asking.found == [Release(version="0.3.0", page=_PAGE)]


@pytest.mark.parametrize("version", ["0.3.0", "0.10.0", "1.0"])
def test_one_that_is_no_newer_is_not(
    qtbot: QtBot, tmp_path: Path, server: Server, version: str
) -> None:
    asking = make_asking(tmp_path / "asked", server.address, version)
    ask(qtbot, asking)
    assert (len(server.requests), asking.found) == (1, [])


def test_the_request_says_nothing_of_the_user(qtbot: QtBot, asking: Asking, server: Server) -> None:
    ask(qtbot, asking)
    asking.time_s += _DAY_S
    asking.updates._ask_once_a_day()
    qtbot.waitUntil(lambda: asking.updates._reply is None)
    for line, headers in server.requests:
        assert line == "GET /repos/a/b/releases/latest HTTP/1.1"
        # How the bytes travel is Qt's; a cookie of the first answer would be in the second.
        transport = {"Host", "Connection", "Accept-Encoding"}
        assert {k: v for k, v in headers.items() if k not in transport} == {
            "User-Agent": "Dragoman",
            "Accept-Language": "en",
            "Accept": "application/json",
        }
    assert len(server.requests) == 2


def test_it_asks_once_a_day_however_often_it_starts(
    qtbot: QtBot, asking: Asking, server: Server
) -> None:
    server.status = 500  # also where nothing came of it
    ask(qtbot, asking)
    asking.updates.set_wanted(is_wanted=False)
    ask(qtbot, asking)
    second = asking.again()
    second.time_s += _DAY_S - 1
    ask(qtbot, second)
    assert len(server.requests) == 1
    third = second.again()
    third.time_s += 1
    ask(qtbot, third)
    assert len(server.requests) == 2


def test_a_clock_that_was_wrong_does_not_silence_it(
    qtbot: QtBot, asking: Asking, server: Server
) -> None:
    ask(qtbot, asking)
    earlier = asking.again()
    earlier.time_s -= 365 * _DAY_S
    ask(qtbot, earlier)
    assert len(server.requests) == 2


def test_it_does_not_ask_where_it_cannot_remember_that(
    qtbot: QtBot, tmp_path: Path, server: Server
) -> None:
    (tmp_path / "file").touch()
    asking = make_asking(tmp_path / "file" / "asked", server.address)
    ask(qtbot, asking)
    assert server.requests == []


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"null", b"{}", b"\xff", b'{"tag_name": 3, "html_url": "https://a"}'),
        b'{"tag_name": "v0.3.0", "html_url": "file:///etc/passwd"}',
        b'{"tag_name": "v0.3.0-rc1", "html_url": "https://a"}',
    ],
)
def test_an_answer_that_makes_no_sense_is_none(body: bytes) -> None:
    assert read_release(body) is None


def test_a_flood_is_cut_off(
    qtbot: QtBot, asking: Asking, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_MOST_BYTES", 1000)
    server.body = server.body + b" " * 1_000_000
    ask(qtbot, asking)
    assert asking.found == []


def test_versions_are_compared_as_numbers() -> None:
    assert is_newer("0.10", "0.9.9")
    assert not is_newer("1.0", "1.0.0")
    assert not is_newer("latest", "0.1")


def test_a_build_that_nobody_published_asks_nobody() -> None:
    assert releases_address() == ""
    assert Updates(Path("nowhere"), address=releases_address()).host == ""


def test_nothing_is_asked_unless_the_user_wants_it(
    qtbot: QtBot, world: World, server: Server, tmp_path: Path
) -> None:
    assert not Settings().asks_for_updates
    controller = world.controller
    controller.updates = Updates(tmp_path / "asked", address=server.address, version="0.2.0")
    controller.open()
    qtbot.waitUntil(lambda: world.is_idle)
    qtbot.wait(200)
    assert server.requests == []
    assert not (tmp_path / "asked").exists()


def test_the_window_tells_it_once_the_switch_is_on(
    qtbot: QtBot, world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "app.controller.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    controller = world.controller
    controller.updates._address = server.address  # type: ignore[assignment]
    monkeypatch.setattr(type(controller.updates), "host", property(lambda _: "127.0.0.1"))
    dialog = SettingsDialog(controller.preferences, controller.keys, controller.updates)
    qtbot.addWidget(dialog)
    box = dialog.appearance.updates
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
    box.click()
    qtbot.waitUntil(lambda: any(n.key == "update" for n in controller.notices.notices))
    (notice,) = [n for n in controller.notices.notices if n.key == "update"]
    assert "0.3.0" in notice.text
    assert controller.updates.version in notice.text
    assert notice.button is not None
    notice.button.act()
    assert opened == [_PAGE]
    assert len(server.requests) == 1


def test_there_is_no_switch_where_there_is_nobody_to_ask(qtbot: QtBot, world: World) -> None:
    controller = world.controller
    dialog = SettingsDialog(controller.preferences, controller.keys, controller.updates)
    qtbot.addWidget(dialog)
    assert dialog.appearance.updates is None
    world.preferences.change(replace(world.preferences.settings, asks_for_updates=True))
    assert controller.updates._reply is None
