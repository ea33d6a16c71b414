"""A live direction through a real sound server, without a sound card and without models."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
import pytest
import soundfile

from app.backend import EngineBackend
from app.settings import DirectionSettings, Profile, SourceKind, TargetKind
from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.audio.resample import Resampler
from engine.devices.device_streams import DeviceInput
from engine.devices.listing import DeviceKind, find_device, list_devices
from engine.devices.pulse import sound_server
from engine.devices.virtual import (
    LOUDSPEAKER_NAME,
    MICROPHONE_NAME,
    VirtualDevices,
    microphone_guide,
)
from engine.errors import DeviceError
from engine.events import Event, LanguagesChanged
from engine.live.config import (
    Controls,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualLoudspeaker,
    LiveConfig,
    SourceChoice,
    TargetChoice,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.direction import LiveDirection
from engine.live.endpoints import AudioEndpoints
from engine.live.events import (
    DefaultChanged,
    DeviceLost,
    DeviceReturned,
    EchoHeard,
    LiveEvent,
    LiveState,
    Notice,
    StateChanged,
)
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.session import Session, SourceBlock
from tests.helpers.live import FixedInterpreter, clause
from tests.helpers.pulse import PulseServer, why_no_pulse
from tests.helpers.sound import Player
from tests.helpers.streams import EchoSession, RecordingSession

pytestmark = pytest.mark.skipif(why_no_pulse() is not None, reason=why_no_pulse() or "")

_TONE_HZ = 440.0


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return write_tone(tmp_path, _TONE_HZ)


def write_tone(folder: Path, hz: float) -> Path:
    path = folder / f"{hz:.0f}.wav"
    t = np.arange(60 * TARGET_RATE_HZ) / TARGET_RATE_HZ
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * hz * t), TARGET_RATE_HZ)
    return path


class Live:
    """A direction that says what it hears, and what it told."""

    def __init__(
        self,
        source: SourceChoice,
        target: TargetChoice,
        *,
        session: Session | None = None,
        later: Sequence[Session] = (),
        controls: Controls | None = None,
    ) -> None:
        self.events: list[LiveEvent] = []
        self._changed = threading.Condition()
        self.direction = LiveDirection(
            FixedInterpreter(session or EchoSession(), *later),
            LiveConfig(
                session=SessionConfig(source="fr", target="en"), source=source, target=target
            ),
            on_event=self._on_event,
            controls=controls,
        )

    def __enter__(self) -> Self:
        self.direction.start()
        self.wait(lambda: self.direction.state is LiveState.RUNNING)
        return self

    def __exit__(self, *_: object) -> None:
        self.direction.end(drain=False)
        assert self.direction.join(timeout_s=30)

    def wait(self, is_so: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(is_so, timeout=30), self.events[-5:]

    def notices(self, *kinds: type[Notice]) -> list[LiveEvent]:
        return [event for event in self.events if isinstance(event, kinds)]

    def _on_event(self, event: LiveEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()


def wait_for_tone(name: str, *, timeout_s: float = 15.0) -> float:
    """Listen to an input until it has the tone; gives its amplitude over a whole second."""
    stream = DeviceInput(find_device(name, DeviceKind.INPUT))
    heard: Float32 = np.zeros(0, np.float32)
    amplitude = found_at_s = 0.0
    deadline_s = time.monotonic() + timeout_s
    try:
        while time.monotonic() < deadline_s:
            time.sleep(0.05)
            heard = np.concatenate([heard, stream.take()])[-TARGET_RATE_HZ:]
            if heard.size == TARGET_RATE_HZ:
                amplitude = tone_in(heard)
                if amplitude > 0.1:
                    found_at_s = found_at_s or time.monotonic()
                    if time.monotonic() - found_at_s > 1.5:
                        return amplitude
    finally:
        stream.close()
    return amplitude


def tone_in(samples: Float32, hz: float = _TONE_HZ) -> float:
    """The amplitude of a tone in a second."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size))) * 4 / samples.size
    return float(spectrum[round(hz) - 3 : round(hz) + 4].max())


def names(kind: DeviceKind) -> set[str]:
    return {device.description for device in list_devices() if device.kind is kind}


@pytest.mark.usefixtures("server")
def test_the_virtual_microphone_speaks_and_is_gone_afterwards(tone: Path) -> None:
    assert microphone_guide(list_devices()).is_there
    assert MICROPHONE_NAME not in names(DeviceKind.INPUT)
    live = Live(FromMicrophone("test_mic"), ToVirtualMicrophone())
    with live, Player(tone, "mic_feed"):
        assert MICROPHONE_NAME in str(live.direction.hints[0])
        assert MICROPHONE_NAME in names(DeviceKind.INPUT)
        assert wait_for_tone("dragoman_microphone") > 0.1
    assert MICROPHONE_NAME not in names(DeviceKind.INPUT)


@pytest.mark.usefixtures("server")
def test_the_virtual_speaker_is_heard_and_passed_on_at_its_volume(tone: Path) -> None:
    controls = Controls(translating=False)
    session = RecordingSession()
    with Live(FromVirtualLoudspeaker(), ToOutput("cable"), session=session, controls=controls):
        assert LOUDSPEAKER_NAME in names(DeviceKind.OUTPUT)
        with Player(tone, "dragoman_speaker"):
            assert wait_for_tone("cable.monitor") == pytest.approx(0.3, abs=0.05)
    assert LOUDSPEAKER_NAME not in names(DeviceKind.OUTPUT)


@pytest.mark.usefixtures("server")
def test_other_programs_are_heard_and_this_one_is_not(tone: Path) -> None:
    with Live(FromSystemAudio(), ToOutput("cable")) as live:
        time.sleep(0.5)
        assert live.direction.gauges.source_level.peak_dbfs < -80
        with Player(tone, "cable"):
            # What it hears it plays, to the output that the other program plays to.
            deadline_s = time.monotonic() + 15
            while live.direction.gauges.target_level.peak_dbfs < -30:
                assert time.monotonic() < deadline_s
                time.sleep(0.05)
            time.sleep(3.0)
            # If it heard itself, each round would add to it.
            assert live.direction.gauges.source_level.peak_dbfs < -9.5
        time.sleep(2.0)
        assert live.direction.gauges.source_level.peak_dbfs < -80


@pytest.mark.usefixtures("server")
def test_what_a_killed_program_left_is_taken_away() -> None:
    code = (
        "import time\n"
        "from engine.devices.virtual import VirtualDevices\n"
        "VirtualDevices().microphone()\n"
        "print('made', flush=True)\n"
        "time.sleep(60)\n"
    )
    other = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "made\n"
        with VirtualDevices() as ours, pytest.raises(DeviceError, match="Another Dragoman"):
            ours.microphone()
    finally:
        other.kill()
        other.communicate()
    assert MICROPHONE_NAME in names(DeviceKind.INPUT)
    with VirtualDevices() as ours:
        ours.microphone()
        described = [device.description for device in list_devices()]
        assert described.count(MICROPHONE_NAME) == 1
    assert MICROPHONE_NAME not in names(DeviceKind.INPUT)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineBackend]:
    made = EngineBackend(PackStore(tmp_path / "models", Catalogue.shipped()))
    yield made
    made.keep_devices(None, is_running=False)
    made.close()


_CALL = Profile(
    one_way=DirectionSettings(
        source_device="test_mic",
        target_kind=TargetKind.VIRTUAL_MICROPHONE,
        source_language="fr",
    )
)


def test_the_windows_virtual_devices_stay_through_a_session_and_a_server_that_starts_again(
    server: PulseServer, engine: EngineBackend
) -> None:
    engine.keep_devices(_CALL, is_running=False)
    assert MICROPHONE_NAME in names(DeviceKind.INPUT)
    before = server.command("list", "short", "modules")
    call = engine.open(_CALL, lambda *_: None)
    (direction,) = call.directions
    with AudioEndpoints(direction.config, system=direction._system):
        engine.keep_devices(_CALL, is_running=True)
    # The same devices: nothing was made in the place of what a call's program uses.
    assert server.command("list", "short", "modules") == before
    server.kill()
    server.start()
    assert MICROPHONE_NAME not in names(DeviceKind.INPUT)
    engine.keep_devices(_CALL, is_running=False)
    assert MICROPHONE_NAME in names(DeviceKind.INPUT)
    # Another profile does without them, and a call's program keeps them.
    engine.keep_devices(Profile(), is_running=False)
    assert MICROPHONE_NAME in names(DeviceKind.INPUT)
    engine.keep_devices(None, is_running=False)
    assert MICROPHONE_NAME not in names(DeviceKind.INPUT)


@pytest.mark.usefixtures("server")
def test_off_air_the_virtual_microphone_is_silent_or_passes_the_own_voice(
    engine: EngineBackend, tone: Path
) -> None:
    passing = replace(_CALL, one_way=replace(_CALL.one_way, passes_off_air=True))
    with Player(tone, "mic_feed"):
        engine.keep_devices(_CALL, is_running=False)
        assert wait_for_tone("dragoman_microphone", timeout_s=3.0) < 0.01
        engine.keep_devices(passing, is_running=False)
        assert wait_for_tone("dragoman_microphone") > 0.1
        # The session passes it where it is to pass.
        engine.keep_devices(passing, is_running=True)
        assert wait_for_tone("dragoman_microphone", timeout_s=3.0) < 0.01


@pytest.mark.usefixtures("server")
def test_off_air_a_call_is_heard_through_the_virtual_speaker(
    engine: EngineBackend, tone: Path
) -> None:
    heard = DirectionSettings(source_kind=SourceKind.VIRTUAL_LOUDSPEAKER, source_language="fr")
    call = replace(_CALL, one_way=heard)
    engine.keep_devices(call, is_running=False)
    with Player(tone, "dragoman_speaker"):
        assert wait_for_tone("cable.monitor") > 0.1
        # The session plays it at the volume that is chosen.
        engine.keep_devices(call, is_running=True)
        assert wait_for_tone("cable.monitor", timeout_s=3.0) < 0.01


def test_what_a_killed_window_left_goes_at_the_next_start(
    server: PulseServer, engine: EngineBackend
) -> None:
    code = (
        "import os, signal\n"
        "from engine.devices.virtual import VirtualDevices\n"
        "made = VirtualDevices()\n"
        "made.microphone(), made.loudspeaker()\n"
        "from engine.devices.listing import DeviceKind, find_device\n"
        "microphone = find_device('test_mic', DeviceKind.INPUT)\n"
        "cable = find_device('cable', DeviceKind.OUTPUT)\n"
        "made.pass_on(voice=microphone, loudspeaker=cable)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own interpreter
    assert MICROPHONE_NAME in names(DeviceKind.INPUT)
    assert LOUDSPEAKER_NAME in names(DeviceKind.OUTPUT)
    engine.keep_devices(Profile(), is_running=False)
    assert MICROPHONE_NAME not in names(DeviceKind.INPUT)
    assert LOUDSPEAKER_NAME not in names(DeviceKind.OUTPUT)
    assert "dragoman" not in server.command("list", "short", "modules")


def test_an_unplugged_microphone_comes_back_by_itself(server: PulseServer, tone: Path) -> None:
    with Live(FromMicrophone("test_mic"), ToOutput("cable")) as live, Player(tone, "mic_feed"):
        assert wait_for_tone("cable.monitor") > 0.1
        server.unplug_microphone()
        live.wait(lambda: bool(live.notices(DeviceLost)))
        time.sleep(1.0)
        server.plug_microphone()
        live.wait(lambda: bool(live.notices(DeviceReturned)))
        assert wait_for_tone("cable.monitor") > 0.1
        assert len(live.notices(DeviceLost, DeviceReturned, DefaultChanged)) == 2
        # The clock of the source went on all the time.
        status = live.direction.status
        assert status is not None
        heard_s = status.heard / SOURCE_RATE_HZ
        assert heard_s == pytest.approx(live.direction.gauges.elapsed_s, abs=1.0)


def test_an_unplugged_output_comes_back_by_itself(server: PulseServer, tone: Path) -> None:
    plug = server.plug("headphones")
    with Live(FromMicrophone("test_mic"), ToOutput("headphones")) as live, Player(tone, "mic_feed"):
        assert wait_for_tone("headphones.monitor") > 0.1
        server.unplug(plug)
        live.wait(lambda: bool(live.notices(DeviceLost)))
        server.plug("headphones")
        live.wait(lambda: bool(live.notices(DeviceReturned)))
        assert wait_for_tone("headphones.monitor") > 0.1
        assert len(live.notices(DeviceLost, DeviceReturned, DefaultChanged)) == 2


def test_the_default_output_is_followed(server: PulseServer, tone: Path) -> None:
    with Live(FromMicrophone("test_mic"), ToOutput()) as live, Player(tone, "mic_feed"):
        assert wait_for_tone("cable.monitor") > 0.1
        server.plug("headphones")
        server.command("set-default-sink", "headphones")
        live.wait(lambda: bool(live.notices(DefaultChanged)))
        assert wait_for_tone("headphones.monitor") > 0.1
        assert wait_for_tone("cable.monitor", timeout_s=3.0) < 0.01
        assert live.notices(DeviceLost) == []


def test_a_stream_that_the_server_moved_goes_back(server: PulseServer, tone: Path) -> None:
    server.plug("headphones")
    with Live(FromMicrophone("test_mic"), ToOutput("headphones")), Player(tone, "mic_feed"):
        assert wait_for_tone("headphones.monitor") > 0.1
        with sound_server("test") as pulse:
            (stream,) = (
                stream.index
                for stream in pulse.sink_input_list()
                if stream.proplist.get("application.process.id") == str(os.getpid())
            )
        server.command("move-sink-input", str(stream), "cable")
        assert wait_for_tone("headphones.monitor") > 0.1
        assert wait_for_tone("cable.monitor", timeout_s=3.0) < 0.01


def test_other_sources_and_languages_on_air_are_one_stream_on_one_clock(
    server: PulseServer, tmp_path: Path
) -> None:
    first, second = RecordingSession(), RecordingSession()
    server.plug("desk")

    def wait_for(session: RecordingSession, hz: float, *, without_hz: float) -> None:
        deadline_s = time.monotonic() + 20
        while True:
            latest = session.heard[-SOURCE_RATE_HZ:]
            is_whole = latest.size == SOURCE_RATE_HZ
            if is_whole and tone_in(latest, hz) > 0.1 and tone_in(latest, without_hz) < 0.01:
                return
            assert time.monotonic() < deadline_s
            time.sleep(0.05)

    low, middle, high = (write_tone(tmp_path, hz) for hz in (440, 660, 880))
    source = FromMicrophone("test_mic")
    with Live(source, ToOutput("cable"), session=first, later=[second]) as live:
        direction = live.direction
        with Player(low, "mic_feed"), Player(middle, "desk"):
            wait_for(first, 440, without_hz=660)
            desk = FromMicrophone("desk.monitor")
            direction.change_devices(replace(direction.config, source=desk))
            wait_for(first, 660, without_hz=440)
        with Player(high, "mic_feed"):
            program = FromVirtualLoudspeaker("paplay")
            direction.change_devices(replace(direction.config, source=program))
            wait_for(first, 880, without_hz=660)
            direction.change_session(SessionConfig(source="de", target="en"))
            wait_for(second, 880, without_hz=660)
        (divider,) = (event for event in live.events if isinstance(event, LanguagesChanged))
        assert (divider.source, divider.heard) == ("de", first.heard.size)
        elapsed_s = direction.gauges.elapsed_s
        heard_s = (first.heard.size + second.heard.size) / SOURCE_RATE_HZ
        assert heard_s == pytest.approx(elapsed_s, abs=1.0)
        states = [event.state for event in live.events if isinstance(event, StateChanged)]
        assert states.count(LiveState.RUNNING) == 1
        assert LiveState.INTERRUPTED not in states
        assert live.notices(DeviceLost, DeviceReturned) == []
    assert first.finishes == 1


class Talker(RecordingSession):
    """Speaks a recording as soon as it hears anything."""

    def __init__(self, speech: Float32) -> None:
        super().__init__()
        self._speech = speech

    def push(self, block: SourceBlock) -> list[Event]:
        super().push(block)
        speech, self._speech = self._speech, self._speech[:0]
        return [clause(speech)]


def speech(name: str) -> Float32:
    with open_audio(Path(__file__).parents[1] / "data" / "speech" / name) as file:
        samples = np.concatenate(list(file))
    resampler = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=TARGET_RATE_HZ)
    return np.concatenate([resampler.push(samples), resampler.flush()])


def test_a_loudspeaker_in_front_of_the_microphone_is_told_and_not_interpreted(
    server: PulseServer,
) -> None:
    server.command(
        *("load-module", "module-loopback", "source=cable.monitor", "sink=mic_feed"),
        "latency_msec=120",
    )
    session = Talker(speech("en_long_voxpopuli_ivory.flac"))
    with Live(FromMicrophone("test_mic"), ToOutput("cable"), session=session) as live:
        live.wait(lambda: bool(live.notices(EchoHeard)))
        time.sleep(3.0)
        assert live.direction.gauges.source_level.peak_dbfs > -40
        latest = session.heard[-2 * SOURCE_RATE_HZ :]
        assert np.abs(latest).max() < 0.001
        assert np.abs(session.heard).max() > 0.01
        assert len(live.notices(EchoHeard)) == 1


@pytest.mark.usefixtures("server")
def test_somebody_who_speaks_while_the_interpreter_speaks_is_no_echo() -> None:
    session = Talker(speech("en_jfk.flac"))
    said = Path(__file__).parents[1] / "data" / "speech" / "fr_cv_accident.flac"
    with (
        Live(FromMicrophone("test_mic"), ToOutput("cable"), session=session) as live,
        Player(said, "mic_feed") as player,
    ):
        deadline_s = time.monotonic() + 30
        while player.is_playing() and time.monotonic() < deadline_s:
            time.sleep(0.1)
        assert live.notices(EchoHeard) == []
        assert np.abs(session.heard[-4 * SOURCE_RATE_HZ :]).max() > 0.01
