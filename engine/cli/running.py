"""Running one stream in the foreground: captions out, interrupts, and how it ended."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from types import FrameType, TracebackType
from typing import Final, Self, TypeAlias

from engine.cli.outputs import Outputs
from engine.devices.protocols import AudioSource
from engine.events import EngineFailed, Event
from engine.runner import PartwiseSession, Runner

INTERRUPTED: Final = 130
"""The exit code of what an interrupt ended: 128 and the number of SIGINT, as in a shell."""

_Handler: TypeAlias = Callable[[int, FrameType | None], object] | int

_STEP_S: Final = 0.2
"""An interrupt is noticed between two waits, on systems where a wait cannot be broken."""

_STOP_S: Final = 5.0
"""How long a stop waits for the block that is being worked on."""

_LISTENER_S: Final = 1.0
"""How long an event that is being written may take before its file is closed all the same."""


class Ending(Enum):
    """How a stream ended.

    Attributes:
        FINISHED: with its source.
        DRAINED: by an interrupt; what had been heard was finished.
        STOPPED: by a second interrupt, at once.
        ABANDONED: as STOPPED, but the engine thread could not be made to end.
        FAILED: in an error that stands on the error output.
    """

    FINISHED = auto()
    DRAINED = auto()
    STOPPED = auto()
    ABANDONED = auto()
    FAILED = auto()


def say(text: str) -> None:
    """Print a line on the error output, beside results."""
    sys.stderr.write(f"dragoman: {text}\n")
    sys.stderr.flush()


def run_stream(
    source: AudioSource,
    session: PartwiseSession,
    outputs: Outputs,
    *,
    stop_s: float = _STOP_S,
) -> Ending:
    """Run a session over a source until that ends or Ctrl-C, and complete the outputs.

    The first interrupt finishes what was heard; the second stops at once.

    Args:
        source: is started and closed here.
        session: is used up.
        outputs: are told everything; they can be closed when this returns.
        stop_s: how long a stop waits for the engine thread before it abandons it.

    Raises:
        OSError: an output cannot be written: OutputError, or BrokenPipeError of the standard
            output.
    """

    def on_event(event: Event) -> None:
        outputs.on_event(event)
        if isinstance(event, EngineFailed):
            say(event.message)

    runner = Runner(source, session, on_event=on_event)
    with Interrupts() as interrupts:
        began_s = time.perf_counter()
        runner.start()
        ending = _wait(runner, interrupts, stop_s=stop_s)
    runner.raise_failure()
    outputs.finish(runner.status, took_s=time.perf_counter() - began_s)
    return ending


def exit_code(ending: Ending, *, if_drained: int = INTERRUPTED) -> int:
    """The exit code for an ending; call it once the outputs are closed.

    It does not return where the engine thread was abandoned: at a regular exit, CPython would end
    that thread inside ONNX Runtime, whose C++ then aborts the process
    (https://github.com/python/cpython/issues/87135).

    Args:
        ending: of the stream.
        if_drained: where an interrupt is the usual way to end.
    """
    match ending:
        case Ending.FINISHED:
            return 0
        case Ending.DRAINED:
            return if_drained
        case Ending.STOPPED:
            return INTERRUPTED
        case Ending.FAILED:
            return 1
        case Ending.ABANDONED:
            with suppress(OSError):
                sys.stdout.flush()
            sys.stderr.flush()
            os._exit(INTERRUPTED)


class Interrupts:
    """A context manager that counts Ctrl-C and requests to terminate instead of being broken."""

    def __init__(self) -> None:
        self.count = 0
        self._before: list[tuple[signal.Signals, _Handler]] = []

    def __enter__(self) -> Self:
        # Only the main thread may set handlers, and only it gets interrupts.
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                before = signal.signal(number, self._note)
                # None stands for a handler that was not set from Python and cannot be set again.
                self._before.append((number, signal.SIG_DFL if before is None else before))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._before:
            signal.signal(*self._before.pop())

    def _note(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.count += 1


def _wait(runner: Runner, interrupts: Interrupts, *, stop_s: float) -> Ending:
    is_draining = False
    stop_until_s: float | None = None
    while not runner.join(timeout_s=_STEP_S):
        if interrupts.count and not is_draining:
            is_draining = True
            say("finishing what was said; Ctrl-C again stops at once")
            runner.end(drain=True)
        if interrupts.count > 1 and stop_until_s is None:
            stop_until_s = time.monotonic() + stop_s
            runner.end(drain=False)
        if stop_until_s is not None and time.monotonic() >= stop_until_s:
            runner.detach(timeout_s=_LISTENER_S)
            return Ending.ABANDONED
    if runner.failed:
        return Ending.FAILED
    if interrupts.count > 1:
        return Ending.STOPPED
    return Ending.DRAINED if is_draining else Ending.FINISHED
