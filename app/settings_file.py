"""The settings on disk: TOML, with a schema version and upgrades."""

import collections.abc
import dataclasses
import os
import tempfile
import tomllib
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar, cast

import tomli_w

from app.settings import CONVERSATION, LECTURE, WORK_CALL, Mode, Profile, Settings
from engine.errors import EngineError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.output import output_errors

_Kind = TypeVar("_Kind")
_PLAIN: Final = (str, bool, int, float)
SCHEMA_VERSION: Final = 4
Upgrade: TypeAlias = Callable[[dict[str, object]], dict[str, object]]
"""Turns a table of one version into a table of the next."""


def _renamed(old: str, new: str) -> Upgrade:
    """An upgrade by which a key, wherever it is, has another name."""

    def renamed(value: object) -> object:
        if isinstance(value, dict):
            return {new if key == old else key: renamed(item) for key, item in value.items()}
        return [renamed(item) for item in value] if isinstance(value, list) else value

    return lambda table: cast("dict[str, object]", renamed(table))


def _name_modes(table: dict[str, object]) -> dict[str, object]:
    """`is_two_way` of a profile became `mode`."""
    profiles = table.get("profiles")
    if not isinstance(profiles, list):
        return table

    def renamed(profile: object) -> object:
        if not isinstance(profile, dict) or "is_two_way" not in profile:
            return profile
        rest = {key: value for key, value in profile.items() if key != "is_two_way"}
        return {**rest, "mode": "call" if profile["is_two_way"] is True else "one-way"}

    return {**table, "profiles": [renamed(profile) for profile in profiles]}


UPGRADES: Final[Mapping[int, Upgrade]] = MappingProxyType(
    {
        1: _renamed("promptness", "preset"),
        2: _renamed("push_to_translate", "hold_to_translate"),
        3: _name_modes,
    }
)
"""By the version that it starts from; every version below SCHEMA_VERSION has one."""
_VERSION_KEY: Final = "schema_version"


def encode(settings: object) -> dict[str, object]:
    """Turn a dataclass into a table that `tomli_w` writes."""
    if not dataclasses.is_dataclass(settings):
        raise TypeError(f"{type(settings).__name__} is no dataclass")
    table = {}
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if value is None and field.default is not None:
            raise TypeError(f"{field.name} may be None, so None must be its default")
        if value is not None:
            table[field.name] = _encode(value)
    return table


def decode(kind: type[_Kind], table: Mapping[str, object]) -> tuple[_Kind, list[str]]:
    """Make a dataclass from a table.

    Args:
        kind: a dataclass whose fields all have defaults.
        table: as TOML gives it.

    Returns:
        The settings, and a line for every key that was not understood.
    """
    problems: list[str] = []
    return _table(kind, table, "", problems), problems


def _encode(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return encode(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return value


def _table(
    kind: type[_Kind], table: Mapping[str, object], where: str, problems: list[str]
) -> _Kind:
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(cast("type[typing.Any]", kind))}
    problems += [f"{where}{key} is unknown" for key in table if key not in names]
    values: dict[str, object] = {}
    for name in names & table.keys():
        try:
            values[name] = _value(hints[name], table[name], f"{where}{name}", problems)
        except (TypeError, ValueError):
            problems.append(f"{where}{name} has a value that does not fit")
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        problems.append(f"{where or 'the file'} does not fit together ({error})")
        return kind()


def _value(kind: object, value: object, where: str, problems: list[str]) -> object:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = next(item for item in arguments if item is not type(None))
        return _value(inner, value, where, problems)
    if origin is tuple and isinstance(value, list):
        return tuple(
            _value(arguments[0], item, f"{where}[{index}]", problems)
            for index, item in enumerate(value)
        )
    if origin is collections.abc.Mapping and isinstance(value, dict):
        return {
            str(key): _value(arguments[1], item, f"{where}.{key}", problems)
            for key, item in value.items()
        }
    if isinstance(kind, type):
        return _single(kind, value, where, problems)
    raise TypeError(where)


def _single(kind: type, value: object, where: str, problems: list[str]) -> object:
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        return _table(kind, value, f"{where}.", problems)
    if issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        return float(value)
    if kind in _PLAIN and type(value) is kind:
        return value
    raise TypeError(where)


class SettingsError(EngineError):
    """The settings file cannot be used; the message names what was done with it."""


def first_settings(language: str) -> Settings:
    """The first settings of a user, by the language of the system.

    Args:
        language: ISO 639-1; what Dragoman does not interpret counts as English.
    """
    mine = language if language in LANGUAGES else "en"
    theirs = "en" if mine != "en" else "pt"
    standard = Profile()
    table = replace(standard.table, source_language=mine, target_language=theirs)
    return Settings(
        profiles=(
            Profile(
                name=LECTURE,
                one_way=replace(standard.one_way, target_language=mine),
                table=table,
            ),
            Profile(
                name=WORK_CALL,
                mode=Mode.CALL,
                table=table,
                outgoing=replace(standard.outgoing, source_language=mine, target_language=theirs),
                incoming=replace(standard.incoming, source_language=theirs, target_language=mine),
            ),
            Profile(name=CONVERSATION, mode=Mode.TABLE, table=table),
        )
    )


class SettingsFile:
    """Reads and writes settings.

    Args:
        path: the file; it and its folder need not exist.
        version: what is written.
        upgrades: what brings older files up to it.
    """

    def __init__(
        self,
        path: Path,
        *,
        version: int = SCHEMA_VERSION,
        upgrades: Mapping[int, Upgrade] = UPGRADES,
    ) -> None:
        self._path = path
        self._version = version
        self._upgrades = upgrades

    def load(self, language: str = "en") -> tuple[Settings, list[str]]:
        """Read the file.

        Args:
            language: of the system; what a user without a file begins with depends on it.

        Returns:
            The settings, and a line for every key that was not understood.

        Raises:
            SettingsError: it is no TOML, or of no version or one that is not known; it was set
                aside, so that the next `save` overwrites nothing of worth.
        """
        try:
            table: dict[str, object] = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return first_settings(language), []
        except (OSError, ValueError) as error:
            raise self._set_aside(str(error)) from error
        version = table.pop(_VERSION_KEY, None)
        if version is None:
            raise self._set_aside(f"no {_VERSION_KEY}")
        if type(version) is not int or version < 1:
            raise self._set_aside(f"{_VERSION_KEY} = {version!r}")
        if version > self._version:
            raise self._set_aside(f"{_VERSION_KEY} = {version}, of a newer Dragoman")
        for step in range(version, self._version):
            table = self._upgrades[step](table)
        return decode(Settings, table)

    def save(self, settings: Settings) -> None:
        """Write the file so that a crash leaves the old one or the new one, whole.

        Raises:
            OutputError: it cannot be written.
        """
        content = tomli_w.dumps({_VERSION_KEY: self._version, **encode(settings)})
        with output_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=self._path.parent, suffix=".new")
            try:
                with os.fdopen(number, "w", encoding="utf-8") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self._path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _set_aside(self, reason: str) -> SettingsError:
        aside = self._path.with_suffix(".unreadable.toml")
        try:
            self._path.replace(aside)
        except OSError:
            return SettingsError(Code.SETTINGS_UNREADABLE, path=str(self._path), reason=reason)
        return SettingsError(Code.SETTINGS_SET_ASIDE, path=str(aside), reason=reason)
