"""The microphones and outputs to choose from, and a test of each before a session needs it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.threads import Background
from engine.arrays import TARGET_RATE_HZ, Float32
from engine.audio.mixing import SILENCE_DBFS, measure_level
from engine.devices.device_streams import DeviceInput, DeviceOutput
from engine.devices.listing import (
    OWN_DEVICES,
    AudioDevice,
    DeviceKind,
    find_device,
    list_devices,
)
from engine.devices.programs import playing_programs, programs_stay
from engine.devices.streams import InputStream, OutputStream, play
from engine.devices.system_audio import system_audio_guide
from engine.devices.virtual import loudspeaker_guide, microphone_guide, passes_voice_here
from engine.messages import Message

Lister: TypeAlias = Callable[[], Sequence[AudioDevice]]
_REFRESH_MS: Final = 3_000
OpenSource: TypeAlias = Callable[[str | None], InputStream]
OpenOutput: TypeAlias = Callable[[str | None], OutputStream]
_READ_S: Final = 0.1
_NOTES_HZ: Final = (523.25, 659.25, 783.99)
_NOTE_S: Final = 0.35
_VOLUME: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """Advice on devices that are not simply in a list.

    Attributes:
        microphone: what to choose in a call to speak translated, or what to install first.
        loudspeaker: what to choose in a call to have it translated, or what to install first.
        system_audio: why not everything that plays can be heard; None where it can.
        programs: names of programs that play now and can be heard alone.
        programs_stay: such a program goes on playing where it plays; else its sound is moved here.
        passes_voice: whether one's own voice can be passed into a call while off air.
    """

    microphone: Message | None = None
    loudspeaker: Message | None = None
    system_audio: Message | None = None
    passes_voice: bool = False
    programs: tuple[str, ...] = ()
    programs_stay: bool = False


Guide: TypeAlias = Callable[[Sequence[AudioDevice]], Guides]


def guide_here(devices: Sequence[AudioDevice]) -> Guides:
    """The advice for this computer; asks the sound server where there is one."""
    return Guides(
        microphone=microphone_guide(devices).message,
        loudspeaker=loudspeaker_guide(devices).message,
        system_audio=system_audio_guide(),
        passes_voice=passes_voice_here(),
        programs=playing_programs(),
        programs_stay=programs_stay(),
    )


class DeviceList(QObject):
    """The latest list of devices; lives in the window's thread.

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
        self._problem: Message | None = None
        self._is_reading = False
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def microphones(self) -> list[AudioDevice]:
        """Inputs that are no output's monitor, nor made here for a call's program."""
        return [d for d in self._others if d.kind is DeviceKind.INPUT and not d.is_monitor]

    @property
    def outputs(self) -> list[AudioDevice]:
        """Loudspeakers and headsets, and what else can be played to."""
        return [d for d in self._others if d.kind is DeviceKind.OUTPUT]

    @property
    def _others(self) -> list[AudioDevice]:
        return [device for device in self._devices if device.name not in OWN_DEVICES]

    @property
    def problem(self) -> Message | None:
        """Why there is no list; None where there is one."""
        return self._problem

    @property
    def guides(self) -> Guides:
        """Advice on devices that are not simply in the list; empty before the first `refresh`."""
        return self._guides

    def watch(self) -> None:
        """Refresh now and every few seconds."""
        self.refresh()
        self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Read the list, unless that is under way."""
        if self._is_reading:
            return
        self._is_reading = True
        self._background.run(
            self._read,
            done=lambda found: self._update(*found, None),
            failed=lambda problem: self._update((), self._guides, problem),
        )

    def _read(self) -> tuple[tuple[AudioDevice, ...], Guides]:
        devices = tuple(self._lister())
        return devices, self._guide(devices)

    def _update(
        self, devices: tuple[AudioDevice, ...], guides: Guides, problem: Message | None
    ) -> None:
        self._is_reading = False
        if (devices, guides, problem) != (self._devices, self._guides, self._problem):
            self._devices, self._guides, self._problem = devices, guides, problem
            self.changed.emit()


def open_microphone(name: str | None) -> InputStream:
    """Open a microphone by its stable name.

    Raises:
        DeviceError: there is none.
    """
    return DeviceInput(find_device(name, DeviceKind.INPUT))


def open_output(name: str | None) -> OutputStream:
    """Open an output by its stable name.

    Raises:
        DeviceError: there is none.
    """
    return DeviceOutput(find_device(name, DeviceKind.OUTPUT))


class SoundCheck(QObject):
    """Tests a microphone, for its level alone, and an output; nothing is recorded.

    Signals:
        failed: a Message: why the microphone cannot be used.
        chime_ended: a Message: why the chime was not played; None where it was.

    Args:
        background: runs it on threads.
        open_source: opens a microphone by its stable name.
        open_target: opens an output by its stable name.
        parent: its owner.
    """

    failed = Signal(object)
    chime_ended = Signal(object)

    def __init__(
        self,
        background: Background,
        *,
        open_source: OpenSource = open_microphone,
        open_target: OpenOutput = open_output,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._open_source = open_source
        self._open_target = open_target
        self._stop = threading.Event()
        self._peak_dbfs = SILENCE_DBFS

    def pop_peak_dbfs(self) -> float:
        """The peak since the last call, in dBFS.

        A block that arrives between reading and resetting is missed, which no eye will notice.
        """
        peak_dbfs, self._peak_dbfs = self._peak_dbfs, SILENCE_DBFS
        return peak_dbfs

    def listen(self, name: str | None) -> None:
        """Measure a microphone, in place of the one before."""
        self.stop()
        stop = self._stop = threading.Event()

        def work() -> None:
            source = self._open_source(name)
            try:
                while not stop.wait(_READ_S):
                    heard = source.take()
                    if heard.size:
                        peak_dbfs = measure_level(heard).peak_dbfs
                        self._peak_dbfs = max(self._peak_dbfs, peak_dbfs)
            finally:
                source.close()

        def fail(message: Message) -> None:
            if not stop.is_set():
                self.failed.emit(message)

        self._background.run(work, done=lambda _: None, failed=fail)

    def stop(self) -> None:
        """Close the microphone."""
        self._stop.set()
        self._peak_dbfs = SILENCE_DBFS

    def play_chime(self, name: str | None) -> None:
        """Play three soft notes to an output."""
        open_target = self._open_target
        self._background.run(
            lambda: play(open_target(name), [chime()]),
            done=lambda _: self.chime_ended.emit(None),
            failed=self.chime_ended.emit,
            context=self,
        )


def chime() -> Float32:
    """Three rising notes, [n] float32 at TARGET_RATE_HZ."""
    time_s = np.arange(round(_NOTE_S * TARGET_RATE_HZ)) / TARGET_RATE_HZ
    # A raised cosine begins and ends without a click.
    envelope = np.sin(np.pi * time_s / _NOTE_S) ** 2
    notes = [_VOLUME * envelope * np.sin(2 * np.pi * hz * time_s) for hz in _NOTES_HZ]
    return np.concatenate(notes).astype(np.float32)
