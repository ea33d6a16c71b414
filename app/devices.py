"""The microphones and outputs to choose from, looked up off the window's thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.background import Background
from engine.devices.listing import AudioDevice, DeviceKind, list_devices
from engine.devices.system_audio import system_audio_guide
from engine.devices.virtual import microphone_guide, speaker_guide


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """What a person must know of devices that do not simply stand in a list; in the engine's words.

    Attributes:
        microphone: what to choose in a call to be heard translated, or what to install first.
        speaker: what to choose in a call to have it translated, or what to install first.
        system_audio: why not everything that plays can be heard; empty where it can.
    """

    microphone: str = ""
    speaker: str = ""
    system_audio: str = ""


Lister: TypeAlias = Callable[[], Sequence[AudioDevice]]
Guide: TypeAlias = Callable[[Sequence[AudioDevice]], Guides]

_LOOK_EVERY_MS: Final = 3_000


def guide_here(devices: Sequence[AudioDevice]) -> Guides:
    """What holds on this computer; asks the sound server where there is one."""
    return Guides(
        microphone=microphone_guide(devices).text,
        speaker=speaker_guide(devices).text,
        system_audio=system_audio_guide(),
    )


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
        guide: Guide = guide_here,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._lister = lister
        self._guide = guide
        self._guides = Guides()
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

    @property
    def guides(self) -> Guides:
        """What to know of devices that do not simply stand in the list; empty before a look."""
        return self._guides

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
            self._look,
            done=lambda found: self._take(*found, ""),
            failed=lambda problem: self._take((), self._guides, problem),
        )

    def _look(self) -> tuple[tuple[AudioDevice, ...], Guides]:
        devices = tuple(self._lister())
        return devices, self._guide(devices)

    def _take(self, devices: tuple[AudioDevice, ...], guides: Guides, problem: str) -> None:
        self._is_looking = False
        if (devices, guides, problem) != (self._devices, self._guides, self._problem):
            self._devices, self._guides, self._problem = devices, guides, problem
            self.changed.emit()
