"""What a direction hears and plays to: devices that may go away, come back, or be replaced."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from functools import partial
from typing import Final, Generic, Protocol, Self, TypeAlias, TypeVar, assert_never

from engine.audio.files import AudioFile, open_audio
from engine.devices.device_streams import DeviceInput, DeviceOutput
from engine.devices.files import FileInput
from engine.devices.listing import (
    OWN_DEVICES,
    VIRTUAL_LOUDSPEAKER,
    AudioDevice,
    DeviceKind,
    find_device,
    list_devices,
)
from engine.devices.programs import ProgramStreams, programs_stay
from engine.devices.streams import InputStream, OutputStream
from engine.devices.system_audio import SystemAudioInput
from engine.devices.virtual import VirtualDevices
from engine.devices.windows_programs import ProgramInput
from engine.errors import DeviceError, EngineError, message_of
from engine.live.config import (
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualLoudspeaker,
    LiveConfig,
    SourceChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.events import DefaultChanged, DeviceLost, DeviceReturned, Notice
from engine.messages import SYSTEM_AUDIO, Code, Message

_CHECK_S: Final = 0.5
"""How often the list of devices is looked at; a reading takes a few milliseconds of a sound server,
and a tenth of a second where PortAudio makes the list anew."""

_STEADY_S: Final = 10.0
"""A stream that lasted so long works; one that is lost sooner is opened again less often."""

_LONGEST_WAIT_S: Final = 30.0

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

    def virtual_devices(self) -> AbstractContextManager[VirtualDevices]:
        """What makes virtual devices; at its end those go that are not kept."""
        ...


class ComputerAudio:
    """The AudioSystem of this computer.

    Args:
        kept: virtual devices that outlive a direction; None has each direction make its own.
    """

    def __init__(self, kept: VirtualDevices | None = None) -> None:
        self._kept = kept

    def devices(self) -> Sequence[AudioDevice]:
        """What there is now."""
        return list_devices()

    def open_input(self, device: AudioDevice) -> InputStream:
        """Listen."""
        return DeviceInput(device)

    def open_output(self, device: AudioDevice) -> OutputStream:
        """Play."""
        return DeviceOutput(device)

    def virtual_devices(self) -> AbstractContextManager[VirtualDevices]:
        """What makes virtual devices."""
        return VirtualDevices() if self._kept is None else nullcontext(self._kept)


class DeviceLine(Generic[Stream]):
    """A stream, or None while its device is away.

    The reconnector's thread opens and closes; the sound thread uses `stream` and calls `fail` and
    `note_delivery`. Both read and write single references, which needs no lock. A stream that was
    replaced is closed once the sound thread has let go of it.

    Attributes:
        description: what a person calls the device.
        stream: None while the device is away.
        failure: what ended the stream.
    """

    def __init__(self, stream: Stream, description: str) -> None:
        self.description = description
        self.stream: Stream | None = stream
        self.failure: DeviceError | None = None
        self._has_delivered = True

    @property
    def is_away(self) -> bool:
        """Whether nothing comes or goes: it is closed, has failed, or has not shown yet to work."""
        return self.stream is None or self.failure is not None or not self._has_delivered

    def fail(self, error: DeviceError) -> None:
        """Record that the stream ended in an error."""
        self.failure = error

    def note_delivery(self) -> None:
        """Record that sound came, or was taken."""
        self._has_delivered = True

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


class ReopenedLine(DeviceLine[Stream]):
    """A device line that gives up a lost stream and opens it again.

    A loss is told once, and a return once the stream has delivered: one that opens and stays dead
    is tried again in silence, less and less often.

    Args:
        stream: the first.
        kind: input or output.
        description: what a person calls the device.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        stream: Stream,
        kind: DeviceKind,
        description: str,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(stream, description)
        self._kind = kind
        self._clock = clock
        # One thread checks it; any may choose another device.
        self._lock = threading.RLock()
        self._opened_at_s = clock()
        self._wait_s = 0.0
        self._retry_at_s = 0.0
        self._return: Notice | None = None
        self._is_left = False

    def leave(self) -> None:
        """Let go of the stream for good, as another line takes this one's place."""
        with self._lock:
            self._is_left = True
            self.close()

    def check(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Give up what went away, and open what is back."""
        with self._lock:
            if self._is_left:
                return None
            if self.stream is None:
                if self._clock() >= self._retry_at_s:
                    self._return = self._reopen(devices)
                return None
            loss = self._loss(devices)
            if loss is None:
                return self._go_on(devices)
            was_told = not self._has_delivered
            self._give_up()
            if was_told:
                return None
            return DeviceLost(kind=self._kind, description=self.description, message=loss)

    def _go_on(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Tell of a return once the stream has delivered, and look after one that goes on."""
        if not self._has_delivered:
            return None
        told, self._return = self._return, None
        return told or self._keep(devices)

    def _put(self, stream: Stream) -> None:
        """Use a stream that was opened in the place of what there was."""
        before, self.stream = self.stream, stream
        self.failure = None
        self._opened_at_s = self._clock()
        if before is not None:
            before.close()

    def _give_up(self) -> None:
        now_s = self._clock()
        self.close()
        is_flapping = now_s - self._opened_at_s < _STEADY_S
        self._wait_s = min(_LONGEST_WAIT_S, 2 * self._wait_s or _CHECK_S) if is_flapping else 0.0
        self._retry_at_s = now_s + self._wait_s
        self._has_delivered = False

    def _loss(self, devices: Sequence[AudioDevice]) -> Message | None:
        """Why the stream cannot go on; None where it can."""
        raise NotImplementedError

    def _reopen(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Open again with `_put` what was lost, and say what is to be told; None while it can't."""
        raise NotImplementedError

    def _keep(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Look after a stream that goes on."""
        del devices
        return None


class NamedDeviceLine(ReopenedLine[Stream]):
    """A device line over a device that is chosen by name, or the system's default.

    A chosen device is waited for: no other one takes its place.

    Args:
        name: None follows the default.
        kind: input or output.
        system: lists devices.
        open_device: opens one.
        make: makes the device where it is not in the list, as the virtual ones are.
        clock: seconds, monotonic.

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
        make: Callable[[], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._follows_default = _is_default(name)
        self._system = system
        self._open = open_device
        self._make = make
        self.device = find_device(name, kind, system.devices())
        super().__init__(open_device(self.device), kind, self.device.description, clock=clock)

    def find(self, name: str | None) -> AudioDevice:
        """The device of a name, of this line's kind.

        Raises:
            DeviceError: there is none, or several.
        """
        return find_device(name, self._kind, self._system.devices())

    def choose(self, name: str | None) -> Notice | None:
        """Use another device from now on; may wait, on any thread but that of sound.

        Args:
            name: None follows the default.

        Returns:
            What is to be told; None where it is the same device.

        Raises:
            DeviceError: it is not there or cannot be opened; the one before goes on.
        """
        with self._lock:
            chosen = self.find(name)
            is_same = (chosen.name, chosen.host) == (self.device.name, self.device.host)
            if not (is_same and self.stream is not None):
                self._use(chosen, self._open(chosen))
                self._has_delivered, self._return = True, None
            self._follows_default = _is_default(name)
        if is_same:
            return None
        return DefaultChanged(kind=self._kind, description=chosen.description)

    def _use(self, device: AudioDevice, stream: Stream) -> None:
        self._put(stream)
        self.device, self.description = device, device.description

    def _loss(self, devices: Sequence[AudioDevice]) -> Message | None:
        awaited = Message(Code.DEVICE_AWAITED, device=self.device.description)
        if self.failure is not None:
            message = message_of(self.failure)
            # It is waited for, whichever thread noticed first.
            return awaited if message.code is Code.DEVICE_LOST else message
        return awaited if self._wanted(devices) is None else None

    def _reopen(self, devices: Sequence[AudioDevice]) -> Notice | None:
        wanted = self._wanted(devices)
        if wanted is not None:
            return self._open_instead(wanted)
        if self._make is not None:
            # A sound server that started again knows nothing of it; the next list has it.
            with suppress(DeviceError):
                self._make()
        return None

    def _keep(self, devices: Sequence[AudioDevice]) -> Notice | None:
        wanted = self._wanted(devices)
        if wanted is not None and wanted.name != self.device.name:
            return self._open_instead(wanted)
        if self.stream is not None:
            self.stream.return_to_device()
        return None

    def _wanted(self, devices: Sequence[AudioDevice]) -> AudioDevice | None:
        of_kind = [d for d in devices if d.kind is self._kind]
        if self._follows_default:
            of_kind = [d for d in of_kind if d.name != _DUMMY and d.name not in OWN_DEVICES]
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
        is_same = wanted.name == self.device.name
        self._use(wanted, opened)
        change = DeviceReturned if is_same else DefaultChanged
        return change(kind=self._kind, description=wanted.description)


def _is_default(name: str | None) -> bool:
    return name is None or name == "default"


class ProgramLine(NamedDeviceLine[InputStream]):
    """A device line over the virtual speaker, to which a program's streams are moved.

    Each check moves what the program has begun to play; the first one comes once models are loaded.

    Args:
        streams: of the program.
        name, kind, system, open_device, make: as of NamedDeviceLine.

    Raises:
        DeviceError: the virtual speaker cannot be opened.
    """

    def __init__(
        self,
        streams: ProgramStreams,
        name: str,
        kind: DeviceKind,
        *,
        system: AudioSystem,
        open_device: Callable[[AudioDevice], InputStream],
        make: Callable[[], object],
    ) -> None:
        super().__init__(name, kind, system=system, open_device=open_device, make=make)
        self._streams = streams

    def check(self, devices: Sequence[AudioDevice]) -> Notice | None:
        """Look after the virtual speaker, and move what the program plays there."""
        notice = super().check(devices)
        if self.stream is not None:
            self._streams.look()
        return notice

    def close(self) -> None:
        """Give the program's sound back, and let go of the stream."""
        self._streams.give_back()
        super().close()


class LoopbackLine(ReopenedLine[InputStream]):
    """A device line over what other programs play, or one of them.

    Args:
        make: opens it; all that plays if None.
        description: what stands in the place of a device.

    Raises:
        DeviceError: this system has no way to it; says what to do instead.
    """

    def __init__(
        self,
        make: Callable[[], InputStream] | None = None,
        description: str = SYSTEM_AUDIO,
    ) -> None:
        self._make_input = make or SystemAudioInput
        super().__init__(self._make_input(), DeviceKind.INPUT, description)

    def _loss(self, devices: Sequence[AudioDevice]) -> Message | None:
        del devices
        return None if self.failure is None else message_of(self.failure)

    def _reopen(self, devices: Sequence[AudioDevice]) -> Notice | None:
        del devices
        with suppress(DeviceError):
            self._put(self._make_input())
            return DeviceReturned(kind=self._kind, description=self.description)
        return None


DeviceLines: TypeAlias = Sequence[DeviceLine[InputStream] | DeviceLine[OutputStream]]


class DeviceReconnector:
    """A thread that checks device lines, and gives up or opens their devices.

    Args:
        lines: says which are checked, each time until `stop`.
        system: lists devices.
        emit: is called on a thread of its own.
        interrupted: told on that thread, after every check, whether a device is away.
    """

    def __init__(
        self,
        lines: Callable[[], DeviceLines],
        *,
        system: AudioSystem,
        emit: Callable[[Notice], None],
        interrupted: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._lines = lines
        self._interrupted = interrupted
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
        lines = self._lines()
        # A recording needs no list, which PortAudio would make anew each time.
        needs_list = any(isinstance(line, NamedDeviceLine) for line in lines)
        try:
            devices = self._system.devices() if needs_list else ()
        except EngineError:
            devices = ()
        for line in lines:
            notice = line.check(devices)
            if notice is not None:
                self._emit(notice)
        # Of one that was left meanwhile nobody is to know.
        self._interrupted(any(line.is_away for line in self._lines()))

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
        recording: what is heard, where that is a file.
        player: gives the recording; None where no file is heard.
        source: what is heard.
        source_choice: by what it was chosen.
        target: where it is played; None for nowhere.
        listen_in: where the translation is played too; None for nowhere.
    """

    def __init__(self, config: LiveConfig, *, system: AudioSystem) -> None:
        with ExitStack() as stack:
            self._virtual = stack.enter_context(system.virtual_devices())
            self._system = system
            self._source_hints: tuple[Message, ...] = ()
            self._target_hints: tuple[Message, ...] = ()
            self.source_choice = config.source
            self.recording: AudioFile | None = None
            self.player: FileInput | None = None
            self.source: DeviceLine[InputStream] = self._open_source(config.source)
            stack.callback(self._close_source)
            self.target: DeviceLine[OutputStream] | None = self._open_target(config, stack)
            self.listen_in: NamedDeviceLine[OutputStream] | None = None
            if config.listen_in is not None:
                self.listen_in = self._output(config.listen_in.name)
                stack.callback(self.listen_in.close)
            for line in (self.target, self.listen_in):
                _refuse_loop(_device_of(self.source), _device_of(line))
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _close_source(self) -> None:
        self.source.close()

    @property
    def hints(self) -> tuple[Message, ...]:
        """What to choose in a call's program for the virtual devices."""
        return self._source_hints + self._target_hints

    @property
    def lines(self) -> DeviceLines:
        """All of them."""
        return [line for line in (self.source, self.target, self.listen_in) if line is not None]

    def choose(self, config: LiveConfig) -> list[Notice]:
        """Use the source and the outputs of another configuration, where both have such.

        A source of another kind takes the place of the one that is heard, but for a recording,
        which has a clock and an end of its own.

        Returns:
            What is to be told.

        Raises:
            DeviceError: one is not there or cannot be opened; it stays as it was.
        """
        source = target = listen_in = None
        if isinstance(self.target, NamedDeviceLine) and isinstance(config.target, ToOutput):
            target = (self.target, config.target.name)
        if self.listen_in is not None and config.listen_in is not None:
            listen_in = (self.listen_in, config.listen_in.name)
        played = [
            _device_of(line) if chosen is None else chosen[0].find(chosen[1])
            for line, chosen in ((self.target, target), (self.listen_in, listen_in))
        ]
        before, wanted = self.source_choice, config.source
        if isinstance(before, FromMicrophone) and isinstance(wanted, FromMicrophone):
            if isinstance(self.source, NamedDeviceLine):
                source = (self.source, wanted.name)
                for device in played:
                    _refuse_loop(self.source.find(wanted.name), device)
            self.source_choice = wanted
        elif before != wanted and not any(isinstance(c, FromFile) for c in (before, wanted)):
            self._change_source(wanted, played)
        else:
            for device in played:
                _refuse_loop(_device_of(self.source), device)
        ends = (source, target, listen_in)
        notices = [end[0].choose(end[1]) for end in ends if end is not None]
        return [notice for notice in notices if notice is not None]

    def _change_source(self, wanted: SourceChoice, played: Sequence[AudioDevice | None]) -> None:
        """Hear something of another kind; what was heard is let go of once that is open."""
        hints = self._source_hints
        line = self._open_source(wanted)
        try:
            for device in played:
                _refuse_loop(_device_of(line), device)
        except DeviceError:
            line.close()
            self._source_hints = hints
            raise
        before, self.source, self.source_choice = self.source, line, wanted
        if isinstance(before, ReopenedLine):
            before.leave()

    def _open_source(self, source: SourceChoice) -> DeviceLine[InputStream]:
        hints: tuple[Message, ...] = ()
        line: DeviceLine[InputStream]
        match source:
            case FromMicrophone(name):
                line = self._input(name)
            case FromVirtualLoudspeaker(program) if program and programs_stay():
                line = LoopbackLine(partial(ProgramInput, program), program)
            case FromVirtualLoudspeaker(program):
                made = self._virtual.loudspeaker()
                if program:
                    line = ProgramLine(
                        ProgramStreams(program, VIRTUAL_LOUDSPEAKER),
                        made.device.name,
                        DeviceKind.INPUT,
                        system=self._system,
                        open_device=self._system.open_input,
                        make=self._virtual.loudspeaker,
                    )
                else:
                    line = self._input(made.device.name, make=self._virtual.loudspeaker)
                    hints = (made.hint,)
            case FromSystemAudio():
                line = LoopbackLine()
            case FromFile(path):
                self.recording = open_audio(path)
                self.player = FileInput(self.recording, realtime=True)
                line = DeviceLine(self.player, path.name)
            case _:
                assert_never(source)
        self._source_hints = hints
        return line

    def _open_target(self, config: LiveConfig, stack: ExitStack) -> DeviceLine[OutputStream] | None:
        line: DeviceLine[OutputStream]
        match config.target:
            case ToOutput(name):
                line = self._output(name)
            case ToVirtualMicrophone():
                made = self._virtual.microphone()
                line = self._output(made.device.name, make=self._virtual.microphone)
                self._target_hints = (made.hint,)
            case None:
                return None
            case _:
                assert_never(config.target)
        stack.callback(line.close)
        return line

    def _input(
        self, name: str | None, *, make: Callable[[], object] | None = None
    ) -> NamedDeviceLine[InputStream]:
        system = self._system
        return NamedDeviceLine(
            name, DeviceKind.INPUT, system=system, open_device=system.open_input, make=make
        )

    def _output(
        self, name: str | None, *, make: Callable[[], object] | None = None
    ) -> NamedDeviceLine[OutputStream]:
        system = self._system
        return NamedDeviceLine(
            name, DeviceKind.OUTPUT, system=system, open_device=system.open_output, make=make
        )


def _device_of(line: object) -> AudioDevice | None:
    return line.device if isinstance(line, NamedDeviceLine) else None


def _refuse_loop(heard: AudioDevice | None, spoken: AudioDevice | None) -> None:
    """Refuse to listen to where it is spoken."""
    if heard is None or spoken is None:
        return
    if heard.is_monitor and heard.name == f"{spoken.name}.monitor":
        raise DeviceError(Code.DEVICE_HEARS_ITSELF, device=heard.description)
