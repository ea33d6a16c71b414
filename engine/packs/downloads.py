"""The download area: finished parts, named by their SHA-256, that outlive a killed installation."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from engine.errors import PackInstallError
from engine.packs.entries import Part

BLOCK_BYTES: Final = 1 << 20
DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Error numbers of a disk, or a share of it, that takes no more."""


class SourceError(PackInstallError):
    """One source did not give what it should; the installer goes on to the next source."""


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class DownloadArea:
    """A folder of finished parts and of working folders for unfinished ones.

    An object remembers which parts it has found intact, and hashes them again only where their
    size or time has changed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._intact: dict[str, tuple[int, int]] = {}

    def path(self, part: Part) -> Path:
        """Where a finished part lies or will lie."""
        return self._folder / part.sha256

    def has(self, part: Part) -> bool:
        """Whether the part is there and intact; a damaged one is removed."""
        path = self.path(part)
        try:
            looks = _looks(path)
            if looks[0] == part.size and (
                self._intact.get(part.sha256) == looks or sha256_of(path) == part.sha256
            ):
                self._intact[part.sha256] = looks
                return True
        except FileNotFoundError:
            return False
        path.unlink()
        return False

    def keep(self, part: Part, stream: IO[bytes], *, origin: str) -> None:
        """Copy a part from a stream into the area, all of it or nothing.

        Args:
            part: what it must be.
            stream: read to its end.
            origin: where it comes from, for the message.

        Raises:
            SourceError: the bytes are not those that the catalogue pins.
            OSError: the disk refuses them.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f"{part.sha256}.partial"
        digest = hashlib.sha256()
        size = 0
        try:
            with partial.open("wb") as file:
                # One byte more than the part may have shows that there is more, and no archive
                # can fill the disk.
                while block := stream.read(min(BLOCK_BYTES, part.size + 1 - size)):
                    size += len(block)
                    digest.update(block)
                    file.write(block)
            if size != part.size or digest.hexdigest() != part.sha256:
                raise SourceError(
                    f"{origin} is not the file that the catalogue pins "
                    f"(SHA-256 {digest.hexdigest()[:16]}... instead of {part.sha256[:16]}...)"
                )
            partial.replace(self.path(part))
            self._intact[part.sha256] = _looks(self.path(part))
        finally:
            partial.unlink(missing_ok=True)

    def join(self, parts: tuple[Part, ...], target: Path) -> str:
        """Write finished parts one after the other into a file; returns its SHA-256."""
        digest = hashlib.sha256()
        with target.open("wb") as output:
            for part in parts:
                with self.path(part).open("rb") as file:
                    while block := file.read(BLOCK_BYTES):
                        digest.update(block)
                        output.write(block)
        return digest.hexdigest()

    @contextmanager
    def working_folder(self) -> Iterator[Path]:
        """A new folder inside the area, removed at the end whatever happens."""
        # The process id keeps a fetch that outlived its killed installer apart from this one.
        folder = self._folder / f"work-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def lasting_folder(self, name: str) -> Path:
        """A folder inside the area that outlives a killed installation."""
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def clean_unfinished(self) -> None:
        """Remove what a killed installation left half done; finished parts stay."""
        for path in self._folder.glob("*.partial"):
            path.unlink(missing_ok=True)
        for path in self._folder.glob("work-*"):
            shutil.rmtree(path, ignore_errors=True)

    def size(self) -> int:
        """Bytes of all that is in the area."""
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _looks(path: Path) -> tuple[int, int]:
    """Size and time of change of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns
