"""What a direction hears and plays to: devices that may go away, come back, or be replaced."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from typing import Final, Generic, Protocol, Self, TypeAlias, TypeVar, assert_never

from engine.audio.files import open_audio
from engine.devices.device_streams import DeviceInput, DeviceOutput
from engine.devices.files import FileInput
from engine.devices.listing import AudioDevice, DeviceKind, find_device, list_devices
from engine.devices.streams import InputStream, OutputStream
from engine.devices.system_audio import SystemAudioInput
from engine.devices.virtual import OWN_OUTPUTS, VirtualDevices
from engine.errors import DeviceError, EngineError, message_of
from engine.live.config import (
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualSpeaker,
    LiveConfig,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.events import DefaultChanged, DeviceLost, DeviceReturned, Notice
from engine.messages import SYSTEM_AUDIO, Code, Message

_CHECK_S: Final = 0.5
"""How often the list of devices is looked at; a reading takes a few milliseconds of a sound server,
and a tenth of a second where PortAudio makes the list anew."""

_DUMMY: Final = "auto_null"
"""What a sound server has for an output while there is none."""

Stream = TypeVar("Stream", bound=InputStream | OutputStream)


class AudioSystem(Protocol):
    """Lists and opens devices."""

    def devices(self) -> Sequence[AudioDevice]:
        """What there is now.

        Raises:
            DeviceError: the sound system does not work at all.
        """
        ...

    def open_input(self, device: AudioDevice) -> InputStream:
        """Listen.

        Raises:
            DeviceError: it is gone, busy or refuses every format.
        """
        ...

    def open_output(self, device: AudioDevice) -> OutputStream:
        """Play.

        Raises:
            DeviceError: it is gone, busy or refuses every format.
        """
        ...


class ComputerAudio:
    """The AudioSystem of this computer."""

    def devices(self) -> Sequence[AudioDevice]:
        """What there is now."""
        return list_devices()

    def open_input(self, device: AudioDevice) -> InputStream:
        """Listen."""
        return DeviceInput(device)

    def open_output(self, device: AudioDevice) -> OutputStream:
        """Play."""
        return DeviceOutput(device)


class DeviceLine(Generic[Stream]):
    """A stream, or None while its device is away.

    The reconnector's thread opens and closes; the sound thread uses `stream` and calls `fail`. Both
    read and write single references, which needs no lock. A stream that was replaced is closed
    once the sound thread has let go of it.
    """

    def __init__(self, stream: Stream, description: str) -> None:
        self.description = description
        self.stream: Stream | None = stream
        self.failure: DeviceError | None = None

    def fail(self, error: DeviceError) -> None:
        """Record that the stream ended in an error."""
        self.failure = error

    def check(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Compare with what there is now, and open or give up the device."""
        del devices
        return None

    def close(self) -> None:
        """Let go of the stream."""
        stream, self.stream = self.stream, None
        self.failure = None
        if stream is not None:
            stream.close()


class NamedDeviceLine(DeviceLine[Stream]):
    """A device line over a device that is chosen by name, or the system's default.

    Args:
        name: None follows the default.
        kind: input or output.
        system: lists devices.
        open_device: opens one.

    Raises:
        DeviceError: there is no such device, or it cannot be opened.
    """

    def __init__(
        self,
        name: str | None,
        kind: DeviceKind,
        *,
        system: AudioSystem,
        open_device: Callable[[AudioDevice], Stream],
    ) -> None:
        self._follows_default = name is None or name == "default"
        self._kind = kind
        self._open = open_device
        self.device = find_device(name, kind, system.devices())
        super().__init__(open_device(self.device), self.device.description)

    def check(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Give up what went away, and open what is back or the system's new default."""
        wanted = self._wanted(devices)
        if self.stream is None:
            return None if wanted is None else self._open_instead(wanted)
        if self.failure is not None:
            message = message_of(self.failure)
            if message.code is Code.DEVICE_LOST:
                # It is waited for, whichever thread noticed first.
                message = Message(Code.DEVICE_AWAITED, device=self.device.description)
        elif wanted is None:
            message = Message(Code.DEVICE_AWAITED, device=self.device.description)
        elif wanted.name != self.device.name:
            return self._open_instead(wanted)
        else:
            self.stream.return_to_device()
            return None
        self.close()
        return DeviceLost(kind=self._kind, description=self.device.description, message=message)

    def _wanted(self, devices: Sequence[AudioDevice]) -> AudioDevice | None:
        of_kind = [d for d in devices if d.kind is self._kind]
        if self._follows_default:
            of_kind = [d for d in of_kind if d.name not in (_DUMMY, *OWN_OUTPUTS)]
            # A server without a microphone calls a monitor its default: that hears ourselves.
            usual = (d for d in of_kind if d.is_default and d.is_monitor <= self.device.is_monitor)
            return next(usual, None)
        chosen = (self.device.name, self.device.host)
        return next((d for d in of_kind if (d.name, d.host) == chosen), None)

    def _open_instead(self, wanted: AudioDevice) -> Notice | None:
        """Open `wanted` in the place of what there was; None where it cannot be opened yet."""
        try:
            opened = self._open(wanted)
        except DeviceError:
            return None
        before, self.stream = self.stream, opened
        self.failure = None
        if before is not None:
            before.close()
        is_same = wanted.name == self.device.name
        self.device, self.description = wanted, wanted.description
        change = DeviceReturned if is_same else DefaultChanged
        return change(kind=self._kind, description=wanted.description)


class SystemAudioLine(DeviceLine[InputStream]):
    """A device line over what other programs play.

    Raises:
        DeviceError: this system has no way to it; says what to do instead.
    """

    def __init__(self) -> None:
        super().__init__(SystemAudioInput(), SYSTEM_AUDIO)

    def check(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Take the sound server up again after it has stopped."""
        del devices
        kind, description = DeviceKind.INPUT, self.description
        if self.failure is not None:
            message = message_of(self.failure)
            self.close()
            return DeviceLost(kind=kind, description=description, message=message)
        if self.stream is None:
            with suppress(DeviceError):
                self.stream = SystemAudioInput()
                return DeviceReturned(kind=kind, description=description)
        return None


DeviceLines: TypeAlias = Sequence[DeviceLine[InputStream] | DeviceLine[OutputStream]]


class DeviceReconnector:
    """A thread that checks device lines, and gives up or opens their devices.

    Args:
        lines: are checked until `stop`.
        system: lists devices.
        emit: is called on a thread of its own.
    """

    def __init__(
        self,
        lines: DeviceLines,
        *,
        system: AudioSystem,
        emit: Callable[[Notice], None],
    ) -> None:
        self._lines = lines
        # A recording needs no list, which PortAudio would make anew each time.
        self._needs_list = any(isinstance(line, NamedDeviceLine) for line in lines)
        self._system = system
        self._emit = emit
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="devices", daemon=True)

    def start(self) -> None:
        """Begin to check."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def check(self) -> None:
        """Check every line once."""
        try:
            devices = self._system.devices() if self._needs_list else ()
        except EngineError:
            devices = ()
        for line in self._lines:
            notice = line.check(devices)
            if notice is not None:
                self._emit(notice)

    def _run(self) -> None:
        while not self._stop.wait(_CHECK_S):
            self.check()


def now_s() -> float:
    """Seconds on the clock that all threads share."""
    return time.monotonic()


class AudioEndpoints:
    """A context manager over what a direction hears and where it plays.

    Args:
        config: says which they are.
        system: lists and opens devices.

    Raises:
        AudioError: a file cannot be read.
        DeviceError: a device is missing, or source and target are the two ends of one cable.

    Attributes:
        hints: what to choose in a call's program for the virtual devices.
        source: what is heard.
        target: where it is played; None for nowhere.
        lines: both.
    """

    def __init__(self, config: LiveConfig, *, system: AudioSystem) -> None:
        with ExitStack() as stack:
            self._virtual = stack.enter_context(VirtualDevices())
            self._system = system
            self.hints: tuple[Message, ...] = ()
            self.source: DeviceLine[InputStream] = self._open_source(config, stack)
            self.target: DeviceLine[OutputStream] | None = self._open_target(config, stack)
            self.lines: DeviceLines = [
                line for line in (self.source, self.target) if line is not None
            ]
            self._refuse_loop()
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _open_source(self, config: LiveConfig, stack: ExitStack) -> DeviceLine[InputStream]:
        line: DeviceLine[InputStream]
        match config.source:
            case FromMicrophone(name):
                line = self._input(name)
            case FromVirtualSpeaker():
                made = self._virtual.speaker()
                line = self._input(made.device.name)
                self.hints += (made.hint,)
            case FromSystemAudio():
                line = SystemAudioLine()
            case FromFile(path):
                line = DeviceLine(FileInput(open_audio(path), realtime=True), path.name)
            case _:
                assert_never(config.source)
        stack.callback(line.close)
        return line

    def _open_target(self, config: LiveConfig, stack: ExitStack) -> DeviceLine[OutputStream] | None:
        line: DeviceLine[OutputStream]
        match config.target:
            case ToOutput(name):
                line = self._output(name)
            case ToVirtualMicrophone():
                made = self._virtual.microphone()
                line = self._output(made.device.name)
                self.hints += (made.hint,)
            case None:
                return None
            case _:
                assert_never(config.target)
        stack.callback(line.close)
        return line

    def _input(self, name: str | None) -> NamedDeviceLine[InputStream]:
        return NamedDeviceLine(
            name, DeviceKind.INPUT, system=self._system, open_device=self._system.open_input
        )

    def _output(self, name: str | None) -> NamedDeviceLine[OutputStream]:
        system = self._system
        return NamedDeviceLine(
            name, DeviceKind.OUTPUT, system=system, open_device=system.open_output
        )

    def _refuse_loop(self) -> None:
        if not (
            isinstance(self.source, NamedDeviceLine) and isinstance(self.target, NamedDeviceLine)
        ):
            return
        heard, spoken = self.source.device, self.target.device
        if heard.is_monitor and heard.name == f"{spoken.name}.monitor":
            raise DeviceError(Code.DEVICE_HEARS_ITSELF, device=heard.description)
