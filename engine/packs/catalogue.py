"""The catalogue: which model packs exist, where each file comes from, which route serves a pair.

The catalogue is data (`resources/catalogue.toml`). Loading checks all of it, so that every other
module may trust it. Every file is pinned by SHA-256: a source is only a place to look, and bytes
that differ are refused wherever they came from.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from engine.errors import CatalogueError, RouteError
from engine.families import Family, Role
from engine.languages import language_name
from engine.packs.entries import STARTER_GROUP, Pack, Route, text_languages
from engine.packs.reading import Table, read_catalogue


class Catalogue:
    """All packs, groups and routes; `Catalogue.load` makes one from a file."""

    def __init__(
        self,
        packs: Iterable[Pack],
        routes: Iterable[Route] = (),
        groups: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._packs = {pack.id: pack for pack in packs}
        self._routes = tuple(routes)
        self.groups = dict(groups or {})

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
                f"The catalogue {path} cannot be read ({error}); install Dragoman again."
            ) from error
        except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
            raise CatalogueError(f"The catalogue {path} is not TOML: {error}.") from error
        packs, routes, groups = read_catalogue(Table(values, "the file"), path.parent)
        return cls(packs, routes, groups)

    @classmethod
    def shipped(cls) -> "Catalogue":
        """Load the catalogue that ships with Dragoman."""
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
                f"There is no model pack {pack_id!r}; choose among {', '.join(self._packs)}."
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
                known = ", ".join((*self.groups, *self._packs))
                raise CatalogueError(f"There is no model pack {name!r}; choose among {known}.")
        return tuple(pack for pack in self.packs if pack.id in wanted)

    @cached_property
    def directions(self) -> tuple[tuple[str, str], ...]:
        """Every (source, target) that some route serves, sorted."""
        return tuple(sorted({(route.source, route.target) for route in self._routes}))

    def routes(self, source: str, target: str) -> tuple[Route, ...]:
        """All routes of a pair, best first."""
        return tuple(r for r in self._routes if (r.source, r.target) == (source, target))

    def text_languages(self, route: Route) -> tuple[str, ...]:
        """The languages before, between and after the text packs of a route of this catalogue."""
        languages = text_languages(route, self._packs)
        if languages is None:
            raise AssertionError("loading checks that every route leads to its target")
        return languages

    def best_route(self, source: str, target: str, *, installed: Collection[str]) -> Route:
        """The best route of a pair whose packs are all installed, or else the one to install.

        Args:
            source: language that is heard.
            target: language to translate into.
            installed: ids of installed packs.

        Returns:
            Where no route is installed, the one that lacks the fewest packs, the starter packs
            before others.

        Raises:
            RouteError: no pack would do; says what the source can be interpreted into.
        """
        if source == target:
            raise RouteError(
                f"Source and target are both {language_name(source)}; choose two languages."
            )
        routes = self.routes(source, target)
        if not routes:
            into = ", ".join(t for s, t in self.directions if s == source) or "no language"
            raise RouteError(
                f"No model pack of the catalogue interprets from {language_name(source)} into "
                f"{language_name(target)} yet; "
                f"{language_name(source)} can be interpreted into: {into}."
            )
        return min(routes, key=lambda route: self._to_install(route.packs, installed))

    def best_pack(
        self,
        role: Role,
        *,
        family: Family | None = None,
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
        return min(fitting, key=lambda pack: self._to_install((pack.id,), installed), default=None)

    def _to_install(self, packs: Collection[str], installed: Collection[str]) -> tuple[int, bool]:
        """How much has to be installed: number of packs, and whether it is more than the starter.

        `min` takes the first of equals, and entries of the catalogue stand best first.
        """
        starter = self.groups.get(STARTER_GROUP, ())
        missing = [pack for pack in packs if pack not in installed]
        return len(missing), any(pack not in starter for pack in missing)
