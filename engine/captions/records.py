"""Events as flat records of plain values, for JSON lines and for logs of a run, and back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias, get_args

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ
from engine.effort import Effort
from engine.events import AudioProduced, Event, GapReason
from engine.messages import Code, Message

Record: TypeAlias = dict[str, str | int | float | bool | None]

_RATES_HZ: Final = {
    "source_start": SOURCE_RATE_HZ,
    "source_end": SOURCE_RATE_HZ,
    "heard": SOURCE_RATE_HZ,
    "target_start": TARGET_RATE_HZ,
}
_CAPITALS: Final = re.compile(r"(?<!^)(?=[A-Z])")


def _name(kind: type) -> str:
    return _CAPITALS.sub("_", kind.__name__).lower()


_KINDS: Final[Mapping[str, type[Event]]] = MappingProxyType(
    {_name(kind): kind for kind in get_args(Event) if kind is not AudioProduced}
)
"""What a record can be turned back into, by its name."""


def event_record(event: Event) -> Record:
    """Give an event's fields under their own names, positions in samples and in seconds.

    `event` is the event's name in lower case with underscores. Each position has a twin ending
    in `_s`. Of audio there is only `sample_count`: the samples themselves are in the sound file.
    A message is its English sentence, its `code` beside it.
    """
    record: Record = {"event": _name(type(event))}
    for item in fields(event):
        value = getattr(event, item.name)
        if isinstance(value, np.ndarray):
            record["sample_count"] = len(value)
            continue
        if isinstance(value, Message):
            record["code"] = value.code.name.lower()
            value = str(value)
        record[item.name] = value
        if item.name in _RATES_HZ:
            record[f"{item.name}_s"] = round(value / _RATES_HZ[item.name], 4)
    return record


def _renewed(record: Mapping[str, object]) -> Mapping[str, object]:
    """A record as it is written now, of one that an earlier version wrote."""
    match record:
        case {"event": "listening_pace_changed", "is_behind": bool() as is_behind}:
            effort = Effort.FEWER_STEPS if is_behind else Effort.FULL
            return {**record, "event": "effort_changed", "effort": effort}
        case {"event": "listening_pace_changed"}:
            return {**record, "event": "effort_changed"}
        case {"event": "language_detected"} if "target" not in record:
            return {**record, "target": ""}
        case {"event": "source_lost"}:
            return {**record, "event": "source_gap", "reason": GapReason.LOST}
    return record


def read_event(record: Mapping[str, object]) -> Event | None:
    """Turn a record back into its event.

    Returns:
        None for AudioProduced, whose samples are not in its record, and for what is no event.

    Raises:
        ValueError: fields of the event are missing, or have values of another kind.
    """
    record = _renewed(record)
    kind = _KINDS.get(str(record.get("event")))
    if kind is None:
        return None
    values: dict[str, object] = {}
    for item in fields(kind):
        value = record.get(item.name)
        if item.type is float and type(value) is int:
            value = float(value)
        elif isinstance(item.type, type) and issubclass(item.type, StrEnum):
            value = item.type(str(value))
        elif item.type is Message and isinstance(value, str):
            value = Message(Code.VERBATIM, text=value)
        if not isinstance(item.type, type) or type(value) is not item.type:
            raise ValueError(f"{item.name} of {record['event']} cannot be {value!r}")
        values[item.name] = value
    make: Callable[..., Event] = kind
    return make(**values)
