"""What is installed: a folder per pack with its files and a `pack.json` that pins them.

    ROOT/whisper-base/{encoder.onnx, ..., pack.json, proof.json}
    ROOT/.staging/     packs that are being made or removed
    ROOT/.downloads/   finished parts of a running or killed installation
    ROOT/.lock         held while anything is installed or removed
    ROOT/.float16/     packs in float16, made of installed ones where a device wants them
    ROOT/devices.json  how fast models were on which device (engine/placement.py)

A pack's folder appears and disappears by one rename, so it is there whole or not at all.
"""

import errno
import hashlib
import json
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from engine.compute import Device
from engine.errors import (
    CatalogueError,
    PackDamagedError,
    PackError,
    PackInstallError,
    PackMissingError,
)
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.packs.convert.table import CONVERTERS, Converter
from engine.packs.entries import Pack
from engine.packs.proofs import PROOF_NAME, Proof, costs_alike, read_proofs, write_proof
from engine.packs.sources import DownloadArea, sha256_of

_POLL_S: Final = 0.1

FLOAT16_VERSION: Final = 1
"""Raised whenever what `write_float16` makes of a graph changes."""

_FLOAT16_WAIT_S: Final = 600.0
_STAMP_NAME: Final = "made-of"


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
                raise PackInstallError(Code.MODELS_BUSY)
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


MANIFEST_NAME: Final = "pack.json"
MANIFEST_SCHEMA: Final = 1
CONVERTER_KEY: Final = "exporter"
CONVERTER_VERSION_KEY: Final = "exporter_version"
"""In `pack.json`, as the first version called them: what is installed stays readable."""


class PackState(StrEnum):
    """What a look at a pack's folder says, without reading the model files."""

    MISSING = "missing"
    INSTALLED = "installed"
    OUTDATED = "outdated"
    DAMAGED = "damaged"
    FAILED = "failed"
    """It is whole, and gave wrong answers when it had to prove itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledFile:
    """A file of an installed pack as the installer wrote it."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The content of an installed pack's `pack.json`."""

    entry_sha256: str
    converter: str
    converter_version: int
    files: Mapping[str, InstalledFile]


class PackStore:
    """The installed packs below one folder.

    Args:
        root: the folder; it need not exist.
        catalogue: what packs there are.
        converters: what the installer makes packs with.

    Attributes:
        device: that sessions compute on; what packs showed there decides which of them are used.
    """

    def __init__(
        self, root: Path, catalogue: Catalogue, *, converters: Mapping[str, Converter] = CONVERTERS
    ) -> None:
        self.root = root
        self.catalogue = catalogue
        self.device = Device.AUTO
        self._converters = converters
        self._intact: dict[str, tuple[tuple[str, int, int], ...]] = {}
        self._mutex = threading.Lock()
        for pack in catalogue.packs:
            if pack.converter not in converters:
                raise CatalogueError(Code.PACK_TOO_NEW, pack=pack.id)

    @property
    def staging(self) -> Path:
        """Folder of packs that are being made or removed."""
        return self.root / ".staging"

    @property
    def _float16(self) -> Path:
        """Folder of the float16 forms."""
        return self.root / ".float16"

    @property
    def downloads(self) -> DownloadArea:
        """Finished parts of a running or killed installation."""
        return DownloadArea(self.root / ".downloads")

    @contextmanager
    def locked(self, *, wait_s: float = 0.0) -> Iterator[None]:
        """Keep every other installer and remover out; makes the root folder.

        Raises:
            PackInstallError: another one is at work, still after `wait_s`.
            OSError: the root folder cannot be made.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with exclusive(self.root / ".lock", wait_s=wait_s):
            shutil.rmtree(self.staging, ignore_errors=True)
            yield

    def converter(self, pack: Pack) -> Converter:
        """The converter that makes the pack."""
        return self._converters[pack.converter]

    def place(self, pack_id: str) -> Path:
        """Where a pack is or would be."""
        return self.root / self.catalogue.pack(pack_id).id

    def state(self, pack_id: str) -> PackState:
        """What the pack's manifest and file sizes say; the files are not read.

        Raises:
            CatalogueError: there is no such pack in the catalogue.
        """
        pack = self.catalogue.pack(pack_id)
        if not self.place(pack_id).is_dir():
            return PackState.MISSING
        try:
            manifest = self._manifest(pack)
            self._check_sizes(pack, manifest)
        except PackDamagedError:
            return PackState.DAMAGED
        if not self._is_current(pack, manifest):
            return PackState.OUTDATED
        proof = self.proof(pack_id)
        return PackState.FAILED if proof and proof.has_failed else PackState.INSTALLED

    def installed(self) -> frozenset[str]:
        """Ids of the packs that look usable; those that failed to prove themselves do not."""
        return frozenset(
            pack.id for pack in self.catalogue.packs if self.state(pack.id) is PackState.INSTALLED
        )

    def proof(self, pack_id: str) -> Proof | None:
        """What an installed pack showed; None where it was not asked, or has changed since.

        On `device`; where it was not asked there, on another, the last one.
        """
        found = {proof.device: proof for proof in reversed(self.proofs(pack_id))}
        names = (*costs_alike(self.device), *reversed(found))
        return next((found[name] for name in names if name in found), None)

    def proofs(self, pack_id: str) -> tuple[Proof, ...]:
        """What an installed pack showed on each device that it was asked on, the latest first."""
        proofs = read_proofs(self.place(pack_id))
        with suppress(PackDamagedError):
            if proofs:
                digest = self.digest(pack_id)
                return tuple(proof for proof in proofs if proof.digest == digest)
        return ()

    def set_proof(self, pack_id: str, proof: Proof) -> None:
        """Put down what an installed pack showed.

        Raises:
            PackError: the system refuses.
        """
        try:
            write_proof(self.place(pack_id), proof)
        except OSError as error:
            raise PackError(
                Code.MODELS_FOLDER_DENIED, folder=str(self.root), reason=str(error)
            ) from error

    def folder(self, pack_id: str) -> Path:
        """The folder of an intact pack, for a loader.

        The first call for a pack in this store object reads and hashes its files; later calls
        look at names, sizes and times only.

        Raises:
            PackMissingError: it is not installed, or is outdated; ends in the command to run.
            PackDamagedError: a file is not what was installed; ends in the command to run.
        """
        pack = self.catalogue.pack(pack_id)
        place = self.place(pack_id)
        if not place.is_dir():
            raise PackMissingError(Code.PACKS_MISSING, packs=(pack_id,))
        manifest = self._manifest(pack)
        if not self._is_current(pack, manifest):
            raise PackMissingError(Code.PACKS_OUTDATED, packs=(pack_id,))
        self._check_sizes(pack, manifest)
        looks = self._looks(place, manifest)
        with self._mutex:
            if self._intact.get(pack_id) != looks:
                self._check_hashes(pack, manifest)
                self._intact[pack_id] = looks
        return place

    def digest(self, pack_id: str) -> str:
        """Changes whenever a file of an installed pack does.

        Raises:
            PackDamagedError: its manifest cannot be read.
        """
        files = self._manifest(self.catalogue.pack(pack_id)).files
        hashes = "".join(f"{name} {item.sha256}\n" for name, item in sorted(files.items()))
        return hashlib.sha256(hashes.encode()).hexdigest()

    def float16_folder(self, pack_id: str) -> Path:
        """A folder with the files of an intact pack, its graphs in float16.

        It is made when it is asked for the first time, which takes seconds; again after the pack
        has changed.

        Raises:
            PackError: the pack is not installed or damaged, or the folder cannot be made.
            ModelError: a graph has no float16 form.
        """
        source = self.folder(pack_id)
        target = self._float16 / pack_id
        stamp = f"{FLOAT16_VERSION} {self.digest(pack_id)}"
        try:
            self._float16.mkdir(parents=True, exist_ok=True)
            with exclusive(self._float16 / ".lock", wait_s=_FLOAT16_WAIT_S):
                if not _has_stamp(target, stamp):
                    self._make_float16(source, target, stamp)
        except OSError as error:
            raise PackError(
                Code.MODELS_FOLDER_DENIED, folder=str(self._float16), reason=str(error)
            ) from error
        return target

    def _make_float16(self, source: Path, target: Path, stamp: str) -> None:
        from engine.packs.convert.float16 import write_float16  # noqa: PLC0415 - loads onnx

        new = target.with_name(f"{target.name}.new")
        for folder in (new, target):
            shutil.rmtree(folder, ignore_errors=True)
        new.mkdir()
        for path in sorted(source.iterdir()):
            if path.suffix == ".onnx":
                write_float16(path, new / path.name)
            elif path.name not in (MANIFEST_NAME, PROOF_NAME) and not path.name.endswith(
                ".onnx.data"
            ):
                shutil.copyfile(path, new / path.name)
        (new / _STAMP_NAME).write_text(f"{stamp}\n{_sizes(new)}", encoding="utf-8")
        new.rename(target)

    def verify(self, pack_id: str) -> None:
        """Read every file of an installed pack and compare its hash.

        Raises:
            PackMissingError: the pack is not installed.
            PackDamagedError: a file is missing or is not what was installed.
        """
        pack = self.catalogue.pack(pack_id)
        with self._mutex:
            self._intact.pop(pack_id, None)
        if not self.place(pack_id).is_dir():
            raise PackMissingError(Code.PACKS_MISSING, packs=(pack_id,))
        manifest = self._manifest(pack)
        self._check_sizes(pack, manifest)
        self._check_hashes(pack, manifest)

    def remove(self, pack_id: str) -> None:
        """Delete an installed pack.

        Raises:
            PackMissingError: it is not installed.
            PackInstallError: an installer is at work.
            PackError: the system refuses.
        """
        place = self.place(pack_id)
        if not place.is_dir():
            raise PackMissingError(Code.PACKS_NOT_INSTALLED, packs=(pack_id,))
        try:
            with self.locked():
                self.set_aside(pack_id)
                shutil.rmtree(self.staging)
                shutil.rmtree(self._float16 / pack_id, ignore_errors=True)
        except OSError as error:
            raise PackError(Code.PACK_NOT_REMOVED, pack=pack_id, reason=str(error)) from error

    def clear(self) -> None:
        """Delete all packs, whatever state they are in, and every download.

        Raises:
            PackInstallError: an installer is at work.
            PackError: the system refuses.
        """
        entry = self.root
        try:
            with self.locked():
                for entry in self.root.iterdir():
                    if entry.is_dir():
                        shutil.rmtree(entry)
                    elif entry.name != ".lock":
                        entry.unlink()
        except OSError as error:
            raise PackError(Code.PACK_NOT_REMOVED, pack=entry.name, reason=str(error)) from error

    def set_aside(self, pack_id: str) -> None:
        """Move a pack's folder, if there is one, into staging; call with the lock held."""
        place = self.place(pack_id)
        if place.is_dir():
            self.staging.mkdir(exist_ok=True)
            place.rename(self.staging / f"{pack_id}-removed")

    def installed_size(self, pack_id: str) -> int:
        """Bytes that a pack takes with its float16 form; 0 where it is not installed."""
        folders = (self.place(pack_id), self._float16 / pack_id)
        paths = (path for folder in folders for path in folder.rglob("*"))
        return sum(path.stat().st_size for path in paths if path.is_file())

    def _is_current(self, pack: Pack, manifest: Manifest) -> bool:
        return (manifest.entry_sha256, manifest.converter, manifest.converter_version) == (
            pack.entry_sha256,
            pack.converter,
            self.converter(pack).version,
        )

    def _manifest(self, pack: Pack) -> Manifest:
        path = self.place(pack.id) / MANIFEST_NAME
        try:
            return read_manifest(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._damaged(pack, f"{MANIFEST_NAME} cannot be used ({error!r})") from error

    def _check_sizes(self, pack: Pack, manifest: Manifest) -> None:
        for name, item in manifest.files.items():
            path = self.place(pack.id) / name
            if not path.is_file():
                raise self._damaged(pack, f"{name} is missing")
            if (size := path.stat().st_size) != item.size:
                raise self._damaged(pack, f"{name} has {size} bytes instead of {item.size}")

    def _check_hashes(self, pack: Pack, manifest: Manifest) -> None:
        for name, item in manifest.files.items():
            try:
                sha256 = sha256_of(self.place(pack.id) / name)
            except OSError as error:
                raise self._damaged(pack, f"{name} cannot be read ({error})") from error
            if sha256 != item.sha256:
                raise self._damaged(pack, f"the bytes of {name} have changed")

    @staticmethod
    def _looks(place: Path, manifest: Manifest) -> tuple[tuple[str, int, int], ...]:
        return tuple(
            (name, (status := (place / name).stat()).st_size, status.st_mtime_ns)
            for name in manifest.files
        )

    @staticmethod
    def _damaged(pack: Pack, problem: str) -> PackDamagedError:
        return PackDamagedError(Code.PACK_DAMAGED, pack=pack.id, detail=problem)


def _sizes(folder: Path) -> str:
    paths = sorted(path for path in folder.iterdir() if path.name != _STAMP_NAME)
    return "".join(f"{path.name} {path.stat().st_size}\n" for path in paths)


def _has_stamp(folder: Path, stamp: str) -> bool:
    """Whether a float16 form was finished, of these files, and none of it was cut short since."""
    try:
        found = (folder / _STAMP_NAME).read_text(encoding="utf-8")
        return found == f"{stamp}\n{_sizes(folder)}"
    except (OSError, UnicodeError):
        return False


def read_manifest(path: Path) -> Manifest:
    """Read a `pack.json`.

    Raises:
        OSError, ValueError, TypeError, KeyError, AttributeError: it is not one.
    """
    values = json.loads(path.read_text(encoding="utf-8"))
    if values["schema"] != MANIFEST_SCHEMA:
        raise ValueError(f"schema {values['schema']}")
    files = {
        str(name): InstalledFile(sha256=str(item["sha256"]), size=int(item["size"]))
        for name, item in values["files"].items()
    }
    if not files or any(Path(name).name != name for name in files):
        raise ValueError("its list of files is not sound")
    return Manifest(
        entry_sha256=str(values["entry_sha256"]),
        converter=str(values[CONVERTER_KEY]),
        converter_version=int(values[CONVERTER_VERSION_KEY]),
        files=files,
    )
