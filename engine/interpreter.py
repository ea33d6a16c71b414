"""Loads the models that a direction needs, once, and makes sessions that share them."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from engine.arrays import Float32
from engine.asr.model import LanguageDetector
from engine.asr.silero import SileroModel
from engine.asr.spelling import SpelledSpeech
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.compute import Device
from engine.errors import PhonemeError, RouteError
from engine.events import TextTyped
from engine.glossary import NO_GLOSSARY, Glossary
from engine.languages import CLONING_LANGUAGES, LANGUAGES
from engine.loading import FAMILIES, LoadedModels, ModelFamily, log_notice
from engine.local_session import LocalSession
from engine.messages import Code, Message
from engine.metrics import ClockedVoice, StageWatcher, timed_chain
from engine.mt.faithful import FaithfulModel
from engine.mt.streaming import TextTranslator, TextTranslatorConfig
from engine.onnx import Runtime
from engine.packs.entries import Role, Route
from engine.packs.progress import LoadProgress, LoadWatcher
from engine.packs.store import PackStore
from engine.planner import AS_SPOKEN, Planner, SessionConfig, SessionPlan
from engine.policy import speech_policy, step_ms, text_policy
from engine.speakers import resemblyzer
from engine.speakers.turns import TurnListener
from engine.timed_text import TextUpdate, TimedText
from engine.translator import Chain, Relief, SpeechStage, SpeechTranslator, TranslatorConfig
from engine.tts import kokoro
from engine.tts.cloning.clarity import transcriber
from engine.tts.cloning.enrolment import Enroller
from engine.tts.model import Synthesiser, Voice
from engine.tts.phonemes import PhonemeProcess
from engine.tts.synthesis import Synthesis
from engine.tts.user_voices import remove_user_voice
from engine.tts.voice_stage import Delivery, VoiceStage, VoiceStageConfig
from engine.tts.voices import Favourites, VoiceCatalogue

_log = logging.getLogger(__name__)

_Model = TypeVar("_Model", SileroModel, kokoro.KokoroModel, resemblyzer.ResemblyzerModel)


class Interpreter:
    """Holds the loaded models for any number of sessions, in any threads.

    Close it, or use it as a context manager: its sessions share one phoneme program.

    Args:
        store: the installed packs.
        runtime: how models run.
        voices: the voices to choose from; those that `load_voices` finds if None.
        phonemiser: the phoneme program; the one that ships with Dragoman if None.
        families: what loads a pack, by the kind of network in it.
        on_notice: told where models run on the processor although there is another device, in the
            thread that loads them; and that a route was left since it is too slow, in the session's
            thread. The log if None.
    """

    def __init__(
        self,
        store: PackStore,
        *,
        runtime: Runtime,
        voices: VoiceCatalogue | None = None,
        phonemiser: PhonemeProcess | None = None,
        families: Mapping[str, ModelFamily] = FAMILIES,
        on_notice: Callable[[Message], None] | None = None,
    ) -> None:
        self._store = store
        # What packs showed on it decides which of them are used.
        store.device = runtime.device
        self._voices = voices
        self._voices_lock = threading.Lock()
        self._on_notice = on_notice or log_notice
        self._models = LoadedModels(
            store, runtime=runtime, families=families, on_notice=self._on_notice
        )
        self._phonemiser = _SharedPhonemiser(phonemiser or PhonemeProcess())
        self._planner = Planner(store, lambda: self.voices, families=families)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the models and end the phoneme program: sessions can speak no more."""
        self._phonemiser.close()
        self._models.clear()

    @property
    def voices(self) -> VoiceCatalogue:
        """The voices to choose from."""
        # Sessions that begin at once would all read the files.
        with self._voices_lock:
            if self._voices is None:
                self._voices = load_voices(self._store)
            return self._voices

    @property
    def user_voices(self) -> Path:
        """The folder of the voices that were added."""
        return user_voices_folder(self._store)

    def use_device(self, device: Device) -> None:
        """Run models that are loaded from now on somewhere else; what is in use stays there."""
        self._store.device = device
        self._models.use(device)

    def reload_voices(self) -> None:
        """Read the voices again, after one was added or removed or a pack installed."""
        with self._voices_lock:
            self._voices = None

    def route(self, source: str, target: str) -> Route:
        """As `Planner.route`."""
        return self._planner.route(source, target)

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        """As `Planner.served_directions`."""
        return self._planner.served_directions()

    def caution(self, config: SessionConfig) -> Message | None:
        """As `Planner.caution`."""
        return self._planner.caution(config)

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """Ids of all packs that a session needs, whether they are installed or not.

        Raises:
            RouteError: the catalogue serves the languages with no packs.
            VoiceError: the voice is unknown or speaks another language.
        """
        return self._planner.plan(config).packs

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        """Load all that a session needs and run each model once, so that the session is ready.

        What another session has loaded is not loaded again; may be called from any thread.

        Args:
            config: what the session will do.
            progress: told about each model, in the calling thread.

        Raises:
            RouteError: no pack of the catalogue serves the languages.
            VoiceError: the voice is unknown or speaks another language.
            PackMissingError: packs are not installed; names all of them in one command.
            PackError: a pack is damaged.
            PhonemeError: the phoneme program does not work.
        """
        self._prepare(config, progress)

    def session(
        self,
        config: SessionConfig,
        *,
        on_stage: StageWatcher | None = None,
        synthesis: Synthesis | None = None,
        clock: Callable[[], float] = time.perf_counter,
        processor: Callable[[], float] = time.thread_time,
    ) -> LocalSession:
        """Make a session; cheap where `load` was called before, and else loads.

        Args:
            config: what it does.
            on_stage: told how long each stage computes, in the thread that computes it.
            synthesis: as LocalSession takes it.
            clock: measures computing, in seconds.
            processor: as LocalSession takes it.

        Raises:
            EngineError: as `load`.
        """
        plan = self._prepare(config)
        listener = None
        if plan.encoder_pack is not None:
            listener = TurnListener(self._models.speaker_encoder(plan.encoder_pack))
        translator = self._translator(config, plan, on_stage, listener)
        stage = None
        voices = [self._synthesiser(*spoken) for spoken in plan.voices]
        if on_stage is not None:
            voices = [
                ClockedVoice(voice, on_stage, model=pack)
                for voice, (_, pack) in zip(voices, plan.voices, strict=True)
            ]
        if voices:
            stage = _voice_stage(voices[0], config.glossary, config.delivery, others=voices[1:])
        typist = partial(self._type, config, translator)
        return LocalSession(
            translator,
            stage,
            pacing=config.pacing,
            synthesis=synthesis,
            clock=clock,
            processor=processor,
            typist=typist,
            listener=listener,
        )

    def _type(
        self,
        config: SessionConfig,
        heard: SpeechTranslator,
        text: str,
        language: str | None,
    ) -> TextTyped | None:
        """Translate what is typed while a session runs, with text models alone.

        Raises:
            PackMissingError: the session needs none of them, and one is not installed.
            RouteError: none translates this language, or it is not known which one it is.
        """
        typed = " ".join(text.split())
        if not any(map(str.isalnum, typed)):
            return None
        source = language or (heard.language if config.both_ways else None)
        source = source or config.source or heard.language
        if source is None:
            raise RouteError(Code.TYPING_LANGUAGE_UNKNOWN)
        target = source if config.target == AS_SPOKEN else config.target
        if config.both_ways and source == target and config.source is not None:
            target = config.source
        return TextTyped(
            typed=typed,
            typed_language=source,
            text=typed if target == source else self._translate(config, typed, source, target),
            language=target,
            source_start=0,
            source_end=0,
            heard=0,
        )

    def _translate(self, config: SessionConfig, text: str, source: str, target: str) -> str:
        route = self._planner.text_route(source, target, preset=config.preset)
        self._planner.refuse_missing(route.text)
        update = TextUpdate(
            committed=tuple(TimedText(f" {word}", 0, 0) for word in text.split()),
            tentative=TimedText("", 0, 0),
            closes=True,
        )
        for stage in self._text_stages(config, route):
            update = stage.push(update)
        return "".join(word.text for word in update.committed).strip()

    def voice_stage(
        self,
        voice: Voice,
        *,
        glossary: Glossary = NO_GLOSSARY,
        delivery: Delivery | None = None,
    ) -> VoiceStage:
        """Make the speaking stage alone, for text that is there already.

        Args:
            voice: whom it speaks as.
            glossary: how words of one's own are said.
            delivery: how fast and how high.

        Raises:
            PackMissingError: the voice's pack is not installed.
            PackError: it is damaged.
            PhonemeError: the phoneme program does not work.
        """
        synthesiser = self._synthesiser(voice, self._installed_voice_pack(voice))
        return _voice_stage(synthesiser, glossary, delivery)

    def preview(
        self, voice: Voice, *, text: str | None = None, delivery: Delivery | None = None
    ) -> Iterator[Float32]:
        """Have a voice say a sentence, piece by piece as the sound is made.

        Args:
            voice: whom to hear.
            text: what it says; the sentence of its language if None.
            delivery: how fast and how high.

        Returns:
            Pieces, each [n] mono at TARGET_RATE_HZ; a piece is made when it is asked for.

        Raises:
            PackMissingError: the voice's pack is not installed.
            EngineError: it does not work.
        """
        stage = self.voice_stage(voice, delivery=delivery)
        said = text or LANGUAGES[voice.language].preview
        stage.push(said)
        stage.flush()
        spoken = iter(lambda: stage.speak_next(tempo=1.0), None)
        return (piece.samples for piece in spoken)

    def synthesiser(self, name_or_id: str | None, *, language: str) -> Synthesiser:
        """Load what a voice needs and make it ready, for `VoiceControl.change_voice`.

        Args:
            name_or_id: the default of the language if None.
            language: that it speaks.

        Raises:
            VoiceError: the voice is unknown or speaks another language.
            PackMissingError: its pack is not installed.
            EngineError: its pack or the phoneme program does not work.
        """
        voices = self.voices
        voice = (
            voices.default(language)
            if name_or_id is None
            else voices.find(name_or_id, language=language)
        )
        return self._synthesiser(voice, self._installed_voice_pack(voice))

    def voice_activity(self) -> SileroModel:
        """The model that tells speech from silence, for who wants to know it sample by sample.

        Raises:
            PackMissingError: its pack is not installed.
            PackError: it is damaged.
        """
        pack = self._planner.pack_for(Role.VAD)
        self._planner.refuse_missing((pack,))
        return self._load(pack, SileroModel)

    def enroller(self) -> Enroller:
        """Load what clones voices; whoever stores a voice calls `reload_voices` afterwards.

        Raises:
            PackMissingError: a pack is not installed.
            PackError: one is damaged.
        """
        voice = self._planner.pack_for(Role.VOICE, family=kokoro.FAMILY)
        encoder = self._planner.pack_for(Role.SPEAKER_ENCODER, family=resemblyzer.FAMILY)
        self._planner.refuse_missing((voice, encoder))
        encoders = self._planner.installed_packs(Role.SPEAKER_ENCODER)
        second = next((pack for pack in encoders if pack != encoder), None)
        # Without a speech model the voice is cloned all the same; nobody checks what it says.
        speech = self._planner.transcriber_pack(CLONING_LANGUAGES)
        return Enroller(
            self._load(voice, kokoro.KokoroModel),
            self._load(encoder, resemblyzer.ResemblyzerModel),
            self._phonemiser,
            second=None if second is None else self._models.speaker_encoder(second),
            understand=None if speech is None else transcriber(self._models.speech(speech)),
        )

    def _synthesiser(self, voice: Voice, pack: str) -> Synthesiser:
        synthesiser = self._models.voice(pack).synthesiser_for(voice, phonemiser=self._phonemiser)
        synthesiser.prepare()
        return synthesiser

    def _installed_voice_pack(self, voice: Voice) -> str:
        pack = self._planner.voice_pack(voice)
        self._planner.refuse_missing((pack,))
        return pack

    def _prepare(self, config: SessionConfig, progress: LoadWatcher | None = None) -> SessionPlan:
        # What can be refused at once is refused before seconds go into loading.
        plan = self._planner.plan(config)
        self._planner.refuse_missing(plan.packs)
        for done, pack in enumerate(plan.packs):
            if progress is not None:
                progress(LoadProgress(pack=pack, done=done, total=len(plan.packs)))
            self._models.load(pack)
        for voice, pack in plan.voices:
            self._synthesiser(voice, pack)
        if progress is not None:
            progress(LoadProgress(pack="", done=len(plan.packs), total=len(plan.packs)))
        return plan

    def _translator(
        self,
        config: SessionConfig,
        plan: SessionPlan,
        on_stage: StageWatcher | None,
        listener: TurnListener | None,
    ) -> SpeechTranslator:
        routes = dict(plan.routes)

        def chain_for(source: str) -> Chain:
            route = routes[source]
            chain = self._chain(config, source, route)
            return chain if on_stage is None else timed_chain(chain, route, on_stage)

        def relieve(source: str) -> Relief | None:
            slow = routes[source]
            lighter = self._planner.lighter(slow, preset=config.preset)
            if lighter is None:
                return None
            loading = _Loading(self._models, lighter.packs)

            def ready() -> Chain | None:
                if not loading.is_done:
                    return None
                routes[source] = lighter
                self._on_notice(
                    Message(
                        Code.ROUTE_TOO_SLOW,
                        models=self._titles(slow),
                        others=self._titles(lighter),
                    )
                )
                return chain_for(source)

            return ready

        return SpeechTranslator(
            vad=self._load(plan.vad_pack, SileroModel),
            detector=None if plan.detector_pack is None else self._detector(plan.detector_pack),
            chain_for=chain_for,
            sources=tuple(plan.routes),
            target=None if config.target == AS_SPOKEN else config.target,
            both_ways=config.both_ways,
            relieve=relieve,
            on_frame=None if listener is None else listener.hear,
            config=TranslatorConfig(),
        )

    def _titles(self, route: Route) -> tuple[str, ...]:
        return tuple(pack.title for pack in self._store.catalogue.resolve(route.packs))

    def _detector(self, pack: str) -> LanguageDetector:
        """What tells the languages of a session apart."""
        model = self._models.speech(pack)
        if not isinstance(model, LanguageDetector):
            raise TypeError(f"a {type(model).__name__} does not tell languages apart")
        return model

    def _chain(self, config: SessionConfig, source: str, route: Route) -> Chain:
        heard = config.glossary.written_in(route.speech_target)
        decoder = SpeechDecoder(
            self._models.speech(route.speech),
            speech_policy(config.policy, config.preset),
            source=source,
            target=route.speech_target,
            config=self._speech_config(config),
            words=tuple(form.written for _, form in heard),
        )
        speech: SpeechStage = decoder
        if heard:
            speech = SpelledSpeech(decoder, config.glossary, language=route.speech_target)
        texts = self._text_stages(config, route)
        # What is said in the target language would be shown twice.
        shows_transcript = route.speech_target == source != route.target
        return Chain(speech=speech, texts=texts, shows_transcript=shows_transcript)

    def _text_stages(self, config: SessionConfig, route: Route) -> tuple[TextTranslator, ...]:
        return tuple(
            TextTranslator(
                FaithfulModel(
                    self._models.text(pack),
                    source=language,
                    target=written,
                    glossary=config.glossary,
                ),
                text_policy(config.policy, config.preset),
                language=language,
                config=TextTranslatorConfig(beams=config.text_beams),
            )
            for pack, language, written in zip(
                route.text, route.languages, route.languages[1:], strict=False
            )
        )

    def _speech_config(self, config: SessionConfig) -> SpeechDecoderConfig:
        return SpeechDecoderConfig(step_ms=step_ms(config.preset), beams=config.speech_beams)

    def _load(self, pack: str, kind: type[_Model]) -> _Model:
        return self._models.load_as(pack, kind)


def _voice_stage(
    synthesiser: Synthesiser,
    glossary: Glossary,
    delivery: Delivery | None,
    *,
    others: Sequence[Synthesiser] = (),
) -> VoiceStage:
    return VoiceStage(
        synthesiser,
        language=synthesiser.voice.language,
        config=VoiceStageConfig(),
        glossary=glossary,
        delivery=delivery,
        others=others,
    )


def user_voices_folder(store: PackStore) -> Path:
    """Where the voices are that a person added: beside the models."""
    return store.root.with_name("voices")


def favourites_path(store: PackStore) -> Path:
    """Where it is noted which voices a person likes best: beside the models."""
    return store.root.with_name("favourite-voices.json")


def remove_added_voice(voice_id: str, store: PackStore) -> None:
    """Remove a voice that a person added, with everything that belongs to it.

    Raises:
        VoiceError: there is no such voice.
        OutputError: something of it cannot be removed.
    """
    remove_user_voice(voice_id, user_voices_folder(store))
    Favourites(favourites_path(store)).forget(voice_id)


def load_voices(store: PackStore, *, packs: Collection[str] | None = None) -> VoiceCatalogue:
    """The voices that ship, those that installed packs bring, and those that a person added.

    Args:
        store: the packs.
        packs: ids of those whose voices count; `PackStore.installed` if None.

    Raises:
        CatalogueError: the voices that ship are damaged.
    """
    installed = store.installed() if packs is None else packs
    spoken: dict[str, set[str]] = {}
    for pack in store.catalogue.packs:
        if pack.role is Role.VOICE and pack.id in installed:
            spoken.setdefault(pack.family, set()).update(pack.languages)
    return VoiceCatalogue.load(user_folder=user_voices_folder(store), spoken=spoken)


class _Loading:
    """Loads packs on a thread of its own, while a session goes on with others.

    Attributes:
        is_done: whether all are loaded; never, where one cannot be.
    """

    def __init__(self, models: LoadedModels, packs: Sequence[str]) -> None:
        self.is_done = False
        self._models = models
        self._packs = packs
        threading.Thread(target=self._load, name="lighter route", daemon=True).start()

    def _load(self) -> None:
        try:
            for pack in self._packs:
                self._models.load(pack)
        except Exception:  # noqa: BLE001 - the session goes on with what it has
            _log.warning("a lighter route cannot be loaded", exc_info=True)
        else:
            self.is_done = True


class _SharedPhonemiser:
    """The phoneme program, for several threads: an answer takes milliseconds, so they take turns.

    A closed one refuses, since its program would be started again and never ended.
    """

    def __init__(self, process: PhonemeProcess) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._is_closed = False

    def phonemes(self, text: str, tag: str) -> str:
        with self._lock:
            if self._is_closed:
                raise PhonemeError(Code.INTERPRETER_CLOSED)
            return self._process.phonemes(text, tag)

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            self._process.close()
