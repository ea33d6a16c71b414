"""The bridge: nothing lost, order kept, the window's thread only."""

import threading

import shiboken6
from pytestqt.qtbot import QtBot

from app.threads import CallBridge, EngineBridge

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
