"""Reads a catalogue file into entries and refuses whatever does not fit together."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from engine.errors import CatalogueError
from engine.messages import Code
from engine.packs.entries import (
    STARTER_GROUP,
    HubFile,
    MeasuredBy,
    MeasuredRoute,
    Measurement,
    Pack,
    PackFile,
    Part,
    PypiMember,
    Role,
    Score,
    ShippedFile,
    Source,
    ways,
)


class Table:
    """One TOML table, consumed key by key.

    Args:
        values: what the TOML reader gave.
        where: words that say where the table stands, for messages ("pack 3").
    """

    def __init__(self, values: object, where: str) -> None:
        self.where = where
        if not isinstance(values, Mapping):
            raise self.fail(f"must be a table, not {values!r}")
        self._values: dict[str, object] = dict(values)

    def fail(self, problem: str) -> CatalogueError:
        """Build the error that says what is wrong in this table."""
        return CatalogueError(
            Code.CATALOGUE_INVALID, file="catalogue.toml", detail=f"{self.where} {problem}"
        )

    def remaining(self) -> tuple[str, ...]:
        """Return the keys that have not been read yet."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Whether there is a key that was not taken yet."""
        return key in self._values

    def text(self, key: str, *, default: str | None = None) -> str:
        """Take a text that is not empty; `default` where the key is not there."""
        if default is not None and key not in self._values:
            return default
        value = self._take(key)
        if not isinstance(value, str):
            raise self.fail(f"needs a text as {key!r}, not {value!r}")
        if not value.strip():
            raise self.fail(f"has an empty {key!r}")
        return value

    def flag(self, key: str) -> bool:
        """Take true or false; False where the key is not there."""
        if key not in self._values:
            return False
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.fail(f"needs true or false as {key!r}, not {value!r}")
        return value

    def integer(self, key: str) -> int:
        """Take a whole number of at least 0."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(f"needs a whole number as {key!r}, not {value!r}")
        if value < 0:
            raise self.fail(f"has a negative {key!r} ({value})")
        return value

    def score(self, key: str) -> float:
        """Take a number from 0 to 100."""
        return self._percent(key, self._take(key))

    def scores(self, key: str) -> dict[str, float]:
        """Take a table of numbers from 0 to 100; empty where the key is not there."""
        if key not in self._values:
            return {}
        values = self._take(key)
        if not isinstance(values, Mapping):
            raise self.fail(f"needs a table as {key!r}, not {values!r}")
        return {str(name): self._percent(key, value) for name, value in values.items()}

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Take one of a few texts."""
        value = self.text(key)
        if value not in allowed:
            raise self.fail(f"has {key!r} = {value!r}, which must be one of {', '.join(allowed)}")
        return value

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Take a list of different texts; `default` where the key is not there."""
        if default is not None and key not in self._values:
            return default
        texts: list[str] = []
        for value in self._list(key):
            if not isinstance(value, str) or not value:
                raise self.fail(f"has {value!r} in {key!r}, which holds texts")
            texts.append(value)
        if len(set(texts)) != len(texts):
            raise self.fail(f"names something twice in {key!r}")
        return tuple(texts)

    def tables(self, key: str, *, name: str, optional: bool = False) -> list["Table"]:
        """Take a list of at least one table; `name` is what messages call one of them."""
        if optional and key not in self._values:
            return []
        values = self._list(key)
        if not values and not optional:
            raise self.fail(f"has an empty list {key!r}")
        prefix = f"{self.where}, " if self.where != "the file" else ""
        return [Table(value, f"{prefix}{name} {n}") for n, value in enumerate(values, 1)]

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Take a list of [text, text]; empty where the key is not there."""
        if key not in self._values:
            return ()
        pairs: list[tuple[str, str]] = []
        for value in self._list(key):
            match value:
                case [str() as first, str() as second]:
                    pairs.append((first, second))
                case _:
                    raise self.fail(f"has {value!r} in {key!r}, which holds pairs of languages")
        return tuple(pairs)

    def table(self, key: str) -> "Table":
        """Take a table."""
        return Table(self._take(key), f"table {key!r}")

    def finish(self) -> None:
        """Refuse what nobody asked for.

        Raises:
            CatalogueError: there are keys that mean nothing here.
        """
        if self._values:
            unknown = ", ".join(repr(key) for key in self._values)
            raise self.fail(f"has keys that mean nothing: {unknown}")

    def _percent(self, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(f"needs a number as {key!r}, not {value!r}")
        if not 0 <= value <= 100:
            raise self.fail(f"has {key!r} = {value}, which is not between 0 and 100")
        return float(value)

    def _list(self, key: str) -> list[object]:
        value = self._take(key)
        if not isinstance(value, list):
            raise self.fail(f"needs a list as {key!r}, not {value!r}")
        return value

    def _take(self, key: str) -> object:
        try:
            return self._values.pop(key)
        except KeyError:
            raise self.fail(f"has no {key!r}") from None


_SCHEMA: Final = 2
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_PACKAGE: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION: Final = re.compile(r"[0-9][0-9A-Za-z.+!]*")
_PLATFORM: Final = re.compile(r"[a-z0-9_]+")
_HUB_REPO: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_REVISION: Final = re.compile(r"[0-9a-f]{40}")
_ANY: Final = "*"
"""In a pair: every language that the pack hears."""


def read_catalogue(
    table: Table, folder: Path
) -> tuple[list[Pack], list[MeasuredRoute], dict[str, tuple[str, ...]]]:
    """Read the packs, measured routes and groups of a catalogue file and check them together.

    Args:
        table: the whole file.
        folder: where the file lies; shipped model files stand below it.

    Raises:
        CatalogueError: something is wrong; says what and where.
    """
    schema = table.integer("schema")
    if schema != _SCHEMA:
        raise table.fail(f"has schema {schema}, and this Dragoman reads schema {_SCHEMA}")
    packs = _read_packs(table, folder)
    groups = _read_groups(table.table("groups"), packs)
    measured = _read_measured(table, packs)
    table.finish()
    return list(packs.values()), measured, groups


def _read_packs(table: Table, folder: Path) -> dict[str, Pack]:
    packs: dict[str, Pack] = {}
    for entry in table.tables("packs", name="pack"):
        pack = _read_pack(entry, folder)
        if pack.id in packs:
            raise entry.fail(f"has the id {pack.id!r} of an earlier pack")
        smaller = packs.get(pack.larger_than)
        if pack.larger_than and (smaller is None or smaller.family != pack.family):
            raise entry.fail(
                f"is larger than {pack.larger_than!r}, which is no earlier pack of its family"
            )
        packs[pack.id] = pack
    return packs


def _read_groups(table: Table, packs: Mapping[str, Pack]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for name in table.remaining():
        if name in packs or not _ID.fullmatch(name):
            raise table.fail(f"has a group {name!r}, which is no good name for one")
        groups[name] = table.texts(name)
        for pack_id in groups[name]:
            if pack_id not in packs:
                raise table.fail(f"has {pack_id!r} in group {name!r}, which is not a pack")
    if STARTER_GROUP not in groups:
        raise table.fail(f"has no {STARTER_GROUP!r}")
    return groups


def _read_measured(table: Table, packs: Mapping[str, Pack]) -> list[MeasuredRoute]:
    measured: dict[tuple[str, str, tuple[str, ...], str], MeasuredRoute] = {}
    for entry in table.tables("measurements", name="measurement", optional=True):
        on, by = entry.text("on"), _read_by(entry)
        for line in entry.tables("routes", name="route"):
            route = _read_measured_route(line, packs, on=on, by=by)
            key = (route.source, route.target, route.packs, route.writes)
            if key in measured:
                raise line.fail("repeats an earlier route")
            measured[key] = route
        entry.finish()
    return list(measured.values())


def _read_pack(table: Table, folder: Path) -> Pack:
    pack_id = _matching(table, "id", _ID, "small letters, digits and single hyphens")
    table.where = f"pack {pack_id!r}"
    role = Role(table.choice("role", tuple(Role)))
    family = _matching(table, "family", _ID, "small letters, digits and single hyphens")
    languages = table.texts("languages", default=())
    transcribes = table.flag("transcribes")
    pairs = _read_pairs(table, languages)
    for code in (*languages, *(code for pair in pairs for code in pair)):
        _check_language(table, code)
    _check_abilities(table, role, languages, pairs, transcribes=transcribes)
    pack = Pack(
        id=pack_id,
        title=table.text("title"),
        role=role,
        family=family,
        languages=languages,
        transcribes=transcribes,
        pairs=pairs,
        licence=table.text("licence"),
        attribution=table.text("attribution"),
        note=table.text("note"),
        download_bytes=table.integer("download_bytes"),
        installed_bytes=table.integer("installed_bytes"),
        converter=table.text("converter"),
        files=tuple(_read_file(entry, folder) for entry in table.tables("files", name="file")),
        measurements=tuple(
            _read_measurement(entry, languages=languages if transcribes else (), pairs=pairs)
            for entry in table.tables("measurements", name="measurement", optional=True)
        ),
        larger_than=table.text("larger_than", default=""),
    )
    names = [item.name.casefold() for item in pack.files]
    if len(set(names)) != len(names):
        raise table.fail("has two files of one name")
    table.finish()
    return pack


def _check_abilities(
    table: Table,
    role: Role,
    languages: tuple[str, ...],
    pairs: tuple[tuple[str, str], ...],
    *,
    transcribes: bool,
) -> None:
    """Refuse a pack that says too little or too much of what it can do, for its role."""
    is_speech = role is Role.SPEECH
    if (is_speech or role is Role.VOICE) != bool(languages):
        raise table.fail("needs 'languages' if, and only if, its role is speech or voice")
    if is_speech != (transcribes or (is_speech and bool(pairs))):
        raise table.fail("needs 'transcribes' or 'pairs' if its role is speech, and only then")
    if not is_speech and (role is Role.TEXT) != bool(pairs):
        raise table.fail("needs 'pairs' if, and only if, its role is text or speech")
    for source, _ in pairs if is_speech else ():
        if source not in languages:
            raise table.fail(f"translates from {source!r}, which it does not hear")


def _read_pairs(table: Table, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Read what a pack translates, with "*" put in full."""
    pairs: list[tuple[str, str]] = []
    for source, target in table.pairs("pairs"):
        sources = languages if source == _ANY else (source,)
        targets = languages if target == _ANY else (target,)
        pairs += [(start, end) for start in sources for end in targets if start != end]
        if source == target and source != _ANY:
            raise table.fail(f"translates from {source!r} into itself")
    if len(set(pairs)) != len(pairs):
        raise table.fail("names something twice in 'pairs'")
    return tuple(pairs)


def _read_by(table: Table) -> MeasuredBy:
    return MeasuredBy(table.choice("by", tuple(MeasuredBy)))


def _read_measurement(
    table: Table, *, languages: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> Measurement:
    """Read what a pack scored, which has to be something that it does.

    Args:
        table: the entry.
        languages: that the pack transcribes.
        pairs: that it translates.
    """
    word_error_rate = table.scores("word_error_rate")
    for language in word_error_rate:
        if language not in languages:
            raise table.fail(f"measures {language!r}, which the pack does not transcribe")
    by_pair: list[dict[tuple[str, str], float]] = []
    for key in ("bleu", "chrf"):
        scores: dict[tuple[str, str], float] = {}
        for name, value in table.scores(key).items():
            source, _, target = name.partition("-")
            if (source, target) not in pairs:
                raise table.fail(f"measures {name!r}, which the pack does not translate")
            scores[source, target] = value
        by_pair.append(scores)
    bleu, chrf = by_pair
    if not word_error_rate and not bleu:
        raise table.fail("has neither 'word_error_rate' nor 'bleu'")
    if not chrf.keys() <= bleu.keys():
        raise table.fail("has 'chrf' without 'bleu'")
    measurement = Measurement(
        on=table.text("on"),
        by=_read_by(table),
        word_error_rate=word_error_rate,
        bleu=bleu,
        chrf=chrf,
    )
    table.finish()
    return measurement


def _read_file(table: Table, folder: Path) -> PackFile:
    name = table.text("name")
    if not _is_plain_name(name):
        raise table.fail(f"has the name {name!r}, which must be a file name without folders")
    is_pinned = "sha256" in table.remaining()
    sha256 = _matching(table, "sha256", _SHA256, "64 small hexadecimal digits") if is_pinned else ""
    size = table.integer("size")
    sources = tuple(
        _read_source(entry, folder, sha256=sha256, size=size)
        for entry in table.tables("sources", name="source")
    )
    table.finish()
    item = PackFile(name=name, sha256=sha256, size=size, sources=sources)
    if not is_pinned and (item.hub_file is None or len(sources) != 1):
        raise table.fail("needs a 'sha256', unless one commit of a hub is its only source")
    return item


def _read_source(table: Table, folder: Path, *, sha256: str, size: int) -> Source:
    """Read one source of a file that has this hash and size."""
    parts: tuple[Part, ...]
    match table.choice("kind", ("pypi", "hub", "shipped")):
        case "pypi":
            parts = tuple(_read_member(entry) for entry in table.tables("parts", name="part"))
            if sum(part.size for part in parts) != size:
                raise table.fail("has parts whose sizes do not add up to the file's size")
            if len(parts) == 1 and parts[0].sha256 != sha256:
                raise table.fail("has one part whose sha256 is not the file's")
        case "hub":
            hub = HubFile(
                repo=_matching(table, "repo", _HUB_REPO, "owner/name"),
                revision=_matching(table, "revision", _REVISION, "a commit of 40 digits"),
                path=_relative_path(table, "path"),
            )
            parts = (Part(location=hub, sha256=sha256, size=size),)
        case _:
            shipped = ShippedFile(path=folder / _relative_path(table, "path"))
            parts = (Part(location=shipped, sha256=sha256, size=size),)
    table.finish()
    return Source(parts=parts)


def _read_member(table: Table) -> Part:
    platforms = table.texts("platforms", default=())
    for platform in platforms:
        if not _PLATFORM.fullmatch(platform):
            raise table.fail(f"has {platform!r} in 'platforms', which is no wheel platform tag")
    part = Part(
        location=PypiMember(
            package=_matching(table, "package", _PACKAGE, "a package name"),
            version=_matching(table, "version", _VERSION, "one exact version"),
            member=_relative_path(table, "member"),
            platforms=platforms,
        ),
        sha256=_matching(table, "sha256", _SHA256, "64 small hexadecimal digits"),
        size=table.integer("size"),
    )
    table.finish()
    return part


def _read_measured_route(
    table: Table, packs: Mapping[str, Pack], *, on: str, by: MeasuredBy
) -> MeasuredRoute:
    """Read a route through several packs, which has to be one."""
    source, target = table.text("source"), table.text("target")
    table.where = f"{table.where} ({source} to {target})"
    names = table.texts("packs")
    for name, role in zip(names, (Role.SPEECH, *[Role.TEXT] * (len(names) - 1)), strict=True):
        if name not in packs or packs[name].role is not role:
            raise table.fail(f"names {name!r}, which is not a {role} pack")
    if len(names) == 1:
        raise table.fail("is of one pack, whose own 'measurements' are the place for it")
    writes = table.text("writes", default="")
    written = {way[0] for way in ways(source, target, [packs[name] for name in names])}
    if writes:
        written &= {writes}
    if source == target or not written:
        raise table.fail("has packs that do not lead from its source to its target")
    if len(written) > 1:
        raise table.fail("has packs that lead there in several ways; say which with 'writes'")
    bleu = table.score("bleu")
    chrf = table.score("chrf") if table.has("chrf") else None
    table.finish()
    score = Score(bleu=bleu, chrf=chrf, on=on, by=by)
    return MeasuredRoute(source=source, target=target, packs=names, writes=writes, score=score)


def _matching(table: Table, key: str, pattern: re.Pattern[str], what: str) -> str:
    value = table.text(key)
    if not pattern.fullmatch(value):
        raise table.fail(f"has {key!r} = {value!r}, which is not {what}")
    return value


def _check_language(table: Table, code: str) -> None:
    if not _LANGUAGE.fullmatch(code):
        raise table.fail(f"has {code!r}, which is no language code")


def _is_plain_name(name: str) -> bool:
    """Whether a name can be a file's on every system and cannot leave its folder."""
    return bool(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", name)) and name != "pack.json"


def _relative_path(table: Table, key: str) -> str:
    path = table.text(key)
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
        raise table.fail(f"has {key!r} = {path!r}, which must be a path below its archive")
    return path
