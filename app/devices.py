"""The microphones and outputs to choose from, looked up off the window's thread."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.background import Background
from engine.devices.listing import AudioDevice, DeviceKind, list_devices

Lister: TypeAlias = Callable[[], Sequence[AudioDevice]]

_LOOK_EVERY_MS: Final = 3_000


class DeviceList(QObject):
    """Keeps the latest list; lives in the window's thread.

    Signals:
        changed: something was plugged in or out, or another device is the default.
    """

    changed = Signal()

    def __init__(
        self,
        background: Background,
        *,
        lister: Lister = list_devices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._lister = lister
        self._devices: tuple[AudioDevice, ...] = ()
        self._problem = ""
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def microphones(self) -> list[AudioDevice]:
        """Inputs that are no output's monitor."""
        return [d for d in self._devices if d.kind is DeviceKind.INPUT and not d.is_monitor]

    @property
    def outputs(self) -> list[AudioDevice]:
        """Outputs."""
        return [d for d in self._devices if d.kind is DeviceKind.OUTPUT]

    @property
    def problem(self) -> str:
        """Why there is no list; empty where there is one."""
        return self._problem

    def watch(self) -> None:
        """Look now and every few seconds."""
        self.refresh()
        self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Look now, unless a look is under way."""
        if self._is_looking:
            return
        self._is_looking = True
        self._background.run(
            lambda: tuple(self._lister()),
            done=lambda devices: self._take(devices, ""),
            failed=lambda problem: self._take((), problem),
        )

    def _take(self, devices: tuple[AudioDevice, ...], problem: str) -> None:
        self._is_looking = False
        if (devices, problem) != (self._devices, self._problem):
            self._devices, self._problem = devices, problem
            self.changed.emit()
