"""Decides what a session is made of: which packs for which languages, and what is missing.

Nothing is loaded here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from engine.errors import PackMissingError, RouteError
from engine.glossary import NO_GLOSSARY, Glossary
from engine.languages import LANGUAGES, language_name
from engine.loading import FAMILIES, ModelFamily
from engine.local_session import PacingConfig
from engine.messages import Code, Message
from engine.packs.entries import Pack, Role, Route, added_downloads
from engine.packs.routes import LoadOf, RouteFinder, proved_load
from engine.packs.store import PackState, PackStore
from engine.policy import LatencyPreset, PolicyName, step_ms
from engine.tts.model import Voice
from engine.tts.voice_stage import Delivery
from engine.tts.voices import VoiceCatalogue

SPEECH_BEAMS: Final = 5
"""Beam width of the speech model where none is chosen."""

AS_SPOKEN: Final = "und"
"""Stands for the target language of a transcript: ISO 639-2 for one that is not determined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionConfig:
    """What one session does.

    Attributes:
        source: language that is spoken; None to detect it.
        target: language to translate into; the source's own, or AS_SPOKEN where that is detected,
            for a transcript.
        voice: name or id of the voice; None for the target language's default.
        both_ways: two people at one microphone: what is said in the target language is translated
            into the source's; which one it is is heard turn by turn.
        back_voice: as `voice`, of the source language, where it is both ways.
        speaks: False for captions only.
        delivery: how fast and how high the voice speaks.
        policy: how it decides what to commit.
        preset: how soon it commits.
        speech_beams: beam width of the speech model.
        text_beams: beam width of text models.
        pacing: how speech keeps up.
        glossary: the user's terms: how they are heard, translated and said.
        tells_speakers: whether voices that differ clearly are told apart.
    """

    source: str | None
    target: str
    voice: str | None = None
    speaks: bool = True
    delivery: Delivery = field(default_factory=Delivery)
    policy: PolicyName = PolicyName.CONFIRMED
    preset: LatencyPreset = LatencyPreset.BALANCED
    speech_beams: int = SPEECH_BEAMS
    text_beams: int = 1
    pacing: PacingConfig = field(default_factory=PacingConfig)
    glossary: Glossary = NO_GLOSSARY
    both_ways: bool = False
    back_voice: str | None = None
    tells_speakers: bool = False

    def __post_init__(self) -> None:
        if self.both_ways and (self.source in (None, self.target) or self.target == AS_SPOKEN):
            raise RouteError(Code.CONVERSATION_NEEDS_LANGUAGES)
        if self.speaks and self.target == AS_SPOKEN:
            raise RouteError(Code.VOICE_NEEDS_TARGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """What a session is made of.

    Attributes:
        routes: by the language that is heard, the target language among them where it may be.
        detector_pack: what tells the languages apart; None where one is given.
        voices: who speaks, the target language first, and the pack that each speaks with; none for
            captions only.
        encoder_pack: what tells speakers apart; None where nothing does.
    """

    routes: Mapping[str, Route]
    detector_pack: str | None
    vad_pack: str
    voices: tuple[tuple[Voice, str], ...]
    encoder_pack: str | None = None

    @property
    def packs(self) -> tuple[str, ...]:
        """Ids of all packs, each once, the large ones first."""
        routed = [pack for route in self.routes.values() for pack in route.packs]
        others = [] if self.detector_pack is None else [self.detector_pack]
        others += [pack for _, pack in self.voices]
        others += [] if self.encoder_pack is None else [self.encoder_pack]
        return tuple(dict.fromkeys((*routed, *others, self.vad_pack)))


class Planner:
    """Answers for the installed packs and the catalogue, as they are when it is asked.

    Args:
        store: the packs.
        voices: gives the voices to choose from.
        load_of: what this machine carries with a latency preset; what the packs showed when they
            proved themselves if None.
        families: which of them tell languages apart.

    Attributes:
        finder: what all packs of the catalogue make possible, with the balanced preset.
    """

    def __init__(
        self,
        store: PackStore,
        voices: Callable[[], VoiceCatalogue],
        *,
        load_of: Callable[[LatencyPreset], LoadOf] | None = None,
        families: Mapping[str, ModelFamily] = FAMILIES,
    ) -> None:
        self._store = store
        self._families = families
        self._voices = voices
        self._load_of = load_of or (lambda preset: proved_load(store, steps=steps_of(preset)))
        self._finders: dict[LatencyPreset, RouteFinder] = {}
        self.finder: Final = self._finder(LatencyPreset.BALANCED)

    def _finder(self, preset: LatencyPreset) -> RouteFinder:
        if preset not in self._finders:
            carries = self._load_of(preset)
            self._finders[preset] = RouteFinder(self._store.catalogue, load_of=carries)
        return self._finders[preset]

    def plan(self, config: SessionConfig) -> SessionPlan:
        """Choose the packs of a session, whether they are installed or not.

        Raises:
            RouteError: the catalogue serves the languages with no packs.
            VoiceError: the voice is unknown or speaks another language.
        """
        routes = self._routes(config)
        wanted = [(config.voice, config.target)] if config.speaks else []
        if config.speaks and config.both_ways and config.source is not None:
            wanted.append((config.back_voice, config.source))
        voices = [self._voice(name, language) for name, language in wanted]
        is_detected = config.source is None or config.both_ways
        return SessionPlan(
            routes=routes,
            detector_pack=self._detector(routes).id if is_detected else None,
            vad_pack=self.pack_for(Role.VAD),
            voices=tuple((voice, self.voice_pack(voice)) for voice in voices),
            encoder_pack=self.pack_for(Role.SPEAKER_ENCODER) if config.tells_speakers else None,
        )

    def route(
        self, source: str, target: str, *, preset: LatencyPreset = LatencyPreset.BALANCED
    ) -> Route:
        """The best installed route, or where none is installed the one that lacks the least.

        Packs that failed to prove themselves count as not installed.

        Raises:
            RouteError: no pack of the catalogue serves the pair.
        """
        return self._finder(preset).best(source, target, installed=self._store.installed())

    def text_route(
        self, source: str, target: str, *, preset: LatencyPreset = LatencyPreset.BALANCED
    ) -> Route:
        """The best route that translates text alone: installed, or the one that lacks the least.

        Its speech pack is not needed.

        Raises:
            RouteError: no text packs of the catalogue serve the pair.
        """
        installed, catalogue = self._store.installed(), self._store.catalogue
        routes = [
            route
            for route in self._finder(preset).routes(source, target)
            if route.speech_target == source and route.text
        ]
        if not routes:
            raise RouteError(
                Code.ROUTE_UNKNOWN,
                source=language_name(source),
                target=language_name(target),
                languages=(),
            )
        # The first of those that lack the same is the best.
        return min(routes, key=lambda route: catalogue.to_install(route.text, installed))

    def lighter(self, route: Route, *, preset: LatencyPreset) -> Route | None:
        """The best installed route of the same pair that costs this machine less, if any."""
        finder, usable = self._finder(preset), self._store.installed()
        lighter = (
            other
            for other in finder.routes(route.source, route.target)
            if usable.issuperset(other.packs) and finder.is_lighter(other, than=route)
        )
        return next(lighter, None)

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        """Every (source, target) that the installed packs serve."""
        installed = self._store.installed()
        return tuple(
            (source, target)
            for source, target in self.finder.directions
            if installed.issuperset(self.route(source, target).packs)
        )

    def caution(self, config: SessionConfig) -> Message | None:
        """What to expect of a session where clearly better packs are to be had; else None.

        Raises:
            RouteError, VoiceError: as `plan`.
        """
        installed = self._store.installed()
        routes = self.plan(config).routes.values()
        found = {
            route: better
            for route in routes
            if (better := self.finder.improvement(route, installed=installed))
        }
        if not found:
            return None
        catalogue = self._store.catalogue
        now = catalogue.resolve({pack for route in found for pack in route.packs})
        missing = catalogue.resolve({pack for better in found.values() for pack in better.missing})
        size_mb = sum(added_downloads(missing).values()) / 1e6
        return Message(
            Code.STARTER_QUALITY,
            models=tuple(pack.title for pack in now),
            packs=tuple(pack.id for pack in missing),
            size_mb=round(size_mb),
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
            raise RouteError(Code.ROLE_UNKNOWN, role=str(role))
        return pack.id

    def installed_packs(self, role: Role) -> tuple[str, ...]:
        """Ids of the installed packs of a role, the best first."""
        installed, packs = self._store.installed(), self._store.catalogue.packs
        return tuple(pack.id for pack in packs if pack.role is role and pack.id in installed)

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

    def refuse_missing(self, packs: Sequence[str]) -> None:
        """Name all packs that are not there in one message.

        Args:
            packs: their ids.

        Raises:
            PackMissingError: one is not installed, only in part, or failed to prove itself.
        """
        states = {pack: self._store.state(pack) for pack in packs}
        failed = tuple(pack for pack, state in states.items() if state is PackState.FAILED)
        missing = tuple(
            pack
            for pack, state in states.items()
            if state not in (PackState.INSTALLED, PackState.FAILED)
        )
        if missing:
            raise PackMissingError(Code.PACKS_MISSING, packs=missing)
        if failed:
            raise PackMissingError(Code.PACKS_FAILED, packs=failed)

    def _routes(self, config: SessionConfig) -> dict[str, Route]:
        if config.both_ways and config.source is not None:
            pairs = ((config.source, config.target), (config.target, config.source))
            return {pair[0]: self.route(*pair, preset=config.preset) for pair in pairs}
        if config.source is not None:
            target = config.source if config.target == AS_SPOKEN else config.target
            return {config.source: self.route(config.source, target, preset=config.preset)}
        routes: dict[str, Route] = {}
        for source in LANGUAGES:
            target = source if config.target == AS_SPOKEN else config.target
            if source != config.target:
                with suppress(RouteError):
                    routes[source] = self.route(source, target, preset=config.preset)
        if not routes and config.target == AS_SPOKEN:
            raise RouteError(Code.ROLE_UNKNOWN, role=str(Role.SPEECH))
        if not routes:
            targets = sorted({target for _, target in self.finder.directions})
            raise RouteError(
                Code.TARGET_UNKNOWN,
                target=language_name(config.target),
                languages=tuple(map(language_name, targets)),
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
        for route in self.finder.routes(config.target, config.target):
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

    def _voice(self, name_or_id: str | None, language: str) -> Voice:
        if name_or_id is None:
            return self._voices().default(language)
        return self._voices().find(name_or_id, language=language)


def steps_of(preset: LatencyPreset) -> float:
    """How many decoding steps a latency preset makes for one of the balanced preset."""
    return step_ms(LatencyPreset.BALANCED) / step_ms(preset)
