"""The keeper of keys over a listener that says what the test says."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.keys.contract import Bound, Failed, KeyAction, Pressed, Refusal, Released, Trouble
from app.keys.system import KeySystem
from app.settings import GlobalShortcuts
from app.viewmodels.keys import GlobalKeys, KeyState
from tests.helpers.fake_keys import FakeListeners

ON = GlobalShortcuts(is_on=True)


class Heard:
    """What the keeper said."""

    def __init__(self, keys: GlobalKeys) -> None:
        self.events: list[tuple[str, KeyAction]] = []
        keys.pressed.connect(lambda action: self.events.append(("down", action)))
        keys.released.connect(lambda action: self.events.append(("up", action)))


@pytest.fixture
def listeners() -> FakeListeners:
    return FakeListeners()


@pytest.fixture
def keys(qtbot: QtBot, listeners: FakeListeners) -> GlobalKeys:
    del qtbot
    return GlobalKeys(KeySystem.X11, make=lambda _: listeners.make())


def test_nothing_is_asked_for_that_was_not_switched_on(
    keys: GlobalKeys, listeners: FakeListeners
) -> None:
    keys.listen(GlobalShortcuts())
    assert listeners.made == []
    assert keys.state == KeyState()


def test_keys_are_passed_on_in_the_windows_thread(
    qtbot: QtBot, keys: GlobalKeys, listeners: FakeListeners
) -> None:
    heard = Heard(keys)
    keys.listen(ON)
    (listener,) = listeners.made
    assert {key.action for key in listener.wanted} == set(KeyAction)
    assert all(key.description for key in listener.wanted)
    listener.say(Pressed(KeyAction.START_STOP))
    listener.say(Released(KeyAction.START_STOP))
    assert heard.events == []
    qtbot.waitUntil(lambda: len(heard.events) == 2)
    assert heard.events == [("down", KeyAction.START_STOP), ("up", KeyAction.START_STOP)]


def test_other_keys_are_another_listener_and_the_same_are_not(
    keys: GlobalKeys, listeners: FakeListeners
) -> None:
    keys.listen(ON)
    keys.listen(replace(ON))
    assert len(listeners.made) == 1
    keys.listen(replace(ON, overlay="Ctrl+Alt+U"))
    assert [made.is_closed for made in listeners.made] == [True, False]
    keys.listen(replace(ON, is_on=False))
    assert [made.is_closed for made in listeners.made] == [True, True]


def test_what_a_closed_listener_says_late_is_not_heard(
    qtbot: QtBot, keys: GlobalKeys, listeners: FakeListeners
) -> None:
    heard = Heard(keys)
    keys.listen(ON)
    listeners.made[0].say(Pressed(KeyAction.OVERLAY))
    keys.listen(replace(ON, overlay="Ctrl+Alt+U"))
    listeners.made[1].say(Pressed(KeyAction.START_STOP))
    qtbot.waitUntil(lambda: bool(heard.events))
    assert heard.events == [("down", KeyAction.START_STOP)]


@pytest.mark.parametrize("ends", ["switched off", "closed", "failed"])
def test_nobody_stays_muted_by_a_key_whose_listener_has_ended(
    qtbot: QtBot, keys: GlobalKeys, listeners: FakeListeners, ends: str
) -> None:
    heard = Heard(keys)
    keys.listen(ON)
    listeners.made[0].say(Pressed(KeyAction.HOLD_TO_MUTE))
    qtbot.waitUntil(lambda: bool(heard.events))
    match ends:
        case "switched off":
            keys.listen(GlobalShortcuts())
        case "closed":
            keys.close()
        case "failed":
            listeners.made[0].say(Failed(Trouble.LOST, "gone"))
    qtbot.waitUntil(lambda: len(heard.events) == 2)
    assert heard.events[1] == ("up", KeyAction.HOLD_TO_MUTE)


def test_the_state_says_what_became_of_the_keys(
    qtbot: QtBot, keys: GlobalKeys, listeners: FakeListeners
) -> None:
    keys.listen(ON)
    assert keys.state.is_waiting
    refused = {KeyAction.OVERLAY: Refusal.TAKEN}
    listeners.made[0].say(Bound(triggers={}, refused=refused))
    qtbot.waitUntil(lambda: keys.state.refused == refused)
    listeners.made[0].say(Failed(Trouble.DENIED, "no"))
    qtbot.waitUntil(lambda: keys.state.trouble is Trouble.DENIED)
    keys.listen(GlobalShortcuts())
    assert keys.state == KeyState()


def test_where_there_is_no_way_nothing_is_made(qtbot: QtBot, listeners: FakeListeners) -> None:
    del qtbot
    keys = GlobalKeys(KeySystem.NONE, make=lambda _: listeners.make())
    keys.listen(ON)
    assert listeners.made == []
