"""Result files: one error for whatever keeps them from being written."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import OutputError
from engine.messages import Code


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn the operating system's error while writing `path` into an OutputError."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """The error that says why `path` cannot be written."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return OutputError(Code.OUTPUT_DISK_FULL, path=str(path))
        case errno.ENOENT | errno.ENOTDIR:
            return OutputError(Code.OUTPUT_FOLDER_MISSING, folder=str(path.parent))
        case errno.EISDIR:
            return OutputError(Code.FILE_IS_FOLDER, path=str(path))
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputError(Code.OUTPUT_DENIED, path=str(path))
        case _:
            reason = error.strerror or str(error)
            return OutputError(Code.OUTPUT_FAILED, path=str(path), reason=reason)
