"""The windows' shared parts over an engine that does what the test says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.controller import Controller
from app.keys.system import KeySystem
from app.paths import AppPaths
from app.session import SessionMachine
from app.settings import Profile, Settings, Theme
from app.settings_file import SettingsFile
from app.theme.theme import ApplicationTheme
from app.threads import Background
from app.viewmodels.devices import DeviceList, Guides
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.preferences import Preferences
from app.viewmodels.updates import Updates
from app.windows.main_window import MainWindow
from engine.devices.listing import AudioDevice, DeviceKind
from engine.messages import Code, Message
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from tests.helpers.fake_keys import FakeListeners
from tests.helpers.fake_live import FakeEngine

GUIDES = Guides(
    microphone=Message(Code.USE_AS_MICROPHONE, device="Dragoman microphone"),
    loudspeaker=Message(Code.USE_AS_LOUDSPEAKER, device="Dragoman speaker"),
    system_audio=Message(Code.VERBATIM, text="The moon is down."),
    passes_voice=True,
)


def device(name: str, kind: DeviceKind, *, is_default: bool = False) -> AudioDevice:
    return AudioDevice(
        name=name,
        description=name.title(),
        host="test",
        kind=kind,
        channels=1,
        is_default=is_default,
        is_monitor=False,
    )


@dataclass(kw_only=True)
class World:
    """What a test of the windows works with."""

    controller: Controller
    theme: ApplicationTheme
    background: Background
    store: PackStore
    engine: FakeEngine
    plugged_in: list[AudioDevice]
    listeners: FakeListeners

    @property
    def preferences(self) -> Preferences:
        return self.controller.preferences

    @property
    def machine(self) -> SessionMachine:
        return self.controller._machine

    @property
    def profile(self) -> Profile:
        return self.preferences.profile

    @property
    def is_idle(self) -> bool:
        """Whether no answer of work in the background is to come."""
        return not self.background._answers._waiting

    def make_window(self) -> MainWindow:
        controller = self.controller
        return MainWindow(
            controller.paths.geometry,
            preferences=controller.preferences,
            session=controller.session,
            notices=controller.notices,
            captions=controller.captions,
            devices=controller.devices,
            engines=controller.engines,
            library=controller.library,
            installer=controller.installer,
            voices=controller.voices,
            typing=controller.typing,
            theme=self.theme,
        )

    def change(self, **choices: object) -> None:
        """Change the one-way direction of the profile."""
        direction = replace(self.profile.directions()[0], **choices)  # type: ignore[arg-type]
        self.preferences.change_direction(0, direction)


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    plugged_in = [
        device("built-in", DeviceKind.INPUT, is_default=True),
        device("usb microphone", DeviceKind.INPUT),
        device("speakers", DeviceKind.OUTPUT, is_default=True),
        device("headphones", DeviceKind.OUTPUT),
    ]
    engine = FakeEngine()
    listeners = FakeListeners()
    # Threads that a test leaves behind may still speak to these: they live with the application.
    root = QObject(qapp)
    background = Background(root)
    store = PackStore(tmp_path / "models", Catalogue.shipped())
    theme = ApplicationTheme(qapp)
    theme.apply(Theme.LIGHT)
    controller = Controller(
        root,
        paths=AppPaths(config=tmp_path, data=tmp_path, logs=tmp_path),
        store=store,
        backend=engine,
        preferences=Preferences(
            SettingsFile(tmp_path / "settings.toml"), Settings(is_set_up=True), root
        ),
        background=background,
        devices=DeviceList(
            background, lister=lambda: list(plugged_in), guide=lambda _: GUIDES, parent=root
        ),
        keys=GlobalKeys(KeySystem.X11, root, make=lambda _: listeners.make()),
        updates=Updates(tmp_path / "update-check", root),
    )
    yield World(
        controller=controller,
        theme=theme,
        background=background,
        store=store,
        engine=engine,
        plugged_in=plugged_in,
        listeners=listeners,
    )
    for session in engine.sessions:
        session.over.set()
    qtbot.waitUntil(lambda: controller._machine.close(timeout_s=1.0))
    assert controller.history.close()
    # What the application wears outlives the test.
    qapp.setStyleSheet("")
