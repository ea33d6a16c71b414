"""How late a window's event loop is: what a user feels as a window that hangs."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.boot import SWITCH_S, make_controller
from app.paths import AppPaths
from app.settings import DirectionSettings, Profile, Settings, SourceKind
from app.settings_file import SettingsFile
from app.shell import Shell
from app.theme.theme import ApplicationTheme
from app.threads import GarbageCollector
from app.translations import Translations
from app.viewmodels.session import SessionState
from engine.languages import LANGUAGES
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore

_TICK_MS: Final = 8
_IDLE_MS: Final = 3_000
_GOAL_MS: Final = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """By how much ticks came later than they were due, in ms."""

    ticks: int
    median_ms: float
    p95_ms: float
    p99_ms: float
    most_ms: float


class LoopDelayMeter(QObject):
    """A timer that measures how late it fires: a busy event loop makes it late."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_s = 0.0
        self._late_ms: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Forget what was measured and measure."""
        self._late_ms.clear()
        self._last_s = time.perf_counter()
        self._timer.start()

    def stop(self) -> Delays:
        """Measure no more."""
        self._timer.stop()
        return summarise(self._late_ms)

    @Slot()
    def _on_tick(self) -> None:
        now_s = time.perf_counter()
        self._late_ms.append(max(0.0, (now_s - self._last_s) * 1_000 - _TICK_MS))
        self._last_s = now_s


def summarise(late_ms: Sequence[float]) -> Delays:
    """Sum up the delays of ticks; all are 0 where there were none."""
    values = np.array(late_ms or [0.0])
    median, p95, p99 = np.percentile(values, [50, 95, 99])
    return Delays(
        ticks=len(late_ms),
        median_ms=float(median),
        p95_ms=float(p95),
        p99_ms=float(p99),
        most_ms=float(values.max()),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 1 where nothing could be interpreted."""
    parser = argparse.ArgumentParser(
        prog="python -m app.workshop.loop_delay",
        description="How late the window's event loop is, idle and while it interprets a "
        "recording at its own pace.",
    )
    parser.add_argument("recording", type=Path)
    parser.add_argument("--from", dest="source", choices=LANGUAGES, default="fr")
    parser.add_argument("--to", dest="target", choices=LANGUAGES, default="en")
    parser.add_argument("--speak", action="store_true", help="speak to the default output as well")
    options = parser.parse_args(arguments)
    direction = DirectionSettings(
        source_kind=SourceKind.FILE,
        source_file=str(options.recording),
        source_language=options.source,
        target_language=options.target,
        speaks=options.speak,
    )
    sys.setswitchinterval(SWITCH_S)
    with tempfile.TemporaryDirectory() as folder:
        return _measure(direction, Path(folder))


def _measure(direction: DirectionSettings, folder: Path) -> int:
    # Models are the user's; settings and history are not touched.
    models = AppPaths.of_user(os.environ).models
    paths = AppPaths(config=folder, data=folder, logs=folder)
    file = SettingsFile(paths.settings)
    profile = Profile(name="benchmark", one_way=direction)
    settings = Settings(is_set_up=True, profiles=(profile,), profile=profile.name)
    application = QApplication([sys.argv[0]])
    GarbageCollector(application)
    store = PackStore(models, Catalogue.shipped())
    controller = make_controller(
        application, paths=paths, store=store, file=file, settings=settings
    )
    shell = Shell(application, controller, ApplicationTheme(application), Translations(application))
    meter = LoopDelayMeter(application)
    results: dict[str, Delays] = {}

    def on_state(state: SessionState) -> None:
        match state:
            case SessionState.LOADING:
                meter.start()
            case SessionState.RUNNING:
                results["loading"] = meter.stop()
                meter.start()
            case SessionState.IDLE | SessionState.FAILED:
                results["interpreting"] = meter.stop()
                application.quit()
            case SessionState.DRAINING:
                pass

    def begin() -> None:
        results["idle"] = meter.stop()
        controller.session.state_changed.connect(on_state)
        controller.start_or_stop()

    shell.open()
    meter.start()
    QTimer.singleShot(_IDLE_MS, begin)
    application.exec()
    texts = shell.window.notices.texts
    shell.close()
    for name, delays in results.items():
        sys.stdout.write(
            f"{name:<13} {delays.ticks:>6} ticks, late by median {delays.median_ms:.1f} ms, "
            f"p95 {delays.p95_ms:.1f} ms, p99 {delays.p99_ms:.1f} ms, at most "
            f"{delays.most_ms:.1f} ms\n"
        )
    if controller.session.state is SessionState.FAILED or "loading" not in results:
        sys.stderr.write(f"{' '.join(texts) or 'nothing was interpreted'}\n")
        return 1
    p99_ms = results["interpreting"].p99_ms
    verdict = "within" if p99_ms < _GOAL_MS else "beyond"
    sys.stdout.write(f"p99 while interpreting is {verdict} the goal of {_GOAL_MS:.0f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
