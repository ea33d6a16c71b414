"""Ways from a spoken language to a written one through what packs can do, the best first.

A speech pack leads from a spoken language to what it writes, a text pack from language to
language. `RouteFinder` takes every way from source to target through one speech pack and at most
two text packs, no language twice, and ranks them:

1. what this machine carries before what is too slow for it, the less slow first;
2. by estimated BLEU;
3. of equals what holds fewer packs that nobody measured, then larger sizes of a network, then fewer
   packs, then less to store.

The estimate is the BLEU of the whole route where that was measured. Else each pack in turn leaves a
share q of what was said:

    speech pack, transcript       q = 1 - word error rate
    speech pack, translation      q = BLEU / 100
    text pack fed a transcript    q = BLEU / 100 * q before
    text pack fed a translation   q = BLEU / 100 * square root of q before

What a publisher says of a speech pack's translations is such a share, not a measured route. The
root is there because a translation has more of the meaning than of the reference's words. What
nobody measured counts as mediocre, a quarter of the words wrong or 25 BLEU: it goes before packs
that are known to be poor, after those known to be good, and is never told as a figure. Composed
figures come from other tests than those of whole routes, so they are scaled: 100 q is multiplied
by what the best measured route through the same languages (or else of the direction) scored, over
what its own packs give for it. Among routes through the same languages the better pack always
wins.

What packs answered where they proved themselves (engine/proving.py) is no figure here: with a few
easy sentences a language, one word moves a word error rate by more than packs differ. Of a proof,
its verdict counts, which says whether a pack may be used, and its cost, whether it is carried.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise, permutations
from typing import Final, TypeAlias

from engine.errors import RouteError
from engine.languages import LANGUAGES, language_name
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.packs.entries import (
    STARTER_GROUP,
    MeasuredBy,
    Role,
    Route,
    Score,
    added_downloads,
)
from engine.packs.proofs import costs_alike
from engine.packs.store import PackStore

LoadOf: TypeAlias = Callable[[str], float | None]
"""How long this machine computes for a second of sound with a pack, in seconds, by the pack's id;
None where nobody has measured it yet."""


_CARRIED_S: Final = 0.8
"""What the packs of a route may take together for a second of sound; the rest is head room."""


_MOST_TEXT_PACKS: Final = 2


_UNMEASURED_TRANSCRIPT: Final = 0.75


_UNMEASURED_TRANSLATION: Final = 0.25
"""The share that a pack is taken to leave where nobody measured it."""


_CLEARLY_BETTER: Final = 1.3
"""So many times the estimate of what serves now is worth telling of."""


_NEARLY_BEST: Final = 0.8
"""Of the routes that come so close to the best, the least to download is advised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A better route than the one that serves a direction now.

    Attributes:
        missing: ids of the packs to install for it.
        download_bytes: what they are to download together.
        gain: its estimate over that of what serves now; None where that is 0.
    """

    route: Route
    missing: tuple[str, ...]
    download_bytes: int
    gain: float | None


class Quality(StrEnum):
    """What to expect of a route, in words."""

    GIST = "the gist"
    EVERYDAY = "everyday sentences"
    GOOD = "good"
    VERY_GOOD = "very good"
    UNKNOWN = "not measured"


class Basis(StrEnum):
    """What the figure of a route rests on."""

    MEASURED = "measured"
    """The whole route, by Dragoman."""

    PUBLISHED = "published"
    """The whole route, by who publishes the model."""

    EXPECTED = "expected"
    """Composed of what is known of its packs."""

    NONE = ""


_QUALITIES: Final = ((8.0, Quality.GIST), (18.0, Quality.EVERYDAY), (30.0, Quality.GOOD))
"""Below so many BLEU of whole routes on hard sentences."""


def quality(route: Route) -> tuple[Quality, Basis]:
    """How good a route is, and how that is known."""
    if route.estimate is None:
        return Quality.UNKNOWN, Basis.NONE
    basis = Basis.EXPECTED
    if route.score is not None:
        ours = route.score.by is MeasuredBy.DRAGOMAN
        basis = Basis.MEASURED if ours else Basis.PUBLISHED
    words = (word for limit, word in _QUALITIES if route.estimate < limit)
    return next(words, Quality.VERY_GOOD), basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How a direction is served.

    Attributes:
        now: the route of installed packs; None where there is none.
        better: what is worth installing, with all that a session needs besides.
    """

    source: str
    target: str
    now: Route | None
    better: Improvement | None


class RouteFinder:
    """Finds and ranks the routes that the packs of a catalogue make.

    Args:
        catalogue: the packs and what was measured.
        load_of: what this machine carries; a pack that it knows nothing of is taken to be carried.
    """

    def __init__(self, catalogue: Catalogue, *, load_of: LoadOf = lambda _: None) -> None:
        self._catalogue = catalogue
        self._load_of = load_of
        self._ranked: dict[tuple[str, str], tuple[Route, ...]] = {}

    @cached_property
    def directions(self) -> tuple[tuple[str, str], ...]:
        """Every (source, target) that some route serves, sorted.

        Of the languages that Dragoman is built for, and of those that a voice pack speaks.
        """
        spoken = {
            language
            for pack in self._catalogue.packs
            if pack.role is Role.VOICE
            for language in pack.languages
        }
        pairs = permutations(sorted(spoken.union(LANGUAGES)), 2)
        return tuple(pair for pair in pairs if self.routes(*pair))

    def routes(self, source: str, target: str) -> tuple[Route, ...]:
        """All routes of a pair, best first; of a language to itself, those that write it down."""
        if (source, target) not in self._ranked:
            self._ranked[source, target] = self._rank(self._found(source, target))
        # What the machine carries may become known at any time; the rest does not change.
        return tuple(sorted(self._ranked[source, target], key=self._overload_s))

    def _overload_s(self, route: Route) -> float:
        load_s = self._load_s(route)
        return load_s if load_s > _CARRIED_S else 0.0

    def best(self, source: str, target: str, *, installed: Collection[str]) -> Route:
        """The best route whose packs are all installed, or else the one to install.

        Args:
            source: language that is heard.
            target: language to translate into; the source for a transcript.
            installed: ids of installed packs.

        Returns:
            Where no route is installed, one that the starter packs complete, else the one that
            lacks the fewest packs.

        Raises:
            RouteError: no pack would do; says what the source can be interpreted into.
        """
        routes = self.routes(source, target)
        if routes:
            return min(routes, key=lambda r: self._catalogue.to_install(r.packs, installed))
        if source == target:
            raise RouteError(Code.TRANSCRIPTION_UNKNOWN, language=language_name(source))
        raise RouteError(
            Code.ROUTE_UNKNOWN,
            source=language_name(source),
            target=language_name(target),
            languages=tuple(language_name(t) for s, t in self.directions if s == source),
        )

    def improvement(self, route: Route, *, installed: Collection[str]) -> Improvement | None:
        """What to install for a route that is clearly better, None where there is nothing.

        Args:
            route: what serves the direction now.
            installed: ids of installed packs.
        """
        now = route.estimate or 0.0
        installed_packs = frozenset(installed)
        better = [
            (other.estimate, other)
            for other in self.routes(route.source, route.target)
            if other.estimate is not None
            and other.estimate >= _CLEARLY_BETTER * now
            and (self.is_carried(other) or self._load_s(other) <= self._load_s(route))
            and not installed_packs.issuperset(other.packs)
        ]
        if route.estimate is None or not better:
            return None
        most = max(estimate for estimate, _ in better)
        near_best = [
            self._improvement(other, estimate / now if now else None, installed)
            for estimate, other in better
            if estimate >= _NEARLY_BEST * most
        ]
        return min(near_best, key=lambda found: found.download_bytes)

    def recommended(self, source: str, target: str) -> tuple[str, ...]:
        """Ids of all packs to install for a direction, in the order of the catalogue.

        The route that is worth installing in place of the starter packs', or else theirs, and what
        a session needs besides: a voice, and what tells speech from silence.

        Raises:
            RouteError: no pack of the catalogue serves the pair.
        """
        starter = frozenset(self._catalogue.groups.get(STARTER_GROUP, ()))
        route = self.best(source, target, installed=starter)
        if better := self.improvement(route, installed=starter):
            route = better.route
        besides = (
            self._catalogue.best_pack(Role.VAD, installed=starter),
            self._catalogue.best_pack(Role.VOICE, language=target, installed=starter),
        )
        packs = {*route.packs, *(pack.id for pack in besides if pack is not None)}
        return tuple(pack.id for pack in self._catalogue.resolve(packs))

    def outlook(self, source: str, target: str, *, installed: Collection[str]) -> Outlook:
        """How installed packs serve a direction, and what would be better.

        Raises:
            RouteError: no pack of the catalogue serves the pair.
        """
        best = self.best(source, target, installed=installed)
        if set(installed).issuperset(best.packs):
            better = self.improvement(best, installed=installed)
            return Outlook(source=source, target=target, now=best, better=better)
        packs = self.recommended(source, target)
        missing = [self._catalogue.pack(pack) for pack in packs if pack not in installed]
        route = next(r for r in self.routes(source, target) if set(packs).issuperset(r.packs))
        better = Improvement(
            route=route,
            missing=tuple(pack.id for pack in missing),
            download_bytes=sum(added_downloads(missing).values()),
            gain=None,
        )
        return Outlook(source=source, target=target, now=None, better=better)

    def is_carried(self, route: Route) -> bool:
        """Whether this machine keeps up with a route, as far as is known."""
        return self._load_s(route) <= _CARRIED_S

    def is_lighter(self, route: Route, *, than: Route) -> bool:
        """Whether a route costs less; of packs that nobody measured their size tells."""
        ours, theirs = set(route.packs) - set(than.packs), set(than.packs) - set(route.packs)
        loads = {pack: self._load_of(pack) for pack in (*ours, *theirs)}
        if None not in loads.values():
            cost = {pack: load or 0.0 for pack, load in loads.items()}
        else:
            cost = {pack: float(self._catalogue.pack(pack).installed_bytes) for pack in loads}
        return sum(cost[pack] for pack in ours) < sum(cost[pack] for pack in theirs)

    def _load_s(self, route: Route) -> float:
        return sum(self._load_of(pack) or 0.0 for pack in route.packs)

    def _improvement(
        self, route: Route, gain: float | None, installed: Collection[str]
    ) -> Improvement:
        missing = [self._catalogue.pack(pack) for pack in route.packs if pack not in installed]
        return Improvement(
            route=route,
            missing=tuple(pack.id for pack in missing),
            download_bytes=sum(added_downloads(missing).values()),
            gain=gain,
        )

    def _found(self, source: str, target: str) -> Iterator[Route]:
        for pack in self._catalogue.packs:
            if pack.role is Role.SPEECH:
                for written in pack.leads_to(source):
                    for languages, text in self._chains((written,), source, target):
                        yield Route(
                            source=source,
                            target=target,
                            speech=pack.id,
                            text=text,
                            languages=languages,
                        )

    def _chains(
        self, languages: tuple[str, ...], source: str, target: str
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The languages of all ways on to the target, and the text packs that lead there."""
        last = languages[-1]
        if last == target:
            yield languages, ()
        elif len(languages) <= _MOST_TEXT_PACKS:
            for pack in self._catalogue.packs:
                for start, end in pack.pairs if pack.role is Role.TEXT else ():
                    if start == last and end not in (source, *languages):
                        for way, text in self._chains((*languages, end), source, target):
                            yield way, (pack.id, *text)

    def _rank(self, found: Iterable[Route]) -> tuple[Route, ...]:
        """The routes of one direction with their estimates, the best first."""
        composed = {route: self._composed(route) for route in found}
        scores = {route: self._catalogue.score(route) for route in composed}
        ranked: list[tuple[tuple[float, ...], Route]] = []
        for route, (share, n_unmeasured) in composed.items():
            score = scores[route]
            unknown = n_unmeasured if score is None else 0
            if score is not None:
                estimate = score.bleu
            else:
                scale = _scale(route, scores, composed)
                estimate = 100 * share * scale
                said = self._catalogue.pack(route.speech).score(route.source, route.target)
                if not route.text and said is not None and math.isclose(said.bleu, estimate):
                    # Nothing that was measured here says otherwise than the publisher.
                    score = said
            key = (
                -round(estimate, 6),
                unknown,
                -sum(self._sizes_below(pack) for pack in route.packs),
                len(route.packs),
                sum(self._catalogue.pack(pack).installed_bytes for pack in route.packs),
            )
            known = None if unknown else estimate
            ranked.append((key, replace(route, score=score, estimate=known)))
        # The sort is stable: of what is equal in everything the catalogue's order decides.
        return tuple(route for _, route in sorted(ranked, key=lambda item: item[0]))

    def _composed(self, route: Route) -> tuple[float, int]:
        """What the packs leave of what is said, 0 to 1, and how many of them nobody measured."""
        is_transcript = route.source == route.speech_target
        heard = self._share(route.speech, route.source, route.speech_target)
        assumed = _UNMEASURED_TRANSCRIPT if is_transcript else _UNMEASURED_TRANSLATION
        share = assumed if heard is None else heard
        n_unmeasured = int(heard is None)
        for pack, pair in zip(route.text, pairwise(route.languages), strict=True):
            fed = share if is_transcript else math.sqrt(share)
            step = self._share(pack, *pair)
            n_unmeasured += step is None
            share = fed * (_UNMEASURED_TRANSLATION if step is None else step)
            is_transcript = False
        return share, n_unmeasured

    def _share(self, pack_id: str, source: str, target: str) -> float | None:
        """How much of a text of one language a pack gets into another, 0 to 1, as measured."""
        pack = self._catalogue.pack(pack_id)
        shares = [pack.share(source, target)]
        if pack.larger_than:
            # Less than a smaller size of the same network is a difference of the tests.
            shares.append(self._share(pack.larger_than, source, target))
        return max((share for share in shares if share is not None), default=None)

    def _sizes_below(self, pack_id: str) -> int:
        """How many smaller sizes of its network the catalogue has."""
        smaller = self._catalogue.pack(pack_id).larger_than
        return 1 + self._sizes_below(smaller) if smaller else 0


def _scale(
    route: Route,
    scores: Mapping[Route, Score | None],
    composed: Mapping[Route, tuple[float, int]],
) -> float:
    """What the measured routes of a direction make of their packs' figures."""
    measured = [
        (score.bleu, other)
        for other, score in scores.items()
        if score is not None and composed[other][0] > 0 and not composed[other][1]
    ]
    alike = [item for item in measured if item[1].languages == route.languages] or measured
    if not alike:
        return 1.0
    bleu, best = max(alike, key=lambda item: item[0])
    return bleu / (100 * composed[best][0])


def proved_load(store: PackStore, *, steps: float = 1.0) -> LoadOf:
    """What installed packs cost on the device of their store, as they showed it.

    Args:
        store: the packs and their proofs.
        steps: how many decoding steps there are for one of the balanced preset.
    """

    def load(pack_id: str) -> float | None:
        proof = store.proof(pack_id)
        if proof is None or proof.device not in costs_alike(store.device):
            return None
        if proof.real_time_factor is None:
            return None
        # Speech and text models work once a step.
        once = store.catalogue.pack(pack_id).role is Role.VOICE
        return proof.real_time_factor * (1.0 if once else steps)

    return load
