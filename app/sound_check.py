"""Trying a microphone and an output, before a session needs them."""

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.background import Background
from engine.arrays import TARGET_RATE_HZ, Float32
from engine.audio.mixing import SILENCE_DBFS, measure_level
from engine.devices.listing import DeviceKind, find_device
from engine.devices.loudspeaker import Loudspeaker, play
from engine.devices.protocols import AudioSink
from engine.devices.streams import DeviceInput, InputStream

OpenSource: TypeAlias = Callable[[str | None], InputStream]
OpenSink: TypeAlias = Callable[[str | None], AudioSink]

_READ_S: Final = 0.1
_NOTES_HZ: Final = (523.25, 659.25, 783.99)
_NOTE_S: Final = 0.35
_VOLUME: Final = 0.2


def open_microphone(name: str | None) -> InputStream:
    """A microphone by its stable name, which listens already.

    Raises:
        DeviceError: there is none.
    """
    return DeviceInput(find_device(name, DeviceKind.INPUT))


def open_output(name: str | None) -> AudioSink:
    """An output by its stable name.

    Raises:
        DeviceError: there is none.
    """
    return Loudspeaker(find_device(name, DeviceKind.OUTPUT))


class MicrophoneCheck(QObject):
    """Listens to a microphone for its level alone; nothing is kept.

    Signals:
        failed: a message for the user; it listens no more.
    """

    failed = Signal(str)

    def __init__(
        self,
        background: Background,
        *,
        open_source: OpenSource = open_microphone,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._open_source = open_source
        self._stop = threading.Event()
        self._peak_dbfs = SILENCE_DBFS

    def take_peak_dbfs(self) -> float:
        """The peak since the last call.

        A block that arrives between reading and forgetting is missed, which no eye will notice.
        """
        peak_dbfs, self._peak_dbfs = self._peak_dbfs, SILENCE_DBFS
        return peak_dbfs

    def listen(self, name: str | None) -> None:
        """Listen to a microphone, in place of the one before."""
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

        def fail(message: str) -> None:
            if not stop.is_set():
                self.failed.emit(message)

        self._background.run(work, done=lambda _: None, failed=fail)

    def stop(self) -> None:
        """Listen no more."""
        self._stop.set()
        self._peak_dbfs = SILENCE_DBFS


def play_chime(name: str | None, *, open_sink: OpenSink = open_output) -> None:
    """Play three soft notes and return when they have been heard.

    Raises:
        DeviceError: the output is missing or was lost.
    """
    play(open_sink(name), [chime()])


def chime() -> Float32:
    """Three rising notes, [n] float32 at TARGET_RATE_HZ."""
    time_s = np.arange(round(_NOTE_S * TARGET_RATE_HZ)) / TARGET_RATE_HZ
    # A raised cosine begins and ends without a click.
    envelope = np.sin(np.pi * time_s / _NOTE_S) ** 2
    notes = [_VOLUME * envelope * np.sin(2 * np.pi * hz * time_s) for hz in _NOTES_HZ]
    return np.concatenate(notes).astype(np.float32)
