"""What `dragoman models list` and `directions` say, as data, as tables and as a page."""

from collections.abc import Iterable, Sequence
from typing import Final, TypedDict

from engine.compute import Device
from engine.languages import LANGUAGES, language_name
from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP, MeasuredBy, Pack, Role, Route, added_downloads
from engine.packs.proofs import Measure, Proof
from engine.packs.routes import Basis, Improvement, RouteFinder, proved_load, quality
from engine.packs.store import PackState, PackStore

CORE_DIRECTIONS: Final = tuple((s, t) for s in LANGUAGES for t in LANGUAGES if s != t)
"""Every pair that Dragoman is built for."""


_HEAD: Final = """\
# Directions

`dragoman models directions --markdown` prints this page from the catalogue of models. What serves a
direction on your computer is in `dragoman models directions`.

BLEU and chrF are of the whole route from speech to text: the starter pack, streaming, on the FLEURS
recordings of a development set (3 to 5 a direction: a rough scale, not a claim). "Worth installing"
is the least to download among the routes that come close to the best; it is there where the gain in
BLEU is estimated to be 1.3 times or more.
"""

_MIDDLE: Final = """
## What was measured of single models

These figures rank the routes that nobody measured as a whole. Of several figures of one kind the
first counts.

The hub's mirror of Firefox Translations has one size for each pair; for these eight it is the
larger one. A smaller one is known from and into Portuguese alone, from another source.
"""


class ProofLine(TypedDict):
    """What a pack showed on this computer, as `Proof`."""

    has_failed: bool
    mistakes: str
    word_error_rate: float | None
    chrf: float | None
    real_time_factor: float | None
    memory_mb: float | None
    device: str
    date: str


class PackLine(TypedDict):
    """One pack; `proof` is None where it did not prove itself here."""

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
    proof: ProofLine | None


class RouteLine(TypedDict):
    """A way to serve a direction.

    `estimate` is BLEU as measured or, without `bleu`, as expected. `measured` says on what, `by`
    by whom; both are empty where it was not measured as a whole.
    """

    packs: list[str]
    speech_target: str
    bleu: float | None
    chrf: float | None
    measured: str
    by: str
    estimate: float | None


class AdviceLine(TypedDict):
    """What is worth installing for a direction; `gain` as `Improvement.gain`."""

    packs: list[str]
    download_bytes: int
    gain: float | None


class DirectionLine(TypedDict):
    """One direction: what serves it now, the best that would serve it, and what that lacks."""

    source: str
    target: str
    now: RouteLine | None
    better: RouteLine | None
    missing: list[str]
    missing_bytes: int
    advice: AdviceLine | None


class Listing(TypedDict):
    """All of it."""

    folder: str
    packs: list[PackLine]
    directions: list[DirectionLine]


def listing(store: PackStore) -> Listing:
    """Look at the store and the catalogue."""
    installed = store.installed()
    finder = RouteFinder(store.catalogue, load_of=proved_load(store))
    return {
        "folder": str(store.root),
        "packs": [_pack_line(store, pack) for pack in store.catalogue.packs],
        "directions": [
            _direction(store.catalogue, finder, pair, installed) for pair in _pairs(finder)
        ],
    }


def directions_page(catalogue: Catalogue) -> str:
    """docs/directions.md: every direction as the starter packs serve it, and what was measured."""
    starter = frozenset(catalogue.groups[STARTER_GROUP])
    finder = RouteFinder(catalogue)
    rows = []
    for pair in _pairs(finder):
        line = _direction(catalogue, finder, pair, starter)
        rows.append(
            (
                language_name(pair[0]),
                language_name(pair[1]),
                _way(catalogue, line["now"]) or "nothing",
                _figure(line["now"] and line["now"]["bleu"]),
                _figure(line["now"] and line["now"]["chrf"]),
                _advice(line["advice"]),
                _gain(line["advice"]),
            )
        )
    served = _markdown(
        ("from", "into", "with the starter pack", "BLEU", "chrF", "worth installing", "gain"),
        rows,
    )
    packs = _markdown(("model", "measured", "on", "by"), _measurements(catalogue))
    return f"{_HEAD}\n{served}\n{_MIDDLE}\n{packs}\n"


def render(content: Listing) -> str:
    """Packs and directions as tables for reading."""
    packs = _table(
        ("Pack", "State", "Role", "Languages", "On disk", "Licence", "Tested here"),
        [
            (
                pack["id"],
                _state_words(pack),
                pack["role"],
                _languages(pack),
                f"{pack['installed_bytes'] / 1e6:.0f} MB",
                pack["licence"],
                proof_words(pack["proof"]),
            )
            for pack in content["packs"]
        ],
    )
    return f"Models are in {content['folder']}\n\n{packs}\n\n{render_directions(content)}"


def render_directions(content: Listing) -> str:
    """Directions as a table for reading."""
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
        (line["source"], line["target"])
        for line in content["directions"]
        if not line["now"] and not line["better"]
    ]
    return f"{served}{_unserved(unserved)}"


def render_overview(store: PackStore) -> str:
    """What serves each direction now, how good that is, and the command for something better."""
    finder = RouteFinder(store.catalogue, load_of=proved_load(store))
    installed = store.installed()
    rows = []
    for pair in CORE_DIRECTIONS:
        if pair not in finder.directions:
            continue
        outlook = finder.outlook(*pair, installed=installed)
        now = _way(store.catalogue, _route_line(outlook.now)) or "nothing installed"
        how = "" if outlook.now is None else _quality(outlook.now)
        better = ""
        if outlook.better is not None:
            size = f"{outlook.better.download_bytes / 1e6:.0f} MB"
            better = (
                f"{_quality(outlook.better.route)}: {size}, dragoman models setup {' '.join(pair)}"
            )
        rows.append((*map(language_name, pair), now, how, better))
    table = _table(("From", "Into", "Now", "How good", "Better"), rows)
    return (
        f"{table}{_unserved(pair for pair in CORE_DIRECTIONS if pair not in finder.directions)}\n\n"
        "Everything for calls: dragoman models setup en fr --call. "
        "Files and licences: dragoman models list.\n"
        "The figures are BLEU of whole routes, from speech to text, on hard sentences."
    )


def _unserved(pairs: Iterable[tuple[str, str]]) -> str:
    """A paragraph on directions that the catalogue has nothing for; "" where there are none."""
    names = [f"{language_name(source)} into {language_name(target)}" for source, target in pairs]
    return f"\n\nNo pack of the catalogue serves: {', '.join(names)}." if names else ""


def _quality(route: Route) -> str:
    """How good a route is in words and figures."""
    words, basis = quality(route)
    return f"{words} ({route.estimate:.0f}, {basis})" if basis else words


def _pairs(finder: RouteFinder) -> tuple[tuple[str, str], ...]:
    """The directions to show: those that Dragoman is built for, then others that packs make."""
    return tuple(dict.fromkeys((*CORE_DIRECTIONS, *finder.directions)))


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
        "proof": None if state is PackState.MISSING else proof_line(store.proof(pack.id)),
    }


def proof_line(proof: Proof | None) -> ProofLine | None:
    """A proof as data."""
    if proof is None:
        return None
    return {
        "has_failed": proof.has_failed,
        "mistakes": proof.mistakes,
        "word_error_rate": proof.mean(Measure.WORD_ERROR_RATE),
        "chrf": proof.mean(Measure.CHRF),
        "real_time_factor": proof.real_time_factor,
        "memory_mb": proof.memory_mb,
        "device": proof.device,
        "date": proof.date,
    }


def proof_words(proof: ProofLine | None) -> str:
    """A proof in a few words."""
    if proof is None:
        return ""
    if proof["has_failed"]:
        return f"wrong: {proof['mistakes']}"
    words = []
    if proof["word_error_rate"] is not None:
        words.append(f"{proof['word_error_rate']:.0f} % of words wrong")
    if proof["chrf"] is not None:
        words.append(f"chrF {proof['chrf']:.0f}")
    if proof["real_time_factor"] is not None:
        words.append(f"{proof['real_time_factor']:.2f} of real time")
    if proof["memory_mb"] is not None:
        words.append(f"{proof['memory_mb']:.0f} MB")
    if words and proof["device"] not in (Device.CPU, Device.AUTO):
        words.append(f"on {proof['device']}")
    return ", ".join(words)


def _direction(
    catalogue: Catalogue, finder: RouteFinder, pair: tuple[str, str], installed: frozenset[str]
) -> DirectionLine:
    routes = finder.routes(*pair)
    # A session also needs the pack that hears where speech is, and one that speaks.
    vad = catalogue.best_pack(Role.VAD, installed=installed)
    voice = catalogue.best_pack(Role.VOICE, language=pair[1], installed=installed)
    hears = [vad.id] if vad else []
    speaks = [voice.id] if voice else []
    usable = [route for route in routes if installed.issuperset((*route.packs, *hears))]
    now = usable[0] if usable else None
    advice = None
    if now is None:
        # Where nothing serves yet the advice is what an interpreter would ask for: the least.
        better = finder.best(*pair, installed=installed) if routes else None
    else:
        better = routes[0] if now is not routes[0] else None
        advice = finder.improvement(now, installed=installed)
    needed = (*better.packs, *speaks, *hears) if better else ()
    missing = [pack for pack in needed if pack not in installed]
    return {
        "source": pair[0],
        "target": pair[1],
        "now": _route_line(now),
        "better": _route_line(better),
        "missing": missing,
        "missing_bytes": sum(added_downloads(map(catalogue.pack, missing)).values()),
        "advice": _advice_line(advice),
    }


def _advice_line(advice: Improvement | None) -> AdviceLine | None:
    if advice is None:
        return None
    return {
        "packs": list(advice.missing),
        "download_bytes": advice.download_bytes,
        "gain": advice.gain,
    }


def _route_line(route: Route | None) -> RouteLine | None:
    if route is None:
        return None
    return {
        "packs": list(route.packs),
        "speech_target": route.speech_target,
        "bleu": route.score.bleu if route.score else None,
        "chrf": route.score.chrf if route.score else None,
        "measured": route.score.on if route.score else "",
        "by": route.score.by if route.score else "",
        "estimate": route.estimate,
    }


def _measurements(catalogue: Catalogue) -> list[tuple[str, ...]]:
    """What was measured of single packs in the languages shown, a row a test."""
    rows: list[tuple[str, ...]] = []
    for pack in catalogue.packs:
        for measured in pack.measurements:
            figures = [
                f"{value:g} % of {language_name(language)} words wrong"
                for language, value in measured.word_error_rate.items()
                if language in LANGUAGES
            ]
            figures += [
                f"{language_name(source)} to {language_name(target)} {value:g} BLEU"
                for (source, target), value in measured.bleu.items()
                if source in LANGUAGES and target in LANGUAGES
            ]
            rows.append((f"`{pack.id}`", ", ".join(figures), measured.on, measured.by))
    return rows


def _state_words(pack: PackLine) -> str:
    match PackState(pack["state"]):
        case PackState.MISSING:
            return "-"
        case PackState.OUTDATED:
            return "outdated: install again"
        case PackState.DAMAGED:
            return "damaged: install again"
        case PackState.FAILED:
            return "failed its test"
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
        estimate = route["estimate"]
        return "not measured" if estimate is None else f"{estimate:.1f} {Basis.EXPECTED}"
    chrf = "" if route["chrf"] is None else f" / {route['chrf']:.1f}"
    basis = Basis.MEASURED if route["by"] == MeasuredBy.DRAGOMAN else Basis.PUBLISHED
    return f"{route['bleu']:.1f}{chrf} {basis}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _way(catalogue: Catalogue, route: RouteLine | None) -> str:
    """A route in words: what the speech pack does, then the text packs."""
    if route is None:
        return ""
    speech, *texts = (catalogue.pack(pack).title for pack in route["packs"])
    if not texts:
        return f"{speech}, one pass"
    written = language_name(route["speech_target"])
    return f"{speech} to {written}, then {', then '.join(texts)}"


def _better(line: DirectionLine) -> str:
    """What is worth installing, or what else would be better."""
    packs, size = line["missing"], line["missing_bytes"]
    if line["advice"]:
        packs, size = line["advice"]["packs"], line["advice"]["download_bytes"]
    return f"{', '.join(packs)} ({size / 1e6:.0f} MB)" if packs else ""


def _advice(advice: AdviceLine | None) -> str:
    if advice is None:
        return ""
    packs = ", ".join(f"`{pack}`" for pack in advice["packs"])
    return f"{packs} ({advice['download_bytes'] / 1e6:.0f} MB)"


def _gain(advice: AdviceLine | None) -> str:
    return f"{advice['gain']:.1f} times" if advice and advice["gain"] else ""


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join((lines[0], f"|{'---|' * len(head)}", *lines[1:]))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, tuple("-" * width for width in widths), *rows)
    ]
    return "\n".join(lines)
