"""A live call whose sound server is killed: `python -m tests.helpers.lost_server FOLDER [again]`.

It ends with 0 where the devices are told as lost and the directions stop as they should; with
`again`, where they go on by themselves, virtual devices among them, once the server runs again.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from engine.devices.listing import list_devices
from engine.devices.virtual import LOUDSPEAKER_NAME, MICROPHONE_NAME
from engine.events import EngineFailed
from engine.live.call import Call
from engine.live.config import (
    Controls,
    FromMicrophone,
    FromVirtualLoudspeaker,
    LiveConfig,
    ToOutput,
    ToVirtualMicrophone,
)
from engine.live.direction import LiveDirection
from engine.live.events import DeviceLost, DeviceReturned, LiveEvent, LiveState, StateChanged
from engine.planner import SessionConfig
from tests.helpers.live import FixedInterpreter
from tests.helpers.pulse import pulse_server
from tests.helpers.streams import RecordingSession

_SESSION = SessionConfig(source="fr", target="en")


def lose_server(folder: Path) -> None:
    """Kill the server in the middle and look at what the direction tells."""
    events: list[LiveEvent] = []
    with pulse_server(folder) as server:
        os.environ["PULSE_SERVER"] = server.address
        direction = LiveDirection(
            FixedInterpreter(RecordingSession()),
            LiveConfig(
                session=_SESSION, source=FromMicrophone("test_mic"), target=ToOutput("cable")
            ),
            on_event=events.append,
        )
        direction.start()
        _wait_until(lambda: direction.state is LiveState.RUNNING)
        server.kill()
        _wait_until(lambda: sum(isinstance(event, DeviceLost) for event in events) == 2)
        _wait_until(lambda: direction.state is LiveState.INTERRUPTED)
        time.sleep(1.0)
        assert direction.state is LiveState.INTERRUPTED
        direction.end(drain=True)
        assert direction.join(timeout_s=10), "it hangs"
    assert _states(events) == [
        LiveState.LOADING,
        LiveState.RUNNING,
        LiveState.INTERRUPTED,
        LiveState.DRAINING,
        LiveState.ENDED,
    ], _states(events)
    assert not any(isinstance(event, EngineFailed) for event in events), events


def start_server_again(folder: Path) -> None:
    """Kill the server in a call, start it again, and look whether sound passes as before."""
    told: list[list[LiveEvent]] = [[], []]
    with pulse_server(folder) as server:
        os.environ["PULSE_SERVER"] = server.address
        call = Call(
            FixedInterpreter(RecordingSession(), RecordingSession()),
            [
                LiveConfig(
                    session=_SESSION,
                    source=FromMicrophone("test_mic"),
                    target=ToVirtualMicrophone(),
                ),
                LiveConfig(
                    session=_SESSION, source=FromVirtualLoudspeaker(), target=ToOutput("cable")
                ),
            ],
            on_event=lambda number, event: told[number].append(event),
            # The original passes, so that it can be heard whether anything does.
            controls=[Controls(translating=False), Controls(translating=False)],
        )
        call.start()
        _wait_until(lambda: set(call.states) == {LiveState.RUNNING})
        server.kill()
        _wait_until(lambda: set(call.states) == {LiveState.INTERRUPTED})
        server.start()
        _wait_until(lambda: set(call.states) == {LiveState.RUNNING}, timeout_s=30)
        described = {device.description for device in list_devices()}
        assert {MICROPHONE_NAME, LOUDSPEAKER_NAME} <= described, described
        heard = [direction.gauges.elapsed_s for direction in call.directions]
        time.sleep(1.0)
        assert set(call.states) == {LiveState.RUNNING}, call.states
        for direction, before_s in zip(call.directions, heard, strict=True):
            assert direction.gauges.elapsed_s > before_s
        call.end(drain=True)
        assert call.join(timeout_s=20), "it hangs"
        left = {device.description for device in list_devices()}
        assert not {MICROPHONE_NAME, LOUDSPEAKER_NAME} & left, left
    for events in told:
        assert _states(events) == [
            LiveState.LOADING,
            LiveState.RUNNING,
            LiveState.INTERRUPTED,
            LiveState.RUNNING,
            LiveState.DRAINING,
            LiveState.ENDED,
        ], _states(events)
        kinds = [type(event) for event in events if isinstance(event, DeviceLost | DeviceReturned)]
        assert sorted(map(str, kinds)) == sorted(map(str, [DeviceLost, DeviceReturned] * 2)), kinds


def _states(events: list[LiveEvent]) -> list[LiveState]:
    return [event.state for event in events if isinstance(event, StateChanged)]


def _wait_until(is_so: Callable[[], bool], *, timeout_s: float = 15.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline_s, "it was not told"
        time.sleep(0.02)


if __name__ == "__main__":
    try:
        act = start_server_again if sys.argv[2:] == ["again"] else lose_server
        act(Path(sys.argv[1]))
    except BaseException:  # noqa: BLE001 - the parent reads it
        sys.stdout.write(traceback.format_exc())
        sys.stdout.flush()
        os._exit(1)
    # Not by way of PortAudio's end, which waits for threads that may never end.
    os._exit(0)
