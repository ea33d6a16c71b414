"""Result files: one error for whatever keeps them from being written; files of the owner alone."""

import errno
import os
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


def make_private_folder(folder: Path) -> None:
    """Make a folder that its owner alone may enter, or take one from others that is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # What was there may be open to others; what belongs to somebody else can't be changed.
    if folder.stat().st_mode & 0o077 and os.name == "posix":
        folder.chmod(0o700)


def make_private_files(folder: Path) -> None:
    """Let the owner alone read and write the files of a folder."""
    for path in folder.iterdir():
        if path.is_file() and not path.is_symlink():
            path.chmod(0o600)
