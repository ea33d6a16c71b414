"""The check-up: what the engine finds on this computer."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.threads import Background
from engine.doctor import Check, Status
from engine.messages import Message

Examine: TypeAlias = Callable[[], Sequence[Check]]

_ORDER: Final = (Status.MISSING, Status.LIMITED, Status.OK)


class Checkup(QObject):
    """The latest checks, the gravest first.

    Signals:
        changed: an examination began or ended.

    Args:
        background: runs `examine` on a thread.
        examine: makes the checks.
        parent: its owner.
    """

    changed = Signal()

    def __init__(
        self, background: Background, examine: Examine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._examine = examine
        self._checks: Sequence[Check] = ()
        self._is_running = False
        self._is_outdated = False
        self._problem: Message | None = None

    @property
    def checks(self) -> Sequence[Check]:
        """The latest checks; empty before the first examination is over."""
        return self._checks

    @property
    def is_running(self) -> bool:
        """Whether an examination runs."""
        return self._is_running

    @property
    def problem(self) -> Message | None:
        """Why the latest examination failed; None where it did not."""
        return self._problem

    @property
    def worst(self) -> Status:
        """The gravest status of the checks."""
        found = {check.status for check in self._checks}
        return next((status for status in _ORDER if status in found), Status.OK)

    @property
    def report(self) -> str:
        """The checks as lines of text, in English, to paste into a report."""
        return "\n".join(
            f"{check.status.value:<8} {check.name}: {check.found}" for check in self._checks
        )

    def run(self) -> None:
        """Examine; once more after an examination that runs."""
        if self._is_running:
            self._is_outdated = True
            return
        self._is_running = True
        self._problem = None
        self.changed.emit()
        self._background.run(self._examine, done=self._finish, failed=self._fail)

    def _finish(self, checks: Sequence[Check]) -> None:
        self._checks = sorted(checks, key=lambda check: _ORDER.index(check.status))
        self._end(None)

    def _fail(self, message: Message) -> None:
        self._end(message)

    def _end(self, problem: Message | None) -> None:
        self._is_running = False
        self._problem = problem
        self.changed.emit()
        if self._is_outdated:
            self._is_outdated = False
            self.run()
