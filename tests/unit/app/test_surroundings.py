"""What the windows look at: devices, the library, paths, the tray, records of sessions."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import AppPaths
from app.settings import Mode, Profile
from app.threads import Background
from app.viewmodels.devices import DeviceList, Guides
from app.viewmodels.history import History
from app.viewmodels.packs import Availability, Contents, read_contents
from app.viewmodels.session import SessionState
from app.widgets.indicators import FLOOR_DBFS, LevelMeter
from app.windows.tray import Tray
from engine.devices.listing import AudioDevice
from engine.errors import DeviceError
from engine.events import TextCommitted
from engine.messages import Code, Message
from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP
from engine.packs.install import Installer
from engine.packs.store import PackState, PackStore
from tests.helpers.tiny_interpreter import pack
from tests.unit.app.conftest import World


class TestPaths:
    def test_a_home_of_ones_own_holds_everything(self, tmp_path: Path) -> None:
        paths = AppPaths.of_user({"DRAGOMAN_HOME": str(tmp_path)})
        for path in (paths.settings, paths.models, paths.history, paths.logs, paths.geometry):
            assert path.is_relative_to(tmp_path)

    def test_the_platforms_places_are_used_without_one(self) -> None:
        paths = AppPaths.of_user({})
        assert paths.models.name == "models"
        assert "dragoman" in str(paths.settings)


class TestDevices:
    def test_a_failed_look_is_a_problem_and_the_next_may_succeed(
        self, qtbot: QtBot, qapp: QApplication
    ) -> None:
        answers: list[Exception | list[AudioDevice]] = [
            DeviceError(Code.VERBATIM, text="No PortAudio."),
            [],
        ]

        def look_up() -> list[AudioDevice]:
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        root = QObject(qapp)
        devices = DeviceList(
            Background(root), lister=look_up, guide=lambda _: Guides(), parent=root
        )
        with qtbot.waitSignal(devices.changed):
            devices.refresh()
        assert devices.problem == Message(Code.VERBATIM, text="No PortAudio.")
        with qtbot.waitSignal(devices.changed):
            devices.refresh()
        assert devices.problem is None


class TestLibrary:
    def test_without_packs_everything_is_to_be_downloaded(self, tmp_path: Path) -> None:
        contents = read_contents(PackStore(tmp_path, Catalogue.shipped()))
        assert contents.availability("fr", "en") is Availability.DOWNLOAD
        assert contents.availability(None, "en") is Availability.DOWNLOAD
        assert contents.availability("fr", "xx") is Availability.NONE
        assert all(pack.state is PackState.MISSING for pack in contents.packs)
        assert {voice.language for voice in contents.voices_of("pt")} == {"pt"}

    def test_voices_of_installed_packs_are_offered(self, tmp_path: Path) -> None:
        clips = pack(tmp_path, "clips", "pocket", languages=("en",))
        store = PackStore(tmp_path / "models", Catalogue([clips], {STARTER_GROUP: ("clips",)}))

        def offered() -> set[str]:
            return {voice.id for voice in read_contents(store).voices}

        before = offered()
        Installer(store).install(["clips"])
        assert "en-pocket-anna" in offered() - before

    def test_nothing_is_refused_before_the_first_look(self) -> None:
        assert Contents().availability("fr", "en") is Availability.READY


class TestTray:
    def test_it_says_and_does_what_fits(self, qtbot: QtBot, world: World) -> None:
        tray = Tray(world.theme)
        assert tray.start_stop.text() == "Start"
        tray.show_state(SessionState.RUNNING)
        assert tray.start_stop.text() == "Stop"
        with qtbot.waitSignal(tray.start_stop_asked):
            tray.start_stop.trigger()


class TestLevelMeter:
    def test_it_rises_at_once_and_falls_slowly(self, qtbot: QtBot, world: World) -> None:
        meter = LevelMeter("Source", world.theme.colours)
        qtbot.addWidget(meter)
        meter.show_level(-6.0)
        assert meter.level_dbfs == pytest.approx(-6)
        meter.show_level(FLOOR_DBFS)
        assert FLOOR_DBFS < meter.level_dbfs < -6
        for _ in range(200):
            meter.show_level(FLOOR_DBFS)
        assert meter.level_dbfs == pytest.approx(FLOOR_DBFS)

    def test_loud_cells_are_lit(self, qtbot: QtBot, world: World) -> None:
        colours = world.theme.colours
        meter = LevelMeter("Source", colours)
        qtbot.addWidget(meter)
        meter.resize(200, 8)

        def lit() -> int:
            image = meter.grab().toImage()
            row = [image.pixelColor(x, 4).name() for x in range(image.width())]
            return sum(name in (colours.good, colours.warn, colours.bad) for name in row)

        silent = lit()
        meter.show_level(-20.0)
        middle = lit()
        meter.show_level(0.0)
        assert silent < middle < lit()


class TestKeeping:
    def test_a_call_is_kept_with_both_speakers(
        self, qtbot: QtBot, qapp: QApplication, world: World, tmp_path: Path
    ) -> None:
        history = History(tmp_path / "kept", QObject(qapp))
        recorder = history.record(Profile(mode=Mode.CALL), world.preferences.settings.history)
        assert recorder is not None
        recorder.add_audio(0, np.zeros(160, np.float32))
        for direction, text in ((0, "Hello."), (1, "Olá.")):
            said = TextCommitted(
                text=text, language="en", source_start=0, source_end=160, heard=160
            )
            recorder.add_event(direction, said)
        recorder.finish()
        speakers: list[str] = []
        history.ask(
            lambda store: [note.speaker for note in store.sessions("hello")[0].streams],
            done=speakers.extend,
        )
        qtbot.waitUntil(lambda: speakers == ["You", "They"])
        assert history.close()
