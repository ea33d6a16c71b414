"""Who makes clauses into sound: whoever asks for it, at once, or a thread of its own.

One clause is in the making; those behind it stay with the voice stage, where they can still be
joined, dropped or given another tempo.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from engine.onnx import Stop
from engine.tts.voice_stage import SpokenClause, SpokenPiece


class Synthesis(Protocol):
    """Makes one clause after the other; belongs to one stream and is asked by one thread."""

    @property
    def is_at_once(self) -> bool:
        """Whether a piece is made when it is asked for, and whoever asks waits for it."""
        ...

    @property
    def busy_s(self) -> float:
        """Seconds that it has computed, the piece that it is at included."""
        ...

    def begin(self, clause: SpokenClause) -> None:
        """Make a clause; what is not made of the one before it is given up."""
        ...

    def next_piece(self, *, timeout_s: float = 0.0) -> SpokenPiece | None:
        """The next piece of the clause; None where it is not there within `timeout_s`.

        Raises:
            PhonemeError: the clause cannot be read; it is over.
        """
        ...

    def leave(self) -> None:
        """Give up the clause that was begun; what is made of it is left."""
        ...

    def close(self) -> None:
        """Give up the clause, and wait until nothing is computed any more. Twice is harmless."""
        ...


class SynthesisAtOnce:
    """Makes a piece when it is asked for: the same in every run, however slow the computer.

    Args:
        clock: measures computing, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._clause: SpokenClause | None = None
        self._busy_s = 0.0

    @property
    def is_at_once(self) -> bool:
        """It is."""
        return True

    @property
    def busy_s(self) -> float:
        """See Synthesis."""
        return self._busy_s

    def begin(self, clause: SpokenClause) -> None:
        """See Synthesis."""
        self._clause = clause

    def next_piece(self, *, timeout_s: float = 0.0) -> SpokenPiece | None:
        """See Synthesis; it is always there."""
        del timeout_s
        clause, self._clause = self._clause, None
        if clause is None:
            return None
        began_s = self._clock()
        try:
            piece = clause.next_piece()
        finally:
            self._busy_s += self._clock() - began_s
        if not piece.ends_clause:
            self._clause = clause
        return piece

    def leave(self) -> None:
        """See Synthesis."""
        self._clause = None

    def close(self) -> None:
        """See Synthesis."""
        self.leave()


class SynthesisThread:
    """Makes clauses on a thread of its own, so that hearing goes on meanwhile.

    The thread begins with the first clause and ends with `close`.

    Args:
        clock: measures computing, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._clause: SpokenClause | None = None
        self._stop = Stop()
        self._pieces: deque[SpokenPiece] = deque()
        self._error: Exception | None = None
        self._busy_s = 0.0
        self._since_s: float | None = None
        self._is_closed = False

    @property
    def is_at_once(self) -> bool:
        """It is not."""
        return False

    @property
    def busy_s(self) -> float:
        """See Synthesis."""
        with self._changed:
            running_s = 0.0 if self._since_s is None else self._clock() - self._since_s
            return self._busy_s + running_s

    def begin(self, clause: SpokenClause) -> None:
        """See Synthesis.

        Raises:
            RuntimeError: it is closed.
        """
        with self._changed:
            if self._is_closed:
                raise RuntimeError("the voice was closed")
            self.leave()
            self._clause = clause
            self._stop = Stop()
            self._changed.notify_all()
        if self._thread is None:
            # Not kept from ending the process by a model that hangs.
            self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()

    def next_piece(self, *, timeout_s: float = 0.0) -> SpokenPiece | None:
        """See Synthesis."""
        with self._changed:
            self._changed.wait_for(lambda: self._pieces or self._error, timeout_s)
            if self._pieces:
                return self._pieces.popleft()
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            return None

    def leave(self) -> None:
        """See Synthesis; the piece that is being made is abandoned midway."""
        with self._changed:
            self._stop.now()
            self._clause = None
            self._pieces.clear()
            self._error = None

    def close(self) -> None:
        """See Synthesis: at the end of a process, no thread may be within compiled code."""
        with self._changed:
            self._is_closed = True
            self.leave()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while (begun := self._next_clause()) is not None:
            clause, stop = begun
            ends = False
            while not ends and self._clause is clause:
                with stop:
                    ends = self._make_piece(clause)

    def _next_clause(self) -> tuple[SpokenClause, Stop] | None:
        """Wait for a clause, and for what ends it early; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._clause is not None or self._is_closed)
            return None if self._clause is None else (self._clause, self._stop)

    def _make_piece(self, clause: SpokenClause) -> bool:
        """Make a piece, and tell whether it was the last one."""
        piece: SpokenPiece | None = None
        error: Exception | None = None
        with self._changed:
            self._since_s = self._clock()
        processor_s = time.thread_time()
        try:
            piece = clause.next_piece()
        except Exception as raised:  # noqa: BLE001 - whoever asks for the piece gets it
            error = raised
        clause.processor_s += time.thread_time() - processor_s
        with self._changed:
            if self._since_s is not None:
                self._busy_s += self._clock() - self._since_s
            self._since_s = None
            is_last = piece is None or piece.ends_clause
            if self._clause is clause:
                if piece is not None:
                    self._pieces.append(piece)
                self._error = error
                if is_last:
                    self._clause = None
            self._changed.notify_all()
        return is_last
