"""What can go wrong with the standard output, told as for any file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import OutputError
from engine.output import explain


@contextmanager
def standard_output() -> Iterator[None]:
    """Explain a full disk behind the standard output as behind a file; leave a closed pipe.

    Raises:
        OutputError: in place of an OSError.
        BrokenPipeError: nobody reads any more.
    """
    try:
        yield
    except (BrokenPipeError, OutputError):
        raise
    except OSError as error:
        raise OutputError(explain(Path("the standard output"), error)) from error


def flush_output() -> None:
    """Write what is left in the buffer.

    Raises:
        OutputError: the disk is full or gone.
        BrokenPipeError: nobody reads any more.
    """
    with standard_output():
        sys.stdout.flush()
