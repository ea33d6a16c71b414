"""What an installation tells whoever watches it."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

_DOWNLOAD_SHARE: Final = 0.8
"""Of a pack's bar; the rest is for converting."""

_RATE_S: Final = 10.0
"""The rate is of so long; of less than `_SHORTEST_RATE_S` there is none."""

_SHORTEST_RATE_S: Final = 1.0


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
class InstallStatus:
    """Progress of an installation.

    Attributes:
        title: of the pack at work.
        step: what is done with it.
        share: of everything, 0 to 1.
        number: of the pack, from 1.
        total: packs.
        fetched_bytes: what has been downloaded, of `size_bytes` in all.
        rate_bytes_s: how fast lately; None where nothing was downloaded lately.
        left_s: how long the rest of the download takes at that rate; None as above.
    """

    title: str
    step: Step
    share: float
    number: int
    total: int
    fetched_bytes: int
    size_bytes: int
    rate_bytes_s: float | None
    left_s: float | None


class InstallGauge:
    """Sums the progress of an installation up to one share.

    Args:
        sizes: bytes to download by pack, in the order of installation.
        titles: by pack.
        clock: seconds, for the rate.
    """

    def __init__(
        self,
        sizes: Mapping[str, int],
        titles: Mapping[str, str],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sizes = dict(sizes)
        self._titles = dict(titles)
        self._shares = dict.fromkeys(sizes, 0.0)
        self._items: dict[tuple[str, str], int] = {}
        self._present: set[str] = set()
        self._clock = clock
        self._lately: deque[tuple[float, int]] = deque()

    def update(self, progress: InstallProgress) -> InstallStatus:
        """Add a report; the share never falls."""
        pack = progress.pack
        if progress.step is Step.PRESENT:
            self._present.add(pack)
        self._shares[pack] = max(self._shares.get(pack, 0.0), self._share(progress))
        whole = sum(self._sizes.values()) or 1
        done = sum(self._sizes.get(p, 0) * share for p, share in self._shares.items())
        order = list(self._sizes)
        size = sum(n for pack, n in self._sizes.items() if pack not in self._present)
        fetched = min(sum(self._items.values()), size)
        rate = self._rate(fetched)
        return InstallStatus(
            title=self._titles.get(pack, pack),
            step=progress.step,
            share=min(done / whole, 1.0),
            number=order.index(pack) + 1 if pack in order else 1,
            total=len(order),
            fetched_bytes=fetched,
            size_bytes=size,
            rate_bytes_s=rate,
            left_s=None if not rate else (size - fetched) / rate,
        )

    def _rate(self, fetched: int) -> float | None:
        now_s = self._clock()
        self._lately.append((now_s, fetched))
        while now_s - self._lately[0][0] > _RATE_S:
            self._lately.popleft()
        first_s, first = self._lately[0]
        if now_s - first_s < _SHORTEST_RATE_S or fetched <= first:
            return None
        return (fetched - first) / (now_s - first_s)

    def _share(self, progress: InstallProgress) -> float:
        match progress.step:
            case Step.PRESENT | Step.INSTALLED | Step.PROVE:
                return 1.0
            case Step.DOWNLOAD:
                self._items[progress.pack, progress.item] = progress.done
                fetched = sum(n for (pack, _), n in self._items.items() if pack == progress.pack)
                size = self._sizes.get(progress.pack, 0) or 1
                return _DOWNLOAD_SHARE * min(fetched / size, 1.0)
            case Step.CONVERT:
                share = progress.done / progress.total if progress.total else 0.0
                return _DOWNLOAD_SHARE + (1 - _DOWNLOAD_SHARE) * share
            case Step.CHECK:
                return 0.0


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
