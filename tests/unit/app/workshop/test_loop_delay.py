"""The measurement of a window's lateness."""

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.workshop.loop_delay import LoopDelayMeter, summarise


def test_a_slot_that_blocks_is_seen(qtbot: QtBot) -> None:
    meter = LoopDelayMeter()
    meter.start()
    blocked: list[float] = []

    def block() -> None:
        time.sleep(0.2)
        blocked.append(0.2)

    QTimer.singleShot(20, block)
    qtbot.waitUntil(lambda: bool(blocked))
    qtbot.wait(50)
    delays = meter.stop()
    assert delays.most_ms >= 150
    assert delays.ticks > 1


def test_delays_are_summed_up() -> None:
    delays = summarise([float(n) for n in range(101)])
    assert (delays.median_ms, delays.p95_ms, delays.p99_ms, delays.most_ms) == (50, 95, 99, 100)
    assert summarise([]).most_ms == pytest.approx(0)
