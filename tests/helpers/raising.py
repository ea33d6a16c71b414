"""Expecting an error with a code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from engine.errors import EngineError
from engine.messages import Code

_Error = TypeVar("_Error", bound=EngineError)


@contextmanager
def raises(kind: type[_Error], code: Code) -> Iterator[pytest.ExceptionInfo[_Error]]:
    """As `pytest.raises`, and the error has that code."""
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.code is code
