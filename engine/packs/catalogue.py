"""The catalogue: which model packs exist, where each file comes from, what was measured of them.

The catalogue is data (`resources/catalogue.toml`). Loading checks all of it, so that every other
module may trust it. Every file is pinned by SHA-256: a source is only a place to look, and bytes
that differ are refused wherever they came from.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final

from engine.errors import CatalogueError
from engine.messages import Code
from engine.packs.entries import STARTER_GROUP, MeasuredBy, MeasuredRoute, Pack, Role, Route, Score
from engine.packs.reading import Table, read_catalogue


class Catalogue:
    """All packs, groups and measured routes; `Catalogue.load` makes one from a file."""

    def __init__(
        self,
        packs: Iterable[Pack],
        groups: Mapping[str, tuple[str, ...]] | None = None,
        measured: Iterable[MeasuredRoute] = (),
    ) -> None:
        self._packs = {pack.id: pack for pack in packs}
        self.groups = dict(groups or {})
        self.measured: Final = tuple(measured)

    @classmethod
    def load(cls, path: Path) -> "Catalogue":
        """Read and check a catalogue file.

        Raises:
            CatalogueError: the file cannot be read or something in it is wrong; says what and
                where.
        """
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CatalogueError(
                Code.CATALOGUE_INVALID, file=path.name, detail=str(error)
            ) from error
        except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
            raise CatalogueError(
                Code.CATALOGUE_INVALID, file=path.name, detail=f"it is not TOML: {error}"
            ) from error
        packs, measured, groups = read_catalogue(Table(values, "the file"), path.parent)
        return cls(packs, groups, measured)

    @classmethod
    @cache
    def shipped(cls) -> "Catalogue":
        """The catalogue that ships with Dragoman; the same one at every call."""
        return cls.load(Path(str(files("resources") / "catalogue.toml")))

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """All packs in the order of the file."""
        return tuple(self._packs.values())

    def pack(self, pack_id: str) -> Pack:
        """The pack of that id.

        Raises:
            CatalogueError: there is none.
        """
        try:
            return self._packs[pack_id]
        except KeyError:
            raise CatalogueError(
                Code.PACK_UNKNOWN, pack=pack_id, choices=tuple(self._packs)
            ) from None

    def resolve(self, names: Iterable[str]) -> tuple[Pack, ...]:
        """The packs that ids and group names stand for, each once, in the order of the file.

        Raises:
            CatalogueError: a name is neither a pack nor a group.
        """
        wanted: set[str] = set()
        for name in names:
            if name in self.groups:
                wanted.update(self.groups[name])
            elif name in self._packs:
                wanted.add(name)
            else:
                raise CatalogueError(
                    Code.PACK_UNKNOWN, pack=name, choices=(*self.groups, *self._packs)
                )
        return tuple(pack for pack in self.packs if pack.id in wanted)

    def score(self, route: Route) -> Score | None:
        """What a route was measured to score as a whole, None where that was not done here.

        What the publisher of a speech pack says of its translations comes from another test, and
        is the figure of a pack like others.
        """
        if not route.text:
            score = self.pack(route.speech).score(route.source, route.target)
            return score if score is not None and score.by is MeasuredBy.DRAGOMAN else None
        for known in self.measured:
            if (known.source, known.target, known.packs) == (
                route.source,
                route.target,
                route.packs,
            ) and known.writes in ("", route.speech_target):
                return known.score
        return None

    def best_pack(
        self,
        role: Role,
        *,
        family: str | None = None,
        language: str | None = None,
        installed: Collection[str],
    ) -> Pack | None:
        """The first installed pack of a role, else the one to install, None where none exists.

        Args:
            role: what it is for.
            family: the kind of network that it must hold; None for any.
            language: that it must speak or hear; None for any.
            installed: ids of installed packs.
        """
        fitting = [
            pack
            for pack in self.packs
            if pack.role is role
            and family in (None, pack.family)
            and (language is None or language in pack.languages)
        ]
        # `min` takes the first of equals, and packs of a role stand best first in the file.
        return min(fitting, key=lambda pack: self.to_install((pack.id,), installed), default=None)

    def to_install(
        self, packs: Collection[str], installed: Collection[str]
    ) -> tuple[bool, bool, int]:
        """How far packs are from being installed; the nearest sorts first.

        Returns:
            Whether one is missing, whether one that is missing is not a starter pack, how many are.
        """
        starter = self.groups.get(STARTER_GROUP, ())
        missing = [pack for pack in packs if pack not in installed]
        return bool(missing), any(pack not in starter for pack in missing), len(missing)
