"""Result files: one error for whatever keeps them from being written."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import OutputError


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn the operating system's error while writing `path` into an OutputError."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(explain(path, error)) from error


def explain(path: Path, error: OSError) -> str:
    """Say in one sentence why `path` cannot be written and what to do."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full while writing {path}; free some space or write elsewhere."
        case errno.ENOENT | errno.ENOTDIR:
            return f"There is no folder {path.parent}; create it or write elsewhere."
        case errno.EISDIR:
            return f"{path} is a folder; name a file in it."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"{path} may not be written; check the rights of the folder or write elsewhere."
        case _:
            return f"{path} cannot be written ({error.strerror or error}); write elsewhere."
