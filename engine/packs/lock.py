"""A lock on a file that the operating system gives up when its holder dies."""

import errno
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from engine.errors import PackInstallError

_POLL_S: Final = 0.1


@contextmanager
def exclusive(path: Path, *, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the lock file for the length of a `with` block.

    Args:
        path: the file; it is made if need be and stays behind, unlocked.
        wait_s: how long to wait while another process or thread holds it.

    Raises:
        PackInstallError: it is still held by another after that time.
    """
    deadline = time.monotonic() + wait_s
    with path.open("a+b") as file:
        while not try_lock(file.fileno()):
            if time.monotonic() >= deadline:
                raise PackInstallError(
                    "Another Dragoman is installing or removing models; "
                    "wait until it has finished, then try again."
                )
            time.sleep(_POLL_S)
        try:
            yield
        finally:
            unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock an open file; False where another holds it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLK}:
                return False
            raise
        return True

    def unlock(descriptor: int) -> None:
        """Give it back, which closing the file does too."""
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file; False where another holds it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EAGAIN}:
                return False
            raise
        return True

    def unlock(descriptor: int) -> None:
        """Give it back, which closing the file does too."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
