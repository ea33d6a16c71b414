"""Decides what a session is made of: which packs for which languages, and what is missing.

Paths. A speech pack leads from a spoken language to what it writes, a text pack from language to
language. `PathFinder` takes every way from source to target through one speech pack and at most
two text packs, no language twice, and ranks them:

1. what this machine carries before what is too slow for it;
2. by estimated BLEU;
3. of equals what holds fewer packs that nobody measured, then larger sizes of a network, then fewer
   packs, then less to store.

The estimate is the BLEU of the whole path where that was measured. Else each pack in turn leaves a
share q of what was said:

    speech pack, transcript       q = 1 - word error rate
    speech pack, translation      q = BLEU / 100
    text pack fed a transcript    q = BLEU / 100 * q before
    text pack fed a translation   q = BLEU / 100 * square root of q before

The root is there because a translation has more of the meaning than of the reference's words. What
nobody measured counts as mediocre, a quarter of the words wrong or 25 BLEU: it goes before packs
that are known to be poor, after those known to be good, and is never told as a figure. Composed
figures come from other tests than those of whole paths, so they are scaled: 100 q is multiplied by
what the best measured path through the same languages (or else of the direction) scored, over what
its own packs give for it. Among paths through the same languages the better pack always wins.

Nothing is loaded here.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, permutations
from typing import Final, TypeAlias

from engine.errors import PackMissingError, RouteError
from engine.glossary import NO_GLOSSARY, Glossary
from engine.languages import LANGUAGES, language_name
from engine.loading import FAMILIES, ModelFamily
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.packs.entries import Pack, Role, Route, Score, added_downloads
from engine.packs.store import PackState, PackStore
from engine.policy import PolicyName, Promptness
from engine.session import PacingConfig
from engine.tts.model import Voice
from engine.tts.speaker import Delivery
from engine.tts.voices import VoiceCatalogue

SPEECH_BEAMS: Final = 5
"""Beam width of the speech model where none is chosen."""

AS_SPOKEN: Final = "und"
"""Stands for the target language of a transcript: ISO 639-2 for one that is not determined."""

Carries: TypeAlias = Callable[[str], float | None]
"""How long this machine computes for a second of sound with a pack, in seconds, by the pack's id;
None where nobody has measured it yet."""

_CARRIED_S: Final = 0.8
"""What the packs of a path may take together for a second of sound; the rest is head room."""

_MOST_TEXT_PACKS: Final = 2

_UNMEASURED_TRANSCRIPT: Final = 0.75
_UNMEASURED_TRANSLATION: Final = 0.25
"""The share that a pack is taken to leave where nobody measured it."""

_CLEARLY_BETTER: Final = 1.25
"""So many times the estimate of what serves now is worth telling of."""

_NEARLY_BEST: Final = 0.85
"""Of the paths that come so close to the best, the least to download is advised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionConfig:
    """What one session does.

    Attributes:
        source: language that is spoken; None to detect it.
        target: language to translate into; the source's own, or AS_SPOKEN where that is detected,
            for a transcript.
        voice: name or id of the voice; None for the target language's default.
        speaks: False for captions only.
        delivery: how fast and how high the voice speaks.
        policy: how it decides what to commit.
        promptness: how soon it commits.
        speech_beams: beam width of the speech model.
        text_beams: beam width of text models.
        pacing: how speech keeps up.
        glossary: words that are said otherwise than they are written.
    """

    source: str | None
    target: str
    voice: str | None = None
    speaks: bool = True
    delivery: Delivery = field(default_factory=Delivery)
    policy: PolicyName = PolicyName.CONFIRMED
    promptness: Promptness = Promptness.BALANCED
    speech_beams: int = SPEECH_BEAMS
    text_beams: int = 1
    pacing: PacingConfig = field(default_factory=PacingConfig)
    glossary: Glossary = NO_GLOSSARY

    def __post_init__(self) -> None:
        if self.speaks and self.target == AS_SPOKEN:
            raise RouteError("A voice speaks one language; choose the language to speak.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """What a session is made of.

    Attributes:
        routes: by the language that is heard, the target language among them where it may be.
        detector_pack: what tells the languages apart; None where one is given.
        voice: None for captions only.
        voice_pack: what the voice speaks with; None for captions only.
    """

    routes: Mapping[str, Route]
    detector_pack: str | None
    vad_pack: str
    voice: Voice | None
    voice_pack: str | None

    @property
    def packs(self) -> tuple[str, ...]:
        """Ids of all packs, each once, the large ones first."""
        routed = [pack for route in self.routes.values() for pack in route.packs]
        others = (pack for pack in (self.detector_pack, self.voice_pack) if pack is not None)
        return tuple(dict.fromkeys((*routed, *others, self.vad_pack)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A better path than the one that serves a direction now.

    Attributes:
        missing: ids of the packs to install for it.
        download_bytes: what they are to download together.
        gain: its estimate over that of what serves now; None where that is 0.
    """

    route: Route
    missing: tuple[str, ...]
    download_bytes: int
    gain: float | None


class PathFinder:
    """Finds and ranks the paths that the packs of a catalogue make.

    Args:
        catalogue: the packs and what was measured.
        carries: what this machine carries; a pack that it knows nothing of is taken to be carried.
    """

    def __init__(self, catalogue: Catalogue, *, carries: Carries = lambda _: None) -> None:
        self._catalogue = catalogue
        self._carries = carries
        self._ranked: dict[tuple[str, str], tuple[Route, ...]] = {}

    @cached_property
    def directions(self) -> tuple[tuple[str, str], ...]:
        """Every (source, target) that some path serves, sorted.

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
        """All paths of a pair, best first; of a language to itself, those that write it down."""
        if (source, target) not in self._ranked:
            self._ranked[source, target] = self._rank(self._found(source, target))
        # What the machine carries may become known at any time; the rest does not change.
        return tuple(sorted(self._ranked[source, target], key=lambda r: not self.is_carried(r)))

    def best(self, source: str, target: str, *, installed: Collection[str]) -> Route:
        """The best path whose packs are all installed, or else the one to install.

        Args:
            source: language that is heard.
            target: language to translate into; the source for a transcript.
            installed: ids of installed packs.

        Returns:
            Where no path is installed, one that the starter packs complete, else the one that lacks
            the fewest packs.

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
        """What to install for a path that is clearly better, None where there is nothing.

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
            and self.is_carried(other)
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

    def is_carried(self, route: Route) -> bool:
        """Whether this machine keeps up with a path, as far as is known."""
        return sum(self._carries(pack) or 0.0 for pack in route.packs) <= _CARRIED_S

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
        """The paths of one direction with their estimates, the best first."""
        composed = {route: self._composed(route) for route in found}
        scores = {route: self._catalogue.score(route) for route in composed}
        ranked: list[tuple[tuple[float, ...], Route]] = []
        for route, (share, n_unmeasured) in composed.items():
            score = scores[route]
            unknown = n_unmeasured if score is None else 0
            if score is not None:
                estimate = score.bleu
            else:
                estimate = 100 * share * _scale(route, scores, composed)
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


class Planner:
    """Answers for the installed packs and the catalogue, as they are when it is asked.

    Args:
        store: the packs.
        voices: gives the voices to choose from.
        carries: what this machine carries.
        families: which of them tell languages apart.

    Attributes:
        paths: what all packs of the catalogue make possible.
    """

    def __init__(
        self,
        store: PackStore,
        voices: Callable[[], VoiceCatalogue],
        *,
        carries: Carries = lambda _: None,
        families: Mapping[str, ModelFamily] = FAMILIES,
    ) -> None:
        self._store = store
        self._families = families
        self._voices = voices
        self.paths: Final = PathFinder(store.catalogue, carries=carries)

    def plan(self, config: SessionConfig) -> SessionPlan:
        """Choose the packs of a session, whether they are installed or not.

        Raises:
            RouteError: the catalogue serves the languages with no packs.
            VoiceError: the voice is unknown or speaks another language.
        """
        routes = self._routes(config)
        voice = self._voice(config) if config.speaks else None
        return SessionPlan(
            routes=routes,
            detector_pack=None if config.source is not None else self._detector(routes).id,
            vad_pack=self.pack_for(Role.VAD),
            voice=voice,
            voice_pack=None if voice is None else self.voice_pack(voice),
        )

    def route(self, source: str, target: str) -> Route:
        """The best installed route, or where none is installed the one that lacks the least.

        Raises:
            RouteError: no pack of the catalogue serves the pair.
        """
        return self.paths.best(source, target, installed=self._store.installed())

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        """Every (source, target) that the installed packs serve."""
        installed = self._store.installed()
        return tuple(
            (source, target)
            for source, target in self.paths.directions
            if installed.issuperset(self.route(source, target).packs)
        )

    def caution(self, config: SessionConfig) -> str:
        """What to expect of a session where clearly better packs are to be had; else empty.

        Raises:
            RouteError, VoiceError: as `plan`.
        """
        installed = self._store.installed()
        routes = self.plan(config).routes.values()
        found = {
            route: better
            for route in routes
            if (better := self.paths.improvement(route, installed=installed))
        }
        if not found:
            return ""
        catalogue = self._store.catalogue
        now = catalogue.resolve({pack for route in found for pack in route.packs})
        missing = catalogue.resolve({pack for better in found.values() for pack in better.missing})
        size_mb = sum(added_downloads(missing).values()) / 1e6
        return (
            f"{' and '.join(pack.title for pack in now)}: starter quality, fine for everyday "
            f"sentences, poor on wider subjects; better ones ({size_mb:.0f} MB): "
            f"dragoman models install {' '.join(pack.id for pack in missing)}"
        )

    def pack_for(
        self, role: Role, *, family: str | None = None, language: str | None = None
    ) -> str:
        """The best pack for a role, installed ones first.

        Raises:
            RouteError: the catalogue has none.
        """
        pack = self._store.catalogue.best_pack(
            role, family=family, language=language, installed=self._store.installed()
        )
        if pack is None:
            into = f" for {language_name(language)}" if language else ""
            raise RouteError(f"The catalogue has no {role} pack{into}; update Dragoman.")
        return pack.id

    def transcriber_pack(self, languages: Iterable[str]) -> str | None:
        """The best installed pack that writes down all of some languages; None for none."""
        needed, installed = tuple(languages), self._store.installed()
        fitting = (
            pack.id
            for pack in self._store.catalogue.packs
            if pack.role is Role.SPEECH
            and pack.id in installed
            and all(code in pack.leads_to(code) for code in needed)
        )
        return next(fitting, None)

    def voice_pack(self, voice: Voice) -> str:
        """What a voice speaks with.

        Raises:
            RouteError: the catalogue has nothing for it.
        """
        return self.pack_for(Role.VOICE, family=voice.sound.family, language=voice.language)

    def refuse_missing(self, task: str, packs: Sequence[str]) -> None:
        """Name all packs that are not there in one message.

        Args:
            task: what needs them, at the beginning of a sentence.
            packs: their ids.

        Raises:
            PackMissingError: one is not installed, or only in part.
        """
        states = {pack: self._store.state(pack) for pack in packs}
        missing = [pack for pack, state in states.items() if state is not PackState.INSTALLED]
        if not missing:
            return
        names = [
            pack if states[pack] is PackState.MISSING else f"{pack} ({states[pack]})"
            for pack in missing
        ]
        listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        raise PackMissingError(
            f"{task} needs the model "
            f"pack{'s' * (len(missing) > 1)} {listed}; "
            f"run: dragoman models install {' '.join(missing)}"
        )

    def _routes(self, config: SessionConfig) -> dict[str, Route]:
        if config.source is not None:
            target = config.source if config.target == AS_SPOKEN else config.target
            return {config.source: self.route(config.source, target)}
        routes: dict[str, Route] = {}
        for source in LANGUAGES:
            target = source if config.target == AS_SPOKEN else config.target
            if source != config.target:
                with suppress(RouteError):
                    routes[source] = self.route(source, target)
        if not routes and config.target == AS_SPOKEN:
            raise RouteError(Code.ROLE_UNKNOWN, role=str(Role.SPEECH))
        if not routes:
            targets = sorted({target for _, target in self.paths.directions})
            raise RouteError(
                f"No installed or known pack interprets anything into "
                f"{language_name(config.target)}; "
                f"choose another language to translate into: {', '.join(targets)}."
            )
        # Languages that would need more packs are not offered, unless nothing is served at all.
        installed = self._store.installed()
        served = {s: route for s, route in routes.items() if installed.issuperset(route.packs)}
        routes = served or routes
        # One model tells the languages apart: those that it does not know cannot be offered.
        detector = self._detector(routes)
        routes = {s: route for s, route in routes.items() if s in detector.languages}
        # Who speaks the target language is not to be heard as if it were another one.
        hearing = {detector.id, *(route.speech for route in routes.values())}
        for route in self.paths.routes(config.target, config.target):
            if route.speech in hearing:
                routes.setdefault(route.source, route)
        return routes

    def _detector(self, routes: Mapping[str, Route]) -> Pack:
        """What tells the languages apart: a model that hears anyway, or else the smallest one.

        Raises:
            RouteError: the catalogue has none.
        """
        catalogue, installed = self._store.catalogue, self._store.installed()
        hearing = {route.speech for route in routes.values()}
        able = {name for name, family in self._families.items() if family.detects_languages}
        packs = [pack for pack in catalogue.packs if pack.family in able]
        if not packs:
            raise RouteError(Code.ROLE_UNKNOWN, role=str(Role.SPEECH))
        return min(
            packs,
            key=lambda pack: (
                pack.id not in hearing,
                catalogue.to_install((pack.id,), installed),
                pack.installed_bytes,
            ),
        )

    def _voice(self, config: SessionConfig) -> Voice:
        if config.voice is None:
            return self._voices().default(config.target)
        return self._voices().find(config.voice, language=config.target)


def task_of(config: SessionConfig) -> str:
    """What a session does, at the beginning of a sentence."""
    source = "" if config.source is None else f"from {language_name(config.source)} "
    if config.target in (AS_SPOKEN, config.source):
        return f"Transcribing {source}".rstrip()
    return f"Interpreting {source}into {language_name(config.target)}"


def _scale(
    route: Route,
    scores: Mapping[Route, Score | None],
    composed: Mapping[Route, tuple[float, int]],
) -> float:
    """What the measured paths of a direction make of their packs' figures."""
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
