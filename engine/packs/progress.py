"""What an installation tells whoever watches it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Step(StrEnum):
    """Where the installation of a pack is."""

    PRESENT = "present"  # it was there and is intact
    DOWNLOAD = "download"
    CHECK = "check"
    CONVERT = "convert"
    INSTALLED = "installed"
    PROVE = "prove"  # it is there, and is asked what it can do


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallProgress:
    """One report; `done` and `total` are bytes, or permille while converting.

    Attributes:
        pack: id of the pack.
        step: what is going on.
        item: the file or archive at work, empty where the whole pack is meant.
        done: how much of the item is done.
        total: how much there is to do, 0 where that is not known.
    """

    pack: str
    step: Step
    item: str = ""
    done: int = 0
    total: int = 0


Watcher: TypeAlias = Callable[[InstallProgress], None]
ItemWatcher: TypeAlias = Callable[[str, int, int], None]
"""Told (item, done bytes, total bytes) while one archive or file is being fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadProgress:
    """Told before each model that is loaded, and once after the last.

    Attributes:
        pack: id of the pack whose model comes next; empty after the last.
        done: models that are ready.
        total: models that are needed.
    """

    pack: str
    done: int
    total: int


LoadWatcher: TypeAlias = Callable[[LoadProgress], None]
