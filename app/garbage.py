"""Cyclic garbage is collected in the window's thread, between events, and nowhere else.

Left to itself, Python collects in whichever thread has just allocated, at any moment: it would
destroy what windows leave behind off their thread, or while Qt is in the middle of painting them.
Neither is allowed (https://doc.qt.io/qt-6/threads-qobject.html), and either ends the process now
and then.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL_MS: Final = 1_000


class GarbageCollector(QObject):
    """Takes over from Python's own collector, which is switched off for good."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._on_time)
        timer.start(_INTERVAL_MS)

    @Slot()
    def _on_time(self) -> None:
        collect_due()


def collect_due() -> int | None:
    """Collect the oldest generation that has passed its threshold; returns it, None for none.

    Python counts allocations, and collections of each generation, also where its own collector is
    switched off.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return generation
    return None
