"""Keys to ask a listener for, and what it reports."""

import queue

from app.keys.contract import Combination, KeyAction, KeyReport, WantedKey

_LONG_S = 60.0


class Reports:
    """What a listener reports, from whichever thread."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[KeyReport] = queue.SimpleQueue()

    def __call__(self, report: KeyReport) -> None:
        self._queue.put(report)

    def next(self) -> KeyReport:
        """The next one; waits for it."""
        return self._queue.get(timeout=_LONG_S)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is left."""
        return self._queue.empty()


def wanted(**keys: str) -> list[WantedKey]:
    """Keys by the names of their actions, as Qt writes them."""
    found = []
    for name, text in keys.items():
        combination = Combination.parse(text)
        assert combination is not None, text
        action = KeyAction(name)
        found.append(WantedKey(action=action, combination=combination, description=f"To {name}"))
    return found
