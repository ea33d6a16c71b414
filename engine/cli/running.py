"""Runs one stream in the foreground: result files, captions, interrupts, and how it ended."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict
from enum import Enum, auto
from types import FrameType, TracebackType
from typing import Final, Self, TypeAlias

from engine.arrays import SOURCE_RATE_HZ
from engine.captions.records import event_record
from engine.cli.console import CaptionConsole, LastLine
from engine.cli.messages import full_text
from engine.devices.streams import InputStream
from engine.events import EngineFailed, Event
from engine.metrics import StreamSummary, Summary
from engine.recordings import NO_RESULTS, ResultFiles, Results
from engine.runner import Runner, RunnerStatus
from engine.session import Session


class Outputs:
    """A context manager; the files are open inside it and complete after it.

    Args:
        results: the files.
        as_json: every event as a JSON line on the standard output instead of captions.
        label: who speaks, where several streams have outputs; events and captions say so.
        last_line: of the terminal, where several streams share it.

    Raises:
        OutputError: a file cannot be created.
    """

    def __init__(
        self,
        results: Results = NO_RESULTS,
        *,
        as_json: bool = False,
        label: str = "",
        last_line: LastLine | None = None,
    ) -> None:
        self._label = label
        self._summary = StreamSummary()
        with ExitStack() as stack:
            self._files = stack.enter_context(ResultFiles(results))
            self._console = (
                None if as_json else CaptionConsole(sys.stdout, label=label, last_line=last_line)
            )
            if self._console is not None:
                stack.callback(self._console.close)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def on_event(self, event: Event) -> None:
        """Show and write the next event.

        Raises:
            OutputError: the disk is full or gone.
            OSError: the standard output cannot be written.
        """
        self._summary.push(event)
        self._files.push(event)
        if self._console is None:
            self._print_json(event_record(event))
        elif not isinstance(event, EngineFailed):
            self._console.show(event)

    def say(self, text: str) -> None:
        """Print a line on the error output, without spoiling the captions on a terminal."""
        if self._console is None:
            say(text)
        else:
            self._console.say(say, text)

    def finish(self, status: RunnerStatus, *, took_s: float) -> None:
        """Bring the sound file to the length of the source, and say what was done.

        Args:
            status: of the stream at its end.
            took_s: how long it ran.

        Raises:
            OutputError: the disk is full or gone.
            OSError: the standard output cannot be written.
        """
        heard_s = status.heard / SOURCE_RATE_HZ
        self._files.pad(status.heard)
        summary = self._summary.result()
        if self._console is None:
            figures = {"heard_s": heard_s, "busy_s": status.busy_s, **asdict(summary)}
            self._print_json({"event": "summary", **figures})
            return
        self._console.close()
        report = _report(summary, heard_s=heard_s, took_s=took_s, busy_s=status.busy_s)
        sys.stdout.write(f"\n{self._label}: {report}" if self._label else f"\n{report}")
        for path in self._files.paths:
            sys.stdout.write(f"wrote {path}\n")
        sys.stdout.flush()

    def _print_json(self, record: Mapping[str, object]) -> None:
        labelled = {"speaker": self._label, **record} if self._label else record
        sys.stdout.write(json.dumps(labelled, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _report(summary: Summary, *, heard_s: float, took_s: float, busy_s: float) -> str:
    parts = [f"{heard_s:.1f} s of audio in {took_s:.1f} s"]
    if heard_s:
        parts.append(f"computing took {busy_s / heard_s:.2f} of real time")
    if summary.text_lag_s is not None:
        parts.append(f"captions came {summary.text_lag_s:.1f} s after the words")
    if summary.speech_lag_s is not None:
        parts.append(f"speech {summary.speech_lag_s:.1f} s")
    return "; ".join(parts) + "\n"


INTERRUPTED: Final = 130
"""The exit code of what an interrupt ended: 128 and the number of SIGINT, as in a shell."""

TERMINATED: Final = 143
"""The exit code of what was told to terminate: 128 and the number of SIGTERM."""

INCOMPLETE: Final = 3
"""The exit code where some of the recording could not be read."""

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
        TERMINATED: as DRAINED or STOPPED, by a request to terminate.
        ABANDONED: as STOPPED, but the inference thread could not be made to end.
        FAILED: in an error that stands on the error output.
    """

    FINISHED = auto()
    DRAINED = auto()
    STOPPED = auto()
    TERMINATED = auto()
    ABANDONED = auto()
    FAILED = auto()


def say(text: str) -> None:
    """Print a line on the error output, beside results."""
    sys.stderr.write(f"dragoman: {text}\n")
    sys.stderr.flush()


def run_stream(
    source: InputStream,
    session: Session,
    outputs: Outputs,
    *,
    stop_s: float = _STOP_S,
) -> Ending:
    """Run a session over an input until that ends or Ctrl-C, and complete the outputs.

    The first interrupt finishes what was heard; the second stops at once.

    Args:
        source: is closed here.
        session: is used up and closed here.
        outputs: get every event; they can be closed when this returns.
        stop_s: how long a stop waits for the inference thread before it abandons it.

    Raises:
        OSError: an output cannot be written: OutputError, or BrokenPipeError of the standard
            output.
    """

    def on_event(event: Event) -> None:
        outputs.on_event(event)
        if isinstance(event, EngineFailed):
            say(full_text(event.message))

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

    It does not return where the inference thread was abandoned: at a regular exit, CPython would
    end that thread inside ONNX Runtime, whose C++ then aborts the process
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
        case Ending.TERMINATED:
            return TERMINATED
        case Ending.FAILED:
            return 1
        case Ending.ABANDONED:
            with suppress(OSError):
                sys.stdout.flush()
            sys.stderr.flush()
            os._exit(INTERRUPTED)


class Interrupts:
    """A context manager that counts Ctrl-C and requests to terminate instead of being broken.

    Attributes:
        count: how many there were.
        is_terminated: whether one of them was a request to terminate.
    """

    def __init__(self) -> None:
        self.count = 0
        self.is_terminated = False
        self._before: list[tuple[signal.Signals, _Handler]] = []

    def __enter__(self) -> Self:
        # Only the main thread may set handlers, and only it gets interrupts.
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                before = signal.signal(number, self._count)
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

    @property
    def ending(self) -> Ending:
        """How what they ended has ended."""
        if self.is_terminated:
            return Ending.TERMINATED
        return Ending.STOPPED if self.count > 1 else Ending.DRAINED

    def _count(self, number: int, frame: FrameType | None) -> None:
        del frame
        self.count += 1
        self.is_terminated |= number == signal.SIGTERM


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
    if not interrupts.count:
        return Ending.FINISHED
    return interrupts.ending
