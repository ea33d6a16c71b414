"""Events as flat records of plain values, for JSON lines and for logs of a run."""

import re
from dataclasses import fields
from typing import Final, TypeAlias

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ
from engine.events import Event

Record: TypeAlias = dict[str, str | int | float | bool | None]

_RATES_HZ: Final = {
    "source_start": SOURCE_RATE_HZ,
    "source_end": SOURCE_RATE_HZ,
    "heard": SOURCE_RATE_HZ,
    "target_start": TARGET_RATE_HZ,
}
_CAPITALS: Final = re.compile(r"(?<!^)(?=[A-Z])")


def event_record(event: Event) -> Record:
    """Give an event's fields under their own names, positions in samples and in seconds.

    `event` is the event's name in lower case with underscores. Each position has a twin ending
    in `_s`. Of audio there is only `sample_count`: the samples themselves are in the sound file.
    """
    record: Record = {"event": _CAPITALS.sub("_", type(event).__name__).lower()}
    for item in fields(event):
        value = getattr(event, item.name)
        if isinstance(value, np.ndarray):
            record["sample_count"] = len(value)
            continue
        record[item.name] = value
        if item.name in _RATES_HZ:
            record[f"{item.name}_s"] = round(value / _RATES_HZ[item.name], 4)
    return record
