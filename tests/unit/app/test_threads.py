"""What crosses between the window's thread and others, and where garbage is collected."""

import gc
import logging
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.threads import Background, CallBridge, EngineBridge, GarbageCollector, collect_due
from engine.errors import DeviceError
from engine.messages import Code, Message

_PRODUCERS = 4
_MESSAGES = 200


def test_messages_of_many_threads_arrive_in_order_in_the_windows_thread(qtbot: QtBot) -> None:
    bridge = EngineBridge()
    got: list[tuple[int, int]] = []
    threads: set[str] = set()

    def take(message: object) -> None:
        assert isinstance(message, tuple)
        got.append(message)
        threads.add(threading.current_thread().name)

    bridge.received.connect(take)

    def produce(producer: int) -> None:
        for number in range(_MESSAGES):
            bridge.post((producer, number))

    producers = [threading.Thread(target=produce, args=(n,)) for n in range(_PRODUCERS)]
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join()
    qtbot.waitUntil(lambda: len(got) == _PRODUCERS * _MESSAGES)
    for n in range(_PRODUCERS):
        assert [i for m, i in got if m == n] == list(range(_MESSAGES))
    assert threads == {threading.main_thread().name}


def test_a_message_that_is_posted_while_another_is_delivered_comes_too(qtbot: QtBot) -> None:
    bridge = EngineBridge()
    got: list[object] = []

    def take(message: object) -> None:
        got.append(message)
        if message == "first":
            bridge.post("second")

    bridge.received.connect(take)
    bridge.post("first")
    qtbot.waitUntil(lambda: got == ["first", "second"])


def test_a_message_to_a_window_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    del qtbot
    bridge = EngineBridge()
    shiboken6.delete(bridge)
    bridge.post("too late")


def test_calls_run_in_the_windows_thread(qtbot: QtBot) -> None:
    calls = CallBridge()
    names: list[str] = []
    worker = threading.Thread(
        target=lambda: calls.post(lambda: names.append(threading.current_thread().name))
    )
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: names == [threading.main_thread().name])


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
    qtbot.waitUntil(
        lambda: (
            got
            == [
                Message(Code.VERBATIM, text="It is broken."),
                threading.main_thread(),
            ]
        )
    )


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


class Node:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


def make_garbage(count: int) -> "weakref.ref[Node]":
    """Make so much that Python's own collector would have run; returns the first of it."""
    first = weakref.ref(Node())
    for _ in range(count):
        Node()
    return first


@pytest.fixture
def thresholds() -> "tuple[int, int, int]":
    gc.collect()
    return gc.get_threshold()


def test_the_thread_that_makes_garbage_does_not_collect_it(
    qtbot: QtBot, thresholds: tuple[int, int, int]
) -> None:
    owner = QObject()
    GarbageCollector(owner)
    made: list[weakref.ref[Node]] = []
    freed_by: list[threading.Thread] = []

    def work() -> None:
        garbage = make_garbage(10 * thresholds[0])
        node = garbage()
        assert node is not None
        weakref.finalize(node, lambda: freed_by.append(threading.current_thread()))
        made.append(garbage)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert made[0]() is not None
    qtbot.waitUntil(lambda: made[0]() is None)
    assert freed_by == [threading.main_thread()]


def test_old_garbage_is_collected_when_its_turn_comes(thresholds: tuple[int, int, int]) -> None:
    gc.collect()  # pytest has made some since the fixture collected
    assert collect_due() is None
    generations = set()
    for _ in range((thresholds[1] + 2) * (thresholds[2] + 2)):
        make_garbage(thresholds[0] + 1)
        generations.add(collect_due())
    assert generations == {0, 1, 2}
