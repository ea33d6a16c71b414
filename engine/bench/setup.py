"""Makes the sessions of contestants, the offline one among them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.asr.bias import SpeechBias
from engine.asr.model import EncodedSpeech, SpeechModel, SpeechTraits
from engine.asr.silero import SileroModel
from engine.asr.streaming import SpeechDecoderConfig
from engine.asr.vad import SpeechFrame
from engine.asr.whisper.speech import WhisperSettings, load_whisper
from engine.bench.contestants import Contestant, Listening, Method, RouteKind, switched_off
from engine.bench.recordings import BenchmarkError, speech_spans
from engine.bench.simulation import SharedProcessor
from engine.events import Event, TextCommitted
from engine.interpreter import Interpreter
from engine.languages import language_name
from engine.loading import FAMILIES, Model, ModelFamily
from engine.messages import Code
from engine.mt.faithful import FaithfulModel
from engine.mt.streaming import TextTranslator
from engine.onnx import Runtime
from engine.packs.entries import Role, Route, SpeechTask
from engine.packs.store import PackStore
from engine.planner import Planner, SessionConfig
from engine.policy import LatencyPreset, PolicyName, text_policy
from engine.remote.catalogue import ENGINES
from engine.session import Session, SourceBlock, finish_now
from engine.translator import Chain
from engine.tts.voices import VoiceCatalogue

if TYPE_CHECKING:
    from engine.bench.rivals import RivalWhisper

_SPARE_SAMPLES: Final = 4 * SOURCE_RATE_HZ
"""Of the longest audio that a speech model takes, so much is left to the silence behind it."""

_MARGIN_SAMPLES: Final = SOURCE_RATE_HZ // 5
"""Kept before and after speech."""


class OfflineSession:
    """Hears all, then decodes it in as few pieces as the speech model allows, cut in pauses.

    Args:
        chain: the stages of this stream; their policy is not asked.
        vad: finds the pauses.
        target: language of the text.
        longest_samples: of a piece.
    """

    def __init__(
        self, chain: Chain, vad: SileroModel, *, target: str, longest_samples: int
    ) -> None:
        self._chain = chain
        self._vad = vad
        self._target = target
        self._longest_samples = longest_samples
        self._blocks: list[Float32] = []

    def push(self, block: SourceBlock) -> list[Event]:
        """Store the block; nothing is decoded yet."""
        self._blocks.append(block.samples)
        return []

    def finish(self) -> Iterator[list[Event]]:
        """Decode everything."""
        samples = np.concatenate([np.zeros(0, np.float32), *self._blocks])
        self._blocks = []
        events: list[Event] = []
        for start, end in windows(
            speech_spans(samples, self._vad), len(samples), longest=self._longest_samples
        ):
            frame = SpeechFrame(samples[start:end], start, len(samples), 0, opens=True, closes=True)
            progress = self._chain.push(frame, backlog_ms=0)
            if progress is None:
                continue
            _, last = progress
            events += [
                TextCommitted(
                    text=word.text,
                    language=self._target,
                    source_start=word.start,
                    source_end=word.end,
                    heard=len(samples),
                )
                for word in last.committed
            ]
        yield events

    def close(self) -> None:
        """Nothing: the models belong to the interpreter."""


def windows(
    spans: tuple[tuple[float, float], ...], n_samples: int, *, longest: int
) -> list[tuple[int, int]]:
    """Group stretches of speech into windows that the speech model can hear.

    Args:
        spans: (start, end) in seconds.
        n_samples: length of the recording.
        longest: samples of a window at most.

    Returns:
        (start, end) in samples; none where there is no speech.
    """
    found: list[tuple[int, int]] = []
    for start_s, end_s in spans:
        start = max(int(start_s * SOURCE_RATE_HZ) - _MARGIN_SAMPLES, 0)
        end = min(int(end_s * SOURCE_RATE_HZ) + _MARGIN_SAMPLES, n_samples)
        if found and end - found[-1][0] <= longest:
            found[-1] = (found[-1][0], end)
            continue
        if found:
            start = max(start, found[-1][1])
        while end - start > longest:
            found.append((start, start + longest))
            start += longest
        found.append((start, end))
    return found


_VAD_PACK: Final = "silero-vad"

_RIVAL_POLICIES: Final = {
    Method.RIVAL_PAUSE: PolicyName.WAIT_FOR_PAUSE,
    Method.RIVAL_AGREEMENT: PolicyName.LOCAL_AGREEMENT,
}
"""What a rival's text model is held back by, where its route has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all contestants of a run have in common.

    Attributes:
        store: the installed packs.
        runtime: how models run.
        target: language to translate into.
        voice: name of a voice; empty for captions only.
        rival_weights: a CTranslate2 folder of the same speech model, for rivals.
        step_s: computing takes so long for each decoding step, and for nothing else, on the
            simulated clock: the same text in every run; None for as long as it took. Rivals'
            computing is not seen then.
    """

    store: PackStore
    runtime: Runtime
    target: str
    voice: str = ""
    rival_weights: Path | None = None
    step_s: float | None = None


class RoutePlanner(Planner):
    """A planner that can be told which models to pass through.

    Args:
        store: the installed packs.
        voices: gives the voices to choose from.
        kind: which routes are good enough.
    """

    def __init__(
        self, store: PackStore, voices: Callable[[], VoiceCatalogue], kind: RouteKind
    ) -> None:
        super().__init__(store, voices)
        self._kind = kind

    def route(
        self, source: str, target: str, *, preset: LatencyPreset = LatencyPreset.BALANCED
    ) -> Route:
        """The best installed route of the contestant's kind.

        Raises:
            RouteError: no installed pack serves the pair.
            BenchmarkError: some do, but none of this kind.
        """
        wanted = self._kind
        if wanted is RouteKind.BEST or source == target:
            return super().route(source, target, preset=preset)
        installed = self._store.installed()
        for route in self.finder.routes(source, target):
            is_cascade = route.speech_task is SpeechTask.TRANSCRIBE and bool(route.text)
            is_direct = route.speech_task is SpeechTask.TRANSLATE and not route.text
            if (is_cascade if wanted is RouteKind.CASCADE else is_direct) and all(
                pack in installed for pack in route.packs
            ):
                return route
        raise BenchmarkError(
            Code.CONTESTANT_ROUTE_MISSING,
            route=wanted.value,
            source=language_name(source),
            target=language_name(target),
        )


class WatchedSpeech:
    """A speech model that tells when it is asked to listen: a decoding step begins.

    Args:
        model: that listens.
        on_step: is told.
    """

    def __init__(self, model: SpeechModel, on_step: Callable[[], None]) -> None:
        self._model = model
        self._on_step = on_step

    @property
    def traits(self) -> SpeechTraits:
        """See SpeechModel."""
        return self._model.traits

    def writes(self, *, source: str, target: str) -> bool:
        """See SpeechModel."""
        return self._model.writes(source=source, target=target)

    def encode(self, samples: Float32, *, is_last: bool) -> EncodedSpeech:
        """See SpeechModel."""
        self._on_step()
        return self._model.encode(samples, is_last=is_last)

    def text(self, tokens: Sequence[int]) -> str:
        """See SpeechModel."""
        return self._model.text(tokens)

    def starts_word(self, token: int) -> bool:
        """See SpeechModel."""
        return self._model.starts_word(token)

    def bias(self, words: Sequence[str], *, target: str) -> SpeechBias:
        """See SpeechModel."""
        return self._model.bias(words, target=target)


def _families(
    settings: WhisperSettings, on_step: Callable[[], None] | None
) -> Mapping[str, ModelFamily]:
    """The families, with speech models that listen as a contestant does and are watched."""
    whisper = replace(FAMILIES["whisper"], load=partial(load_whisper, settings=settings))
    families = {**FAMILIES, "whisper": whisper}
    if on_step is None:
        return families

    def watched(load: Callable[[Path, Runtime], Model]) -> Callable[[Path, Runtime], Model]:
        def loaded(folder: Path, runtime: Runtime) -> Model:
            model = load(folder, runtime)
            return WatchedSpeech(model, on_step) if isinstance(model, SpeechModel) else model

        return loaded

    return {
        name: replace(family, load=watched(family.load)) if family.role is Role.SPEECH else family
        for name, family in families.items()
    }


class BenchInterpreter(Interpreter):
    """An interpreter that works as a contestant does.

    Args:
        bench: what all contestants have in common.
        contestant: whose sessions to make.
        on_step: told before each decoding step.
    """

    def __init__(
        self, bench: Bench, contestant: Contestant, *, on_step: Callable[[], None] | None = None
    ) -> None:
        super().__init__(
            bench.store,
            runtime=bench.runtime,
            families=_families(_listening(contestant).whisper, on_step),
        )
        self._bench = bench
        self._contestant = contestant
        self._rivals: dict[str, RivalWhisper] = {}
        self._planner = RoutePlanner(bench.store, lambda: self.voices, contestant.route)

    def open(self, source: str, processor: SharedProcessor | None = None) -> Session:
        """Load what is needed and make a session for a language.

        Args:
            source: language that is heard.
            processor: the clock of this machine's session, and what makes its speech.

        Raises:
            EngineError: a route, a pack or a rival's package is missing.
        """
        method = self._contestant.method
        if method is Method.OFFLINE:
            return self._offline(source)
        if method.is_rival:
            return self._rival(source)
        if method is Method.ELSEWHERE:
            return self._elsewhere(source)
        config = self._config(source, method.policy)
        if processor is None:
            return self.session(config)
        return self.session(
            config, synthesis=processor, clock=processor, processor=lambda: processor.hearing_s
        )

    @property
    def is_elsewhere(self) -> bool:
        """Whether sessions run on another machine."""
        return self._contestant.method is Method.ELSEWHERE

    def recogniser(self) -> Callable[[Float32], str]:
        """What writes down target speech, [n] at TARGET_RATE_HZ: the speech model itself.

        Raises:
            EngineError: no model transcribes the target language, or its pack is missing.
        """
        language = self._bench.target
        route = self.route(language, language)
        config = SessionConfig(source=language, target=language, speaks=False)
        vad = self._load(_VAD_PACK, SileroModel)

        def recognise(speech: Float32) -> str:
            chain = Interpreter._chain(self, config, language, route)  # noqa: SLF001 - its own
            session = OfflineSession(
                chain, vad, target=language, longest_samples=self._longest_samples(route)
            )
            session.push(SourceBlock(soxr.resample(speech, TARGET_RATE_HZ, SOURCE_RATE_HZ)))
            events = finish_now(session)
            texts = [event.text for event in events if isinstance(event, TextCommitted)]
            return "".join(texts).strip()

        return recognise

    def _config(self, source: str, policy: PolicyName) -> SessionConfig:
        return SessionConfig(
            source=source,
            target=self._bench.target,
            voice=self._bench.voice or None,
            speaks=bool(self._bench.voice),
            policy=policy,
            preset=self._contestant.preset,
            speech_beams=self._contestant.beams,
        )

    def _speech_config(self, config: SessionConfig) -> SpeechDecoderConfig:
        return _listening(self._contestant, super()._speech_config(config)).decoder

    def _elsewhere(self, source: str) -> Session:
        # Only who asks for one has the packages of its client.
        from engine.remote.client import Client  # noqa: PLC0415
        from engine.remote.dragoman import RemoteEngine  # noqa: PLC0415
        from engine.remote.engines import VendorEngine  # noqa: PLC0415
        from engine.remote.keys import find_key  # noqa: PLC0415

        # A voice of this machine's is none of theirs.
        speaks = bool(self._bench.voice)
        config = SessionConfig(source=source, target=self._bench.target, speaks=speaks)
        name, address = self._contestant.engine, self._contestant.address
        if name == "dragoman":
            return RemoteEngine(Client(address, key=find_key(name))).session(config)
        return VendorEngine(ENGINES[name], address=address or None).session(config)

    def _offline(self, source: str) -> OfflineSession:
        config = self._config(source, PolicyName.WAIT_FOR_PAUSE)
        route = self._planner.plan(config).routes[source]
        vad = self._load(_VAD_PACK, SileroModel)
        return OfflineSession(
            self._chain(config, source, route),
            vad,
            target=self._bench.target,
            longest_samples=self._longest_samples(route),
        )

    def _longest_samples(self, route: Route) -> int:
        return self._models.speech(route.speech).traits.max_samples - _SPARE_SAMPLES

    def _rival(self, source: str) -> Session:
        # Only who runs rivals has their packages.
        from engine.bench.rivals import (  # noqa: PLC0415
            AgreementDecoder,
            PauseDecoder,
            RivalSession,
        )

        route = self.route(source, self._bench.target)
        if source not in self._rivals:
            self._rivals[source] = self._load_rival(source, route)
        whisper = self._rivals[source]
        texts = self._rival_texts(route)
        if self._contestant.method is Method.RIVAL_PAUSE:
            decoder = PauseDecoder(whisper, self._load(_VAD_PACK, SileroModel))
            return RivalSession(decoder, texts, target=self._bench.target)
        agreement = AgreementDecoder(whisper, preset=self._contestant.preset)
        return RivalSession(agreement, texts, target=self._bench.target)

    def _load_rival(self, source: str, route: Route) -> "RivalWhisper":
        from engine.bench.rivals import RivalWhisper  # noqa: PLC0415

        weights = self._bench.rival_weights
        if weights is None:
            raise BenchmarkError(Code.RIVAL_WEIGHTS_MISSING, contestant=self._contestant.name)
        return RivalWhisper(
            weights,
            language=source,
            task=route.speech_task.value,
            beams=self._contestant.beams,
            threads=self._bench.runtime.threads,
            precision=self._contestant.precision,
        )

    def _rival_texts(self, route: Route) -> tuple[TextTranslator, ...]:
        policy = _RIVAL_POLICIES[self._contestant.method]
        return tuple(
            TextTranslator(
                FaithfulModel(self._models.text(pack), source=language, target=written),
                text_policy(policy, self._contestant.preset),
                language=language,
            )
            for pack, language, written in zip(
                route.text, route.languages, route.languages[1:], strict=False
            )
        )


def _listening(contestant: Contestant, config: SpeechDecoderConfig | None = None) -> Listening:
    """How a contestant listens, from a configuration on."""
    listening = Listening(decoder=config or SpeechDecoderConfig())
    for mechanism in contestant.without:
        listening = switched_off(listening, mechanism)
    return listening
