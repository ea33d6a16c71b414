"""Text to phonemes: a client of the phoneme program.

The phoneme program is a process of its own that speaks the line protocol described in
engine/tts/espeak_worker.py, which is the one that is used unless a command is given.
"""

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Protocol, Self

from engine.errors import PhonemeError
from engine.messages import Code
from engine.program import NO_WINDOW, phoneme_command

_GREETING: Final = "phonemes 1"


class Phonemiser(Protocol):
    """Turns the words of one language into IPA with stress marks and tied affricates."""

    def phonemes(self, text: str, tag: str) -> str:
        """Return the phonemes of a text without punctuation; `tag` is such as `en-gb`."""
        ...


class PhonemeProcess:
    """A running phoneme program; started on first use and again if it dies.

    One text at a time: an object belongs to one thread.
    """

    def __init__(self, command: Sequence[str] = (), *, timeout_s: float = 10.0) -> None:
        """Remember how to start the program.

        Args:
            command: program and arguments; the eSpeak NG worker of this package if empty.
            timeout_s: a program that takes longer than this to answer is ended.
        """
        self._command = list(command) or phoneme_command()
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def phonemes(self, text: str, tag: str) -> str:
        """Return the phonemes of a text.

        Args:
            text: words of one language; line breaks and tabs count as spaces.
            tag: language and accent, such as `en-gb`.

        Raises:
            PhonemeError: the program cannot be started, dies on this text twice, or refuses it.
        """
        line = f"{tag}\t{' '.join(text.split())}\n"
        try:
            answer = self._ask(line)
        except _ProgramEndedError:
            # It may have been ended from outside since its last answer; a second end is its own.
            try:
                answer = self._ask(line)
            except _ProgramEndedError as error:
                raise PhonemeError(
                    Code.PHONEMES_UNAVAILABLE,
                    detail=f"{self._command[0]} ended {error} instead of answering",
                ) from error
        kind, _, rest = answer.partition("\t")
        if kind != "ok":
            raise PhonemeError(Code.PHONEMES_REFUSED, detail=rest or answer)
        return rest

    def close(self) -> None:
        """End the program; using the object again starts it again."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with _quiet_pipe():
                process.stdin.close()
        try:
            process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _ask(self, line: str) -> str:
        process = self._process or self._start()
        answer = self._exchange(process, line)
        if not answer.endswith("\n"):
            raise _ProgramEndedError(self._reap())
        return answer.rstrip("\n")

    def _start(self) -> subprocess.Popen[str]:
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is our own or the caller's
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="replace",
                creationflags=NO_WINDOW,
            )
        except OSError as error:
            raise PhonemeError(Code.PHONEMES_UNAVAILABLE, detail=str(error)) from error
        self._process = process
        greeting = self._exchange(process, None)
        if not greeting.endswith("\n"):
            raise _ProgramEndedError(self._reap())
        if greeting.startswith("error\t"):
            self.close()
            raise PhonemeError(
                Code.PHONEMES_UNAVAILABLE, detail=greeting.strip().partition(chr(9))[2]
            )
        if not greeting.startswith(_GREETING):
            self.close()
            raise PhonemeError(
                Code.PHONEMES_UNAVAILABLE,
                detail=f"{self._command[0]} greets with {greeting.strip()!r}",
            )
        return process

    def _exchange(self, process: subprocess.Popen[str], line: str | None) -> str:
        """Send a line if there is one and read a line; what was read is cut short at an end."""
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both pipes were asked for")
        # Pipes cannot be waited on with a limit on every system; a killed process ends the wait.
        deadline = threading.Timer(self._timeout_s, process.kill)
        deadline.daemon = True
        deadline.start()
        answer = ""
        try:
            with _quiet_pipe():
                if line is not None:
                    process.stdin.write(line)
                    process.stdin.flush()
                answer = process.stdout.readline()
        finally:
            deadline.cancel()
        return answer

    def _reap(self) -> str:
        """Forget a program that ended; return with what code."""
        process = self._process
        self.close()
        return "" if process is None else f"with code {process.returncode}"


class _ProgramEndedError(Exception):
    """The program ended in the middle of an exchange; the message says how."""


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    """Pass over a write to a program that ended: the missing answer tells the same."""
    try:
        yield
    except (BrokenPipeError, ConnectionResetError, OSError):
        return
