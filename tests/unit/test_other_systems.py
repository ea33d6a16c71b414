"""What runs on Windows and macOS alone, with the system's own calls replaced and no more."""

import ctypes
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from app.keys.windows import WM_HOTKEY, Message, User32, _Msg
from engine import compute, doctor, onnx, output, privacy
from engine.cli import console
from engine.cli.messages import full_text
from engine.devices import portaudio
from engine.devices.pulse import SoundServerError, sound_server
from engine.errors import DeviceError
from engine.messages import Code
from engine.messages import Message as Told
from engine.packs import install, store

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).parents[2]


class Calls:
    """A library of Windows: every function is there, is recorded, and returns what is set."""

    def __init__(self, **results: object) -> None:
        self.made: list[tuple[Any, ...]] = []
        self._results = results
        self._functions: dict[str, Callable[..., object]] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def function(*arguments: object) -> object:
            self.made.append((name, *arguments))
            result = self._results.get(name, 1)
            return result(*arguments) if callable(result) else result

        return self._functions.setdefault(name, function)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.fixture
def macos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")


def copy_of(module: ModuleType, name: str) -> ModuleType:
    """A module as it is where it is imported first."""
    spec = importlib.util.spec_from_file_location(name, str(module.__file__))
    assert spec is not None
    assert spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    sys.modules[name] = copy  # dataclasses look their module up
    try:
        spec.loader.exec_module(copy)
    finally:
        del sys.modules[name]
    return copy


@pytest.mark.usefixtures("windows")
def test_files_are_locked_by_their_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: set[int] = set()

    def locking(descriptor: int, mode: int, length: int) -> None:
        assert length == 1
        if mode == msvcrt.LK_UNLCK:
            held.discard(os.fstat(descriptor).st_ino)
        elif os.fstat(descriptor).st_ino in held:
            raise OSError(13, "Permission denied")  # what LK_NBLCK gives at once
        else:
            held.add(os.fstat(descriptor).st_ino)

    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(locking=locking, LK_NBLCK=2, LK_UNLCK=0)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    there = copy_of(store, "store_of_windows")
    path = tmp_path / "Größe 日本.lock"
    with there.exclusive(path):
        assert held
        with pytest.raises(Exception, match="Another Dragoman"), there.exclusive(path):
            pass
    assert not held
    with there.exclusive(path):
        assert held


def test_a_folder_is_synced_where_the_system_opens_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def refuse(path: Path, _flags: int) -> int:
        opened.append(path)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(
        install, "os", SimpleNamespace(name="nt", open=refuse, O_RDONLY=0, O_RDWR=2)
    )
    install._sync(tmp_path)
    assert opened == []
    (tmp_path / "file").touch()
    with pytest.raises(PermissionError):
        install._sync(tmp_path / "file")


def test_rights_of_folders_are_changed_where_there_are_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "open to all"
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setattr(output, "os", SimpleNamespace(name="nt"))
    output.make_private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o755
    monkeypatch.setattr(output, "os", os)
    output.make_private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("windows")
def test_what_onnx_runtime_wrote_into_the_registry_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted: list[tuple[int, str]] = []
    winreg = ModuleType("winreg")

    def delete_key(key: int, name: str) -> None:
        deleted.append((key, name))
        raise FileNotFoundError(2, "no such key")  # which is as good

    vars(winreg).update(HKEY_CURRENT_USER=7, DeleteKey=delete_key)
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    folder = tmp_path / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    (folder / "deviceid").touch()
    privacy.remove_telemetry_files()
    assert deleted == [(7, r"SOFTWARE\Microsoft\DeveloperTools\.onnxruntime")]
    assert not folder.exists()


def test_memory_is_told_in_the_units_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compute, "_linux_mb", lambda _field: None)
    usage = SimpleNamespace(ru_maxrss=512 * 1024 * 1024)
    resource = ModuleType("resource")
    vars(resource).update(getrusage=lambda _who: usage, RUSAGE_SELF=0)
    monkeypatch.setitem(sys.modules, "resource", resource)
    monkeypatch.setattr(sys, "platform", "darwin")  # bytes
    assert compute.peak_memory_mb() == 512
    monkeypatch.setattr(sys, "platform", "freebsd14")  # KiB
    assert compute.peak_memory_mb() == 512 * 1024
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setattr(sys, "platform", "win32")
    assert compute.peak_memory_mb() is None


@pytest.mark.parametrize(
    ("platform", "library"), [("win32", "nvcuda.dll"), ("linux", "libcuda.so.1")]
)
def test_cuda_is_asked_for_by_the_drivers_own_name(
    monkeypatch: pytest.MonkeyPatch, platform: str, library: str
) -> None:
    loaded: list[str] = []

    def load(name: str) -> None:
        loaded.append(name)
        raise OSError(f"{name} is not there")

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", load)
    assert onnx._cuda_driver.__wrapped__() is None
    assert loaded == [library]


@pytest.mark.usefixtures("windows")
def test_an_old_console_is_made_to_redraw(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Calls(GetStdHandle=42)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    console._let_windows_redraw()
    assert kernel.made == [("GetStdHandle", -11), ("SetConsoleMode", 42, 7)]


@pytest.mark.usefixtures("macos")
def test_other_terminals_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ctypes, "windll", raising=False)
    console._let_windows_redraw()


@pytest.mark.parametrize(
    ("platform", "advice"),
    [
        ("linux", "sudo apt install libportaudio2"),
        ("darwin", "brew install portaudio"),
        ("win32", "Install Dragoman again."),
    ],
)
def test_a_missing_portaudio_is_mended_as_the_system_does_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, advice: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    quietened: list[str] = []
    monkeypatch.setattr(portaudio, "_quieten", lambda library, *_rest: quietened.append(library))
    with pytest.raises(DeviceError) as caught:
        portaudio.load_portaudio()
    assert advice in full_text(caught.value)
    # ALSA and JACK are of Linux.
    assert bool(quietened) is (platform == "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_nobody_looks_for_a_sound_server_elsewhere(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setitem(sys.modules, "pulsectl", None)
    with pytest.raises(SoundServerError), sound_server("test"):
        pass
    monkeypatch.setattr(doctor, "list_devices", list)
    monkeypatch.setattr(doctor, "_portaudio_version", lambda: "PortAudio")
    subjects = [check.subject for check in doctor._sound(is_needed=False)]
    assert doctor.Subject.SOUND_SERVER not in subjects
    assert doctor.Subject.MICROPHONES in subjects


class TestUser32:
    """The calls of user32.dll, as its documentation declares them."""

    @pytest.fixture
    def user(self, monkeypatch: pytest.MonkeyPatch) -> Calls:
        def get_message(target: Any, *_rest: object) -> int:
            message = target._obj
            assert isinstance(message, _Msg)
            message.message, message.wParam = WM_HOTKEY, 3
            return 1

        user = Calls(
            GetMessageW=get_message,
            VkKeyScanW=lambda letter: 0x0100 | ord(letter.upper()) if letter == "k" else -1,
            GetAsyncKeyState=-32768,
            RegisterHotKey=0,
            SetTimer=77,
        )
        kernel = Calls(GetCurrentThreadId=5)
        libraries = {"user32": user, "kernel32": kernel}
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(ctypes, "WinDLL", libraries.__getitem__, raising=False)
        return user

    def test_a_thread_has_a_queue_before_its_number_is_told(self, user: Calls) -> None:
        assert User32().thread_id() == 5
        assert user.made[0][0] == "PeekMessageW"

    def test_keys_are_those_of_the_keyboards_layout(self, user: Calls) -> None:
        del user
        assert User32().virtual_key("K") == ord("K")
        assert User32().virtual_key("ß") is None

    def test_what_another_program_has_is_refused(self, user: Calls) -> None:
        assert not User32().register(3, 0x4003, 0x4B)
        assert user.made == [("RegisterHotKey", None, 3, 0x4003, 0x4B)]

    def test_messages_timers_and_held_keys(self, user: Calls) -> None:
        windows = User32()
        assert windows.next_message() == Message(WM_HOTKEY, 3)
        assert windows.is_down(0x4B)
        assert windows.start_timer(40) == 77
        windows.stop_timer(77)
        windows.unregister(3)
        windows.post_quit(5)
        assert user.made[-3:] == [
            ("KillTimer", None, 77),
            ("UnregisterHotKey", None, 3),
            ("PostThreadMessageW", 5, 0x12, 0, 0),
        ]

    def test_the_end_of_messages_and_an_error_end_the_loop(
        self, user: Calls, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for answer in (0, -1):
            monkeypatch.setitem(user._results, "GetMessageW", answer)
            assert User32().next_message() is None


def test_child_processes_open_no_console(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine import program  # noqa: PLC0415 - read anew below

    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    assert copy_of(program, "program_of_windows").NO_WINDOW == 0x08000000


def test_the_bootstrap_script_looks_where_windows_puts_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Windows(ModuleType):
        name = "nt"

        def __getattr__(self, name: str) -> Any:
            return getattr(os, name)

    monkeypatch.setitem(sys.modules, "os", Windows("os"))
    spec = importlib.util.spec_from_file_location("run_on_windows", _ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PYTHON == _ROOT / ".venv" / "Scripts" / "python.exe"
    commands: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(sys, "platform", "win32")
    assert script.run("dragoman", "--version") == 0
    assert commands == [[str(_ROOT / ".venv" / "Scripts" / "dragoman.exe"), "--version"]]
    assert script.install_system_packages() == {}


def test_system_audio_and_cables_name_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.devices.system_audio import SystemAudioInput, system_audio_guide  # noqa: PLC0415

    for platform, cable in (("win32", "VB-CABLE"), ("darwin", "BlackHole")):
        monkeypatch.setattr(sys, "platform", platform)
        guide = system_audio_guide()
        assert isinstance(guide, Told)
        assert cable in full_text(guide)
        with pytest.raises(DeviceError) as caught:
            SystemAudioInput()
        assert caught.value.message.code is Code.SYSTEM_AUDIO_UNSUPPORTED
