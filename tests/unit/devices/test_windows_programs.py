"""Programs on Windows, over COM objects in memory whose tables are those of the headers."""

import ctypes
import os
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from uuid import UUID

import numpy as np
import pytest

from engine.devices import programs, windows_programs
from engine.devices.programs import hears_programs, programs_stay
from engine.devices.windows_programs import (
    ActivationParameters,
    BlobVariant,
    Guid,
    Interface,
    Process,
    ProcessEntry,
    ProgramInput,
    WaveFormat,
    playing_programs,
    program_name,
)
from engine.errors import DeviceError
from engine.messages import Code
from tests.helpers.fake_com import ComObject, i32, pointer, put, u32
from tests.helpers.raising import raises

_AUDIO_CLIENT = "1CB9AD4C-DBFA-4C32-B178-C2F568A703B2"
_CAPTURE = "C8ADBD64-E71E-48A0-A4DE-185C395CD317"
_SESSION = "BFB7FF88-7239-4FC9-8FA2-07C950BE9C6D"
_MANAGER = "77AA99A0-1BD6-484F-8BC7-2C654C9A9B6F"
_AGILE = "94EA2B94-E9CC-49E0-C0FF-EE64CA8F5B90"
_HANDLER = "41D949AB-9862-444A-80F6-C261334DA5EB"


class FakeSystem:
    """A Windows with processes, sessions, and packets of sound.

    Attributes:
        running: processes.
        sessions: state and process of each, on one output.
        packets: 16-bit frames, or how many silent ones.
        activated: processes whose sound was asked for, in order.
        refuses: the result of the next activation; 0 goes well.
    """

    def __init__(self) -> None:
        self.running: dict[int, Process] = {}
        self.sessions: list[tuple[int, int]] = []
        self.packets: deque[bytes | int] = deque()
        self.activated: list[int] = []
        self.refuses = 0
        self.handler_replies: list[int] = []
        self.initialised: list[tuple[int, int, int | None, int | None, bytes]] = []
        self.calls: list[str] = []
        self.objects: list[ComObject] = []
        self.events: set[int] = set()
        self.entered = 0
        self._data = b""
        self._lost = False

    def enter(self) -> bool:
        self.entered += 1
        return True

    def leave(self) -> None:
        self.entered -= 1

    def processes(self) -> Mapping[int, Process]:
        return dict(self.running)

    def create_event(self) -> int:
        self.events.add(77)
        return 77

    def close_handle(self, handle: int) -> None:
        self.events.remove(handle)

    def lose(self) -> None:
        """The next packet cannot be had: the device is gone."""
        self._lost = True

    def _make(self, interface: str, iid: str = "", **methods: Callable[..., int]) -> ComObject:
        made = ComObject(interface, iid, **methods)
        self.objects.append(made)
        return made

    def device_enumerator(self) -> int:
        def enumerate_outputs(flow: int, state: int, found: int) -> int:
            assert (flow, state) == (0, 1)  # eRender, DEVICE_STATE_ACTIVE
            put(found, pointer, collection.handed_out())
            return 0

        def item(place: int, found: int) -> int:
            assert place == 0
            put(found, pointer, device.handed_out())
            return 0

        def activate(iid: int, context: int, parameters: int | None, found: int) -> int:
            assert ctypes.string_at(iid, 16) == UUID(_MANAGER).bytes_le
            assert (context, parameters) == (23, None)  # CLSCTX_ALL
            put(found, pointer, manager.handed_out())
            return 0

        def sessions(found: int) -> int:
            put(found, pointer, enumerator.handed_out())
            return 0

        def session(number: int, found: int) -> int:
            state, process = self.sessions[number]
            control = self._make(
                "IAudioSessionControl2",
                _SESSION,
                GetState=_giving(i32, state),
                GetProcessId=_giving(u32, process),
            )
            put(found, pointer, control.handed_out())
            return 0

        collection = self._make("IMMDeviceCollection", GetCount=_giving(u32, 1), Item=item)
        device = self._make("IMMDevice", Activate=activate)
        manager = self._make("IAudioSessionManager2", GetSessionEnumerator=sessions)
        enumerator = self._make(
            "IAudioSessionEnumerator",
            GetCount=_giving(i32, len(self.sessions)),
            GetSession=session,
        )
        made = self._make("IMMDeviceEnumerator", EnumAudioEndpoints=enumerate_outputs)
        return made.handed_out()

    def activate_loopback(self, parameters: BlobVariant, handler: int) -> int:
        assert (parameters.kind, parameters.size) == (65, 12)  # VT_BLOB
        kind, process, mode = struct.unpack("<IIi", ctypes.string_at(parameters.data, 12))
        assert (kind, mode) == (1, 0)  # process loopback, the tree included
        self.activated.append(process)
        client = self._client()

        def result(given: int, found: int) -> int:
            refusal, self.refuses = self.refuses, 0
            put(given, i32, refusal)
            put(found, pointer, 0 if refusal else client.handed_out())
            return 0

        operation = self._make("IActivateAudioInterfaceAsyncOperation", GetActivateResult=result)

        def complete() -> None:
            # As Windows does: from a thread of its own, after asking what it has to do with.
            called = Interface(handler)
            for iid in (_AGILE, _HANDLER, _AUDIO_CLIENT):
                found = pointer()
                try:
                    called.call(0, ctypes.pointer(Guid.of(iid)), ctypes.pointer(found))
                except OSError as error:
                    self.handler_replies.append(error.errno or 0)
                else:
                    self.handler_replies.append(0)
                    assert found.value == handler
            called.call(3, pointer(operation.address))
            called.release()

        threading.Thread(target=complete).start()
        return operation.handed_out()

    def _client(self) -> ComObject:
        def initialise(mode: int, flags: int, *rest: int | None) -> int:
            duration, period, form, session = rest
            assert session is None
            assert form is not None
            self.initialised.append((mode, flags, duration, period, ctypes.string_at(form, 18)))
            return 0

        def service(iid: int, found: int) -> int:
            assert ctypes.string_at(iid, 16) == UUID(_CAPTURE).bytes_le
            put(found, pointer, capture.handed_out())
            return 0

        def noting(name: str) -> Callable[..., int]:
            def called(*_: object) -> int:
                self.calls.append(name)
                return 0

            return called

        def next_size(found: int) -> int:
            if self._lost:
                self._lost = False
                return -0x7776_FFFC  # AUDCLNT_E_DEVICE_INVALIDATED
            put(found, u32, _frames(self.packets[0]) if self.packets else 0)
            return 0

        def buffer(data: int, count: int, flags: int, *_: object) -> int:
            packet = self.packets[0]
            self._data = packet if isinstance(packet, bytes) else b"\x7f" * 4 * packet
            self._held = ctypes.create_string_buffer(self._data, len(self._data))
            put(data, pointer, ctypes.addressof(self._held))
            put(count, u32, _frames(packet))
            put(flags, u32, 0 if isinstance(packet, bytes) else 2)
            return 0

        def release(count: int) -> int:
            assert count == _frames(self.packets.popleft())
            return 0

        capture = self._make(
            "IAudioCaptureClient",
            GetNextPacketSize=next_size,
            GetBuffer=buffer,
            ReleaseBuffer=release,
        )
        return self._make(
            "IAudioClient",
            _AUDIO_CLIENT,
            Initialize=initialise,
            SetEventHandle=noting("SetEventHandle"),
            GetService=service,
            Start=noting("Start"),
            Stop=noting("Stop"),
        )


def _frames(packet: bytes | int) -> int:
    return len(packet) // 4 if isinstance(packet, bytes) else packet


def _giving(kind: type, value: int) -> Callable[[int], int]:
    def give(found: int) -> int:
        put(found, kind, value)
        return 0

    return give


def _until(condition: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.005)


@pytest.fixture
def system() -> Iterator[FakeSystem]:
    made = FakeSystem()
    made.running = {
        4: Process(0, "System"),
        os.getpid(): Process(4, "dragoman"),
        50: Process(4, "explorer"),
        60: Process(50, "Chat"),
        61: Process(60, "Chat"),
        62: Process(61, "Chat"),
        70: Process(50, "Player"),
    }
    yield made
    # Whatever happened, nothing is held and every thread has left COM.
    assert [each.references for each in made.objects] == [1] * len(made.objects)
    assert made.entered == 0
    assert not made.events


def test_structures_have_the_sizes_of_the_headers() -> None:
    sizes = {
        Guid: 16,
        ActivationParameters: 12,
        BlobVariant: 24,
        WaveFormat: 18,
        ProcessEntry: 568,
    }
    assert {kind: ctypes.sizeof(kind) for kind in sizes} == sizes
    assert BlobVariant.size.offset == 8
    assert BlobVariant.data.offset == 16
    assert [
        getattr(ProcessEntry, name).offset for name in ("process", "heap", "parent", "file")
    ] == [8, 16, 32, 44]


@pytest.mark.parametrize(
    ("found", "data"),
    [
        # As the headers define them: the first three parts as numbers, the rest as bytes.
        (
            windows_programs.IID_AUDIO_CLIENT,
            struct.pack("<IHH", 0x1CB9AD4C, 0xDBFA, 0x4C32) + bytes.fromhex("b178c2f568a703b2"),
        ),
        (
            windows_programs.IID_CAPTURE_CLIENT,
            struct.pack("<IHH", 0xC8ADBD64, 0xE71E, 0x48A0) + bytes.fromhex("a4de185c395cd317"),
        ),
        (
            windows_programs.IID_DEVICE_ENUMERATOR,
            struct.pack("<IHH", 0xA95664D2, 0x9614, 0x4F35) + bytes.fromhex("a746de8db63617e6"),
        ),
        (
            windows_programs.CLSID_DEVICE_ENUMERATOR,
            struct.pack("<IHH", 0xBCDE0395, 0xE52F, 0x467C) + bytes.fromhex("8e3dc4579291692e"),
        ),
        (
            windows_programs.IID_SESSION_MANAGER,
            struct.pack("<IHH", 0x77AA99A0, 0x1BD6, 0x484F) + bytes.fromhex("8bc72c654c9a9b6f"),
        ),
        (
            windows_programs.IID_SESSION_CONTROL,
            struct.pack("<IHH", 0xBFB7FF88, 0x7239, 0x4FC9) + bytes.fromhex("8fa207c950be9c6d"),
        ),
        (
            windows_programs.IID_COMPLETION_HANDLER,
            struct.pack("<IHH", 0x41D949AB, 0x9862, 0x444A) + bytes.fromhex("80f6c261334da5eb"),
        ),
        (
            windows_programs.IID_AGILE_OBJECT,
            struct.pack("<IHH", 0x94EA2B94, 0xE9CC, 0x49E0) + bytes.fromhex("c0ffee64ca8f5b90"),
        ),
    ],
)
def test_guids_are_those_of_the_headers(found: Guid, data: bytes) -> None:
    assert bytes(found) == data


@pytest.mark.parametrize(
    ("build", "is_heard"), [(19_045, False), (20_347, False), (20_348, True), (26_100, True)]
)
def test_only_a_windows_that_can_is_asked(
    build: int, *, is_heard: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = SimpleNamespace(build=build)
    monkeypatch.setattr(sys, "getwindowsversion", lambda: version, raising=False)
    assert hears_programs() is is_heard
    if not is_heard:
        with raises(DeviceError, Code.PROGRAM_SOUND_UNSUPPORTED):
            ProgramInput("Chat")


def test_another_system_is_not_asked() -> None:
    if sys.platform != "win32":
        assert not hears_programs()
        assert not programs_stay()


def test_programs_that_play_are_named_once_and_never_ourselves(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.running[90] = Process(os.getpid(), "dragoman")
    system.sessions = [(1, 62), (1, 60), (0, 70), (2, 50), (1, 90), (1, os.getpid()), (1, 999)]
    assert playing_programs(lambda: system) == ("Chat",)
    system.sessions += [(1, 70)]
    monkeypatch.setattr(programs, "hears_programs", lambda: True)
    monkeypatch.setattr(windows_programs, "windows", lambda: system)
    assert programs.playing_programs() == ("Chat", "Player")


def test_a_system_that_does_not_answer_has_no_programs(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise OSError(-1, "no")

    monkeypatch.setattr(system, "device_enumerator", fail)
    assert playing_programs(lambda: system) == ()


def test_a_program_is_heard_with_all_its_processes(system: FakeSystem) -> None:
    left, right = np.full(4_800, 8_192, "<i2"), np.full(4_800, 24_576, "<i2")
    for _ in range(10):
        system.packets.append(np.stack([left, right], axis=1).tobytes())
    heard = ProgramInput("chat", lambda: system)
    try:
        assert system.activated == [60]
        assert system.handler_replies == [0, 0, -0x7FFF_BFFE]
        (asked,) = system.initialised
        # Shared; loopback and events; 200 ms, which must not be 0; 16 bits, stereo, 48 kHz.
        assert asked[:4] == (0, 0x0006_0000, 2_000_000, 0)
        assert struct.unpack("<HHIIHHH", asked[4]) == (1, 2, 48_000, 192_000, 4, 16, 0)
        assert system.calls == ["SetEventHandle", "Start"]
        _until(lambda: not system.packets)
        samples = np.concatenate([heard.take(timeout_s=0.05) for _ in range(8)])
        assert heard.rate_hz == 48_000
        assert np.median(samples[samples > 0.1]) == pytest.approx(0.5, abs=0.01)
        # A silent packet's bytes mean nothing.
        system.packets.append(48_000)
        _until(lambda: not system.packets)
    finally:
        heard.close()
    assert system.calls[-1] == "Stop"


def test_silence_that_windows_marks_is_silence(system: FakeSystem) -> None:
    system.packets.append(24_000)
    heard = ProgramInput("Player", lambda: system)
    _until(lambda: not system.packets)
    assert not np.concatenate([heard.take(timeout_s=0.05) for _ in range(6)]).any()
    heard.close()


def test_a_program_is_waited_for_and_heard_again_when_it_comes_back(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_programs, "_LOOK_S", 0.02)
    heard = ProgramInput("Game", lambda: system)
    assert system.activated == []
    assert heard.take(timeout_s=0.05).size > 0
    system.running[80] = Process(50, "Game")
    _until(lambda: system.activated == [80])
    del system.running[80]
    _until(lambda: system.calls.count("Stop") == 1)
    system.running[81] = Process(50, "Game")
    _until(lambda: system.activated == [80, 81])
    # An output that is gone takes the stream with it.
    system.lose()
    _until(lambda: system.activated == [80, 81, 81])
    # One that refuses later is tried again.
    system.refuses = -0x7FFF_BFFB
    system.lose()
    _until(lambda: system.activated[-2:] == [81, 81] and len(system.activated) == 5)
    assert heard.failure is None
    heard.close()


def test_a_refusal_at_the_start_is_told(system: FakeSystem) -> None:
    system.refuses = -0x7FFF_BFFB  # E_FAIL
    with raises(DeviceError, Code.DEVICE_BUSY) as caught:
        ProgramInput("Player", lambda: system)
    assert "0x80004005" in str(caught.value)


def test_a_program_is_called_as_its_file_without_the_ending() -> None:
    entry = ProcessEntry()
    for name, known in (("firefox.exe", "firefox"), ("Système.EXE", "Système"), ("x", "x")):
        units = np.frombuffer(name.encode("utf-16-le") + b"\0\0", "<u2")
        entry.file[: len(units)] = units.tolist()
        assert program_name(entry) == known


def test_a_released_interface_is_not_called(system: FakeSystem) -> None:
    enumerator = Interface(system.device_enumerator())
    enumerator.release()
    enumerator.release()
    with pytest.raises(ValueError, match="released"):
        enumerator.call(3)
