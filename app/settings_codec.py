"""Typed settings to TOML tables and back.

A setting is a frozen dataclass of strings, numbers, booleans, enumerations, tuples, mappings with
text keys, and further such dataclasses. None is written by leaving the key out, since TOML has no
null: a setting that may be None has None for its default. What cannot be read keeps its default
and is reported: one bad line must not cost a user all the others.
"""

import collections.abc
import dataclasses
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeVar, cast

_Kind = TypeVar("_Kind")

_PLAIN: Final = (str, bool, int, float)


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
