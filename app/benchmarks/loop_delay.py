"""How late a window's event loop is: what a user feels as a window that hangs."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Slot

_TICK_MS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """By how much ticks came later than they were due, in ms."""

    ticks: int
    median_ms: float
    p95_ms: float
    p99_ms: float
    most_ms: float


class LoopDelayMeter(QObject):
    """A timer that notes how late it is; whatever keeps the loop busy makes it late."""

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
