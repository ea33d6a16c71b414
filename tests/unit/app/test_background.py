"""Slow work, and answers that nobody is left to take."""

import logging
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.threads import Background
from engine.errors import DeviceError
from engine.messages import Code


@pytest.fixture
def background(qapp: QApplication) -> Background:
    return Background(QObject(qapp))


def test_the_answer_comes_to_the_windows_thread(qtbot: QtBot, background: Background) -> None:
    got: list[object] = []
    context = QObject()

    def fail() -> None:
        raise DeviceError(Code.VERBATIM, text="It is broken.")

    def take(answer: object) -> None:
        got.extend((answer, threading.current_thread()))

    background.run(lambda: 3, done=take, failed=take, context=context)
    qtbot.waitUntil(lambda: got == [3, threading.main_thread()])
    got.clear()
    background.run(fail, done=take, failed=take, context=context)
    qtbot.waitUntil(lambda: got == ["It is broken.", threading.main_thread()])


def test_an_asker_that_is_gone_gets_no_answer_and_a_failure_is_in_the_log(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    got: list[object] = []
    context = QObject()
    gate = threading.Event()

    def fail() -> None:
        gate.wait()
        raise DeviceError(Code.VERBATIM, text="It is broken.")

    background.run(gate.wait, done=got.append, failed=got.append, context=context)
    background.run(fail, done=got.append, failed=got.append, context=context)
    shiboken6.delete(context)
    with caplog.at_level(logging.WARNING):
        gate.set()
        qtbot.waitUntil(lambda: not background._answers._waiting)
    assert got == []
    assert "It is broken." in caplog.text
