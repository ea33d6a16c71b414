"""A live direction whose sound server is killed: `python -m tests.helpers.lost_server FOLDER`.

It ends with 0 where both devices are told as lost and the direction stops as it should.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from engine.events import EngineFailed
from engine.live.config import FromMicrophone, LiveConfig, ToOutput
from engine.live.direction import LiveDirection
from engine.live.events import DeviceLost, LiveEvent, LiveState, StateChanged
from engine.planner import SessionConfig
from tests.helpers.live import FixedInterpreter
from tests.helpers.pulse import pulse_server
from tests.helpers.streams import RecordingSession


def lose_server(folder: Path) -> None:
    """Kill the server in the middle and look at what the direction tells."""
    events: list[LiveEvent] = []
    with pulse_server(folder) as server:
        os.environ["PULSE_SERVER"] = server.address
        direction = LiveDirection(
            FixedInterpreter(RecordingSession()),
            LiveConfig(
                session=SessionConfig(source="fr", target="en"),
                source=FromMicrophone("test_mic"),
                target=ToOutput("cable"),
            ),
            on_event=events.append,
        )
        direction.start()
        _wait_until(lambda: direction.state is LiveState.RUNNING)
        server.kill()
        _wait_until(lambda: sum(isinstance(event, DeviceLost) for event in events) == 2)
        time.sleep(1.0)
        direction.end(drain=True)
        assert direction.join(timeout_s=10), "it hangs"
    states = [event.state for event in events if isinstance(event, StateChanged)]
    assert states == [
        LiveState.LOADING,
        LiveState.RUNNING,
        LiveState.DRAINING,
        LiveState.ENDED,
    ], states
    assert not any(isinstance(event, EngineFailed) for event in events), events


def _wait_until(is_so: Callable[[], bool], *, timeout_s: float = 15.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline_s, "it was not told"
        time.sleep(0.02)


if __name__ == "__main__":
    try:
        lose_server(Path(sys.argv[1]))
    except BaseException:  # noqa: BLE001 - the parent reads it
        sys.stdout.write(traceback.format_exc())
        sys.stdout.flush()
        os._exit(1)
    # Not by way of PortAudio's end, which waits for threads that may never end.
    os._exit(0)
