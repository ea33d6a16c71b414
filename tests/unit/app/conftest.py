"""The windows' shared parts over an engine that does what the test says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.keys.system import KeySystem
from app.parts import Parts
from app.paths import AppPaths
from app.session_controller import SessionController
from app.settings import Profile, Settings, Theme
from app.settings_file import SettingsFile
from app.theme.theme import ThemeKeeper
from app.threads import Background
from app.viewmodels.captions import CaptionModel
from app.viewmodels.devices import DeviceList, Guides
from app.viewmodels.history import History
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.packs import Library, PackInstaller
from app.viewmodels.preferences import Preferences
from engine.devices.listing import AudioDevice, DeviceKind
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from tests.helpers.fake_keys import FakeListeners
from tests.helpers.fake_live import FakeEngine

GUIDES = Guides(
    microphone='In your call, choose the microphone "Dragoman microphone".',
    speaker='In your call, choose the loudspeaker "Dragoman speaker".',
    system_audio="The moon is down.",
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

    parts: Parts
    engine: FakeEngine
    plugged_in: list[AudioDevice]
    listeners: FakeListeners

    @property
    def profile(self) -> Profile:
        return self.parts.preferences.profile

    @property
    def is_idle(self) -> bool:
        """Whether no answer of work in the background is to come."""
        return not self.parts.background._answers._waiting

    def change(self, **choices: object) -> None:
        """Change the one-way direction of the profile."""
        direction = replace(self.profile.directions()[0], **choices)  # type: ignore[arg-type]
        self.parts.preferences.change_direction(0, direction)


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
    theme = ThemeKeeper(qapp)
    theme.wear(Theme.LIGHT)
    parts = Parts(
        paths=AppPaths(config=tmp_path, data=tmp_path, logs=tmp_path),
        preferences=Preferences(
            SettingsFile(tmp_path / "settings.toml"), Settings(is_set_up=True), root
        ),
        theme=theme,
        background=background,
        library=Library(store, background, root),
        devices=DeviceList(
            background, lister=lambda: list(plugged_in), guide=lambda _: GUIDES, parent=root
        ),
        installer=PackInstaller(store, background, root),
        engine=engine,
        controller=SessionController(engine, root),
        captions=CaptionModel(root),
        history=History(tmp_path / "history", root),
        keys=GlobalKeys(KeySystem.X11, root, make=lambda _: listeners.make()),
    )
    yield World(parts=parts, engine=engine, plugged_in=plugged_in, listeners=listeners)
    for session in engine.sessions:
        session.over.set()
    qtbot.waitUntil(lambda: parts.controller.close(timeout_s=1.0))
    assert parts.history.close()
    # What the application wears outlives the test.
    qapp.setStyleSheet("")
