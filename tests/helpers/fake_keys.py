"""Key listeners whose every report a test decides."""

from collections.abc import Sequence

from app.keys.contract import Bound, KeyReport, Report, WantedKey


class FakeListener:
    """A KeyListener."""

    def __init__(self) -> None:
        self.wanted: Sequence[WantedKey] = ()
        self.is_closed = False
        self._report: Report | None = None

    def start(self, wanted: Sequence[WantedKey], report: Report) -> None:
        assert self._report is None
        self.wanted = wanted
        self._report = report
        self.say(Bound(triggers={}, refused={}))

    def say(self, report: KeyReport) -> None:
        assert self._report is not None
        self._report(report)

    def close(self) -> None:
        self.is_closed = True


class FakeListeners:
    """Makes them and keeps all that were made."""

    def __init__(self) -> None:
        self.made: list[FakeListener] = []

    def make(self) -> FakeListener:
        self.made.append(FakeListener())
        return self.made[-1]
