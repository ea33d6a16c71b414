"""Hear one running program: its sound is moved to the virtual speaker, and given back afterwards.

On Windows it is heard where it plays (engine/devices/windows_programs.py); what follows is Linux.

A PulseAudio server, and PipeWire in its place, moves a stream of another program while it plays. A
small process of its own gives the streams back when this one is gone, however that was: a program
whose sound nobody hears would be left behind else.

    python -m engine.devices.programs SINK

reads where each stream was, a line each: its number and the name of an output. At the end of its
input it moves those back that are still at SINK.
"""

import os
import subprocess
import sys
from contextlib import suppress
from typing import Any, Final

from engine.devices.listing import OWN_DEVICES
from engine.devices.pulse import SoundServerError, sound_server, sound_server_errors
from engine.program import NO_WINDOW, module_command

_LEAST_BUILD: Final = 20_348
"""Of a Windows that gives a program the sound of another."""

_CLIENT: Final = "dragoman-programs"
_NAME: Final = "application.name"
_PROCESS: Final = "application.process.id"


def hears_programs() -> bool:
    """Whether this Windows gives a program the sound of another; False on other systems."""
    version = getattr(sys, "getwindowsversion", None)
    # Calls of 32 bits have another convention.
    return version is not None and sys.maxsize > 2**32 and version().build >= _LEAST_BUILD


def programs_stay() -> bool:
    """Whether a program that is heard goes on playing where it plays, as on Windows."""
    return hasattr(sys, "getwindowsversion")


def playing_programs() -> tuple[str, ...]:
    """Names of programs that play sound now, as a person knows them; none where none is heard."""
    if hears_programs():
        # It needs what resamples, which a listing does without.
        from engine.devices import windows_programs  # noqa: PLC0415

        return windows_programs.playing_programs()
    try:
        with sound_server(_CLIENT) as pulse:
            names = {_name_of(stream) for stream in pulse.sink_input_list()}
    except SoundServerError:
        return ()
    return tuple(sorted(names - {""}, key=str.casefold))


class ProgramStreams:
    """The sound of one program, on the virtual speaker while it is heard here.

    Safe from any thread that calls one method at a time.

    Args:
        name: of the program, as `playing_programs` gives it.
        sink: the output to move its streams to.
    """

    def __init__(self, name: str, sink: str) -> None:
        self._name = name
        self._sink = sink
        self._moved: dict[int, str] = {}
        self._guard: subprocess.Popen[str] | None = None

    def look(self) -> None:
        """Move what the program plays now; nothing where no server answers."""
        with suppress(SoundServerError), sound_server(_CLIENT) as pulse:
            sinks = {sink.index: sink.name for sink in pulse.sink_list()}
            ours = next((index for index, name in sinks.items() if name == self._sink), None)
            if ours is None:
                return
            for stream in pulse.sink_input_list():
                if _name_of(stream) != self._name or stream.sink == ours:
                    continue
                # Known to the guard first: it gives back also what was not moved in the end.
                self._note(stream.index, sinks.get(stream.sink, ""))
                # A stream may end between the list and the move.
                with suppress(SoundServerError), sound_server_errors():
                    pulse.sink_input_move(stream.index, ours)

    def give_back(self) -> None:
        """Move everything back to where it was; twice is harmless."""
        moved, self._moved = self._moved, {}
        if moved:
            _give_back(moved, self._sink)
        guard, self._guard = self._guard, None
        if guard is not None and guard.stdin is not None:
            with suppress(OSError):
                guard.stdin.close()
            guard.wait()

    def _note(self, stream: int, sink: str) -> None:
        self._moved[stream] = sink
        if self._guard is None:
            self._guard = subprocess.Popen(  # noqa: S603 - a module of our own
                [*module_command("engine.devices.programs"), self._sink],
                stdin=subprocess.PIPE,
                text=True,
                creationflags=NO_WINDOW,
                # What ends a whole group of processes is not to end it too.
                start_new_session=True,
            )
        if self._guard.stdin is not None:
            with suppress(OSError):
                self._guard.stdin.write(f"{stream} {sink}\n")
                self._guard.stdin.flush()


def _give_back(moved: dict[int, str], sink: str) -> None:
    """Move streams that are at `sink` to where they were, or to the default where that is gone."""
    with suppress(SoundServerError), sound_server(_CLIENT) as pulse:
        sinks = {each.name: each.index for each in pulse.sink_list()}
        default = sinks.get(pulse.server_info().default_sink_name)
        for stream in pulse.sink_input_list():
            before = moved.get(stream.index)
            if before is None or stream.sink != sinks.get(sink):
                continue
            target = sinks.get(before, default)
            if target is not None and target != stream.sink:
                with suppress(SoundServerError), sound_server_errors():
                    pulse.sink_input_move(stream.index, target)


def _name_of(stream: Any) -> str:
    """The name of the program that plays a stream; empty for what is no other program."""
    properties = stream.proplist
    process = properties.get(_PROCESS, "")
    # What a server's own modules play, as loopbacks do, belongs to no process.
    if not process or process == str(os.getpid()):
        return ""
    name = properties.get(_NAME) or properties.get("application.process.binary") or ""
    return "" if name in OWN_DEVICES else str(name)


def main() -> int:
    """Keep watch until the other process is gone, then give back."""
    moved: dict[int, str] = {}
    for line in sys.stdin:
        stream, _, sink = line.strip().partition(" ")
        moved[int(stream)] = sink
    _give_back(moved, sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
