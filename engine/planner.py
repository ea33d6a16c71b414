"""Decides what a session is made of: which packs for which languages, and what is missing.

Nothing is loaded here.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from engine.errors import PackMissingError, RouteError
from engine.families import Family, Role
from engine.glossary import NO_GLOSSARY, Glossary
from engine.languages import LANGUAGES, language_name
from engine.packs.entries import Pack, Route
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
        voice: None for captions only.
        voice_pack: what the voice speaks with; None for captions only.
    """

    routes: Mapping[str, Route]
    vad_pack: str
    voice: Voice | None
    voice_pack: str | None

    @property
    def packs(self) -> tuple[str, ...]:
        """Ids of all packs, each once, the large ones first."""
        routed = [pack for route in self.routes.values() for pack in route.packs]
        voice = () if self.voice_pack is None else (self.voice_pack,)
        return tuple(dict.fromkeys((*routed, *voice, self.vad_pack)))


class Planner:
    """Answers for the installed packs and the catalogue, as they are when it is asked.

    Args:
        store: the packs.
        voices: gives the voices to choose from.
    """

    def __init__(self, store: PackStore, voices: Callable[[], VoiceCatalogue]) -> None:
        self._store = store
        self._voices = voices

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
            vad_pack=self.pack_for(Role.VAD),
            voice=voice,
            voice_pack=None if voice is None else self.voice_pack(voice),
        )

    def route(self, source: str, target: str) -> Route:
        """The best installed route, or where none is installed the one that lacks the least.

        Raises:
            RouteError: no pack of the catalogue serves the pair.
        """
        if source == target:
            return self._transcription(source)
        return self._store.catalogue.best_route(source, target, installed=self._store.installed())

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        """Every (source, target) that the installed packs serve."""
        installed = self._store.installed()
        return tuple(
            (source, target)
            for source, target in self._store.catalogue.directions
            if installed.issuperset(self.route(source, target).packs)
        )

    def caution(self, config: SessionConfig) -> str:
        """What to expect of a session, where a pack of starter quality serves it; else empty.

        Raises:
            RouteError, VoiceError: as `plan`.
        """
        catalogue = self._store.catalogue
        packs = [catalogue.pack(pack) for pack in self.plan(config).packs]
        weak = [pack for pack in packs if pack.is_starter_quality]
        if not weak:
            return ""
        pairs = {pair for pack in weak for pair in pack.pairs}
        better = [
            pack.id
            for pack in catalogue.packs
            if not pack.is_starter_quality and pairs.intersection(pack.pairs)
        ]
        remedy = f"; a better one: dragoman models install {better[0]}" if better else ""
        return (
            f"{' and '.join(pack.title for pack in weak)} is of starter quality: everyday "
            f"sentences well, wide subjects badly, with words that do not exist{remedy}"
        )

    def pack_for(
        self, role: Role, *, family: Family | None = None, language: str | None = None
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
        if config.target == AS_SPOKEN:
            return self._transcriptions()
        target = config.target
        routes: dict[str, Route] = {}
        for source in LANGUAGES:
            if source != target:
                with suppress(RouteError):
                    routes[source] = self.route(source, target)
        if not routes:
            targets = sorted({target for _, target in self._store.catalogue.directions})
            raise RouteError(
                f"No installed or known pack interprets anything into {language_name(target)}; "
                f"choose another language to translate into: {', '.join(targets)}."
            )
        # Languages that would need more packs are not offered, unless nothing is served at all.
        installed = self._store.installed()
        served = {s: route for s, route in routes.items() if installed.issuperset(route.packs)}
        routes = served or routes
        # One model tells the languages apart: those that it does not know cannot be offered.
        detector = self._store.catalogue.pack(next(iter(routes.values())).speech)
        routes = {s: route for s, route in routes.items() if s in detector.languages}
        if detector.writes(target, source=target):
            # Who speaks the target language is not to be heard as if it were another one.
            routes[target] = _written_down(target, detector)
        return routes

    def _transcriptions(self) -> dict[str, Route]:
        """By language, the routes of the one speech model that tells all of them apart."""
        pack = self._store.catalogue.pack(self.pack_for(Role.SPEECH))
        return {
            language: _written_down(language, pack)
            for language in LANGUAGES
            if pack.writes(language, source=language)
        }

    def _transcription(self, language: str) -> Route:
        pack = self._store.catalogue.pack(self.pack_for(Role.SPEECH, language=language))
        if not pack.writes(language, source=language):
            raise RouteError(
                f"No model pack of the catalogue transcribes {language_name(language)}; "
                "choose another language."
            )
        return _written_down(language, pack)

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


def _written_down(language: str, pack: Pack) -> Route:
    """The route of a transcript, which no table lists."""
    return Route(
        source=language,
        target=language,
        speech=pack.id,
        speech_target=language,
        text=(),
        bleu=None,
        chrf=None,
        measured="",
    )
