"""One running program is heard through Dragoman, and gets its sound back."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from engine.devices.listing import VIRTUAL_LOUDSPEAKER
from engine.devices.programs import ProgramStreams, playing_programs
from engine.devices.virtual import VirtualDevices
from engine.live.config import FromVirtualLoudspeaker, LiveConfig
from engine.live.direction import LiveDirection
from engine.live.events import LiveEvent, LiveState, StateChanged
from engine.planner import SessionConfig
from tests.helpers.live import FixedInterpreter
from tests.helpers.pulse import PulseServer, why_no_pulse
from tests.helpers.sound import Player
from tests.helpers.streams import RecordingSession

pytestmark = pytest.mark.skipif(why_no_pulse() is not None, reason=why_no_pulse() or "")

# Moves what paplay plays, says so, and waits to be killed.
_HOLDER = """
import sys, time
from engine.devices.listing import VIRTUAL_LOUDSPEAKER
from engine.devices.programs import ProgramStreams
from engine.devices.virtual import VirtualDevices
devices = VirtualDevices()
devices.loudspeaker()
streams = ProgramStreams(sys.argv[1], VIRTUAL_LOUDSPEAKER)
streams.look()
print("moved", flush=True)
time.sleep(60)
"""


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    path = tmp_path / "tune.wav"
    seconds = np.arange(30 * 16_000) / 16_000
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * 440 * seconds), 16_000)
    return path


def place(server: PulseServer) -> list[str]:
    """The outputs at which streams of other programs are."""

    def listed(what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(server.command("-f", "json", "list", what))
        return found

    sinks = {sink["index"]: sink["name"] for sink in listed("sinks")}
    streams = listed("sink-inputs")
    return [
        sinks[stream["sink"]]
        for stream in streams
        if stream["properties"].get("application.name") == "paplay"
    ]


def wait(is_so: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < ends_s
        time.sleep(0.05)


def test_programs_are_listed_while_they_play(server: PulseServer, tune: Path) -> None:
    assert playing_programs() == ()
    with Player(tune, "cable"):
        wait(lambda: playing_programs() == ("paplay",))
    wait(lambda: playing_programs() == ())
    server.kill()
    assert playing_programs() == ()


def test_a_program_is_heard_alone_and_gets_its_sound_back(server: PulseServer, tune: Path) -> None:
    session = RecordingSession()
    events: list[LiveEvent] = []
    direction = LiveDirection(
        FixedInterpreter(session),
        LiveConfig(
            session=SessionConfig(source="fr", target="en"),
            source=FromVirtualLoudspeaker("paplay"),
            target=None,
        ),
        on_event=events.append,
    )
    with Player(tune, "mic_feed"):
        wait(lambda: place(server) == ["mic_feed"])
        direction.start()
        wait(lambda: place(server) == [VIRTUAL_LOUDSPEAKER])
        with Player(tune, "cable"):
            # What it begins to play later is moved too.
            wait(lambda: place(server) == [VIRTUAL_LOUDSPEAKER] * 2)
        wait(lambda: len(session.blocks) > 20)
        direction.end(drain=False)
        assert direction.join(timeout_s=20)
        assert place(server) == ["mic_feed"]
    assert StateChanged(state=LiveState.ENDED) in events
    heard = np.concatenate(session.blocks)
    assert float(np.abs(heard).max()) > 0.2


def test_a_killed_dragoman_leaves_no_program_unheard(server: PulseServer, tune: Path) -> None:
    with Player(tune, "mic_feed"):
        wait(lambda: place(server) == ["mic_feed"])
        holder = subprocess.Popen(  # noqa: S603 - a program of this file
            [sys.executable, "-c", _HOLDER, "paplay"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert holder.stdout is not None
        with holder.stdout:
            assert holder.stdout.readline() == "moved\n"
        assert place(server) == [VIRTUAL_LOUDSPEAKER]
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        wait(lambda: place(server) == ["mic_feed"])


def test_where_its_output_is_gone_the_default_gets_it(server: PulseServer, tune: Path) -> None:
    module = server.plug("second")
    with VirtualDevices() as devices, Player(tune, "second"):
        wait(lambda: place(server) == ["second"])
        devices.loudspeaker()
        streams = ProgramStreams("paplay", VIRTUAL_LOUDSPEAKER)
        streams.look()
        assert place(server) == [VIRTUAL_LOUDSPEAKER]
        server.unplug(module)
        streams.give_back()
        assert place(server) == ["cable"]
        streams.give_back()
