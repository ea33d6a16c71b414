"""Keys from a portal on a private session bus."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("portals are elsewhere", allow_module_level=True)

from app.keys.contract import Bound, Failed, KeyAction, Pressed, Refusal, Released, Trouble
from app.keys.portal import PortalKeys
from tests.helpers.fake_portal import FakePortal, session_bus, why_no_bus
from tests.helpers.key_reports import Reports, wanted

pytestmark = pytest.mark.skipif(why_no_bus() is not None, reason=why_no_bus() or "")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with session_bus(tmp_path) as address:
        yield address


@contextmanager
def portal(bus: str, **options: object) -> Iterator[FakePortal]:
    made = FakePortal(bus, **options)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def listening(bus: str, **keys: str) -> Iterator[Reports]:
    reports = Reports()
    listener = PortalKeys(bus)
    listener.start(wanted(**keys), reports)
    try:
        yield reports
    finally:
        listener.close()


@pytest.mark.parametrize("early", [False, True])
def test_keys_are_asked_for_and_heard_while_they_are_held(bus: str, *, early: bool) -> None:
    chosen = {"hold_to_mute": "Super+M", "overlay": ""}
    with portal(bus, early=early, triggers=chosen) as desktop:
        with listening(bus, hold_to_mute="Ctrl+Alt+Space", overlay="Meta+Shift+K") as reports:
            assert desktop.read() == {
                "bound": {
                    "hold_to_mute": {
                        "description": "To hold_to_mute",
                        "preferred_trigger": "CTRL+ALT+space",
                    },
                    "overlay": {
                        "description": "To overlay",
                        "preferred_trigger": "SHIFT+LOGO+k",
                    },
                },
                "session": True,
                "parent": "",
                "app": "dragoman",
            }
            assert reports.next() == Bound(
                triggers={KeyAction.HOLD_TO_MUTE: "Super+M", KeyAction.OVERLAY: ""}, refused={}
            )
            desktop.say("Activated", name="hold_to_mute")
            # Some desktops say it again while the key is down.
            desktop.say("Activated", name="hold_to_mute")
            assert reports.next() == Pressed(KeyAction.HOLD_TO_MUTE)
            desktop.say("Activated", name="overlay")
            assert reports.next() == Pressed(KeyAction.OVERLAY)
            desktop.say("Deactivated", name="hold_to_mute")
            assert reports.next() == Released(KeyAction.HOLD_TO_MUTE)
        # Closed by the listener, not only by the end of its connection.
        assert desktop.read() == {"closed": True}
    assert reports.is_quiet


def test_what_is_not_for_us_is_not_heard(bus: str) -> None:
    with portal(bus) as desktop, listening(bus, overlay="F9") as reports:
        reports.next()
        other = "/org/freedesktop/portal/desktop/session/1_99/other"
        desktop.say("Activated", name="overlay", session=other)
        desktop.say("Activated", name="unknown")
        desktop.say("Deactivated", name="overlay")
        desktop.say("Closed", session=other)
        desktop.say("Activated", name="overlay")
        assert reports.next() == Pressed(KeyAction.OVERLAY)


def test_a_user_who_changes_the_keys_is_followed(bus: str) -> None:
    with portal(bus) as desktop, listening(bus, overlay="F9") as reports:
        reports.next()
        desktop.say("ShortcutsChanged", triggers={"overlay": "Ctrl+F1"})
        assert reports.next() == Bound(triggers={KeyAction.OVERLAY: "Ctrl+F1"}, refused={})


@pytest.mark.parametrize(
    ("options", "trouble"),
    [
        ({"answer": 1}, Trouble.DENIED),
        ({"answer": 2}, Trouble.NO_SERVICE),
        (
            {"refuses": "org.freedesktop.portal.Error.NotAllowed", "knows": False},
            Trouble.NOT_INSTALLED,
        ),
        ({"refuses": "org.freedesktop.DBus.Error.UnknownMethod"}, Trouble.NO_SERVICE),
    ],
)
def test_a_no_is_named(bus: str, options: dict[str, object], trouble: Trouble) -> None:
    with portal(bus, **options), listening(bus, overlay="F9") as reports:
        failed = reports.next()
        assert isinstance(failed, Failed)
        assert failed.trouble is trouble


def test_a_portal_without_a_registry_will_do(bus: str) -> None:
    with portal(bus, knows=False), listening(bus, overlay="F9") as reports:
        assert isinstance(reports.next(), Bound)


def test_without_a_portal_there_is_no_service(bus: str) -> None:
    with listening(bus, overlay="F9") as reports:
        failed = reports.next()
        assert isinstance(failed, Failed)
        assert failed.trouble is Trouble.NO_SERVICE


def test_without_a_bus_there_is_no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    reports = Reports()
    listener = PortalKeys()
    listener.start(wanted(overlay="F9"), reports)
    failed = reports.next()
    listener.close()
    assert isinstance(failed, Failed)
    assert failed.trouble is Trouble.NO_SERVICE


def test_a_session_that_the_desktop_closes_is_lost(bus: str) -> None:
    with portal(bus) as desktop, listening(bus, overlay="F9") as reports:
        reports.next()
        desktop.say("Closed")
        failed = reports.next()
        assert isinstance(failed, Failed)
        assert failed.trouble is Trouble.LOST


def test_a_portal_that_dies_is_lost(bus: str) -> None:
    with listening_beside_a_portal(bus) as (desktop, reports):
        desktop.close()
        failed = reports.next()
        assert isinstance(failed, Failed)
        assert failed.trouble is Trouble.LOST


@contextmanager
def listening_beside_a_portal(bus: str) -> Iterator[tuple[FakePortal, Reports]]:
    desktop = FakePortal(bus)
    with listening(bus, overlay="F9") as reports:
        reports.next()
        yield desktop, reports


def test_a_key_without_a_name_is_not_asked_for(bus: str) -> None:
    keys = {"overlay": "Launch (2)", "start_stop": "F9"}
    with portal(bus) as desktop, listening(bus, **keys) as reports:
        assert list(desktop.read()["bound"]) == ["start_stop"]
        bound = reports.next()
        assert isinstance(bound, Bound)
        assert bound.refused == {KeyAction.OVERLAY: Refusal.NO_SUCH_KEY}


def test_a_listener_ends_while_the_user_is_asked(bus: str) -> None:
    with portal(bus, answer=0, silent=True), listening(bus, overlay="F9") as reports:
        pass
    assert reports.is_quiet
