"""Installs packs: fetch, check, join, convert, and one rename that makes the pack appear.

Killed at any moment it leaves nothing in place or a whole pack. Parts that had been fetched stay
in the download area, so that the next run goes on from there.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from engine.errors import EngineError, PackError, PackInstallError
from engine.messages import Code
from engine.packs.entries import (
    HubFile,
    Location,
    Pack,
    PackFile,
    Part,
    PypiMember,
    ShippedFile,
    Source,
)
from engine.packs.progress import InstallProgress, Step, Watcher
from engine.packs.sources import (
    DISK_FULL,
    DownloadArea,
    Fetcher,
    FolderSource,
    HubFetcher,
    PypiFetcher,
    ShippedFetcher,
    SourceError,
    pin,
    sha256_of,
)
from engine.packs.store import (
    CONVERTER_KEY,
    CONVERTER_VERSION_KEY,
    MANIFEST_NAME,
    MANIFEST_SCHEMA,
    PackState,
    PackStore,
)

FETCHERS: Final[Mapping[type[Location], Fetcher]] = MappingProxyType(
    {PypiMember: PypiFetcher(), HubFile: HubFetcher(), ShippedFile: ShippedFetcher()}
)
"""What gets a part, by the kind of its location."""

_LICENCE_PREFIXES: Final = ("LICENCE", "LICENSE", "NOTICE", "COPYING")
_MEGABYTE: Final = 1_000_000


def _ignore(_progress: InstallProgress) -> None:
    """Watch nothing."""


class Installer:
    """Installs packs into a store.

    Args:
        store: where to.
        folder: a local folder to look in first.
        fetchers: what gets a part, by the kind of its location.
        watcher: told about progress, in the calling thread.

    Raises:
        PackInstallError: `folder` is not a folder.
    """

    def __init__(
        self,
        store: PackStore,
        *,
        folder: Path | None = None,
        fetchers: Mapping[type[Location], Fetcher] = FETCHERS,
        watcher: Watcher = _ignore,
    ) -> None:
        if folder is not None and not folder.is_dir():
            raise PackInstallError(Code.FOLDER_MISSING, folder=str(folder))
        self._store = store
        self._folder = folder
        self._fetchers = fetchers
        self._watcher = watcher

    def install(self, names: Iterable[str], *, wait_s: float = 0.0) -> tuple[str, ...]:
        """Install packs and groups that are not there, are outdated, or are damaged.

        Args:
            names: ids of packs and names of groups.
            wait_s: how long to wait while another process installs.

        Returns:
            The ids of the packs that were made; those that were there and intact are not in it.

        Raises:
            CatalogueError: there is no pack or group of that name.
            PackInstallError: a pack could not be installed. Packs that were finished before it
                stay, nothing of it is in place, and a further call goes on from what was fetched.
        """
        packs = self._store.catalogue.resolve(names)
        try:
            with self._store.locked(wait_s=wait_s):
                return self._install(packs)
        except OSError as error:
            if error.errno in DISK_FULL:
                raise PackInstallError(
                    Code.MODELS_DISK_FULL, folder=str(self._store.root)
                ) from error
            raise PackInstallError(
                Code.MODELS_FOLDER_DENIED, folder=str(self._store.root), reason=str(error)
            ) from error

    def _install(self, packs: tuple[Pack, ...]) -> tuple[str, ...]:
        """Install with the lock held."""
        area = self._store.downloads
        area.clean_unfinished()
        todo = [pack for pack in packs if not self._is_intact(pack)]
        self._check_space(todo, area)
        wanted = _parts(todo)
        try:
            for pack in todo:
                pack = self._pinned(pack)  # noqa: PLW2901 - the pack, with hashes that a hub states
                wanted |= _parts([pack])
                self._install_pack(pack, area, wanted)
        except OSError as error:
            if error.errno in DISK_FULL:
                area.discard(wanted)  # gives back what it took, so that the disk is as it was
            raise
        finally:
            shutil.rmtree(self._store.staging, ignore_errors=True)
        # What has come of other packs waits for their own installation to go on; what is there
        # already, from before it was interrupted, is done with.
        area.discard(wanted | _parts(packs))
        return tuple(pack.id for pack in todo)

    def _is_intact(self, pack: Pack) -> bool:
        # The same files would fail again to prove themselves.
        if self._store.state(pack.id) not in (PackState.INSTALLED, PackState.FAILED):
            return False
        self._report(pack, Step.CHECK)
        try:
            self._store.verify(pack.id)
        except PackError:
            return False
        self._report(pack, Step.PRESENT)
        return True

    def _check_space(self, packs: list[Pack], area: DownloadArea) -> None:
        """Refuse to start what cannot end."""
        sizes = [sum(item.size for item in pack.files) for pack in packs]
        # Fetched parts of all packs stay until the end; joined files and output of one at a time.
        needed = (
            sum(sizes)
            + sum(pack.installed_bytes for pack in packs)
            + max(sizes, default=0)
            + max((pack.download_bytes for pack in packs), default=0)
            - area.size(_parts(packs))
        )
        free = shutil.disk_usage(self._store.root).free
        if free < needed:
            raise PackInstallError(
                Code.MODELS_NO_ROOM,
                packs=tuple(pack.id for pack in packs),
                needed_mb=needed // _MEGABYTE,
                folder=str(self._store.root),
                free_mb=free // _MEGABYTE,
            )

    def _install_pack(self, pack: Pack, area: DownloadArea, wanted: set[Part]) -> None:
        staging = self._store.staging / pack.id
        source_folder, target_folder = staging / "source", staging / "target"
        source_folder.mkdir(parents=True)
        target_folder.mkdir()
        for item in pack.files:
            parts = self._fetch_file(pack, item, area, wanted)
            wanted.update(parts)  # a folder has them in other pieces
            if area.join(parts, source_folder / item.name) != item.sha256:
                raise PackInstallError(Code.PACK_FILE_WRONG, pack=pack.id, file=item.name)
        for item in pack.files:
            if item.name.startswith(_LICENCE_PREFIXES):
                shutil.copyfile(source_folder / item.name, target_folder / item.name)
        try:
            self._store.converter(pack).convert(
                source_folder,
                target_folder,
                lambda share: self._report(pack, Step.CONVERT, "", round(share * 1000), 1000),
            )
        except (EngineError, ImportError, MemoryError) as error:
            raise PackInstallError(
                Code.PACK_CONVERSION_FAILED, pack=pack.id, reason=str(error) or "out of memory"
            ) from error
        self._finish(pack, target_folder)
        self._report(pack, Step.INSTALLED)

    def _finish(self, pack: Pack, folder: Path) -> None:
        """Write the manifest last and move the pack into place."""
        files: dict[str, dict[str, str | int]] = {}
        for path in sorted(folder.iterdir()):
            self._report(pack, Step.CHECK, path.name)
            _sync(path)
            files[path.name] = {"sha256": sha256_of(path), "size": path.stat().st_size}
        manifest = {
            "schema": MANIFEST_SCHEMA,
            "id": pack.id,
            "title": pack.title,
            "licence": pack.licence,
            "attribution": pack.attribution,
            "note": pack.note,
            "entry_sha256": self._store.catalogue.pack(pack.id).entry_sha256,
            CONVERTER_KEY: pack.converter,
            CONVERTER_VERSION_KEY: self._store.converter(pack).version,
            "sources": {item.name: item.sha256 for item in pack.files},
            "files": files,
        }
        manifest_path = folder / MANIFEST_NAME
        manifest_path.write_text(
            json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        _sync(manifest_path)
        _sync(folder)
        self._store.set_aside(pack.id)
        folder.rename(self._store.place(pack.id))
        _sync(self._store.root)
        shutil.rmtree(self._store.staging, ignore_errors=True)

    def _pinned(self, pack: Pack) -> Pack:
        """The pack with a hash for every file."""
        files: list[PackFile] = []
        for item in pack.files:
            try:
                files.append(pin(item))
            except SourceError as error:
                raise PackInstallError(
                    Code.PACK_FILE_UNAVAILABLE, pack=pack.id, file=item.name, reason=str(error)
                ) from error
        return replace(pack, files=tuple(files))

    def _fetch_file(
        self, pack: Pack, item: PackFile, area: DownloadArea, wanted: set[Part]
    ) -> tuple[Part, ...]:
        """Bring all parts of a file into the area, from the first source that has it."""
        for source in item.sources:
            if all(area.has(part) for part in source.parts):
                return source.parts
        before = self._store.place(pack.id)
        if (before / item.name).is_file():
            # What another version of Dragoman installed may be the very file.
            with suppress(SourceError):
                return FolderSource(before).fetch_file(pack.id, item, area).parts
        reasons: list[str] = []
        if self._folder is not None:
            try:
                return FolderSource(self._folder).fetch_file(pack.id, item, area).parts
            except SourceError as error:
                reasons.append(str(error))
        for source in item.sources:
            try:
                self._fetch_parts(pack, source, area, wanted)
            except SourceError as error:
                reasons.append(str(error))
            else:
                return source.parts
        raise PackInstallError(
            Code.PACK_FILE_UNAVAILABLE,
            pack=pack.id,
            file=item.name,
            reason="; ".join(dict.fromkeys(reasons)),
        )

    def _fetch_parts(
        self, pack: Pack, source: Source, area: DownloadArea, wanted: set[Part]
    ) -> None:
        def watch(name: str, done: int, total: int) -> None:
            self._report(pack, Step.DOWNLOAD, name, done, total)

        for part in source.parts:
            if not area.has(part):
                fetcher = self._fetchers[type(part.location)]
                fetcher.fetch(part, area, wanted=wanted, watcher=watch)

    def _report(
        self, pack: Pack, step: Step, item: str = "", done: int = 0, total: int = 0
    ) -> None:
        self._watcher(InstallProgress(pack=pack.id, step=step, item=item, done=done, total=total))


def _parts(packs: Iterable[Pack]) -> set[Part]:
    """All parts of all sources of packs."""
    return {
        part
        for pack in packs
        for item in pack.files
        for source in item.sources
        for part in source.parts
        if part.sha256  # what is not pinned yet lies nowhere
    }


def _sync(path: Path) -> None:
    """Have the system write a file or a folder's list of names to the disk."""
    if path.is_dir():
        if os.name == "nt":
            return  # Windows opens no folder for writing; its renames are journalled
        descriptor = os.open(path, os.O_RDONLY)
    else:
        descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
