"""What `dragoman models list` says, as data and as tables."""

from collections.abc import Sequence
from typing import Final, TypedDict

from engine.families import Role
from engine.languages import LANGUAGES, language_name
from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP, Pack, Route
from engine.packs.store import PackState, PackStore

CORE_DIRECTIONS: Final = tuple((s, t) for s in LANGUAGES for t in LANGUAGES if s != t)
"""Every pair that Dragoman is built for."""


class PackLine(TypedDict):
    """One pack."""

    id: str
    title: str
    state: str
    role: str
    family: str
    languages: list[str]
    pairs: list[list[str]]
    download_bytes: int
    installed_bytes: int
    licence: str
    attribution: str
    note: str
    is_starter_quality: bool


class RouteLine(TypedDict):
    """A way to serve a direction."""

    packs: list[str]
    speech_target: str
    bleu: float | None
    chrf: float | None
    measured: str


class DirectionLine(TypedDict):
    """One direction: what serves it now, what would serve it better, and what that lacks."""

    source: str
    target: str
    now: RouteLine | None
    better: RouteLine | None
    missing: list[str]


class Listing(TypedDict):
    """All of it."""

    folder: str
    packs: list[PackLine]
    directions: list[DirectionLine]


def listing(store: PackStore) -> Listing:
    """Look at the store and the catalogue."""
    installed = store.installed()
    others = [pair for pair in store.catalogue.directions if pair not in CORE_DIRECTIONS]
    return {
        "folder": str(store.root),
        "packs": [_pack_line(store, pack) for pack in store.catalogue.packs],
        "directions": [
            _direction(store.catalogue, pair, installed) for pair in (*CORE_DIRECTIONS, *others)
        ],
    }


def directions_markdown(catalogue: Catalogue) -> str:
    """The table of the core directions as the starter packs serve them, for the README."""
    starter = frozenset(catalogue.groups[STARTER_GROUP])
    rows = [
        "| from | to | with the starter pack | BLEU | chrF | better with |",
        "|---|---|---|---|---|---|",
    ]
    for pair in CORE_DIRECTIONS:
        line = _direction(catalogue, pair, starter)
        cells = (
            language_name(pair[0]),
            language_name(pair[1]),
            _way(catalogue, line["now"]) or "nothing",
            _figure(line["now"] and line["now"]["bleu"]),
            _figure(line["now"] and line["now"]["chrf"]),
            ", ".join(f"`{pack}`" for pack in line["missing"]),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def render(content: Listing) -> str:
    """Two tables for reading."""
    packs = _table(
        ("Pack", "State", "Role", "Languages", "On disk", "Licence"),
        [
            (
                pack["id"],
                _state_words(pack),
                pack["role"],
                _languages(pack),
                f"{pack['installed_bytes'] / 1e6:.0f} MB",
                pack["licence"],
            )
            for pack in content["packs"]
        ],
    )
    served = _table(
        ("From", "Into", "Served now by", "BLEU / chrF", "Better with"),
        [
            (
                language_name(line["source"]),
                language_name(line["target"]),
                _packs(line["now"]) or "nothing installed",
                _score(line["now"]),
                _better(line),
            )
            for line in content["directions"]
            if line["now"] or line["better"]
        ],
    )
    unserved = [
        f"{language_name(line['source'])} into {language_name(line['target'])}"
        for line in content["directions"]
        if not line["now"] and not line["better"]
    ]
    starters = [pack["id"] for pack in content["packs"] if pack["is_starter_quality"]]
    tail = f"\n\nOf starter quality: {', '.join(starters)}." if starters else ""
    tail += f"\n\nNo pack of the catalogue serves: {', '.join(unserved)}." if unserved else ""
    return f"Models are in {content['folder']}\n\n{packs}\n\n{served}{tail}"


def _pack_line(store: PackStore, pack: Pack) -> PackLine:
    state = store.state(pack.id)
    size = pack.installed_bytes if state is PackState.MISSING else store.installed_size(pack.id)
    return {
        "id": pack.id,
        "title": pack.title,
        "state": state,
        "role": pack.role,
        "family": pack.family,
        "languages": list(pack.languages),
        "pairs": [list(pair) for pair in pack.pairs],
        "download_bytes": pack.download_bytes,
        "installed_bytes": size,
        "licence": pack.licence,
        "attribution": pack.attribution,
        "note": pack.note.strip(),
        "is_starter_quality": pack.is_starter_quality,
    }


def _direction(
    catalogue: Catalogue, pair: tuple[str, str], installed: frozenset[str]
) -> DirectionLine:
    routes = catalogue.routes(*pair)
    # A session also needs the pack that hears where speech is, and one that speaks.
    vad = catalogue.best_pack(Role.VAD, installed=installed)
    voice = catalogue.best_pack(Role.VOICE, language=pair[1], installed=installed)
    hears = [vad.id] if vad else []
    speaks = [voice.id] if voice else []
    usable = [route for route in routes if installed.issuperset((*route.packs, *hears))]
    now = usable[0] if usable else None
    if now is None:
        # Where nothing serves yet the advice is what an interpreter would ask for: the least.
        better = catalogue.best_route(*pair, installed=installed) if routes else None
    else:
        better = routes[0] if now is not routes[0] else None
    needed = (*better.packs, *speaks, *hears) if better else ()
    return {
        "source": pair[0],
        "target": pair[1],
        "now": _route_line(now),
        "better": _route_line(better),
        "missing": [pack for pack in needed if pack not in installed],
    }


def _route_line(route: Route | None) -> RouteLine | None:
    if route is None:
        return None
    return {
        "packs": list(route.packs),
        "speech_target": route.speech_target,
        "bleu": route.bleu,
        "chrf": route.chrf,
        "measured": route.measured,
    }


def _state_words(pack: PackLine) -> str:
    match PackState(pack["state"]):
        case PackState.MISSING:
            return "-"
        case PackState.OUTDATED:
            return "outdated: install again"
        case PackState.DAMAGED:
            return "damaged: install again"
        case PackState.INSTALLED:
            return "installed"


def _languages(pack: PackLine) -> str:
    if pack["role"] == Role.TEXT:
        return ", ".join(f"{source}>{target}" for source, target in pack["pairs"])
    codes = pack["languages"]
    if not codes:
        return "any"
    return ", ".join(codes) if len(codes) <= len(LANGUAGES) else f"{len(codes)} languages"


def _packs(route: RouteLine | None) -> str:
    return " + ".join(route["packs"]) if route else ""


def _score(route: RouteLine | None) -> str:
    if route is None:
        return ""
    if route["bleu"] is None:
        return "not measured"
    chrf = "" if route["chrf"] is None else f" / {route['chrf']:.1f}"
    return f"{route['bleu']:.1f}{chrf}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _way(catalogue: Catalogue, route: RouteLine | None) -> str:
    """A route in words: what the speech pack does, then the text packs."""
    if route is None:
        return ""
    speech, *texts = (_titled(catalogue.pack(pack)) for pack in route["packs"])
    if not texts:
        return f"{speech}, one pass"
    written = language_name(route["speech_target"])
    return f"{speech} to {written}, then {', then '.join(texts)}"


def _titled(pack: Pack) -> str:
    return f"{pack.title}, starter quality" if pack.is_starter_quality else pack.title


def _better(line: DirectionLine) -> str:
    if line["better"] is None:
        return ""
    score = f" ({_score(line['better'])})" if line["better"]["bleu"] is not None else ""
    return f"{', '.join(line['missing'])}{score}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, tuple("-" * width for width in widths), *rows)
    ]
    return "\n".join(lines)
