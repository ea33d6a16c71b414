"""The dialog that opens a page for listeners."""

import sys
import urllib.request
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from app.backend import _followed
from app.viewmodels.listeners import Listeners, code_of
from app.windows.listeners import ListenersDialog
from engine.arrays import SOURCE_RATE_HZ
from engine.events import LanguagesChanged, TextCommitted
from engine.live.events import LiveEvent, LiveState, StateChanged
from engine.planner import SessionConfig
from engine.service.broadcast import Broadcast, Broadcaster, Caption, Situation, Told
from engine.service.listening import ListeningServer
from tests.helpers.tiny_interpreter import utterances
from tests.unit.app.conftest import World

_SAID: Final = TextCommitted(
    text=" Hello.", language="en", source_start=0, source_end=SOURCE_RATE_HZ, heard=SOURCE_RATE_HZ
)


class Ears:
    def __init__(self) -> None:
        self.told: list[Told] = []

    def tell(self, told: Told) -> None:
        self.told.append(told)


class NoModels:
    """This machine, before anything was installed."""

    def load(self, config: SessionConfig) -> None:
        raise AssertionError(config)

    def session(self, config: SessionConfig) -> None:
        raise AssertionError(config)

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        return ()


@pytest.fixture
def broadcast() -> Broadcast:
    return Broadcast()


@pytest.fixture
def listeners(world: World, broadcast: Broadcast) -> Listeners:
    return Listeners(
        broadcast, world.background, world.controller, opens=lambda b: ListeningServer(b, port=0)
    )


def test_one_switch_opens_a_page_and_closes_it(
    qtbot: QtBot, listeners: Listeners, broadcast: Broadcast
) -> None:
    dialog = ListenersDialog(listeners)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.switch.isChecked()
    assert not dialog.address.isVisible()
    dialog.switch.click()
    qtbot.waitUntil(lambda: bool(listeners.url), timeout=20_000)
    first = dialog.address.text()
    assert first == listeners.url
    assert dialog.overlay_address.text() == f"{first}?obs"
    assert dialog.code._rows == code_of(first)
    local = f"http://127.0.0.1:{first.split(':')[2]}"
    with urllib.request.urlopen(local) as answer:
        assert b"listen.js" in answer.read()
    ears = Ears()
    broadcast.join(ears, "fr", hears=False)
    qtbot.waitUntil(lambda: "French (1)" in dialog.count.text(), timeout=5_000)
    dialog.hidden.click()
    assert broadcast.is_hidden
    dialog.switch.click()
    assert listeners.url == ""
    qtbot.waitUntil(lambda: not broadcast.is_hidden)

    def is_gone() -> bool:
        try:
            urllib.request.urlopen(local).close()
        except OSError:
            return True
        return False

    qtbot.waitUntil(is_gone, timeout=20_000)
    dialog.switch.click()
    qtbot.waitUntil(lambda: bool(listeners.url), timeout=20_000)
    assert listeners.url.rsplit("/", 2)[1] != first.rsplit("/", 2)[1]
    listeners.close()


def test_without_its_packages_it_says_what_to_do(
    qtbot: QtBot, world: World, broadcast: Broadcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "engine.service.listening", None)
    listeners = Listeners(broadcast, world.background, world.controller)
    dialog = ListenersDialog(listeners)
    qtbot.addWidget(dialog)
    dialog.switch.click()
    qtbot.waitUntil(lambda: "“serve”" in dialog.problem.text())
    assert not dialog.switch.isChecked()


def test_a_session_of_the_window_is_followed_until_it_is_over(broadcast: Broadcast) -> None:
    shown: list[LiveEvent] = []
    recorded: list[int] = []
    begun: list[SessionConfig] = []

    def begin(config: SessionConfig) -> Broadcaster:
        begun.append(config)
        return broadcast.begin(NoModels(), config)  # type: ignore[arg-type]

    listen, hear = _followed(
        begin,
        SessionConfig(source="fr", target="en", voice="en-heart"),
        lambda _, event: shown.append(event),
        lambda number, samples: recorded.append(number * len(samples)),
    )
    ears = Ears()
    broadcast.join(ears, "en", hears=False)
    hear(1, utterances(0.3))
    listen(0, _SAID)
    listen(1, _SAID)  # the other side of a call
    changed = LanguagesChanged(source="de", target="en", heard=2)
    listen(0, changed)
    assert [(config.source, config.target, config.voice) for config in begun] == [
        ("fr", "en", "en-heart"),
        ("de", "en", None),
    ]
    over = StateChanged(state=LiveState.ENDED)
    listen(1, over)
    listen(0, over)
    assert shown == [_SAID, _SAID, changed, over, over]
    assert recorded == [len(utterances(0.3))]
    assert [t for t in ears.told if isinstance(t, Caption)] == [
        Caption(number=1, text=" Hello.", begins=True)
    ]
    assert [t.is_live for t in ears.told if isinstance(t, Situation)] == [True, True, False]
