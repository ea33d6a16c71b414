"""Waiting for a connection that another thread can interrupt."""

import select
import socket
import threading
from collections.abc import Callable


class Waker:
    """Wakes a thread that waits in `wait`."""

    def __init__(self) -> None:
        self._inside, self._outside = socket.socketpair()

    def close(self) -> None:
        """Release it, once nobody waits any more."""
        self._inside.close()
        self._outside.close()

    def wake(self) -> None:
        """Have this and all later calls of `wait` return False; from any thread."""
        self._outside.send(b"x")

    def wait(self, descriptor: int, timeout_s: float | None) -> bool:
        """Wait until there is something to read or the time is over.

        Returns:
            False where `wake` was called.
        """
        # What `wake` sent is never read: it stays true.
        waking = self._inside.fileno()
        ready, _, _ = select.select([descriptor, waking], [], [], timeout_s)
        return waking not in ready


class WakableThread:
    """A thread that runs one function until it is woken.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._waker = Waker()
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[Waker], None]) -> None:
        """Begin, once; `work` returns when the waker that it is given says so."""
        self._thread = threading.Thread(
            target=work, args=(self._waker,), name=self._name, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Wake the thread and wait for its end."""
        self._waker.wake()
        if self._thread is not None:
            self._thread.join()
        self._waker.close()
