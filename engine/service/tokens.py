"""Tokens for pages in a browser, which can set no header: short-lived, each good for once.

A token is a file in a folder, named by its hash. Whoever removes the file has redeemed the token,
and a file can be removed only once; so all replicas that share the folder agree on which tokens are
good, and whoever reads the folder can redeem none.
"""

import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from engine.output import output_errors
from engine.service.keys import hash_of

TOKEN_PREFIX: Final = "drgt_"  # noqa: S105 - not a secret
TOKEN_S: Final = 60.0
"""How long a token that nobody used is good for."""

_MOST_TOKENS: Final = 1_000


class TokenBook:
    """The tokens of one folder.

    Args:
        folder: is created by the first `issue`.
        clock: seconds since the epoch: machines that share the folder share no other clock.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock = clock

    def issue(self) -> str:
        """Make a token; those that nobody used in time are forgotten, the oldest if too many.

        Raises:
            OutputError: the folder cannot be written to.
        """
        token = TOKEN_PREFIX + secrets.token_urlsafe(24)
        with output_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._forget_some()
            path = self._path(token)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            now_s = self._clock()
            os.utime(path, (now_s, now_s))
        return token

    def redeem(self, token: str) -> bool:
        """Whether the token is good; it is not any more after this, whoever asks."""
        path = self._path(token)
        try:
            issued_s = path.stat().st_mtime
            path.unlink()
        except OSError:
            return False
        return self._is_young(issued_s)

    def _is_young(self, issued_s: float) -> bool:
        # A file of the future is one whose machine's clock is wrong.
        return abs(self._clock() - issued_s) < TOKEN_S

    def _forget_some(self) -> None:
        ages: list[tuple[float, Path]] = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another replica was faster
                ages.append((path.stat().st_mtime, path))
        ages.sort()
        surplus = max(0, len(ages) + 1 - _MOST_TOKENS)
        for number, (issued_s, path) in enumerate(ages):
            if number < surplus or not self._is_young(issued_s):
                path.unlink(missing_ok=True)

    def _path(self, token: str) -> Path:
        return self._folder / hash_of(token)


def tokens_folder(home: Path) -> Path:
    """Where the tokens of the services of one user are."""
    return home / "service" / "tokens"
