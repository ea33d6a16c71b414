"""Waiting for a connection in a way that can be ended from another thread."""

import select
import socket


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
