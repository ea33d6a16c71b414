"""Makes the sessions of contestants."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import soxr

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.benchmarks.contestants import Contestant, Method
from engine.benchmarks.contestants import Path as ModelPath
from engine.benchmarks.errors import BenchmarkError
from engine.benchmarks.mechanisms import switched_off
from engine.benchmarks.offline import OfflineSession
from engine.events import TextCommitted
from engine.interpreter import Interpreter
from engine.models.marian import MarianModel
from engine.models.onnx import Runtime
from engine.models.silero import SileroModel
from engine.packs.entries import Route, SpeechTask
from engine.packs.store import PackStore
from engine.planning import Planner, SessionConfig
from engine.policy.presets import PolicyName, text_policy
from engine.runner import StreamSession
from engine.speech.voices import VoiceCatalogue
from engine.translate.speech_decoder import SpeechDecoderConfig
from engine.translate.text_translator import TextTranslator

_VAD_PACK: Final = "silero-vad"

_RIVAL_POLICIES: Final = {
    Method.RIVAL_PAUSE: PolicyName.WAIT_FOR_PAUSE,
    Method.RIVAL_AGREEMENT: PolicyName.LOCAL_AGREEMENT,
}
"""What a rival's text model is held back by, where its path has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all contestants of a run have in common.

    Attributes:
        store: the installed packs.
        threads: processor threads for models.
        target: language to translate into.
        voice: name of a voice; empty for captions only.
        rival_weights: a CTranslate2 folder of the same speech model, for rivals.
    """

    store: PackStore
    threads: int
    target: str
    voice: str = ""
    rival_weights: Path | None = None


class PathPlanner(Planner):
    """A planner that can be told which models to pass through.

    Args:
        store: the installed packs.
        voices: gives the voices to choose from.
        path: which way to go.
    """

    def __init__(
        self, store: PackStore, voices: Callable[[], VoiceCatalogue], path: ModelPath
    ) -> None:
        super().__init__(store, voices)
        self._path = path

    def route(self, source: str, target: str) -> Route:
        """The best installed route of the contestant's path.

        Raises:
            RouteError: no installed pack serves the pair.
            BenchmarkError: some do, but none on this path.
        """
        wanted = self._path
        if wanted is ModelPath.BEST or source == target:
            return super().route(source, target)
        installed = self._store.installed()
        for route in self._store.catalogue.routes(source, target):
            is_cascade = route.speech_task is SpeechTask.TRANSCRIBE and bool(route.text)
            is_direct = route.speech_task is SpeechTask.TRANSLATE and not route.text
            if (is_cascade if wanted is ModelPath.CASCADE else is_direct) and all(
                pack in installed for pack in route.packs
            ):
                return route
        raise BenchmarkError(
            f"No installed packs interpret {source} into {target} on the path {wanted.value!r}; "
            "leave the language or the contestant out."
        )


class Workshop(Interpreter):
    """An interpreter that works as a contestant does.

    Args:
        bench: what all contestants have in common.
        contestant: whose sessions to make.
    """

    def __init__(self, bench: Bench, contestant: Contestant) -> None:
        super().__init__(bench.store, runtime=Runtime(threads=bench.threads))
        self._bench = bench
        self._contestant = contestant
        self._planner = PathPlanner(bench.store, lambda: self.voices, contestant.path)

    def open(self, source: str) -> StreamSession:
        """Load what is needed and make a session for a language.

        Raises:
            EngineError: a route, a pack or a rival's package is missing.
        """
        method = self._contestant.method
        if method is Method.OFFLINE:
            return self._offline(source)
        if method.is_rival:
            return self._rival(source)
        return self.session(self._config(source, PolicyName(method.value)))

    def recogniser(self) -> Callable[[Float32], str]:
        """What writes down target speech, [n] at TARGET_RATE_HZ: the speech model itself.

        Raises:
            EngineError: no model transcribes the target language, or its pack is missing.
        """
        language = self._bench.target
        route = self.route(language, language)
        config = SessionConfig(source=language, target=language, speaks=False)
        vad = self._load(_VAD_PACK, SileroModel)
        session = OfflineSession(
            lambda: Interpreter._chain(self, config, language, route),  # noqa: SLF001 - its own
            vad,
            target=language,
        )

        def recognise(speech: Float32) -> str:
            session.reset()
            session.push(soxr.resample(speech, TARGET_RATE_HZ, SOURCE_RATE_HZ))
            texts = [event.text for event in session.flush() if isinstance(event, TextCommitted)]
            return "".join(texts).strip()

        return recognise

    def _config(self, source: str, policy: PolicyName) -> SessionConfig:
        return SessionConfig(
            source=source,
            target=self._bench.target,
            voice=self._bench.voice or None,
            speaks=bool(self._bench.voice),
            policy=policy,
            promptness=self._contestant.promptness,
            speech_beams=self._contestant.beams,
        )

    def _speech_config(self, config: SessionConfig) -> SpeechDecoderConfig:
        found = super()._speech_config(config)
        for mechanism in self._contestant.without:
            found = switched_off(found, mechanism)
        return found

    def _offline(self, source: str) -> OfflineSession:
        config = self._config(source, PolicyName.WAIT_FOR_PAUSE)
        route = self._planner.plan(config).routes[source]
        vad = self._load(_VAD_PACK, SileroModel)
        return OfflineSession(
            lambda: self._chain(config, source, route), vad, target=self._bench.target
        )

    def _rival(self, source: str) -> StreamSession:
        # Only who runs rivals has their packages.
        from engine.benchmarks.rivals.adapter import RivalSession  # noqa: PLC0415
        from engine.benchmarks.rivals.agreement import AgreementDecoder  # noqa: PLC0415
        from engine.benchmarks.rivals.pause import PauseDecoder  # noqa: PLC0415
        from engine.benchmarks.rivals.weights import RivalWhisper  # noqa: PLC0415

        weights = self._bench.rival_weights
        if weights is None:
            raise BenchmarkError(
                f"{self._contestant.name} needs the speech model's weights in CTranslate2's "
                "form; name their folder with --rival-weights."
            )
        route = self.route(source, self._bench.target)
        whisper = RivalWhisper(
            weights,
            language=source,
            task=route.speech_task.value,
            beams=self._contestant.beams,
            threads=self._bench.threads,
            precision=self._contestant.precision,
        )
        texts = self._rival_texts(route)
        if self._contestant.method is Method.RIVAL_PAUSE:
            decoder = PauseDecoder(whisper, self._load(_VAD_PACK, SileroModel))
            return RivalSession(decoder, texts, target=self._bench.target)
        agreement = AgreementDecoder(whisper, promptness=self._contestant.promptness)
        return RivalSession(agreement, texts, target=self._bench.target)

    def _rival_texts(self, route: Route) -> tuple[TextTranslator, ...]:
        language = route.speech_target
        policy = _RIVAL_POLICIES[self._contestant.method]
        texts: list[TextTranslator] = []
        for pack in route.text:
            texts.append(
                TextTranslator(
                    self._load(pack, MarianModel),
                    text_policy(policy, self._contestant.promptness),
                    language=language,
                )
            )
            (language,) = (
                into
                for spoken, into in self._store.catalogue.pack(pack).pairs
                if spoken == language
            )
        return tuple(texts)
