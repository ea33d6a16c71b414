"""A private sound server, PulseAudio or PipeWire, with a virtual microphone and a virtual cable."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Without norewinds an idle null sink works in steps of two seconds.
_NULL_SINK = "load-module module-null-sink norewinds=1 format=float32le rate=48000 channels=2"

_MICROPHONE = (
    "module-remap-source source_name=test_mic master=mic_feed.monitor "
    "source_properties=device.description=Test_Microphone"
)

_SET_UP = f"""
.fail
load-module module-native-protocol-unix auth-anonymous=1 socket={{socket}}
{_NULL_SINK} sink_name=mic_feed sink_properties=device.description=Test_Mic_Feed
load-module {_MICROPHONE}
{_NULL_SINK} sink_name=cable sink_properties=device.description=Test_Cable
set-default-sink cable
set-default-source test_mic
"""


_PIPEWIRE = ("pipewire", "wireplumber", "pipewire-pulse")


class PulseServer:
    """A running server; tests play into `mic_feed` and listen to `cable.monitor`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self.address = f"unix:{self._socket}"
        self.start()

    def start(self) -> None:
        """Run it, also again after `kill`."""
        self._process = _start(self._folder, self._socket)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._socket.unlink(missing_ok=True)

    def command(self, *arguments: str) -> str:
        """Run pactl; gives what it prints, which for a module that was loaded is its number."""
        program = shutil.which("pactl")
        assert program is not None
        done = subprocess.run(  # noqa: S603 - the path is the system's own
            [program, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PULSE_SERVER": self.address},
        )
        return done.stdout.strip()

    def plug(self, name: str) -> str:
        """Make another output; gives what `unplug` takes."""
        return self.command("load-module", *_NULL_SINK.split()[1:], f"sink_name={name}")

    def plug_microphone(self) -> str:
        """Make `test_mic` again."""
        return self.command("load-module", *_MICROPHONE.split())

    def unplug_microphone(self) -> None:
        """Take `test_mic` away."""
        modules = self.command("list", "short", "modules").splitlines()
        (line,) = (line for line in modules if "source_name=test_mic" in line)
        self.unplug(line.split()[0])

    def unplug(self, module: str) -> None:
        """Take a device away: a module by its number."""
        self.command("unload-module", module)


class PipeWireServer(PulseServer):
    """PipeWire with pipewire-pulse in the place of PulseAudio, and the same devices."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.address = f"unix:{folder / 'pulse' / 'native'}"
        deadline = time.monotonic() + 20
        for line in _SET_UP.splitlines():
            if not line or line.startswith(".") or "native-protocol" in line:
                continue
            while True:
                try:
                    self.command(*line.split())
                    break
                except subprocess.CalledProcessError:
                    # Its parts come up one after the other.
                    if time.monotonic() > deadline:
                        self.kill()
                        raise
                    time.sleep(0.2)

    def start(self) -> None:
        """Run it; once."""
        program = shutil.which("dbus-run-session")
        assert program is not None
        self._folder.chmod(0o700)
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        environment |= {"HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)}
        parts = " & ".join(_PIPEWIRE)
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the path is the system's own
                [program, "--", "sh", "-c", parts],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
            )

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def why_no_pipewire() -> str | None:
    """Say what keeps PipeWire from running here; None where nothing does."""
    if None in map(shutil.which, (*_PIPEWIRE, "dbus-run-session", "pactl", "paplay")):
        return (
            "needs `apt install pipewire pipewire-pulse wireplumber pulseaudio-utils dbus-daemon`"
        )
    return None


def why_no_pulse() -> str | None:
    """Say what keeps a server from running here; None where nothing does."""
    if shutil.which("pulseaudio") is None or shutil.which("pactl") is None:
        return "needs `apt install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2`"
    return None


@contextmanager
def pulse_server(folder: Path) -> Iterator[PulseServer]:
    """Run a server with its socket and all its files in `folder`."""
    server = PulseServer(folder)
    try:
        yield server
    finally:
        server.kill()


def _start(folder: Path, socket: Path) -> subprocess.Popen[bytes]:
    program = shutil.which("pulseaudio")
    assert program is not None
    script = folder / "set-up.pa"
    script.write_text(_SET_UP.format(socket=socket))
    folder.chmod(0o700)
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    environment |= {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - the path is the system's own
            [
                *(program, "-n", "-F", str(script), "--daemonize=no", "--exit-idle-time=-1"),
                *("--use-pid-file=no", "--disallow-exit"),
                # WORKAROUND: where a server is killed that shares a ring buffer with its clients,
                # libpulse 16 may spin in pa_pstream_set_srbchannel for as long as the process
                # lives, and crash when it exits.
                "--disable-shm=yes",
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
        )
    deadline = time.monotonic() + 20
    try:
        while not socket.exists():
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, "the sound server did not come up"
            time.sleep(0.05)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process
