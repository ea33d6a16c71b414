"""Who may use the service: keys, and tokens for pages in a browser.

A key is 256 random bits, so one round of SHA-256 is enough to keep it from being read back: there
is nothing to guess that salt or rounds would make slower (OWASP Password Storage Cheat Sheet is
about secrets that people choose).

A token is a file in a folder, named by its hash. Whoever removes the file has redeemed the token,
and a file can be removed only once; so all replicas that share the folder agree on which tokens are
good, and whoever reads the folder can redeem none.
"""

import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.errors import EngineError
from engine.messages import Code
from engine.output import output_errors

KEY_PREFIX: Final = "drg_"
_MOST_NAME: Final = 60


class KeyFileError(EngineError, ValueError):
    """The file of keys is damaged, or a key cannot be added or removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """A key, without what would let anyone use it.

    Attributes:
        name: says whose it is; unique.
        sha256: of the key.
        created_at: ISO 8601.
    """

    name: str
    sha256: str
    created_at: str


class KeyStore:
    """The keys of one file, read again when the file changes; an absent file holds none.

    Args:
        path: is created, with its folder, by the first `add`; only its owner may read it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: tuple[KeyEntry, ...] = ()
        self._stamp: tuple[int, int] | None = None

    def entries(self) -> tuple[KeyEntry, ...]:
        """All keys, the oldest first.

        Raises:
            KeyFileError: the file is damaged.
        """
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._entries, self._stamp = (), None
            return ()
        stamp = (stat.st_mtime_ns, stat.st_size)
        if stamp != self._stamp:
            self._entries, self._stamp = self._read(), stamp
        return self._entries

    def add(self, name: str) -> str:
        """Make a key and return it; nobody can read it again later.

        Raises:
            KeyFileError: there is a key of that name, or the name is not usable.
            OutputError: the file cannot be written.
        """
        if not (0 < len(name) <= _MOST_NAME and name.isprintable() and name == name.strip()):
            raise KeyFileError(Code.KEY_NAME_INVALID, most=_MOST_NAME)
        entries = self.entries()
        if any(entry.name == name for entry in entries):
            raise KeyFileError(Code.KEY_EXISTS, name=name)
        key = KEY_PREFIX + secrets.token_urlsafe(32)
        created_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._write((*entries, KeyEntry(name=name, sha256=hash_of(key), created_at=created_at)))
        return key

    def remove(self, name: str) -> None:
        """Forget a key; who holds it is refused from now on.

        Raises:
            KeyFileError: there is none of that name.
            OutputError: the file cannot be written.
        """
        entries = self.entries()
        left = tuple(entry for entry in entries if entry.name != name)
        if len(left) == len(entries):
            raise KeyFileError(
                Code.KEY_UNKNOWN, name=name, choices=tuple(entry.name for entry in entries)
            )
        self._write(left)

    def is_good(self, key: str) -> bool:
        """Whether a key is one of these; takes the same time whichever it is like.

        Raises:
            KeyFileError: the file is damaged.
        """
        digest = hash_of(key)
        matches = [hmac.compare_digest(digest, entry.sha256) for entry in self.entries()]
        return any(matches)

    def _read(self) -> tuple[KeyEntry, ...]:
        try:
            document = json.loads(self._path.read_text(encoding="utf-8"))
            return tuple(
                KeyEntry(
                    name=str(entry["name"]),
                    sha256=str(entry["sha256"]),
                    created_at=str(entry["created_at"]),
                )
                for entry in document["keys"]
            )
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise KeyFileError(Code.KEYS_UNREADABLE, path=str(self._path)) from error

    def _write(self, entries: tuple[KeyEntry, ...]) -> None:
        text = json.dumps({"keys": [asdict(entry) for entry in entries]}, indent=2)
        part = self._path.with_suffix(".part")
        with output_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                part.unlink()
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            part.replace(self._path)


def keys_path(home: Path) -> Path:
    """Where the keys of the services of one user are."""
    return home / "service" / "keys.json"


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


TOKEN_PREFIX: Final = "drgt_"  # noqa: S105 - not a secret
TOKEN_S: Final = 60.0
"""How long a token that nobody used is good for."""

_MOST_TOKENS: Final = 1_000


class TokenStore:
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
