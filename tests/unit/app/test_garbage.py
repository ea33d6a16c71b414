"""Cyclic garbage goes in the window's thread, and nowhere else."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.threads import GarbageCollector, collect_due


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
    assert collect_due() is None
    generations = set()
    for _ in range((thresholds[1] + 2) * (thresholds[2] + 2)):
        make_garbage(thresholds[0] + 1)
        generations.add(collect_due())
    assert generations == {0, 1, 2}
