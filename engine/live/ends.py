"""Opens what a direction hears and plays to."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Self, TypeAlias, assert_never

from engine.audio.files import open_audio
from engine.devices.file_stream import FileInput
from engine.devices.listing import DeviceKind
from engine.devices.streams import InputStream, OutputStream
from engine.devices.virtual import VirtualDevices
from engine.errors import DeviceError
from engine.live.config import (
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualSpeaker,
    LiveConfig,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.lines import DeviceLine, Line, SoundSystem, SystemAudioLine

Lines: TypeAlias = Sequence[Line[InputStream] | Line[OutputStream]]


class Ends:
    """A context manager over the two ends of a direction.

    Args:
        config: says what they are.
        system: lists and opens devices.

    Raises:
        AudioError: a file cannot be read.
        DeviceError: a device is missing, or source and target are the two ends of one cable.

    Attributes:
        hint: what to choose in a call's program for the virtual devices; empty for none.
        source: what is heard.
        target: where it is played; None for nowhere.
        lines: both.
    """

    def __init__(self, config: LiveConfig, *, system: SoundSystem) -> None:
        with ExitStack() as stack:
            self._virtual = stack.enter_context(VirtualDevices())
            self._system = system
            self.hint = ""
            self.source: Line[InputStream] = self._open_source(config, stack)
            self.target: Line[OutputStream] | None = self._open_target(config, stack)
            self.lines: Lines = [line for line in (self.source, self.target) if line is not None]
            self._refuse_loop()
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _open_source(self, config: LiveConfig, stack: ExitStack) -> Line[InputStream]:
        line: Line[InputStream]
        match config.source:
            case FromMicrophone(name):
                line = self._input(name)
            case FromVirtualSpeaker():
                made = self._virtual.speaker()
                line = self._input(made.device.name)
                self.hint += made.hint
            case FromSystemAudio():
                line = SystemAudioLine()
            case FromFile(path):
                line = Line(FileInput(open_audio(path)), path.name)
            case _:
                assert_never(config.source)
        stack.callback(line.close)
        return line

    def _open_target(self, config: LiveConfig, stack: ExitStack) -> Line[OutputStream] | None:
        line: Line[OutputStream]
        match config.target:
            case ToOutput(name):
                line = self._output(name)
            case ToVirtualMicrophone():
                made = self._virtual.microphone()
                line = self._output(made.device.name)
                self.hint = " ".join(filter(None, [self.hint, made.hint]))
            case None:
                return None
            case _:
                assert_never(config.target)
        stack.callback(line.close)
        return line

    def _input(self, name: str | None) -> DeviceLine[InputStream]:
        system = self._system
        return DeviceLine(name, DeviceKind.INPUT, system=system, open_device=system.open_input)

    def _output(self, name: str | None) -> DeviceLine[OutputStream]:
        system = self._system
        return DeviceLine(name, DeviceKind.OUTPUT, system=system, open_device=system.open_output)

    def _refuse_loop(self) -> None:
        if not (isinstance(self.source, DeviceLine) and isinstance(self.target, DeviceLine)):
            return
        heard, spoken = self.source.device, self.target.device
        if heard.is_monitor and heard.name == f"{spoken.name}.monitor":
            raise DeviceError(
                f"{heard.description} would hear the interpreter itself; "
                "choose another output or another source."
            )
