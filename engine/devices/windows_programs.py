"""Hear one running program on Windows, which goes on playing where it plays: process loopback.

From build 20348 on, Windows 11 among them, an audio client can be activated on the sound of a
process and its children: ActivateAudioInterfaceAsync,
AUDIOCLIENT_ACTIVATION_TYPE_PROCESS_LOOPBACK;
IAudioSessionManager2 says which processes play. Interfaces are called through their tables of
methods, whose order is that of mmdeviceapi.h, audioclient.h and audiopolicy.h. `System` is all else
that is used of Windows. It has been tested over stand-ins for both alone, not on Windows.

Source: learn.microsoft.com/windows/win32/api/mmdeviceapi, audioclient, audioclientactivationparams,
audiopolicy, tlhelp32; the sample ApplicationLoopback there.
"""

import ctypes
import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol, Self
from uuid import UUID

import numpy as np

from engine.arrays import Float32
from engine.audio.resample import DriftingQueue
from engine.devices.programs import hears_programs
from engine.devices.system_audio import MixedInput
from engine.errors import DeviceError
from engine.messages import Code

_log = logging.getLogger(__name__)

_LOOPBACK_DEVICE: Final = "VAD\\Process_Loopback"
_RATE_HZ: Final = 48_000
_CHANNELS: Final = 2
_BUFFER_HNS: Final = 2_000_000
"""200 ms in units of 100 ns; process loopback refuses 0."""

_LOOK_S: Final = 0.5
"""How soon a program that starts is heard."""

_POLL_S: Final = 0.01
_PATIENCE_S: Final = 5.0
_WANTED_MS: Final = 60

# audioclient.h, audiopolicy.h, mmdeviceapi.h, audioclientactivationparams.h, wtypes.h
_SHARED: Final = 0
_LOOPBACK: Final = 0x0002_0000
_EVENT_CALLBACK: Final = 0x0004_0000
_SILENT: Final = 0x2
_RENDER: Final = 0
_DEVICE_ACTIVE: Final = 0x1
_SESSION_ACTIVE: Final = 1
_CLSCTX_ALL: Final = 23
_ACTIVATION_PROCESS_LOOPBACK: Final = 1
_INCLUDE_PROCESS_TREE: Final = 0
_VT_BLOB: Final = 65
_PCM: Final = 1

_E_NOINTERFACE: Final = -0x7FFF_BFFE
_RPC_E_CHANGED_MODE: Final = -0x7FFE_FEFA


class Guid(ctypes.Structure):
    """A GUID as Windows keeps it."""

    _fields_ = (
        ("data1", ctypes.c_uint32),
        ("data2", ctypes.c_uint16),
        ("data3", ctypes.c_uint16),
        ("data4", ctypes.c_uint8 * 8),
    )

    @classmethod
    def of(cls, text: str) -> "Guid":
        """The GUID that is written so."""
        return cls.from_buffer_copy(UUID(text).bytes_le)


IID_UNKNOWN: Final = Guid.of("00000000-0000-0000-C000-000000000046")
IID_AGILE_OBJECT: Final = Guid.of("94EA2B94-E9CC-49E0-C0FF-EE64CA8F5B90")
IID_COMPLETION_HANDLER: Final = Guid.of("41D949AB-9862-444A-80F6-C261334DA5EB")
IID_AUDIO_CLIENT: Final = Guid.of("1CB9AD4C-DBFA-4C32-B178-C2F568A703B2")
IID_CAPTURE_CLIENT: Final = Guid.of("C8ADBD64-E71E-48A0-A4DE-185C395CD317")
IID_SESSION_MANAGER: Final = Guid.of("77AA99A0-1BD6-484F-8BC7-2C654C9A9B6F")
IID_SESSION_CONTROL: Final = Guid.of("BFB7FF88-7239-4FC9-8FA2-07C950BE9C6D")
IID_DEVICE_ENUMERATOR: Final = Guid.of("A95664D2-9614-4F35-A746-DE8DB63617E6")
CLSID_DEVICE_ENUMERATOR: Final = Guid.of("BCDE0395-E52F-467C-8E3D-C4579291692E")


class ActivationParameters(ctypes.Structure):
    """AUDIOCLIENT_ACTIVATION_PARAMS, its union being that of process loopback."""

    _fields_ = (
        ("kind", ctypes.c_int32),
        ("process", ctypes.c_uint32),
        ("mode", ctypes.c_int32),
    )


class BlobVariant(ctypes.Structure):
    """PROPVARIANT that holds a BLOB."""

    _fields_ = (
        ("kind", ctypes.c_uint16),
        ("reserved", ctypes.c_uint16 * 3),
        ("size", ctypes.c_uint32),
        ("data", ctypes.c_void_p),
    )


class WaveFormat(ctypes.Structure):
    """WAVEFORMATEX."""

    _pack_ = 1
    _fields_ = (
        ("kind", ctypes.c_uint16),
        ("channels", ctypes.c_uint16),
        ("rate_hz", ctypes.c_uint32),
        ("bytes_per_s", ctypes.c_uint32),
        ("frame_bytes", ctypes.c_uint16),
        ("bits", ctypes.c_uint16),
        ("extra_bytes", ctypes.c_uint16),
    )


class ProcessEntry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("process", ctypes.c_uint32),
        ("heap", ctypes.c_void_p),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        # wchar_t has two bytes there, whatever it has where this is read.
        ("file", ctypes.c_uint16 * 260),
    )


@dataclass(frozen=True, slots=True)
class Process:
    """A running process: its parent's number, and its program's file without the ending."""

    parent: int
    name: str


class System(Protocol):
    """What is used of Windows beside the methods of interfaces. All may raise OSError."""

    def enter(self) -> bool:
        """Make the thread one that may use COM; whether `leave` has to undo that."""

    def leave(self) -> None:
        """Undo `enter`."""

    def processes(self) -> Mapping[int, Process]:
        """All that run."""

    def device_enumerator(self) -> int:
        """A new IMMDeviceEnumerator."""

    def activate_loopback(self, parameters: BlobVariant, handler: int) -> int:
        """Begin to activate an IAudioClient; an IActivateAudioInterfaceAsyncOperation."""

    def create_event(self) -> int:
        """A new event."""

    def close_handle(self, handle: int) -> None:
        """Close it."""


class Interface:
    """A pointer to a COM interface, which is released once."""

    def __init__(self, address: int) -> None:
        self._this: int | None = address

    def call(self, slot: int, *arguments: Any) -> int:
        """Call a method by its place in the table, counted from QueryInterface.

        Args:
            slot: the place.
            arguments: instances of ctypes' types, which are those of the method.

        Raises:
            OSError: the method failed; its `errno` is the HRESULT.
        """
        if not self._this:
            raise ValueError("there is no interface, or it was released")
        table = ctypes.cast(self._this, ctypes.POINTER(ctypes.c_void_p))[0]
        method = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[slot]
        # On 64 bits there is one convention for calls.
        kind = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *map(type, arguments))
        result = int(kind(method)(self._this, *arguments))
        if result < 0:
            raise _failed(result)
        return result

    def get(self, slot: int, *arguments: Any) -> "Interface":
        """Call a method whose last argument gives an interface."""
        found = ctypes.c_void_p()
        self.call(slot, *arguments, ctypes.pointer(found))
        return Interface(found.value or 0)

    def number(self, slot: int, kind: Any) -> int:
        """Call a method whose one argument gives a number."""
        found = kind()
        self.call(slot, ctypes.pointer(found))
        return int(found.value)

    def query(self, iid: Guid) -> "Interface":
        """The same object's other interface."""
        return self.get(0, ctypes.pointer(iid))

    def release(self) -> None:
        """Let go of it; twice is harmless."""
        this, self._this = self._this, None
        if this:
            table = ctypes.cast(this, ctypes.POINTER(ctypes.c_void_p))[0]
            method = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[2]
            ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p)(method)(this)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _failed(result: int) -> OSError:
    return OSError(result, f"HRESULT 0x{result & 0xFFFF_FFFF:08X}")


_kept: Final[list[object]] = []
"""A few hundred bytes for each program that is heard."""


class _CompletionHandler:
    """An IActivateAudioInterfaceCompletionHandler, which any thread may call.

    Windows refuses one that is not an IAgileObject, too.
    """

    def __init__(self) -> None:
        self.completed = threading.Event()
        query = ctypes.CFUNCTYPE(
            ctypes.c_int32, ctypes.c_void_p, ctypes.POINTER(Guid), ctypes.POINTER(ctypes.c_void_p)
        )
        count = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p)
        complete = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p)
        # It lives on whatever is counted; see `_kept`.
        self._methods = (
            query(self._query),
            count(lambda _: 2),
            count(lambda _: 1),
            complete(self._complete),
        )
        addresses = [ctypes.cast(method, ctypes.c_void_p).value for method in self._methods]
        self._table = (ctypes.c_void_p * len(addresses))(*addresses)
        self._this = ctypes.c_void_p(ctypes.addressof(self._table))

    @property
    def address(self) -> int:
        """Where the object is."""
        return ctypes.addressof(self._this)

    def _query(self, this: int, iid: Any, found: Any) -> int:
        known = (IID_UNKNOWN, IID_COMPLETION_HANDLER, IID_AGILE_OBJECT)
        is_known = bytes(iid.contents) in [bytes(each) for each in known]
        found[0] = this if is_known else None
        return 0 if is_known else _E_NOINTERFACE

    def _complete(self, _this: int, _operation: int) -> int:
        self.completed.set()
        return 0


class LoopbackCapture:
    """What a process and its children play; used by one thread, which has entered COM.

    Args:
        process: its number.
        system: what is used of Windows.

    Raises:
        OSError: it cannot be heard.
    """

    def __init__(self, process: int, system: System) -> None:
        self._system = system
        self._queue = DriftingQueue(from_hz=_RATE_HZ, to_hz=_RATE_HZ, wanted_ms=_WANTED_MS)
        self._come: deque[Float32] = deque()
        self._client = self._activate(process)
        self._capture: Interface | None = None
        self._event = 0
        try:
            self._event = system.create_event()
            frame_bytes = 2 * _CHANNELS
            form = WaveFormat(_PCM, _CHANNELS, _RATE_HZ, _RATE_HZ * frame_bytes, frame_bytes, 16, 0)
            self._client.call(
                3,  # Initialize
                ctypes.c_int32(_SHARED),
                ctypes.c_uint32(_LOOPBACK | _EVENT_CALLBACK),
                ctypes.c_int64(_BUFFER_HNS),
                ctypes.c_int64(0),
                ctypes.pointer(form),
                ctypes.c_void_p(None),
            )
            self._client.call(13, ctypes.c_void_p(self._event))  # SetEventHandle
            self._capture = self._client.get(14, ctypes.pointer(IID_CAPTURE_CLIENT))  # GetService
            self._client.call(10)  # Start
        except BaseException:
            self.close()
            raise

    def _activate(self, process: int) -> Interface:
        asked = ActivationParameters(_ACTIVATION_PROCESS_LOOPBACK, process, _INCLUDE_PROCESS_TREE)
        variant = BlobVariant(
            kind=_VT_BLOB, size=ctypes.sizeof(asked), data=ctypes.addressof(asked)
        )
        handler = _CompletionHandler()
        # Windows lets go of it some time after it has called it, and nobody knows when.
        _kept.append((handler, asked))
        with Interface(self._system.activate_loopback(variant, handler.address)) as operation:
            if not handler.completed.wait(_PATIENCE_S):
                raise TimeoutError(f"process {process} was not activated in {_PATIENCE_S:g} s")
            result = ctypes.c_int32()
            found = operation.get(3, ctypes.pointer(result))  # GetActivateResult
            with found:
                if result.value < 0:
                    raise _failed(result.value)
                return found.query(IID_AUDIO_CLIENT)

    def read(self) -> None:
        """Take what has come.

        Raises:
            OSError: it comes no more.
        """
        capture = self._capture
        if capture is None:
            raise ValueError("the capture was closed")
        while capture.number(5, ctypes.c_uint32):  # GetNextPacketSize
            data, count, flags = ctypes.c_void_p(), ctypes.c_uint32(), ctypes.c_uint32()
            capture.call(
                3,  # GetBuffer
                ctypes.pointer(data),
                ctypes.pointer(count),
                ctypes.pointer(flags),
                ctypes.c_void_p(None),
                ctypes.c_void_p(None),
            )
            if flags.value & _SILENT or not data.value:
                mono = np.zeros(count.value, np.float32)
            else:
                frames = np.frombuffer(
                    ctypes.string_at(data.value, 2 * _CHANNELS * count.value), "<i2"
                )
                mono = frames.reshape(-1, _CHANNELS).mean(axis=1, dtype=np.float32) / 32_768
            capture.call(4, count)  # ReleaseBuffer
            self._come.append(mono)

    def take(self, count: int) -> Float32:
        """Give [count] samples, silence where too few have come; from any one thread."""
        while self._come:
            self._queue.push(self._come.popleft())
        return self._queue.take(count)

    def close(self) -> None:
        """Stop and let go of everything."""
        with suppress(OSError, ValueError):
            self._client.call(11)  # Stop
        for interface in (self._capture, self._client):
            if interface is not None:
                interface.release()
        event, self._event = self._event, 0
        if event:
            self._system.close_handle(event)


class ProgramInput(MixedInput):
    """An InputStream over what one program plays; a thread of its own records it.

    While the program is not running there is silence, and nothing else is lost.

    Args:
        name: of the program, as `playing_programs` gives it; letters' case does not matter.
        system: makes what is used of Windows.

    Raises:
        DeviceError: this Windows cannot do it, or refuses.
    """

    def __init__(self, name: str, system: "Callable[[], System] | None" = None) -> None:
        self._name = name
        self._system = (system or windows)()
        self._is_looking = threading.Event()
        super().__init__(rate_hz=_RATE_HZ, latency_s=(_WANTED_MS + 20) / 1000)
        self._start(f"program {name}")
        # What refuses at once is said at once.
        self._is_looking.wait(2 * _PATIENCE_S)
        if self.failure is not None:
            self.close()
            raise self.failure

    def _record(self) -> None:
        captures: dict[int, LoopbackCapture] = {}
        try:
            with _com(self._system):
                try:
                    while not self._stop.is_set():
                        self._look(captures)
                        self._is_looking.set()
                        for _ in range(round(_LOOK_S / _POLL_S)):
                            self._read(captures)
                            if self._stop.wait(_POLL_S):
                                break
                finally:
                    self._playing = ()
                    for capture in captures.values():
                        capture.close()
        except OSError as error:
            _log.warning("a program cannot be heard", exc_info=True)
            self.failure = DeviceError(
                Code.DEVICE_BUSY, device=self._name, reason=error.strerror or str(error)
            )
        finally:
            self._is_looking.set()

    def _look(self, captures: dict[int, LoopbackCapture]) -> None:
        """Begin to hear the program where it has started, and let go of it where it has ended."""
        processes = self._system.processes()
        wanted = {
            _root(process, processes)
            for process, what in processes.items()
            if what.name.casefold() == self._name.casefold()
        }
        for process in captures.keys() - wanted:
            captures.pop(process).close()
        for process in wanted - captures.keys():
            try:
                captures[process] = LoopbackCapture(process, self._system)
            except OSError:
                if not self._is_looking.is_set():
                    raise
                # It may have ended meanwhile; it is looked for again.
                _log.info("process %d is not heard", process, exc_info=True)
        self._playing = tuple(captures.values())

    def _read(self, captures: dict[int, LoopbackCapture]) -> None:
        for process, capture in tuple(captures.items()):
            try:
                capture.read()
            except OSError:
                # As when it ends, or all outputs are gone; it is looked for again.
                _log.info("process %d is heard no more", process, exc_info=True)
                captures.pop(process).close()
                self._playing = tuple(captures.values())


def playing_programs(system: "Callable[[], System] | None" = None) -> tuple[str, ...]:
    """Names of other programs that play sound now: those of their files, without the ending."""
    made = (system or windows)()
    try:
        with _com(made):
            processes = made.processes()
            own = _root(os.getpid(), processes)
            names = {
                processes[process].name
                for process in _playing_processes(made)
                if process in processes and _root(process, processes) != own
            }
    except OSError:
        _log.info("programs that play are unknown", exc_info=True)
        return ()
    return tuple(sorted(names - {""}, key=str.casefold))


def _playing_processes(system: System) -> Iterator[int]:
    """The processes of sessions that play, on all outputs."""
    with (
        Interface(system.device_enumerator()) as enumerator,
        # EnumAudioEndpoints
        enumerator.get(3, ctypes.c_int32(_RENDER), ctypes.c_uint32(_DEVICE_ACTIVE)) as outputs,
    ):
        for place in range(outputs.number(3, ctypes.c_uint32)):  # GetCount
            with (
                outputs.get(4, ctypes.c_uint32(place)) as output,  # Item
                output.get(
                    3,  # Activate
                    ctypes.pointer(IID_SESSION_MANAGER),
                    ctypes.c_uint32(_CLSCTX_ALL),
                    ctypes.c_void_p(None),
                ) as manager,
                manager.get(5) as sessions,  # GetSessionEnumerator
            ):
                for number in range(sessions.number(3, ctypes.c_int32)):  # GetCount
                    with (
                        sessions.get(4, ctypes.c_int32(number)) as plain,  # GetSession
                        plain.query(IID_SESSION_CONTROL) as session,
                    ):
                        if session.number(3, ctypes.c_int32) == _SESSION_ACTIVE:  # GetState
                            # Of a session with several processes it is the first one's.
                            yield session.number(14, ctypes.c_uint32)  # GetProcessId


def _root(process: int, processes: Mapping[int, Process]) -> int:
    """The first process of a program that starts itself again, as browsers do for each task."""
    seen = {process}
    while process in processes:
        parent = processes[process].parent
        same = parent in processes and processes[parent].name == processes[process].name
        # Numbers are given again, so that a parent may seem to be a child.
        if not same or parent in seen:
            break
        seen.add(parent)
        process = parent
    return process


@contextmanager
def _com(system: System) -> Iterator[None]:
    must_leave = system.enter()
    try:
        yield
    finally:
        if must_leave:
            system.leave()


class _Windows:
    """`System` on Windows itself."""

    def __init__(self) -> None:
        load: Any = ctypes.WinDLL  # type: ignore[attr-defined, unused-ignore]
        self._ole, self._audio = load("ole32"), load("mmdevapi")
        self._kernel = load("kernel32", use_last_error=True)
        self._kernel.CreateEventW.restype = ctypes.c_void_p
        self._kernel.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
        self._kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
        for name in ("Process32FirstW", "Process32NextW"):
            getattr(self._kernel, name).argtypes = (ctypes.c_void_p, ctypes.c_void_p)

    def enter(self) -> bool:
        """See System; a thread that has entered otherwise, as that of windows, is left so."""
        result = self._ole.CoInitializeEx(None, 0)  # COINIT_MULTITHREADED
        if result < 0 and result != _RPC_E_CHANGED_MODE:
            raise _failed(result)
        return bool(result >= 0)

    def leave(self) -> None:
        """See System."""
        self._ole.CoUninitialize()

    def processes(self) -> Mapping[int, Process]:
        """See System."""
        snapshot = self._kernel.CreateToolhelp32Snapshot(0x2, 0)  # TH32CS_SNAPPROCESS
        if snapshot in (None, ctypes.c_void_p(-1).value):
            raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined, unused-ignore]
        entry = ProcessEntry(size=ctypes.sizeof(ProcessEntry))
        found: dict[int, Process] = {}
        try:
            goes_on = self._kernel.Process32FirstW(snapshot, ctypes.addressof(entry))
            while goes_on:
                found[entry.process] = Process(entry.parent, program_name(entry))
                goes_on = self._kernel.Process32NextW(snapshot, ctypes.addressof(entry))
        finally:
            self._kernel.CloseHandle(snapshot)
        return found

    def device_enumerator(self) -> int:
        """See System."""
        found = ctypes.c_void_p()
        result = self._ole.CoCreateInstance(
            ctypes.byref(CLSID_DEVICE_ENUMERATOR),
            None,
            _CLSCTX_ALL,
            ctypes.byref(IID_DEVICE_ENUMERATOR),
            ctypes.byref(found),
        )
        if result < 0:
            raise _failed(result)
        return found.value or 0

    def activate_loopback(self, parameters: BlobVariant, handler: int) -> int:
        """See System."""
        found = ctypes.c_void_p()
        result = self._audio.ActivateAudioInterfaceAsync(
            ctypes.c_wchar_p(_LOOPBACK_DEVICE),
            ctypes.byref(IID_AUDIO_CLIENT),
            ctypes.byref(parameters),
            ctypes.c_void_p(handler),
            ctypes.byref(found),
        )
        if result < 0:
            raise _failed(result)
        return found.value or 0

    def create_event(self) -> int:
        """See System."""
        handle = self._kernel.CreateEventW(None, 0, 0, None)
        if not handle:
            raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined, unused-ignore]
        return int(handle)

    def close_handle(self, handle: int) -> None:
        """See System."""
        self._kernel.CloseHandle(handle)


def windows() -> System:
    """What is used of this Windows.

    Raises:
        DeviceError: it is too old, or this is another system.
    """
    if not hears_programs():
        raise DeviceError(Code.PROGRAM_SOUND_UNSUPPORTED)
    return _Windows()


def program_name(entry: ProcessEntry) -> str:
    """The program's file without the ending, as a person knows it."""
    units = bytes(memoryview(entry.file).cast("B")).decode("utf-16-le", "replace")
    name = units.split("\0", 1)[0]
    return name[:-4] if name.casefold().endswith(".exe") else name
