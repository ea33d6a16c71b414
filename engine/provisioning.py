"""Provides directions with the best models that can be had here and now.

The hub is asked once: it has the models that are recommended. Without it the registries have the
starter pack; or a folder of the user's has either. What was fetched proves itself: recommended
models that fail give way to the starter pack, those that this machine does not carry to lighter
ones.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from engine.errors import PackInstallError
from engine.messages import Code, Message
from engine.packs.entries import STARTER_GROUP, HubFile, Location, Pack, added_downloads
from engine.packs.install import FETCHERS, Installer
from engine.packs.progress import Watcher
from engine.packs.routes import RouteFinder, proved_load
from engine.packs.sources import Fetcher, hub_answers
from engine.packs.store import PackState, PackStore

Prove: TypeAlias = Callable[[Sequence[str]], Sequence[str]]
"""Has packs prove themselves; gives the ids of those that fail."""

_SOURCE_FAILED: Final = frozenset(
    {Code.PACK_FILE_UNAVAILABLE, Code.PACK_FILE_WRONG, Code.PACK_CONVERSION_FAILED}
)
"""What another source, or other packs, may do better."""


def provide(
    store: PackStore,
    pairs: Sequence[tuple[str, str]],
    *,
    prove: Prove,
    folder: Path | None = None,
    fetchers: Mapping[type[Location], Fetcher] = FETCHERS,
    watcher: Watcher = lambda _: None,
    answers: Callable[[HubFile], bool] = hub_answers,
) -> Message:
    """Install what directions need, unless it is there. A further call goes on after a failure.

    Args:
        store: where to.
        pairs: source and target languages.
        prove: has packs prove themselves.
        folder: has the files; they are looked for there first, and nowhere is asked.
        fetchers: what gets a part.
        watcher: told about progress.
        answers: whether a hub can be reached.

    Returns:
        What was installed, and what would be better.

    Raises:
        RouteError: no pack serves a direction.
        PackInstallError: neither can be installed.
    """
    catalogue = store.catalogue
    installer = Installer(store, folder=folder, fetchers=fetchers, watcher=watcher)
    finder = RouteFinder(catalogue, load_of=proved_load(store))

    def best() -> tuple[Pack, ...]:
        return catalogue.resolve(pack for pair in pairs for pack in finder.recommended(*pair))

    recommended = chosen = best()
    there = (PackState.INSTALLED, PackState.FAILED)
    only_on_hub = [
        location
        for pack in recommended
        if store.state(pack.id) not in there
        for location in _only_on_hub(pack)
    ]
    failed: tuple[str, ...] = ()
    reached = folder is not None or not only_on_hub or answers(only_on_hub[0])
    if reached:
        try:
            failed = _install(installer, chosen, prove)
            # What they cost shows only now, and of others in their place only then.
            while not failed and (lighter := best()) != chosen:
                chosen = lighter
                failed = _install(installer, chosen, prove)
        except PackInstallError as error:
            if error.message.code not in _SOURCE_FAILED:
                raise
            reached = False
    if reached and not failed:
        too_slow = [pack for pack in recommended if pack not in chosen]
        if too_slow:
            instead = [pack for pack in chosen if pack not in recommended]
            return Message(
                Code.ROUTE_TOO_SLOW, models=_titles(too_slow), others=_titles(instead or chosen)
            )
        return Message(Code.PROVIDED, models=_titles(recommended))
    starter = catalogue.resolve([STARTER_GROUP])
    wrong = _install(installer, starter, prove)
    if failed or wrong:
        return Message(Code.PROVIDED_AFTER_FAILURE, packs=tuple(dict.fromkeys((*failed, *wrong))))
    lacking = [pack for pack in recommended if store.state(pack.id) is PackState.MISSING]
    size_mb = sum(added_downloads(lacking).values()) / 1e6
    return Message(
        Code.PROVIDED_WITHOUT_HUB,
        models=_titles(lacking),
        packs=tuple(pack.id for pack in lacking),
        size_mb=round(size_mb),
    )


def _install(installer: Installer, packs: Sequence[Pack], prove: Prove) -> tuple[str, ...]:
    """Install packs and have them prove themselves; returns the ids of those that failed."""
    names = [pack.id for pack in packs]
    installer.install(names)
    return tuple(prove(names))


def _only_on_hub(pack: Pack) -> list[HubFile]:
    """Files that nothing but a hub has."""
    found = []
    for item in pack.files:
        locations = [part.location for source in item.sources for part in source.parts]
        hubs = [location for location in locations if isinstance(location, HubFile)]
        if len(hubs) == len(locations):
            found += hubs[:1]
    return found


def _titles(packs: Iterable[Pack]) -> tuple[str, ...]:
    return tuple(pack.title for pack in packs)
